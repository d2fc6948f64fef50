import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { packable, packed, SOURCES, unpacked, type KeptFix } from './index.ts'

const anyFix: fc.Arbitrary<KeptFix> = fc.record({
  at: fc.integer({ min: 946_684_800_000, max: 4_102_444_800_000 }), receivedAt: fc.integer({ min: 946_684_800_000, max: 4_102_444_800_000 }),
  lng: fc.double({ min: -180, max: 180, noNaN: true }), lat: fc.double({ min: -90, max: 90, noNaN: true }),
  errorM: fc.option(fc.double({ min: 0.1, max: 10_000_000, noNaN: true })), source: fc.constantFrom(...SOURCES), isMock: fc.boolean(),
}).map(packable).map((fix) => ({ ...fix, lng: fix.lng + 0, lat: fix.lat + 0 }))

describe('a block', () => {
  it('B1: gives back what was put in, in its order', () => {
    fc.assert(fc.property(fc.array(anyFix, { maxLength: 40 }), (fixes) => { expect(unpacked(packed(fixes))).toEqual(fixes) }))
  })
  it('B2: cut anywhere, or longer than it says, is refused', () => {
    fc.assert(fc.property(fc.array(anyFix, { minLength: 1, maxLength: 5 }), fc.nat(), (fixes, draw) => {
      const bytes = packed(fixes)
      expect(() => unpacked(bytes.subarray(0, draw % bytes.length))).toThrow(RangeError)
      expect(() => unpacked(Uint8Array.of(...bytes, 0))).toThrow(RangeError)
    }))
  })
  it('B2: of bytes that nobody wrote is refused or read, and never takes long', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      try {
        expect(unpacked(bytes).length).toBeLessThanOrEqual(bytes.length)
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError)
      }
    }))
  })
  it('of a week with a fix every ten minutes takes at most twelve bytes for each', () => {
    let state = 1
    const chance = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
    const week = Array.from({ length: 1008 }, (_, n): KeptFix => {
      const at = 1_772_424_000_000 + n * 600_000 + Math.round(chance() * 4000)
      return packable({ at, receivedAt: at + Math.round(chance() * 3000), lng: 112.5777 + (chance() - 0.5) * 0.02, lat: 40.8957 + (chance() - 0.5) * 0.02, errorM: 4 + chance() * 40, source: 'satellite', isMock: false })
    })
    const each = packed(week).length / week.length
    expect(each).toBeLessThanOrEqual(12)
    expect(each).toBeGreaterThan(5)
  })
})
