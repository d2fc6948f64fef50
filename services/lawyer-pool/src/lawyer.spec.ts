import { isLicence } from '@zhijian/contracts'
import { play, scenario } from '@zhijian/testkit'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  ask, counsel, day, happened, LICENCE, OTHER_LICENCE, PARTY, profile, registered, sealedPhone, ZHAO,
} from './lawyer.fixtures.ts'
import { lawyer, MAX_CONFLICTS, type LawyerCommand } from './lawyer.ts'

const given = scenario(lawyer)
const gone = happened('LawyerDeregistered', { reason: 'retired' })
const register = (over: object = {}) => ask('RegisterLawyer', {
  licence: LICENCE, profile: profile(), phone: null, isSimulated: false, isProbe: false, checkValidUntil: day(200),
  licenceIsTaken: false, storeIsLive: false, ...over,
})

describe('a licence number', () => {
  it.each(['11509201810123456', '14403201110123456', '150110112233'])('%s can be one', (text) => expect(isLicence(text)).toBe(true))
  it.each([
    ['too short', '1150920181012345'], ['too long', '115092018101234567'], ['no province 99', '19909201810123456'],
    ['no year 1899', '11509189910123456'], ['no letter', '1150920181012345X'], ['all alike', '111111111111'], ['blank', ''],
    ['full-width digits', '１１５０９２０１８１０１２３４５６'], ['sex 7', '11509201817123456'],
  ])('%s', (_why, text) => expect(isLicence(text)).toBe(false))
})

describe('registering', () => {
  it('puts the lawyer into the pool', () => {
    given().when(register()).then({ ...registered(), data: { ...registered().data, at: day(1) } } as never)
  })
  it('repeats harmlessly', () => given(registered()).when(register()).thenNothing())
  it('is refused for somebody else under the same id', () => given(registered()).when(register({ licence: OTHER_LICENCE })).thenRefused('lawyer-exists'))
  it('is refused when another lawyer holds the licence', () => given().when(register({ licenceIsTaken: true })).thenRefused('licence-taken'))
  it('never lets a simulated lawyer into a live store', () =>
    given().when(register({ isSimulated: true, storeIsLive: true })).thenRefused('simulated-in-live-store'))
  it('with a check that ends this very instant, the check is over already', () => {
    const state = given().when(register({ checkValidUntil: day(1) })).state
    expect(state.check).toEqual({ kind: 'expired' })
  })
  it('with a check that ends a moment later, it is valid until then', () => {
    const outcome = given().when(register({ checkValidUntil: day(1, '01:00:01') }))
    expect(outcome.state.check).toEqual({ kind: 'valid', until: day(1, '01:00:01') })
  })
  it('after deregistration begins anew and carries nothing over (I3)', () => {
    const state = given(registered(), happened('ConflictDeclared', { party: PARTY, kind: 'client' }), gone).when(register()).state
    expect(state).toMatchObject({ phase: 'registered', conflicts: [], persons: [ZHAO] })
  })
})

describe('every other command', () => {
  const others: LawyerCommand[] = [
    ask('ChangeProfile', { profile: profile() }), ask('ChangePhone', { phone: null }),
    ask('ReplaceLicence', { licence: OTHER_LICENCE, licenceIsTaken: false }), ask('LinkAccount', { personId: 'p1' as never }),
    ask('AppointCounsel', { counsel: counsel() }), ask('EndCounsel', { appointmentId: 'a' }), ask('PassAnnualCheck', { validUntil: day(400) }),
    ask('FailAnnualCheck', { reason: 'incompetent' }), ask('Suspend', { until: null, reason: 'penalty' }), ask('Reinstate', {}),
    ask('SetAvailability', { available: false }), ask('SetQuietHours', { quiet: null }),
    ask('DeclareConflict', { party: PARTY, kind: 'client' }), ask('WithdrawConflict', { party: PARTY, kind: 'client' }),
    ask('BarFromDuty', { until: day(9) }), ask('Deregister', { reason: 'retired' }),
  ]
  it.each(others.map((each) => [each.type, each] as const))('%s is refused for nobody, and after deregistration', (type, command) => {
    given().when(command).thenRefused('no-such-lawyer')
    if (type === 'Deregister') given(registered(), gone).when(command).thenNothing()
    else given(registered(), gone).when(command).thenRefused('lawyer-deregistered')
  })
})

