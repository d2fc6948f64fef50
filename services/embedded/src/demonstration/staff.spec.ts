import { GivenOffice, PlatformGrant } from '@zhijian/contracts'
import { describe, expect, it } from 'vitest'
import { readCounty } from './data.ts'
import { demonstrationOrganisations, demonstrationStaff } from './staff.ts'

describe('the county', () => {
  it('has the towns, villages and communities of the official list', () => {
    const { towns } = readCounty()
    const villages = towns.flatMap((town) => town.villages)
    expect(towns).toHaveLength(8)
    expect(villages.filter(({ kind }) => kind === '村委会')).toHaveLength(109)
    expect(villages.filter(({ kind }) => kind === '居委会')).toHaveLength(10)
    for (const town of towns) for (const village of town.villages) expect(village.code.startsWith(town.code)).toBe(true)
  })
})

describe('the bureau', () => {
  const organisations = demonstrationOrganisations()
  it('has an office in every town and a station in every village, parents first', () => {
    expect(organisations.filter(({ kind }) => kind === 'justice-office')).toHaveLength(8)
    expect(organisations.filter(({ kind }) => kind === 'village-station')).toHaveLength(119)
    const known = new Set<string>()
    for (const { organisationId, parent } of organisations) {
      if (parent) expect(known).toContain(parent)
      known.add(organisationId)
    }
    expect(known.size).toBe(organisations.length)
  })
  it('has somebody for every duty, and two where it takes two', () => {
    const staff = demonstrationStaff(7)
    const holders = (role: string) => staff.filter((each) => each.role === role).length
    expect(Object.fromEntries(['desk', 'reviewer', 'duty-officer', 'bureau-head', 'policy-admin', 'system-admin', 'security-admin', 'auditor', 'correction-officer', 'procurator'].map((role) => [role, holders(role)])))
      .toEqual({ desk: 3, reviewer: 2, 'duty-officer': 2, 'bureau-head': 1, 'policy-admin': 2, 'system-admin': 1, 'security-admin': 1, auditor: 1, 'correction-officer': 3, procurator: 1 })
    expect(staff.map(({ dangerRank }) => dangerRank).filter(Boolean)).toEqual(['duty-officer', 'deputy', 'head'])
    const known = new Set(organisations.map(({ organisationId }) => organisationId))
    for (const { organisation, role, region, grants } of staff) {
      expect(known).toContain(organisation)
      for (const grant of grants) expect(PlatformGrant.parse(grant)).toEqual(grant)
      // By an office, or by a grant; never by both.
      expect([region === null, GivenOffice.safeParse(role).success]).toEqual([grants.length === 1, grants.length === 0])
    }
    expect(demonstrationStaff(7)).toEqual(staff)
  })
})
