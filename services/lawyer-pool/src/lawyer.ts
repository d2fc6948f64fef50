// One lawyer of the pool: what he is registered for, what he is appointed to, and what stands in the way just now.
// I1 A check, a suspension and an appointment end at the recorded instant, whoever looks and whenever.
// I2 Being switched off or quiet holds pushes; it never makes a lawyer unable to answer.
// I3 Who comes back after deregistration is registered anew under the same id; nothing of before carries over.
import type { ConflictKind, Counsel, LawyerEvent, LawyerProfile, PlaceRefusal, Sealed } from '@zhijian/contracts'
import {
  accept, canonical, earliest, nothing, refuse, unreachable, type Decider, type Decision, type Instant, type TimedCommand,
} from '@zhijian/kernel'

export type Conflict = { readonly party: string; readonly kind: ConflictKind }

export type AnnualCheck =
  | { readonly kind: 'missing' }
  | { readonly kind: 'valid'; readonly until: Instant }
  | { readonly kind: 'failed' }
  | { readonly kind: 'expired' }

/** Plain JSON: the read model keeps it as its document. */
export type Lawyer = {
  readonly phase: 'absent' | 'registered' | 'deregistered'
  readonly lawyerId: string
  readonly licence: string
  readonly profile: LawyerProfile | null
  readonly phone: Sealed | null
  readonly isSimulated: boolean
  readonly isProbe: boolean
  /** Persons behind his accounts, the lawyer's own id first. */
  readonly persons: readonly string[]
  readonly counsel: readonly Counsel[]
  readonly endedCounsel: readonly string[]
  readonly check: AnnualCheck
  readonly suspended: { readonly until: Instant | null } | null
  readonly isAvailable: boolean
  readonly quiet: { readonly from: number; readonly to: number } | null
  readonly conflicts: readonly Conflict[]
  readonly barredUntil: Instant | null
}

type Register = Extract<LawyerEvent, { type: 'LawyerRegistered' }>['data']
type LawyerEventOf<Type extends LawyerEvent['type']> = Extract<LawyerEvent, { type: Type }>
type Ask<Type extends string, Data = object> = TimedCommand & { readonly type: Type; readonly lawyerId: Register['lawyerId'] } & Data

/** `licenceIsTaken`: another lawyer holds it (the edge reserved it in the keyed index before asking). */
interface Reserved { readonly licence: string; readonly licenceIsTaken: boolean }

/** Why a place that the command names is none, as the edge found it. */
interface Placed { readonly misplaced?: PlaceRefusal }

export type LawyerCommand =
  | Ask<'RegisterLawyer', Omit<Register, 'at' | 'lawyerId'> & Reserved & Placed & { readonly storeIsLive: boolean }>
  | Ask<'ChangeProfile', Placed & { readonly profile: LawyerProfile }>
  | Ask<'ChangePhone', { readonly phone: Sealed | null }>
  | Ask<'ReplaceLicence', Reserved>
  | Ask<'LinkAccount', { readonly personId: LawyerEventOf<'LawyerAccountLinked'>['data']['personId'] }>
  | Ask<'AppointCounsel', Placed & { readonly counsel: Counsel }>
  | Ask<'EndCounsel', { readonly appointmentId: string }>
  | Ask<'PassAnnualCheck', { readonly validUntil: Instant }>
  | Ask<'FailAnnualCheck', Pick<LawyerEventOf<'AnnualCheckFailed'>['data'], 'reason'>>
  | Ask<'Suspend', Pick<LawyerEventOf<'LawyerSuspended'>['data'], 'until' | 'reason'>>
  | Ask<'Reinstate'>
  | Ask<'SetAvailability', { readonly available: boolean }>
  | Ask<'SetQuietHours', { readonly quiet: Lawyer['quiet'] }>
  | Ask<'DeclareConflict', Conflict>
  | Ask<'WithdrawConflict', Conflict>
  | Ask<'BarFromDuty', { readonly until: Instant }>
  | Ask<'Deregister', Pick<LawyerEventOf<'LawyerDeregistered'>['data'], 'reason'>>

/** More than any practice has; keeps one lawyer's state small. */
export const MAX_CONFLICTS = 2000

const absent: Lawyer = {
  phase: 'absent', lawyerId: '', licence: '', profile: null, phone: null, isSimulated: false, isProbe: false, persons: [], counsel: [],
  endedCounsel: [], check: { kind: 'missing' }, suspended: null, isAvailable: true, quiet: null, conflicts: [], barredUntil: null,
}

const same = (one: unknown, other: unknown): boolean => canonical(one) === canonical(other)
const without = (conflicts: readonly Conflict[], gone: Conflict): readonly Conflict[] =>
  conflicts.filter((each) => each.party !== gone.party || each.kind !== gone.kind)

