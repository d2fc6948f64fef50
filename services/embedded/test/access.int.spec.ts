// Every cell of who may do what: route × role × scope × purpose, over HTTP, against one running platform with every service behind it.
// What is expected is worked out here, from the rows of the table (POLICY), the word for where a route lies (TOUCHES) and the document
// that is served; not by asking the code that decides. First all that must be refused, with its code, after which the log is what it
// was; then all that must pass: done, or refused for a reason of the thing itself that the route names.
import { ActingOffice, PlatformRole, ROLES, type AccountId, type LawyerId, type Role } from '@zhijian/contracts'
import { POLICY, ROUTES, TOUCHES, type AnyRoute, type Place } from '@zhijian/gateway'
import type { JsonObject } from '@zhijian/kernel'
import { tell } from '@zhijian/operating'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accountOf, BODIES, COUNTY, fill, later, nine, openWhole, PARAMS, TOWNS, VILLAGE, type Whole } from './every-route.fixtures.ts'

const TOWN = VILLAGE.slice(0, 9)
const BESIDE = TOWNS.find((town) => town !== TOWN)!
const OTHER_COUNTY = '150922'
const PHONE = '13947400001'
const OPPONENT = '某某商贸公司'

// Who asks ---------------------------------------------------------------------------------------------------------------

type Kind = 'nobody' | 'ended' | 'suspended' | 'service' | 'enrolment' | 'full'
interface Who {
  readonly name: string
  readonly kind: Kind
  /** Account and person. */
  readonly id: string
  /** Acting roles in the order they are held, each with the divisions it reaches; null: everywhere. */
  readonly holds: readonly { readonly role: Role; readonly regions: readonly (string | null)[] }[]
  readonly lawyerId: string | null
}
/** Divisions of an office or a grant, by how they lie to the village of the question. */
const SCOPES: Readonly<Record<string, readonly string[]>> = {
  'own county': [COUNTY], 'own township': [TOWN], 'own village': [VILLAGE], 'another township': [BESIDE], 'another county': [OTHER_COUNTY],
  'region above': [COUNTY.slice(0, 4)], 'another province': ['11'], 'two townships': [BESIDE, TOWN],
}
const tokens = new Map<string, string>()
const people = new Map<Role, readonly Who[]>()
const NOBODY: Who = { name: 'nobody', kind: 'nobody', id: '', holds: [], lawyerId: null }
let outsiders: readonly Who[] = []

// What is expected: from the table alone -----------------------------------------------------------------------------------

/** What a request names: who owns it, which divisions it lies in, which lawyers may look. */
interface Target {
  readonly name: string
  readonly params: Readonly<Record<string, string>>
  readonly body?: JsonObject | undefined
  readonly owner: string | null
  readonly lies: readonly string[]
  readonly lawyers: readonly string[]
}
type Reach = 'all' | 'self' | 'own' | 'eligible' | 'region' | 'unit'
const rowOf = (id: AnyRoute['id']): 'public' | 'enrolment' | Readonly<Partial<Record<Role, Reach>>> => POLICY[id]
/** These places let an office act from anywhere within the province. */
const OF_PROVINCE: ReadonlySet<Place> = new Set(['counsel', 'lawyer named'])

const regionReaches = (place: Place, regions: readonly (string | null)[], { lies }: Target): boolean => {
  if (place === 'register in a file') return regions.length > 0
  const inProvince = regions.some((region) => region === null || region.slice(0, 2) === COUNTY.slice(0, 2))
  if (OF_PROVINCE.has(place) && !inProvince) return false
  if (place === 'lawyer named') return true
  return lies.every((where) => regions.some((region) => region === null || where.startsWith(region)))
}

