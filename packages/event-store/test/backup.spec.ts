import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isFault, plus, type Fault, type Instant } from '@zhijian/kernel'
import { backupStore, checkBackup, readManifest, restoreStore, type Restored, type RestoreOptions } from '../src/backup.ts'
import { checkStore } from '../src/check.ts'
import { sampleEvent } from '../src/contract.ts'
import { readCopies, readEnd, readPublicKeys } from '../src/outside.ts'
import type { Appended, Checkpoint, Expected } from '../src/port.ts'
import { createSealer, logStream } from '../src/seal.ts'
import { openSqliteStore, type SqliteStore } from '../src/sqlite.ts'
import { newFolder, tamper } from './sqlite-log.ts'

const NINE = '2026-11-22T09:00:00.000Z' as Instant
const after = (minutes: number): Instant => plus(NINE, minutes * 60_000)

let root: string
let file: string
let sealsDir: string
let folder: string
let store: SqliteStore
const sealed = (now: Instant) => createSealer({ store, keyFile: join(root, 'seal.pem'), sealsDir }).seal(now, { force: true })
beforeEach(async () => {
  root = newFolder()
  mkdirSync(join(root, 'data'))
  file = join(root, 'data', 'log.db')
  sealsDir = join(root, 'outside')
  folder = join(root, 'backup')
  store = await openSqliteStore({ file })
  await put('note-a', 'no-stream', 'a0', 'a1')
  await sealed(NINE)
})
afterEach(async () => {
  await store.close().catch(() => {})
  rmSync(root, { recursive: true, force: true })
})
const put = (stream: string, expected: Expected, ...causes: readonly string[]): Promise<Appended> =>
  store.append(stream, causes.map((cause) => sampleEvent(cause)), expected)
const restore = (more: Partial<RestoreOptions> = {}): Promise<Restored> => restoreStore({ folder, file, now: after(60), sealsDir, ...more })
const faultOf = (work: Promise<unknown>): Promise<Fault> =>
  work.then(() => Promise.reject(new Error('no fault')), (error: unknown) => (isFault(error) ? error : Promise.reject(error)))

describe('backup', () => {
  it('says what it holds, in one file', async () => {
    const manifest = await backupStore(store, folder, after(5))
    const head = (await store.lastEvent(logStream(store.storeId)))!
    expect(manifest).toMatchObject({
      format: 1, storeId: store.storeId, epoch: store.epoch, at: after(5), position: head.position, headHash: head.hash,
      seal: { version: 0, position: '0000000000000002', root: head.data.root },
    })
    expect(readManifest(folder)).toEqual(manifest)
    expect(readdirSync(folder).sort()).toEqual(['log.db', 'manifest.json'])
    expect(readFileSync(join(folder, 'log.db')).length).toBe(manifest.bytes)
  })

  it('is whole although the log is written to meanwhile', async () => {
    const big = (n: number) => store.append('note-big', [sampleEvent(`e${n}`, { text: 'x'.repeat(20_000) })], n === 0 ? 'no-stream' : n - 1)
    // More than one round of copying, so that commits fall between two.
    for (let n = 0; n < 600; n += 1) await big(n)
    let isCopying = true
    let written = 600
    const writing = (async () => {
      for (; isCopying; written += 1) await big(written)
    })()
    const rounds: number[] = []
    const manifest = await backupStore(store, folder, after(5), (done) => rounds.push(done)).finally(() => (isCopying = false))
    await writing
    expect(rounds).toEqual([...rounds].sort((a, b) => a - b))
    expect(rounds.length).toBeGreaterThan(0)
    expect(written).toBeGreaterThan(600)
    expect(Number(manifest.position)).toBeGreaterThanOrEqual(603)
    expect(Number(manifest.position)).toBeLessThan(Number(await store.head()))
    expect(await checkBackup(folder, join(root, 'scratch.db'))).toEqual(manifest)
    expect(existsSync(join(root, 'scratch.db'))).toBe(false)
    expect(await store.read('note-big')).toHaveLength(written)
  })

  it('does not write into a folder that holds something', async () => {
    mkdirSync(folder)
    writeFileSync(join(folder, 'letter.txt'), 'x')
    expect(await faultOf(backupStore(store, folder, after(5)))).toMatchObject({ code: 'backup-exists', retry: 'never' })
  })

  it.each<[string, () => void]>([
    ['a changed copy', () => appendFileSync(join(folder, 'log.db'), 'x')],
    ['an edited event', () => tamper(join(folder, 'log.db'), `update events set text = replace(text, 'p-1', 'p-9') where position = 1`)],
    ['a missing manifest', () => rmSync(join(folder, 'manifest.json'))],
    ['a missing copy', () => rmSync(join(folder, 'log.db'))],
    ['a manifest that is cut off', () => writeFileSync(join(folder, 'manifest.json'), '{"format":1,')],
  ])('that has %s is not restored, and the log in place stays', async (_case, damage) => {
    await backupStore(store, folder, after(5))
    damage()
    await store.close()
    expect(await faultOf(restore())).toMatchObject({ code: 'backup-damaged', retry: 'never' })
    store = await openSqliteStore({ file, sealsDir })
    expect(await store.read('note-a')).toHaveLength(2)
    expect(readdirSync(join(root, 'data')).filter((name) => name.includes('restoring'))).toEqual([])
  })

  it('whose manifest was made to fit an edited copy is not restored either', async () => {
    await backupStore(store, folder, after(5))
    tamper(join(folder, 'log.db'), `update events set text = replace(text, 'p-1', 'p-9') where position = 1`)
    const { createHash } = await import('node:crypto')
    const sha256 = createHash('sha256').update(readFileSync(join(folder, 'log.db'))).digest('hex')
    writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ ...readManifest(folder), sha256 }))
    await store.close()
    const fault = await faultOf(restore())
    expect(fault).toMatchObject({ code: 'backup-damaged' })
    expect(fault.message).toContain('note-a@0')
  })
})

