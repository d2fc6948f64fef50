// The contract of a person in community correction (社区矫正对象) and of the legal ground on which the platform may know where
// that person is. The rules are in geofence-monitor (src/supervisee.ts).
import { z } from 'zod'
import { because, BlobRef, CountyCode, Instant, OrganisationId, personal, PersonId } from './common.ts'
import { eventFamily } from './events.ts'

export const SuperviseeId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/).brand<'SuperviseeId'>()
export type SuperviseeId = z.infer<typeof SuperviseeId>
export const BasisId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/).brand<'BasisId'>()
export type BasisId = z.infer<typeof BasisId>
export const CheckId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/).brand<'CheckId'>()
export type CheckId = z.infer<typeof CheckId>

/** @source 社区矫正法 第二条 (2019-12-28): 管制, 缓刑, 假释, 暂予监外执行 */
export const SentenceKind = z.enum(['public-surveillance', 'probation', 'parole', 'outside-prison'])
/** @source 社区矫正法 第二十九条, items 1 to 5 in their order */
export const PositioningGround = z.enum(['injunction-breached', 'left-without-leave', 'refused-to-report', 'public-order-penalty', 'revocation-sought'])
export type PositioningGround = z.infer<typeof PositioningGround>
/** What tells where somebody is. Whether a phone may serve where the law says device is the county's term (`phoneMayServe`). */
export const PositioningDevice = z.enum(['dedicated', 'phone'])

/** What a county has set, as it stood when the person was enrolled. */
export const SupervisionTerms = z.object({
  /** Of one local day. */
  checksPerDay: z.int().min(1).max(24),
  /** How long one check may take a position. */
  checkMs: z.int().min(60_000).max(86_400_000),
  /** The most that one approval may run, in months of the calendar. @source 社区矫正法 第二十九条: three */
  positioningMonths: z.int().min(1).max(3),
  phoneMayServe: z.boolean(),
  /** Of the place, east of Greenwich. */
  utcOffsetMs: z.int().min(-43_200_000).max(50_400_000),
})
export type SupervisionTerms = z.infer<typeof SupervisionTerms>

/** How it was made sure that she who signs is who she says. */
export const IdentityCheck = z.enum(['in-person', 'phone-code', 'wechat', 'face'])
/** 接受手机定位监管承诺书, as it was signed: what, by whom as made sure how, when, and on which device. */
export const SignedLetter = z.object({
  document: BlobRef,
  identityCheck: IdentityCheck,
  device: personal('device of the signer'),
})
export type SignedLetter = z.infer<typeof SignedLetter>

export const BasisEnd = z.enum(['not-needed', 'replaced', 'corrected'])
export const CorrectionEnd = z.enum(['served', 'revoked', 're-imprisoned', 'died', 'moved'])

const event = <const Name extends string, const S extends z.ZodRawShape>(type: Name, shape: S) =>
  z.object({ type: z.literal(type), data: z.object({ superviseeId: SuperviseeId, ...shape, at: Instant }) })

export const SupervisionBegan = event('SupervisionBegan', {
  person: PersonId, name: personal('name'), county: CountyCode, office: OrganisationId, sentence: SentenceKind,
  /** Inclusive. */
  from: Instant,
  /** Exclusive. */
  until: Instant,
  terms: SupervisionTerms, rules: z.int().min(1), by: PersonId,
})
export const OfficeAssigned = event('OfficeAssigned', { office: OrganisationId, officers: z.array(PersonId).max(20), by: PersonId })
export const LetterSigned = event('LetterSigned', { letter: SignedLetter, by: PersonId })
/** 信息化核查: now and then a position is asked for, and answered by the person's own phone. */
export const ChecksPermitted = event('ChecksPermitted', { basisId: BasisId, from: Instant, until: Instant, by: PersonId })
/** 电子定位: a position all the time, on one of five grounds, approved by the head of the county's bureau. */
export const PositioningApproved = event('PositioningApproved', {
  basisId: BasisId, ground: PositioningGround, device: PositioningDevice, decision: BlobRef, from: Instant, until: Instant, approvedBy: PersonId,
})
/** Its time was over. */
export const BasisLapsed = event('BasisLapsed', { basisId: BasisId })
export const BasisEnded = event('BasisEnded', { basisId: BasisId, reason: BasisEnd, by: PersonId })
export const CheckOpened = event('CheckOpened', { checkId: CheckId, basisId: BasisId, closesAt: Instant, by: PersonId })
export const CheckAnswered = event('CheckAnswered', { checkId: CheckId, by: PersonId })
/** @property unanswered its time was over; or the basis that it stood on */
export const CheckClosed = event('CheckClosed', { checkId: CheckId, reason: z.enum(['unanswered', 'basis-over']) })
export const CorrectionEnded = event('CorrectionEnded', { reason: CorrectionEnd, by: PersonId.nullable() })

export const superviseeEvents = eventFamily('supervisee', [
  SupervisionBegan, OfficeAssigned, LetterSigned, ChecksPermitted, PositioningApproved, BasisLapsed, BasisEnded, CheckOpened, CheckAnswered, CheckClosed, CorrectionEnded,
])
export type SuperviseeEvent = NonNullable<ReturnType<typeof superviseeEvents.read>>

const command = <const S extends z.ZodRawShape>(shape: S) => z.strictObject({ superviseeId: SuperviseeId, ...shape })

/** What may be sent to geofence-monitor; who does it is who sends it. */
export const superviseeCommands = {
  'begin-supervision': command({
    person: PersonId, name: personal('name'), county: CountyCode, office: OrganisationId, sentence: SentenceKind, from: Instant, until: Instant, ...because,
  }),
  'assign-office': command({ office: OrganisationId, officers: z.array(PersonId).max(20), ...because }),
  'sign-letter': command({ letter: z.strictObject(SignedLetter.shape) }),
  'permit-checks': command({ basisId: BasisId, from: Instant, until: Instant, ...because }),
  'approve-positioning': command({
    basisId: BasisId, ground: PositioningGround, device: PositioningDevice, decision: BlobRef, from: Instant, until: Instant, ...because,
  }),
  'end-basis': command({ basisId: BasisId, reason: BasisEnd, ...because }),
  'open-check': command({ checkId: CheckId, ...because }),
  'answer-check': command({ checkId: CheckId }),
  'end-correction': command({ reason: CorrectionEnd, ...because }),
} as const

export const SUPERVISEE_REFUSALS = [
  'supervisee-exists', 'no-such-supervisee', 'correction-over', 'correction-without-length', 'letter-not-signed', 'letter-signed-otherwise', 'basis-exists', 'basis-without-length',
  'basis-in-the-past', 'basis-beyond-correction', 'basis-too-long', 'basis-overlaps', 'phone-may-not-serve', 'no-such-basis', 'basis-over', 'no-basis', 'check-open', 'too-many-checks', 'no-such-check',
  'check-over',
] as const
export type SuperviseeRefusal = (typeof SUPERVISEE_REFUSALS)[number]
