// Her receipt over HTTP, on a platform of the SM suite: SM3 chains, SM4 boxes, SM2 seals, through a change of the key; and everything of it
// opens and checks on a platform that was told of the other suite since.
import { createPublicKey } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bundleFiles, bundleText, makeBundle, readBundle, redecide, type Receipt } from '@zhijian/audit'
import { decidedBy, releases } from '@zhijian/audit/releases'
import type { AccountId, LawyerId, Sealed } from '@zhijian/contracts'
import { chainHash, checkStore, eventLeaf, isSealSigned, readCopies, readEnd, readPublicKeys, verifyInclusion, type HashName, type Seal } from '@zhijian/event-store'
import { openDataFolder } from '@zhijian/host'
import { instant, type Instant, type JsonObject } from '@zhijian/kernel'
import { tell } from '@zhijian/operating'
import { proves } from '@zhijian/privacy'
import { virtualClock } from '@zhijian/testkit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import county from '../data/county-150921.json' with { type: 'json' }
import { aggregates } from '../src/compose.ts'
import { divisionsOf } from '../src/founding.ts'
import { openPlatform, type Platform } from '../src/platform.ts'

const QUESTION = '老板拖欠三个月工资怎么要回来'
const ANSWER = '请先到劳动监察大队投诉，保留考勤和转账记录，也可以申请劳动仲裁。'
const nine = instant('2026-03-02T01:00:00.000Z')
const clock = virtualClock(nine)
let root: string
let platform: Platform
let release: () => void
const tokens = new Map<string, string>()
let keys = 0

const open = async (suite: 'aes' | 'sm'): Promise<void> => {
  const folder = openDataFolder({ root: join(root, 'var'), kind: 'demo', county: '150921', now: nine })
  release = folder.release
  platform = await openPlatform({
    folder, clock: () => clock, systemClock: clock, log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    hash: suite === 'sm' ? 'sm3' : 'sha256', suite, http: { host: '127.0.0.1', port: 0, trustedProxies: [] }, codeSender: { send: async () => {} },
  })
  for (const id of tokens.keys()) tokens.set(id, await platform.gateway.syntheticSession(id as AccountId))
}
const close = async (): Promise<void> => {
  await platform.stop()
  release()
}
const send = async (who: string, method: string, path: string, body?: JsonObject): Promise<{ status: number; text: string; headers: Headers }> => {
  const response = await fetch(`${platform.url}/api/v1${path}`, {
    method, headers: { authorization: `Bearer ${tokens.get(who)!}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }), 'idempotency-key': `key-${String(keys += 1).padStart(8, '0')}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: response.status, text: await response.text(), headers: response.headers }
}
const made = async (who: string, path: string, body: JsonObject): Promise<Record<string, string>> => {
  const { status, text } = await send(who, 'POST', path, body)
  expect([status < 300, status < 300 ? '' : text]).toEqual([true, ''])
  await platform.runtime.idle()
  return JSON.parse(text) as Record<string, string>
}
const receipt = async (): Promise<Receipt> => JSON.parse((await send('her', 'GET', `/consultations/${consultation}/receipt`)).text) as Receipt
const sealsDir = (): string => `${join(root, 'var')}-seals`
let consultation: string

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'zj-'))
  await open('sm')
  await tell(platform, 'directory', 'import-divisions', divisionsOf(county))
  await tell(platform, 'lawyer-pool', 'register-lawyer', {
    lawyerId: 'zhao', licence: '11501201910000001', checkValidUntil: '2027-05-31T16:00:00.000Z',
    profile: { name: '沈知行', firm: '示范律师事务所', kind: 'social', region: '15', county: null, specialties: ['03'], enterprise: false, languages: ['zh'], nationwide: true },
  })
  await tell(platform, 'lawyer-pool', 'appoint-counsel', { lawyerId: 'zhao', counsel: { appointmentId: 'c1', county: '150921', villages: [], until: null } })
  for (const [id, kind] of [['her', 'citizen'], ['him', 'citizen'], ['counsel', 'lawyer']] as const) {
    await platform.gateway.provision({ id: id as AccountId, kind, ...(kind === 'lawyer' ? { lawyerId: 'zhao' as LawyerId, grants: [{ role: 'lawyer', region: null, organisation: null }] } : {}) })
    tokens.set(id, await platform.gateway.syntheticSession(id as AccountId))
  }
  for (const [id, role] of [['head', 'bureau-head'], ['desk', 'desk'], ['auditor', 'auditor']] as const) {
    await platform.gateway.provision({ id: id as AccountId, kind: 'staff', grants: role === 'auditor' ? [{ role, region: null, organisation: null }] : [] })
    if (role !== 'auditor') {
      await tell(platform, 'directory', 'add-staff', { personId: id, name: await platform.sealer.seal(id as never, '其木格') as never })
      await tell(platform, 'directory', 'take-office', { personId: id, office: { officeId: id, role, organisationId: 'bureau', region: '150921', from: '2026-01-01T00:00:00.000Z', until: null } })
    }
    tokens.set(id, await platform.gateway.syntheticSession(id as AccountId))
  }
  await platform.runtime.idle()
  consultation = (await made('her', '/consultations', {
    text: QUESTION, channel: 'citizen', countyCode: '150921', topic: '03', language: 'zh', files: [], ownNames: [], opponents: [],
    consentBeyondCounty: false, wake: ['in-app'], notice: 1,
  }))['consultationId']!
})
afterAll(async () => {
  await close()
  rmSync(root, { recursive: true, force: true })
})

