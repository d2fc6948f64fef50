// What happens to each question of a load run, from the seed and its number alone: who answers from where, who asks on, who
// closes. The shares are invented to walk every way a question can go, not measured from a county.
import { createHash } from 'node:crypto'

export interface QuestionPlan {
  /** Answers by tier; the next tier is waited for when the ones before do not make a quorum. */
  readonly answers: readonly [county: number, region: number, nation: number]
  readonly followUps: number
  readonly isReplied: boolean
  readonly isClosed: boolean
  readonly isReopened: boolean
}

/** 0 ≤ x < 1, the same for the same words. */
export const draw = (...words: readonly (string | number)[]): number =>
  createHash('sha256').update(words.join('/')).digest().readUInt32BE(0) / 4294967296

const WAYS: readonly (readonly [share: number, answers: QuestionPlan['answers']])[] = [
  [0.55, [3, 0, 0]], [0.15, [1, 2, 0]], [0.1, [2, 1, 0]], [0.12, [1, 1, 1]], [0.05, [0, 1, 2]], [0.03, [0, 0, 0]],
]

export const planOf = (seed: number, n: number): QuestionPlan => {
  let left = draw(seed, n, 'way')
  const [, answers] = WAYS.find(([share]) => (left -= share) < 0) ?? WAYS[0]!
  const isAnswered = answers.some((count) => count > 0)
  const isClosed = draw(seed, n, 'close') < 0.7
  return {
    answers, isClosed,
    followUps: isAnswered && draw(seed, n, 'follow') < 0.5 ? 1 : 0,
    isReplied: draw(seed, n, 'reply') < 0.9,
    isReopened: isAnswered && isClosed && draw(seed, n, 'reopen') < 0.1,
  }
}
