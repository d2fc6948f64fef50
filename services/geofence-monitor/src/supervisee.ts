// One person in community correction, and whether the platform may know where that person is.
// I1 Without a live basis no position is taken: a check needs permitted checks, a track needs an approval. Whatever a basis carries ends at
//    the very instant that the basis does; a track goes on where an approval that was given before begins at that instant.
// I2 Checks (信息化核查) stand on a signed letter, and are few and short. Positioning (电子定位) stands on one of five grounds, for
//    three months of the calendar at most; to go on is to approve anew. 社区矫正法 第二十六条, 第二十九条.
// I3 No basis outlives the correction itself, and no two of the same kind run at once.
// Zones, what follows from positions, leave and check-ins are in files of their own.
import type { BasisId, DeviceKind, SuperviseeEvent } from '@zhijian/contracts'
import { accept, earliest, epochMs, nothing, plus, unreachable, type Decider, type Decision, type Instant, type TimedCommand } from '@zhijian/kernel'
import { assessPositions, noteSilence, saidOf } from './assessing.ts'
import { answerCheckIn, checkInDeadlines, checkInElapsed, checkInEvolved, judgeCheckIn, planCheckIns, stopCheckIns } from './check-ins.ts'
import { approveLeave, leaveApproved, leaveDeadline, leaveElapsed, leaveEvolved, leaveRequested, refuseLeave, reportBack, requestLeave, withdrawLeave } from './leaves.ts'
import { dayOf, monthsAfter } from './months.ts'
import { noteHint, signed } from './separation.ts'
import { absent, no, RECENT_MS, type Asked, type Basis, type Supervisee, type SuperviseeCommand, type Taking } from './state.ts'
import { approveZone, proposeZone, rejectZone, retireZone, setZone, zoneProposalDecided, zoneProposed, zoneRetired, zoneSet } from './zones.ts'

export type { Supervisee, SuperviseeCommand } from './state.ts'

/** A span in which positions may be taken begins; those long over are let go of. */
const taking = (state: Supervisee, begins: Taking): readonly Taking[] => [...state.takings.filter(({ until }) => until >= begins.from - RECENT_MS), begins]
const taken = (state: Supervisee, id: string, at: Instant): readonly Taking[] => state.takings.map((each) => (each.id === id && each.until > epochMs(at) ? { ...each, until: epochMs(at) } : each))

