// A policy is proposed by one, confirmed by another, in force from an hour on, and withdrawn before it.
import { Policy, type PersonId, type PolicyCommand, type PolicyEvent, type PolicyRefusal } from '@zhijian/contracts'
import { describe, expect, it } from 'vitest'
import { play, scenario } from '@zhijian/testkit'
import { at, COUNTY, DAY, policyWith } from './consultation.fixtures.ts'
import { policyChange, policyInForce, type CountyPolicies } from './policy-change.ts'
import { policyHash } from './policy.ts'

const [he, lin] = ['he', 'lin'] as PersonId[] as [PersonId, PersonId]
const quicker = policyWith({ claimLeaseMs: 60_000 })
const slower = policyWith({ claimLeaseMs: 120_000 })
const propose = (s: number, over: Partial<Extract<PolicyCommand, { type: 'ProposePolicy' }>> = {}): PolicyCommand => {
  const policy = over.policy ?? quicker
  return { type: 'ProposePolicy', at: at(s), countyCode: COUNTY, policy, policyHash: policyHash(policy), proposedBy: he, effectiveFrom: null, ...over }
}
const confirm = (version: number, s: number, over: Partial<Extract<PolicyCommand, { type: 'ConfirmPolicy' }>> = {}): PolicyCommand =>
  ({ type: 'ConfirmPolicy', at: at(s), countyCode: COUNTY, version, policyHash: policyHash(quicker), confirmedBy: lin, ...over })
const withdraw = (version: number, s: number): PolicyCommand => ({ type: 'WithdrawPolicy', at: at(s), countyCode: COUNTY, version, withdrawnBy: lin })
const given = (...commands: readonly PolicyCommand[]) => {
  const events = play(policyChange, commands).events.map(({ event }) => event)
  return scenario(policyChange)(...events)
}
const proposed = (version: number, s: number, effectiveFrom: string | null = null, policy = quicker): PolicyEvent =>
  ({ type: 'PolicyProposed', data: { countyCode: COUNTY, version, policy, policyHash: policyHash(policy), proposedBy: he, effectiveFrom, at: at(s) } }) as PolicyEvent
const confirmed = (version: number, s: number, effective = s): PolicyEvent =>
  ({ type: 'PolicyConfirmed', data: { countyCode: COUNTY, version, confirmedBy: lin, effectiveAt: at(effective), at: at(s) } })
const withdrawn = (version: number, s: number): PolicyEvent => ({ type: 'PolicyWithdrawn', data: { countyCode: COUNTY, version, withdrawnBy: lin, at: at(s) } })
const reversed = policyWith({ terms: { ...quicker.terms, tiers: [{ scope: 'nation', windowMs: 60_000 }, { scope: 'region', windowMs: 60_000 }, { scope: 'county', windowMs: null }] } })
const inForce = (state: CountyPolicies, s: number) => policyInForce(state, at(s))?.version ?? 0

