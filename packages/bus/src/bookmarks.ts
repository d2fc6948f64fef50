// How far consumers were, kept by each service outside of the broker (docs/adr/0107). A broker that lost what it knew is told of it:
// its groups begin near where they were and not with the first event of the log.
// N1 A bookmark stands by itself: of every group, everything up to its place is done, or belongs to a stream that the bookmark
//    names as set aside. Any of them may be gone by, an old one as well: what lies behind it comes again.
// N2 Whoever goes by one sets its streams aside again before a group begins at its place.
import type { EventStore, Position } from '@zhijian/event-store'
import { ORIGIN } from '@zhijian/event-store'
import type { HeldOnNats, Mark } from './nats-held.ts'

export interface Bookmark {
  readonly consumer: string
  /** Of the log that the places belong to. */
  readonly epoch: string
  /** By group; null while it has done nothing. */
  readonly places: readonly (Position | null)[]
  readonly aside: readonly HeldOnNats[]
}

export interface Bookmarks {
  load(consumer: string): Promise<Bookmark | null>
  /** All of them or none; one replaces what there was of its consumer. @throws Fault of whatever keeps them */
  save(bookmarks: readonly Bookmark[]): Promise<void>
}

/** Of another log, or of one that was longer, nothing is believed. */
export const isOfThisLog = async ({ epoch, places }: Bookmark, store: Pick<EventStore, 'epoch' | 'head'>): Promise<boolean> => {
  const head = await store.head() ?? ORIGIN
  return epoch === store.epoch && places.every((place) => place === null || place <= head)
}

/** Where a group stood by it; of another number of groups, behind all of them. */
export const placeBy = ({ places, epoch }: Bookmark, group: number, groups: number): Pick<Mark, 'position' | 'epoch'> | null => {
  const hindmost = (): Position | null => (places.includes(null) ? null : (places as readonly Position[]).toSorted()[0] ?? null)
  const position = places.length === groups ? places[group]! : hindmost()
  return position === null ? null : { position, epoch }
}

/** The one that knows of more: a stream that is set aside only ever goes on. */
const further = (one: HeldOnNats, other: HeldOnNats): HeldOnNats => (other.next > one.next ? other : one)

/** What is to be remembered of a stream now: of either, as far as it had come, and all that was passed over. */
export const asideAgain = (there: HeldOnNats | null, noted: HeldOnNats): HeldOnNats =>
  (there === null ? noted : { ...further(there, noted), filter: there.filter, passed: Math.max(there.passed, noted.passed) })

/** A group's mark as it stands beside what is known otherwise: never further back. */
export const orBehind = (mark: Mark, begins: Pick<Mark, 'position' | 'epoch'>): Mark => {
  const isOfOneLog = mark.position === null || mark.epoch === begins.epoch
  return isOfOneLog && (begins.position ?? '') > (mark.position ?? '') ? { ...mark, position: begins.position, epoch: begins.epoch } : mark
}
