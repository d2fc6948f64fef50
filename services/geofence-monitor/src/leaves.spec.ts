import { play, scenario } from '@zhijian/testkit'
import type { SuperviseeEvent } from '@zhijian/contracts'
import type { Instant } from '@zhijian/kernel'
import { describe, expect, it } from 'vitest'
import type { SuperviseeCommand } from './state.ts'
import { supervisee } from './supervisee.ts'
import { ask, begin, BEGIN, HEAD, OFFICER, on, person1, SEALED } from './supervisee.fixtures.ts'

const given = (...commands: readonly SuperviseeCommand[]) => scenario(supervisee)(play(supervisee, [begin(BEGIN), ...commands]).events.map(({ event }) => event))
const request = (at: Instant, id: string, from: Instant, until: Instant, by = person1): SuperviseeCommand =>
  ask('RequestLeave', at, { leaveId: id as never, cause: 'medical', from, until, reason: SEALED, destination: SEALED, proofs: [], isOfficer: by !== person1 }, by)
const approve = (at: Instant, id: string, by = OFFICER, decision: string | null = null): SuperviseeCommand =>
  ask('ApproveLeave', at, { leaveId: id as never, area: null, decision: decision as never, byHead: by === HEAD }, by)
const of = (type: 'WithdrawLeave' | 'ReportBack', at: Instant, id: string, by = type === 'WithdrawLeave' ? person1 : OFFICER) => ask(type, at, { leaveId: id as never }, by)
const T = on('02-01 09:00')
const week = request(T, 'l1', on('02-03 00:00'), on('02-10 00:00'))
const facts = (events: readonly SuperviseeEvent[]) => events.map(({ type, data }) => `${type} ${data.at}`)

describe('leave', () => {
  it('of a week is the office\'s, of more the county\'s, of more than thirty days the next level\'s', () => {
    const levels = [['02-10 00:00', 'office'], ['02-10 01:00', 'county'], ['03-05 00:00', 'county'], ['03-06 00:00', 'superior']] as const
    for (const [until, level] of levels) expect(given().when(request(T, 'l1', on('02-03 00:00'), on(until))).events).toMatchObject([{ type: 'LeaveRequested', data: { level } }])
    given(request(T, 'l1', on('02-03 00:00'), on('02-12 00:00'))).when(approve(T, 'l1')).thenRefused('leave-needs-head')
    expect(given(request(T, 'l1', on('02-03 00:00'), on('02-12 00:00'))).when(approve(T, 'l1', HEAD)).events).toMatchObject([{ type: 'LeaveApproved', data: { level: 'county', toldProcuratorate: false } }])
    given(request(T, 'l1', on('02-03 00:00'), on('03-06 00:00'))).when(approve(T, 'l1', HEAD)).thenRefused('leave-needs-superior')
    expect(given(request(T, 'l1', on('02-03 00:00'), on('03-06 00:00'))).when(approve(T, 'l1', HEAD, '乌司矫〔2026〕3号')).events).toMatchObject([{ data: { level: 'superior', toldProcuratorate: true } }])
  })
  it('is added up over two months', () => {
    const before = [0, 1, 2, 3].flatMap((n) => [request(T, `a${n}`, on(`02-${String(3 + 7 * n).padStart(2, '0')} 00:00`), on(n === 3 ? '03-03 00:00' : `02-${10 + 7 * n} 00:00`)), approve(T, `a${n}`)])
    expect(given(...before).when(request(T, 'b', on('03-05 00:00'), on('03-08 00:00'))).events).toMatchObject([{ data: { days: 3, cumulatedDays: 31, level: 'superior' } }])
    expect(given(...before).when(request(T, 'b', on('06-05 00:00'), on('06-08 00:00'))).events).toMatchObject([{ data: { days: 3, cumulatedDays: 3, level: 'office' } }])
  })
  it('ends by itself; who has not reported back a day later has overrun it', () => {
    expect(facts(given(week, approve(T, 'l1')).whenTimePasses(on('02-20 00:00')).events)).toEqual([`LeaveOver ${on('02-10 00:00')}`, `LeaveOverrun ${on('02-11 00:00')}`])
    expect(facts(given(week, approve(T, 'l1'), of('ReportBack', on('02-10 10:00'), 'l1')).whenTimePasses(on('02-20 00:00')).events)).toEqual([])
    given(week).whenTimePasses(on('02-20 00:00')).thenNothing()
  })
  it('that she comes back from early is over from then on', () => {
    const { state } = given(week, approve(T, 'l1'), of('ReportBack', on('02-05 10:00'), 'l1'))
    expect(state.leaves).toMatchObject([{ phase: 'reported', until: on('02-05 10:00') }])
  })
  it('may be taken back by herself before it begins, and by nobody else', () => {
    expect(facts(given(week, approve(T, 'l1')).when(of('WithdrawLeave', on('02-02 00:00'), 'l1')).events)).toEqual([`LeaveWithdrawn ${on('02-02 00:00')}`])
    given(week, approve(T, 'l1')).when(of('WithdrawLeave', on('02-03 00:00'), 'l1')).thenRefused('leave-decided')
    given(week).when(of('WithdrawLeave', T, 'l1', OFFICER)).thenRefused('not-supervisee')
  })
  it.each([
    ['not-supervisee', [], ask('RequestLeave', T, { leaveId: 'l1' as never, cause: 'work', from: T, until: on('02-03 00:00'), reason: SEALED, destination: SEALED, proofs: [], isOfficer: false }, 'li' as never)],
    ['leave-exists', [week], request(T, 'l1', on('02-04 00:00'), on('02-05 00:00'))], ['leave-without-length', [], request(T, 'l1', T, T)], ['leave-in-the-past', [], request(T, 'l1', BEGIN, on('01-20 00:00'))],
    ['no-such-leave', [], approve(T, 'l1')], ['leave-decided', [week, ask('RefuseLeave', T, { leaveId: 'l1' as never, reason: SEALED })], approve(T, 'l1')],
    ['leave-overlaps', [week, approve(T, 'l1'), request(T, 'l2', on('02-09 00:00'), on('02-11 00:00'))], approve(T, 'l2')],
  ] as const)('is refused: %s', (code, before, command) => { given(...before).when(command).thenRefused(code) })
})
