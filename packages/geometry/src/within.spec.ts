import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { areaOf, liesWithin, scaleAt, type Point, type Ring, type Shape } from './index.ts'

const HOME: Point = { lng: 112.58, lat: 40.89 }
const SCALE = scaleAt(HOME.lat)
/** Metres east and north of the county's seat. */
const at = (x: number, y: number): Point => ({ lng: HOME.lng + x / SCALE.east, lat: HOME.lat + y / SCALE.north })
const ring = (...points: readonly (readonly [number, number])[]): Ring => [...points, points[0]!].map(([x, y]) => at(x, y))
const box = (west: number, south: number, east: number, north: number): Ring => ring([west, south], [east, south], [east, north], [west, north])
const polygon = (...parts: readonly (readonly Ring[])[]): Extract<Shape, { kind: 'polygon' }> => ({ kind: 'polygon', parts })
const corridor = (halfWidthM: number, ...line: readonly (readonly [number, number])[]): Shape => ({ kind: 'corridor', line: line.map(([x, y]) => at(x, y)), halfWidthM })
const circle = (x: number, y: number, radiusM: number): Shape => ({ kind: 'circle', centre: at(x, y), radiusM })
/** Ten kilometres wide, with a bay from the north, four wide and eight deep. */
const BAY = polygon([ring([0, 0], [10_000, 0], [10_000, 10_000], [7000, 10_000], [7000, 2000], [3000, 2000], [3000, 10_000], [0, 10_000])])
/** Ten kilometres wide; two in its middle are another's. */
const HOLED = polygon([box(0, 0, 10_000, 10_000), box(4000, 4000, 6000, 6000)])

describe('lies within', () => {
  it('every place of it, not its corners alone: a side or a way over a bay leaves', () => {
    const bridge = polygon([box(1000, 8000, 9000, 9000)])
    for (const corner of bridge.parts[0]![0]!) expect(areaOf(BAY).signedDistanceM(corner)).toBeLessThan(0)
    expect(liesWithin(bridge, BAY, 100)).toBe(false)
    expect(liesWithin(corridor(50, [1000, 8000], [9000, 8000]), BAY, 100)).toBe(false)
    expect(liesWithin(corridor(50, [1000, 8000], [1500, 1000], [8500, 1000], [9000, 8000]), BAY, 100)).toBe(true)
    expect(liesWithin(polygon([box(1000, 500, 9000, 1500)]), BAY, 100)).toBe(true)
  })
  it('not around what the outline leaves out', () => {
    expect(liesWithin(polygon([box(3000, 3000, 7000, 7000)]), HOLED, 100)).toBe(false)
    expect(liesWithin(polygon([box(3000, 3000, 7000, 7000), box(3950, 3950, 6050, 6050)]), HOLED, 100)).toBe(true)
    expect(liesWithin(circle(5000, 3000, 1200), HOLED, 100)).toBe(false)
  })
  it('with all that a circle and a corridor are wide, to the metre of what is tolerated', () => {
    for (const [wide, within] of [[1099, true], [1101, false]] as const) {
      expect([liesWithin(circle(1000, 1000, wide), BAY, 100), liesWithin(corridor(wide, [1000, 1000], [9000, 1000]), BAY, 100)]).toEqual([within, within])
    }
    expect([99, 101].map((out) => liesWithin(polygon([box(-out, 100, 500, 500)]), BAY, 100))).toEqual([true, false])
  })
  it('not upon it alone, nor where it goes around by a hand', () => {
    const left = box(4000, 4000, 6000, 6000)
    expect(liesWithin(polygon([left]), HOLED, 100)).toBe(false)
    expect(liesWithin(polygon([box(3950, 3950, 6050, 6050)]), HOLED, 100)).toBe(false)
    expect(liesWithin(circle(5000, 5000, 500), HOLED, 100)).toBe(false)
    expect(liesWithin(circle(5000, 5000, 500), polygon(...HOLED.parts, [box(4500, 4000, 5500, 6000)]), 100)).toBe(true)
  })
  it('not in what parts leave between them that touch in points alone', () => {
    const parts = polygon([ring([0, 0], [9000, 0], [1000, 1000], [0, 9000])], [ring([9000, 0], [9000, 9000], [0, 9000], [8000, 8000])])
    expect(liesWithin(polygon([box(-50, -50, 9050, 9050)]), parts, 100)).toBe(false)
  })
  it('is said of an outline itself, and of a way along it', () => {
    for (const outline of [BAY, HOLED]) expect([liesWithin(outline, outline, 0), liesWithin(structuredClone(outline), outline, 10)]).toEqual([true, true])
    expect(liesWithin(corridor(99, [0, 0], [10_000, 0]), BAY, 100)).toBe(true)
    expect(liesWithin(corridor(101, [0, 0], [10_000, 0]), BAY, 100)).toBe(false)
  })
  it('where it is as large as a province, or the outline is somewhere else', () => {
    expect(liesWithin(polygon([box(-300_000, -300_000, 300_000, 300_000)]), BAY, 100)).toBe(false)
    expect(liesWithin(circle(400_000, 0, 100), BAY, 100)).toBe(false)
    const province = polygon([box(-300_000, -300_000, 300_000, 300_000)])
    expect(liesWithin(polygon([box(-290_000, -290_000, 290_000, 290_000)]), province, 100)).toBe(true)
    expect(liesWithin(polygon([box(-290_000, -290_000, 290_000, 305_000)]), province, 100)).toBe(false)
  })
  it('W1: of what is said to lie within, no place anywhere lies farther out', () => {
    const place = fc.integer({ min: -500, max: 10_500 })
    const places = fc.tuple(place, place)
    fc.assert(fc.property(places, places, places, fc.integer({ min: 0, max: 400 }), fc.constantFrom(BAY, HOLED), (a, b, c, toleranceM, outline) => {
      const triangle = polygon([ring(a, b, c)])
      const area = areaOf(outline)
      const share = Array.from({ length: 41 }, (_, n) => n / 40)
      const inside = share.flatMap((u) => share.filter((v) => u + v <= 1).map((v) => at(a[0] + u * (b[0] - a[0]) + v * (c[0] - a[0]), a[1] + u * (b[1] - a[1]) + v * (c[1] - a[1]))))
      const farthestM = Math.max(...inside.map((point) => area.signedDistanceM(point)))
      const within = liesWithin(triangle, outline, toleranceM)
      if (farthestM > toleranceM + 5) expect(within).toBe(false)
      // Steps of 250 m between what is looked at here.
      if (farthestM < toleranceM - 400 && outline === BAY) expect(within).toBe(true)
    }), { numRuns: 400 })
  })
})
