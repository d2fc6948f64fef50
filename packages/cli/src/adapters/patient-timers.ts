// Calls over a connection that may break, to a platform that may be killed: the same request under the same key again, until
// it is answered or patience ends. The only place of the command line's clients that waits and measures.
import { Fault } from '@zhijian/kernel'

export interface Answered<T> {
  readonly data?: T
  readonly error?: { readonly code?: string } | undefined
  readonly response: Response
}

export interface Called<T> {
  /** 2xx with its body, or the problem's code. */
  readonly data: T | null
  readonly code: string | null
  readonly status: number
  /** Of the last try alone. */
  readonly ms: number
  /** Tries before it that broke, or were told to come later. */
  readonly retries: { readonly broken: number; readonly later: number }
}

const LATER = new Set([429, 502, 503, 504])
const STEP_MS = 100
const LONGEST_MS = 2_000

export const pause = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms) })
/** The same, and keeps nobody here who has nothing else to do. */
export const overdue = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms).unref() })
/** Ends a request that nobody answers. */
export const within = (ms: number): AbortSignal => AbortSignal.timeout(ms)
/** How long something takes: ms from an instant of no meaning, which is no time of day. */
export const elapsingMs = (): number => performance.now()

/**
 * @param send makes the request anew each time; one that writes must keep its Idempotency-Key
 * @param patienceMs from the first try on
 * @throws Fault `platform-unreachable` (later)
 */
export const patiently = async <T>(send: () => Promise<Answered<T>>, patienceMs: number, signal?: AbortSignal): Promise<Called<T>> => {
  const end = elapsingMs() + patienceMs
  let [broken, later] = [0, 0]
  for (;;) {
    const from = elapsingMs()
    let waitMs = Math.min(LONGEST_MS, STEP_MS * 2 ** Math.min(10, broken + later))
    try {
      const { data, error, response } = await send()
      if (!LATER.has(response.status)) {
        return { data: response.ok ? data ?? null : null, code: response.ok ? null : error?.code ?? 'no-problem-body', status: response.status, ms: elapsingMs() - from, retries: { broken, later } }
      }
      later += 1
      const asked = Number(response.headers.get('retry-after') ?? '0') * 1000
      waitMs = Math.max(waitMs, Math.min(asked, 30_000))
    } catch (error) {
      // fetch throws TypeErrors for connections that were refused or cut; everything else is a bug of ours.
      if (!(error instanceof TypeError) && (error as Error).name !== 'AbortError') throw error
      broken += 1
    }
    if (elapsingMs() + waitMs > end || signal?.aborted) throw new Fault('platform-unreachable', 'the platform did not answer for as long as it was waited for', { retry: 'later' })
    await pause(waitMs)
  }
}