/** @returns null: it passes; otherwise the code of the refusal */
const verdict = (route: AnyRoute, who: Who, asked: Role | null, target: Target): string | null => {
  const row = rowOf(route.id)
  const place = TOUCHES[route.id]
  if (row === 'public') return null
  if (who.kind === 'nobody') return 'not-signed-in'
  if (who.kind !== 'full' && who.kind !== 'enrolment') return 'session-ended'
  if (row === 'enrolment') return null
  if (who.kind === 'enrolment') return 'enrolment-unfinished'
  const may = [...who.holds.map(({ role }) => role), 'citizen', 'enterprise'] as const
  const role = may.find((each) => row[each] !== undefined && (asked === null || each === asked))
  if (role === undefined) return asked === null ? 'not-permitted' : 'role-not-held'
  const reach = row[role]!
  const regions = who.holds.find((held) => held.role === role)?.regions ?? []
  if (place === 'look') return target.owner === `${who.id} ${role}` ? null : 'look-over'
  if (place === 'own file') return target.owner === who.id ? null : 'no-such-upload'
  switch (reach) {
    case 'all': case 'self': return null
    case 'own': return target.owner === who.id ? null : 'no-such-thing'
    case 'eligible': return who.lawyerId !== null && target.lawyers.includes(who.lawyerId) ? null : 'no-such-thing'
    case 'region': return regionReaches(place, regions, target) ? null : 'no-such-thing'
    default: throw new Error(`no row has this reach, so nothing tries it: ${reach}`)
  }
}
const STATUS: Readonly<Record<string, number>> = {
  'not-signed-in': 401, 'session-ended': 401, 'enrolment-unfinished': 403, 'not-permitted': 403, 'role-not-held': 403, 'look-over': 403, 'no-such-thing': 404, 'no-such-upload': 404,
  'because-missing': 400, 'not-valid': 400,
}

// Asking ---------------------------------------------------------------------------------------------------------------

let whole: Whole
const ids: Record<string, string> = {}
const QUERIES: Readonly<Record<string, () => string>> = {
  'show-case-at': () => `?at=${whole.clock.now()}`, 'look-at-deadlines': () => `?streams=consultation-${ids['question']!}`, 'greet-wechat': () => '?signature=a&timestamp=1&nonce=b&echostr=c', 'wechat-reports': () => '?timestamp=1&nonce=b&msg_signature=c', 'import-positions': () => '?kind=gpx',
}
interface Said { readonly status: number; readonly code: string | null; readonly body: any }
let keys = 0
const ask = async (route: AnyRoute, who: Who, role: Role | null, target: Pick<Target, 'params' | 'body'>): Promise<Said> => {
  const token = tokens.get(who.name)
  const away = new AbortController()
  const bytes = route.bytes !== undefined
  const response = await fetch(`${whole.platform.url}/api/v1${fill(route.path, target.params)}${QUERIES[route.id]?.() ?? ''}`, {
    method: route.method, signal: away.signal,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }), ...(role === null ? {} : { 'zhijian-role': role }),
      ...(route.idempotency === 'key' ? { 'idempotency-key': `key-${String(keys += 1).padStart(8, '0')}` } : {}),
      ...(bytes ? { 'content-type': route.bytes!.mediaType, 'upload-offset': '0' } : target.body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(bytes ? { body: new Uint8Array([1]) } : target.body === undefined ? {} : { body: JSON.stringify(target.body) }),
  })
  const isStream = response.headers.get('content-type') === 'text/event-stream; charset=utf-8' || response.headers.get('content-type') === 'text/event-stream'
  if (isStream) away.abort()
  const text = isStream ? '' : await response.text()
  const body = /json/.test(response.headers.get('content-type') ?? '') && text !== '' ? JSON.parse(text) : null
  return { status: response.status, code: response.status < 400 ? null : body?.code ?? null, body }
}
const routeOf = (id: string): AnyRoute => ROUTES.find((route) => route.id === id)!
const did = async (id: string, who: Who, role: Role | null, body?: JsonObject, params: Record<string, string> = {}): Promise<any> => {
  const said = await ask(routeOf(id), who, role, { params, body })
  expect([id, who.name, said.status < 300, said.code]).toEqual([id, who.name, true, null])
  await whole.platform.runtime.idle()
  return said.body
}

