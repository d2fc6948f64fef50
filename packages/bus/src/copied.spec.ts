import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { copied } from './copied.ts'

const throughText = (value: unknown): unknown => (value === undefined ? null : JSON.parse(JSON.stringify(value)))

describe('a message that stays in the process', () => {
  it('arrives as it would through JSON text', () => {
    const told = fc.object({ withDate: true, withUnicodeString: true, withNullPrototype: true, withObjectString: true, withSparseArray: true, maxDepth: 4 } as never)
    fc.assert(fc.property(told, (value) => {
      expect(copied(value as never)).toEqual(throughText(value))
      expect(JSON.stringify(copied(value as never))).toBe(JSON.stringify(throughText(value)))
    }))
  })
  it.each([[undefined], [null], [-0], [Number.NaN], [[undefined, () => 1]], [{ a: undefined, b: [{ c: undefined }] }], [new Date(0)], [{ at: new Date(0) }], [Buffer.from('ab')],
    [JSON.parse('{"__proto__":{"a":1},"b":2}')], [{ toJSON: () => 'x' }], ['\ud800']])('%j too', (value) => {
    expect(JSON.stringify(copied(value as never))).toBe(JSON.stringify(throughText(value)))
    expect(Object.is(copied(value as never), -0)).toBe(false)
  })
  it('shares nothing with what was sent', () => {
    const sent = { a: [{ b: 1 }] }
    const arrived = copied(sent) as unknown as typeof sent
    expect(arrived).not.toBe(sent)
    expect(arrived.a[0]).not.toBe(sent.a[0])
  })
  it('refuses what JSON cannot say', () => expect(() => copied({ n: 1n } as never)).toThrow(TypeError))
})