describe('profile, phone, licence and account', () => {
  it('change, and repeat harmlessly', () => {
    const changed = profile({ firm: '呼和浩特青城律师事务所' })
    given(registered()).when(ask('ChangeProfile', { profile: changed })).then(happened('LawyerProfileChanged', { profile: changed }, day(1)))
    given(registered()).when(ask('ChangeProfile', { profile: profile() })).thenNothing()
    const phone = sealedPhone()
    given(registered()).when(ask('ChangePhone', { phone })).then(happened('LawyerPhoneChanged', { phone }, day(1)))
    given(registered({ phone })).when(ask('ChangePhone', { phone })).thenNothing()
    const linked = happened('LawyerAccountLinked', { personId: 'person-1' as never }, day(1))
    given(registered()).when(ask('LinkAccount', { personId: 'person-1' as never })).then(linked)
    given(registered(), linked).when(ask('LinkAccount', { personId: 'person-1' as never })).thenNothing()
  })
  it('a licence is replaced by a free one only', () => {
    given(registered()).when(ask('ReplaceLicence', { licence: OTHER_LICENCE, licenceIsTaken: false }))
      .then(happened('LicenceReplaced', { licence: OTHER_LICENCE }, day(1)))
    given(registered()).when(ask('ReplaceLicence', { licence: OTHER_LICENCE, licenceIsTaken: true })).thenRefused('licence-taken')
    given(registered()).when(ask('ReplaceLicence', { licence: LICENCE, licenceIsTaken: true })).thenNothing()
  })
})

describe('counsel of a county', () => {
  const appointed = happened('CounselAppointed', { counsel: counsel() })
  const termEnded = happened('CounselEnded', { appointmentId: 'appointment-1', county: '150921', cause: 'term' }, day(365))
  const noCheck = registered({ checkValidUntil: null })
  it('is appointed for a term', () => {
    given(noCheck).when(ask('AppointCounsel', { counsel: counsel() })).then(happened('CounselAppointed', { counsel: counsel() }, day(1)))
  })
  it('repeats harmlessly; the same appointment with other villages is another matter', () => {
    given(noCheck, appointed).when(ask('AppointCounsel', { counsel: counsel() })).thenNothing()
    given(noCheck, appointed).when(ask('AppointCounsel', { counsel: counsel({ villages: [] }) })).thenRefused('appointment-exists')
  })
  it('is appointed once per county, for villages of that county', () => {
    given(noCheck, appointed).when(ask('AppointCounsel', { counsel: counsel({ appointmentId: 'b' }) })).thenRefused('counsel-already')
    given(noCheck).when(ask('AppointCounsel', { counsel: counsel({ villages: ['370322100001'] }) })).thenRefused('village-outside-county')
  })
  it('needs an end that lies ahead', () => {
    given(noCheck).when(ask('AppointCounsel', { counsel: counsel({ until: day(1) }) })).thenRefused('term-over')
    given(noCheck).when(ask('AppointCounsel', { counsel: counsel({ until: day(1, '01:00:01') }) })).then(
      happened('CounselAppointed', { counsel: counsel({ until: day(1, '01:00:01') }) }, day(1)))
  })
  it('ends by itself when the term is over, on that very instant', () => {
    given(noCheck, appointed).whenTimePasses(day(364)).thenNothing()
    const state = given(noCheck, appointed).whenTimePasses(day(365)).then(termEnded)
    expect(state.counsel).toEqual([])
  })
  it('is ended early, once; unknown appointments are refused; an ended one does not come back', () => {
    const ended = happened('CounselEnded', { appointmentId: 'appointment-1', county: '150921', cause: 'ended' }, day(1))
    given(noCheck, appointed).when(ask('EndCounsel', { appointmentId: 'appointment-1' })).then(ended)
    given(noCheck, appointed, ended).when(ask('EndCounsel', { appointmentId: 'appointment-1' }, day(2))).thenNothing()
    given(noCheck).when(ask('EndCounsel', { appointmentId: 'appointment-1' })).thenRefused('no-such-appointment')
    given(noCheck, appointed, ended).when(ask('AppointCounsel', { counsel: counsel() })).thenRefused('appointment-ended')
  })
})

