// Each trouble that the doctor looks for, planted; and whatever is damaged, it says so in a sentence, with the runbook to go on with.
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { sampleEvent } from '@zhijian/event-store/contract'
import { openSqliteStore } from '@zhijian/event-store/sqlite'
import { openControl, socketOf, type Operations } from '@zhijian/host'
import { startClamdDouble } from '@zhijian/privacy/clamd-double'
import { silentLog } from '@zhijian/runtime'
import type { JsonObject } from '@zhijian/kernel'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { doctorZhCN } from '../src/i18n/doctor.zh-CN.ts'
import { runbookOf, type LookKey } from '../src/looks/look.ts'
import { withLog } from './forger.ts'
import { copyOf, makeStopped, remove, run } from './world.ts'

const HERE = (name: string): string => fileURLToPath(new URL(`../../../services/embedded/test/e2e/tls/${name}`, import.meta.url))
const LOOKS = Object.keys(doctorZhCN).filter((key) => key.startsWith('doctor.') && !/^doctor\.(state\.|all-well|found|see)/.test(key)) as LookKey[]

let template: string
let copy: ReturnType<typeof copyOf>
const closing: (() => Promise<unknown> | void)[] = []
beforeAll(async () => {
  template = await makeStopped()
  // One backup, made as it is made by hand.
  const { code, err } = await run(join(template, 'var'), ['backup'])
  if (code !== 0) throw new Error(err)
})
afterAll(() => remove(template))
beforeEach(() => {
  copy = copyOf(template)
})
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
  remove(copy.root)
})

const seen = new Set<string>()
interface Told { readonly key: string; readonly state: string; readonly says: string; readonly runbook: string }
const doctor = async (env: Record<string, string> = {}): Promise<{ readonly exit: number; readonly looks: readonly Told[]; readonly states: Readonly<Record<string, string>>; readonly troubles: readonly string[] }> => {
  const { code: exit, json, err } = await run(copy.data, ['doctor', '--json'], { env: { PORT: '0', ...env } })
  expect(err).toBe('')
  const looks = json.looks as readonly Told[]
  for (const { key, says } of looks) {
    seen.add(key)
    expect(says).toMatch(/[\u4e00-\u9fff]/)
    expect(says).not.toMatch(/\{\w+\}|undefined|NaN|\n\s+at |node:internal/)
  }
  return { exit, looks, states: Object.fromEntries(looks.map(({ key, state }) => [key, state])), troubles: looks.filter(({ state }) => state === 'warn' || state === 'wrong').map(({ key }) => key) }
}
const sidecar = (name: string): string => join(copy.root, name)
const seals = (): string => sidecar('var-seals')
const storeId = (): string => (JSON.parse(readFileSync(join(copy.data, 'opened.json'), 'utf8')) as { storeId: string }).storeId
const append = async (stream: string, ...events: readonly (readonly [string, JsonObject, string?])[]): Promise<void> => {
  const store = await openSqliteStore({ file: copy.log })
  await store.append(stream, events.map(([type, data, recordedat], n) => sampleEvent(`${stream}-${n}`, data, { type, ...(recordedat === undefined ? {} : { recordedat: recordedat as never }) })), 'no-stream')
  await store.close()
}
/** Every copied seal as if it had been made then. */
const agedSeals = (time: string): void => {
  const file = join(seals(), `${storeId()}.seals.jsonl`)
  writeFileSync(file, readFileSync(file, 'utf8').split('\n').filter(Boolean).map((line) => `${JSON.stringify({ ...(JSON.parse(line) as object), time })}\n`).join(''))
}

it('finds nothing wrong with a platform that was stopped in order, and says what no check can conclude', async () => {
  const { exit, states, troubles } = await doctor()
  expect([exit, troubles]).toEqual([0, []])
  expect(states).toMatchObject({
    'doctor.sample.ok': 'ok', 'doctor.seals.covered': 'note', 'doctor.witness.none': 'note', 'doctor.backup.ok': 'ok', 'doctor.copies.ok': 'ok', 'doctor.settings.ok': 'ok',
    'doctor.erasures.ok': 'ok', 'doctor.keys.ok': 'ok', 'doctor.clock.ok': 'ok', 'doctor.platform.stopped': 'note',
  })
  const told = await run(copy.data, ['doctor'], { env: { PORT: '0' } })
  expect(told.out).toContain('一切正常')
})

