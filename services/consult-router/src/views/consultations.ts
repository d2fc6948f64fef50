// A question as lists and screens need it, except what is said in its threads (turns.ts). Personal values stay sealed.
// Lists follow from three fields: `listing` (looked for · only listed · over · synthetic), `openTo` (the widest opened tier), and
// `countedCounty`, which is null for synthetic questions and so keeps them out of every board.
import type { ConsentPurpose, ConsultationEvent, LawyerId, TierScope } from '@zhijian/contracts'
import type { Instant } from '@zhijian/kernel'
import type { View } from '@zhijian/runtime'
import { consultationFact } from './facts.ts'

type Data<Type extends ConsultationEvent['type']> = Extract<ConsultationEvent, { type: Type }>['data']
type Question = Omit<Data<'ConsultationOpened'>, 'policy' | 'rules'>

export type AnswerView = Omit<Data<'AnswerGiven'>, 'consultationId'> & {
  readonly status: 'given' | 'hidden' | 'withdrawn'
  readonly hiddenFor: string | null
  readonly stars: number | null
}
export type ThreadView = {
  readonly lawyerId: LawyerId
  readonly waitingSince: Instant | null
  readonly offer: 'none' | 'open' | 'used'
  readonly turns: number
  /** The clocks of his silence while it waits: he is reminded, then the asker is offered somebody else. */
  readonly reminderDue: Instant | null
  readonly offerDue: Instant | null
}
export type ConsultationView = {
  readonly question: Question
  // What the indexes hold stands at the top.
  readonly consultationId: string
  readonly askerId: string
  readonly countyCode: string
  readonly regionCode: string
  readonly countedCounty: string | null
  readonly openedAt: Instant
  readonly promiseDue: Instant
  /** Its topic as predicted, and the next likely one. */
  readonly topic: string
  readonly alternative: string | null
  /** What the asker chose, where the question goes by it too (as in the pool’s ranking). */
  readonly asked: string | null
  /** Until when an answer is awaited: the promise while it is pending, then the quorum. */
  readonly dueAt: Instant
  /** That instant has passed, or nothing is awaited. */
  readonly isOver: boolean
  readonly quorumDue: Instant | null
  /** `sought`: more answers are wanted; `listed`: open, enough are there, or it rests. */
  readonly listing: 'sought' | 'listed' | 'closed' | 'probe'
  readonly openTo: TierScope
  readonly promise: 'pending' | 'kept' | 'broken' | 'voided' | 'waived'
  readonly isOverdue: boolean
  readonly phase: 'open' | 'resting' | 'closed'
  readonly isSearching: boolean
  readonly target: number
  readonly tiers: readonly {
    readonly scope: TierScope; readonly openedAt: Instant; readonly closesAt: Instant | null; readonly audience: number | null
    readonly end: 'closed' | 'skipped' | null
  }[]
  readonly isExhausted: boolean
  /** Appointed counsel of the county first, then by time. */
  readonly answers: readonly AnswerView[]
  readonly claims: readonly { readonly lawyerId: LawyerId; readonly takenAt: Instant; readonly expiresAt: Instant }[]
  readonly recused: readonly LawyerId[]
  readonly threads: readonly ThreadView[]
  readonly agents: readonly string[]
  /** What was consented to apart, in the order it was said: the last word of each purpose counts. */
  readonly consents: readonly { readonly purpose: ConsentPurpose; readonly isGiven: boolean; readonly at: Instant }[]
  readonly closedAt: Instant | null
  /** Since when it rests; null: it does not. */
  readonly restedAt: Instant | null
}

export const countedIn = (view: Pick<ConsultationView, 'answers'>): number => view.answers.filter((answer) => answer.status === 'given').length

/** The fields that follow from others. */
const listed = (view: ConsultationView): ConsultationView => {
  const isWanted = view.phase === 'open' && view.isSearching && countedIn(view) < view.target
  const listing = view.countedCounty === null ? 'probe' : view.phase === 'closed' ? 'closed' : isWanted ? 'sought' : 'listed'
  const isQuorumAwaited = isWanted && !view.isOverdue && countedIn(view) < view.question.terms.quorum
  const quorumDue = isQuorumAwaited ? view.quorumDue : null
  const awaited = isWanted && view.promise === 'pending' ? view.promiseDue : quorumDue
  return { ...view, listing, quorumDue, isOver: awaited === null, dueAt: awaited ?? view.dueAt }
}

const withAnswer = (view: ConsultationView, answerId: string | null, change: Partial<AnswerView>): ConsultationView =>
  ({ ...view, answers: view.answers.map((answer) => (answer.answerId === answerId ? { ...answer, ...change } : answer)) })