const evolve = (state: Lawyer, event: LawyerEvent): Lawyer => {
  const { type, data } = event
  switch (type) {
    case 'LawyerRegistered': {
      const { lawyerId, licence, profile, phone, isSimulated, isProbe, checkValidUntil: until } = data
      return {
        ...absent, phase: 'registered', lawyerId, licence, profile, phone, isSimulated, isProbe, persons: [lawyerId],
        check: until === null ? absent.check : { kind: 'valid', until },
      }
    }
    case 'LawyerProfileChanged': return { ...state, profile: data.profile }
    case 'LawyerPhoneChanged': return { ...state, phone: data.phone }
    case 'LicenceReplaced': return { ...state, licence: data.licence }
    case 'LawyerAccountLinked': return { ...state, persons: [...state.persons, data.personId] }
    case 'CounselAppointed': return { ...state, counsel: [...state.counsel, data.counsel] }
    case 'CounselEnded': return {
      ...state,
      counsel: state.counsel.filter((each) => each.appointmentId !== data.appointmentId),
      endedCounsel: [...state.endedCounsel, data.appointmentId],
    }
    case 'AnnualCheckPassed': return { ...state, check: { kind: 'valid', until: data.validUntil } }
    case 'AnnualCheckFailed': return { ...state, check: { kind: 'failed' } }
    case 'AnnualCheckExpired': return { ...state, check: { kind: 'expired' } }
    case 'LawyerSuspended': return { ...state, suspended: { until: data.until } }
    case 'LawyerReinstated': return { ...state, suspended: null }
    case 'AvailabilityChanged': return { ...state, isAvailable: data.available }
    case 'QuietHoursSet': return { ...state, quiet: data.quiet }
    case 'ConflictDeclared': return { ...state, conflicts: [...state.conflicts, { party: data.party, kind: data.kind }] }
    case 'ConflictWithdrawn': return { ...state, conflicts: without(state.conflicts, data) }
    case 'DutyBarred': return { ...state, barredUntil: data.until }
    case 'LawyerDeregistered': return { ...state, phase: 'deregistered', counsel: [], check: absent.check, suspended: null, phone: null }
    default: return unreachable(type)
  }
}

const register = (command: Extract<LawyerCommand, { type: 'RegisterLawyer' }>, state: Lawyer): Decision<LawyerEvent> => {
  const { lawyerId, licence, profile, phone, isSimulated, isProbe, checkValidUntil, at } = command
  if (state.phase === 'registered') {
    return state.licence === licence && same(state.profile, profile) ? nothing : refuse('lawyer-exists')
  }
  if (command.misplaced) return refuse(command.misplaced)
  if (command.licenceIsTaken) return refuse('licence-taken')
  if (command.storeIsLive && isSimulated) return refuse('simulated-in-live-store')
  const registered: LawyerEvent = {
    type: 'LawyerRegistered', data: { lawyerId, licence, profile, phone, isSimulated, isProbe, checkValidUntil, at },
  }
  // A check that is over already is done now, never armed in the past.
  return checkValidUntil !== null && checkValidUntil <= at
    ? accept<LawyerEvent>(registered, { type: 'AnnualCheckExpired', data: { lawyerId, validUntil: checkValidUntil, at } })
    : accept(registered)
}

const appoint = (command: Extract<LawyerCommand, { type: 'AppointCounsel' }>, state: Lawyer): Decision<LawyerEvent> => {
  const { counsel, lawyerId, at } = command
  const held = state.counsel.find((each) => each.appointmentId === counsel.appointmentId)
  if (held) return same(held, counsel) ? nothing : refuse('appointment-exists')
  if (state.endedCounsel.includes(counsel.appointmentId)) return refuse('appointment-ended')
  if (state.counsel.some((each) => each.county === counsel.county)) return refuse('counsel-already')
  if (counsel.villages.some((village) => !village.startsWith(counsel.county))) return refuse('village-outside-county')
  if (command.misplaced) return refuse(command.misplaced)
  if (counsel.until !== null && counsel.until <= at) return refuse('term-over')
  return accept({ type: 'CounselAppointed', data: { lawyerId, counsel, at } })
}

