import { areaOf } from '@zhijian/geometry'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  ASSESSMENT_RULES, findingsOf, Follower, inFixOrder, isSound, MARK_RULES, marked, preparedOrder, readingsOf, SOURCES, UNFOLLOWED, type BoundCondition, type FollowedOrder, type ReceivedFix,
} from './index.ts'

const CENTRE = { lng: 112.57, lat: 40.89 }
const at = (east: number, north: number) => ({ lng: CENTRE.lng + east / 84_300, lat: CENTRE.lat + north / 111_000 })
const BEGIN = Date.parse('2026-03-02T00:00:00Z')
const minute = (n: number): number => BEGIN + n * 60_000
const circle = (east: number, north: number, radiusM: number) => areaOf({ kind: 'circle', centre: at(east, north), radiusM })

/** A town to stay in, two schools to keep out of, one of them only for a while, a far one, and two that are kept out of together: in the town, and across its border. */
const ZONES = new Map([['town@1', circle(0, 0, 2000)], ['school@1', circle(600, 0, 200)], ['school@2', circle(600, 0, 400)], ['park@1', circle(-900, 300, 150)], ['far@1', circle(90_000, 0, 300)], ['market@1', circle(3000, 0, 900)], ['gate@1', circle(1950, 60, 90)], ['mill@1', circle(-2600, 0, 200)]])
const condition = (id: string, version: number, kind: BoundCondition['kind'], more: Partial<BoundCondition> = {}): BoundCondition =>
  ({ id, version, kind, zones: [`${id}@${version}`], schedule: null, from: 0, until: null, ...more })
const ORDER: FollowedOrder = {
  bases: [{ id: 'b1', kind: 'electronic-positioning', from: minute(0), until: minute(900) }, { id: 'b2', kind: 'electronic-positioning', from: minute(960), until: minute(2000) }],
  leaves: [{ id: 'l1', from: minute(300), until: minute(420), conditions: ['town'], zones: ['market@1'] }],
  conditions: [
    condition('town', 1, 'stay-inside'), condition('school', 1, 'keep-out', { until: minute(500) }), condition('school', 2, 'keep-out', { from: minute(500) }), condition('park', 1, 'keep-out'), condition('far', 1, 'keep-out'),
    condition('works', 1, 'keep-out', { zones: ['gate@1', 'mill@1'] }),
  ],
  rules: ASSESSMENT_RULES, markRules: MARK_RULES,
}
const PREPARED = preparedOrder(ORDER, ZONES)

const places = fc.oneof(
  fc.tuple(fc.integer({ min: -4000, max: 4000 }), fc.integer({ min: -600, max: 600 })), fc.constantFrom([600, 0], [-900, 300], [3000, 0], [0, 0], [2600, 0], [90_000, 0], [1900, 60], [2040, 60], [1700, 60], [-2600, 0], [-1960, 0] as const),
)
let serial = 0
const anyFix: fc.Arbitrary<ReceivedFix> = fc.record({ when: fc.integer({ min: -30, max: 1500 }), place: places, errorM: fc.constantFrom(null, 8, 40, 900), source: fc.constantFrom(...SOURCES), late: fc.integer({ min: 0, max: 300 }), isMock: fc.boolean().map((b) => b && serial % 5 === 0) })
  .map(({ when, place: [east, north], errorM, source, late, isMock }) => ({
    at: minute(when), ...at(east!, north!), errorM, source: source === 'cell' ? 'wifi' : source, isMock, receivedAt: minute(when + late), digest: `d${String(serial += 1).padStart(8, '0')}`,
  }))
const legs = fc.array(fc.tuple(places, fc.integer({ min: 1, max: 8 })), { minLength: 2, maxLength: 12 }).map((list): readonly ReceivedFix[] => {
  let n = 0
  return list.flatMap(([[east, north], stays]) => Array.from({ length: stays }, () => ({
    at: minute(n * 17), ...at(east! + n % 5, north!), errorM: 10, source: 'satellite' as const, isMock: false, receivedAt: minute(n * 17), digest: `e${String((n += 1)).padStart(8, '0')}`,
  })))
})
const tracks = fc.oneof(fc.array(anyFix, { maxLength: 40 }), legs)

/** The long way: everything anew, of all fixes together. */
const together = (fixes: readonly ReceivedFix[]) => {
  const sound = marked(fixes, MARK_RULES).filter(isSound).map(({ fix }) => fix)
  const findings = ORDER.conditions.flatMap((each) => findingsOf({ ...ORDER, conditions: [each] },
    sound.filter((fix) => each.from <= fix.at && (each.until === null || fix.at < each.until)).map((fix) => readingsOf(fix, ZONES))))
  return JSON.stringify(findings.toSorted((a, b) => a.knownAt - b.knownAt || (a.condition < b.condition ? -1 : 1)))
}

describe('a follower', () => {
  it('finds what is found of all fixes together, also where it was put away and taken up again in between', () => {
    let found = 0
    fc.assert(fc.property(tracks, fc.nat(), (fixes, draw) => {
      const sorted = [...fixes].sort(inFixOrder)
      let follower = new Follower(PREPARED)
      const findings = sorted.flatMap((fix, n) => {
        if (n === draw % (sorted.length + 1)) follower = new Follower(PREPARED, JSON.parse(JSON.stringify(follower.followed())) as typeof UNFOLLOWED)
        return follower.take(fix).findings
      })
      found += findings.length
      expect(JSON.stringify(findings.toSorted((a, b) => a.knownAt - b.knownAt || (a.condition < b.condition ? -1 : 1)))).toBe(together(fixes))
    }), { numRuns: 300 })
    expect(found).toBeGreaterThan(500)
  })
  it('the same fixes in any order of arrival end in the same findings, whoever takes them up again at each late one', () => {
    fc.assert(fc.property(tracks.chain((fixes) => fc.tuple(fc.constant(fixes), fc.shuffledSubarray([...fixes, ...fixes], { minLength: fixes.length * 2, maxLength: fixes.length * 2 }))), ([fixes, shuffled]) => {
      const end = (list: readonly ReceivedFix[]) => {
        const follower = new Follower(PREPARED)
        return [...list].sort(inFixOrder).flatMap((fix) => follower.take(fix).findings)
      }
      expect(end(shuffled)).toEqual(end(fixes))
    }), { numRuns: 100 })
  })
  it('W1: remembers less than a kilobyte of somebody who keeps what binds her', () => {
    const follower = new Follower(PREPARED)
    for (let n = 0; n < 60; n += 1) follower.take({ at: minute(n * 10), ...at(n % 7, 0), errorM: 9, source: 'satellite', isMock: false, receivedAt: minute(n * 10), digest: `k${String(n).padStart(8, '0')}` })
    const { settled } = follower.followed()
    expect(settled).toEqual(expect.arrayContaining(['town@1', 'school@2', 'park@1', 'far@1']))
    expect(JSON.stringify(follower.followed()).length).toBeLessThan(600)
  })
})
