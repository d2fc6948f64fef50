// A view made anew because an operator asked for it, beside the live one that readers keep: filled from the log, compared with
// the live one document by document, and put in its place.
// R1 Both are compared at one and the same position, page by page: from when the new copy has caught up, a batch goes into both,
//    or into neither while a page is compared.
// R2 Whatever goes wrong with the new copy leaves the live one as it was. A live one that stands is where it stands: the new copy
//    is compared with it there, and goes on from there in its place.
// R3 A process that ends in the middle of it leaves nothing: what was filled is dropped when the view is made anew the next time.
import { isDeepStrictEqual } from 'node:util'
import type { EventStore, Position, StoredEvent } from '@zhijian/event-store'
import { Fault, isFault, type Instant, type Timers } from '@zhijian/kernel'
import type { Collection, Document, ReadStore, ViewCheckpoint } from '@zhijian/read-store'
import type { View } from './service.ts'
import { describeError, type Log } from './log.ts'

export interface RebuildState {
  /** The operation that it was asked for under. */
  readonly id: string
  readonly phase: 'filling' | 'comparing' | 'done' | 'failed'
  readonly startedAt: Instant
  readonly endedAt: Instant | null
  /** How far the new copy has come in the log. */
  readonly position: string | null
  /** Events folded into it. */
  readonly events: number
  /** Documents of the live one that were compared so far. */
  readonly compared: number
  /** Those that were not the same in both: missing in either, or of another content. */
  readonly differing: number
  /** What it failed with. */
  readonly code: string | null
}

/** What the new copy needs of the follower of the live one. */
export interface Beside<D extends Document> {
  readonly view: View<D>
  readonly store: EventStore
  readonly readStore: ReadStore
  readonly timers: Timers
  readonly log: Log
  /** Of the follower: it ends, and so does this. */
  readonly ending: AbortSignal
  live(): { readonly collection: Collection<D>; readonly reached: string | null }
  /** Alone: what the follower has folded and not written yet goes into the live copy. */
  writeHeld(): Promise<void>
  /** While this runs the follower writes nothing. */
  alone<T>(step: () => Promise<T>): Promise<T>
  /** Folds events into a copy, in one write, with its place behind the last of them. */
  write(collection: Collection<D>, events: readonly StoredEvent[], through: Position): Promise<ViewCheckpoint>
  /** The new copy has been put in the live one's place. */
  onSwapped(collection: Collection<D>): Promise<void>
}

export interface Rebuilding {
  /** Null: none was asked for since this process started. */
  state(): RebuildState | null
  isRunning(): boolean
  /** Begins, and goes on by itself. @throws Fault `rebuild-runs-already` (never) */
  begin(id: string): void
  /** By the follower, alone, after a batch is in the live one. */
  wrote(events: readonly StoredEvent[], through: Position): Promise<void>
  /** By the follower, alone: after a write that failed, where the live one turned out to be. */
  foundPlace(reached: string | null): void
  /** Resolves when nothing runs. */
  settled(): Promise<void>
}

/** Documents compared while the follower waits. */
const PAGE = 200
const BATCH = 500

