// People are forgotten on a real platform, who told it something through every door: nothing that they told is left in any file, packed
// or not, in any log, trace or stream, nor behind any key that is still there; and every personal field of every event was among it.
import { createWriteStream, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemTimers } from '@zhijian/bus'
import type { AccountId, LawyerId, PersonId, Role } from '@zhijian/contracts'
import { callControl, families, openDataFolder, sendTelemetry, socketOf, type DataFolder } from '@zhijian/host'
import { instant, type Json } from '@zhijian/kernel'
import { tell } from '@zhijian/operating'
import { createMetrics, jsonLog } from '@zhijian/runtime'
import { telemetrySettings } from '@zhijian/telemetry'
import { virtualClock } from '@zhijian/testkit'
import { startCollector, type Collector } from '@zhijian/testkit/collector'
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import county from '../data/county-150921.json' with { type: 'json' }
import { backUp } from '../src/backups.ts'
import { divisionsOf } from '../src/founding.ts'
import { openOperations } from '../src/operations.ts'
import { openPlatform, type Platform } from '../src/platform.ts'
import { behindKeys, eventsOf, findings, hayOf, keysIn, personalFields, plant, sealedOf, type Haystack, type Planted } from './e2e/canaries.ts'
import { api, type Api } from './e2e/http.ts'

/** Every file is read and unpacked, on machines that are shared. */
const COUNTY = '150921'
const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'
const nine = instant('2026-03-02T01:00:00.000Z')
const clock = virtualClock(nine)
const metrics = createMetrics()
let root: string
let folder: DataFolder
let platform: Platform
let control: { close(): Promise<void> }
let collector: Collector
let telemetry: Awaited<ReturnType<typeof sendTelemetry>>
let http: Api
let planted: Planted
const codes: string[] = []
const openids = new Map<string, string>()
/** All that anybody was told live, as it came; and what those are told who come back after all and ask for everything since the beginning. */
const told: Buffer[] = []
const toldAfter: Buffer[] = []
const away = new AbortController()
/** Wrapped and raw keys of those who are to be forgotten, taken while they are there. */
const keys: Record<string, Uint8Array> = {}
/** Sealed values of all events, as they were readable before. */
const before: { readonly field: string; readonly text: string; readonly person: string }[] = []

/** Anew each time: sessions end while the clock is moved. */
const token = (role: Role): Promise<string> => platform.gateway.syntheticSession(`the-${role}` as AccountId)
const listen = async (as: string, to = told, since?: string): Promise<void> => {
  const response = await fetch(`${platform.url}/api/v1/live`, { headers: { authorization: `Bearer ${as}`, ...(since === undefined ? {} : { 'last-event-id': since }) }, signal: away.signal })
  const heard = Promise.withResolvers<void>()
  void (async () => {
    for await (const piece of response.body!) {
      to.push(Buffer.from(piece as Uint8Array))
      if (Buffer.concat(to).includes('event: ready')) heard.resolve()
    }
  })().catch(() => undefined).finally(() => heard.reject(new Error(`the stream ended: ${response.status}`)))
  await heard.promise
}
const operate = (operation: string, input: object): Promise<Json> => callControl(socketOf(folder.root), operation, { by: 'li', reason: '本人申请', ...input } as Json)
/** A step counts once. */
const code = (): string => {
  clock.advance({ seconds: 60 })
  return new TOTP({ algorithm: 'SHA1', digits: 6, period: 30, secret: Secret.fromBase32(SECRET) }).generate({ timestamp: Date.parse(clock.now()) })
}

