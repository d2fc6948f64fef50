// A durable subscription over JetStream is divided by slot into groups. Each group is one durable pull consumer with one
// message in flight, whichever instance takes it: that keeps a stream's events in order over all instances.
// G1 A group's consumer exists only while every earlier event of the group is done, set aside or still in the events stream;
//    what the stream no longer keeps is taken from the log before the consumer is made.
import { createHash } from 'node:crypto'
import type { ConsumerConfig } from '@nats-io/jetstream'
import { subjectOf, type EventStore, type Position, type StoredEvent, type TailFilter } from '@zhijian/event-store'
import { canonical, SLOTS, slotName, slotOf, type Json } from '@zhijian/kernel'
import { tokenOf, type HeldStreams, type Mark } from './nats-held.ts'
import type { Keeping } from './nats-keeping.ts'

export interface GroupSettings {
  readonly consumer: string
  readonly filter: TailFilter
  /** 1 to 256. */
  readonly groups: number
  readonly ackWaitMs: number
}

const slotsOf = (group: number, groups: number): readonly number[] =>
  Array.from({ length: SLOTS }, (_, slot) => slot).filter((slot) => slot % groups === group)

export const groupOf = (stream: string, groups: number): number => slotOf(stream) % groups

/** A server compares every subject of a consumer with every other: a thousand cost it 0.2 s, three thousand more than a second. */
const MOST_SUBJECTS = 1_024

/** Which subjects a group's consumer asks for. Where types would make too many, all types of the categories: the rest is passed over here. */
export const subjectsOf = (filter: TailFilter, group: number, groups: number): readonly string[] => {
  const slots = slotsOf(group, groups)
  const categories = filter.categories ?? ['*']
  const types = filter.types?.map((type) => `*.${subjectOf({ stream: 'x-x', type: `${type}.v1` }).split('.').at(-1)!}`) ?? ['>']
  const ends = categories.length * slots.length * types.length <= MOST_SUBJECTS ? types : ['>']
  return categories.flatMap((category) => slots.flatMap((slot) => ends.map((end) => `evt.${category}.${slotName(slot)}.${end}`)))
}

export const durableOf = ({ consumer, groups }: Pick<GroupSettings, 'consumer' | 'groups'>, group: number): string =>
  `${tokenOf(consumer)}_${groups}g${group}`

/** What a consumer takes and by how many groups, as one token: a permission to ask for exactly this names it. */
export const layoutOf = ({ filter: { categories, types }, groups }: Pick<GroupSettings, 'filter' | 'groups'>): string =>
  createHash('sha256').update(canonical({
    groups, ...(categories === undefined ? {} : { categories: [...categories] }), ...(types === undefined ? {} : { types: [...types] }),
  } as Json)).digest('hex').slice(0, 32)

/** Marks of one layout of groups are not those of another. */
export const markOf = (group: number, groups: number): string => `${groups}g${group}`

/**
 * Behind every one of them. Each bound by itself: where the events stream was made anew, all stand at its beginning, and how far
 * each is only its position says. Positions of other logs are not compared: then the beginning of all counts.
 */
export const behindAll = (marks: readonly Mark[], origin: Mark): Mark => {
  const [first] = marks
  if (first === undefined) return origin
  const isOneStream = marks.every(({ streamMade }) => streamMade === first.streamMade)
  const hindmost = marks.reduce((least, each) => ((each.position ?? '') < (least.position ?? '') ? each : least))
  const { position, epoch } = marks.every((each) => each.epoch === first.epoch) ? hindmost : origin
  return isOneStream
    ? { position, epoch, sequence: Math.min(...marks.map(({ sequence }) => sequence)), streamMade: first.streamMade }
    : { position, epoch, sequence: 0, streamMade: '' }
}

export const configOf = (settings: GroupSettings, group: number): Partial<ConsumerConfig> => {
  const subjects = subjectsOf(settings.filter, group, settings.groups)
  return {
    durable_name: durableOf(settings, group), ack_policy: 'explicit', ack_wait: settings.ackWaitMs * 1_000_000,
    max_ack_pending: 1, max_deliver: -1,
    metadata: { consumer: settings.consumer, groups: String(settings.groups), group: String(group) },
    ...(subjects.length === 1 ? { filter_subject: subjects[0]! } : { filter_subjects: [...subjects] }),
  }
}

export interface Groups {
  /** @returns where it is, or null while its consumer is not there: where there is a gap, somebody has been asked to fill it */
  ensure(group: number): Promise<Mark | null>
  /** G1: hands over what the stream lost, in the log's order, then has the consumer made. */
  fill(group: number, take: (event: StoredEvent) => Promise<void>, signal: AbortSignal, life: number): Promise<void>
  mark(group: number, mark: Mark, life: number): Promise<void>
}

/** @param origin where this consumer once began */
export const openGroups = (keeping: Keeping, store: EventStore, held: HeldStreams, settings: GroupSettings, origin: Mark): Groups => {
  const { consumer, groups } = settings
  const mark = (group: number, at: Mark, life: number): Promise<void> => held.mark(consumer, markOf(group, groups), at, life)

  const takeFromLog = async (
    group: number, from: Mark, until: Position | null, take: (event: StoredEvent) => Promise<void>, signal: AbortSignal, life: number,
  ): Promise<Mark> => {
    let done = from
    const after = from.epoch === store.epoch ? from.position : null
    for await (const { events, caughtUp, through } of store.tail(after, settings.filter, signal)) {
      for (const event of events) {
        if (signal.aborted || (until !== null && event.position >= until)) return done
        if (groupOf(event.stream, groups) !== group) continue
        await take(event)
        done = { ...from, position: event.position, epoch: store.epoch }
        await mark(group, done, life)
      }
      if (caughtUp || (until !== null && through >= until)) return done
    }
    return done
  }

  return {
    async ensure(group) {
      const place = await keeping.ensure(settings, group, origin)
      if (place === null) await held.askFill(consumer, group)
      return place?.isAwaited ? null : place
    },

    async fill(group, take, signal, life) {
      for (let gap = await keeping.gap(settings, group, origin); gap; gap = await keeping.gap(settings, group, origin)) {
        const from = await takeFromLog(group, gap.from, gap.until, take, signal, life)
        if (signal.aborted) return
        await keeping.bridge(settings, group, { ...gap, from })
      }
      await keeping.dropPredecessors(settings)
    },

    mark,
  }
}
