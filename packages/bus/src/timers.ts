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
