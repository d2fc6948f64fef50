// Everything that happened to one question, over all services, in the order of the log. Pure.
// C1 Every event of every stream named is there, once, with who or what made it. C2 Nothing sealed is opened.
import { idOf, nameOfType, categoryOf, type StoredEvent } from '@zhijian/event-store'
import { elapsedMs, type Instant, type JsonObject } from '@zhijian/kernel'
import { withoutBoxes } from './sealed.ts'

export type CauseOf =
  | { readonly kind: 'command'; readonly command: string; readonly role: string; readonly actorId: string; readonly onBehalfOf: string | null }
  /** It passed, and nobody did anything. */
  | { readonly kind: 'deadline'; readonly due: Instant }

export interface StoryEvent {
  readonly stream: string
  readonly category: string
  readonly id: string
  readonly version: number
  readonly position: string
  /** Without its version: `TierOpened`. */
  readonly type: string
  readonly at: Instant
  /** How much later it was written down, in wall time; 0 where the clock was another's. */
  readonly lateMs: number
  readonly cause: CauseOf
  /** The event of this story that it followed from. */
  readonly follows: { readonly stream: string; readonly version: number } | null
  readonly facts: JsonObject
}

const causeOf = ({ meta: { cause, actorid, actorrole, onbehalfof } }: StoredEvent): CauseOf => (cause.startsWith('elapse:')
  ? { kind: 'deadline', due: cause.slice('elapse:'.length) as Instant }
  : { kind: 'command', command: cause.slice('command:'.length), role: actorrole, actorId: actorid, onBehalfOf: onbehalfof ?? null })

export const storyOf = (streams: readonly (readonly StoredEvent[])[]): readonly StoryEvent[] => {
  const events = streams.flat().sort((a, b) => (a.position < b.position ? -1 : 1))
  const places = new Map(events.map((event) => [event.id, { stream: event.stream, version: event.version }]))
  return events.map((event) => {
    const cause = causeOf(event)
    const { causationid, time, recordedat } = event.meta
    return {
      stream: event.stream, category: categoryOf(event.stream), id: idOf(event.stream), version: event.version, position: event.position,
      type: nameOfType(event.type), at: time, lateMs: Math.max(0, elapsedMs(time, recordedat)), cause,
      follows: (causationid === undefined ? undefined : places.get(causationid)) ?? null,
      facts: withoutBoxes(event.data) as JsonObject,
    }
  })
}
