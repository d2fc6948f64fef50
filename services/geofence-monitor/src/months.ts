// Months of the calendar, where somebody lives: they end on the day of the same number, or on a month's last day where there is none.
// Source: 民法典 第二百零二条.
import { epochMs, instantAt, type Instant } from '@zhijian/kernel'

/** @param utcOffsetMs of the place, east of Greenwich */
export const monthsAfter = (from: Instant, months: number, utcOffsetMs: number): Instant => {
  const local = new Date(epochMs(from) + utcOffsetMs)
  const [year, month] = [local.getUTCFullYear(), local.getUTCMonth() + months]
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  const sameTime = (epochMs(from) + utcOffsetMs) % 86_400_000
  return instantAt(Date.UTC(year, month, Math.min(local.getUTCDate(), lastDay)) + sameTime - utcOffsetMs)
}

/** The local day, as a text to compare. */
export const dayOf = (at: Instant, utcOffsetMs: number): string => instantAt(epochMs(at) + utcOffsetMs).slice(0, 10)
