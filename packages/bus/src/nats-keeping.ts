// What only one user may do at the broker: make streams and consumers, and look into what is there. JetStream's API has no
// narrower right for any of it: whoever makes a consumer with several subjects may ask for every subject, whoever may read by
// sequence reads everything. The relay is that user, and keeps them for all services (nats-keeper.ts); an operator does it himself.
// K1 A question is about one consumer, and its answer tells nothing of another.
// K2 Asked twice is as asked once: who got no answer asks again.
// K3 A server that was started anew may have lost the end of what it kept, of one thing more than of another: what a consumer says
//    it has done may be more than what is still known to be set aside. Then its group goes back to its mark, which lies among what
//    was set aside, and what was done meanwhile comes again (0041).
// K4 The other way round as well: it may have kept a token and still say that the token is done with. It would never give it out, and
//    no other can be put beside it: whoever waits by it would wait for ever.
import type { ConsumerConfig, ConsumerInfo, MsgRequest, NextMsgRequest } from '@nats-io/jetstream'
import type { Checkpoint, Position } from '@zhijian/event-store'
import { isNotFound } from './nats-connection.ts'
import { behindAll, configOf, durableOf, markOf, type GroupSettings } from './nats-groups.ts'
import { heldPrefix, lastText, tokenOf, type Aside, type LastText, type Mark } from './nats-held.ts'
import { checkpointOf, POSITION } from './nats-message.ts'
import { unsupported, whyOtherwise } from './nats-requires.ts'
import { serverLife, type Nats } from './nats-streams.ts'

/** The events stream as it is now. */
export interface Front {
  /** First sequence that it still has or will have. */
  readonly first: number
  readonly last: number
  /** When it was made: in another one, sequences mean other events. */
  readonly made: string
}

/** What a group has to take from the log before its consumer can be made. */
export interface Gap {
  readonly from: Mark
  /** Position of the first event that the stream still has; null when it has none. */
  readonly until: Position | null
  readonly front: Front
  /** Life of the server in which it was found, as in a mark: what was set aside meanwhile is known to no other. */
  readonly server: string
}

/** Where a group is. */
export interface Standing extends Mark {
  /** The stream, made anew, has not come so far again: its consumer is made when it has, and nothing is missed before. */
  readonly isAwaited?: true
}

export interface Place {
  /** Last position everything up to which is done. */
  readonly position: string | null
  /** Events ahead of it. */
  readonly lag: number
}

export interface Keeping {
  /**
   * Checks or makes the group's consumer (G1).
   * @returns where the group is, or null when it must be filled from the log first
   * @throws Fault `bus-unsupported` (never)
   */
  ensure(of: GroupSettings, group: number, origin: Mark): Promise<Standing | null>
  /** @returns null when there is nothing to fill: the consumer is there */
  gap(of: GroupSettings, group: number, origin: Mark): Promise<Gap | null>
  /**
   * G1: the group has taken what the gap held; its consumer is made, unless the stream has moved on meanwhile, or the server has
   * been started anew: then there is more to take.
   */
  bridge(of: GroupSettings, group: number, gap: Gap): Promise<void>
  /** Takes away the consumers of another number of groups, once all of the present layout are there. */
  dropPredecessors(of: GroupSettings): Promise<void>
  /** Makes the consumer that hands out tokens. @throws Fault `bus-unsupported` (never) */
  ensureTokens(consumer: string, ackWaitMs: number): Promise<void>
  front(consumer: string): Promise<Front>
  /** Which streams are set aside for it. */
  setAside(consumer: string): Promise<readonly string[]>
  /** The last message under a subject of its own, as the leader has it. */
  last(consumer: string, subject: string): Promise<LastText | null>
  place(consumer: string): Promise<Place | null>
}

/** The first message under a subject. The server takes it wherever a message is asked for, the client's types only where it is read past the leader. */
const nextOf = (subject: string): MsgRequest => ({ seq: 1, next_by_subj: subject } satisfies NextMsgRequest) as unknown as MsgRequest