describe('a policy', () => {
  it('is proposed, one at a time', () => {
    given().when(propose(1)).then(proposed(1, 1))
    given(propose(1)).when(propose(2)).thenNothing()
    given(propose(1), withdraw(1, 2)).when(propose(3)).then(proposed(2, 3))
  })
  it('is confirmed by another person, and in force from that instant', () => {
    const state = given(propose(1)).when(confirm(1, 5)).then(confirmed(1, 5))
    expect([inForce(state, 4.999), inForce(state, 5)]).toEqual([0, 1])
    given(propose(1), confirm(1, 5)).when(confirm(1, 6)).thenNothing()
    given(propose(1), confirm(1, 5)).when(propose(6)).thenNothing()
  })
  it('is in force from the hour it names, or from its confirmation if that hour is past', () => {
    const state = given(propose(1, { effectiveFrom: at(DAY) })).when(confirm(1, 5)).then(confirmed(1, 5, DAY))
    expect([inForce(state, DAY - 0.001), inForce(state, DAY)]).toEqual([0, 1])
    given(propose(1, { effectiveFrom: at(3) })).when(confirm(1, 5)).then(confirmed(1, 5))
  })
  it('is withdrawn while it is proposed or has not begun, not at the instant it begins', () => {
    given(propose(1)).when(withdraw(1, 5)).then(withdrawn(1, 5))
    given(propose(1), withdraw(1, 5)).when(withdraw(1, 6)).thenNothing()
    const later = [propose(1, { effectiveFrom: at(DAY) }), confirm(1, 5)]
    const state = given(...later).when(withdraw(1, DAY - 0.001)).then(withdrawn(1, DAY - 0.001))
    expect(inForce(state, 2 * DAY)).toBe(0)
    given(...later).when(withdraw(1, DAY)).thenRefused('already-in-force')
  })
  it('the next one follows, and the former stays readable for its hours', () => {
    const next = [propose(1), confirm(1, 5), propose(10, { policy: slower })]
    const state = given(...next).when(confirm(2, 12, { policyHash: policyHash(slower) })).then(confirmed(2, 12))
    expect([inForce(state, 11.999), inForce(state, 12)]).toEqual([1, 2])
  })
  const future = [propose(1, { effectiveFrom: at(DAY) }), confirm(1, 5), propose(10, { policy: slower })]
  const REFUSED: Readonly<Record<PolicyRefusal, readonly [readonly PolicyCommand[], PolicyCommand]>> = {
    'no-such-proposal': [[propose(1)], confirm(2, 5)],
    'another-proposal-waits': [[propose(1)], propose(2, { policy: slower })],
    'same-person': [[propose(1)], confirm(1, 5, { confirmedBy: he })],
    'other-text': [[propose(1)], confirm(1, 5, { policyHash: policyHash(slower) })],
    'wrong-county': [[], propose(1, { policy: { ...quicker, countyCode: '370322' } })],
    'already-in-force': [[propose(1), confirm(1, 5)], withdraw(1, 6)],
    'begins-before-the-last': [future, confirm(2, 12, { policyHash: policyHash(slower) })],
    'tiers-narrow': [[], propose(1, { policy: reversed, rules: 2 })],
  }
  it.each(Object.entries(REFUSED))('is refused: %s', (code, [history, command]) => {
    given(...history).when(command).thenRefused(code)
  })
})

describe('a later tier is never narrower', () => {
  const night = (tiers: Policy['terms']['tiers']) => policyWith({
    hours: [{ name: 'night', isoWeekdays: [1], fromMinute: 0, toMinute: 0, terms: { ...quicker.terms, tiers } }],
  })
  const read = { policyHash: policyHash(reversed) }
  it('in whatever hours', () => {
    given().when(propose(1, { policy: night([{ scope: 'region', windowMs: 60_000 }, { scope: 'county', windowMs: null }]), rules: 2 })).thenRefused('tiers-narrow')
    const skipping = night([{ scope: 'county', windowMs: 60_000 }, { scope: 'nation', windowMs: null }])
    given().when(propose(1, { policy: skipping, rules: 2 })).then(proposed(1, 1, null, skipping))
  })
  it('nor is what was proposed before confirmed now; it is withdrawn', () => {
    given(propose(1, { policy: reversed })).when(confirm(1, 5, { ...read, rules: 2 })).thenRefused('tiers-narrow')
    given(propose(1, { policy: reversed })).when(withdraw(1, 5)).then(withdrawn(1, 5))
  })
  it('and what an earlier release proposed and confirmed is decided as it was', () => {
    given().when(propose(1, { policy: reversed })).then(proposed(1, 1, null, reversed))
    given(propose(1, { policy: reversed })).when(confirm(1, 5, read)).then(confirmed(1, 5))
    expect(Policy.safeParse(reversed).success).toBe(true)
  })
})

describe('what a policy may say', () => {
  const terms = quicker.terms
  it.each([
    ['the default', policyWith(), true],
    ['an endless window that is not the last', policyWith({ terms: { ...terms, tiers: [{ scope: 'county', windowMs: null }, { scope: 'nation', windowMs: null }] } }), false],
    ['a scope twice', policyWith({ terms: { ...terms, tiers: [{ scope: 'county', windowMs: 1000 }, { scope: 'county', windowMs: null }] } }), false],
    ['no tier at all', policyWith({ terms: { ...terms, tiers: [] } }), false],
    ['a lease beyond the longest claim', policyWith({ claimLeaseMs: 300_001 }), false],
    ['a lease of the longest claim', policyWith({ claimLeaseMs: 300_000 }), true],
    ['an interval under a second', policyWith({ audienceMs: 999 }), false],
    ['half a millisecond', policyWith({ audienceMs: 1000.5 }), false],
    ['a rest shorter than two days', policyWith({ restMs: 172_799_999 }), false],
    ['an offer before the reminder', policyWith({ followUpOfferMs: 1_800_000 }), false],
    ['a call-back that ends before it is taken', policyWith({ callback: { takeMs: 600_000, tries: 3, withinMs: 600_000 } }), false],
  ])('%s', (_what, policy, ok) => expect(Policy.safeParse(policy).success).toBe(ok))
})
