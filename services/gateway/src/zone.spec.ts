import { fromWgs84, type Shape } from '@zhijian/geometry'
import { describe, expect, it } from 'vitest'
import { contentOf, drawn, featureOf, MOST_POINTS, openedZone, type Geometry } from './zone.ts'

type Pair = [number, number]
const ring = (west: number, south: number, east: number, north: number): Pair[] => [[west, south], [east, south], [east, north], [west, north], [west, south]]
const polygon = (...rings: Pair[][]): Geometry => ({ kind: 'polygon', coordinates: [rings] })
const COUNTY: Shape = { kind: 'polygon', parts: [[ring(112, 40.5, 113, 41.3).map(([lng, lat]) => ({ lng, lat }))]] }
const inside = polygon(ring(112.4, 40.8, 112.5, 40.9))
const code = (geometry: Geometry, county: Shape | null = null) => {
  const found = drawn(geometry, 'wgs-84', county)
  return found.kind === 'unfit' ? [found.code, found.detail] : 'fit'
}

describe('a zone', () => {
  it('is kept in WGS-84, to a millionth of a degree, and given in the datum that is asked for', () => {
    const centre = fromWgs84({ lng: 112.5777, lat: 40.8958 }, 'gcj-02')
    const found = drawn({ kind: 'circle', centre: [centre.lng, centre.lat], radiusM: 200 }, 'gcj-02', COUNTY)
    expect(found).toMatchObject({ kind: 'fit', points: 1, isBeyond: false, shapes: [{ kind: 'circle', radiusM: 200 }] })
    const [shape] = (found as unknown as { shapes: [Extract<Shape, { kind: 'circle' }>] }).shapes
    expect([shape.centre.lng, shape.centre.lat]).toEqual([expect.closeTo(112.5777, 5), expect.closeTo(40.8958, 5)])
    const text = contentOf('家', [shape])!
    expect(openedZone(text, 'gcj-02').shapes).toMatchObject([{ centre: [expect.closeTo(centre.lng, 5), expect.closeTo(centre.lat, 5)] }])
    expect(openedZone(null, 'wgs-84')).toEqual({ label: null, shapes: [] })
  })
  it('beyond the county is told from one within; where nobody said where it ends, nothing is beyond it', () => {
    const beyond = (geometry: Geometry, county: Shape | null) => (drawn(geometry, 'wgs-84', county) as { isBeyond: boolean }).isBeyond
    expect(beyond(inside, COUNTY)).toBe(false)
    expect(beyond(polygon(ring(112.9, 40.8, 113.2, 40.9)), COUNTY)).toBe(true)
    expect(beyond({ kind: 'circle', centre: [112.99, 40.9], radiusM: 5000 }, COUNTY)).toBe(true)
    expect(beyond({ kind: 'corridor', line: [[112.5, 40.9], [112.99, 40.9]], halfWidthM: 2000 }, COUNTY)).toBe(true)
    expect(beyond(polygon(ring(100, 30, 101, 31)), null)).toBe(false)
    expect(drawn({ kind: 'county' }, 'wgs-84', COUNTY)).toMatchObject({ shapes: [COUNTY], isBeyond: false })
    expect(code({ kind: 'county' })).toEqual(['no-boundary', {}])
  })
  it.each<[string, Geometry, object]>([
    ['zone-not-geojson', { kind: 'geojson', text: '{"type":"Point","coordinates":[1,2]}' }, {}],
    ['zone-coordinates-swapped', polygon(ring(40.8, 112.4, 40.9, 112.5)), { point: 1 }],
    ['zone-out-of-range', polygon([[400, 40], [401, 40], [401, 41], [400, 40]]), { point: 1 }],
    ['zone-out-of-bounds', polygon(ring(2, 48, 3, 49)), { point: 1 }],
    ['zone-crosses-itself', polygon([[112, 40], [113, 41], [113, 40], [112, 41], [112, 40]]), { point: expect.any(Number) }],
    ['zone-not-closed', polygon([[112, 40], [113, 40], [113, 41], [112, 41]]), { point: 4 }],
    ['zone-hole-outside', polygon(ring(112.4, 40.8, 112.5, 40.9), ring(112.6, 40.8, 112.7, 40.9)), { point: 6 }],
    ['zone-wrong-size', { kind: 'circle', centre: [112.5, 40.9], radiusM: 1e7 }, { point: 1 }],
    ['zone-too-many-points', { kind: 'corridor', line: Array.from({ length: MOST_POINTS + 1 }, (_, at): Pair => [112 + at / 1e5, 40.9]), halfWidthM: 10 }, { max: MOST_POINTS, points: MOST_POINTS + 1 }],
  ])('is refused: %s', (expected, geometry, detail) => { expect(code(geometry)).toEqual([expected, detail]) })
  it('may say a point again at once, or two so near that they are one when rounded: that bounds the same', () => {
    const twice = polygon([[112.4, 40.8], [112.4, 40.8], [112.5, 40.8], [112.5, 40.9], [112.5000001, 40.9000001], [112.4, 40.9], [112.4, 40.8]])
    expect(code(twice, COUNTY)).toBe('fit')
    expect(drawn(twice, 'wgs-84', COUNTY)).toMatchObject({ points: 5 })
    expect(code(polygon([[112.4, 40.8], [112.4, 40.8], [112.5, 40.8], [112.4, 40.8]]))).toEqual(['zone-too-few-points', { point: 1 }])
    expect(code({ kind: 'geojson', text: `\ufeff${JSON.stringify({ type: 'Polygon', coordinates: [ring(112.4, 40.8, 112.5, 40.9)] })}` })).toBe('fit')
  })
  it('that fits the county only as if drawn on a map of the mainland is doubted, and taken when that is said', () => {
    const wide = polygon(ring(112.7, 40.8, 112.99995, 40.9).map(([lng, lat]) => fromWgs84({ lng, lat }, 'gcj-02')).map(({ lng, lat }): Pair => [lng, lat]))
    expect(code(wide, COUNTY)).toEqual(['zone-datum-doubtful', {}])
    expect(drawn(wide, 'gcj-02', COUNTY)).toMatchObject({ kind: 'fit', isBeyond: false })
  })
  it('of many points is one seal or refused, never cut', () => {
    const line = Array.from({ length: MOST_POINTS }, (_, at): Pair => [112.123456 + at / 1e5, 40.912345])
    const found = drawn({ kind: 'corridor', line, halfWidthM: 100 }, 'wgs-84', null) as unknown as { shapes: Shape[] }
    const text = contentOf('路', found.shapes)!
    expect(text.length).toBeLessThan(20_000)
    expect(openedZone(text, 'wgs-84').shapes).toEqual([{ kind: 'corridor', line: line.map(([lng, lat]) => [expect.closeTo(lng!, 6), expect.closeTo(lat!, 6)]), halfWidthM: 100 }])
    const zigzag = { kind: 'corridor', line: line.map(([lng, lat], at) => ({ lng: lng! + (at % 2) * 3, lat: lat! + (at % 2) * 3 })), halfWidthM: 100 } as const
    expect(contentOf('路', [zigzag])).toBeNull()
  })
  it('of several pieces is beyond the county where one of them is; the one that is unfit is named by its number', () => {
    const piece = { kind: 'circle', centre: [112.5, 40.9], radiusM: 500 } as const
    const beyond = { kind: 'corridor', line: [[112.5, 40.9], [113.5, 40.9]], halfWidthM: 200 } as const
    const several = (...shapes: readonly object[]): Geometry => ({ kind: 'several', shapes } as unknown as Geometry)
    const found = drawn(several(piece, beyond), 'wgs-84', COUNTY) as unknown as { shapes: Shape[] }
    expect(found).toMatchObject({ kind: 'fit', points: 3, isBeyond: true })
    expect(openedZone(contentOf('家和路', found.shapes), 'wgs-84').shapes).toEqual([piece, beyond])
    expect(drawn(several(piece, piece), 'wgs-84', COUNTY)).toMatchObject({ isBeyond: false })
    expect(code(several(piece, { ...piece, radiusM: 1e7 }))).toEqual(['zone-wrong-size', { point: 1, shape: 2 }])
  })
  it('goes out as GeoJSON with how wide it is', () => {
    expect(featureOf({ kind: 'circle', centre: [112, 40], radiusM: 50 }, { kind: 'allowed' })).toEqual({ type: 'Feature', geometry: { type: 'Point', coordinates: [112, 40] }, properties: { kind: 'allowed', radiusM: 50 } })
  })
})
