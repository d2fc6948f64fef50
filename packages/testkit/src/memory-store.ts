// An event store in memory that keeps every promise of the port but durability: for simulations and for tests that run
// thousands of histories. `faults` lets a seeded world make writes fail, or land although they looked failed.
// M1 Nothing waits but a tail that has read everything, so one turn of the event loop brings a world to rest.
import {
  assertAppendable, assertFits, categoryOf, chainHash, comparable, decode, encode, GENESIS, logBehind, nameOfType, ORIGIN, versionConflict,
  type Appended, type EventStore, type Expected, type NewEvent, type Position, type StoredEvent, type TailBatch, type TailFilter,
} from '@zhijian/event-store'
import { Fault } from '@zhijian/kernel'

/** A row as an auditor reads it: the text that was hashed, where it lies, and its hash. */
export interface MemoryRow {
  readonly position: Position
  readonly stream: string
  readonly version: number
  readonly text: string
  readonly hash: string
}

export interface MemoryStore extends EventStore {
  tail(...args: Parameters<EventStore['tail']>): { [Symbol.asyncIterator](): MemoryTail }
  /** All events in log order. */
  readonly log: readonly StoredEvent[]
  /** The log as it lies in the store; of some streams only, if asked. */
  rows(of?: (stream: string) => boolean): MemoryRow[]
}

/** What happens to an append: null lets it through. Thrown before or after the write, as the world decides. */
export interface StoreFaults {
  before(stream: string): Fault | null
  after(stream: string): Fault | null
}

/** A tail of this store can be left in the middle, as by a process that died: it tells nothing any more, not even its end. */
export interface MemoryTail extends AsyncIterator<TailBatch> {
  abandon(): void
}
const OVER: IteratorResult<TailBatch> = { done: true, value: undefined }

const positionAt = (index: number): Position => String(index + 1).padStart(16, '0') as Position

/** Texts as they were hashed; kept beside the events so that a log can be carried to another store without writing it anew. */
const texts = new WeakMap<StoredEvent, string>()
const textOf = (event: StoredEvent): string => texts.get(event) ?? encode(event.stream, event.version, event)

/** Events. */
const GROUP = 100