const evolve = (state: Supervisee, { type, data }: SuperviseeEvent): Supervisee => {
  switch (type) {
    case 'SupervisionBegan': {
      const { superviseeId, person, from, until, terms, region, office, officers } = data
      return { ...state, phase: 'under-correction', superviseeId, person, from, until, terms, region, office, officers }
    }
    case 'OfficeAssigned': return { ...state, region: data.region, office: data.office, officers: data.officers }
    case 'LetterSigned': return { ...state, isLetterSigned: true }
    case 'ChecksPermitted': return granted(state, null, data)
    case 'PositioningApproved': return granted(state, data.device, data)
    case 'BasisLapsed':
    case 'BasisEnded': return { ...state, bases: state.bases.map((each) => (each.basisId === data.basisId ? { ...each, isOver: true } : each)) }
    case 'DeviceBound': return { ...state, devices: [...state.devices, { deviceId: data.deviceId, kind: data.kind, isBound: true }] }
    case 'DeviceUnbound': return { ...state, devices: state.devices.map((each) => (each.deviceId === data.deviceId ? { ...each, isBound: false } : each)) }
    case 'TrackingStarted': {
      const { basisId, deviceId, at } = data
      const { until } = state.bases.find((each) => each.basisId === basisId) ?? { until: at }
      return { ...state, tracking: { basisId, deviceId }, takings: taking(state, { id: basisId, kind: 'electronic-positioning', from: epochMs(at), until: epochMs(until) }) }
    }
    case 'TrackingStopped': return { ...state, tracking: null, silence: null, takings: taken(state, data.basisId, data.at) }
    case 'CheckOpened': {
      const day = dayOf(data.at, state.terms!.utcOffsetMs)
      const before = state.checks.day === day ? state.checks : { opened: [], answered: [] }
      const { checkId, basisId, closesAt } = data
      const takings = taking(state, { id: checkId, kind: 'information-check', from: epochMs(data.at), until: epochMs(closesAt) })
      return { ...state, takings, check: { checkId, basisId, closesAt }, checks: { ...before, day, opened: [...before.opened, checkId] } }
    }
    case 'CheckAnswered': return { ...state, check: null, takings: taken(state, data.checkId, data.at), checks: { ...state.checks, answered: [...state.checks.answered, data.checkId] } }
    case 'CheckClosed': return signed({ ...state, check: null, takings: taken(state, data.checkId, data.at) }, { type, data })
    case 'ZoneSet': return zoneSet(state, { type, data })
    case 'ZoneRetired': return zoneRetired(state, { type, data })
    case 'ZoneProposed': return zoneProposed(state, { type, data })
    case 'ZoneProposalApproved': return zoneProposalDecided(state, data.proposalId, true)
    case 'ZoneProposalRejected': return zoneProposalDecided(state, data.proposalId, false)
    case 'PositionsAssessed': return state
    case 'TransitionFound': {
      const kept = state.said.filter(({ knownAt }) => knownAt >= epochMs(data.at) - RECENT_MS)
      return { ...state, said: [...kept, saidOf(data)], transitions: state.transitions + 1 }
    }
    case 'TransitionWithdrawn': return { ...state, said: state.said.filter(({ transitionId }) => transitionId !== data.transitionId) }
    case 'SilenceReached': return { ...state, silence: { rung: data.rung, spell: data.spell } }
    case 'HeardAgain': return { ...state, silence: null }
    case 'HintNoted': return { ...state, hints: { ...state.hints, [data.hint.kind]: dayOf(data.at, state.terms!.utcOffsetMs) } }
    case 'LeaveRequested': return leaveRequested(state, { type, data })
    case 'LeaveApproved': return leaveApproved(state, { type, data })
    case 'LeaveRefused':
    case 'LeaveWithdrawn':
    case 'LeaveReported':
    case 'LeaveOver':
    case 'LeaveOverrun': return leaveEvolved(state, { type, data } as never)
    case 'CheckInsPlanned':
    case 'CheckInsStopped':
    case 'CheckInDue':
    case 'CheckInAnswered':
    case 'CheckInMissed':
    case 'CheckInJudged': return signed(checkInEvolved(state, { type, data } as never), { type, data } as never)
    case 'CorrectionEnded': return { ...state, phase: 'over' }
    default: return unreachable(type)
  }
}
type Term = Pick<Basis, 'basisId' | 'from' | 'until'>
const granted = (state: Supervisee, device: DeviceKind | null, { basisId, from, until }: Term): Supervisee =>
  ({ ...state, bases: [...state.bases, { basisId, device, from, until, isOver: false }] })

const isChecks = ({ device }: Pick<Basis, 'device'>): boolean => device === null
const isLive = ({ isOver, from, until }: Basis, at: Instant): boolean => !isOver && from <= at && at < until

/** I1: what ends with a basis. */
const endsWith = ({ superviseeId, check, tracking }: Supervisee, basisId: BasisId, at: Instant): readonly SuperviseeEvent[] => [
  ...(check?.basisId === basisId ? [{ type: 'CheckClosed', data: { superviseeId: superviseeId!, checkId: check.checkId, reason: 'basis-over', at } } satisfies SuperviseeEvent] : []),
  ...(tracking?.basisId === basisId ? [{ type: 'TrackingStopped', data: { superviseeId: superviseeId!, ...tracking, reason: 'basis-over', at } } satisfies SuperviseeEvent] : []),
]
/** I3: everything that still runs ends with the correction. */
const overWith = (state: Supervisee, at: Instant): readonly SuperviseeEvent[] => state.bases.filter(({ isOver }) => !isOver).flatMap(({ basisId }): readonly SuperviseeEvent[] =>
  [...endsWith(state, basisId, at), { type: 'BasisLapsed', data: { superviseeId: state.superviseeId!, basisId, at } }])

/** I2, I3: why a basis of this kind cannot run from then until then. */
const whyNotGranted = ({ bases, from: begins, until: ends, terms }: Supervisee, device: DeviceKind | null, { basisId, from, until, at }: Term & TimedCommand): Decision<never> | null => {
  const { positioningMonths: months, utcOffsetMs } = terms!
  if (bases.some((each) => each.basisId === basisId)) return no('basis-exists')
  if (from >= until) return no('basis-without-length')
  if (until <= at) return no('basis-in-the-past')
  if (from < begins! || until > ends!) return no('basis-beyond-correction', { from: begins!, until: ends! })
  if (device !== null && until > monthsAfter(from, months, utcOffsetMs)) return no('basis-too-long', { months })
  return bases.some((each) => isChecks(each) === (device === null) && !each.isOver && each.from < until && from < each.until) ? no('basis-overlaps') : null
}
const isGranted = ({ bases }: Supervisee, device: DeviceKind | null, { basisId, from, until }: Term): boolean =>
  bases.some((each) => each.basisId === basisId && each.device === device && each.from === from && each.until === until)

