// The log, as the platform asks for it. Adapters pass contract.ts; what they promise beyond the types:
// P1 An append is all or nothing, durable when it resolves, and at most one writer wins a version.
// P2 The same ids and comparable bytes at the same version are the same append again: same result, nothing written.
//    The same ids with other bytes are a conflict.
// P3 Every read checks the chain and fails on the first event that does not fit, naming stream and version.
// P4 A tail delivers every matching event once, in log order, with no gaps, however many processes write; it reports how
//    far it has looked (progress over events its filter left out) and when it has caught up.
// P5 Positions are ordered as text. A log that was restored to an earlier state has another epoch.
import { Fault } from '@zhijian/kernel'
import type { NewEvent, Position, StoredEvent } from './envelope.ts'

/** The stream must not exist, or its last version must be this. */
export type Expected = 'no-stream' | number

export interface Appended {
  /** Version of the last event of the batch. */
  readonly version: number
  /** Position of the last event of the batch. */
  readonly position: Position
  /** False when the same events were there already (P2). */
  readonly written: boolean
}

export interface TailFilter {
  readonly categories?: readonly string[]
  /** Names without version: `TierOpened`. */
  readonly types?: readonly string[]
}

export interface TailBatch {
  readonly events: readonly StoredEvent[]
  /** Everything up to and including this position has been looked at. */
  readonly through: Position
  /** True when the log held nothing more at that moment. */
  readonly caughtUp: boolean
}

/** What a consumer keeps of where it was: if the log at that place is another, the log was restored (P5). */
export interface Checkpoint {
  readonly position: Position
  readonly stream: string
  readonly version: number
  readonly hash: string
  readonly epoch: string
}

export interface EventStore {
  /** Changes when the log was restored to an earlier state. */
  readonly epoch: string
  /**
   * @param events 1 or more, at most 512 kB as stored
   * @throws Fault `version-conflict` (retry now) · `append-too-large`, `chain-broken` (never) · `store-full`,
   *   `store-busy`, `store-unavailable` (later)
   */
  append(stream: string, events: readonly NewEvent[], expected: Expected): Promise<Appended>
  /** The stream's events from a version on (default 0); empty when there is none. @throws Fault `chain-broken` */
  read(stream: string, from?: number): Promise<readonly StoredEvent[]>
  lastEvent(stream: string): Promise<StoredEvent | null>
  /** Pull-based: the next batch is read when it is asked for. `after` is exclusive; null starts at the beginning. Ends on abort. */
  tail(after: Position | null, filter: TailFilter, signal: AbortSignal, options?: { readonly batch?: number }): AsyncIterable<TailBatch>
  /** Names of a category's streams in order of name, after a given one. */
  streams(category: string, after?: string, limit?: number): Promise<readonly string[]>
  /** Position of the newest event, or null for an empty log. */
  head(): Promise<Position | null>
  /** Whether the log still holds, at this place, what a consumer once saw there. */
  holds(checkpoint: Checkpoint): Promise<boolean>
  close(): Promise<void>
}

export const MAX_APPEND_BYTES = 512 * 1024

export const versionConflict = (stream: string, expected: Expected, actual: number): Fault =>
  new Fault('version-conflict', `${stream}: expected ${expected}, is at ${actual}`, { retry: 'now' })

export const chainBroken = (stream: string, version: number, why: string): Fault =>
  new Fault('chain-broken', `${stream}@${version}: ${why}; run: zhijian check`, { retry: 'never' })
