// What goes wrong with disks and files: a clear answer, no stack, nothing of what people wrote.
import { closeSync, openSync, statSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { openSqliteStore } from '@zhijian/event-store/sqlite'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTerminal, explain } from '../src/terminal.ts'
import { brokenDoor, copyOf, makeStopped, remove, run } from './world.ts'

let template: string
let copy: ReturnType<typeof copyOf>
beforeAll(async () => {
  template = await makeStopped()
})
afterAll(() => remove(template))
beforeEach(() => {
  copy = copyOf(template)
})
afterEach(() => remove(copy.root))

/** Overwrites whole pages in the middle of the log. */
const corrupt = (share: number): void => {
  const { size } = statSync(copy.log)
  const fd = openSync(copy.log, 'r+')
  for (let at = Math.floor(size * share / 4096) * 4096, page = 0; page < 4; page += 1) writeSync(fd, Buffer.alloc(4096, 0x5a), 0, 4096, at + page * 4096)
  closeSync(fd)
}
const clear = (err: string): void => {
  expect(err).toMatch(/[\u4e00-\u9fff]/)
  expect(err).not.toMatch(/\bat \S+ \(|node:internal|SqliteError|bug/)
}

describe('a corrupt page', () => {
  it('in the middle: check says where, and goes on behind it', async () => {
    corrupt(0.5)
    const { code, json } = await run(copy.data, ['check', '--json'])
    expect(code).toBe(1)
    expect(json.findings.map(({ kind }: { kind: string }) => kind)).toContain('unreadable')
  })
  it('stops replay with what to do', async () => {
    corrupt(0.5)
    const { code, err, out } = await run(copy.data, ['replay', 'verify'])
    expect([1, 3]).toContain(code)
    clear(err + out)
  })
  it('of the head: it is no log', async () => {
    corrupt(0)
    const { code, err } = await run(copy.data, ['replay', 'verify'])
    expect(code).toBe(3)
    clear(err)
    expect(err).toContain('从最近的备份恢复')
  })
  it('is seen by the doctor', async () => {
    corrupt(0)
    expect(await run(copy.data, ['doctor', '--json'], { env: { PORT: '0' } })).toMatchObject({ code: 1, json: { looks: expect.arrayContaining([expect.objectContaining({ key: 'doctor.log.unreadable' })]) } })
  })
})

describe('a locked database', () => {
  it('is said as such after a while, and readable again when it is free', async () => {
    const other = new DatabaseSync(copy.log)
    other.exec('pragma locking_mode = exclusive; begin exclusive; update log set clean = clean')
    const { code, err } = await run(copy.data, ['check'])
    expect(code).toBe(3)
    clear(err)
    expect(err).toContain('另一个进程')
    other.exec('commit')
    other.close()
    expect((await run(copy.data, ['check'])).code).toBe(0)
  })
})

describe('a full disk', () => {
  it('an append is refused as such, and nothing that was there is lost', async () => {
    const store = await openSqliteStore({ file: copy.log, maxBytes: statSync(copy.log).size })
    const [event] = await store.read('consultation-q1')
    const grown = Array.from({ length: 120 }, (_, n) => ({ ...event!, id: `01890000-0000-7000-8000-${String(n).padStart(12, '0')}` }))
    await expect(store.append('consultation-full', grown, 'no-stream')).rejects.toMatchObject({ code: 'store-full', retry: 'later' })
    await store.close()
    expect((await run(copy.data, ['replay', 'verify'])).code).toBe(0)
  })
  it('is said as such, whoever met it', () => {
    const terminal = createTerminal({ out: { write: () => {} }, err: { write: () => {} } }, { json: false, lang: 'zh-CN' }, () => 0)
    // /dev/full refuses every write as a full disk does.
    const met = (() => {
      try {
        writeFileSync('/dev/full', 'x')
        return null
      } catch (error) {
        return error
      }
    })()
    expect(explain(terminal, met)).toBe('磁盘已满：write。请清理或扩容后再试')
  })
  it('a backup to where none can be says so', async () => {
    const { code, err } = await run(copy.data, ['backup', join(copy.log, 'kept')])
    expect(code).toBe(3)
    clear(err)
  })
})

describe('a folder that is not as it should be', () => {
  it('no store, a file that is no database, seals that are cut: each has its sentence', async () => {
    expect((await run(join(copy.root, 'nothing'), ['check'])).err).toContain('这里没有存储')
    const fd = openSync(copy.log, 'w')
    writeSync(fd, 'this is no database, and was never one; it only has its name'.repeat(20))
    closeSync(fd)
    const { code, err } = await run(copy.data, ['replay', 'verify'])
    expect(code).toBe(3)
    clear(err)
  })
  it('a platform whose door does not know the operation is said', async () => {
    const door = await brokenDoor(copy.data)
    const { code, err } = await run(copy.data, ['status'])
    expect(code).toBe(3)
    expect(err).toContain('no-such-operation')
    await door.close()
  })
})
