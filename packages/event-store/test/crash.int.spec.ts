// Real processes on one file, killed in the middle of their work: what was acknowledged is there, once, and the chain whole.
import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkStore } from '../src/check.ts'
import { eventsOf, readTail, untilCaughtUp } from '../src/contract.ts'
import { openSqliteStore } from '../src/sqlite.ts'
import { newFolder } from './sqlite-log.ts'

interface Acknowledged { readonly stream: string; readonly version: number; readonly position: string }

const CHILD = fileURLToPath(new URL('crash-child.ts', import.meta.url))

interface Writer { readonly name: string; readonly writers: number; readonly perAppend: number }

/** Runs writers and kills them all as soon as each has told of so many appends. */
const killedAfter = async (acknowledgements: number, file: string, ...those: readonly Writer[]): Promise<readonly (readonly Acknowledged[])[]> => {
  const told: Acknowledged[][] = those.map(() => [])
  const children = those.map(({ name, writers, perAppend }) =>
    spawn(process.execPath, ['--conditions=source', CHILD, file, name, String(writers), String(perAppend)], { stdio: ['ignore', 'pipe', 'pipe'] }))
  await Promise.all(children.map((child, which) => new Promise<void>((resolve, reject) => {
    let complaint = ''
    child.stderr.on('data', (text: Buffer) => (complaint += text.toString()))
    createInterface({ input: child.stdout }).on('line', (line) => {
      const [stream, version, position] = line.split(' ') as [string, string, string]
      told[which]!.push({ stream, version: Number(version), position })
      if (told.every((each) => each.length >= acknowledgements)) for (const each of children) each.kill('SIGKILL')
    })
    child.on('close', (_code, signal) => {
      if (signal === 'SIGKILL') return resolve()
      for (const each of children) each.kill('SIGKILL')
      reject(new Error(`a writer ended by itself: ${complaint}`))
    })
  })))
  return told
}

let folder: string
let file: string
beforeEach(() => {
  folder = newFolder()
  file = join(folder, 'log.db')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const expectAllThere = async (acknowledged: readonly Acknowledged[]): Promise<number> => {
  const store = await openSqliteStore({ file })
  const report = await checkStore(store, null)
  expect(report.findings).toEqual([])
  const events = eventsOf(await readTail(store, null, {}, untilCaughtUp))
  const at = new Map(events.map((event) => [event.position as string, event]))
  for (const told of acknowledged) expect(at.get(told.position)).toMatchObject({ stream: told.stream, version: told.version })
  // Once: each event says which place in which stream it was made for.
  expect(events.map((event) => event.data.cause)).toEqual(events.map((event) => `${event.stream}/${event.version}`))
  expect(new Set(events.map((event) => event.id)).size).toBe(events.length)
  // Dropped, not closed: the next writer finds the log as a killed process leaves it.
  store.database.close()
  return events.length
}

describe('a process that is killed while it appends', () => {
  it.each([[1, 1, 1], [97, 1, 3], [400, 16, 1], [1013, 64, 2]])(
    'after %i acknowledgements of %i writers has lost nothing', async (acknowledgements, writers, perAppend) => {
      const [told] = await killedAfter(acknowledgements, file, { name: 'one', writers, perAppend }) as [readonly Acknowledged[]]
      expect(told.length).toBeGreaterThanOrEqual(acknowledgements)
      expect(await expectAllThere(told)).toBeGreaterThanOrEqual(told.length * perAppend)
    })

  it('may be killed again and again on the same log', async () => {
    const told: Acknowledged[] = []
    for (const acknowledgements of [1, 50, 3, 211]) {
      told.push(...(await killedAfter(acknowledgements, file, { name: 'one', writers: 8, perAppend: 2 })).flat())
      await expectAllThere(told)
    }
  })

  it('takes nothing with it of another process that writes at the same time', async () => {
    const told = await killedAfter(300, file, { name: 'left', writers: 8, perAppend: 1 }, { name: 'right', writers: 4, perAppend: 3 })
    await expectAllThere(told.flat())
    const store = await openSqliteStore({ file })
    // Both have really written side by side, neither waiting for the other to end.
    const sides = eventsOf(await readTail(store, null, {}, untilCaughtUp)).map((event) => event.stream.split('-')[1])
    expect(sides.filter((side, at) => at > 0 && side !== sides[at - 1]).length).toBeGreaterThan(5)
    await store.close()
  })
})
