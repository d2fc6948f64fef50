import type { DutyEvent, LawyerId, RosterId, Shift } from '@zhijian/contracts'
import { play, scenario } from '@zhijian/testkit'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { duty, MAX_SHIFTS, type DutyCommand, type GrabAttested } from './duty.ts'
import { day } from './lawyer.fixtures.ts'

const given = scenario(duty)
const rosterId = '150921-2026-12' as RosterId
const [ZHAO, QIAN, SUN] = ['zhao', 'qian', 'sun'] as LawyerId[] as [LawyerId, LawyerId, LawyerId]
const rules = { grabFrom: day(1), maxShiftsPerLawyer: 2, releaseMs: 86_400_000, barMs: 30 * 86_400_000 }
const shift = (over: Partial<Shift> = {}): Shift =>
  ({ shiftId: 'a', post: 'online', startsAt: day(10), endsAt: day(10, '05:30:00'), capacity: 1, languages: [], ...over })
const able: GrabAttested = { isActive: true, languages: ['zh'], barredUntil: null }

const event = (type: DutyEvent['type'], data: object, at = day(0)): DutyEvent => ({ type, data: { rosterId, ...data, at } }) as DutyEvent
const ask = (type: DutyCommand['type'], data: object = {}, at = day(2)): DutyCommand => ({ type, rosterId, ...data, at }) as DutyCommand
const opened = event('RosterOpened', { county: '150921', ...rules })
const a = event('ShiftOpened', { shift: shift() })
const taken = (lawyerId: LawyerId, shiftId = 'a', at = day(2)): DutyEvent => event('ShiftTaken', { shiftId, lawyerId }, at)
const take = (lawyerId: LawyerId, over: Partial<GrabAttested> = {}, shiftId = 'a', at = day(2)): DutyCommand =>
  ask('TakeShift', { shiftId, lawyerId, attested: { ...able, ...over } }, at)

describe('a roster', () => {
  it('opens once, with its rules', () => {
    given().when(ask('OpenRoster', rules, day(0))).then(opened)
    given(opened).when(ask('OpenRoster', rules)).thenNothing()
    given(opened).when(ask('OpenRoster', { ...rules, barMs: 0 })).thenRefused('roster-exists')
  })
  it('must be there before anything else', () => {
    for (const type of ['TakeShift', 'ReleaseShift', 'CancelShift', 'RecordNoShow'] as const) {
      given().when(ask(type, { shiftId: 'a', lawyerId: ZHAO })).thenRefused('no-such-roster')
      given(opened).when(ask(type, { shiftId: 'constructor', lawyerId: ZHAO })).thenRefused('no-such-shift')
    }
    given().when(ask('OpenShift', { shift: shift() })).thenRefused('no-such-roster')
  })
})

describe('opening a shift', () => {
  it('says what, when and for how many; repeats harmlessly', () => {
    given(opened).when(ask('OpenShift', { shift: shift() }, day(0))).then(a)
    given(opened, a).when(ask('OpenShift', { shift: shift() })).thenNothing()
    given(opened, a, taken(ZHAO)).when(ask('OpenShift', { shift: shift({ capacity: 2 }) })).thenRefused('shift-exists')
    given(opened).when(ask('OpenShift', { shift: shift({ shiftId: 'constructor' }) })).then(
      event('ShiftOpened', { shift: shift({ shiftId: 'constructor' }) }, day(2)))
  })
  it('needs at least a minute, and an end ahead', () => {
    given(opened).when(ask('OpenShift', { shift: shift({ endsAt: day(10, '01:00:59') }) })).thenRefused('shift-without-length')
    given(opened).when(ask('OpenShift', { shift: shift() }, day(10, '05:30:00'))).thenRefused('shift-over')
    given(opened).when(ask('OpenShift', { shift: shift() }, day(10, '05:29:59'))).then(event('ShiftOpened', { shift: shift() }, day(10, '05:29:59')))
  })
  it('is bounded', () => {
    const many = Array.from({ length: MAX_SHIFTS }, (_, n) => event('ShiftOpened', { shift: shift({ shiftId: `s${n}` }) }))
    given(opened, many).when(ask('OpenShift', { shift: shift() })).thenRefused('too-many-shifts')
  })
})

