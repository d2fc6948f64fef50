// What a supervisee's stream has come to, and what may be asked of it. Plain JSON; what is long over is let go of.
import type {
  AssessmentNumbers, BasisId, CheckId, CheckInId, CheckSign, DeviceId, DeviceKind, LeaveId, LeaveLevel, PersonId, SilenceNumbers, SuperviseeEvent, SuperviseeId, SuperviseeRefusal, SupervisionTerms,
  superviseeCommands, ZoneId, ZoneKind,
} from '@zhijian/contracts'
import { days, refuse, type Decision, type Instant, type TimedCommand } from '@zhijian/kernel'
import type { Finding, WeeklySpan } from '@zhijian/positions'
import type { z } from 'zod'

type Sent<Name extends keyof typeof superviseeCommands> = Omit<z.infer<(typeof superviseeCommands)[Name]>, 'superviseeId' | 'because'>
type Ask<Type extends string, Rest> = TimedCommand & { readonly type: Type; readonly superviseeId: SuperviseeId; readonly by: PersonId } & Rest

export type SuperviseeCommand =
  | Ask<'BeginSupervision', Sent<'begin-supervision'> & { readonly terms: SupervisionTerms }>
  | Ask<'AssignOffice', Sent<'assign-office'>>
  | Ask<'SignLetter', Sent<'sign-letter'>>
  | Ask<'PermitChecks', Sent<'permit-checks'>>
  | Ask<'ApprovePositioning', Sent<'approve-positioning'>>
  | Ask<'EndBasis', Sent<'end-basis'>>
  | Ask<'BindDevice', Sent<'bind-device'>>
  | Ask<'UnbindDevice', Sent<'unbind-device'>>
  | Ask<'StartTracking', Sent<'start-tracking'>>
  | Ask<'StopTracking', Sent<'stop-tracking'>>
  | Ask<'OpenCheck', Sent<'open-check'>>
  | Ask<'AnswerCheck', Sent<'answer-check'>>
  | Ask<'EndCorrection', Sent<'end-correction'>>
  | Ask<'SetZone', Sent<'set-zone'> & Partial<Before & ByHead>>
  | Ask<'RetireZone', Sent<'retire-zone'>>
  | Ask<'ProposeZone', Sent<'propose-zone'> & ByHead & Partial<Before>>
  | Ask<'ApproveZone', Sent<'approve-zone'> & ByHead>
  | Ask<'RejectZone', Sent<'reject-zone'> & ByHead>
  | Ask<'AssessPositions', Sent<'assess-positions'> & { readonly numbers: AssessmentNumbers }>
  | Ask<'NoteSilence', Sent<'note-silence'> & { readonly numbers: SilenceNumbers }>
  | Ask<'NoteHint', Sent<'note-hint'>>
  | Ask<'NoteTrackDestroyed', Sent<'note-track-destroyed'>>
  | Ask<'RequestLeave', Sent<'request-leave'> & { readonly isOfficer: boolean }>
  | Ask<'ApproveLeave', Sent<'approve-leave'> & ByHead>
  | Ask<'RefuseLeave', Sent<'refuse-leave'>>
  | Ask<'WithdrawLeave', Sent<'withdraw-leave'>>
  | Ask<'ReportBack', Sent<'report-back'>>
  | Ask<'PlanCheckIns', Sent<'plan-check-ins'>>
  | Ask<'StopCheckIns', Sent<'stop-check-ins'>>
  | Ask<'AnswerCheckIn', Sent<'answer-check-in'>>
  | Ask<'JudgeCheckIn', Sent<'judge-check-in'>>
/** In commands of logs from before reach was said, instead of it; what was decided on them is decided so again. */
interface Before {
  readonly isBeyond: boolean
}
/** What the law or the county keeps for the bureau's head. */
interface ByHead {
  readonly byHead: boolean
}
export type Asked<Type extends SuperviseeCommand['type']> = Extract<SuperviseeCommand, { type: Type }>