const openCheck = ({ superviseeId, checkId, by, at }: Asked<'OpenCheck'>, { checks, check, terms, bases }: Supervisee): Decision<SuperviseeEvent> => {
  if (checks.opened.includes(checkId)) return nothing
  const basis = bases.find((each) => isChecks(each) && isLive(each, at))
  if (basis === undefined) return no('no-basis')
  if (check !== null) return no('check-open', { until: check.closesAt })
  const { checksPerDay, checkMs, utcOffsetMs } = terms!
  if (checks.day === dayOf(at, utcOffsetMs) && checks.opened.length >= checksPerDay) return no('too-many-checks', { max: checksPerDay })
  return accept({ type: 'CheckOpened', data: { superviseeId, checkId, basisId: basis.basisId, closesAt: plus(at, checkMs), by, at } })
}

const startTracking = ({ superviseeId, deviceId, by, at }: Asked<'StartTracking'>, { bases, devices, tracking }: Supervisee): Decision<SuperviseeEvent> => {
  if (tracking?.deviceId === deviceId) return nothing
  const basis = bases.find((each) => !isChecks(each) && isLive(each, at))
  if (basis === undefined) return no('no-basis')
  const device = devices.find((each) => each.deviceId === deviceId && each.isBound)
  if (device === undefined) return no('no-such-device')
  if (device.kind !== basis.device) return no('wrong-device')
  const before: readonly SuperviseeEvent[] = tracking === null ? [] : [{ type: 'TrackingStopped', data: { superviseeId, ...tracking, reason: 'stopped', at } }]
  return accept(...before, { type: 'TrackingStarted', data: { superviseeId, basisId: basis.basisId, deviceId, by, at } })
}

const decide = (command: SuperviseeCommand, state: Supervisee): Decision<SuperviseeEvent> => {
  const { superviseeId, by, at } = command
  if (command.type === 'BeginSupervision') {
    const { person, name, region, office, officers, sentence, from, until, terms } = command
    if (state.phase !== 'absent') return state.person === person && state.until === until ? nothing : no('supervisee-exists')
    if (from >= until || until <= at) return no('correction-without-length')
    return accept({ type: 'SupervisionBegan', data: { superviseeId, person, name, region, office, officers, sentence, from, until, terms, by, at } })
  }
  if (state.phase === 'absent') return no('no-such-supervisee')
  if (state.phase === 'over') return command.type === 'EndCorrection' ? nothing : no('correction-over')
  switch (command.type) {
    case 'AssignOffice': {
      const { region, office, officers } = command
      if (state.region === region && state.office === office && state.officers.join() === officers.join()) return nothing
      if (region.slice(0, 6) !== state.region!.slice(0, 6)) return no('region-outside-county')
      return accept({ type: 'OfficeAssigned', data: { superviseeId, region, office, officers, by, at } })
    }
    case 'SignLetter': {
      if (by !== state.person) return no('not-supervisee')
      return state.isLetterSigned ? nothing : accept({ type: 'LetterSigned', data: { superviseeId, letter: command.letter, at } })
    }
    case 'PermitChecks': {
      const { basisId, from, until } = command
      if (isGranted(state, null, command)) return nothing
      if (!state.isLetterSigned) return no('letter-not-signed')
      return whyNotGranted(state, null, command) ?? accept({ type: 'ChecksPermitted', data: { superviseeId, basisId, from, until, by, at } })
    }
    case 'ApprovePositioning': {
      const { basisId, ground, device, decision, from, until } = command
      if (isGranted(state, device, command)) return nothing
      if (device === 'phone' && !state.terms!.phoneMayServe) return no('phone-may-not-serve')
      return whyNotGranted(state, device, command) ?? accept({ type: 'PositioningApproved', data: { superviseeId, basisId, ground, device, decision, from, until, approvedBy: by, at } })
    }
    case 'EndBasis': {
      const { basisId, reason } = command
      const basis = state.bases.find((each) => each.basisId === basisId)
      if (!basis) return no('no-such-basis')
      return basis.isOver ? nothing : accept(...endsWith(state, basisId, at), { type: 'BasisEnded', data: { superviseeId, basisId, reason, by, at } })
    }
    case 'BindDevice': {
      const { deviceId, kind, serial } = command
      const known = state.devices.find((each) => each.deviceId === deviceId)
      if (known !== undefined) return known.isBound && known.kind === kind ? nothing : no('device-exists')
      return accept({ type: 'DeviceBound', data: { superviseeId, deviceId, kind, serial, by, at } })
    }
    case 'UnbindDevice': {
      const { deviceId } = command
      const known = state.devices.find((each) => each.deviceId === deviceId)
      if (known === undefined) return no('no-such-device')
      if (!known.isBound) return nothing
      const stopped: readonly SuperviseeEvent[] = state.tracking?.deviceId === deviceId ? [{ type: 'TrackingStopped', data: { superviseeId, ...state.tracking, reason: 'device-unbound', at } }] : []
      return accept(...stopped, { type: 'DeviceUnbound', data: { superviseeId, deviceId, by, at } })
    }
    case 'StartTracking': return startTracking(command, state)
    case 'StopTracking':
      return state.tracking === null ? nothing : accept({ type: 'TrackingStopped', data: { superviseeId, ...state.tracking, reason: 'stopped', at } })
    case 'OpenCheck': return openCheck(command, state)
    case 'AnswerCheck': {
      const { checkId } = command
      if (by !== state.person) return no('not-supervisee')
      if (state.checks.answered.includes(checkId)) return nothing
      if (state.check?.checkId === checkId) return accept({ type: 'CheckAnswered', data: { superviseeId, checkId, at } })
      return no(state.checks.opened.includes(checkId) ? 'check-closed' : 'no-such-check')
    }
    case 'EndCorrection': return accept(...overWith(state, at), { type: 'CorrectionEnded', data: { superviseeId, reason: command.reason, by, at } })
    case 'SetZone': return setZone(command, state)
    case 'RetireZone': return retireZone(command, state)
    case 'ProposeZone': return proposeZone(command, state)
    case 'ApproveZone': return approveZone(command, state)
    case 'RejectZone': return rejectZone(command, state)
    case 'AssessPositions': return assessPositions(command, state)
    case 'NoteSilence': return noteSilence(command, state)
    case 'NoteHint': return noteHint(command, state)
    case 'RequestLeave': return requestLeave(command, state)
    case 'ApproveLeave': return approveLeave(command, state)
    case 'RefuseLeave': return refuseLeave(command, state)
    case 'WithdrawLeave': return withdrawLeave(command, state)
    case 'ReportBack': return reportBack(command, state)
    case 'PlanCheckIns': return planCheckIns(command, state)
    case 'StopCheckIns': return stopCheckIns(command, state)
    case 'AnswerCheckIn': return answerCheckIn(command, state)
    case 'JudgeCheckIn': return judgeCheckIn(command, state)
    default: return unreachable(command)
  }
}

