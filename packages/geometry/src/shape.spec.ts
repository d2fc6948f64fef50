import fc from 'fast-check'
import geodesic from 'geographiclib-geodesic'
import { describe, expect, it } from 'vitest'
import { areaOf, areasOf, distanceM, leastDistanceM, type Point, type Ring, type Shape } from './index.ts'

const COUNTY: Point = { lng: 112.58, lat: 40.89 }
const geod = geodesic.Geodesic.WGS84
const realM = (a: Point, b: Point): number => geod.Inverse(a.lat, a.lng, b.lat, b.lng).s12!
const away = (from: Point, bearing: number, metres: number): Point => {
  const { lat2, lon2 } = geod.Direct(from.lat, from.lng, bearing, metres)
  return { lng: lon2!, lat: lat2! }
}
const places = fc.record({ lng: fc.double({ min: 74, max: 134, noNaN: true }), lat: fc.double({ min: 18, max: 53, noNaN: true }) })
const bearings = fc.double({ min: 0, max: 360, noNaN: true })
/** A star around a place: as crooked as it may be, and crosses nothing. */
const stars = (centre: fc.Arbitrary<Point>): fc.Arbitrary<{ centre: Point; ring: Ring }> =>
  fc.tuple(centre, fc.array(fc.double({ min: 300, max: 5000, noNaN: true }), { minLength: 3, maxLength: 80 })).map(([at, radii]) => {
    const ring = radii.map((radius, n) => away(at, n * 360 / radii.length, radius))
    return { centre: at, ring: [...ring, ring[0]!] }
  })

/** The same question answered by walking: the least geodesic to many places along every edge. */
const walkedM = (ring: Ring, point: Point): number => Math.min(...ring.slice(1).flatMap((b, at) => {
  const a = ring[at]!
  return Array.from({ length: 401 }, (_, n) => realM(point, { lng: a.lng + (b.lng - a.lng) * n / 400, lat: a.lat + (b.lat - a.lat) * n / 400 }))
}))
/** Inside by winding around the point, which knows nothing of edges to the east. */
const windsAround = (ring: Ring, point: Point): boolean => Math.abs(ring.slice(1).reduce((sum, b, at) => {
  const a = ring[at]!
  const [x, y, u, v] = [a.lng - point.lng, a.lat - point.lat, b.lng - point.lng, b.lat - point.lat]
  return sum + Math.atan2(x * v - y * u, x * u + y * v)
}, 0)) > Math.PI

describe('a distance', () => {
  it('is the ellipsoid’s geodesic within 0.01 % up to 50 km', () => {
    fc.assert(fc.property(places, bearings, fc.double({ min: 1, max: 50_000, noNaN: true }), (from, bearing, metres) => {
      expect(Math.abs(distanceM(from, away(from, bearing, metres)) / metres - 1)).toBeLessThan(1e-4)
    }))
  })
})

describe('a circle', () => {
  it('I1: is left on its radius, to the metre', () => {
    fc.assert(fc.property(places, bearings, fc.double({ min: 50, max: 20_000, noNaN: true }), fc.double({ min: -0.9, max: 2, noNaN: true }), (centre, bearing, radiusM, share) => {
      const metres = radiusM * share
      const signed = areaOf({ kind: 'circle', centre, radiusM }).signedDistanceM(away(centre, bearing, radiusM + metres))
      expect(Math.abs(signed - metres)).toBeLessThan(Math.max(0.01, (radiusM + metres) * 1e-4))
    }))
  })
})

