// Every route of the table over HTTP, with every service behind it, given what no honest client sends. Whatever comes, there is an
// answer that says in Chinese what is wrong, nothing of it comes back, nothing is a fault of ours, and the next request is served.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PlatformRole, type AccountId, type LawyerId, type Role } from '@zhijian/contracts'
import { accessOf, ROUTES, type AnyRoute } from '@zhijian/gateway'
import { openDataFolder } from '@zhijian/host'
import { instant, type JsonObject } from '@zhijian/kernel'
import { defaultPolicy } from '@zhijian/consult-router'
import { virtualClock } from '@zhijian/testkit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import county from '../data/county-150921.json' with { type: 'json' }
import { tell } from '@zhijian/operating'
import { divisionsOf } from '../src/founding.ts'
import { openPlatform, type Platform } from '../src/platform.ts'

const COUNTY = '150921'
const VILLAGE = county.county.towns[0]!.villages[0]!.code
const nine = instant('2026-03-02T01:00:00.000Z')
const later = (hours: number): string => new Date(Date.parse(nine) + hours * 3_600_000).toISOString()
const clock = virtualClock(nine)
const said: string[] = []
let root: string
let platform: Platform
let release: () => void
const tokens = new Map<Role, string>()

const ROLES_USED = ['citizen', 'enterprise', 'lawyer', 'desk', 'reviewer', 'duty-officer', 'bureau-head', 'policy-admin', 'system-admin', 'security-admin', 'auditor', 'probe'] as const
const accountOf = (role: Role): AccountId => `the-${role}` as AccountId

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'zj-'))
  const folder = openDataFolder({ root: join(root, 'var'), kind: 'demo', county: COUNTY, now: nine })
  release = folder.release
  const log = (code: string, fields?: object): void => void said.push(JSON.stringify({ code, ...fields }))
  platform = await openPlatform({
    folder, clock: () => clock, systemClock: clock, log: { info: () => undefined, warn: log, error: log }, hash: 'sha256',
    http: { host: '127.0.0.1', port: 0, trustedProxies: [] }, codeSender: { send: async () => {} }, directCalls: true,
  })
  await tell(platform, 'directory', 'import-divisions', divisionsOf(county))
  await tell(platform, 'lawyer-pool', 'register-lawyer', {
    lawyerId: 'zhao', licence: '11501201910000001', checkValidUntil: '2027-05-31T16:00:00.000Z',
    profile: { name: '沈知行', firm: '示范律师事务所', kind: 'social', region: '15', county: null, specialties: ['03'], enterprise: false, languages: ['zh'], nationwide: true },
  })
  await tell(platform, 'lawyer-pool', 'appoint-counsel', { lawyerId: 'zhao', counsel: { appointmentId: 'c1', county: COUNTY, villages: [], until: null } })
  for (const role of ROLES_USED) {
    const isLawyer = role === 'lawyer'
    await platform.gateway.provision({
      id: accountOf(role), kind: role === 'citizen' || role === 'enterprise' ? 'citizen' : isLawyer ? 'lawyer' : 'staff',
      ...(isLawyer ? { lawyerId: 'zhao' as LawyerId } : {}),
      grants: PlatformRole.safeParse(role).success ? [{ role: PlatformRole.parse(role), region: isLawyer || role === 'enterprise' || role === 'probe' ? null : COUNTY, organisation: null }] : [],
    })
    if (role === 'citizen' || PlatformRole.safeParse(role).success) continue
    await tell(platform, 'directory', 'add-staff', { personId: accountOf(role) })
    await tell(platform, 'directory', 'take-office', { personId: accountOf(role), office: { officeId: role, role, organisationId: 'bureau', region: COUNTY, from: nine, until: null } })
  }
  await begin()
})
afterAll(async () => {
  await platform.stop()
  release()
  rmSync(root, { recursive: true, force: true })
})

const signIn = async (role: Role): Promise<void> => void tokens.set(role, await platform.gateway.syntheticSession(accountOf(role)))
/** Full buckets. */
const tick = (route: AnyRoute): void => clock.advance({ seconds: route.rate === 'code' ? 361 : route.rate === 'sign-in' ? 31 : route.rate === 'ring' ? 21 : route.rate === 'ask' ? 11 : 2 })