// Somebody and something of each kind ------------------------------------------------------------------------------------

const provision = async (who: Omit<Who, 'kind'>, kind: 'citizen' | 'lawyer' | 'staff'): Promise<Who> => {
  const { platform } = whole
  const grants = who.holds.filter(({ role }) => PlatformRole.safeParse(role).success)
    .flatMap(({ role, regions }) => regions.map((region) => ({ role: PlatformRole.parse(role), region, organisation: null })))
  await platform.gateway.provision({ id: who.id as AccountId, kind, grants, ...(who.lawyerId === null ? {} : { lawyerId: who.lawyerId as LawyerId }) })
  const offices = who.holds.flatMap(({ role, regions }) => (PlatformRole.safeParse(role).success ? [] : regions.map((region) => ({ role, region }))))
  if (offices.length > 0) await tell(platform, 'directory', 'add-staff', { personId: who.id })
  for (const [n, { role, region }] of offices.entries()) await takeOffice(who.id, { officeId: `office-${n}`, role, region })
  return signedIn({ ...who, kind: 'full' })
}
const takeOffice = (personId: string, office: { officeId: string; role: string; region: string | null; from?: string; until?: string }): Promise<void> =>
  tell(whole.platform, 'directory', 'take-office', { personId, office: { organisationId: 'bureau', from: nine, until: null, ...office } })
const signedIn = async (who: Who): Promise<Who> => {
  tokens.set(who.name, await whole.platform.gateway.syntheticSession(who.id as AccountId))
  return who
}
const lawyer = async (lawyerId: string, region: string, licence: string, isCounsel: boolean): Promise<Who> => {
  await tell(whole.platform, 'lawyer-pool', 'register-lawyer', {
    lawyerId, licence, checkValidUntil: '2027-05-31T16:00:00.000Z',
    profile: { name: '苏日娜', firm: '所', kind: 'social', region, county: null, specialties: ['03'], enterprise: false, languages: ['zh'], nationwide: false },
  })
  if (isCounsel) await tell(whole.platform, 'lawyer-pool', 'appoint-counsel', { lawyerId, counsel: { appointmentId: `counsel-${lawyerId}`, county: COUNTY, villages: [VILLAGE], until: null } })
  return provision({ name: `lawyer ${lawyerId}`, id: `account-${lawyerId}`, holds: [{ role: 'lawyer', regions: [null] }], lawyerId }, 'lawyer')
}
const enrol = async (who: Who): Promise<void> => {
  const link = await did('issue-link', of('system-admin', 'everywhere'), null, { because: '首次登录' }, { account: who.id })
  tokens.set(who.name, (await did('redeem-link', NOBODY, null, { token: link.token, client: 'app' })).token)
}
const of = (role: Role, name: string): Who => people.get(role)!.find((who) => who.name === `${role}: ${name}`)!

