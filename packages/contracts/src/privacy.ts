// Forgetting a person: wanted by herself or found due, asked by one member of staff, confirmed by another, refused while a law
// still wants the data kept or for a reason that is said, and certified once the key is gone. Stream `erasure-<personId>`.
// Nothing here names or describes the person but the id.
import { z } from 'zod'
import { because, CountyCode, Instant, ownWords, personal, PersonId, type Role } from './common.ts'
import { eventFamily } from './events.ts'

/**
 * Why somebody is forgotten.
 * @source 个人信息保护法 第四十七条: `purpose-over` (一) · `period-over` (二) · `consent-withdrawn` (三) · `unlawful` (四) · `law` (五)
 */
export const ErasureGround = z.enum(['purpose-over', 'period-over', 'consent-withdrawn', 'unlawful', 'law'])
export type ErasureGround = z.infer<typeof ErasureGround>

/** A statutory period that keeps somebody's data: until it is over the person is restricted, not erased. */
export const Retention = z.object({
  /** The rule in public words: `人民调解档案管理 保管期限`. */
  rule: z.string().min(1).max(200),
  /** Exclusive: at this very instant the period is over. */
  until: Instant,
})
export type Retention = z.infer<typeof Retention>
/** As somebody says it: a rule that nobody can read keeps nothing. */
export const saidRetention = { ...Retention.shape, rule: ownWords({ max: 200, isLine: true }) }

/** Who answers for the data of the county's people; two of them are needed. */
export const ERASERS: readonly Role[] = ['desk', 'duty-officer', 'bureau-head', 'security-admin']

/** How it was made sure that she is who she says. */
export const IdentityProof = z.enum(['phone-code', 'id-document', 'recorded-call'])
export type IdentityProof = z.infer<typeof IdentityProof>

/** Why she is not forgotten, apart from a statutory period: said to her, with what she can do. @source 个人信息保护法 第五十条 */
export const DeclineReason = z.enum(['identity-not-shown', 'matter-open', 'not-about-her'])
export type DeclineReason = z.infer<typeof DeclineReason>

const event = <const Name extends string, const S extends z.ZodRawShape>(type: Name, shape: S) =>
  z.object({ type: z.literal(type), data: z.object({ personId: PersonId, ...shape }) })

/** She asks for it herself. Until `answerBy` she is forgotten, or told why not. */
export const ErasureWanted = event('ErasureWanted', { identity: IdentityProof, countyCode: CountyCode, answerBy: Instant, at: Instant })
/** She takes it back, while there is something to take back. */
export const ErasureTakenBack = event('ErasureTakenBack', { at: Instant })
/** `answerBy` passed and nobody had answered her. */
export const ErasureOverdue = event('ErasureOverdue', { answerBy: Instant, at: Instant })
/** Not now, for this reason; she may ask again. What is explained to her is sealed with her key. */
export const ErasureDeclined = event('ErasureDeclined', {
  reason: DeclineReason, explanation: personal('free text').nullable(), declinedBy: PersonId, at: Instant,
})
/** A period that kept the data is over: whoever answers for it looks again. */
export const RetentionEnded = event('RetentionEnded', { rule: Retention.shape.rule, at: Instant })
export const ErasureRequested = event('ErasureRequested', { ground: ErasureGround, requestedBy: PersonId, at: Instant })
/** By somebody else than whoever asked: from here on the key may be destroyed. */
export const ErasureConfirmed = event('ErasureConfirmed', { confirmedBy: PersonId, at: Instant })
/** The request is over; the person is restricted instead. */
export const ErasureRefused = event('ErasureRefused', {
  ...Retention.shape,
  /** It comes up again when the period is over (`RetentionEnded`). Absent in what the first releases stored. */
  comesUpAgain: z.literal(true).optional(),
  at: Instant,
})
/** The certificate: what the tombstone says. SHA-256 of the destroyed key names the key without holding it. */
export const PersonErased = event('PersonErased', {
  keyDigest: z.string().regex(/^[0-9a-f]{64}$/),
  ground: ErasureGround,
  /** Who asked, and who confirmed. */
  by: z.tuple([PersonId, PersonId]),
  erasedAt: Instant,
  /** From then on no copy that the platform keeps by itself holds the key. Absent in what the first releases stored. */
  copiesGoneAt: Instant.optional(),
})

