import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ASSESSMENT_RULES, basisAt, findingsOf, isInForce, revisedFindings, type Condition, type FixReadings, type Leave, type Order } from './index.ts'

// A Monday, 08:00 in China.
const START = Date.parse('2026-03-02T00:00:00.000Z')
const at = (minute: number): number => START + minute * 60_000
const RULES = { ...ASSESSMENT_RULES, widen: 1 }
const DEVICE = { id: 'decision-1', kind: 'electronic-positioning' as const, from: at(0), until: at(2000) }
const COUNTY: Condition = { id: 'county', version: 3, kind: 'stay-inside', zones: ['zhuozi@2'], schedule: null }
const SCHOOL: Condition = { id: 'school', version: 1, kind: 'keep-out', zones: ['school@1'], schedule: null }
const order = (more: Partial<Order> = {}): Order => ({ bases: [DEVICE], conditions: [COUNTY], leaves: [], rules: RULES, ...more })
let serial = 0
const fix = (minute: number, distancesM: Record<string, number>, errorM: number | null = 20): FixReadings =>
  ({ at: at(minute), digest: `f${String(serial += 1).padStart(5, '0')}`, source: 'satellite', errorM, distancesM })
const stay = (from: number, to: number, distancesM: Record<string, number>): FixReadings[] =>
  Array.from({ length: Math.floor((to - from) / 5) + 1 }, (_, n) => fix(from + n * 5, distancesM))
const said = (paper: Order, fixes: readonly FixReadings[]): string[] =>
  findingsOf(paper, fixes).map(({ kind, since, knownAt, leave }) => `${kind} ${(since - START) / 60_000} ${(knownAt - START) / 60_000}${leave === null ? '' : ` ${leave}`}`)

const IN = { 'zhuozi@2': -4000 }
const OUT = { 'zhuozi@2': 4000 }

describe('a decision', () => {
  it('D5: names condition and version, zones, basis, rules, and the fixes that carry it', () => {
    const fixes = [...stay(0, 10, IN), ...stay(15, 20, OUT)]
    expect(findingsOf(order(), fixes).at(-1)).toEqual({
      kind: 'OutOfArea', condition: 'county', version: 3, zones: ['zhuozi@2'], basis: 'decision-1', leave: null, rules: 2,
      since: at(15), knownAt: at(20), evidence: fixes.slice(-2).map(({ digest }) => digest),
    })
  })
  it('calls a forbidden place by its name, and coming away from it', () => {
    const paper = order({ conditions: [SCHOOL] })
    expect(said(paper, [...stay(0, 10, { 'school@1': 900 }), ...stay(15, 25, { 'school@1': -120 }), ...stay(30, 40, { 'school@1': 500 })]))
      .toEqual(['Kept 0 5', 'InForbiddenZone 15 25', 'Kept 30 35'])
  })
  it('lets one of several allowed zones be enough', () => {
    const paper = order({ conditions: [{ ...COUNTY, zones: ['zhuozi@2', 'jining@1'] }] })
    expect(said(paper, [...stay(0, 10, { 'zhuozi@2': -900, 'jining@1': 9000 }), ...stay(15, 30, { 'zhuozi@2': 30_000, 'jining@1': -800 })])).toEqual(['Kept 0 5'])
  })
  it('does not take a zone that a reading says nothing of for one that is far away', () => {
    expect(() => findingsOf(order({ conditions: [SCHOOL] }), [fix(0, IN)])).toThrow(/school@1/)
  })
})

