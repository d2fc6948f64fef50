// What happens thousands of times in a bad minute is told at once when it begins, and then once a minute with how often.
import { elapsedMs, minutes, type Instant, type Timers } from '@zhijian/kernel'
import type { Problem, Report } from './retry.ts'

const WINDOW_MS = minutes(1)

/** One window for each place and code. What came last and was followed by nothing is not counted any more. */
export const atMostOncePerMinute = (timers: Timers, report: Report): Report => {
  const windows = new Map<string, { readonly since: Instant; more: number }>()
  return (problem: Problem) => {
    const key = `${problem.where} ${problem.code}`
    const [window, now] = [windows.get(key), timers.now()]
    if (window && Math.abs(elapsedMs(window.since, now)) < WINDOW_MS) {
      window.more += 1
      return
    }
    windows.set(key, { since: now, more: 0 })
    report(window === undefined || window.more === 0 ? problem : { ...problem, message: `${problem.message}; ${window.more} times more since ${window.since}` })
  }
}