describe('of files, it sees', () => {
  it('a folder that is none, and one that is not of this release', async () => {
    expect((await run(join(copy.root, 'elsewhere'), ['doctor', '--json'])).json.looks).toMatchObject([{ key: 'doctor.store.missing', runbook: 'docs/runbooks/store-damaged.md' }])
    seen.add('doctor.store.missing')
    writeFileSync(join(copy.data, 'store.json'), '{')
    expect((await doctor()).troubles).toEqual(['doctor.store.format'])
  })
  it('a folder that cannot be written, a disk that is full', async () => {
    expect((await doctor({ ZHIJIAN_BACKUPS: join(copy.log, 'kept') })).troubles).toContain('doctor.writable.wrong')
    if (process.platform === 'linux') expect((await doctor({ ZHIJIAN_BACKUPS: '/proc/zhijian' })).troubles).toContain('doctor.disk.wrong')
  })
  it('keys that others may read, that are missing, that cannot be read, and that have served long', async () => {
    const master = sidecar('var-keys/master.key')
    utimesSync(master, new Date('2020-01-01'), new Date('2020-01-01'))
    expect((await doctor()).looks).toContainEqual(expect.objectContaining({ key: 'doctor.keys.age', state: 'note', runbook: 'docs/runbooks/rotate-keys.md' }))
    chmodSync(master, 0o644)
    expect((await doctor()).troubles).toEqual(['doctor.keys.open'])
    renameSync(master, `${master}.away`)
    expect((await doctor()).troubles).toEqual(['doctor.keys.missing'])
    renameSync(`${master}.away`, master)
    chmodSync(master, 0o600)
    const ring = new DatabaseSync(sidecar('var-keys/keyring.sqlite'))
    ring.exec("insert into meta values ('tombstones', 1) on conflict (key) do update set value = 1")
    ring.close()
    rmSync(sidecar('var-keys/tombstones.jsonl'), { force: true })
    expect((await doctor()).troubles).toEqual(['doctor.keys.tombstones'])
    for (const tail of ['-wal', '-shm']) rmSync(sidecar(`var-keys/keyring.sqlite${tail}`), { force: true })
    writeFileSync(sidecar('var-keys/keyring.sqlite'), 'this is no database'.repeat(300), { mode: 0o600 })
    expect((await doctor()).troubles).toEqual(['doctor.keys.unreadable'])
  })
  it('backups: none, too old, rotten, and keys that were not copied with it', async () => {
    const [log, keys] = [sidecar('var-backups'), sidecar('var-keys-backups')]
    const [made] = readdirSync(log).filter((name) => name !== 'blobs')
    const [copied] = readdirSync(keys)
    rmSync(join(keys, copied!, 'master.key'))
    expect((await doctor()).troubles).toEqual(['doctor.copies.damaged'])
    rmSync(keys, { recursive: true })
    const manifest = join(log, made!, 'manifest.json')
    writeFileSync(manifest, JSON.stringify({ ...(JSON.parse(readFileSync(manifest, 'utf8')) as object), at: '2020-01-01T00:00:00.000Z' }))
    expect([...(await doctor()).troubles].sort()).toEqual(['doctor.backup.old', 'doctor.copies.none'])
    rmSync(join(log, made!, 'log.db'))
    expect((await doctor()).troubles).toContain('doctor.backup.damaged')
    rmSync(log, { recursive: true })
    expect((await doctor()).states).toMatchObject({ 'doctor.backup.none': 'note' })
    expect((await doctor({ KURRENTDB_URL: 'kurrentdb://127.0.0.1:1' })).states).toMatchObject({ 'doctor.backup.on-server': 'note', 'doctor.log.unreadable': 'wrong' })
  })
})

