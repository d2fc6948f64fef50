// The bus of the distributed profile: NATS for talk, JetStream for facts. The facts come from the log by a relay (relay.ts);
// what the broker keeps may be lost and is made again from the log, dead letters excepted: those are then met anew.
import type { NatsConnection } from '@nats-io/nats-core'
import type { EventStore } from '@zhijian/event-store'
import { assert, AssertionFailed, withinMs, type Timers } from '@zhijian/kernel'
import { startNatsConsumer } from './nats-consumer.ts'
import { BEGINNING, openHeld, type HeldOnNats, type HeldStreams, type Mark } from './nats-held.ts'
import { POSITION } from './nats-message.ts'
import { natsFault } from './nats-connection.ts'
import { openNats, type Nats, type StreamLimits } from './nats-streams.ts'
import { openNatsTalk } from './nats-talk.ts'
import type { Bus, ConsumerStatus, DeadLetter, DeadLetters, EventHandler, SubscribeOptions, Subscription } from './port.ts'
import { DEFAULT_RETRY, noSuchDeadLetter, type Report, type RetryPolicy } from './retry.ts'
import { heldOf } from './state.ts'
import { assertConsumer, filterMatches } from './subjects.ts'
import { systemTimers } from './timers.ts'

export interface JetStreamBusOptions {
  /** From connectNats; closed with the bus. */
  readonly connection: NatsConnection
  /** The log: streams set aside are read from it, and what the events stream no longer keeps. Not closed with the bus. */
  readonly store: EventStore
  readonly report: Report
  /** Names the streams; the same as the relay's. Default `zhijian`. */
  readonly name?: string
  readonly limits?: StreamLimits
  /** Groups per consumer, 1 to 256: how many events it can have in hand over all instances. Default 16. */
  readonly groups?: number
  /** After this long without a sign of life of its handler an event goes to another instance, ms. Default 30,000. */
  readonly ackWaitMs?: number
  readonly timers?: Timers
  readonly retry?: RetryPolicy
}

/** @throws Fault `bus-unsupported` (later, when the server is another) with what to do · `bus-unavailable` (later) */
export const openJetStreamBus = async (options: JetStreamBusOptions): Promise<Bus> => {
  const {
    connection, store, report, name = 'zhijian', limits = {}, groups = 16, ackWaitMs = 30_000,
    timers = systemTimers, retry = DEFAULT_RETRY,
  } = options
  assert(Number.isInteger(groups) && groups >= 1 && groups <= 256, '1 to 256 groups')
  const nats = await openNats(connection, name, limits, report)
  const held = openHeld(nats)
  const talk = openNatsTalk(connection, timers, report)
  const subscriptions = new Map<string, Subscription>()
  const bounded = (limits.maxBytes ?? -1) > 0 || (limits.maxMessages ?? -1) > 0

  const originOf = ({ consumer, from }: SubscribeOptions): Promise<Mark> | Mark => from !== 'end'
    ? BEGINNING
    : held.origin(consumer, async () => {
      // The stream first: what is relayed between the two looks is behind the log's end anyway.
      const { state, created } = await nats.jsm.streams.info(nats.streams.events)
      return { position: await store.head(), epoch: store.epoch, sequence: state.last_seq, streamMade: created }
    })

  const subscribe = async (asked: SubscribeOptions, handler: EventHandler): Promise<Subscription> => {
    const { consumer } = asked
    assertConsumer(consumer)
    assert(!subscriptions.has(consumer), `${consumer} is subscribed already`)
    const started = await startNatsConsumer(asked, handler, await originOf(asked), {
      nats, store, held, timers, retry, report, groups, ackWaitMs, bounded,
    })
    const subscription = {
      async drain() {
        await started.drain()
        if (subscriptions.get(consumer) === subscription) subscriptions.delete(consumer)
      },
    }
    subscriptions.set(consumer, subscription)
    return subscription
  }

  /** What the client throws is a server that is away or slow: later. */
  const asFault = <T>(work: Promise<T>): Promise<T> => work.catch((error: unknown) => {
    throw error instanceof AssertionFailed ? error : natsFault(error)
  })
  let closing: Promise<void> | null = null
  // The client gives up on its own only where the server refuses it: wrong credentials, for instance.
  void connection.closed().then((error) => {
    if (!closing) report({ where: 'nats', code: 'bus-closed', message: natsFault(error ?? new Error('closed')).message })
  })
  return {
    request: talk.request,
    respond: talk.respond,
    broadcast: talk.broadcast,
    listen: talk.listen,
    subscribe: (asked, handler) => asFault(subscribe(asked, handler)),
    deadLetters: deadLettersOf(held, store),
    status: () => asFault(statusOf(nats, held)),
    close: () => closing ??= (async () => {
      await Promise.all([...subscriptions.values()].map((subscription) => subscription.drain()))
      await talk.drain()
      if (connection.isClosed()) return
      // What was sent goes out first, unless the server is away.
      await withinMs(timers, 2_000, connection.flush().catch(() => undefined))
      await connection.close()
    })(),
  }
}

