// A citizen's question from asking to closing and beyond, in a real browser. Nobody answers but who is let to; a minute is five seconds.
import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { api, type Api, type Session } from '@zhijian/embedded/e2e'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axeViolations, ELDER, measure, openStand, recorded, STANDARD, until, type Stand } from './stand/index.ts'

const SHOTS = fileURLToPath(new URL('../.report/journey', import.meta.url))
const COUNTY = '150921'
const TEXT = '老板拖欠三个月工资，没有签劳动合同，只有微信聊天记录和工友作证，怎么要回来？'
const ANSWERS = {
  counsel: '请先到卓资县劳动监察大队投诉，带上聊天记录和工友证言，他们会责令单位限期支付。',
  region: '依据《劳动合同法》第八十二条，没有签书面合同的，可以要求支付二倍工资，请在一年内申请仲裁。',
  nation: '可以同时向人民法院申请支付令，依据《劳动合同法》第三十条，证据要保存好原始手机。',
} as const

let stand: Stand
let http: Api
let lawyers: Record<'counsel' | 'region' | 'nation', readonly Session[]>
beforeAll(async () => {
  mkdirSync(SHOTS, { recursive: true })
  stand = await openStand({ speed: 12, silent: true, browserArgs: ['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream'] })
  http = api(stand.url)
  lawyers = await stand.platform.lawyers({ counsel: 3, region: 6, nation: 6 })
})
afterAll(() => stand.close())

const shot = (page: Page, name: string): Promise<unknown> => page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true })
/** As one's own browser asks the platform. */
const reads = <T>(page: Page, path: string): Promise<T> => page.evaluate(async (where) => await (await fetch(`/api/v1/${where}`)).json() as never, path)
const asks = async (page: Page, text = TEXT): Promise<string> => (await page.evaluate(async ([said, county]) => {
  const answer = await fetch('/api/v1/consultations', {
    method: 'POST', headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() }, body: JSON.stringify({ text: said, countyCode: county, topic: '03' }),
  })
  return await answer.json() as { consultationId: string }
}, [text, COUNTY] as const)).consultationId
const opens = async (page: Page, id: string): Promise<void> => {
  await page.goto(`${stand.url}/citizen/questions/${id}`)
  await page.waitForSelector('h1:has-text("我的问题")')
  await page.waitForSelector('h2:has-text("解答（")')
}
const claims = async (id: string, { token }: Session): Promise<void> => {
  const reply = await until('a place', async () => {
    const tried = await http(`consultations/${id}/claim`, { method: 'POST', token })
    return tried.status === 404 || tried.status === 429 ? undefined : tried
  })
  expect([reply.status, reply.text]).toEqual([200, expect.anything()])
}
const answers = async (id: string, { token }: Session, text: string): Promise<void> => {
  const reply = await http(`consultations/${id}/answers`, { method: 'POST', token, body: { text } })
  expect([reply.status, reply.text]).toEqual([201, expect.anything()])
}
const card = (page: Page, text: string) => page.locator(`article:has-text("${text}")`)

