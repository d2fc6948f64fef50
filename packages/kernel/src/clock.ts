import type { Instant } from './instant.ts'

/** Stops a pending wake; safe to call twice and after it fired. */
export type Cancel = () => void

/**
 * The platform's time as a port. Logical time never goes back, over restarts and changes of speed included.
 * Sessions, codes and rate limits use the system clock, not this one.
 */
export interface Clock {
  now(): Instant
  /** Calls `wake` once when `now() >= due`, never before; at the next turn when it is already past. */
  at(due: Instant, wake: () => void): Cancel
  /** How many times faster than the wall it runs: above 1 in a demonstration. Absent: as fast, or only when it is told. */
  readonly speed?: number
}