describe('a polygon', () => {
  it('I2: lies as far away as its border when it is walked along, and on the side that it winds around', () => {
    fc.assert(fc.property(stars(places), bearings, fc.double({ min: 0, max: 12_000, noNaN: true }), ({ centre, ring }, bearing, metres) => {
      const point = away(centre, bearing, metres)
      const signed = areaOf({ kind: 'polygon', parts: [[ring]] }).signedDistanceM(point)
      const walked = walkedM(ring, point)
      // Walking in steps of an edge's four-hundredth finds a way that is a little longer.
      const step = Math.max(...ring.slice(1).map((b, at) => realM(ring[at]!, b))) / 400
      expect(Math.abs(signed)).toBeLessThanOrEqual(walked * 1.001 + 0.01)
      expect(Math.abs(signed)).toBeGreaterThanOrEqual(walked * 0.999 - step)
      if (Math.abs(signed) > 0.001) expect(signed < 0).toBe(windsAround(ring, point))
    }), { numRuns: 60 })
  })
  it('is outside in its hole, as far as the hole’s border', () => {
    const square = (size: number): Ring => [[-1, -1], [1, -1], [1, 1], [-1, 1], [-1, -1]].map(([x, y]) => ({ lng: COUNTY.lng + x! * size, lat: COUNTY.lat + y! * size }))
    const area = areaOf({ kind: 'polygon', parts: [[square(0.1), square(0.02)]] })
    const toHole = Math.min(realM(COUNTY, { ...COUNTY, lat: COUNTY.lat + 0.02 }), realM(COUNTY, { ...COUNTY, lng: COUNTY.lng + 0.02 }))
    expect(area.signedDistanceM(COUNTY)).toBeCloseTo(toHole, 0)
    expect(area.signedDistanceM({ ...COUNTY, lng: COUNTY.lng + 0.05 })).toBeLessThan(-2000)
    expect(area.signedDistanceM({ ...COUNTY, lng: COUNTY.lng + 0.15 })).toBeGreaterThan(2000)
  })
  it('is on its border at the corners: nothing to a millimetre', () => {
    fc.assert(fc.property(stars(places), ({ ring }) => {
      const area = areaOf({ kind: 'polygon', parts: [[ring]] })
      for (const corner of ring) expect(Math.abs(area.signedDistanceM(corner))).toBeLessThan(0.001)
    }), { numRuns: 30 })
  })
})

describe('a corridor', () => {
  it('is left where the way is farther than its half width', () => {
    const line = [COUNTY, { lng: COUNTY.lng + 0.2, lat: COUNTY.lat + 0.1 }, { lng: COUNTY.lng + 0.3, lat: COUNTY.lat }]
    const area = areaOf({ kind: 'corridor', line, halfWidthM: 500 })
    expect(area.signedDistanceM(line[1]!)).toBeCloseTo(-500, 3)
    expect(area.signedDistanceM(away(COUNTY, 270, 800))).toBeCloseTo(300, 0)
  })
})

describe('many areas', () => {
  const shapes: fc.Arbitrary<Shape> = fc.oneof(
    stars(fc.record({ lng: fc.double({ min: 112, max: 113, noNaN: true }), lat: fc.double({ min: 40, max: 41, noNaN: true }) })).map(({ ring }): Shape => ({ kind: 'polygon', parts: [[ring]] })),
    fc.record({ kind: fc.constant('circle' as const), centre: fc.record({ lng: fc.double({ min: 112, max: 113, noNaN: true }), lat: fc.double({ min: 40, max: 41, noNaN: true }) }), radiusM: fc.double({ min: 50, max: 5000, noNaN: true }) }),
  )
  it('names everyone that is within the distance asked for', () => {
    fc.assert(fc.property(fc.array(shapes, { maxLength: 30 }), fc.double({ min: 112, max: 113, noNaN: true }), fc.double({ min: 40, max: 41, noNaN: true }), fc.integer({ min: 0, max: 5000 }), (list, lng, lat, metres) => {
      const areas = list.map(areaOf)
      const near = areasOf(areas).near({ lng, lat }, metres)
      for (const [at, area] of areas.entries()) {
        if (area.signedDistanceM({ lng, lat }) <= metres) expect(near).toContain(at)
        expect(leastDistanceM(area, { lng, lat })).toBeLessThanOrEqual(Math.max(0, area.signedDistanceM({ lng, lat })) * 1.005 + 0.01)
      }
    }), { numRuns: 60 })
  })
})
