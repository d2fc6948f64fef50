// One durable subscription over JetStream. A group's message is acknowledged when its event is done or its stream set aside
// (nats-held.ts): a failing stream does not hold up its group. A stream set aside is taken up by whoever gets its token, from
// the log, up to where the groups have passed it over.
// C1 The double acknowledgement comes last: a kill at any point brings the message, or the token, again.
// C2 Whenever the connection was lost a group looks anew where it is: the broker may have forgotten something (nats-keeping.ts).
// C3 What a service has noted elsewhere of how far it was (bookmarks.ts) counts where the broker knows of nothing in this life of its own.
// C4 Per group one message is in memory, and per token one stream being read.
import type { ConsumerMessages, JsMsg } from '@nats-io/jetstream'
import type { EventStore, StoredEvent } from '@zhijian/event-store'
import { pauseMs, type Timers } from '@zhijian/kernel'
import { asideAgain, orBehind, placeBy, type Bookmark } from './bookmarks.ts'
import { deliver, parkedEvent, type Taker, type Undone } from './deliver.ts'
import { isClosed, natsFault, whoWaits } from './nats-connection.ts'
import { durableOf, markOf, openGroups, type GroupSettings } from './nats-groups.ts'
import { BEGINNING, DELAY, tokenOf, type HeldOnNats, type HeldStreams, type Mark } from './nats-held.ts'
import type { Keeping } from './nats-keeping.ts'
import { lost } from './nats-liveness.ts'
import { EPOCH, eventOf } from './nats-message.ts'
import { serverLife, type Nats } from './nats-streams.ts'
import type { EventHandler, SubscribeOptions, Subscription } from './port.ts'
import { DEFAULT_CONCURRENCY, DEFAULT_MAX_ATTEMPTS, delayMs, failureOf, told, type Report, type RetryPolicy } from './retry.ts'
import { semaphore } from './semaphore.ts'
import { filterMatches } from './subjects.ts'

export interface NatsConsumerParts {
  readonly nats: Nats
  readonly store: EventStore
  readonly keeping: Keeping
  readonly held: HeldStreams
  readonly timers: Timers
  readonly retry: RetryPolicy
  readonly report: Report
  readonly groups: number
  readonly ackWaitMs: number
  /** The events stream has a bound, so a slow consumer may be overtaken by it. */
  readonly bounded: boolean
}

/** How often a group's place is marked, in events: what a fill from the log may bring again. */
const MARK_EVERY = 256
/** Streams set aside at once above which nothing new is noted. */
const MOST_ASIDE = 256
const RECONNECT: RetryPolicy = { firstMs: 100, factor: 2, maxMs: 5_000 }

export interface NatsConsumer extends Subscription {
  /** How far it is, to be kept outside of the broker; null while nothing new can be said of it. */
  note(): Promise<Bookmark | null>
}

