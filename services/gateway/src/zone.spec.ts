import { fromWgs84, type Shape } from '@zhijian/geometry'
import { describe, expect, it } from 'vitest'
import { contentOf, drawn, featureOf, liesOf, MOST_POINTS, openedZone, type Geometry, type Outline } from './zone.ts'

type Pair = [number, number]
const ring = (west: number, south: number, east: number, north: number): Pair[] => [[west, south], [east, south], [east, north], [west, north], [west, south]]
const polygon = (...rings: Pair[][]): Geometry => ({ kind: 'polygon', coordinates: [rings] })
const outline = (...boxes: Pair[][]): Outline => ({ kind: 'polygon', parts: boxes.map((box) => [box.map(([lng, lat]) => ({ lng, lat }))]) })
const COUNTY = outline(ring(112, 40.5, 113, 41.3))
const [TOWN, NEXT] = [outline(ring(112.4, 40.8, 112.6, 41)), outline(ring(112.6, 40.8, 112.8, 41))]
const inside = polygon(ring(112.4, 40.8, 112.5, 40.9))
const code = (geometry: Geometry, county: Outline | null = null) => {
  const found = drawn(geometry, 'wgs-84', county)
  return found.kind === 'unfit' ? [found.code, found.detail] : 'fit'
}

describe('a zone', () => {
  it('is kept in WGS-84, to a millionth of a degree, and given in the datum that is asked for', () => {
    const centre = fromWgs84({ lng: 112.5777, lat: 40.8958 }, 'gcj-02')
    const found = drawn({ kind: 'circle', centre: [centre.lng, centre.lat], radiusM: 200 }, 'gcj-02', COUNTY)
    expect(found).toMatchObject({ kind: 'fit', points: 1, shapes: [{ kind: 'circle', radiusM: 200 }] })
    const [shape] = (found as unknown as { shapes: [Extract<Shape, { kind: 'circle' }>] }).shapes
    expect([shape.centre.lng, shape.centre.lat]).toEqual([expect.closeTo(112.5777, 5), expect.closeTo(40.8958, 5)])
    const text = contentOf('家', [shape])!
    expect(openedZone(text, 'gcj-02').shapes).toMatchObject([{ centre: [expect.closeTo(centre.lng, 5), expect.closeTo(centre.lat, 5)] }])
    expect(openedZone(null, 'wgs-84')).toEqual({ label: null, shapes: [] })
  })
  const lies = (geometry: Geometry, county: Outline | null, towns: readonly (Outline | null)[] | null = null) => {
    const found = drawn(geometry, 'wgs-84', county)
    return found.kind === 'fit' ? liesOf(found.shapes, county, towns) : found.code
  }
  const file = (...rings: Pair[][]): Geometry => ({ kind: 'geojson', text: JSON.stringify({ type: 'FeatureCollection', features: rings.map((each) => ({ type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [each] } })) }) })
  it.each<[string, Geometry, Geometry]>([
    ['a polygon', inside, polygon(ring(112.9, 40.8, 113.2, 40.9))],
    ['a circle', { kind: 'circle', centre: [112.5, 40.9], radiusM: 5000 }, { kind: 'circle', centre: [112.99, 40.9], radiusM: 5000 }],
    ['a corridor', { kind: 'corridor', line: [[112.42, 40.9], [112.55, 40.9]], halfWidthM: 1000 }, { kind: 'corridor', line: [[112.5, 40.9], [112.99, 40.9]], halfWidthM: 2000 }],
    ['a file', file(ring(112.41, 40.81, 112.45, 40.85), ring(112.5, 40.9, 112.55, 40.95)), file(ring(112.41, 40.81, 112.45, 40.85), ring(112.9, 40.8, 113.2, 40.9))],
    ['several pieces', { kind: 'several', shapes: [{ kind: 'circle', centre: [112.5, 40.9], radiusM: 500 }, { kind: 'corridor', line: [[112.5, 40.9], [112.55, 40.9]], halfWidthM: 200 }] },
      { kind: 'several', shapes: [{ kind: 'circle', centre: [112.5, 40.9], radiusM: 500 }, { kind: 'corridor', line: [[112.5, 40.9], [113.5, 40.9]], halfWidthM: 200 }] }],
  ])('%s lies in the county or beyond it, in the town or beyond it; where nobody said where one ends, nobody can tell', (_, within, beyond) => {
    expect([lies(within, COUNTY), lies(beyond, COUNTY), lies(within, null), lies(beyond, null)]).toEqual(['within', 'beyond-county', 'county-unknown', 'county-unknown'])
    expect([lies(within, COUNTY, [TOWN]), lies(within, COUNTY, [NEXT]), lies(beyond, COUNTY, [TOWN])]).toEqual(['within', 'beyond-town', 'beyond-county'])
    expect([lies(within, COUNTY, [null]), lies(within, COUNTY, []), lies(within, null, [TOWN])]).toEqual(['town-unknown', 'beyond-town', 'county-unknown'])
  })
  it('of an office of two towns lies in them piece by piece; where one of the two is not known, it may lie there', () => {
    const inBoth = file(ring(112.45, 40.85, 112.5, 40.9), ring(112.65, 40.85, 112.7, 40.9))
    expect([lies(inBoth, COUNTY, [TOWN, NEXT]), lies(inBoth, COUNTY, [TOWN]), lies(inBoth, COUNTY, [TOWN, null])]).toEqual(['within', 'beyond-town', 'town-unknown'])
    expect(lies(inside, COUNTY, [null, TOWN])).toBe('within')
  })
  it('may be drawn over an outline by a hundred metres, and no farther', () => {
    const eastOf = (metres: number): Geometry => ({ kind: 'circle', centre: [112.6, 40.9], radiusM: metres })
    expect([lies(eastOf(99), COUNTY, [TOWN]), lies(eastOf(101), COUNTY, [TOWN])]).toEqual(['within', 'beyond-town'])
  })
  it('that is the county is beyond a town', () => {
    expect(drawn({ kind: 'county' }, 'wgs-84', COUNTY)).toMatchObject({ shapes: [COUNTY] })
    expect([lies({ kind: 'county' }, COUNTY), lies({ kind: 'county' }, COUNTY, [TOWN])]).toEqual(['within', 'beyond-town'])
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
    expect(drawn(wide, 'gcj-02', COUNTY)).toMatchObject({ kind: 'fit' })
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
  it('of several pieces is kept piece by piece; the one that is unfit is named by its number', () => {
    const piece = { kind: 'circle', centre: [112.5, 40.9], radiusM: 500 } as const
    const beyond = { kind: 'corridor', line: [[112.5, 40.9], [113.5, 40.9]], halfWidthM: 200 } as const
    const several = (...shapes: readonly object[]): Geometry => ({ kind: 'several', shapes } as unknown as Geometry)
    const found = drawn(several(piece, beyond), 'wgs-84', COUNTY) as unknown as { shapes: Shape[] }
    expect(found).toMatchObject({ kind: 'fit', points: 3 })
    expect(openedZone(contentOf('家和路', found.shapes), 'wgs-84').shapes).toEqual([piece, beyond])
    expect(code(several(piece, { ...piece, radiusM: 1e7 }))).toEqual(['zone-wrong-size', { point: 1, shape: 2 }])
  })
  it('goes out as GeoJSON with how wide it is', () => {
    expect(featureOf({ kind: 'circle', centre: [112, 40], radiusM: 50 }, { kind: 'allowed' })).toEqual({ type: 'Feature', geometry: { type: 'Point', coordinates: [112, 40] }, properties: { kind: 'allowed', radiusM: 50 } })
  })
})
