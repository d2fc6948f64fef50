// What a failure means for the event that met it, and how failures travel. Both adapters decide by these functions alone.
import type { StoredEvent } from '@zhijian/event-store'
import { AssertionFailed, Fault, isFault, shareOf, type Retry } from '@zhijian/kernel'

/** Growing delay: `firstMs`, then `factor` times the one before, at most `maxMs`; who waits is given a part of it (`delayMs`). */
export interface RetryPolicy {
  readonly firstMs: number
  readonly factor: number
  readonly maxMs: number
}

/** Up to 0.25 s, 1 s, 4 s, 16 s, 64 s, 256 s, then every 300 s: the longest that a stream waits after whoever was away is back. */
export const DEFAULT_RETRY: RetryPolicy = { firstMs: 250, factor: 4, maxMs: 300_000 }
export const DEFAULT_MAX_ATTEMPTS = 8
export const DEFAULT_CONCURRENCY = 16
export const DEFAULT_REQUEST_TIMEOUT_MS = 5_000
/** Nobody waits longer for an answer, and the broker lets it pass for as long (permissions.ts). */
export const LONGEST_REQUEST_MS = 120_000

/**
 * Somewhere between half of the delay and all of it. When somebody many asked was away they all failed at once; asking again they
 * come one after the other. Where in between is drawn from who waits, not by chance: one seed of a simulation tells one story.
 * @param attempts how many have failed, from 1
 * @param who waits: two that are told apart by it do not come back together
 */
export const delayMs = (policy: RetryPolicy, attempts: number, who: string): number => {
  const whole = Math.min(policy.maxMs, policy.firstMs * policy.factor ** (attempts - 1))
  return Math.round(whole * (1 + shareOf(`${who}/${attempts}`)) / 2)
}

/** A failure without its object: what may be stored, shown and sent. */
export interface Failure {
  /** Fault code, or `bug`. */
  readonly code: string
  readonly message: string
  readonly retry: Retry
}

/**
 * Faults and assertions carry messages written for operators. The message of any other error may quote its input
 * (JSON.parse does), so only its name and the top of its stack are kept.
 */
export const failureOf = (error: unknown): Failure => {
  if (isFault(error)) return { code: error.code, message: error.message, retry: error.retry }
  if (!(error instanceof Error)) return { code: 'bug', message: `threw a ${typeof error}`, retry: 'never' }
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)).slice(0, 4).map((line) => line.trim())
  const said = error instanceof AssertionFailed ? `: ${error.message}` : ''
  return { code: 'bug', message: [`${error.name}${said}`, ...frames].join(' | '), retry: 'never' }
}

/** What a caller gets to see of a responder's failure: the Fault as it is, or `internal` and nothing more. */
export const answerable = (error: unknown): Failure =>
  isFault(error) ? failureOf(error) : { code: 'internal', message: 'the responder failed; its log says how', retry: 'never' }

export const faultOf = (failure: Failure): Fault => new Fault(failure.code, failure.message, { retry: failure.retry })

export const noResponder = (subject: string): Fault => new Fault('no-responder', `nobody answers ${subject}`, { retry: 'later' })
export const requestTimeout = (subject: string, ms: number): Fault =>
  new Fault('request-timeout', `no answer to ${subject} within ${ms} ms; it may have been carried out`, { retry: 'later' })
export const noSuchDeadLetter = (consumer: string): Fault =>
  new Fault('no-such-dead-letter', `${consumer} has no such dead letter`, { retry: 'never' })

/** Told of what nobody else would hear: parked events, listeners that threw, states that could not be written. No input in it. */
export type Report = (problem: Problem) => void
export interface Problem {
  readonly where: string
  readonly code: string
  readonly message: string
  /** Under which trace it was written, where an event is concerned. */
  readonly traceparent?: string
}

/** What a problem with an event says of its trace. */
export const told = ({ meta: { traceparent } }: StoredEvent): Pick<Problem, 'traceparent'> => (traceparent === undefined ? {} : { traceparent })
