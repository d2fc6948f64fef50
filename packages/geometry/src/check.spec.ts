import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitnessOf, shapeOfGeoJson, type Ring, type Shape } from './index.ts'

const ring = (...points: readonly (readonly [number, number])[]): Ring => points.map(([x, y]) => ({ lng: 112 + x / 100, lat: 40 + y / 100 }))
const square = (x: number, y: number, size: number): Ring => ring([x, y], [x + size, y], [x + size, y + size], [x, y + size], [x, y])
const polygon = (...parts: readonly (readonly Ring[])[]): Shape => ({ kind: 'polygon', parts })
const code = (shape: Shape): string => {
  const fitness = fitnessOf(shape)
  return fitness.fit ? 'fit' : fitness.code
}

describe('a polygon that was drawn', () => {
  it('is fit: a square, one with holes, two apart, an island in a lake', () => {
    expect(code(polygon([square(0, 0, 10)]))).toBe('fit')
    expect(code(polygon([square(0, 0, 10), square(1, 1, 2), square(5, 5, 2)]))).toBe('fit')
    expect(code(polygon([square(0, 0, 10)], [square(20, 0, 10)]))).toBe('fit')
    expect(code(polygon([square(0, 0, 10), square(2, 2, 6)], [square(4, 4, 2)]))).toBe('fit')
  })
  it('may touch another in a corner, as neighbouring pastures do', () => {
    expect(code(polygon([square(0, 0, 10)], [square(10, 10, 10)]))).toBe('fit')
    expect(code(polygon([square(0, 0, 10), ring([0, 0], [3, 1], [1, 3], [0, 0])]))).toBe('fit')
  })
  it('does not cross itself: a bow tie is told with the place', () => {
    const fitness = fitnessOf(polygon([ring([0, 0], [10, 10], [10, 0], [0, 10], [0, 0])]))
    expect(fitness).toMatchObject({ fit: false, code: 'crosses-itself' })
    expect(code(polygon([ring([0, 0], [10, 0], [10, 10], [5, 0], [0, 10], [0, 0])]))).toBe('crosses-itself')
    expect(code(polygon([ring([0, 0], [10, 0], [4, 0], [4, 10], [0, 0])]))).toBe('crosses-itself')
    expect(code(polygon([ring([0, 0], [0, 0], [10, 0], [10, 10], [0, 0])]))).toBe('crosses-itself')
  })
  it('is closed, has three corners, and an inside', () => {
    expect(code(polygon([ring([0, 0], [10, 0], [10, 10], [0, 10])]))).toBe('not-closed')
    expect(code(polygon([ring([0, 0], [10, 0], [0, 0])]))).toBe('too-few-points')
    expect(code(polygon([ring([0, 0], [5, 0], [10, 0], [0, 0])]))).toBe('crosses-itself')
    expect(code(polygon([ring([0, 0], [0.0005, 0], [0, 0.0005], [0, 0])]))).toBe('no-area')
    expect(code(polygon())).toBe('too-few-points')
    expect(code(polygon([]))).toBe('too-few-points')
  })
  it('has its holes inside, none in another', () => {
    expect(code(polygon([square(0, 0, 10), square(20, 20, 2)]))).toBe('hole-outside')
    expect(code(polygon([square(0, 0, 10), square(1, 1, 8), square(3, 3, 2)]))).toBe('hole-outside')
    expect(code(polygon([square(0, 0, 10), square(8, 8, 4)]))).toBe('crosses-itself')
  })
  it('has no part upon another', () => {
    expect(code(polygon([square(0, 0, 10)], [square(5, 5, 10)]))).toBe('parts-overlap')
    expect(code(polygon([square(0, 0, 10)], [square(2, 2, 2)]))).toBe('parts-overlap')
    expect(code(polygon([square(0, 0, 10)], [square(0, 0, 10)]))).toBe('parts-overlap')
  })
  it('lies in the country, with longitude first', () => {
    expect(code(polygon([[{ lng: 40, lat: 112 }, { lng: 41, lat: 112 }, { lng: 41, lat: 113 }, { lng: 40, lat: 112 }]]))).toBe('coordinates-swapped')
    expect(code(polygon([[{ lng: 0, lat: 0 }, { lng: 1, lat: 0 }, { lng: 1, lat: 1 }, { lng: 0, lat: 0 }]]))).toBe('out-of-bounds')
    expect(code(polygon([[{ lng: 1120, lat: 40 }, { lng: 1, lat: 0 }, { lng: 1, lat: 1 }, { lng: 1120, lat: 40 }]]))).toBe('out-of-range')
    expect(code(polygon([[{ lng: NaN, lat: 40 }, { lng: 113, lat: 40 }, { lng: 113, lat: 41 }, { lng: NaN, lat: 40 }]]))).toBe('out-of-range')
  })
  it('a thousand corners are looked at as one glance, twenty thousand and one are too many', () => {
    const wheel = (corners: number): Ring => {
      const points = Array.from({ length: corners }, (_, n) => ({ lng: 112 + Math.cos(n * 2 * Math.PI / corners) / 10, lat: 40 + Math.sin(n * 2 * Math.PI / corners) / 10 }))
      return [...points, points[0]!]
    }
    expect(code(polygon([wheel(1000)]))).toBe('fit')
    expect(code(polygon([wheel(20_001)]))).toBe('too-many-points')
  })
  it('is fit when it is a star, and crosses itself once two corners of a wheel change places', () => {
    fc.assert(fc.property(fc.array(fc.double({ min: 1, max: 9, noNaN: true }), { minLength: 6, maxLength: 40 }), fc.nat(), (radii, draw) => {
      const star = radii.map((radius, n) => [radius * Math.cos(n * 2 * Math.PI / radii.length), radius * Math.sin(n * 2 * Math.PI / radii.length)] as const)
      expect(code(polygon([ring(...star, star[0]!)]))).toBe('fit')
      const even = Array.from(radii, (_, n) => [9 * Math.cos(n * 2 * Math.PI / radii.length), 9 * Math.sin(n * 2 * Math.PI / radii.length)] as const)
      const at = draw % (even.length - 3)
      const crossed = even.with(at, even[at + 2]!).with(at + 2, even[at]!)
      expect(code(polygon([ring(...crossed, crossed[0]!)]))).toBe('crosses-itself')
    }))
  })
})