describe('the whole journey', () => {
  let page: Page
  let id: string

  it('is asked through the four steps', async () => {
    ;({ page } = await stand.citizen('13900000021'))
    await page.click('a:has-text("我要提问")')
    await page.fill('#question', TEXT)
    const next = (): Promise<void> => page.click('button:has-text("下一步")')
    await next()
    await page.waitForSelector('h1:has-text("类别和地点")')
    await next()
    await page.waitForSelector('h1:has-text("谁能看到")')
    await page.waitForSelector('#shown')
    await next()
    await page.waitForSelector('h1:has-text("确认并发送")')
    await page.check('label:has-text("我已阅读告知书") input')
    await page.click('button:has-text("发送问题")')
    await page.waitForSelector('h1:has-text("问题已送到")')
    await page.click('a:has-text("查看进展")')
    await page.waitForURL(/\/citizen\/questions\/[\w-]+$/)
    id = page.url().split('/').at(-1)!
  })

  it('counts down the promise, says who was told, and shows the first answer, of the county’s counsel, without a reload', async () => {
    await page.waitForSelector('text=承诺：提问后 10 分钟内')
    await page.waitForSelector('li[aria-current=step]:has-text("本县法律顾问") >> text=/已通知 \\d+ 位.*后扩大范围/')
    const clock = page.locator('.wait-clock strong')
    const first = await clock.textContent()
    await until('it counts', async () => await clock.textContent() !== first)
    expect(await axeViolations(page)).toEqual([])
    await shot(page, 'waiting')
    await page.evaluate(() => Object.assign(globalThis, { same: true }))
    await answers(id, lawyers.counsel[0]!, ANSWERS.counsel)
    await card(page, ANSWERS.counsel).waitFor()
    await page.waitForSelector('[role=log] >> text=的解答到了')
    await page.waitForSelector('text=承诺已兑现')
    await page.waitForSelector('text=已有 1 位律师解答，共征集 3 位')
    await card(page, ANSWERS.counsel).locator('text=本县法律顾问').waitFor()
  })

  it('goes on to the region and the country; a place taken is seen as somebody writing; three answers are enough', async () => {
    await page.waitForSelector('li[aria-current=step]:has-text("全区律师")')
    await claims(id, lawyers.region[0]!)
    await page.waitForSelector('text=1 位律师正在写')
    await shot(page, 'writing')
    await answers(id, lawyers.region[0]!, ANSWERS.region)
    await card(page, ANSWERS.region).waitFor()
    await card(page, ANSWERS.region).locator('li:has-text("《劳动合同法》第八十二条")').waitFor()
    await page.waitForSelector('li[aria-current=step]:has-text("全国律师")')
    await claims(id, lawyers.nation[0]!)
    await answers(id, lawyers.nation[0]!, ANSWERS.nation)
    await card(page, ANSWERS.nation).waitFor()
    await page.waitForSelector('text=已有 3 位律师解答，够了')
    expect(await page.locator('article').count()).toBe(3)
    // Counsel of the county first, whoever else came.
    expect(await page.locator('article').first().textContent()).toContain(ANSWERS.counsel)
    expect(await page.evaluate(() => 'same' in globalThis)).toBe(true)
    expect(await axeViolations(page)).toEqual([])
    await shot(page, 'answers')
  })

  it('a follow-up is kept while it is written, sent with a recording, and replied to', async () => {
    const thread = card(page, ANSWERS.region)
    const written = thread.locator('textarea[name=follow-up]')
    await until('what was written is there after a reload', async () => {
      await written.fill('仲裁要准备哪些材料？')
      await page.reload()
      return await written.inputValue() === '仲裁要准备哪些材料？'
    })
    await thread.locator('summary:has-text("录音、录视频")').click()
    await thread.locator('button:has-text("录语音")').click()
    await recorded(page, 2)
    await thread.locator('button:has-text("停止录制")').click()
    await thread.locator('li:has-text("录音 · 已上传")').waitFor()
    await thread.locator('input[type=file]').setInputFiles({ name: '考勤.txt', mimeType: 'text/plain', buffer: Buffer.from('三月 26 天') })
    await thread.locator('li:has-text("考勤.txt · 已上传")').waitFor()
    // Written on while another file goes up: both stay.
    let go = (): void => undefined
    const held = new Promise<void>((resolve) => { go = resolve })
    await page.route('**/api/v1/uploads', async (route) => {
      await held
      await route.continue()
    })
    await thread.locator('input[type=file]').setInputFiles({ name: '工友证言.txt', mimeType: 'text/plain', buffer: Buffer.from('我可以作证') })
    await written.fill('仲裁要准备哪些材料？要几份？')
    go()
    await thread.locator('li:has-text("工友证言.txt · 已上传")').waitFor()
    await page.unroute('**/api/v1/uploads')
    expect(await written.inputValue()).toBe('仲裁要准备哪些材料？要几份？')
    await thread.locator('button:has-text("删除工友证言.txt")').click()
    expect(await axeViolations(page)).toEqual([])
    await thread.locator('button:has-text("发送追问")').click()
    await thread.locator('[role=status]:has-text("已发给")').waitFor()
    await thread.locator('li.talk-mine:has-text("仲裁要准备哪些材料") audio').waitFor()
    await thread.locator('li.talk-mine a:has-text("打开文件")').waitFor()
    await thread.locator('text=/正在等.*回复，已等/').waitFor()
    expect(await written.inputValue()).toBe('')
    const seen = await reads<{ threads: { turns: { files: { digest: string }[] }[] }[] }>(page, `consultations/${id}`)
    const statuses = await page.evaluate(([which, digests]) => Promise.all(digests.map(async (digest) => (await fetch(`/api/v1/consultations/${which}/files/${digest}`)).status)),
      [id, seen.threads[0]!.turns[0]!.files.map(({ digest }) => digest)] as const)
    expect(statuses).toEqual([200, 200])
    const reply = await http(`consultations/${id}/replies`, { method: 'POST', token: lawyers.region[0]!.token, body: { text: '身份证、仲裁申请书两份、聊天记录打印件。' } })
    expect(reply.status).toBe(201)
    await thread.locator('li.talk-reply:has-text("仲裁申请书")').waitFor()
    await page.waitForSelector('[role=log] >> text=回复了您的追问')
  })

  it('a follow-up whose receipt was lost is one follow-up, also when the page is loaded anew and it is sent again', async () => {
    const thread = card(page, ANSWERS.region)
    const twice = '要不要写收条？'
    await thread.locator('textarea[name=follow-up]').fill(twice)
    let arrived = 0
    await page.route('**/follow-ups', async (route) => {
      await route.fetch()
      arrived += 1
      await route.abort()
    })
    await thread.locator('button:has-text("发送追问")').click()
    await until('its arrival', () => Promise.resolve(arrived > 0))
    await page.unroute('**/follow-ups')
    await page.reload()
    await until('the draft', async () => await thread.locator('textarea[name=follow-up]').inputValue() === twice)
    await thread.locator('button:has-text("发送追问")').click()
    await thread.locator('[role=status]:has-text("已发给")').waitFor()
    const { threads } = await reads<{ threads: { turns: { text: string | null }[] }[] }>(page, `consultations/${id}`)
    expect(threads.flatMap(({ turns }) => turns).filter(({ text }) => text === twice)).toHaveLength(1)
  })

  it('is not sent empty; words of danger are answered with numbers to call', async () => {
    const thread = card(page, ANSWERS.counsel)
    await thread.locator('button:has-text("发送追问")').click()
    await thread.locator('[role=alert]:has-text("请写下要追问的")').waitFor()
    await thread.locator('textarea[name=follow-up]').fill('老板带人来打我，我很害怕，不想活了。')
    await thread.locator('button:has-text("发送追问")').click()
    await thread.locator('[role=alert]:has-text("110")').waitFor()
  })

  it('is rated by keys, and complained about: the lawyer, not the answer', async () => {
    const thread = card(page, ANSWERS.nation)
    // Held on its way: nothing is said to be given that was not taken.
    let go = (): void => undefined
    const held = new Promise<void>((resolve) => { go = resolve })
    await page.route('**/ratings/**', async (route) => {
      await held
      await route.continue()
    })
    const first = thread.locator('input[aria-label="1 星"]')
    await first.focus()
    await page.keyboard.press('Space')
    await thread.locator('text=正在保存：1 星').waitFor()
    // Faster than they are taken, from star to star: the last counts.
    for (const _ of [2, 3, 4]) await page.keyboard.press('ArrowRight')
    await thread.locator('text=正在保存：4 星').waitFor()
    expect(await axeViolations(page)).toEqual([])
    go()
    await thread.locator('text=您评了 4 星').waitFor()
    await page.unroute('**/ratings/**')
    expect(await thread.locator('input[aria-label="4 星"]').evaluate((star) => star === document.activeElement)).toBe(true)
    const rated = await reads<{ answers: { text: string; stars: number | null }[] }>(page, `consultations/${id}`)
    expect(rated.answers.find(({ text }) => text === ANSWERS.nation)?.stars).toBe(4)
    await thread.locator('summary:text-is("投诉")').click()
    await thread.locator('label:has-text("律师本人") input').check()
    await thread.locator('textarea[name=complaint]').fill('他要我另外付钱。')
    expect(await axeViolations(page)).toEqual([])
    await thread.locator('button:has-text("提交投诉")').click()
    await thread.locator('[role=status]:has-text("投诉已提交")').waitFor()
  })

  it('is closed on a second word, and opens again with a follow-up', async () => {
    await page.click('button:has-text("问题解决了，结束咨询")')
    await page.waitForSelector('text=以后追问会重新打开')
    await shot(page, 'closing')
    await page.click('button:has-text("确认结束")')
    await page.waitForSelector('[role=status]:has-text("咨询已结束")')
    expect((await reads<{ phase: string }>(page, `consultations/${id}`)).phase).toBe('closed')
    await page.reload()
    await page.waitForSelector('[role=status]:has-text("咨询已结束")')
    expect(await axeViolations(page)).toEqual([])
    const thread = card(page, ANSWERS.counsel)
    await thread.locator('textarea[name=follow-up]').fill('劳动监察大队在哪里？')
    await thread.locator('button:has-text("发送追问")').click()
    await thread.locator('li.talk-mine:has-text("劳动监察大队在哪里")').waitFor()
    await page.waitForSelector('[role=status]:has-text("咨询已结束")', { state: 'detached' })
    expect((await reads<{ phase: string }>(page, `consultations/${id}`)).phase).toBe('open')
  })

  it('stands in my questions; what was said while she looked elsewhere is called new, once', async () => {
    await page.click('a:has-text("全部咨询")')
    const row = page.locator(`a[href$="/questions/${id}"]`)
    await row.waitFor()
    expect(await row.textContent()).toContain('老板拖欠三个月工资')
    await until('what she saw is not new', async () => await row.locator('text=有新内容').count() === 0)
    expect((await http(`consultations/${id}/replies`, { method: 'POST', token: lawyers.counsel[0]!.token, body: { text: '在新建街政务中心二楼，工作日都可以去。' } })).status).toBe(201)
    await row.locator('text=有新内容').waitFor()
    expect(await axeViolations(page)).toEqual([])
    await shot(page, 'questions')
    await row.click()
    await page.waitForSelector('li.talk-reply:has-text("政务中心二楼")')
    await page.click('a:has-text("全部咨询")')
    await row.waitFor()
    await until('seen', async () => await row.locator('text=有新内容').count() === 0)
  })
})

