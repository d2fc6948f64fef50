// How late deadlines were written, as their log has it. A demonstration's time is a line over the wall's; it is drawn from two
// points of it, so that what was recorded on the wall can be held against what was due on the platform.
import type { StoredEvent } from '@zhijian/event-store'
import { elapsedMs, type Instant } from '@zhijian/kernel'
import { percentile } from '../load/percentile.ts'

export interface TimeLine {
  readonly logical: Instant
  readonly wall: Instant
  readonly speed: number
}

export interface Lateness {
  readonly deadlines: number
  /** On the wall; beside the machine's load these hold the pause before the next in rank steps in. */
  readonly msP50: number | null
  readonly msP95: number | null
  readonly msP99: number | null
  readonly msMax: number | null
}

export const latenessOf = (log: readonly StoredEvent[], { logical, wall, speed }: TimeLine): Lateness => {
  const late = log.filter(({ meta }) => meta.cause.startsWith('elapse:'))
    .map(({ meta }) => Math.max(0, Math.round(elapsedMs(wall, meta.recordedat as Instant) - elapsedMs(logical, meta.time) / speed)))
  return { deadlines: late.length, msP50: percentile(late, 50), msP95: percentile(late, 95), msP99: percentile(late, 99), msMax: percentile(late, 100) }
}
