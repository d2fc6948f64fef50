// One consultation as people see it, folded from its stream: who may look, and what is there to look at. Pure. Personal
// values stay sealed here; opening them is the screen's last step (opening.ts).
import type { ConsultationEvent, LawyerId, PersonId, TierScope } from '@zhijian/contracts'
import type { Instant } from '@zhijian/kernel'

type Data<Type extends ConsultationEvent['type']> = Extract<ConsultationEvent, { type: Type }>['data']

export interface Answer {
  readonly answerId: Data<'AnswerGiven'>['answerId']
  readonly lawyerId: LawyerId
  readonly form: Data<'AnswerGiven'>['form']
  readonly text: Data<'AnswerGiven'>['text']
  readonly clip: Data<'AnswerGiven'>['clip']
  readonly statutes: Data<'AnswerGiven'>['statutes']
  readonly local: boolean
  readonly tier: number
  readonly givenAt: Instant
  readonly status: 'given' | 'hidden' | 'withdrawn'
  readonly hiddenFor: Data<'AnswerHidden'>['reason'] | null
  readonly stars: number | null
}

export type Turn =
  | { readonly kind: 'follow-up'; readonly id: string; readonly text: Data<'FollowUpAsked'>['text']; readonly attachments: Data<'FollowUpAsked'>['attachments']; readonly at: Instant }
  | { readonly kind: 'reply'; readonly id: string; readonly text: Data<'FollowUpAnswered'>['text']; readonly clip: Data<'FollowUpAnswered'>['clip']; readonly statutes: Data<'FollowUpAnswered'>['statutes']; readonly at: Instant }

export interface Thread {
  readonly lawyerId: LawyerId
  readonly turns: readonly Turn[]
  /** The last turn is the asker's. */
  readonly isWaiting: boolean
  readonly waitingSince: Instant | null
  /** The clocks of his silence; null: not running. */
  readonly reminderDue: Instant | null
  readonly offerDue: Instant | null
  readonly isAnotherOffered: boolean
  /** She took the offer up. */
  readonly isAnotherAsked: boolean
}

export interface Conversation {
  readonly question: Data<'ConsultationOpened'>
  readonly phase: 'open' | 'resting' | 'closed'
  readonly agents: readonly PersonId[]
  readonly tiers: readonly {
    readonly scope: TierScope; readonly openedAt: Instant; readonly closesAt: Instant | null
    /** How many lawyers it asks, the best fitting told first; null: not known yet. */
    readonly audience: number | null
    /** Its window is over, or it had nobody. */
    readonly end: 'closed' | 'skipped' | null
  }[]
  /** More answers are looked for, until there are so many. */
  readonly isSearching: boolean
  readonly target: number
  readonly promise: 'pending' | 'kept' | 'broken' | 'voided' | 'waived'
  readonly isQuorumMet: boolean
  readonly isExhausted: boolean
  /** Appointed counsel of the county first, then in order of time. */
  readonly answers: readonly Answer[]
  readonly threads: readonly Thread[]
  readonly recused: readonly LawyerId[]
  /** The whole of it may leave the county, as long as the asker lets it. */
  readonly isShared: boolean
  /** A child's question whose guardian took the consent back: for no lawyer any more. */
  readonly isGuardianGone: boolean
  readonly claims: readonly { readonly lawyerId: LawyerId; readonly takenAt: Instant; readonly expiresAt: Instant }[]
}

const answersInOrder = (answers: readonly Answer[]): readonly Answer[] =>
  [...answers].sort((a, b) => Number(b.local) - Number(a.local) || (a.givenAt < b.givenAt ? -1 : a.givenAt > b.givenAt ? 1 : 0))

const withAnswer = (state: Conversation, answerId: string, change: Partial<Answer>): Conversation =>
  ({ ...state, answers: state.answers.map((answer) => (answer.answerId === answerId ? { ...answer, ...change } : answer)) })

