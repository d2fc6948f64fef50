// A lawyer and the questions he has to do with: what he holds, what waits for him, what he answered. One document per pair.
// A closing names no lawyer: whether a claim or a wait still stands is read off the question itself (`holds`).
import type { Instant } from '@zhijian/kernel'
import type { View } from '@zhijian/runtime'
import type { ConsultationView } from './consultations.ts'
import { consultationFact } from './facts.ts'

export type LawyerQuestion = {
  readonly lawyerId: string
  readonly consultationId: string
  /** He took a claim, or a follow-up waits for him. */
  readonly isHolding: boolean
  readonly hasClaim: boolean
  readonly isWaitedFor: boolean
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
    const lastAt = event.meta.time
    const known = before ?? { lawyerId, consultationId, hasClaim: false, isWaitedFor: false, hasAnswered: false }
    const now = (change: Partial<Pick<LawyerQuestion, 'hasClaim' | 'isWaitedFor' | 'hasAnswered'>>): LawyerQuestion => {
      const next = { ...known, ...change, lastAt }
      return { ...next, isHolding: next.hasClaim || next.isWaitedFor }
    }
    switch (type) {
      case 'ClaimTaken': return now({ hasClaim: true })
      case 'ClaimReleased': case 'ClaimLapsed': case 'LawyerUnavailable': return now({ hasClaim: false })
      case 'AnswerGiven': return now({ hasClaim: false, hasAnswered: true })
      case 'AnswerRestored': return now({ hasAnswered: true })
      case 'AnswerHidden': case 'AnswerWithdrawn': return now({ isWaitedFor: false, hasAnswered: false })
      case 'LawyerRecused': return now({ hasClaim: false, isWaitedFor: false, hasAnswered: false })
      case 'FollowUpAsked': return now({ isWaitedFor: true })
      case 'FollowUpAnswered': return now({ isWaitedFor: false })
      default: return before
    }
  },
}
