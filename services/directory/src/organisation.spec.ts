import { scenario } from '@zhijian/testkit'
import { describe, expect, it } from 'vitest'
import { bureau, day, line, organisationAsk as ask, organisationEvent as event, watch } from './directory.fixtures.ts'
import { MAX_WATCHES, organisation, watchAt, type OrganisationCommand } from './organisation.ts'

const given = scenario(organisation)
const founded = event('OrganisationFounded', bureau)
const closed = event('OrganisationClosed', {})

describe('founding', () => {
  it('puts an institution on the map; repeats harmlessly; another under the same id is refused', () => {
    given().when(ask('FoundOrganisation', bureau, day(0))).then(founded)
    given(founded).when(ask('FoundOrganisation', bureau)).thenNothing()
    given(founded).when(ask('FoundOrganisation', { ...bureau, name: '别的局' })).thenRefused('organisation-exists')
    given(founded, closed).when(ask('FoundOrganisation', bureau)).thenRefused('organisation-exists')
  })
  it('is for a reason that its fact does not repeat, and that makes it no other founding', () => {
    const because = { person: 'platform', box: 'c2VhbGVk', commitment: 'c'.repeat(43) }
    given().when(ask('FoundOrganisation', { ...bureau, because }, day(0))).then(founded)
    given(founded).when(ask('FoundOrganisation', { ...bureau, because })).thenNothing()
  })
  it('serves its own county only, and is nobody’s child and parent', () => {
    given().when(ask('FoundOrganisation', { ...bureau, serves: ['370322100'] })).thenRefused('area-outside-county')
    given().when(ask('FoundOrganisation', { ...bureau, parentId: 'bureau' })).thenRefused('own-parent')
  })
})

describe('what may change', () => {
  const changes: [OrganisationCommand, ReturnType<typeof event>][] = [
    [ask('Rename', { name: '新名' }), event('OrganisationRenamed', { name: '新名' }, day(1))],
    [ask('Move', { address: '新址', officePhone: null }), event('OrganisationMoved', { address: '新址', officePhone: null }, day(1))],
    [ask('Reassign', { parentId: 'city' }), event('OrganisationReassigned', { parentId: 'city' }, day(1))],
    [ask('ChangeServiceArea', { serves: ['150921106'] }), event('ServiceAreaChanged', { serves: ['150921106'] }, day(1))],
    [ask('SetStandingWatch', { line: line() }), event('StandingWatchSet', { line: line() }, day(1))],
    [ask('PlanWatch', { watch: watch() }), event('WatchPlanned', { watch: watch() }, day(1))],
    [ask('Close'), event('OrganisationClosed', {}, day(1))],
  ]
  it.each(changes.map(([command, becomes]) => [command.type, command, becomes] as const))('%s: happens, repeats harmlessly, not to nobody', (type, command, becomes) => {
    given(founded).when(command).then(becomes)
    given(founded, becomes).when(command).thenNothing()
    given().when(command).thenRefused('no-such-organisation')
    if (type !== 'Close') given(founded, closed).when(command).thenRefused('organisation-closed')
  })
  it('an area of another county, or oneself as parent, is refused', () => {
    given(founded).when(ask('ChangeServiceArea', { serves: ['15092'] })).thenRefused('area-outside-county')
    given(founded).when(ask('Reassign', { parentId: 'bureau' })).thenRefused('own-parent')
  })
})

describe('the watch', () => {
  const standing = event('StandingWatchSet', { line: line() })
  const planned = event('WatchPlanned', { watch: watch() })
  it('is the bureau’s', () => {
    const firm = event('OrganisationFounded', { ...bureau, kind: 'law-firm' })
    given(firm).when(ask('SetStandingWatch', { line: line() })).thenRefused('bureau-only')
    given(firm).when(ask('PlanWatch', { watch: watch() })).thenRefused('bureau-only')
  })
  it('covers from its beginning up to, not including, its end; else the standing line', () => {
    const { state } = given(founded, standing, planned)
    expect([day(1), day(2), day(3, '00:59:59'), day(3)].map((at) => watchAt(state, at)?.officer)).toEqual(['zhao', 'sun', 'sun', 'zhao'])
    expect(watchAt(given(founded).state, day(2))).toBeNull()
  })
  it('never overlaps another, but may touch (I2)', () => {
    given(founded, planned).when(ask('PlanWatch', { watch: watch({ watchId: 'x', from: day(3), until: day(4) }) }))
      .then(event('WatchPlanned', { watch: watch({ watchId: 'x', from: day(3), until: day(4) }) }, day(1)))
    given(founded, planned).when(ask('PlanWatch', { watch: watch({ watchId: 'x', from: day(2, '23:00:00'), until: day(4) }) })).thenRefused('watch-overlaps')
    given(founded, planned).when(ask('PlanWatch', { watch: watch({ from: day(5), until: day(6) }) })).thenRefused('watch-exists')
  })
  it('has a length and an end ahead, and there is a bound', () => {
    given(founded).when(ask('PlanWatch', { watch: watch({ until: day(2) }) })).thenRefused('watch-without-length')
    given(founded).when(ask('PlanWatch', { watch: watch() }, day(3))).thenRefused('watch-over')
    const hours = (n: number) => new Date(Date.parse(day(2)) + n * 3_600_000).toISOString()
    const many = Array.from({ length: MAX_WATCHES }, (_, n) => event('WatchPlanned', { watch: { ...watch(), watchId: `w${n}`, from: hours(n), until: hours(n + 1) } }))
    given(founded, many).when(ask('PlanWatch', { watch: watch({ watchId: 'x', from: day(40), until: day(41) }) })).thenRefused('too-many-watches')
  })
  it('is taken back, once', () => {
    given(founded, planned).when(ask('RemoveWatch', { watchId: 'w' })).then(event('WatchRemoved', { watchId: 'w' }, day(1)))
    given(founded).when(ask('RemoveWatch', { watchId: 'w' })).thenNothing()
  })
})