describe('a basis', () => {
  it('D1: holds from its first instant until its last, exclusive', () => {
    expect(basisAt([DEVICE], at(0) - 1)).toBeNull()
    expect(basisAt([DEVICE], at(0))).toBe(DEVICE)
    expect(basisAt([DEVICE], at(2000) - 1)).toBe(DEVICE)
    expect(basisAt([DEVICE], at(2000))).toBeNull()
  })
  it('D1: has lapsed: nothing that was taken later decides anything, whatever else comes', () => {
    fc.assert(fc.property(fc.array(fc.record({ minute: fc.integer({ min: 0, max: 400 }), distanceM: fc.integer({ min: -3000, max: 3000 }) }), { maxLength: 80 }), fc.integer({ min: 0, max: 400 }), (list, lapse) => {
      const paper = order({ bases: [{ ...DEVICE, until: at(lapse) }] })
      const fixes = list.map(({ minute, distanceM }) => fix(minute, { 'zhuozi@2': distanceM }))
      const found = findingsOf(paper, fixes)
      expect(found).toEqual(findingsOf(paper, fixes.filter((each) => each.at < at(lapse))))
      expect(found.every(({ knownAt }) => knownAt < at(lapse))).toBe(true)
    }))
  })
  it('D1: of an open check, a fix between two checks counts for neither', () => {
    const check = (id: string, from: number): Order['bases'][number] => ({ id, kind: 'information-check', from: at(from), until: at(from + 15) })
    const paper = order({ bases: [check('morning', 0), check('noon', 240)] })
    expect(said(paper, [...stay(0, 10, IN), ...stay(100, 140, OUT), ...stay(240, 250, IN)])).toEqual(['Kept 0 5'])
  })
})

describe('a leave', () => {
  const leave: Leave = { id: 'leave-1', from: at(100), until: at(300), conditions: ['county'], zones: ['hohhot@1'] }
  const home = { 'zhuozi@2': -4000, 'hohhot@1': 80_000 }
  const away = { 'zhuozi@2': 80_000, 'hohhot@1': -5000 }
  const nowhere = { 'zhuozi@2': 40_000, 'hohhot@1': 40_000 }
  const paper = order({ leaves: [leave] })
  it('allows where it says, while it lasts', () => {
    expect(said(paper, [...stay(0, 95, home), ...stay(120, 250, away), ...stay(280, 400, home)])).toEqual(['Kept 0 5'])
  })
  it('does not allow other places', () => {
    expect(said(paper, [...stay(0, 95, home), ...stay(120, 200, nowhere)])).toEqual(['Kept 0 5', 'OutOfArea 120 125'])
  })
  it('D4: that is overstayed is no going out', () => {
    expect(said(paper, [...stay(0, 95, home), ...stay(120, 320, away), ...stay(340, 400, home)])).toEqual(['Kept 0 5', 'LeaveOverrun 300 305 leave-1', 'Kept 340 345'])
  })
  it('D4: is over for whoever was back: the next time he has gone out', () => {
    expect(said(paper, [...stay(0, 95, home), ...stay(120, 280, away), ...stay(310, 350, home), ...stay(355, 370, away)])).toEqual(['Kept 0 5', 'OutOfArea 355 360'])
  })
  it('D4: is overstayed also by whoever was out before it began', () => {
    expect(said(paper, [...stay(0, 80, away), ...stay(100, 320, away)])).toEqual(['OutOfArea 0 5', 'Kept 100 105 leave-1', 'LeaveOverrun 300 305 leave-1'])
  })
  it('without zones of its own lifts the condition', () => {
    expect(said(order({ leaves: [{ ...leave, zones: [] }] }), [...stay(0, 95, home), ...stay(120, 290, nowhere)])).toEqual(['Kept 0 5'])
  })
  it('into a forbidden place opens the part that it names, and the rest stays shut', () => {
    const shut = order({ conditions: [SCHOOL], leaves: [{ ...leave, conditions: ['school'], zones: ['gate@1'] }] })
    const outside = { 'school@1': 700, 'gate@1': 700 }
    expect(said(shut, [...stay(0, 95, outside), ...stay(120, 180, { 'school@1': -200, 'gate@1': -80 })])).toEqual(['Kept 0 5'])
    expect(said(shut, [...stay(0, 95, outside), ...stay(120, 180, { 'school@1': -200, 'gate@1': 150 })])).toEqual(['Kept 0 5', 'InForbiddenZone 120 130'])
  })
})

