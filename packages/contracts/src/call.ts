// A live call between the asker of a question and one of its lawyers: rung, taken, confirmed by both again and again, over. What is
// said, seen, and exchanged to connect two browsers is in no event: the log knows that they talked, and for how long.
import { z } from 'zod'
import { CallId, ConsultationId, Instant, LawyerId, PersonId } from './common.ts'
import { eventFamily } from './events.ts'

export const CallSide = z.enum(['asker', 'lawyer'])
export type CallSide = z.infer<typeof CallSide>
export const CallMedia = z.enum(['video', 'audio'])
export type CallMedia = z.infer<typeof CallMedia>
/** One tab of one browser, as it named itself at random: a call is with a tab, and survives its reload. */
export const CallDevice = z.string().regex(/^[A-Za-z0-9_-]{16,64}$/)
export type CallDevice = z.infer<typeof CallDevice>
/**
 * `cancelled`: by who rang · `declined`: by who was rung · `missed`: nobody took it in time · `not-connected`: taken, and the two never
 * reached each other · `hung-up` · `lost`: one of them was not heard of for too long.
 */
export const CallEnd = z.enum(['cancelled', 'declined', 'missed', 'not-connected', 'hung-up', 'lost'])
export type CallEnd = z.infer<typeof CallEnd>

const Ms = z.int().min(1_000).max(3_600_000)
/** Frozen when it rings. */
export const CallTerms = z.object({
  /** So long it rings. */
  ringMs: Ms,
  /** So long after it was taken both may need to reach each other. */
  connectMs: Ms,
  /** So long one's word that he is connected holds: time that both words cover is time they talked. */
  vouchMs: Ms,
  /** Who is not heard of for so long has lost the call. */
  lostMs: Ms,
})
export type CallTerms = z.infer<typeof CallTerms>

const event = <const Name extends string, const S extends z.ZodRawShape>(type: Name, shape: S) =>
  z.object({ type: z.literal(type), data: z.object({ callId: CallId, ...shape, at: Instant }) })

const rung = {
  consultationId: ConsultationId, askerId: PersonId, lawyerId: LawyerId, by: CallSide, device: CallDevice, media: CallMedia, terms: CallTerms,
}
/** `ringDue`: taken before this, or missed. */
export const CallRung = event('CallRung', { ...rung, ringDue: Instant })
/** By the side that was rung. `connectDue`: both have confirmed before this, or it is over. */
export const CallTaken = event('CallTaken', { side: CallSide, device: CallDevice, connectDue: Instant })
/** One side's word that it sees and hears the other. `lostDue`: it says so again before this, or the call is lost. */
export const CallConfirmed = event('CallConfirmed', { side: CallSide, lostDue: Instant })
/** `connectedMs`: how long both sides' words covered. `by` null: time ended it. Whose it was is said again, for who is told of a missed one. */
export const CallEnded = event('CallEnded', {
  end: CallEnd, by: CallSide.nullable(), connectedMs: z.int().min(0), consultationId: ConsultationId, askerId: PersonId, lawyerId: LawyerId, rungBy: CallSide,
})

export const callEvents = eventFamily('call', [CallRung, CallTaken, CallConfirmed, CallEnded])
export type CallEvent = NonNullable<ReturnType<typeof callEvents.read>>

/** Why this pair may not talk about this question now. */
export const CALL_BARS = [
  'no-such-consultation', 'consultation-closed', 'lawyer-inactive', 'own-question', 'recused', 'enterprise-only', 'not-eligible', 'no-such-thread',
  'answer-hidden', 'quorum-met', 'no-claim', 'in-another-call', 'line-busy',
] as const
const CallBar = z.enum(CALL_BARS)
export type CallBar = z.infer<typeof CallBar>

const command = <const Name extends string, const S extends z.ZodRawShape>(type: Name, shape: S) =>
  z.strictObject({ type: z.literal(type), at: Instant, callId: CallId, ...shape })

/** `barred`: what the service's own edge found of the question, the lawyer, and other calls of the two. */
export const RingCall = command('RingCall', { ...rung, barred: CallBar.nullable() })
export const TakeCall = command('TakeCall', { side: CallSide, device: CallDevice, barred: CallBar.nullable() })
export const ConfirmCall = command('ConfirmCall', { side: CallSide, device: CallDevice })
export const EndCall = command('EndCall', { side: CallSide })
export const CallCommand = z.discriminatedUnion('type', [RingCall, TakeCall, ConfirmCall, EndCall])
export type CallCommand = z.infer<typeof CallCommand>

/** What may be sent to consult-router; which side it is follows from who sends it. */
export const callCommands = {
  /** `lawyerId`: whom the asker rings, or who rings her. */
  'ring-call': z.strictObject({ callId: CallId, consultationId: ConsultationId, lawyerId: LawyerId, device: CallDevice, media: CallMedia }),
  'take-call': z.strictObject({ callId: CallId, device: CallDevice }),
  'confirm-call': z.strictObject({ callId: CallId, device: CallDevice }),
  /** The one who rang cancels, the one who was rung declines, later either hangs up. */
  'end-call': z.strictObject({ callId: CallId }),
} as const

export const CALL_REFUSALS = [...CALL_BARS, 'no-such-call', 'call-over', 'not-rung', 'not-taken-yet', 'taken-elsewhere'] as const
export type CallRefusal = (typeof CALL_REFUSALS)[number]

/** What one side tells the other to connect; never in the log. Opened, it is one of these. */
const Candidate = z.strictObject({
  candidate: z.string().max(1_000), sdpMid: z.string().max(64).nullable(), sdpMLineIndex: z.int().min(0).max(64).nullable(),
  usernameFragment: z.string().max(256).nullable().optional(),
})
/** `peer`: which connection of that tab; a reload makes another. */
const peer = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/)
export const CallSignal = z.discriminatedUnion('kind', [
  /** I am here, with nothing yet: begin with me. */
  z.strictObject({ kind: z.literal('here'), peer }),
  z.strictObject({ kind: z.literal('offer'), peer, to: peer, sdp: z.string().min(1).max(16_000) }),
  z.strictObject({ kind: z.literal('answer'), peer, to: peer, sdp: z.string().min(1).max(16_000) }),
  z.strictObject({ kind: z.literal('candidates'), peer, to: peer, candidates: z.array(Candidate).min(1).max(24) }),
  /** What is on: so that the other is told why a picture stands. */
  z.strictObject({ kind: z.literal('media'), peer, camera: z.boolean(), microphone: z.boolean() }),
])
export type CallSignal = z.infer<typeof CallSignal>
