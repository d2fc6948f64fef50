// The seals, from the first event on, and what `check` finds when somebody changed the log behind them.
import { appendFileSync, chmodSync, copyFileSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isFault, plus, type Fault, type Instant } from '@zhijian/kernel'
import { checkStore, type OutsideKnowledge } from '../src/check.ts'
import { eventsOf, readTail, sampleEvent, untilCaughtUp } from '../src/contract.ts'
import { chainHash } from '../src/envelope.ts'
import type { Finding } from '../src/findings.ts'
import { eventLeaf, inclusionProof, verifyInclusion, consistencyProof, verifyConsistency } from '../src/merkle.ts'
import { readCopies, readEnd, readPublicKeys, type OutsideCopy } from '../src/outside.ts'
import type { Appended, Expected } from '../src/port.ts'
import { createSealer, isSealSigned, logStream, type Seal, type Sealer } from '../src/seal.ts'
import { openSealKey } from '../src/seal-key.ts'
import { openSqliteStore, type SqliteStore } from '../src/sqlite.ts'
import { newFolder, tamper } from './sqlite-log.ts'

const NINE = '2026-11-22T09:00:00.000Z' as Instant
const after = (minutes: number): Instant => plus(NINE, minutes * 60_000)

let folder: string
let file: string
let sealsDir: string
let store: SqliteStore
let sealer: Sealer
const keyFile = (): string => join(folder, 'keys', 'seal.pem')
beforeEach(async () => {
  folder = newFolder()
  mkdirSync(join(folder, 'data'))
  file = join(folder, 'data', 'log.db')
  sealsDir = join(folder, 'outside')
  store = await openSqliteStore({ file })
  sealer = createSealer({ store, keyFile: keyFile(), sealsDir })
})
afterEach(async () => {
  await store.close().catch(() => {})
  rmSync(folder, { recursive: true, force: true })
})

const put = (stream: string, expected: Expected, ...causes: readonly string[]): Promise<Appended> =>
  store.append(stream, causes.map((cause) => sampleEvent(cause)), expected)
const outside = (): OutsideKnowledge => ({ copies: readCopies(sealsDir, store.storeId), end: readEnd(sealsDir, store.storeId), keys: readPublicKeys(sealsDir) })
const findings = async (knowledge: OutsideKnowledge | null = outside()): Promise<readonly Finding[]> => (await checkStore(store, knowledge)).findings
const faultOf = (work: () => unknown): Promise<Fault> =>
  (async () => work())().then(() => Promise.reject(new Error('no fault')), (error: unknown) => (isFault(error) ? error : Promise.reject(error)))

