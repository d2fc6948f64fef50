// The contract of a person in community correction (社区矫正对象) and of the legal ground on which the platform may know where
// that person is. The rules are in geofence-monitor (src/supervisee.ts).
import { z } from 'zod'
import { because, BlobRef, Instant, line, OrganisationId, personal, PersonId, RegionCode } from './common.ts'
import { eventFamily } from './events.ts'
import {
  Anchor, AssessmentNumbers, FindingKind, FixDigest, LastHeard, PositionHint, Readings, SilenceReason, SilenceNumbers, SilenceRung, Versioned, WeeklySchedule, ZoneId,
} from './positions.ts'
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
  /** None of it was found in a text of law that could be read: an installation's word. */
  leave: z.object({
    /** As long as this the justice office may grant it itself. */
    officeDays: z.int().min(0).max(30),
    /** One grant of the county runs no longer. */
    grantDays: z.int().min(1).max(90),
    /** More than this within so many months goes to the next level, and the procuratorate is told. */
    cumulatedDays: z.int().min(1).max(366), cumulatedMonths: z.int().min(1).max(24),
    /** How long after its end she has to have reported back. */
    reportMs: z.int().min(0).max(7 * 86_400_000),
  }),
  /** How long she has to answer a check-in. */
  checkInMs: z.int().min(60_000).max(86_400_000),
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

/**
 * What was kept of where she was is in no file any more: how many positions that were, and SHA-256 over their digests in the order in which they were
 * taken, which names them and says no place. Null: nobody could read them, because her key was destroyed before.
 */
export const TrackDestroyed = event('TrackDestroyed', { fixes: z.int().min(0).nullable(), digest: z.string().regex(/^[0-9a-f]{64}$/).nullable() })

export const ZoneKind = z.enum(['allowed', 'stay', 'forbidden'])
export type ZoneKind = z.infer<typeof ZoneKind>
/** As it was drawn: nothing is decided by it. */
export const ZoneForm = z.enum(['circle', 'polygon', 'corridor', 'outline', 'several'])
const drawing = {
  zoneId: ZoneId,
  /** `allowed` ones together are the area not to be left, always; in a `stay` one she has to be by its schedule; a `forbidden` one is not to be entered by its schedule. */
  kind: ZoneKind, schedule: WeeklySchedule,
  /** `ZoneContent` as JSON: where somebody lives, or may not go. */
  content: personal('zone'), form: ZoneForm, points: z.int().min(1).max(20_000),
}
const zone = { ...drawing, /** Part of it lies outside the county, or nobody had said where that ends. */ isBeyond: z.boolean() }
/**
 * How what was drawn lies to where whoever sends it may set it alone. The edge says so: it alone sees the shape, and knows outlines and offices.
 * `unknown`: nobody has said where that division ends; whatever cannot be told is not within.
 */
export const ZoneLies = z.enum(['within', 'beyond-town', 'town-unknown', 'beyond-county', 'county-unknown'])
export type ZoneLies = z.infer<typeof ZoneLies>
/** How far the office reaches under which something is decided. The edge says so. */
export const OfficeReach = z.enum(['county', 'town'])
export type OfficeReach = z.infer<typeof OfficeReach>
/** A change is another version; those before it stay in the log. */
export const ZoneSet = event('ZoneSet', { ...zone, version: z.int().min(1), by: PersonId })
export const ZoneRetired = event('ZoneRetired', { zoneId: ZoneId, version: z.int().min(1), by: PersonId })
export const ZoneProposalId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/).brand<'ZoneProposalId'>()
export type ZoneProposalId = z.infer<typeof ZoneProposalId>
const proposal = { proposalId: ZoneProposalId, zoneId: ZoneId, by: PersonId }
/** It binds nobody until somebody else, who reaches farther or answers with the head, has approved it: a `ZoneSet` follows then. */
export const ZoneProposed = event('ZoneProposed', { ...zone, ...proposal, /** By the bureau's head; absent: by an officer, or before it was said. */ byHead: z.literal(true).optional() })
export const ZoneProposalApproved = event('ZoneProposalApproved', { ...proposal, proposedBy: PersonId })
export const ZoneProposalRejected = event('ZoneProposalRejected', { ...proposal, reason: personal('free text') })