export const memoryStore = (options: {
  readonly epoch?: string
  readonly faults?: StoreFaults
  /** What the log held when it was opened. */
  readonly from?: readonly StoredEvent[]
} = {}): MemoryStore => {
  const epoch = options.epoch ?? 'memory'
  const log: StoredEvent[] = [...options.from ?? []]
  const streams = new Map<string, StoredEvent[]>()
  for (const event of log) {
    const stream = streams.get(event.stream)
    if (stream) stream.push(event)
    else streams.set(event.stream, [event])
  }
  // A store meets few kinds of events, and is asked the same of each of them again and again.
  const numbers = new Map<string, number>()
  const kindOf = ({ stream, type }: StoredEvent): number => {
    const kind = `${categoryOf(stream)} ${type}`
    const known = numbers.get(kind)
    if (known !== undefined) return known
    numbers.set(kind, numbers.size)
    return numbers.size - 1
  }
  const kinds = log.map(kindOf)
  const sleepers = new Set<() => void>()
  let closed = false
  const wakeAll = (): void => {
    isToWake = false
    woken = log.length
    for (const wake of sleepers) wake()
  }
  let isToWake = false
  /** Of the last event: every tail asks for it when it is woken. */
  let latest: Position = log.at(-1)?.position ?? ORIGIN
  let woken = log.length
  /** Once for what is appended before this process has nothing else to do, as a store that commits in groups tells it; of so much at once where it never has. */
  const wakeSoon = (): void => {
    if (log.length - woken >= GROUP) return wakeAll()
    if (isToWake) return
    isToWake = true
    process.nextTick(wakeAll)
  }
  const open = (): void => {
    if (closed) throw new Fault('store-unavailable', 'the store is closed', { retry: 'later' })
  }

  const write = (stream: string, events: readonly NewEvent[], expected: Expected): Appended => {
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
    const written = events.map((event, place) => encode(stream, from + place, event))
    assertFits(stream, written)
    let previous = present.at(-1)?.hash ?? GENESIS
    for (const [place, text] of written.entries()) {
      previous = chainHash(events[place]!.meta.hashalg, previous, text)
      const stored = decode(text, positionAt(log.length), previous)
      texts.set(stored, text)
      log.push(stored)
      latest = stored.position
      kinds.push(kindOf(stored))
      present.push(stored)
    }
    streams.set(stream, present)
    wakeSoon()
    const last = present.at(-1)!
    return { version: last.version, position: last.position, written: true }
  }

  /** Whether a tail wants what lies at a place of the log. */
  const wanted = ({ categories, types }: TailFilter) => {
    const known: (boolean | undefined)[] = []
    const decide = ({ stream, type }: StoredEvent): boolean =>
      (!categories || categories.includes(categoryOf(stream))) && (!types || types.includes(nameOfType(type)))
    return (place: number): boolean => (known[kinds[place]!] ??= decide(log[place]!))
  }

  return {
    log,
    rows: (of = () => true) => log.filter((event) => of(event.stream)).map((event) => ({ position: event.position, stream: event.stream, version: event.version, text: textOf(event), hash: event.hash })),
    epoch,
    async append(stream, events, expected) {
      open()
      assertAppendable(stream, events, expected)
      const before = options.faults?.before(stream)
      if (before) throw before
      const appended = write(stream, events, expected)
      const after = options.faults?.after(stream)
      if (after) throw after
      return appended
    },
    async read(stream, from = 0) {
      open()
      return (streams.get(stream) ?? []).slice(from)
    },
    async lastEvent(stream) {
      open()
      return streams.get(stream)?.at(-1) ?? null
    },
    // By hand and not as a generator: a world has many tails, and most of what they tell is that nothing concerns them.
    tail: (after, filter, signal, { batch = 500, pass } = {}) => ({
      [Symbol.asyncIterator](): MemoryTail {
        const matches = wanted(filter)
        let next = after === null ? 0 : Number(after)
        let isFirst = true
        let waiting: ((result: IteratorResult<TailBatch>) => void) | null = null
        const take = (): IteratorResult<TailBatch> => {
          const end = Math.min(log.length, next + batch)
          const events: StoredEvent[] = []
          for (; next < end; next += 1) if (matches(next)) events.push(log[next]!)
          return { done: false, value: { events, through: next === 0 ? ORIGIN : positionAt(next - 1), caughtUp: next === log.length } }
        }
        const isOver = (): boolean => signal.aborted || closed
        /** Whether what was appended is not for it, and it has noted so. */
        const passes = (): boolean => {
          if (next === log.length) return true
          if (pass === undefined || log.length - next > batch) return false
          for (let place = next; place < log.length; place += 1) if (matches(place)) return false
          if (!pass(latest)) return false
          next = log.length
          return true
        }
        const wake = (): void => {
          if (waiting === null) return
          const isLast = isOver()
          if (!isLast && passes()) return
          const answer = waiting
          waiting = null
          answer(isLast ? OVER : take())
        }
        const leave = (): void => {
          sleepers.delete(wake)
          signal.removeEventListener('abort', wake)
        }
        sleepers.add(wake)
        signal.addEventListener('abort', wake)
        return {
          async next() {
            if (isFirst) {
              isFirst = false
              if (signal.aborted) return OVER
              open()
              if (next > log.length) throw logBehind(after!, 'a tail', log.at(-1)?.position ?? null)
              return take()
            }
            if (isOver()) return OVER
            return next < log.length ? take() : new Promise((resolve) => { waiting = resolve })
          },
          async return() {
            leave()
            return OVER
          },
          abandon() {
            leave()
            waiting = null
          },
        }
      },
    }),
    async streams(category, after = '', limit = 1000) {
      open()
      return [...streams.keys()].filter((stream) => categoryOf(stream) === category && stream > after).sort().slice(0, limit)
    },
    async head() {
      open()
      return log.at(-1)?.position ?? null
    },
    async holds(checkpoint) {
      open()
      const event = streams.get(checkpoint.stream)?.[checkpoint.version]
      const isBeyond = checkpoint.position > (log.at(-1)?.position ?? ORIGIN)
      return checkpoint.epoch === epoch && event?.hash === checkpoint.hash && !isBeyond && checkpoint.position >= event.position
    },
    async close() {
      closed = true
      wakeAll()
    },
  }
}