describe('the annual check', () => {
  const expired = happened('AnnualCheckExpired', { validUntil: day(200) }, day(200))
  it('passes until a date ahead', () => {
    given(registered()).when(ask('PassAnnualCheck', { validUntil: day(400) })).then(happened('AnnualCheckPassed', { validUntil: day(400) }, day(1)))
    given(registered()).when(ask('PassAnnualCheck', { validUntil: day(200) })).thenNothing()
    given(registered()).when(ask('PassAnnualCheck', { validUntil: day(1) })).thenRefused('check-over')
  })
  it('expires on the instant, before whatever is asked at that instant', () => {
    given(registered()).when(ask('PassAnnualCheck', { validUntil: day(565) }, day(200)))
      .then(expired, happened('AnnualCheckPassed', { validUntil: day(565) }, day(200)))
    given(registered()).whenTimePasses(day(199)).thenNothing()
  })
  it('failed stops the clock and repeats harmlessly', () => {
    const failed = happened('AnnualCheckFailed', { reason: 'incompetent' }, day(1))
    given(registered()).when(ask('FailAnnualCheck', { reason: 'incompetent' })).then(failed)
    given(registered(), failed).when(ask('FailAnnualCheck', { reason: 'incompetent' }, day(2))).thenNothing()
    given(registered(), failed).whenTimePasses(day(900)).thenNothing()
  })
})

describe('suspension', () => {
  const suspended = happened('LawyerSuspended', { until: day(30), reason: 'penalty' })
  it('has an end, or none; an end that has come is refused', () => {
    given(registered()).when(ask('Suspend', { until: day(30), reason: 'penalty' })).then(happened('LawyerSuspended', { until: day(30), reason: 'penalty' }, day(1)))
    given(registered(), suspended).when(ask('Suspend', { until: day(30), reason: 'penalty' })).thenNothing()
    given(registered()).when(ask('Suspend', { until: day(1), reason: 'penalty' })).thenRefused('term-over')
  })
  it('may be lengthened', () => {
    given(registered(), suspended).when(ask('Suspend', { until: day(60), reason: 'penalty' }))
      .then(happened('LawyerSuspended', { until: day(60), reason: 'penalty' }, day(1)))
  })
  it('ends on its instant, not before', () => {
    given(registered(), suspended).whenTimePasses(day(30, '00:59:59')).thenNothing()
    given(registered(), suspended).whenTimePasses(day(30)).then(happened('LawyerReinstated', { cause: 'term' }, day(30)))
  })
  it('is lifted by decision, once', () => {
    const lifted = happened('LawyerReinstated', { cause: 'decision' }, day(1))
    given(registered(), suspended).when(ask('Reinstate', {})).then(lifted)
    given(registered(), suspended, lifted).when(ask('Reinstate', {}, day(2))).thenNothing()
  })
})