describe('a schedule', () => {
  const nights = [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, from: 22 * 60, until: 6 * 60 }))
  it('binds by the clock of China, over midnight and over the end of the week', () => {
    const when = (text: string): boolean => isInForce(nights, Date.parse(text))
    expect(when('2026-03-02T21:59:59+08:00')).toBe(false)
    expect(when('2026-03-02T22:00:00+08:00')).toBe(true)
    expect(when('2026-03-03T05:59:59+08:00')).toBe(true)
    expect(when('2026-03-03T06:00:00+08:00')).toBe(false)
    expect(isInForce([{ day: 7, from: 22 * 60, until: 6 * 60 }], Date.parse('2026-03-02T05:00:00+08:00'))).toBe(true)
    expect(isInForce([{ day: 7, from: 22 * 60, until: 6 * 60 }], Date.parse('2026-03-03T05:00:00+08:00'))).toBe(false)
  })
  it('binds a whole day where it ends when it begins', () => {
    const sunday = [{ day: 7, from: 0, until: 0 }]
    expect(isInForce(sunday, Date.parse('2026-03-08T00:00:00+08:00'))).toBe(true)
    expect(isInForce(sunday, Date.parse('2026-03-08T23:59:59+08:00'))).toBe(true)
    expect(isInForce(sunday, Date.parse('2026-03-09T00:00:00+08:00'))).toBe(false)
  })
  it('D3: is kept by day wherever one is, and broken at night away from home', () => {
    const curfew: Condition = { id: 'curfew', version: 1, kind: 'stay-inside', zones: ['home@1'], schedule: nights }
    // 08:00 to 24:00: away the whole day and in the evening.
    expect(said(order({ conditions: [curfew] }), stay(0, 16 * 60, { 'home@1': 3000 }))).toEqual(['Kept 0 5', 'OutOfArea 840 845'])
  })
})

const anyFixes = fc.array(fc.record({
  minute: fc.integer({ min: 0, max: 600 }), county: fc.integer({ min: -600, max: 600 }), school: fc.integer({ min: -600, max: 600 }), errorM: fc.constantFrom(null, 5, 50, 400),
}), { maxLength: 60 }).map((list) => list.map(({ minute, county, school, errorM }) => fix(minute, { 'zhuozi@2': county, 'school@1': school }, errorM)))
const papers = fc.record({ from: fc.integer({ min: 0, max: 300 }), length: fc.integer({ min: 1, max: 300 }), isWhole: fc.boolean(), basisUntil: fc.integer({ min: 100, max: 700 }) })
  .map(({ from, length, isWhole, basisUntil }) => order({
    bases: [{ ...DEVICE, until: at(basisUntil) }], conditions: [COUNTY, SCHOOL],
    leaves: [{ id: 'leave', from: at(from), until: at(from + length), conditions: ['county'], zones: isWhole ? [] : ['school@1'] }],
  }))

describe('the same fixes', () => {
  it('D2: in any order, some of them twice, end in the same decisions', () => {
    fc.assert(fc.property(papers, anyFixes.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray([...list, ...list], { minLength: list.length * 2, maxLength: list.length * 2 }))), (paper, [list, shuffled]) => {
      expect(findingsOf(paper, shuffled)).toEqual(findingsOf(paper, list))
    }))
  })
  it('D2: that come one by one, late or not, end there too when what each changes is withdrawn and added', () => {
    fc.assert(fc.property(papers, anyFixes, (paper, list) => {
      let standing: ReturnType<typeof findingsOf> = []
      list.forEach((_, n) => {
        const { withdrawn, added } = revisedFindings(standing, findingsOf(paper, list.slice(0, n + 1)))
        standing = [...standing.filter((each) => !withdrawn.includes(each)), ...added]
      })
      const bySaid = (found: typeof standing): string[] => found.map((each) => JSON.stringify(each)).sort()
      expect(bySaid(standing)).toEqual(bySaid(findingsOf(paper, list)))
    }), { numRuns: 50 })
  })
  it('with a late one in between take an alarm back', () => {
    const early = [...stay(0, 10, IN), fix(15, OUT), fix(30, OUT)]
    const late = [fix(20, IN), fix(25, IN)]
    const first = findingsOf(order(), early)
    expect(first.map(({ kind }) => kind)).toEqual(['Kept', 'OutOfArea'])
    const { withdrawn, added } = revisedFindings(first, findingsOf(order(), [...early, ...late]))
    expect(withdrawn.map(({ kind }) => kind)).toEqual(['OutOfArea'])
    expect(added).toEqual([])
  })
  it('are the same whatever else whoever wrote them down has put beside them', () => {
    const found = findingsOf(order(), [...stay(0, 10, IN), fix(15, OUT), fix(30, OUT)])
    expect(revisedFindings(found.map((each, place) => ({ ...each, transitionId: `t${place + 1}` })), found)).toEqual({ withdrawn: [], added: [] })
  })
})
