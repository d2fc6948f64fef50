// The time, chance and patience of the adapters: given, so that a test can hold them.
import { randomBytes } from 'node:crypto'
import type { Instant } from '@zhijian/kernel'
import { wallNow } from '@zhijian/runtime'

export interface Edge {
  /** Wall time: tokens expire by it, requests are signed with it. */
  readonly now: () => Instant
  /** 32 hexadecimal digits, never the same twice. */
  readonly nonce: () => string
  /** Aborts when an answer has been waited for long enough. */
  readonly deadline: (ms: number) => AbortSignal
}

export const systemEdge: Edge = { now: wallNow, nonce: () => randomBytes(16).toString('hex'), deadline: (ms) => AbortSignal.timeout(ms) }
