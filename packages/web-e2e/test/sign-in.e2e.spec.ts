// Each application lets its own people in, looks right to axe, and says nothing to the console.
import { api } from '@zhijian/embedded/e2e'
import decodeQR from 'qr/decode.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axeViolations, measure, openStand, STANDARD, totp, type Stand } from './stand/index.ts'

let stand: Stand
beforeAll(async () => {
  stand = await openStand({ silent: true })
})
afterAll(() => stand.close())

it('a citizen signs in with a code, stays signed in over a reload, and leaves', async () => {
  const { page } = await stand.citizen('13900000001')
  await page.waitForSelector('h1:has-text("免费法律咨询")')
  await page.reload()
  await page.waitForSelector('h1:has-text("免费法律咨询")')
  expect(await axeViolations(page)).toEqual([])
})

it('a lawyer and an operator sign in with password and second factor', async () => {
  for (const { page } of [await stand.lawyer('demo-counsel-01'), await stand.staff('demo-staff-head')]) {
    await page.waitForSelector('main h1')
    expect(await axeViolations(page)).toEqual([])
  }
})

it('a citizen at the door of the lawyers is told that this account is the wrong one', async () => {
  const { page } = await stand.citizen('13900000002')
  await page.goto(`${stand.url}/lawyer/`)
  await page.waitForSelector('[role=alert]:has-text("这个账号不能使用本页面")')
})

it('large type and the other language are one tap away', async () => {
  const { page } = await stand.visitor()
  await page.goto(`${stand.url}/citizen/`)
  await page.click('button:has-text("长辈版")')
  await page.waitForSelector('main p, main label')
  const size = await page.evaluate(() => Number.parseFloat(getComputedStyle(document.querySelector('main p, main label')!).fontSize))
  expect(size).toBeGreaterThanOrEqual(18)
  await page.click('button:has-text("English")')
  await page.waitForSelector('html[lang=en]')
  expect(await page.innerText('h1')).not.toMatch(/\p{Script=Han}/u)
  expect(await axeViolations(page)).toEqual([])
})

