// Who may be asked in a tier, and where he stands: the plain statement, one lawyer at a time. The index does the same for
// a million at once and is held to this by a property.
// I1 The first reason that holds is the reason; a lawyer without one is in the audience.
// I2 Tiers do not overlap: a later one adds those whom no earlier one could ask.
// I3 Everything is read as of the instant asked for, also where a deadline has passed and its event is not written yet.
import { TOPIC_MATCHES, type NotAsked, type QuestionFacts, type RankParts, type TierScope } from '@zhijian/contracts'
import { epochMs, type Instant } from '@zhijian/kernel'
import type { Lawyer } from './lawyer.ts'
import { dayOf, faded, isQuiet, loadStep, minuteOf, type Load } from './load.ts'

const ends = (until: Instant | null, at: Instant): boolean => until !== null && until <= at

export const isCounselOf = (lawyer: Lawyer, county: string, at: Instant): boolean =>
  lawyer.counsel.some((each) => each.county === county && !ends(each.until, at))

/** Why a lawyer could not answer anything at all just now, or null. */
export const whyInactive = (lawyer: Lawyer, at: Instant): NotAsked | null => {
  if (lawyer.phase === 'absent') return 'not-registered'
  if (lawyer.phase === 'deregistered') return 'deregistered'
  if (lawyer.suspended && !ends(lawyer.suspended.until, at)) return 'suspended'
  if (lawyer.check.kind === 'missing') return 'check-missing'
  if (lawyer.check.kind === 'failed') return 'check-failed'
  return lawyer.check.kind === 'expired' || ends(lawyer.check.until, at) ? 'check-expired' : null
}

/** He acts for one of the other side, or against the asker. */
export const hasConflict = (lawyer: Lawyer, question: Pick<QuestionFacts, 'opponents' | 'askerParties'>): boolean =>
  lawyer.conflicts.some(({ party, kind }) => (kind === 'client' ? question.opponents : question.askerParties).includes(party))

/** Why the tier itself does not reach him, or null. */
export const outsideTier = (lawyer: Lawyer, question: QuestionFacts, scope: TierScope, at: Instant): NotAsked | null => {
  const isCounsel = isCounselOf(lawyer, question.countyCode, at)
  if (scope === 'county') return isCounsel ? null : 'not-counsel-of-county'
  const isOfRegion = lawyer.profile!.region.slice(0, 2) === question.countyCode.slice(0, 2)
  if (isCounsel || (scope === 'nation' && isOfRegion)) return 'in-earlier-tier'
  if (scope === 'region') return isOfRegion ? null : 'outside-region'
  return lawyer.profile!.nationwide ? null : 'not-nationwide'
}

/** Null: he is asked. A probe is put to synthetic lawyers whatever the tier: it has no county. */
export const whyNotAsked = (lawyer: Lawyer, question: QuestionFacts, scope: TierScope, at: Instant): NotAsked | null => {
  const inactive = whyInactive(lawyer, at)
  if (inactive) return inactive
  if (lawyer.isProbe !== question.isProbe) return lawyer.isProbe ? 'probe-lawyer' : 'probe-question'
  if (lawyer.persons.includes(question.askerId)) return 'own-question'
  if (hasConflict(lawyer, question)) return 'conflict'
  if (question.enterprise && !lawyer.profile!.enterprise) return 'no-enterprise-experience'
  const outside = question.isProbe ? null : outsideTier(lawyer, question, scope, at)
  if (outside) return outside
  return lawyer.isAvailable ? null : 'switched-off'
}

export const rankParts = (
  lawyer: Lawyer, question: QuestionFacts, at: Instant, pool: { readonly load: Load; readonly onDuty: boolean },
): RankParts => {
  const [predicted, ...alternatives] = question.topics
  const knows = (topic: string | undefined): boolean => topic !== undefined && lawyer.profile!.specialties.includes(topic)
  const by = { asked: knows(question.asked), predicted: knows(predicted), alternative: alternatives.some(knows) }
  return {
    language: lawyer.profile!.languages.includes(question.language),
    // Askers choose the wrong topic half of the time, and predictions err too: neither goes before the other.
    topic: by.asked || by.predicted ? 2 : by.alternative ? 1 : 0,
    matched: TOPIC_MATCHES.filter((topic) => by[topic]),
    onDuty: pool.onDuty,
    awake: !isQuiet(lawyer.quiet, minuteOf(epochMs(at))),
    load: loadStep(faded(pool.load, dayOf(epochMs(at)))),
  }
}

/** The parts as one number, the better the greater: language, topic, duty, awake, then the lighter load. 13 bits. */
export const packRank = (rank: RankParts): number =>
  (Number(rank.language) << 12) | (rank.topic << 10) | (Number(rank.onDuty) << 9) | (Number(rank.awake) << 8) | (255 - rank.load)

/** @param matches bits of TOPIC_MATCHES, where the record has them */
export const unpackRank = (packed: number, matches?: number): RankParts => ({
  language: (packed & 4096) !== 0, topic: (packed >> 10) & 3, onDuty: (packed & 512) !== 0, awake: (packed & 256) !== 0, load: 255 - (packed & 255),
  ...(matches === undefined ? {} : { matched: TOPIC_MATCHES.filter((_, bit) => (matches & (1 << bit)) !== 0) }),
})
