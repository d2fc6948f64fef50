// The bus of the embedded profile: one process, the log's tail, and a small state of its own. Nothing is lost on kill -9:
// what a consumer had not finished, or finished after the last grouped write, comes again.
// B1 A log that was restored to an earlier state is noticed when the bus opens, before anything is appended: consumers that
//    were ahead of it begin again where they once began.
import { ORIGIN, type EventStore } from '@zhijian/event-store'
import { assert, type Timers } from '@zhijian/kernel'
import type { LoadLimits, OnBusy } from './admission.ts'
import { openJournal, type Journal } from './journal.ts'
import { startLocalConsumer, type LocalConsumer } from './local-consumer.ts'
import { openLocalTalk } from './local-talk.ts'
import type { Bus, DeadLetter, DeadLetters, EventHandler, SubscribeOptions, Subscription } from './port.ts'
import { DEFAULT_RETRY, noSuchDeadLetter, type Report, type RetryPolicy } from './retry.ts'
import { heldOf, type BusState, type ConsumerRecord, type HeldStream } from './state.ts'
import { assertConsumer, filterMatches } from './subjects.ts'
import { systemTimers } from './timers.ts'

export interface InProcessBusOptions {
  readonly store: EventStore
  readonly state: BusState
  readonly report: Report
  /** Default: the system's. */
  readonly timers?: Timers
  readonly retry?: RetryPolicy
  /** How much is worked on for those who ask. */
  readonly load?: LoadLimits
  readonly onBusy?: OnBusy
  /** How long checkpoints may be behind, ms. Default 200. */
  readonly flushMs?: number
}

interface Books {
  readonly records: Map<string, ConsumerRecord>
  readonly held: Map<string, Map<string, HeldStream>>
  readonly running: Map<string, LocalConsumer>
}

/** The state is closed with the bus, the store is not. @throws Fault what the state or the store throws */
export const openInProcessBus = async (options: InProcessBusOptions): Promise<Bus> => {
  const { store, state, report, timers = systemTimers, retry = DEFAULT_RETRY, flushMs = 200, load, onBusy } = options
  const journal = openJournal(state, timers, flushMs, report)
  const talk = openLocalTalk(timers, report, load, onBusy)
  const books: Books = { records: new Map(), held: new Map(), running: new Map() }
  await openBooks(books, options, journal)

  const subscribe = async (subscription: SubscribeOptions, handler: EventHandler): Promise<Subscription> => {
    const { consumer, filter } = subscription
    assertConsumer(consumer)
    assert(!books.running.has(consumer), `${consumer} is subscribed already`)
    const known = books.records.get(consumer)
    const origin = known || subscription.from !== 'end' ? null : await store.head()
    const record: ConsumerRecord = known
      ? { ...known, filter }
      : { consumer, filter, epoch: store.epoch, origin, checkpoint: null, through: origin }
    assert(!books.running.has(consumer), `${consumer} is subscribed already`)
    books.records.set(consumer, record)
    const held = books.held.get(consumer) ?? new Map<string, HeldStream>()
    books.held.set(consumer, held)
    journal.moved(consumer, () => books.running.get(consumer)?.record() ?? record)
    // Before the first event: a consumer that begins at the end must find the same end after a kill.
    await journal.flush()
    const running = startLocalConsumer(record, subscription, handler, { store, timers, journal, retry, report, held })
    books.running.set(consumer, running)
    return {
      async drain() {
        await running.drain()
        if (books.running.get(consumer) !== running) return
        books.records.set(consumer, running.record())
        books.running.delete(consumer)
      },
    }
  }

  let closing: Promise<void> | null = null
  return {
    request: talk.request,
    respond: talk.respond,
    broadcast: talk.broadcast,
    listen: talk.listen,
    subscribe,
    deadLetters: deadLettersOf(books, store, journal),
    status: async () => [...books.records.values()].map(({ consumer, through }) => books.running.get(consumer)?.status() ?? {
      consumer, position: through, lag: null, ...heldOf(books.held.get(consumer)?.values() ?? []),
    }),
    close: () => closing ??= (async () => {
      // Consumers first: what they have in hand may still ask others.
      await Promise.all([...books.running.values()].map((running) => running.drain()))
      await talk.drain()
      await journal.flush()
      await state.close()
    })(),
  }
}

/** B1. */
const openBooks = async (books: Books, { store, state, report }: InProcessBusOptions, journal: Journal): Promise<void> => {
  const { consumers, held } = await state.load()
  const head = await store.head()
  for (const entry of held) {
    const streams = books.held.get(entry.consumer) ?? new Map<string, HeldStream>()
    books.held.set(entry.consumer, streams.set(entry.stream, entry))
  }
  for (const record of consumers) {
    const ahead = (record.through ?? ORIGIN) > (head ?? ORIGIN)
    const fits = !ahead && record.epoch === store.epoch && (record.checkpoint === null || await store.holds(record.checkpoint))
    if (fits) {
      books.records.set(record.consumer, record)
      continue
    }
    const origin = (record.origin ?? ORIGIN) > (head ?? ORIGIN) ? head : record.origin
    const again: ConsumerRecord = { ...record, epoch: store.epoch, origin, checkpoint: null, through: origin }
    books.records.set(record.consumer, again)
    for (const stream of books.held.get(record.consumer)?.keys() ?? []) journal.released(record.consumer, stream)
    books.held.delete(record.consumer)
    journal.moved(record.consumer, () => again)
    report({ where: record.consumer, code: 'log-restored', message: 'this is not the log that it read; it begins again' })
  }
  await journal.flush()
}

type Parked = HeldStream & { readonly parked: NonNullable<HeldStream['parked']> }

const parkedOf = (held: ReadonlyMap<string, HeldStream> | undefined): Parked[] =>
  [...held?.values() ?? []].filter((entry): entry is Parked => entry.parked !== null)

const deadLettersOf = (books: Books, store: EventStore, journal: Journal): DeadLetters => {
  const letter = async (entry: Parked): Promise<DeadLetter> => {
    const { consumer, stream, next: version, attempts, parked } = entry
    const filter = books.records.get(consumer)?.filter ?? {}
    const behind = (await store.read(stream, version + 1)).filter((event) => filterMatches(filter, event))
    return { consumer, stream, version, attempts, ...parked, waiting: behind.length }
  }

  const goOn = async (consumer: string, eventId: string, skip: 0 | 1): Promise<void> => {
    const entry = parkedOf(books.held.get(consumer)).find(({ parked }) => parked.eventId === eventId)
    if (!entry) throw noSuchDeadLetter(consumer)
    const again: HeldStream = { consumer, stream: entry.stream, next: entry.next + skip, attempts: 0, parked: null }
    books.held.get(consumer)!.set(entry.stream, again)
    journal.held(again)
    try {
      await journal.flush()
    } finally {
      books.running.get(consumer)?.resume(entry.stream)
    }
  }

  return {
    list: async ({ consumer } = {}) => {
      const asked = [...books.held].filter(([name]) => consumer === undefined || name === consumer)
      const letters = await Promise.all(asked.flatMap(([, held]) => parkedOf(held)).map(letter))
      return letters.sort((a, b) => (a.position < b.position ? -1 : 1))
    },
    replay: (consumer, eventId) => goOn(consumer, eventId, 0),
    discard: (consumer, eventId) => goOn(consumer, eventId, 1),
  }
}
