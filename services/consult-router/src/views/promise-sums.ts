// What one question adds to the sums of its county: of the hour and the day it was asked in, and of that day by township, by
// channel and by topic. Never by two of these at once: who asked about what, and where, is in no sum. Pure.
import { minutes } from '@zhijian/kernel'
import type { Share, Sum } from '@zhijian/runtime'
import type { Figures } from './figures.ts'

/** A first answer is looked for within 3, 6 and 10 minutes, exclusive: the windows of the tiers, and the promise. */
export const WITHIN_MS = { within3: minutes(3), within6: minutes(6), within10: minutes(10) } as const
const LOOKS = Object.keys(WITHIN_MS) as readonly (keyof typeof WITHIN_MS)[]

export const DIMENSIONS = ['all', 'township', 'channel', 'topic'] as const
export type Dimension = (typeof DIMENSIONS)[number]

/** `key`: of the dimension; empty where the question did not say, and of `all`. */
export type PromiseSum = Sum<{
  readonly sumOf: string; readonly by: Dimension; readonly grain: 'hour' | 'day'; readonly start: string; readonly key: string
}>

/** One question's figures; sums have the same names. `quorumOver`: met, or its time had passed. `dropped…`: the asker closed it unanswered before that many minutes. */
const counts = (question: Figures): Record<string, number> => ({
  asked: 1, answered: Number(question.firstAnswerMs !== null), [question.promise]: 1,
  quorum: Number(question.quorumMs !== null), quorumIn10: Number(question.quorumMs !== null && question.quorumMs < WITHIN_MS.within10),
  overdue: Number(question.isOverdue), quorumOver: Number(question.quorumMs !== null || question.isOverdue),
  ...Object.fromEntries(LOOKS.flatMap((look) => [
    [look, Number(question.firstAnswerMs !== null && question.firstAnswerMs < WITHIN_MS[look])],
    [`dropped${look.slice(6)}`, Number(question.droppedMs !== null && question.droppedMs < WITHIN_MS[look])],
  ])),
})

export const promiseShares = (question: Figures): readonly Share[] => {
  const { countedCounty: sumOf, hour, township, channel, topic } = question
  if (sumOf === null) return []
  const day = hour.slice(0, 10)
  const add = counts(question)
  const share = (by: Dimension, grain: 'hour' | 'day', start: string, key: string): Share =>
    ({ id: ['sum', sumOf, by, grain, start, key].join('/'), is: { sumOf, by, grain, start, key }, add })
  return [
    share('all', 'hour', hour, ''), share('all', 'day', day, ''),
    share('township', 'day', day, township ?? ''), share('channel', 'day', day, channel), share('topic', 'day', day, topic),
  ]
}
