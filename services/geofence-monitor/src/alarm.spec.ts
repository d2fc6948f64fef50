import type { AlarmEvent, AlarmId, PersonId, SuperviseeEvent } from '@zhijian/contracts'
import { plus, type Instant } from '@zhijian/kernel'
import { play, scenario } from '@zhijian/testkit'
import { describe, expect, it } from 'vitest'
import { alarm, type AlarmCommand } from './alarm.ts'
import { afterSupervision } from './reactions.ts'
import { on, SEALED, superviseeId, TERMS } from './supervisee.fixtures.ts'

const alarmId = 'supervisee-1-t1' as AlarmId
const clocks = { warningMs: 1_800_000, alarmMs: 600_000, lostMs: 600_000 }
const [wu, bao] = ['wu', 'bao'] as PersonId[] as [PersonId, PersonId]
const T = on('02-01 09:00')
const min = (count: number): Instant => plus(T, count * 60_000)
const make = (type: AlarmCommand['type'], at: Instant, rest: object, by = wu) => ({ type, alarmId, by, at, ...rest } as unknown as AlarmCommand)
const raise = (level: string, at = T) => make('RaiseAlarm', at, { superviseeId, region: '150921100', kind: 'out-of-area', level, cause: 't1', since: T, officers: [wu], clocks })
const heard = (at: Instant, by = wu) => make('AcknowledgeAlarm', at, {}, by)
const propose = (at: Instant, by = wu, finding = 'no-breach') => make('ProposeFinding', at, { finding, note: SEALED }, by)
const close = (at: Instant, by = bao) => make('CloseAlarm', at, {}, by)
const withdraw = (at: Instant) => make('WithdrawAlarm', at, { cause: 't1' })
const given = (...commands: readonly AlarmCommand[]) => scenario(alarm)(play(alarm, commands).events.map(({ event }) => event))
const said = (events: readonly AlarmEvent[]) => events.map(({ type, data }) => `${type}${'level' in data ? ` ${data.level}` : ''} ${data.at}`)

describe('an alarm', () => {
  it('calls the county when the office does not say that it heard, and stays open when nobody does', () => {
    expect(said(given(raise('warning')).whenTimePasses(min(60)).events)).toEqual([`AlarmEscalated alarm ${min(30)}`, `AlarmUnheard ${min(40)}`])
    given(raise('notice')).whenTimePasses(min(600)).thenNothing()
    expect(said(given(raise('warning'), heard(min(5))).whenTimePasses(min(600)).events)).toEqual([])
    expect(said(given(raise('alarm')).when(heard(min(20))).events)).toEqual([`AlarmUnheard ${min(10)}`, `AlarmAcknowledged ${min(20)}`])
  })
  it('is one for one cause, and worse only when it is', () => {
    given(raise('warning')).when(raise('warning', min(1))).thenNothing()
    given(raise('warning')).when(raise('notice', min(1))).thenNothing()
    expect(given(raise('notice')).when(raise('warning', min(1))).events).toMatchObject([{ type: 'AlarmEscalated', data: { level: 'warning', reason: 'worse', acknowledgeDue: min(31) } }])
    expect(given(raise('warning'), heard(min(1))).when(raise('lost', min(2))).events).toMatchObject([{ data: { level: 'lost', acknowledgeDue: null } }])
  })
  it('whose cause is withdrawn is withdrawn; where somebody is on it, it is told and stays', () => {
    expect(said(given(raise('warning')).when(withdraw(min(1))).events)).toEqual([`AlarmWithdrawn ${min(1)}`])
    given(raise('warning'), withdraw(min(1))).when(heard(min(2))).thenRefused('alarm-closed')
    expect(said(given(raise('warning'), heard(min(1))).when(withdraw(min(2))).events)).toEqual([`AlarmCauseWithdrawn ${min(2)}`])
    given(raise('warning'), heard(min(1)), withdraw(min(2))).when(withdraw(min(3))).thenNothing()
  })
  it('is closed with a finding by two people', () => {
    given(raise('warning')).when(propose(min(1))).thenRefused('alarm-not-acknowledged')
    given(raise('warning'), heard(min(1))).when(close(min(2))).thenRefused('finding-not-proposed')
    const proposed = [raise('warning'), heard(min(1)), propose(min(2))]
    given(...proposed).when(close(min(3), wu)).thenRefused('same-person')
    given(...proposed).when(propose(min(3), bao)).thenRefused('finding-proposed')
    expect(given(...proposed).when(close(min(3))).events).toMatchObject([{ type: 'AlarmClosed', data: { finding: 'no-breach', proposedBy: 'wu', by: 'bao' } }])
    given(...proposed, make('DeclineFinding', min(3), { note: SEALED }, bao)).when(close(min(4))).thenRefused('finding-not-proposed')
    given(...proposed, close(min(3))).when(propose(min(4))).thenRefused('alarm-closed')
    given().when(heard(T)).thenRefused('no-such-alarm')
  })
})