describe('legal aid', () => {
  it('is looked at in two minutes: what is likely, where to go, nothing kept and nothing sent', async () => {
    const { page } = await stand.visitor()
    const sent: string[] = []
    page.on('request', (request) => { if (request.method() !== 'GET') sent.push(request.url()) })
    await page.goto(`${stand.url}/citizen/legal-aid?county=${COUNTY}`)
    await page.waitForSelector('strong:has-text("法律援助中心")')
    await page.check('label:has-text("讨要工资") input')
    await page.check('label:has-text("进城务工的人") input')
    await page.check('label:has-text("是，快到期了") input')
    await page.waitForSelector('[role=status] h2:has-text("不核查经济状况")')
    await page.waitForSelector('text=第三十一条第五项、第四十二条第三项、第四十四条')
    await page.waitForSelector('text=请今天就联系法律援助中心')
    await page.waitForSelector('text=这只是预查，不是决定')
    expect(await axeViolations(page)).toEqual([])
    await shot(page, 'legal-aid')
    await page.check('label:has-text("交通事故") input')
    await page.waitForSelector('legend:has-text("家里人均收入低")')
    expect(await page.locator('[role=status] h2').count()).toBe(0)
    await page.check('label:has-text("说不清") >> nth=-1')
    await page.waitForSelector('h2:has-text("请问一下法律援助中心")')
    await page.waitForSelector('text=没有登记本县的标准')
    expect(await page.locator('a[href="tel:12348"]').count()).toBe(1)
    expect([sent, await page.evaluate(() => JSON.stringify({ ...sessionStorage }))]).toEqual([[], '{}'])
  })
})

