import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ASSESSMENT_RULES, NOWHERE, transitionsOf, verdictOf, type AssessmentRules, type Reading } from './assessment.ts'

const RULES: AssessmentRules = { ...ASSESSMENT_RULES, widen: 1, floorM: { satellite: 0, wifi: 100, cell: 3000, unknown: 0 }, dwellMs: 120_000 }
const minutes = (n: number): number => n * 60_000
let serial = 0
/** @param distanceM outside positive */
const reading = (minute: number, distanceM: number, errorM = 10): Reading => ({ at: minutes(minute), distanceM, errorM, source: 'satellite', digest: `d${String(serial += 1).padStart(6, '0')}` })
const said = (readings: readonly Reading[], rules = RULES): readonly string[] => transitionsOf(readings, rules).map(({ to, since, knownAt }) => `${to} ${since / 60_000} ${knownAt / 60_000}`)

describe('a reading', () => {
  it('A2: says nothing where its error reaches over the border', () => {
    expect(verdictOf(reading(0, 100, 10), RULES)).toBe('outside')
    expect(verdictOf(reading(0, 2000, 2100), RULES)).toBe('cannot-tell')
    expect(verdictOf(reading(0, -2000, 2100), RULES)).toBe('cannot-tell')
    expect(verdictOf(reading(0, -30, 10), RULES)).toBe('inside')
  })
  it('A3: is on neither side between the two borders, and on the border itself', () => {
    expect(verdictOf(reading(0, 60, 10), RULES)).toBe('cannot-tell')
    expect(verdictOf(reading(0, 60.1, 10), RULES)).toBe('outside')
    expect(verdictOf(reading(0, -10, 10), RULES)).toBe('cannot-tell')
  })
})

describe('what a source is known for', () => {
  it('A2: counts more than what it says of itself, and a radius is taken wider than it is named', () => {
    expect(verdictOf({ distanceM: 2900, errorM: 20, source: 'cell' }, RULES)).toBe('cannot-tell')
    expect(verdictOf({ distanceM: 3100, errorM: 20, source: 'cell' }, RULES)).toBe('outside')
    expect(verdictOf({ distanceM: 3100, errorM: null, source: 'cell' }, RULES)).toBe('outside')
    expect(verdictOf({ distanceM: 149, errorM: 50, source: 'satellite' }, { ...RULES, widen: 2 })).toBe('cannot-tell')
    expect(verdictOf({ distanceM: 151, errorM: 50, source: 'satellite' }, { ...RULES, widen: 2 })).toBe('outside')
  })
})

describe('a way out', () => {
  const home = [0, 5, 10].map((minute) => reading(minute, -500))
  it('A4: is known once two readings two minutes apart say it, and happened with the first', () => {
    expect(said([...home, reading(15, 400), reading(17, 600)])).toEqual(['inside 0 5', 'outside 15 17'])
  })
  it('A4: is not known a second before the dwell is over', () => {
    expect(said([...home, reading(15, 400), reading(16.99, 600)])).toEqual(['inside 0 5'])
  })
  it('A4: is not said by one reading, however far away it is', () => {
    expect(said([...home, reading(15, 900_000), reading(20, -500), reading(25, -500)])).toEqual(['inside 0 5'])
  })
  it('A4: goes on over one reading that speaks against it, and falls with two', () => {
    expect(said([...home, reading(15, 400), reading(16, -200), ...[17, 18, 19].map((minute) => reading(minute, 500))])).toEqual(['inside 0 5', 'outside 15 19'])
    expect(said([...home, reading(15, 400), reading(16, -200), reading(17, -200), reading(18, 500)])).toEqual(['inside 0 5'])
  })
  it('A4: begins anew when nothing was heard for long', () => {
    expect(said([...home, reading(15, 400), reading(15 + 361, 500), reading(15 + 363, 500)])).toEqual(['inside 0 5', 'outside 376 378'])
  })
  it('A2: is not made of two wrong fixes with good ones on the border between them', () => {
    const onTheBorder = [20, 25, 30, 35].map((minute) => reading(minute, -5))
    expect(said([...home, reading(15, 400), ...onTheBorder, reading(40, 500), reading(45, -5), reading(50, -5), reading(55, 450)])).toEqual(['inside 0 5'])
  })
  it('A2: is not spoken against by a wide circle', () => {
    const cells = [20, 25, 30, 35].map((minute): Reading => ({ ...reading(minute, -800, 900), source: 'cell' }))
    expect(said([...home, reading(15, 400), ...cells, reading(40, 500)])).toEqual(['inside 0 5', 'outside 15 40'])
  })
  it('A6: near the border takes three, and one more for each that speaks against; under the first set of rules two were enough', () => {
    const { near: _, ...first } = RULES
    const near = [15, 17, 19, 21].map((minute) => reading(minute, 120))
    expect(said([...home, ...near])).toEqual(['inside 0 5', 'outside 15 19'])
    expect(said([...home, ...near], first)).toEqual(['inside 0 5', 'outside 15 17'])
    // One step beyond the border, and one fix that is wrong by ten times what it says.
    const step = [reading(15, 111, 14), reading(27, 170, 12), reading(38, -96, 9), reading(47, -90, 6)]
    expect(said([...home, ...step])).toEqual(['inside 0 5'])
    expect(said([...home, ...step], first)).toEqual(['inside 0 5', 'outside 15 27', 'inside 38 47'])
    const between = [reading(15, 300), reading(16, -100), reading(18, 300)]
    expect(said([...home, ...between])).toEqual(['inside 0 5'])
    expect(said([...home, ...between], first)).toEqual(['inside 0 5', 'outside 15 18'])
  })
  it('A6: of a cell is far where it is beyond at all: what it is wrong by is in its floor', () => {
    expect(said([...home, ...[15, 17].map((minute): Reading => ({ ...reading(minute, 3200, 700), source: 'cell' }))])).toEqual(['inside 0 5', 'outside 15 17'])
  })
  it('A6: the first side does not wait behind one fix of the other', () => {
    expect(said([reading(0, 900), reading(3, -500), reading(5, -500)])).toEqual(['inside 3 5'])
  })
  it('A5: is found for somebody of whom nothing was known', () => {
    expect(said([reading(0, 400), reading(2, 400)])).toEqual(['outside 0 2'])
  })
})

