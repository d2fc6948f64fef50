// Carries the log to NATS, in the log's order, from where the stream's last message says that it stopped.
// It keeps the streams as well: it alone makes them and their consumers, for services that ask it (nats-keeper.ts).
// R1 A message is published only behind the one that precedes it in the log (expected last sequence): with several relays, or
//    after a lost answer, nobody publishes out of order or twice; who is refused looks again where the stream is.
// R2 A stream that lost its end, or everything, gets it again, the same events in the same order, also when nothing new is to be
//    published: after every loss of the connection it is looked at. A stream that holds what the log does not (the log was
//    restored) is emptied first.
import { subjectOf, type Checkpoint, type EventStore, type Position, type StoredEvent } from '@zhijian/event-store'
import type { NatsConnection } from '@nats-io/nats-core'
import { Fault, isFault, pauseMs, type Instant, type Timers } from '@zhijian/kernel'
import { isNotFound, isWrongSequence, natsFault, whoWaits } from './nats-connection.ts'
import { bodyOf, checkpointOf, headersOf } from './nats-message.ts'
import { answerAsKeeper } from './nats-keeper.ts'
import { openKeeping } from './nats-keeping.ts'
import { lettersOf, statusOf } from './nats-status.ts'
import { openNats, type Nats, type StreamLimits } from './nats-streams.ts'
import { openNatsTalk } from './nats-talk.ts'
import type { ConsumerStatus, DeadLetter } from './port.ts'
import { delayMs, failureOf, type Report, type RetryPolicy } from './retry.ts'
import { systemTimers } from './timers.ts'

export interface RelayOptions {
  /** Stays the caller's: it is not closed with the relay. */
  readonly connection: NatsConnection
  readonly store: EventStore
  /** Names the streams; the same as the bus's. Default `zhijian`. */
  readonly name?: string
  readonly limits?: StreamLimits
  readonly report: Report
  readonly timers?: Timers
  readonly retry?: RetryPolicy
  /** Events published before the first of them must be acknowledged. Default 256. */
  readonly inFlight?: number
}

export type KeeperOptions = Pick<RelayOptions, 'connection' | 'name' | 'limits' | 'report' | 'timers'>

export interface Relay {
  /** Of every consumer of its streams. @throws Fault `bus-unavailable` (later) */
  status(): Promise<readonly ConsumerStatus[]>
  /** Of every consumer of its streams. @throws Fault `bus-unavailable` (later) */
  letters(): Promise<readonly DeadLetter[]>
  /** Last position that the server has acknowledged; null before the first. */
  published(): Position | null
  /** Since when something of the log waits for the server; wall time, null when nothing does. */
  behindSince(): Instant | null
  /** Publishes what it has in hand, then stops. */
  drain(): Promise<void>
}

interface Place {
  /** Last event in the stream. */
  readonly after: Position | null
  readonly lastSequence: number
  /** Added to message ids: after a loss, the server must not take an event for one it once had. */
  readonly round: string
}

const RETRY: RetryPolicy = { firstMs: 100, factor: 2, maxMs: 5_000 }

const keepStreams = async ({ connection, name = 'zhijian', limits = {}, report, timers = systemTimers }: KeeperOptions) => {
  const nats = await openNats(connection, name, limits, report, true)
  const talk = openNatsTalk(connection, timers, report)
  const keeping = openKeeping(nats)
  await answerAsKeeper(talk, name, keeping)
  return { nats, talk, keeping }
}

/**
 * Keeps the streams without relaying: whoever may relay does so, that nobody who starts waits for the one who does.
 * @throws Fault `bus-unsupported` · `bus-unavailable` (later)
 */
export const startKeeper = async (options: KeeperOptions): Promise<{ drain(): Promise<void> }> => {
  const { talk } = await keepStreams(options)
  return { drain: () => talk.drain() }
}

