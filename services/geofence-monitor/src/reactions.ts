// What raises an alarm about somebody, and what takes it back. Pure but for looking up who answers for her.
import { superviseeEvents, type AlarmKind, type AlarmLevel, type SuperviseeEvent } from '@zhijian/contracts'
import { epochMs, instantAt, type JsonObject } from '@zhijian/kernel'
import type { Outgoing, Reaction, ServicePorts } from '@zhijian/runtime'
import { alarmAggregate, superviseeAggregate } from './aggregates.ts'
import type { AlarmState } from './alarm.ts'
import { isHinted } from './separation.ts'
import type { Said, Supervisee } from './state.ts'

const tell = (command: string, data: JsonObject): Outgoing => ({ service: 'geofence-monitor', command, data })
/** I1 of alarms: made from its cause. */
export const alarmOf = (superviseeId: string, cause: string): string => `${superviseeId}-${cause}`

const KINDS = { OutOfArea: 'out-of-area', InForbiddenZone: 'in-forbidden-zone', LeaveOverrun: 'leave-overrun' } as const
/** 提示: shown; 预警: the justice office; 告警: the county; 失联: to be searched for. An injunction that is broken calls the county at once. */
const LEVELS = { OutOfArea: 'warning', InForbiddenZone: 'alarm', LeaveOverrun: 'warning' } as const satisfies Record<keyof typeof KINDS, AlarmLevel>
const RUNGS = { reminded: 'notice', warned: 'warning', alarmed: 'alarm', lost: 'lost' } as const

/** Where she was outside since before the leave ended, and was not back: it is the same absence. Null: none. */
export const absenceIn = ({ said, leaves }: Pick<Supervisee, 'said' | 'leaves'>, leaveId: string): string | null => {
  const leave = leaves.find((each) => each.leaveId === leaveId)
  if (leave === undefined) return null
  const [from, until] = [epochMs(leave.from), epochMs(leave.until)]
  const isBack = ({ condition, knownAt }: Said): boolean => said.some((each) => each.condition === condition && each.kind === 'Kept' && each.knownAt > knownAt)
  return said.findLast((each) => each.kind === 'OutOfArea' && from <= each.since && each.since < until && !isBack(each))?.transitionId ?? null
}

/** @param open of an alarm: whether it is still worked on */
export const afterSupervision = (
  event: SuperviseeEvent, { region, officers, said, leaves, ...rest }: Pick<Supervisee, 'region' | 'officers' | 'said' | 'hints' | 'terms' | 'leaves'>, open: (alarmId: string) => boolean = () => false,
): readonly Outgoing[] => {
  const { type, data } = event
  const { superviseeId } = data
  const raise = (cause: string, kind: AlarmKind, level: AlarmLevel, since: string, named = cause): readonly Outgoing[] =>
    [tell('raise-alarm', { alarmId: alarmOf(superviseeId, named), superviseeId, region: region!, kind, level, cause, since, officers: [...officers] })]
  const ease = (cause: string, by: string, since: string): readonly Outgoing[] => [tell('ease-alarm', { alarmId: alarmOf(superviseeId, cause), cause: by, since })]
  /** What a finding's alarm is named by: all that says that one leave was overrun has one alarm. */
  const nameOf = ({ kind, transitionId, leave }: Pick<Said, 'kind' | 'transitionId' | 'leave'>): string => (kind === 'LeaveOverrun' ? leave ?? transitionId : transitionId)
  /** Not there when she should be: a notice, and more where the phone seemed to lie without her (H2 of separation.ts). */
  const unseen = (): AlarmLevel => (isHinted(rest, data.at) ? 'warning' : 'notice')
  switch (type) {
    case 'TransitionFound': {
      const { kind, transitionId, since, condition, knownAt } = data
      if (kind !== 'Kept') return raise(transitionId, KINDS[kind], LEVELS[kind], since, nameOf(data))
      // Back from what was said last of this condition.
      const knownMs = Date.parse(knownAt)
      const last = said.filter((each) => each.condition === condition && each.kind !== 'Kept' && each.knownAt < knownMs).toSorted((a, b) => b.knownAt - a.knownAt)[0]
      return last === undefined ? [] : ease(nameOf(last), transitionId, since)
    }
    case 'TransitionWithdrawn': {
      if (data.kind === 'Kept') return []
      // That she did not report back, or another border, says so still.
      const stands = data.kind === 'LeaveOverrun' && (leaves.some(({ leaveId, phase }) => leaveId === data.leave && phase === 'overrun') || said.some(({ kind, leave }) => kind === 'LeaveOverrun' && leave === data.leave))
      return stands ? [] : [tell('withdraw-alarm', { alarmId: alarmOf(superviseeId, nameOf(data)), cause: data.transitionId })]
    }
    case 'SilenceReached': return raise(`silence-${data.spell}`, 'silent', RUNGS[data.rung], instantAt(data.spell))
    case 'HeardAgain': return ease(`silence-${data.spell}`, 'heard', data.at)
    case 'LeaveOverrun': {
      // Out of what the leave allowed, and not back since: whoever is on that hears that it has become worse.
      const absence = absenceIn({ said, leaves }, data.leaveId)
      return absence !== null && open(alarmOf(superviseeId, absence)) ? raise(data.leaveId, 'leave-overrun', 'alarm', data.at, absence) : raise(data.leaveId, 'leave-overrun', 'warning', data.at)
    }
    case 'LeaveReported': return ease(data.leaveId, 'reported', data.at)
    case 'CheckClosed': return data.reason === 'unanswered' ? raise(data.checkId, 'check-unanswered', unseen(), data.at) : []
    case 'CheckInMissed': return raise(data.checkInId, 'check-in-missed', unseen(), data.at)
    case 'CheckInJudged': return data.verdict === 'rejected' ? raise(data.checkInId, 'check-in-rejected', 'warning', data.at) : []
    default: return []
  }
}

export const createReactions = (ports: ServicePorts): readonly Reaction[] => [{
  name: 'raise-alarms',
  otherwise: () => ({ code: 'alarm-not-raised' }),
  on: {
    categories: ['supervisee'],
    types: ['TransitionFound', 'TransitionWithdrawn', 'SilenceReached', 'HeardAgain', 'LeaveOverrun', 'LeaveReported', 'CheckClosed', 'CheckInMissed', 'CheckInJudged'],
  },
  async run(stored) {
    const event = superviseeEvents.read(stored.type, stored.data)
    const loaded = event === null ? null : await ports.state<Supervisee>(superviseeAggregate, event.data.superviseeId)
    if (event === null || loaded === null) return []
    const absence = event.type === 'LeaveOverrun' ? absenceIn(loaded.state, event.data.leaveId) : null
    const alarm = absence === null ? null : (await ports.state<AlarmState>(alarmAggregate, alarmOf(event.data.superviseeId, absence)))?.state ?? null
    const isOpen = alarm !== null && alarm.phase !== 'absent' && alarm.phase !== 'closed' && alarm.phase !== 'withdrawn'
    return afterSupervision(event, loaded.state, () => isOpen)
  },
}]
