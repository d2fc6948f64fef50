// A lawyer and the questions he has to do with: what he holds, what waits for him, what he answered. One document per pair.
// A closing names no lawyer: whether a claim or a wait still stands is read off the question itself (`holds`).
import type { Instant } from '@zhijian/kernel'
import type { View } from '@zhijian/runtime'
import type { ConsultationView } from './consultations.ts'
import { consultationFact } from './facts.ts'

export type LawyerQuestion = {
  readonly lawyerId: string
  readonly consultationId: string
  /** He took a claim, or a follow-up waits for him; ends with the claim or the reply. */
  readonly isHolding: boolean
  readonly hasAnswered: boolean
  readonly lastAt: Instant
}

/** What this lawyer holds of a question at this moment. */
export const holds = (view: ConsultationView, lawyerId: string, now: Instant): { readonly claim: boolean; readonly waits: boolean } => ({
  claim: view.claims.some((claim) => claim.lawyerId === lawyerId && claim.expiresAt > now),
  waits: view.threads.some((thread) => thread.lawyerId === lawyerId && thread.waitingSince !== null),
})

export const lawyerQuestions: View<LawyerQuestion> = {
  collection: { name: 'lawyer-questions', version: 1, indexes: [['lawyerId', 'isHolding', 'lastAt'], ['lawyerId', 'hasAnswered', 'lastAt']] },
  on: {
    categories: ['consultation'],
    types: [
      'ClaimTaken', 'ClaimReleased', 'ClaimLapsed', 'LawyerUnavailable', 'AnswerGiven', 'AnswerHidden', 'AnswerWithdrawn', 'AnswerRestored', 'LawyerRecused',
      'FollowUpAsked', 'FollowUpAnswered',
    ],
  },
  keys: ({ data }) => [`${data.lawyerId as string}~${data.consultationId as string}`],
  evolve: (before, event) => {
    const { type, data } = consultationFact(event)
    if (!('lawyerId' in data)) return before
    const { lawyerId, consultationId } = data
    const known = before ?? { lawyerId, consultationId, isHolding: false, hasAnswered: false, lastAt: event.meta.time }
    const lastAt = event.meta.time
    switch (type) {
      case 'ClaimTaken': case 'FollowUpAsked': return { ...known, isHolding: true, lastAt }
      case 'AnswerGiven': return { ...known, isHolding: false, hasAnswered: true, lastAt }
      case 'AnswerRestored': return { ...known, hasAnswered: true, lastAt }
      case 'AnswerHidden': case 'AnswerWithdrawn': case 'LawyerRecused': return { ...known, isHolding: false, hasAnswered: false, lastAt }
      default: return { ...known, isHolding: false, lastAt }
    }
  },
}
