// Every route of the table over HTTP, with every service behind it, given what no honest client sends. Whatever comes, there is an
// answer that says in Chinese what is wrong, nothing of it comes back, nothing is a fault of ours, and the next request is served.
import type { Role } from '@zhijian/contracts'
import { accessOf, ROUTES, type AnyRoute } from '@zhijian/gateway'
import type { JsonObject } from '@zhijian/kernel'
import { tell } from '@zhijian/operating'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accountOf, BODIES, fill, nine, openWhole, PARAMS, PROFILE, type Whole } from './every-route.fixtures.ts'
import type { Platform } from '../src/platform.ts'

let whole: Whole
let platform: Platform
const tokens = new Map<Role, string>()

beforeAll(async () => {
  whole = await openWhole()
  platform = whole.platform
  await begin()
})
afterAll(() => whole.close())

const signIn = async (role: Role): Promise<void> => void tokens.set(role, await platform.gateway.syntheticSession(accountOf(role)))
/** Full buckets. */
const tick = (route: AnyRoute): void => whole.clock.advance({ seconds: route.rate === 'code' ? 361 : route.rate === 'sign-in' ? 31 : route.rate === 'ring' ? 21 : route.rate === 'ask' ? 11 : 2 })

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
  for (const role of ['citizen', 'lawyer', 'desk', 'reviewer', 'duty-officer', 'bureau-head', 'correction-officer'] as const) await signIn(role)
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
  PARAMS['supervisee'] = (await made('enrol-supervisee', 'correction-officer', BODIES['enrol-supervisee']!))['superviseeId']!
  await made('set-boundary', 'bureau-head', BODIES['set-boundary']!)
  PARAMS['zone'] = (await made('set-zone', 'correction-officer', BODIES['set-zone']!))['zoneId']!
  PARAMS['leave'] = (await made('request-leave', 'correction-officer', BODIES['request-leave']!))['leaveId']!
  await tell(platform, 'geofence-monitor', 'raise-alarm', {
    alarmId: PARAMS['alarm'], superviseeId: PARAMS['supervisee'], region: '150921100201', kind: 'out-of-area', level: 'warning', cause: 't1', since: nine, officers: [],
  })
  await platform.runtime.idle()
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
  ['packed', '{}', { 'content-encoding': 'gzip' }, 415, 'encoding-not-supported'], ['more than the largest body may have', '"'.padEnd(4_200_000, 'a'), {}, 413, 'body-too-large'],
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
  expect(whole.said).toEqual([])
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
})
