import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DATUMS, distanceM, fromWgs84, toWgs84 } from './index.ts'

describe('a datum', () => {
  it('comes back to where it was, to less than a metre, anywhere in China', () => {
    fc.assert(fc.property(fc.double({ min: 76, max: 134, noNaN: true }), fc.double({ min: 19, max: 53, noNaN: true }), fc.constantFrom(...DATUMS), (lng, lat, datum) => {
      expect(distanceM(toWgs84(fromWgs84({ lng, lat }, datum), datum), { lng, lat })).toBeLessThan(1)
    }))
  })
  it('lies 100 to 1,500 m beside the other: who mixes them up does not notice by the eye', () => {
    const county = { lng: 112.58, lat: 40.89 }
    for (const datum of ['gcj-02', 'bd-09'] as const) {
      const apart = distanceM(fromWgs84(county, datum), county)
      expect(apart).toBeGreaterThan(100)
      expect(apart).toBeLessThan(1500)
    }
  })
})
