import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
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