export interface Basis {
  readonly basisId: BasisId
  /** Of positioning: the kind of device that was approved; null: checks. */
  readonly device: DeviceKind | null
  readonly from: Instant
  readonly until: Instant
  readonly isOver: boolean
}
export interface Zone {
  readonly zoneId: ZoneId
  readonly version: number
  readonly kind: ZoneKind
  readonly schedule: readonly WeeklySpan[] | null
  readonly isRetired: boolean
}
/** As it would be set. */
export type ZoneProposal = Omit<Extract<SuperviseeEvent, { type: 'ZoneProposed' }>['data'], 'superviseeId' | 'at'>
/** A condition in one version, while it bound: milliseconds since 1970; null: it does. */
export interface Binding {
  readonly id: string
  readonly version: number
  readonly kind: 'stay-inside' | 'keep-out'
  readonly zones: readonly string[]
  readonly schedule: readonly WeeklySpan[] | null
  readonly from: number
  readonly until: number | null
}
/** In which positions may be taken. */
export interface Taking {
  readonly id: string
  readonly kind: 'information-check' | 'electronic-positioning'
  readonly from: number
  readonly until: number
}
export interface LeaveAsked {
  readonly leaveId: LeaveId
  readonly from: Instant
  readonly until: Instant
  readonly days: number
  readonly level: LeaveLevel
  readonly phase: 'requested' | 'approved' | 'over' | 'overrun' | 'reported' | 'refused' | 'withdrawn'
  /** Whether another area is allowed meanwhile; without one she is bound to none. */
  readonly hasArea: boolean
}
export interface CheckInPlan {
  readonly perDay: number
  readonly from: number
  readonly until: number
  readonly seed: string
  readonly way: 'photo' | 'call'
  /** Moments up to here were drawn, or lie before the plan. */
  readonly after: Instant
}
export type Said = Finding & { readonly transitionId: string }

/** Plain JSON. */
export interface Supervisee {
  readonly phase: 'absent' | 'under-correction' | 'over'
  readonly isTrackDestroyed: boolean
  readonly superviseeId: SuperviseeId | null
  readonly person: PersonId | null
  readonly from: Instant | null
  readonly until: Instant | null
  readonly terms: SupervisionTerms | null
  readonly region: string | null
  readonly office: string | null
  readonly officers: readonly PersonId[]
  readonly isLetterSigned: boolean
  readonly bases: readonly Basis[]
  readonly devices: readonly { readonly deviceId: DeviceId; readonly kind: DeviceKind; readonly isBound: boolean }[]
  readonly tracking: { readonly basisId: BasisId; readonly deviceId: DeviceId } | null
  readonly check: { readonly checkId: CheckId; readonly basisId: BasisId; readonly closesAt: Instant } | null
  /** Of the last local day on which there was one. */
  readonly checks: { readonly day: string; readonly opened: readonly CheckId[]; readonly answered: readonly CheckId[] }
  readonly takings: readonly Taking[]
  readonly zones: readonly Zone[]
  /** Nobody has decided on them yet. */
  readonly zoneProposals: readonly ZoneProposal[]
  /** Of late: who says the same again is told the same. */
  readonly decidedProposals: readonly { readonly proposalId: string; readonly isApproved: boolean }[]
  readonly bindings: readonly Binding[]
  readonly leaves: readonly LeaveAsked[]
  /** Found and not withdrawn. */
  readonly said: readonly Said[]
  readonly transitions: number
  readonly silence: { readonly rung: 'reminded' | 'warned' | 'alarmed' | 'lost'; readonly spell: number } | null
  /** Check-ins of late that were missed, failed or not answered; one that passed makes them nothing. */
  readonly signs: readonly { readonly sign: CheckSign; readonly at: Instant }[]
  /** Kinds of hints, with the local day of the last. */
  readonly hints: Readonly<Record<string, string>>
  readonly checkIns: CheckInPlan | null
  readonly checkIn: { readonly checkInId: CheckInId; readonly dueAt: Instant } | null
  /** Those of late; `verdict` null: not judged yet. */
  readonly answeredCheckIns: readonly { readonly checkInId: CheckInId; readonly verdict: 'accepted' | 'rejected' | null }[]
}

export const absent: Supervisee = {
  phase: 'absent', isTrackDestroyed: false, superviseeId: null, person: null, from: null, until: null, terms: null, region: null, office: null, officers: [], isLetterSigned: false, bases: [], devices: [], tracking: null,
  check: null, checks: { day: '', opened: [], answered: [] }, takings: [], zones: [], zoneProposals: [], decidedProposals: [], bindings: [], leaves: [], said: [], transitions: 0, silence: null, signs: [], hints: {}, checkIns: null, checkIn: null,
  answeredCheckIns: [],
}

/** A fix that is taken longer ago than this changes nothing any more (`MARK_RULES.ancientMs`, and a day for its way). */
export const RECENT_MS = days(8)
export type Decided = Decision<SuperviseeEvent>
export const no = (code: SuperviseeRefusal, detail?: Readonly<Record<string, string | number>>): Decision<never> => refuse(code, detail)
