// One event and its handler, up to the point where somebody has to wait: what both adapters do first with every event.
import type { StoredEvent } from '@zhijian/event-store'
import type { Timers } from '@zhijian/kernel'
import type { EventHandler } from './port.ts'
import { failureOf, type Failure } from './retry.ts'
import type { ParkedEvent } from './state.ts'
import { tracedDelivery, tracedFailure, tracedRetry, type System } from './traced.ts'

/** Failed, and not to be tried again at once. Not parked: somebody is away, and nothing is wrong with the event. */
export interface Undone {
  readonly failure: Failure
  /** Failed attempts so far, earlier ones included. */
  readonly attempts: number
  /** For good, until an operator says otherwise. */
  readonly parked: boolean
}

/** Who takes events, and how. */
export interface Taker {
  readonly system: System
  readonly consumer: string
  readonly handler: EventHandler
  readonly maxAttempts: number
  readonly timers: Pick<Timers, 'now'>
}

/**
 * Hands the event over; `retry: now` is tried again at once, so many times.
 * @param before failed attempts so far
 * @returns null when it is done
 */
export const deliver = ({ system, consumer, handler, maxAttempts, timers }: Taker, event: StoredEvent, before: number): Promise<Undone | null> =>
  tracedDelivery(system, consumer, event, timers.now(), () => attempts(handler, event, before, maxAttempts))

const attempts = async (
  handler: EventHandler, event: StoredEvent, before: number, maxAttempts: number,
): Promise<Undone | null> => {
  for (let attempt = before + 1, tries = 1; ; attempt += 1, tries += 1) {
    try {
      await handler(event, { attempt })
      return null
    } catch (error) {
      const failure = failureOf(error)
      if (failure.retry === 'now' && tries < maxAttempts) {
        tracedRetry(attempt, failure.code)
        continue
      }
      const parked = failure.retry !== 'later'
      tracedFailure(attempt, failure.code, parked)
      return { failure, attempts: attempt, parked }
    }
  }
}

/** @param at wall time */
export const parkedEvent = (event: StoredEvent, { code, message }: Failure, at: string): ParkedEvent =>
  ({ eventId: event.id, position: event.position, type: event.type, code, message, parkedAt: at })
