// What a citizen is told and what becomes of it: which hours her promise is of, her complaint, what is refused and what she can do then; a session
// that ended, a second tab, a phone that slept. Nobody answers but who is let to.
import assert from 'node:assert'
import { api, type Api, type Session } from '@zhijian/embedded/e2e'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axeViolations, openStand, totp, until, type Person, type Stand } from './stand/index.ts'

const COUNTY = '150921'
const TEXT = '老板拖欠三个月工资，没有签劳动合同，只有微信聊天记录和工友作证，怎么要回来？'
const ANSWER = '请先到卓资县劳动监察大队投诉，带上聊天记录和工友证言，他们会责令单位限期支付。'

let stand: Stand
let http: Api
let counsel: readonly Session[]
/** Signed in once: codes to phones are counted by where they are asked for. */
let she: Person

const tokenOf = async (login: string): Promise<string> => {
  const { password, secondFactor } = stand.platform.account(login)
  return (await http('auth/password-sessions', { method: 'POST', body: { login, password, totp: totp(secondFactor), client: 'app' } })).body.token as string
}
const minuteOf = (at: number): number => ((at % 1440) + 1440) % 1440
const clock = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
/** Six hours around now, by the county’s clock. */
let hours: { readonly fromMinute: number; readonly toMinute: number }

beforeAll(async () => {
  stand = await openStand({ speed: 5, silent: true })
  http = api(stand.url)
  const [proposes, confirms] = [await tokenOf('demo-staff-policy-1'), await tokenOf('demo-staff-policy-2')]
  const policies = `counties/${COUNTY}/policies`
  const policy = structuredClone((await http(policies, { token: proposes })).body.default) as { terms: object; hours: object[] }
  const { now } = (await http('clock')).body as { now: string }
  const minute = Math.floor(Date.parse(now) / 60_000) + 480
  hours = { fromMinute: minuteOf(minute - 180), toMinute: minuteOf(minute + 180) }
  policy.hours = [{ name: 'night', isoWeekdays: [1, 2, 3, 4, 5, 6, 7], ...hours, terms: { ...policy.terms, promiseMs: 1_800_000, quorumMs: 1_800_000 } }]
  const proposed = await http(policies, { method: 'POST', token: proposes, body: { policy, because: '窗口缩短' } })
  const { proposal } = (await http(policies, { token: confirms })).body
  const confirmed = await http(`${policies}/${proposal.version}/confirmation`, { method: 'POST', token: confirms, body: { policyHash: proposal.policyHash, because: '同意' } })
  assert([proposed.status, confirmed.status].join() === '201,200', 'the night is in force')
  ;({ counsel } = await stand.platform.lawyers({ counsel: 3, region: 1, nation: 1 }))
  she = await stand.citizen('13900000041')
})
afterAll(() => stand.close())

const asks = async (page: Page): Promise<string> => (await page.evaluate(async ([text, countyCode]) => {
  const answer = await fetch('/api/v1/consultations', {
    method: 'POST', headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() }, body: JSON.stringify({ text, countyCode, topic: '03' }),
  })
  return await answer.json() as { consultationId: string }
}, [TEXT, COUNTY] as const)).consultationId
const answers = async (id: string, { token }: Session): Promise<void> =>
  expect((await http(`consultations/${id}/answers`, { method: 'POST', token, body: { text: ANSWER } })).status).toBe(201)
const opens = async (page: Page, id: string): Promise<void> => {
  await page.goto(`${stand.url}/citizen/questions/${id}`)
  await page.waitForSelector('h2:has-text("解答（")')
}
const card = (page: Page) => page.locator(`article:has-text("${ANSWER}")`)
const next = (page: Page): Promise<void> => page.click('button:has-text("下一步")')
const isAt = (page: Page, heading: string): Promise<unknown> => page.waitForSelector(`h1:has-text("${heading}")`)
const kept = (page: Page): Promise<unknown> => page.waitForSelector('text=已保存在本机')
/** On as far as the last step, with a text that is kept. */
const toLast = async (page: Page): Promise<void> => {
  await page.goto(`${stand.url}/citizen/ask?step=1`)
  await page.fill('#question', TEXT)
  await next(page)
  await isAt(page, '类别和地点')
  await next(page)
  await page.waitForSelector('#shown')
  await next(page)
  await isAt(page, '确认并发送')
  await page.waitForSelector('text=我已阅读告知书')
}
const signsIn = async (page: Page, phone: string): Promise<void> => {
  const from = stand.platform.printed().length
  await page.fill('input[name=phone]', phone)
  await page.click('form button')
  await page.waitForSelector('input[name=code]')
  await page.fill('input[name=code]', await stand.platform.phoneCode(phone, from))
  await page.click('form button')
}