const withTier = (state: Conversation, tier: number, change: Partial<Conversation['tiers'][number]>): Conversation =>
  ({ ...state, tiers: state.tiers.map((each, i) => (i === tier ? { ...each, ...change } : each)) })

const AT_REST = { isWaiting: false, waitingSince: null, reminderDue: null, offerDue: null } as const
/** Whose answer is gone is waited for no more. */
const silent = (state: Conversation, lawyerId?: LawyerId): Conversation => ({
  ...state, threads: state.threads.map((thread) => (lawyerId === undefined || thread.lawyerId === lawyerId ? { ...thread, ...AT_REST } : thread)),
})

const withThread = (state: Conversation, lawyerId: LawyerId, change: (thread: Thread) => Thread): Conversation => {
  const known = state.threads.find((thread) => thread.lawyerId === lawyerId)
  if (!known) return { ...state,
    threads: [...state.threads, change({ lawyerId, turns: [], ...AT_REST, isAnotherOffered: false, isAnotherAsked: false })] }
  return { ...state, threads: state.threads.map((thread) => (thread === known ? change(thread) : thread)) }
}

const withStars = (state: Conversation, ratings: readonly { lawyerId: LawyerId; stars: number }[]): Conversation => ({
  ...state, answers: state.answers.map((answer) => ({ ...answer,
    stars: ratings.findLast(({ lawyerId }) => lawyerId === answer.lawyerId)?.stars ?? answer.stars })),
})

const withoutClaim = (state: Conversation, lawyerId: LawyerId): Conversation =>
  ({ ...state, claims: state.claims.filter((claim) => claim.lawyerId !== lawyerId) })

