// What the next deadline of a stream would mean: the decider is asked, on a copy of the state. And how a service is asked what of
// its own is ahead: every service whose clocks run takes these queries among its own.
import { Instant, type Role } from '@zhijian/contracts'
import { settle, type Instant as At, type Json } from '@zhijian/kernel'
import { z } from 'zod'
import { query, type Aggregate, type Ahead, type Passing, type QueryDefinition, type ServicePorts } from './service.ts'

/** What one word or number says; sealed values and lists are not among it. */
const says = (data: object): Ahead['passing'][number]['says'] => Object.fromEntries(
  Object.entries(data).filter((entry): entry is [string, string | number | boolean | null] => entry[1] === null || ['string', 'number', 'boolean'].includes(typeof entry[1])),
)

/** @param until of what follows the next deadline; left out: that one alone @returns null when no clock of it runs */
export const whatIsAhead = (aggregate: Aggregate, stream: string, state: unknown, until?: At): Ahead | null => {
  const due = aggregate.decider.nextDeadline(state)
  if (due === null) return null
  const { settled } = settle(aggregate.decider, state, until === undefined || until < due ? due : until)
  const expected = settled.filter((each) => each.due === due || !aggregate.unexpected?.includes(each.event.type))
  const passes = [...Map.groupBy(expected, (each) => each.due)].map(([at, events]): Passing =>
    ({ due: at, passing: events.map(({ event }) => ({ type: event.type, says: says(event.data) })) }))
  const [next, ...then] = passes
  return { stream, ...next!, ...(aggregate.belongs?.(state) ?? { place: null, consultationId: null }), then }
}

const OPERATORS: readonly Role[] = ['desk', 'duty-officer', 'bureau-head', 'system-admin', 'auditor', 'system']
const Stream = z.string().regex(/^[A-Za-z][A-Za-z0-9]*-[A-Za-z0-9_-]{1,200}$/)

export const aheadQueries = (ports: Pick<ServicePorts, 'ahead' | 'aheadOf'>): Readonly<Record<'ahead' | 'ahead-of', QueryDefinition>> => ({
  /** Up to and including an instant, soonest first. */
  ahead: query({
    schema: z.strictObject({ until: Instant, limit: z.int().min(1).max(1000).default(200), after: z.strictObject({ due: Instant, stream: Stream }).optional() }), roles: OPERATORS,
    run: async ({ until, limit, after }) => await ports.ahead(until, { limit, ...(after === undefined ? {} : { after }) }) as unknown as Json,
  }),
  /** Of streams that are named; one whose clock does not run is left out. */
  'ahead-of': query({
    schema: z.strictObject({ streams: z.array(Stream).max(500), until: Instant }), roles: OPERATORS,
    run: async ({ streams, until }) => await ports.aheadOf(streams, until) as unknown as Json,
  }),
})
