// Many questions for the price of few worlds: a quarter of a day in a county where many people ask, so that what a world costs by itself
// (its founding, its processes, what is looked at once) is shared by a thousand of them and more. Most worlds have one process, as most
// installations have: two over one log do everything twice, and cost as much. What people do within a second they do at once, which
// makes them meet more often, not less.
import type { Scale } from './county.ts'
import type { FaultLevel } from './faults.ts'
import type { Host } from './instance.ts'
import { simulate, type SimulationOptions } from './simulate.ts'
import { addFigures, noFigures, type Figures } from './report.ts'

/** What all worlds of a crowd have in common. */
export interface Crowd {
  readonly hours: number
  readonly faults: FaultLevel
  readonly scale: Scale
  /** What is due within so many milliseconds happens at once. */
  readonly tickMs: number
  /** Every so many seeds has two processes over one log, the others have one. */
  readonly pairEvery: number
  /** Every so many seeds is run a second time, to the same bytes. */
  readonly twiceEvery: number
}

/** Few lawyers, so that places, claims and their patience run short as well. */
export const CROWD: Crowd = { hours: 6, faults: 'many', scale: { counsel: 16, regional: 20, national: 24, questionsPerHour: 240 }, tickMs: 1000, pairEvery: 10, twiceEvery: 25 }

export const isTwice = ({ twiceEvery }: Crowd, seed: number): boolean => seed % twiceEvery === 0

/** What is kept of a world when it is over: one line of a ledger. */
export interface CrowdWorld {
  readonly seed: number
  readonly crowd: Crowd
  /** Run a second time. */
  readonly twice: boolean
  readonly ok: boolean
  /** The first few. */
  readonly breaches: readonly { readonly rule: string; readonly stream: string; readonly version: number; readonly says: string }[]
  readonly story: readonly string[]
  /** Of the log's bytes. */
  readonly digest: string
  readonly figures: Figures
  /** Processor time, its share of what its process cost included. */
  readonly cpuMs: number
}

const SHOWN = 5

/** The seed's world, as a simulation of its own would run it. */
export const optionsOf = (crowd: Crowd, seed: number): SimulationOptions => ({
  seed, hours: crowd.hours, faults: crowd.faults, scale: crowd.scale, twice: isTwice(crowd, seed), processes: seed % crowd.pairEvery === 0 ? 2 : 1, tickMs: crowd.tickMs,
})

/** @param cpuMs of this process so far */
export const runCrowdWorld = async (crowd: Crowd, seed: number, host: Host, cpuMs: () => number): Promise<CrowdWorld> => {
  const begun = cpuMs()
  const of = { seed, crowd, twice: isTwice(crowd, seed) }
  try {
    const { ok, breaches, story, digest, figures } = await simulate(optionsOf(crowd, seed), host)
    return { ...of, ok, breaches: breaches.slice(0, SHOWN), story, digest, figures, cpuMs: cpuMs() - begun }
  } catch (error) {
    // A world that cannot go on to its end is told of like one that breaks a rule: the others go on.
    const says = error instanceof Error ? error.stack ?? error.message : String(error)
    return {
      ...of, ok: false, breaches: [{ rule: 'a-world-comes-to-its-end', stream: '', version: -1, says }], story: [], digest: '', figures: { ...noFigures(), worlds: 1 },
      cpuMs: cpuMs() - begun,
    }
  }
}

export const sumOf = (figures: Iterable<Figures>): Figures => {
  const sum = noFigures()
  for (const each of figures) addFigures(sum, each)
  return sum
}
