// The deciders of this service with the contracts of their events.
import { callbackEvents, consultationEvents, dangerEvents, policyEvents, reviewEvents } from '@zhijian/contracts'
import { callback } from './callback.ts'
import { consultation } from './consultation.ts'
import { danger } from './danger.ts'
import { policyChange } from './policy-change.ts'
import { review } from './review.ts'

export const consultationAggregate = { decider: consultation, events: consultationEvents } as const
export const policyAggregate = { decider: policyChange, events: policyEvents } as const
export const callbackAggregate = { decider: callback, events: callbackEvents } as const
export const reviewAggregate = { decider: review, events: reviewEvents } as const
export const dangerAggregate = { decider: danger, events: dangerEvents } as const
