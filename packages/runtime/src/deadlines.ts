// The deadline board: which stream must be settled when. A checkpointed projection of the log (the last event of every
// batch names the stream's next deadline) with a heap in memory. It decides nothing: a board that is late, empty or
// doubled makes settling late or idle, never different.
import { categoryOf, type EventStore, type StoredEvent } from '@zhijian/event-store'
import { elapsedMs, isFault, plus, rankFor, slotOf, SettlingDoesNotEnd, type Cancel, type Clock, type Instant, type Timers } from '@zhijian/kernel'
import type { Collection, Page, ReadStore } from '@zhijian/read-store'
import { createHeap } from './heap.ts'
import type { View } from './service.ts'
import { followView, type Follower } from './views.ts'
import { describeError, type Log } from './log.ts'
import type { Metrics } from './metrics.ts'

export interface Deadline {
  readonly stream: string
  readonly due: Instant
}

/** This instance's place among those that serve the same streams; static, from configuration. */
export interface Ordinals {
  readonly ordinal: number
  readonly instances: number
  /** How much later the next in rank steps in. Default 2,000 ms. */
  readonly graceMs: number
}

export interface DeadlineBoard {
  /** Learns what is due when, and settles nothing yet. */
  follow(): Promise<void>
  /** Settles what is due from now on; follows first if it does not. */
  start(): Promise<void>
  /** Soonest first. */
  upcoming(limit: number): Promise<readonly Deadline[]>
  /** Up to and including an instant, those behind `after` alone; by when they are due, then by stream. */
  until(until: Instant, page: { readonly limit: number; readonly after?: Deadline }): Promise<readonly Deadline[]>
  /** How many are due up to and including an instant. */
  count(until: Instant): Promise<number>
  readonly follower: Follower | null
  /** Streams whose deadlines cannot be settled and wait for an operator. */
  readonly parked: ReadonlyMap<string, string>
  /** Streams whose clock runs. */
  readonly pending: number
  /** Tries a parked stream again, now. @returns false when it is not parked here */
  again(stream: string): Promise<boolean>
  /** Whether something is being settled, or is due. */
  isBusy(): boolean
  /** Resolves when everything due has been settled: for tests on a virtual clock. */
  idle(): Promise<void>
  stop(): Promise<void>
}

/** Between two looks whether this machine's clock is right again. */
const LOOK_AT_CLOCK_MS = 1000
/** Entries that were replaced may lie in the heap beside those that count, as many again and so many more. */
const REPLACED = 1000
interface Entry extends Deadline {
  readonly wakeAt: Instant
}
/** Settled at once; enough for the store's group commit to carry many in one write. */
const AT_ONCE = 128
/** After a fault: 1, 2, 4 … seconds, at most a minute. */
const backoffMs = (attempt: number): number => Math.min(60_000, 1000 * 2 ** Math.min(attempt, 6))

const row = (event: StoredEvent): { stream: string; due: Instant } | null =>
  (event.meta.due ? { stream: event.stream, due: event.meta.due } : null)

/** What a board knows, as a view: streams of these categories whose clock runs. */
export const deadlineView = (service: string, categories: readonly string[]): View<{ stream: string; due: string }> => ({
  collection: { name: `deadlines-${service}`, version: 1, indexes: [['due'], ['stream']] },
  on: { categories },
  keys: (event) => (event.meta.due === undefined ? [] : [event.stream]),
  evolve: (_before, event) => row(event),
})