const SHIFT = { shiftId: 's1', post: 'online', startsAt: later(48), endsAt: later(50), capacity: 2, languages: [] }
const PROFILE = { name: '钱', firm: '所', kind: 'social', region: '15', county: COUNTY, specialties: ['03'], enterprise: false, languages: ['zh'], nationwide: true }
const DIGEST = 'a'.repeat(64)
const OFFICE = { officeId: 'o1', role: 'desk', organisationId: 'bureau', region: COUNTY, from: nine, until: null }
const LINE = { officer: 'the-duty-officer', deputy: null, head: null }
/** What an honest client sends. */
const BODIES: Record<string, JsonObject> = {
  'rename-organisation': { name: '公共法律服务中心' },
  'request-phone-code': { phone: '13947400001' }, 'sign-in-by-phone': { phone: '13947400001', code: '123456', client: 'app' },
  'sign-in-by-password': { login: 'the-desk', password: 'x'.repeat(12), totp: '123456', client: 'app' }, 'redeem-link': { token: 'a'.repeat(43), client: 'app' },
  'sign-in-by-wechat': { code: 'a', state: 'a'.repeat(43), client: 'app' }, 'set-password': { password: 'x'.repeat(12), current: 'y' }, 'confirm-second-factor': { code: '123456' },
  'look-into-case': { purpose: '抽查' },
  'suggest-topic': { text: '老板拖欠工资怎么办' },
  'preview-question': { text: '老板拖欠工资怎么办', names: ['王小明'] },
  'ask-question': {
    text: '老板拖欠三个月工资怎么要回来', corrected: '拖欠工资', channel: 'citizen', countyCode: COUNTY, villageCode: VILLAGE, topic: '03', topicSecond: '0301', language: 'zh', files: [],
    ownNames: ['王'], opponents: ['某公司'], consentBeyondCounty: true, wake: ['in-app'],
    child: { relation: 'parent', consents: true }, notice: 1,
  },
  'give-consent': { purpose: 'beyond-county' }, 'withdraw-consent': { purpose: 'beyond-county' },
  'ask-follow-up': { lawyerId: 'zhao', text: '还要准备什么材料', files: [] }, 'ask-another-lawyer': { lawyerId: 'zhao' }, 'resume-search': {},
  'rate-answer': { stars: 5 }, 'close-question': { ratings: [{ lawyerId: 'zhao', stars: 5 }] }, 'complain-about-answer': { text: '没有回答问题' },
  'begin-upload': { kind: 'photo', mediaType: 'image/png', bytes: 100 }, 'give-answer': { text: '请先到劳动监察大队投诉，保留考勤和转账记录。' }, 'reply-follow-up': { text: '身份证和工资条' },
  'ring-call': { lawyerId: 'zhao', device: 'her-tab-000000001', media: 'video' }, 'take-call': { device: 'her-tab-000000001' }, 'confirm-call': { device: 'her-tab-000000001' },
  'send-call-signal': { device: 'her-tab-000000001', signal: { kind: 'offer', peer: 'her-peer-1', to: 'his-peer-1', sdp: 'v=0' } },
  'set-availability': { available: true }, 'set-quiet-hours': { quiet: { from: 1320, to: 420 } }, 'declare-conflict': { name: '某公司', kind: 'client' }, 'withdraw-conflict': { name: '某公司', kind: 'client' },
  'report-failed-attempt': { attempt: 1, failure: 'no-reply' }, 'report-reached': { connectedMs: 1000 }, 'resolve-danger': { outcome: 'false-alarm' },
  'decide-review': { decision: 'keep', reason: null }, 'propose-policy': { policy: defaultPolicy(COUNTY as never) as unknown as JsonObject, effectiveFrom: null },
  'confirm-policy': { policyHash: DIGEST }, 'register-lawyer': { lawyerId: 'qian', licence: '11501201910000002', profile: PROFILE, phone: '13947400002', checkValidUntil: null },
  'import-lawyers': { file: DIGEST, dryRun: true }, 'change-lawyer-profile': { profile: PROFILE }, 'suspend-lawyer': { until: null, reason: 'complaint', because: '投诉属实' },
  'appoint-counsel': { counsel: { appointmentId: 'c2', county: COUNTY, villages: [VILLAGE], until: null } }, 'pass-annual-check': { validUntil: later(9000) },
  'fail-annual-check': { reason: 'not-submitted' }, 'deregister-lawyer': { reason: 'retired' }, 'open-roster': { grabFrom: nine, maxShiftsPerLawyer: 4, releaseMs: 0, barMs: 0 },
  'open-shift': { shift: SHIFT }, 'record-no-show': { lawyerId: 'zhao' },
  'import-divisions': { name: '卓资县', cityName: '市', provinceName: '区', source: '表', towns: [{ code: '150921100', name: '镇', kind: '镇' }], villages: [{ code: '150921100201', name: '村', kind: '村' }] },
  'import-villages': { file: DIGEST, dryRun: true, source: '表' },
  'found-organisation': { kind: 'bureau', name: '司法局', parentId: null, serves: [COUNTY], address: '街', officePhone: '0474-1234567' }, 'set-standing-watch': { line: LINE },
  'plan-watch': { watch: { watchId: 'w1', from: later(1), until: later(9), line: LINE } }, 'add-staff': { name: '其木格', phone: '13947400003' }, 'import-staff': { file: DIGEST, dryRun: true },
  'take-office': { office: OFFICE }, 'change-staff-details': { name: '其木格', phone: '13947400005' }, 'change-lawyer-phone': { phone: '13947400006' },
  'open-account': { id: 'new-1', kind: 'staff', phone: '13947400004', name: '其木格' }, 'grant-role': { region: COUNTY, organisation: null, because: '接替前任' }, 'suspend-account': { reason: 'misuse', because: '举报属实' },
  'rebuild-view': { reason: '与日志核对' }, 'replay-dead-letter': { reason: '已修复' }, 'discard-dead-letter': { reason: '不再需要' }, 'settle-stream-again': { reason: '已修复' },
  'want-erasure': { code: '123456' }, 'request-erasure': { ground: 'consent-withdrawn' }, 'confirm-erasure': { code: '123456' }, 'confirm-retention-review': { code: '123456' }, 'refuse-erasure': { rule: '档案保管期限', until: later(9000) },
  'decline-erasure': { reason: 'matter-open', explanation: '咨询尚未结束' },
}
/** Where words are asked for, an honest client sends them. */
for (const { id, body } of ROUTES) {
  if (body === undefined || !('because' in ((z.toJSONSchema(body, { io: 'input', unrepresentable: 'any' }) as { properties?: object }).properties ?? {}))) continue
  BODIES[id] = { ...BODIES[id], because: '按县局通知办理' }
}
const PARAMS: Record<string, string> = {
  county: COUNTY, region: COUNTY, view: 'A'.repeat(43), village: VILLAGE, lawyer: 'zhao', consultation: 'q1', answer: 'a1', digest: DIGEST, upload: 'u1', roster: '150921-2026-04', shift: 's1', version: '1', month: '2026-03',
  organisation: 'bureau', watch: 'w1', person: 'p1', office: 'o1', account: 'the-desk', role: 'auditor', mandate: 'm1', token: 'a'.repeat(43), appointment: 'c1', callback: 'b1', call: 'k1', danger: 'd1', review: 'r1', register: 'lawyers',
  service: 'lawyer-pool', name: 'lawyers', consumer: 'notifier.send-pushes', event: '0190aa', stream: 'consultation-q1', delivery: 'd1',
}
const fill = (path: string, over: Readonly<Record<string, string>> = {}): string => path.replace(/:([A-Za-z]+)/g, (_, name: string) => over[name] ?? PARAMS[name]!)