/** Everything that is kept or was sent. */
const everywhere = (): readonly Haystack[] => [
  ...hayOf(root),
  // A signal is told to the other side of a call at that moment: it is for her, and kept nowhere.
  { name: 'what was told live', bytes: () => Buffer.from(Buffer.concat(told).toString().replaceAll(/event: call-signal\ndata: .*\n/g, '')) },
  { name: 'what is told live of before', bytes: () => Buffer.concat(toldAfter) },
  { name: 'spans and metrics', bytes: () => Buffer.from(collector.bodies.join('\n')) },
]
const opened = (): Promise<readonly Haystack[]> => behindKeys({ ...platform, keyringFile: folder.files.keyring, blobsFolder: folder.folders.blobs }, families)
const needles = (which: (of: string, stays: boolean) => boolean): Record<string, string> =>
  Object.fromEntries(Object.entries(planted.canaries).filter(([, { of, stays }]) => which(of, stays === true)).map(([name, { text }]) => [name, text]))

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'zj-canaries-'))
  mkdirSync(join(root, 'said'))
  const lines = createWriteStream(join(root, 'said', 'platform.log'))
  collector = await startCollector()
  const log = jsonLog((line) => lines.write(`${line}\n`), () => clock.now())
  telemetry = await sendTelemetry({
    settings: telemetrySettings({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json' }), service: 'zhijian', instance: '0',
    registry: () => metrics.registry, timers: systemTimers, log,
  })
  folder = openDataFolder({ root: join(root, 'var'), kind: 'demo', county: COUNTY, now: nine })
  platform = await openPlatform({
    folder, clock: () => clock, systemClock: clock, log, metrics, hash: 'sha256', http: { host: '127.0.0.1', port: 0, trustedProxies: [] }, directCalls: true,
    codeSender: { send: async (_phone, sent) => void codes.push(sent) },
    wechat: { authorizeUrl: (state) => `https://wechat.example/?state=${state}`, exchange: async (given) => ({ openid: openids.get(given)! }) },
  })
  control = await openOperations(platform, folder, log)
  await tell(platform, 'directory', 'import-divisions', divisionsOf(county))
  await tell(platform, 'directory', 'found-organisation', { organisationId: 'bureau', kind: 'bureau', name: '卓资县司法局', county: COUNTY, parentId: null, serves: [COUNTY] })
  await tell(platform, 'lawyer-pool', 'register-lawyer', {
    lawyerId: 'zhao', licence: '11501201910000001', checkValidUntil: '2027-05-31T16:00:00.000Z',
    profile: { name: '沈知行', firm: '示范律师事务所', kind: 'social', region: '15', county: null, specialties: ['03'], enterprise: false, languages: ['zh'], nationwide: true },
  })
  await tell(platform, 'lawyer-pool', 'appoint-counsel', { lawyerId: 'zhao', counsel: { appointmentId: 'c1', county: COUNTY, villages: [], until: null } })
  await platform.gateway.provision({ id: 'the-lawyer' as AccountId, kind: 'lawyer', lawyerId: 'zhao' as LawyerId, grants: [{ role: 'lawyer', region: null, organisation: null }] })
  for (const role of ['system-admin', 'security-admin'] as const) {
    await platform.gateway.provision({ id: `the-${role}` as AccountId, kind: 'staff', grants: [{ role, region: COUNTY, organisation: null }], secondFactor: SECRET })
  }
  for (const role of ['desk', 'bureau-head', 'reviewer'] as const) {
    await platform.gateway.provision({ id: `the-${role}` as AccountId, kind: 'staff', grants: [], secondFactor: SECRET })
    await tell(platform, 'directory', 'add-staff', { personId: `the-${role}` })
    await tell(platform, 'directory', 'take-office', { personId: `the-${role}`, office: { officeId: role, role, organisationId: 'bureau', region: COUNTY, from: nine, until: null } })
  }
  await platform.runtime.idle()
  http = api(platform.url)
  for (const role of ['lawyer', 'desk', 'bureau-head'] as const) await listen(await token(role))
  planted = await plant({
    http, token, lawyerId: 'zhao', organisation: 'bureau', county: COUNTY, village: county.county.towns[0]!.villages[0]!.code,
    async code(_phone, send) {
      clock.advance({ minutes: 11 })
      await send()
      return codes.at(-1)!
    },
    wechat(openid) {
      openids.set('given-by-wechat', openid)
      return 'given-by-wechat'
    },
    async alarm(superviseeId) {
      await tell(platform, 'geofence-monitor', 'raise-alarm', { alarmId: 'canary-alarm', superviseeId, region: COUNTY, kind: 'out-of-area', level: 'warning', cause: 't1', since: nine, officers: [] })
      await platform.runtime.idle()
      return 'canary-alarm'
    },
    async calm() {
      await platform.runtime.idle()
      clock.advance({ seconds: 1 })
    },
  })
  await listen(planted.her.token)
  await operate('seal', { reason: `交接，${planted.canaries['a reason']!.text}` })
  await platform.runtime.idle()
  for (const victim of planted.victims) {
    keys[`raw key of ${victim}`] = Uint8Array.from(await platform.keyring.existingKey(victim as PersonId))
    keys[`wrapped key of ${victim}`] = keysIn(folder.files.keyring).find(({ person }) => person === victim)!.wrapped
  }
  for (const event of await eventsOf(platform.store, families)) for (const [field, sealed] of sealedOf(event)) before.push({ field, text: await platform.sealer.open(sealed), person: sealed.person })
})
afterAll(async () => {
  away.abort()
  await control.close()
  await platform.stop()
  await telemetry.stop()
  await collector.close()
  folder.release()
  rmSync(root, { recursive: true, force: true })
})

