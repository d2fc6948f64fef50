// What those who keep the platform running see and do through the gateway: services, dead letters, a view made anew, who was told;
// and what the auditor sees of it afterwards. Everything over HTTP, with every service behind it.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PlatformRole, type AccountId, type Role } from '@zhijian/contracts'
import { SERVICES } from '@zhijian/gateway'
import { sampleEvent } from '@zhijian/event-store/contract'
import { openDataFolder } from '@zhijian/host'
import { instant } from '@zhijian/kernel'
import { tell } from '@zhijian/operating'
import { virtualClock } from '@zhijian/testkit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import county from '../data/county-150921.json' with { type: 'json' }
import { definitions } from '../src/compose.ts'
import { divisionsOf } from '../src/founding.ts'
import { openPlatform, type Platform } from '../src/platform.ts'
import { until } from './e2e/bounded-timers.ts'

const COUNTY = '150921'
const nine = instant('2026-03-02T01:00:00.000Z')
const clock = virtualClock(nine)
let root: string
let platform: Platform
let release: () => void
const tokens = new Map<string, string>()

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'zj-'))
  const folder = openDataFolder({ root: join(root, 'var'), kind: 'demo', county: COUNTY, now: nine })
  release = folder.release
  platform = await openPlatform({
    folder, clock: () => clock, systemClock: clock, log: { info: () => undefined, warn: () => undefined, error: () => undefined }, hash: 'sha256',
    http: { host: '127.0.0.1', port: 0, trustedProxies: [] }, codeSender: { send: async () => {} },
  })
  await tell(platform, 'directory', 'import-divisions', divisionsOf(county))
  for (const role of ['citizen', 'desk', 'system-admin', 'security-admin', 'auditor'] as const) {
    const id = `the-${role}` as AccountId
    const isGranted = PlatformRole.safeParse(role).success
    await platform.gateway.provision({ id, kind: role === 'citizen' ? 'citizen' : 'staff', grants: isGranted ? [{ role: PlatformRole.parse(role), region: null, organisation: null }] : [] })
    if (role === 'desk') {
      await tell(platform, 'directory', 'add-staff', { personId: id })
      await tell(platform, 'directory', 'take-office', { personId: id, office: { officeId: role, role, organisationId: 'bureau', region: COUNTY, from: nine, until: null } })
    }
    tokens.set(role, await platform.gateway.syntheticSession(id))
  }
})
afterAll(async () => {
  await platform.stop()
  release()
  rmSync(root, { recursive: true, force: true })
})

let keys = 0
interface Reply { readonly status: number; readonly body: any }
const ask = async (role: Role, path: string, body?: object, key = `key-${String(keys += 1).padStart(8, '0')}`): Promise<Reply> => {
  // Full buckets.
  clock.advance({ seconds: 1 })
  const response = await fetch(`${platform.url}/api/v1${path}`, {
    method: body === undefined ? 'GET' : 'POST', ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    headers: { authorization: `Bearer ${tokens.get(role)!}`, ...(body === undefined ? {} : { 'content-type': 'application/json', 'idempotency-key': key }) },
  })
  return { status: response.status, body: await response.json() }
}
const letters = async (): Promise<any> => (await ask('system-admin', '/dead-letters')).body
const audit = async (query = ''): Promise<any[]> => {
  await platform.runtime.caughtUp()
  return (await ask('auditor', `/audit${query}`)).body.items
}

/** Pushes of a delivery that nobody opened: what sends them fails for good. */
const poison = async (id: string): Promise<void> => {
  const planned = {
    deliveryId: id, wave: 0, pushes: ['l1', 'l2', 'l3'].map((recipient) => ({ recipient, channel: 'in-app' })), held: [], quotaDay: '2026-03-02', plannedAt: nine,
  }
  await platform.store.append(`delivery-${id}`, [sampleEvent(id, planned, { type: 'PushesPlanned.v1' })], 'no-stream')
}

it('knows every service that is hosted', () => {
  expect([...SERVICES].sort()).toEqual(definitions.map(({ name }) => name).sort())
})