describe('what happens to a supervisee', () => {
  const finding = { superviseeId, transitionId: 't1', kind: 'OutOfArea', condition: 'area', version: 1, zones: ['home@1'], basis: 'b', leave: null, rules: 1, since: T, knownAt: min(6), evidence: [], at: min(7) }
  const after = (type: SuperviseeEvent['type'], data: object, before: readonly object[] = [], hints: Readonly<Record<string, string>> = {}) =>
    afterSupervision({ type, data: { ...finding, ...data } } as SuperviseeEvent, { region: '150921100', officers: [wu], said: before as never, hints, terms: TERMS, leaves: [] })
  it('raises an alarm of its own kind and level', () => {
    const raised = (type: SuperviseeEvent['type'], data: object) => after(type, data).map(({ command, data: { alarmId: id, kind, level } }) => [command, id, kind, level].join(' '))
    expect(raised('TransitionFound', {})).toEqual(['raise-alarm supervisee-1-t1 out-of-area warning'])
    expect(raised('TransitionFound', { kind: 'InForbiddenZone' })).toEqual(['raise-alarm supervisee-1-t1 in-forbidden-zone alarm'])
    expect(raised('SilenceReached', { spell: 5, rung: 'lost' })).toEqual(['raise-alarm supervisee-1-silence-5 silent lost'])
    expect(raised('LeaveOverrun', { leaveId: 'l1' })).toEqual(['raise-alarm supervisee-1-l1 leave-overrun warning'])
    expect(raised('CheckClosed', { checkId: 'c1', reason: 'basis-over' })).toEqual([])
    expect(raised('CheckInMissed', { checkInId: 'ci-1' })).toEqual(['raise-alarm supervisee-1-ci-1 check-in-missed notice'])
    expect(raised('CheckInJudged', { checkInId: 'ci-1', verdict: 'accepted' })).toEqual([])
  })
  it('of a check-in that was missed, one higher while her phone seems to lie without her, and none for that alone', () => {
    const level = (type: SuperviseeEvent['type'], data: object, hints: Readonly<Record<string, string>>) => after(type, data, [], hints).map(({ data: { level: of } }) => of)
    const today = { separation: T.slice(0, 10) }
    expect(level('CheckInMissed', { checkInId: 'ci-1', at: T }, today)).toEqual(['warning'])
    expect(level('CheckClosed', { checkId: 'c1', reason: 'unanswered', at: plus(T, 86_400_000) }, today)).toEqual(['warning'])
    expect(level('CheckInMissed', { checkInId: 'ci-1', at: plus(T, 2 * 86_400_000) }, today)).toEqual(['notice'])
    expect(level('CheckInMissed', { checkInId: 'ci-1', at: T }, { mock: T.slice(0, 10) })).toEqual(['notice'])
    expect(level('HintNoted', { hint: { kind: 'separation', signs: ['does-not-move', 'check-in-missed'] } }, today)).toEqual([])
  })
  it('takes it back, or eases the one it was about', () => {
    expect(after('TransitionWithdrawn', {})).toMatchObject([{ command: 'withdraw-alarm', data: { alarmId: 'supervisee-1-t1', cause: 't1' } }])
    expect(after('TransitionWithdrawn', { kind: 'Kept' })).toEqual([])
    const before = [{ transitionId: 't1', condition: 'area', kind: 'OutOfArea', knownAt: Date.parse(T) }, { transitionId: 't2', condition: 'night', kind: 'OutOfArea', knownAt: Date.parse(min(1)) }]
    expect(after('TransitionFound', { kind: 'Kept', transitionId: 't3' }, before)).toMatchObject([{ command: 'ease-alarm', data: { alarmId: 'supervisee-1-t1', cause: 't3' } }])
    expect(after('TransitionFound', { kind: 'Kept', transitionId: 't3' })).toEqual([])
  })
})