interface Answer { readonly status: number; readonly headers: Headers; readonly text: string; readonly bytes: Uint8Array }
let keys = 0
const send = async (route: AnyRoute, role: Role | undefined, options: {
  readonly path?: string; readonly body?: string | Uint8Array<ArrayBuffer> | undefined; readonly headers?: Readonly<Record<string, string>>
} = {}): Promise<Answer> => {
  const response = await fetch(`${platform.url}/api/v1${options.path ?? fill(route.path)}`, {
    method: route.method,
    headers: {
      ...(options.body === undefined ? {} : { 'content-type': route.bytes?.mediaType ?? 'application/json' }),
      ...(role === undefined ? {} : { authorization: `Bearer ${tokens.get(role)!}` }),
      ...(route.method === 'GET' || route.method === 'HEAD' ? {} : { 'idempotency-key': `key-${String(keys += 1).padStart(8, '0')}` }),
      ...options.headers,
    },
    ...(options.body === undefined ? {} : { body: options.body }),
  })
  const bytes = await response.bytes()
  return { status: response.status, headers: response.headers, text: new TextDecoder().decode(bytes), bytes }
}

/** Something of every kind to act on: a question with an answer, a follow-up, a complaint, a call-back and an alarm. */
const begin = async (): Promise<void> => {
  for (const role of ['citizen', 'lawyer', 'desk', 'reviewer', 'duty-officer', 'bureau-head'] as const) await signIn(role)
  const made = async (id: string, role: Role, body?: JsonObject): Promise<Record<string, string>> => {
    const answer = await send(ROUTES.find((route) => route.id === id)!, role, body === undefined ? {} : { body: JSON.stringify(body) })
    expect([id, answer.status, answer.status < 300 ? '' : answer.text]).toEqual([id, expect.any(Number), ''])
    await platform.runtime.idle()
    return JSON.parse(answer.text) as Record<string, string>
  }
  PARAMS['consultation'] = (await made('ask-question', 'citizen', { text: '老板打我还说要杀了我，我不想活了，想自杀，怎么办' }))['consultationId']!
  PARAMS['answer'] = (await made('give-answer', 'lawyer', { text: '请马上拨打110报警，并向法院申请人身安全保护令，我们可以帮您写申请。' }))['answerId']!
  await made('ask-follow-up', 'citizen', { lawyerId: 'zhao', text: '申请要带什么' })
  PARAMS['review'] = (await made('complain-about-answer', 'citizen', { text: '太短了' }), PARAMS['answer'])
  PARAMS['call'] = (await made('ring-call', 'citizen', BODIES['ring-call']!))['callId']!
  PARAMS['callback'] = (await made('request-callback', 'citizen'))['callbackId']!
  const { items: [danger] } = await made('list-dangers', 'duty-officer') as unknown as { items: { dangerId: string }[] }
  PARAMS['danger'] = danger!.dangerId
  await made('found-organisation', 'bureau-head', BODIES['found-organisation']!)
}