describe('grabbing', () => {
  it('gives the shift to who comes first; a second delivery is the same grab', () => {
    given(opened, a).when(take(ZHAO)).then(taken(ZHAO))
    given(opened, a, taken(ZHAO)).when(take(ZHAO)).thenNothing()
    given(opened, a, taken(ZHAO)).when(take(QIAN)).thenRefused('shift-full')
  })
  it('begins at its instant for everybody, not a moment before', () => {
    given(opened, a).when(take(ZHAO, {}, 'a', day(1, '00:59:59'))).thenRefused('not-open-yet')
    given(opened, a).when(take(ZHAO, {}, 'a', day(1))).then(taken(ZHAO, 'a', day(1)))
  })
  it('needs an active lawyer who is not barred and speaks the language', () => {
    given(opened, a).when(take(ZHAO, { isActive: false })).thenRefused('lawyer-inactive')
    given(opened, a).when(take(ZHAO, { barredUntil: day(2, '01:00:01') })).thenRefused('barred-after-no-show')
    given(opened, a).when(take(ZHAO, { barredUntil: day(2) })).then(taken(ZHAO))
    const mongolian = event('ShiftOpened', { shift: shift({ languages: ['mn'] }) })
    given(opened, mongolian).when(take(ZHAO)).thenRefused('language-needed')
    given(opened, mongolian).when(take(ZHAO, { languages: ['zh', 'mn'] })).then(taken(ZHAO))
  })
  it('never overlaps one’s own shifts, and ends at the roster’s limit', () => {
    const touching = event('ShiftOpened', { shift: shift({ shiftId: 'b', startsAt: day(10, '05:30:00'), endsAt: day(10, '08:00:00') }) })
    const inside = event('ShiftOpened', { shift: shift({ shiftId: 'c', startsAt: day(10, '05:29:00'), endsAt: day(10, '08:00:00') }) })
    const later = event('ShiftOpened', { shift: shift({ shiftId: 'd', startsAt: day(12), endsAt: day(12, '08:00:00') }) })
    given(opened, a, touching, taken(ZHAO)).when(take(ZHAO, {}, 'b')).then(taken(ZHAO, 'b'))
    given(opened, a, inside, taken(ZHAO)).when(take(ZHAO, {}, 'c')).thenRefused('shift-overlaps')
    given(opened, a, touching, later, taken(ZHAO), taken(ZHAO, 'b')).when(take(ZHAO, {}, 'd')).thenRefused('too-many-shifts-held')
  })
  it('is over with the shift, and with its cancellation', () => {
    const ended = event('ShiftEnded', { shiftId: 'a', lawyers: [], minutes: 270 }, day(10, '05:30:00'))
    given(opened, a).when(take(ZHAO, {}, 'a', day(10, '05:30:00'))).thenRefused('shift-over', ended)
    given(opened, a, event('ShiftCancelled', { shiftId: 'a', lawyers: [] })).when(take(ZHAO)).thenRefused('shift-cancelled')
  })
})

