// Every form of both phones, refused in every way that its route declares: what is said tells in Chinese what to do, she is taken to it, and what
// she wrote is still there. The refusals are the gateway's own bodies, put in its place by the browser; what may pass (429, 5xx) is tried again
// before it is said, which other specs see.
import { refusalBody } from '@zhijian/embedded/e2e'
import type { Page, Request } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { BOUND_MS, openStand, type Person, type Stand } from './stand/index.ts'

vi.setConfig({ testTimeout: 3 * BOUND_MS, hookTimeout: 3 * BOUND_MS })

const COUNTY = '150921'
const TEXT = '老板拖欠三个月工资，没有签劳动合同，只有微信聊天记录和工友作证，怎么要回来？'
const ANSWER = '请先到卓资县劳动监察大队投诉，带上聊天记录和工友证言，他们会责令单位限期支付。'
/** What somebody may do is said by one of these. */
const SAYS_WHAT_TO_DO = /请|可以|可在|直接|拨打|联系|等/u

interface Operation { readonly operationId: string; readonly responses: Readonly<Record<string, { readonly $ref?: string }>> }
interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly responses: Readonly<Record<string, { readonly content: { readonly 'application/problem+json': { readonly schema: { readonly allOf: readonly [unknown, { readonly properties: { readonly code: { readonly enum: readonly string[] } } }] } } } }>> }
}

let stand: Stand
let openapi: OpenApi
let she: Person
let he: Person
/** Of hers: answered by counsel, asked on; one that waits. */
let answered: string
let waiting: string

/** @returns the codes that its document declares, of those that are not tried again */
const codesOf = (method: string, path: string): readonly string[] => {
  const { responses } = openapi.paths[`/api/v1/${path}`]![method.toLowerCase()]!
  return Object.entries(responses).flatMap(([status, { $ref }]) => (status.startsWith('4') && status !== '429' && $ref !== undefined
    ? openapi.components.responses[$ref.split('/').at(-1)!]!.content['application/problem+json'].schema.allOf[1].properties.code.enum : []))
}
const matcher = (path: string): RegExp => new RegExp(`/api/v1/${path.replaceAll(/\{\w+\}/g, '[^/?]+')}(\\?.*)?$`)

interface Form {
  readonly name: string
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly path: string
  /** Brings the form up, filled in. */
  readonly open: (page: Page) => Promise<void>
  readonly send: (page: Page) => Promise<void>
  /** What was written, and where. */
  readonly holds?: readonly [field: string, value: string]
}

const press = (selector: string) => (page: Page): Promise<void> => page.click(selector)
const at = (path: () => string, ready: string) => async (page: Page): Promise<void> => {
  await page.goto(stand.url + path())
  await page.waitForSelector(ready)
}
const unfold = (page: Page, summary: string): Promise<unknown> => page.$eval(`summary:has-text("${summary}")`, (each) => { (each.parentElement as HTMLDetailsElement).open = true })
const question = at(() => `/citizen/questions/${answered}`, 'article h3')
/** What the page reads of something, changed: a state that takes hours to come about. */
const reads = async (page: Page, path: string, change: (body: Record<string, unknown>) => void): Promise<void> => {
  await page.route(matcher(path), async (route) => {
    if (route.request().method() !== 'GET') return route.fallback()
    const response = await route.fetch()
    const body = await response.json() as Record<string, unknown>
    change(body)
    await route.fulfill({ response, json: body })
  })
}

/** By application: what is said of a code is the same in all its forms. Each form is refused by all that were not tried yet, and by two that were. */
const tried: Readonly<Record<'citizen' | 'lawyer', Set<string>>> = { citizen: new Set(), lawyer: new Set() }

const tryAll = async (page: Page, form: Form): Promise<void> => {
  await form.open(page)
  const known = tried[page.url().includes('/lawyer/') ? 'lawyer' : 'citizen']
  const declared = codesOf(form.method, form.path)
  expect(declared.length).toBeGreaterThan(0)
  const codes = [...declared.filter((each) => known.has(each)).slice(0, 2), ...declared.filter((each) => !known.has(each))]
  for (const each of codes) known.add(each)
  let code = ''
  const refuse = (request: Request): boolean => request.method() === form.method
  await page.route(matcher(form.path), async (route) => {
    if (!refuse(route.request())) return route.fallback()
    const body = refusalBody(code)
    await route.fulfill({ status: body.status, contentType: 'application/problem+json', body: JSON.stringify(body) })
  })
  const faults: string[] = []
  for (code of codes) {
    const refused = page.waitForResponse((response) => matcher(form.path).test(response.url()) && refuse(response.request()))
    await form.send(page)
    await refused
    const said = await page.waitForFunction(() => {
      const alert = document.activeElement
      return alert?.getAttribute('role') === 'alert' ? alert.textContent : null
    }, null, { timeout: 10_000 }).then((found) => found.jsonValue(), () => null)
    if (said === null) faults.push(`${code}: she is not taken to what is said: ${await page.$$eval('[role=alert]', (alerts) => alerts.map(({ textContent }) => textContent).join(' | '))}`)
    else if (!SAYS_WHAT_TO_DO.test(said) || !/\p{Script=Han}/u.test(said) || said.includes(code)) faults.push(`${code}: ${said}`)
    if (form.holds !== undefined && await page.inputValue(form.holds[0]) !== form.holds[1]) faults.push(`${code}: what was written is gone`)
  }
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  expect(faults, faults.join('\n')).toEqual([])
}

beforeAll(async () => {
  stand = await openStand({ speed: 1, silent: true })
  openapi = (await (await fetch(`${stand.url}/api/openapi.json`)).json()) as OpenApi
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
  await question(she.page)
  await she.page.fill('textarea[name=follow-up]', '要写收条吗？')
  await she.page.click('button:has-text("发送追问")')
  await she.page.waitForSelector('text=已发给')
})
afterAll(() => stand.close())

const consented = at(() => '/citizen/my-data', '.my-consent')
const CITIZEN: readonly Form[] = [
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

it('said nothing to the console', () => {
  expect(stand.errors).toEqual([])
})