/** Keeps the streams as well. @throws Fault `bus-unsupported` · `bus-unavailable` (later) */
export const startRelay = async (options: RelayOptions): Promise<Relay> => {
  const { connection, store, report } = options
  const { timers = systemTimers, retry = RETRY, inFlight = 256 } = options
  const { nats, talk, keeping } = await keepStreams(options)
  const stopping = new AbortController()
  let published: Position | null = null
  let behindSince: Instant | null = timers.now()
  let failures = 0
  let lastRefusal: string | null = null
  let standing = 0
  let outOfStep = false

  const carry = async (): Promise<void> => {
    const place = await whereToGoOn(nats, store, outOfStep)
    outOfStep = false
    published = place.after
    let sequence = place.lastSequence
    const returned = new AbortController()
    const forget = nats.liveness.onLost(() => void nats.liveness.up(stopping.signal).then(() => returned.abort()))
    try {
      for await (const batch of store.tail(place.after, {}, AbortSignal.any([stopping.signal, returned.signal]), { batch: inFlight })) {
        if (batch.events.length === 0) {
          if (batch.caughtUp) behindSince = null
          continue
        }
        behindSince ??= timers.now()
        await publishAll(nats, store.epoch, batch.events, sequence, place.round)
        sequence += batch.events.length
        published = batch.events.at(-1)!.position
        failures = 0
        if (batch.caughtUp) behindSince = null
      }
    } finally {
      forget()
    }
  }

  const carrying = (async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        await nats.liveness.up(stopping.signal)
        if (connection.isClosed()) return
        await carry()
      } catch (error) {
        if (stopping.signal.aborted || connection.isClosed()) return
        failures += 1
        outOfStep = isFault(error, 'relay-out-of-step')
        // Another relay was quicker, which is no news to anybody while it gets on: each refusal names another place then.
        const refusal = isWrongSequence(error) ? (error as Error).message : null
        standing = refusal !== null && refusal === lastRefusal ? standing + 1 : 0
        lastRefusal = refusal
        const isNews = nats.liveness.isUp() && (refusal === null || standing > 3)
        if (isNews) report({ where: 'relay', ...failureOf(natsFault(error)) })
        await pauseMs(timers, delayMs(retry, failures, whoWaits(connection, 'relay')), stopping.signal)
        await nats.liveness.up(stopping.signal)
      }
    }
  })()

  return {
    status: () => statusOf(nats, keeping),
    letters: () => lettersOf(nats, keeping, store),
    published: () => published,
    behindSince: () => behindSince,
    async drain() {
      stopping.abort()
      await talk.drain()
      await carrying
    },
  }
}

/** R1: one after the other by sequence, without waiting for each. The first refusal ends it, after all have answered. */
const publishAll = async (
  nats: Nats, epoch: string, events: readonly StoredEvent[], last: number, round: string,
): Promise<void> => {
  const answers = await Promise.allSettled(events.map((event, i) => nats.js.publish(subjectOf(event), bodyOf(event), {
    msgID: event.id + round, headers: headersOf(event, epoch),
    expect: { lastSequence: last + i, streamName: nats.streams.events },
  })))
  for (const [i, answer] of answers.entries()) {
    if (answer.status === 'rejected') throw answer.reason
    const { seq, duplicate } = answer.value
    if (duplicate || seq !== last + i + 1) {
      const message = `the stream took event ${i} of a batch as ${seq}, not ${last + i + 1}`
      throw new Fault('relay-out-of-step', message, { retry: 'later' })
    }
  }
}

/** R2. @param refused whether the server just took an event for one that it no longer has */
const whereToGoOn = async (nats: Nats, store: EventStore, refused: boolean): Promise<Place> => {
  await nats.ensureStreams()
  const { state } = await nats.jsm.streams.info(nats.streams.events)
  if (state.last_seq === 0) return { after: null, lastSequence: 0, round: '' }
  const whole: Place = { after: null, lastSequence: state.last_seq, round: `~${state.last_seq}` }
  const last = await lastOfOurs(nats, state.first_seq, state.last_seq)
  if (!last) return whole
  if (await store.holds(last)) return { ...whole, after: last.position, round: refused ? whole.round : '' }
  // Another log was relayed here: what consumers had set aside belongs to it as well.
  for (const stream of [nats.streams.held, nats.streams.again, nats.streams.events]) await nats.jsm.streams.purge(stream)
  return whole
}

/** Looks back over what was removed by hand, or published by a stranger. */
const lastOfOurs = async (nats: Nats, first: number, last: number): Promise<Checkpoint | null> => {
  for (let seq = last; seq >= first; seq -= 1) {
    const message = await nats.jsm.streams.getMessage(nats.streams.events, { seq }).catch((error: unknown) => {
      if (isNotFound(error)) return null
      throw error
    })
    const checkpoint = message && checkpointOf({ data: message.data, headers: message.header })
    if (checkpoint) return checkpoint
  }
  return null
}