const withThread = (view: ConsultationView, lawyerId: LawyerId, change: (thread: ThreadView) => Partial<ThreadView>): ConsultationView => {
  const before: ThreadView = view.threads.find((thread) => thread.lawyerId === lawyerId) ?? { lawyerId, waitingSince: null, offer: 'none', turns: 0, reminderDue: null, offerDue: null }
  return { ...view, threads: [...view.threads.filter((thread) => thread.lawyerId !== lawyerId), { ...before, ...change(before) }] }
}

const withoutClaim = (view: ConsultationView, lawyerId: LawyerId): ConsultationView =>
  ({ ...view, claims: view.claims.filter((claim) => claim.lawyerId !== lawyerId) })

const SILENT = { waitingSince: null, reminderDue: null, offerDue: null } as const

const withoutWaiting = (view: ConsultationView, lawyerId?: LawyerId): ConsultationView => ({
  ...view,
  threads: view.threads.map((thread) => (lawyerId === undefined || thread.lawyerId === lawyerId ? { ...thread, ...SILENT } : thread)),
})

const withStars = (view: ConsultationView, ratings: readonly { readonly lawyerId: LawyerId; readonly stars: number }[]): ConsultationView => ({
  ...view, answers: view.answers.map((answer) => ({ ...answer, stars: ratings.findLast((each) => each.lawyerId === answer.lawyerId)?.stars ?? answer.stars })),
})

const consentsOf = ({ consentBeyondCounty, child }: Question): ConsentPurpose[] => [
  ...(child?.guardian ? ['guardian' as const] : []), ...(consentBeyondCounty ? ['beyond-county' as const] : []),
]

const opened = ({ policy: _policy, rules: _rules, ...question }: Data<'ConsultationOpened'>): ConsultationView => ({
  question, consultationId: question.consultationId, askerId: question.askerId, countyCode: question.countyCode, regionCode: question.regionCode,
  countedCounty: question.isProbe ? null : question.countyCode, openedAt: question.openedAt, promiseDue: question.promiseDue, topic: question.topic.code,
  alternative: question.topic.alternative ?? null, asked: question.topic.model === undefined ? null : question.topic.asked ?? null, dueAt: question.promiseDue, isOver: false, quorumDue: question.quorumDue, listing: 'sought',
  openTo: 'county', promise: 'pending', isOverdue: false, phase: 'open', isSearching: true, target: question.terms.quorum, tiers: [], isExhausted: false,
  answers: [], claims: [], recused: [], threads: [], agents: question.mandate === null ? [] : [question.mandate.agentId], closedAt: null, restedAt: null,
  consents: consentsOf(question).map((purpose) => ({ purpose, isGiven: true, at: question.openedAt })),
})

