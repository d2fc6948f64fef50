// Who may set a zone alone, and who decides on what somebody proposed.
import { ZoneLies, type PersonId } from '@zhijian/contracts'
import { plus, type Instant } from '@zhijian/kernel'
import { play, scenario } from '@zhijian/testkit'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SuperviseeCommand } from './state.ts'
import { supervisee } from './supervisee.ts'
import { ask, begin, BEGIN, HEAD, OFFICER, on, SEALED, setZone } from './supervisee.fixtures.ts'

const T = on('02-01 08:00')
const minutes = (count: number): Instant => plus(T, count * 60_000)
const given = (...commands: readonly SuperviseeCommand[]) => scenario(supervisee)(play(supervisee, [begin(BEGIN), setZone(BEGIN, 'home'), ...commands]).events.map(({ event }) => event))

/** Under which office somebody acts, as the edge and the role say. */
interface Who { readonly by: PersonId; readonly byHead: boolean; readonly reach: 'county' | 'town' }
const who = (by: string, reach: Who['reach'], byHead = false): Who => ({ by: by as PersonId, byHead, reach })
const [TOWN, OTHER_TOWN, COUNTY, HEAD1, HEAD2, DEPUTY] = [
  who('town-1', 'town'), who('town-2', 'town'), who(OFFICER, 'county'), who(HEAD, 'county', true), who('head-2', 'county', true), who('officer-2', 'county'),
]
const propose = ({ by, byHead }: Who, lies: ZoneLies, at = minutes(1), proposalId = 'zp-1', zoneId = 'clinic'): SuperviseeCommand =>
  ask('ProposeZone', at, { proposalId: proposalId as never, zoneId: zoneId as never, kind: 'allowed', schedule: null, content: SEALED, form: 'several', points: 3, lies, byHead }, by)
const decide = (type: 'ApproveZone' | 'RejectZone', { by, byHead, reach }: Who, at = minutes(9), proposalId = 'zp-1'): SuperviseeCommand =>
  ask(type, at, { proposalId, byHead, reach, ...(type === 'RejectZone' ? { reason: SEALED } : {}) } as never, by)

describe('a zone', () => {
  it.each(ZoneLies.options)('Z3: that lies %s is set alone within one\'s reach, and else proposed', (lies) => {
    const set = given().when(setZone(T, 'far', { lies }))
    const proposed = given().when(propose(TOWN, lies))
    if (lies === 'within') {
      expect(set.events).toMatchObject([{ type: 'ZoneSet', data: { zoneId: 'far', isBeyond: false } }])
      return void proposed.thenRefused('zone-within-scope')
    }
    set.thenRefused(`zone-${lies}`)
    expect(proposed.events).toMatchObject([{ type: 'ZoneProposed', data: { isBeyond: lies.includes('county') } }])
    expect(given(propose(TOWN, lies)).state.bindings).toEqual(given().state.bindings)
  })
  it('Z3: is set by nobody alone beyond the county, the head neither', () => {
    given().when({ ...setZone(T, 'far', { lies: 'beyond-county' }), by: HEAD }).thenRefused('zone-beyond-county')
  })
})

