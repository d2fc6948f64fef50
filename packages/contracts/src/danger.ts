// Words of danger in what a citizen wrote: the duty officer is called, then the deputy, then the head.
import { z } from 'zod'
import { because, ConsultationId, CountyCode, FollowUpId, Instant, PersonId } from './common.ts'
import { eventFamily } from './events.ts'

/** Found at the edge (packages/edge), in this order. */
export const DANGER_CODES = ['suicide', 'violence', 'child-abuse', 'domestic-violence', 'wage-riot'] as const
export const DangerCode = z.enum(DANGER_CODES)
export type DangerCode = z.infer<typeof DangerCode>

/** Who is called, one after the other, each for `acknowledgeMs`. */
export const DANGER_LINE = ['duty-officer', 'deputy', 'head'] as const
export const DangerRank = z.enum(DANGER_LINE)
export type DangerRank = z.infer<typeof DangerRank>

/** Numbers shown to the asker at once: police, ambulance, psychological aid. Source: national short numbers. */
export const DANGER_NUMBERS = ['110', '120', '12356'] as const

/** One alarm per text: the consultation's id for the question, the follow-up's id for a follow-up. */
export const DangerId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/).brand<'DangerId'>()
export type DangerId = z.infer<typeof DangerId>

export const DangerOutcome = z.enum(['safe', 'police-informed', 'medical-help', 'handed-over', 'unreachable', 'false-alarm'])
export type DangerOutcome = z.infer<typeof DangerOutcome>

const Ms = z.int().min(1_000).max(86_400_000)
const event = <const Name extends string, const S extends z.ZodRawShape>(type: Name, shape: S) =>
  z.object({ type: z.literal(type), data: z.object({ dangerId: DangerId, ...shape, at: Instant }) })

const raised = {
  consultationId: ConsultationId, countyCode: CountyCode,
  /** The text it was found in: the question (null) or a follow-up. */
  followUpId: FollowUpId.nullable(),
  codes: z.array(DangerCode).min(1).max(DANGER_CODES.length),
  isProbe: z.boolean(),
  acknowledgeMs: Ms,
}
/** The duty officer is called; `acknowledgeDue`: exclusive end of his time. */
export const DangerRaised = event('DangerRaised', { ...raised, rank: DangerRank, acknowledgeDue: Instant })
/** Nobody acknowledged in time: the next in line is called. */
export const DangerEscalated = event('DangerEscalated', { rank: DangerRank, acknowledgeDue: Instant })
/** The head has not answered either: operators are told, and the alarm stays open. */
export const DangerUnheard = event('DangerUnheard', {})
export const DangerAcknowledged = event('DangerAcknowledged', { by: PersonId, rank: DangerRank, waitMs: z.int().min(0) })
export const DangerResolved = event('DangerResolved', { by: PersonId, outcome: DangerOutcome })

export const dangerEvents = eventFamily('danger', [
  DangerRaised, DangerEscalated, DangerUnheard, DangerAcknowledged, DangerResolved,
])
export type DangerEvent = NonNullable<ReturnType<typeof dangerEvents.read>>

const command = <const Name extends string, const S extends z.ZodRawShape>(type: Name, shape: S) =>
  z.strictObject({ type: z.literal(type), at: Instant, dangerId: DangerId, ...shape })

export const RaiseDanger = command('RaiseDanger', raised)
export const AcknowledgeDanger = command('AcknowledgeDanger', { by: PersonId })
export const ResolveDanger = command('ResolveDanger', { by: PersonId, outcome: DangerOutcome, ...because })
export const DangerCommand = z.discriminatedUnion('type', [RaiseDanger, AcknowledgeDanger, ResolveDanger])
export type DangerCommand = z.infer<typeof DangerCommand>

/** What may be sent to consult-router. */
export const dangerCommands = {
  'raise-danger': z.strictObject({
    dangerId: DangerId, consultationId: ConsultationId, followUpId: FollowUpId.nullable(), codes: raised.codes,
  }),
  'acknowledge-danger': z.strictObject({ dangerId: DangerId }),
  'resolve-danger': z.strictObject({ dangerId: DangerId, outcome: DangerOutcome, ...because }),
} as const

export const DANGER_REFUSALS = ['no-such-danger', 'already-acknowledged', 'not-acknowledged', 'danger-resolved'] as const
export type DangerRefusal = (typeof DANGER_REFUSALS)[number]