describe('of the log, it sees', () => {
  it('that it cannot be read, or does not follow where it was tried', async () => {
    withLog(copy.log, (db) => db.exec(`update events set text = replace(text, '"time"', '"time "') where position = (select max(position) from events)`))
    expect((await doctor()).looks).toContainEqual(expect.objectContaining({ key: 'doctor.sample.wrong', says: expect.stringMatching(/@\d+/) }))
    for (const tail of ['-wal', '-shm']) rmSync(`${copy.log}${tail}`, { force: true })
    writeFileSync(copy.log, 'this is no database'.repeat(300))
    const { exit, troubles } = await doctor()
    expect([exit, troubles]).toEqual([1, ['doctor.log.unreadable']])
  })
  it('what a newer release wrote, and a clock that was set back', async () => {
    await append('operation-later', ['OperationUndone.v9', {}, '2099-01-01T00:00:00.000Z'])
    const { looks, troubles } = await doctor()
    expect(troubles).toEqual(['doctor.clock.wrong', 'doctor.sample.unknown'])
    expect(looks.find(({ key }) => key === 'doctor.sample.unknown')).toMatchObject({ says: expect.stringContaining('OperationUndone.v9'), runbook: 'docs/runbooks/upgrade.md' })
  })
  it('seals that are old or damaged, none at all, in the wrong place, or that saw more than the log holds', async () => {
    agedSeals('2020-01-01T00:00:00.000Z')
    await append('note-1', ['NoteTaken.v1', {}], ['NoteTaken.v1', {}])
    const { looks, troubles, states } = await doctor()
    expect(troubles).toEqual(['doctor.seals.old'])
    expect(states).toMatchObject({ 'doctor.keys.age-seal': 'note', 'doctor.seals.after': 'note' })
    expect(looks.find(({ key }) => key === 'doctor.seals.after')?.says).toMatch(/最后一枚封印之后有 \d+ 条记录只有链保护/)
    expect((await doctor({ ZHIJIAN_SEALS: join(copy.data, 'seals') })).troubles).toContain('doctor.seals.inside')
    expect((await doctor({ ZHIJIAN_SEALS: sidecar('no-seals') })).troubles).toContain('doctor.seals.none')
    const end = join(seals(), `${storeId()}.end.json`)
    writeFileSync(end, JSON.stringify({ ...(JSON.parse(readFileSync(end, 'utf8')) as object), position: '0000000000999999' }))
    expect((await doctor()).troubles).toContain('doctor.seals.behind')
    writeFileSync(join(seals(), `${storeId()}.seals.jsonl`), '{ torn\n')
    expect((await doctor()).troubles).toContain('doctor.seals.damaged')
  })
  it('witnesses that fail, that were never told, that took everything, or whose file is wrong', async () => {
    const marks = (mark: object): void => writeFileSync(join(seals(), `${storeId()}.witnesses.json`), JSON.stringify({ nas: mark }))
    const file = join(copy.root, 'witnesses.json')
    writeFileSync(file, JSON.stringify({ witnesses: [{ kind: 'folder', name: 'nas', path: '/nowhere' }] }))
    expect((await doctor({ ZHIJIAN_WITNESSES: file })).troubles).toEqual(['doctor.witness.never'])
    marks({ seals: 0, stamps: 0, takenAt: null, failing: { since: '2026-03-02T01:00:00.000Z', code: 'ECONNREFUSED', tries: 3, notBefore: '2026-03-02T01:00:00.000Z' } })
    expect((await doctor()).troubles).toEqual(['doctor.witness.failing'])
    marks({ seals: 1, stamps: 0, takenAt: '2026-03-02T01:00:00.000Z', failing: null })
    expect((await doctor()).states).toMatchObject({ 'doctor.witness.ok': 'ok' })
    writeFileSync(file, '{"witnesses": [{"kind": "fax"}]}')
    expect((await doctor({ ZHIJIAN_WITNESSES: file })).troubles).toContain('doctor.witness.config')
  })
  it('who waits to be forgotten, for too long or though it was agreed, and looks at whom nobody needs', async () => {
    const at = '2026-03-02T01:00:00.000Z'
    await append('erasure-p1', ['ErasureWanted.v1', { personId: 'p1', identity: 'signed-in', countyCode: '150921', answerBy: '2026-03-17T01:00:00.000Z', at }])
    await append('erasure-p2', ['ErasureRequested.v1', { personId: 'p2', ground: 'law', requestedBy: 's1', at }])
    await append('erasure-p3', ['ErasureRequested.v1', { personId: 'p3', ground: 'law', requestedBy: 's1', at }], ['ErasureConfirmed.v1', { personId: 'p3', confirmedBy: 's2', at }])
    await append('retention-150921', ['RetentionDutyBegun.v1', { countyCode: '150921', everyMs: 86_400_000, at }], ['RetentionReviewDue.v1', { countyCode: '150921', missed: 0, at }])
    await append('retention-150922', ['RetentionReviewProposed.v1', { countyCode: '150922', reviewId: 'r1', endedBefore: at, persons: ['p4'], hasMore: false, proposedBy: 's1', at }])
    const { troubles, states, looks } = await doctor()
    expect(troubles).toEqual(['doctor.erasures.stuck', 'doctor.erasures.overdue', 'doctor.retention.unlooked', 'doctor.retention.waiting'])
    expect(states).toMatchObject({ 'doctor.erasures.waiting': 'note' })
    expect(looks.find(({ key }) => key === 'doctor.erasures.overdue')).toMatchObject({ says: expect.stringContaining('1 项'), runbook: 'docs/runbooks/erase-a-person.md' })
  })
})