/** What a decision was made on; the findings that follow from it come with it, and from it alone. */
export const PositionsAssessed = event('PositionsAssessed', { rules: AssessmentNumbers, anchor: Anchor, readings: Readings })
export const TransitionId = z.string().regex(/^t[1-9]\d{0,8}$/)
const finding = {
  transitionId: TransitionId, kind: FindingKind, condition: z.string().max(64), version: z.int().min(1), zones: z.array(Versioned).max(100),
  /** The open check, or the approval, that each of its fixes was taken on. */
  basis: z.string().max(64),
  leave: z.string().max(64).nullable(), rules: z.int().min(1), since: Instant, knownAt: Instant, evidence: z.array(FixDigest).max(40),
}
export const TransitionFound = event('TransitionFound', finding)
/** It does not follow from what is known now; both stay. */
export const TransitionWithdrawn = event('TransitionWithdrawn', finding)
/** Nothing was heard; `rung` says for how long. */
export const SilenceReached = event('SilenceReached', { /** When the last fix before it was taken, or what ought to be heard began: names the spell. */ spell: z.int().min(0), rung: SilenceRung.exclude(['heard']), reason: SilenceReason, last: LastHeard, rules: SilenceNumbers })
export const HeardAgain = event('HeardAgain', { spell: z.int().min(0), last: LastHeard })
export const HintNoted = event('HintNoted', { hint: PositionHint })

export const LeaveId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/).brand<'LeaveId'>()
export type LeaveId = z.infer<typeof LeaveId>
export const LeaveCause = z.enum(['medical', 'family', 'work', 'study', 'court', 'other'])
/** Who decides: the justice office on the county's commission, the county, or the level above it. */
export const LeaveLevel = z.enum(['office', 'county', 'superior'])
export type LeaveLevel = z.infer<typeof LeaveLevel>
const asked = { leaveId: LeaveId, cause: LeaveCause, ...term, reason: personal('free text'), destination: personal('place'), proofs: z.array(BlobRef).max(5) }
export const LeaveRequested = event('LeaveRequested', { ...asked, level: LeaveLevel, days: z.int().min(1), cumulatedDays: z.int().min(1), by: PersonId })
/** `area`: `ZoneContent` as JSON that is allowed as well meanwhile; null: meanwhile she is not bound to any place, forbidden ones apart. */
export const LeaveApproved = event('LeaveApproved', {
  leaveId: LeaveId, level: LeaveLevel, area: personal('zone').nullable(), /** Of the level above, on paper. */ decision: DecisionNumber.nullable(), toldProcuratorate: z.boolean(), by: PersonId,
})
export const LeaveRefused = event('LeaveRefused', { leaveId: LeaveId, reason: personal('free text'), by: PersonId })
export const LeaveWithdrawn = event('LeaveWithdrawn', { leaveId: LeaveId, by: PersonId })
/** 销假: back, and said so. */
export const LeaveReported = event('LeaveReported', { leaveId: LeaveId, by: PersonId })
/** Its end has come, and what was reshaped is as it was. */
export const LeaveOver = event('LeaveOver', { leaveId: LeaveId })
/** It is over, and nobody reported back in time. */
export const LeaveOverrun = event('LeaveOverrun', { leaveId: LeaveId })

export const CheckInId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/).brand<'CheckInId'>()
export type CheckInId = z.infer<typeof CheckInId>
/** Moments are drawn from the seed: whoever has it draws them again, and nobody had it before. */
const plan = {
  perDay: z.int().min(1).max(4), /** Local minutes between which they fall. */ from: z.int().min(0).max(1439), until: z.int().min(1).max(1440),
  seed: z.string().regex(/^[A-Za-z0-9_-]{22,64}$/),
  /** Without her face: she is called back instead. */
  way: z.enum(['photo', 'call']),
}
export const CheckInWay = plan.way
export const CheckInsPlanned = event('CheckInsPlanned', { ...plan, by: PersonId })
export const CheckInsStopped = event('CheckInsStopped', { by: PersonId.nullable() })
/** `number` is to be seen in the photo. */
export const CheckInDue = event('CheckInDue', { checkInId: CheckInId, number: z.string().regex(/^\d{4}$/), way: CheckInWay, dueAt: Instant })
/** `photo` null: she asked to be called. */
export const CheckInAnswered = event('CheckInAnswered', { checkInId: CheckInId, photo: BlobRef.nullable() })
export const CheckInMissed = event('CheckInMissed', { checkInId: CheckInId })
export const CheckInJudged = event('CheckInJudged', { checkInId: CheckInId, verdict: z.enum(['accepted', 'rejected']), by: PersonId })

