// Each application lets its own people in, looks right to axe, and says nothing to the console.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axeViolations, openStand, type Stand } from './stand/index.ts'

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
