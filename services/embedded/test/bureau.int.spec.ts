// The bureau's own work over HTTP, on a whole platform: who does something to somebody says why, and it is kept sealed with the act;
// what somebody brings to the desk is hers from the first piece; staff, watches, accounts and the register are listed for who keeps them.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { verify, type RawEvent } from '@zhijian/audit'
import type { AccountId, LawyerId, Sealed } from '@zhijian/contracts'
import { openDataFolder, type DataFolder } from '@zhijian/host'
import { instant } from '@zhijian/kernel'
import { tell } from '@zhijian/operating'
import { silentLog } from '@zhijian/runtime'
import { virtualClock } from '@zhijian/testkit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import county from '../data/county-150921.json' with { type: 'json' }
import { aggregates } from '../src/compose.ts'
import { divisionsOf } from '../src/founding.ts'
import { openPlatform, type Platform } from '../src/platform.ts'

const COUNTY = '150921'
const HER_PHONE = '13812345670'
let root: string
let folder: DataFolder
let platform: Platform
const clock = virtualClock(instant('2026-03-02T01:00:00.000Z'))
let keys = 0

interface Reply { readonly status: number; readonly body: any }
const http = async (method: string, path: string, token: string, body?: object | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}): Promise<Reply> => {
  clock.advance({ seconds: 2 })
  const response = await fetch(`${platform.url}/api/v1/${path}`, {
    method,
    headers: {
      ...(body === undefined || body instanceof Uint8Array ? {} : { 'content-type': 'application/json' }), ...(method === 'GET' ? {} : { 'idempotency-key': `bureau-key-${keys++}` }),
      authorization: `Bearer ${token}`, ...headers,
    },
    ...(body === undefined ? {} : { body: body instanceof Uint8Array ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  await platform.runtime.idle()
  return { status: response.status, body: text === '' ? null : JSON.parse(text) }
}
const log = async function* (): AsyncGenerator<readonly RawEvent[]> {
  for (let after: string | null = null; ;) {
    const page: readonly RawEvent[] = platform.store.raw(after, 1000)
    if (page.length === 0) return
    yield page
    after = page.at(-1)!.position
  }
}

const tokens: Record<string, string> = {}
const register = (id: string, name: string, firm: string) => tell(platform, 'lawyer-pool', 'register-lawyer', {
  lawyerId: id, licence: `1150120191000000${id.slice(-1)}`, checkValidUntil: '2027-05-31T16:00:00.000Z',
  profile: { name, firm, kind: 'social', region: '1509', county: null, specialties: ['03'], enterprise: false, languages: ['zh'], nationwide: true },
})

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'zj-'))
  folder = openDataFolder({ root: join(root, 'var'), kind: 'demo', county: COUNTY, now: clock.now() })
  platform = await openPlatform({
    folder, clock: () => clock, systemClock: clock, log: silentLog, hash: 'sha256', http: { host: '127.0.0.1', port: 0, trustedProxies: [] },
    codeSender: { send: async () => {} },
  })
  await tell(platform, 'directory', 'import-divisions', divisionsOf(county))
  for (const role of ['desk', 'bureau-head', 'duty-officer', 'policy-admin', 'reviewer', 'security-admin', 'system-admin'] as const) {
    const isPlatform = role.endsWith('y-admin') && role !== 'policy-admin' || role === 'system-admin'
    await platform.gateway.provision({ id: role as AccountId, kind: 'staff', grants: isPlatform ? [{ role: role as 'system-admin', region: COUNTY, organisation: null }] : [] })
    if (!isPlatform) {
      await tell(platform, 'directory', 'add-staff', { personId: role, name: await platform.sealer.seal(role as never, `其木格${role}`) as never })
      await tell(platform, 'directory', 'take-office', { personId: role, office: { officeId: role, role, organisationId: 'bureau', region: COUNTY, from: '2026-01-01T00:00:00.000Z', until: null } })
    }
    tokens[role] = await platform.gateway.syntheticSession(role as AccountId)
  }
  await register('lawyer-1', '沈知行', '草原律师事务所')
  await register('lawyer-2', '白音', '青城律师事务所')
  await platform.gateway.provision({ id: 'the-lawyer' as AccountId, kind: 'lawyer', lawyerId: 'lawyer-1' as LawyerId, grants: [{ role: 'lawyer', region: null, organisation: null }] })
  tokens['lawyer'] = await platform.gateway.syntheticSession('the-lawyer' as AccountId)
  await platform.runtime.idle()
})
afterAll(async () => {
  await platform.stop()
  folder.release()
  rmSync(root, { recursive: true, force: true })
})