export const openKeeping = (nats: Nats): Keeping => {
  const { jsm, streams } = nats

  const lifeNow = (): string => serverLife(nats.connection)

  const infoOf = async (name: string): Promise<ConsumerInfo | null> => {
    try {
      return await jsm.consumers.info(streams.events, name)
    } catch (error) {
      if (isNotFound(error)) return null
      throw error
    }
  }
  const consumersOf = async (consumer: string): Promise<readonly ConsumerInfo[]> => {
    const found: ConsumerInfo[] = []
    for await (const info of jsm.consumers.list(streams.events)) if (info.config.metadata?.consumer === consumer) found.push(info)
    return found
  }
  /** As long as a consumer that is not to be believed may be there, no mark may say that it is of this life. */
  const remove = async (name: string): Promise<void> => {
    try {
      await jsm.consumers.delete(streams.events, name)
    } catch (error) {
      if (!isNotFound(error)) throw error
    }
  }
  const front = async (): Promise<Front> => {
    const { state, created } = await jsm.streams.info(streams.events)
    return { first: state.messages > 0 ? state.first_seq : state.last_seq + 1, last: state.last_seq, made: created }
  }
  const last = async (subject: string): Promise<LastText | null> => {
    try {
      return lastText(await jsm.streams.getMessage(streams.held, { last_by_subj: subject }))
    } catch (error) {
      if (isNotFound(error)) return null
      throw error
    }
  }
  const marked = async (consumer: string, group: string): Promise<Mark | null> => {
    const found = await last(`mark.${tokenOf(consumer)}.${group}`)
    return found === null ? null : JSON.parse(found.text) as Mark
  }
  const mark = async (consumer: string, group: string, value: Mark): Promise<void> =>
    void await nats.js.publish(`mark.${tokenOf(consumer)}.${group}`, JSON.stringify(value))

  /** Where the group is in this stream; in one that was made anew, at its beginning. */
  const placeIn = (made: string, place: Mark): Mark =>
    (place.streamMade === made ? place : { ...place, sequence: 0, streamMade: made })

  const atSequence = async (seq: number): Promise<Checkpoint | null> => {
    const message = await jsm.streams.getMessage(streams.events, { seq }).catch(() => null)
    return message && checkpointOf({ data: message.data, headers: message.header })
  }
  /** A place in the log, found in a stream that was made anew: a group need not pass over what it has done. Where that cannot be told it does. */
  const soughtIn = async ({ first, last: end }: Front, place: Mark): Promise<Standing> => {
    if (place.sequence > 0 || place.position === null) return place
    const newest = end < first ? null : await atSequence(end)
    if (end < first || (newest?.epoch === place.epoch && newest.position < place.position)) return { ...place, isAwaited: true }
    let [before, behind] = [first - 1, end + 1]
    for (let look = end; behind - before > 1; look = Math.floor((before + behind) / 2)) {
      const found = await atSequence(look)
      if (found === null || found.epoch !== place.epoch) return place
      if (found.position <= place.position) before = look
      else behind = look
    }
    return before >= first ? { ...place, sequence: before } : place
  }

  const check = (info: ConsumerInfo, config: Partial<ConsumerConfig>): void => {
    const otherwise = whyOtherwise(`consumer ${info.name}`, config, info.config)
    if (otherwise !== null) throw unsupported(`${otherwise}. The server drops settings this bus needs`)
  }
  const make = async (of: GroupSettings, group: number, from: number): Promise<void> => {
    const config = configOf(of, group)
    check(await jsm.consumers.add(streams.events, { ...config, deliver_policy: 'by_start_sequence', opt_start_seq: from }), config)
  }

  /**
   * Behind all of those before: all groups of the old layout share their events with each of the new. A group whose consumer the
   * server lost counts by its mark.
   */
  const inherited = async ({ consumer, groups }: GroupSettings, origin: Mark): Promise<Mark> => {
    const before = (await consumersOf(consumer)).map(({ config }) => config.metadata!).filter((was) => was.groups !== String(groups))
    const names = [...new Set(before.map((was) => Number(was.groups)))].flatMap((layout) => Array.from({ length: layout }, (_, group) => ({ group, layout })))
    const marks = await Promise.all(names.map(async ({ group, layout }) => {
      const isThere = before.some((was) => was.groups === String(layout) && was.group === String(group))
      return await marked(consumer, markOf(group, layout)) ?? (isThere ? origin : null)
    }))
    return behindAll(marks.filter((each) => each !== null), origin)
  }

  /** An emptied server has no streams: they are made, and it is asked once more. */
  const withStreams = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (error) {
      if (!isNotFound(error)) throw error
      await nats.ensureStreams()
      return work()
    }
  }

  return {
    ensure: (of, group, origin) => withStreams(async () => {
      const name = durableOf(of, group)
      // In this order: a consumer's own floor is moved on by the server when the stream drops messages, and is to be
      // believed only where the stream had not yet dropped what lies behind our mark.
      const [info, own] = [await infoOf(name), await marked(of.consumer, markOf(group, of.groups))]
      const start = own ?? (info ? origin : await inherited(of, origin))
      const there = await front()
      const { first, made } = there
      const place = await soughtIn(there, placeIn(made, start))
      if (place.isAwaited) return place
      const isComplete = place.sequence + 1 >= first
      const isKnown = own !== null && own.server === lifeNow()
      if (info && isComplete && isKnown) {
        const config = configOf(of, group)
        if (whyOtherwise(name, config, info.config) !== null) check(await jsm.consumers.update(streams.events, name, config), config)
        return { ...place, sequence: Math.max(place.sequence, info.ack_floor.stream_seq) }
      }
      if (info) await remove(name)
      if (!isComplete) return null
      // In this order (K3): who dies in between leaves a group that begins at its mark.
      const begun = { ...place, server: lifeNow() }
      await mark(of.consumer, markOf(group, of.groups), begun)
      await make(of, group, place.sequence + 1)
      return begun
    }),

    async gap(of, group, origin) {
      if (await infoOf(durableOf(of, group))) return null
      const server = lifeNow()
      const from = await marked(of.consumer, markOf(group, of.groups)) ?? await inherited(of, origin)
      const there = await front()
      const until = (await atSequence(there.first))?.position ?? null
      return { from, until, front: there, server }
    },

    async bridge(of, group, { from, front: { first, made }, server }) {
      if (server !== lifeNow()) return
      await mark(of.consumer, markOf(group, of.groups), { ...from, sequence: first - 1, streamMade: made, server })
      // The stream may have moved on while the log was read: then there is more to read.
      if ((await front()).first <= first) await make(of, group, first)
    },

    async dropPredecessors({ consumer, groups }) {
      const all = await consumersOf(consumer)
      const old = all.filter(({ config }) => config.metadata?.groups !== String(groups))
      if (all.length - old.length < groups) return
      for (const { name } of old) await jsm.consumers.delete(streams.events, name).catch(() => false)
    },

    ensureTokens: (consumer, ackWaitMs) => withStreams(async () => {
      const token = tokenOf(consumer)
      const config: Partial<ConsumerConfig> = {
        durable_name: token, ack_policy: 'explicit', ack_wait: ackWaitMs * 1_000_000, max_deliver: -1,
        max_ack_pending: 1_000, filter_subjects: [`again.${token}.>`, `fill.${token}.>`],
      }
      const info = await jsm.consumers.add(streams.again, config)
      check(info, config)
      // K4: the consumer begins anew, and with it every token that is there. One that is given out twice finds nothing left to do.
      const first = await Promise.all(config.filter_subjects!.map((subject) => jsm.streams.getMessage(streams.again, nextOf(subject))))
      if (!first.some((message) => message && message.seq <= info.ack_floor.stream_seq)) return
      await jsm.consumers.delete(streams.again, token)
      await jsm.consumers.add(streams.again, config)
    }),

    front,

    async setAside(consumer) {
      const prefix = heldPrefix(consumer)
      const { state } = await jsm.streams.info(streams.held, { subjects_filter: `${prefix}*` })
      return Object.keys(state.subjects ?? {}).map((subject) => subject.slice(prefix.length))
    },

    last: (_consumer, subject) => last(subject),

    place: async (consumer) => (await placesOf(nats, consumer)).get(consumer) ?? null,
  }
}

