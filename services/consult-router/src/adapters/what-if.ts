// What another policy would have made of a county's last questions. They are read here one by one, with room for everybody else's
// work between two, and carried on in a thread of its own.
// L1 One at a time in a process: who comes meanwhile is told to come again. L2 As many draws as there is time for, and how many they
// were is said; a thread that takes longer even so is ended.
import { setImmediate } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { readCase, type CaseOnRecord, type CaseSource, type WhatIf } from '@zhijian/audit'
import type { AudienceRecord, Policy } from '@zhijian/contracts'
import { Fault, type Instant } from '@zhijian/kernel'

export interface WhatIfQuestion {
  readonly policy: Policy
  /** Of tiers after the first; null: as they were. */
  readonly waves: readonly { readonly afterMs: number; readonly upTo: number }[] | null
  readonly poolPercent: number
  readonly seeds: number
}
export type Message = { readonly kind: 'case'; readonly record: CaseOnRecord } | { readonly kind: 'begin'; readonly until: Instant; readonly question: WhatIfQuestion; readonly drawsWithinMs: number }

export type AskWhatIf = (streams: readonly string[], until: Instant, question: WhatIfQuestion) => Promise<WhatIf>

const DRAWS_WITHIN_MS = 15_000
/** Whoever asks waits a minute. */
const ENDED_AFTER_MS = 50_000
const MOST_MB = 768

/** @throws Fault `busy` (later): another one is being worked out · `what-if-too-long` (never): fewer questions may fit */
export const whatIfBeside = (source: CaseSource): AskWhatIf => {
  let isBusy = false
  const ask: AskWhatIf = async (streams, until, question) => {
    const isSource = import.meta.url.endsWith('.ts')
    const thread = new Worker(new URL(isSource ? './what-if.thread.ts' : './what-if.thread.js', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: MOST_MB }, ...(isSource ? { execArgv: ['--conditions=source'] } : {}),
    })
    thread.unref()
    const tooLong = (cause?: unknown): Fault => new Fault('what-if-too-long', 'the questions are more than can be worked out in time', { retry: 'never', cause })
    const { promise, resolve, reject } = Promise.withResolvers<WhatIf>()
    thread.on('message', resolve).on('error', (error: NodeJS.ErrnoException) => reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooLong(error) : error)).on('exit', () => reject(tooLong()))
    const timer = setTimeout(() => reject(tooLong()), ENDED_AFTER_MS)
    promise.catch(() => undefined)
    try {
      const lists = new Map<string, AudienceRecord | null>()
      for (const stream of streams) {
        const record = await readCase(source, stream, lists)
        if (record !== null) thread.postMessage({ kind: 'case', record } satisfies Message)
        await setImmediate()
      }
      thread.postMessage({ kind: 'begin', until, question, drawsWithinMs: DRAWS_WITHIN_MS } satisfies Message)
      return await promise
    } finally {
      clearTimeout(timer)
      await thread.terminate()
    }
  }
  return async (streams, until, question) => {
    if (isBusy) throw new Fault('busy', 'another question of this kind is being worked out', { retry: 'later' })
    isBusy = true
    try {
      return await ask(streams, until, question)
    } finally {
      isBusy = false
    }
  }
}
