// Who is asked, until when, and is the promise kept: the life of one question as a decider.
//
// Read it in this order: State, evolve (what each fact makes of it), the questions asked of a state, decide (one function per
// command, from "already done" down to "yes"), elapse (what the passing of a deadline means). It is one long read because the
// rules lean on each other: splitting it would hide that every consequence is told through the same few helpers.
//
// I1 Time enters as data: `at` of a command, the deadline handed to elapse. Every interval is [start, due): what arrives at the
//    instant of a deadline comes after it, because the caller lets deadlines pass first.
// I2 A clock is armed only for later than now. What is due already is done now (`ahead`, `resume`).
// I3 Consequences are decided on the state that the facts before them made: `tell` records a fact and folds it at once.
// I4 A county's counsel need no claim; everybody else takes a place, and there are never more places than can still be used.
// I5 A clock of the search (tier, quorum) runs only while the search is on and something is missing.
// I6 The policy and the number of the rule set are those of the opening, for ever.
// I7 Personal values are carried sealed and never looked into.
// I8 What was consented to can be taken back at any time, also when the question is over; that moves no clock and wakes nothing.
import {
  consultationEvents, type AnswerId, type Attested, type AttestedMandate, type ConsultationCommand, type ConsultationEvent,
  type ConsultationId, type ConsultationRefusal, type FollowUpId, type LawyerId, type Mandate, type MandateId, type PersonId, type Policy,
  type Rating, type Terms, type TierScope,
} from '@zhijian/contracts'
import {
  accept, assert, AssertionFailed, earliest, nothing, plus, refuse, unreachable, type Decider, type Decision, type Instant,
} from '@zhijian/kernel'
import { termsAt } from './policy.ts'

// ── state ────────────────────────────────────────────────────────────────────────────────────────────────────────────

export interface OpenedTier {
  readonly scope: TierScope
  readonly openedAt: Instant
  /** Exclusive; null: without end. */
  readonly closesAt: Instant | null
  /** How many may be asked; null: not known yet. */
  readonly audience: number | null
}

export interface Answer {
  readonly answerId: AnswerId
  readonly lawyerId: LawyerId
  readonly givenAt: Instant
  readonly status: 'given' | 'hidden' | 'withdrawn'
  /** The last decision of its review that changed it; null: none did, or before decisions were told apart. */
  readonly reviewVersion: number | null
}

export interface Claim {
  readonly lawyerId: LawyerId
  readonly takenAt: Instant
  /** Exclusive. */
  readonly expiresAt: Instant
}

/** What the asker and one answering lawyer say to each other. */
export interface Thread {
  readonly lawyerId: LawyerId
  /** The asker's first unanswered follow-up; null: nothing waits. */
  readonly waitingSince: Instant | null
  /** Another lawyer in his place: not offered · offered · taken up. A new silence is offered anew. */
  readonly offer: 'none' | 'open' | 'used'
  /** Ids of follow-ups and replies, so that saying one again records nothing. */
  readonly said: readonly FollowUpId[]
}

export interface MandateOnRecord {
  readonly agentId: PersonId
  /** Null: rested on a desk's word (rule set 1). */
  readonly mandateId: MandateId | null
  readonly end: 'revoked' | 'expired' | null
}

/** Clocks of one instant speak in this order. */
const CLOCKS = ['claim', 'audience', 'promise', 'quorum', 'tier', 'reminder', 'offer', 'rest'] as const
type ClockKind = (typeof CLOCKS)[number]

export interface ArmedClock {
  readonly kind: ClockKind
  /** The lawyer (claim, reminder, offer) or the tier (audience) it belongs to; otherwise empty. */
  readonly of: string
  readonly due: Instant
}

/** The state of a question that was opened. Lists, not maps: they are short, ordered, and any id may stand in them. */
export interface Consultation {
  readonly phase: 'open' | 'resting' | 'closed'
  readonly consultationId: ConsultationId
  readonly askerId: PersonId
  readonly countyCode: string
  readonly regionCode: string
  readonly villageCode: string | null
  readonly channel: 'citizen' | 'enterprise'
  readonly isProbe: boolean
  /** Keyed HMACs of the other side's names and of the asker's own: what an attestation is asked for with. */
  readonly opponents: readonly string[]
  readonly askerParties: readonly string[]
  readonly policy: Policy
  readonly terms: Terms
  readonly rules: number
  readonly promiseDue: Instant
  readonly quorumDue: Instant
  /** Agents whose mandate is on record here, the ended ones too. */
  readonly mandated: readonly MandateOnRecord[]
  /** Opened tiers; the newest is the current one. */
  readonly tiers: readonly OpenedTier[]
  readonly isExhausted: boolean
  readonly search: 'on' | 'ended'
  readonly promise: 'pending' | 'kept' | 'broken' | 'voided' | 'waived'
  readonly isOverdueRaised: boolean
  /** How many lawyers are wanted: the quorum, and one more for each taken up offer. */
  readonly target: number
  /** In the order given; of one lawyer at most one is not withdrawn. */
  readonly answers: readonly Answer[]
  readonly claims: readonly Claim[]
  /** One entry per lapsed claim. */
  readonly lapses: readonly LawyerId[]
  readonly recused: readonly LawyerId[]
  readonly threads: readonly Thread[]
  /** Per lawyer the last one. */
  readonly ratings: readonly Rating[]
  /** The asker lets the whole question leave the county, as long as she does. */
  readonly isShared: boolean
  /** Whose consent a child's question rests on: none needed · nobody gave it, and there is danger · given · taken back, for good. */
  readonly guardian: 'none' | 'missing' | 'given' | 'withdrawn'
  readonly armed: readonly ArmedClock[]
}

export type ConsultationState = { readonly phase: 'absent' } | Consultation

export const initial = (): ConsultationState => ({ phase: 'absent' })

// ── evolve ───────────────────────────────────────────────────────────────────────────────────────────────────────────

/** @param of null: all clocks of this kind */
const without = (armed: readonly ArmedClock[], kind: ClockKind, of: string | null): readonly ArmedClock[] =>
  armed.filter((clock) => clock.kind !== kind || (of !== null && clock.of !== of))

