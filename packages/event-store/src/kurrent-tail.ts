// Following the log. Far behind, a tail lets the server apply its filter and hears how far it has looked; once it has
// caught up it takes every event of this log and filters itself, so that it knows the place of what it leaves out.
// T1 What is told as looked through is always the place of an event of this log: one can resume there, and compare.
// T2 Whatever ends a subscription (a slow reader, another leader, a cut line), the next begins where this one was.
// T3 Where no type is left out, a version that does not follow the one before it is a hole in the log, and is told.
import { setTimeout as pause } from 'node:timers/promises'
import { assert, Fault } from '@zhijian/kernel'
import { checkedEvent, type StoredRow } from './chain.ts'
import { categoryOf, GENESIS, nameOfType, type Position, type StoredEvent } from './envelope.ts'
import { chainBroken, logBehind, ORIGIN, type EventStore, type TailBatch, type TailFilter, type TailOptions } from './port.ts'
import type { Connection } from './kurrent-connect.ts'
import { asKurrentFault, atKurrent } from './kurrent-fault.ts'
import { openFeed, type Feed } from './kurrent-feed.ts'
import { fromPosition, rowOf, toPosition, type Names } from './kurrent-names.ts'
import type { Reader } from './kurrent-read.ts'

export interface Tails {
  readonly tail: EventStore['tail']
  readonly streams: (category: string, after: string | undefined, limit: number) => Promise<readonly string[]>
  /** Ends them all. */
  end(): void
}

const DEFAULT_BATCH = 500
const BATCH_BYTES = 4 * 1024 * 1024
/** Events left out after which a tail says how far it is. */
const PROGRESS_EVENTS = 1000
/** Streams whose place in the chain a tail remembers. */
const REMEMBERED = 50_000
/** Look-ups of what an event is chained on, at once. */
const LOOK_UPS = 32
/** Subscriptions that end before they bring anything, in a row, until whoever follows is told. */
const TRIES = 5
const FIRST_PAUSE_MS = 50

const isNarrow = ({ categories, types }: TailFilter): boolean => categories !== undefined || types !== undefined

const matches = ({ categories, types }: TailFilter, stream: string, type: string): boolean =>
  (categories?.includes(categoryOf(stream)) ?? true) && (types?.includes(nameOfType(type)) ?? true)

type Opener = (rows: readonly StoredRow[]) => Promise<readonly StoredEvent[]>

/** Opens rows in log order; remembers where each stream's chain stood. What fails can be opened again. */
const createOpener = (reader: Reader, seesWholeStreams: boolean): Opener => {
  let known = new Map<string, { readonly version: number; readonly hash: string }>()
  return async (rows) => {
    const now = new Map<string, StoredRow>()
    const previous = new Map<StoredRow, string>()
    const unknown: StoredRow[] = []
    for (const row of rows) {
      const before = now.get(row.stream) ?? known.get(row.stream)
      if (row.version === 0) previous.set(row, GENESIS)
      else if (before?.version === row.version - 1) previous.set(row, before.hash)
      else if (before !== undefined && seesWholeStreams) throw chainBroken(row.stream, before.version + 1, 'the log leaves it out')
      else unknown.push(row)
      now.set(row.stream, row)
    }
    for (let at = 0; at < unknown.length; at += LOOK_UPS) {
      await Promise.all(unknown.slice(at, at + LOOK_UPS).map(async (row) => previous.set(row, await reader.hashAt(row.stream, row.version - 1))))
    }
    const events = rows.map((row) => checkedEvent(row, previous.get(row)!))
    if (known.size >= REMEMBERED) known = new Map()
    for (const [stream, { version, hash }] of now) known.set(stream, { version, hash })
    return events
  }
}