describe('sealing', () => {
  it('has nothing to seal in an empty log', async () => {
    expect(await sealer.seal(NINE)).toBe(null)
    expect(await store.head()).toBe(null)
  })

  it('seals from the first event on, then every interval in which something was appended', async () => {
    await put('note-a', 'no-stream', 'a0')
    const first = await sealer.seal(NINE)
    expect(first).toMatchObject({ size: 1, previous: null, position: '0000000000000001' })
    await put('note-a', 0, 'a1')
    expect(await sealer.seal(plus(after(10), -1))).toBe(null)
    const second = await sealer.seal(after(10))
    // The first seal is an event like any other, and under the second.
    expect(second).toMatchObject({ size: 3, previous: first!.root })
    expect(await sealer.seal(after(20))).toBe(null)
    expect(await sealer.seal(after(30))).toBe(null)
    await put('note-a', 1, 'a2')
    expect(await sealer.seal(after(31))).toMatchObject({ size: 5, previous: second!.root })
    expect((await store.streams('log'))).toEqual([logStream(store.storeId)])
  })

  it('goes on after the machine’s clock was set back, and from there every interval', async () => {
    await put('note-a', 'no-stream', 'a0')
    await sealer.seal(after(600))
    await put('note-a', 0, 'a1')
    expect(await sealer.seal(NINE)).toMatchObject({ size: 3 })
    await put('note-a', 1, 'a2')
    expect(await sealer.seal(plus(after(10), -1))).toBe(null)
    expect(await sealer.seal(after(10))).toMatchObject({ size: 5 })
    expect(await findings()).toEqual([])
  })

  it('does not wait when it is told to', async () => {
    await put('note-a', 'no-stream', 'a0')
    await sealer.seal(NINE)
    await put('note-a', 0, 'a1')
    expect(await sealer.seal(after(1), { force: true })).toMatchObject({ size: 3 })
    expect(await sealer.seal(after(2), { force: true })).toBe(null)
  })

  it('is a tree in which every event can be shown, and every seal continues the one before', async () => {
    await put('note-a', 'no-stream', 'a0', 'a1', 'a2')
    const first = (await sealer.seal(NINE))!
    await put('note-b', 'no-stream', 'b0', 'b1')
    const second = (await sealer.seal(after(10)))!
    const events = eventsOf(await readTail(store, null, {}, untilCaughtUp))
    const leaves = events.slice(0, second.size).map((event) => eventLeaf('sha256', event))
    leaves.forEach((leaf, at) => expect(verifyInclusion('sha256', leaf, at, second.size, inclusionProof('sha256', leaves, at), second.root)).toBe(true))
    expect(verifyConsistency('sha256', first, second, consistencyProof('sha256', leaves, first.size))).toBe(true)
  })

  it('goes on after a restart from where it was, reading only what is new', async () => {
    await put('note-a', 'no-stream', 'a0', 'a1', 'a2')
    await sealer.seal(NINE)
    await store.close()
    store = await openSqliteStore({ file, sealsDir })
    await put('note-b', 'no-stream', 'b0')
    const reads: string[] = []
    const watched = { ...store, tail: (...args: Parameters<typeof store.tail>) => (reads.push(String(args[0])), store.tail(...args)) }
    const again = createSealer({ store: watched, keyFile: keyFile(), sealsDir })
    expect(await again.seal(after(10))).toMatchObject({ size: 5 })
    expect(reads).toEqual(['0000000000000003'])
    expect(await findings()).toEqual([])
  })

  it('is signed: by this key, over this store, time and tree', async () => {
    await put('note-a', 'no-stream', 'a0')
    const seal = (await sealer.seal(NINE))!
    const key = readPublicKeys(sealsDir).get(seal.keyId)!
    expect(isSealSigned(key, store.storeId, NINE, seal)).toBe(true)
    expect(isSealSigned(key, 'another', NINE, seal)).toBe(false)
    expect(isSealSigned(key, store.storeId, after(1), seal)).toBe(false)
    for (const change of [{ size: 2 }, { position: '0000000000000002' }, { root: 'ab' }, { previous: 'ab' }, { peaks: [] }] as Partial<Seal>[]) {
      expect(isSealSigned(key, store.storeId, NINE, { ...seal, ...change })).toBe(false)
    }
  })

  it('is written once when two processes seal at the same time', async () => {
    await put('note-a', 'no-stream', 'a0')
    const other = await openSqliteStore({ file })
    const second = createSealer({ store: other, keyFile: keyFile(), sealsDir })
    await Promise.all([sealer.seal(NINE), second.seal(after(1))])
    expect(await store.read(logStream(store.storeId))).toHaveLength(1)
    await other.close()
    expect(await findings()).toEqual([])
  })

  it('fills a folder that was away, over a torn line', async () => {
    await put('note-a', 'no-stream', 'a0')
    await sealer.seal(NINE)
    const copies = join(sealsDir, `${store.storeId}.seals.jsonl`)
    const whole = readFileSync(copies, 'utf8')
    appendFileSync(copies, whole.slice(0, 40))
    await put('note-a', 0, 'a1')
    await sealer.seal(after(10))
    expect(readCopies(sealsDir, store.storeId)).toHaveLength(2)
    rmSync(sealsDir, { recursive: true })
    createSealer({ store, keyFile: keyFile(), sealsDir })
    await sealer.seal(after(11))
    expect(readCopies(sealsDir, store.storeId)).toHaveLength(2)
    expect(await findings()).toEqual([])
  })

  it('says so when the folder outside cannot be written, and keeps the seal', async () => {
    await put('note-a', 'no-stream', 'a0')
    rmSync(sealsDir, { recursive: true })
    writeFileSync(sealsDir, 'a file where the folder was')
    expect(await faultOf(() => sealer.seal(NINE))).toMatchObject({ code: 'seals-unavailable', retry: 'later' })
    rmSync(sealsDir)
    createSealer({ store, keyFile: keyFile(), sealsDir })
    await sealer.seal(after(1))
    expect(readCopies(sealsDir, store.storeId)).toHaveLength(1)
  })

  it('is kept in another folder than the log', async () => {
    for (const inside of [join(folder, 'data'), join(folder, 'data', 'seals'), join(folder, 'data', '..', 'data', 'x', 'y')]) {
      const fault = await faultOf(() => createSealer({ store, keyFile: keyFile(), sealsDir: inside }))
      expect(fault).toMatchObject({ code: 'seals-inside-data', retry: 'never' })
    }
    createSealer({ store, keyFile: keyFile(), sealsDir: join(folder, 'data-seals') })
  })
})

