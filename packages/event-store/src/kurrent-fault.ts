// What KurrentDB's client throws means to whoever asked. Messages name the condition and the place, never the address, the
// user or what the server said: those may hold both.
import { Fault, type Retry } from '@zhijian/kernel'

type Meaning = readonly [code: string, message: string, retry: Retry]

const GONE: Meaning = ['chain-broken', 'the stream was deleted; run: zhijian check', 'never']
const AWAY: Meaning = ['store-unavailable', 'the store does not answer', 'later']
const TOO_LARGE: Meaning = ['append-too-large', 'the store takes less in one append', 'never']

/** The client's own names of what went wrong (its ErrorType). What is not here is `store-unavailable`. */
const MEANING: Readonly<Record<string, Meaning>> = {
  'access-denied': ['store-denied', 'the store refuses this user, or this right; see setupKurrent', 'later'],
  'deadline-exceeded': ['store-unavailable', 'the store did not answer in time', 'later'],
  'timeout': ['store-unavailable', 'the store did not answer in time', 'later'],
  'not-leader': ['store-unavailable', 'the store is choosing another leader', 'later'],
  'stream-deleted': GONE,
  'stream-tombstoned': GONE,
  'invalid-position': ['chain-broken', 'nothing of the log begins at that place: it is not the log that was seen', 'never'],
  'maximum-append-size-exceeded': TOO_LARGE,
  'maximum-append-event-size-exceeded': TOO_LARGE,
}

/** gRPC's status codes, for what reaches us before the client has named it. */
const NAMED: Readonly<Record<number, string>> = { 4: 'deadline-exceeded', 7: 'access-denied', 14: 'unavailable', 16: 'access-denied' }

interface Said {
  readonly type?: unknown; readonly metadata?: { get?(key: string): readonly unknown[] }; readonly code?: unknown; readonly message?: unknown; readonly _raw?: Said
}

const INVALID_ARGUMENT = 3

/** As the client named it, or, where it has no name of its own for what the server said, as the server did. */
const typeOf = (error: unknown): string | undefined => {
  const { type, metadata, code, message, _raw } = (error ?? {}) as Said
  if (type === 'unknown' && code === INVALID_ARGUMENT && /invalid position/i.test(String(message))) return 'invalid-position'
  const named = type === 'unknown' ? _raw?.metadata?.get?.('exception')[0] ?? type : type ?? metadata?.get?.('exception')[0]
  return typeof named === 'string' ? named : NAMED[code as number]
}

export const isDenied = (error: unknown): boolean => typeOf(error) === 'access-denied'
export const isWrongVersion = (error: unknown): boolean => typeOf(error) === 'wrong-expected-version'
export const isNotFound = (error: unknown): boolean => typeOf(error) === 'stream-not-found'
/** Nothing was written, and the client goes to the leader the next time. */
export const isNotLeader = (error: unknown): boolean => typeOf(error) === 'not-leader'
/**
 * The line is cut, or leads to a node that is not the leader, or knows of none: what was asked may be asked of another.
 * A node without a leader, and a client that has given up, are both told without a name.
 */
export const isElsewhere = (error: unknown): boolean => ['unavailable', 'not-leader', 'unknown'].includes(typeOf(error) ?? '')

/** @param place where it happened, for the operator: a stream and version, or a position */
export const asKurrentFault = (error: unknown, place?: string): Fault => {
  if (error instanceof Fault) return error
  const [code, message, retry] = MEANING[typeOf(error) ?? ''] ?? AWAY
  return new Fault(code, place === undefined ? message : `${place}: ${message}`, { retry, cause: error })
}

/** Runs one look at the server; what the client throws comes out as a Fault that names the place. */
export const atKurrent = async <T>(place: string, look: () => Promise<T>): Promise<T> => {
  try {
    return await look()
  } catch (error) {
    throw asKurrentFault(error, place)
  }
}
