// An alarm about somebody in community correction: something to look into, never a finding. Who is called, until when somebody must have
// heard, and what two people found in the end.
import { z } from 'zod'
import { because, Instant, personal, PersonId, RegionCode } from './common.ts'
import { eventFamily } from './events.ts'
import { SuperviseeId } from './supervisee.ts'

/** Made from its cause, so that one cause has one alarm. */
export const AlarmId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/).brand<'AlarmId'>()
export type AlarmId = z.infer<typeof AlarmId>

export const ALARM_KINDS = ['out-of-area', 'in-forbidden-zone', 'leave-overrun', 'silent', 'check-unanswered', 'check-in-missed', 'check-in-rejected'] as const
export const AlarmKind = z.enum(ALARM_KINDS)
export type AlarmKind = z.infer<typeof AlarmKind>
/** 提示, 预警, 告警, 失联: the last begins the search of 社区矫正法 第三十条. */
export const ALARM_LEVELS = ['notice', 'warning', 'alarm', 'lost'] as const
export const AlarmLevel = z.enum(ALARM_LEVELS)
export type AlarmLevel = z.infer<typeof AlarmLevel>
export const AlarmFinding = z.enum(['breach', 'no-breach', 'device-fault', 'position-wrong', 'with-leave', 'searched-for'])
export type AlarmFinding = z.infer<typeof AlarmFinding>

/** From raised to its end: `closed` by two people, or `withdrawn` before anybody was on it. */
export const AlarmPhase = z.enum(['raised', 'unheard', 'acknowledged', 'closed', 'withdrawn'])
export type AlarmPhase = z.infer<typeof AlarmPhase>

/** How long somebody at each level has to say that he heard, before the next is called; a notice is only shown. */
export const AlarmClocks = z.object({ warningMs: z.int().min(60_000), alarmMs: z.int().min(60_000), lostMs: z.int().min(60_000) })
export type AlarmClocks = z.infer<typeof AlarmClocks>

/** What it stands on: of the supervisee's stream. */
const cause = z.string().max(64)
const event = <const Name extends string, const S extends z.ZodRawShape>(type: Name, shape: S) => z.object({ type: z.literal(type), data: z.object({ alarmId: AlarmId, ...shape, at: Instant }) })
const raised = { superviseeId: SuperviseeId, region: RegionCode, kind: AlarmKind, level: AlarmLevel, cause, /** When it happened. */ since: Instant, /** Who answer for her. */ officers: z.array(PersonId).max(20) }
/** Told to the officers; null: nobody has to say that he heard. */
export const AlarmRaised = event('AlarmRaised', { ...raised, clocks: AlarmClocks, acknowledgeDue: Instant.nullable() })
/** Nobody said so in time, or it became worse: the next level, and who belongs to it, is called. */
export const AlarmEscalated = event('AlarmEscalated', { level: AlarmLevel, reason: z.enum(['unheard', 'worse']), acknowledgeDue: Instant.nullable() })
/** Nobody of the last level did either: it stays open, and operators are told. */
export const AlarmUnheard = event('AlarmUnheard', {})
export const AlarmAcknowledged = event('AlarmAcknowledged', { by: PersonId, waitMs: z.int().min(0) })
/** What it stood on does not follow any more; who is on it is told, and it stays until two people close it. */
export const AlarmCauseWithdrawn = event('AlarmCauseWithdrawn', { cause })
/** Back, or heard again, or reported. */
export const AlarmEased = event('AlarmEased', { cause, since: Instant })
/** Its cause was withdrawn before anybody was on it. */
export const AlarmWithdrawn = event('AlarmWithdrawn', { cause })
export const AlarmFindingProposed = event('AlarmFindingProposed', { finding: AlarmFinding, note: personal('free text'), by: PersonId })
export const AlarmFindingDeclined = event('AlarmFindingDeclined', { note: personal('free text'), by: PersonId })
/** By another than who proposed it. */
export const AlarmClosed = event('AlarmClosed', { finding: AlarmFinding, proposedBy: PersonId, by: PersonId })

export const alarmEvents = eventFamily('alarm', [
  AlarmRaised, AlarmEscalated, AlarmUnheard, AlarmAcknowledged, AlarmCauseWithdrawn, AlarmEased, AlarmWithdrawn, AlarmFindingProposed, AlarmFindingDeclined, AlarmClosed,
])
export type AlarmEvent = NonNullable<ReturnType<typeof alarmEvents.read>>

const command = <const S extends z.ZodRawShape>(shape: S) => z.strictObject({ alarmId: AlarmId, ...shape })
export const alarmCommands = {
  /** Of what there is already: it is worse now, or it is nothing. */
  'raise-alarm': command(raised),
  'withdraw-alarm': command({ cause }),
  'ease-alarm': command({ cause, since: Instant }),
  'acknowledge-alarm': command({ ...because }),
  'propose-finding': command({ finding: AlarmFinding, note: personal('free text') }),
  'decline-finding': command({ note: personal('free text') }),
  'close-alarm': command({ ...because }),
} as const
export const ALARM_REFUSALS = ['no-such-alarm', 'alarm-closed', 'alarm-not-acknowledged', 'finding-not-proposed', 'finding-proposed', 'same-person'] as const
export type AlarmRefusal = (typeof ALARM_REFUSALS)[number]
