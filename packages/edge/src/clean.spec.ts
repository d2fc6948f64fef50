import { MAX_TEXT as SEALABLE } from '@zhijian/privacy'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanText, MAX_TEXT } from './clean.ts'

const kept = (raw: string): string => {
  const clean = cleanText(raw)
  return clean.kind === 'text' ? clean.text : `refused: ${clean.code}`
}

/** Any UTF-16 units, lone surrogates among them. */
const units = fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 100 }).map((codes) => String.fromCharCode(...codes))

describe('a text as it is kept', () => {
  it.each(['离婚后孩子归谁？', '👩‍⚖️👨‍👩‍👧🏴󠁧󠁢󠁥󠁮󠁧󠁿❤️', 'ᠮᠣᠩᠭᠣᠯ\u202fᠤᠨ ᠬᠡᠯᠡ\u180b\u180e', '𠮷野家 㐂', '一行\n二行\n\n三行', 'a\tb'])('stays: %j', (text) => {
    expect(kept(text)).toBe(text)
  })
  it('has one kind of line end, and no more than one empty line', () => {
    expect(kept('一\r\n二\r三\u2028四\u0085五   \n\n\n\n\n六  ')).toBe('一\n二\n三\n四\n五\n\n六')
  })
  it('loses what hides or turns text round', () => {
    expect(kept('138\u200b0013\u20608000\u00ad \u202e倒\u202c \u0007响\u001b[31m\ufeff')).toBe('13800138000 倒 响[31m')
  })
  it('has whole characters only: half a one is not replaced, it is refused', () => {
    expect(kept('半个\ud83d字')).toBe('refused: text-malformed')
    expect(kept('\udc00')).toBe('refused: text-malformed')
    expect(kept('整个\ud83d\ude00字')).toBe('整个😀字')
  })
  it('is refused when it holds NUL, nothing, or too much', () => {
    expect(kept('a\0b')).toBe('refused: text-has-nul')
    for (const nothing of ['', '  \n\t ', '\u200b\u200b', '\u0001\u0002']) expect(kept(nothing)).toBe('refused: text-empty')
    expect(kept('字'.repeat(MAX_TEXT))).toHaveLength(MAX_TEXT)
    expect(kept('😀'.repeat(MAX_TEXT))).toHaveLength(2 * MAX_TEXT)
    expect(kept('字'.repeat(MAX_TEXT + 1))).toBe('refused: text-too-long')
    expect(kept('😀'.repeat(MAX_TEXT + 1))).toBe('refused: text-too-long')
    expect(kept('字'.repeat(10_000_000))).toBe('refused: text-too-long')
  })
  it('can be sealed: its limit is the sealer’s', () => expect(MAX_TEXT).toBe(SEALABLE))
  it('I1: is well-formed, and cleaning it again changes nothing', () => {
    fc.assert(fc.property(fc.oneof(units, fc.string({ unit: 'binary', maxLength: 100 })), (raw) => {
      const clean = cleanText(raw)
      if (clean.kind === 'refused') return
      expect(clean.text.isWellFormed()).toBe(true)
      expect(kept(clean.text)).toBe(clean.text)
    }), { seed: 20261122, numRuns: 1000 })
  })
})