const disarm = (s: Consultation, kind: ClockKind, of: string | null = null): Consultation => {
  const armed = without(s.armed, kind, of)
  return armed.length === s.armed.length ? s : { ...s, armed }
}

/** @param due null: this clock is left as it is */
const arm = (s: Consultation, kind: ClockKind, due: Instant | null, of = ''): Consultation =>
  (due === null ? s : { ...s, armed: [...without(s.armed, kind, of), { kind, of, due }] })

/** An act of a person puts the question's rest off. */
const touched = (s: Consultation, at: Instant): Consultation =>
  s.phase === 'open' ? arm(s, 'rest', plus(at, s.policy.restMs)) : s

const withoutClaim = (s: Consultation, lawyerId: LawyerId): Consultation =>
  disarm({ ...s, claims: s.claims.filter((claim) => claim.lawyerId !== lawyerId) }, 'claim', lawyerId)

/** @param reviewVersion the decision that made it so; absent: none, or one that does not say which it is */
const withAnswer = (s: Consultation, answerId: AnswerId | null, status: Answer['status'], reviewVersion?: number): Consultation => ({
  ...s,
  answers: s.answers.map((answer) =>
    (answer.answerId === answerId ? { ...answer, status, reviewVersion: reviewVersion ?? answer.reviewVersion } : answer)),
})

const withThread = (s: Consultation, lawyerId: LawyerId, change: (thread: Thread) => Thread): Consultation => {
  const before = threadOf(s, lawyerId) ?? { lawyerId, waitingSince: null, offer: 'none', said: [] }
  return { ...s, threads: [...s.threads.filter((thread) => thread !== before), change(before)] }
}

/** Nothing waits for this lawyer any more. */
const silenceEnded = (s: Consultation, lawyerId: LawyerId): Consultation => {
  const quiet = disarm(disarm(s, 'reminder', lawyerId), 'offer', lawyerId)
  if (threadOf(s, lawyerId) === undefined) return quiet
  return withThread(quiet, lawyerId, (thread) => ({ ...thread, waitingSince: null }))
}

/** The quorum's clock stops while as many as that have answered, also on the way to a higher target. */
const quorumClockStopped = (s: Consultation): Consultation => (counted(s) >= s.terms.quorum ? disarm(s, 'quorum') : s)

/** Closed or resting: no clock runs, nobody holds a place, nothing waits. */
const atRest = (s: Consultation, phase: 'resting' | 'closed'): Consultation => ({
  ...s, phase, search: 'ended', claims: [], armed: [], threads: s.threads.map((thread) => ({ ...thread, waitingSince: null })),
})

const rated = (s: Consultation, ratings: readonly Rating[]): Consultation =>
  ({ ...s, ratings: [...s.ratings.filter((old) => !ratings.some((rating) => rating.lawyerId === old.lawyerId)), ...ratings] })

const onRecord = ({ agentId, mandateId }: Mandate): MandateOnRecord => ({ agentId, mandateId: mandateId ?? null, end: null })

const opened = (data: Extract<ConsultationEvent, { type: 'ConsultationOpened' }>['data']): Consultation => {
  const s: Consultation = {
    phase: 'open', consultationId: data.consultationId, askerId: data.askerId, countyCode: data.countyCode,
    regionCode: data.regionCode, villageCode: data.villageCode, channel: data.channel, isProbe: data.isProbe,
    opponents: data.opponents, askerParties: data.askerParties, policy: data.policy, terms: data.terms,
    rules: data.rules, promiseDue: data.promiseDue, quorumDue: data.quorumDue,
    mandated: data.mandate === null ? [] : [onRecord(data.mandate)],
    tiers: [], isExhausted: false, search: 'on', promise: 'pending', isOverdueRaised: false, target: data.terms.quorum,
    answers: [], claims: [], lapses: [], recused: [], threads: [], ratings: [], armed: [],
    isShared: data.consentBeyondCounty, guardian: data.child === undefined ? 'none' : data.child.guardian === null ? 'missing' : 'given',
  }
  return touched(arm(arm(s, 'promise', data.promiseDue), 'quorum', data.quorumDue), data.openedAt)
}