describe('releasing, cancelling', () => {
  it('in time or late, but not once it has begun', () => {
    given(opened, a, taken(ZHAO)).when(ask('ReleaseShift', { shiftId: 'a', lawyerId: ZHAO }, day(9)))
      .then(event('ShiftReleased', { shiftId: 'a', lawyerId: ZHAO, late: false }, day(9)))
    given(opened, a, taken(ZHAO)).when(ask('ReleaseShift', { shiftId: 'a', lawyerId: ZHAO }, day(9, '01:00:01')))
      .then(event('ShiftReleased', { shiftId: 'a', lawyerId: ZHAO, late: true }, day(9, '01:00:01')))
    given(opened, a, taken(ZHAO)).when(ask('ReleaseShift', { shiftId: 'a', lawyerId: ZHAO }, day(10))).thenRefused('shift-begun')
    given(opened, a).when(ask('ReleaseShift', { shiftId: 'a', lawyerId: ZHAO })).thenNothing()
  })
  it('cancelling tells who held it, once, and only before the end', () => {
    const cancelled = event('ShiftCancelled', { shiftId: 'a', lawyers: [ZHAO] }, day(2))
    given(opened, a, taken(ZHAO)).when(ask('CancelShift', { shiftId: 'a' })).then(cancelled)
    given(opened, a, cancelled).when(ask('CancelShift', { shiftId: 'a' })).thenNothing()
    given(opened, a).when(ask('CancelShift', { shiftId: 'a' }, day(11))).thenRefused('shift-over')
  })
})

describe('serving and missing', () => {
  const noShow = (minutes: number, at: ReturnType<typeof day>): DutyEvent =>
    event('NoShowRecorded', { shiftId: 'a', lawyerId: ZHAO, barredUntil: new Date(Date.parse(at) + rules.barMs).toISOString(), minutes }, at)
  const missed = (at: ReturnType<typeof day>): DutyCommand => ask('RecordNoShow', { shiftId: 'a', lawyerId: ZHAO }, at)
  const ended = event('ShiftEnded', { shiftId: 'a', lawyers: [ZHAO], minutes: 270 }, day(10, '05:30:00'))

  it('credits whoever held it when it ends', () => given(opened, a, taken(ZHAO)).whenTimePasses(day(11)).then(ended))
  it('a no-show after the end takes the credit back (I2)', () =>
    given(opened, a, taken(ZHAO), ended).when(missed(day(11))).then(noShow(270, day(11))))
  it('a no-show during the shift leaves nothing to credit', () => {
    given(opened, a, taken(ZHAO)).when(missed(day(10))).then(noShow(0, day(10)))
    given(opened, a, taken(ZHAO), noShow(0, day(10))).whenTimePasses(day(11))
      .then(event('ShiftEnded', { shiftId: 'a', lawyers: [], minutes: 270 }, day(10, '05:30:00')))
  })
  it('is recorded once, of someone who held it, and not before it began', () => {
    given(opened, a, taken(ZHAO), ended, noShow(270, day(11))).when(missed(day(12))).thenNothing()
    given(opened, a, taken(QIAN)).when(missed(day(10))).thenRefused('shift-not-held')
    given(opened, a, taken(ZHAO)).when(missed(day(9))).thenRefused('shift-not-begun')
  })
})

it('never holds more than its capacity, whoever grabs and releases in whatever order (I1)', () => {
  let full = 0
  const grabs = fc.array(fc.record({
    lawyerId: fc.constantFrom(ZHAO, QIAN, SUN), shiftId: fc.constantFrom('a', 'b', 'c'), type: fc.constantFrom('TakeShift', 'TakeShift', 'ReleaseShift'),
  }), { minLength: 5, maxLength: 40 })
  fc.assert(fc.property(grabs, (made) => {
    const shifts = [shift(), shift({ shiftId: 'b', capacity: 2, startsAt: day(11), endsAt: day(11, '03:00:00') }),
      shift({ shiftId: 'c', startsAt: day(12), endsAt: day(12, '03:00:00') })]
    const { state, refusals } = play(duty, [
      ask('OpenRoster', rules, day(0)), ...shifts.map((each) => ask('OpenShift', { shift: each }, day(0))),
      ...made.map(({ type, ...who }) => ask(type as DutyCommand['type'], { ...who, attested: able })),
    ])
    if (refusals.some(({ code }) => code === 'shift-full')) full += 1
    for (const each of Object.values(state.shifts)) {
      expect(each.lawyers.length).toBeLessThanOrEqual(each.capacity)
      expect(new Set(each.lawyers).size).toBe(each.lawyers.length)
    }
  }), { seed: 20261122, numRuns: 300 })
  expect(full).toBeGreaterThan(50)
})
