import { spawnSync } from 'node:child_process'
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { isFault } from '@zhijian/kernel'
import { afterEach, describe, expect, it } from 'vitest'
import { readStoreContract } from './contract.ts'
import type { ReadStore } from './port.ts'
import { openSqliteReadStore } from './sqlite.ts'
import type { Patience } from './waiting.ts'

const folders: string[] = []
const freshFile = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'read-store-'))
  folders.push(folder)
  return join(folder, 'views.db')
}
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

readStoreContract('sqlite', async ({ patience }) => {
  const file = freshFile()
  const handles: ReadStore[] = []
  const again = async (): Promise<ReadStore> => {
    const handle = await openSqliteReadStore({ file, patience, pollMs: 0 })
    handles.push(handle)
    return handle
  }
  const dispose = async (): Promise<void> => {
    for (const handle of handles) await handle.close()
  }
  return { store: await again(), again, dispose }
})

const checkpoint = (n: number) => ({ position: String(n).padStart(8, '0'), stream: 's', version: n, hash: '', epoch: 'e' })
const definition = { name: 'cases', version: 1, indexes: [['n']] }

describe('the sqlite read store', () => {
  const never: Patience = () => () => {}
  const faultOf = async (promise: Promise<unknown>): Promise<string> => {
    const error = await promise.then(() => null, (reason: unknown) => reason)
    return isFault(error) ? error.code : String(error)
  }

  it('lets a reader of one process see what another process wrote, without a knock', async () => {
    const file = freshFile()
    const writer = await openSqliteReadStore({ file })
    const reader = await openSqliteReadStore({ file, patience: never, pollMs: 1 })
    const [write, read] = [await writer.collection(definition), await reader.collection(definition)]
    const waiting = read.get('a', { atLeast: checkpoint(1).position })
    await write.apply([{ id: 'a', document: { n: 1 } }], checkpoint(1))
    expect(await waiting).toEqual({ n: 1 })
    await Promise.all([writer.close(), reader.close()])
  })

  it('keeps batch and checkpoint together over a kill in the middle of writing', async () => {
    const file = freshFile()
    const script = `
      import { openSqliteReadStore } from '@zhijian/read-store/sqlite'
      const cases = await (await openSqliteReadStore({ file: process.argv[1] })).collection(${JSON.stringify(definition)})
      for (let n = 1; ; n += 1) {
        if (n === 120) process.kill(process.pid, 'SIGKILL')
        const changes = [0, 1, 2].map((i) => ({ id: 'd' + i, document: { n } }))
        await cases.apply(changes, { position: String(n).padStart(8, '0'), stream: 's', version: n, hash: '', epoch: 'e' })
      }`
    const run = spawnSync(process.execPath, ['--conditions=source', '--input-type=module', '-e', script, file],
      { cwd: import.meta.dirname })
    expect(run.signal).toBe('SIGKILL')
    const store = await openSqliteReadStore({ file })
    const cases = await store.collection(definition)
    expect((await cases.checkpoint())!.version).toBe(119)
    expect([...(await cases.getMany(['d0', 'd1', 'd2'])).values()]).toEqual([{ n: 119 }, { n: 119 }, { n: 119 }])
    await store.close()
  })

  it('says that a file is no database, or damaged, and that it can be thrown away', async () => {
    const file = freshFile()
    writeFileSync(file, 'not a database, but long enough to be looked at '.repeat(100))
    expect(await faultOf(openSqliteReadStore({ file }))).toBe('store-damaged')
    expect(await faultOf(openSqliteReadStore({ file: join(file, 'nowhere', 'x.db') }))).toBe('store-unavailable')
  })

  it('is busy, later, while another process holds the file; afterwards it writes', async () => {
    const file = freshFile()
    const store = await openSqliteReadStore({ file, busyMs: 0 })
    const cases = await store.collection(definition)
    const other = new DatabaseSync(file)
    other.exec('BEGIN IMMEDIATE')
    expect(await faultOf(cases.apply([{ id: 'a', document: { n: 1 } }], checkpoint(1)))).toBe('store-busy')
    expect(await cases.get('a')).toBeNull()
    other.exec('ROLLBACK')
    await cases.apply([{ id: 'a', document: { n: 1 } }], checkpoint(1))
    expect(await cases.get('a')).toEqual({ n: 1 })
    other.close()
    await store.close()
  })

  it('is full, later, when there is no room, and keeps what it had', async () => {
    const file = freshFile()
    const store = await openSqliteReadStore({ file, maxPages: 40 })
    const cases = await store.collection(definition)
    await cases.apply([{ id: 'a', document: { n: 1 } }], checkpoint(1))
    const large = { n: 2, text: 'x'.repeat(400_000) }
    const tooMuch = cases.apply([{ id: 'a', document: { n: 2 } }, { id: 'b', document: large }], checkpoint(2))
    expect(await faultOf(tooMuch)).toBe('store-full')
    expect(await cases.get('a')).toEqual({ n: 1 })
    expect(await cases.checkpoint()).toEqual(checkpoint(1))
    await store.close()
  })
})

