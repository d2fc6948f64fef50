// How far a service's reactions are, in the instance's own store beside its views (docs/adr/0107): the broker may lose what it knew.
import type { Bookmark, Bookmarks } from '@zhijian/bus'
import type { JsonObject } from '@zhijian/kernel'
import type { ReadStore } from '@zhijian/read-store'

const COLLECTION = { name: 'bookmarks', version: 1, indexes: [] } as const

/** Writes are numbered: they stand at no one place of the log, and each of them replaces what was there. */
const numbered = (n: number): string => String(n).padStart(16, '0')

export const openBookmarks = async (readStore: ReadStore): Promise<Bookmarks> => {
  const collection = await readStore.collection<JsonObject>(COLLECTION)
  /** One write after the other; what is asked for meanwhile goes into the next. */
  let turn: Promise<void> = Promise.resolve()
  let next: Map<string, Bookmark> | null = null

  const write = async (): Promise<void> => {
    const changes = [...next!].map(([id, bookmark]) => ({ id, document: bookmark as unknown as JsonObject }))
    next = null
    const before = await collection.checkpoint()
    await collection.apply(changes, { position: numbered(Number(before?.position ?? 0) + 1), stream: '', version: 0, hash: '', epoch: '' })
  }
  return {
    load: async (consumer) => await collection.get(consumer) as Bookmark | null,
    save(bookmarks) {
      if (next === null) {
        next = new Map()
        turn = turn.catch(() => {}).then(write)
      }
      for (const bookmark of bookmarks) next.set(bookmark.consumer, bookmark)
      return turn
    },
  }
}
