// The same people, a process for each service over a real broker to whose every subject somebody listens, and one gateway that stood
// still while they were forgotten: when it goes on, it says nothing of them.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connectNats } from '@zhijian/bus/nats'
import type { PersonId } from '@zhijian/contracts'
import { openSqliteStore } from '@zhijian/event-store/sqlite'
import { dataPaths, families } from '@zhijian/host'
import { createBlobs, createSealer, folderBytes, openSqliteKeyRing } from '@zhijian/privacy'
import { startCollector, type Collector } from '@zhijian/testkit/collector'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { natsServerBinary, startNats, type NatsServer } from '../../../tools/servers/nats.mjs'
import county from '../data/county-150921.json' with { type: 'json' }
import { totp, until } from './e2e/bounded-timers.ts'
import { behindKeys, findings, hayOf, keysIn, plant, type Haystack, type Planted } from './e2e/canaries.ts'
import { api, live, type Api, type Ask, type Live, type Reply } from './e2e/http.ts'
import { distributedProcesses } from './e2e/platform-process.ts'
import type { Profile } from './e2e/profile.ts'

const COUNTY = '150921'
const LAWYER = 'demo-counsel-01'
/** Who served her data before serves none of it so long after it was certified. */
const SERVED_NO_MORE_MS = 5000
const STAFF = { desk: 'demo-staff-desk-1', 'bureau-head': 'demo-staff-head', 'system-admin': 'demo-staff-system', 'security-admin': 'demo-staff-security', reviewer: 'demo-staff-reviewer-1', lawyer: LAWYER } as const
const CONFIRMERS = [
  [STAFF.desk, 'desk'], ['demo-staff-security', 'security-admin'], ['demo-staff-head', 'bureau-head'], ['demo-staff-duty-1', 'duty-officer'], ['demo-staff-duty-2', 'duty-officer'], ['demo-staff-desk-2', 'desk'],
] as const

const there = await natsServerBinary()
const missing = 'path' in there ? null : 'unavailable' in there ? there.unavailable : 'only a server at NATS_URL, which is not ours to start'
const [runs, title] = missing === null ? [describe, 'forgotten by a process per service'] as const : [describe.skip, `NOT RUN (${missing}): forgotten by a process per service`] as const

