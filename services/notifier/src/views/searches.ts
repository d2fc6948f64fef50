// What a question still needs, as far as telling people goes.
import { consultationEvents } from '@zhijian/contracts'
import type { View } from '@zhijian/runtime'

export type Search = {
  readonly consultationId: string
  readonly askerId: string
  readonly countyCode: string
  readonly topic: string
  readonly isProbe: boolean
  readonly isEnterprise: boolean
  readonly wake: readonly string[]
  /** False: quorum met, or the search ended. */
  readonly needsLawyers: boolean
  readonly ended: 'closed' | 'search-ended' | null
  /** Tiers whose audience has been told or is to be. */
  readonly tiers: readonly number[]
}

export const searches: View<Search> = {
  collection: { name: 'notifier-searches', version: 1, indexes: [] },
  on: {
    categories: ['consultation'],
    types: [
      'ConsultationOpened', 'AudienceRecorded', 'QuorumMet', 'QuorumBroken', 'AnotherLawyerAsked', 'SearchResumed',
      'ConsultationClosed', 'ConsultationRested',
    ],
  },
  keys: (event) => [event.data.consultationId as string],
  evolve(before, event) {
    const fact = consultationEvents.read(event.type, event.data)
    if (fact?.type === 'ConsultationOpened') {
      const { consultationId, askerId, countyCode, topic, isProbe, channel, wake } = fact.data
      return {
        consultationId, askerId, countyCode, topic: topic.code, isProbe, isEnterprise: channel === 'enterprise', wake,
        needsLawyers: true, ended: null, tiers: [],
      }
    }
    if (!before || !fact) return before
    switch (fact.type) {
      case 'AudienceRecorded': return { ...before, tiers: [...new Set([...before.tiers, fact.data.tier])] }
      case 'QuorumMet': return { ...before, needsLawyers: false }
      case 'QuorumBroken': return { ...before, needsLawyers: before.ended === null }
      case 'AnotherLawyerAsked':
      case 'SearchResumed': return { ...before, needsLawyers: true, ended: null }
      case 'ConsultationClosed': return { ...before, needsLawyers: false, ended: 'closed' }
      case 'ConsultationRested': return { ...before, needsLawyers: false, ended: 'search-ended' }
      default: return before
    }
  },
}