describe('a phone of an old person', () => {
  it.each([['长辈版', ELDER], ['标准版', STANDARD]] as const)('%s: sizes, lines, contrast and targets as rendered', async (_, limits) => {
    const visitor = await stand.visitor()
    const isElder = limits === ELDER
    const at = async (page: Page, name: string): Promise<void> => {
      const { texts, targets, faults } = await measure(page, limits)
      expect([name, faults, texts > 5, targets > 2]).toEqual([name, [], true, true])
      expect([name, await axeViolations(page)]).toEqual([name, []])
      await shot(page, `${isElder ? 'elder' : 'standard'}-${name}`)
    }
    await visitor.page.goto(`${stand.url}/citizen/`)
    await visitor.page.waitForSelector('input[name=phone]')
    if (isElder) await visitor.page.click('button:has-text("长辈版")')
    await at(visitor.page, 'sign-in')
    await visitor.page.goto(`${stand.url}/citizen/legal-aid?county=${COUNTY}`)
    await visitor.page.check('label:has-text("家庭暴力") input')
    await visitor.page.check('label:has-text("不是，或者不知道") input')
    await visitor.page.waitForSelector('h2:has-text("不看经济条件")')
    await at(visitor.page, 'legal-aid')
    await visitor.context.close()

    const { page, context } = await stand.citizen(isElder ? '13900000023' : '13900000024')
    if (isElder) await page.click('button:has-text("长辈版")')
    await page.waitForSelector('a:has-text("我要提问")')
    await at(page, 'home')
    for (const step of [1, 2, 3, 4]) {
      await page.goto(`${stand.url}/citizen/ask?step=${step}`)
      await page.waitForSelector('h1')
      await page.waitForSelector('button:has-text("下一步"), button:has-text("发送问题")')
      await at(page, `ask-${step}`)
    }
    const id = await asks(page)
    await answers(id, lawyers.counsel[2]!, ANSWERS.counsel)
    await opens(page, id)
    const thread = card(page, ANSWERS.counsel)
    await thread.locator('summary:has-text("录音、录视频")').click()
    await thread.locator('summary:text-is("投诉")').click()
    await page.click('summary:has-text("看我的问题")')
    await at(page, 'question')
    await page.goto(`${stand.url}/citizen/questions`)
    await page.waitForSelector(`a[href$="/questions/${id}"]`)
    await at(page, 'questions')
    await page.goto(`${stand.url}/citizen/my-data`)
    await page.waitForSelector('h1')
    await at(page, 'my-data')
    await context.close()
  })

  it('what breaks the numbers is found', async () => {
    const { page, context } = await stand.visitor()
    await page.goto(`${stand.url}/citizen/legal-aid?county=${COUNTY}`)
    await page.waitForSelector('legend')
    await page.click('button:has-text("长辈版")')
    expect((await measure(page, ELDER)).faults).toEqual([])
    await page.evaluate(() => {
      const plant = (tag: string, text: string, style: Partial<CSSStyleDeclaration>): void => {
        const element = Object.assign(document.createElement(tag), { textContent: text })
        Object.assign(element.style, style)
        document.querySelector('main')!.append(element)
      }
      plant('p', '太小', { fontSize: '17px' })
      plant('p', '太挤', { fontSize: '20px', lineHeight: '24px' })
      plant('p', '太淡', { fontSize: '20px', color: 'rgb(150, 150, 150)' })
      plant('p', '小而淡', { fontSize: '18px', color: 'rgb(120, 120, 120)' })
      plant('button', '难点', { fontSize: '20px', height: '50px', width: '90px' })
      plant('p', '太宽', { width: '500px' })
    })
    const found = (await measure(page, ELDER)).faults.join('\n')
    for (const each of [/text of 17: .*太小/, /lines 24px of 20: .*太挤/, /contrast 2\.\d+: .*太淡/, /contrast 4\.\d+: .*小而淡/, /target 90×50: .*难点/, /wider than the screen/]) expect(found).toMatch(each)
    await context.close()
  })

  it('the page is used without a mouse: every act of a thread is reached by Tab, in reading order', async () => {
    const { page, context } = await stand.citizen('13900000026')
    const id = await asks(page)
    await answers(id, lawyers.counsel[0]!, ANSWERS.counsel)
    await opens(page, id)
    await page.focus('main a')
    const seen: string[] = []
    for (let i = 0; i < 30; i += 1) {
      await page.keyboard.press('Tab')
      seen.push(await page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.getAttribute('name') ?? document.activeElement?.textContent?.trim() ?? ''))
    }
    const order = ['看我的问题', '经济困难', 'follow-up', '录音、录视频', '发送追问', '星', '投诉', '其他帮助', '两分钟预查', '结束咨询']
    const places = order.map((words) => seen.findIndex((each) => each.includes(words)))
    expect(places).not.toContain(-1)
    expect(places.filter((place, i) => i !== 8 && i > 0 && place < places[i - 1]!)).toEqual([])
    await context.close()
  })
})