describe('availability, quiet hours, conflicts, bars, leaving', () => {
  it('switches off and on; a repeat is nothing', () => {
    given(registered()).when(ask('SetAvailability', { available: true })).thenNothing()
    given(registered()).when(ask('SetAvailability', { available: false })).then(happened('AvailabilityChanged', { available: false }, day(1)))
  })
  it('quiet hours span midnight, end, and are never empty', () => {
    const quiet = { from: 1320, to: 420 }
    given(registered()).when(ask('SetQuietHours', { quiet })).then(happened('QuietHoursSet', { quiet }, day(1)))
    given(registered(), happened('QuietHoursSet', { quiet })).when(ask('SetQuietHours', { quiet })).thenNothing()
    given(registered()).when(ask('SetQuietHours', { quiet: { from: 60, to: 60 } })).thenRefused('quiet-hours-empty')
  })
  it('conflicts are declared and withdrawn once each, up to a bound', () => {
    const declared = happened('ConflictDeclared', { party: PARTY, kind: 'client' }, day(1))
    given(registered()).when(ask('DeclareConflict', { party: PARTY, kind: 'client' })).then(declared)
    given(registered(), declared).when(ask('DeclareConflict', { party: PARTY, kind: 'client' })).thenNothing()
    given(registered(), declared).when(ask('WithdrawConflict', { party: PARTY, kind: 'client' }))
      .then(happened('ConflictWithdrawn', { party: PARTY, kind: 'client' }, day(1)))
    given(registered()).when(ask('WithdrawConflict', { party: PARTY, kind: 'client' })).thenNothing()
    const many = Array.from({ length: MAX_CONFLICTS }, (_, n) =>
      happened('ConflictDeclared', { party: String(n).padStart(43, '0'), kind: 'client' }))
    given(registered(), many.slice(1)).when(ask('DeclareConflict', { party: PARTY, kind: 'client' })).then(declared)
    given(registered(), many).when(ask('DeclareConflict', { party: PARTY, kind: 'client' })).thenRefused('too-many-conflicts')
  })
  it('a bar only grows', () => {
    const barred = happened('DutyBarred', { until: day(9) }, day(1))
    given(registered()).when(ask('BarFromDuty', { until: day(9) })).then(barred)
    given(registered(), barred).when(ask('BarFromDuty', { until: day(8) })).thenNothing()
    given(registered()).when(ask('BarFromDuty', { until: day(1) })).thenRefused('term-over')
  })
  it('leaving stops every clock and forgets the phone', () => {
    const state = given(registered({ phone: sealedPhone() }), happened('CounselAppointed', { counsel: counsel() }))
      .when(ask('Deregister', { reason: 'retired' })).then(happened('LawyerDeregistered', { reason: 'retired' }, day(1)))
    expect(lawyer.nextDeadline(state)).toBeNull()
    expect(state.phone).toBeNull()
  })
})

const commands = fc.array(fc.record({
  hour: fc.integer({ min: 0, max: 24 * 40 }),
  what: fc.constantFrom<(at: ReturnType<typeof day>) => LawyerCommand>(
    (at) => ask('PassAnnualCheck', { validUntil: day(20) }, at), (at) => ask('PassAnnualCheck', { validUntil: day(35) }, at),
    (at) => ask('Suspend', { until: day(15), reason: 'penalty' }, at), (at) => ask('Suspend', { until: null, reason: 'penalty' }, at),
    (at) => ask('Reinstate', {}, at), (at) => ask('AppointCounsel', { counsel: counsel({ appointmentId: `a${at.slice(5, 10)}`, until: day(25) }) }, at),
    (at) => ask('FailAnnualCheck', { reason: 'incompetent' }, at), (at) => ask('Deregister', { reason: 'retired' }, at),
    () => register(),
  ),
}), { maxLength: 30 })

it('is the same history, whichever timers fired (I1)', () => {
  let reached = 0
  fc.assert(fc.property(commands, fc.array(fc.integer({ min: 0, max: 24 * 40 })), (made, ticks) => {
    const items = made.toSorted((a, b) => a.hour - b.hour).map(({ hour, what }) => ({ hour, command: what(day(0, '00:00:00')) }))
      .map(({ hour, command }) => ({ ...command, at: new Date(Date.parse(day(0)) + hour * 3_600_000).toISOString() }) as LawyerCommand)
    const all = [{ ...register({ checkValidUntil: day(10) }), at: day(0) }, ...items] as LawyerCommand[]
    const stray = ticks.map((hour) => ({ tick: new Date(Date.parse(day(0)) + hour * 3_600_000).toISOString() as ReturnType<typeof day> }))
    const calm = play(lawyer, all, { until: day(50) })
    const merged = [...stray, ...all].toSorted((a, b) => {
      const [one, other] = [a, b].map((each) => ('tick' in each ? each.tick : each.at))
      return one! < other! ? -1 : one! > other! ? 1 : 0
    })
    if (calm.events.some(({ event }) => event.type === 'AnnualCheckExpired')) reached += 1
    expect(play(lawyer, merged, { until: day(50) }).events).toEqual(calm.events)
  }), { seed: 20261122, numRuns: 300 })
  expect(reached).toBeGreaterThan(100)
})