runs(title, () => {
  let root: string
  let nats: NatsServer
  let tap: Awaited<ReturnType<typeof connectNats>>
  let collector: Collector
  let platform: Profile
  let http: Api
  let other: Api
  let planted: Planted
  let stream: Live
  const overheard: Buffer[] = []
  const keys: Record<string, Uint8Array> = {}
  const tokens = new Map<string, string>()

  const data = (): string => join(platform.folders[0]!, 'var')
  const signedIn = async (account: string): Promise<string> => {
    const known = tokens.get(account)
    if (known !== undefined) return known
    const { id, password, secondFactor } = platform.account(account)
    const { status, body, text } = await http('auth/password-sessions', { method: 'POST', body: { login: id, password, totp: totp(secondFactor), client: 'app' } })
    if (status !== 200) throw new Error(text)
    tokens.set(account, body.token)
    return body.token
  }
  const token = (role: keyof typeof STAFF): Promise<string> => signedIn(STAFF[role])
  const pidOf = (name: string): number => Number([...platform.printed().matchAll(new RegExp(`^ {2}${name} .*　进程 (\\d+)　`, 'gm'))].at(-1)![1])
  const everywhere = (): readonly Haystack[] => [
    ...hayOf(platform.folders[0]!), ...hayOf(root),
    { name: 'every subject', bytes: () => Buffer.concat(overheard) },
    { name: 'spans and metrics', bytes: () => Buffer.from(collector.bodies.join('\n')) },
    { name: 'what was told live', bytes: () => Buffer.from(JSON.stringify(stream.events)) },
    // A demonstration shows the code that a telephone is sent, with its number.
    { name: 'what was printed', bytes: () => Buffer.from(platform.printed().replaceAll(/验证码 \d{11}：\d{6}/g, '')) },
  ]
  const needles = (): Record<string, string> => Object.fromEntries(Object.entries(planted.canaries).filter(([, { stays }]) => stays !== true).map(([name, { text }]) => [name, text]))

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'zj-canaries-'))
    nats = await startNats({ storeDir: join(root, 'nats') })
    tap = await connectNats({ servers: nats.url, service: 'listener' })
    tap.subscribe('>', { callback: (_error, message) => void overheard.push(Buffer.from(`\n${message.subject} ${message.headers?.toString() ?? ''} `), Buffer.from(message.data)) })
    collector = await startCollector()
    // Staff are signed out after half an hour in which they do nothing: a minute and a half at this speed.
    platform = await distributedProcesses(20, { NATS_URL: nats.url, OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json' })
    http = api(platform.url)
    const { port } = new URL(platform.url)
    other = api(`http://127.0.0.1:${Number(port) + 1}`)
    await platform.start({ silent: true, args: ['--gateways', '2'] })
    stream = await live(platform.url, { token: await token('desk'), role: 'desk' })
    planted = await plant({
      http, token, lawyerId: LAWYER, organisation: `demo-bureau-${COUNTY}`, county: COUNTY, village: county.county.towns[0]!.villages[0]!.code,
      async code(phone, send) {
        const from = platform.printed().length
        await send()
        return platform.phoneCode(phone, from)
      },
      calm: async () => undefined,
    })
    const files = dataPaths(data()).files
    const keyring = await openSqliteKeyRing({ file: files.keyring, masterKeyFile: files.masterKey, tombstoneFile: files.tombstones })
    for (const victim of planted.victims) {
      keys[`raw key of ${victim}`] = Uint8Array.from(await keyring.existingKey(victim as PersonId))
      keys[`wrapped key of ${victim}`] = keysIn(files.keyring).find(({ person }) => person === victim)!.wrapped
    }
    await keyring.close()
  })
  afterAll(async () => {
    stream?.close()
    platform?.remove()
    await tap?.close()
    await nats?.kill()
    await collector?.close()
    rmSync(root, { recursive: true, force: true })
  })

  const questionAt = (at: Api): Promise<{ status: number; text: string }> => token('lawyer').then((as) => at(`consultations/${planted.consultation}`, { token: as, role: 'lawyer' }))
  /** What a process that stands still had taken is asked for again under the same key, as clients do. */
  const again = (path: string, ask: Ask, key: string): Promise<Reply> => until('somebody who does it', async () => {
    const reply = await http(path, { ...ask, key })
    return reply.status === 503 || reply.status === 504 ? null : reply
  })
  const wordOf = (name: string): string => planted.canaries[name]!.text

  it('both gateways show her question, and listening hears what is said, sealed', async () => {
    for (const each of [http, other]) expect((await questionAt(each)).text).toContain(wordOf('ConsultationOpened.text'))
    expect(Buffer.concat(overheard).includes(Buffer.from(planted.consultation))).toBe(true)
    expect(findings([{ name: 'every subject', bytes: () => Buffer.concat(overheard) }], { ...needles(), ...keys })).toEqual([])
  })

  it('one of them stands still while all are forgotten; the other shows nothing, and neither does that one when it goes on', async () => {
    for (const [account] of [...CONFIRMERS, ...Object.values(STAFF).map((each) => [each])]) await signedIn(account!)
    const frozen = pidOf('gateway-1')
    process.kill(frozen, 'SIGSTOP')
    try {
      for (const [n, person] of planted.victims.entries()) {
        const [first, role] = n === 0 ? CONFIRMERS.at(-1)! : [STAFF.desk, 'desk']
        const [second, as] = CONFIRMERS[n]!
        const asked = await again(`erasures/${person}/request`, { method: 'POST', token: await signedIn(first), role, body: { ground: 'consent-withdrawn' } }, `request-of-${person}`)
        expect([person, asked.status, asked.status === 200 ? '' : asked.text]).toEqual([person, 200, ''])
        // A step of a second factor counts once, so each confirms one.
        const given = await again(`erasures/${person}/confirmation`, { method: 'POST', token: await signedIn(second), role: as, body: { code: totp(platform.account(second).secondFactor, 1), because: '材料齐全' } }, `confirmation-of-${person}`)
        expect([person, given.status, given.status === 200 ? '' : given.text]).toEqual([person, 200, ''])
        await until('the certificate', async () => (await http(`erasures/${person}`, { token: await token('desk'), role: 'desk' })).body?.request?.phase === 'erased')
      }
      await until('nothing to be shown', async () => !(await questionAt(http)).text.includes(wordOf('ConsultationOpened.text')), SERVED_NO_MORE_MS)
    } finally {
      process.kill(frozen, 'SIGCONT')
    }
    const { status, text } = await questionAt(other)
    expect([status, Object.entries(needles()).filter(([, each]) => text.includes(each))]).toEqual([200, []])
    for (const each of [http, other]) expect((await each(`consultations/${planted.consultation}`, { token: planted.her.token })).status).toBe(401)
  })

  it('nothing of them is left at any process, at the broker, in what was overheard, nor behind any key; nor any key of theirs', async () => {
    await platform.stop()
    const { files, folders } = dataPaths(data())
    const store = await openSqliteStore({ file: files.log })
    const keyring = await openSqliteKeyRing({ file: files.keyring, masterKeyFile: files.masterKey, tombstoneFile: files.tombstones })
    try {
      const opened = await behindKeys({
        store, sealer: createSealer(keyring), blobs: createBlobs({ bytes: folderBytes(folders.blobs), keyring }), keyringFile: files.keyring, blobsFolder: folders.blobs,
      }, families)
      expect(findings([...everywhere(), ...opened], { ...needles(), ...keys })).toEqual([])
    } finally {
      await keyring.close()
      await store.close()
    }
  })
})
