// The folded state of a stream, read from the log when it is asked for: always as new as the log, so whoever was signed
// out or suspended a moment ago is so at the next request. What was folded is kept and only continued.
import type { EventStore, StoredEvent } from '@zhijian/event-store'

export interface StreamFold<State> {
  /** Null when the stream does not exist. */
  load(id: string): Promise<{ readonly state: State; readonly version: number } | null>
}

/** @param kept how many streams stay in memory; the least recently used goes first */
export const streamFold = <State>(
  store: EventStore, category: string, initial: () => State, evolve: (state: State, event: StoredEvent) => State, kept = 20_000,
): StreamFold<State> => {
  const cache = new Map<string, { readonly state: State; readonly version: number; readonly epoch: string }>()
  return {
    async load(id) {
      let known = cache.get(id)
      if (known && known.epoch !== store.epoch) known = undefined
      const events = await store.read(`${category}-${id}`, known ? known.version + 1 : 0)
      const last = events.at(-1)
      if (!known && !last) return null
      const entry = last === undefined ? known! : {
        state: events.reduce(evolve, known ? known.state : initial()), version: last.version, epoch: store.epoch,
      }
      cache.delete(id)
      cache.set(id, entry)
      if (cache.size > kept) cache.delete(cache.keys().next().value!)
      return entry
    },
  }
}
