// One small document of numbers per question. A month's report is their sum, taken when somebody asks; what the promise board
// shows is summed as they change (promise-sums.ts). Nothing personal.
// I1 Synthetic questions have no county here, so no sum can find them.
import type { ConsultationEvent } from '@zhijian/contracts'
import { elapsedMs, type Instant } from '@zhijian/kernel'
import type { View } from '@zhijian/runtime'
import { consultationFact, hourOf } from './facts.ts'
import { promiseShares } from './promise-sums.ts'

export type Figures = {
  readonly countedCounty: string | null
  /** Of the opening, by the county's clock: `2026-12`. */
  readonly month: string
  /** The same, by the hour: `2026-12-01T09`. */
  readonly hour: string
  /** Null: the village was not said. */
  readonly township: string | null
  readonly topic: string
  readonly channel: string
  readonly via: string
  readonly openedAt: Instant
  readonly promise: 'pending' | 'kept' | 'broken' | 'voided' | 'waived'
  readonly firstAnswerMs: number | null
  /** To the first time the quorum was met. */
  readonly quorumMs: number | null
  /** To the closing of a question that nobody had answered. */
  readonly droppedMs: number | null
  readonly isOverdue: boolean
  readonly isClosed: boolean
  readonly isExhausted: boolean
  readonly tiersOpened: number
  /** People who may have been asked, over all tiers. */
  readonly audience: number
  readonly answersByTier: readonly [number, number, number]
  readonly answersLocal: number
  readonly hidden: number
  readonly claimsLapsed: number
  readonly followUps: number
  readonly replies: number
  readonly offers: number
  readonly ratings: readonly { readonly lawyerId: string; readonly stars: number }[]
}

const evolve = (before: Figures | null, { type, data }: ConsultationEvent): Figures | null => {
  if (type === 'ConsultationOpened') {
    const { isProbe, countyCode, villageCode, openedAt, policy, topic, channel, via } = data
    const hour = hourOf(openedAt, policy.utcOffsetMinutes)
    return {
      countedCounty: isProbe ? null : countyCode, month: hour.slice(0, 7), hour, township: villageCode?.slice(0, 9) ?? null, topic: topic.asked ?? topic.code, channel, via, openedAt,
      promise: 'pending', firstAnswerMs: null, quorumMs: null, droppedMs: null, isOverdue: false, isClosed: false, isExhausted: false, tiersOpened: 0, audience: 0,
      answersByTier: [0, 0, 0], answersLocal: 0, hidden: 0, claimsLapsed: 0, followUps: 0, replies: 0, offers: 0, ratings: [],
    }
  }
  if (before === null) return null
  const rated = (ratings: Figures['ratings']): Figures['ratings'] =>
    [...before.ratings.filter((old) => !ratings.some((each) => each.lawyerId === old.lawyerId)), ...ratings]
  switch (type) {
    case 'TierOpened': return { ...before, tiersOpened: before.tiersOpened + 1 }
    case 'AudienceRecorded': return { ...before, audience: before.audience + data.count }
    case 'TiersExhausted': return { ...before, isExhausted: true }
    case 'ClaimLapsed': return { ...before, claimsLapsed: before.claimsLapsed + 1 }
    case 'AnswerGiven': {
      const [county, region, nation] = before.answersByTier
      return {
        ...before, firstAnswerMs: before.firstAnswerMs ?? elapsedMs(before.openedAt, data.givenAt), answersLocal: before.answersLocal + Number(data.local),
        answersByTier: [county + Number(data.tier === 0), region + Number(data.tier === 1), nation + Number(data.tier === 2)],
      }
    }
    case 'AnswerHidden': return { ...before, hidden: before.hidden + 1 }
    case 'AnswerRestored': return { ...before, hidden: before.hidden - 1 }
    case 'PromiseKept': case 'PromiseRestored': return { ...before, promise: 'kept' }
    case 'PromiseBroken': return { ...before, promise: 'broken' }
    case 'PromiseReopened': return { ...before, promise: 'pending' }
    case 'PromiseVoided': return { ...before, promise: 'voided' }
    case 'QuorumMet': return { ...before, quorumMs: before.quorumMs ?? elapsedMs(before.openedAt, data.at) }
    case 'QuorumOverdue': return { ...before, isOverdue: true }
    case 'FollowUpAsked': return { ...before, followUps: before.followUps + 1 }
    case 'FollowUpAnswered': return { ...before, replies: before.replies + 1 }
    case 'AnotherLawyerOffered': return { ...before, offers: before.offers + 1 }
    case 'ConsultationClosed':
      return {
        ...before, isClosed: true, droppedMs: before.firstAnswerMs === null ? elapsedMs(before.openedAt, data.at) : null, promise: data.promiseWaived ? 'waived' : before.promise, ratings: rated(data.ratings),
      }
    case 'ConsultationReopened': return { ...before, isClosed: false }
    case 'AnswerRated': return { ...before, ratings: rated([data.rating]) }
    default: return before
  }
}

export const figures: View<Figures> = {
  collection: {
    name: 'consultation-figures', version: 3,
    indexes: [['countedCounty', 'month'], ['countedCounty', 'openedAt'], ['sumOf', 'by', 'grain', 'start'], ['by', 'grain', 'start']],
  },
  on: { categories: ['consultation'] },
  keys: (event) => [event.data.consultationId as string],
  evolve: (before, event) => evolve(before, consultationFact(event)),
  shares: promiseShares,
}