describe('a receipt', () => {
  it('waits for a seal, and says until when', async () => {
    const { status, text } = await send('her', 'GET', `/consultations/${consultation}/receipt`)
    expect([status, JSON.parse(text)]).toEqual([409, expect.objectContaining({ code: 'receipt-not-yet', detail: expect.stringContaining('十分钟') })])
  })

  it('proves question and answer to the seal after a change of keys', async () => {
    await made('counsel', `/consultations/${consultation}/answers`, { text: ANSWER })
    const next = await platform.rotateSealKey()
    await platform.sealLog()
    const { store, events, seal, rotations, openings } = await receipt()
    const { time, data } = JSON.parse(seal.text) as { time: Instant; data: Seal }
    expect([data.hash, rotations.length, openings.map(({ value }) => value)]).toEqual(['sm3', 1, [QUESTION, ANSWER]])
    const signer = createPublicKey(readFileSync(join(sealsDir(), `${data.keyId}.pub.pem`)))
    expect([isSealSigned(signer, store, time, data), readPublicKeys(sealsDir()).has(next)]).toEqual([true, true])
    for (const { text, hash, previous, index, path } of events) {
      const { subject: stream, streamversion: version, hashalg, data: { text: sealed } } = JSON.parse(text) as { subject: string; streamversion: number; hashalg: HashName; data: { text: Sealed } }
      expect([hashalg, Buffer.from(sealed.box, 'base64url')[0], chainHash(hashalg, previous, text)]).toEqual(['sm3', 2, hash])
      expect(verifyInclusion('sm3', eventLeaf('sm3', { stream, version, hash }), index, data.size, path, data.root)).toBe(true)
      const opening = openings.find(({ event }) => events[event]!.hash === hash)!
      expect(proves(sealed, opening.salt, opening.value)).toBe(true)
    }
  })

  it('is a page to print', async () => {
    const { status, text, headers } = await send('her', 'GET', `/consultations/${consultation}/receipt/page`)
    expect([status, headers.get('content-type'), headers.get('content-disposition'), headers.get('cache-control')])
      .toEqual([200, 'text/html; charset=utf-8', `attachment; filename="receipt-${consultation}.html"`, 'no-store'])
    expect([text.includes(QUESTION), text.includes(ANSWER), text.includes('<svg')]).toEqual([true, true, true])
  })

  it('is hers alone', async () => {
    for (const path of ['receipt', 'receipt/page']) {
      for (const who of ['him', 'counsel']) expect([who, (await send(who, 'GET', `/consultations/${consultation}/${path}`)).status]).toEqual([who, expect.toSatisfy((status: number) => status === 403 || status === 404)])
    }
  })
})