type Parked = HeldOnNats & { readonly parked: NonNullable<HeldOnNats['parked']> }
const isParked = (value: HeldOnNats): value is Parked => value.parked !== null

const deadLettersOf = (held: HeldStreams, store: EventStore): DeadLetters => {
  const goOn = async (consumer: string, eventId: string, skip: 0 | 1): Promise<void> => {
    const listed = (await held.list(consumer)).filter(isParked).find(({ parked }) => parked.eventId === eventId)
    for (let tries = 0; listed && tries < 100; tries += 1) {
      const { value, sequence } = await held.get(consumer, listed.stream)
      if (value?.parked?.eventId !== eventId) break
      if (!await held.put({ ...value, next: value.next + skip, attempts: 0, parked: null }, sequence)) continue
      return held.askAgain(consumer, listed.stream, 0)
    }
    throw noSuchDeadLetter(consumer)
  }

  return {
    async list({ consumer } = {}) {
      const letter = async ({ filter, next: version, parked, ...of }: Parked): Promise<DeadLetter> => ({
        consumer: of.consumer, stream: of.stream, version, attempts: of.attempts, ...parked,
        waiting: (await store.read(of.stream, version + 1)).filter((event) => filterMatches(filter, event)).length,
      })
      const letters = await Promise.all((await held.list(consumer)).filter(isParked).map(letter))
      return letters.sort((a, b) => (a.position < b.position ? -1 : 1))
    },
    replay: (consumer, eventId) => goOn(consumer, eventId, 0),
    discard: (consumer, eventId) => goOn(consumer, eventId, 1),
  }
}

/** Of every consumer that the events stream knows, subscribed here or elsewhere. */
const statusOf = async ({ jsm, streams }: Nats, held: HeldStreams): Promise<readonly ConsumerStatus[]> => {
  const { state } = await jsm.streams.info(streams.events)
  const found = new Map<string, { floor: number; lag: number }>()
  for await (const info of jsm.consumers.list(streams.events)) {
    const consumer = info.config.metadata?.consumer
    if (!consumer) continue
    const { floor, lag } = found.get(consumer) ?? { floor: state.last_seq, lag: 0 }
    const behind = info.num_pending + info.num_ack_pending
    found.set(consumer, { floor: behind === 0 ? floor : Math.min(floor, info.ack_floor.stream_seq), lag: lag + behind })
  }
  const aside = await held.list()
  return Promise.all([...found].map(async ([consumer, { floor, lag }]) => {
    const message = floor === 0 ? null : await jsm.streams.getMessage(streams.events, { seq: floor }).catch(() => null)
    return {
      consumer, lag, position: message?.header.get(POSITION) ?? null,
      ...heldOf(aside.filter((value) => value.consumer === consumer)),
    }
  }))
}
