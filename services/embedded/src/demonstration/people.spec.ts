import { isLicence, LawyerProfile } from '@zhijian/contracts'
import { instant } from '@zhijian/kernel'
import { describe, expect, it } from 'vitest'
import { readCounty, readProvinces } from './data.ts'
import { COUNSEL, demonstrationLawyers, NATION, REGION } from './people.ts'

const validUntil = instant('2027-05-31T16:00:00.000Z')
const everyone = demonstrationLawyers(7, { validUntil })
const counsel = everyone.filter((one) => one.counsel)

describe('the lawyers of the demonstration', () => {
  it('are 39, 600 and 10,000, and the same for the same seed', () => {
    expect(everyone).toHaveLength(COUNSEL + REGION + NATION)
    expect(counsel).toHaveLength(COUNSEL)
    expect(demonstrationLawyers(7, { validUntil })).toEqual(everyone)
    expect(demonstrationLawyers(8, { validUntil })[0]).not.toEqual(everyone[0])
  })
  it('I1: have ids and licences of their own, of the right form, and profiles the contract takes', () => {
    expect(new Set(everyone.map(({ lawyerId }) => lawyerId)).size).toBe(everyone.length)
    expect(new Set(everyone.map(({ registration }) => registration.licence)).size).toBe(everyone.length)
    for (const { registration: { licence, profile } } of everyone) {
      expect(isLicence(licence)).toBe(true)
      expect(licence.slice(1, 3)).toBe(profile.region.slice(0, 2))
    }
    for (const { registration } of everyone.filter((_, n) => n % 97 === 0)) expect(LawyerProfile.parse(registration.profile)).toEqual(registration.profile)
  })
  it('I2: leave no village without counsel, and give nobody more than five', () => {
    const served = counsel.flatMap((one) => one.counsel!.villages)
    const all = readCounty().towns.flatMap((town) => town.villages.map(({ code }) => code))
    expect(new Set(served)).toEqual(new Set(all))
    expect(Math.max(...counsel.map((one) => one.counsel!.villages.length))).toBeLessThanOrEqual(5)
  })
  it('are 639 in the region: nationwide means from elsewhere', () => {
    const home = readCounty().province.code.slice(0, 2)
    expect(everyone.filter(({ registration: { profile } }) => profile.region.startsWith(home))).toHaveLength(COUNSEL + REGION)
  })
  it('come from every province, speak Mongolian in the region, and know enterprises often enough', () => {
    expect(new Set(everyone.map(({ registration: { profile } }) => profile.region.slice(0, 2)))).toEqual(new Set(readProvinces().map(({ code }) => code)))
    const share = (some: typeof everyone, has: (profile: LawyerProfile) => boolean) => some.filter((one) => has(one.registration.profile)).length / some.length
    const regional = everyone.filter(({ lawyerId }) => lawyerId.startsWith('demo-region'))
    expect(share(regional, (profile) => profile.languages.includes('mn'))).toBeGreaterThan(0.1)
    expect(counsel.some((one) => one.registration.profile.languages.includes('mn'))).toBe(true)
    expect(counsel.some((one) => one.registration.profile.enterprise)).toBe(true)
    expect(share(everyone, (profile) => profile.enterprise)).toBeGreaterThan(0.2)
    expect(share(everyone, (profile) => profile.specialties.includes('01' as never))).toBeGreaterThan(share(everyone, (profile) => profile.specialties.includes('21' as never)))
  })
})