export const evolve = (state: ConsultationState, written: ConsultationEvent): ConsultationState => {
  const event = consultationEvents.current(written)
  if (event.type === 'ConsultationOpened') return opened(event.data)
  assert(state.phase !== 'absent', 'a fact of a question that was never opened')
  const s = state
  switch (event.type) {
    case 'MandateRecorded':
      return { ...s, mandated: [...s.mandated, onRecord(event.data.mandate)] }
    case 'AgentDismissed': {
      const { mandateId, cause } = event.data
      return { ...s, mandated: s.mandated.map((each) => (each.mandateId === mandateId ? { ...each, end: cause } : each)) }
    }
    case 'ConsentGiven':
      return { ...s, isShared: true }
    case 'ConsentWithdrawn':
      return { ...s, isShared: false, guardian: event.data.purpose === 'guardian' ? 'withdrawn' : s.guardian }
    case 'TierOpened': {
      const { tier, scope, openedAt, closesAt, audienceDue } = event.data
      const tiers = [...s.tiers, { scope, openedAt, closesAt, audience: null }]
      return arm(arm({ ...s, tiers }, 'tier', closesAt), 'audience', audienceDue, String(tier))
    }
    case 'TierClosed':
    case 'TierSkipped':
      return disarm(s, 'tier')
    case 'TiersExhausted':
      return { ...s, isExhausted: true }
    case 'AudienceRecorded': {
      const { tier, count } = event.data
      const tiers = s.tiers.map((each, i) => (i === tier ? { ...each, audience: count } : each))
      return disarm({ ...s, tiers }, 'audience', String(tier))
    }
    case 'AudienceMissing':
      return disarm(s, 'audience', String(event.data.tier))
    case 'ClaimTaken': {
      const { lawyerId, takenAt, expiresAt } = event.data
      const claims = [...s.claims, { lawyerId, takenAt, expiresAt }]
      return touched(arm({ ...s, claims }, 'claim', expiresAt, lawyerId), takenAt)
    }
    case 'ClaimRenewed': {
      const { lawyerId, expiresAt, at } = event.data
      const claims = s.claims.map((claim) => (claim.lawyerId === lawyerId ? { ...claim, expiresAt } : claim))
      return touched(arm({ ...s, claims }, 'claim', expiresAt, lawyerId), at)
    }
    case 'ClaimReleased':
      return touched(withoutClaim(s, event.data.lawyerId), event.data.at)
    case 'ClaimLapsed':
      return withoutClaim({ ...s, lapses: [...s.lapses, event.data.lawyerId] }, event.data.lawyerId)
    case 'LawyerUnavailable':
      return withoutClaim(s, event.data.lawyerId)
    case 'AnswerGiven': {
      const { answerId, lawyerId, givenAt } = event.data
      const answers: Answer[] = [...s.answers, { answerId, lawyerId, givenAt, status: 'given', reviewVersion: null }]
      return touched(quorumClockStopped(withoutClaim({ ...s, answers }, lawyerId)), givenAt)
    }
    case 'AnswerHidden':
      return silenceEnded(withAnswer(s, event.data.answerId, 'hidden', event.data.reviewVersion), event.data.lawyerId)
    case 'AnswerWithdrawn':
      return touched(silenceEnded(withAnswer(s, event.data.answerId, 'withdrawn'), event.data.lawyerId), event.data.at)
    case 'LawyerRecused': {
      const { lawyerId, answerId, at } = event.data
      const barred = withoutClaim({ ...s, recused: [...s.recused, lawyerId] }, lawyerId)
      return touched(silenceEnded(withAnswer(barred, answerId, 'withdrawn'), lawyerId), at)
    }
    case 'AnswerRestored':
      return quorumClockStopped(withAnswer(s, event.data.answerId, 'given', event.data.reviewVersion))
    case 'PromiseKept':
    case 'PromiseRestored':
      return disarm({ ...s, promise: 'kept' }, 'promise')
    case 'PromiseBroken':
      return disarm({ ...s, promise: 'broken' }, 'promise')
    case 'PromiseReopened':
      return arm({ ...s, promise: 'pending' }, 'promise', event.data.promiseDue)
    case 'PromiseVoided':
      return { ...s, promise: 'voided' }
    case 'QuorumMet':
      return disarm(disarm(s, 'tier'), 'quorum')
    case 'QuorumBroken':
      return arm(arm(s, 'tier', event.data.tierDue), 'quorum', event.data.quorumDue)
    case 'QuorumOverdue':
      return disarm({ ...s, isOverdueRaised: true }, 'quorum')
    case 'FollowUpAsked': {
      const { lawyerId, followUpId, askedAt, reminderDue, offerDue } = event.data
      const asked = withThread(s, lawyerId, (thread) => ({
        ...thread, said: [...thread.said, followUpId], waitingSince: thread.waitingSince ?? askedAt,
        offer: thread.waitingSince === null && thread.offer === 'used' ? 'none' : thread.offer,
      }))
      return touched(arm(arm(asked, 'reminder', reminderDue, lawyerId), 'offer', offerDue, lawyerId), askedAt)
    }
    case 'FollowUpAnswered': {
      const { lawyerId, replyId, answeredAt } = event.data
      const answered = withThread(s, lawyerId, (thread) => ({ ...thread, said: [...thread.said, replyId] }))
      return touched(silenceEnded(answered, lawyerId), answeredAt)
    }
    case 'ThreadReminded':
      return disarm(s, 'reminder', event.data.lawyerId)
    case 'AnotherLawyerOffered':
      return withThread(disarm(s, 'offer', event.data.lawyerId), event.data.lawyerId, (thread) => ({ ...thread, offer: 'open' }))
    case 'AnotherLawyerAsked': {
      const { lawyerId, target, tierDue, quorumDue, at } = event.data
      const asked = withThread({ ...s, target, search: 'on' }, lawyerId, (thread) => ({ ...thread, offer: 'used' }))
      return touched(arm(arm(asked, 'tier', tierDue), 'quorum', quorumDue), at)
    }
    case 'SearchResumed': {
      const { tierDue, quorumDue, at } = event.data
      return touched(arm(arm({ ...s, search: 'on' }, 'tier', tierDue), 'quorum', quorumDue), at)
    }
    case 'ConsultationClosed':
      return rated({ ...atRest(s, 'closed'), promise: event.data.promiseWaived ? 'waived' : s.promise }, event.data.ratings)
    case 'ConsultationRested':
      return atRest(s, 'resting')
    case 'ConsultationReopened':
    case 'ConsultationWoken':
      return touched({ ...s, phase: 'open' }, event.data.at)
    case 'AnswerRated':
      return touched(rated(s, [event.data.rating]), event.data.at)
    default:
      return unreachable(event)
  }
}

// ── questions asked of a state ───────────────────────────────────────────────────────────────────────────────────────

/** Distinct lawyers with an answer that is given: one lawyer never has two. */
export const counted = (s: Consultation): number => s.answers.filter((answer) => answer.status === 'given').length
export const missing = (s: Consultation): number => Math.max(0, s.target - counted(s))
export const isMet = (s: Consultation): boolean => missing(s) === 0
/** Places for lawyers without a claim. Every claim in the state is live: those that expired have lapsed. */
export const freePlaces = (s: Consultation): number => Math.max(0, s.policy.claimsPerMissing * missing(s) - s.claims.length)

export const claimOf = (s: Consultation, lawyerId: LawyerId): Claim | undefined =>
  s.claims.find((claim) => claim.lawyerId === lawyerId)
export const threadOf = (s: Consultation, lawyerId: LawyerId): Thread | undefined =>
  s.threads.find((thread) => thread.lawyerId === lawyerId)
/** His answer that is not withdrawn. */
export const answerOf = (s: Consultation, lawyerId: LawyerId): Answer | undefined =>
  s.answers.find((answer) => answer.lawyerId === lawyerId && answer.status !== 'withdrawn')
const hasGiven = (s: Consultation, lawyerId: LawyerId): boolean => answerOf(s, lawyerId)?.status === 'given'

