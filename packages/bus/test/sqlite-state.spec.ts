import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import type { Position } from '@zhijian/event-store'
import { openSqliteStore } from '@zhijian/event-store/sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { appendTo } from '../src/contract.ts'
import { openSqliteBusState } from '../src/sqlite-state.ts'
import type { ConsumerRecord, HeldStream } from '../src/state.ts'

let folder: string
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'zhijian-bus-')) })
afterEach(() => rmSync(folder, { recursive: true, force: true }))
const file = (): string => join(folder, 'bus.db')

const record: ConsumerRecord = {
  consumer: 'test.one', filter: { categories: ['case'] }, epoch: 'e', origin: null, checkpoint: null,
  through: '0000000000000007' as Position,
}
const held: HeldStream = { consumer: 'test.one', stream: 'case-a', next: 3, attempts: 2, parked: null }

describe('the bus state in SQLite', () => {
  it('is there again after closing; later records replace earlier ones, released streams are gone', async () => {
    const first = openSqliteBusState(file())
    await first.write({ consumers: [record], held: [held, { ...held, stream: 'case-b' }], released: [] })
    const later = { ...record, through: '0000000000000009' as Position }
    await first.write({
      consumers: [later], held: [{ ...held, next: 4 }], released: [{ consumer: 'test.one', stream: 'case-b' }],
    })
    await first.close()
    const second = openSqliteBusState(file())
    expect(await second.load()).toEqual({ consumers: [later], held: [{ ...held, next: 4 }] })
    await second.close()
  })

  it('belongs to one process: a second one is refused at once', async () => {
    const first = openSqliteBusState(file())
    expect(() => openSqliteBusState(file())).toThrow(expect.objectContaining({ code: 'bus-state-locked', retry: 'later' }))
    await first.close()
    await openSqliteBusState(file()).close()
  })

  it('says so when the file is something else', () => {
    writeFileSync(file(), 'not a database, and long enough to be read as one '.repeat(100))
    expect(() => openSqliteBusState(file())).toThrow(expect.objectContaining({ code: 'bus-state-unreadable', retry: 'never' }))
  })
})

describe('a damaged bus state', () => {
  const damage: Readonly<Record<string, () => void>> = {
    'something else': () => writeFileSync(file(), 'not a database, and long enough to be read as one '.repeat(100)),
    'a record that nobody wrote': () => {
      const db = new DatabaseSync(file())
      db.exec("update consumer set record = '{oops'")
      db.close()
    },
    'a file cut short': () => writeFileSync(file(), readFileSync(file()).subarray(0, 8192)),
  }
  it.each(Object.keys(damage))('is set aside at the start, and consumers begin again: %s', async (what) => {
    const before = openSqliteBusState(file())
    await before.write({
      consumers: [record], held: Array.from({ length: 200 }, (_, n) => ({ ...held, stream: `case-${n}` })), released: [],
    })
    await before.close()
    damage[what]!()
    const aside: string[] = []
    const state = openSqliteBusState(file(), (path) => {
      aside.push(path)
      renameSync(path, `${path}.aside`)
    })
    expect(await state.load()).toEqual({ consumers: [], held: [] })
    await state.write({ consumers: [record], held: [], released: [] })
    expect(aside).toEqual([file()])
    await state.close()
  })

  it('of a later release is no damage', () => {
    const db = new DatabaseSync(file())
    db.exec('pragma user_version = 9')
    db.close()
    expect(() => openSqliteBusState(file(), () => expect.unreachable())).toThrow(expect.objectContaining({ code: 'bus-state-of-another-release' }))
  })
})

describe('a process killed with kill -9 while it consumes', () => {
  /** Runs the worker until it wrote so many lines, then kills it. */
  const runUntil = (lines: number, seen: string, log: string): Promise<void> => new Promise((resolve, reject) => {
    const worker = fileURLToPath(new URL('./kill-worker.ts', import.meta.url))
    const child = spawn(process.execPath, ['--conditions=source', worker, log, file(), seen], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let count = 0
    child.stdout.on('data', (chunk: Buffer) => {
      count += chunk.toString().split('\n').length - 1
      if (count >= lines) child.kill('SIGKILL')
    })
    child.once('error', reject)
    child.once('close', () => resolve())
  })

  it('loses no event and keeps every stream in order, however often it is killed', async () => {
    const [log, seen] = [join(folder, 'log.db'), join(folder, 'seen.txt')]
    writeFileSync(seen, '')
    const store = await openSqliteStore({ file: log })
    const streams = Array.from({ length: 10 }, (_, i) => `case-${i}`)
    for (let i = 0; i < 400; i += 1) await appendTo(store, streams[(i * 7) % 10]!)
    for (const lines of [40, 90, 170]) await runUntil(lines, seen, log)
    for (let i = 0; i < 50; i += 1) await appendTo(store, streams[i % 10]!)
    await runUntil(Infinity, seen, log)
    const done = readFileSync(seen, 'utf8').split('\n').filter(Boolean)
    for (const stream of streams) {
      const firsts = [...new Set(done.filter((line) => line.startsWith(`${stream}@`)))]
      expect(firsts).toEqual((await store.read(stream)).map(({ version }) => `${stream}@${version}`))
    }
    // At least once, and not everything again: 450 events, and what three kills brought twice.
    expect(done.length).toBeLessThan(450 * 2)
    await store.close()
  })
})
