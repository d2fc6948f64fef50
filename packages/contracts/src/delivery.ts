// Who is told what, in which order, through which channel, and who was not told and why. One stream per delivery:
// `delivery-<consultation>-<tier>` for a question that goes out, `delivery-<event id>` for a notice.
import { z } from 'zod'
import { AlarmId, AlarmLevel, AlarmPhase } from './alarm.ts'
import { BlobRef, ConsultationId, CountyCode, DeliveryId, Instant, PersonId } from './common.ts'
import { eventFamily } from './events.ts'

export const PUSH_CHANNELS = ['in-app', 'wechat', 'wecom', 'sms', 'email'] as const
export const PushChannel = z.enum(PUSH_CHANNELS)
export type PushChannel = z.infer<typeof PushChannel>

/** What the message says, by code; the text is made from it when it goes out, in the recipient's language. */
export const NOTICES = [
  'question-waits', 'answer-arrived', 'follow-up-asked', 'follow-up-answered', 'thread-reminder', 'another-lawyer-offered',
  'promise-broken', 'promise-voided', 'quorum-overdue', 'audience-missing', 'tiers-exhausted', 'danger-raised', 'danger-escalated',
  'callback-requested', 'callback-overdue', 'review-opened', 'review-overdue', 'answer-hidden', 'call-missed', 'call-rings', 'complaint-decided',
  'alarm-raised', 'alarm-escalated', 'alarm-withdrawn', 'separation-hint', 'position-check', 'check-in-due', 'leave-requested', 'leave-decided',
] as const
export const Notice = z.enum(NOTICES)
export type Notice = z.infer<typeof Notice>

/** A ranked list: either a public blob of ids (best first), or a few ids in place. */
export const Audience = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('blob'), ref: BlobRef, count: z.int().min(0) }),
  z.strictObject({ kind: z.literal('list'), recipients: z.array(PersonId).max(1000) }),
])
export type Audience = z.infer<typeof Audience>

/** A wave reaches recipients up to rank `upTo` (exclusive) of the audience, those of earlier waves left out. */
export const Wave = z.strictObject({ dueAt: Instant, upTo: z.int().min(1) })
export type Wave = z.infer<typeof Wave>

/** `too-late`: what would have been said is no longer true. */
export const STOPS = ['quorum-met', 'search-ended', 'closed', 'acknowledged', 'too-late'] as const
const StopReason = z.enum(STOPS)

/** Why somebody in the audience was not told: he may look for himself, he is not disturbed. */
export const HELD = [
  'quiet-hours', 'off-duty', 'quota-of-recipient', 'quota-of-channel', 'no-channel', 'no-address', 'unknown-recipient', 'probe', 'erased',
] as const
export const Held = z.enum(HELD)
export type Held = z.infer<typeof Held>

export const Push = z.strictObject({ recipient: PersonId, channel: PushChannel })
export const HeldBack = z.strictObject({ recipient: PersonId, channel: PushChannel.nullable(), reason: Held })
/** `delivered`: the provider took it over. `unknown`: the intent is recorded, the outcome is not; shown, and not sent again. */
export const Receipt = z.strictObject({
  recipient: PersonId, channel: PushChannel, outcome: z.enum(['delivered', 'failed', 'unknown']),
  /** The provider's own id or error code; never text. */
  providerRef: z.string().max(64).optional(),
})
export type Push = z.infer<typeof Push>
export type HeldBack = z.infer<typeof HeldBack>
export type Receipt = z.infer<typeof Receipt>

const ProviderRef = z.string().regex(/^[\w.:^-]{1,64}$/)
/** What the provider said later of a push that it had taken over: it reached the person, or did not, with the provider's code. */
export const Report = z.strictObject({
  recipient: PersonId, channel: PushChannel,
  /** The id it was taken over under. */
  providerRef: ProviderRef,
  outcome: z.enum(['delivered', 'failed']),
  code: ProviderRef.optional(),
})
export type Report = z.infer<typeof Report>

/** Public words of the message: codes, ids, counts. No free text and nothing about the asker. */
const Facts = z.record(z.string().max(40), z.union([z.string().max(100), z.int()]))

/** What a notice of an alarm says holds while the alarm is in one of these phases, and at this level; null: at any. */
export const TrueWhile = z.strictObject({ alarmId: AlarmId, phases: z.array(AlarmPhase).min(1), level: AlarmLevel.nullable() })
export type TrueWhile = z.infer<typeof TrueWhile>

const opened = {
  deliveryId: DeliveryId,
  notice: Notice,
  countyCode: CountyCode,
  consultationId: ConsultationId.optional(),
  audience: Audience,
  /** In order of time and of rank. */
  waves: z.array(Wave).min(1).max(20),
  /** Goes out in quiet hours too: danger, broken promises. */
  isUrgent: z.boolean(),
  isProbe: z.boolean(),
  facts: Facts,
  /** From then on what it says is untrue, and nobody is told; absent: it stays true. */
  trueUntil: Instant.optional(),
  /** Asked of the alarm's owner whenever it is about to be told; absent: it stays true. */
  trueWhile: TrueWhile.optional(),
}