/** Appointed counsel of the question's county, on duty or not. */
export const isLocal = (s: Consultation, by: Attested): boolean => by.counselOf.includes(s.countyCode)

const covers = (s: Consultation, scope: TierScope, by: Attested): boolean => {
  switch (scope) {
    case 'county': return isLocal(s, by)
    case 'region': return by.regionCode.slice(0, 2) === s.regionCode.slice(0, 2)
    case 'nation': return by.nationwide
    default: return unreachable(scope)
  }
}

/** The first opened tier that lets him answer; -1 when none does. Counsel of the county belong to the first. */
const tierOf = (s: Consultation, by: Attested): number =>
  (isLocal(s, by) ? 0 : s.tiers.findIndex((tier) => covers(s, tier.scope, by)))

const currentTier = (s: Consultation): OpenedTier => {
  const tier = s.tiers.at(-1)
  assert(tier, 'an opened question has a tier')
  return tier
}
const isOver = (tier: OpenedTier, at: Instant): boolean => tier.closesAt !== null && tier.closesAt <= at

/** Why a lawyer may say nothing here, or null. Whoever was let in and has answered stays in, whatever office he lost since. */
export const whyBarred = (s: Consultation, by: Attested): ConsultationRefusal | null => {
  if (s.phase === 'closed') return 'consultation-closed'
  if (by.status !== 'active') return 'lawyer-inactive'
  if (by.personId === s.askerId || String(by.lawyerId) === String(s.askerId)) return 'own-question'
  if (s.recused.includes(by.lawyerId) || by.conflict) return 'recused'
  if (s.channel === 'enterprise' && !by.enterprise) return 'enterprise-only'
  if (by.isProbe !== s.isProbe) return 'not-eligible'
  if (tierOf(s, by) < 0 && !hasGiven(s, by.lawyerId)) return 'not-eligible'
  return null
}

type AskerCommand = Extract<ConsultationCommand, { askerId: PersonId }>
type InHerName = Pick<AskerCommand, 'askerId' | 'agentId' | 'mandate' | 'shown' | 'at'>
type LawyerCommand = Extract<ConsultationCommand, { attested: Attested }>

type Asked = Pick<Consultation, 'consultationId' | 'askerId' | 'countyCode' | 'villageCode' | 'rules' | 'mandated'>

/** Why the directory's word does not let this agent act for this asker in this question at this moment, or null. */
const whyMandateFails = (
  { consultationId, askerId, countyCode, villageCode }: Asked, agentId: PersonId, by: AttestedMandate | null, at: Instant,
): ConsultationRefusal | null => {
  if (by === null) return 'no-such-mandate'
  if (by.agentId !== agentId || by.principalId !== askerId) return 'mandate-of-another'
  const isForThis = by.matter.consultationId === consultationId && by.countyCode === countyCode && by.villageCode === villageCode
  if (!isForThis) return 'mandate-for-another-matter'
  if (by.end === 'revoked') return 'mandate-revoked'
  if (by.end === 'expired' || by.until <= at) return 'mandate-expired'
  if (by.from !== null && at < by.from) return 'mandate-not-begun'
  return by.basis === null ? 'agent-out-of-reach' : null
}

/**
 * Why somebody who is not the asker may not act for her, or null. What he shows is looked at at every act. Under rule set 1 a desk's word
 * was enough, given once; whoever is on record by it goes on.
 */
const whyNoAgent = (s: Asked, agentId: PersonId, { mandate, shown, at }: InHerName): ConsultationRefusal | null => {
  if (shown) {
    // Ended while his command was on its way: the question knows before he does.
    const end = s.mandated.find((each) => each.mandateId === shown.mandateId)?.end ?? null
    return end === null ? whyMandateFails(s, agentId, shown.attested, at) : `mandate-${end}`
  }
  const isOnWord = mandate?.agentId === agentId || s.mandated.some((each) => each.agentId === agentId && each.end === null)
  return s.rules === 1 && isOnWord ? null : 'no-mandate'
}

/** Why somebody may not act as the asker, or null. */
export const whyNotAsker = (s: Consultation, command: InHerName): ConsultationRefusal | null => {
  if (command.askerId !== s.askerId) return 'not-asker'
  return command.agentId === null ? null : whyNoAgent(s, command.agentId, command)
}

/**
 * Of a child's question: whether it may be taken without its guardian. In danger it may, and then nothing of it leaves the county.
 * @source 个人信息保护法 第三十一条; 第十三条第一款第四项
 */
const lacksGuardian = ({ child, dangerCodes, consentBeyondCounty, redacted }: Extract<ConsultationCommand, { type: 'OpenConsultation' }>): boolean =>
  child !== undefined && child.guardian === null && (dangerCodes.length === 0 || consentBeyondCounty || redacted !== null)

type Give = Extract<ConsultationCommand, { type: 'GiveAnswer' }>
const isSubstantive = ({ form, text, clip, substance }: Give, { substance: least }: Policy): boolean => {
  switch (form) {
    case 'text': return text !== null && substance.textChars >= least.textChars
    case 'clip': return clip !== null && substance.clipMs >= least.clipMs
    case 'call': return text !== null && substance.callMs >= least.callMs && substance.textChars >= least.callSummaryChars
    default: return unreachable(form)
  }
}

// ── telling what happened ────────────────────────────────────────────────────────────────────────────────────────────

/** The facts told so far, and the state they make (I3). It lives inside one decision. */
interface Story {
  state: Consultation
  readonly events: ConsultationEvent[]
}

type Told<Type extends ConsultationEvent['type']> = Omit<Extract<ConsultationEvent, { type: Type }>['data'], 'consultationId'>

const tell = <Type extends ConsultationEvent['type']>(story: Story, type: Type, data: Told<Type>): void => {
  const { rules, consultationId } = story.state
  const event = rulesOf(rules).write({ type, data: { consultationId, ...data } } as unknown as ConsultationEvent)
  story.events.push(event)
  story.state = evolve(story.state, event) as Consultation
}

const storyOf = (state: Consultation): Story => ({ state, events: [] })
const told = (story: Story): Decision<ConsultationEvent> => accept(...story.events)
const no = (code: ConsultationRefusal): Decision<never> => refuse(code)

