// Every form of both phones, refused in every way that its route declares (stand/refused.ts). One that is not here fails the file.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { commandsOf, openStand, reads, refusals, type Form, type Person, type Stand } from './stand/index.ts'

const COUNTY = '150921'
const TEXT = '老板拖欠三个月工资，没有签劳动合同，只有微信聊天记录和工友作证，怎么要回来？'
const ANSWER = '请先到卓资县劳动监察大队投诉，带上聊天记录和工友证言，他们会责令单位限期支付。'
let stand: Stand
let tryAll: Awaited<ReturnType<typeof refusals>>
let she: Person
let he: Person
/** Of hers: answered by counsel, asked on; one that waits. */
let answered: string
let waiting: string

const press = (selector: string) => (page: Page): Promise<void> => page.click(selector)
const at = (path: () => string, ready: string) => async (page: Page): Promise<void> => {
  await page.goto(stand.url + path())
  await page.waitForSelector(ready)
}
const unfold = (page: Page, summary: string): Promise<unknown> => page.$eval(`summary:has-text("${summary}")`, (each) => { (each.parentElement as HTMLDetailsElement).open = true })
const question = at(() => `/citizen/questions/${answered}`, 'article h3')
beforeAll(async () => {
  stand = await openStand({ speed: 1, silent: true })
  tryAll = await refusals(stand.url)
  she = await stand.citizen('13900000081')
  const asks = (text: string): Promise<string> => she.page.evaluate(async ([words, countyCode]) => ((await (await fetch('/api/v1/consultations', {
    method: 'POST', headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() }, body: JSON.stringify({ text: words, countyCode, topic: '03', consentBeyondCounty: true }),
  })).json()) as { consultationId: string }).consultationId, [text, COUNTY] as const)
  answered = await asks(TEXT)
  waiting = await asks('邻居盖房把我家的采光挡住了，村里调解过一次没有结果，还能怎么办？')
  he = await stand.lawyer('demo-counsel-01')
  await he.page.waitForSelector('main h1')
  const given = await he.page.evaluate(async ([id, text]) => (await fetch(`/api/v1/consultations/${id}/answers`, {
    method: 'POST', headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID(), 'zhijian-role': 'lawyer' }, body: JSON.stringify({ text }),
  })).status, [answered, ANSWER] as const)
  if (given !== 201) throw new Error(`the answer was taken with ${given}`)
  await she.page.evaluate((id) => fetch(`/api/v1/consultations/${id}/callback`, { method: 'POST', headers: { 'idempotency-key': crypto.randomUUID() } }), waiting)
  await question(she.page)
  await she.page.fill('textarea[name=follow-up]', '要写收条吗？')
  await she.page.click('button:has-text("发送追问")')
  await she.page.waitForSelector('text=已发给')
})
afterAll(() => stand.close())

