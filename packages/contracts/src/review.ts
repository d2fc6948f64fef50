// An answer before a reviewer: because of what was found in it, or because somebody complained. It counts until hidden.
import { z } from 'zod'
import { AnswerId, because, ConsultationId, CountyCode, Instant, LawyerId, personal, PersonId } from './common.ts'
import { ANSWER_FLAGS, AnswerFlag, HideReason } from './consultation.ts'
import { eventFamily } from './events.ts'

/** One review per answer, with the answer's id; what is found later is added to it or opens it again. */
export const ReviewId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/).brand<'ReviewId'>()
export type ReviewId = z.infer<typeof ReviewId>

export const ReviewDecision = z.enum(['hide', 'keep'])
export type ReviewDecision = z.infer<typeof ReviewDecision>

const Ms = z.int().min(1_000).max(86_400_000)
const event = <const Name extends string, const S extends z.ZodRawShape>(type: Name, shape: S) =>
  z.object({ type: z.literal(type), data: z.object({ reviewId: ReviewId, ...shape, at: Instant }) })

/** Of what the answer says, or of how its lawyer behaves: asked for money, was rude, does not reply. */
export const ComplaintAbout = z.enum(['answer', 'lawyer'])
export type ComplaintAbout = z.infer<typeof ComplaintAbout>
const ComplaintId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/)
const subject = { consultationId: ConsultationId, countyCode: CountyCode, answerId: AnswerId, lawyerId: LawyerId }
const cause = {
  flags: z.array(AnswerFlag).max(ANSWER_FLAGS.length),
  /** Somebody complained, in these words (sealed with her key). Without `about`: of the answer. */
  complaint: z.object({ complaintId: ComplaintId, by: PersonId, text: personal('free text').nullable(), about: ComplaintAbout.optional() }).nullable(),
}
/** `decideDue`: decided before this. Opened again after a decision, it has a new one. */
export const ReviewOpened = event('ReviewOpened', { ...subject, ...cause, decideDue: Instant })
export const ReviewCauseAdded = event('ReviewCauseAdded', cause)
export const ReviewTaken = event('ReviewTaken', { reviewerId: PersonId })
/** `hide` hides the answer, `keep` leaves it or shows it again. */
export const ReviewDecided = event('ReviewDecided', {
  ...subject, reviewerId: PersonId, decision: ReviewDecision, reason: HideReason.nullable(),
})
/** The head of the desk is told, once for each opening. */
export const ReviewOverdue = event('ReviewOverdue', {})

export const reviewEvents = eventFamily('review', [ReviewOpened, ReviewCauseAdded, ReviewTaken, ReviewDecided, ReviewOverdue])
export type ReviewEvent = NonNullable<ReturnType<typeof reviewEvents.read>>

const command = <const Name extends string, const S extends z.ZodRawShape>(type: Name, shape: S) =>
  z.strictObject({ type: z.literal(type), at: Instant, reviewId: ReviewId, ...shape })

export const OpenReview = command('OpenReview', { ...subject, ...cause, reviewMs: Ms })
export const TakeReview = command('TakeReview', { reviewerId: PersonId })
export const DecideReview = command('DecideReview', {
  reviewerId: PersonId, decision: ReviewDecision, reason: HideReason.nullable(), ...because,
})
export const ReviewCommand = z.discriminatedUnion('type', [OpenReview, TakeReview, DecideReview])
export type ReviewCommand = z.infer<typeof ReviewCommand>

/** What may be sent to consult-router; the reviewer is who sends it. */
export const reviewCommands = {
  'open-review': z.strictObject({
    consultationId: ConsultationId, answerId: AnswerId, lawyerId: LawyerId, flags: z.array(AnswerFlag).max(ANSWER_FLAGS.length),
  }),
  /** By the asker, or who acts for her under a mandate on record; by the author of an answer that was hidden, who thinks that wrong. */
  'complain-about-answer': z.strictObject({
    consultationId: ConsultationId, answerId: AnswerId, lawyerId: LawyerId,
    complaintId: ComplaintId, text: personal('free text').nullable(), about: ComplaintAbout.optional(),
  }),
  'take-review': z.strictObject({ reviewId: ReviewId }),
  'decide-review': z.strictObject({ reviewId: ReviewId, decision: ReviewDecision, reason: HideReason.nullable(), ...because }),
} as const

export const REVIEW_REFUSALS = ['no-such-review', 'taken-by-another', 'review-decided', 'reason-missing'] as const
export type ReviewRefusal = (typeof REVIEW_REFUSALS)[number]
