// A duty roster: a county's shifts of one month, grabbed by lawyers. Fair means: everyone sees it open at the same instant,
// nobody takes more than the roster allows, and a grab is answered from the log.
import { z } from 'zod'
import { because, CountyCode, Instant, LawyerId } from './common.ts'
import { eventFamily } from './events.ts'
import { Language } from './lawyer.ts'

/** `<county>-<yyyy-mm>`, or a county's own name for a further roster of that month: `150921-2026-12-night`. */
export const RosterId = z.string().regex(/^\d{6}-\d{4}-(0[1-9]|1[0-2])(-[a-z0-9]{1,16})?$/, 'a roster id such as 150921-2026-12')
export type RosterId = z.infer<typeof RosterId>
export const ShiftId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/)
export type ShiftId = z.infer<typeof ShiftId>
/** Where it is served. */
export const DutyPost = z.enum(['online', 'hotline', 'window', 'court', 'detention-centre'])

export const Shift = z.object({
  shiftId: ShiftId,
  post: DutyPost,
  /** Inclusive. */
  startsAt: Instant,
  /** Exclusive. */
  endsAt: Instant,
  capacity: z.int().min(1).max(50),
  /** Only lawyers who speak one of these; empty: anyone. */
  languages: z.array(Language).max(4),
})
export type Shift = z.infer<typeof Shift>

const at = Instant
const event = <const Name extends string, const S extends z.ZodRawShape>(type: Name, shape: S) =>
  z.object({ type: z.literal(type), data: z.object({ rosterId: RosterId, ...shape }) })

export const RosterOpened = event('RosterOpened', {
  county: CountyCode,
  /** Nobody takes a shift before this. */
  grabFrom: Instant,
  maxShiftsPerLawyer: z.int().min(1).max(100),
  /** Releasing later than this before the start counts as late. */
  releaseMs: z.int().min(0),
  /** How long a no-show bars from taking shifts. */
  barMs: z.int().min(0),
  at,
})
export const ShiftOpened = event('ShiftOpened', { shift: Shift, at })
export const ShiftTaken = event('ShiftTaken', { shiftId: ShiftId, lawyerId: LawyerId, at })
export const ShiftReleased = event('ShiftReleased', { shiftId: ShiftId, lawyerId: LawyerId, late: z.boolean(), at })
export const ShiftCancelled = event('ShiftCancelled', { shiftId: ShiftId, lawyers: z.array(LawyerId), at })
/** Its end came: who held it is credited with its minutes until a no-show is recorded. */
export const ShiftEnded = event('ShiftEnded', {
  shiftId: ShiftId, lawyers: z.array(LawyerId), minutes: z.int().min(0), at,
})
export const NoShowRecorded = event('NoShowRecorded', {
  shiftId: ShiftId, lawyerId: LawyerId, barredUntil: Instant.nullable(), minutes: z.int().min(0), at,
})

export const dutyEvents = eventFamily('duty', [
  RosterOpened, ShiftOpened, ShiftTaken, ShiftReleased, ShiftCancelled, ShiftEnded, NoShowRecorded,
])
export type DutyEvent = NonNullable<ReturnType<typeof dutyEvents.read>>

const command = <const S extends z.ZodRawShape>(shape: S) => z.strictObject({ rosterId: RosterId, ...shape })

export const dutyCommands = {
  'open-roster': command({
    grabFrom: Instant, maxShiftsPerLawyer: z.int().min(1).max(100), releaseMs: z.int().min(0).max(14 * 86_400_000),
    barMs: z.int().min(0).max(366 * 86_400_000), ...because,
  }),
  'open-shift': command({ shift: z.strictObject(Shift.shape), ...because }),
  'take-shift': command({ shiftId: ShiftId, lawyerId: LawyerId }),
  'release-shift': command({ shiftId: ShiftId, lawyerId: LawyerId }),
  'cancel-shift': command({ shiftId: ShiftId, ...because }),
  'record-no-show': command({ shiftId: ShiftId, lawyerId: LawyerId, ...because }),
} as const