const PLANTED = 'planted-张三-15047412345'
/** Values that belong in no field, as they stand in JSON. */
const HOSTILE: readonly (readonly [string, string])[] = [
  ['NUL', `"${PLANTED}\\u0000"`], ['a lone surrogate', `"${PLANTED}\\ud800"`], ['text that turns round', `"${PLANTED}\\u202e"`], ['emoji', `"${PLANTED}👩🏽‍⚖️"`],
  ['much text', JSON.stringify(PLANTED.repeat(2000))], ['blanks', '"  \\n "'], ['null', 'null'], ['lists in lists', '['.repeat(500) + ']'.repeat(500)],
  ['a prototype', '{"__proto__":{"polluted":1},"constructor":{"prototype":{}}}'], ['a number that is none any more', '-1e999'],
  ['a huge number', '123456789012345678901234567890'], ['markup', '"<script>alert(1)</script>\'; drop table person; --"'],
]
const PIECES = ['%00', '%F0%9F%90%91', '..%2f..%2fetc%2fpasswd', '%2e%2e', 'a%0d%0ax:1', "';drop table", '__proto__', 'constructor', '%25', 'a'.repeat(120), '999999', '%ed%a0%80'] as const
/** base64url of `{`, `null`, `[]`, `[1]`, `["1","2"]`, `{"last":[1]}`. */
const CURSORS = ['ew', 'bnVsbA', 'W10', 'WzFd', 'WyIxIiwiMiJd', 'eyJsYXN0IjpbMV19', '%00', '%F0%9F%90%91', 'a'.repeat(3000)]
const QUERIES = [...CURSORS.map((cursor) => `?cursor=${cursor}`), '?limit=1&limit=2', '?limit=-1', '?limit=1e3', '?__proto__[x]=1', '?constructor=1', '?%ff', '?a=%E0%A4%A'] as const
const HEADERS: readonly Readonly<Record<string, string>>[] = [
  { 'zhijian-at-least': 'zzzz' }, { 'zhijian-at-least': '0' }, { 'zhijian-at-least': '9'.repeat(64) }, { range: 'bytes=0-0,1-1' }, { range: 'bytes=9999999999-' },
  { 'zhijian-role': 'system' }, { 'zhijian-role': '__proto__' }, { cookie: 'zhijian=; =;;; __Host-zhijian' }, { traceparent: 'x' }, { authorization: 'Bearer x' },
]
/** As a whole: what is sent, with which headers, and what is said. */
const WHOLES: readonly (readonly [string, string, Readonly<Record<string, string>>, number, string])[] = [
  ['cut off', '{"text":', {}, 400, 'malformed-json'], ['two values', '{}{}', {}, 400, 'malformed-json'], ['NUL', '\u0000', {}, 400, 'malformed-json'],
  ['a member twice', '{"text":"a","te\\u0078t":"b"}', {}, 400, 'malformed-json'], ['a field we do not know', `{"${PLANTED}":1}`, {}, 400, 'not-valid'],
  ['another kind', '{}', { 'content-type': 'text/plain' }, 415, 'media-type-not-supported'], ['another charset', '{}', { 'content-type': 'application/json; charset=gbk' }, 415, 'media-type-not-supported'],
  ['packed', '{}', { 'content-encoding': 'gzip' }, 415, 'encoding-not-supported'], ['ten megabytes', '"'.padEnd(10_000_000, 'a'), {}, 413, 'body-too-large'],
]

