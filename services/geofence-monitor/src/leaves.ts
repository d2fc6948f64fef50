// Leave (请假外出). An approved leave reshapes by itself where somebody may be, from its first instant until its end.
// L1 How long it is, and how long with those before it, says who decides; it is reckoned again when it is approved. 社区矫正法 第二十七条;
//    the tiers are the installation's, because no text of law that could be read gives them.
// L2 Its end is an end: from that instant the conditions are what they were. Who has not reported back when the time for it is over has
//    overrun, and that is the only thing said of it here.
import type { LeaveLevel, SuperviseeEvent } from '@zhijian/contracts'
import { accept, earliest, epochMs, nothing, plus, type Instant } from '@zhijian/kernel'
import { monthsAfter } from './months.ts'
import { no, type Asked, type Decided, type LeaveAsked, type Supervisee } from './state.ts'

const DAY_MS = 86_400_000
const GRANTED: readonly LeaveAsked['phase'][] = ['approved', 'over', 'overrun', 'reported']
const isGranted = ({ phase }: LeaveAsked): boolean => GRANTED.includes(phase)
const daysOf = ({ from, until }: { readonly from: Instant; readonly until: Instant }): number => Math.ceil((epochMs(until) - epochMs(from)) / DAY_MS)

/** L1 */
const reckoned = ({ terms, leaves }: Supervisee, leaveId: string, term: { readonly from: Instant; readonly until: Instant }): { readonly days: number; readonly cumulatedDays: number; readonly level: LeaveLevel } => {
  const { leave: { officeDays, grantDays, cumulatedDays: most, cumulatedMonths }, utcOffsetMs } = terms!
  const days = daysOf(term)
  const begins = monthsAfter(term.from, -cumulatedMonths, utcOffsetMs)
  const before = leaves.filter((each) => each.leaveId !== leaveId && isGranted(each) && each.from >= begins && each.from < term.from)
  const cumulatedDays = before.reduce((sum, each) => sum + each.days, days)
  return { days, cumulatedDays, level: days > grantDays || cumulatedDays > most ? 'superior' : days > officeDays ? 'county' : 'office' }
}
const changed = (state: Supervisee, leaveId: string, change: Partial<LeaveAsked>): Supervisee =>
  ({ ...state, leaves: state.leaves.map((each) => (each.leaveId === leaveId ? { ...each, ...change } : each)) })

type LeaveEvent = Extract<SuperviseeEvent, { type: `Leave${string}` }>
export const leaveEvolved = (state: Supervisee, { type, data }: Exclude<LeaveEvent, { type: 'LeaveRequested' | 'LeaveApproved' }>): Supervisee => {
  switch (type) {
    case 'LeaveRefused': return changed(state, data.leaveId, { phase: 'refused' })
    case 'LeaveWithdrawn': return changed(state, data.leaveId, { phase: 'withdrawn' })
    case 'LeaveOver': return changed(state, data.leaveId, { phase: 'over' })
    case 'LeaveOverrun': return changed(state, data.leaveId, { phase: 'overrun' })
    case 'LeaveReported': {
      // Back early: what it reshaped is as it was from now on.
      const leave = state.leaves.find((each) => each.leaveId === data.leaveId)
      const until = leave !== undefined && leave.until > data.at ? data.at : leave?.until
      return changed(state, data.leaveId, { phase: 'reported', ...(until === undefined ? {} : { until }) })
    }
    default: return state
  }
}
export const leaveRequested = (state: Supervisee, { data: { leaveId, from, until, days, level, at } }: Extract<LeaveEvent, { type: 'LeaveRequested' }>): Supervisee => {
  // Whatever can count for another is kept, and nothing longer.
  const counts = monthsAfter(at, -state.terms!.leave.cumulatedMonths - 1, state.terms!.utcOffsetMs)
  return { ...state, leaves: [...state.leaves.filter((each) => each.until >= counts || each.phase === 'over'), { leaveId, from, until, days, level, phase: 'requested', hasArea: false }] }
}
export const leaveApproved = (state: Supervisee, { data: { leaveId, level, area } }: Extract<LeaveEvent, { type: 'LeaveApproved' }>): Supervisee =>
  changed(state, leaveId, { phase: 'approved', level, hasArea: area !== null })

