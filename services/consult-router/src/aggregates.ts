// The deciders of this service with the contracts of their events.
import { callbackEvents, callEvents, consultationEvents, dangerEvents, policyEvents, reviewEvents } from '@zhijian/contracts'
import type { JsonObject } from '@zhijian/kernel'
import { call, type CallState } from './call.ts'
import { callback, type CallbackState } from './callback.ts'
import { consultation, SHIPPED_RULES, type ConsultationState } from './consultation.ts'
import { danger, type DangerState } from './danger.ts'
import { policyChange } from './policy-change.ts'
import { review, type ReviewState } from './review.ts'

export const consultationAggregate = {
  decider: consultation, events: consultationEvents,
  rules: { shipped: SHIPPED_RULES, opening: 'ConsultationOpened', of: ({ rules }: JsonObject) => rules as number },
  isOver: (state: ConsultationState) => state.phase === 'closed',
} as const
export const policyAggregate = { decider: policyChange, events: policyEvents } as const
export const callbackAggregate = { decider: callback, events: callbackEvents, isOver: (state: CallbackState) => state.phase !== 'absent' && state.overAt !== null } as const
export const callAggregate = { decider: call, events: callEvents, isOver: (state: CallState) => state.phase === 'ended' } as const
export const reviewAggregate = { decider: review, events: reviewEvents, isOver: (state: ReviewState) => state.phase === 'decided' } as const
export const dangerAggregate = { decider: danger, events: dangerEvents, isOver: (state: DangerState) => state.phase === 'resolved' } as const
