// What an asker is told, consents to and takes back, on a real platform: the notice she read, the whole question for lawyers beyond
// the county as long as she lets it, a child's question with its guardian. The record verifies.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { verify, type RawEvent } from '@zhijian/audit'
import type { AccountId, LawyerId } from '@zhijian/contracts'
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

const TEXT = '我叫王小明，孩子在学校被同学打伤，学校不管，医药费谁来出？'
const WHOLE = { text: TEXT, ownNames: ['王小明'], countyCode: '150921', notice: 1, consentBeyondCounty: true }

let root: string
let folder: DataFolder
let platform: Platform
const clock = virtualClock(instant('2026-03-02T01:00:00.000Z'))
const codes: string[] = []
let keys = 0

interface Reply { readonly status: number; readonly body: any }
const http = async (method: string, path: string, token?: string, body?: object): Promise<Reply> => {
  clock.advance({ seconds: 2 })
  const response = await fetch(`${platform.url}/api/v1/${path}`, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...(method === 'GET' ? {} : { 'idempotency-key': `consent-key-${keys++}` }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  await platform.runtime.idle()
  return { status: response.status, body: text === '' ? null : JSON.parse(text) }
}
const signIn = async (phone: string): Promise<string> => {
  await http('POST', 'auth/phone-codes', undefined, { phone })
  return (await http('POST', 'auth/phone-sessions', undefined, { phone, code: codes.at(-1), client: 'app' })).body.token
}
const told = async (stream: string): Promise<string[]> => (await platform.store.read(stream)).map(({ type }) => type.split('.')[0]!)
const log = async function* (): AsyncGenerator<readonly RawEvent[]> {
  for (let after: string | null = null; ;) {
    const page: readonly RawEvent[] = platform.store.raw(after, 1000)
    if (page.length === 0) return
    yield page
    after = page.at(-1)!.position
  }
}

let hers: string
/** Of the region, not of the county. */
let li: string

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'zj-'))
  folder = openDataFolder({ root: join(root, 'var'), kind: 'demo', county: '150921', now: clock.now() })
  platform = await openPlatform({
    folder, clock: () => clock, systemClock: clock, log: silentLog, hash: 'sha256', http: { host: '127.0.0.1', port: 0, trustedProxies: [] },
    codeSender: { send: async (_phone, code) => void codes.push(code) },
  })
  await tell(platform, 'directory', 'import-divisions', divisionsOf(county))
  await tell(platform, 'lawyer-pool', 'register-lawyer', {
    lawyerId: 'li', licence: '11501201910000001', checkValidUntil: '2027-05-31T16:00:00.000Z',
    profile: { name: '李', firm: '示范律师事务所', kind: 'social', region: '15', county: null, specialties: ['06'], enterprise: false, languages: ['zh'], nationwide: true },
  })
  await platform.gateway.provision({ id: 'li' as AccountId, kind: 'lawyer', lawyerId: 'li' as LawyerId, grants: [{ role: 'lawyer', region: null, organisation: null }] })
  li = await platform.gateway.syntheticSession('li' as AccountId)
  hers = await signIn('13812345670')
})
afterAll(async () => {
  await platform.stop()
  folder.release()
  rmSync(root, { recursive: true, force: true })
})

/** Asked, opened to the region, and answered from there. */
const answered = async (body: object): Promise<string> => {
  const { consultationId } = (await http('POST', 'consultations', hers, body)).body
  clock.advance({ minutes: 4 })
  await platform.runtime.idle()
  const claim = await http('POST', `consultations/${consultationId}/claim`, li)
  expect([claim.status, claim.body.code]).toEqual([200, undefined])
  const given = await http('POST', `consultations/${consultationId}/answers`, li, { text: '学校未尽到教育管理职责的，应当承担相应的赔偿责任，请保留病历和票据。' })
  expect([given.status, given.body.code]).toEqual([201, undefined])
  return consultationId
}
const shown = async (id: string): Promise<string> => (await http('GET', `consultations/${id}`, li)).body.shown

describe('the notice', () => {
  it('is there for everybody, by version, and the last one is the current one', async () => {
    const current = await http('GET', 'privacy-notices/current')
    expect(current.body).toMatchObject({ version: 1, isCurrent: true, changes: null, digest: expect.stringMatching(/^[0-9a-f]{64}$/) })
    expect((await http('GET', 'privacy-notices/1')).body).toEqual(current.body)
    expect((await http('GET', 'privacy-notices/2')).status).toBe(404)
  })
  it('that was read is a fact, once, with the digest of what was shown', async () => {
    const { accountId } = (await http('GET', 'auth/session', hers)).body
    expect((await http('PUT', 'privacy-notices/1/acknowledgement', hers)).body.receipt.effect).toBe('recorded')
    expect((await http('PUT', 'privacy-notices/1/acknowledgement', hers)).body.receipt.effect).toBe('already')
    await http('POST', 'consultations', hers, WHOLE)
    expect((await told(`account-${accountId}`)).filter((type) => type === 'NoticeAcknowledged')).toHaveLength(1)
    const { body } = await http('GET', 'consents', hers)
    expect(body).toMatchObject({ currentNotice: 1, notices: [{ version: 1, isCurrent: true, digest: (await http('GET', 'privacy-notices/1')).body.digest }] })
  })
  it('of another version is none that was read: nothing is asked', async () => {
    const other = await http('POST', 'consultations', hers, { ...WHOLE, notice: 2 })
    expect([other.status, other.body.code]).toEqual([409, 'notice-outdated'])
    expect((await http('PUT', 'privacy-notices/2/acknowledgement', hers)).status).toBe(404)
  })
  it('goes with the question of somebody who has not read it before', async () => {
    const new_ = await signIn('13812345671')
    await http('POST', 'consultations', new_, WHOLE)
    expect((await http('GET', 'consents', new_)).body.notices).toMatchObject([{ version: 1 }])
  })
})