// Half a minute each, and each on a platform or in a browser of its own.
describe.concurrent('what is waited for', () => {
  it('a promise that is broken is said in plain words, and the desk’s call-back is shown as it goes on; it can be called off and asked for', async () => {
    const { page } = await stand.citizen('13900000022')
    const id = await asks(page)
    await opens(page, id)
    await page.waitForSelector('text=我们没有做到承诺')
    await page.waitForSelector('section[aria-labelledby=callback] >> text=/已登记。坐席会在/')
    expect(await axeViolations(page)).toEqual([])
    await shot(page, 'broken')
    await page.click('button:has-text("不用打了")')
    await page.waitForSelector('section[aria-labelledby=callback] >> text=取消了回访')
    await page.click('button:has-text("请 12348 给我打电话")')
    await page.waitForSelector('section[aria-labelledby=callback] >> text=/已登记/')
    const desk = await stand.staff('demo-staff-desk-1')
    const { callback } = await reads<{ callback: { callbackId: string } }>(page, `consultations/${id}/callback`)
    expect(await desk.page.evaluate(async (which) => (await fetch(`/api/v1/callbacks/${which}/taking`, { method: 'POST', headers: { 'idempotency-key': crypto.randomUUID() } })).status, callback.callbackId)).toBe(200)
    await page.waitForSelector('section[aria-labelledby=callback] >> text=马上给您打电话')
    await desk.context.close()
    // An answer that comes late is shown all the same.
    await answers(id, lawyers.counsel[1]!, ANSWERS.counsel)
    await card(page, ANSWERS.counsel).waitFor()
    await page.waitForSelector('text=我们没有做到承诺')
  })
  it('a lawyer who is silent may be replaced after two hours, and who was found answers beside him', async () => {
    // An hour in fifteen seconds.
    const quick = await openStand({ speed: 240, silent: true })
    try {
      const ask = api(quick.url)
      const [first, second] = (await quick.platform.lawyers({ counsel: 2, region: 1, nation: 1 })).counsel
      const { page } = await quick.citizen('13900000027')
      const id = await asks(page)
      expect((await ask(`consultations/${id}/answers`, { method: 'POST', token: first!.token, body: { text: ANSWERS.counsel } })).status).toBe(201)
      await page.goto(`${quick.url}/citizen/questions/${id}`)
      const thread = card(page, ANSWERS.counsel)
      await thread.locator('textarea[name=follow-up]').fill('劳动监察大队在哪里？')
      await thread.locator('button:has-text("发送追问")').click()
      await thread.locator('text=/没有回复，可以另请律师/').waitFor()
      await thread.locator('text=两小时没有回复').waitFor()
      expect(await axeViolations(page)).toEqual([])
      await shot(page, 'silent')
      await thread.locator('button:has-text("另请一位律师")').click()
      await thread.locator('[role=status]:has-text("已在为您另找律师")').waitFor()
      expect((await ask(`consultations/${id}/answers`, { method: 'POST', token: second!.token, body: { text: '我来接着答：监察大队在新建街政务中心二楼，工作日可以去。' } })).status).toBe(201)
      await card(page, '我来接着答').waitFor()
      // Closed and opened again, nobody is looked for until she says so.
      await page.click('button:has-text("结束咨询")')
      await page.click('button:has-text("确认结束")')
      await page.waitForSelector('[role=status]:has-text("咨询已结束")')
      await thread.locator('textarea[name=follow-up]').fill('还有一个问题，仲裁要多久？')
      await thread.locator('button:has-text("发送追问")').click()
      await page.waitForSelector('text=现在没有继续征集新的解答')
      await page.click('button:has-text("继续征集解答")')
      await page.waitForSelector('text=现在没有继续征集新的解答', { state: 'detached' })
      expect((await reads<{ isSearching: boolean }>(page, `consultations/${id}`)).isSearching).toBe(true)
      expect(quick.errors).toEqual([])
    } finally {
      await quick.close()
    }
  })
})

