// Every form of the console, refused in every way that its route declares (stand/refused.ts). One that is not here fails the file.
import { join } from 'node:path'
import { appendFact } from '@zhijian/embedded/e2e'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { commandsOf, openStand, reads, refusals, type Form, type Stand } from './stand/index.ts'

const COUNTY = '150921'
const AT = '2026-03-02T01:00:00.000Z'
const LATER = '2099-01-05T01:00:00.000Z'

let stand: Stand
let tryAll: Awaited<ReturnType<typeof refusals>>
let question: string
const people = new Map<string, Page>()
const as = async (login: string): Promise<Page> => {
  const known = people.get(login)
  if (known !== undefined) return known
  const { page } = await stand.staff(`demo-staff-${login}`)
  people.set(login, page)
  return page
}
const send = <T = unknown>(page: Page, method: string, path: string, body?: object, role?: string): Promise<T> => page.evaluate(async ([verb, where, sent, acting]) => {
  const response = await fetch(`/api/v1/${where}`, {
    method: verb, headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID(), ...(acting === undefined ? {} : { 'zhijian-role': acting }) }, ...(sent === undefined ? {} : { body: JSON.stringify(sent) }),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${verb} ${where}: ${response.status} ${text}`)
  return (text === '' ? {} : JSON.parse(text)) as never
}, [method, path, body, role] as const)

/** Whatever is asked for and not there yet. */
const fill = (page: Page, form: string): Promise<void> => page.$$eval(`${form} :is(input, select, textarea)`, (fields) => {
  const byName: Readonly<Record<string, string>> = { code: '123456', id: 'x-1', licence: '11509201910109999', name: '某某', region: '150921', reference: 'rec/1', minutes: '3', phone: '13812345670', rule: '档案管理规定' }
  for (const field of fields as HTMLInputElement[]) {
    if (!field.required || field.value !== '' || field.type === 'checkbox' || field.type === 'file') continue
    const value = field instanceof HTMLSelectElement ? [...field.options].find((option) => option.value !== '')?.value ?? ''
      : field.type === 'datetime-local' ? '2098-01-05T09:00' : field.type === 'date' ? '2098-01-05' : byName[field.name] ?? '按规定办理，有据可查'
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value')!.set!.call(field, value)
    field.dispatchEvent(new Event(field instanceof HTMLSelectElement ? 'change' : 'input', { bubbles: true }))
  }
})
const button = (page: Page, words: string, within = 'body') => page.locator(`${within} button:visible`, { hasText: new RegExp(`^${words}$`) }).first()
const press = (page: Page, words: string, within?: string): Promise<void> => button(page, words, within).click()

interface Way {
  /** Of the page, below /console/. */
  readonly at: string | (() => string)
  /** Words of the row that is chosen first. */
  readonly row?: string
  readonly before?: (page: Page) => Promise<unknown>
  /** The button that brings the form up. */
  readonly word: string
  /** Done at once, without a form. */
  readonly now?: true
}
/** A form of the parts that all pages use. */
const act = (login: string, command: string, { at, row, before, word, now }: Way): readonly [login: string, form: Form] => {
  const [method, path] = command.split(' ') as [Form['method'], string]
  return [login, {
    name: `${word} (${command})`, method, path,
    async open(page) {
      await before?.(page)
      await page.goto(`${stand.url}/console/${typeof at === 'string' ? at : at()}`)
      await page.waitForSelector('main h1')
      if (row !== undefined) await page.locator(`[data-row]:has-text("${row}")`).first().click()
      await button(page, word, 'main').waitFor()
      if (now) return
      await press(page, word, 'main')
      await page.waitForSelector('dialog[open]')
      await fill(page, 'dialog[open]')
    },
    send: (page) => (now ? press(page, word, 'main') : page.click('dialog[open] button[type=submit]')),
  }]
}
const list = (path: string, change: (item: Record<string, unknown>) => void) => (page: Page): Promise<void> =>
  reads(page, path, ({ items }) => { for (const item of items as Record<string, unknown>[]) change(item) })
const body = (path: string, more: object) => (page: Page): Promise<void> => reads(page, path, (read) => Object.assign(read, more))
const story = async (page: Page): Promise<void> => {
  if (await page.locator('textarea[name=purpose]').count() === 0) return
  await page.fill('textarea[name=purpose]', '核对经过')
  await page.click('text=记录目的并查阅')
}
const SHIFT = { shiftId: 's1', rosterId: `${COUNTY}-2099-01`, post: 'online', startsAt: LATER, endsAt: '2099-01-05T05:00:00.000Z', capacity: 1, lawyers: ['demo-counsel-01'], missedBy: [], languages: [], phase: 'open' }
const roster = (startsAt: string) => (page: Page): Promise<unknown> => page.route(/\/api\/v1\/rosters\/[^/]+(\?.*)?$/, (route) => (route.request().method() === 'GET'
  ? route.fulfill({ json: { items: [{ ...SHIFT, startsAt }], names: {}, total: 1, next: null } }) : route.fallback()))
const LOOK = { reviewId: 'r1', phase: 'proposed', endedBefore: AT, total: 1, proposedBy: 'demo-staff-duty-2', proposedAt: AT, decidedBy: null, decidedAt: null, erased: 0, kept: 0, atWork: 0, spared: 0, hasMore: false, persons: [], certificates: [] }
const look = (page: Page): Promise<void> => reads(page, 'counties/{county}/retention', (read) => Object.assign(read, { items: [LOOK] }))
/** Of the platform's own pages: a reason in front of it. */
const reasoned = (command: string, at: string, before: (page: Page) => Promise<unknown>, begin: (page: Page) => Promise<unknown>): readonly [login: string, form: Form] => {
  const [method, path] = command.split(' ') as [Form['method'], string]
  return ['system', {
    name: command, method, path, send: (page) => page.click('[role=dialog] .ant-btn-primary'), holds: ['[role=dialog] textarea', '核对过了'],
    async open(page) {
      await before(page)
      await page.goto(`${stand.url}/console/${at}`)
      await page.waitForSelector('main h1')
      await begin(page)
      await page.fill('[role=dialog] textarea', '核对过了')
    },
  }]
}
const nothing = (): Promise<void> => Promise.resolve()
const dead = (page: Page): Promise<unknown> => page.waitForSelector('[role=row]:has-text("delivery-stands@0")')
const asking = async (page: Page): Promise<void> => {
  await page.goto(`${stand.url}/console/desk/ask`)
  for (const [field, value] of [['input[name=phone]', '13812345670'], ['input[name=ref]', 'rec/2026-03-02/17'], ['textarea[name=text]', '我在工地干活三个月，老板拖欠工资不给，怎么要回来？']] as const) await page.fill(field, value)
}
const imports = (register: string, path: string): readonly [login: string, form: Form] => ['head', {
  name: `an import of ${register}`, method: 'POST', path, send: (page) => page.click('button:has-text("试读")'), async open(page) {
    await page.goto(`${stand.url}/console/imports`)
    await page.selectOption('select[name=register]', register)
    await page.setInputFiles('input[name=file]', { name: '名册.csv', mimeType: 'text/csv', buffer: Buffer.from('a,b\n1,2\n') })
    if (register === 'divisions') await page.fill('input[name=source]', '统计局')
  },
}]
/** Of a file in which everything can be done. */
const LIVE = { ground: null, device: null, decision: null, from: AT, until: LATER, by: 'demo-staff-head', endedAt: null, end: null }
const DEVICE = { kind: 'dedicated', serial: 'WB-1', boundAt: AT, unboundAt: null }
const LEAVE = { cause: 'medical', from: AT, until: LATER, days: 3, cumulatedDays: 3, level: 'office', proofs: [], hasArea: false, decision: null, toldProcuratorate: false, decidedBy: null, askedAt: AT, decidedAt: null, reportedAt: null, reason: '复查', destination: '呼和浩特', refusal: null }
const FILE = {
  superviseeId: 's_1', region: '150921100', office: 'justice-office', officers: [], sentence: 'probation', from: AT, until: LATER, phase: 'under-correction', check: null, end: null, name: '巴特尔', names: {},
  bases: [{ ...LIVE, basisId: 'b1', kind: 'checks' }], tracking: { basisId: 'b2', deviceId: 'd2', since: AT }, letter: { text: '承诺书', identity: 'phone-code', device: 'her phone', signedAt: AT },
  terms: { checksPerDay: 4, checkMs: 900_000, positioningMonths: 3, phoneMayServe: false, utcOffsetMs: 28_800_000, checkInMs: 3_600_000, leave: { officeDays: 7, grantDays: 30, cumulatedDays: 30, cumulatedMonths: 2, reportMs: 86_400_000 } },
  silence: null, hints: [], checkIns: { perDay: 1, from: 480, until: 1200, way: 'photo', by: 'demo-staff-head', at: AT }, checkIn: null, transitions: [], alarms: [],
  zones: [{ name: 'z1@1', zoneId: 'z1', version: 1, kind: 'allowed', schedule: null, label: '住所', shapes: [{ kind: 'circle', centre: [112.57, 40.89], radiusM: 500 }], form: 'circle', isBeyond: false, by: 'demo-staff-head', from: AT, retiredAt: null }],
  zoneProposals: [{
    proposalId: 'p1', zoneId: 'z2', label: '旗外医院', kind: 'allowed', schedule: null, shapes: [{ kind: 'circle', centre: [114, 40.89], radiusM: 500 }], form: 'circle', isBeyond: true, isByHead: false, phase: 'proposed', by: 'demo-staff-correction-1', askedAt: AT,
    decidedBy: null, decidedAt: null, refusal: null,
  }],
  leaves: [{ ...LEAVE, leaveId: 'l1', phase: 'requested' }, { ...LEAVE, leaveId: 'l2', phase: 'approved' }],
  checkInsDone: [{ checkInId: 'c1', number: '1234', way: 'photo', dueAt: LATER, phase: 'answered', askedAt: AT, answeredAt: AT, judgedBy: null, judgedAt: null, hasPhoto: false }], devices: [{ ...DEVICE, deviceId: 'd1' }, { ...DEVICE, deviceId: 'd2' }],
}
const opened = async (page: Page, part?: string): Promise<void> => {
  await page.route(/\/supervisees\/[^/]+\/views$/, (route) => route.fulfill({ status: 201, json: FILE }))
  await page.goto(`${stand.url}/console/correction/people/s_1`)
  await page.fill('textarea[name=purpose]', '核对经过')
  await page.click('main form button[type=submit]')
  await page.waitForSelector('#person')
  if (part !== undefined) await page.click(`.ant-segmented-item:has-text("${part}")`)
}
const person = (command: string, word: string, part?: string): readonly [login: string, form: Form] => {
  const [method, path] = command.split(' ') as [Form['method'], string]
  return ['head', { name: `${word} (${command})`, method, path, send: (page) => page.click('dialog[open] button[type=submit]'), async open(page) {
    await opened(page, part)
    await press(page, word, 'main')
    await page.waitForSelector('dialog[open]')
    await fill(page, 'dialog[open]')
  } }]
}
const draw = async (page: Page, word: string): Promise<void> => {
  await opened(page, '区域')
  await press(page, word, 'main')
  for (const [field, value] of [['input[name=label]', '住所'], ['input[name=centre]', '112.57, 40.89'], ['textarea[name=because]', '按评估意见']] as const) await page.fill(`.zone-editor ${field}`, value)
}
const DRAWN = ['.zone-editor textarea[name=because]', '按评估意见'] as const
const drawing = (command: string, word: string): readonly [login: string, form: Form] => {
  const [method, path] = command.split(' ') as [Form['method'], string]
  return ['head', { name: `${word} (${command})`, method, path, holds: DRAWN, send: (page) => page.click('.zone-editor button[value=save]'), open: (page) => draw(page, word) }]
}
/** What is offered where it is said that the zone reaches too far. */
const proposing: readonly [login: string, form: Form] = ['head', {
  name: '提请批准', method: 'POST', path: 'supervisees/{supervisee}/zone-proposals', holds: DRAWN, send: (page) => page.click('.zone-editor button[value=propose]'), async open(page) {
    await page.route(/\/supervisees\/[^/]+\/zones$/, (route) => route.fulfill({ status: 403, contentType: 'application/problem+json', json: { code: 'zone-beyond-county', title: '区域超出本县', status: 403 } }))
    await draw(page, '新划区域')
    await page.click('.zone-editor button[value=save]')
    await page.waitForSelector('.zone-editor button[value=propose]')
  },
}]
const ALARM = {
  alarmId: 'a1', superviseeId: 's_1', region: '150921100', kind: 'silent', level: 'warning', cause: 'c', since: AT, officers: [], phase: 'raised', isOpen: true, acknowledgeDue: LATER, acknowledgedBy: null, acknowledgedAt: null, hints: [],
  proposed: null, closed: null, notes: [], raisedAt: AT,
}
const alarm = (command: string, word: string, more: object, now?: true): readonly [login: string, form: Form] => act('head', command, {
  at: 'correction/alarms', row: '没有信号', word, ...(now === undefined ? {} : { now }), before: (page) => page.route(/\/regions\/\d+\/alarms/, (route) => route.fulfill({ json: { items: [{ ...ALARM, ...more }], total: 1, next: null, names: {} } })),
})
const HEARD = { phase: 'acknowledged', acknowledgeDue: null, acknowledgedBy: 'demo-staff-correction-1', acknowledgedAt: AT }
const PROPOSED = { ...HEARD, proposed: { finding: 'no-breach', by: 'demo-staff-correction-1', at: AT, note: '电话核实' } }
const Q = 'desk/questions/'
const LAWYER = { at: 'lawyers', row: '律师' } as const

const FORMS: readonly (readonly [login: string, form: Form])[] = [
  ['desk-1', { name: 'what would leave the county', method: 'POST', path: 'consultations/preview', open: asking, send: (page) => press(page, '查看离开本县的内容') }],
  ['desk-1', { name: 'a question for a caller', method: 'POST', path: 'consultations', open: asking, send: (page) => press(page, '提交问题'), holds: ['input[name=ref]', 'rec/2026-03-02/17'] }],
  act('desk-1', 'POST consultations/{consultation}/follow-ups', { at: () => Q + question, word: '代为追问' }),
  act('desk-1', 'POST consultations/{consultation}/callback', { at: () => Q + question, word: '登记回呼' }),
  act('desk-1', 'POST consultations/{consultation}/closing', { at: () => Q + question, word: '代为结束' }),
  act('desk-1', 'DELETE mandates/{mandate}', { at: 'desk/mandates', row: 'rec', word: '撤销', before: (page) => page.route('**/api/v1/mandates*', (route) => (route.request().method() !== 'GET' ? route.fallback()
    : route.fulfill({ json: { items: [{ mandateId: 'm1', consultationId: question, kind: 'written', recordRef: 'rec/1', from: AT, until: LATER, isInForce: true, revokedAt: null }], total: 1, next: null, names: {} } }))) }),
  act('desk-1', 'POST callbacks/{callback}/taking', { at: 'desk/callbacks', row: '待受理', word: '受理', now: true }),
  ...([['POST callbacks/{callback}/reached', '登记已接通'], ['POST callbacks/{callback}/failures', '登记未接通'], ['DELETE callbacks/{callback}/taking', '退回']] as const).map(([command, word]) =>
    act('desk-1', command, { at: 'desk/callbacks', row: '已受理', word, before: list('counties/{county}/callbacks', (item) => Object.assign(item, { phase: 'taken', agentId: 'demo-staff-desk-1' })) })),
  act('duty-1', 'POST dangers/{danger}/acknowledgement', { at: 'desk/dangers', row: '暴力', word: '接手', now: true }),
  act('duty-1', 'POST consultations/{consultation}/callback', { at: 'desk/dangers', row: '暴力', word: '登记回呼' }),
  act('duty-1', 'POST dangers/{danger}/resolution', { at: 'desk/dangers', row: '暴力', word: '登记处置结果', before: list('counties/{county}/dangers', (item) => Object.assign(item, { phase: 'acknowledged' })) }),
  act('reviewer-1', 'POST reviews/{review}/taking', { at: 'desk/reviews', row: '20', word: '受理', now: true }),
  act('reviewer-1', 'POST reviews/{review}/decision', { at: 'desk/reviews', row: '20', word: '保留' }),
  act('reviewer-1', 'POST reviews/{review}/decision', { at: 'desk/reviews', row: '20', word: '隐藏' }),
  act('desk-1', 'POST erasures/{person}/request', { at: 'erasures', row: '待受理', word: '受理' }),
  act('desk-1', 'POST erasures/{person}/retention', { at: 'erasures', row: '待受理', word: '限制处理' }),
  act('desk-1', 'POST erasures/{person}/refusal', { at: 'erasures', row: '待受理', word: '不予删除' }),
  act('desk-1', 'POST erasures/{person}/confirmation', { at: 'erasures', row: '待受理', word: '确认删除', before: (page) => reads(page, 'erasures/{person}', ({ request }) => Object.assign(request as object, { phase: 'requested', requestedBy: 'demo-staff-duty-1', requestedAt: AT })) }),
  act('head', 'POST counties/{county}/retention/reviews', { at: 'retention', word: '现在查' }),
  act('head', 'POST counties/{county}/retention/reviews/{review}/confirmation', { at: 'retention', row: '20', word: '确认清理', before: look }),
  act('head', 'DELETE counties/{county}/retention/reviews/{review}', { at: 'retention', row: '20', word: '不清理', before: look }),
  act('head', 'PUT counties/{county}/organisations/{organisation}/standing-watch', { at: 'watch', word: '设置常设值守' }),
  act('head', 'POST counties/{county}/organisations/{organisation}/watches', { at: 'watch', word: '安排值守' }),
  act('head', 'DELETE counties/{county}/organisations/{organisation}/watches/{watch}', { at: 'watch', word: '取消', before: list('counties/{county}/watches', (item) => Object.assign(item, { watches: [{ watchId: 'w1', from: AT, until: LATER, line: item['standing'] }] })) }),
  act('head', 'PUT counties/{county}/organisations/{organisation}', { at: 'organisations', word: '登记机构' }),
  act('head', 'PUT counties/{county}/organisations/{organisation}/name', { at: 'organisations', row: '司法所', word: '更名' }),
  act('head', 'DELETE counties/{county}/organisations/{organisation}', { at: 'organisations', row: '司法所', word: '撤销机构' }),
  act('head', 'PUT staff/{person}', { at: 'staff', word: '登记人员' }),
  act('head', 'POST staff/{person}/offices', { at: 'staff', row: '坐席', word: '任职' }),
  act('head', 'PUT staff/{person}/details', { at: 'staff', row: '坐席', word: '修改姓名、手机' }),
  act('head', 'DELETE staff/{person}/offices/{office}', { at: 'staff', row: '坐席', word: '免职' }),
  act('head', 'DELETE staff/{person}', { at: 'staff', row: '坐席', word: '离任' }),
  imports('lawyers', 'lawyers/imports'), imports('staff', 'staff/imports'), imports('divisions', 'counties/{county}/divisions/imports'),
  act('head', 'POST lawyers', { at: 'lawyers', word: '登记律师' }),
  act('head', 'POST lawyers/{lawyer}/suspension', { ...LAWYER, word: '停止接单' }),
  act('head', 'POST lawyers/{lawyer}/appointments', { ...LAWYER, word: '聘任为法律顾问' }),
  act('head', 'PUT lawyers/{lawyer}/annual-check', { ...LAWYER, word: '年度考核合格' }),
  act('head', 'DELETE lawyers/{lawyer}/annual-check', { ...LAWYER, word: '年度考核不合格' }),
  act('head', 'PUT lawyers/{lawyer}/profile', { ...LAWYER, word: '修改信息' }),
  act('head', 'PUT lawyers/{lawyer}/phone', { ...LAWYER, word: '修改手机' }),
  act('head', 'POST lawyers/{lawyer}/deregistration', { ...LAWYER, word: '注销登记' }),
  act('head', 'DELETE lawyers/{lawyer}/suspension', { ...LAWYER, word: '恢复接单', before: body('lawyers/{lawyer}', { isActive: false, inactive: 'suspended' }) }),
  act('head', 'DELETE lawyers/{lawyer}/appointments/{appointment}', { at: 'lawyers', row: '卓资县', word: '解聘' }),
  act('head', 'POST rosters/{roster}', { at: 'rosters', word: '开设值班表' }),
  act('head', 'POST rosters/{roster}/shifts', { at: 'rosters', word: '增加班次' }),
  act('head', 'DELETE rosters/{roster}/shifts/{shift}', { at: 'rosters', row: '20', word: '取消班次', before: roster(LATER) }),
  act('head', 'POST rosters/{roster}/shifts/{shift}/no-shows', { at: 'rosters', row: '20', word: '登记缺岗', before: roster(AT) }),
  ['policy-1', { name: 'a policy', method: 'POST', path: 'counties/{county}/policies', holds: ['form textarea[name=because]', '值班力量增加'], send: (page) => press(page, '提出', 'form'), async open(page) {
    // Hers waits; of one that waits nothing else can be proposed.
    await body('counties/{county}/policies', { proposal: null })(page)
    await page.goto(`${stand.url}/console/policies`)
    await press(page, '提出新方案')
    await page.fill('form input[name=quorum]', '4')
    await page.fill('form textarea[name=because]', '值班力量增加')
  } }],
  ['policy-1', { name: 'a trial of a policy', method: 'POST', path: 'counties/{county}/policy-trials', send: (page) => page.locator('section[aria-label="试算"] button:has-text("试算")').click(), async open(page) {
    // Hers waits; of one that waits nothing else can be proposed.
    await body('counties/{county}/policies', { proposal: null })(page)
    await page.goto(`${stand.url}/console/policies`)
    await press(page, '提出新方案')
    await page.fill('form input[name=quorum]', '4')
  } }],
  act('policy-1', 'DELETE counties/{county}/policies/{version}', { at: 'policies', word: '撤回' }),
  act('policy-2', 'POST counties/{county}/policies/{version}/confirmation', { at: 'policies', word: '确认方案' }),
  act('system', 'POST accounts', { at: 'accounts', word: '开立账号' }),
  act('system', 'POST accounts/{account}/links', { at: 'accounts', row: 'demo-staff-auditor', word: '生成登录链接' }),
  act('security', 'PUT accounts/{account}/roles/{role}', { at: 'accounts', row: 'demo-staff-auditor', word: '授予角色' }),
  act('security', 'DELETE accounts/{account}/roles/{role}', { at: 'accounts', row: 'demo-staff-auditor', word: '收回' }),
  act('security', 'DELETE accounts/{account}/second-factor', { at: 'accounts', row: 'demo-staff-auditor', word: '解除动态口令' }),
  act('security', 'POST accounts/{account}/suspension', { at: 'accounts', row: 'demo-staff-auditor', word: '停用' }),
  act('security', 'DELETE accounts/{account}/suspension', { at: 'accounts', row: 'demo-staff-auditor', word: '恢复', before: body('accounts/{account}', { phase: 'suspended' }) }),
  ['duty-1', { name: 'a look at a story', method: 'POST', path: 'consultations/{consultation}/story-views', holds: ['textarea[name=purpose]', '核对经过'], send: (page) => page.click('text=记录目的并查阅'), async open(page) {
    await page.goto(`${stand.url}/console/story/${question}`)
    await page.fill('textarea[name=purpose]', '核对经过')
  } }],
  ...([['POST consultations/{consultation}/bundles', '导出证据包'], ['POST consultations/{consultation}/receipts', '打印存证回执']] as const).map(([command, word]): readonly [string, Form] => {
    const [method, path] = command.split(' ') as ['POST', string]
    return ['head', { name: command, method, path, send: (page) => page.click('dialog[open] button[type=submit]'), async open(page) {
      await page.goto(`${stand.url}/console/story/${question}`)
      await page.waitForSelector('main h1')
      await page.waitForSelector('textarea[name=purpose], h2:has-text("经过")')
      await story(page)
      await press(page, word, 'main')
      await fill(page, 'dialog[open]')
    } }]
  }),
  act('head', 'POST supervisees', { at: 'correction/people', word: '入矫登记' }),
  ['head', { name: 'a look into a file', method: 'POST', path: 'supervisees/{supervisee}/views', holds: ['textarea[name=purpose]', '核对经过'], send: (page) => page.click('main form button[type=submit]'), async open(page) {
    await page.goto(`${stand.url}/console/correction/people/s_1`)
    await page.fill('textarea[name=purpose]', '核对经过')
  } }],
  ...([
    ['PUT supervisees/{supervisee}/office', '变更负责机构'], ['POST supervisees/{supervisee}/end', '终止矫正'], ['POST supervisees/{supervisee}/checks-permitted', '确定核查期限'], ['POST supervisees/{supervisee}/positioning', '批准电子定位'],
    ['DELETE supervisees/{supervisee}/bases/{basis}', '解除'], ['POST supervisees/{supervisee}/position-checks', '发起核查'], ['POST supervisees/{supervisee}/devices', '绑定装置'],
    ['DELETE supervisees/{supervisee}/devices/{device}', '解绑'], ['POST supervisees/{supervisee}/tracking', '开始定位'], ['DELETE supervisees/{supervisee}/tracking', '停止定位'],
    ['POST supervisees/{supervisee}/letter/exports', '下载签署的 PDF'],
  ] as const).map(([command, word]) => person(command, word)),
  ...([
    ['POST supervisees/{supervisee}/zone-proposals/{proposal}/approval', '批准区域', '区域'], ['DELETE supervisees/{supervisee}/zone-proposals/{proposal}', '不批准', '区域'],
    ['DELETE supervisees/{supervisee}/zones/{zone}', '取消区域', '区域'], ['POST supervisees/{supervisee}/leaves', '代为登记请假', '请假外出'], ['POST supervisees/{supervisee}/leaves/{leave}/approval', '批准请假', '请假外出'],
    ['POST supervisees/{supervisee}/leaves/{leave}/refusal', '不批准', '请假外出'], ['POST supervisees/{supervisee}/leaves/{leave}/return', '销假', '请假外出'], ['PUT supervisees/{supervisee}/check-ins', '安排报到', '报到'],
    ['DELETE supervisees/{supervisee}/check-ins', '停止报到', '报到'], ['POST supervisees/{supervisee}/check-ins/{checkIn}/verdict', '核对', '报到'],
  ] as const).map(([command, word, part]) => person(command, word, part)),
  drawing('POST supervisees/{supervisee}/zones', '新划区域'), drawing('PUT supervisees/{supervisee}/zones/{zone}', '变更区域'), proposing,
  alarm('POST alarms/{alarm}/acknowledgement', '签收', {}, true), alarm('POST alarms/{alarm}/finding', '提出结论', HEARD), alarm('POST alarms/{alarm}/closure', '复核办结', PROPOSED), alarm('DELETE alarms/{alarm}/finding', '退回重查', PROPOSED),
  act('head', 'PUT divisions/{region}/boundary', { at: 'correction/map', word: '导入界线', before: (page) => page.route(/\/boundary(\?.*)?$/, (route) => (route.request().method() === 'GET' ? route.fulfill({ status: 404, contentType: 'application/problem+json', json: { code: 'no-boundary', title: '尚未设定界线', status: 404 } }) : route.fallback())) }),
  ['head', { name: 'a look at a track', method: 'POST', path: 'supervisees/{supervisee}/track-views', holds: ['.track-look textarea[name=purpose]', '核对经过'], send: (page) => page.click('.track-look button[type=submit]'), async open(page) {
    await opened(page, '轨迹回放')
    await page.fill('.track-look textarea[name=purpose]', '核对经过')
  } }],
  ['head', { name: 'a look at positions', method: 'POST', path: 'regions/{region}/position-views', async open() { /* Each look begins anew. */ }, async send(page) {
    await page.goto(`${stand.url}/console/correction/map`)
    await page.fill('textarea[name=purpose]', '值班巡查')
    await page.click('main form button[type=submit]')
  } }],
  reasoned('POST dead-letters/{consumer}/{event}/replays', 'dead-letters', nothing, async (page) => { await dead(page); await press(page, '重放') }),
  reasoned('POST dead-letters/{consumer}/{event}/discards', 'dead-letters', nothing, async (page) => { await dead(page); await press(page, '放弃') }),
  reasoned('POST parked-streams/{stream}/retries', 'dead-letters', body('dead-letters', { parked: [{ stream: 'consultation-q', service: 'consult-router', code: 'bug' }] }), (page) => press(page, '重试')),
  reasoned('POST services/{service}/views/{name}/rebuilds', 'services', nothing, async (page) => {
    await page.click('button:has(code:text-is("notifier"))')
    await page.click('button[aria-label="重建 收件记录"]')
  }),
]

beforeAll(async () => {
  stand = await openStand({ speed: 1, silent: true })
  tryAll = await refusals(stand.url)
  await appendFact(join(stand.platform.folders[0]!, 'var'), 'delivery-stands', 'PushesPlanned.v1', {
    deliveryId: 'stands', wave: 0, pushes: ['lawyer-1', 'lawyer-2'].map((recipient) => ({ recipient, channel: 'in-app' })), held: [], quotaDay: '2026-03-02', plannedAt: AT,
  })
  const { page: she } = await stand.citizen('13900000091')
  const ask = async (text: string, topic: string): Promise<string> => (await send<{ consultationId: string }>(she, 'POST', 'consultations', { text, countyCode: COUNTY, topic, consentBeyondCounty: true })).consultationId
  question = await ask('老板拖欠三个月工资，没有签劳动合同，只有微信聊天记录和工友作证，怎么要回来？', '03')
  await ask('我丈夫打我，昨天又拿刀威胁我，我带着孩子不敢回家，能申请人身安全保护令吗？', '01')
  await send(she, 'POST', `consultations/${question}/callback`)
  const he = await stand.lawyer('demo-counsel-01')
  await he.page.waitForSelector('main h1')
  // With something in it that a reviewer is to look at.
  await send(he.page, 'POST', `consultations/${question}/answers`, { text: '可以要回来，先到劳动监察大队投诉，带上聊天记录和工友证言。想细谈加我微信 lvshi138001，收费优惠。' }, 'lawyer')
  await he.context.close()
  const from = stand.platform.printed().length
  await she.goto(`${stand.url}/citizen/my-data`)
  await she.click('button:has-text("申请删除")')
  await she.click('button:has-text("获取验证码")')
  await she.fill('section[aria-labelledby=erasure] input', await stand.platform.phoneCode('13900000091', from))
  await she.click('button:has-text("提交申请")')
  await she.waitForSelector('section[aria-labelledby=erasure] [role=status]')
  const policies = `counties/${COUNTY}/policies`
  const policy = await as('policy-1')
  const proposal = (await send<{ default: object }>(policy, 'GET', policies)).default
  await send(policy, 'POST', policies, { policy: { ...proposal, claimMaximumMs: 240_000 }, because: '试行' })
})
afterAll(() => stand.close())

it.each(FORMS.map(([login, form]) => [form.name, login, form] as const))('%s', async (_, login, form) => {
  const page = await as(login)
  try {
    await tryAll(page, form)
  } finally {
    await page.unrouteAll({ behavior: 'ignoreErrors' })
  }
})

it('every form is tried', () => {
  const here = new Set(FORMS.map(([, { method, path }]) => `${method} ${path}`))
  expect(commandsOf('web-console').filter((each) => !here.has(each))).toEqual([])
})

it('said nothing to the console', () => {
  expect(stand.errors).toEqual([])
})
