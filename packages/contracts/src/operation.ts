// What operators do through the door of the machine: written down before it is done, and how it ended. Stream
// `operation-<id>`. An operation without an end is one during which the platform died.
import { z } from 'zod'
import { Instant, personal, PersonId } from './common.ts'
import { eventFamily } from './events.ts'

/** Ids sort by time: UUIDv7 without hyphens. */
export const OperationId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'an operation id').brand<'OperationId'>()
export type OperationId = z.infer<typeof OperationId>

/** As the operating system names whoever asked: `li`, or `li/zhijian` for li acting as the user zhijian. No control characters. */
export const OperatorName = z.string().regex(/^[^\p{C}]{1,80}$/u, 'the name of an operator')

/** Of the platform itself: reasons are free text, and are sealed with this key. */
export const PLATFORM_PERSON = 'platform' as PersonId

const about = {
  operationId: OperationId,
  /** `dead-letters-replay` */
  operation: z.string().regex(/^[a-z][a-z-]{1,39}$/),
  by: OperatorName,
  /** The member of staff whose word it is, where one is named. */
  staffId: PersonId.nullable(),
  reason: personal('free text'),
  /** Ids and paths alone: `lawyer-pool.follow/0190…`, an account, a person, a folder. */
  target: z.string().max(300),
}

export const OperationRecorded = z.object({ type: z.literal('OperationRecorded'), data: z.object({ ...about, at: Instant }) })
/** `code` of the fault, or null when it was done; `figures` of what was done, where there is something to count. */
export const OperationEnded = z.object({
  type: z.literal('OperationEnded'),
  data: z.object({
    operationId: OperationId, outcome: z.enum(['done', 'failed']), code: z.string().max(64).nullable(),
    figures: z.record(z.string().regex(/^[a-z][A-Za-z]{0,39}$/), z.int().min(0)).optional(), at: Instant,
  }),
})

export const operationEvents = eventFamily('operation', [OperationRecorded, OperationEnded])
export type OperationEvent = NonNullable<ReturnType<typeof operationEvents.read>>

export const operationCommands = {
  'record-operation': z.strictObject(about),
  'end-operation': z.strictObject(OperationEnded.shape.data.omit({ at: true }).shape),
} as const
