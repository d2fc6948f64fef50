// Duties that recur while the platform runs: sealing the log, backing it up. Each runs alone, a failure is said and the
// next turn tries again.
import type { Cancel, Timers } from '@zhijian/kernel'
import { describeError, type Log } from '@zhijian/runtime'

export interface Keeper {
  /** Ends the rounds; resolves when the one in hand is done. */
  stop(): Promise<void>
}

/** @param timers the machine's: duties of the house follow neither a demonstration's speed nor a clock that stands */
export const keep = (name: string, everyMs: number, timers: Timers, log: Log, work: () => Promise<void>): Keeper => {
  let cancel: Cancel = () => {}
  let stopped = false
  let inHand: Promise<void> = Promise.resolve()
  const round = (): void => {
    cancel = timers.after(everyMs, () => {
      inHand = work().catch((error: unknown) => log.error('duty-failed', { duty: name, ...describeError(error) })).finally(() => {
        if (!stopped) round()
      })
    })
  }
  round()
  return {
    async stop() {
      stopped = true
      cancel()
      await inHand
    },
  }
}