describe('what is promised', () => {
  it('names its hours before she asks and while she waits; what she sends is summed up, and how it was taken is said', async () => {
    const { page } = she
    await toLast(page)
    const says = `按夜间（每天 ${clock(hours.fromMinute)}至${hours.toMinute < hours.fromMinute ? '次日 ' : ''}${clock(hours.toMinute)}）的承诺`
    await page.waitForSelector(`.ask-promise:has-text("30 分钟内有律师回复"):has-text("${says}")`)
    await page.waitForSelector('.ask-sum:has-text("老板拖欠三个月工资"):has-text("卓资县"):has-text("隐去个人信息后的问题")')
    expect(await axeViolations(page)).toEqual([])
    await page.check('label:has-text("我已阅读告知书") input')
    await page.click('button:has-text("发送问题")')
    await isAt(page, '问题已送到')
    await page.waitForSelector('.ask-routed:has-text("劳动人事")')
    await page.click('a:has-text("查看进展")')
    await page.waitForSelector(`text=承诺：提问后 30 分钟内`)
    await page.waitForSelector(`.talk-card:has-text("${says}")`)
    await page.waitForSelector('.talk-routed:has-text("劳动人事")')
  })
})

describe('a complaint', () => {
  it('is followed to its end: being dealt with, decided, and she is told of it', async () => {
    const { page } = she
    const id = await asks(page)
    await answers(id, counsel[0]!)
    await opens(page, id)
    await page.evaluate(() => {
      const heard: string[] = []
      Object.assign(globalThis, { heard })
      new EventSource('/api/v1/live').addEventListener('notice', ({ data }) => heard.push((JSON.parse(data as string) as { notice: string }).notice))
    })
    await card(page).locator('summary:text-is("投诉")').click()
    await card(page).locator('textarea[name=complaint]').fill('答得太笼统。')
    await card(page).locator('button:has-text("提交投诉")').click()
    await card(page).locator('[role=status]:has-text("您的投诉正在由审核员处理")').waitFor()
    const reviewer = await tokenOf('demo-staff-reviewer-1')
    const { items } = (await http(`counties/${COUNTY}/reviews`, { token: reviewer })).body as { items: { reviewId: string; consultationId: string }[] }
    const { reviewId } = items.find(({ consultationId }) => consultationId === id)!
    expect((await http(`reviews/${reviewId}/decision`, { method: 'POST', token: reviewer, body: { decision: 'keep' } })).status).toBe(200)
    await card(page).locator('[role=status]:has-text("解答没有违规，予以保留")').waitFor()
    await until('she is told', () => page.evaluate(() => (globalThis as unknown as { heard: string[] }).heard.includes('complaint-decided')))
    expect(await axeViolations(page)).toEqual([])
  })
})