export const erasureEvents = eventFamily('erasure', [
  ErasureWanted, ErasureTakenBack, ErasureOverdue, ErasureDeclined, RetentionEnded, ErasureRequested, ErasureConfirmed, ErasureRefused, PersonErased,
])
export type ErasureEvent = NonNullable<ReturnType<typeof erasureEvents.read>>
/** Data of PersonErased. */
export type ErasureCertificate = z.infer<typeof PersonErased>['data']

export const erasureCommands = {
  /** By the person herself. */
  'want-erasure': z.strictObject({ personId: PersonId, identity: IdentityProof, countyCode: CountyCode }),
  'take-back-erasure': z.strictObject({ personId: PersonId }),
  'request-erasure': z.strictObject({ personId: PersonId, ground: ErasureGround, ...because }),
  'confirm-erasure': z.strictObject({ personId: PersonId, ...because }),
  /** By whoever looked into the files: a statutory period keeps the data. The person is restricted until it is over. */
  'refuse-erasure': z.strictObject({ personId: PersonId, ...Retention.shape, ...because }),
  'decline-erasure': z.strictObject({ personId: PersonId, reason: DeclineReason, explanation: personal('free text').nullable().default(null) }),
  /** From whoever holds the key ring, with the tombstone's words. */
  'certify-erasure': z.strictObject({ certificate: PersonErased.shape.data }),
}

// The duty to look what nobody needs any more. Stream `retention-<county>`.

const ReviewId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/)
const duty = <const Name extends string, const S extends z.ZodRawShape>(type: Name, shape: S) =>
  z.object({ type: z.literal(type), data: z.object({ countyCode: CountyCode, ...shape, at: Instant }) })
/** So many at once; more wait for the next look, which may follow at once. */
export const MAX_REVIEWED = 500

/** From now on it is looked every so often. */
export const RetentionDutyBegun = duty('RetentionDutyBegun', { everyMs: z.int().min(86_400_000) })
/** It is time. @remarks `missed`: how many times before it was time, and nobody looked */
export const RetentionReviewDue = duty('RetentionReviewDue', { missed: z.int().min(0) })
/** Whose matters all ended before `endedBefore`, ids alone. With nobody in it the look is over. */
export const RetentionReviewProposed = duty('RetentionReviewProposed', {
  reviewId: ReviewId, endedBefore: Instant, persons: z.array(PersonId).max(MAX_REVIEWED), hasMore: z.boolean(), proposedBy: PersonId,
})
/** By somebody else: each of them is forgotten, or kept where a rule says so. */
export const RetentionReviewConfirmed = duty('RetentionReviewConfirmed', { reviewId: ReviewId, endedBefore: Instant, persons: z.array(PersonId).max(MAX_REVIEWED), by: z.tuple([PersonId, PersonId]) })
export const RetentionReviewDropped = duty('RetentionReviewDropped', { reviewId: ReviewId, droppedBy: PersonId })

export const retentionEvents = eventFamily('retention', [RetentionDutyBegun, RetentionReviewDue, RetentionReviewProposed, RetentionReviewConfirmed, RetentionReviewDropped])
export type RetentionEvent = NonNullable<ReturnType<typeof retentionEvents.read>>

export const retentionCommands = {
  'begin-retention-duty': z.strictObject({ countyCode: CountyCode, everyMs: z.int().min(86_400_000) }),
  /** Who is due, the directory finds out. */
  'propose-retention-review': z.strictObject({ countyCode: CountyCode, reviewId: ReviewId, ...because }),
  'confirm-retention-review': z.strictObject({ countyCode: CountyCode, reviewId: ReviewId, ...because }),
  'drop-retention-review': z.strictObject({ countyCode: CountyCode, reviewId: ReviewId, ...because }),
  /** Of one of those in a confirmed review. */
  'forget-person-due': z.strictObject({ personId: PersonId, endedBefore: Instant, by: z.tuple([PersonId, PersonId]) }),
}