describe('circles and corridors', () => {
  it('have a size that can be walked', () => {
    const centre = { lng: 112, lat: 40 }
    expect(code({ kind: 'circle', centre, radiusM: 300 })).toBe('fit')
    for (const radiusM of [0, -1, NaN, 300_001]) expect(code({ kind: 'circle', centre, radiusM })).toBe('wrong-size')
    expect(code({ kind: 'corridor', line: ring([0, 0], [10, 0]), halfWidthM: 50 })).toBe('fit')
    expect(code({ kind: 'corridor', line: ring([0, 0]), halfWidthM: 50 })).toBe('too-few-points')
    expect(code({ kind: 'corridor', line: ring([0, 0], [0, 0]), halfWidthM: 50 })).toBe('too-few-points')
    expect(code({ kind: 'corridor', line: ring([0, 0], [10, 0]), halfWidthM: 0 })).toBe('wrong-size')
  })
})

describe('a GeoJSON file', () => {
  const coordinates = [[[112, 40], [113, 40], [113, 41], [112, 40]]]
  it('gives a polygon from a geometry, a feature or a collection', () => {
    const geometry = { type: 'Polygon', coordinates }
    const shape = polygon([[{ lng: 112, lat: 40 }, { lng: 113, lat: 40 }, { lng: 113, lat: 41 }, { lng: 112, lat: 40 }]])
    for (const document of [geometry, { type: 'Feature', geometry, properties: null }, { type: 'FeatureCollection', features: [{ type: 'Feature', geometry }] }, { type: 'MultiPolygon', coordinates: [coordinates] }]) {
      expect(shapeOfGeoJson(JSON.stringify(document))).toEqual(shape)
    }
  })
  it('gives nothing from anything else, and never throws', () => {
    for (const text of ['', '{', '[]', 'null', '{"type":"Point","coordinates":[1,2]}', '{"type":"Polygon","coordinates":[[["a",1]]]}', '{"type":"FeatureCollection","features":[]}']) {
      expect(shapeOfGeoJson(text)).toBeNull()
    }
    fc.assert(fc.property(fc.json(), (text) => {
      shapeOfGeoJson(text)
    }))
  })
})
