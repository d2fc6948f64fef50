// How a log lies in KurrentDB.
// K1 A log is the streams `<namespace>.<category>-<id>`; beside them `<namespace>:store` says which log it is. Several logs,
//    and other programs, may share one server: what has another name is never looked at.
// K2 An event is one binary event: its data are the stored bytes, its type is the event's, its metadata is {"hash": "…"}.
// K3 The server knows an event by an id drawn for this attempt to write it, not by the event's own. It takes two events
//    with one id for the same event, whatever their bytes; so no two attempts may share one.
// K4 A position is where the event's record lies in the server's log: 16 digits, ordered as text, with gaps.
import { Fault } from '@zhijian/kernel'
import type { AllStreamRecordedEvent, Filter, RecordedEvent } from '@kurrent/kurrentdb-client'
import type { StoredRow } from './chain.ts'
import type { Position } from './envelope.ts'
import type { TailFilter } from './port.ts'

export interface Names {
  /** Name at the server. */
  readonly at: (stream: string) => string
  /** Ours again; null for a stream of somebody else. */
  readonly of: (name: string) => string | null
  /** The stream that says which log this is. */
  readonly identity: string
  /** What the server leaves out: everything that is not of this log. */
  readonly everything: Filter
  /** The same, and what says which log this is: what is looked for backwards ends there at the latest. */
  readonly everythingAndIdentity: Filter
  /** As much of a tail's filter as the server can apply: it knows either names or types. */
  readonly narrowed: (filter: TailFilter) => Filter
}

const NAMESPACE = /^[A-Za-z][A-Za-z0-9_]{0,49}$/

/** Records looked at between two reports of progress, as 32 times this. */
const CHECKPOINT_INTERVAL = 64

export const namesIn = (namespace: string): Names => {
  if (!NAMESPACE.test(namespace)) {
    throw new Fault('store-settings', 'a namespace is 1–50 of A-Z a-z 0-9 _, a letter first', { retry: 'never' })
  }
  const prefix = `${namespace}.`
  const filter = (filterOn: Filter['filterOn'], prefixes: string[]): Filter => ({ filterOn, prefixes, checkpointInterval: CHECKPOINT_INTERVAL })
  return {
    at: (stream) => prefix + stream,
    of: (name) => (name.startsWith(prefix) ? name.slice(prefix.length) : null),
    identity: `${namespace}:store`,
    everything: filter('streamName', [prefix]),
    everythingAndIdentity: filter('streamName', [prefix, `${namespace}:store`]),
    narrowed: ({ categories, types }) => {
      // No category is empty, so nothing is named like this: an empty list matches nothing.
      if (categories?.length === 0 || types?.length === 0) return filter('streamName', [`${prefix}-`])
      if (categories) return filter('streamName', categories.map((category) => `${prefix}${category}-`))
      return types ? filter('eventType', types.map((type) => `${type}.v`)) : filter('streamName', [prefix])
    },
  }
}

const DIGITS = 16
const LIMIT = 10n ** BigInt(DIGITS)

/** @throws Fault `store-format` (never): a server before 22.6 does not say where in the log an event of a stream lies */
export const toPosition = (place: { readonly commit: bigint } | undefined): Position => {
  if (place === undefined || place.commit >= LIMIT) {
    throw new Fault('store-format', 'the server does not say where events lie; KurrentDB, or EventStoreDB from 23.10, is needed', { retry: 'never' })
  }
  return place.commit.toString().padStart(DIGITS, '0') as Position
}

/** 16 digits; anything else was never given out by this store. */
export const fromPosition = (position: Position | string): bigint => {
  if (!/^\d{16}$/.test(position)) throw new Fault('bad-position', 'not a position of this log', { retry: 'never' })
  return BigInt(position)
}

/** A server's event as it lies there; what was not written by this adapter becomes a row that no chain fits. */
export const rowOf = (names: Names, event: RecordedEvent | AllStreamRecordedEvent): StoredRow => {
  const { metadata, data } = event as unknown as { readonly metadata?: { readonly hash?: unknown }; readonly data: unknown }
  return {
    position: toPosition(event.position), stream: names.of(event.streamId) ?? event.streamId, version: Number(event.revision),
    text: data instanceof Uint8Array ? Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('utf8') : '',
    hash: typeof metadata?.hash === 'string' ? metadata.hash : '',
  }
}