/** @param begins a place before everything of this log: nothing is followed from before it */
export const createTails = (connection: Connection, names: Names, reader: Reader, begins: bigint): Tails => {
  const closing = new AbortController()

  async function* tail(
    after: Parameters<EventStore['tail']>[0], filter: TailFilter, asked: AbortSignal, { batch = DEFAULT_BATCH }: TailOptions = {},
  ): AsyncGenerator<TailBatch, void, void> {
    assert(Number.isSafeInteger(batch) && batch >= 1 && batch <= 10_000, 'a batch holds 1–10,000 events')
    const signal = AbortSignal.any([asked, closing.signal])
    if (signal.aborted) return
    /** How far the consumer knows that we looked, and how far the server has looked for us. */
    let told = after ?? ORIGIN
    const placeOf = (position: Position): bigint => (position === ORIGIN ? begins : fromPosition(position))
    let looked = placeOf(told)
    const head = await reader.head()
    if (told > (head ?? ORIGIN)) throw logBehind(told, 'this reader', head)

    const open = createOpener(reader, filter.types === undefined)
    let isFarBehind = isNarrow(filter)
    let isAtEnd = false
    let hasToldEnd = false

    /** The next of what the subscription brings, until there is something to tell; null when it is better to begin another. */
    const gather = async (feed: Feed): Promise<{ rows: StoredRow[]; through: Position; caughtUp: boolean } | null> => {
      const rows: StoredRow[] = []
      let through = told
      let bytes = 0
      let leftOut = 0
      while (!signal.aborted) {
        const item = feed.take()
        if (item === null) {
          // Short of the end more is on its way: a batch as large as may be is one write for whoever follows.
          if (isAtEnd && (rows.length > 0 || through > told || !hasToldEnd)) return { rows, through, caughtUp: isAtEnd }
          await feed.more(signal)
        } else if (item.kind === 'event') {
          const stream = names.of(item.event.streamId)
          if (item.place <= looked) continue
          looked = item.place
          if (stream === null) continue
          through = toPosition(item.event.position)
          if (matches(filter, stream, item.event.type)) {
            const row = rowOf(names, item.event)
            rows.push(row)
            bytes += row.text.length
          } else leftOut += 1
          if (rows.length >= batch || bytes >= BATCH_BYTES || leftOut >= PROGRESS_EVENTS) return { rows, through, caughtUp: false }
        } else if (item.kind === 'checkpoint') {
          if (item.place <= looked) continue
          looked = item.place
          const own = isFarBehind && rows.length === 0 ? await reader.before(looked) : null
          if (own !== null && own > through) return { rows, through: own, caughtUp: false }
        } else if (item.kind === 'caught up' && isFarBehind) {
          isFarBehind = false
          // From the last event of this log that is known: those left out after it are seen now.
          looked = placeOf(through)
          return through > told ? { rows, through, caughtUp: false } : null
        } else isAtEnd = item.kind === 'caught up'
      }
      return null
    }

    for (let tries = 0; !signal.aborted;) {
      isAtEnd = false
      const wasFarBehind = isFarBehind
      const feed = openFeed(connection, looked, isFarBehind ? names.narrowed(filter) : names.everything)
      try {
        while (!signal.aborted && wasFarBehind === isFarBehind) {
          const found = await gather(feed)
          if (found === null) continue
          const { rows, through, caughtUp } = found
          const events = await open(rows)
          told = through
          hasToldEnd = caughtUp
          tries = 0
          yield { events, through, caughtUp }
        }
      } catch (error) {
        const fault = asKurrentFault(error, 'following the log')
        tries += 1
        if (fault.retry === 'never' || tries >= TRIES) throw fault
        await pause(FIRST_PAUSE_MS * 2 ** tries, undefined, { signal }).catch(() => {})
        looked = placeOf(told)
      } finally {
        feed.end()
      }
    }
  }

  /** What is known of a category's streams, and how far the server has looked for it. */
  interface Listed { looked: bigint; sorted: readonly string[]; turn: Promise<unknown> }
  const listed = new Map<string, Listed>()

  const listFurther = async (category: string, list: Listed): Promise<readonly string[]> => {
    const found = new Set<string>()
    const feed = openFeed(connection, list.looked, names.narrowed({ categories: [category] }))
    try {
      for (let looked = list.looked; ;) {
        const item = feed.take()
        if (item === null) {
          const silence = AbortSignal.timeout(connection.deadlineMs)
          await feed.more(AbortSignal.any([closing.signal, silence]))
          if (silence.aborted || closing.signal.aborted) throw new Fault('store-unavailable', `${category}: the store did not answer in time`, { retry: 'later' })
        } else if (item.kind === 'caught up') {
          if (found.size > 0) list.sorted = [...new Set([...list.sorted, ...found])].sort()
          list.looked = looked
          return list.sorted
        } else if (item.kind === 'event' || item.kind === 'checkpoint') {
          looked = item.place > looked ? item.place : looked
          // The server compares prefixes by the rules of a language: what is not ours to the letter may come along.
          const own = item.kind === 'event' ? names.of(item.event.streamId) : null
          if (own !== null && categoryOf(own) === category) found.add(own)
        }
      }
    } finally {
      feed.end()
    }
  }

  return {
    tail,
    async streams(category, after, limit) {
      assert(Number.isSafeInteger(limit) && limit >= 1 && limit <= 10_000, 'a page holds 1–10,000 streams')
      const list = listed.get(category) ?? { looked: begins, sorted: [], turn: Promise.resolve() }
      listed.set(category, list)
      const turn = list.turn.then(() => atKurrent(category, () => listFurther(category, list)))
      list.turn = turn.catch(() => {})
      const sorted = await turn
      const first = after === undefined ? 0 : sorted.findIndex((name) => name > after)
      return first < 0 ? [] : sorted.slice(first, first + limit)
    },
    end: () => closing.abort(),
  }
}