const consented = at(() => '/citizen/my-data', '.my-consent')
const CHECK = { checkId: 'c1', basisId: 'b1', openedAt: '2026-03-02T01:00:00.000Z', closesAt: '2099-01-01T00:00:00.000Z' }
/** In community correction: a letter to sign, a check that is open. */
const supervised = (more: object) => async (page: Page): Promise<void> => {
  await page.route('**/api/v1/my-supervision', (route) => route.fulfill({ json: { names: {}, items: [{
    superviseeId: 's_1', region: '150921100', office: 'justice-office', officers: [], sentence: 'probation', from: '2026-03-02T01:00:00.000Z', until: '2099-01-01T00:00:00.000Z', phase: 'under-correction',
    bases: [], check: null, checkIn: null, zones: [], leaves: [], end: null, isTracked: false, toSign: null, signed: null, ...more,
  }] } }))
  await page.goto(`${stand.url}/citizen/supervision`)
}
const CITIZEN: readonly Form[] = [
  { name: 'a letter', method: 'POST', path: 'my-supervision/{supervisee}/letter', holds: ['input[name=code]', '123456'], send: press('button:has-text("签署承诺书")'), open: async (page) => {
    await supervised({ toSign: { text: '接受手机定位监管承诺书', hash: 'a'.repeat(64) } })(page)
    await page.route('**/api/v1/my-data/identity-codes', (route) => route.fulfill({ json: { livesMs: 600_000 } }))
    await page.click('button:has-text("获取签署验证码")')
    await page.fill('input[name=code]', '123456')
    await page.check('label:has-text("我已读完") input')
  } },
  { name: 'a check', method: 'POST', path: 'my-supervision/{supervisee}/position-checks/{check}', send: press('button:has-text("先回应，不带位置")'), open: async (page) => {
    await supervised({ check: CHECK })(page)
    await page.click('button:has-text("发送我的位置并回应")')
    // It was not let: it says so, and what can be done all the same.
    await page.waitForSelector('[role=alert]:has-text("手机没有给出位置")')
  } },
  { name: 'where she is', method: 'POST', path: 'my-supervision/{supervisee}/positions', send: press('button:has-text("发送我的位置并回应")'), open: async (page) => {
    await page.context().setGeolocation({ longitude: 112.57, latitude: 40.89, accuracy: 20 })
    await page.context().grantPermissions(['geolocation'])
    await supervised({ check: CHECK })(page)
  } },
  { name: 'a check-in', method: 'POST', path: 'my-supervision/{supervisee}/check-ins/{checkIn}', send: press('button:has-text("不拍照，请给我打电话")'), open: supervised({ checkIn: { checkInId: 'i1', number: '1234', way: 'photo', dueAt: '2099-01-01T00:00:00.000Z', at: '2026-03-02T01:00:00.000Z' } }) },
  { name: 'leave', method: 'POST', path: 'my-supervision/{supervisee}/leaves', holds: ['textarea[name=reason]', '陪母亲复查'], send: press('button:has-text("提交申请")'), open: async (page) => {
    await supervised({})(page)
    await page.click('button:has-text("申请请假")')
    for (const [field, value] of [['input[name=from]', '2098-01-05T09:00'], ['input[name=until]', '2098-01-07T09:00'], ['input[name=destination]', '呼和浩特'], ['textarea[name=reason]', '陪母亲复查']] as const) await page.fill(field, value)
  } },
  { name: 'leave taken back', method: 'DELETE', path: 'my-supervision/{supervisee}/leaves/{leave}', send: press('button:has-text("撤回申请")'), open: supervised({ leaves: [{
    leaveId: 'l1', cause: 'medical', from: '2098-01-05T01:00:00.000Z', until: '2098-01-07T01:00:00.000Z', days: 2, cumulatedDays: 2, level: 'office', phase: 'requested', proofs: [], hasArea: false, decision: null,
    toldProcuratorate: false, decidedBy: null, askedAt: '2026-03-02T01:00:00.000Z', decidedAt: null, reportedAt: null, reason: '复查', destination: '呼和浩特', refusal: null,
  }] }) },
  { name: 'a follow-up', method: 'POST', path: 'consultations/{consultation}/follow-ups', holds: ['textarea[name=follow-up]', '还要带身份证吗？'], send: press('button:has-text("发送追问")'),
    open: async (page) => { await question(page); await page.fill('textarea[name=follow-up]', '还要带身份证吗？') } },
  { name: 'a complaint', method: 'POST', path: 'consultations/{consultation}/answers/{answer}/complaints', holds: ['textarea[name=complaint]', '答得太笼统。'], send: press('button:has-text("提交投诉")'),
    open: async (page) => { await question(page); await unfold(page, '投诉'); await page.fill('textarea[name=complaint]', '答得太笼统。') } },
  { name: 'stars', method: 'PUT', path: 'consultations/{consultation}/ratings/{lawyer}', open: question, send: press('.talk-stars label >> nth=3') },
  { name: 'closing', method: 'POST', path: 'consultations/{consultation}/closing', send: press('button:has-text("确认结束")'),
    open: async (page) => { await question(page); await page.click('button:has-text("结束咨询")'); await page.waitForSelector('button:has-text("确认结束")') } },
  { name: 'asking to be called back', method: 'POST', path: 'consultations/{consultation}/callback', send: press('button:has-text("给我打电话")'), open: async (page) => { await question(page); await unfold(page, '其他帮助') } },
  { name: 'ringing', method: 'POST', path: 'consultations/{consultation}/calls', open: question, send: press('button:has-text("语音通话")') },
  { name: 'a receipt', method: 'GET', path: 'consultations/{consultation}/receipt/page', send: press('button:has-text("下载可打印的回执")'), open: async (page) => { await question(page); await unfold(page, '存证回执') } },
  { name: 'another lawyer', method: 'POST', path: 'consultations/{consultation}/another-lawyer', send: press('.talk-offer button'), open: async (page) => {
    await reads(page, 'consultations/{consultation}', ({ threads }) => { for (const each of threads as object[]) Object.assign(each, { isWaiting: true, isAnotherOffered: true, isAnotherAsked: false }) })
    await question(page)
    await page.waitForSelector('.talk-offer button')
  } },
  { name: 'looking on', method: 'POST', path: 'consultations/{consultation}/search', send: press('button:has-text("继续")'), open: async (page) => {
    await reads(page, 'consultations/{consultation}', (body) => Object.assign(body, { isSearching: false, phase: 'open' }))
    await question(page)
  } },
  { name: 'a consent taken back', method: 'POST', path: 'consultations/{consultation}/consents/withdrawal', send: press('button:has-text("确认撤回")'), open: async (page) => { await consented(page); await page.click('button:has-text("撤回同意") >> nth=0') } },
  { name: 'a consent given again', method: 'POST', path: 'consultations/{consultation}/consents', send: press('.my-consent button:has-text("重新同意")'), open: async (page) => {
    await reads(page, 'consents', ({ items }) => { for (const { beyondCounty } of items as { beyondCounty: object | null }[]) if (beyondCounty !== null) Object.assign(beyondCounty, { isGiven: false }) })
    await consented(page)
  } },
  { name: 'a call-back called off', method: 'DELETE', path: 'callbacks/{callback}', send: press('button:has-text("不用打了")'), open: async (page) => {
    await page.goto(`${stand.url}/citizen/questions/${waiting}`)
    await page.waitForSelector('summary:has-text("其他帮助")')
    await unfold(page, '其他帮助')
    await page.waitForSelector('button:has-text("不用打了")')
  } },
  { name: 'no longer to be forgotten', method: 'DELETE', path: 'my-data/erasure', send: press('button:has-text("撤回申请")'), open: async (page) => {
    await page.route('**/api/v1/my-data/erasure', (route) => (route.request().method() !== 'GET' ? route.fallback() : route.fulfill({ json: { erasure: {
      phase: 'wanted', wantedAt: '2026-03-02T01:00:00.000Z', answerBy: '2026-03-17T01:00:00.000Z', changedAt: '2026-03-02T01:00:00.000Z', isOverdue: false, rule: null, until: null, declined: null,
    } } })))
    await consented(page)
  } },
  { name: 'a code to be forgotten', method: 'POST', path: 'my-data/identity-codes', send: press('button:has-text("获取验证码")'), open: async (page) => { await consented(page); await page.click('button:has-text("申请删除")') } },
  { name: 'asking to be forgotten', method: 'POST', path: 'my-data/erasure', holds: ['main form input', '123456'], send: press('button:has-text("提交申请")'), open: async (page) => {
    await consented(page)
    await page.click('button:has-text("申请删除")')
    await page.click('button:has-text("获取验证码")')
    await page.fill('main form input', '123456')
  } },
  { name: 'what leaves the county', method: 'POST', path: 'consultations/preview', send: async (page) => {
    if (!await page.isVisible('#opponents')) await page.click('button:has-text("上一步")')
    // It is made anew of other names alone.
    await page.fill('#opponents', `${await page.inputValue('#opponents')}王`)
    await page.click('button:has-text("下一步")')
  },
    open: async (page) => { await page.goto(`${stand.url}/citizen/ask?step=1`); await page.fill('#question', TEXT); await page.click('button:has-text("下一步")'); await page.waitForSelector('#opponents') } },
  { name: 'a question', method: 'POST', path: 'consultations', send: async (page) => {
    await page.waitForSelector('label:has-text("我已阅读告知书"), button:has-text("再发一次")')
    // Signed out in the middle: the same question waits to be sent once more.
    if (await page.isVisible('button:has-text("再发一次")')) return page.click('button:has-text("再发一次")')
    await page.check('label:has-text("我已阅读告知书") input')
    await page.click('button:has-text("发送问题")')
  }, open: async (page) => {
    await page.goto(`${stand.url}/citizen/ask?step=1`)
    await page.fill('#question', TEXT)
    for (const ready of ['#opponents', '#shown', 'text=我已阅读告知书']) {
      await page.click('button:has-text("下一步")')
      await page.waitForSelector(ready)
    }
  } },
]

