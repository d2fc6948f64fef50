import { TIER_SCOPES, type QuestionFacts } from '@zhijian/contracts'
import { epochMs, plus } from '@zhijian/kernel'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyLawyer, anyMember, NOW, party, question, scanAudience, seeded, type PoolMember } from './audience.fixtures.ts'
import { resolveAudience } from './audience.ts'
import { packRank, rankParts, unpackRank, whyNotAsked } from './eligibility.ts'
import { counsel, profile } from './lawyer.fixtures.ts'
import { lawyer, type Lawyer } from './lawyer.ts'
import { createPoolIndex, type PoolIndex } from './pool-index.ts'

const able = (id: string, over: Partial<Lawyer> = {}): Lawyer => ({
  ...lawyer.initial(), phase: 'registered', lawyerId: id, profile: profile(), persons: [id], check: { kind: 'valid', until: plus(NOW, 1) }, ...over,
})
const local = (id: string, over: Partial<Lawyer> = {}): Lawyer => able(id, { counsel: [counsel({ until: null })], ...over })

const indexOf = (pool: readonly PoolMember[]): PoolIndex => {
  const index = createPoolIndex()
  for (const { lawyer: each, load } of pool) {
    index.put(each)
    index.putLoad(each.lawyerId, load)
  }
  index.putShift({ key: 'now', from: epochMs(NOW), to: epochMs(NOW) + 1, lawyers: pool.filter((each) => each.onDuty).map((each) => each.lawyer.lawyerId) })
  index.putShift({ key: 'over', from: epochMs(NOW) - 10, to: epochMs(NOW), lawyers: pool.slice(0, 3).map((each) => each.lawyer.lawyerId) })
  return index
}

describe('why a lawyer is not asked', () => {
  it.each<[string, Lawyer, Partial<QuestionFacts>, 'county' | 'region' | 'nation']>([
    ['not-registered', lawyer.initial(), {}, 'county'],
    ['deregistered', local('a', { phase: 'deregistered' }), {}, 'county'],
    ['suspended', local('a', { suspended: { until: plus(NOW, 1) } }), {}, 'county'],
    ['suspended', local('a', { suspended: { until: null } }), {}, 'county'],
    ['check-missing', local('a', { check: { kind: 'missing' } }), {}, 'county'],
    ['check-failed', local('a', { check: { kind: 'failed' } }), {}, 'county'],
    ['check-expired', local('a', { check: { kind: 'valid', until: NOW } }), {}, 'county'],
    ['probe-lawyer', local('a', { isProbe: true }), {}, 'county'],
    ['probe-question', local('a'), { isProbe: true }, 'county'],
    ['own-question', local('a', { persons: ['a', 'me'] }), { askerId: 'me' as never }, 'county'],
    ['conflict', local('a', { conflicts: [{ party: party(1), kind: 'client' }] }), { opponents: [party(1)] }, 'county'],
    ['conflict', local('a', { conflicts: [{ party: party(1), kind: 'opponent' }] }), { askerParties: [party(1)] }, 'county'],
    ['no-enterprise-experience', local('a'), { enterprise: true }, 'county'],
    ['not-counsel-of-county', able('a'), {}, 'county'],
    ['not-counsel-of-county', local('a', { counsel: [counsel({ until: NOW })] }), {}, 'county'],
    ['in-earlier-tier', local('a'), {}, 'region'],
    ['outside-region', able('a', { profile: profile({ region: '37' }) }), {}, 'region'],
    ['in-earlier-tier', able('a'), {}, 'nation'],
    ['not-nationwide', able('a', { profile: profile({ region: '37', nationwide: false }) }), {}, 'nation'],
    ['switched-off', local('a', { isAvailable: false }), {}, 'county'],
  ])('%s', (reason, who, over, scope) => expect(whyNotAsked(who, question(over), scope, NOW)).toBe(reason))

  it.each<[string, Lawyer, Partial<QuestionFacts>, 'county' | 'region' | 'nation']>([
    ['counsel in the county', local('a'), {}, 'county'],
    ['a suspension that ends this instant', local('a', { suspended: { until: NOW } }), {}, 'county'],
    ['the region', able('a'), {}, 'region'],
    ['the nation', able('a', { profile: profile({ region: '37' }) }), {}, 'nation'],
    ['his client as the asker is no conflict', local('a', { conflicts: [{ party: party(1), kind: 'client' }] }), { askerParties: [party(1)] }, 'county'],
    ['a probe and its lawyer', able('a', { isProbe: true }), { isProbe: true }, 'county'],
  ])('none for %s', (_what, who, over, scope) => expect(whyNotAsked(who, question(over), scope, NOW)).toBeNull())
})