describe('reading aloud', () => {
  it('speaks the words in their language, and stops at a second tap and when the page is left', async () => {
    const page = await she.context.newPage()
    await page.goto(`${stand.url}/citizen/`)
    await page.addInitScript(() => {
      const spoken: string[] = []
      Object.assign(globalThis, { spoken })
      Object.defineProperty(globalThis, 'SpeechSynthesisUtterance', { value: class { lang = ''; rate = 1; onend: (() => void) | null = null; constructor(readonly text: string) {} } })
      let saying: { onend: (() => void) | null } | null = null
      Object.defineProperty(globalThis, 'speechSynthesis', { value: {
        speak: (each: { lang: string; text: string; onend: (() => void) | null }) => { saying = each; spoken.push(`${each.lang} ${each.text}`) },
        cancel: () => { if (saying !== null) spoken.push('stopped'); saying = null },
        ends: () => { saying?.onend?.(); saying = null },
      } })
    })
    const id = await asks(page)
    await answers(id, counsel[1]!)
    await opens(page, id)
    const spoken = (): Promise<string[]> => page.evaluate(() => (globalThis as unknown as { spoken: string[] }).spoken)
    await card(page).locator('button:text-is("朗读")').click()
    const stop = card(page).locator('button[aria-pressed=true]:text-is("停止朗读")')
    await stop.waitFor()
    expect((await spoken()).at(-1)).toBe(`zh-CN ${ANSWER}`)
    await stop.click()
    await card(page).locator('button[aria-pressed=false]:text-is("朗读")').waitFor()
    expect((await spoken()).at(-1)).toBe('stopped')
    await card(page).locator('button:text-is("朗读")').click()
    await stop.waitFor()
    await page.evaluate(() => (speechSynthesis as unknown as { ends(): void }).ends())
    await card(page).locator('button[aria-pressed=false]:text-is("朗读")').waitFor()
    await card(page).locator('button:text-is("朗读")').click()
    await page.click('a:has-text("全部咨询")')
    await isAt(page, '我的咨询')
    expect((await spoken()).at(-1)).toBe('stopped')
    await page.close()
  })

  it('is not offered where the phone has no voice', async () => {
    const page = await she.context.newPage()
    await page.goto(`${stand.url}/citizen/`)
    await page.addInitScript(() => { Object.defineProperty(globalThis, 'speechSynthesis', { value: undefined }) })
    const id = await asks(page)
    await answers(id, counsel[0]!)
    await opens(page, id)
    await card(page).waitFor()
    expect(await page.locator('button:has-text("朗读")').count()).toBe(0)
    await page.close()
  })
})

it('in English topics have English names, and places say that they are Chinese', async () => {
  const { page } = she
  await page.goto(`${stand.url}/citizen/`)
  await page.click('button:has-text("English")')
  await page.goto(`${stand.url}/citizen/ask?step=1`)
  await page.fill('#question', TEXT)
  await page.click('button:text-is("Next")')
  await page.click('.ask-chip:has-text("Work")')
  const names = await page.locator('#topic option, #topic-second option').allTextContents()
  expect(names.length).toBeGreaterThan(25)
  expect(names.filter((name) => /\p{Script=Han}/u.test(name))).toEqual([])
  const places = await page.locator('#town option').evaluateAll((options) => options.slice(1).map((each) => [each.textContent, (each as HTMLElement).lang] as const))
  expect(places.length).toBeGreaterThan(3)
  expect(places.filter(([, lang]) => lang !== 'zh-CN')).toEqual([])
  expect(await axeViolations(page)).toEqual([])
  await page.click('button:has-text("中文")')
})

it('a photo is looked at as large as the screen, and put away by a key', async () => {
  const { page } = she
  const id = await asks(page)
  await answers(id, counsel[2]!)
  await opens(page, id)
  const photo = await page.evaluate(() => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 400, height: 300 })
    canvas.getContext('2d')!.fillRect(40, 40, 200, 100)
    return canvas.toDataURL('image/png').split(',')[1]!
  })
  await card(page).locator('summary:has-text("录音、录视频")').click()
  await card(page).locator('input[type=file]').setInputFiles({ name: '欠条.png', mimeType: 'image/png', buffer: Buffer.from(photo, 'base64') })
  await card(page).locator('li:has-text("欠条.png · 已上传")').waitFor()
  await card(page).locator('button:has-text("发送追问")').click()
  const small = card(page).locator('li.talk-mine button.photo')
  await small.waitFor()
  await small.focus()
  await page.keyboard.press('Enter')
  await page.waitForSelector('dialog[open][aria-label="照片"] img')
  expect(await page.evaluate(() => document.activeElement?.closest('dialog') !== null)).toBe(true)
  expect(await axeViolations(page)).toEqual([])
  await page.keyboard.press('Escape')
  await page.waitForSelector('dialog[open]', { state: 'detached' })
  expect(await small.evaluate((each) => each === document.activeElement)).toBe(true)
})