export const createRebuilding = <D extends Document>(beside: Beside<D>): Rebuilding => {
  const { view, store, readStore, timers, log, ending, alone, live, writeHeld, write } = beside
  let state: RebuildState | null = null
  /** From when it is as far as the live one: it takes every batch that that one takes. */
  let joined: { readonly copy: Collection<D>; readonly at: string | null } | null = null
  let broken: unknown = null
  let running: Promise<void> = Promise.resolve()
  const isRunning = (): boolean => state !== null && state.endedAt === null
  const note = (more: Partial<RebuildState>): void => {
    state = { ...state!, ...more }
  }
  const goesOn = (): void => {
    if (broken !== null) throw broken
    if (ending.aborted) throw new Fault('stopping', 'this process ends', { retry: 'later' })
  }

  /** @returns the place it came to: exactly `target` @param from exclusive @param target inclusive */
  const fill = async (copy: Collection<D>, from: string | null, target: string): Promise<string> => {
    for await (const batch of store.tail(from as Position | null, view.on, ending, { batch: BATCH })) {
      goesOn()
      const events = batch.events.filter(({ position }) => position <= target)
      if (events.length > 0) await write(copy, events, events.at(-1)!.position)
      note({ events: state!.events + events.length, position: batch.through < target ? batch.through : target })
      if (batch.through >= target || batch.caughtUp) break
    }
    goesOn()
    return target
  }

  const compare = async (copy: Collection<D>): Promise<void> => {
    let missing = 0
    for (let after: string | null = null, more = true; more;) {
      await alone(async () => {
        goesOn()
        const page: readonly (readonly [string, D])[] = await live().collection.entries(after, PAGE)
        const anew = await copy.getMany(page.map(([id]) => id))
        missing += page.filter(([id]) => !anew.has(id)).length
        const differing = page.filter(([id, document]) => !isDeepStrictEqual(anew.get(id), document)).length
        note({ compared: state!.compared + page.length, differing: state!.differing + differing })
        after = page.at(-1)?.[0] ?? null
        more = page.length === PAGE
        if (more) return
        // Those that only the new copy has.
        const surplus = await copy.count() - (await live().collection.count() - missing)
        note({ differing: state!.differing + Math.max(0, surplus) })
      })
    }
  }

  const run = async (): Promise<void> => {
    const fresh = await readStore.rebuild<D>(view.collection)
    try {
      let at: string | null = null
      // Twice without holding the live one up, and the little that is left with nobody writing.
      for (let pass = 0; pass < 2; pass += 1) {
        const { reached } = live()
        if (reached !== null && (at === null || at < reached)) at = await fill(fresh.collection, at, reached)
      }
      await alone(async () => {
        await writeHeld()
        const { reached } = live()
        if (reached !== null && (at === null || at < reached)) await fill(fresh.collection, at, reached)
        joined = { copy: fresh.collection, at: reached }
      })
      note({ phase: 'comparing' })
      await compare(fresh.collection)
      await alone(async () => {
        goesOn()
        await fresh.swap()
        joined = null
        await beside.onSwapped(fresh.collection)
      })
    } catch (error) {
      joined = null
      await fresh.discard().catch(() => undefined)
      throw error
    }
  }

  return {
    state: () => state,
    isRunning,
    begin(id) {
      if (isRunning()) {
        // Told twice, as whoever gets no answer tells again.
        if (state!.id === id) return
        throw new Fault('rebuild-runs-already', `${view.collection.name} is being made anew already`, { retry: 'never' })
      }
      if (state?.id === id) return
      broken = null
      state = { id, phase: 'filling', startedAt: timers.now(), endedAt: null, position: null, events: 0, compared: 0, differing: 0, code: null }
      running = run().then(
        () => {
          note({ phase: 'done', endedAt: timers.now(), position: live().reached })
          log.info('view-made-anew', { view: view.collection.name, events: state!.events, compared: state!.compared, differing: state!.differing })
        },
        (error: unknown) => {
          note({ phase: 'failed', endedAt: timers.now(), code: isFault(error) ? error.code : 'bug' })
          log.error('view-not-made-anew', { view: view.collection.name, ...describeError(error) })
        },
      )
    },
    async wrote(events, through) {
      if (joined === null) return
      try {
        if (events.length > 0) await write(joined.copy, events, through)
        joined = { ...joined, at: through }
        note({ events: state!.events + events.length, position: through })
      } catch (error) {
        joined = null
        broken = error
      }
    },
    foundPlace(reached) {
      // The batch whose write was not answered is in the live one, and not in this.
      if (joined === null || reached === null || (joined.at !== null && reached <= joined.at)) return
      joined = null
      broken = new Fault('view-stalled', 'a write of the live view failed, and had landed', { retry: 'later' })
    },
    settled: () => running,
  }
}
