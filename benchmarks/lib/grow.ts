// Makes the folder of a platform whose log holds so many questions: an empty platform first, then the questions in bulk. The folder says
// how far it is (growing.json), so that growing goes on where it was cut: what was put in twice is in the log once (P2 of the store).
import { spawn } from 'node:child_process'
import { on } from 'node:events'
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { openSqliteBusState } from '@zhijian/bus'
import { openSqliteStore, type SqliteStore } from '@zhijian/event-store/sqlite'
import { dataPaths } from '@zhijian/host'
import { apart, costOf } from './bench.ts'
import { append, type BatchOf } from './questions.ts'

export const GROWN = fileURLToPath(new URL('grown-platform.ts', import.meta.url))
export type Row = Readonly<Record<string, number>> & { readonly questions: number }

export interface Growing {
  /** When the first was asked. */
  readonly beganMs: number
  /** In the log, whole. */
  readonly questions: number
  /** Since the last size that was measured: what was appended, and what that cost. */
  readonly appended: { readonly events: number; readonly cpuMs: number; readonly wallMs: number }
  /** Of the sizes that were measured. */
  readonly rows: readonly Row[]
}
const NOTHING = { events: 0, cpuMs: 0, wallMs: 0 }
/** Between the askings of two questions, ms. */
const APART_MS = 500
/** The last is over by now, and none has rested so long that a clock of it has run. */
const REST_MS = 3 * 86_400_000

const stateFile = (folder: string): string => join(folder, 'growing.json')
export const note = (folder: string, growing: Growing): void => {
  writeFileSync(`${stateFile(folder)}.new`, JSON.stringify(growing, null, 2))
  renameSync(`${stateFile(folder)}.new`, stateFile(folder))
}
/** @param most it will ever hold */
export const growingIn = (folder: string, most: number): Growing => {
  let found: Growing
  try {
    found = JSON.parse(readFileSync(stateFile(folder), 'utf8')) as Growing
  } catch {
    found = { beganMs: Date.now() - REST_MS - most * APART_MS, questions: 0, appended: NOTHING, rows: [] }
    apart(GROWN, [folder, '0'])
    note(folder, found)
  }
  if (found.beganMs + most * APART_MS > Date.now() - REST_MS) throw new Error(`${folder} was begun for fewer than ${most} questions: begin another`)
  return found
}

/** Steps that may be decided and not appended yet. */
const AHEAD = 8
/** One thread decides, this one appends: two cores, and one log that is written by one. The thread's own start costs nobody anything. */
const putIn = async (store: SqliteStore, from: number, to: number, beganMs: number): Promise<Growing['appended']> => {
  const room = new Int32Array(new SharedArrayBuffer(4))
  const worker = new Worker(new URL('decide-ahead.ts', import.meta.url), { workerData: { from, to, beganMs, room } })
  const messages = on(worker, 'message', { close: ['exit'] }) as AsyncIterable<readonly [string | null]>
  const steps = messages[Symbol.asyncIterator]()
  if ((await steps.next()).value?.[0] !== '') throw new Error('the thread that decides said something else than that it is there')
  let events = 0
  const cost = await costOf(async () => {
    const makeRoom = (steps: number): void => {
      Atomics.add(room, 0, steps)
      Atomics.notify(room, 0)
    }
    makeRoom(AHEAD)
    for (let step = await steps.next(); step.value?.[0] !== null; step = await steps.next()) {
      if (step.done) throw new Error(`nobody decides questions ${from} to ${to} any more`)
      events += await append(store, JSON.parse(step.value[0]) as readonly BatchOf[])
      makeRoom(1)
    }
  })
  return { events, ...cost }
}

/** In a process of its own, so that it is nobody's cost here. */
const sealBehind = (folder: string): Promise<void> => new Promise((resolve, reject) => {
  const child = spawn(process.execPath, [fileURLToPath(new URL('seal-behind.ts', import.meta.url)), folder], { stdio: ['ignore', 'ignore', 'inherit'] })
  child.on('error', reject)
  child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`seal-behind.ts: exit ${code}`))))
})

/** Questions between two notes of how far it is. */
const CHUNK = 10_000

/**
 * Puts in what is missing. Consumers are told that they have seen it: what would follow from every event anew (audiences, notices) is not
 * what is measured. It is sealed, as a log that grows by the day is.
 */
export const grow = async (folder: string, before: Growing, to: number): Promise<Growing> => {
  const { files, folders } = dataPaths(join(folder, 'var'))
  const store = await openSqliteStore({ file: files.log, sealsDir: folders.seals })
  let growing = before
  let sealing: Promise<void> = Promise.resolve()
  let isSealing = false
  const seal = (): Promise<void> => {
    isSealing = true
    return sealBehind(folder).finally(() => { isSealing = false })
  }
  while (growing.questions < to) {
    const [from, through] = [growing.questions, Math.min(to, growing.questions + CHUNK)]
    const { events, cpuMs, wallMs } = await putIn(store, from, through, growing.beganMs)
    const { appended } = growing
    growing = { ...growing, questions: through, appended: { events: appended.events + events, cpuMs: appended.cpuMs + cpuMs, wallMs: appended.wallMs + wallMs } }
    note(folder, growing)
    if (!isSealing && through < to) sealing = seal()
  }
  await sealing
  await seal()
  const head = await store.head()
  await store.close()
  const state = openSqliteBusState(files.bus)
  const { consumers } = await state.load()
  await state.write({ consumers: consumers.map((record) => ({ ...record, origin: head, checkpoint: null, through: head })), held: [], released: [] })
  await state.close()
  return growing
}
/** The size that was reached has been measured. */
export const measured = (folder: string, growing: Growing, row: Row): Growing => {
  const after = { ...growing, appended: NOTHING, rows: [...growing.rows, row] }
  note(folder, after)
  return after
}