beforeAll(async () => {
  const codes = new Map<string, string>()
  whole = await openWhole(10_000, (phone, code) => codes.set(phone, code))
  const { platform, clock } = whole
  await tell(platform, 'directory', 'import-divisions', {
    county: OTHER_COUNTY, name: '化德县', cityName: '乌兰察布市', provinceName: '内蒙古自治区', source: '表', towns: [{ code: `${OTHER_COUNTY}100`, name: '长顺镇', kind: '镇' }],
    villages: [{ code: `${OTHER_COUNTY}100201`, name: '村', kind: '村' }],
  })
  const grantable = PlatformRole.options.filter((role) => /admin|auditor|procurator/.test(role))
  for (const role of [...ActingOffice.options, ...grantable]) {
    const isOffice = ActingOffice.safeParse(role).success
    const scopes: [string, readonly (string | null)[]][] = Object.entries(SCOPES)
    // Whoever oversees correction does so in a district.
    if (!isOffice && role !== 'procurator') scopes.push(['everywhere', [null]])
    const all = await Promise.all(scopes.map(([name, regions], n) =>
      provision({ name: `${role}: ${name}`, id: `${role}-${n}`, holds: [{ role, regions }], lawyerId: null }, 'staff')))
    if (isOffice) {
      for (const [name, term] of Object.entries({ 'an office that is over': { until: later(1) }, 'an office to come': { from: later(1000) } })) {
        const id = `${role}-${name.split(' ').at(-1)!}`
        all.push(await provision({ name: `${role}: ${name}`, id, holds: [], lawyerId: null }, 'staff'))
        await tell(platform, 'directory', 'add-staff', { personId: id })
        await takeOffice(id, { officeId: 'only', role, region: COUNTY, ...term })
      }
    }
    people.set(role, all)
  }
  people.set('lawyer', [
    await lawyer('zhang', '15', '11501201910000011', true), await lawyer('far', '11', '11101201910000012', false), await lawyer('conflicted', '15', '11501201910000013', true),
  ])
  const asker: Who = { name: 'the asker', kind: 'full', id: '', holds: [], lawyerId: null }
  await did('request-phone-code', NOBODY, null, { phone: PHONE })
  const session = await did('sign-in-by-phone', NOBODY, null, { phone: PHONE, code: codes.get(PHONE)!, client: 'app' })
  const other = await provision({ name: 'another person', id: 'another-person', holds: [], lawyerId: null }, 'citizen')
  const probe: Who = { name: 'the-probe', kind: 'full', id: accountOf('probe'), holds: [{ role: 'probe', regions: [null] }], lawyerId: null }
  const mine = { ...asker, id: session.accountId as string }
  people.set('citizen', [mine, other]).set('enterprise', [mine, other]).set('probe', [probe])
  // Past the end of what is over; sessions begin anew.
  clock.advance({ hours: 2 })
  await platform.runtime.idle()
  for (const who of new Set([...people.values()].flat())) await signedIn(who)

  // Of each kind of thing one.
  const [zhang] = people.get('lawyer')! as [Who]
  const desk = of('desk', 'own county')
  await did('declare-conflict', people.get('lawyer')![2]!, null, { name: OPPONENT, kind: 'client' })
  const asked = await did('ask-question', mine, 'citizen', { text: '老板打我还说要杀了我，我不想活了，想自杀，怎么办', villageCode: VILLAGE, opponents: [OPPONENT] })
  ids['question'] = asked.consultationId
  ids['answer'] = (await did('give-answer', zhang, null, BODIES['give-answer'], { consultation: ids['question']! })).answerId
  await did('ask-follow-up', mine, 'citizen', { lawyerId: 'zhang', text: '申请要带什么' }, { consultation: ids['question']! })
  await did('complain-about-answer', mine, 'citizen', { text: '太短了' }, { consultation: ids['question']!, answer: ids['answer']! })
  ids['call'] = (await did('ring-call', mine, 'citizen', { ...BODIES['ring-call'], lawyerId: 'zhang' }, { consultation: ids['question']! })).callId
  ids['callback'] = (await did('request-callback', mine, 'citizen', undefined, { consultation: ids['question']! })).callbackId
  ids['danger'] = (await did('list-dangers', of('duty-officer', 'own county'), null, undefined, { county: COUNTY })).items[0].dangerId
  ids['supervisee'] = (await did('enrol-supervisee', of('correction-officer', 'own county'), null, { ...BODIES['enrol-supervisee'], phone: PHONE, region: VILLAGE })).superviseeId
  await tell(platform, 'geofence-monitor', 'raise-alarm', { alarmId: 'alarm-1', superviseeId: ids['supervisee'], region: VILLAGE, kind: 'out-of-area', level: 'warning', cause: 't1', since: nine, officers: [] })
  ids['upload'] = (await did('begin-upload', mine, 'citizen', BODIES['begin-upload'])).id
  ids['probe question'] = (await did('ask-question', probe, 'probe', { text: '老板拖欠三个月工资怎么要回来', villageCode: VILLAGE })).consultationId
  const inHerName = (n: number) => ({ text: '在工地干活三个月，老板拖欠工资不给', villageCode: VILLAGE, onBehalf: { phone: PHONE, mandate: { kind: 'in-person', recordRef: `window/${n}` } } })
  await did('ask-question', desk, 'desk', inHerName(1))
  ids['mandate'] = (await did('list-my-mandates', desk, 'desk')).items[0].mandateId
  await did('ask-question', zhang, 'lawyer', inHerName(2))
  ids['mandate of counsel'] = (await did('list-my-mandates', zhang, 'lawyer')).items[0].mandateId
  for (let n = 0; n < 12; n += 1) await did('found-organisation', of('bureau-head', 'own county'), null, BODIES['found-organisation'], { organisation: n === 0 ? 'bureau' : `bureau-${n}` })
  await provision({ name: 'a colleague', id: 'colleague', holds: [{ role: 'desk', regions: [TOWN] }], lawyerId: null }, 'staff')
  await provision({ name: 'an account', id: 'account', holds: [], lawyerId: null }, 'staff')
  await tell(platform, 'directory', 'add-staff', { personId: 'account' })

  // Those whom nothing but public routes let in.
  const left = await provision({ name: 'a session that has ended', id: 'left', holds: [{ role: 'desk', regions: [COUNTY] }], lawyerId: null }, 'staff')
  await did('sign-out', left, null)
  const shut = await provision({ name: 'a suspended account', id: 'shut', holds: [{ role: 'auditor', regions: [null] }], lawyerId: null }, 'staff')
  const security = of('security-admin', 'everywhere')
  await did('suspend-account', security, null, { reason: 'misuse', because: '举报属实' }, { account: shut.id })
  const begun = await provision({ name: 'an unfinished enrolment', id: 'begun', holds: [{ role: 'bureau-head', regions: [COUNTY] }], lawyerId: null }, 'staff')
  await enrol(begun)
  const service: Who = { ...NOBODY, name: 'a service', kind: 'service' }
  const system = { id: 'system', role: 'system' } as never
  tokens.set(service.name, platform.tokens.sign(system, 'query'))
  outsiders = [NOBODY, { ...left, kind: 'ended' }, { ...shut, kind: 'suspended' }, { ...begun, kind: 'enrolment' }, service]
  await platform.runtime.idle()
})
afterAll(() => whole.close())