describe('the whole question beyond the county', () => {
  it('is seen as long as she lets it, and no longer: taken back and given again at will', async () => {
    const id = await answered(WHOLE)
    expect(await shown(id)).toBe('whole')
    expect((await http('GET', `consultations/${id}`, hers)).body.isShared).toBe(true)
    const back = await http('POST', `consultations/${id}/consents/withdrawal`, hers, { purpose: 'beyond-county' })
    expect([back.status, back.body.receipt.effect]).toEqual([200, 'recorded'])
    const seen = (await http('GET', `consultations/${id}`, li)).body
    expect(seen.shown).toBe('redacted')
    expect(seen.text).not.toContain('王小明')
    expect(seen.isShared).toBeNull()
    expect((await http('GET', 'consents', hers)).body.items[0]).toMatchObject({ consultationId: id, beyondCounty: { isGiven: false }, guardian: null })
    await http('POST', `consultations/${id}/consents`, hers, { purpose: 'beyond-county' })
    expect(await shown(id)).toBe('whole')
    expect((await http('GET', 'consents', hers)).body.items[0].beyondCounty.isGiven).toBe(true)
  })
  it('is nobody else’s to give or take back', async () => {
    const id = await answered({ ...WHOLE, consentBeyondCounty: false })
    const stranger = await signIn('13812345672')
    for (const path of ['consents', 'consents/withdrawal']) expect((await http('POST', `consultations/${id}/${path}`, stranger, { purpose: 'beyond-county' })).status).toBe(404)
    expect((await http('POST', `consultations/${id}/consents`, li, { purpose: 'beyond-county' })).status).toBe(403)
    expect(await shown(id)).toBe('redacted')
  })
})

describe('a child under fourteen', () => {
  const child = { ...WHOLE, child: { relation: 'parent', consents: true } }
  it('is asked for by its guardian, who consents; otherwise nothing is asked, and it is said where help is', async () => {
    for (const without of [{}, { relation: 'parent' }, { consents: true }]) {
      const { status, body } = await http('POST', 'consultations', hers, { ...child, child: without })
      expect([status, body.code]).toEqual([403, 'guardian-consent-missing'])
      expect(body.detail).toMatch(/监护人.*12355.*110/)
    }
    expect((await http('POST', 'consultations', hers, child)).status).toBe(201)
  })
  it('in danger is heard alone, and nothing but topic and place leaves the county', async () => {
    const alone = { ...WHOLE, text: '我爸爸天天打我，还说要杀了我，我不想活了，怎么办？', child: {}, consentBeyondCounty: false }
    const shared = await http('POST', 'consultations', hers, { ...alone, consentBeyondCounty: true })
    expect([shared.status, shared.body.code]).toEqual([403, 'guardian-consent-missing'])
    expect(await shown(await answered(alone))).toBe('topic')
  })
  it('whose guardian takes the consent back: the question is over, and for no lawyer any more', async () => {
    const id = await answered(child)
    expect(await shown(id)).toBe('whole')
    expect((await http('POST', `consultations/${id}/consents/withdrawal`, hers, { purpose: 'guardian' })).status).toBe(200)
    expect((await http('GET', `consultations/${id}`, li)).status).toBe(404)
    expect((await http('GET', `consultations/${id}`, hers)).body).toMatchObject({ phase: 'closed', isShared: false })
    expect((await http('GET', 'consents', hers)).body.items[0]).toMatchObject({ beyondCounty: { isGiven: false }, guardian: { isGiven: false, relation: 'parent' } })
    const on = await http('POST', `consultations/${id}/follow-ups`, hers, { lawyerId: 'li', text: '还有一个问题' })
    expect([on.status, on.body.code]).toEqual([409, 'guardian-consent-withdrawn'])
  })
})

it('the counties served here are told, and which is meant when none is named', async () => {
  expect((await http('GET', 'counties')).body).toMatchObject({ home: '150921', items: [{ county: '150921', name: expect.stringContaining('卓资') }] })
})

it('she is told how she can be woken here, and what another way lacks', async () => {
  expect((await http('GET', 'wake-channels', hers)).body.items).toEqual([
    { channel: 'in-app', isReady: true, lacks: null }, { channel: 'wechat', isReady: false, lacks: 'provider' }, { channel: 'sms', isReady: false, lacks: 'provider' },
  ])
})

it('the record is whole: every command decided again', async () => {
  await platform.runtime.idle()
  expect((await verify(log(), { aggregates })).findings).toEqual([])
})
