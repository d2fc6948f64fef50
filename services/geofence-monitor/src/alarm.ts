// An alarm: somebody has to look into something, and until when somebody must have said that he does. It is never a finding by itself.
// I1 One cause has one alarm. What is said of it again is nothing, unless it is worse: then the next level is called. A leave has one, whatever says that
//    it was overrun; one that was withdrawn is raised again where something else says so.
// I2 Who does not say in time that he heard is followed by the next level; after the last it stays open, and operators are told.
// I3 It is closed with what was found, by two different people. One whose cause was withdrawn before anybody was on it is withdrawn; after
//    that it is noted, and two people close it all the same.
import { ALARM_LEVELS, type AlarmClocks, type AlarmEvent, type AlarmFinding, type AlarmId, type AlarmLevel, type AlarmPhase, type AlarmRefusal, type PersonId, type alarmCommands } from '@zhijian/contracts'
import { accept, assert, elapsedMs, nothing, plus, refuse, unreachable, type Decider, type Decision, type Instant, type TimedCommand } from '@zhijian/kernel'
import type { z } from 'zod'

type Sent<Name extends keyof typeof alarmCommands> = Omit<z.infer<(typeof alarmCommands)[Name]>, 'alarmId' | 'because'>
type Ask<Type extends string, Rest> = TimedCommand & { readonly type: Type; readonly alarmId: AlarmId; readonly by: PersonId } & Rest
export type AlarmCommand =
  | Ask<'RaiseAlarm', Sent<'raise-alarm'> & { readonly clocks: AlarmClocks }>
  | Ask<'WithdrawAlarm', Sent<'withdraw-alarm'>>
  | Ask<'EaseAlarm', Sent<'ease-alarm'>>
  | Ask<'AcknowledgeAlarm', Sent<'acknowledge-alarm'>>
  | Ask<'ProposeFinding', Sent<'propose-finding'>>
  | Ask<'DeclineFinding', Sent<'decline-finding'>>
  | Ask<'CloseAlarm', Sent<'close-alarm'>>

export interface Alarm {
  readonly phase: AlarmPhase
  readonly alarmId: AlarmId
  readonly region: string
  readonly level: AlarmLevel
  readonly clocks: AlarmClocks
  /** Exclusive; null: nobody is waited for. */
  readonly acknowledgeDue: Instant | null
  readonly raisedAt: Instant
  readonly acknowledgedBy: PersonId | null
  readonly proposed: { readonly finding: AlarmFinding; readonly by: PersonId } | null
  readonly closed: { readonly finding: AlarmFinding; readonly by: PersonId } | null
  /** What was said of it already: causes withdrawn, or eased. */
  readonly said: readonly string[]
}
export type AlarmState = { readonly phase: 'absent' } | Alarm

const evolve = (state: AlarmState, event: AlarmEvent): AlarmState => {
  if (event.type === 'AlarmRaised') {
    const { alarmId, region, level, clocks, acknowledgeDue, at } = event.data
    return { phase: 'raised', alarmId, region, level, clocks, acknowledgeDue, raisedAt: at, acknowledgedBy: null, proposed: null, closed: null, said: state.phase === 'absent' ? [] : state.said }
  }
  assert(state.phase !== 'absent', `${event.type} before the alarm was raised`)
  switch (event.type) {
    case 'AlarmEscalated': return { ...state, level: event.data.level, acknowledgeDue: event.data.acknowledgeDue }
    case 'AlarmUnheard': return { ...state, phase: 'unheard', acknowledgeDue: null }
    case 'AlarmAcknowledged': return { ...state, phase: 'acknowledged', acknowledgeDue: null, acknowledgedBy: event.data.by }
    case 'AlarmCauseWithdrawn': return { ...state, said: [...state.said, `withdrawn ${event.data.cause}`] }
    case 'AlarmEased': return { ...state, said: [...state.said, `eased ${event.data.cause}`] }
    case 'AlarmWithdrawn': return { ...state, phase: 'withdrawn', acknowledgeDue: null, said: [...state.said, `withdrawn ${event.data.cause}`] }
    case 'AlarmFindingProposed': return { ...state, proposed: { finding: event.data.finding, by: event.data.by } }
    case 'AlarmFindingDeclined': return { ...state, proposed: null }
    case 'AlarmClosed': return { ...state, phase: 'closed', acknowledgeDue: null, closed: { finding: event.data.finding, by: event.data.by } }
    default: return unreachable(event)
  }
}

