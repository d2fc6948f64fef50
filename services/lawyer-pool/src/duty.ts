// A county's duty roster: shifts opened by the desk, grabbed by lawyers, served or missed.
// I1 Never more holders than capacity, and a repeated grab is the first one again.
// I2 A shift that ended is credited to whoever held it; a recorded no-show takes that credit back.
import type { DutyEvent, Language, PlaceRefusal, RosterId, Shift } from '@zhijian/contracts'
import {
  accept, canonical, earliest, elapsedMs, nothing, plus, refuse, unreachable, type Decider, type Decision, type Instant,
  type TimedCommand,
} from '@zhijian/kernel'

type LawyerIdOf = Extract<DutyEvent, { type: 'ShiftTaken' }>['data']['lawyerId']

export interface HeldShift extends Shift {
  readonly phase: 'open' | 'ended' | 'cancelled'
  readonly lawyers: readonly LawyerIdOf[]
  /** Recorded no-shows; nobody's twice. */
  readonly missedBy: readonly LawyerIdOf[]
}

/** Plain JSON. */
export interface Roster {
  readonly rosterId: RosterId | ''
  readonly rules: { readonly grabFrom: Instant; readonly maxShiftsPerLawyer: number; readonly releaseMs: number; readonly barMs: number } | null
  readonly shifts: Readonly<Record<string, HeldShift>>
}

/** What the pool knows of the lawyer when he grabs; added by the edge. */
export interface GrabAttested {
  readonly isActive: boolean
  readonly languages: readonly Language[]
  readonly barredUntil: Instant | null
}

type Ask<Type extends string, Data = object> = TimedCommand & { readonly type: Type; readonly rosterId: RosterId } & Data
interface Mine { readonly shiftId: string; readonly lawyerId: LawyerIdOf }

export type DutyCommand =
  /** `misplaced`: why its county is none of ours, as the edge found it. */
  | Ask<'OpenRoster', NonNullable<Roster['rules']> & { readonly misplaced?: PlaceRefusal }>
  | Ask<'OpenShift', { readonly shift: Shift }>
  | Ask<'TakeShift', Mine & { readonly attested: GrabAttested }>
  | Ask<'ReleaseShift', Mine>
  | Ask<'CancelShift', { readonly shiftId: string }>
  | Ask<'RecordNoShow', Mine>

/** A month of many posts; keeps one roster's state small. */
export const MAX_SHIFTS = 1000

const minutesOf = (shift: Shift): number => Math.floor(elapsedMs(shift.startsAt, shift.endsAt) / 60_000)
const overlaps = (one: Shift, other: Shift): boolean => one.startsAt < other.endsAt && other.startsAt < one.endsAt

/** Ids come from outside: `constructor` is a possible one. */
const shiftOf = (state: Roster, shiftId: string): HeldShift | undefined =>
  Object.hasOwn(state.shifts, shiftId) ? state.shifts[shiftId] : undefined

const evolve = (state: Roster, event: DutyEvent): Roster => {
  const { type, data } = event
  const change = (shiftId: string, to: (shift: HeldShift) => HeldShift): Roster =>
    ({ ...state, shifts: { ...state.shifts, [shiftId]: to(state.shifts[shiftId]!) } })
  switch (type) {
    case 'RosterOpened': {
      const { grabFrom, maxShiftsPerLawyer, releaseMs, barMs } = data
      return { ...state, rosterId: data.rosterId, rules: { grabFrom, maxShiftsPerLawyer, releaseMs, barMs } }
    }
    case 'ShiftOpened':
      return { ...state, shifts: { ...state.shifts, [data.shift.shiftId]: { ...data.shift, phase: 'open', lawyers: [], missedBy: [] } } }
    case 'ShiftTaken': return change(data.shiftId, (shift) => ({ ...shift, lawyers: [...shift.lawyers, data.lawyerId] }))
    case 'ShiftReleased':
      return change(data.shiftId, (shift) => ({ ...shift, lawyers: shift.lawyers.filter((id) => id !== data.lawyerId) }))
    case 'ShiftCancelled': return change(data.shiftId, (shift) => ({ ...shift, phase: 'cancelled', lawyers: [] }))
    case 'ShiftEnded': return change(data.shiftId, (shift) => ({ ...shift, phase: 'ended' }))
    case 'NoShowRecorded': return change(data.shiftId, (shift) => ({ ...shift, missedBy: [...shift.missedBy, data.lawyerId] }))
    default: return unreachable(type)
  }
}

const openShift = (command: Extract<DutyCommand, { type: 'OpenShift' }>, state: Roster): Decision<DutyEvent> => {
  const { shift, rosterId, at } = command
  const known = shiftOf(state, shift.shiftId)
  if (known) {
    const { phase: _phase, lawyers: _lawyers, missedBy: _missedBy, ...opened } = known
    return canonical(opened) === canonical(shift) ? nothing : refuse('shift-exists')
  }
  if (Object.keys(state.shifts).length >= MAX_SHIFTS) return refuse('too-many-shifts', { max: MAX_SHIFTS })
  if (minutesOf(shift) < 1) return refuse('shift-without-length')
  if (shift.endsAt <= at) return refuse('shift-over')
  return accept({ type: 'ShiftOpened', data: { rosterId, shift, at } })
}

