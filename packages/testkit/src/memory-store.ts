// An event store in memory that keeps every promise of the port but durability: for simulations and for tests that run
// thousands of histories. `faults` lets a seeded world make writes fail, or land although they looked failed.
import {
  categoryOf, chainHash, comparable, decode, encode, GENESIS, MAX_APPEND_BYTES, nameOfType, versionConflict,
  type Appended, type EventStore, type Expected, type NewEvent, type Position, type StoredEvent, type TailBatch, type TailFilter,
} from '@zhijian/event-store'
import { assert, Fault } from '@zhijian/kernel'

export interface MemoryStore extends EventStore {
  /** All events in log order. */
  readonly log: readonly StoredEvent[]
}

/** What happens to an append: null lets it through. Thrown before or after the write, as the world decides. */
export interface StoreFaults {
  before(stream: string): Fault | null
  after(stream: string): Fault | null
}

const positionAt = (index: number): Position => String(index + 1).padStart(16, '0') as Position

export const memoryStore = (options: {
  readonly epoch?: string
  readonly faults?: StoreFaults
  /** What the log held when it was opened. */
  readonly from?: readonly StoredEvent[]
} = {}): MemoryStore => {
  const log: StoredEvent[] = [...options.from ?? []]
  const streams = new Map<string, StoredEvent[]>()
  for (const event of log) {
    const stream = streams.get(event.stream)
    if (stream) stream.push(event)
    else streams.set(event.stream, [event])
  }
  const sleepers = new Set<() => void>()
  const wakeAll = (): void => {
    for (const wake of sleepers) wake()
    sleepers.clear()
  }

  const write = (stream: string, events: readonly NewEvent[], expected: Expected): Appended => {
    assert(events.length > 0, 'an append has at least one event')
    const present = streams.get(stream) ?? []
    const from = expected === 'no-stream' ? 0 : expected + 1
    if (present.length !== from) {
      const same = events.every((event, place) => {
        const stored = present[from + place]
        return stored !== undefined && stored.id === event.id && comparable(stream, from + place, stored) === comparable(stream, from + place, event)
      })
      if (!same) throw versionConflict(stream, expected, present.length - 1)
      const last = present[from + events.length - 1]!
      return { version: last.version, position: last.position, written: false }
    }
    const texts = events.map((event, place) => encode(stream, from + place, event))
    const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0)
    if (bytes > MAX_APPEND_BYTES) throw new Fault('append-too-large', `${stream}: ${bytes} bytes in one append`, { retry: 'never' })
    let previous = present.at(-1)?.hash ?? GENESIS
    for (const [place, text] of texts.entries()) {
      previous = chainHash(events[place]!.meta.hashalg, previous, text)
      const stored = decode(text, positionAt(log.length), previous)
      log.push(stored)
      present.push(stored)
    }
    streams.set(stream, present)
    wakeAll()
    const last = present.at(-1)!
    return { version: last.version, position: last.position, written: true }
  }

  const wanted = (filter: TailFilter) => {
    const categories = filter.categories && new Set(filter.categories)
    const types = filter.types && new Set(filter.types)
    return (event: StoredEvent): boolean =>
      (!categories || categories.has(categoryOf(event.stream))) && (!types || types.has(nameOfType(event.type)))
  }

  return {
    log,
    epoch: options.epoch ?? 'memory',
    async append(stream, events, expected) {
      const before = options.faults?.before(stream)
      if (before) throw before
      const appended = write(stream, events, expected)
      const after = options.faults?.after(stream)
      if (after) throw after
      return appended
    },
    async read(stream, from = 0) {
      return (streams.get(stream) ?? []).slice(from)
    },
    async lastEvent(stream) {
      return streams.get(stream)?.at(-1) ?? null
    },
    async* tail(after, filter, signal, { batch = 500 } = {}): AsyncIterable<TailBatch> {
      const matches = wanted(filter)
      let next = after === null ? 0 : Number(after)
      while (!signal.aborted) {
        const page = log.slice(next, next + batch)
        if (page.length > 0) {
          next += page.length
          yield { events: page.filter(matches), through: positionAt(next - 1), caughtUp: next === log.length }
          continue
        }
        await new Promise<void>((resolve) => {
          sleepers.add(resolve)
          signal.addEventListener('abort', () => resolve(), { once: true })
        })
      }
    },
    async streams(category, after = '', limit = 1000) {
      return [...streams.keys()].filter((stream) => categoryOf(stream) === category && stream > after).sort().slice(0, limit)
    },
    async head() {
      return log.at(-1)?.position ?? null
    },
    async holds(checkpoint) {
      const event = streams.get(checkpoint.stream)?.[checkpoint.version]
      return event?.hash === checkpoint.hash
    },
    async close() {
      wakeAll()
    },
  }
}