const lawyers = (path: string, ready = 'main h1') => at(() => `/lawyer/${path}`, ready)
const his = at(() => `/lawyer/q/${answered}`, '.actions')
const claimed = async (page: Page): Promise<void> => {
  await reads(page, 'consultations/{consultation}', (body) => Object.assign(body, { isLocalViewer: false, claim: { expiresAt: '2099-01-01T00:00:00.000Z' } }))
  await page.goto(`${stand.url}/lawyer/q/${waiting}`)
  await page.waitForSelector('.lease button:has-text("续占")')
}
const shifts = (page: Page, where: 'open' | 'held'): Promise<void> => reads(page, 'lawyer/shifts', (body) => Object.assign(body, { open: [], held: [], [where]: [{
  rosterId: '150921-2099-01', shiftId: 's1', post: 'online', county: COUNTY, startsAt: '2099-01-01T01:00:00.000Z', endsAt: '2099-01-01T05:00:00.000Z', taken: 0, capacity: 2, languages: [], phase: 'open',
  grabFrom: null, maxShifts: null, releaseMs: null, isMissed: false,
}] }))
const without = (page: Page): Promise<void> => reads(page, 'auth/session', (body) => Object.assign(body, { hasSecondFactor: false }))
const LAWYER: readonly Form[] = [
  { name: 'a reply', method: 'POST', path: 'consultations/{consultation}/replies', holds: ['textarea[name=text]', '要写，写清收到多少。'], send: press('.actions button:has-text("回复")'),
    open: async (page) => { await his(page); await page.fill('textarea[name=text]', '要写，写清收到多少。') } },
  { name: 'an answer', method: 'POST', path: 'consultations/{consultation}/answers', holds: ['textarea[name=text]', ANSWER], send: press('.actions button:has-text("提交")'),
    open: async (page) => { await page.goto(`${stand.url}/lawyer/q/${waiting}`); await page.fill('textarea[name=text]', ANSWER) } },
  { name: 'stepping back', method: 'POST', path: 'consultations/{consultation}/recusal', send: press('button:has-text("确认回避")'),
    open: async (page) => { await page.goto(`${stand.url}/lawyer/q/${waiting}`); await page.click('.actions button:has-text("回避")'); await page.check('input[value=relative]') } },
  { name: 'taking an answer back', method: 'DELETE', path: 'consultations/{consultation}/answers/{answer}', send: press('button:has-text("确认撤回")'),
    open: async (page) => { await his(page); await page.click('button:has-text("撤回解答")'); await page.waitForSelector('button:has-text("确认撤回")') } },
  { name: 'a place', method: 'POST', path: 'consultations/{consultation}/claim', send: press('.actions button:has-text("占位")'), open: async (page) => {
    await reads(page, 'consultations/{consultation}', (body) => Object.assign(body, { isLocalViewer: false }))
    await page.goto(`${stand.url}/lawyer/q/${waiting}`)
    await page.waitForSelector('.actions button:has-text("占位")')
  } },
  { name: 'contesting', method: 'POST', path: 'consultations/{consultation}/answers/{answer}/complaints', holds: ['textarea[name=contest]', '没有违规。'], send: press('button:has-text("提交异议")'), open: async (page) => {
    await reads(page, 'consultations/{consultation}', ({ answers }) => { for (const each of answers as object[]) Object.assign(each, { status: 'hidden', hiddenFor: 'other' }) })
    await his(page)
    await page.fill('textarea[name=contest]', '没有违规。')
  } },
  { name: 'on and off duty', method: 'PUT', path: 'lawyer/availability', open: lawyers('me', '#duty'), send: press('.switch-row button') },
  { name: 'quiet hours', method: 'PUT', path: 'lawyer/quiet-hours', holds: ['input[name=from]', '21:30'], send: press('button:has-text("保存时段")'), open: async (page) => { await lawyers('me/quiet', 'input[name=from]')(page); await page.fill('input[name=from]', '21:30') } },
  { name: 'a conflict', method: 'POST', path: 'lawyer/conflicts', holds: ['input[name=name]', '某某公司'], send: press('button[value=declare]'), open: async (page) => { await lawyers('me/conflicts', 'input[name=name]')(page); await page.fill('input[name=name]', '某某公司') } },
  { name: 'a conflict withdrawn', method: 'DELETE', path: 'lawyer/conflicts', holds: ['input[name=name]', '某某公司'], send: press('button[value=withdraw]'), open: async (page) => { await lawyers('me/conflicts', 'input[name=name]')(page); await page.fill('input[name=name]', '某某公司') } },
  { name: 'a place kept', method: 'PUT', path: 'consultations/{consultation}/claim', send: press('.lease button:has-text("续占")'), open: claimed },
  { name: 'a place given back', method: 'DELETE', path: 'consultations/{consultation}/claim', send: press('.lease button:has-text("放弃")'), open: claimed },
  { name: 'a shift', method: 'POST', path: 'rosters/{roster}/shifts/{shift}/place', send: press('main button:has-text("报名")'), open: async (page) => { await shifts(page, 'open'); await lawyers('me/shifts', 'h3')(page) } },
  { name: 'a shift left', method: 'DELETE', path: 'rosters/{roster}/shifts/{shift}/place', send: press('main button:has-text("退出")'), open: async (page) => { await shifts(page, 'held'); await lawyers('me/shifts', 'h3')(page) } },
  { name: 'a second factor', method: 'POST', path: 'auth/second-factor', send: press('button:has-text("开始绑定")'), open: async (page) => { await without(page); await lawyers('me/security', 'input[name=current]')(page) } },
  { name: 'a second factor bound', method: 'PUT', path: 'auth/second-factor', holds: ['input[name=code]', '123456'], send: press('button:has-text("完成绑定")'), open: async (page) => {
    await without(page)
    await page.route('**/api/v1/auth/second-factor', (route) => (route.request().method() !== 'POST' ? route.fallback()
      : route.fulfill({ json: { secret: 'JBSWY3DPEHPK3PXP', uri: 'otpauth://totp/x?secret=JBSWY3DPEHPK3PXP', qr: '<svg xmlns="http://www.w3.org/2000/svg"/>' } })))
    await lawyers('me/security', 'input[name=current]')(page)
    await page.click('button:has-text("开始绑定")')
    await page.fill('input[name=code]', '123456')
  } },
  { name: 'leaving everywhere', method: 'DELETE', path: 'auth/sessions', send: press('button:has-text("退出所有设备")'), open: lawyers('me/security', 'input[name=current]') },
  { name: 'a password', method: 'PUT', path: 'auth/password', holds: ['input[name=next]', 'kJ7-three-mills-9'], send: press('button:has-text("修改密码")'), open: async (page) => {
    await lawyers('me/security', 'input[name=current]')(page)
    for (const [name, value] of [['current', 'x'], ['next', 'kJ7-three-mills-9'], ['again', 'kJ7-three-mills-9']] as const) await page.fill(`input[name=${name}]`, value)
  } },
]

