// What the next deadline of a stream would mean: the decider is asked, on a copy of the state. Pure.
import { settle } from '@zhijian/kernel'
import type { Aggregate, Ahead } from './service.ts'

/** What one word or number says; sealed values and lists are not among it. */
const says = (data: object): Ahead['passing'][number]['says'] => Object.fromEntries(
  Object.entries(data).filter((entry): entry is [string, string | number | boolean | null] => entry[1] === null || ['string', 'number', 'boolean'].includes(typeof entry[1])),
)

/** @returns null when no clock of it runs */
export const whatIsAhead = (aggregate: Aggregate, stream: string, state: unknown): Ahead | null => {
  const due = aggregate.decider.nextDeadline(state)
  if (due === null) return null
  const { settled } = settle(aggregate.decider, state, due)
  return {
    stream, due, ...(aggregate.belongs?.(state) ?? { place: null, consultationId: null }),
    passing: settled.map(({ event }) => ({ type: event.type, says: says(event.data) })),
  }
}
