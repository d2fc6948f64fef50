// Another key, another suite: the log says so itself, what was sealed before stays checked, and the old key says nothing more.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Fault, plus, type Instant } from '@zhijian/kernel'
import { checkStore, type OutsideKnowledge } from '../src/check.ts'
import { sampleEvent } from '../src/contract.ts'
import type { HashName } from '../src/envelope.ts'
import { EMPTY_TREE, eventLeaf, grow, rootOf } from '../src/merkle.ts'
import { readCopies, readEnd, readPublicKeys } from '../src/outside.ts'
import { createSealer, logEvent, logStream, nextKeyOf, statementOf, type Rotation, type Seal, type Sealer } from '../src/seal.ts'
import { makeNextKey, openSealKey } from '../src/seal-key.ts'
import { openSqliteStore, type SqliteStore } from '../src/sqlite.ts'
import { newFolder } from './sqlite-log.ts'

const NINE = '2026-11-22T09:00:00.000Z' as Instant
const after = (minutes: number): Instant => plus(NINE, minutes * 60_000)

let folder: string
let sealsDir: string
let keyFile: string
let store: SqliteStore
let sealer: Sealer
const open = async (hash: HashName): Promise<void> => {
  store = await openSqliteStore({ file: join(folder, 'data', 'log.db'), hash })
  sealer = createSealer({ store, keyFile, sealsDir })
}
beforeEach(async () => {
  folder = newFolder()
  mkdirSync(join(folder, 'data'))
  sealsDir = join(folder, 'outside')
  keyFile = join(folder, 'keys', 'seal.key')
  await open('sha256')
})
afterEach(async () => {
  await store.close().catch(() => {})
  rmSync(folder, { recursive: true, force: true })
})

let causes = 0
const put = (stream: string): Promise<unknown> => store.append(stream, [sampleEvent(`c${causes++}`, {}, { hashalg: store.hash })], 'no-stream')
/** Only the first key is known from outside: the others must follow from it. */
const trusting = (...keyIds: readonly string[]): OutsideKnowledge => ({
  copies: readCopies(sealsDir, store.storeId), end: readEnd(sealsDir, store.storeId),
  keys: new Map([...readPublicKeys(sealsDir)].filter(([keyId]) => keyIds.includes(keyId))),
})
const found = async (knowledge: OutsideKnowledge): Promise<readonly string[]> =>
  (await checkStore(store, knowledge)).findings.map(({ kind, code, place }) => `${kind} ${code} ${place.slice(place.indexOf('@'))}`)

describe('another key', () => {
  it('is named by the last seal of the one before, and both sign that', async () => {
    await put('note-a')
    const first = (await sealer.seal(NINE))!
    await put('note-b')
    const rotation = await sealer.rotate(after(5), 'ed25519')
    expect(rotation).toMatchObject({ size: 3, previous: first.root, keyId: first.keyId, next: { keyId: openSealKey(keyFile).keyId, tree: null } })
    expect(nextKeyOf(store.storeId, after(5), rotation)).not.toBe(null)
    expect(nextKeyOf(store.storeId, after(6), rotation)).toBe(null)
    await put('note-c')
    expect(await sealer.seal(after(15))).toMatchObject({ size: 5, previous: rotation.root, keyId: rotation.next.keyId })
    expect(await found(trusting(first.keyId))).toEqual([])
    expect(await found(trusting())).toEqual(['signature unknown-key @0', 'signature unknown-key @1', 'signature unknown-key @2'])
  })

  it('the one before seals nothing more, whoever kept a copy of it', async () => {
    await put('note-a')
    const first = (await sealer.seal(NINE))!
    const stolen = readFileSync(keyFile)
    await sealer.rotate(after(5), 'ed25519')
    writeFileSync(keyFile, stolen, { mode: 0o600 })
    await put('note-b')
    await sealer.seal(after(20))
    expect(await found(trusting(first.keyId))).toEqual(['signature retired-key @2'])
  })

  it('is not made known by one who does not hold it', async () => {
    await put('note-a')
    const first = (await sealer.seal(NINE))!
    const other = openSealKey(join(folder, 'other.key'))
    const rotation = await sealer.rotate(after(5), 'ed25519')
    const forged: Rotation = { ...rotation, previous: rotation.root, keyId: rotation.next.keyId, next: { ...rotation.next, keyId: other.keyId } }
    const mine = openSealKey(keyFile)
    const statement = statementOf(store.storeId, after(6), forged)
    const data = { ...forged, signature: mine.sign(statement), nextSignature: mine.sign(statement) }
    await store.append(logStream(store.storeId), [logEvent('LogKeyRotated.v1', after(6), 'forged', 'sha256', JSON.parse(JSON.stringify(data)))], 1)
    expect(await found({ ...trusting(first.keyId), copies: [] })).toContain('signature next-key-silent @2')
  })

  it('takes its place although the process died between saying and doing so', async () => {
    await put('note-a')
    await sealer.seal(NINE)
    const before = openSealKey(keyFile).keyId
    const appended = store.append
    const dying = createSealer({
      store: { ...store, append: async (...asked) => { await appended(...asked); throw new Fault('store-unavailable', 'killed', { retry: 'later' }) } }, keyFile, sealsDir,
    })
    await expect(dying.rotate(after(5), 'ed25519')).rejects.toThrow('killed')
    expect(openSealKey(keyFile).keyId).toBe(before)
    await put('note-b')
    const seal = (await createSealer({ store, keyFile, sealsDir }).seal(after(20)))!
    expect([seal.keyId === before, seal.keyId]).toEqual([false, openSealKey(keyFile).keyId])
    expect(await found(trusting(before))).toEqual([])
  })

  it('is forgotten when the log never heard of it', async () => {
    await put('note-a')
    await sealer.seal(NINE)
    const before = openSealKey(keyFile).keyId
    makeNextKey(keyFile, 'ed25519')
    await put('note-b')
    expect(await sealer.seal(after(20))).toMatchObject({ keyId: before })
    expect(await found(trusting(before))).toEqual([])
  })
})