describe('a citizen who is refused', () => {
  it.each(CITIZEN)('$name', (form) => tryAll(she.page, form))
  it('at the door', async () => {
    const { page } = await stand.visitor()
    const home = at(() => '/citizen/', 'input[name=phone]')
    await tryAll(page, { name: 'a code', method: 'POST', path: 'auth/phone-codes', holds: ['input[name=phone]', '13900000082'], send: press('form button'), open: async () => { await home(page); await page.fill('input[name=phone]', '13900000082') } })
    await tryAll(page, { name: 'signing in', method: 'POST', path: 'auth/phone-sessions', holds: ['input[name=code]', '000000'], send: press('form button >> nth=0'),
      open: async () => { await home(page); await page.fill('input[name=phone]', '13900000082'); await page.click('form button'); await page.fill('input[name=code]', '000000') } })
  })
})

describe('a lawyer who is refused', () => {
  it.each(LAWYER)('$name', (form) => tryAll(he.page, form))
  it('at the door', async () => {
    const { page } = await stand.visitor()
    await tryAll(page, { name: 'signing in', method: 'POST', path: 'auth/password-sessions', holds: ['input[name=password]', 'wrong'], send: press('form button'), open: async () => {
      await page.goto(`${stand.url}/lawyer/`)
      for (const [name, value] of [['login', 'demo-counsel-02'], ['password', 'wrong'], ['totp', '000000']] as const) await page.fill(`input[name=${name}]`, value)
    } })
  })
})

