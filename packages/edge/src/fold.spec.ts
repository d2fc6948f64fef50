import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fold } from './fold.ts'

/** Any UTF-16 units, lone surrogates among them. */
const units = fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 100 }).map((codes) => String.fromCharCode(...codes))

describe('the folded view', () => {
  it('makes full-width and compatibility forms plain', () => {
    expect(fold('ＡＢＣ１２３：①㎏')).toBe('abc123:1㎏')
  })
  it('I1: has the length of the text, whatever is in it', () => {
    fc.assert(fc.property(units, (text) => {
      expect(fold(text).length).toBe(text.length)
    }), { seed: 20261122, numRuns: 500 })
    for (const text of ['👨‍👩‍👧', '\ud800', 'ﷺ', 'ᠮᠣᠩᠭᠣᠯ', 'İ', 'ß', 'ﬁ']) expect(fold(text).length).toBe(text.length)
  })
})
