// Folded streams, kept while they are warm. A cached state is only a guess: an append checks it by its version, and a
// refusal is given only after the log confirmed that nothing was added meanwhile.
import type { EventStore, StoredEvent } from '@zhijian/event-store'
import { inSpan, SpanKind } from '@zhijian/telemetry'
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
  /** What is warm, or the log's: a guess, good enough for whoever appends. */
  load<State>(aggregate: Aggregate<State>, stream: string): Promise<LoadedStream<State>>
  /** As far as the log goes now: another process may have written what is warm here since. */
  loadCurrent<State>(aggregate: Aggregate<State>, stream: string): Promise<LoadedStream<State>>
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
  const readOn = async <State>(aggregate: Aggregate<State>, stream: string, from: LoadedStream<State>): Promise<LoadedStream<State>> => {
    const { category } = aggregate.decider
    const attributes = { 'db.operation.name': 'read', 'db.collection.name': category }
    const events = await inSpan(`read ${category}`, { kind: SpanKind.CLIENT, attributes }, () => store.read(stream, from.folded.version + 1))
    const { done } = from
    let { folded, position } = from
    for (const event of events) {
      folded = foldStored(aggregate, folded, event)
      position = event.position
      rememberDone(done, event)
    }
    const loaded: LoadedStream<State> = { folded, position, done }
    const warm = cache.get(stream)
    // Somebody may have gone further while this was read.
    if (warm === undefined || warm.folded.version <= folded.version) remember(stream, loaded)
    return loaded
  }
  const nothingRead = <State>(aggregate: Aggregate<State>): LoadedStream<State> => ({ folded: unwritten(aggregate), position: null, done: new Map() })
  const warmed = <State>(stream: string): LoadedStream<State> | undefined => {
    const warm = cache.get(stream)
    if (warm) remember(stream, warm)
    return warm as LoadedStream<State> | undefined
  }
  return {
    load: async <State>(aggregate: Aggregate<State>, stream: string) => warmed<State>(stream) ?? readOn(aggregate, stream, nothingRead(aggregate)),
    loadCurrent: <State>(aggregate: Aggregate<State>, stream: string) => readOn(aggregate, stream, warmed<State>(stream) ?? nothingRead(aggregate)),
    remember,
    forget: (stream) => void cache.delete(stream),
    isCurrent: async (stream, version) => ((await store.lastEvent(stream))?.version ?? -1) === version,
  }
}
