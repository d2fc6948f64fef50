// How much a lawyer was asked and did lately, as one number that fades: what makes the next question go to somebody else.
// Whole numbers and whole days of Asia/Shanghai, so that two readers of the same log rank alike.
import { epochMs, type Instant } from '@zhijian/kernel'

/** Points of one push, of one answer, of one follow-up answered; they halve at every midnight in Beijing. */
export const LOAD_POINTS = { asked: 8, answered: 24, followedUp: 8 } as const

export type Load = {
  readonly points: number
  /** Day the points are as of; see dayOf. */
  readonly day: number
}

/** Days since 1970-01-01 in Asia/Shanghai (UTC+8, no summer time since 1991). */
export const dayOf = (atMs: number): number => Math.floor((atMs + 8 * 3_600_000) / 86_400_000)
/** Minutes after midnight in Asia/Shanghai, 0–1439. */
export const minuteOf = (atMs: number): number => Math.floor((atMs + 8 * 3_600_000) / 60_000) % 1440

export const faded = (load: Load, day: number): number => (day <= load.day ? load.points : day - load.day > 30 ? 0 : load.points >>> (day - load.day))

/** An event of an earlier day than the last seen (streams arrive side by side) counts as of the later one. */
export const addLoad = (load: Load, points: number, at: Instant): Load => {
  const day = Math.max(load.day, dayOf(epochMs(at)))
  return { points: Math.min(1_000_000, faded(load, day) + points), day }
}

/** 0–255, as it enters a rank. Two points are one step, so a push is remembered for three days. */
export const loadStep = (points: number): number => Math.min(255, points >>> 1)

/** Whether a minute of the day lies in quiet hours; `from` inclusive, `to` exclusive, over midnight when from > to. */
export const isQuiet = (quiet: { readonly from: number; readonly to: number } | null, minute: number): boolean =>
  quiet !== null && (quiet.from < quiet.to ? minute >= quiet.from && minute < quiet.to : minute >= quiet.from || minute < quiet.to)