describe('one leave', () => {
  const leave = { leaveId: 'l1', from: T, until: plus(T, 86_400_000), days: 1, level: 'office', phase: 'over', hasArea: true } as never
  const overrun = { transitionId: 't2', kind: 'LeaveOverrun', condition: 'area', leave: 'l1', since: Date.parse(T) + 90_000_000, knownAt: Date.parse(T) + 90_300_000 }
  const out = { ...overrun, transitionId: 't1', kind: 'OutOfArea', leave: null, since: Date.parse(T) + 3_600_000, knownAt: Date.parse(T) + 3_900_000 }
  const state = (said: readonly object[], phase = 'over') => ({ region: '150921100', officers: [wu], said: said as never, hints: {}, terms: TERMS, leaves: [{ ...(leave as object), phase } as never] })
  const of = (type: SuperviseeEvent['type'], data: object, said: readonly object[], phase?: string, open = false) =>
    afterSupervision({ type, data: { superviseeId, leaveId: 'l1', at: plus(T, 2 * 86_400_000), ...data } } as never, state(said, phase), () => open).map(({ command, data: { alarmId: id, level, cause } }) => [command, id, level, cause].filter(Boolean).join(' '))
  it('has one alarm, by whichever border or clock it is overrun', () => {
    expect(of('TransitionFound', { ...overrun, since: T, knownAt: T }, [])).toEqual(['raise-alarm supervisee-1-l1 warning t2'])
    expect(of('TransitionFound', { ...overrun, transitionId: 't3', condition: 'night', since: T, knownAt: T }, [overrun])).toEqual(['raise-alarm supervisee-1-l1 warning t3'])
    expect(of('LeaveOverrun', {}, [overrun], 'overrun')).toEqual(['raise-alarm supervisee-1-l1 warning l1'])
    expect(of('TransitionFound', { kind: 'Kept', transitionId: 't4', condition: 'area', leave: null, since: T, knownAt: plus(T, 2 * 86_400_000) }, [overrun])).toEqual(['ease-alarm supervisee-1-l1 t4'])
  })
  it('whose area she left, and did not come back to, is the same absence, while somebody is on it', () => {
    expect(of('LeaveOverrun', {}, [out], 'overrun', true)).toEqual(['raise-alarm supervisee-1-t1 alarm l1'])
    expect(of('LeaveOverrun', {}, [out], 'overrun', false)).toEqual(['raise-alarm supervisee-1-l1 warning l1'])
    const back = { ...out, transitionId: 't5', kind: 'Kept', knownAt: out.knownAt + 1 }
    expect(of('LeaveOverrun', {}, [out, back], 'overrun', true)).toEqual(['raise-alarm supervisee-1-l1 warning l1'])
    expect(of('LeaveOverrun', {}, [{ ...out, since: Date.parse(T) - 1 }], 'overrun', true)).toEqual(['raise-alarm supervisee-1-l1 warning l1'])
  })
  it('keeps its alarm when late fixes take back one border, while another, or the clock, says so still', () => {
    expect(of('TransitionWithdrawn', overrun, [])).toEqual(['withdraw-alarm supervisee-1-l1 t2'])
    expect(of('TransitionWithdrawn', overrun, [{ ...overrun, transitionId: 't3', condition: 'night' }])).toEqual([])
    expect(of('TransitionWithdrawn', overrun, [], 'overrun')).toEqual([])
  })
  it('whose alarm was withdrawn is raised again by what is said later, and not by what was taken back', () => {
    const by = (cause: string, at: Instant): AlarmCommand => ({ ...raise('warning', at), cause } as never)
    const gone = [by('t2', T), { ...withdraw(min(1)), cause: 't2' } as never]
    given(...gone).when(by('t2', min(2))).thenNothing()
    expect(given(...gone).when(by('l1', min(2))).events).toMatchObject([{ type: 'AlarmRaised', data: { cause: 'l1' } }])
    given(...gone, by('l1', min(2))).when(by('t2', min(3))).thenNothing()
  })
})