const decide = (command: LawyerCommand, state: Lawyer): Decision<LawyerEvent> => {
  if (command.type === 'RegisterLawyer') return register(command, state)
  if (state.phase === 'absent') return refuse('no-such-lawyer')
  if (state.phase === 'deregistered') return command.type === 'Deregister' ? nothing : refuse('lawyer-deregistered')
  const { type, lawyerId, at } = command
  switch (type) {
    case 'ChangeProfile':
      if (same(state.profile, command.profile)) return nothing
      if (command.misplaced) return refuse(command.misplaced)
      return accept({ type: 'LawyerProfileChanged', data: { lawyerId, profile: command.profile, at } })
    case 'ChangePhone':
      // A sealed value is compared by its box: the same call repeated carries the same one.
      if (same(state.phone, command.phone)) return nothing
      return accept({ type: 'LawyerPhoneChanged', data: { lawyerId, phone: command.phone, at } })
    case 'ReplaceLicence':
      if (state.licence === command.licence) return nothing
      if (command.licenceIsTaken) return refuse('licence-taken')
      return accept({ type: 'LicenceReplaced', data: { lawyerId, licence: command.licence, at } })
    case 'LinkAccount':
      if (state.persons.includes(command.personId)) return nothing
      return accept({ type: 'LawyerAccountLinked', data: { lawyerId, personId: command.personId, at } })
    case 'AppointCounsel': return appoint(command, state)
    case 'EndCounsel': {
      const held = state.counsel.find((each) => each.appointmentId === command.appointmentId)
      if (!held) return state.endedCounsel.includes(command.appointmentId) ? nothing : refuse('no-such-appointment')
      return accept({ type: 'CounselEnded', data: { lawyerId, appointmentId: held.appointmentId, county: held.county, cause: 'ended', at } })
    }
    case 'PassAnnualCheck':
      if (state.check.kind === 'valid' && state.check.until === command.validUntil) return nothing
      if (command.validUntil <= at) return refuse('check-over')
      return accept({ type: 'AnnualCheckPassed', data: { lawyerId, validUntil: command.validUntil, at } })
    case 'FailAnnualCheck':
      if (state.check.kind === 'failed') return nothing
      return accept({ type: 'AnnualCheckFailed', data: { lawyerId, reason: command.reason, at } })
    case 'Suspend':
      if (state.suspended && state.suspended.until === command.until) return nothing
      if (command.until !== null && command.until <= at) return refuse('term-over')
      return accept({ type: 'LawyerSuspended', data: { lawyerId, until: command.until, reason: command.reason, at } })
    case 'Reinstate':
      if (!state.suspended) return nothing
      return accept({ type: 'LawyerReinstated', data: { lawyerId, cause: 'decision', at } })
    case 'SetAvailability':
      if (state.isAvailable === command.available) return nothing
      return accept({ type: 'AvailabilityChanged', data: { lawyerId, available: command.available, at } })
    case 'SetQuietHours':
      if (same(state.quiet, command.quiet)) return nothing
      if (command.quiet && command.quiet.from === command.quiet.to) return refuse('quiet-hours-empty')
      return accept({ type: 'QuietHoursSet', data: { lawyerId, quiet: command.quiet, at } })
    case 'DeclareConflict':
      if (without(state.conflicts, command).length < state.conflicts.length) return nothing
      if (state.conflicts.length >= MAX_CONFLICTS) return refuse('too-many-conflicts', { max: MAX_CONFLICTS })
      return accept({ type: 'ConflictDeclared', data: { lawyerId, party: command.party, kind: command.kind, at } })
    case 'WithdrawConflict':
      if (without(state.conflicts, command).length === state.conflicts.length) return nothing
      return accept({ type: 'ConflictWithdrawn', data: { lawyerId, party: command.party, kind: command.kind, at } })
    case 'BarFromDuty':
      if (state.barredUntil !== null && state.barredUntil >= command.until) return nothing
      if (command.until <= at) return refuse('term-over')
      return accept({ type: 'DutyBarred', data: { lawyerId, until: command.until, at } })
    case 'Deregister': return accept({ type: 'LawyerDeregistered', data: { lawyerId, reason: command.reason, at } })
    default: return unreachable(type)
  }
}

/** Everything that ends at `at`: appointments by id, then the suspension, then the annual check. */
const elapse = (state: Lawyer, at: Instant): LawyerEvent[] => {
  const lawyerId = state.lawyerId as Register['lawyerId']
  const ended = state.counsel.filter((each) => each.until !== null && each.until <= at)
    .sort((a, b) => (a.appointmentId < b.appointmentId ? -1 : 1))
    .map((each): LawyerEvent => ({
      type: 'CounselEnded', data: { lawyerId, appointmentId: each.appointmentId, county: each.county, cause: 'term', at },
    }))
  if (state.suspended?.until && state.suspended.until <= at) {
    ended.push({ type: 'LawyerReinstated', data: { lawyerId, cause: 'term', at } })
  }
  if (state.check.kind === 'valid' && state.check.until <= at) {
    ended.push({ type: 'AnnualCheckExpired', data: { lawyerId, validUntil: state.check.until, at } })
  }
  return ended
}

export const lawyer: Decider<Lawyer, LawyerCommand, LawyerEvent> = {
  category: 'lawyer',
  initial: () => absent,
  evolve,
  decide,
  nextDeadline: (state) => earliest(
    state.check.kind === 'valid' ? state.check.until : null, state.suspended?.until, ...state.counsel.map((each) => each.until),
  ),
  elapse,
}