/** A desk's word counts once for an agent; each mandate of the directory is a fact of its own. */
const isOnRecord = (s: Consultation, { agentId, mandateId }: Mandate): boolean =>
  s.mandated.some((each) => (mandateId === undefined ? each.agentId === agentId : each.mandateId === mandateId))

type InSomebodysName = Pick<AskerCommand, 'agentId' | 'mandate' | 'at'>

/** A mandate that is shown for the first time is put on record. */
const recordMandate = (story: Story, { agentId, mandate, at }: InSomebodysName): void => {
  if (agentId !== null && mandate !== null && !isOnRecord(story.state, mandate)) tell(story, 'MandateRecorded', { mandate, at })
}

/** An act of the asker or of a lawyer: it wakes a question that rests, and records a mandate shown for the first time. */
const actOn = (s: Consultation, command: AskerCommand | LawyerCommand): Story => {
  const story = storyOf(s)
  if (s.phase === 'resting') tell(story, 'ConsultationWoken', { at: command.at })
  if ('askerId' in command) recordMandate(story, command)
  return story
}

const ahead = (due: Instant | null, at: Instant): Instant | null => (due !== null && due > at ? due : null)

const openTier = (story: Story, tier: number, at: Instant): void => {
  const { policy, terms, isProbe } = story.state
  const { scope, windowMs } = terms.tiers[tier]!
  tell(story, 'TierOpened', {
    tier, scope, openedAt: at, closesAt: windowMs === null ? null : plus(at, windowMs),
    audienceDue: isProbe ? null : plus(at, policy.audienceMs),
  })
}

const openNext = (story: Story, at: Instant): void => {
  const { tiers, terms, isExhausted } = story.state
  if (tiers.length < terms.tiers.length) openTier(story, tiers.length, at)
  else if (!isExhausted) tell(story, 'TiersExhausted', { missing: missing(story.state), at })
}

/** Whether the quorum's clock has something to say: it never rang, and the quorum is not there. */
const isQuorumAwaited = (s: Consultation): boolean => !s.isOverdueRaised && counted(s) < s.terms.quorum

/** The clocks that run again when the search does; said in the event that makes it run. */
const clocksOfSearch = (s: Consultation, at: Instant): { tierDue: Instant | null; quorumDue: Instant | null } => {
  const { audience, closesAt } = currentTier(s)
  return {
    tierDue: audience === 0 ? null : ahead(closesAt, at),
    quorumDue: isQuorumAwaited(s) ? ahead(s.quorumDue, at) : null,
  }
}

/** What became due while the search stood still is done now. Told after the event that armed `clocksOfSearch`. */
const resume = (story: Story, at: Instant): void => {
  const tier = currentTier(story.state)
  if (tier.audience === 0 || isOver(tier, at)) openNext(story, at)
  const { state } = story
  if (isQuorumAwaited(state) && state.quorumDue <= at) tell(story, 'QuorumOverdue', { counted: counted(state), at })
}

const tellIfMet = (story: Story, before: Consultation, at: Instant): void => {
  if (!isMet(before) && isMet(story.state)) tell(story, 'QuorumMet', { counted: counted(story.state), at })
}

/** An answer that was counted is gone. Nothing follows from it in a closed question. */
const tellLoss = (story: Story, before: Consultation, lawyerId: LawyerId, at: Instant): void => {
  if (before.phase === 'closed') return
  offerIfWaiting(story, before, lawyerId, at)
  const isBroken = (isMet(before) && !isMet(story.state))
    || (counted(before) >= before.terms.quorum && counted(story.state) < before.terms.quorum)
  if (isBroken && story.state.search === 'on') {
    const { state } = story
    tell(story, 'QuorumBroken', { counted: counted(state), missing: missing(state), ...clocksOfSearch(state, at), at })
    resume(story, at)
  }
  const { promise, promiseDue, answers } = story.state
  if (promise !== 'kept' || answers.some((answer) => answer.status === 'given' && answer.givenAt < promiseDue)) return
  if (at < promiseDue) tell(story, 'PromiseReopened', { promiseDue, at })
  else tell(story, 'PromiseVoided', { at })
}

const offerIfWaiting = (story: Story, before: Consultation, lawyerId: LawyerId, at: Instant): void => {
  const thread = threadOf(before, lawyerId)
  if (thread && thread.waitingSince !== null && thread.offer === 'none') tell(story, 'AnotherLawyerOffered', { lawyerId, at })
}

// ── decide ───────────────────────────────────────────────────────────────────────────────────────────────────────────

type Command<Type extends ConsultationCommand['type']> = Extract<ConsultationCommand, { type: Type }>
type Decided = Decision<ConsultationEvent>

const openConsultation = (command: Command<'OpenConsultation'>): Decided => {
  const { type: _type, agentId, shown: _shown, misplaced: _misplaced, at, ...question } = command
  if (agentId === null && command.via !== 'phone') return no('no-mandate')
  const denied = agentId === null ? null : whyNoAgent({ ...question, mandated: [] }, agentId, command)
  if (denied) return no(denied)
  if (lacksGuardian(command)) return no('guardian-consent-missing')
  const terms = termsAt(command.policy, at)
  const first = rulesOf(command.rules).write<ConsultationEvent>({
    type: 'ConsultationOpened',
    data: { ...question, terms, openedAt: at, promiseDue: plus(at, terms.promiseMs), quorumDue: plus(at, terms.quorumMs) },
  })
  const story: Story = { state: evolve(initial(), first) as Consultation, events: [first] }
  openTier(story, 0, at)
  return told(story)
}

/** Late, or not of the current tier: recorded, and no window moves. */
const recordAudience = (command: Command<'RecordAudience'>, s: Consultation): Decided => {
  const { tier, count, blob, poolVersion, reason, at } = command
  const its = s.tiers[tier]
  if (its === undefined) return no('tier-not-open')
  if (its.audience !== null) return nothing
  const story = storyOf(s)
  tell(story, 'AudienceRecorded', { tier, count, blob, poolVersion, at })
  if (count === 0 && tier === s.tiers.length - 1 && s.search === 'on' && !isMet(s) && !isOver(its, at)) {
    tell(story, 'TierSkipped', { tier, reason: reason ?? 'no-audience', at })
    openNext(story, at)
  }
  return told(story)
}

