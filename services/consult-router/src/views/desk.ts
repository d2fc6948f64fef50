// What waits at the bureau: call-backs of the 12348 desk, answers before reviewers, dangers. One document per case, listed by
// county and by whether it is still to be done.
import type { CallbackEvent, DangerEvent, ReviewEvent } from '@zhijian/contracts'
import type { Instant } from '@zhijian/kernel'
import type { View } from '@zhijian/runtime'
import { callbackFact, dangerFact, monthOf, reviewFact } from './facts.ts'

type Data<Event extends { readonly type: string }, Type extends Event['type']> = Extract<Event, { readonly type: Type }> extends { readonly data: infer D } ? D : never

export type CallbackView = {
  readonly callbackId: string
  readonly consultationId: string
  readonly countyCode: string
  readonly askerId: string
  readonly cause: string
  readonly isOpen: boolean
  readonly phase: 'waiting' | 'taken' | 'reached' | 'failed' | 'cancelled'
  /** When it should be taken, or, taken, when it ends. */
  readonly dueAt: Instant | null
  readonly isUntaken: boolean
  readonly agentId: string | null
  readonly attempts: readonly { readonly attempt: number; readonly failure: string | null; readonly at: Instant }[]
  readonly requestedAt: Instant
  readonly endsAt: Instant
  readonly month: string
}

export const callbacks: View<CallbackView> = {
  collection: { name: 'callbacks', version: 1, indexes: [['countyCode', 'isOpen', 'dueAt'], ['countyCode', 'isOpen', 'requestedAt'], ['countyCode', 'month'], ['consultationId', 'requestedAt']] },
  on: { categories: ['callback'] },
  keys: (event) => [event.data.callbackId as string],
  evolve: (before, event) => {
    const { type, data } = callbackFact(event)
    if (type === 'CallbackRequested') return requested(data)
    if (before === null) return null
    const over = (phase: CallbackView['phase']): CallbackView => ({ ...before, phase, isOpen: false, dueAt: null })
    switch (type) {
      case 'CallbackUntaken': return { ...before, isUntaken: true, dueAt: before.endsAt }
      case 'CallbackTaken': return { ...before, phase: 'taken', agentId: data.agentId, dueAt: before.endsAt }
      case 'CallbackReleased': return { ...before, phase: 'waiting', agentId: null, dueAt: data.takeDue ?? before.endsAt }
      case 'CallAttemptFailed': return { ...before, attempts: [...before.attempts, { attempt: data.attempt, failure: data.failure, at: data.at }] }
      case 'CallbackReached': return { ...over('reached'), attempts: [...before.attempts, { attempt: data.attempt, failure: null, at: data.at }] }
      case 'CallbackFailed': return over('failed')
      case 'CallbackCancelled': return over('cancelled')
      default: return type satisfies never
    }
  },
}
const requested = (data: Data<CallbackEvent, 'CallbackRequested'>): CallbackView => {
  const { callbackId, consultationId, countyCode, askerId, cause, takeDue, endsAt, at } = data
  return {
    callbackId, consultationId, countyCode, askerId, cause, isOpen: true, phase: 'waiting', dueAt: takeDue, isUntaken: false, agentId: null, attempts: [],
    requestedAt: at, endsAt, month: monthOf(at),
  }
}

export type ReviewView = {
  readonly reviewId: string
  readonly consultationId: string
  readonly countyCode: string
  readonly answerId: string
  readonly lawyerId: string
  readonly isOpen: boolean
  readonly flags: readonly string[]
  readonly complaints: readonly NonNullable<Data<ReviewEvent, 'ReviewOpened'>['complaint']>[]
  readonly reviewerId: string | null
  readonly decideDue: Instant | null
  readonly isOverdue: boolean
  readonly openedAt: Instant
  readonly decisions: readonly { readonly decision: string; readonly reason: string | null; readonly reviewerId: string; readonly at: Instant }[]
  readonly month: string
}

