// When a condition binds: spans of a week by the clock on the wall. The whole country has one time without summer time (UTC+8), so this
// is arithmetic and the same in every replay.

/** Minutes since midnight in China; `until` is exclusive, and lies on the next day where it is not after `from`. */
export interface WeeklySpan {
  /** On which it begins: 1 Monday … 7 Sunday. */
  readonly day: number
  readonly from: number
  readonly until: number
}

const MINUTE = 60_000
const DAY = 1440
const WEEK = 7 * DAY
/** Minutes since Monday, midnight in China: 1970-01-01 was a Thursday, and began eight hours earlier there. */
const minuteOfWeek = (at: number): number => (((Math.floor(at / MINUTE) + 8 * 60 + 3 * DAY) % WEEK) + WEEK) % WEEK

/** @param schedule null: always */
export const isInForce = (schedule: readonly WeeklySpan[] | null, at: number): boolean => {
  if (schedule === null) return true
  const now = minuteOfWeek(at)
  return schedule.some(({ day, from, until }) => {
    const start = (day - 1) * DAY + from
    const length = until > from ? until - from : until - from + DAY
    return (now - start + WEEK) % WEEK < length
  })
}
