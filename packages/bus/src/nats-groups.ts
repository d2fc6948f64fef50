// A durable subscription over JetStream is divided by slot into groups. Each group is one durable pull consumer with one
// message in flight, whichever instance takes it: that keeps a stream's events in order over all instances.
// G1 A group's consumer exists only while every earlier event of the group is done, set aside or still in the events stream;
//    what the stream no longer keeps is taken from the log before the consumer is made.
import type { ConsumerConfig, ConsumerInfo } from '@nats-io/jetstream'
import { subjectOf, type EventStore, type Position, type StoredEvent, type TailFilter } from '@zhijian/event-store'
import { SLOTS, slotName, slotOf } from '@zhijian/kernel'
import { isNotFound } from './nats-connection.ts'
import { tokenOf, type HeldStreams, type Mark, type Origin } from './nats-held.ts'
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

/** Which subjects a group's consumer asks for. */
export const subjectsOf = (filter: TailFilter, group: number, groups: number): readonly string[] => {
  const ends = filter.types?.map((type) => `*.${subjectOf({ stream: 'x-x', type: `${type}.v1` }).split('.').at(-1)!}`) ?? ['>']
  return (filter.categories ?? ['*']).flatMap((category) =>
    slotsOf(group, groups).flatMap((slot) => ends.map((end) => `evt.${category}.${slotName(slot)}.${end}`)))
}

export const durableOf = ({ consumer, groups }: Pick<GroupSettings, 'consumer' | 'groups'>, group: number): string =>
  `${tokenOf(consumer)}_${groups}g${group}`

const configOf = (settings: GroupSettings, group: number): Partial<ConsumerConfig> => {
  const subjects = subjectsOf(settings.filter, group, settings.groups)
  return {
    durable_name: durableOf(settings, group), ack_policy: 'explicit', ack_wait: settings.ackWaitMs * 1_000_000,
    max_ack_pending: 1, max_deliver: -1, metadata: { consumer: settings.consumer, groups: String(settings.groups) },
    ...(subjects.length === 1 ? { filter_subject: subjects[0]! } : { filter_subjects: [...subjects] }),
  }
}

export interface Groups {
  /**
   * Checks or makes the group's consumer (G1).
   * @returns it, or null when the group must be filled from the log first and somebody has been asked to
   * @throws Fault `bus-unsupported` (never)
   */
  ensure(group: number): Promise<ConsumerInfo | null>
  /** G1: hands over what the stream lost, in the log's order, then makes the consumer. */
  fill(group: number, take: (event: StoredEvent) => Promise<void>, signal: AbortSignal): Promise<void>
}

export const openGroups = (nats: Nats, store: EventStore, held: HeldStreams, settings: GroupSettings, origin: Origin): Groups => {
  const { jsm, streams } = nats
  const { consumer, groups } = settings

  const infoOf = async (name: string): Promise<ConsumerInfo | null> => {
    try {
      return await jsm.consumers.info(streams.events, name)
    } catch (error) {
      if (isNotFound(error)) return null
      throw error
    }
  }

  /** First sequence that the stream still has or will have. */
  const front = async (): Promise<number> => {
    const { state } = await jsm.streams.info(streams.events)
    return state.messages > 0 ? state.first_seq : state.last_seq + 1
  }

  const make = async (group: number, from: number): Promise<ConsumerInfo> => {
    const config = configOf(settings, group)
    const info = await jsm.consumers.add(streams.events, { ...config, deliver_policy: 'by_start_sequence', opt_start_seq: Math.max(1, from) })
    return checked(info, config)
  }

  const checked = (info: ConsumerInfo, config: Partial<ConsumerConfig>): ConsumerInfo => {
    const otherwise = whyOtherwise(`consumer ${info.name}`, config, info.config)
    if (otherwise !== null) throw unsupported(`${otherwise}. The server drops settings this bus needs`)
    return info
  }

  /** Where consumers of another number of groups had come to; they are taken away when the last new one is there. */
  const predecessors = async (): Promise<readonly ConsumerInfo[]> => {
    const found: ConsumerInfo[] = []
    for await (const info of jsm.consumers.list(streams.events)) {
      if (info.config.metadata?.consumer === consumer && info.config.metadata.groups !== String(groups)) found.push(info)
    }
    return found
  }

  const where = async (group: number): Promise<Mark | null> => await held.marked(consumer, markOf(group, groups)) ?? origin.mark

  return {
    async ensure(group) {
      const name = durableOf(settings, group)
      const [info, first] = [await infoOf(name), await front()]
      if (info) {
        const config = configOf(settings, group)
        const upToDate = whyOtherwise(name, config, info.config) === null
          ? info
          : checked(await jsm.consumers.update(streams.events, name, config), config)
        if (first === 1 || info.ack_floor.stream_seq + 1 >= first) return upToDate
        await jsm.consumers.delete(streams.events, name).catch(() => false)
      } else {
        const before = await predecessors()
        const from = before.length > 0 ? Math.min(...before.map(({ ack_floor: floor }) => floor.stream_seq + 1)) : origin.sequence
        if (first <= Math.max(1, from)) {
          const made = await make(group, from)
          if (before.length > 0 && group === groups - 1) {
            for (const { name: old } of before) await jsm.consumers.delete(streams.events, old).catch(() => false)
          }
          return made
        }
      }
      await held.askFill(consumer, group)
      return null
    },

    async fill(group, take, signal) {
      const name = durableOf(settings, group)
      let done = await where(group)
      for (;;) {
        if (await infoOf(name)) return
        const first = await front()
        const message = await jsm.streams.getMessage(streams.events, { seq: first }).catch(() => null)
        const until = (message && checkpointOf({ data: message.data, headers: message.header })?.position) ?? null
        done = await takeFromLog(group, done?.epoch === store.epoch ? done.position : null, until, take, signal) ?? done
        if (signal.aborted) return
        await make(group, first)
        // The stream may have moved on while the log was read.
        if (await front() <= first) return
        await jsm.consumers.delete(streams.events, name)
      }
    },
  }

  async function takeFromLog(
    group: number, after: Position | null, until: Position | null, take: (event: StoredEvent) => Promise<void>, signal: AbortSignal,
  ): Promise<Mark | null> {
    const enough = new AbortController()
    let last: Mark | null = null
    for await (const { events, caughtUp, through } of store.tail(after, settings.filter, AbortSignal.any([signal, enough.signal]))) {
      for (const event of events) {
        if (signal.aborted || (until !== null && event.position >= until)) return last
        if (groupOf(event.stream, groups) !== group) continue
        await take(event)
        last = { position: event.position, epoch: store.epoch }
        await held.mark(consumer, markOf(group, groups), last)
      }
      if (caughtUp || (until !== null && through >= until)) return last
    }
    return last
  }
}

/** Marks of one layout of groups are not those of another. */
export const markOf = (group: number, groups: number): number => groups * 1_000 + group