const nextDeadline = (state: Supervisee): Instant | null => {
  const { phase, until, check, bases } = state
  if (phase !== 'under-correction') return null
  return earliest(until, check?.closesAt, ...bases.filter(({ isOver }) => !isOver).map((each) => each.until), leaveDeadline(state), ...checkInDeadlines(state))
}

/** Where the next approval begins at the very instant, and is of the same kind of device, the track goes on under it. */
const goesOn = ({ superviseeId, bases, tracking }: Supervisee, over: Basis, at: Instant): readonly SuperviseeEvent[] => {
  const next = tracking?.basisId === over.basisId ? bases.find((each) => each.device === over.device && each.basisId !== over.basisId && isLive(each, at)) : undefined
  return next === undefined ? [] : [{ type: 'TrackingStarted', data: { superviseeId: superviseeId!, basisId: next.basisId, deviceId: tracking!.deviceId, by: null, at } }]
}

/** In this order: a check whose time is over was not answered, also where its basis ends with it. */
const elapse = (state: Supervisee, at: Instant): readonly SuperviseeEvent[] => {
  const { check, bases } = state
  const superviseeId = state.superviseeId!
  const unanswered: readonly SuperviseeEvent[] = check?.closesAt === at ? [{ type: 'CheckClosed', data: { superviseeId, checkId: check.checkId, reason: 'unanswered', at } }] : []
  const now = unanswered.length > 0 ? { ...state, check: null } : state
  if (state.until === at) return [...unanswered, ...overWith(now, at), { type: 'CorrectionEnded', data: { superviseeId, reason: 'served', by: null, at } }]
  return [...unanswered, ...bases.filter((each) => !each.isOver && each.until === at).flatMap((each): readonly SuperviseeEvent[] =>
    [...endsWith(now, each.basisId, at), { type: 'BasisLapsed', data: { superviseeId, basisId: each.basisId, at } }, ...goesOn(now, each, at)]),
    ...leaveElapsed(now, at), ...checkInElapsed(now, at)]
}

export const supervisee: Decider<Supervisee, SuperviseeCommand, SuperviseeEvent> = { category: 'supervisee', initial: () => absent, evolve, decide, nextDeadline, elapse }