// Cells ----------------------------------------------------------------------------------------------------------------

/** What a route is asked for, by where it lies. More than one where the table tells them apart. */
const targets = (route: AnyRoute, role: Role | null): readonly Target[] => {
  const body = route.id === 'sms-reports' ? [] as never : BODIES[route.id] ?? (route.body === undefined || route.body.safeParse(undefined).success ? undefined : {})
  const whose = role === 'probe' && /^(question|file named)$/.test(TOUCHES[route.id]) ? { consultation: ids['probe question']!, owner: accountOf('probe') } : { consultation: ids['question']!, owner: people.get('citizen')![0]!.id }
  const params = {
    ...PARAMS, consultation: whose.consultation, answer: ids['answer']!, callback: ids['callback']!, call: ids['call']!, danger: ids['danger']!, review: ids['answer']!, upload: ids['upload']!,
    account: 'account', person: 'colleague', office: 'office-0', mandate: role === 'lawyer' ? ids['mandate of counsel']! : ids['mandate']!,
  }
  const target = (over: Partial<Target> = {}): Target => ({ name: 'it', params, body, owner: whose.owner, lies: [COUNTY], lawyers: [], ...over })
  switch (TOUCHES[route.id]) {
    case 'question': return [target({ lies: [VILLAGE], lawyers: ['zhang', 'zhao'], ...(body?.['lawyerId'] === undefined ? {} : { body: { ...body, lawyerId: 'zhang' } }) })]
    case 'question named': {
      const agent = role === 'desk' || role === 'lawyer' ? { onBehalf: { phone: PHONE, mandate: { kind: 'in-person', recordRef: 'window/3' } } } : {}
      return [target({ lies: [VILLAGE], body: { text: '老板拖欠三个月工资怎么要回来', villageCode: VILLAGE, ...agent } }), target({ name: 'the home county', body: { text: '老板拖欠三个月工资怎么要回来', ...agent } })]
    }
    case 'call': return [target({ lawyers: ['zhang'] })]
    case 'mandate': return [target({ lies: [VILLAGE], ...(role === 'lawyer' ? { owner: 'account-zhang' } : {}) })]
    case 'office named': return [target({ params: { ...params, person: 'account' } })]
    case 'supervisee': return [target({ params: { ...params, supervisee: ids['supervisee']! }, lies: [VILLAGE] })]
    case 'county of a division': return [target(), target({ name: 'a town of it', params: { ...params, region: TOWN } })]
    case 'alarm': return [target({ lies: [VILLAGE] })]
    case 'supervisee named': return [target({ lies: [VILLAGE] })]
    case 'staff': return [target({ lies: [TOWN] })]
    case 'home': return [target({ params: { ...params, person: 'another-person' } })]
    case 'file named': {
      // Those who send registers own what they send; counsel sends for whom he names.
      return [
        target({ name: 'of one’s own', owner: null, lies: [] }), ...(role === 'lawyer' ? [target({ name: 'of whom he names', owner: null, lies: [], body: { ...body, phone: PHONE }, lawyers: ['zhang', 'far', 'conflicted'] })] : []),
        target({ name: 'for the question', lies: [VILLAGE], lawyers: ['zhang', 'zhao'], body: { ...body, consultationId: whose.consultation } }),
      ]
    }
    case 'look': return [target({ name: 'a look that is nobody’s', owner: null }), ...(ids['look'] === undefined ? [] : [target({ name: 'the look of a desk', owner: `${of('desk', 'own county').id} desk`, params: { ...params, view: ids['look']! } })])]
    default: return [target()]
  }
}
interface Cell { readonly who: Who; readonly role: Role | null; readonly target: Target; readonly expected: string | null }