describe('another suite', () => {
  it('goes on with a tree of the same leaves, and everything stays checked from the first event on', async () => {
    await put('note-a')
    const first = (await sealer.seal(NINE))!
    await store.close()
    await open('sm3')
    await put('note-b')
    // The log's new events are of SM3, its tree is not until the key changes.
    expect(await sealer.seal(after(10))).toMatchObject({ hash: 'sha256', keyId: first.keyId })
    const rotation = await sealer.rotate(after(20), 'sm2')
    expect(rotation).toMatchObject({ hash: 'sha256', keyId: first.keyId, next: { tree: { hash: 'sm3' } } })
    await put('note-c')
    const sealed = (await sealer.seal(after(30)))!
    expect(sealed).toMatchObject({ hash: 'sm3', keyId: openSealKey(keyFile).keyId, previous: rotation.root })
    expect(openSealKey(keyFile).kind).toBe('sm2')
    const rows = store.raw(null, 100).slice(0, sealed.size)
    expect(rootOf('sm3', rows.reduce((tree, row) => grow('sm3', tree, eventLeaf('sm3', row)), EMPTY_TREE))).toBe(sealed.root)
    expect(await found(trusting(first.keyId))).toEqual([])
    // And back.
    await store.close()
    await open('sha256')
    await sealer.rotate(after(40), 'ed25519')
    await put('note-d')
    expect(await sealer.seal(after(50))).toMatchObject({ hash: 'sha256' })
    expect(await found(trusting(first.keyId))).toEqual([])
  })

  it('a tree of other leaves is found, though both keys signed it', async () => {
    await put('note-a')
    const first = (await sealer.seal(NINE))!
    await store.close()
    await open('sm3')
    const lying: SqliteStore = { ...store, tail: (from, ...more) => (from === '0000000000000000' ? { async *[Symbol.asyncIterator]() {
      for await (const batch of store.tail(from, ...more)) yield { ...batch, events: batch.events.map((event) => ({ ...event, hash: 'ab'.repeat(32) })) }
    } } : store.tail(from, ...more)) }
    await createSealer({ store: lying, keyFile, sealsDir }).rotate(after(20), 'sm2')
    expect(await found(trusting(first.keyId))).toEqual(['seal seal-root @1'])
  })

  it('begins with it: a new log of SM is SM2 and SM3 throughout', async () => {
    await store.close()
    rmSync(join(folder, 'data'), { recursive: true })
    mkdirSync(join(folder, 'data'))
    store = await openSqliteStore({ file: join(folder, 'data', 'log.db'), hash: 'sm3' })
    keyFile = join(folder, 'keys', 'sm.key')
    sealer = createSealer({ store, keyFile, keyKind: 'sm2', sealsDir })
    await put('note-a')
    const seal = (await sealer.seal(NINE)) as Seal
    expect([seal.hash, Buffer.from(seal.signature, 'base64url').length]).toEqual(['sm3', 64])
    expect(await found(trusting(seal.keyId))).toEqual([])
  })
})