const fault = (what: string, { status, headers, text }: Answer): string | null => {
  const is = (why: string): string => `${what}: ${why}: ${status} ${text.slice(0, 300)}`
  if (status >= 500) return is('ours')
  if (status < 400 || text === '') return null
  if (headers.get('content-type') !== 'application/problem+json; charset=utf-8') return is('no problem')
  if (!/[\u4e00-\u9fff]/.test((JSON.parse(text) as { title: string }).title)) return is('not in Chinese')
  return /planted|张三|15047412345|node_modules|\bat .*\.[jt]s|drop table|etc\/passwd|alert\(1\)/.test(text) ? is('says what was sent') : null
}

const roleOf = ({ id }: AnyRoute): Role | undefined => {
  const access = accessOf(id)
  if (access === 'public') return undefined
  return access === 'enrolment' ? 'desk' : Object.keys(access)[0] as Role
}

/** Every field of a body, with `value` in its place; two levels deep. */
const withEachField = (body: JsonObject, value: string): readonly (readonly [path: string, text: string])[] => {
  const found: (readonly [string, string])[] = []
  const walk = (at: unknown, path: readonly string[]): void => {
    if (path.length > 0) {
      const copy = structuredClone(body) as Record<string, unknown>
      const parent = path.slice(0, -1).reduce((inner, part) => inner[part] as Record<string, unknown>, copy)
      parent[path.at(-1)!] = '@@'
      found.push([path.join('.'), JSON.stringify(copy).replace('"@@"', () => value)])
    }
    if (typeof at === 'object' && at !== null && path.length < 2) for (const [name, inner] of Object.entries(at)) walk(inner, [...path, name])
  }
  walk(body, [])
  return found
}

it('a script that few systems carry comes back as it was written', async () => {
  const text = 'ᠮᠣᠩᠭᠣᠯ ᠬᠡᠯᠡ 👩🏽‍⚖️ 𠮷野'
  const path = { organisation: 'mongol', lawyer: 'sarnai' }
  const put = async (id: string, role: Role, body: JsonObject): Promise<void> => {
    await signIn(role)
    const route = ROUTES.find((each) => each.id === id)!
    const answer = await send(route, role, { path: fill(route.path, path), body: JSON.stringify(body) })
    expect([id, answer.status]).toEqual([id, expect.toSatisfy((status: number) => status < 300)])
    await platform.runtime.idle()
  }
  const get = async (id: string, role: Role): Promise<string> => {
    await signIn(role)
    const route = ROUTES.find((each) => each.id === id)!
    return (await send(route, role, { path: fill(route.path, path) })).text
  }
  await put('register-lawyer', 'desk', { ...BODIES['register-lawyer']!, lawyerId: 'sarnai', licence: '11501201910000003', profile: { ...PROFILE, name: text, firm: text } })
  await put('found-organisation', 'bureau-head', { ...BODIES['found-organisation']!, kind: 'justice-office', name: text, address: text })
  await put('ask-follow-up', 'citizen', { lawyerId: 'zhao', text })
  expect(JSON.parse(await get('show-lawyer', 'citizen'))).toMatchObject({ name: text, firm: text })
  expect(JSON.parse(await get('list-organisations', 'citizen')).items).toContainEqual(expect.objectContaining({ name: text, address: text }))
  expect(await get('show-question', 'citizen')).toContain(JSON.stringify(text))
})

