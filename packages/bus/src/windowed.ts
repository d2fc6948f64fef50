// Reports of what happens thousands of times in a bad minute.
import { oncePerMinute, type Timers } from '@zhijian/kernel'
import type { Problem, Report } from './retry.ts'

/** One window for each place and code. */
export const atMostOncePerMinute = (timers: Timers, report: Report): Report => {
  const keptBack = oncePerMinute(timers)
  return (problem: Problem) => {
    const kept = keptBack(`${problem.where} ${problem.code}`)
    if (kept !== null) report(kept.more === 0 ? problem : { ...problem, message: `${problem.message}; ${kept.more} times more since ${kept.since}` })
  }
}
