// Worlds of a crowd, one after another in several processes, each written down when it is over: a run that is interrupted goes
// on where it was, and what it came to is told from what was written down.
import { fork, type ChildProcess } from 'node:child_process'
import { appendFileSync, existsSync, mkdirSync, readFileSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isDeepStrictEqual } from 'node:util'
import { Fault } from '@zhijian/kernel'
import type { Crowd, CrowdWorld } from '@zhijian/simulation'
import { elapsingMs } from '../adapters/patient-timers.ts'
import type { Told } from './crowd.thread.ts'

export interface CrowdOptions {
  /** Holds the ledger. */
  readonly folder: string
  readonly crowd: Crowd
  readonly build: string
  /** The first; then the next, and the next. */
  readonly seed: number
  /** Ends when so many were asked, those of earlier runs included. */
  readonly questions: number
  /** Begins no world after that. */
  readonly minutes: number | null
  readonly jobs: number
  /** Begins no world after it; those that run are finished. */
  readonly signal: AbortSignal
  readonly onWorld: (world: CrowdWorld, all: { readonly worlds: number; readonly questions: number; readonly failed: number }) => void
}

const ledgerOf = (folder: string): string => join(folder, 'worlds.jsonl')

/** Every world that was written down. A last line that a kill cut short is left out: its world is run again. */
export const readWorlds = (folder: string): readonly CrowdWorld[] => {
  const ledger = ledgerOf(folder)
  if (!existsSync(ledger)) return []
  const lines = readFileSync(ledger, 'utf8').split('\n')
  return lines.flatMap((line, at) => {
    if (line === '') return []
    try {
      return [JSON.parse(line) as CrowdWorld]
    } catch {
      if (at === lines.length - 1) return []
      throw new Fault('ledger-unreadable', `${ledger} line ${at + 1} is not what a run of a crowd writes`, { retry: 'never', about: { file: ledger, line: at + 1 } })
    }
  })
}

/** Worlds in one process: then another takes its place, with nothing of theirs left in memory. */
const WORLDS_A_PROCESS = 50
/** A young generation of 192 MB: what a world makes and forgets is forgotten there. Whoever repeats a failing seed has stacks. */
const FLAGS = ['--max-semi-space-size=64', '--stack-trace-limit=0']

/** From its sources too it starts what was built: Node does not read decorators, which the services' edges have. */
const WORKER = new URL(import.meta.url.endsWith('.ts') ? '../../dist/src/crowd/crowd.thread.js' : './crowd.thread.js', import.meta.url)
const startWorker = (): ChildProcess => fork(fileURLToPath(WORKER), [], { execArgv: FLAGS, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })

const ask = (worker: ChildProcess, told: Told): Promise<CrowdWorld> => new Promise((resolve, reject) => {
  const died = (code: number | null, signal: string | null): void => reject(new Fault('worker-died', `seed ${told.seed}: its process ended with ${signal ?? code}`, { retry: 'later' }))
  worker.once('exit', died)
  worker.once('message', (world) => {
    worker.off('exit', died)
    resolve(world as CrowdWorld)
  })
  worker.send(told)
})

/** @returns all worlds of this build and crowd, from this run and earlier ones */
export const runCrowd = async (options: CrowdOptions): Promise<readonly CrowdWorld[]> => {
  const { folder, crowd, build, jobs, signal } = options
  mkdirSync(folder, { recursive: true })
  const worlds = readWorlds(folder).filter((world) => world.build === build && isDeepStrictEqual(world.crowd, crowd))
  const done = new Set(worlds.map(({ seed }) => seed))
  const ledger = ledgerOf(folder)
  if (existsSync(ledger)) {
    const bytes = readFileSync(ledger)
    truncateSync(ledger, bytes.lastIndexOf('\n') + 1)
  }
  const end = options.minutes === null ? Infinity : elapsingMs() + options.minutes * 60_000
  let questions = worlds.reduce((sum, world) => sum + world.figures.questions, 0)
  let next = options.seed
  const mayBegin = (): boolean => !signal.aborted && questions < options.questions && elapsingMs() < end
  const take = (): number => {
    while (done.has(next)) next += 1
    done.add(next)
    return next
  }

  const work = async (): Promise<void> => {
    while (mayBegin()) {
      const worker = startWorker()
      try {
        for (let n = 0; n < WORLDS_A_PROCESS && mayBegin(); n += 1) {
          const world = await ask(worker, { seed: take(), build, crowd })
          appendFileSync(ledger, `${JSON.stringify(world)}\n`)
          worlds.push(world)
          questions += world.figures.questions
          options.onWorld(world, { worlds: worlds.length, questions, failed: worlds.filter(({ ok }) => !ok).length })
        }
      } finally {
        worker.kill()
      }
    }
  }
  await Promise.all(Array.from({ length: jobs }, work))
  return worlds
}
