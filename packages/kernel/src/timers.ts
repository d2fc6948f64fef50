// Waiting of the machine: retries, back-off, patience, duties that recur. It is elapsed time, on which no decision depends:
// it goes on while the platform's time stands (a clock that was set back) and does not run with it (a demonstration's speed).
import type { Cancel, Clock } from './clock.ts'
import { elapsedMs, minutes, plus, type Instant } from './instant.ts'

export interface Timers {
  /** Wall time, for what an operator reads. */
  now(): Instant
  /** Calls `wake` once, not before `ms` have passed. Safe to cancel twice and after it fired. */
  after(ms: number, wake: () => void): Cancel
}

/** The same on a platform clock: in a simulation the machine waits in simulated time, so that one seed tells one story. */
export const timersOf = (clock: Clock): Timers => ({
  now: () => clock.now(),
  after: (ms, wake) => clock.at(plus(clock.now(), ms), wake),
})

/** Resolves when `ms` have passed, or on abort. */
export const pauseMs = (timers: Timers, ms: number, signal: AbortSignal): Promise<void> => new Promise((resolve) => {
  if (signal.aborted) return resolve()
  const done = (): void => {
    cancel()
    signal.removeEventListener('abort', done)
    resolve()
  }
  const cancel = timers.after(ms, done)
  signal.addEventListener('abort', done)
})

/** @returns whether the work was done in time; it is not stopped otherwise */
export const withinMs = async (timers: Timers, ms: number, work: Promise<unknown>): Promise<boolean> => {
  let cancel: Cancel = () => undefined
  const late = new Promise<false>((resolve) => { cancel = timers.after(ms, () => resolve(false)) })
  try {
    return await Promise.race([work.then(() => true), late])
  } finally {
    cancel()
  }
}

/** What was kept back of something that is told at most once a minute; `more` is 0 where nothing was. */
export interface KeptBack {
  readonly more: number
  readonly since: Instant
}

/**
 * Whether something that happens thousands of times in a bad minute is to be told now: at once when it begins, and then once a
 * minute with how often. What came last and was followed by nothing is not counted any more.
 * @returns by key: null when it was told less than a minute ago
 */
export const oncePerMinute = (timers: Pick<Timers, 'now'>): ((key: string) => KeptBack | null) => {
  const windows = new Map<string, { readonly since: Instant; more: number }>()
  return (key) => {
    const [window, now] = [windows.get(key), timers.now()]
    if (window && Math.abs(elapsedMs(window.since, now)) < minutes(1)) {
      window.more += 1
      return null
    }
    windows.set(key, { since: now, more: 0 })
    return window ?? { more: 0, since: now }
  }
}