describe('the order of an audience', () => {
  const orderOf = (pool: readonly PoolMember[], over: Partial<QuestionFacts> = {}): string[] =>
    resolveAudience(indexOf(pool), question(over), 'county', NOW).ranked.map(([id]) => id)
  const member = (who: Lawyer, points = 0, onDuty = false): PoolMember => ({ lawyer: who, load: { points, day: 20_779 }, onDuty })

  it('prefers language, then topic, then its alternative, then duty, then being awake, then the lighter load', () => {
    const knows = (...specialties: string[]) => profile({ specialties, languages: ['zh'] })
    expect(orderOf([
      member(local('loaded', { profile: knows() }), 100),
      member(local('light', { profile: knows() }), 10),
      member(local('asleep', { profile: knows(), quiet: { from: 0, to: 1439 } })),
      member(local('duty', { profile: knows() }), 500, true),
      member(local('second', { profile: knows('03') }), 500),
      member(local('first', { profile: knows('01') }), 500),
      member(local('mongolian', { profile: profile({ specialties: [], languages: ['mn'] }) }), 500),
    ], { language: 'zh' })).toEqual(['first', 'second', 'duty', 'light', 'loaded', 'asleep', 'mongolian'])
  })
  it('takes the asker’s own topic for as good as the predicted one, both before the alternative', () => {
    const pool = [
      member(local('other', { profile: profile({ specialties: ['16'] }) })), member(local('alternative', { profile: profile({ specialties: ['03'] }) })),
      member(local('asked', { profile: profile({ specialties: ['13'] }) }), 20), member(local('predicted', { profile: profile({ specialties: ['01'] }) }), 10),
      member(local('all', { profile: profile({ specialties: ['01', '03', '13'] }) }), 30),
    ]
    expect(orderOf(pool, { asked: '13' })).toEqual(['predicted', 'asked', 'all', 'alternative', 'other'])
    const { ranked, matches } = resolveAudience(indexOf(pool), question({ asked: '13' }), 'county', NOW)
    expect(ranked.map(([id, rank], place) => [id, unpackRank(rank, matches[place]).matched])).toEqual([
      ['predicted', ['predicted']], ['asked', ['asked']], ['all', ['asked', 'predicted', 'alternative']], ['alternative', ['alternative']], ['other', []],
    ])
  })
  it('of a question of before, which went by prediction and alternative alone, is what it was', () => {
    const pool = [member(local('asked', { profile: profile({ specialties: ['13'] }) })), member(local('alternative', { profile: profile({ specialties: ['03'] }) }), 500)]
    expect(orderOf(pool)).toEqual(['alternative', 'asked'])
  })
  it('draws lots among equals: the same for one question, another for the next', () => {
    const pool = Array.from({ length: 20 }, (_, n) => member(local(`l${n}`)))
    expect(orderOf(pool)).toEqual(orderOf(pool.toReversed()))
    expect(orderOf(pool)).not.toEqual(orderOf(pool, { consultationId: 'consultation-2' as never }))
  })
  it('gives everyone a fair share of first places over many questions', () => {
    const index = indexOf(Array.from({ length: 10 }, (_, n) => member(local(`l${n}`))))
    const firsts = new Map<string, number>()
    for (let n = 0; n < 5000; n += 1) {
      const first = resolveAudience(index, question({ consultationId: `c-${n}` as never }), 'county', NOW).ranked[0]![0]
      firsts.set(first, (firsts.get(first) ?? 0) + 1)
    }
    for (const times of firsts.values()) expect(Math.abs(times - 500)).toBeLessThan(90)
  })
  it('forgets load day by day', () => {
    const rank = (points: number, age: number) => rankParts(local('a'), question(), NOW, { load: { points, day: 20_779 - age }, onDuty: false }).load
    expect([rank(8, 0), rank(8, 1), rank(8, 2), rank(8, 3), rank(8, 40), rank(9999, 0)]).toEqual([4, 2, 1, 0, 0, 255])
  })
})