describe('of what it is told, it sees', () => {
  it('names that nobody reads, values that none takes, files that are not there, and what does not go together; never the values', async () => {
    writeFileSync(join(copy.root, 'forgetting.json'), '{"answerDays": "soon"}')
    const { looks } = await doctor({
      ZHIJIAN_BACKUPS_HOURS: '24', ZHIJIAN_GROUPS: 'xsecretx', ZHIJIAN_CHANNELS: '/nowhere/channels.json', ZHIJIAN_KEY_STORE: 'mongodb', ZHIJIAN_FORGETTING: join(copy.root, 'forgetting.json'),
    })
    const said = looks.filter(({ key }) => key.startsWith('doctor.settings.')).map(({ key, says }) => [key, says])
    expect(said).toEqual([
      ['doctor.settings.unknown', expect.stringContaining('ZHIJIAN_BACKUPS_HOURS')], ['doctor.settings.value', expect.stringContaining('ZHIJIAN_GROUPS')],
      ['doctor.settings.no-file', expect.stringContaining('ZHIJIAN_CHANNELS')], ['doctor.settings.apart', expect.stringMatching(/ZHIJIAN_KEY_STORE 与 MONGODB_URL/)],
      ['doctor.settings.file', expect.stringContaining('ZHIJIAN_FORGETTING')],
    ])
    expect(JSON.stringify(looks)).not.toContain('xsecretx')
  })
  it('channels that cannot be used', async () => {
    const file = join(copy.root, 'channels.json')
    writeFileSync(file, '{}')
    expect((await doctor({ ZHIJIAN_CHANNELS: file })).states).toMatchObject({ 'doctor.channels.ok': 'ok' })
    writeFileSync(file, JSON.stringify({ channels: { wecom: { credentials: '/nowhere/wecom.json' } } }))
    expect((await doctor({ ZHIJIAN_CHANNELS: file })).troubles).toEqual(['doctor.channels.wrong'])
    const birth = join(copy.data, 'store.json')
    writeFileSync(birth, readFileSync(birth, 'utf8').replace('"demo"', '"live"'))
    expect((await doctor()).states).toMatchObject({ 'doctor.channels.none': 'note', 'doctor.scanner.none': 'note' })
  })
  it('a scanner that is away, that knows no malware, that takes no large file, and one that does its work', async () => {
    const scanner = await startClamdDouble()
    closing.push(() => scanner.end())
    const looked = async (): Promise<Told | undefined> => (await doctor({ ZHIJIAN_SCANNER: scanner.address })).looks.find(({ key }) => key.startsWith('doctor.scanner.'))
    expect(await looked()).toMatchObject({ key: 'doctor.scanner.ok', says: expect.stringContaining('ClamAV 1.4.6') })
    scanner.takes = 25 * 1024 * 1024
    expect(await looked()).toMatchObject({ key: 'doctor.scanner.small', says: expect.stringContaining('100M') })
    scanner.is = 'blind'
    expect(await looked()).toMatchObject({ key: 'doctor.scanner.blind' })
    await scanner.stop()
    expect(await looked()).toMatchObject({ key: 'doctor.scanner.away', runbook: 'docs/runbooks/scanner-away.md' })
  })
  it('certificates that are over, and files that hold none', async () => {
    expect((await doctor({ ZHIJIAN_TLS_CERT: HERE('here.cert.pem'), ZHIJIAN_TLS_KEY: HERE('here.key.pem') })).states).toMatchObject({ 'doctor.certificate.ok': 'ok' })
    expect((await doctor({ NATS_CA_FILE: HERE('old.cert.pem') })).troubles).toEqual(['doctor.certificate.over'])
    expect((await doctor({ NATS_CA_FILE: HERE('README.md') })).troubles).toEqual(['doctor.certificate.unreadable'])
  })
  it('a broker that is away, too old, without JetStream, or none at all', async () => {
    let says = ''
    const server: Server = createServer((socket) => void socket.on('error', () => {}).end(says))
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
    const { port } = server.address() as { port: number }
    const answering = async (text: string): Promise<Told | undefined> => {
      says = text
      return (await doctor({ NATS_URL: `nats://127.0.0.1:${port}` })).looks.find(({ key }) => key.startsWith('doctor.broker.'))
    }
    expect(await answering('INFO {"version":"2.14.6","jetstream":true}\r\n')).toMatchObject({ state: 'ok', says: expect.stringContaining('2.14.6') })
    expect(await answering('INFO {"version":"2.9.0","jetstream":true}\r\n')).toMatchObject({ key: 'doctor.broker.unfit' })
    expect(await answering('INFO {"version":"2.14.6"}\r\n')).toMatchObject({ key: 'doctor.broker.unfit' })
    expect(await answering('220 mail\r\n')).toMatchObject({ key: 'doctor.broker.away', says: expect.stringContaining('not-nats') })
    expect(await answering('')).toMatchObject({ key: 'doctor.broker.away' })
    await new Promise((resolve) => { server.close(resolve) })
    expect(await answering('')).toMatchObject({ key: 'doctor.broker.away', says: expect.stringContaining('ECONNREFUSED'), runbook: 'docs/runbooks/broker-down.md' })
  })
})