describe('services', () => {
  it('are told with their views, consumers, deadlines, and where each is', async () => {
    await platform.runtime.caughtUp()
    const { items } = (await ask('system-admin', '/services')).body
    expect(items.map(({ service }: { service: string }) => service)).toEqual([...SERVICES])
    const pool = items.find(({ service }: { service: string }) => service === 'lawyer-pool').report
    expect(pool).toMatchObject({ ordinal: 0, instances: 1, ready: true, reasons: [] })
    expect(pool.consumers.map(({ consumer }: { consumer: string }) => consumer)).toContain('lawyer-pool.resolve-audience')
    const staff = items.find(({ service }: { service: string }) => service === 'gateway').report.views.find(({ name }: { name: string }) => name === 'gateway-staff')
    expect(staff).toMatchObject({ isLive: true, failures: 0, code: null, documents: 4, checkpoint: { stream: expect.stringMatching(/^account-/), epoch: platform.store.epoch }, rebuild: null })
    expect(staff.position).toBe(await platform.store.head())
  })
  it('are nobody’s business but the system’s administrator’s and the auditor’s', async () => {
    expect([(await ask('auditor', '/services')).status, (await ask('desk', '/services')).status, (await ask('security-admin', '/services')).status]).toEqual([200, 403, 403])
  })
})

describe('a dead letter', () => {
  it('is told with what people miss, delivered again with a reason, and passed over with one', async () => {
    await poison('orphan-1')
    await until('it to be parked', async () => (await letters()).letters.length === 1)
    const { letters: [letter], silent } = await letters()
    expect(silent).toEqual([])
    expect(letter).toMatchObject({ consumer: 'notifier.send-pushes', stream: 'delivery-orphan-1', type: 'PushesPlanned.v1', code: 'bug', missed: { code: 'people-not-told', count: 3 } })
    expect(letter.happenedAt).not.toBeNull()
    const path = `/dead-letters/${letter.consumer}/${letter.eventId}`
    expect(await ask('system-admin', `${path}/replays`, { reason: '  ' })).toMatchObject({ status: 400, body: { code: 'not-valid' } })
    expect(await ask('auditor', `${path}/replays`, { reason: '看看' })).toMatchObject({ status: 403 })
    expect(await ask('system-admin', `${path}/replays`, { reason: '已修复' })).toMatchObject({ status: 200, body: { done: true } })
    await until('it to fail once more', async () => (await letters()).letters[0]?.eventId === letter.eventId)
    const once = await ask('system-admin', `${path}/discards`, { reason: '不是真的' }, 'key-of-the-discard')
    expect(once).toMatchObject({ status: 200 })
    expect((await letters()).letters).toEqual([])
    // Told again by who got no answer: the same operation, and no second one.
    expect(await ask('system-admin', `${path}/discards`, { reason: '不是真的' }, 'key-of-the-discard')).toEqual(once)
    expect(await ask('system-admin', `${path}/discards`, { reason: '再来一次' })).toMatchObject({ status: 404, body: { code: 'no-such-dead-letter' } })
    const rows = await audit('?kind=operation')
    expect(rows.map(({ action, outcome, code, because, actorId }) => [action, outcome, code, because, actorId])).toEqual([
      ['dead-letters-discard', 'failed', 'no-such-dead-letter', '再来一次', 'the-system-admin'], ['dead-letters-discard', 'done', null, '不是真的', 'the-system-admin'],
      ['dead-letters-replay', 'done', null, '已修复', 'the-system-admin'],
    ])
    expect(rows[1].aboutId).toBe(`${letter.consumer}/${letter.eventId}`)
  })
  it('of a consumer that nobody has is not there', async () => {
    expect(await ask('system-admin', '/dead-letters/nobody.at-all/x/replays', { reason: '试试' })).toMatchObject({ status: 404, body: { code: 'no-such-dead-letter' } })
    expect(await ask('system-admin', '/parked-streams/consultation-q1/retries', { reason: '试试' })).toMatchObject({ status: 404, body: { code: 'no-such-parked-stream' } })
  })
})

describe('a view', () => {
  it('is made anew with a reason, compared, and its end is in the audit log with its figures', async () => {
    expect(await ask('security-admin', '/services/gateway/views/gateway-staff/rebuilds', { reason: '核对' })).toMatchObject({ status: 403 })
    expect(await ask('system-admin', '/services/gateway/views/none/rebuilds', { reason: '核对' })).toMatchObject({ status: 404, body: { code: 'no-such-view' } })
    const begun = await ask('system-admin', '/services/gateway/views/gateway-staff/rebuilds', { reason: '与日志核对' })
    expect(begun).toMatchObject({ status: 202, body: { operationId: expect.any(String), instances: 1 } })
    const rebuild = await until('it to end', async () => {
      const { items } = (await ask('system-admin', '/services')).body
      const view = items.find(({ service }: { service: string }) => service === 'gateway').report.views.find(({ name }: { name: string }) => name === 'gateway-staff')
      return view.rebuild?.endedAt ? view.rebuild : false
    })
    expect(rebuild).toMatchObject({ id: begun.body.operationId, phase: 'done', compared: 4, differing: 0, code: null })
    const row = await until('its end to be written down', async () => (await audit('?action=view-rebuild')).find(({ outcome, aboutId }) => outcome === 'done' && aboutId === 'gateway/gateway-staff') ?? false)
    expect(row).toMatchObject({ because: '与日志核对', figures: { instances: 1, documents: 4, differing: 0 }, actorId: 'the-system-admin' })
    expect((await audit('?action=view-rebuild')).map(({ outcome, code }) => [outcome, code])).toEqual([['done', null], ['failed', 'no-such-view']])
  })
})