const no = (code: AlarmRefusal): Decision<never> => refuse(code)
const dueOf = (level: AlarmLevel, { warningMs, alarmMs, lostMs }: AlarmClocks, at: Instant): Instant | null =>
  (level === 'notice' ? null : plus(at, { warning: warningMs, alarm: alarmMs, lost: lostMs }[level]))
const isWorse = (level: AlarmLevel, than: AlarmLevel): boolean => ALARM_LEVELS.indexOf(level) > ALARM_LEVELS.indexOf(than)

/** I1: whoever is on it already hears of it, and need not say so again. */
const worse = ({ alarmId, level, at }: Extract<AlarmCommand, { type: 'RaiseAlarm' }>, state: Alarm): Decision<AlarmEvent> =>
  accept({ type: 'AlarmEscalated', data: { alarmId, level, reason: 'worse', acknowledgeDue: state.acknowledgedBy === null ? dueOf(level, state.clocks, at) : null, at } })

const decide = (command: AlarmCommand, state: AlarmState): Decision<AlarmEvent> => {
  const { alarmId, by, at } = command
  if (command.type === 'RaiseAlarm') {
    const { superviseeId, region, kind, level, cause, since, officers, clocks } = command
    if (state.phase === 'absent' || (state.phase === 'withdrawn' && !state.said.includes(`withdrawn ${cause}`))) return accept({ type: 'AlarmRaised', data: { alarmId, superviseeId, region, kind, level, cause, since, officers, clocks, acknowledgeDue: dueOf(level, clocks, at), at } })
    const isOpen = state.phase !== 'closed' && state.phase !== 'withdrawn'
    return isOpen && isWorse(level, state.level) ? worse(command, state) : nothing
  }
  if (state.phase === 'absent') return no('no-such-alarm')
  if (state.phase === 'closed' || state.phase === 'withdrawn') {
    const isSame = (command.type === 'CloseAlarm' && state.closed?.by === by) || command.type === 'WithdrawAlarm' || command.type === 'EaseAlarm'
    return isSame ? nothing : no('alarm-closed')
  }
  switch (command.type) {
    case 'WithdrawAlarm': {
      const { cause } = command
      if (state.acknowledgedBy === null) return accept({ type: 'AlarmWithdrawn', data: { alarmId, cause, at } })
      return state.said.includes(`withdrawn ${cause}`) ? nothing : accept({ type: 'AlarmCauseWithdrawn', data: { alarmId, cause, at } })
    }
    case 'EaseAlarm': {
      const { cause, since } = command
      return state.said.includes(`eased ${cause}`) ? nothing : accept({ type: 'AlarmEased', data: { alarmId, cause, since, at } })
    }
    case 'AcknowledgeAlarm':
      return state.acknowledgedBy !== null ? nothing : accept({ type: 'AlarmAcknowledged', data: { alarmId, by, waitMs: elapsedMs(state.raisedAt, at), at } })
    case 'ProposeFinding': {
      const { finding, note } = command
      if (state.acknowledgedBy === null) return no('alarm-not-acknowledged')
      if (state.proposed !== null) return state.proposed.by === by && state.proposed.finding === finding ? nothing : no('finding-proposed')
      return accept({ type: 'AlarmFindingProposed', data: { alarmId, finding, note, by, at } })
    }
    case 'DeclineFinding': {
      if (state.proposed === null) return no('finding-not-proposed')
      return accept({ type: 'AlarmFindingDeclined', data: { alarmId, note: command.note, by, at } })
    }
    case 'CloseAlarm': {
      if (state.proposed === null) return no('finding-not-proposed')
      if (state.proposed.by === by) return no('same-person')
      return accept({ type: 'AlarmClosed', data: { alarmId, finding: state.proposed.finding, proposedBy: state.proposed.by, by, at } })
    }
    default: return unreachable(command)
  }
}

export const alarm: Decider<AlarmState, AlarmCommand, AlarmEvent> = {
  category: 'alarm',
  initial: () => ({ phase: 'absent' }),
  evolve,
  decide,
  nextDeadline: (state) => (state.phase === 'absent' ? null : state.acknowledgeDue),
  /** I2: from the office to the county; there is nobody above who is on duty. */
  elapse(state, at) {
    if (state.phase === 'absent') return []
    const { alarmId, level, clocks } = state
    return level === 'warning' ? [{ type: 'AlarmEscalated', data: { alarmId, level: 'alarm', reason: 'unheard', acknowledgeDue: dueOf('alarm', clocks, at), at } }]
      : [{ type: 'AlarmUnheard', data: { alarmId, at } }]
  },
}
