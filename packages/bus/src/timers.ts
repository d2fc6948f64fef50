// Waiting as a port: retries, request time-outs and grouped writes are asked for here, so that a test moves time by hand
// and never sleeps. This is the system's time; no decision of the platform depends on it.
import { instantAt, plus, type Cancel, type Clock, type Instant } from '@zhijian/kernel'

export interface Timers {
  /** Wall time, for what an operator reads. */
  now(): Instant
  /** Calls `wake` once, not before `ms` have passed. Safe to cancel twice and after it fired. */
  after(ms: number, wake: () => void): Cancel
}

export const systemTimers: Timers = {
  now: () => instantAt(Date.now()),
  after(ms, wake) {
    const timer = setTimeout(wake, ms)
    return () => clearTimeout(timer)
  },
}

/** The same on a platform clock: in a simulation the bus waits in simulated time. */
export const timersOf = (clock: Clock): Timers => ({
  now: () => clock.now(),
  after: (ms, wake) => clock.at(plus(clock.now(), ms), wake),
})

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
