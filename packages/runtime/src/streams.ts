// Folded streams, kept while they are warm. A cached state is only a guess: an append checks it by its version, and a
// refusal is given only after the log confirmed that nothing was added meanwhile.
import type { EventStore, StoredEvent } from '@zhijian/event-store'
import { foldStored, unwritten, type Folded } from './stream.ts'
import type { Aggregate } from './service.ts'

export interface DoneCommand {
  readonly version: number
  readonly position: string
}

export interface LoadedStream<State> {
  readonly folded: Folded<State>
  /** Position of the last event; null before the first. */
  readonly position: string | null
  /** Every command that left an event here: repeating one is answered from the log for ever. */
  readonly done: Map<string, DoneCommand>
}

export interface Streams {
  load<State>(aggregate: Aggregate<State>, stream: string): Promise<LoadedStream<State>>
  /** Takes over what was just appended. */
  remember<State>(stream: string, loaded: LoadedStream<State>): void
  forget(stream: string): void
  /** Whether the log still ends where this state does. */
  isCurrent(stream: string, version: number): Promise<boolean>
}

const rememberDone = (done: Map<string, DoneCommand>, event: Pick<StoredEvent, 'meta' | 'version' | 'position'>): void => {
  if (event.meta.commandid !== undefined) done.set(event.meta.commandid, { version: event.version, position: event.position })
}

/** @param capacity streams kept; the least recently used go first */
export const createStreams = (store: EventStore, capacity = 20_000): Streams => {
  const cache = new Map<string, LoadedStream<unknown>>()
  const remember = (stream: string, loaded: LoadedStream<unknown>): void => {
    cache.delete(stream)
    cache.set(stream, loaded)
    if (cache.size > capacity) cache.delete(cache.keys().next().value!)
  }
  return {
    async load<State>(aggregate: Aggregate<State>, stream: string) {
      const warm = cache.get(stream)
      if (warm) {
        remember(stream, warm)
        return warm as LoadedStream<State>
      }
      let folded = unwritten(aggregate)
      let position: string | null = null
      const done = new Map<string, DoneCommand>()
      for (const event of await store.read(stream)) {
        folded = foldStored(aggregate, folded, event)
        position = event.position
        rememberDone(done, event)
      }
      const loaded: LoadedStream<State> = { folded, position, done }
      remember(stream, loaded)
      return loaded
    },
    remember,
    forget: (stream) => void cache.delete(stream),
    isCurrent: async (stream, version) => ((await store.lastEvent(stream))?.version ?? -1) === version,
  }
}