describe('a reason', () => {
  const WHY = '投诉人王小明撤回投诉，经核实可以恢复'
  it('is asked for where something is given or taken, and kept with the act, sealed', async () => {
    expect((await http('POST', 'lawyers/lawyer-1/suspension', tokens['desk']!, { reason: 'complaint' })).status).toBe(200)
    expect(await http('DELETE', 'lawyers/lawyer-1/suspension', tokens['desk']!, {})).toMatchObject({ status: 400, body: { code: 'because-missing' } })
    expect((await http('DELETE', 'lawyers/lawyer-1/suspension', tokens['desk']!, { because: WHY })).status).toBe(200)
    const done = (await platform.store.read('lawyer-lawyer-1')).find(({ type }) => type.startsWith('LawyerReinstated'))!
    const because = (done.meta.command as { because: Sealed }).because
    expect(JSON.stringify(done)).not.toContain('王小明')
    expect(await platform.sealer.openOrNull(because)).toBe(WHY)
  })
  it.each([
    ['DELETE', 'accounts/the-lawyer/roles/lawyer', 'security-admin'], ['DELETE', 'accounts/the-lawyer/second-factor', 'security-admin'],
    ['DELETE', 'accounts/the-lawyer/suspension', 'security-admin'], ['DELETE', 'staff/reviewer/offices/reviewer', 'bureau-head'], ['DELETE', 'staff/reviewer', 'bureau-head'],
    ['DELETE', `counties/${COUNTY}/policies/1`, 'policy-admin'], ['DELETE', 'rosters/150921-2026-04/shifts/s1', 'desk'],
    ['DELETE', `counties/${COUNTY}/organisations/bureau/watches/w1`, 'duty-officer'],
  ] as const)('is missed by %s %s, in an empty body and in none', async (method, path, role) => {
    for (const body of [{}, undefined]) {
      expect(await http(method, path, tokens[role]!, body)).toMatchObject({
        status: 400, body: { code: 'because-missing', title: '请写明办理理由', errors: [{ field: 'because', rule: 'required' }] },
      })
    }
  })
  it('of blanks is none', async () => {
    expect((await http('DELETE', 'lawyers/lawyer-1/suspension', tokens['desk']!, { because: '   ' })).body.code).toBe('because-missing')
  })
  it('is with the act of who proposes and who confirms, and changes nothing that is decided', async () => {
    const { body: { default: policy } } = await http('GET', `counties/${COUNTY}/policies`, tokens['policy-admin']!)
    const proposal = { policy: { ...policy, terms: { ...policy.terms, promiseMs: 540_000 } }, effectiveFrom: '2027-01-01T00:00:00.000Z' }
    expect((await http('POST', `counties/${COUNTY}/policies`, tokens['policy-admin']!, proposal)).body.code).toBe('because-missing')
    expect((await http('POST', `counties/${COUNTY}/policies`, tokens['policy-admin']!, { ...proposal, because: '值班力量增加' })).status).toBe(201)
    const { body: { proposal: { version, policyHash } } } = await http('GET', `counties/${COUNTY}/policies`, tokens['bureau-head']!)
    expect((await http('POST', `counties/${COUNTY}/policies/${version}/confirmation`, tokens['bureau-head']!, { policyHash, because: '局务会同意' })).status).toBe(200)
    const recorded = await platform.store.read(`policy-${COUNTY}`)
    expect(await Promise.all(recorded.map(({ meta }) => platform.sealer.openOrNull((meta.command as { because: Sealed }).because)))).toEqual(['值班力量增加', '局务会同意'])
    expect(recorded.map(({ data }) => Object.hasOwn(data, 'because'))).toEqual([false, false])
  })
})