describe('before anybody is forgotten', () => {
  it('every personal field of every event holds something that was planted', () => {
    const texts = Object.values(planted.canaries).map(({ text }) => text)
    const held = new Set(before.filter(({ text }) => texts.some((canary) => text.includes(canary))).map(({ field }) => field))
    const fields = personalFields(families)
    expect(fields.length).toBeGreaterThan(15)
    expect(fields.filter((field) => !held.has(field))).toEqual([])
  })
  it('the search finds what is there, in each of its forms', async () => {
    const found = findings(await opened(), needles((of, stays) => of !== 'nobody' && !stays))
    const behindKeys = new Set(found.map((each) => each.slice(0, each.indexOf(' in '))))
    for (const name of ['ConsultationOpened.text', 'attachment', 'StaffAdded.name', 'phone of a list', 'LawyerPhoneChanged.phone']) expect([...behindKeys]).toContain(name)
    expect(findings(hayOf(folder.folders.keys), { wrapped: keys[`wrapped key of ${planted.her.id}`]! })).not.toEqual([])
  })
  it('nothing lies in the clear: not even what is sealed with the platform’s own key', async () => {
    expect(findings(everywhere(), { ...needles(() => true), ...Object.fromEntries(Object.entries(keys).filter(([name]) => name.startsWith('raw'))) })).toEqual([])
  })
})

describe('when all of them are forgotten', () => {
  beforeAll(async () => {
    for (const person of planted.victims) {
      const body = { ground: 'consent-withdrawn' }
      const asked = await http(`erasures/${person}/request`, { method: 'POST', token: await token('desk'), role: 'desk', body })
      const given = await http(`erasures/${person}/confirmation`, { method: 'POST', token: await token('security-admin'), role: 'security-admin', body: { code: code(), because: '材料齐全' } })
      for (const { status, text } of [asked, given]) if (status !== 200) throw new Error(`${person}: ${text}`)
      await platform.runtime.idle()
    }
    clock.advance({ minutes: 20 })
    await platform.runtime.idle()
    await backUp(platform, folder, { info: () => undefined, warn: () => undefined, error: () => undefined } as never, join(root, 'a backup taken later', 'log'))
    const since = /^id: (\S+)$/m.exec(Buffer.concat(told).toString())![1]!
    for (const role of ['lawyer', 'desk', 'bureau-head'] as const) await listen(await token(role), toldAfter, since)
    await telemetry.stop()
  })

  it('each is certified', async () => {
    for (const person of planted.victims) expect([person, (await platform.store.lastEvent(`erasure-${person}`))?.type]).toEqual([person, 'PersonErased.v1'])
  })
  it('nothing of them is left in any file, log, trace, stream or later backup, packed or not, nor behind any key; nor any key of theirs', async () => {
    const all = needles((of, stays) => of !== 'nobody' && !stays)
    expect(Object.keys(all).length).toBeGreaterThan(25)
    expect(findings([...everywhere(), ...await opened()], { ...all, ...keys })).toEqual([])
  })
  it('what was said to operators alone lies nowhere in the clear, and is still theirs to read', async () => {
    expect(findings(await opened(), needles((_of, stays) => stays))).not.toEqual([])
    expect(findings(hayOf(root), needles((_of, stays) => stays))).toEqual([])
  })
  it('no route says any of it to anybody who may ask', async () => {
    const texts = Object.values(needles((of) => of !== 'nobody'))
    const { consultation, answer } = planted
    const paths: readonly (readonly [Role, string])[] = [
      ['lawyer', `consultations/${consultation}`], ['desk', `consultations/${consultation}`], ['reviewer', `consultations/${consultation}`], ['desk', `counties/${COUNTY}/questions`],
      ['reviewer', `counties/${COUNTY}/reviews`], ['lawyer', 'lawyer/holdings'], ['lawyer', 'lawyer/answered'], ['bureau-head', 'staff/canary-staff'], ['bureau-head', `counties/${COUNTY}/staff`],
      ['bureau-head', 'lawyers/canary-lawyer'], ['desk', `erasures/${planted.her.id}`], ['security-admin', 'accounts/canary-account'], ['desk', `counties/${COUNTY}/callbacks`],
    ]
    for (const [role, path] of paths) {
      const reply = await http(path, { token: await token(role), role })
      expect([path, reply.status, texts.filter((each) => reply.text.includes(each))]).toEqual([path, expect.any(Number), []])
      expect([path, [200, 404].includes(reply.status) ? '' : reply.text]).toEqual([path, ''])
    }
    expect((await http(`consultations/${consultation}`, { token: planted.her.token })).status).toBe(401)
    expect(answer).not.toBe('')
  })
  it('the copies of before hold keys, and go; the certificate says by when', async () => {
    const [{ data }] = (await platform.store.read(`erasure-${planted.her.id}`)).slice(-1) as unknown as [{ data: { erasedAt: string; copiesGoneAt: string } }]
    expect(Date.parse(data.copiesGoneAt) - Date.parse(data.erasedAt)).toBe(30 * 86_400_000)
    expect(readFileSync(folder.files.tombstones, 'utf8')).toContain(planted.her.id)
  })
})