const RUNS = 200
const instants = fc.integer({ min: 0, max: 600 })
const anyReadings = fc.array(fc.record({ minute: instants, distanceM: fc.integer({ min: -600, max: 600 }), errorM: fc.constantFrom(5, 10, 50, 500) }), { maxLength: 60 })
  .map((list) => list.map(({ minute, distanceM, errorM }) => reading(minute, distanceM, errorM)))

describe('readings in any order', () => {
  it('A1: end in the same transitions, also when some come twice', () => {
    fc.assert(fc.property(anyReadings.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray([...list, ...list], { minLength: list.length * 2, maxLength: list.length * 2 }))), ([list, shuffled]) => {
      expect(transitionsOf(shuffled, RULES)).toEqual(transitionsOf(list, RULES))
    }), { numRuns: RUNS })
  })
  it('alternate: nobody goes out twice without having come back', () => {
    fc.assert(fc.property(anyReadings, (list) => {
      const sides = transitionsOf(list, RULES).map(({ to }) => to)
      expect(sides.every((side, at) => side !== sides[at - 1])).toBe(true)
    }), { numRuns: RUNS })
  })
})

const share = fc.integer({ min: -1000, max: 1000 }).map((n) => n / 1000)
/** A day along the border: where the person truly is, and what the phone says. Errors lie within what it says of itself, but for one in twenty. */
const days = fc.record({
  legs: fc.array(fc.record({ minutes: fc.integer({ min: 20, max: 120 }), distanceM: fc.oneof(fc.integer({ min: -400, max: -80 }), fc.integer({ min: 160, max: 600 })) }), { minLength: 1, maxLength: 8 }),
  noise: fc.infiniteStream(share),
})
describe('a day with noise', () => {
  it('has no transition that did not happen, and every one that did within the dwell and two fixes, one more where one of the first is wrong', () => {
    fc.assert(fc.property(days, ({ legs, noise }) => {
      const draw = (): number => noise.next().value
      const everyMinutes = 2
      const truth: { readonly to: string; readonly minute: number }[] = []
      const readings: Reading[] = []
      const disturbed = new Set<number>()
      let minute = 0
      let sinceOutlier = 0
      for (const leg of legs) {
        const to = leg.distanceM < 0 ? 'inside' : 'outside'
        if (truth.at(-1)?.to !== to) truth.push({ to, minute })
        for (const end = minute + leg.minutes; minute < end; minute += everyMinutes) {
          // Never two among five: wrong fixes that agree are a way out to anybody.
          const isOutlier = sinceOutlier >= RULES.near!.of && draw() > 0.9
          if (isOutlier && minute - truth.at(-1)!.minute < RULES.near!.of * everyMinutes) disturbed.add(truth.length - 1)
          sinceOutlier = isOutlier ? 0 : sinceOutlier + 1
          readings.push(reading(minute, leg.distanceM + draw() * (isOutlier ? 3000 : 30), 30))
        }
      }
      const found = transitionsOf(readings, RULES)
      expect(found.map(({ to }) => to)).toEqual(truth.map(({ to }) => to))
      for (const [at, { knownAt }] of found.entries()) expect(knownAt / 60_000 - truth[at]!.minute).toBeLessThanOrEqual(RULES.dwellMs / 60_000 + (disturbed.has(at) ? 3 : 2) * everyMinutes)
    }), { numRuns: RUNS })
  })
  it('says nothing at all of one that lives within the error of the border', () => {
    fc.assert(fc.property(fc.infiniteStream(share), (noise) => {
      const readings = Array.from({ length: 300 }, (_, n) => reading(n, noise.next().value * 40, 40))
      expect(transitionsOf(readings, RULES, NOWHERE)).toEqual([])
    }), { numRuns: 50 })
  })
})
