// Real waiting, for specs that wait for a real server.
import { instantAt, type Timers } from '@zhijian/kernel'

export const elapsing: Timers = {
  now: () => instantAt(Date.now()),
  after(ms, wake) {
    const timer = setTimeout(wake, ms)
    return () => clearTimeout(timer)
  },
}
/** Of a clock that nobody sets. */
export const elapsedMs = (): number => performance.now()
