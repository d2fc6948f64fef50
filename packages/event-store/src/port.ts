// The log, as the platform asks for it. Adapters pass contract.ts; what they promise beyond the types:
// P1 An append is all or nothing, durable when it resolves, and at most one writer wins a version.
// P2 The same ids and comparable bytes at the same version are the same append again: same result, nothing written.
//    The same ids with other bytes are a conflict.
// P3 Every read checks the chain and fails on the first event that does not fit, naming stream and version.
// P4 A tail delivers every matching event once, in log order, with no gaps, however many processes write; it reports how
//    far it has looked (progress over events its filter left out) and when it has caught up.
// P5 Positions are ordered as text. A log that was restored to an earlier state has another epoch.
// P6 A fault leaves the log as it was, and the store usable: what was refused can be tried again on the same object. Over a
//    network `store-unavailable` may have landed without an answer; then trying again is the same append again (P2).
import { assert, Fault } from '@zhijian/kernel'
import { HASHES, type NewEvent, type Position, type StoredEvent } from './envelope.ts'

/** The stream must not exist, or its last version (0 or more) must be this. */
export type Expected = 'no-stream' | number

export interface Appended {
  /** Version of the last event of the batch. */
  readonly version: number
  /** Position of the last event of the batch. */
  readonly position: Position
  /** False when the same events were there already (P2). */
  readonly written: boolean
}

/** Both must hold; left out, everything matches; an empty list matches nothing. */
export interface TailFilter {
  readonly categories?: readonly string[]
  /** Names without version: `TierOpened`. */
  readonly types?: readonly string[]
}

export interface TailBatch {
  readonly events: readonly StoredEvent[]
  /** Everything up to and including this position has been looked at. May be given as `after` even when the log is empty. */
  readonly through: Position
  /** True when the log held nothing more at that moment. */
  readonly caughtUp: boolean
}

/**
 * What a consumer keeps of where it was: if the log at that place is another, the log was restored (P5). The event named
 * is the last one it saw; `position` may lie further on, when what followed was filtered out.
 */
export interface Checkpoint {
  readonly position: Position
  readonly stream: string
  readonly version: number
  readonly hash: string
  readonly epoch: string
}

export interface TailOptions {
  /** Most events in a batch, 1–10,000; default 500. Big events make smaller batches. */
  readonly batch?: number
  /**
   * Asked of whoever waits at the log's end when what was appended is not for him: dozens follow one log, and most appends
   * concern few of them. True: noted, there is no batch to take. False, or not asked by this store: it comes as an empty batch.
   */
  readonly pass?: (through: Position) => boolean
  /**
   * Tails of one name that lie far behind are read for together, once for all of them, at the pace of the slowest: none of them may
   * wait for another. A store may as well read for each.
   */
  readonly company?: string
}

export interface EventStore {
  /** Changes when the log was restored to an earlier state. */
  readonly epoch: string
  /**
   * @param stream `<category>-<id>`: a category of letters and digits; 1–200 of `A-Z a-z 0-9 _ -` after the first hyphen
   * @param events 1 or more, together at most MAX_APPEND_BYTES as stored (UTF-8)
   * @throws Fault `version-conflict` (retry now) · `append-too-large`, `chain-broken`, `store-damaged` (never) ·
   *   `store-full`, `store-busy`, `store-unavailable`, `store-denied` (later)
   * @throws AssertionFailed for what no caller may send: a malformed stream name, no events, lone surrogates, floats
   */
  append(stream: string, events: readonly NewEvent[], expected: Expected): Promise<Appended>
  /** The stream's events from a version on (default 0); empty when there is none. @throws Fault `chain-broken`, `store-damaged` */
  read(stream: string, from?: number): Promise<readonly StoredEvent[]>
  lastEvent(stream: string): Promise<StoredEvent | null>
  /**
   * Pull-based: the next batch is read when it is asked for. The first comes at once, also when there is nothing to
   * tell; later ones when the log has grown. Ends when the signal aborts or the store is closed.
   * @param after exclusive; null starts at the beginning
   * @throws Fault `chain-broken`, `store-damaged` · `log-behind` (never) when `after` lies beyond the log's end
   */
  tail(after: Position | null, filter: TailFilter, signal: AbortSignal, options?: TailOptions): AsyncIterable<TailBatch>
  /** Names of a category's streams in order of name, after a given one. @param limit 1–10,000; default 1,000 */
  streams(category: string, after?: string, limit?: number): Promise<readonly string[]>
  /** Position of the newest event, or null for an empty log. */
  head(): Promise<Position | null>
  /** Whether this is the epoch, and the log still holds, at this place, what a consumer once saw there. */
  holds(checkpoint: Checkpoint): Promise<boolean>
  /** Finishes what is being appended; then every call but `close` fails with `store-unavailable`. */
  close(): Promise<void>
}

export const MAX_APPEND_BYTES = 512 * 1024

export const versionConflict = (stream: string, expected: Expected, actual: number): Fault =>
  new Fault('version-conflict', `${stream}: expected ${expected}, is at ${actual}`, { retry: 'now' })

export const chainBroken = (stream: string, version: number, why: string): Fault =>
  new Fault('chain-broken', `${stream}@${version}: ${why}; run: zhijian check`, { retry: 'never' })

/** Whatever the log is (its own seal, a consumer, a copy kept outside), it has seen more than is there now. */
export const logBehind = (position: string, what: string, head: string | null): Fault =>
  new Fault('log-behind', `the log ends at ${head ?? 'nothing'}, but ${what} has seen ${position}`, { retry: 'never' })

/** Before the first event: what an empty log has been looked through to. */
export const ORIGIN = '0000000000000000' as Position

const STREAM = /^[A-Za-z][A-Za-z0-9]*-[A-Za-z0-9_-]{1,200}$/
const TYPE = /^[A-Za-z][A-Za-z0-9]*\.v[1-9][0-9]*$/

const KNOWN_HASHES = `the chain knows ${Object.keys(HASHES).join(' and ')}`

/** Names go into subjects and paths, so both ends agree on what one is. @throws AssertionFailed */
export const assertAppendable = (stream: string, events: readonly NewEvent[], expected: Expected): void => {
  assert(STREAM.test(stream), 'a stream is named <category>-<id>, of letters, digits, _ and -')
  assert(events.length > 0, `${stream}: an append of nothing`)
  for (const { type, meta } of events) {
    assert(TYPE.test(type), `${stream}: a type is <Name>.v<version>`)
    assert(Object.hasOwn(HASHES, meta.hashalg), KNOWN_HASHES)
  }
  assert(expected === 'no-stream' || (Number.isSafeInteger(expected) && expected >= 0), `${stream}: expected is 'no-stream' or a version`)
}

/** @param texts as stored; @returns their bytes, or when they surely fit a bound on them; @throws Fault `append-too-large` */
export const assertFits = (stream: string, texts: readonly string[]): number => {
  const atMost = texts.reduce((sum, text) => sum + text.length * 3, 0)
  if (atMost <= MAX_APPEND_BYTES) return atMost
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0)
  if (bytes <= MAX_APPEND_BYTES) return bytes
  throw new Fault('append-too-large', `${stream}: ${bytes} bytes in one append, at most ${MAX_APPEND_BYTES}`, { retry: 'never' })
}
