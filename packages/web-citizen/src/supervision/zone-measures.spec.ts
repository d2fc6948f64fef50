import type { Shape } from '@zhijian/geometry'
import { describe, expect, it } from 'vitest'
import { barOf, extentOf, liesTo, middleOf, seenPlaces, shapeOf, spanOf } from './zone-measures.ts'

const HOME = { lng: 112.58, lat: 40.89 }
const home: Shape = { kind: 'circle', centre: HOME, radiusM: 500 }
/** Degrees of latitude of a metre here. */
const north = (metres: number) => ({ lng: HOME.lng, lat: HOME.lat + metres / 111_054 })

describe('how she lies to a zone', () => {
  it('inside or outside as far as the phone is right, and unsure up to its very error', () => {
    expect(liesTo([home], { ...HOME, errorM: 20 })).toEqual({ is: 'inside', farM: expect.closeTo(500, 0) })
    expect(liesTo([home], { ...north(800), errorM: 20 })).toEqual({ is: 'outside', farM: expect.closeTo(300, 0) })
    expect(liesTo([home], { ...north(800), errorM: 310 }).is).toBe('unsure')
    expect(liesTo([home], { ...north(450), errorM: 60 }).is).toBe('unsure')
    expect(liesTo([home], { ...north(450), errorM: 40 }).is).toBe('inside')
  })
  it('in one of several pieces is in, in a hole is out', () => {
    const holed = shapeOf({ kind: 'polygon', coordinates: [[[[112.5, 40.8], [112.7, 40.8], [112.7, 41], [112.5, 41], [112.5, 40.8]], [[112.57, 40.88], [112.59, 40.88], [112.59, 40.9], [112.57, 40.9], [112.57, 40.88]]]] })
    expect(liesTo([holed], { ...HOME, errorM: 10 }).is).toBe('outside')
    expect(liesTo([holed, home], { ...HOME, errorM: 10 }).is).toBe('inside')
  })
})

it('a way and a circle take as much room as they are wide, and she is in the picture with her error', () => {
  const way = shapeOf({ kind: 'corridor', line: [[112.58, 40.89], [112.58, 40.9]], halfWidthM: 100 })
  expect(spanOf(extentOf([way])).wideM).toBeCloseTo(200, -1)
  expect(middleOf(extentOf([home]))).toEqual({ lng: expect.closeTo(HOME.lng, 6), lat: expect.closeTo(HOME.lat, 6) })
  expect(spanOf(extentOf([home], { ...north(2000), errorM: 300 })).highM).toBeCloseTo(500 + 2000 + 300, -2)
})

it('a bar is round, and between a fifth and a half of what is drawn', () => {
  for (let span = 20; span < 300_000; span *= 1.07) {
    expect(barOf(span) / span).toBeGreaterThanOrEqual(0.2)
    expect(barOf(span) / span).toBeLessThanOrEqual(0.5)
    expect(String(barOf(span))).toMatch(/^[125]0*$/)
  }
})

it('places that cannot be told apart are drawn once, the ends always', () => {
  const line = Array.from({ length: 101 }, (_, n) => north(n))
  expect(seenPlaces(line, 10)).toHaveLength(11)
  expect(seenPlaces(line, 1000)).toEqual([line[0], line[100]])
})
