// A durable subscription over JetStream is divided by slot into groups. Each group is one durable pull consumer with one
// message in flight, whichever instance takes it: that keeps a stream's events in order over all instances.
// G1 A group's consumer exists only while every earlier event of the group is done, set aside or still in the events stream;
//    what the stream no longer keeps is taken from the log before the consumer is made.
// G2 A server that was started anew may have lost the end of what it kept, of one thing more than of another: what a consumer
//    says it has done may be more than what is still known to be set aside. Then its group goes back to its last mark, which
//    lies among what was set aside, and what was done meanwhile comes again.
import type { ConsumerConfig, ConsumerInfo } from '@nats-io/jetstream'
import { subjectOf, type EventStore, type Position, type StoredEvent, type TailFilter } from '@zhijian/event-store'
import { SLOTS, slotName, slotOf } from '@zhijian/kernel'
import { isNotFound } from './nats-connection.ts'
import { tokenOf, type HeldStreams, type Mark } from './nats-held.ts'
import { checkpointOf } from './nats-message.ts'
import { unsupported, whyOtherwise } from './nats-requires.ts'
import type { Nats } from './nats-streams.ts'

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

/** Marks of one layout of groups are not those of another. */
const markOf = (group: number, groups: number): string => `${groups}g${group}`

const configOf = (settings: GroupSettings, group: number): Partial<ConsumerConfig> => {
  const subjects = subjectsOf(settings.filter, group, settings.groups)
  return {
    durable_name: durableOf(settings, group), ack_policy: 'explicit', ack_wait: settings.ackWaitMs * 1_000_000,
    max_ack_pending: 1, max_deliver: -1,
    metadata: { consumer: settings.consumer, groups: String(settings.groups), group: String(group) },
    ...(subjects.length === 1 ? { filter_subject: subjects[0]! } : { filter_subjects: [...subjects] }),
  }
}

export interface Groups {
  /**
   * Checks or makes the group's consumer (G1).
   * @returns where the group is, or null when it must be filled from the log first and somebody has been asked to
   * @throws Fault `bus-unsupported` (never)
   */
  ensure(group: number): Promise<Mark | null>
  /** How much of what is known of the broker still holds: the same as when the group was ensured, or the broker was away. */
  life(): number
  /** G1: hands over what the stream lost, in the log's order, then makes the consumer. */
  fill(group: number, take: (event: StoredEvent) => Promise<void>, signal: AbortSignal): Promise<void>
  mark(group: number, mark: Mark, life: number): Promise<void>
}