export const createDeadlineBoard = (options: {
  readonly name: string
  readonly categories: readonly string[]
  readonly store: EventStore
  readonly readStore: ReadStore
  /** Deadlines pass on the platform's time; what failed is tried again on the machine's. */
  readonly clock: Clock
  readonly timers: Timers
  readonly ordinals: Ordinals
  readonly settle: (stream: string) => Promise<readonly Instant[]>
  readonly log: Log
  readonly metrics: Metrics
  /** While it may not be stamped nothing is settled: another instance steps in after its grace. */
  readonly mayStamp?: () => boolean
}): DeadlineBoard => {
  const { clock, timers, log, metrics, ordinals, mayStamp = () => true } = options
  const known = new Map<string, Instant>()
  const heap = createHeap<Entry>((a, b) => (a.wakeAt < b.wakeAt ? -1 : a.wakeAt > b.wakeAt ? 1 : a.stream < b.stream ? -1 : a.stream > b.stream ? 1 : 0))
  const attempts = new Map<string, number>()
  const parked = new Map<string, string>()
  const working = new Set<Promise<void>>()
  const waiting = new Set<Cancel>()
  let collection: Collection<{ stream: string; due: string }>
  let follower: Follower | null = null
  let cancel: Cancel = () => {}
  let armedFor: Instant | null = null
  let begun = false
  let waitsForClock = false
  /** Until the log's end was reached once: most of what looks due before that was settled further on. */
  let isCatchingUp = false
  let hasCaughtUp = false
  let stopped = false

  const grace = (stream: string): number =>
    (ordinals.instances <= 1 ? 0 : ordinals.graceMs * rankFor(slotOf(stream), ordinals.ordinal, ordinals.instances))

  /** Entries that were replaced stay in the heap until their turn, or until they are too many. */
  const isCurrent = ({ stream, due }: Entry): boolean => known.get(stream) === due
  const note = (stream: string, due: Instant | null): void => {
    attempts.delete(stream)
    if (due === null) known.delete(stream)
    else if (known.get(stream) !== due) {
      known.set(stream, due)
      heap.push({ stream, due, wakeAt: plus(due, grace(stream)) })
    }
    if (heap.size > 2 * known.size + REPLACED) heap.keep(isCurrent)
    metrics.deadlinesPending.set({ service: options.name }, known.size)
  }

  const noteAll = async (from: Collection<{ stream: string; due: string }>): Promise<void> => {
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page: Page<{ stream: string; due: string }> = await from.find({ sort: [['due', 'asc']], limit: 1000, ...(cursor === undefined ? {} : { cursor }) })
      for (const item of page.items) note(item.stream, item.due as Instant)
      cursor = page.next
    }
  }

  const countParked = (category: string): void =>
    metrics.parkedStreams.set({ category }, [...parked.keys()].filter((each) => categoryOf(each) === category).length)

  const settleOne = async (stream: string, due: Instant): Promise<void> => {
    try {
      const settled = await options.settle(stream)
      for (const at of settled) {
        metrics.latenessSeconds.observe({ category: categoryOf(stream) }, Math.max(0, elapsedMs(at, clock.now())) / 1000)
      }
    } catch (error) {
      if (error instanceof SettlingDoesNotEnd || !isFault(error) || error.retry === 'never') {
        parked.set(stream, isFault(error) ? error.code : 'bug')
        known.delete(stream)
        countParked(categoryOf(stream))
        log.error('deadline-parked', { stream, ...describeError(error) })
        return
      }
      const attempt = (attempts.get(stream) ?? 0) + 1
      attempts.set(stream, attempt)
      log.warn('deadline-retried', { stream, attempt, ...describeError(error) })
      const cancelWait = timers.after(backoffMs(attempt), () => {
        waiting.delete(cancelWait)
        heap.push({ stream, due, wakeAt: due })
        pump()
      })
      waiting.add(cancelWait)
    }
  }

  const pump = (): void => {
    if (!begun || stopped || waitsForClock || isCatchingUp) return
    if (!mayStamp()) {
      waitsForClock = true
      const cancelWait = timers.after(LOOK_AT_CLOCK_MS, () => {
        waiting.delete(cancelWait)
        waitsForClock = false
        pump()
      })
      waiting.add(cancelWait)
      return
    }
    const now = clock.now()
    while (working.size < AT_ONCE) {
      const first = heap.peek()
      if (!first || first.wakeAt > now) break
      heap.pop()
      if (!isCurrent(first)) continue
      const work = settleOne(first.stream, first.due).finally(() => {
        working.delete(work)
        pump()
      })
      working.add(work)
    }
    const next = heap.peek()
    if (!next || working.size >= AT_ONCE) return
    if (next.wakeAt === armedFor) return
    cancel()
    armedFor = next.wakeAt
    cancel = clock.at(next.wakeAt, () => {
      armedFor = null
      pump()
    })
  }

  const follow = async (): Promise<void> => {
    const view = deadlineView(options.name, options.categories)
    collection = await options.readStore.collection(view.collection)
    follower = await followView({
      view, collection, store: options.store, readStore: options.readStore, timers, log, metrics, families: new Map(),
      // What is due must not wait until every list is there.
      company: 'deadlines',
      onBatch: (events, isAtEnd) => {
        hasCaughtUp ||= isAtEnd
        isCatchingUp = !hasCaughtUp
        for (const event of events) if (event.meta.due !== undefined) note(event.stream, event.meta.due)
        pump()
      },
      onLive: async (live) => {
        collection = live
        await noteAll(live)
        pump()
      },
      beforeFollowing: async (live) => {
        known.clear()
        await noteAll(live).catch((error: unknown) => {
          // Damaged, and begun anew: what it held comes again with the log.
          if (!isFault(error, 'not-yet')) throw error
        })
        pump()
      },
    })
  }

  return {
    parked,
    get pending() {
      return known.size
    },
    async again(stream) {
      if (!parked.has(stream)) return false
      const due = (await collection.find({ where: { stream }, limit: 1 })).items[0]?.due as Instant | undefined
      parked.delete(stream)
      countParked(categoryOf(stream))
      // Settled by somebody else meanwhile: its clock is another, or stands.
      if (due !== undefined) note(stream, due)
      pump()
      return true
    },
    get follower() {
      return follower
    },
    follow,
    async start() {
      if (!follower) await follow()
      begun = true
      pump()
    },
    async upcoming(limit) {
      const page = await collection.find({ sort: [['due', 'asc']], limit })
      return page.items.map((item) => ({ stream: item.stream, due: item.due as Instant }))
    },
    async until(until, { limit, after }) {
      const found: Deadline[] = []
      for (let cursor: string | null | undefined; cursor !== null && found.length < limit;) {
        const page: Page<{ stream: string; due: string }> = await collection.find({
          where: { due: { ...(after === undefined ? {} : { gte: after.due }), lte: until } }, sort: [['due', 'asc']], limit, ...(cursor === undefined ? {} : { cursor }),
        })
        for (const { stream, due } of page.items) {
          if (after === undefined || due > after.due || stream > after.stream) found.push({ stream, due: due as Instant })
        }
        cursor = page.next
      }
      return found.slice(0, limit)
    },
    count: (until) => collection.count({ due: { lte: until } }),
    isBusy: () => {
      const first = heap.peek()
      return working.size > 0 || (first !== undefined && first.wakeAt <= clock.now())
    },
    async idle() {
      for (;;) {
        if (working.size > 0) {
          await Promise.all(working)
          continue
        }
        await follower?.caughtUp()
        const first = heap.peek()
        if (working.size === 0 && (!first || first.wakeAt > clock.now())) return
        pump()
        if (working.size === 0) return
      }
    },
    async stop() {
      stopped = true
      cancel()
      for (const cancelWait of waiting) cancelWait()
      await Promise.all(working)
      await follower?.stop()
    },
  }
}