describe('what is refused', () => {
  it('a code that is wrong, a link to what is somebody else’s: in words that say what to do, and nothing to try again in vain', async () => {
    const visitor = await stand.visitor()
    await visitor.page.goto(`${stand.url}/citizen/`)
    await visitor.page.fill('input[name=phone]', '13900000047')
    await visitor.page.click('form button')
    await visitor.page.waitForSelector('input[name=code]')
    await visitor.page.fill('input[name=code]', '000000')
    await visitor.page.click('form button')
    await visitor.page.waitForSelector('[role=alert]:has-text("验证码不正确或已过期。请核对短信")')
    const from = stand.platform.printed().length
    await visitor.page.click('button:has-text("再发一次验证码")')
    await visitor.page.fill('input[name=code]', await stand.platform.phoneCode('13900000047', from))
    await visitor.page.click('form button:text-is("登录")')
    await visitor.page.waitForSelector('a:has-text("我要提问")')
    await visitor.context.close()
    const { page } = she
    await page.goto(`${stand.url}/citizen/questions/q_nobodys0000000000000000`)
    await page.waitForSelector('[role=alert]:has-text("请到“我的咨询”里看")')
    expect(await page.locator('button:has-text("重试")').count()).toBe(0)
  })

  it('a question that is too long stays where it can be shortened; a township chosen is there when one comes back', async () => {
    const { page } = she
    await page.goto(`${stand.url}/citizen/ask?step=1`)
    await page.fill('#question', '欠'.repeat(20_001))
    await next(page)
    await page.waitForSelector('[role=alert]:has-text("请删到 20,000 字以内")')
    await page.fill('#question', TEXT)
    await next(page)
    await isAt(page, '类别和地点')
    await page.selectOption('#town', { index: 2 })
    const town = await page.inputValue('#town')
    await page.waitForSelector('text=不选村（社区），只记到旗县')
    await next(page)
    await isAt(page, '谁能看到')
    await page.click('button:has-text("上一步")')
    await isAt(page, '类别和地点')
    expect(await page.inputValue('#town')).toBe(town)
  })

  it('a notice of another version: it is read and ticked anew, and what was written is there', async () => {
    const { page } = she
    // As from a phone that was shown another version.
    await page.route('**/api/v1/consultations', (route) =>
      route.continue({ postData: JSON.stringify({ ...route.request().postDataJSON() as object, notice: 77 }) }), { times: 1 })
    await toLast(page)
    await page.check('label:has-text("我已阅读告知书") input')
    await page.click('button:has-text("发送问题")')
    await page.waitForSelector('[role=alert]:has-text("个人信息处理告知书有了新版本")')
    await page.waitForSelector('summary:has-text("第 1 版")')
    expect(await page.isChecked('label:has-text("我已阅读告知书") input')).toBe(false)
    await page.check('label:has-text("我已阅读告知书") input')
    await page.click('button:has-text("发送问题")')
    await isAt(page, '问题已送到')
  })

  it('a file of a kind that is not taken says which are, and does not stand in the way unseen; more than twenty at once are too many', async () => {
    const { page } = she
    await page.goto(`${stand.url}/citizen/ask?step=1`)
    // A photo of an iPhone that this browser cannot read is not taken into the list at all.
    await page.setInputFiles('label:has-text("加照片") input', { name: 'IMG_0042.HEIC', mimeType: 'image/heic', buffer: Buffer.from('\0\0\0\u0018ftypheic\0\0\0\0mif1heic', 'latin1') })
    await page.waitForSelector('[role=alert]:has-text("截屏"):focus')
    expect(await page.locator('.ask-file').count()).toBe(0)
    await page.setInputFiles('label:has-text("加文件") input', { name: '材料.pdf', mimeType: 'application/pdf', buffer: Buffer.from('MZ this is no paper') })
    const row = page.locator('.ask-file:has-text("材料.pdf")')
    await row.locator('[role=alert]:has-text("照片请用 JPG、PNG")').waitFor()
    expect(await row.locator('button:has-text("重试")').count()).toBe(0)
    await toLast(page)
    await page.check('label:has-text("我已阅读告知书") input')
    await page.click('button:has-text("发送问题")')
    await isAt(page, '发生了什么')
    await page.waitForSelector('[role=alert]:has-text("有材料没有传上去")')
    await row.locator('button:has-text("删除")').click()
    await row.waitFor({ state: 'detached' })
    await page.setInputFiles('label:has-text("加文件") input', Array.from({ length: 25 }, (_, i) => ({ name: `${i}.txt`, mimeType: 'text/plain', buffer: Buffer.from(`第 ${i} 页`) })))
    await page.waitForSelector('[role=alert]:has-text("最多 20 个")')
    expect(await page.locator('.ask-file').count()).toBe(20)
  })
})

