// A stop goes on after so long: what is not done by then is left as a kill would leave it, and that loses nothing.
import { withinMs, type Timers } from '@zhijian/kernel'
import { describeError, type Log } from '@zhijian/runtime'

export type InTime = (what: string, ms: number, work: Promise<unknown>) => Promise<void>

/** Each part of a stop in its time; what fails, or is left, is said. */
export const inTimeBy = (timers: Timers, log: Log): InTime => async (what, ms, work) => {
  const done = work.catch((error: unknown) => log.error('stop-failed', { what, ...describeError(error) }))
  if (!await withinMs(timers, ms, done)) log.warn('stop-unfinished', { what, ms })
}
