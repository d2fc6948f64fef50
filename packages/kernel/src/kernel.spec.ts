import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  AssertionFailed, canonical, earliest, epochMs, instant, instantAt, isInstant, latest, plus, rankFor, settle, SettlingDoesNotEnd, slotOf, SLOTS,
  type Decider, type Instant,
} from './index.ts'

const at = (time: string): Instant => instant(`2026-03-01T${time}.000Z`)

describe('an instant', () => {
  it('is text whose order is time', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 4e12 }), fc.integer({ min: 0, max: 4e12 }), (a, b) => {
      expect(instantAt(a) < instantAt(b)).toBe(a < b)
    }), { seed: 1 })
  })
  it('is the same text that Date writes, and says the same milliseconds, in any order of days', () => {
    const ms = fc.oneof(fc.integer({ min: -62_167_219_200_000, max: 253_402_300_799_999 }), fc.integer({ min: 1_700_000_000_000, max: 1_700_000_200_000 }))
    fc.assert(fc.property(fc.array(ms, { minLength: 1, maxLength: 20 }), (all) => {
      for (const each of all) {
        expect(instantAt(each)).toBe(new Date(each).toISOString())
        expect(epochMs(instantAt(each))).toBe(each)
      }
    }), { seed: 3 })
  })
  it.each(['2026-03-01T09:00:00Z', '2026-02-30T09:00:00.000Z', '2026-03-01 09:00:00.000Z', '', 'now', '12026-03-01T09:00:00.000Z',
    '2026-03-01T24:00:00.000Z', '2026-03-01T09:60:00.000Z', '2026-03-01T09:00:60.000Z', '2026-13-01T09:00:00.000Z', '2026-00-01T09:00:00.000Z', '2025-02-29T09:00:00.000Z'])(
    'is not %j', (text) => expect(isInstant(text)).toBe(false))
  it('has the earliest and the latest of those that are there', () => {
    expect(earliest(null, at('09:00:00'), undefined, at('08:00:00'))).toBe(at('08:00:00'))
    expect(earliest(null)).toBeNull()
    expect(latest(at('09:00:00'), null, at('10:00:00'))).toBe(at('10:00:00'))
  })
})

describe('canonical JSON', () => {
  it('orders members by UTF-16 code units, as RFC 8785 shows', () => {
    expect(canonical({ '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 }))
      .toBe('{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}')
  })
  it('says the same whatever order members were written in', () => {
    fc.assert(fc.property(fc.dictionary(fc.string(), fc.oneof(fc.string({ unit: 'binary' }), fc.maxSafeInteger(), fc.boolean(), fc.constant(null))), (members) => {
      const reversed = Object.fromEntries(Object.entries(members).reverse())
      expect(canonical(reversed)).toBe(canonical(members))
      expect(JSON.parse(canonical(members))).toEqual(JSON.parse(JSON.stringify(members)))
    }), { seed: 2 })
  })
  it('is written alike whichever layouts were met before, and as whoever sorts anew for every object writes it', () => {
    const plain = (value: unknown): string => {
      if (Array.isArray(value)) return `[${value.map(plain).join()}]`
      if (typeof value !== 'object' || value === null) return JSON.stringify(value)
      const members = Object.entries(value).filter(([, member]) => member !== undefined).toSorted(([a], [b]) => (a < b ? -1 : 1))
      return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${plain(member)}`).join()}}`
    }
    // Few names, so that layouts begin alike, come again, differ in the last name only, and are more than are kept of one beginning.
    const name = fc.constantFrom('a', 'b', 'c', 'd', '10', '2', 'é', '\u20ac', 'toString', '__proto__')
    const json = fc.letrec((tie) => ({
      value: fc.oneof({ maxDepth: 4 }, fc.string(), fc.maxSafeInteger(), fc.constantFrom(null, true, undefined), fc.array(tie('value').map((value) => value ?? null), { maxLength: 3 }), tie('object')),
      object: fc.uniqueArray(fc.tuple(name, tie('value')), { selector: ([each]) => each, maxLength: 8 }).map((members) => Object.fromEntries(members)),
    }))
    fc.assert(fc.property(json.object, (object) => { expect(canonical(object)).toBe(plain(object)) }), { seed: 4, numRuns: 300 })
    const many = Object.fromEntries(Array.from({ length: 100 }, (_, n) => [String(7919 * (100 - n)), n]))
    expect(canonical(many)).toBe(plain(many))
  })
  it.each([0.5, Number.NaN, 2 ** 53, () => 1, 1n, '\ud800'])('refuses %s', (value) => {
    expect(() => canonical({ value })).toThrow(AssertionFailed)
  })
  it('leaves out what is undefined', () => expect(canonical({ a: undefined, b: [undefined] })).toBe('{"b":[null]}'))
})

describe('slots', () => {
  it('spread streams evenly', () => {
    const counts = new Array<number>(SLOTS).fill(0)
    for (let i = 0; i < 51_200; i += 1) counts[slotOf(`consultation-${i.toString(36)}`)]! += 1
    expect(Math.min(...counts)).toBeGreaterThan(130)
    expect(Math.max(...counts)).toBeLessThan(280)
  })
  it('have one first server each, and a further instance takes about its share from the others', () => {
    const first = (instances: number) => Array.from({ length: SLOTS }, (_, slot) =>
      Array.from({ length: instances }, (_each, ordinal) => rankFor(slot, ordinal, instances)).indexOf(0))
    const three = first(3)
    const four = first(4)
    expect(three.every((ordinal) => ordinal >= 0)).toBe(true)
    const moved = three.filter((ordinal, slot) => four[slot] !== ordinal).length
    expect(three.every((ordinal, slot) => four[slot] === ordinal || four[slot] === 3)).toBe(true)
    expect(moved).toBeGreaterThan(40)
    expect(moved).toBeLessThan(90)
  })
})

describe('settling', () => {
  type Bell = { readonly next: Instant | null; readonly rings: number }
  type Rang = { type: 'Rang'; data: { at: Instant; next: Instant | null } }
  const bell = (next: (due: Instant) => Instant | null): Decider<Bell, { type: 'Wind'; at: Instant }, Rang> => ({
    category: 'bell',
    initial: () => ({ next: at('09:00:00'), rings: 0 }),
    evolve: (state, event) => ({ next: event.data.next, rings: state.rings + 1 }),
    decide: () => ({ kind: 'nothing' }),
    nextDeadline: (state) => state.next,
    elapse: (_state, due) => [{ type: 'Rang', data: { at: due, next: next(due) } }],
  })

  it('lets every deadline up to the instant pass, that instant included, each at its own time', () => {
    const hourly = bell((due) => plus(due, 3_600_000))
    const { settled, state } = settle(hourly, hourly.initial(), at('11:00:00'))
    expect(settled.map((each) => each.due)).toEqual([at('09:00:00'), at('10:00:00'), at('11:00:00')])
    expect(state.next).toBe(at('12:00:00'))
  })
  it('stops a decider that arms the past', () => {
    const stuck = bell((due) => due)
    expect(() => settle(stuck, stuck.initial(), at('11:00:00'))).toThrow('not ahead')
  })
  it('parks what would settle for ever', () => {
    const busy = bell((due) => plus(due, 1))
    expect(() => settle(busy, busy.initial(), at('11:00:00'))).toThrow(SettlingDoesNotEnd)
  })
})
