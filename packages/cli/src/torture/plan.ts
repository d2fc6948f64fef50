// What is done to a platform, drawn from a seed alone: the same seed tortures in the same order, at the same distances.
// P1 In every round each fault comes once, shuffled: each process is killed and frozen and cut off in its turn.
// P2 Now and then the next comes before the platform has recovered from this one.
// P3 What is frozen or cut off stays so for longer than the others wait before they take its work over.
import { draw } from '../load/plan.ts'

export type Cruelty =
  /** kill -9 of one, or of two at once. */
  | { readonly kind: 'kill'; readonly names: readonly string[] }
  /** kill -9 of the broker, and its store is gone or torn when it comes back. */
  | { readonly kind: 'empty' | 'truncate'; readonly names: readonly [string] }
  /** SIGSTOP, and SIGCONT after so long. */
  | { readonly kind: 'freeze'; readonly names: readonly [string]; readonly forMs: number }
  /** Their connections to the broker break, and new ones are refused for so long. */
  | { readonly kind: 'cut'; readonly names: readonly string[]; readonly forMs: number }

export interface Planned {
  /** From 1. */
  readonly n: number
  readonly afterMs: number
  readonly cruelty: Cruelty
  /** Whether the platform may become whole again before the next. */
  readonly mayRecover: boolean
}

export interface Victims {
  /** Processes that host services, and who answers for the lawyers. */
  readonly processes: readonly string[]
  readonly broker: string
  /** Of views and of the log, where they are servers. */
  readonly servers: readonly string[]
}

const PAUSE_MS = { from: 200, to: 1500 }
/** Work is taken over after 2 s (a message in hand, and a deadline of the next in rank). */
const AWAY_MS = { from: 2500, to: 5000 }
const PAIRS = 3
const HASTY = 0.35

const shuffled = <T>(items: readonly T[], ...words: readonly (string | number)[]): T[] =>
  items.map((item, n) => [draw(...words, n), item] as const).sort(([a], [b]) => a - b).map(([, item]) => item)

export const tortures = function* (seed: number, { processes, broker, servers }: Victims): Generator<Planned, never> {
  let n = 0
  for (let round = 0; ; round += 1) {
    const within = ({ from, to }: typeof PAUSE_MS, ...words: readonly (string | number)[]): number => Math.round(from + draw(seed, round, ...words) * (to - from))
    const everything = [...processes, broker, ...servers]
    const pairs = Array.from({ length: PAIRS }, (_, pair) => shuffled(everything, seed, round, 'pair', pair).slice(0, 2))
    const deck: readonly Cruelty[] = [
      ...everything.map((name) => ({ kind: 'kill' as const, names: [name] })),
      ...pairs.map((names) => ({ kind: 'kill' as const, names })),
      { kind: 'empty', names: [broker] }, { kind: 'truncate', names: [broker] },
      ...processes.map((name) => ({ kind: 'freeze' as const, names: [name] as const, forMs: within(AWAY_MS, 'freeze', name) })),
      ...processes.map((name) => ({ kind: 'cut' as const, names: [name], forMs: within(AWAY_MS, 'cut', name) })),
      { kind: 'cut', names: processes, forMs: within(AWAY_MS, 'cut') },
    ]
    for (const cruelty of shuffled(deck, seed, round, 'deck')) {
      n += 1
      yield { n, afterMs: within(PAUSE_MS, 'pause', n), cruelty, mayRecover: draw(seed, n, 'hasty') >= HASTY }
    }
  }
}
