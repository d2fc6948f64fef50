// Read models follow the log: read a batch, fold it into the documents it touches, write documents and checkpoint in one
// write. A view of another version, or of another epoch of the log, is made anew; and so is one that an operator asks for.
import type { EventFamily } from '@zhijian/contracts'
import { categoryOf, type EventStore, type Position, type StoredEvent, type TailBatch } from '@zhijian/event-store'
import { elapsedMs, Fault, isFault, pauseMs, type Instant, type Timers } from '@zhijian/kernel'
import type { Collection, Document, ReadStore, ViewCheckpoint } from '@zhijian/read-store'
import type { View } from './service.ts'
import { foldInto, type Folding } from './folding.ts'
import { describeError, type Log } from './log.ts'
import { createRebuilding, type RebuildState } from './rebuilding.ts'
import type { Metrics } from './metrics.ts'

/** How a view is doing, for whoever keeps the platform. */
export interface FollowerState {
  readonly name: string
  readonly version: number
  readonly position: string | null
  readonly isLive: boolean
  /** For how long it has not been at the log's end; 0 when it is there. */
  readonly behindMs: number
  /** Of the last write: the event it stands behind, and in which epoch of the log. */
  readonly checkpoint: ViewCheckpoint | null
  /** Failures in a row, and what the last was; none while it goes on. */
  readonly failures: number
  readonly code: string | null
  readonly documents: number
  /** The last time that it was made anew for an operator in this process. */
  readonly rebuild: RebuildState | null
}

export interface Follower {
  readonly name: string
  /** Position everything up to which is in the view. */
  position(): string | null
  /** False until the log's end was reached once. */
  readonly isLive: boolean
  /** Resolves when the view has looked at everything up to this position, or when nobody waits for it any more. */
  reached(position: string, signal?: AbortSignal): Promise<void>
  /** Whether it has looked at everything up to this position. */
  hasReached(position: string): boolean
  /** The same for everything the log holds at the time of the call. */
  caughtUp(): Promise<void>
  /** @throws Fault of the read store */
  state(): Promise<FollowerState>
  /** Makes it anew beside the live one, in the background. @throws Fault `rebuild-runs-already` (never) */
  rebuild(id: string): void
  stop(): Promise<void>
}

/** Families by category: events of older versions reach a view in their current form; unknown names are skipped. */
export type Families = ReadonlyMap<string, EventFamily>

export const inCurrentForm = (families: Families, event: StoredEvent): StoredEvent | null => {
  const family = families.get(categoryOf(event.stream))
  if (!family) return event
  const domain = family.read(event.type, event.data) as { readonly type: string; readonly data: StoredEvent['data'] } | null
  if (domain === null || domain.data === event.data) return domain && event
  return { ...event, type: family.storedType(domain.type), data: domain.data }
}

const checkpointOf = (event: StoredEvent, epoch: string, through: Position): ViewCheckpoint =>
  ({ position: through, stream: event.stream, version: event.version, hash: event.hash, epoch })

const firstOf = async (store: EventStore): Promise<ViewCheckpoint | null> => {
  const stop = new AbortController()
  for await (const { events: [first], through } of store.tail(null, {}, stop.signal, { batch: 1 })) return first ? checkpointOf(first, store.epoch, through) : null
  return null
}

/** Events folded at once; also what a reader may have to wait for. */
const BATCH = 500
/** Far from the log's end what was folded is held back, until so many events or documents are in hand: most documents change again within few events. */
const HELD_EVENTS = 10_000
const HELD_DOCUMENTS = 1000
/** A large view takes a moment to be counted: what is told is at most this old, ms. */
const COUNT_LASTS_MS = 10_000
/** Batches without anything for the view, after which its place is written all the same. */
const PROGRESS_EVERY = 50

interface Held {
  readonly folding: Folding
  readonly place: ViewCheckpoint
  readonly batches: number
}
const hasRoom = ({ folding, batches }: Held): boolean => folding.events < HELD_EVENTS && folding.documents < HELD_DOCUMENTS && batches < PROGRESS_EVERY