/** Of every consumer that the events stream knows, or of one of them. */
export const placesOf = async ({ jsm, streams }: Nats, only?: string): Promise<ReadonlyMap<string, Place>> => {
  const { state } = await jsm.streams.info(streams.events)
  const found = new Map<string, { floor: number; lag: number }>()
  for await (const info of jsm.consumers.list(streams.events)) {
    const consumer = info.config.metadata?.consumer
    if (!consumer || (only !== undefined && consumer !== only)) continue
    const { floor, lag } = found.get(consumer) ?? { floor: state.last_seq, lag: 0 }
    const behind = info.num_pending + info.num_ack_pending
    found.set(consumer, { floor: behind === 0 ? floor : Math.min(floor, info.ack_floor.stream_seq), lag: lag + behind })
  }
  return new Map(await Promise.all([...found].map(async ([consumer, { floor, lag }]): Promise<[string, Place]> => {
    const message = floor === 0 ? null : await jsm.streams.getMessage(streams.events, { seq: floor }).catch(() => null)
    return [consumer, { lag, position: message?.header.get(POSITION) ?? null }]
  })))
}

/** Which streams are set aside, for anybody. */
export const allSetAside = async ({ jsm, streams }: Nats): Promise<readonly Aside[]> => {
  const { state } = await jsm.streams.info(streams.held, { subjects_filter: 'held.*.*' })
  return Object.keys(state.subjects ?? {}).map((subject) => {
    const [, consumer, stream] = subject.split('.') as [string, string, string]
    return { consumer, stream }
  })
}
