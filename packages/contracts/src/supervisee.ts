// The contract of a person in community correction (社区矫正对象) and of the legal ground on which the platform may know where
// that person is. The rules are in geofence-monitor (src/supervisee.ts).
import { z } from 'zod'
import { because, Instant, line, OrganisationId, personal, PersonId, RegionCode } from './common.ts'
import { eventFamily } from './events.ts'
import { IdentityProof } from './privacy.ts'

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
/** What tells where somebody is. Whether a phone may serve where the law says device is the county's term (`phoneMayServe`). */
export const DeviceKind = z.enum(['dedicated', 'phone'])
export type DeviceKind = z.infer<typeof DeviceKind>
/** Drawn by the platform, told to the device alone: whoever does not know it can send nothing in its name. */
export const DeviceId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/).brand<'DeviceId'>()
export type DeviceId = z.infer<typeof DeviceId>

/** What an installation has set, as it stood when the person was enrolled. */
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

/** 接受手机定位监管承诺书 as it was signed: its words, by whom as made sure how, and on which device. The commitment proves the words later. */
export const SignedLetter = z.object({ text: personal('letter'), identity: IdentityProof, device: personal('device of the signer') })
export type SignedLetter = z.infer<typeof SignedLetter>

/** Of the approval on paper: `卓司矫〔2026〕12号`. Names nobody. */
export const DecisionNumber = line(80, 2)
export const BasisEnd = z.enum(['not-needed', 'replaced'])
export const CorrectionEnd = z.enum(['served', 'revoked', 're-imprisoned', 'died', 'moved'])
export const TrackingEnd = z.enum(['stopped', 'basis-over', 'device-unbound'])

/** Town, village or county where the correction is carried out (执行地). */
const SupervisionRegion = RegionCode.refine((code) => code.length >= 6, 'a county, a town or a village')
const place = { region: SupervisionRegion, office: OrganisationId, officers: z.array(PersonId).max(20) }
const term = {
  /** Inclusive. */
  from: Instant,
  /** Exclusive. */
  until: Instant,
}
const event = <const Name extends string, const S extends z.ZodRawShape>(type: Name, shape: S) =>
  z.object({ type: z.literal(type), data: z.object({ superviseeId: SuperviseeId, ...shape, at: Instant }) })

export const SupervisionBegan = event('SupervisionBegan', {
  person: PersonId, name: personal('name'), ...place, sentence: SentenceKind, ...term, terms: SupervisionTerms, by: PersonId,
})
/** Another office, other officers, or another town: a transfer within the county. */
export const OfficeAssigned = event('OfficeAssigned', { ...place, by: PersonId })
export const LetterSigned = event('LetterSigned', { letter: SignedLetter })
/** 信息化核查: now and then a position is asked for, and answered by the person's own phone. */
export const ChecksPermitted = event('ChecksPermitted', { basisId: BasisId, ...term, by: PersonId })
/** 电子定位: a position all the time, on one of five grounds, approved by the head of the county's bureau. */
export const PositioningApproved = event('PositioningApproved', {
  basisId: BasisId, ground: PositioningGround, device: DeviceKind, decision: DecisionNumber, ...term, approvedBy: PersonId,
})
/** Its time was over. */
export const BasisLapsed = event('BasisLapsed', { basisId: BasisId })
export const BasisEnded = event('BasisEnded', { basisId: BasisId, reason: BasisEnd, by: PersonId })
export const DeviceBound = event('DeviceBound', { deviceId: DeviceId, kind: DeviceKind, serial: personal('device serial'), by: PersonId })
export const DeviceUnbound = event('DeviceUnbound', { deviceId: DeviceId, by: PersonId })
/** `by` null: it went on by itself under the approval that followed. */
export const TrackingStarted = event('TrackingStarted', { basisId: BasisId, deviceId: DeviceId, by: PersonId.nullable() })
export const TrackingStopped = event('TrackingStopped', { basisId: BasisId, deviceId: DeviceId, reason: TrackingEnd })
export const CheckOpened = event('CheckOpened', { checkId: CheckId, basisId: BasisId, closesAt: Instant, by: PersonId })
export const CheckAnswered = event('CheckAnswered', { checkId: CheckId })
/** Without an answer. */
export const CheckClosed = event('CheckClosed', { checkId: CheckId, reason: z.enum(['unanswered', 'basis-over']) })
/** `by` null: the term was served to its end. */
export const CorrectionEnded = event('CorrectionEnded', { reason: CorrectionEnd, by: PersonId.nullable() })

export const superviseeEvents = eventFamily('supervisee', [
  SupervisionBegan, OfficeAssigned, LetterSigned, ChecksPermitted, PositioningApproved, BasisLapsed, BasisEnded, DeviceBound, DeviceUnbound, TrackingStarted, TrackingStopped, CheckOpened,
  CheckAnswered, CheckClosed, CorrectionEnded,
])
export type SuperviseeEvent = NonNullable<ReturnType<typeof superviseeEvents.read>>

const command = <const S extends z.ZodRawShape>(shape: S) => z.strictObject({ superviseeId: SuperviseeId, ...shape })

/** What may be sent to geofence-monitor; who does it is who sends it. */
export const superviseeCommands = {
  'begin-supervision': command({ person: PersonId, name: personal('name'), ...place, sentence: SentenceKind, ...term, ...because }),
  'assign-office': command({ ...place, ...because }),
  'sign-letter': command({ letter: z.strictObject(SignedLetter.shape) }),
  'permit-checks': command({ basisId: BasisId, ...term, ...because }),
  'approve-positioning': command({ basisId: BasisId, ground: PositioningGround, device: DeviceKind, decision: DecisionNumber, ...term, ...because }),
  'end-basis': command({ basisId: BasisId, reason: BasisEnd, ...because }),
  'bind-device': command({ deviceId: DeviceId, kind: DeviceKind, serial: personal('device serial'), ...because }),
  'unbind-device': command({ deviceId: DeviceId, ...because }),
  'start-tracking': command({ deviceId: DeviceId, ...because }),
  'stop-tracking': command({ ...because }),
  'open-check': command({ checkId: CheckId, ...because }),
  'answer-check': command({ checkId: CheckId }),
  'end-correction': command({ reason: CorrectionEnd.exclude(['served']), ...because }),
} as const

export const SUPERVISEE_REFUSALS = [
  'supervisee-exists', 'no-such-supervisee', 'not-supervisee', 'correction-over', 'correction-without-length', 'region-outside-county', 'letter-not-signed', 'basis-exists', 'basis-without-length',
  'basis-in-the-past', 'basis-beyond-correction', 'basis-too-long', 'basis-overlaps', 'phone-may-not-serve', 'no-such-basis', 'no-basis', 'device-exists', 'no-such-device', 'wrong-device', 'check-open',
  'too-many-checks', 'no-such-check', 'check-closed',
] as const
export type SuperviseeRefusal = (typeof SUPERVISEE_REFUSALS)[number]
