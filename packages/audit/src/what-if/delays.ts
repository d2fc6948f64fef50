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

export const learnDelays = (waited: readonly Waited[]): Delays => delaysOf(Float64Array.from(waited, ({ ms }) => ms), Float64Array.from(waited.filter(({ isAnswer }) => isAnswer), ({ ms }) => ms))

/** @param waited of everybody @param answers of those who answered; both are put in order */
export const delaysOf = (waited: Float64Array, answers: Float64Array): Delays => {
  waited.sort()
  answers.sort()
  const steps: { ms: number; left: number }[] = []
  let [left, gone] = [1, 0]
  for (let at = 0; at < answers.length;) {
    const ms = answers[at]!
    const first = at
    while (answers[at] === ms) at += 1
    while (gone < waited.length && waited[gone]! < ms) gone += 1
    left *= 1 - (at - first) / (waited.length - gone)
    steps.push({ ms, left })
  }
  return { steps, told: waited.length, answered: answers.length }
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