describe('of what processes say of themselves, it sees', () => {
  const NOW = '2026-03-02T02:00:00.000Z'
  const well = { ready: true, reasons: [], views: [], parkedStreams: [], upcoming: [], consumers: [], url: null, now: NOW }
  const metric = (value: number, labels: Record<string, string> = {}) => ({ labels, value })
  const standIn = async (path: string, operations: Operations): Promise<void> => {
    const door = await openControl(path, operations, silentLog)
    closing.push(() => door.close())
  }
  const says = (status: object, metrics: object = {}) => standIn(socketOf(copy.data), {
    status: async () => ({ ...well, ...status }) as never, 'dead-letters': async () => [{ consumer: 'c', eventId: 'e', position: '1' }], measures: async () => ({ instance: 'zhijian', metrics }) as never,
  })

  it('deadlines that passed, streams that wait, consumers that are behind, and letters nobody took', async () => {
    await says({
      ready: false, reasons: ['view notifier.pushes is catching up'], codes: ['view-behind', 'view-behind'], upcoming: [{ stream: 'consultation-q1', due: '2026-03-02T01:50:00.000Z' }], parkedStreams: [{ stream: 'consultation-q2', code: 'bug' }],
      consumers: [
        { consumer: 'notifier.tell', lag: 1200, parkedStreams: 0, heldStreams: 0, heldFor: [] }, { consumer: 'notifier.push', lag: 0, parkedStreams: 0, heldStreams: 2, heldFor: ['service-unavailable'] },
        { consumer: 'directory.forget', lag: null, parkedStreams: 0, heldStreams: 0, heldFor: [] },
      ],
    })
    const { troubles, looks } = await doctor()
    expect(troubles).toEqual([
      'doctor.platform.no-gateway', 'doctor.ready.wrong', 'doctor.late.wrong', 'doctor.parked.wrong', 'doctor.letters.wrong', 'doctor.consumers.behind', 'doctor.consumers.held', 'doctor.consumers.unknown',
    ])
    expect(looks.find(({ key }) => key === 'doctor.late.wrong')?.says).toContain('10 分钟')
    expect(looks.find(({ key }) => key === 'doctor.ready.wrong')?.says).toContain('未就绪：有视图正在追赶记录；')
  })
  it('quotas, providers, clocks and versions of Node', async () => {
    await says({}, {
      zhijian_push_quota_used: [metric(90, { channel: 'sms' }), metric(100, { channel: 'wecom' })], zhijian_push_quota_limit: [metric(100, { channel: 'sms' }), metric(100, { channel: 'wecom' })],
      zhijian_pushes_total: [metric(9, { channel: 'sms', outcome: 'delivered' }), metric(6, { channel: 'sms', outcome: 'failed' })],
      zhijian_clock_behind_most_seconds: [metric(-2)], zhijian_clock_without_majority: [metric(1)],
      nodejs_version_info: [metric(1, { version: 'v26.1.0' }), metric(1, { version: 'v26.2.0' })],
    })
    expect((await doctor()).troubles).toEqual(['doctor.platform.no-gateway', 'doctor.letters.wrong', 'doctor.quota.nearly', 'doctor.quota.over', 'doctor.providers.fail', 'doctor.clocks.wrong', 'doctor.clocks.differ', 'doctor.nodes.differ'])
  })
  it('that nobody relays, or not in time, where services run apart', async () => {
    mkdirSync(join(copy.data, 'hosts'), { recursive: true })
    const one = (instance: string, metrics: object) => standIn(join(copy.data, 'hosts', `${instance}.sock`), {
      status: async () => ({ ...well, instance }) as never, 'dead-letters': async () => [], consumers: async () => [], measures: async () => ({ instance, metrics }) as never,
    })
    await one('directory-0', { zhijian_relaying: [metric(0)] })
    expect((await doctor()).troubles).toEqual(['doctor.platform.no-gateway', 'doctor.relay.none'])
    await one('notifier-0', { zhijian_relaying: [metric(1)], zhijian_relay_lag_seconds: [metric(42)] })
    expect((await doctor()).troubles).toEqual(['doctor.platform.no-gateway', 'doctor.relay.behind'])
  })
  it('a certificate that people are shown, and that a port does not answer', async () => {
    const server = createTlsServer({ cert: readFileSync(HERE('here.cert.pem')), key: readFileSync(HERE('here.key.pem')) }, (socket) => void socket.on('error', () => {}).destroy())
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
    closing.push(() => new Promise((resolve) => { server.close(resolve) }))
    await says({ url: `https://127.0.0.1:${(server.address() as { port: number }).port}` })
    const { states, troubles } = await doctor()
    expect(states).toMatchObject({ 'doctor.certificate.ok': 'ok', 'doctor.port.silent': 'wrong' })
    expect(troubles).toEqual(['doctor.letters.wrong', 'doctor.port.silent'])
  })
  it('a door that answers nothing it understands', async () => {
    await standIn(socketOf(copy.data), {})
    expect((await doctor()).troubles).toEqual(['doctor.platform.silent'])
  })
  it('a port that somebody else has, and progress that cannot be read', async () => {
    const server: Server = createServer(() => {})
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
    closing.push(() => new Promise((resolve) => { server.close(resolve) }))
    cpSync(join(copy.data, 'store.json'), join(copy.data, 'bus', 'bus.sqlite'), { force: true })
    for (const tail of ['-wal', '-shm']) rmSync(join(copy.data, 'bus', `bus.sqlite${tail}`), { force: true })
    expect((await doctor({ PORT: String((server.address() as { port: number }).port) })).troubles).toEqual(['doctor.look.failed', 'doctor.port.taken'])
  })
})

describe('each thing it may say', () => {
  /** Of a running platform, tried in operating.spec and services-apart; a disk of a certain size, and a certificate of a certain age, no machine here has. */
  const ELSEWHERE = [
    'doctor.disk.warn', 'doctor.certificate.soon', 'doctor.platform.running', 'doctor.ready.ok', 'doctor.port.answers', 'doctor.relay.ok',
  ]
  it('names a runbook that is there', () => {
    for (const key of LOOKS) expect([key, existsSync(fileURLToPath(new URL(`../../../${runbookOf(key)}`, import.meta.url)))]).toEqual([key, true])
  })
  it('was planted above', () => expect(LOOKS.filter((key) => !seen.has(key) && !ELSEWHERE.includes(key))).toEqual([]))
})