describe('the key', () => {
  it('is made once, for its owner alone', async () => {
    const first = openSealKey(keyFile())
    expect(statSync(keyFile()).mode & 0o777).toBe(0o600)
    expect(openSealKey(keyFile()).keyId).toBe(first.keyId)
    expect(openSealKey(keyFile()).publicPem).toBe(first.publicPem)
  })
  it('is refused when others may read it, or it is no key', async () => {
    openSealKey(keyFile())
    chmodSync(keyFile(), 0o640)
    expect(await faultOf(() => openSealKey(keyFile()))).toMatchObject({ code: 'seal-key-unusable', retry: 'never' })
    writeFileSync(join(folder, 'other.pem'), 'no key', { mode: 0o600 })
    expect(await faultOf(() => openSealKey(join(folder, 'other.pem')))).toMatchObject({ code: 'seal-key-unusable' })
  })
})

describe('checking everything', () => {
  beforeEach(async () => {
    await put('note-a', 'no-stream', 'a0', 'a1', 'a2', 'a3')
    await put('note-b', 'no-stream', 'b0')
    await sealer.seal(NINE)
    await put('note-b', 0, 'b1', 'b2')
    await sealer.seal(after(10))
    await put('note-c', 'no-stream', 'c0')
  })
  const text = (position: number): string => store.raw(String(position - 1), 1)[0]!.text
  const quoted = (value: string): string => `'${value.replaceAll("'", "''")}'`

  it('finds nothing in a log that is whole, and counts what it read', async () => {
    const seen: (readonly [number, number])[] = []
    const report = await checkStore(store, outside(), (done, of) => seen.push([done, of]))
    expect(report).toEqual({
      events: 10, streams: 4, seals: 2, head: '0000000000000010', sealedUpTo: '0000000000000008', unsealed: 1, comparedOutside: true,
      findings: [], more: 0, isWhole: true,
    })
    expect(seen.at(-1)).toEqual([10, 10])
    expect(await checkStore(store, null)).toMatchObject({ comparedOutside: false, isWhole: true })
  })

  it('is whole while others append to it', async () => {
    let n = 0
    const another = async (): Promise<void> => { if (n < 8) await put(`note-beside-${n}`, 'no-stream', `beside-${n++}`) }
    const running = {
      ...store,
      raw: async (after: string | null, limit: number) => { await another(); return store.raw(after, limit) },
      streamHeads: async (after: string, limit: number) => { await another(); return store.streamHeads(after, limit) },
    }
    const report = await checkStore(running, null)
    expect([report.findings, n, report.events, report.streams]).toEqual([[], 8, 18, 12])
  })

  it('is itself whole for an empty log', async () => {
    const empty = await openSqliteStore({ file: ':memory:' })
    expect(await checkStore(empty, null)).toMatchObject({ events: 0, head: null, sealedUpTo: null, isWhole: true })
    await empty.close()
  })

  it.each<[string, () => string, readonly string[]]>([
    ['an edited text', () => `update events set text = replace(text, 'p-1', 'p-9') where position = 2`, ['edited note-a@1']],
    ['an edited hash', () => `update events set hash = '${'ab'.repeat(32)}' where position = 2`,
      ['edited note-a@1', 'edited note-a@2', expect.stringMatching(/^seal log-.*@0$/) as never]],
    ['a removed event', () => 'delete from events where position = 3',
      ['removed position 0000000000000003', 'removed note-a@2', expect.stringMatching(/^seal log-.*@0$/) as never]],
    ['the last event of a stream removed', () => 'delete from events where position = 10',
      ['truncated position 0000000000000010', 'removed note-c@0']],
    ['an event at another place', () => `update events set text = ${quoted(text(7))} where position = 8`, ['edited note-b@2']],
    ['an event that nobody appended', () => `insert into events select 11, stream, version + 1, kind, text, hash from events where position = 10`,
      ['inserted position 0000000000000011']],
    ['a head that was moved', () => `update streams set version = 2 where name = 'note-a'`, ['inserted note-a@3']],
    ['another kind in the filter column', () => `update events set kind = (select kind from kinds where category = 'log') where position = 2`, ['index note-a@1']],
    ['a stream that was renamed', () => `update streams set name = 'note-z' where name = 'note-c'`, ['reordered note-z@0']],
  ])('finds %s', async (_case, sql, expected) => {
    tamper(file, sql())
    expect((await findings()).filter((each) => each.kind !== 'file').map((each) => `${each.kind} ${each.place}`)).toEqual(expected)
  })

  it('finds an edit whose author made every chain fit again, by the seal', async () => {
    // He knows the rule: he changes b0 and rewrites every hash after it in its stream, heads included.
    const rows = store.rawStream('note-b', 0, 10)
    let hash = '00'.repeat(32)
    const statements: string[] = []
    for (const row of rows) {
      const changed = row.version === 0 ? row.text.replace('p-1', 'p-9') : row.text
      hash = chainHash('sha256', hash, changed)
      statements.push(`update events set text = ${quoted(changed)}, hash = '${hash}' where position = ${Number(row.position)}`)
    }
    tamper(file, ...statements, `update streams set hash = '${hash}' where name = 'note-b'`)
    expect(await store.read('note-b')).toHaveLength(3)
    const found = await findings()
    expect(found.map((each) => `${each.kind} ${each.place}`)).toEqual([
      `seal ${logStream(store.storeId)}@0`, `seal ${logStream(store.storeId)}@1`,
    ])
  })

  it('finds a log that was cut off and made to fit, by the copy outside', async () => {
    const stream = logStream(store.storeId)
    tamper(file, 'delete from events where position > 6', 'update log set head = 6, clean = 6',
      `update streams set version = 0, hash = (select hash from events where position = 6) where name = '${stream}'`,
      `update streams set version = 0, hash = (select hash from events where position = 5) where name = 'note-b'`,
      `delete from streams where name = 'note-c'`)
    expect(await findings(null)).toEqual([])
    expect((await findings()).map((each) => `${each.kind} ${each.place}`)).toEqual([`truncated ${stream}@1`, 'truncated position 0000000000000009'])
    await store.close()
    expect(await faultOf(() => openSqliteStore({ file, sealsDir }))).toMatchObject({ code: 'log-behind', message: expect.stringContaining('0000000000000009') })
    store = await openSqliteStore({ file })
  })

  it('finds a seal that is not the one that was copied outside, or was never copied', async () => {
    const { copies, end, keys } = outside()
    const [first, second] = copies as readonly [OutsideCopy, OutsideCopy]
    const stream = logStream(store.storeId)
    const other = { ...first, place: { ...first.place, hash: second.place.hash } }
    const found = async (given: readonly OutsideCopy[]) => (await findings({ copies: given, end, keys })).map((each) => `${each.kind} ${each.place}`)
    expect(await found([other, second])).toEqual([`outside ${stream}@0`])
    expect(await found([first])).toEqual([`outside ${stream}@1`])
  })

  it('looks again for the copy of a seal that was made while it read, and holds that copy against the seal', async () => {
    const { copies, end, keys } = outside()
    const [first, second] = copies as readonly [OutsideCopy, OutsideCopy]
    const sealedMeanwhile = (copy: OutsideCopy) => checkStore(store, { copies: [first], end, keys, copiesNow: async () => [first, copy] })
    expect(await sealedMeanwhile(second)).toMatchObject({ findings: [], sealedUpTo: '0000000000000008' })
    const forged = { ...second, place: { ...second.place, hash: first.place.hash } }
    expect((await sealedMeanwhile(forged)).findings).toMatchObject([{ kind: 'outside', place: `${logStream(store.storeId)}@1`, code: 'other-than-copied' }])
  })

  it('a seal that is made after the copies were read is whole with the copy made since', async () => {
    const knowledge = { ...outside(), copiesNow: () => outside().copies }
    const sealing = { ...store, rawStream: async (...asked: Parameters<SqliteStore['rawStream']>) => {
      await put('note-d', 'no-stream', 'd0').catch(() => {})
      await sealer.seal(after(20))
      return store.rawStream(...asked)
    } }
    expect(await checkStore(sealing, knowledge)).toMatchObject({ findings: [], seals: 3, sealedUpTo: '0000000000000011' })
  })

  it('finds a seal whose signature is not that of a known key', async () => {
    const other = join(folder, 'other', 'seal.pem')
    const { copies, end } = outside()
    expect((await findings({ copies, end, keys: new Map() })).map((each) => each.kind)).toEqual(['signature', 'signature'])
    const underOurName: SqliteStore['append'] = (stream, events, expected) =>
      store.append(stream, events.map((event) => ({ ...event, data: { ...event.data, keyId: openSealKey(keyFile()).keyId } })), expected)
    const forger = createSealer({ store: { ...store, append: underOurName }, keyFile: other, sealsDir: join(folder, 'elsewhere') })
    await forger.seal(after(30))
    const found = await findings({ copies: readCopies(join(folder, 'elsewhere'), store.storeId), end, keys: readPublicKeys(sealsDir) })
    expect(found.map((each) => `${each.kind} ${each.place}`)).toEqual([`signature ${logStream(store.storeId)}@2`])
  })

  it('goes on after a damaged page, and says which events lie on it', async () => {
    for (let n = 0; n < 40; n += 1) await put(`note-p${n}`, 'no-stream', `p${n}`)
    await store.append('note-big', [sampleEvent('big', { text: 'x'.repeat(1500) })], 'no-stream')
    const leaf = store.database.prepare(`select pageno from dbstat where name = 'events' and pagetype = 'leaf' order by path limit 1 offset 2`).get() as { pageno: number }
    await store.close()
    const bytes = readFileSync(file)
    bytes.fill(0xff, (leaf.pageno - 1) * 4096, leaf.pageno * 4096)
    writeFileSync(file, bytes)
    store = await openSqliteStore({ file })
    const report = await checkStore(store, outside())
    const unreadable = report.findings.filter((each) => each.kind === 'unreadable')
    expect(unreadable).toHaveLength(1)
    expect(unreadable[0]!.place).toMatch(/^position \d{16}$/)
    const lost = Number(unreadable[0]!.values['count'])
    expect(report.events + lost).toBe(51)
    expect(report.isWhole).toBe(false)
  })
})

describe('a copy of the log of an hour ago', () => {
  it('is refused while the seals outside have seen more', async () => {
    await put('note-a', 'no-stream', 'a0')
    await sealer.seal(NINE)
    await store.close()
    const early = join(folder, 'data', 'early.db')
    copyFileSync(file, early)
    store = await openSqliteStore({ file, sealsDir })
    sealer = createSealer({ store, keyFile: keyFile(), sealsDir })
    await put('note-a', 0, 'a1')
    await sealer.seal(after(10))
    expect(await faultOf(() => openSqliteStore({ file: early, sealsDir }))).toMatchObject({ code: 'log-behind', retry: 'never' })
  })
})