describe('a policy that nobody has proposed yet', () => {
  const trials = `counties/${COUNTY}/policy-trials`
  const policy = async () => (await http('GET', `counties/${COUNTY}/policies`, tokens['policy-admin']!)).body.default
  beforeAll(async () => {
    await platform.gateway.provision({ id: 'her' as AccountId, kind: 'citizen' })
    const her = await platform.gateway.syntheticSession('her' as AccountId)
    await tell(platform, 'lawyer-pool', 'appoint-counsel', { lawyerId: 'lawyer-1', counsel: { appointmentId: 'c1', county: COUNTY, villages: [], until: null } })
    for (const text of ['老板拖欠三个月工资不给，没有签劳动合同，怎么要回来？', '邻居盖房把我家的采光挡住了，怎么办？']) {
      const { body: { consultationId } } = await http('POST', 'consultations', her, { text, countyCode: COUNTY, topic: '03', consentBeyondCounty: true, notice: 1 })
      await http('POST', `consultations/${consultationId}/answers`, tokens['lawyer']!, { text: '请先到劳动监察大队投诉，保留考勤和转账记录，也可以申请劳动仲裁。' })
    }
  })
  it('is tried on what happened: how the promise would have fared and who would have been asked, beside how it was, and nothing is changed', async () => {
    const before = await platform.store.head()
    const now = await policy()
    const { status, body } = await http('POST', trials, tokens['policy-admin']!, { policy: now })
    expect([status, status === 200 ? '' : body]).toEqual([200, ''])
    const same = (value: number) => ({ low: value, median: value, high: value })
    expect(body).toMatchObject({ cases: 2, seeds: 40, unlike: 0, turned: [], loads: [], since: null, was: { keptPercent: 100 }, would: { keptPercent: same(100), told: same(body.was.told) } })
    const strict = (await http('POST', trials, tokens['policy-admin']!, { policy: { ...now, terms: { ...now.terms, promiseMs: 1000 } }, poolPercent: 200 })).body
    expect(strict).toMatchObject({ was: { keptPercent: 100 }, would: { keptPercent: same(0) }, turned: [{ was: 'kept', would: 'broken' }, { was: 'kept', would: 'broken' }] })
    expect(strict.asking[0]).toMatchObject({ scope: 'county', imagined: { median: 1 } })
    expect((await platform.store.read(`policy-${COUNTY}`)).length).toBe(2)
    // That somebody looked is in the log, and no other fact.
    const since: string[] = []
    for await (const { events, caughtUp } of platform.store.tail(before, {}, new AbortController().signal)) {
      since.push(...events.map(({ type }) => type))
      if (caughtUp) break
    }
    expect(new Set(since)).toEqual(new Set(['LookRecorded.v1']))
  })
  it('is tried by those who propose and confirm, in their county, with waves that reach farther one after another', async () => {
    const now = await policy()
    expect((await http('POST', trials, tokens['bureau-head']!, { policy: now, days: 7 })).status).toBe(200)
    expect((await http('POST', trials, tokens['desk']!, { policy: now })).status).toBe(403)
    expect((await http('POST', 'counties/150922/policy-trials', tokens['policy-admin']!, { policy: now })).status).toBe(404)
    expect((await http('POST', trials, tokens['policy-admin']!, { policy: now, waves: [{ afterMs: 0, upTo: 50 }, { afterMs: 1000, upTo: 50 }] })).body.code).toBe('not-valid')
  })
})

