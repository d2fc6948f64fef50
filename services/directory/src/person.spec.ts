import { scenario } from '@zhijian/testkit'
import { describe, expect, it } from 'vitest'
import { day, office, personAsk as ask, personEvent as event } from './directory.fixtures.ts'
import { MAX_OFFICES, person } from './person.ts'
import { officeToActFor, scopesAt } from './scope.ts'

const given = scenario(person)
const details = { name: null, phone: null }
const added = event('StaffAdded', { ...details, isSimulated: false })
const taken = event('OfficeTaken', { office: office() })
const left = event('StaffLeft')

describe('staff', () => {
  it('is added once, changes, leaves with every office, and comes back to none (I2)', () => {
    given().when(ask('AddStaff', { ...details, isSimulated: false, storeIsLive: true }, day(0))).then(added)
    given(added).when(ask('AddStaff', { ...details, isSimulated: false, storeIsLive: true })).thenNothing()
    given().when(ask('AddStaff', { ...details, isSimulated: true, storeIsLive: true })).thenRefused('simulated-in-live-store')
    given(added).when(ask('ChangeDetails', details)).thenNothing()
    given(added, taken).when(ask('Leave')).then(event('OfficeEnded', { officeId: 'o', cause: 'left' }, day(1)), event('StaffLeft', {}, day(1)))
    given(added, left).when(ask('Leave')).thenNothing()
    const back = given(added, taken, event('OfficeEnded', { officeId: 'o', cause: 'left' }), left)
      .when(ask('AddStaff', { ...details, isSimulated: false, storeIsLive: true })).state
    expect(back.offices).toEqual([])
  })
  it('must be there for anything else', () => {
    for (const command of [ask('ChangeDetails', details), ask('TakeOffice', { office: office() }), ask('EndOffice', { officeId: 'o' }), ask('Leave')]) {
      given().when(command).thenRefused('no-such-person')
      if (command.type !== 'Leave') given(added, left).when(command).thenRefused('person-left')
    }
  })
})

describe('an office', () => {
  it('is taken once; the same id for another is refused, also after its end', () => {
    given(added).when(ask('TakeOffice', { office: office() })).then(event('OfficeTaken', { office: office() }, day(1)))
    given(added, taken).when(ask('TakeOffice', { office: office() })).thenNothing()
    given(added, taken).when(ask('TakeOffice', { office: office({ role: 'auditor' }) })).thenRefused('office-exists')
    given(added, taken, event('OfficeEnded', { officeId: 'o', cause: 'ended' })).when(ask('TakeOffice', { office: office() })).thenRefused('office-ended')
  })
  it('is nobody’s own gift (I3)', () => {
    given(added).when(ask('TakeOffice', { office: office(), by: 'zhao' })).thenRefused('own-office')
    given(added).when(ask('TakeOffice', { office: office(), by: 'head' })).then(event('OfficeTaken', { office: office() }, day(1)))
  })
  it('has an end ahead, after its beginning', () => {
    given(added).when(ask('TakeOffice', { office: office({ until: day(1) }) })).thenRefused('term-over')
    given(added).when(ask('TakeOffice', { office: office({ from: day(9), until: day(9) }) })).thenRefused('term-over')
    given(added).when(ask('TakeOffice', { office: office({ until: day(1, '01:00:01') }) })).then(
      event('OfficeTaken', { office: office({ until: day(1, '01:00:01') }) }, day(1)))
  })
  it('ends by itself on its instant, not before (I1)', () => {
    given(added, taken).whenTimePasses(day(30, '00:59:59')).thenNothing()
    given(added, taken).whenTimePasses(day(30)).then(event('OfficeEnded', { officeId: 'o', cause: 'term' }, day(30)))
  })
  it('is ended early, once; an unknown one is refused', () => {
    const ended = event('OfficeEnded', { officeId: 'o', cause: 'ended' }, day(1))
    given(added, taken).when(ask('EndOffice', { officeId: 'o' })).then(ended)
    given(added, taken, ended).when(ask('EndOffice', { officeId: 'o' }, day(2))).thenNothing()
    given(added).when(ask('EndOffice', { officeId: 'o' })).thenRefused('no-such-office')
  })
  it('is one of a bounded number', () => {
    const many = Array.from({ length: MAX_OFFICES }, (_, n) => event('OfficeTaken', { office: office({ officeId: `o${n}` }) }))
    given(added, many).when(ask('TakeOffice', { office: office() })).thenRefused('too-many-offices')
  })
})

describe('scope', () => {
  const town = office({ officeId: 't', role: 'justice-office', region: '150921106', from: day(5), until: null })
  it('holds from its beginning up to, not including, its end', () => {
    const roles = (at: ReturnType<typeof day>) => scopesAt([office(), town], at).map((scope) => scope.role)
    expect([day(-1), day(0), day(5), day(29), day(30)].map(roles)).toEqual([[], ['desk'], ['desk', 'justice-office'], ['desk', 'justice-office'], ['justice-office']])
  })
  it('lets somebody act for citizens of the place it covers, and no other', () => {
    const acts = (via: 'window' | 'hotline', place: string) => officeToActFor([town], via, place, day(6))?.officeId ?? null
    expect([acts('window', '150921106001'), acts('window', '150921107001'), acts('window', '150921'), acts('hotline', '150921106001')]).toEqual(['t', null, null, null])
  })
})
