// The machine's own timers. They count elapsed time: setting the machine's clock moves none of them.
import { assert, instantAt, type Timers } from '@zhijian/kernel'

/** setTimeout holds 31 bits of milliseconds, and takes longer waits for none. */
const LONGEST_MS = 2_000_000_000

export const systemTimers: Timers = {
  now: () => instantAt(Date.now()),
  after(ms, wake) {
    assert(ms <= LONGEST_MS, 'a technical wait is no longer than 23 days')
    const timer = setTimeout(wake, ms)
    return () => clearTimeout(timer)
  },
}