const claimAnswer = (command: Command<'ClaimAnswer'>, s: Consultation): Decided => {
  const { attested: by, at } = command
  const { lawyerId } = by
  const { policy } = s
  if (claimOf(s, lawyerId)) return nothing
  const barred = whyBarred(s, by)
  if (barred) return no(barred)
  if (isLocal(s, by)) return no('claim-not-needed')
  if (answerOf(s, lawyerId)) return no('already-answered')
  if (isMet(s)) return no('quorum-met')
  if (s.lapses.filter((lapsed) => lapsed === lawyerId).length >= policy.claimLapses) return no('claim-exhausted')
  if (by.liveClaimsElsewhere >= policy.claimsElsewhere) return no('too-many-claims')
  if (freePlaces(s) === 0) return no('no-free-claim')
  const story = actOn(s, command)
  tell(story, 'ClaimTaken', { lawyerId, takenAt: at, expiresAt: plus(at, policy.claimLeaseMs) })
  return told(story)
}

const renewClaim = (command: Command<'RenewClaim'>, s: Consultation): Decided => {
  const { attested: by, at } = command
  const barred = whyBarred(s, by)
  if (barred) return no(barred)
  const claim = claimOf(s, by.lawyerId)
  if (!claim) return no('no-claim')
  const end = plus(claim.takenAt, s.policy.claimMaximumMs)
  if (claim.expiresAt >= end) return no('claim-exhausted')
  const expiresAt = earliest(plus(at, s.policy.claimLeaseMs), end)!
  if (expiresAt === claim.expiresAt) return nothing
  const story = actOn(s, command)
  tell(story, 'ClaimRenewed', { lawyerId: by.lawyerId, expiresAt, at })
  return told(story)
}

// Stepping back asks for no fitness: whoever may not, or must not, answer any more can always let go.

const releaseClaim = (command: Command<'ReleaseClaim'>, s: Consultation): Decided => {
  const { lawyerId } = command.attested
  if (!claimOf(s, lawyerId)) return nothing
  const story = actOn(s, command)
  tell(story, 'ClaimReleased', { lawyerId, at: command.at })
  return told(story)
}

const withdrawAnswer = (command: Command<'WithdrawAnswer'>, s: Consultation): Decided => {
  const { attested: { lawyerId }, answerId, at } = command
  const answer = s.answers.find((each) => each.answerId === answerId && each.lawyerId === lawyerId)
  if (!answer) return no('no-such-answer')
  if (answer.status !== 'given') return nothing
  const story = actOn(s, command)
  tell(story, 'AnswerWithdrawn', { answerId, lawyerId, at })
  tellLoss(story, s, lawyerId, at)
  return told(story)
}

const recuse = (command: Command<'Recuse'>, s: Consultation): Decided => {
  const { attested: { lawyerId }, reason, at } = command
  if (s.recused.includes(lawyerId)) return nothing
  const answer = answerOf(s, lawyerId)
  const story = actOn(s, command)
  tell(story, 'LawyerRecused', { lawyerId, answerId: answer?.answerId ?? null, ...(reason === undefined ? {} : { reason }), at })
  if (answer?.status === 'given') tellLoss(story, s, lawyerId, at)
  return told(story)
}

const giveAnswer = (command: Command<'GiveAnswer'>, s: Consultation): Decided => {
  const { type: _type, attested: by, at, consultationId: _id, ...answer } = command
  const { lawyerId } = by
  if (s.answers.some((each) => each.answerId === answer.answerId)) return nothing
  const barred = whyBarred(s, by)
  if (barred) return no(barred)
  const earlier = answerOf(s, lawyerId)
  if (earlier) return no(earlier.status === 'given' ? 'already-answered' : 'answer-hidden')
  if (!isSubstantive(command, s.policy)) return no('not-substantive')
  const local = isLocal(s, by)
  if (!local && !claimOf(s, lawyerId)) {
    if (isMet(s)) return no('quorum-met')
    if (freePlaces(s) === 0) return no('no-free-claim')
  }
  const story = actOn(s, command)
  tell(story, 'AnswerGiven', { ...answer, lawyerId, local, tier: tierOf(s, by), givenAt: at })
  if (s.promise === 'pending') tell(story, 'PromiseKept', { answerId: answer.answerId, at })
  tellIfMet(story, s, at)
  return told(story)
}

/**
 * A later decision of the same review was carried out already: this one comes late, and undoes nothing. A decision that changes
 * nothing is not recorded and need not be: decisions come in their order, so what is older than it has either changed the answer,
 * under its own command's id, or was nothing as well; and the next one that changes the answer has a greater version than both.
 */
const isOvertaken = ({ reviewVersion }: Pick<Command<'HideAnswer'>, 'reviewVersion'>, answer: Answer): boolean =>
  reviewVersion !== undefined && answer.reviewVersion !== null && reviewVersion <= answer.reviewVersion

/** As it came: commands from before decisions were told apart have none. */
const asDecided = ({ reviewerId, reviewVersion }: Pick<Command<'HideAnswer'>, 'reviewerId' | 'reviewVersion'>) =>
  ({ reviewerId, ...(reviewVersion === undefined ? {} : { reviewVersion }) })

const hideAnswer = (command: Command<'HideAnswer'>, s: Consultation): Decided => {
  const { answerId, reason, at } = command
  const answer = s.answers.find((each) => each.answerId === answerId)
  if (!answer) return no('no-such-answer')
  if (answer.status !== 'given' || isOvertaken(command, answer)) return nothing
  const story = storyOf(s)
  tell(story, 'AnswerHidden', { answerId, lawyerId: answer.lawyerId, ...asDecided(command), reason, at })
  tellLoss(story, s, answer.lawyerId, at)
  return told(story)
}

