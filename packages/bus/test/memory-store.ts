// A log in memory for the bus's own tests: order, tail and checkpoints as the port has them, nothing else.
import {
  chainHash, decode, encode, GENESIS, versionConflict,
  type EventStore, type Position, type StoredEvent,
} from '@zhijian/event-store'
import { filterMatches } from '../src/subjects.ts'

export interface MemoryStore extends EventStore {
  /** The log as it was when it held this many events, under another epoch: a restored backup. */
  restoredTo(events: number): MemoryStore
}

const at = (index: number): Position => String(index).padStart(12, '0') as Position

export const memoryStore = (log: StoredEvent[] = [], epoch = 'e1'): MemoryStore => {
  const streams = new Map<string, StoredEvent[]>()
  const waiting = new Set<() => void>()
  for (const event of log) streams.set(event.stream, [...streams.get(event.stream) ?? [], event])

  return {
    epoch,
    restoredTo: (events) => memoryStore(log.slice(0, events), `${epoch}+`),
    async append(stream, events, expected) {
      const own = streams.get(stream) ?? []
      if (own.length - 1 !== (expected === 'no-stream' ? -1 : expected)) throw versionConflict(stream, expected, own.length - 1)
      for (const event of events) {
        const text = encode(stream, own.length, event)
        const stored = decode(text, at(log.length + 1), chainHash(event.meta.hashalg, own.at(-1)?.hash ?? GENESIS, text))
        own.push(stored)
        log.push(stored)
      }
      streams.set(stream, own)
      for (const wake of [...waiting]) wake()
      return { version: own.length - 1, position: at(log.length), written: true }
    },
    read: async (stream, from = 0) => (streams.get(stream) ?? []).slice(from),
    lastEvent: async (stream) => streams.get(stream)?.at(-1) ?? null,
    async *tail(after, filter, signal, { batch = 100 } = {}) {
      let next = after === null ? 0 : Number(after)
      while (!signal.aborted) {
        if (next < log.length) {
          const looked = log.slice(next, next + batch)
          next += looked.length
          const events = looked.filter((event) => filterMatches(filter, event))
          yield { events, through: at(next), caughtUp: next === log.length }
          await null
        } else {
          await new Promise<void>((resolve) => {
            const wake = (): void => {
              waiting.delete(wake)
              signal.removeEventListener('abort', wake)
              resolve()
            }
            waiting.add(wake)
            signal.addEventListener('abort', wake)
            if (signal.aborted) wake()
          })
        }
      }
    },
    streams: async (category, after = '', limit = 1000) =>
      [...streams.keys()].filter((name) => name.startsWith(`${category}-`) && name > after).sort().slice(0, limit),
    head: async () => (log.length > 0 ? at(log.length) : null),
    holds: async ({ position, stream, version, hash, epoch: theirs }) => {
      const event = log[Number(position) - 1]
      return theirs === epoch && event?.stream === stream && event.version === version && event.hash === hash
    },
    close: async () => undefined,
  }
}