describe('a session', () => {
  it('that ended in the middle: she signs in where she is, and the same tap is the same question', async () => {
    const phone = '13900000052'
    const { page, context } = await stand.citizen(phone)
    await toLast(page)
    await page.check('label:has-text("我已阅读告知书") input')
    await kept(page)
    await context.clearCookies()
    await page.click('button:has-text("发送问题")')
    await page.waitForSelector('input[name=phone]')
    await signsIn(page, phone)
    await page.click('button:text-is("再发一次")')
    await isAt(page, '问题已送到')
    expect(await page.evaluate(async () => (await (await fetch('/api/v1/consultations')).json() as { items: unknown[] }).items.length)).toBe(1)
    await context.close()
  })

  it('whose end the server did not hear of says so, and offers nothing that is gone', async () => {
    const { page, context } = await stand.citizen('13900000053')
    await page.goto(`${stand.url}/citizen/ask?step=1`)
    await page.fill('#question', TEXT)
    await kept(page)
    await page.goto(`${stand.url}/citizen/`)
    await page.waitForSelector('text=您有一个没写完的问题')
    await page.route('**/api/v1/auth/session', (route) => (route.request().method() === 'DELETE' ? route.abort() : route.continue()))
    await page.click('button:has-text("退出登录")')
    await page.waitForSelector('[role=alert]:has-text("本机上的草稿已经删除，但连不上服务器")')
    await page.waitForSelector('a:has-text("我要提问")')
    expect(await page.locator('text=您有一个没写完的问题').count()).toBe(0)
    await context.close()
  })

  it('in two tabs is one: what is written in one is in the other, and signing out in one ends both', async () => {
    const { page, context } = await stand.citizen('13900000054')
    await page.goto(`${stand.url}/citizen/ask?step=1`)
    await page.fill('#question', TEXT)
    await kept(page)
    const other = await context.newPage()
    await other.goto(`${stand.url}/citizen/ask?step=1`)
    await until('the draft is there too', async () => await other.inputValue('#question') === TEXT)
    await other.fill('#question', `${TEXT}还有押金。`)
    await until('it is the draft of both', async () => await page.inputValue('#question') === `${TEXT}还有押金。`)
    await other.goto(`${stand.url}/citizen/`)
    await other.click('button:has-text("退出登录")')
    await page.waitForSelector('input[name=phone]')
    await context.close()
  })
})

describe('without a network', () => {
  it('every page of the menu says so and leaves the way back, instead of failing', async () => {
    const { page, context } = she
    await page.goto(`${stand.url}/citizen/`)
    await page.waitForFunction(async () => (await navigator.serviceWorker.ready).active?.state === 'activated' && navigator.serviceWorker.controller !== null)
    await context.setOffline(true)
    for (const path of ['questions', 'legal-aid', 'my-data']) {
      await page.goto(`${stand.url}/citizen/${path}`)
      if (path !== 'legal-aid') await page.waitForSelector('[role=status]:has-text("没有网络，打不开这一页")')
      await page.waitForSelector('main h1, main [role=alert]')
      expect([path, await page.locator('text=页面出错了').count(), await page.locator('nav.tabs a').count()]).toEqual([path, 0, 4])
    }
    await context.setOffline(false)
  })

  it('a phone that slept asks for what it missed from where it was', async () => {
    const page = await she.context.newPage()
    await page.goto(`${stand.url}/citizen/`)
    await page.addInitScript(() => {
      const now = performance.now.bind(performance)
      let asleepMs = 0
      performance.now = () => now() + asleepMs
      Object.assign(globalThis, { sleeps: (ms: number) => { asleepMs += ms } })
    })
    const lasts: (string | undefined)[] = []
    page.on('request', (request) => {
      if (new URL(request.url()).pathname === '/api/v1/live') lasts.push(request.headers()['last-event-id'])
    })
    const id = await asks(page)
    await opens(page, id)
    await answers(id, counsel[0]!)
    await card(page).waitFor()
    const before = lasts.length
    await page.evaluate(() => {
      (globalThis as unknown as { sleeps(ms: number): void }).sleeps(60_000)
      document.dispatchEvent(new Event('visibilitychange'))
    })
    await until('it asks anew', () => lasts.length > before)
    expect(lasts[before]).toMatch(/^[\w]{8}\./)
    await answers(id, counsel[1]!)
    await until('and hears what is said next', async () => await page.locator('article').count() === 2)
    await page.close()
  })
})

it('said nothing to the console', () => {
  expect(stand.errors).toEqual([])
})
