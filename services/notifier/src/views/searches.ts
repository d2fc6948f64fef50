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
  /** The version of the event with which it last began, or ceased, to need them. */
  readonly turn: number
  /** Tiers in which somebody has been told or is to be. */
  readonly tiers: readonly number[]
}

export const searches: View<Search> = {
  collection: { name: 'notifier-searches', version: 2, indexes: [] },
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
        needsLawyers: true, ended: null, turn: event.version, tiers: [],
      }
    }
    if (!before || !fact) return before
    const now = (needsLawyers: boolean, ended: Search['ended']): Search =>
      ({ ...before, needsLawyers, ended, turn: needsLawyers === before.needsLawyers ? before.turn : event.version })
    switch (fact.type) {
      case 'AudienceRecorded': return fact.data.count === 0 ? before : { ...before, tiers: [...new Set([...before.tiers, fact.data.tier])] }
      case 'QuorumMet': return now(false, before.ended)
      case 'QuorumBroken': return now(before.ended === null, before.ended)
      case 'AnotherLawyerAsked':
      case 'SearchResumed': return now(true, null)
      case 'ConsultationClosed': return now(false, 'closed')
      case 'ConsultationRested': return now(false, 'search-ended')
      default: return before
    }
  },
}
