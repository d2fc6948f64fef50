// The bus of the distributed profile: NATS for talk, JetStream for facts. The facts come from the log by a relay (relay.ts);
// what the broker keeps may be lost and is made again from the log, dead letters excepted: those are then met anew.
import type { NatsConnection } from '@nats-io/nats-core'
import type { EventStore } from '@zhijian/event-store'
import { assert, AssertionFailed, pauseMs, withinMs, type Timers } from '@zhijian/kernel'
import type { LoadLimits, OnBusy } from './admission.ts'
import { isOfThisLog, type Bookmark, type Bookmarks } from './bookmarks.ts'
import { startNatsConsumer, type NatsConsumer } from './nats-consumer.ts'
import { askKeeper } from './nats-keeper.ts'
import { allSetAside, openKeeping, type Keeping } from './nats-keeping.ts'
import { BEGINNING, openHeld, type HeldStreams, type Mark } from './nats-held.ts'
import { natsFault } from './nats-connection.ts'
import { isParked, lettersIn, statusOf } from './nats-status.ts'
import { openNats, type StreamLimits } from './nats-streams.ts'
import { openNatsTalk } from './nats-talk.ts'
import type { Bus, ConsumerStatus, DeadLetters, EventHandler, SubscribeOptions, Subscription } from './port.ts'
import { DEFAULT_RETRY, failureOf, noSuchDeadLetter, type Report, type RetryPolicy } from './retry.ts'
import { heldOf } from './state.ts'
import { assertConsumer } from './subjects.ts'
import { systemTimers } from './timers.ts'
import { atMostOncePerMinute } from './windowed.ts'

/** Of a process that ends: what it cannot note now comes again after a loss. */
const LAST_NOTE_WITHIN_MS = 500

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
  /** How much is worked on for those who ask. */
  readonly load?: LoadLimits
  readonly onBusy?: OnBusy
  /** Where this service keeps how far its consumers are, for a broker that forgets. Default: nowhere. */
  readonly bookmarks?: Bookmarks
  /** Between two notes, ms: what comes again after a broker has lost its store. Default 10,000. */
  readonly noteEveryMs?: number
  /**
   * Who makes consumers and looks into streams: the relay, when asked (default), or this connection itself, whose user may do
   * everything. Only such a one sees the status and the dead letters of consumers that are not subscribed here.
   */
  readonly keeper?: 'asked' | 'itself'
}

/** @throws Fault `bus-unsupported` (later, when the server is another) with what to do · `bus-unavailable` (later) */
export const openJetStreamBus = async (options: JetStreamBusOptions): Promise<Bus> => {
  const {
    connection, store, report, name = 'zhijian', limits = {}, groups = 16, ackWaitMs = 30_000,
    timers = systemTimers, retry = DEFAULT_RETRY, keeper = 'asked', load, onBusy, bookmarks, noteEveryMs = 10_000,
  } = options
  assert(Number.isInteger(groups) && groups >= 1 && groups <= 256, '1 to 256 groups')
  const isItself = keeper === 'itself'
  const nats = await openNats(connection, name, limits, report, isItself)
  const talk = openNatsTalk(connection, timers, report, load, onBusy)
  const keeping = isItself ? openKeeping(nats) : askKeeper(talk, nats.liveness, name)
  const here = async () => (await Promise.all([...subscriptions.keys()].map(async (consumer) =>
    (await keeping.setAside(consumer)).map((stream) => ({ consumer, stream }))))).flat()
  const held = openHeld(nats, keeping, isItself ? () => allSetAside(nats) : here)
  const subscriptions = new Map<string, Subscription>()
  const consumers = new Set<NatsConsumer>()
  const stopping = new AbortController()
  const tellOften = atMostOncePerMinute(timers, report)
  /** Of those that have moved, in one write. */
  const note = async (which: Iterable<NatsConsumer>): Promise<void> => {
    if (bookmarks === undefined) return
    try {
      const noted = (await Promise.all([...which].map((each) => each.note()))).filter((each) => each !== null)
      if (noted.length > 0) await bookmarks.save(noted)
    } catch (error) {
      tellOften({ where: 'bookmarks', ...failureOf(error) })
    }
  }
  const noting = (async (): Promise<void> => {
    while (bookmarks !== undefined && !stopping.signal.aborted) {
      await pauseMs(timers, noteEveryMs, stopping.signal)
      if (!stopping.signal.aborted) await note(consumers)
    }
  })()
  const notedOf = async (consumer: string): Promise<Bookmark | null> => {
    const found = await bookmarks?.load(consumer) ?? null
    return found !== null && await isOfThisLog(found, store) ? found : null
  }
  const bounded = (limits.maxBytes ?? -1) > 0 || (limits.maxMessages ?? -1) > 0

  const originOf = ({ consumer, from }: SubscribeOptions): Promise<Mark> | Mark => from !== 'end'
    ? BEGINNING
    : held.origin(consumer, async () => {
      // The stream first: what is relayed between the two looks is behind the log's end anyway.
      const { last, made } = await keeping.front(consumer)
      return { position: await store.head(), epoch: store.epoch, sequence: last, streamMade: made }
    })

  const subscribe = async (asked: SubscribeOptions, handler: EventHandler): Promise<Subscription> => {
    const { consumer } = asked
    assertConsumer(consumer)
    assert(!subscriptions.has(consumer), `${consumer} is subscribed already`)
    const started = await startNatsConsumer(asked, handler, await originOf(asked), await notedOf(consumer), {
      nats, store, keeping, held, timers, retry, report, groups, ackWaitMs, bounded,
    })
    consumers.add(started)
    const subscription = {
      async drain() {
        await started.drain()
        if (consumers.delete(started)) await withinMs(timers, LAST_NOTE_WITHIN_MS, note([started]))
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
    status: () => asFault(isItself ? statusOf(nats, keeping) : statusHere(keeping, held, [...subscriptions.keys()])),
    close: () => closing ??= (async () => {
      stopping.abort()
      await Promise.all([...subscriptions.values()].map((subscription) => subscription.drain()))
      await withinMs(timers, LAST_NOTE_WITHIN_MS, noting)
      await talk.drain()
      if (connection.isClosed()) return
      // What was sent goes out first, unless the server is away.
      await withinMs(timers, 2_000, connection.flush().catch(() => undefined))
      await connection.close()
    })(),
  }
}

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
    list: ({ consumer } = {}) => lettersIn(held, store, consumer),
    replay: (consumer, eventId) => goOn(consumer, eventId, 0),
    discard: (consumer, eventId) => goOn(consumer, eventId, 1),
  }
}

/** Of those that are subscribed here. */
const statusHere = async (keeping: Keeping, held: HeldStreams, consumers: readonly string[]): Promise<readonly ConsumerStatus[]> =>
  (await Promise.all(consumers.map(async (consumer) => {
    const place = await keeping.place(consumer)
    return place === null ? [] : [{ consumer, ...place, ...heldOf(await held.list(consumer)) }]
  }))).flat()
