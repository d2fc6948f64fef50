// A call back by the 12348 desk: asked for, taken by somebody, tried until the asker is reached or it has failed.
import { z } from 'zod'
import { because, CallbackId, ConsultationId, CountyCode, Instant, PersonId } from './common.ts'
import { eventFamily } from './events.ts'

/** `promise`: nobody answered in time. */
export const CallbackCause = z.enum(['promise-broken', 'promise-voided', 'asked-for'])
export type CallbackCause = z.infer<typeof CallbackCause>
export const AttemptFailure = z.enum(['no-reply', 'busy', 'switched-off', 'wrong-number', 'cut-off'])
export type AttemptFailure = z.infer<typeof AttemptFailure>
/** `tries`: as many failed attempts as the policy has. `time`: the hours for them are over. */
export const CallbackEnd = z.enum(['tries', 'time'])

const Ms = z.int().min(1_000).max(86_400_000)
const event = <const Name extends string, const S extends z.ZodRawShape>(type: Name, shape: S) =>
  z.object({ type: z.literal(type), data: z.object({ callbackId: CallbackId, ...shape, at: Instant }) })

const requested = {
  consultationId: ConsultationId, countyCode: CountyCode, askerId: PersonId, cause: CallbackCause,
  takeMs: Ms, tries: z.int().min(1).max(10), withinMs: Ms,
}
/** `takeDue`: somebody takes it before this; `endsAt`: exclusive end of the tries. */
export const CallbackRequested = event('CallbackRequested', { ...requested, takeDue: Instant, endsAt: Instant })
/** Nobody took it in time: the duty officer is told; it can still be taken. */
export const CallbackUntaken = event('CallbackUntaken', {})
export const CallbackTaken = event('CallbackTaken', { agentId: PersonId, waitMs: z.int().min(0) })
/** Given back: it waits to be taken again, with a new time for that (null: none is left before the end). */
export const CallbackReleased = event('CallbackReleased', { agentId: PersonId, takeDue: Instant.nullable() })
const Attempt = z.int().min(1)
export const CallAttemptFailed = event('CallAttemptFailed', { agentId: PersonId, attempt: Attempt, failure: AttemptFailure })
export const CallbackReached = event('CallbackReached', { agentId: PersonId, attempt: Attempt, connectedMs: z.int().min(0) })
export const CallbackFailed = event('CallbackFailed', { end: CallbackEnd, attempts: z.int().min(0) })
/** The asker needs it no more. */
export const CallbackCancelled = event('CallbackCancelled', { by: PersonId })

export const callbackEvents = eventFamily('callback', [
  CallbackRequested, CallbackUntaken, CallbackTaken, CallbackReleased, CallAttemptFailed, CallbackReached, CallbackFailed,
  CallbackCancelled,
])
export type CallbackEvent = NonNullable<ReturnType<typeof callbackEvents.read>>

const command = <const Name extends string, const S extends z.ZodRawShape>(type: Name, shape: S) =>
  z.strictObject({ type: z.literal(type), at: Instant, callbackId: CallbackId, ...shape })

export const RequestCallback = command('RequestCallback', requested)
export const TakeCallback = command('TakeCallback', { agentId: PersonId })
export const ReleaseCallback = command('ReleaseCallback', { agentId: PersonId, ...because })
/** `attempt`: which try this was, 1 for the first; saying it again records nothing. */
export const ReportFailedAttempt = command('ReportFailedAttempt', {
  agentId: PersonId, attempt: Attempt, failure: AttemptFailure, ...because,
})
export const ReportReached = command('ReportReached', { agentId: PersonId, connectedMs: z.int().min(0), ...because })
export const CancelCallback = command('CancelCallback', { by: PersonId })
export const CallbackCommand = z.discriminatedUnion('type', [
  RequestCallback, TakeCallback, ReleaseCallback, ReportFailedAttempt, ReportReached, CancelCallback,
])
export type CallbackCommand = z.infer<typeof CallbackCommand>

/** What may be sent to consult-router; the agent or asker is who sends it. */
export const callbackCommands = {
  'request-callback': z.strictObject({ callbackId: CallbackId, consultationId: ConsultationId, cause: CallbackCause }),
  'take-callback': z.strictObject({ callbackId: CallbackId }),
  'release-callback': z.strictObject({ callbackId: CallbackId, ...because }),
  'report-failed-attempt': z.strictObject({ callbackId: CallbackId, attempt: z.int().min(1), failure: AttemptFailure, ...because }),
  'report-reached': z.strictObject({ callbackId: CallbackId, connectedMs: z.int().min(0), ...because }),
  'cancel-callback': z.strictObject({ callbackId: CallbackId }),
} as const

export const CALLBACK_REFUSALS = [
  'no-such-callback', 'callback-over', 'taken-by-another', 'not-taken', 'attempt-out-of-order', 'not-asker',
] as const
export type CallbackRefusal = (typeof CALLBACK_REFUSALS)[number]
