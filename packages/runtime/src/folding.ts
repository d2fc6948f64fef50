// What events make of a view's documents, in memory until it is written: any number of batches may be taken before one write.
// F1 What is written is what one write after every batch would have left, sums included.
import type { StoredEvent } from '@zhijian/event-store'
import type { Change, Collection, Document, ViewCheckpoint } from '@zhijian/read-store'
import type { View } from './service.ts'
import { moved, movesOf, type Sum } from './sums.ts'

export interface Folding {
  /** Events taken, and documents they touched. */
  readonly events: number
  readonly documents: number
  take(events: readonly StoredEvent[]): Promise<void>
  /** Everything, in one write; nothing may be taken afterwards. */
  write(place: ViewCheckpoint): Promise<ViewCheckpoint>
}

/** @param now by id; null: there is none any more */
const fold = <D extends Document>(view: View<D>, events: readonly StoredEvent[], now: Map<string, D | null>): void => {
  for (const event of events) {
    for (const id of view.keys(event)) now.set(id, view.evolve(now.get(id) ?? null, event, id))
  }
}

export const foldBatch = <D extends Document>(view: View<D>, events: readonly StoredEvent[]): readonly Change<D>[] => {
  const now = new Map<string, D | null>()
  fold(view, events, now)
  return [...now].map(([id, document]) => ({ id, document }))
}

export const foldInto = <D extends Document>(view: View<D>, collection: Collection<D>): Folding => {
  /** As they were last written. */
  const was = new Map<string, D>()
  const now = new Map<string, D | null>()
  let count = 0

  const sums = async (changes: readonly Change<D>[]): Promise<readonly Change<D>[]> => {
    if (view.shares === undefined) return []
    const moves = movesOf(view.shares, was, changes)
    const before = moves.size > 0 ? await collection.getMany([...moves.keys()]) : new Map<string, D>()
    return moved(before as unknown as ReadonlyMap<string, Sum>, moves) as unknown as readonly Change<D>[]
  }

  return {
    get events() {
      return count
    },
    get documents() {
      return now.size
    },
    async take(events) {
      count += events.length
      const unknown = new Set(events.flatMap((event) => view.keys(event).filter((id) => !now.has(id))))
      if (unknown.size > 0) {
        for (const [id, document] of await collection.getMany([...unknown])) {
          was.set(id, document)
          now.set(id, document)
        }
      }
      fold(view, events, now)
    },
    async write(place) {
      const changes = [...now].flatMap(([id, document]) => (document === (was.get(id) ?? null) ? [] : [{ id, document }]))
      await collection.apply([...changes, ...await sums(changes)], place)
      return place
    },
  }
}