const ACTING = ROLES.filter((role) => role !== 'system')
const cellsOf = (route: AnyRoute): readonly Cell[] => {
  const row = rowOf(route.id)
  const cells: Cell[] = []
  const add = (who: Who, role: Role | null, target: Target): void => {
    // One’s own file without a question belongs to whoever begins it.
    const own = route.id === 'begin-upload' && target.owner === null ? { ...target, owner: who.id, lies: [] } : target
    cells.push({ who, role, target: own, expected: verdict(route, who, role, own) })
  }
  for (const who of outsiders) for (const role of row === 'public' ? [null] : [null, 'bureau-head'] as const) add(who, role, targets(route, role)[0]!)
  if (row === 'public') return cells
  for (const role of ACTING) {
    const all = people.get(role)!
    const isLet = row !== 'enrolment' && row[role] !== undefined
    // Whom the table shuts out is shut out wherever he is; with and without saying as what he comes.
    for (const who of isLet && row[role] !== 'self' && row[role] !== 'all' ? all : all.filter((_, n) => n === 0 || all.length <= 3)) for (const target of targets(route, role)) add(who, role, target)
    const [first] = all as [Who]
    if (role !== 'citizen' && role !== 'enterprise') add(first, null, targets(route, role)[0]!)
  }
  // Who says that he is what he is not.
  const [, stranger] = people.get('citizen')! as [Who, Who]
  for (const role of ROLES) if (role !== 'citizen' && role !== 'enterprise') add(stranger, role, targets(route, role)[0]!)
  return cells
}
const words = (route: AnyRoute, { who, role, target, expected }: Cell, said: Said): string =>
  `${route.id} by ${who.name} as ${role ?? 'whatever he is'} on ${target.name}: expected ${expected ?? 'to pass'}, was ${said.status} ${said.code ?? ''} ${JSON.stringify(said.body?.errors ?? '')}`