describe('what is not filled in as it should be', () => {
  it('is said beside the field, in Chinese, and the field is at hand', async () => {
    const { page } = await stand.visitor()
    await page.goto(`${stand.url}/citizen/`)
    await page.fill('input[name=phone]', '123')
    await page.click('form button')
    await page.waitForSelector('[role=alert]:has-text("1 开头的 11 位数字")')
    await page.waitForSelector('input[name=phone][aria-invalid=true]:focus')
    await page.fill('input[name=phone]', '')
    await page.waitForSelector('[role=alert]', { state: 'detached' })
    await page.click('form button')
    await page.waitForSelector('[role=alert]:has-text("请填写“手机号”")')
  })
})

describe('every form is tried', () => {
  /** At the door, tried above. */
  const DOOR = ['POST auth/phone-codes', 'POST auth/phone-sessions', 'POST auth/password-sessions']
  /** Nothing that somebody fills in or is refused: pieces of a file, what goes on by itself, and what a call says while it is on (call.e2e.spec.ts). */
  const NO_FORM = [
    'POST uploads', 'POST uploads/{upload}/finish', 'DELETE uploads/{upload}', 'DELETE auth/session', 'POST calls/turn-credentials', 'POST calls/{call}/signals', 'PUT calls/{call}/confirmation',
    'PUT calls/{call}/acceptance', 'DELETE calls/{call}', 'POST consultations/{consultation}/calls', 'PUT consultations/{consultation}/claim', 'POST consultations/{consultation}/replies', 'POST consultations/{consultation}/answers',
  ]
  it.each([['web-citizen', CITIZEN], ['web-lawyer', LAWYER]] as const)('of %s', (app, forms) => {
    const here = new Set(forms.map(({ method, path }) => `${method} ${path}`))
    expect(commandsOf(app).filter((each) => !here.has(each) && each !== 'DELETE uploads/{upload}')).toEqual([])
  })
  it('of what both share', () => {
    expect(commandsOf('web-kit').filter((each) => ![...DOOR, ...NO_FORM].includes(each))).toEqual([])
  })
})

it('said nothing to the console', () => {
  expect(stand.errors).toEqual([])
})