export const reviews: View<ReviewView> = {
  collection: { name: 'reviews', version: 1, indexes: [['countyCode', 'isOpen', 'decideDue'], ['countyCode', 'isOpen', 'openedAt'], ['countyCode', 'month'], ['lawyerId', 'openedAt']] },
  on: { categories: ['review'] },
  keys: (event) => [event.data.reviewId as string],
  evolve: (before, event) => {
    const { type, data } = reviewFact(event)
    const caused = (view: ReviewView, cause: Data<ReviewEvent, 'ReviewCauseAdded'> | Data<ReviewEvent, 'ReviewOpened'>): ReviewView => ({
      ...view, flags: [...new Set([...view.flags, ...cause.flags])],
      complaints: cause.complaint === null ? view.complaints : [...view.complaints, cause.complaint],
    })
    if (type === 'ReviewOpened') {
      const { reviewId, consultationId, countyCode, answerId, lawyerId, decideDue, at } = data
      const known = before ?? { flags: [], complaints: [], decisions: [] }
      return caused({
        reviewId, consultationId, countyCode, answerId, lawyerId, isOpen: true, flags: known.flags, complaints: known.complaints, reviewerId: null, decideDue,
        isOverdue: false, openedAt: at, decisions: known.decisions, month: monthOf(at),
      }, data)
    }
    if (before === null) return null
    switch (type) {
      case 'ReviewCauseAdded': return caused(before, data)
      case 'ReviewTaken': return { ...before, reviewerId: data.reviewerId }
      case 'ReviewOverdue': return { ...before, isOverdue: true }
      case 'ReviewDecided': {
        const { decision, reason, reviewerId, at } = data
        return { ...before, isOpen: false, decideDue: null, reviewerId, decisions: [...before.decisions, { decision, reason, reviewerId, at }] }
      }
      default: return type satisfies never
    }
  },
}

export type DangerView = {
  readonly dangerId: string
  readonly consultationId: string
  readonly followUpId: string | null
  readonly countyCode: string
  readonly codes: readonly string[]
  readonly isOpen: boolean
  readonly phase: 'calling' | 'unheard' | 'acknowledged' | 'resolved'
  readonly rank: string
  readonly acknowledgeDue: Instant | null
  readonly acknowledgedBy: string | null
  readonly waitMs: number | null
  readonly outcome: string | null
  readonly raisedAt: Instant
  readonly month: string
}

export const dangers: View<DangerView> = {
  collection: { name: 'dangers', version: 1, indexes: [['countyCode', 'isOpen', 'raisedAt'], ['countyCode', 'month'], ['consultationId', 'raisedAt']] },
  on: { categories: ['danger'] },
  keys: (event) => [event.data.dangerId as string],
  evolve: (before, event) => {
    const { type, data } = dangerFact(event)
    if (type === 'DangerRaised') return raised(data)
    if (before === null) return null
    switch (type) {
      case 'DangerEscalated': return { ...before, rank: data.rank, acknowledgeDue: data.acknowledgeDue }
      case 'DangerUnheard': return { ...before, phase: 'unheard', acknowledgeDue: null }
      case 'DangerAcknowledged': return { ...before, phase: 'acknowledged', acknowledgeDue: null, acknowledgedBy: data.by, waitMs: data.waitMs }
      case 'DangerResolved': return { ...before, phase: 'resolved', isOpen: false, outcome: data.outcome }
      default: return type satisfies never
    }
  },
}
const raised = (data: Data<DangerEvent, 'DangerRaised'>): DangerView => {
  const { dangerId, consultationId, followUpId, countyCode, codes, rank, acknowledgeDue, at } = data
  return {
    dangerId, consultationId, followUpId, countyCode, codes, isOpen: true, phase: 'calling', rank, acknowledgeDue, acknowledgedBy: null, waitMs: null, outcome: null,
    raisedAt: at, month: monthOf(at),
  }
}