const tried = { refused: 0, passed: 0, purposes: 0 }
const isOffice = (role: Role): boolean => ActingOffice.safeParse(role).success || /admin|auditor|procurator/.test(role)

// Refusals of one route wait for nothing of each other.
const AT_ONCE = 8
const inParallel = async <T>(all: readonly T[], work: (each: T) => Promise<void>): Promise<void> => {
  const rest = all.values()
  await Promise.all(Array.from({ length: AT_ONCE }, async () => { for (const each of rest) await work(each) }))
}
/** All that the log has, by stream and type; its own seals come by the clock on the wall. */
const written = (): readonly string[] => {
  const found: string[] = []
  for (let after: string | null = null; ;) {
    const page: ReturnType<typeof whole.platform.store.raw> = whole.platform.store.raw(after, 1000)
    if (page.length === 0) return found
    found.push(...page.filter(({ stream }) => !stream.startsWith('log-')).map(({ stream, type }) => `${stream} ${type}`))
    after = page.at(-1)!.position
  }
}

describe('what must be refused', () => {
  let before: number
  beforeAll(async () => {
    ids['look'] = (await did('look-into-case', of('desk', 'own county'), 'desk', { purpose: '抽查' }, { consultation: ids['question']! })).view
    before = written().length
  })

  it.each(ROUTES.map((route) => [route.id, route] as const))('%s', async (_id, route) => {
    const faults: string[] = []
    await inParallel(cellsOf(route).filter(({ expected }) => expected !== null), async (cell) => {
      const said = await ask(route, cell.who, cell.role, cell.target)
      tried.refused += 1
      const isAsExpected = said.status === STATUS[cell.expected!] && (route.method === 'HEAD' || said.code === cell.expected)
      if (!isAsExpected) faults.push(words(route, cell, said))
    })
    expect(faults).toEqual([])
  })

  it('has left nothing in the log', async () => {
    await whole.platform.runtime.idle()
    expect(tried.refused).toBeGreaterThan(3000)
    expect(written().slice(before)).toEqual([])
  })
})

/** Why somebody does something, as the served document asks for it: free words, in a field of one of these names. */
const WORDS = ['because', 'reason', 'purpose']
interface Asks { readonly field: string; readonly required: boolean; readonly maxLength: number }
let asks: ReadonlyMap<string, Asks>
const readDocument = async (): Promise<ReadonlyMap<string, Asks>> => {
  const { paths } = await (await fetch(`${whole.platform.url}/api/openapi.json`)).json() as { paths: Record<string, Record<string, any>> }
  const found = new Map<string, Asks>()
  for (const { operationId, requestBody } of Object.values(paths).flatMap((path) => Object.values(path))) {
    const { properties = {}, required = [] } = requestBody?.content['application/json']?.schema ?? {}
    const field = WORDS.find((name) => properties[name]?.type === 'string' && properties[name].enum === undefined && properties[name].maxLength > 100)
    if (field !== undefined) found.set(operationId, { field, required: required.includes(field), maxLength: properties[field].maxLength })
  }
  return found
}
/** What people share with offices, people do without a word and an office does not. */
const mustSay = (id: AnyRoute['id'], role: Role, { required }: Asks): boolean =>
  required || (isOffice(role) && Object.keys(POLICY[id] as object).some((each) => !isOffice(each as Role)))

