// What the suites of the bus contract share: the harness an adapter brings, facts to append, a handler that is watched.
import { eventId, type EventStore, type NewEvent, type StoredEvent } from '@zhijian/event-store'
import { Fault, instant, plus, type Json } from '@zhijian/kernel'
import type { LoadLimits } from './admission.ts'
import type { Bus, Delivery, EventHandler } from './port.ts'
import type { RetryPolicy } from './retry.ts'

export interface BusHarness {
  readonly store: EventStore
  /** The bus now in use; another one after `restart` and `crash`. */
  bus(): Bus
  /** Closes the bus and opens one over the same log and the same memory of what was done. */
  restart(): Promise<void>
  /** The process dies in the middle of whatever it does, and another one starts. */
  crash(): Promise<void>
  /** Lets time pass until it holds. @throws when it never does */
  until(holds: () => boolean | Promise<boolean>, what: string): Promise<void>
  /** Events taken out of the log or off the broker that no handler has finished. */
  inMemory(): Promise<number>
  close(): Promise<void>
}

/** How an adapter is set up for the suite: delays short enough for a test, and still growing; places few enough to be taken. */
export interface BusHarnessOptions {
  readonly retry: RetryPolicy
  readonly load: LoadLimits
}

const START = instant('2026-01-05T01:00:00.000Z')

/** A fact for tests: the version is its place in the stream. */
export const fact = (stream: string, version: number, type = 'ThingHappened', data: Record<string, Json> = {}): NewEvent => {
  const time = plus(START, version)
  return {
    id: eventId(time, `test:${stream}`, version),
    type: `${type}.v1`,
    data: { n: version, ...data },
    meta: {
      source: '/test', time, recordedat: time, cause: 'command:Test', actorid: 'tester', actorrole: 'system',
      correlationid: stream, hashalg: 'sha256',
    },
  }
}

/** Appends the next event of a stream. */
export const appendTo = async (store: EventStore, stream: string, type?: string, data?: Record<string, Json>): Promise<void> => {
  const last = await store.lastEvent(stream)
  const version = (last?.version ?? -1) + 1
  await store.append(stream, [fact(stream, version, type, data)], last ? last.version : 'no-stream')
}

export const appendMany = async (store: EventStore, stream: string, count: number, type?: string): Promise<void> => {
  const last = await store.lastEvent(stream)
  const first = (last?.version ?? -1) + 1
  const events = Array.from({ length: count }, (_, i) => fact(stream, first + i, type))
  await store.append(stream, events, last ? last.version : 'no-stream')
}

/** A handler that writes down what it did, and fails as it is told. */
export const witness = () => {
  const done: string[] = []
  const tried: string[] = []
  const attempts: number[] = []
  const atOnce = new Map<string, number>()
  let mostStreams = 0
  let sameStreamTwice = false
  let act: (event: StoredEvent, delivery: Delivery) => Promise<void> | void = () => undefined
  const handler: EventHandler = async (event, delivery) => {
    tried.push(nameOf(event))
    attempts.push(delivery.attempt)
    const busy = (atOnce.get(event.stream) ?? 0) + 1
    atOnce.set(event.stream, busy)
    if (busy > 1) sameStreamTwice = true
    mostStreams = Math.max(mostStreams, [...atOnce.values()].filter((n) => n > 0).length)
    try {
      await act(event, delivery)
      done.push(nameOf(event))
    } finally {
      atOnce.set(event.stream, atOnce.get(event.stream)! - 1)
    }
  }
  return {
    handler, done, tried, attempts,
    does(next: typeof act) { act = next },
    of: (stream: string) => done.filter((name) => name.startsWith(`${stream}@`)),
    mostStreams: () => mostStreams,
    sameStreamTwice: () => sameStreamTwice,
  }
}

const nameOf = (event: StoredEvent): string => `${event.stream}@${event.version}`
export const names = (stream: string, from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, i) => `${stream}@${from + i}`)

export const gate = () => {
  let open = (): void => undefined
  const opened = new Promise<void>((resolve) => { open = resolve })
  return { opened, open: () => open() }
}

export const later = (): Fault => new Fault('other-side-away', 'the other side is away', { retry: 'later' })
export const never = (): Fault => new Fault('cannot-be-done', 'this cannot be done', { retry: 'never' })
