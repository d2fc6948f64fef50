// Who is told of what happens to somebody in community correction.
import type { StoredEvent } from '@zhijian/event-store'
import { describe, expect, it } from 'vitest'
import { SUPERVISION_NOTICES, supervisionNotice } from './notices.ts'
import { supervised, type Supervised } from './views/supervised.ts'

const event = (type: string, data: object = {}, stream = 'alarm-a1'): StoredEvent => ({ type: `${type}.v1`, stream, data }) as never
const alarm: Supervised = { countyCode: '150921', person: null, officers: ['wu'], level: 'warning' }
const her: Supervised = { countyCode: '150921', person: 'batu', officers: ['wu'], level: null }
const told = (type: (typeof SUPERVISION_NOTICES)[number], data: object, who: Supervised) => {
  const notice = supervisionNotice(event(type, data), who)
  return notice === null ? null : [notice.notice, notice.recipients.map((each) => (each.kind === 'person' ? each.id : each.kind === 'duty' ? each.rank : each.role)).join('+'), notice.isUrgent]
}

describe('of a supervisee', () => {
  it('alarms go to those who answer for her, and from the county\'s level on to the head', () => {
    expect(told('AlarmRaised', { kind: 'out-of-area', level: 'warning' }, alarm)).toEqual(['alarm-raised', 'wu', true])
    expect(told('AlarmRaised', { kind: 'out-of-area', level: 'notice' }, { ...alarm, level: 'notice', officers: [] })).toEqual(['alarm-raised', 'head', false])
    expect(told('AlarmEscalated', { level: 'alarm' }, { ...alarm, level: 'alarm' })).toEqual(['alarm-escalated', 'wu+head', true])
    expect(told('AlarmUnheard', {}, { ...alarm, level: 'alarm' })).toEqual(['alarm-escalated', 'wu+head+deputy', true])
    expect(told('AlarmWithdrawn', {}, alarm)).toEqual(['alarm-withdrawn', 'wu', false])
  })
  it('say how the alarm must stand for them to be true', () => {
    const whileOf = (type: (typeof SUPERVISION_NOTICES)[number], data: object) => {
      const { phases, level } = supervisionNotice(event(type, { alarmId: 'a1', ...data }), alarm)!.trueWhile!
      return [phases.join(' '), level]
    }
    expect(whileOf('AlarmRaised', { level: 'warning' })).toEqual(['raised unheard', 'warning'])
    expect(whileOf('AlarmEscalated', { level: 'alarm', reason: 'unheard' })).toEqual(['raised unheard', 'alarm'])
    expect(whileOf('AlarmEscalated', { level: 'lost', reason: 'worse' })).toEqual(['raised unheard acknowledged', 'lost'])
    expect([whileOf('AlarmUnheard', {}), whileOf('AlarmWithdrawn', {}), whileOf('AlarmCauseWithdrawn', {})]).toEqual([['unheard', null], ['withdrawn', null], ['acknowledged', null]])
  })
  it('a hint that her device lies without her goes to them too, without haste; others are there to be seen', () => {
    expect(told('HintNoted', { hint: { kind: 'separation', signs: [] } }, her)).toEqual(['separation-hint', 'wu', false])
    expect(told('HintNoted', { hint: { kind: 'separation', signs: [] } }, { ...her, officers: [] })).toEqual(['separation-hint', 'head', false])
    expect(told('HintNoted', { hint: { kind: 'mock', digests: [] } }, her)).toBeNull()
  })
  it('she is told what she has to do, as long as she has time for it, and what was decided', () => {
    expect(told('CheckInDue', { dueAt: '2026-03-01T01:00:00.000Z' }, her)).toEqual(['check-in-due', 'batu', true])
    expect(supervisionNotice(event('CheckOpened', { closesAt: '2026-03-01T01:00:00.000Z' }), her)).toMatchObject({ trueUntil: '2026-03-01T01:00:00.000Z' })
    expect(told('LeaveRequested', {}, her)).toEqual(['leave-requested', 'wu', false])
    expect(told('LeaveRefused', {}, her)).toEqual(['leave-decided', 'batu', false])
  })
  it('it is remembered who answers for her, and how high an alarm is', () => {
    const raised = supervised.evolve(null, event('AlarmRaised', { region: '150921100', officers: ['wu'], level: 'warning' }), 'alarm-a1')
    expect(supervised.evolve(raised, event('AlarmEscalated', { level: 'alarm' }), 'alarm-a1')).toEqual({ ...alarm, level: 'alarm' })
    const begun = supervised.evolve(null, event('SupervisionBegan', { region: '150921100', person: 'batu', officers: [] }, 'supervisee-s1'), 'supervisee-s1')
    expect(supervised.evolve(begun, event('OfficeAssigned', { officers: ['wu'] }, 'supervisee-s1'), 'supervisee-s1')).toEqual(her)
  })
})