const takeShift = (command: Extract<DutyCommand, { type: 'TakeShift' }>, state: Roster, shift: HeldShift): Decision<DutyEvent> => {
  const { rosterId, shiftId, lawyerId, attested, at } = command
  if (shift.lawyers.includes(lawyerId)) return nothing
  if (shift.phase === 'cancelled') return refuse('shift-cancelled')
  if (shift.phase === 'ended') return refuse('shift-over')
  if (!attested.isActive) return refuse('lawyer-inactive')
  if (at < state.rules!.grabFrom) return refuse('not-open-yet')
  if (attested.barredUntil !== null && at < attested.barredUntil) return refuse('barred-after-no-show')
  if (shift.languages.length > 0 && !shift.languages.some((each) => attested.languages.includes(each))) return refuse('language-needed')
  const mine = Object.values(state.shifts).filter((each) => each.lawyers.includes(lawyerId))
  if (mine.some((each) => each.phase === 'open' && overlaps(each, shift))) return refuse('shift-overlaps')
  if (mine.length >= state.rules!.maxShiftsPerLawyer) return refuse('too-many-shifts-held', { max: state.rules!.maxShiftsPerLawyer })
  if (shift.lawyers.length >= shift.capacity) return refuse('shift-full')
  return accept({ type: 'ShiftTaken', data: { rosterId, shiftId, lawyerId, at } })
}

const decide = (command: DutyCommand, state: Roster): Decision<DutyEvent> => {
  const { rosterId, at } = command
  if (command.type === 'OpenRoster') {
    const { grabFrom, maxShiftsPerLawyer, releaseMs, barMs } = command
    const rules = { grabFrom, maxShiftsPerLawyer, releaseMs, barMs }
    if (state.rules) return canonical(state.rules) === canonical(rules) ? nothing : refuse('roster-exists')
    if (command.misplaced) return refuse(command.misplaced)
    return accept({ type: 'RosterOpened', data: { rosterId, county: rosterId.slice(0, 6), ...rules, at } })
  }
  if (!state.rules) return refuse('no-such-roster')
  if (command.type === 'OpenShift') return openShift(command, state)
  const { shiftId } = command
  const shift = shiftOf(state, shiftId)
  if (!shift) return refuse('no-such-shift')
  const { type } = command
  switch (type) {
    case 'TakeShift': return takeShift(command, state, shift)
    case 'ReleaseShift': {
      if (!shift.lawyers.includes(command.lawyerId)) return nothing
      if (at >= shift.startsAt) return refuse('shift-begun')
      const late = elapsedMs(at, shift.startsAt) < state.rules.releaseMs
      return accept({ type: 'ShiftReleased', data: { rosterId, shiftId, lawyerId: command.lawyerId, late, at } })
    }
    case 'CancelShift':
      if (shift.phase === 'cancelled') return nothing
      if (shift.phase === 'ended') return refuse('shift-over')
      return accept({ type: 'ShiftCancelled', data: { rosterId, shiftId, lawyers: [...shift.lawyers], at } })
    case 'RecordNoShow': {
      if (shift.missedBy.includes(command.lawyerId)) return nothing
      if (!shift.lawyers.includes(command.lawyerId)) return refuse('shift-not-held')
      if (at < shift.startsAt) return refuse('shift-not-begun')
      const barredUntil = state.rules.barMs > 0 ? plus(at, state.rules.barMs) : null
      // Before its end nothing was credited yet, so there is nothing to take back.
      const minutes = shift.phase === 'ended' ? minutesOf(shift) : 0
      return accept({ type: 'NoShowRecorded', data: { rosterId, shiftId, lawyerId: command.lawyerId, barredUntil, minutes, at } })
    }
    default: return unreachable(type)
  }
}

const open = (state: Roster): HeldShift[] => Object.values(state.shifts).filter((shift) => shift.phase === 'open')

/** Shifts that end at the same instant end in order of their ids; only who was there is credited. */
const elapse = (state: Roster, due: Instant): DutyEvent[] => open(state)
  .filter((shift) => shift.endsAt <= due)
  .sort((a, b) => (a.shiftId < b.shiftId ? -1 : 1))
  .map((shift) => ({
    type: 'ShiftEnded',
    data: {
      rosterId: state.rosterId as RosterId, shiftId: shift.shiftId,
      lawyers: shift.lawyers.filter((id) => !shift.missedBy.includes(id)), minutes: minutesOf(shift), at: due,
    },
  }))

export const duty: Decider<Roster, DutyCommand, DutyEvent> = {
  category: 'duty',
  initial: () => ({ rosterId: '', rules: null, shifts: {} }),
  evolve,
  decide,
  nextDeadline: (state) => earliest(...open(state).map((shift) => shift.endsAt)),
  elapse,
}