describe('what somebody brings to the desk', () => {
  const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
  it('is sealed for her from the first piece, and goes with her question', async () => {
    const begun = await http('POST', 'uploads', tokens['desk']!, { kind: 'photo', mediaType: 'image/png', bytes: PNG.length, phone: HER_PHONE })
    expect(begun.status).toBe(201)
    expect((await http('PATCH', `uploads/${begun.body.id}`, tokens['desk']!, new Uint8Array(PNG), { 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' })).status).toBe(204)
    const { body: { file } } = await http('POST', `uploads/${begun.body.id}/finish`, tokens['desk']!)
    const asked = await http('POST', 'consultations', tokens['desk']!, {
      text: '老板拖欠三个月工资不给，没有签劳动合同，怎么要回来？', countyCode: COUNTY, files: [file.digest], onBehalf: { phone: HER_PHONE, mandate: { kind: 'recorded-call', recordRef: 'rec/1' } },
    })
    expect(asked.status).toBe(201)
    const [opened] = await platform.store.read(`consultation-${asked.body.consultationId}`)
    const { askerId, attachments } = opened!.data as { askerId: string; attachments: { ref: typeof file }[] }
    expect((await platform.blobs.get(askerId as never, attachments[0]!.ref)).length).toBeGreaterThan(0)
    await expect(platform.blobs.get('desk' as never, attachments[0]!.ref)).rejects.toThrow()
  })
  it('is not brought by who may ask for nobody, nor for two', async () => {
    const what = { kind: 'photo', mediaType: 'image/png', bytes: 100, phone: HER_PHONE }
    expect((await http('POST', 'uploads', tokens['reviewer']!, what)).status).toBe(403)
    expect((await http('POST', 'uploads', tokens['lawyer']!, what, { 'zhijian-role': 'citizen' }))).toMatchObject({ status: 403, body: { code: 'not-permitted' } })
    expect((await http('POST', 'uploads', tokens['desk']!, { ...what, consultationId: 'q1' })).body).toMatchObject({ code: 'not-valid' })
    expect((await http('POST', 'uploads', tokens['lawyer']!, what)).status).toBe(201)
  })
})

describe('lists', () => {
  it('of staff hold whoever has an office in the county and whoever has none yet, with names', async () => {
    expect((await http('PUT', 'staff/newcomer', tokens['bureau-head']!, { name: '新来的', because: '新录用' })).status).toBe(200)
    const first = await http('GET', `counties/${COUNTY}/staff?limit=4`, tokens['desk']!)
    expect(first.body).toMatchObject({ total: 6, items: [{ personId: 'bureau-head', name: '其木格bureau-head', phase: 'present', offices: [{ role: 'bureau-head' }] }, {}, {}, { personId: 'newcomer', offices: [] }] })
    const second = await http('GET', `counties/${COUNTY}/staff?limit=4&cursor=${first.body.next}`, tokens['desk']!)
    expect([second.body.items.length, second.body.next]).toEqual([2, null])
  })
  it('of staff show a name once it is changed, and a number stays when only the name is', async () => {
    const change = (body: object) => http('PUT', 'staff/newcomer/details', tokens['bureau-head']!, { ...body, because: '本人申请' })
    expect((await change({ phone: '13900001111' })).status).toBe(200)
    expect((await change({ name: '乌云' })).status).toBe(200)
    expect((await change({})).body).toMatchObject({ code: 'not-valid' })
    const { body } = await http('GET', `counties/${COUNTY}/staff`, tokens['bureau-head']!)
    expect(body.items.find(({ personId }: { personId: string }) => personId === 'newcomer')).toMatchObject({ name: '乌云', hasPhone: true })
    expect(await http('PUT', 'staff/nobody-here/details', tokens['bureau-head']!, { name: '无', because: '更正' })).toMatchObject({ status: 404, body: { code: 'no-such-person' } })
  })
  it('of watches say who is called now, in names', async () => {
    await http('PUT', `counties/${COUNTY}/organisations/bureau`, tokens['bureau-head']!, { kind: 'bureau', name: '司法局', parentId: null, serves: [COUNTY], address: null, officePhone: null, because: '建档' })
    await http('PUT', `counties/${COUNTY}/organisations/bureau/standing-watch`, tokens['bureau-head']!, { line: { officer: 'duty-officer', deputy: null, head: 'bureau-head' }, because: '建档' })
    const watch = { watchId: 'w1', from: '2026-03-03T00:00:00.000Z', until: '2026-03-04T00:00:00.000Z', line: { officer: 'desk', deputy: null, head: null } }
    expect((await http('POST', `counties/${COUNTY}/organisations/bureau/watches`, tokens['duty-officer']!, { watch, because: '轮值' })).status).toBe(201)
    expect((await http('GET', `counties/${COUNTY}/watches`, tokens['desk']!)).body).toMatchObject({
      items: [{ organisationId: 'bureau', now: { officer: 'duty-officer' }, watches: [watch] }], names: { 'duty-officer': '其木格duty-officer', desk: '其木格desk' },
    })
  })
  it('of accounts are narrowed by login and state; one account says what it may do and why', async () => {
    const { body } = await http('GET', 'accounts?id=de&limit=5', tokens['security-admin']!)
    expect(body).toMatchObject({ total: 1, items: [{ id: 'desk', phase: 'active' }] })
    expect((await http('GET', 'accounts?phase=suspended', tokens['security-admin']!)).body.total).toBe(0)
    expect((await http('GET', 'accounts/desk', tokens['security-admin']!)).body).toMatchObject({ scopes: [{ role: 'desk', region: COUNTY, by: 'office' }] })
    expect((await http('GET', 'accounts/system-admin', tokens['security-admin']!)).body).toMatchObject({ scopes: [{ role: 'system-admin', by: 'grant' }] })
    expect((await http('GET', 'accounts/nobody-here', tokens['security-admin']!)).body).toMatchObject({ code: 'no-such-account' })
  })
  it('of lawyers are searched by whatever is typed', async () => {
    const { body } = await http('GET', `lawyers?words=${encodeURIComponent('律师 沈')}&specialty=03&standing=active`, tokens['desk']!)
    expect(body).toMatchObject({ total: 1, items: [{ lawyerId: 'lawyer-1', check: { kind: 'valid' }, hasPhone: false }] })
    expect((await http('PUT', 'lawyers/lawyer-1/phone', tokens['desk']!, { phone: '13900002222', because: '本人换号' })).status).toBe(200)
    expect((await http('GET', 'lawyers?words=沈', tokens['desk']!)).body.items[0]).toMatchObject({ hasPhone: true })
    expect((await http('GET', 'lawyers?sort=firm', tokens['desk']!)).body.items.map(({ name }: { name: string }) => name)).toEqual(['沈知行', '白音'])
  })
  it('of shifts name who serves', async () => {
    await http('POST', 'rosters/150921-2026-03', tokens['desk']!, { grabFrom: clock.now(), maxShiftsPerLawyer: 4, releaseMs: 0, barMs: 0, because: '三月值班' })
    const at = (ms: number): string => new Date(Date.parse(clock.now()) + ms).toISOString()
    expect((await http('POST', 'rosters/150921-2026-03/shifts', tokens['desk']!, { shift: { shiftId: 's1', post: 'hotline', startsAt: at(600_000), endsAt: at(7_200_000), capacity: 1, languages: [] }, because: '三月值班' })).status).toBe(201)
    expect((await http('POST', 'rosters/150921-2026-03/shifts/s1/place', tokens['lawyer']!)).status).toBe(200)
    expect((await http('GET', 'rosters/150921-2026-03', tokens['desk']!)).body).toMatchObject({ items: [{ shiftId: 's1', lawyers: ['lawyer-1'] }], names: { 'lawyer-1': '沈知行' } })
    clock.advance({ minutes: 11 })
    expect((await http('GET', `counties/${COUNTY}/on-duty`, tokens['desk']!)).body).toMatchObject({ items: [{ shiftId: 's1' }], names: { 'lawyer-1': '沈知行' } })
  })
})

it('the record verifies, reasons included', async () => {
  expect((await verify(log(), { aggregates })).findings).toEqual([])
})
