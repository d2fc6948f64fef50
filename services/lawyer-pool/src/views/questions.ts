// What the pool must know of a question, and the audiences that were recorded for it.
import { consultationEvents, type BlobRef, type ConsultationEvent, type QuestionFacts, type TierScope } from '@zhijian/contracts'
import type { View } from '@zhijian/runtime'

export type TierDocument = {
  readonly tier: number
  readonly scope: TierScope
  readonly openedAt: string
  /** Null until recorded, or when nobody was to be told. */
  readonly blob: BlobRef | null
  readonly count: number | null
}

export type QuestionDocument = {
  readonly facts: QuestionFacts
  readonly tiers: readonly TierDocument[]
}

/** What the pool needs of a question as it was asked. */
export const questionFacts = (
  { consultationId, countyCode, channel, topic, language, askerId, opponents, askerParties, isProbe }: Extract<ConsultationEvent, { type: 'ConsultationOpened' }>['data'],
): QuestionFacts => ({
  consultationId, countyCode, enterprise: channel === 'enterprise', isProbe, language, askerId, opponents, askerParties,
  topics: topic.alternative === undefined ? [topic.code] : [topic.code, topic.alternative],
  // A question of before is asked on as it was: its tiers rank by prediction and alternative.
  ...(topic.model === undefined || topic.asked === undefined ? {} : { asked: topic.asked }),
})

export const questions: View<QuestionDocument> = {
  collection: { name: 'lawyer-pool-questions', version: 1, indexes: [] },
  on: { categories: ['consultation'], types: ['ConsultationOpened', 'TierOpened', 'AudienceRecorded'] },
  keys: (event) => [event.data.consultationId as string],
  evolve(document, event) {
    const happened = consultationEvents.read(event.type, event.data)
    switch (happened?.type) {
      case 'ConsultationOpened': return { facts: questionFacts(happened.data), tiers: [] }
      case 'TierOpened': {
        const { tier, scope, openedAt } = happened.data
        return document && { ...document, tiers: [...document.tiers, { tier, scope, openedAt, blob: null, count: null }] }
      }
      case 'AudienceRecorded': {
        const { tier, blob, count } = happened.data
        return document && { ...document, tiers: document.tiers.map((each) => (each.tier === tier ? { ...each, blob, count } : each)) }
      }
      default: return document
    }
  },
}