export const superviseeEvents = eventFamily('supervisee', [
  SupervisionBegan, OfficeAssigned, LetterSigned, ChecksPermitted, PositioningApproved, BasisLapsed, BasisEnded, DeviceBound, DeviceUnbound, TrackingStarted, TrackingStopped, CheckOpened,
  CheckAnswered, CheckClosed, CorrectionEnded, TrackDestroyed, ZoneSet, ZoneRetired, ZoneProposed, ZoneProposalApproved, ZoneProposalRejected, PositionsAssessed, TransitionFound, TransitionWithdrawn, SilenceReached, HeardAgain, HintNoted, LeaveRequested, LeaveApproved,
  LeaveRefused, LeaveWithdrawn, LeaveReported, LeaveOver, LeaveOverrun, CheckInsPlanned, CheckInsStopped, CheckInDue, CheckInAnswered, CheckInMissed, CheckInJudged,
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
  'set-zone': command({ ...drawing, lies: ZoneLies, ...because }),
  'retire-zone': command({ zoneId: ZoneId, ...because }),
  'propose-zone': command({ proposalId: ZoneProposalId, ...drawing, lies: ZoneLies, ...because }),
  'approve-zone': command({ proposalId: ZoneProposalId, reach: OfficeReach, ...because }),
  'reject-zone': command({ proposalId: ZoneProposalId, reach: OfficeReach, reason: personal('free text') }),
  /** From whoever takes positions, when what follows from them is not what was said. `rules`: the number of the set it went by. */
  'assess-positions': command({ rules: z.int().min(1), anchor: Anchor, readings: Readings }),
  /** From whoever takes positions, when another rung is reached or something is heard again. */
  'note-silence': command({ last: LastHeard }),
  /** When it is done, once. */
  'note-track-destroyed': command({ fixes: z.int().min(0).nullable(), digest: z.string().regex(/^[0-9a-f]{64}$/).nullable() }),
  'note-hint': command({ hint: PositionHint }),
  'request-leave': command({ ...asked, ...because }),
  'approve-leave': command({ leaveId: LeaveId, area: personal('zone').nullable(), decision: DecisionNumber.nullable(), ...because }),
  'refuse-leave': command({ leaveId: LeaveId, reason: personal('free text'), ...because }),
  'withdraw-leave': command({ leaveId: LeaveId }),
  'report-back': command({ leaveId: LeaveId, ...because }),
  'plan-check-ins': command({ ...plan, ...because }),
  'stop-check-ins': command({ ...because }),
  'answer-check-in': command({ checkInId: CheckInId, photo: BlobRef.nullable() }),
  'judge-check-in': command({ checkInId: CheckInId, verdict: z.enum(['accepted', 'rejected']), ...because }),
} as const

export const SUPERVISEE_REFUSALS = [
  'supervisee-exists', 'no-such-supervisee', 'not-supervisee', 'correction-over', 'correction-without-length', 'region-outside-county', 'letter-not-signed', 'basis-exists', 'basis-without-length',
  'basis-in-the-past', 'basis-beyond-correction', 'basis-too-long', 'basis-overlaps', 'phone-may-not-serve', 'no-such-basis', 'no-basis', 'device-exists', 'no-such-device', 'wrong-device', 'check-open',
  'too-many-checks', 'no-such-check', 'check-closed', 'no-such-zone', 'zone-beyond-county', 'zone-beyond-town', 'zone-county-unknown', 'zone-town-unknown', 'zone-needs-head', 'zone-needs-county', 'zone-kind-fixed', 'zone-always-allowed', 'too-many-zones', 'zone-within-scope', 'no-such-zone-proposal', 'zone-proposal-own', 'fix-without-basis', 'no-such-condition', 'rules-differ',
  'reading-lacks-zone', 'evidence-too-old', 'leave-exists', 'leave-without-length', 'leave-in-the-past', 'leave-overlaps', 'no-such-leave', 'leave-decided', 'leave-needs-head',
  'leave-needs-superior', 'check-ins-without-length', 'no-such-check-in', 'check-in-over', 'check-in-not-answered',
] as const
export type SuperviseeRefusal = (typeof SUPERVISEE_REFUSALS)[number]