describe('a one-time link', () => {
  /** What a camera makes of the picture on the screen. */
  const scanned = (picture: readonly (readonly boolean[])[]): string => {
    const scale = 4
    const size = picture.length * scale
    const data = Uint8Array.from({ length: size * size * 3 }, (_, i) => (picture[Math.floor(Math.floor(i / 3 / size) / scale)]![Math.floor((Math.floor(i / 3) % size) / scale)]! ? 0 : 255))
    return decodeQR({ height: size, width: size, data })
  }
  it('that was cut on its way says what to do, in two languages', async () => {
    const { page } = await stand.visitor()
    for (const [hash, says] of [['#AbCdEf', '完整复制'], ['', '请向系统管理员索取链接']] as const) {
      await page.goto('about:blank')
      await page.goto(`${stand.url}/enrol${hash}`)
      await page.waitForSelector(`[role=alert]:has-text("${says}")`)
    }
    await page.click('button:has-text("English")')
    await page.waitForSelector('[role=alert]:has-text("Ask the system administrator")')
    expect((await page.innerText('body')).replace('中文', '')).not.toMatch(/\p{Script=Han}/u)
    expect(await axeViolations(page)).toEqual([])
  })
  it('leads over a password and a code that a phone scans into the application; it is gone on with after a reload', async () => {
    const { page } = await stand.visitor()
    const http = api(stand.url)
    const { password: known, secondFactor } = stand.platform.account('demo-staff-system')
    const { token } = (await http('auth/password-sessions', { method: 'POST', body: { login: 'demo-staff-system', password: known, totp: totp(secondFactor), client: 'app' } })).body
    await http('accounts', { method: 'POST', token, body: { id: 'counsel-40', kind: 'lawyer', because: '新聘法律顾问' } })
    const { token: link } = (await http('accounts/counsel-40/links', { method: 'POST', token, body: { because: '新聘法律顾问' } })).body
    await page.goto(`${stand.url}/enrol#${link}`)
    await page.click('button:has-text("开始")')
    await page.waitForSelector('input[name=password]:focus')
    // The link is used up; what it opened is not.
    await page.reload()
    await page.waitForSelector('[role=alert]:has-text("请接着设置")')
    const password = 'kJ7-three-mills-9'
    await page.fill('input[name=password]', password)
    await page.fill('input[name=again]', `${password}x`)
    await page.click('#password button')
    await page.waitForSelector('[role=alert]:has-text("不一样"):focus')
    expect(await page.inputValue('input[name=password]')).toBe(password)
    await page.fill('input[name=again]', password)
    await page.click('#password button')
    await page.waitForSelector('#qr svg')
    expect(await axeViolations(page)).toEqual([])
    expect((await measure(page, STANDARD)).faults).toEqual([])
    const picture = await page.$eval('#qr svg', (svg) => {
      const path = svg.querySelector('path')!
      const { width } = (svg as SVGSVGElement).viewBox.baseVal
      return Array.from({ length: width }, (_, y) => Array.from({ length: width }, (_each, x) => path.isPointInFill({ x: x + 0.5, y: y + 0.5 })))
    })
    const uri = new URL(scanned(picture))
    expect([uri.protocol, uri.searchParams.get('secret'), await page.getAttribute('#uri', 'href')]).toEqual(['otpauth:', (await page.textContent('#secret'))!.replaceAll(' ', ''), uri.href])
    await page.fill('input[name=code]', '000000')
    await page.click('#factor button')
    await page.waitForSelector('[role=alert]:has-text("现在显示的六位数字")')
    await page.fill('input[name=code]', totp(uri.searchParams.get('secret')!))
    await page.click('#factor button')
    await page.waitForSelector('[role=status]:has-text("账号已启用")')
    await page.click('a:has-text("进入律师端")')
    await page.waitForURL(`${stand.url}/lawyer/`)
    // No register names him yet: that is said, and he is let in.
    await page.waitForSelector('main')
  })
  it('of somebody who has an authenticator sets the password, and says that the authenticator goes on', async () => {
    const { page } = await stand.visitor()
    await page.goto(/\S+\/enrol#\S+/.exec(stand.platform.printed())![0])
    await page.click('button:has-text("开始")')
    for (const name of ['password', 'again']) await page.fill(`input[name=${name}]`, 'kJ7-three-mills-9')
    await page.click('#password button')
    await page.waitForSelector('[role=status]:has-text("动态口令没有变")')
    await page.click('a:has-text("进入管理端")')
    await page.waitForSelector('input[name=login]')
  })
})

describe('what the gateway sends of an application', () => {
  it('is its page at every address inside it, asked for anew each time, with nothing allowed from elsewhere', async () => {
    for (const path of ['/citizen/', '/citizen/questions/q_1', '/lawyer/', '/console/promise']) {
      const reply = await fetch(stand.url + path)
      expect([path, reply.status, reply.headers.get('cache-control'), reply.headers.get('content-type')]).toEqual([path, 200, 'no-cache', 'text/html; charset=utf-8'])
      expect(reply.headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';(?!.*unsafe)/)
      await reply.body?.cancel()
    }
    const first = await fetch(`${stand.url}/`, { redirect: 'manual' })
    expect([first.status, first.headers.get('location')]).toEqual([302, '/citizen/'])
  })
  it('is scripts that may be kept for a year, compressed once', async () => {
    const page = await (await fetch(`${stand.url}/citizen/`)).text()
    const script = /src="(\/citizen\/assets\/[^"]+\.js)"/.exec(page)![1]!
    const reply = await fetch(stand.url + script, { headers: { 'accept-encoding': 'br' } })
    expect([reply.status, reply.headers.get('cache-control'), reply.headers.get('content-encoding')]).toEqual([200, 'public, max-age=31536000, immutable', 'br'])
    await reply.body?.cancel()
  })
  it('is a refusal where a file is not there, and nothing above its folder', async () => {
    for (const path of ['/citizen/assets/none-12345678.js', '/citizen/..%2f..%2fpackage.json', '/citizen/%2e%2e/package.json']) {
      const reply = await fetch(stand.url + path)
      expect([path, reply.status, reply.headers.get('content-type')]).toEqual([path, 404, 'application/problem+json; charset=utf-8'])
      await reply.body?.cancel()
    }
  })
})

it('said nothing to the console', () => {
  expect(stand.errors).toEqual([])
})