describe('restore', () => {
  it('brings back what was, under a new epoch, and says so in the log and outside', async () => {
    await backupStore(store, folder, after(5))
    const { epoch } = store
    const seal = (await store.lastEvent(logStream(store.storeId)))!
    await store.close()
    const restored = await restore()
    expect(restored).toMatchObject({ storeId: store.storeId, previousEpoch: epoch, position: seal.position })
    store = await openSqliteStore({ file, sealsDir })
    expect(store.epoch).toBe(restored.epoch)
    expect(store.epoch).not.toBe(epoch)
    const note = (await store.lastEvent(logStream(store.storeId)))!
    expect(note.type).toBe('LogRestored.v1')
    expect(note.data).toMatchObject({ root: seal.data.root, position: seal.data.position, restoredTo: seal.position, previousEpoch: epoch, epoch: restored.epoch })
    expect(readCopies(sealsDir, store.storeId).map((copy) => copy.name)).toEqual(['LogSealed', 'LogRestored'])
  })

  it('refuses to overwrite a log that has gone on, unless it is told to; what is overwritten is kept', async () => {
    await backupStore(store, folder, after(5))
    await put('note-a', 1, 'a2')
    await sealed(after(10))
    const seen = (await store.lastEvent('note-a'))!
    const checkpoint: Checkpoint = { ...seen, epoch: store.epoch }
    await store.close()
    expect(await faultOf(restore())).toMatchObject({ code: 'store-newer', retry: 'never' })
    const { replaced } = await restore({ force: true })
    store = await openSqliteStore({ file, sealsDir, mustHold: [checkpoint] })
    expect(await store.read('note-a')).toHaveLength(2)
    // Whoever followed the log notices.
    expect(await store.holds(checkpoint)).toBe(false)
    const before = await openSqliteStore({ file: replaced! })
    expect(await before.read('note-a')).toHaveLength(3)
    await before.close()
  })

  it('is followed by seals of the new branch; the check knows the fork', async () => {
    await backupStore(store, folder, after(5))
    await put('note-a', 1, 'a2')
    await sealed(after(10))
    await put('note-a', 2, 'a3')
    await sealed(after(20))
    await store.close()
    await restore({ force: true })
    store = await openSqliteStore({ file, sealsDir })
    const knowledge = { copies: readCopies(sealsDir, store.storeId), end: readEnd(sealsDir, store.storeId), keys: readPublicKeys(sealsDir) }
    expect((await checkStore(store, knowledge)).findings).toEqual([])
    await put('note-a', 1, 'x2', 'x3')
    expect(await sealed(after(70))).toMatchObject({ size: 6 })
    expect(readCopies(sealsDir, store.storeId).map((copy) => `${copy.name}@${copy.place.version}`))
      .toEqual(['LogSealed@0', 'LogSealed@1', 'LogSealed@2', 'LogRestored@1', 'LogSealed@2'])
    const report = await checkStore(store, { copies: readCopies(sealsDir, store.storeId), end: readEnd(sealsDir, store.storeId), keys: readPublicKeys(sealsDir) })
    expect(report.findings).toEqual([])
    await store.close()
    store = await openSqliteStore({ file, sealsDir })
    expect(await store.read('note-a')).toHaveLength(4)
  })

  it('can be repeated after it was interrupted between the folder outside and the log', async () => {
    await backupStore(store, folder, after(5))
    await store.close()
    const before = readFileSync(file)
    await restore()
    rmSync(file)
    writeFileSync(file, before)
    expect(await faultOf(openSqliteStore({ file, sealsDir }))).toMatchObject({ code: 'log-behind' })
    await restore({ now: after(61) })
    store = await openSqliteStore({ file, sealsDir })
    const report = await checkStore(store, { copies: readCopies(sealsDir, store.storeId), end: readEnd(sealsDir, store.storeId), keys: readPublicKeys(sealsDir) })
    expect(report.findings).toEqual([])
  })

  it('makes a log where there is none, and replaces one that cannot be read', async () => {
    await backupStore(store, folder, after(5))
    await store.close()
    expect((await restore({ file: join(root, 'elsewhere', 'log.db') })).replaced).toBe(null)
    writeFileSync(file, 'x'.repeat(8192))
    const { replaced } = await restore()
    expect(readFileSync(replaced!, 'utf8')).toBe('x'.repeat(8192))
    store = await openSqliteStore({ file, sealsDir })
    expect(await store.read('note-a')).toHaveLength(2)
  })

  it('refuses while a process has the log open, and to overwrite another log', async () => {
    await backupStore(store, folder, after(5))
    expect(await faultOf(restore())).toMatchObject({ code: 'store-in-use', retry: 'later' })
    await store.close()
    const other = join(root, 'other.db')
    const stranger = await openSqliteStore({ file: other })
    await stranger.append('note-a', [sampleEvent('x')], 'no-stream')
    await stranger.close()
    expect(await faultOf(restore({ file: other }))).toMatchObject({ code: 'store-other', retry: 'never' })
  })
})