it('a table to fill in comes as a CSV that spreadsheet programs open', async () => {
  await signIn('bureau-head')
  const route = ROUTES.find(({ id }) => id === 'show-import-template')!
  for (const [register, headings] of [['lawyers', '姓名,执业证号,'], ['staff', '姓名,手机,'], ['divisions', '区划代码,名称,']] as const) {
    const { status, headers, bytes } = await send(route, 'bureau-head', { path: fill(route.path, { register }) })
    expect([status, headers.get('content-type'), headers.get('content-disposition')])
      .toEqual([200, 'text/csv; charset=utf-8', `attachment; filename="${register}.csv"`])
    expect(Buffer.from(bytes).toString().startsWith(`\uFEFF${headings}`)).toBe(true)
  }
  expect((await send(route, 'bureau-head', { path: fill(route.path, { register: 'citizens' }) })).status).toBe(400)
})

/** What ends the session that asks is tried elsewhere (sessions.int.spec.ts), and so are streams. */
const ROWS = ROUTES.filter(({ raw, id }) => raw !== 'event-stream' && !id.startsWith('sign-out'))

describe.each(ROWS.map((route) => [route.id, route] as const))('%s', (id, route) => {
  it('has an answer to whatever comes', async () => {
    const role = roleOf(route)
    const body = BODIES[id]
    if (role !== undefined) await signIn(role)
    const faults: string[] = []
    const tried = async (what: string, options: Parameters<typeof send>[2] = {}): Promise<Answer> => {
      tick(route)
      const answer = await send(route, role, { ...(body === undefined ? {} : { body: JSON.stringify(body) }), ...options })
      const found = fault(what, answer)
      if (found !== null) faults.push(found)
      return answer
    }
    await tried('an honest request')
    for (const [, name] of route.path.matchAll(/:([A-Za-z]+)/g)) for (const piece of PIECES) await tried(`${name}=${piece}`, { path: fill(route.path, { [name!]: piece }) })
    if (route.method === 'GET') {
      for (const query of QUERIES) await tried(query, { path: fill(route.path) + query })
      for (const headers of HEADERS) await tried(JSON.stringify(headers), { headers })
    }
    if (body !== undefined) {
      for (const [name, value] of HOSTILE) for (const [path, text] of withEachField(body, value)) await tried(`${path}: ${name}`, { body: text })
      for (const [name, text, headers, status, code] of WHOLES) {
        const answer = await tried(name, { body: text, headers })
        expect([name, answer.status, (JSON.parse(answer.text) as { code: string }).code.replace('unknown-field', 'not-valid')]).toEqual([name, status, code])
      }
    }
    expect(faults).toEqual([])
  })
})

describe('a live stream', () => {
  const mark = (): string => platform.store.epoch.replaceAll(/[^A-Za-z0-9]/g, '').slice(0, 8).padEnd(8, '0')
  it.each(['nonsense', 'aaaaaaaa.0000000000000001', `{mark}.!`, '{mark}.-1', '{mark}.9999999999999999', '{mark}.zz', '\u00ff'])('asked to go on from %s is told to load anew, once', async (id) => {
    await signIn('citizen')
    const away = new AbortController()
    const response = await fetch(`${platform.url}/api/v1/live`, {
      headers: { authorization: `Bearer ${tokens.get('citizen')!}`, 'last-event-id': id.replace('{mark}', mark()) }, signal: away.signal,
    })
    let text = ''
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk
      if (text.includes('event: ready')) break
    }
    away.abort()
    expect([...text.matchAll(/event: (\w+)/g)].map(([, name]) => name)).toEqual(['reset', 'ready'])
  })
})

it('after all that it is well, and nothing went wrong inside', async () => {
  expect(await (await fetch(`${platform.url}/readyz`)).json()).toEqual({ ready: true, reasons: [], codes: [] })
  expect(said).toEqual([])
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
})