describe('the audit log', () => {
  it('is the auditor’s, who is in it himself', async () => {
    for (const role of ['system-admin', 'security-admin', 'desk'] as const) expect((await ask(role, '/audit')).status, role).toBe(403)
    await audit('?person=the-system-admin')
    const looks = await audit('?kind=look&person=the-auditor')
    expect(looks).toContainEqual(expect.objectContaining({ actorId: 'the-auditor', role: 'auditor', purpose: 'list-audit', aboutId: 'the-system-admin' }))
    expect(looks).toContainEqual(expect.objectContaining({ purpose: 'list-audit', aboutId: null }))
  })
  it('has one look for an hour, and another for the next', async () => {
    const count = async (): Promise<number> => (await audit('?kind=look&person=the-security-admin')).length
    for (let n = 0; n < 3; n += 1) await ask('security-admin', '/accounts?kind=staff')
    expect(await count()).toBe(1)
    clock.advance({ hours: 1 })
    // Sessions end sooner than that when nobody does anything in them.
    for (const role of tokens.keys()) tokens.set(role, await platform.gateway.syntheticSession(`the-${role}` as AccountId))
    await ask('security-admin', '/accounts?kind=staff')
    expect(await count()).toBe(2)
  })
  it('shows what staff did, by who and by whom it was done to, page by page, and nothing of citizens’ own matters', async () => {
    const put = async (body: object): Promise<Response> => fetch(`${platform.url}/api/v1/accounts`, {
      method: 'POST', body: JSON.stringify(body), headers: { authorization: `Bearer ${tokens.get('system-admin')!}`, 'content-type': 'application/json', 'idempotency-key': `key-${keys += 1}-accounts` },
    })
    for (const id of ['new-a', 'new-b']) expect((await put({ id, kind: 'staff', name: '其木格', because: '新到岗' })).status).toBe(201)
    await ask('security-admin', '/accounts/new-a/suspension', { reason: 'misuse', because: '举报属实' })
    expect(await audit('?person=new-a&as=about')).toMatchObject([
      { kind: 'security', action: 'SuspendAccount', actorId: 'the-security-admin', role: 'security-admin', reason: 'misuse', because: '举报属实' },
      { kind: 'security', action: 'OpenAccount', actorId: 'the-system-admin', role: 'system-admin' },
    ])
    const first = (await ask('auditor', '/audit?kind=security&limit=1')).body
    expect(first.items).toHaveLength(1)
    const next = (await ask('auditor', `/audit?kind=security&limit=1&cursor=${encodeURIComponent(first.next)}`)).body
    expect(next.items[0].id).not.toBe(first.items[0].id)
    expect(await audit(`?until=${nine}`)).toEqual([])
    expect((await ask('auditor', '/audit?from=yesterday')).body.code).toBe('not-valid')
    expect((await audit('?kind=business')).filter(({ role }) => role === 'citizen' || role === 'lawyer')).toEqual([])
  })
  it('is a projection of the log, and reasons lie sealed in it', async () => {
    for (const file of ['log/events.sqlite', 'log/events.sqlite-wal', 'views/views.sqlite', 'views/views.sqlite-wal']) {
      const bytes = readFileSync(join(root, 'var', file))
      expect(bytes.includes(Buffer.from('与日志核对')), file).toBe(false)
    }
  })
})

describe('the matrix', () => {
  it('is the table, with every role that may and none that may not', async () => {
    const { items, roles } = (await ask('auditor', '/policy-matrix')).body
    const row = items.find(({ route }: { route: string }) => route === 'list-audit')
    expect(row).toMatchObject({ method: 'GET', path: '/api/v1/audit', access: 'roles', roles: { auditor: 'all' }, name: { zh: '审计日志' } })
    expect(roles).toContain('system-admin')
    expect(items.find(({ route }: { route: string }) => route === 'sign-in-by-phone')).toMatchObject({ access: 'public', roles: {} })
    expect((await ask('desk', '/policy-matrix')).status).toBe(403)
  })
})