export const requestLeave = ({ type: _, isOfficer, ...asked }: Asked<'RequestLeave'>, state: Supervisee): Decided => {
  const { leaveId, from, until, by, at } = asked
  if (!isOfficer && by !== state.person) return no('not-supervisee')
  const known = state.leaves.find((each) => each.leaveId === leaveId)
  if (known !== undefined) return known.from === from && known.until === until ? nothing : no('leave-exists')
  if (from >= until) return no('leave-without-length')
  if (until <= at) return no('leave-in-the-past')
  return accept({ type: 'LeaveRequested', data: { ...asked, ...reckoned(state, leaveId, asked) } })
}

export const approveLeave = ({ superviseeId, leaveId, area, decision, byHead, by, at }: Asked<'ApproveLeave'>, state: Supervisee): Decided => {
  const leave = state.leaves.find((each) => each.leaveId === leaveId)
  if (leave === undefined) return no('no-such-leave')
  if (isGranted(leave)) return nothing
  if (leave.phase !== 'requested') return no('leave-decided')
  if (leave.until <= at) return no('leave-in-the-past')
  if (state.leaves.some((each) => each.leaveId !== leaveId && isGranted(each) && each.from < leave.until && leave.from < each.until)) return no('leave-overlaps')
  const { level, cumulatedDays, days } = reckoned(state, leaveId, leave)
  if (level !== 'office' && !byHead) return no('leave-needs-head', { days, cumulated: cumulatedDays })
  if (level === 'superior' && decision === null) return no('leave-needs-superior', { days, cumulated: cumulatedDays })
  return accept({ type: 'LeaveApproved', data: { superviseeId, leaveId, level, area, decision, toldProcuratorate: level === 'superior', by, at } })
}
export const refuseLeave = ({ superviseeId, leaveId, reason, by, at }: Asked<'RefuseLeave'>, { leaves }: Supervisee): Decided => {
  const leave = leaves.find((each) => each.leaveId === leaveId)
  if (leave === undefined) return no('no-such-leave')
  if (leave.phase === 'refused') return nothing
  return leave.phase === 'requested' ? accept({ type: 'LeaveRefused', data: { superviseeId, leaveId, reason, by, at } }) : no('leave-decided')
}
/** By herself, before it is decided on or before it begins. */
export const withdrawLeave = ({ superviseeId, leaveId, by, at }: Asked<'WithdrawLeave'>, { leaves, person }: Supervisee): Decided => {
  if (by !== person) return no('not-supervisee')
  const leave = leaves.find((each) => each.leaveId === leaveId)
  if (leave === undefined) return no('no-such-leave')
  if (leave.phase === 'withdrawn') return nothing
  const mayStill = leave.phase === 'requested' || (leave.phase === 'approved' && at < leave.from)
  return mayStill ? accept({ type: 'LeaveWithdrawn', data: { superviseeId, leaveId, by, at } }) : no('leave-decided')
}
export const reportBack = ({ superviseeId, leaveId, by, at }: Asked<'ReportBack'>, { leaves }: Supervisee): Decided => {
  const leave = leaves.find((each) => each.leaveId === leaveId)
  if (leave === undefined) return no('no-such-leave')
  if (leave.phase === 'reported') return nothing
  return isGranted(leave) ? accept({ type: 'LeaveReported', data: { superviseeId, leaveId, by, at } }) : no('leave-decided')
}

const reportDue = ({ terms }: Supervisee, { until }: LeaveAsked): Instant => plus(until, terms!.leave.reportMs)
export const leaveDeadline = (state: Supervisee): Instant | null => earliest(...state.leaves.map((leave) => (
  leave.phase === 'approved' ? leave.until : leave.phase === 'over' ? reportDue(state, leave) : null)))
export const leaveElapsed = (state: Supervisee, at: Instant): readonly SuperviseeEvent[] => state.leaves.flatMap((leave): readonly SuperviseeEvent[] => {
  const { leaveId, phase, until } = leave
  const data = { superviseeId: state.superviseeId!, leaveId, at }
  const overrun: SuperviseeEvent = { type: 'LeaveOverrun', data }
  if (phase === 'approved' && until === at) return [{ type: 'LeaveOver', data }, ...(state.terms!.leave.reportMs === 0 ? [overrun] : [])]
  return phase === 'over' && reportDue(state, leave) === at ? [overrun] : []
})