const restoreAnswer = (command: Command<'RestoreAnswer'>, s: Consultation): Decided => {
  const { answerId, at } = command
  const answer = s.answers.find((each) => each.answerId === answerId)
  if (!answer) return no('no-such-answer')
  if (answer.status !== 'hidden' || isOvertaken(command, answer)) return nothing
  const story = storyOf(s)
  tell(story, 'AnswerRestored', { answerId, lawyerId: answer.lawyerId, ...asDecided(command), at })
  tellIfMet(story, s, at)
  if (s.promise !== 'kept' && answer.givenAt < s.promiseDue) tell(story, 'PromiseRestored', { answerId, at })
  return told(story)
}

const askFollowUp = (command: Command<'AskFollowUp'>, s: Consultation): Decided => {
  const { followUpId, lawyerId, text, attachments, dangerCodes, at } = command
  const denied = whyNotAsker(s, command)
  if (denied) return no(denied)
  const thread = threadOf(s, lawyerId)
  if (thread?.said.includes(followUpId)) return nothing
  if (!hasGiven(s, lawyerId)) return no('no-such-thread')
  if (s.guardian === 'withdrawn') return no('guardian-consent-withdrawn')
  const story = actOn(s, command)
  if (s.phase === 'closed') tell(story, 'ConsultationReopened', { at })
  const isWaiting = thread !== undefined && thread.waitingSince !== null
  tell(story, 'FollowUpAsked', {
    followUpId, lawyerId, text, attachments, dangerCodes, askedAt: at,
    reminderDue: isWaiting ? null : plus(at, s.policy.followUpReminderMs),
    offerDue: isWaiting ? null : plus(at, s.policy.followUpOfferMs),
  })
  return told(story)
}

const replyFollowUp = (command: Command<'ReplyFollowUp'>, s: Consultation): Decided => {
  const { attested: by, replyId, text, clip, statutes, flags, at } = command
  const thread = threadOf(s, by.lawyerId)
  if (thread?.said.includes(replyId)) return nothing
  const barred = whyBarred(s, by)
  if (barred) return no(barred)
  const answer = answerOf(s, by.lawyerId)
  if (!thread || answer?.status !== 'given') return no('no-such-thread')
  const story = actOn(s, command)
  const { lawyerId, answerId } = answer
  tell(story, 'FollowUpAnswered', { replyId, text, clip, statutes, flags, lawyerId, answerId, answeredAt: at })
  return told(story)
}

const askAnotherLawyer = (command: Command<'AskAnotherLawyer'>, s: Consultation): Decided => {
  const { lawyerId, at } = command
  const denied = whyNotAsker(s, command)
  if (denied) return no(denied)
  const offer = threadOf(s, lawyerId)?.offer ?? 'none'
  if (offer === 'none') return no('not-offered')
  if (offer === 'used') return nothing
  if (s.phase === 'closed') return no('consultation-closed')
  const story = actOn(s, command)
  const target = Math.max(s.target, counted(s)) + 1
  tell(story, 'AnotherLawyerAsked', { lawyerId, target, missing: target - counted(s), ...clocksOfSearch(s, at), at })
  resume(story, at)
  return told(story)
}

const resumeSearch = (command: Command<'ResumeSearch'>, s: Consultation): Decided => {
  const { at } = command
  const denied = whyNotAsker(s, command)
  if (denied) return no(denied)
  if (s.search === 'on') return nothing
  if (isMet(s)) return no('quorum-met')
  if (s.phase === 'closed') return no('consultation-closed')
  const story = actOn(s, command)
  tell(story, 'SearchResumed', { missing: missing(s), ...clocksOfSearch(s, at), at })
  resume(story, at)
  return told(story)
}

const closeConsultation = (command: Command<'CloseConsultation'>, s: Consultation): Decided => {
  const { ratings, at } = command
  const denied = whyNotAsker(s, command)
  if (denied) return no(denied)
  if (s.phase === 'closed') return nothing
  if (!ratings.every((rating) => hasGiven(s, rating.lawyerId))) return no('no-such-answer')
  const story = actOn(s, command)
  tell(story, 'ConsultationClosed', { ratings, promiseWaived: s.promise === 'pending', at })
  return told(story)
}

const rateAnswer = (command: Command<'RateAnswer'>, s: Consultation): Decided => {
  const { rating, at } = command
  const denied = whyNotAsker(s, command)
  if (denied) return no(denied)
  if (!hasGiven(s, rating.lawyerId)) return no('no-such-answer')
  if (s.ratings.some((last) => last.lawyerId === rating.lawyerId && last.stars === rating.stars)) return nothing
  const story = actOn(s, command)
  tell(story, 'AnswerRated', { rating, at })
  return told(story)
}

const giveConsent = (command: Command<'GiveConsent'>, s: Consultation): Decided => {
  const { purpose, at } = command
  const denied = whyNotAsker(s, command)
  if (denied) return no(denied)
  if (s.isShared) return nothing
  if (s.guardian === 'missing' || s.guardian === 'withdrawn') return no(`guardian-consent-${s.guardian}`)
  const story = storyOf(s)
  recordMandate(story, command)
  tell(story, 'ConsentGiven', { purpose, at })
  return told(story)
}

/** Without its guardian's word a child's question is over. */
const withdrawConsent = (command: Command<'WithdrawConsent'>, s: Consultation): Decided => {
  const { purpose, at } = command
  const denied = whyNotAsker(s, command)
  if (denied) return no(denied)
  const isOver = purpose === 'guardian' ? s.guardian === 'withdrawn' : !s.isShared
  if (isOver) return nothing
  if (purpose === 'guardian' && s.guardian !== 'given') return no('no-such-consent')
  const story = storyOf(s)
  recordMandate(story, command)
  tell(story, 'ConsentWithdrawn', { purpose, at })
  if (purpose === 'guardian' && s.phase !== 'closed') tell(story, 'ConsultationClosed', { ratings: [], promiseWaived: s.promise === 'pending', at })
  return told(story)
}