/** @param origin where this consumer once began */
export const openGroups = (nats: Nats, store: EventStore, held: HeldStreams, settings: GroupSettings, origin: Mark): Groups => {
  const { jsm, streams, liveness } = nats
  const { consumer, groups } = settings

  /** Of a cluster another server may answer each time, and its members make each other's losses good. */
  const serverLife = (): string => {
    const info = nats.connection.info
    return info === undefined || info.cluster !== undefined ? '' : info.server_id
  }

  const infoOf = async (name: string): Promise<ConsumerInfo | null> => {
    try {
      return await jsm.consumers.info(streams.events, name)
    } catch (error) {
      if (isNotFound(error)) return null
      throw error
    }
  }

  /** First sequence that the stream still has or will have. */
  const front = async (): Promise<{ readonly first: number; readonly made: string }> => {
    const { state, created } = await jsm.streams.info(streams.events)
    return { first: state.messages > 0 ? state.first_seq : state.last_seq + 1, made: created }
  }

  /** Where the group is in this stream; in one that was made anew, at its beginning. */
  const placeIn = (made: string, mark: Mark): Mark =>
    (mark.streamMade === made ? mark : { ...mark, sequence: 0, streamMade: made })

  const make = async (group: number, from: number): Promise<void> => {
    const config = configOf(settings, group)
    const info = await jsm.consumers.add(streams.events, { ...config, deliver_policy: 'by_start_sequence', opt_start_seq: from })
    check(info, config)
  }

  const check = (info: ConsumerInfo, config: Partial<ConsumerConfig>): void => {
    const otherwise = whyOtherwise(`consumer ${info.name}`, config, info.config)
    if (otherwise !== null) throw unsupported(`${otherwise}. The server drops settings this bus needs`)
  }

  /** Consumers of another number of groups; see dropPredecessors. */
  const predecessors = async (): Promise<readonly ConsumerInfo[]> => {
    const found: ConsumerInfo[] = []
    for await (const info of jsm.consumers.list(streams.events)) {
      if (info.config.metadata?.consumer === consumer && info.config.metadata.groups !== String(groups)) found.push(info)
    }
    return found
  }

  const marked = (layout: number | string, group: number | string): Promise<Mark | null> =>
    held.marked(consumer, markOf(Number(group), Number(layout)))

  /** The hindmost of those before: all groups of the old layout share their events with each of the new. */
  const inherited = async (before: readonly ConsumerInfo[]): Promise<Mark> => {
    const marks = await Promise.all(before.map(async ({ config: { metadata: of } }) =>
      await marked(of!.groups!, of!.group!) ?? origin))
    return marks.reduce((least, mark) => (mark.sequence < least.sequence ? mark : least), marks[0] ?? origin)
  }

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
        await held.mark(consumer, markOf(group, groups), done, life)
      }
      if (caughtUp || (until !== null && through >= until)) return done
    }
    return done
  }

  return {
    async ensure(group) {
      const life = liveness.life()
      const name = durableOf(settings, group)
      // In this order: a consumer's own floor is moved on by the server when the stream drops messages, and is to be
      // believed only where the stream had not yet dropped what lies behind our mark.
      const [info, own] = [await infoOf(name), await marked(groups, group)]
      const before = info || own ? [] : await predecessors()
      const { first, made } = await front()
      const place = placeIn(made, own ?? await inherited(before))
      const complete = place.sequence + 1 >= first
      const isKnown = own !== null && own.server === serverLife()
      if (info && complete && isKnown) {
        const config = configOf(settings, group)
        const isOtherwise = whyOtherwise(name, config, info.config) !== null
        if (isOtherwise) check(await jsm.consumers.update(streams.events, name, config), config)
        return { ...place, sequence: Math.max(place.sequence, info.ack_floor.stream_seq) }
      }
      if (info) await jsm.consumers.delete(streams.events, name).catch(() => false)
      if (!complete) {
        await held.askFill(consumer, group)
        return null
      }
      // In this order (G2): who dies in between leaves a group that begins at its mark.
      const begun = { ...place, server: serverLife() }
      await held.mark(consumer, markOf(group, groups), begun, life)
      await make(group, place.sequence + 1)
      return begun
    },
    life: () => liveness.life(),

    async fill(group, take, signal) {
      const life = liveness.life()
      const name = durableOf(settings, group)
      for (let place = await marked(groups, group) ?? await inherited(await predecessors()); !await infoOf(name);) {
        const { first, made } = await front()
        const message = await jsm.streams.getMessage(streams.events, { seq: first }).catch(() => null)
        const until = (message && checkpointOf({ data: message.data, headers: message.header })?.position) ?? null
        place = await takeFromLog(group, place, until, take, signal, life)
        if (signal.aborted) return
        place = { ...place, sequence: first - 1, streamMade: made, server: serverLife() }
        await held.mark(consumer, markOf(group, groups), place, life)
        // The stream may have moved on while the log was read: then there is more to read.
        if ((await front()).first <= first) await make(group, first)
      }
      await dropPredecessors(nats, settings)
    },

    mark: (group, mark, life) => held.mark(consumer, markOf(group, groups), mark, life),
  }
}

/** Takes away the consumers of another number of groups, once all of the present layout are there. */
export const dropPredecessors = async ({ jsm, streams }: Nats, { consumer, groups }: GroupSettings): Promise<void> => {
  const old: string[] = []
  let present = 0
  for await (const { name, config: { metadata } } of jsm.consumers.list(streams.events)) {
    if (metadata?.consumer !== consumer) continue
    if (metadata.groups === String(groups)) present += 1
    else old.push(name)
  }
  if (present < groups) return
  for (const name of old) await jsm.consumers.delete(streams.events, name).catch(() => false)
}