/** @param noted what it kept outside of the broker when it ran last */
export const startNatsConsumer = async (
  options: SubscribeOptions, handler: EventHandler, origin: Mark, noted: Bookmark | null, parts: NatsConsumerParts,
): Promise<NatsConsumer> => {
  const { nats, store, keeping, held, timers, retry, report, ackWaitMs } = parts
  const { consumer, filter } = options
  const taker: Taker = { system: 'nats', consumer, handler, maxAttempts: options.maxAttempts ?? DEFAULT_MAX_ATTEMPTS, timers }
  const settings: GroupSettings = { consumer, filter, groups: parts.groups, ackWaitMs }
  const groups = openGroups(keeping, store, held, settings, origin)
  let bookmark = noted
  /** By group, in which life of the connection; and whether any has moved since it was noted. */
  const stands: { readonly life: number; readonly at: Mark }[] = []
  let hasMoved = false
  const places = semaphore(options.concurrency ?? DEFAULT_CONCURRENCY)
  const stopping = new AbortController()
  const open = new Set<ConsumerMessages>()
  const inHand = new Set<Promise<void>>()

  const againIn = (attempts: number, stream: string): number => delayMs(retry, attempts, `${consumer} ${stream}`)

  const askForHeld = async (): Promise<void> => {
    for (const { stream, parked } of await held.list(consumer)) if (!parked) await held.askAgain(consumer, stream, 0)
  }

  /** N2 of bookmarks.ts */
  const setAsideAgain = async (aside: readonly HeldOnNats[]): Promise<void> => {
    for (const entry of aside) {
      for (;;) {
        const { value, sequence } = await held.get(consumer, entry.stream)
        const now = asideAgain(value, { ...entry, filter })
        const isKnown = value !== null && value.next === now.next && value.passed === now.passed
        if (!isKnown && !await held.put(now, sequence)) continue
        if (!now.parked) await held.askAgain(consumer, entry.stream, 0)
        break
      }
    }
  }
  let isSetAsideAgain: { readonly life: number; readonly by: Bookmark; readonly done: Promise<void> } | null = null
  /** Once in every life of the broker, whichever of the groups comes first. */
  const goesBy = (by: Bookmark): Promise<void> => {
    const life = nats.liveness.life()
    if (isSetAsideAgain?.life === life && isSetAsideAgain.by === by) return isSetAsideAgain.done
    const begun = { life, by, done: setAsideAgain(by.aside) }
    isSetAsideAgain = begun
    begun.done.catch(() => { if (isSetAsideAgain === begun) isSetAsideAgain = null })
    return begun.done
  }
  const markedOf = async (group: number): ReturnType<HeldStreams['marked']> => {
    const ask = () => held.marked(consumer, markOf(group, settings.groups))
    try {
      return await ask()
    } catch {
      // An emptied server has no streams: whoever makes the consumer of the tokens makes them all.
      await keeping.ensureTokens(consumer, ackWaitMs)
      return ask()
    }
  }
  /** C3: a mark that is of no life yet, for whoever makes the group's consumer. */
  const goByBookmark = async (group: number): Promise<void> => {
    const by = bookmark
    const place = by === null ? null : placeBy(by, group, settings.groups)
    if (by === null || place === null) return
    const { mark, sequence } = await markedOf(group)
    if (mark?.server === serverLife(nats.connection)) return
    const { server: _another, ...at } = orBehind(mark ?? BEGINNING, place)
    if (at.position === mark?.position) return
    await goesBy(by)
    await held.markOver(consumer, markOf(group, settings.groups), at, sequence)
  }
  const ensure = async (group: number): Promise<Mark | null> => {
    await goByBookmark(group)
    return groups.ensure(group)
  }

  /** Tells the server that a message is being worked on, until it is not. */
  const working = (message: JsMsg): (() => void) => {
    let cancel = timers.after(ackWaitMs / 3, function again() {
      if (nats.connection.isClosed()) return
      message.working()
      cancel = timers.after(ackWaitMs / 3, again)
    })
    return () => cancel()
  }

  /** Somebody else may have it, or this instance later. */
  const giveBack = (message: JsMsg, ms: number): void => {
    if (!nats.connection.isClosed()) message.nak(ms)
  }

  const setAside = (event: StoredEvent, undone: Undone, passed: number): HeldOnNats => {
    const { failure, attempts } = undone
    const parked = undone.parked ? parkedEvent(event, failure, timers.now()) : null
    if (parked) report({ where: `${consumer} ${event.stream}@${event.version}`, code: failure.code, message: failure.message, ...told(event) })
    return { consumer, stream: event.stream, next: event.version, attempts, code: failure.code, parked, filter, passed }
  }

  /** Resolves when the event is done, or is remembered as not done. */
  const take = async (event: StoredEvent): Promise<void> => {
    for (;;) {
      const { value, sequence } = await held.get(consumer, event.stream)
      if (value) {
        if (event.version < value.next) return
        const noted = event.version <= value.passed || await held.put({ ...value, filter, passed: event.version }, sequence)
        if (!noted) continue
        if (!value.parked) await held.askAgain(consumer, event.stream, 0)
        return
      }
      const undone = await deliver(taker, event, 0)
      if (!undone) return
      if (!await held.put(setAside(event, undone, event.version), sequence)) continue
      if (!undone.parked) await held.askAgain(consumer, event.stream, againIn(undone.attempts, event.stream))
      return
    }
  }

  /** One stream set aside, from its token. @returns ms to wait before the next try, or null when the token is done with */
  const catchUp = async (stream: string): Promise<number | null> => {
    for (;;) {
      const { value, sequence } = await held.get(consumer, stream)
      if (!value || value.parked) return null
      if (stopping.signal.aborted) return 0
      const event = (await store.read(stream, value.next))
        .find((next) => next.version <= value.passed && filterMatches(filter, next))
      if (!event) {
        if (!await held.release(consumer, stream, sequence)) continue
        hasMoved = true
        return null
      }
      const undone = await deliver(taker, event, event.version === value.next ? value.attempts : 0)
      const after = (now: HeldOnNats): HeldOnNats => undone
        ? setAside(event, undone, now.passed)
        : { consumer, stream, next: event.version + 1, attempts: 0, parked: null, filter: now.filter, passed: now.passed }
      await change(stream, value, sequence, after)
      if (undone) return undone.parked ? null : againIn(undone.attempts, stream)
    }
  }

  /** Writes over what was read, or over what others wrote since about events that were passed over. */
  const change = async (stream: string, read: HeldOnNats, at: number, after: (now: HeldOnNats) => HeldOnNats): Promise<void> => {
    for (let now = { value: read as HeldOnNats | null, sequence: at }; now.value; now = await held.get(consumer, stream)) {
      if (now.value.next !== read.next || await held.put(after(now.value), now.sequence)) return
    }
  }

  const onToken = async (message: JsMsg): Promise<void> => {
    const [kind, , key] = message.subject.split('.') as [string, string, string]
    const wait = Number(message.headers?.get(DELAY) ?? 0)
    if (message.info.deliveryCount === 1 && wait > 0) return giveBack(message, wait)
    const leave = await places.enter()
    const rest = working(message)
    try {
      if (stopping.signal.aborted) return giveBack(message, 0)
      if (kind === 'fill') {
        await groups.fill(Number(key), take, stopping.signal, nats.liveness.life())
        if (stopping.signal.aborted) return giveBack(message, 0)
        await nats.liveness.orLost(() => message.ackAck())
        return
      }
      const again = await catchUp(key)
      if (again !== null) return giveBack(message, again)
      await nats.liveness.orLost(() => message.ackAck())
      // While the token was there no other could be put: if the stream was set aside anew meanwhile, it has none.
      const { value } = await held.get(consumer, key)
      if (value && !value.parked) await held.askAgain(consumer, key, againIn(Math.max(1, value.attempts), key))
    } catch (error) {
      if (nats.liveness.isUp()) report({ where: consumer, ...failureOf(natsFault(error)) })
      // The log or the broker is away for a moment, most often: soon at first, then less and less.
      giveBack(message, againIn(message.info.deliveryCount, key))
    } finally {
      rest()
      leave()
    }
  }

  const runTokens = (): Promise<void> => keepOn(async () => {
    await keeping.ensureTokens(consumer, ackWaitMs)
    // A process may have died between setting a stream aside and asking for it.
    await askForHeld()
    await each(nats.streams.again, tokenOf(consumer), (message) => {
      const work = onToken(message)
      inHand.add(work)
      void work.finally(() => inHand.delete(work))
    })
  })

  const runGroup = (group: number): Promise<void> => keepOn(async () => {
    const life = nats.liveness.life()
    const found = await ensure(group)
    if (!found) return pauseMs(timers, 250, stopping.signal)
    let place = found
    stands[group] = { life, at: place }
    let marked = found.sequence
    let unmarked = 0
    const mark = async (): Promise<void> => {
      if (place.sequence === marked) return
      marked = place.sequence
      unmarked = 0
      await groups.mark(group, place, life)
    }
    const onMessage = async (message: JsMsg): Promise<boolean> => {
      if (parts.bounded && message.seq > place.sequence + 1 && await overtaken(place.sequence)) {
        giveBack(message, 0)
        return false
      }
      const event = eventOf(message)
      if (!event) report({ where: `${consumer} #${message.seq}`, code: 'bus-foreign-message', message: 'not an event' })
      const epoch = message.headers?.get(EPOCH) ?? ''
      const isBehind = event !== null && place.epoch === epoch && event.position <= (place.position ?? '')
      if (!event || isBehind || !filterMatches(filter, event)) place = { ...place, sequence: message.seq }
      else {
        await take(event)
        place = { ...place, position: event.position, epoch, sequence: message.seq }
        unmarked += 1
        stands[group] = { life, at: place }
        hasMoved = true
      }
      if (nats.liveness.life() !== life) throw lost()
      await nats.liveness.orLost(() => message.ackAck())
      if (unmarked >= MARK_EVERY) await mark()
      return true
    }
    try {
      await each(nats.streams.events, durableOf(settings, group), async (message) => {
        const leave = await places.enter()
        const rest = working(message)
        try {
          if (stopping.signal.aborted) return giveBack(message, 0)
          return await onMessage(message)
        } catch (error) {
          giveBack(message, RECONNECT.firstMs)
          throw error
        } finally {
          rest()
          leave()
        }
      })
    } finally {
      // After a loss the old mark counts (C2).
      if (nats.liveness.life() === life && !nats.connection.isClosed()) await mark()
    }
  })

  /** Whether the stream has dropped what the group had not come to; asked after a message has come, so that it is exact. */
  const overtaken = async (lastSequence: number): Promise<boolean> =>
    (await keeping.front(consumer)).first > lastSequence + 1

  /** Messages of a durable, one after the other, until it ends, the subscription does, or `work` returns false. */
  const each = async (stream: string, durable: string, work: (message: JsMsg) => unknown): Promise<void> => {
    const source = await nats.js.consumers.get(stream, durable)
    const messages = await source.consume({ max_messages: 100, expires: 10_000, abort_on_missing_resource: true })
    open.add(messages)
    const forget = nats.liveness.onLost(() => void messages.close())
    // A pull that nobody took, because the stream is gone: the client would notice it by two missed heartbeats only.
    void (async () => {
      for await (const { type } of messages.status()) if (type === 'no_responders') void messages.close()
    })()
    if (stopping.signal.aborted) void messages.close()
    try {
      for await (const message of messages) {
        if (stopping.signal.aborted) giveBack(message, 0)
        else if (await work(message) === false) return
      }
    } finally {
      forget()
      open.delete(messages)
      void messages.close()
    }
  }

  /** Again and again until the subscription ends: servers go away, consumers are removed. */
  const keepOn = async (work: () => Promise<void>): Promise<void> => {
    for (let failures = 0; !stopping.signal.aborted;) {
      try {
        await nats.liveness.up(stopping.signal)
        if (nats.connection.isClosed()) return
        await work()
        failures = 0
      } catch (error) {
        if (stopping.signal.aborted || isClosed(error) || nats.connection.isClosed()) return
        failures += 1
        if (nats.liveness.isUp()) report({ where: consumer, ...failureOf(natsFault(error)) })
        await pauseMs(timers, delayMs(RECONNECT, failures, whoWaits(nats.connection, consumer)), stopping.signal)
        await nats.liveness.up(stopping.signal)
      }
    }
  }

  /** Null when there are too many, or the broker is away: what was noted before counts. */
  const listAside = async (): Promise<readonly HeldOnNats[] | null> => {
    const streams = await keeping.setAside(consumer)
    if (streams.length > MOST_ASIDE) return null
    return (await Promise.all(streams.map((stream) => held.get(consumer, stream)))).flatMap(({ value }) => value ?? [])
  }

  // The first time in the open: what a server does not support, the caller must hear.
  await Promise.all(Array.from({ length: parts.groups }, (_, group) => ensure(group)))
  await keeping.dropPredecessors(settings)
  const running = [runTokens(), ...Array.from({ length: parts.groups }, (_, group) => runGroup(group))]

  return {
    async note() {
      const life = nats.liveness.life()
      const now = Array.from({ length: settings.groups }, (_, group) => stands[group])
      if (!hasMoved || now.some((place) => place?.life !== life)) return null
      hasMoved = false
      // After the places, in the same life: everything set aside before them is among it.
      const aside = await listAside().catch(() => null)
      if (aside === null || nats.liveness.life() !== life) {
        hasMoved = true
        return null
      }
      const placeOf = (at: Mark): Mark['position'] => (at.epoch === store.epoch ? at.position : null)
      return bookmark = { consumer, epoch: store.epoch, places: now.map((place) => placeOf(place!.at)), aside }
    },
    async drain() {
      stopping.abort()
      for (const messages of open) void messages.close()
      await Promise.all(running)
      await Promise.all(inHand)
    },
  }
}
