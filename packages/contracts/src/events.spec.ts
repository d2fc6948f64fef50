import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { eventFamily } from './events.ts'

const Weighed = z.object({ type: z.literal('Weighed'), data: z.object({ milligrams: z.int() }) })
const Sold = z.object({ type: z.literal('Sold'), data: z.object({ to: z.string() }) })
const family = eventFamily('parcel', [Weighed, Sold], {
  Weighed: [({ pounds }) => ({ grams: Number(pounds) * 500 }), ({ grams }) => ({ milligrams: Number(grams) * 1000 })],
})

describe('a rule set', () => {
  it('writes each event in the version that it names, and those with one version in that', () => {
    const write = family.writer({ Weighed: 2 })
    expect(family.writtenType(write({ type: 'Weighed', data: { grams: 3 } }))).toBe('Weighed.v2')
    expect(family.writtenType(write({ type: 'Sold', data: { to: 'li' } }))).toBe('Sold.v1')
  })
  it.each<[string, Readonly<Record<string, number>>, RegExp]>([
    ['leaves out an event with several versions', {}, /has to name the version of Weighed/],
    ['names a version that there is not yet', { Weighed: 4 }, /Weighed\.v4 is not a version/],
    ['names version 0', { Weighed: 0 }, /Weighed\.v0 is not a version/],
    ['names an event that there is not', { Weighed: 3, Lost: 1 }, /has no event Lost/],
  ])('that %s is not loaded', (_what, versions, says) => {
    expect(() => family.writer(versions)).toThrow(says)
  })
  it('cannot write an event with several versions without saying which', () => {
    expect(() => family.writtenType({ type: 'Weighed', data: { milligrams: 3 } })).toThrow(/its rule set names none/)
  })
})

it('reads every version in the current form, stored or just decided', () => {
  const inMilligrams = { type: 'Weighed', data: { milligrams: 1_500_000 } }
  for (const [version, data] of [[1, { pounds: 3 }], [2, { grams: 1500 }], [3, { milligrams: 1_500_000 }]] as const) {
    expect(family.read(`Weighed.v${version}`, data)).toEqual(inMilligrams)
    expect(family.current({ type: 'Weighed', version, data })).toEqual(inMilligrams)
  }
  expect(() => family.read('Weighed.v4', {})).toThrow(/not a version this release reads/)
})
