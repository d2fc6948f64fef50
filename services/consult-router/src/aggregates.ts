// The deciders of this service with the contracts of their events.
import { callbackEvents, callEvents, consultationEvents, dangerEvents, policyEvents, reviewEvents } from '@zhijian/contracts'
import type { JsonObject } from '@zhijian/kernel'
import type { Belonging } from '@zhijian/runtime'
import { call, type CallState } from './call.ts'
import { callback, type CallbackState } from './callback.ts'
import { consultation, SHIPPED_RULES, type ConsultationState } from './consultation.ts'
import { danger, type DangerState } from './danger.ts'
import { policyChange } from './policy-change.ts'
import { review, type ReviewState } from './review.ts'

/** What follows from a question lies in its county. */
const belongs = (state: { readonly phase: 'absent' } | { readonly subject: { readonly consultationId: string; readonly countyCode: string } }): Belonging =>
  ('subject' in state ? { place: state.subject.countyCode, consultationId: state.subject.consultationId } : { place: null, consultationId: null })

/** Where a call belongs is where its question does. */
const callBelongs = (state: CallState): Belonging =>
  ({ place: null, consultationId: state.phase === 'absent' ? null : state.consultationId })

export const consultationAggregate = {
  decider: consultation, events: consultationEvents,
  rules: { shipped: SHIPPED_RULES, opening: 'ConsultationOpened', of: ({ rules }: JsonObject) => rules as number },
  isOver: (state: ConsultationState) => state.phase === 'closed',
  unexpected: ['AudienceMissing'],
  belongs: (state: ConsultationState): Belonging =>
    (state.phase === 'absent' ? { place: null, consultationId: null } : { place: state.villageCode ?? state.countyCode, consultationId: state.consultationId }),
} as const
export const policyAggregate = { decider: policyChange, events: policyEvents } as const
export const callbackAggregate = { decider: callback, events: callbackEvents, belongs, isOver: (state: CallbackState) => state.phase !== 'absent' && state.overAt !== null } as const
export const callAggregate = { decider: call, events: callEvents, belongs: callBelongs, isOver: (state: CallState) => state.phase === 'ended' } as const
export const reviewAggregate = { decider: review, events: reviewEvents, belongs, isOver: (state: ReviewState) => state.phase === 'decided' } as const
export const dangerAggregate = { decider: danger, events: dangerEvents, belongs, isOver: (state: DangerState) => state.phase === 'resolved' } as const
