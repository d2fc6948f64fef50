// Worlds of a crowd, one after another in several processes, each written down when it is over: a run that is interrupted goes
// on where it was, here or wherever its ledger is carried.
import { Fault } from '@zhijian/kernel'
import type { Crowd, CrowdWorld } from '@zhijian/simulation'
import { elapsingMs } from '../adapters/patient-timers.ts'
import type { Ledger, Made } from './ledger.ts'
import { startWorker, type Worker } from './worker.ts'

export interface CrowdOptions {
  readonly ledger: Ledger
  readonly crowd: Crowd
  readonly machine: string
  /** The first; then the next, and the next. */
  readonly seed: number
  /** Ends when so many were asked, those of earlier runs on this code included. */
  readonly questions: number
  /** Begins no world after that. */
  readonly minutes: number | null
  readonly jobs: number
  /** Begins no world after it; those that run are finished. */
  readonly signal: AbortSignal
  readonly onWorld: (world: CrowdWorld, all: { readonly worlds: number; readonly questions: number; readonly failed: number }) => void
}

/** Worlds in one process: then another takes its place, with nothing of theirs left in memory. */
const WORLDS_A_PROCESS = 50

/**
 * @returns on which code; how many worlds and questions in all
 * @throws Fault `worker-died` (later), `code-changed` (never) when it was built anew meanwhile
 */
export const runCrowd = async (options: CrowdOptions): Promise<{ readonly code: string; readonly worlds: number; readonly questions: number }> => {
  const { ledger, crowd, machine, jobs, signal } = options
  const end = options.minutes === null ? Infinity : elapsingMs() + options.minutes * 60_000
  const first = await startWorker()
  const made: Made = { code: first.code, node: process.version, machine, crowd }
  const before = ledger.before(made)
  const done = new Set(before.map(({ seed }) => seed))
  let questions = before.reduce((sum, world) => sum + world.questions, 0)
  let worlds = before.length
  let failed = 0
  let next = options.seed
  const mayBegin = (): boolean => !signal.aborted && questions < options.questions && elapsingMs() < end
  const take = (): number => {
    while (done.has(next)) next += 1
    done.add(next)
    return next
  }

  const work = async (started: Worker | null): Promise<void> => {
    let worker = started
    try {
      while (mayBegin()) {
        worker ??= await startWorker()
        if (worker.code !== made.code) throw new Fault('code-changed', 'what a world loads was built anew while the crowd ran', { retry: 'never' })
        for (let n = 0; n < WORLDS_A_PROCESS && mayBegin(); n += 1) {
          const world = await worker.run({ seed: take(), crowd })
          ledger.write(made, world)
          worlds += 1
          questions += world.figures.questions
          if (!world.ok) failed += 1
          options.onWorld(world, { worlds, questions, failed })
        }
        worker.end()
        worker = null
      }
    } finally {
      worker?.end()
    }
  }
  await Promise.all(Array.from({ length: jobs }, (_, job) => work(job === 0 ? first : null)))
  return { code: made.code, worlds, questions }
}
