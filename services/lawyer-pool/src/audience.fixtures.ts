// Pools for tests and measurements, made from a seed; and the plain scan that the index is held to.
import { LANGUAGES, TOPIC_MATCHES, type LawyerId, type NotAsked, type QuestionFacts, type TierScope } from '@zhijian/contracts'
import { plus, type Instant } from '@zhijian/kernel'
import type { Audience } from './audience.ts'
import { isCounselOf, packRank, rankParts, whyNotAsked } from './eligibility.ts'
import { day, profile } from './lawyer.fixtures.ts'
import { lawyer, type Lawyer } from './lawyer.ts'
import type { Load } from './load.ts'
import { lot, spread } from './spread.ts'

export interface PoolMember { readonly lawyer: Lawyer; readonly load: Load; readonly onDuty: boolean }

/** mulberry32: a seeded stream of numbers in [0, 1). */
export const seeded = (seed: number) => (): number => {
  seed = (seed + 0x6d2b79f5) | 0
  let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
}

export const NOW: Instant = day(0, '06:00:00')
export const party = (n: number): string => `party${n}`.padEnd(43, 'x')

const PROVINCES = ['15', '15', '11', '13', '37', '44', '51', '31']
const TOPICS = ['01', '02', '03', '04', '05', '06', '07', '13', '16', '99']

/** A lawyer as they come; every gate is closed for some of them. */
export const anyLawyer = (n: number, random: () => number): Lawyer => {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!
  const chance = (p: number): boolean => random() < p
  const aroundNow = (): Instant => pick([plus(NOW, -86_400_000), NOW, plus(NOW, 1), plus(NOW, 86_400_000)])
  const id = `lw-${n.toString(36)}` as LawyerId
  const province = pick(PROVINCES)
  return {
    ...lawyer.initial(),
    phase: chance(0.96) ? 'registered' : pick(['deregistered', 'absent']),
    lawyerId: id,
    licence: `1${province}01201510${String(n).padStart(7, '0')}`.slice(0, 17),
    profile: profile({
      region: `${province}09`, county: null, specialties: TOPICS.filter(() => chance(0.25)), enterprise: chance(0.3),
      languages: ['zh', ...LANGUAGES.slice(1).filter(() => chance(0.1))], nationwide: chance(0.9),
    }),
    isProbe: chance(0.02),
    persons: [id, ...(chance(0.05) ? [`person-${n % 7}`] : [])],
    counsel: chance(0.15) ? [{ appointmentId: 'a', county: pick(['150921', '150922']), villages: [], until: chance(0.5) ? null : aroundNow() }] : [],
    check: pick([...Array<Lawyer['check']>(8).fill({ kind: 'valid', until: plus(NOW, 9e9) }), { kind: 'valid', until: aroundNow() },
      { kind: 'missing' }, { kind: 'failed' }, { kind: 'expired' }]),
    suspended: chance(0.9) ? null : { until: chance(0.3) ? null : aroundNow() },
    isAvailable: chance(0.9),
    quiet: chance(0.3) ? pick([{ from: 1320, to: 420 }, { from: 840, to: 841 }, { from: 0, to: 840 }]) : null,
    conflicts: chance(0.1) ? [{ party: party(n % 5), kind: pick(['client', 'opponent']) }] : [],
  }
}

export const anyMember = (n: number, random: () => number): PoolMember => ({
  lawyer: anyLawyer(n, random),
  load: { points: random() < 0.5 ? 0 : Math.floor(random() * 600), day: 20_779 - Math.floor(random() * 4) * Math.floor(random() * 15) },
  onDuty: random() < 0.1,
})

export const question = (over: Partial<QuestionFacts> = {}): QuestionFacts => ({
  consultationId: 'consultation-1' as QuestionFacts['consultationId'], countyCode: '150921', enterprise: false, isProbe: false,
  topics: ['01', '03'], language: 'zh', askerId: 'asker' as QuestionFacts['askerId'], opponents: [], askerParties: [], ...over,
})

/** The audience by looking at everyone and sorting all: slow, and plainly right. */
export const scanAudience = (
  pool: readonly PoolMember[], asked: QuestionFacts, scope: TierScope, at: Instant, limit: number,
): Audience => {
  const seed = spread(asked.consultationId)
  const all = pool.filter((each) => whyNotAsked(each.lawyer, asked, scope, at) === null)
    .map((each) => {
      const parts = rankParts(each.lawyer, asked, at, each)
      return { id: each.lawyer.lawyerId, rank: packRank(parts), matches: parts.matched!.reduce((bits, which) => bits | (1 << TOPIC_MATCHES.indexOf(which)), 0) }
    })
    .sort((a, b) => b.rank - a.rank || lot(spread(a.id), seed) - lot(spread(b.id), seed) || (a.id < b.id ? -1 : 1))
  // Reasons of the tier itself concern nobody it covers.
  const left = pool.map((each) => [each.lawyer.lawyerId, whyNotAsked(each.lawyer, asked, scope, at)] as const)
    .filter(([, why]) => why !== null)
  const inside = pool.filter((each) => isCovered(each.lawyer, asked, scope, at)).map((each) => each.lawyer.lawyerId)
  const notAsked: Partial<Record<NotAsked, string[]>> = {}
  for (const [id, why] of left) if (inside.includes(id)) (notAsked[why!] ??= []).push(id)
  const notAskedCounts = Object.fromEntries(Object.entries(notAsked).map(([why, ids]) => [why, ids.sort().length]))
  const total = Object.values(notAskedCounts).reduce((sum, n) => sum + n, 0)
  return {
    count: all.length, ranked: all.slice(0, limit).map(({ id, rank }) => [id, rank] as const), matches: all.slice(0, limit).map(({ matches }) => matches),
    notAskedCounts, notAsked: total > limit ? null : notAsked,
  }
}

const isCovered = (who: Lawyer, asked: QuestionFacts, scope: TierScope, at: Instant): boolean => {
  const isCounsel = isCounselOf(who, asked.countyCode, at)
  const isHome = who.profile!.region.startsWith(asked.countyCode.slice(0, 2))
  if (asked.isProbe) return true
  return scope === 'county' ? isCounsel : !isCounsel && (scope === 'region' ? isHome : !isHome && who.profile!.nationwide)
}