describe('an act of an office without a reason, or with none that is one', () => {
  beforeAll(async () => {
    asks = await readDocument()
  })
  it('is refused, by whoever may do it', async () => {
    const faults: string[] = []
    for (const [id, asked] of asks) {
      const route = routeOf(id)
      for (const { who, role, target } of cellsOf(route).filter((cell) => cell.expected === null && cell.role !== null && rowOf(route.id) !== 'public' && isOffice(cell.role!) && cell.who === people.get(cell.role!)![0])) {
        const { [asked.field]: _words, ...rest } = target.body ?? {}
        const attempts: [string, JsonObject | undefined, string | null][] = [
          ['blank', { ...rest, [asked.field]: ' \u3000\u200b' }, asked.field === 'because' ? 'because-missing' : 'not-valid'],
          ['too long', { ...rest, [asked.field]: '长'.repeat(asked.maxLength + 1) }, 'not-valid'], ['no words', { ...rest, [asked.field]: { purpose: 1 } }, 'not-valid'],
        ]
        if (mustSay(route.id, role!, asked)) attempts.push(['nothing', rest, asked.field === 'because' ? 'because-missing' : 'not-valid'])
        for (const [name, body, expected] of attempts) {
          const cell = { who, role, target: { ...target, name: `words: ${name}`, body }, expected }
          const said = await ask(route, who, role, cell.target)
          tried.purposes += 1
          if (said.code !== expected || said.status !== STATUS[expected!]) faults.push(words(route, cell, said))
        }
      }
    }
    expect(faults).toEqual([])
    expect(tried.purposes).toBeGreaterThan(300)
  })
  it('a look holds for one account, in one role', async () => {
    const desk = of('desk', 'own county')
    await takeOffice(desk.id, { officeId: 'also', role: 'duty-officer', region: COUNTY })
    await whole.platform.runtime.idle()
    for (const id of ['continue-story', 'show-case-at', 'verify-case']) {
      const target = { params: { view: ids['look']! } }
      expect([id, (await ask(routeOf(id), desk, 'desk', target)).status]).toEqual([id, 200])
      expect([id, (await ask(routeOf(id), desk, 'duty-officer', target)).code]).toEqual([id, 'look-over'])
      expect([id, (await ask(routeOf(id), of('desk', 'own township'), 'desk', target)).code]).toEqual([id, 'look-over'])
    }
  })
})

// Afterwards nothing is as it was: what takes the ground from under others comes last.
const LAST: readonly string[] = [
  'import-divisions', 'close-question', 'withdraw-answer', 'recuse', 'revoke-mandate', 'deregister-lawyer', 'end-counsel', 'close-organisation', 'end-office', 'leave-staff', 'set-password', 'sign-out', 'sign-out-everywhere',
]
const inOrder = ROUTES.toSorted((a, b) => LAST.indexOf(a.id) - LAST.indexOf(b.id))

describe('what must pass', () => {
  const GATE = new Set([...Object.keys(STATUS), 'malformed-json', 'unknown-field', 'body-missing', 'malformed-request'])
  it.each(inOrder.map((route) => [route.id, route] as const))('%s', async (_id, route) => {
    const faults: string[] = []
    let organisations = 0
    for (const cell of cellsOf(route).filter(({ expected }) => expected === null)) {
      const { who, role, target } = cell
      const ofItsOwn = route.id === 'close-organisation' ? { ...target, params: { ...target.params, organisation: `bureau-${organisations += 1}` } } : target
      const said = await ask(route, who, role, ofItsOwn)
      tried.passed += 1
      const isFine = said.status < 300 || (route.refusals.includes(said.code ?? '') && said.status < 500) || (said.code !== null && said.status < 500 && !GATE.has(said.code))
      if (!isFine) faults.push(words(route, cell, said))
      if (route.tag === 'session' && who.kind !== 'nobody') await (who.kind === 'enrolment' ? enrol(who) : who.kind === 'full' ? signedIn(who) : undefined)
    }
    expect(faults).toEqual([])
  })
  it('is as much as the table says', () => {
    expect(tried.passed).toBeGreaterThan(800)
  })
})
