import fc from 'fast-check'
import geodesic from 'geographiclib-geodesic'
import { describe, expect, it } from 'vitest'
import { squareMetres, wayM, type Point, type Ring } from './index.ts'

const geod = geodesic.Geodesic.WGS84
const realM2 = (ring: Ring): number => {
  const area = geod.Polygon(false)
  for (const { lat, lng } of ring.slice(1)) area.AddPoint(lat, lng)
  return Math.abs(area.Compute(false, true).area!)
}
const box = ({ lng, lat }: Point, wide: number, high: number): Ring =>
  [[lng, lat], [lng + wide, lat], [lng + wide, lat + high], [lng, lat + high], [lng, lat]].map(([x, y]) => ({ lng: x!, lat: y! }))
const places = fc.record({ lng: fc.double({ min: 74, max: 134, noNaN: true }), lat: fc.double({ min: 18, max: 52, noNaN: true }) })
const sides = fc.double({ min: 0.001, max: 1, noNaN: true })

describe('how large', () => {
  it('is the ellipsoid’s area within 0.1 % up to the size of a county, whichever corner a ring begins at', () => {
    fc.assert(fc.property(places, sides, sides, fc.integer({ min: 0, max: 3 }), (at, wide, high, first) => {
      const corners = box(at, wide, high).slice(1)
      const ring = [...corners.slice(first), ...corners.slice(0, first)]
      const closed = [...ring, ring[0]!]
      expect(Math.abs(squareMetres({ kind: 'polygon', parts: [[closed]] }) / realM2(closed) - 1)).toBeLessThan(1e-3)
    }))
  })
  it('leaves holes out and counts every part', () => {
    const [whole, hole, other] = [box({ lng: 112, lat: 40 }, 0.1, 0.1), box({ lng: 112.04, lat: 40.04 }, 0.02, 0.02), box({ lng: 113, lat: 40 }, 0.1, 0.1)]
    const of = (...parts: Ring[][]): number => squareMetres({ kind: 'polygon', parts })
    expect(of([whole, hole], [other])).toBeCloseTo(of([whole]) - of([hole]) + of([other]), 3)
    expect(squareMetres({ kind: 'circle', centre: { lng: 112, lat: 40 }, radiusM: 100 })).toBeCloseTo(31_415.93, 2)
  })
  it('a way is as long as its pieces', () => {
    const line = [{ lng: 112, lat: 40 }, { lng: 112.1, lat: 40 }, { lng: 112.1, lat: 40.1 }]
    const real = geod.Inverse(40, 112, 40, 112.1).s12! + geod.Inverse(40, 112.1, 40.1, 112.1).s12!
    expect(Math.abs(wayM(line) / real - 1)).toBeLessThan(1e-4)
  })
})