describe('what an office takes out of a case', () => {
  const operations = async (): Promise<(readonly [string, string | null])[]> => {
    const found: (readonly [string, string | null])[] = []
    for (const stream of await platform.store.streams('operation')) {
      const { type, data } = (await platform.store.read(stream))[0]!
      if (type.startsWith('OperationRecorded')) found.push([`${data['operation'] as string} ${data['target'] as string}`, await platform.sealer.openOrNull(data['reason'] as unknown as Sealed)])
    }
    return found
  }
  it('as evidence is the file that the command line makes, to the byte, and holds nothing that was sealed', async () => {
    await tell(platform, 'directory', 'add-staff', { personId: 'more', name: await platform.sealer.seal('more' as never, '巴特尔') as never })
    await platform.sealLog()
    await made('her', `/consultations/${consultation}/follow-ups`, { lawyerId: 'zhao', text: '仲裁要交钱吗', files: [] })
    const { status, text, headers } = await send('auditor', 'POST', `/consultations/${consultation}/bundles`, { because: '法院调取证据' })
    expect([status, status === 200 ? '' : text, headers.get('content-disposition')]).toEqual([200, '', `attachment; filename="consultation-${consultation}.zhijian.json"`])
    const offline = await makeBundle({
      store: platform.store, subject: `consultation-${consultation}`, sealedOutside: null, ...bundleFiles(platform.blobs, () => readPublicKeys(sealsDir())),
    })
    const deciders = decidedBy(offline!, releases())
    expect(text === bundleText({ ...offline!, deciders })).toBe(true)
    const bundle = readBundle(text)
    expect(redecide(bundle, aggregates)).toMatchObject({ ok: true, findings: [] })
    expect([bundle.events.some(({ path }) => path === null), bundle.events.some(({ path }) => path !== null), text.includes(QUESTION)]).toEqual([true, true, false])
  })
  it('as a receipt is her page, for who may read it anyway', async () => {
    const { status, text } = await send('desk', 'POST', `/consultations/${consultation}/receipts`, { because: '本人到窗口领取' })
    expect([status, text.includes(QUESTION), text.includes('<svg')]).toEqual([200, true, true])
  })
  it('is written down with its reason, and refused without one, to who looks on, and to who is somebody else', async () => {
    expect(await operations()).toEqual(expect.arrayContaining([[`export-case ${consultation}`, '法院调取证据'], [`receipt ${consultation}`, '本人到窗口领取']]))
    const refused = async (who: string, path: string, body: JsonObject = { because: '看看' }) => {
      const { status, text } = await send(who, 'POST', `/consultations/${consultation}/${path}`, body)
      return [status, (JSON.parse(text) as { code: string }).code]
    }
    expect(await refused('head', 'bundles', {})).toEqual([400, 'because-missing'])
    expect(await refused('desk', 'bundles')).toEqual([403, 'not-permitted'])
    expect(await refused('auditor', 'receipts')).toEqual([403, 'not-permitted'])
    for (const who of ['her', 'him', 'counsel']) expect([who, ...await refused(who, 'bundles')]).toEqual([who, 403, 'not-permitted'])
  })
})

describe('told of the other suite', () => {
  it('a platform opens what was sealed before, seals on in the old tree, and turns it with the next key', async () => {
    await close()
    await open('aes')
    await made('her', `/consultations/${consultation}/follow-ups`, { lawyerId: 'zhao', text: '要带什么材料', files: [] })
    await platform.rotateSealKey()
    await tell(platform, 'lawyer-pool', 'register-lawyer', {
      lawyerId: 'qian', licence: '11501201910000002', checkValidUntil: '2027-05-31T16:00:00.000Z',
      profile: { name: '钱', firm: '所', kind: 'social', region: '15', county: null, specialties: ['03'], enterprise: false, languages: ['zh'], nationwide: true },
    })
    await platform.sealLog()
    const { seal, openings } = await receipt()
    expect([(JSON.parse(seal.text) as { data: Seal }).data.hash, openings.map(({ value }) => value)]).toEqual(['sha256', [QUESTION, ANSWER]])
    const { store } = platform
    const outside = { copies: readCopies(sealsDir(), store.storeId), end: readEnd(sealsDir(), store.storeId), keys: readPublicKeys(sealsDir()) }
    expect((await checkStore(store, outside)).findings).toEqual([])
  })
})
