// How often somebody may be disturbed, per channel and local day, and when not at all. In-app is not counted: it waits
// until the person looks.
import { epochMs, plus, hours, type Instant } from '@zhijian/kernel'
import type { QuietHours } from './ports.ts'

/** Asia/Shanghai has no summer time. */
const local = (at: Instant): Instant => plus(at, hours(8))

/** `2026-03-01`: the day the quota is counted on. */
export const quotaDay = (at: Instant): string => local(at).slice(0, 10)

export const localMinute = (at: Instant): number => Math.floor((epochMs(local(at)) % 86_400_000) / 60_000)

/** From is inclusive, until exclusive; 22:00–07:00 wraps over midnight; equal ends mean never quiet. */
export const isQuiet = (quiet: QuietHours | null, at: Instant): boolean => {
  if (!quiet || quiet.fromMinute === quiet.untilMinute) return false
  const minute = localMinute(at)
  return quiet.fromMinute < quiet.untilMinute
    ? minute >= quiet.fromMinute && minute < quiet.untilMinute
    : minute >= quiet.fromMinute || minute < quiet.untilMinute
}