const evolve = (view: ConsultationView, { type, data }: ConsultationEvent): ConsultationView => {
  switch (type) {
    case 'ConsultationOpened': return opened(data)
    case 'MandateRecorded': return { ...view, agents: [...view.agents, data.mandate.agentId] }
    // One of his mandates; he may be here under another.
    case 'AgentDismissed': return { ...view, agents: view.agents.toSpliced(view.agents.indexOf(data.agentId), 1) }
    case 'ConsentGiven': case 'ConsentWithdrawn':
      return { ...view, consents: [...view.consents, { purpose: data.purpose, isGiven: type === 'ConsentGiven', at: data.at }] }
    case 'TierOpened': {
      const { scope, openedAt, closesAt } = data
      return { ...view, openTo: scope, tiers: [...view.tiers, { scope, openedAt, closesAt, audience: null, end: null }] }
    }
    case 'TierClosed': case 'TierSkipped':
      return { ...view, tiers: view.tiers.map((tier, i) => (i === data.tier ? { ...tier, end: type === 'TierClosed' ? 'closed' : 'skipped' } : tier)) }
    case 'TiersExhausted': return { ...view, isExhausted: true }
    case 'AudienceRecorded': return { ...view, tiers: view.tiers.map((tier, i) => (i === data.tier ? { ...tier, audience: data.count } : tier)) }
    case 'ClaimTaken': {
      const { lawyerId, takenAt, expiresAt } = data
      return { ...view, claims: [...view.claims, { lawyerId, takenAt, expiresAt }] }
    }
    case 'ClaimRenewed':
      return { ...view, claims: view.claims.map((claim) => (claim.lawyerId === data.lawyerId ? { ...claim, expiresAt: data.expiresAt } : claim)) }
    case 'ClaimReleased': case 'ClaimLapsed': case 'LawyerUnavailable': return withoutClaim(view, data.lawyerId)
    case 'AnswerGiven': {
      const { consultationId: _id, ...answer } = data
      const answers = [...view.answers, { ...answer, status: 'given' as const, hiddenFor: null, stars: null }]
      return withoutClaim({ ...view, answers: answers.sort((a, b) => Number(b.local) - Number(a.local) || (a.givenAt < b.givenAt ? -1 : a.givenAt > b.givenAt ? 1 : 0)) }, data.lawyerId)
    }
    case 'AnswerHidden': return withoutWaiting(withAnswer(view, data.answerId, { status: 'hidden', hiddenFor: data.reason }), data.lawyerId)
    case 'AnswerRestored': return withAnswer(view, data.answerId, { status: 'given', hiddenFor: null })
    case 'AnswerWithdrawn': return withoutWaiting(withAnswer(view, data.answerId, { status: 'withdrawn' }), data.lawyerId)
    case 'LawyerRecused': {
      const barred = withoutClaim({ ...view, recused: [...view.recused, data.lawyerId] }, data.lawyerId)
      return withoutWaiting(withAnswer(barred, data.answerId, { status: 'withdrawn' }), data.lawyerId)
    }
    case 'PromiseKept': case 'PromiseRestored': return { ...view, promise: 'kept' }
    case 'PromiseBroken': return { ...view, promise: 'broken' }
    case 'PromiseReopened': return { ...view, promise: 'pending', promiseDue: data.promiseDue }
    case 'PromiseVoided': return { ...view, promise: 'voided' }
    case 'QuorumOverdue': return { ...view, isOverdue: true }
    case 'FollowUpAsked': return withThread(view, data.lawyerId, (thread) => ({
      turns: thread.turns + 1, waitingSince: thread.waitingSince ?? data.askedAt,
      reminderDue: data.reminderDue ?? thread.reminderDue, offerDue: data.offerDue ?? thread.offerDue, offer: thread.waitingSince === null && thread.offer === 'used' ? 'none' : thread.offer,
    }))
    case 'FollowUpAnswered': return withThread(view, data.lawyerId, (thread) => ({ ...SILENT, turns: thread.turns + 1 }))
    case 'AnotherLawyerOffered': return withThread(view, data.lawyerId, () => ({ offer: 'open', offerDue: null }))
    case 'ThreadReminded': return withThread(view, data.lawyerId, () => ({ reminderDue: null }))
    case 'AnotherLawyerAsked': return withThread({ ...view, target: data.target, isSearching: true, quorumDue: data.quorumDue ?? view.quorumDue }, data.lawyerId, () => ({ offer: 'used' }))
    case 'SearchResumed': return { ...view, isSearching: true, quorumDue: data.quorumDue ?? view.quorumDue }
    case 'QuorumBroken': return { ...view, quorumDue: data.quorumDue ?? view.quorumDue }
    case 'ConsultationClosed': return withStars(withoutWaiting({
      ...view, phase: 'closed', isSearching: false, claims: [], promise: data.promiseWaived ? 'waived' : view.promise, closedAt: data.at,
    }), data.ratings)
    case 'ConsultationRested': return withoutWaiting({ ...view, phase: 'resting', isSearching: false, claims: [], restedAt: data.at })
    case 'ConsultationReopened': case 'ConsultationWoken': return { ...view, phase: 'open', closedAt: null, restedAt: null }
    case 'AnswerRated': return withStars(view, [data.rating])
    case 'AudienceMissing': case 'QuorumMet': return view
    default: return type satisfies never
  }
}

export const consultations: View<ConsultationView> = {
  collection: {
    name: 'consultations', version: 4,
    indexes: [
      ['askerId', 'openedAt'],
      ['countyCode', 'listing', 'openedAt'],
      ['regionCode', 'openTo', 'listing', 'openedAt'],
      ['openTo', 'listing', 'openedAt'],
      // A lawyer's list: what waits in his county, beyond it, by topic and by clock.
      ...[['countyCode'], ['regionCode', 'openTo'], ['openTo']].flatMap((door) =>
        [['topic'], ['asked'], ['alternative'], []].map((topic) => [...door, 'listing', ...topic, 'isOver', 'dueAt'])),
      ['countedCounty', 'promise', 'promiseDue'],
      ['countedCounty', 'listing', 'isOverdue', 'openedAt'],
    ],
  },
  on: { categories: ['consultation'] },
  keys: (event) => [event.data.consultationId as string],
  evolve: (view, event) => {
    const fact = consultationFact(event)
    if (fact.type === 'ConsultationOpened') return listed(opened(fact.data))
    return view === null ? null : listed(evolve(view, fact))
  },
}