describe('batches of one turn of the event loop', () => {
  it('are written together, one that cannot be written fails alone, and each is there when it resolves', async () => {
    const file = freshFile()
    const store = await openSqliteReadStore({ file, pollMs: 0 })
    const others = await Promise.all(['a', 'b', 'c'].map((name) => store.collection({ ...definition, name })))
    const cases = await store.collection(definition)
    /** Frames of the journal that end a transaction: those that say how large the file is after it. */
    const commits = (): number => {
      const [wal, frame] = [readFileSync(`${file}-wal`), 24 + 4096]
      return Array.from({ length: (wal.length - 32) / frame }, (_, n) => wal.readUInt32BE(32 + n * frame + 4)).filter((pages) => pages > 0).length
    }
    const before = commits()
    await Promise.all(others.map((each) => each.apply([{ id: 'x', document: { n: 1 } }], checkpoint(1))))
    expect(commits() - before).toBe(1)

    const cyclic: Record<string, unknown> = { n: 2 }
    cyclic['self'] = cyclic
    const told = await Promise.allSettled([
      others[0]!.apply([{ id: 'x', document: { n: 2 } }], checkpoint(2)), cases.apply([{ id: 'y', document: { n: 2 } }, { id: 'x', document: cyclic as never }], checkpoint(2)),
      others[1]!.apply([{ id: 'x', document: null }], checkpoint(2)), others[2]!.apply([{ id: 'x', document: { n: 9 } }], checkpoint(1)),
    ])
    expect(told.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled'])
    expect(await Promise.all([...others, cases].map((each) => each.get('x')))).toEqual([{ n: 2 }, null, { n: 1 }, null])
    expect([await cases.get('y'), await cases.checkpoint()]).toEqual([null, null])
    await store.close()
  })

  it('are not lost by a store that closes', async () => {
    const file = freshFile()
    const store = await openSqliteReadStore({ file })
    const cases = await store.collection(definition)
    const written = cases.apply([{ id: 'a', document: { n: 1 } }], checkpoint(1))
    await store.close()
    await written
    const again = await openSqliteReadStore({ file })
    expect(await (await again.collection(definition)).get('a')).toEqual({ n: 1 })
    await again.close()
  })
})

describe('a damaged file', () => {
  const open = async (file: string, aside: string[] = []): Promise<ReadStore> => openSqliteReadStore({
    file, pollMs: 0,
    setAside(path) {
      aside.push(path)
      for (const part of ['', '-wal', '-shm']) if (existsSync(path + part)) renameSync(path + part, `${path}.${aside.length}${part}`)
    },
  })
  const filled = async (file: string, documents = 2_000): Promise<void> => {
    const store = await open(file)
    const cases = await store.collection(definition)
    await cases.apply(Array.from({ length: documents }, (_, n) => ({ id: `case-${n}`, document: { n, text: 'x'.repeat(100) } })), checkpoint(1))
    await store.close()
  }
  const overwrite = (file: string, from: number, bytes: number): void => {
    const handle = openSync(file, 'r+')
    writeSync(handle, Buffer.alloc(bytes, 0xa5), 0, bytes, from)
    closeSync(handle)
  }

  it.each([
    ['garbage', (file: string) => writeFileSync(file, 'no database at all '.repeat(1000))],
    ['a torn first page', (file: string) => overwrite(file, 0, 4096)],
    ['a file cut short', (file: string) => truncateSync(file, 8192)],
  ])('is set aside at the start, or as soon as it is met, and an empty one takes its place: %s', async (_what, damage) => {
    const [file, aside] = [freshFile(), [] as string[]]
    await filled(file)
    damage(file)
    const store = await open(file, aside)
    const cases = await store.collection(definition).catch(() => store.collection(definition))
    // A reader may be the first to meet it, and is told to come again.
    await cases.find({ sort: [['n', 'asc']], limit: 1000 }).catch((error: unknown) => expect(error).toMatchObject({ code: 'not-yet', retry: 'later' }))
    expect(await cases.find({})).toEqual({ items: [], next: null })
    expect(await cases.checkpoint()).toBeNull()
    expect(aside).toEqual([file])
    expect(existsSync(`${file}.1`)).toBe(true)
    await store.close()
  })

  it('of no bytes is simply empty', async () => {
    const [file, aside] = [freshFile(), [] as string[]]
    await filled(file)
    truncateSync(file, 0)
    const store = await open(file, aside)
    expect(await (await store.collection(definition)).checkpoint()).toBeNull()
    expect(aside).toEqual([])
    await store.close()
  })

  it('met while others write takes nothing from them: nobody writes on before he has looked where the new one is', async () => {
    const [file, aside] = [freshFile(), [] as string[]]
    await filled(file)
    const [first, other] = [await open(file, aside), { ...definition, name: 'people' }]
    const people = await first.collection(other)
    await people.apply([{ id: 'zhao', document: { n: 1 } }], checkpoint(1))
    await first.close()
    // Everything behind the first pages: the tables are damaged, the schema is not.
    overwrite(file, 10 * 4096, 40 * 4096)
    const store = await open(file, aside)
    const [casesAgain, peopleAgain] = [await store.collection(definition), await store.collection(other)]
    const met = async (): Promise<unknown> => {
      for (let n = 0; n < 2_000; n += 1) await casesAgain.get(`case-${n}`)
      return null
    }
    await expect(met()).rejects.toMatchObject({ code: 'not-yet', retry: 'later' })
    expect(aside).toEqual([file])
    await expect(peopleAgain.apply([{ id: 'qian', document: { n: 2 } }], checkpoint(2))).rejects.toMatchObject({ code: 'not-yet' })
    expect(await peopleAgain.checkpoint()).toBeNull()
    await peopleAgain.apply([{ id: 'zhao', document: { n: 1 } }], checkpoint(1))
    expect(await peopleAgain.get('zhao')).toEqual({ n: 1 })
    await expect(casesAgain.apply([], checkpoint(2))).rejects.toMatchObject({ code: 'not-yet' })
    await store.close()
  })

  it('is a fault where nobody takes it away', async () => {
    const file = freshFile()
    writeFileSync(file, 'no database at all '.repeat(1000))
    await expect(openSqliteReadStore({ file })).rejects.toMatchObject({ code: 'store-damaged', retry: 'never' })
  })
})