it('packs a rank into one number and back', () => {
  for (let packed = 0; packed < 8192; packed += 1) if (((packed >> 10) & 3) < 3) expect(packRank(unpackRank(packed))).toBe(packed)
})

const asked = fc.record({
  consultationId: fc.integer({ min: 0, max: 50 }).map((n) => `c-${n}` as QuestionFacts['consultationId']),
  countyCode: fc.constantFrom('150921', '150922', '370322'),
  enterprise: fc.boolean(), isProbe: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
  topics: fc.constantFrom([], ['01'], ['01', '03'], ['99', '16']), asked: fc.constantFrom('01', '03', '13', '99'),
  language: fc.constantFrom('zh', 'mn', 'sgn'),
  askerId: fc.integer({ min: 0, max: 9 }).map((n) => `person-${n}` as QuestionFacts['askerId']),
  opponents: fc.subarray([party(0), party(1), party(2)]), askerParties: fc.subarray([party(2), party(3)]),
}, { noNullPrototype: true, requiredKeys: ['consultationId', 'countyCode', 'enterprise', 'isProbe', 'topics', 'language', 'askerId', 'opponents', 'askerParties'] }) as fc.Arbitrary<QuestionFacts>

it('the index gives what a plain scan gives, and everyone left out has a reason (I1)', () => {
  let nonEmpty = 0
  let cut = 0
  fc.assert(fc.property(fc.integer(), fc.integer({ min: 0, max: 120 }), asked, fc.constantFrom(...TIER_SCOPES), fc.integer({ min: 1, max: 60 }),
    (seed, size, facts, scope, limit) => {
      const random = seeded(seed)
      const pool = Array.from({ length: size }, (_, n) => anyMember(n, random))
      const expected = scanAudience(pool, facts, scope, NOW, limit)
      expect(resolveAudience(indexOf(pool), facts, scope, NOW, limit)).toEqual(expected)
      if (expected.count > 0) nonEmpty += 1
      if (expected.count > limit) cut += 1
    }), { seed: 20261122, numRuns: 600 })
  expect(nonEmpty).toBeGreaterThan(300)
  expect(cut).toBeGreaterThan(50)
})

it('changed one lawyer at a time, in any order, the index is the one made afresh (I2)', () => {
  fc.assert(fc.property(fc.integer(), asked, fc.constantFrom(...TIER_SCOPES), (seed, facts, scope) => {
    const random = seeded(seed)
    const index = createPoolIndex()
    const latest = new Map<string, PoolMember>()
    for (let change = 0; change < 200; change += 1) {
      const member = anyMember(Math.floor(random() * 60), random)
      index.put(member.lawyer)
      index.putLoad(member.lawyer.lawyerId, member.load)
      latest.set(member.lawyer.lawyerId, { ...member, onDuty: false })
    }
    expect(resolveAudience(index, facts, scope, NOW, 25)).toEqual(scanAudience([...latest.values()], facts, scope, NOW, 25))
  }), { seed: 20261122, numRuns: 200 })
})

it('keeps a large tier in order where the limit cuts through one class', () => {
  const random = seeded(7)
  const pool = Array.from({ length: 6000 }, (_, n): PoolMember => ({
    lawyer: { ...anyLawyer(n, random), ...able(`lw-${n}`, { profile: profile({ region: '37', specialties: [] }) }) }, load: { points: 0, day: 0 }, onDuty: false,
  }))
  expect(resolveAudience(indexOf(pool), question(), 'nation', NOW, 1000)).toEqual(scanAudience(pool, question(), 'nation', NOW, 1000))
})
