// What one instance of a service says of itself to operators who ask at the gateway (subject `ops.<service>.<instance>.<what>`):
// names of ours, places in the log, counts, codes. Nothing of a person.
import { z } from 'zod'
import { Actor, Instant } from './common.ts'
import { Consequence } from './consequence.ts'
import { OperationId } from './operation.ts'

/** `any`: whichever instance of the service hears it first. */
export const OPERATORS_MAY_ASK = ['status', 'letters', 'rebuild', 'letter-again', 'letter-over', 'settle-again'] as const
export type OperatorsQuestion = (typeof OPERATORS_MAY_ASK)[number]
export const operatorsSubject = (service: string, instance: number | 'any', question: OperatorsQuestion): string => `ops.${service}.${instance}.${question}`

/** Vouched for like a query; what changes something is vouched for under the operation that it is recorded as. */
export const OperatorsEnvelope = z.strictObject({
  actor: Actor,
  token: z.string().max(2048).optional(),
  operationId: OperationId.optional(),
  data: z.looseObject({}),
})

const Position = z.string().max(64).nullable()

export const RebuildReport = z.object({
  id: z.string(), phase: z.enum(['filling', 'comparing', 'done', 'failed']), startedAt: Instant, endedAt: Instant.nullable(),
  position: Position, events: z.int(), compared: z.int(), differing: z.int(), code: z.string().nullable(),
})
export const ViewReport = z.object({
  name: z.string(), version: z.int(), position: Position, isLive: z.boolean(), behindMs: z.int(), documents: z.int(),
  /** The event that its last write stands behind, and the epoch of the log. */
  checkpoint: z.object({ position: z.string(), stream: z.string(), version: z.int(), epoch: z.string() }).nullable(),
  failures: z.int(), code: z.string().nullable(), rebuild: RebuildReport.nullable(),
})
export const ConsumerReport = z.object({
  consumer: z.string(), position: Position, lag: z.int().nullable(), parkedStreams: z.int(), heldStreams: z.int(), heldFor: z.array(z.string()),
})
export const LatenessReport = z.object({
  category: z.string(), count: z.int(), buckets: z.array(z.object({ withinMs: z.int(), count: z.int() })),
})
export const InstanceReport = z.object({
  service: z.string(), ordinal: z.int(), instances: z.int(),
  ready: z.boolean(), reasons: z.array(z.object({ code: z.string(), words: z.string() })),
  head: Position, views: z.array(ViewReport), consumers: z.array(ConsumerReport),
  deadlines: z.object({
    pending: z.int(), next: z.object({ stream: z.string(), due: Instant }).nullable(),
    parked: z.array(z.object({ stream: z.string(), code: z.string() })), lateness: z.array(LatenessReport),
  }),
})
export type InstanceReport = z.infer<typeof InstanceReport>

export const LetterReport = z.object({
  consumer: z.string(), eventId: z.string(), stream: z.string(), version: z.int(), type: z.string(), code: z.string(), attempts: z.int(),
  /** When it happened; null: the log does not hold it any more. */
  happenedAt: Instant.nullable(),
  /** Wall time of the last try. */
  parkedAt: z.string(),
  /** Events of the same stream behind it. */
  waiting: z.int(),
  /** Null: said by the service that it belongs to, which did not answer. */
  missed: z.object({ code: Consequence, count: z.int().optional() }).nullable(),
})
export type LetterReport = z.infer<typeof LetterReport>