export const followView = async <D extends Document>(options: {
  readonly view: View<D>
  readonly collection: Collection<D>
  readonly store: EventStore
  readonly readStore: ReadStore
  readonly families: Families
  readonly timers: Timers
  readonly log: Log
  readonly metrics: Metrics
  /** Followers of one name read the log together while they lie far behind; none of them may wait for another. */
  readonly company?: string
  /** After events were folded, as they are stored; at the log's end they are written too. Also when its end is reached with none. */
  readonly onBatch?: (events: readonly StoredEvent[], isAtEnd: boolean) => void
  /** When a view that was made anew has taken the place of the old one. */
  readonly onLive?: (collection: Collection<D>) => Promise<void>
  /** Before the first batch, with what the view holds; and when a write landed that looked as if it had not, whose batch nobody was told of. */
  readonly beforeFollowing?: (collection: Collection<D>) => Promise<void>
}): Promise<Follower> => {
  const { view, store, log, metrics } = options
  const name = view.collection.name
  const stop = new AbortController()
  let collection = options.collection
  /** Of the last write that landed: one that failed names an event that lies beyond what the view has seen. */
  let last: ViewCheckpoint | null = await collection.checkpoint()
  /** A view that is made anew is filled beside the live one, which readers keep until then. */
  let goLive: (() => Promise<void>) | null = null

  if (last !== null && last.epoch === store.epoch && !(await store.holds(last as never))) {
    // The same log, and it lost what was seen in it: nothing may be made anew from such a log before an operator looked.
    throw new Fault('log-behind', `the log does not hold ${last.stream}@${last.version} at ${last.position}, which view ${name} has seen; run: zhijian check`, { retry: 'never' })
  }
  const beginAnew = async (): Promise<void> => {
    const fresh = await options.readStore.rebuild<D>(view.collection)
    collection = fresh.collection
    goLive = () => fresh.swap()
    last = null
  }
  if (last !== null && last.epoch !== store.epoch) {
    log.warn('view-rebuilt', { view: name, why: 'the log was restored to an earlier state' })
    await beginAnew()
  }
  await options.beforeFollowing?.(collection)

  let reached: string | null = last?.position ?? null
  /** Whoever listens was told of everything the view holds up to here. */
  let toldThrough = reached
  let isLive = false
  /** Readers see what `reached` says: not so while a view is made anew beside the one they are shown. */
  let isShown = goLive === null
  const waiting: { readonly target: string; readonly resolve: () => void }[] = []
  const hasReached = (position: string): boolean => isShown && reached !== null && reached >= position
  const release = (): void => {
    for (let i = waiting.length - 1; i >= 0; i -= 1) {
      if (hasReached(waiting[i]!.target)) waiting.splice(i, 1)[0]!.resolve()
    }
  }

  /** Since when it has not been at the log's end; null when it is there. */
  let behindSince: Instant | null = options.timers.now()
  metrics.viewLagMs.set(name, () => (behindSince === null ? 0 : Math.max(0, elapsedMs(behindSince, options.timers.now()))))
  /** Batches looked at since the last write of a checkpoint. */
  let unwritten = 0
  /** So that a restart does not look again at what does not concern this view. */
  const noteProgress = async (through: string): Promise<void> => {
    unwritten = 0
    // Who has found nothing yet stands on the log's first event: a place needs one that a restored log would lack.
    const seen = last ?? await firstOf(store)
    if (seen === null) return
    const place = { ...seen, position: through }
    await collection.apply([], place)
    last = place
  }

  let failures = 0
  let code: string | null = null
  /** Whoever writes the live copy, one after the other: the follower, or who compares another with it. */
  let turn: Promise<unknown> = Promise.resolve()
  const alone = <T>(step: () => Promise<T>): Promise<T> => {
    const mine = turn.then(step)
    turn = mine.catch(() => undefined)
    return mine
  }
  const inForm = (events: readonly StoredEvent[]): readonly StoredEvent[] => events.flatMap((event) => inCurrentForm(options.families, event) ?? [])
  /** @param stored one or more */
  const write = async (into: Collection<D>, stored: readonly StoredEvent[], through: Position): Promise<ViewCheckpoint> => {
    const folding = foldInto(view, into)
    await folding.take(inForm(stored))
    return folding.write(checkpointOf(stored.at(-1)!, store.epoch, through))
  }
  /** Folded, and not written yet: what the view shows lies so far behind. */
  let held: Held | null = null
  /** What was held could not be written: it comes again with the log. */
  let lost: unknown = null
  const hold = async ({ events, through }: TailBatch): Promise<void> => {
    const { folding, place, batches } = held ?? { folding: foldInto(view, collection), place: null, batches: 0 }
    // Of a batch that is folded in part nothing may be written.
    held = null
    await folding.take(inForm(events))
    const newest = events.at(-1)
    held = { folding, batches: batches + 1, place: newest === undefined ? { ...place!, position: through } : checkpointOf(newest, store.epoch, through) }
  }
  const writeHeld = async (): Promise<void> => {
    if (held === null) return
    const { folding, place } = held
    held = null
    try {
      last = await folding.write(place)
    } catch (error) {
      lost = error
      throw error
    }
    unwritten = 0
    reached = place.position
  }
  let counted: { readonly documents: number; readonly at: Instant } | null = null
  const rebuilding = createRebuilding<D>({
    view, store, readStore: options.readStore, timers: options.timers, log, ending: stop.signal, alone, write,
    live: () => ({ collection, reached }), writeHeld,
    async onSwapped(fresh) {
      collection = fresh
      counted = null
      last = await fresh.checkpoint()
      await options.onLive?.(fresh)
    },
  })

  /** What was appended is for others: from here on it has been looked at all the same. */
  const pass = (through: Position): boolean => {
    if (rebuilding.isRunning() || unwritten + 1 >= PROGRESS_EVERY) return false
    unwritten += 1
    reached = through
    release()
    return true
  }

  const run = async (): Promise<void> => {
    held = null
    lost = null
    for await (const batch of store.tail(reached as Position | null, view.on, stop.signal, { batch: BATCH, pass, ...(options.company === undefined ? {} : { company: options.company }) })) {
      if (lost !== null) throw lost
      if (batch.events.length > 0 || !batch.caughtUp) behindSince ??= options.timers.now()
      await alone(async () => {
        if (batch.events.length > 0 || held !== null) await hold(batch)
        // Nothing found in all of the log: the next start need not look through it again.
        else if ((unwritten += 1) >= PROGRESS_EVERY || (batch.caughtUp && !isLive && last === null)) await noteProgress(batch.through)
        if (held !== null && !batch.caughtUp && !rebuilding.isRunning() && hasRoom(held)) return
        await writeHeld()
        reached = batch.through
        await rebuilding.wrote(batch.events, batch.through)
      })
      if (batch.events.length > 0 || (batch.caughtUp && !isLive)) {
        options.onBatch?.(batch.events, batch.caughtUp)
        toldThrough = batch.through
      }
      if (batch.caughtUp && goLive) {
        await goLive()
        goLive = null
        await options.onLive?.(collection)
        isShown = true
      }
      if (batch.caughtUp) {
        isLive = true
        failures = 0
        code = null
        behindSince = null
      }
      release()
    }
  }

  const finished = (async () => {
    /** Of a write that failed it is not known whether it landed: nothing is folded before the view said where it is. */
    let isPlaceKnown = true
    while (!stop.signal.aborted) {
      try {
        if (!isPlaceKnown) {
          await alone(async () => {
            last = await collection.checkpoint()
            reached = last?.position ?? null
            rebuilding.foundPlace(reached)
          })
          if ((reached ?? '') > (toldThrough ?? '')) await options.beforeFollowing?.(collection)
          toldThrough = reached
          isPlaceKnown = true
        }
        await run()
        return
      } catch (error) {
        if (stop.signal.aborted) return
        failures += 1
        code = isFault(error) ? error.code : 'bug'
        isLive = false
        behindSince ??= options.timers.now()
        isPlaceKnown = false
        log.error('view-stalled', { view: name, failures, ...describeError(error) })
        await pauseMs(options.timers, Math.min(30_000, 250 * 2 ** Math.min(failures, 7)), stop.signal)
        // The copy that was being filled went with a damaged file.
        if (goLive !== null && isFault(error, 'copy-replaced')) await beginAnew().catch(() => {})
      }
    }
  })()

  const reachedPosition = (target: string, signal?: AbortSignal): Promise<void> => new Promise((resolve) => {
    const entry = { target, resolve }
    waiting.push(entry)
    signal?.addEventListener('abort', () => {
      const place = waiting.indexOf(entry)
      if (place >= 0) waiting.splice(place, 1)
      resolve()
    }, { once: true })
    release()
  })

  const documentsIn = async (): Promise<number> => {
    const now = options.timers.now()
    if (counted === null || elapsedMs(counted.at, now) > COUNT_LASTS_MS) counted = { documents: await collection.count(), at: now }
    return counted.documents
  }

  return {
    name,
    async state() {
      return {
        name, version: view.collection.version, position: reached, isLive, behindMs: behindSince === null ? 0 : Math.max(0, elapsedMs(behindSince, options.timers.now())),
        checkpoint: last, failures, code, documents: await documentsIn(), rebuild: rebuilding.state(),
      }
    },
    rebuild(id) {
      if (goLive !== null) throw new Fault('rebuild-runs-already', `${name} is being made anew already`, { retry: 'never' })
      rebuilding.begin(id)
    },
    position: () => reached,
    reached: reachedPosition,
    hasReached,
    get isLive() {
      return isLive
    },
    async caughtUp() {
      const target = await store.head()
      if (target !== null) await reachedPosition(target)
    },
    async stop() {
      stop.abort()
      await finished
      await rebuilding.settled()
      if (reached !== null && unwritten > 0) await noteProgress(reached).catch(() => {})
      for (const each of waiting.splice(0)) each.resolve()
    },
  }
}