const markLawyerUnavailable = (command: Command<'MarkLawyerUnavailable'>, s: Consultation): Decided => {
  const { lawyerId, lostAt = command.at, at } = command
  const story = storyOf(s)
  const thread = threadOf(s, lawyerId)
  const claim = claimOf(s, lawyerId)
  const awaitsOffer = thread !== undefined && thread.waitingSince !== null && thread.waitingSince <= lostAt && thread.offer === 'none'
  // That he lost it may be told again long after he has it back.
  const holdsClaim = claim !== undefined && claim.takenAt <= lostAt
  if (!holdsClaim && !awaitsOffer) return nothing
  tell(story, 'LawyerUnavailable', { lawyerId, at })
  offerIfWaiting(story, s, lawyerId, at)
  return told(story)
}

/** His clocks and the question's go on: nothing but his standing ends. */
const dismissAgent = ({ agentId, mandateId, cause, at }: Command<'DismissAgent'>, s: Consultation): Decided => {
  if (!s.mandated.some((each) => each.agentId === agentId && each.mandateId === mandateId && each.end === null)) return nothing
  const story = storyOf(s)
  tell(story, 'AgentDismissed', { agentId, mandateId, cause, at })
  return told(story)
}

const decide = (command: ConsultationCommand, s: Consultation): Decided => {
  switch (command.type) {
    case 'OpenConsultation': return nothing
    case 'RecordAudience': return recordAudience(command, s)
    case 'ClaimAnswer': return claimAnswer(command, s)
    case 'RenewClaim': return renewClaim(command, s)
    case 'ReleaseClaim': return releaseClaim(command, s)
    case 'GiveAnswer': return giveAnswer(command, s)
    case 'WithdrawAnswer': return withdrawAnswer(command, s)
    case 'Recuse': return recuse(command, s)
    case 'HideAnswer': return hideAnswer(command, s)
    case 'RestoreAnswer': return restoreAnswer(command, s)
    case 'AskFollowUp': return askFollowUp(command, s)
    case 'ReplyFollowUp': return replyFollowUp(command, s)
    case 'AskAnotherLawyer': return askAnotherLawyer(command, s)
    case 'ResumeSearch': return resumeSearch(command, s)
    case 'CloseConsultation': return closeConsultation(command, s)
    case 'RateAnswer': return rateAnswer(command, s)
    case 'GiveConsent': return giveConsent(command, s)
    case 'WithdrawConsent': return withdrawConsent(command, s)
    case 'MarkLawyerUnavailable': return markLawyerUnavailable(command, s)
    case 'DismissAgent': return dismissAgent(command, s)
    default: return unreachable(command)
  }
}

// ── elapse ───────────────────────────────────────────────────────────────────────────────────────────────────────────

const tellPassing = (story: Story, { kind, of }: ArmedClock, at: Instant): void => {
  const { state } = story
  const lawyerId = of as LawyerId
  switch (kind) {
    case 'claim':
      return tell(story, 'ClaimLapsed', { lawyerId, lapses: state.lapses.filter((lapsed) => lapsed === lawyerId).length + 1, at })
    case 'audience': return tell(story, 'AudienceMissing', { tier: Number(of), at })
    case 'promise': return tell(story, 'PromiseBroken', { at })
    case 'quorum': return tell(story, 'QuorumOverdue', { counted: counted(state), at })
    case 'tier':
      tell(story, 'TierClosed', { tier: state.tiers.length - 1, missing: missing(state), at })
      return openNext(story, at)
    case 'reminder': return tell(story, 'ThreadReminded', { lawyerId, at })
    case 'offer': return tell(story, 'AnotherLawyerOffered', { lawyerId, at })
    case 'rest': return tell(story, 'ConsultationRested', { at })
    default: return unreachable(kind)
  }
}

/** The next clock to speak among those due: by kind in the order of CLOCKS, then by whom it belongs to. */
const firstDue = (s: Consultation, due: Instant): ArmedClock | undefined =>
  s.armed.filter((clock) => clock.due <= due)
    .sort((a, b) => CLOCKS.indexOf(a.kind) - CLOCKS.indexOf(b.kind) || (a.of < b.of ? -1 : 1))[0]

const elapse = (s: Consultation, due: Instant): readonly ConsultationEvent[] => {
  const story = storyOf(s)
  // Asked anew each time: what one clock says may stop another.
  for (let clock = firstDue(s, due); clock; clock = firstDue(story.state, due)) tellPassing(story, clock, due)
  return story.events
}

// ── the decider ──────────────────────────────────────────────────────────────────────────────────────────────────────

/**
 * Released rule sets stay here for ever: a stream is decided by the set it was opened under (I6). They differ in one question:
 * 1: an agent acts on a desk's word, given once. 2: under a mandate that the directory attests at every act (`whyNoAgent`).
 */
interface RuleSet {
  /** Puts on each event the version that this set was released with. */
  readonly write: ReturnType<typeof consultationEvents.writer>
  open(command: Command<'OpenConsultation'>): Decided
  decide(command: ConsultationCommand, state: Consultation): Decided
  elapse(state: Consultation, due: Instant): readonly ConsultationEvent[]
}

const RULE_SETS: Readonly<Record<number, RuleSet>> = {
  1: { write: consultationEvents.writer({}), open: openConsultation, decide, elapse },
  2: { write: consultationEvents.writer({}), open: openConsultation, decide, elapse },
}
/** The set that new questions are opened under. */
export const CURRENT_RULES = 2
export const SHIPPED_RULES: readonly number[] = Object.keys(RULE_SETS).map(Number)

const rulesOf = (number: number): RuleSet => {
  const rules = RULE_SETS[number]
  if (!rules) throw new AssertionFailed(`rule set ${number} is not shipped with this release`)
  return rules
}

export const consultation: Decider<ConsultationState, ConsultationCommand, ConsultationEvent> = {
  category: 'consultation',
  initial,
  evolve,
  decide(command, state) {
    if (state.phase !== 'absent') return rulesOf(state.rules).decide(command, state)
    if (command.type !== 'OpenConsultation') return no('no-such-consultation')
    return command.misplaced === undefined ? rulesOf(command.rules).open(command) : refuse(command.misplaced)
  },
  nextDeadline: (state) => (state.phase === 'absent' ? null : state.armed.reduce<Instant | null>((first, { due }) => (first === null || due < first ? due : first), null)),
  elapse: (state, due) => (state.phase === 'absent' ? [] : rulesOf(state.rules).elapse(state, due)),
}
