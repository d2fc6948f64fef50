import { areaOf } from '@zhijian/geometry'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isSound, MARK_RULES, marked, readingsOf, type ReceivedFix } from './index.ts'

const NOON = Date.parse('2026-03-02T04:00:00.000Z')
let serial = 0
const fix = (minute: number, more: Partial<ReceivedFix> = {}): ReceivedFix => {
  const taken = NOON + minute * 60_000
  return { at: taken, receivedAt: taken + 2000, lng: 112.5, lat: 40.9, errorM: 10, source: 'satellite', isMock: false, digest: `d${String(serial += 1).padStart(5, '0')}`, ...more }
}
const marks = (...fixes: readonly ReceivedFix[]): string[] => marked(fixes, MARK_RULES).map((each) => each.marks.join(' '))

describe('marks', () => {
  it('are none for what is in order', () => expect(marks(fix(0), fix(5), fix(10))).toEqual(['', '', '']))
  it('tell a fix that came twice, whichever came first', () => {
    const once = fix(0)
    expect(marks({ ...once, receivedAt: once.receivedAt + 60_000 }, once)).toEqual(['', 'duplicate'])
  })
  it('tell the future from the instant after what a clock may go before', () => {
    expect(marks(fix(0, { receivedAt: NOON - 120_000 }))).toEqual([''])
    expect(marks(fix(0, { receivedAt: NOON - 120_001 }))).toEqual(['future'])
  })
  it('tell what is older than a week', () => {
    expect(marks(fix(0, { receivedAt: NOON + 7 * 86_400_000 }))).toEqual([''])
    expect(marks(fix(0, { receivedAt: NOON + 7 * 86_400_000 + 1 }))).toEqual(['ancient'])
  })
  it('tell the place that means none, and one that was made up', () => {
    expect(marks(fix(0, { lng: 0, lat: 0 }), fix(5, { isMock: true }))).toEqual(['null-island', 'mock'])
  })
  it('tell a place that nobody could have reached, and not the way back from it', () => {
    expect(marks(fix(0), fix(5, { lng: 116.4 }), fix(10))).toEqual(['', 'impossible-speed', ''])
  })
  it('believe the second that says the same: then the way was long', () => {
    expect(marks(fix(0), fix(5, { lng: 116.4 }), fix(10, { lng: 116.41 }), fix(15, { lng: 116.42 }))).toEqual(['', 'impossible-speed', '', ''])
  })
  it('do not call a wide circle fast', () => {
    expect(marks(fix(0), fix(0.2, { lng: 112.54, source: 'cell', errorM: 800 }))).toEqual(['', ''])
  })
  it('F1, F2: are the same in any order, and every fix comes out again', () => {
    const fixes = fc.array(fc.record({ minute: fc.integer({ min: 0, max: 100 }), lng: fc.constantFrom(112.5, 112.6, 116.4, 0), isMock: fc.boolean(), late: fc.constantFrom(0, 8 * 86_400_000, -600_000) }), { maxLength: 30 })
      .map((list) => list.map(({ minute, lng, isMock, late }) => fix(minute, { lng, lat: lng === 0 ? 0 : 40.9, isMock, receivedAt: NOON + minute * 60_000 + late })))
    fc.assert(fc.property(fixes.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length }))), ([list, shuffled]) => {
      expect(marked(shuffled, MARK_RULES)).toEqual(marked(list, MARK_RULES))
      expect(new Set(marked(list, MARK_RULES).map(({ fix: { digest } }) => digest))).toEqual(new Set(list.map(({ digest }) => digest)))
    }))
  })
  it('make a fix silent in decisions', () => {
    expect(marked([fix(0), fix(5, { isMock: true })], MARK_RULES).map(isSound)).toEqual([true, false])
  })
})

describe('readings', () => {
  it('hold distances to every zone and no place', () => {
    const zones = new Map([['home@1', areaOf({ kind: 'circle', centre: { lng: 112.5, lat: 40.9 }, radiusM: 500 })]])
    const reading = readingsOf(fix(0), zones)
    expect(reading.distancesM).toEqual({ 'home@1': -500 })
    expect(JSON.stringify(reading)).not.toMatch(/112|40\.9|lng|lat/)
  })
})
