// What the SQLite adapter promises beyond the contract: groups, locks, full disks, damaged files, a checked start.
import { copyFileSync, openSync, readFileSync, rmSync, statSync, writeFileSync, writeSync, closeSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, describe, expect, it } from 'vitest'
import { isFault, type Fault } from '@zhijian/kernel'
import { eventsOf, readTail, sampleEvent, untilCaughtUp } from '../src/contract.ts'
import type { Checkpoint, EventStore, Expected, Appended } from '../src/port.ts'
import { openSqliteStore, type SqliteStore, type SqliteStoreOptions } from '../src/sqlite.ts'
import { newFolder, tamper } from './sqlite-log.ts'

const folders: string[] = []
const open: SqliteStore[] = []
const newFile = (): string => join((folders.push(newFolder()), folders.at(-1)!), 'log.db')
const openStore = async (options: SqliteStoreOptions): Promise<SqliteStore> => {
  const store = await openSqliteStore({ pollMs: 1, ...options })
  open.push(store)
  return store
}
afterEach(async () => {
  for (const store of open.splice(0)) await store.close().catch(() => {})
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

const put = (store: EventStore, stream: string, expected: Expected, ...causes: readonly string[]): Promise<Appended> =>
  store.append(stream, causes.map((cause) => sampleEvent(cause)), expected)
const faultOf = (work: Promise<unknown>): Promise<Fault> =>
  work.then(() => Promise.reject(new Error('no fault')), (error: unknown) => (isFault(error) ? error : Promise.reject(error)))

describe('group commit', () => {
  it('puts all appends of one turn into one transaction', async () => {
    const file = newFile()
    const store = await openStore({ file })
    const watcher = new DatabaseSync(file)
    const commits = (): unknown => watcher.prepare('pragma data_version').get()
    const seen = new Set<string>()
    await put(store, 'note-first', 'no-stream', 'first')
    const before = commits()
    await Promise.all(Array.from({ length: 64 }, (_, n) => put(store, `note-${n}`, 'no-stream', `e${n}`).then(() => seen.add(JSON.stringify(commits())))))
    // Every append was told after one and the same commit.
    expect([...seen]).toHaveLength(1)
    expect(seen.has(JSON.stringify(before))).toBe(false)
    watcher.close()
  })

  it('splits what is too much for one transaction, in order', async () => {
    const store = await openStore({ file: newFile() })
    const appended = await Promise.all(Array.from({ length: 4500 }, (_, n) => put(store, `note-${n % 9}`, n < 9 ? 'no-stream' : Math.floor(n / 9) - 1, `e${n}`)))
    expect(appended.map((each) => Number(each.position))).toEqual(Array.from({ length: 4500 }, (_, n) => n + 1))
  })
})

describe('another process', () => {
  it('that holds the lock too long makes appends fail with store-busy; later they pass', async () => {
    const file = newFile()
    const store = await openStore({ file, busyMs: 0 })
    await put(store, 'note-a', 'no-stream', 'one')
    const other = new DatabaseSync(file)
    other.exec('begin immediate')
    const fault = await faultOf(put(store, 'note-a', 0, 'two'))
    expect([fault.code, fault.retry]).toEqual(['store-busy', 'later'])
    // Readers are never held up by a writer.
    expect(await store.read('note-a')).toHaveLength(1)
    other.exec('rollback')
    expect(await put(store, 'note-a', 0, 'two')).toMatchObject({ version: 1, written: true })
    other.close()
  })

  it('that lets go in time is waited for, without holding up this process', async () => {
    const file = newFile()
    const store = await openStore({ file, busyMs: 60_000 })
    const other = new DatabaseSync(file)
    other.exec('begin immediate')
    const appending = put(store, 'note-a', 'no-stream', 'one')
    const turn = await new Promise((resolve) => setImmediate(() => setImmediate(resolve, 'the loop turned')))
    expect(turn).toBe('the loop turned')
    other.exec('rollback')
    expect(await appending).toMatchObject({ version: 0, written: true })
    other.close()
  })

  it('may open the same new file at the same time', async () => {
    const file = newFile()
    const stores = await Promise.all([openStore({ file }), openStore({ file }), openStore({ file })])
    expect(new Set(stores.map((store) => store.epoch)).size).toBe(1)
    expect(new Set(stores.map((store) => store.storeId)).size).toBe(1)
  })
})

describe('a full disk', () => {
  it('is told as store-full; nothing is half there, reads go on, and smaller things still fit', async () => {
    const store = await openStore({ file: newFile(), maxBytes: 120 * 4096 })
    const big = (cause: string) => sampleEvent(cause, { text: 'x'.repeat(100_000) })
    let fault: Fault | undefined
    let written = 0
    while (!fault) {
      await store.append(`note-${written}`, [big(`e${written}`)], 'no-stream').then(() => (written += 1), (error) => (fault = error as Fault))
    }
    expect(fault).toMatchObject({ code: 'store-full', retry: 'later' })
    expect(written).toBeGreaterThan(2)
    expect(await store.read(`note-${written}`)).toEqual([])
    expect(eventsOf(await readTail(store, null, {}, untilCaughtUp))).toHaveLength(written)
    expect(await put(store, 'note-small', 'no-stream', 'small')).toMatchObject({ version: 0, written: true })
  })

  it('refuses the whole group, and takes it again when there is space', async () => {
    const file = newFile()
    const store = await openStore({ file, maxBytes: 60 * 4096 })
    const append = (who: string) => store.append(`note-${who}`, [sampleEvent(who, { text: 'x'.repeat(100_000) })], 'no-stream')
    const outcomes = await Promise.allSettled(['a', 'b', 'c', 'd'].map(append))
    expect(outcomes.map((each) => each.status)).toEqual(['rejected', 'rejected', 'rejected', 'rejected'])
    expect(await store.head()).toBe(null)
    store.database.exec('pragma max_page_count = 1000')
    expect((await Promise.all(['a', 'b', 'c', 'd'].map(append))).map((each) => each.written)).toEqual([true, true, true, true])
  })
})

describe('a damaged file', () => {
  it('is no log: refused', async () => {
    const file = newFile()
    writeFileSync(file, 'this is not a database, and it is longer than the header of one would be. '.repeat(20))
    expect(await faultOf(openSqliteStore({ file }))).toMatchObject({ code: 'store-damaged', retry: 'never' })
  })
  it('is another database: refused, and left as it is', async () => {
    const file = newFile()
    tamper(file, 'create table other(x); insert into other values (1)')
    const before = readFileSync(file)
    expect(await faultOf(openSqliteStore({ file }))).toMatchObject({ code: 'store-damaged', retry: 'never' })
    expect(readFileSync(file).equals(before)).toBe(true)
  })
  it('was written by a later release: refused', async () => {
    const file = newFile()
    await (await openStore({ file })).close()
    tamper(file, 'pragma user_version = 99')
    expect(await faultOf(openSqliteStore({ file }))).toMatchObject({ code: 'store-format', retry: 'never' })
  })
  it('cannot be opened: said so', async () => {
    expect(await faultOf(openSqliteStore({ file: join(newFolder(), 'no', 'such', 'folder', 'log.db') }))).toMatchObject({ code: 'store-unavailable' })
  })

  it('has a damaged page: a fault that names the place, and the rest is still read and written', async () => {
    const file = newFile()
    const first = await openStore({ file })
    for (let n = 0; n < 40; n += 1) await first.append(`note-${n}`, [sampleEvent(`e${n}`, { text: 'x'.repeat(2000) })], 'no-stream')
    const place = first.database.prepare(`select pageno from dbstat where name = 'events' and pagetype = 'leaf' order by path limit 1 offset 4`).get() as { pageno: number }
    await first.close()
    const fd = openSync(file, 'r+')
    writeSync(fd, Buffer.alloc(4096, 0xff), 0, 4096, (place.pageno - 1) * 4096)
    closeSync(fd)
    const store = await openStore({ file })
    const outcomes = await Promise.allSettled(Array.from({ length: 40 }, (_, n) => store.read(`note-${n}`)))
    const failed = outcomes.flatMap((each, n) => (each.status === 'rejected' ? [[n, each.reason as Fault] as const] : []))
    expect(failed.length).toBeGreaterThan(0)
    expect(failed.length).toBeLessThan(10)
    for (const [n, fault] of failed) {
      expect(['store-damaged', 'chain-broken']).toContain(fault.code)
      expect(fault.message).toContain(`note-${n}`)
    }
    const tailFault = await faultOf(readTail(store, null, {}, untilCaughtUp))
    expect(tailFault.message).toMatch(/position \d{16}/)
    const whole = outcomes.findIndex((each) => each.status === 'fulfilled')
    expect(await put(store, `note-${whole}`, 0, 'more')).toMatchObject({ version: 1 })
  })
})

describe('the start', () => {
  const filled = async (): Promise<string> => {
    const file = newFile()
    const store = await openStore({ file })
    await put(store, 'note-a', 'no-stream', 'a0', 'a1', 'a2')
    await put(store, 'note-b', 'no-stream', 'b0')
    await store.close()
    return file
  }
  /** As a killed process leaves it: what was appended since the mark is not under it. */
  const killed = async (): Promise<string> => {
    const file = await filled()
    tamper(file, 'update log set clean = 1')
    return file
  }

  it('knows how far the log was closed in order', async () => {
    const store = await openStore({ file: await filled() })
    expect(store.cleanUpTo()).toBe(await store.head())
  })
  it('keeps its epoch and its name', async () => {
    const file = await filled()
    const [one, two] = [await openStore({ file }), await openStore({ file })]
    expect([two.epoch, two.storeId]).toEqual([one.epoch, one.storeId])
  })
  it('checks what came after the last clean stop, and only that', async () => {
    const edit = (position: number): string => `update events set text = replace(text, 'p-1', 'p-9') where position = ${position}`
    const later = await killed()
    tamper(later, edit(3))
    expect(await faultOf(openSqliteStore({ file: later }))).toMatchObject({ code: 'chain-broken', message: expect.stringMatching(/^note-a@2: /) })
    const earlier = await killed()
    tamper(earlier, edit(1))
    expect(await (await openStore({ file: earlier })).head()).not.toBe(null)
  })
  it.each([
    ['a truncated tail', 'delete from events where position = 4'],
    ['an event removed from the middle', 'delete from events where position = 2'],
    ['an event added behind the end', "insert into events select 5, stream, version + 1, kind, text, hash from events where position = 4"],
  ])('refuses %s', async (_case, sql) => {
    const file = await killed()
    tamper(file, sql)
    expect(await faultOf(openSqliteStore({ file }))).toMatchObject({ code: 'chain-broken', retry: 'never' })
  })

  it('refuses another stream’s event in an event’s place, although it fits what precedes it', async () => {
    const file = await killed()
    tamper(file, `update events set (text, hash) = (select text, hash from events where position = 1) where position = 4;
      update streams set hash = (select hash from events where position = 4) where name = 'note-b'`)
    expect(await faultOf(openSqliteStore({ file }))).toMatchObject({ code: 'chain-broken', message: expect.stringMatching(/^note-b@0: it was written as note-a@0/) })
  })

  it('refuses a log that lies behind a consumer, with the position', async () => {
    const file = await filled()
    const early = join(folders.at(-1)!, 'early.db')
    copyFileSync(file, early)
    const store = await openStore({ file })
    const { position } = await put(store, 'note-b', 0, 'b1')
    const last = (await store.lastEvent('note-b'))!
    const seen: Checkpoint = { position, stream: 'note-b', version: last.version, hash: last.hash, epoch: store.epoch }
    await store.close()
    expect(await (await openStore({ file, mustHold: [seen] })).head()).toBe(position)
    const fault = await faultOf(openSqliteStore({ file: early, mustHold: [seen] }))
    expect(fault).toMatchObject({ code: 'log-behind', retry: 'never' })
    expect(fault.message).toContain(position)
    // A consumer of another epoch starts anew; it is no reason to refuse.
    expect(await (await openStore({ file: early, mustHold: [{ ...seen, epoch: 'another' }] })).head()).not.toBe(null)
  })
  it('refuses a log that holds something else where a consumer was', async () => {
    const file = await filled()
    const store = await openStore({ file })
    const last = (await store.lastEvent('note-b'))!
    const seen: Checkpoint = { position: last.position, stream: 'note-b', version: 0, hash: 'ab'.repeat(32), epoch: store.epoch }
    await store.close()
    expect(await faultOf(openSqliteStore({ file, mustHold: [seen] }))).toMatchObject({ code: 'chain-broken' })
  })
  it('refuses a log that ends before the mark outside', async () => {
    const file = newFile()
    const sealsDir = newFolder()
    folders.push(sealsDir)
    const store = await openStore({ file, sealsDir })
    await put(store, 'note-a', 'no-stream', 'a0')
    await store.close()
    const early = join(folders[0]!, 'early.db')
    copyFileSync(file, early)
    const again = await openStore({ file, sealsDir })
    const { position } = await put(again, 'note-a', 0, 'a1')
    await again.close()
    expect((await faultOf(openSqliteStore({ file: early, sealsDir }))).message).toContain(position)
    expect(statSync(early).size).toBeGreaterThan(0)
  })
})
