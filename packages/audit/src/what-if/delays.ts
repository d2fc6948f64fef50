// How long people who are told take to answer, learnt from a log in which most were never waited for to the end: whoever had not
// answered when the question needed nobody any more only says that he takes longer than that (Kaplan and Meier 1958).
import { createHash } from 'node:crypto'

export interface Waited {
  readonly ms: number
  /** False: nobody waited longer. */
  readonly isAnswer: boolean
}

/** Share that has not answered after `ms`, downward in steps; what comes behind the last step is never. */
export interface Delays { readonly steps: readonly { readonly ms: number; readonly left: number }[]; readonly told: number; readonly answered: number }

export const learnDelays = (waited: readonly Waited[]): Delays => {
  const answers = new Map<number, number>()
  for (const { ms, isAnswer } of waited) if (isAnswer) answers.set(ms, (answers.get(ms) ?? 0) + 1)
  const sorted = waited.map(({ ms }) => ms).sort((a, b) => a - b)
  let [left, gone] = [1, 0]
  const steps = [...answers].sort(([a], [b]) => a - b).map(([ms, count]) => {
    while (gone < sorted.length && sorted[gone]! < ms) gone += 1
    left *= 1 - count / (sorted.length - gone)
    return { ms, left }
  })
  return { steps, told: waited.length, answered: waited.filter(({ isAnswer }) => isAnswer).length }
}

/**
 * @param draw from 0 to 1 @param after he is known to have taken longer than that; null: nothing is known of him
 * @returns null: never, as far as the log knows
 */
export const drawDelay = ({ steps }: Delays, draw: number, after: number | null): number | null => {
  const known = after === null ? 1 : steps.findLast(({ ms }) => ms <= after)?.left ?? 1
  return steps.find(({ ms, left }) => (after === null || ms > after) && left <= draw * known)?.ms ?? null
}

/** The same for the same seed and names, whatever else is drawn. @returns 0 (inclusive) to 1 (exclusive) */
export const drawFor = (seed: number, ...names: readonly string[]): number =>
  createHash('sha256').update([String(seed), ...names].join('\0')).digest().readUIntBE(0, 6) / 2 ** 48
