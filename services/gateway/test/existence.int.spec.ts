// Whether somebody is known must not show: to whoever proved nothing, every door takes the same steps in the same order, sends the same,
// and answers with the same bytes. How long it takes is measured in benchmarks/existence-time.ts.
import type { AccountId } from '@zhijian/contracts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWorld, PASSWORD, SECOND_FACTOR, type World } from './world.ts'

const KNOWN = { citizen: '13947400001', staff: '13947400002', lawyer: '13947400003', suspended: '13947400004' }
const UNKNOWN = '13947400009'
const FAILURES = 6

let world: World
let steps: string[]
let recorded: string[]
/** What the log is told of a lock waits for this. */
let release: () => void
let held: Promise<void>

/** Every call of a port, by name; a command or question by its subject. */
const watched = <Port extends object>(name: string, port: Port): Port => new Proxy(port, {
  get(target, key) {
    const found = Reflect.get(target, key) as unknown
    if (typeof found === 'object' && found !== null) return watched(`${name}.${String(key)}`, found)
    if (typeof found !== 'function') return found
    return recorder(name, target, key, found)
  },
})
const recorder = (name: string, target: object, key: string | symbol, found: Function) => (...parameters: unknown[]): unknown => {
  const [subject] = parameters
  if (name === 'bus' && subject === 'cmd.gateway.record-sign-in-blocked') {
    recorded.push('asked for')
    return held.then(() => Reflect.apply(found, target, parameters))
  }
  // What the gateway does by itself, by its own clock.
  if (String(subject).startsWith('qry.operator.') || /[sS]weep$/.test(String(key))) return Reflect.apply(found, target, parameters)
  steps.push(`${name}.${String(key)}${name === 'bus' ? ` ${String(subject)}` : ''}`)
  return Reflect.apply(found, target, parameters)
}

beforeAll(async () => {
  steps = []
  recorded = []
  held = new Promise((resolve) => { release = resolve })
  world = await openWorld({}, watched)
  await world.citizen(KNOWN.citizen)
  for (const [id, phone, kind] of [['clerk', KNOWN.staff, 'staff'], ['counsel', KNOWN.lawyer, 'lawyer'], ['gone', KNOWN.suspended, 'staff']] as const) {
    await world.gateway.provision({ id: id as AccountId, kind, phone, password: PASSWORD, secondFactor: SECOND_FACTOR })
  }
  const security = await world.staff('guard', 'security-admin')
  const { status } = await world.ask({ method: 'POST', path: 'accounts/gone/suspension', token: security, body: { reason: 'misuse', because: '举报属实' } })
  if (status !== 200) throw new Error(`an account was not suspended: ${status}`)
})
afterAll(async () => {
  release()
  await world.close()
})

interface Seen { readonly status: number; readonly headers: readonly (readonly [string, string])[]; readonly text: string; readonly steps: readonly string[] }
const seen = async (path: string, body: object): Promise<Seen> => {
  const before = steps.length
  const { status, headers, text } = await world.ask({ method: 'POST', path, body })
  const id = headers.get('x-request-id')!
  return {
    status, text: text.replaceAll(id, '(id)'), steps: steps.slice(before),
    headers: [...headers].filter(([name]) => name !== 'date' && name !== 'x-request-id'),
  }
}
const often = async (path: string, body: object, times = FAILURES): Promise<Seen[]> => {
  const all: Seen[] = []
  for (let n = 0; n < times; n += 1) all.push(await seen(path, body))
  return all
}
/** Each in turn, compared with the first, which nobody knows. */
const allLike = async (stranger: object, others: Readonly<Record<string, object>>, ask: (body: object) => Promise<unknown>): Promise<void> => {
  world.systemClock.advance({ hours: 2 })
  const expected = await ask(stranger)
  for (const [who, body] of Object.entries(others)) {
    world.systemClock.advance({ hours: 2 })
    expect([who, await ask(body)]).toEqual([who, expected])
  }
}

describe('to whoever proved nothing', () => {
  it('a code is sent to any phone', async () => {
    const expected = await seen('auth/phone-codes', { phone: UNKNOWN })
    expect(expected.status).toBe(202)
    expect(expected.steps.filter((step) => step === 'codeSender.send')).toHaveLength(1)
    await allLike({ phone: UNKNOWN }, Object.fromEntries(Object.entries(KNOWN).map(([who, phone]) => [who, { phone }])), (body) => seen('auth/phone-codes', body))
  })

  it('a wrong code is wrong for any phone, as often as it is tried', async () => {
    const path = 'auth/phone-sessions'
    const body = (phone: string) => ({ phone, code: '000000', client: 'app' })
    await allLike(body(UNKNOWN), Object.fromEntries(Object.entries(KNOWN).map(([who, phone]) => [who, body(phone)])), async (each) => {
      await world.ask({ method: 'POST', path: 'auth/phone-codes', body: { phone: (each as { phone: string }).phone } })
      return often(path, each)
    })
  })

  const guess = (login: string, password = '不是这个口令不是这个口令') => ({ login, password, totp: '000000', client: 'app' })
  it.each([
    ['by phone', FAILURES, guess(UNKNOWN), Object.fromEntries(Object.entries(KNOWN).map(([who, phone]) => [who, guess(phone)]))],
    ['by name', FAILURES, guess('nobody'), { staff: guess('clerk'), lawyer: guess('counsel'), suspended: guess('gone'), 'the number of a licence': guess('11501201910000001') }],
    ['by phone, with the password', 1, guess(UNKNOWN, PASSWORD), { staff: guess(KNOWN.staff, PASSWORD), lawyer: guess(KNOWN.lawyer, PASSWORD), suspended: guess(KNOWN.suspended, PASSWORD) }],
  ] as const)('a wrong sign-in %s takes the same steps, to the lock and behind it', async (_name, times, stranger, others) => {
    await allLike(stranger, others, (body) => often('auth/password-sessions', body, times))
  })

  it('that a login is shut is written down when the answer is out, and where somebody has it', async () => {
    world.systemClock.advance({ hours: 2 })
    recorded = []
    const answers = await often('auth/password-sessions', guess('clerk'))
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 429])
    // It was not waited for: what the log is told is still held.
    await expect.poll(() => recorded).toEqual(['asked for'])
    release()
    await expect.poll(() => world.store.rows((stream) => stream === 'account-clerk').filter(({ text }) => text.includes('SignInBlocked')).length).toBeGreaterThan(0)
  })
})

it('a desk that asks for somebody is answered alike, whether her phone was known', async () => {
  await world.bus.respond('cmd.directory.record-mandate', async () => ({ outcome: 'accepted', version: 0, position: '0000000000000042', repeated: false }))
  await world.bus.respond('cmd.consult-router.open-consultation', async () => ({ outcome: 'accepted', version: 0, position: '0000000000000042', repeated: false }))
  const token = await world.staff('window', 'desk')
  const answers = []
  for (const phone of [KNOWN.citizen, UNKNOWN]) {
    const { status, body } = await world.ask({
      method: 'POST', path: 'consultations', token, role: 'desk',
      body: { text: '老板拖欠三个月工资怎么要回来', onBehalf: { phone, mandate: { kind: 'in-person', recordRef: 'window/1' } } },
    })
    answers.push([status, { ...body, consultationId: typeof body.consultationId, mandateId: typeof body.mandateId }])
  }
  expect(answers[0]![0]).toBe(201)
  expect(answers[1]).toEqual(answers[0])
})
