// One event and its handler, up to the point where somebody has to wait: what both adapters do first with every event.
import type { StoredEvent } from '@zhijian/event-store'
import type { EventHandler } from './port.ts'
import { failureOf, type Failure } from './retry.ts'
import type { ParkedEvent } from './state.ts'

/** Failed, and not to be tried again at once. Not parked: somebody is away, and nothing is wrong with the event. */
export interface Undone {
  readonly failure: Failure
  /** Failed attempts so far, earlier ones included. */
  readonly attempts: number
  /** For good, until an operator says otherwise. */
  readonly parked: boolean
}

/**
 * Hands the event over; `retry: now` is tried again at once, so many times.
 * @param before failed attempts so far
 * @returns null when it is done
 */
export const deliver = async (
  handler: EventHandler, event: StoredEvent, before: number, maxAttempts: number,
): Promise<Undone | null> => {
  for (let attempt = before + 1, tries = 1; ; attempt += 1, tries += 1) {
    try {
      await handler(event, { attempt })
      return null
    } catch (error) {
      const failure = failureOf(error)
      if (failure.retry === 'now' && tries < maxAttempts) continue
      return { failure, attempts: attempt, parked: failure.retry !== 'later' }
    }
  }
}

/** @param at wall time */
export const parkedEvent = (event: StoredEvent, { code, message }: Failure, at: string): ParkedEvent =>
  ({ eventId: event.id, position: event.position, type: event.type, code, message, parkedAt: at })