/** The telling of lawyers that one tier of a question asks for. */
export const deliveryOfTier = (consultationId: string, tier: number): string => `${consultationId}-${tier}`

export const DeliveryOpened = z.object({ type: z.literal('DeliveryOpened'), data: z.object({ ...opened, openedAt: Instant }) })
/** Recipients of ranks `from` (inclusive) to `upTo` (exclusive) are to be told now. */
export const WaveStarted = z.object({
  type: z.literal('WaveStarted'),
  data: z.object({ deliveryId: DeliveryId, wave: z.int().min(0), from: z.int().min(0), upTo: z.int().min(0), startedAt: Instant }),
})
/** The intent, recorded before anything leaves; `quotaDay` is the local day the quota was counted on. */
export const PushesPlanned = z.object({
  type: z.literal('PushesPlanned'),
  data: z.object({
    deliveryId: DeliveryId, wave: z.int().min(0), pushes: z.array(Push).max(2000), held: z.array(HeldBack).max(2000),
    quotaDay: z.string(), plannedAt: Instant,
  }),
})
export const ReceiptsRecorded = z.object({
  type: z.literal('ReceiptsRecorded'),
  data: z.object({ deliveryId: DeliveryId, wave: z.int().min(0), receipts: z.array(Receipt).max(2000), recordedAt: Instant }),
})
/** Reports come when they come: long after the receipt, several times, in any order. */
export const ReportsRecorded = z.object({
  type: z.literal('ReportsRecorded'), data: z.object({ deliveryId: DeliveryId, reports: z.array(Report).max(500), recordedAt: Instant }),
})
/** Of a question: the version of the event with which it last began, or ceased, to need lawyers. Before 0.2.0 that was not said. */
const turn = z.int().nonnegative().optional()
export const DeliveryStopped = z.object({
  type: z.literal('DeliveryStopped'), data: z.object({ deliveryId: DeliveryId, reason: StopReason, turn, stoppedAt: Instant }),
})
export const DeliveryResumed = z.object({ type: z.literal('DeliveryResumed'), data: z.object({ deliveryId: DeliveryId, turn, resumedAt: Instant }) })

export const deliveryEvents = eventFamily('delivery', [
  DeliveryOpened, WaveStarted, PushesPlanned, ReceiptsRecorded, ReportsRecorded, DeliveryStopped, DeliveryResumed,
])
export type DeliveryEvent =
  | z.infer<typeof DeliveryOpened> | z.infer<typeof WaveStarted> | z.infer<typeof PushesPlanned>
  | z.infer<typeof ReceiptsRecorded> | z.infer<typeof ReportsRecorded> | z.infer<typeof DeliveryStopped> | z.infer<typeof DeliveryResumed>

export const OpenDelivery = z.strictObject({
  ...opened,
  waves: z.array(z.strictObject({ afterMs: z.int().min(0), upTo: z.int().min(1) })).min(1).max(20),
  /** The question needs nobody any more: recorded, nobody is told. */
  stopped: StopReason.optional(),
})
export const PlanPushes = z.strictObject({
  deliveryId: DeliveryId, wave: z.int().min(0), pushes: z.array(Push).max(2000), held: z.array(HeldBack).max(2000), quotaDay: z.string(),
})
export const RecordReceipts = z.strictObject({ deliveryId: DeliveryId, wave: z.int().min(0), receipts: z.array(Receipt).min(1).max(2000) })
export const RecordReports = z.strictObject({ deliveryId: DeliveryId, reports: z.array(Report).min(1).max(500) })
export const StopDelivery = z.strictObject({ deliveryId: DeliveryId, reason: StopReason, turn })
export const ResumeDelivery = z.strictObject({ deliveryId: DeliveryId, turn })

type At = { readonly at: z.infer<typeof Instant> }
export type DeliveryCommand = At & (
  | ({ readonly type: 'OpenDelivery' } & z.infer<typeof OpenDelivery>)
  | ({ readonly type: 'PlanPushes' } & z.infer<typeof PlanPushes>)
  | ({ readonly type: 'RecordReceipts' } & z.infer<typeof RecordReceipts>)
  | ({ readonly type: 'RecordReports' } & z.infer<typeof RecordReports>)
  | ({ readonly type: 'StopDelivery' } & z.infer<typeof StopDelivery>)
  | ({ readonly type: 'ResumeDelivery' } & z.infer<typeof ResumeDelivery>))

export const DELIVERY_REFUSALS = ['no-such-delivery', 'wave-not-started', 'delivery-stopped', 'not-planned'] as const