it('a phone without a network for a while: what was said meanwhile is there when it is back', async () => {
  const { page, context } = await stand.citizen('13900000028')
  const id = await asks(page)
  await opens(page, id)
  await page.waitForSelector('text=/已通知 \\d+ 位/')
  await context.setOffline(true)
  await page.evaluate(() => Object.assign(globalThis, { same: true }))
  await answers(id, lawyers.counsel[0]!, ANSWERS.counsel)
  await context.setOffline(false)
  await card(page, ANSWERS.counsel).waitFor()
  expect(await page.evaluate(() => 'same' in globalThis)).toBe(true)
  await context.close()
})

describe('a platform that was killed', () => {
  it('is gone on with by itself when it is back: the page keeps what it showed and what was written, and the answer comes', async () => {
    const { page } = await stand.citizen('13900000025')
    const id = await asks(page)
    await answers(id, lawyers.counsel[0]!, ANSWERS.counsel)
    await opens(page, id)
    await page.evaluate(() => Object.assign(globalThis, { same: true }))
    const written = card(page, ANSWERS.counsel).locator('textarea[name=follow-up]')
    await written.fill('我还想问一句')
    await stand.platform.kill()
    await page.locator('[role=status]:has-text("暂时收不到新消息")').waitFor()
    await card(page, ANSWERS.counsel).locator('button:has-text("发送追问")').click()
    await card(page, ANSWERS.counsel).locator('[role=alert]:has-text("连不上服务器")').waitFor()
    expect(await card(page, ANSWERS.counsel).count()).toBe(1)
    await shot(page, 'killed')
    await stand.platform.start({ silent: true })
    const [counsel] = (await stand.platform.lawyers({ counsel: 2, region: 1, nation: 1 })).counsel.slice(1)
    await answers(id, counsel!, '补充一点：工资支付凭证可以申请法院调取，诉讼费可以缓交。')
    await card(page, '补充一点').waitFor()
    await page.waitForSelector('[role=log] >> text=的解答到了')
    expect(await page.locator('text=暂时收不到新消息').count()).toBe(0)
    expect(await page.evaluate(() => 'same' in globalThis)).toBe(true)
    expect(await written.inputValue()).toBe('我还想问一句')
    // The same tap again is the same follow-up.
    await card(page, ANSWERS.counsel).locator('button:has-text("发送追问")').click()
    await card(page, ANSWERS.counsel).locator('li.talk-mine:has-text("我还想问一句")').waitFor()
    expect(await page.locator('li.talk-mine:has-text("我还想问一句")').count()).toBe(1)
  })
})

it('said nothing to the console', () => {
  expect(stand.errors).toEqual([])
})