/** @returns null until the question was opened */
export const conversation = (state: Conversation | null, { type, data }: ConsultationEvent): Conversation | null => {
  if (type === 'ConsultationOpened') {
    return {
      question: data, phase: 'open', agents: data.mandate === null ? [] : [data.mandate.agentId], tiers: [], promise: 'pending',
      isQuorumMet: false, isExhausted: false, isSearching: true, target: data.terms.quorum, answers: [], threads: [], recused: [], claims: [],
      isShared: data.consentBeyondCounty, isGuardianGone: false,
    }
  }
  if (state === null) return null
  switch (type) {
    case 'MandateRecorded': return { ...state, agents: [...state.agents, data.mandate.agentId] }
    // One of his mandates; he may be here under another.
    case 'AgentDismissed': return { ...state, agents: state.agents.toSpliced(state.agents.indexOf(data.agentId), 1) }
    case 'ConsentGiven': return { ...state, isShared: true }
    case 'ConsentWithdrawn': return { ...state, isShared: false, isGuardianGone: state.isGuardianGone || data.purpose === 'guardian' }
    case 'TierOpened': return { ...state,
      tiers: [...state.tiers, { scope: data.scope, openedAt: data.openedAt, closesAt: data.closesAt, audience: null, end: null }] }
    case 'AudienceRecorded': return withTier(state, data.tier, { audience: data.count })
    case 'TierClosed': return withTier(state, data.tier, { end: 'closed' })
    case 'TierSkipped': return withTier(state, data.tier, { end: 'skipped' })
    case 'TiersExhausted': return { ...state, isExhausted: true }
    case 'ClaimTaken': return { ...state,
      claims: [...state.claims, { lawyerId: data.lawyerId, takenAt: data.takenAt, expiresAt: data.expiresAt }] }
    case 'ClaimRenewed':
      return { ...state, claims: state.claims.map((claim) => (claim.lawyerId === data.lawyerId
        ? { ...claim, expiresAt: data.expiresAt } : claim)) }
    case 'ClaimReleased': case 'ClaimLapsed': case 'LawyerUnavailable': return withoutClaim(state, data.lawyerId)
    case 'AnswerGiven': {
      const { answerId, lawyerId, form, text, clip, statutes, local, tier, givenAt } = data
      const answer: Answer = { answerId, lawyerId, form, text, clip, statutes, local, tier, givenAt, status: 'given',
        hiddenFor: null, stars: null }
      return withoutClaim({ ...state, answers: answersInOrder([...state.answers, answer]) }, lawyerId)
    }
    case 'AnswerHidden': return silent(withAnswer(state, data.answerId, { status: 'hidden', hiddenFor: data.reason }), data.lawyerId)
    case 'AnswerRestored': return withAnswer(state, data.answerId, { status: 'given', hiddenFor: null })
    case 'AnswerWithdrawn': return silent(withAnswer(state, data.answerId, { status: 'withdrawn' }), data.lawyerId)
    case 'LawyerRecused': {
      const gone = silent(withoutClaim({ ...state, recused: [...state.recused, data.lawyerId] }, data.lawyerId), data.lawyerId)
      return data.answerId === null ? gone : withAnswer(gone, data.answerId, { status: 'withdrawn' })
    }
    case 'PromiseKept': case 'PromiseRestored': return { ...state, promise: 'kept' }
    case 'PromiseBroken': return { ...state, promise: 'broken' }
    case 'PromiseReopened': return { ...state, promise: 'pending' }
    case 'PromiseVoided': return { ...state, promise: 'voided' }
    case 'QuorumMet': return { ...state, isQuorumMet: true }
    case 'QuorumBroken': return { ...state, isQuorumMet: false }
    case 'AnotherLawyerAsked': return withThread({ ...state, isQuorumMet: false, isSearching: true, target: data.target }, data.lawyerId,
      (thread) => ({ ...thread, isAnotherAsked: true }))
    case 'SearchResumed': return { ...state, isSearching: true }
    case 'FollowUpAsked': return withThread(state, data.lawyerId, (thread) => ({
      // Silence that begins anew is offered anew.
      ...thread, ...(!thread.isWaiting && thread.isAnotherAsked ? { isAnotherOffered: false, isAnotherAsked: false } : {}), isWaiting: true, waitingSince: thread.waitingSince ?? data.askedAt, reminderDue: data.reminderDue ?? thread.reminderDue,
      offerDue: data.offerDue ?? thread.offerDue,
      turns: [...thread.turns, { kind: 'follow-up', id: data.followUpId, text: data.text, attachments: data.attachments,
        at: data.askedAt }],
    }))
    case 'FollowUpAnswered': return withThread(state, data.lawyerId, (thread) => ({
      ...thread, ...AT_REST,
      turns: [...thread.turns, { kind: 'reply', id: data.replyId, text: data.text, clip: data.clip, statutes: data.statutes,
        at: data.answeredAt }],
    }))
    case 'AnotherLawyerOffered': return withThread(state, data.lawyerId, (thread) => ({ ...thread, offerDue: null, isAnotherOffered: true }))
    case 'ThreadReminded': return withThread(state, data.lawyerId, (thread) => ({ ...thread, reminderDue: null }))
    case 'ConsultationClosed':
      return withStars({ ...silent(state), phase: 'closed', isSearching: false, claims: [], promise: data.promiseWaived ? 'waived' : state.promise },
        data.ratings)
    case 'ConsultationReopened': case 'ConsultationWoken': return { ...state, phase: 'open' }
    case 'ConsultationRested': return { ...silent(state), phase: 'resting', isSearching: false, claims: [] }
    case 'AnswerRated': return withStars(state, [data.rating])
    case 'AudienceMissing': case 'QuorumOverdue': return state
    default: return type satisfies never
  }
}

/** Where it lies, for the reach of an office: the village when it is known, else the county. */
export const placeOf = ({ question }: Conversation): string => question.villageCode ?? question.countyCode

export const isAsker = (state: Conversation, person: string): boolean => state.question.askerId === person

/** Somebody who acts for her under a mandate that is on record. */
export const isAgent = (state: Conversation, person: string): boolean => state.agents.some((agent) => agent === person)