describe('what was proposed', () => {
  it.each<[string, Who, Who, string | null]>([
    ['an officer of the county', TOWN, COUNTY, null], ['the head', TOWN, HEAD1, null], ['an officer of the town', TOWN, OTHER_TOWN, 'zone-needs-county'], ['whoever proposed it', TOWN, TOWN, 'zone-proposal-own'],
    ['whoever proposed it, who reaches the county by now', TOWN, { ...TOWN, reach: 'county' }, 'zone-proposal-own'], ['a head of a town', TOWN, { ...HEAD1, reach: 'town' }, 'zone-needs-county'],
  ])('Z4: beyond a town, and within the county, is approved or not by %s', (_, proposer, decider, refusal) => {
    for (const lies of ['beyond-town', 'town-unknown'] as const) {
      const approved = given(propose(proposer, lies)).when(decide('ApproveZone', decider))
      if (refusal !== null) approved.thenRefused(refusal)
      else expect(approved.events).toMatchObject([{ type: 'ZoneProposalApproved', data: { proposedBy: proposer.by, by: decider.by } }, { type: 'ZoneSet', data: { zoneId: 'clinic', version: 1, isBeyond: false, by: decider.by } }])
    }
  })
  it.each<[string, Who, Who, string | null]>([
    ['an officer of a town and decided by the head', TOWN, HEAD1, null], ['an officer of the county and decided by the head', COUNTY, HEAD1, null], ['an officer and decided by another', COUNTY, DEPUTY, 'zone-needs-head'],
    ['an officer of a town and decided by one of the county', TOWN, COUNTY, 'zone-needs-head'], ['the head and decided by himself', HEAD1, HEAD1, 'zone-proposal-own'],
    ['the head and confirmed by an officer of the county', HEAD1, COUNTY, null], ['the head and confirmed by another head', HEAD1, HEAD2, null], ['the head and confirmed by an officer of a town', HEAD1, TOWN, 'zone-needs-county'],
  ])('Z5: beyond the county, by %s', (_, proposer, decider, refusal) => {
    for (const lies of ['beyond-county', 'county-unknown'] as const) {
      const approved = given(propose(proposer, lies)).when(decide('ApproveZone', decider))
      if (refusal !== null) approved.thenRefused(refusal)
      else expect(approved.events).toMatchObject([{ type: 'ZoneProposalApproved', data: { proposedBy: proposer.by, by: decider.by } }, { type: 'ZoneSet', data: { isBeyond: true, by: decider.by } }])
    }
  })
  it('is sent back by whoever may approve it, and taken back by whoever proposed it', () => {
    for (const back of [COUNTY, HEAD1, TOWN]) expect(given(propose(TOWN, 'beyond-town')).when(decide('RejectZone', back)).events).toMatchObject([{ type: 'ZoneProposalRejected', data: { by: back.by } }])
    given(propose(TOWN, 'beyond-town')).when(decide('RejectZone', OTHER_TOWN)).thenRefused('zone-needs-county')
    given(propose(TOWN, 'beyond-county')).when(decide('RejectZone', COUNTY)).thenRefused('zone-needs-head')
  })
  it('is decided once: said twice it is one, and what was sent back is not approved later', () => {
    given(propose(COUNTY, 'beyond-county')).when(decide('ApproveZone', HEAD1, minutes(9), 'zp-2')).thenRefused('no-such-zone-proposal')
    const approved = [propose(COUNTY, 'beyond-county'), decide('ApproveZone', HEAD1, minutes(2))]
    for (const again of [propose(COUNTY, 'beyond-county', minutes(9)), decide('ApproveZone', HEAD1)]) given(...approved).when(again).thenNothing()
    expect(given(...approved).state).toMatchObject({ zoneProposals: [], bindings: expect.arrayContaining([expect.objectContaining({ zones: ['home@1', 'clinic@1'], until: null })]) })
    const rejected = [propose(COUNTY, 'beyond-county'), decide('RejectZone', HEAD1, minutes(2))]
    given(...rejected).when(decide('ApproveZone', HEAD1)).thenRefused('no-such-zone-proposal')
    given(...rejected).when(decide('RejectZone', HEAD1)).thenNothing()
  })
  it('is held against what is set by then', () => {
    given(propose(COUNTY, 'beyond-county'), setZone(minutes(2), 'clinic', { kind: 'forbidden' })).when(decide('ApproveZone', HEAD1)).thenRefused('zone-kind-fixed')
  })
  it('by a release that did not say who was the head needs the head', () => {
    const { type, data } = given().when(propose(HEAD1, 'beyond-county')).events[0]! as { type: 'ZoneProposed'; data: { byHead?: true } }
    const { byHead: _, ...before } = data
    const stored = scenario(supervisee)([...play(supervisee, [begin(BEGIN)]).events.map(({ event }) => event), { type, data: before } as never])
    stored.when(decide('ApproveZone', COUNTY)).thenRefused('zone-needs-head')
    expect(stored.when(decide('ApproveZone', HEAD2)).events).toHaveLength(2)
  })
  it('Z5: whoever does what in which order, two let a zone reach out of the county, and one of them is the head', () => {
    const people = [TOWN, OTHER_TOWN, COUNTY, DEPUTY, HEAD1, HEAD2]
    const steps = fc.array(fc.record({ what: fc.constantFrom('set', 'propose', 'ApproveZone', 'ApproveZone', 'RejectZone'), person: fc.constantFrom(...people), lies: fc.constantFrom(...ZoneLies.options, 'beyond-county' as const, 'beyond-county' as const), of: fc.constantFrom('zp-1', 'zp-2') }), { minLength: 4, maxLength: 30 })
    let reached = 0
    fc.assert(fc.property(steps, (acts) => {
      const commands = acts.map(({ what, person, lies, of }, at): SuperviseeCommand => {
        if (what === 'set') return { ...setZone(minutes(at + 1), `own-${of}`, { lies }), by: person.by }
        return what === 'propose' ? propose(person, lies, minutes(at + 1), of, `zone-${of}`) : decide(what as 'ApproveZone', person, minutes(at + 1), of)
      })
      const events = play(supervisee, [begin(BEGIN), ...commands]).events.map(({ event }) => event)
      for (const [at, event] of events.entries()) {
        if (event.type !== 'ZoneSet' || !event.data.isBeyond) continue
        reached += 1
        const approval = events[at - 1]!
        if (approval.type !== 'ZoneProposalApproved') throw new Error('set alone')
        const two = [approval.data.proposedBy, approval.data.by].map((by) => people.find((each) => each.by === by)!)
        expect(two[0]).not.toBe(two[1])
        expect(two.some(({ byHead }) => byHead)).toBe(true)
        expect(two[1]!.reach).toBe('county')
      }
    }), { numRuns: 300 })
    expect(reached).toBeGreaterThan(50)
  })
})
