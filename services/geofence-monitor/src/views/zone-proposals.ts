// Zones that wait for somebody else to approve them, and what became of them.
import { superviseeEvents, type Sealed } from '@zhijian/contracts'
import type { Instant, JsonObject } from '@zhijian/kernel'
import type { View } from '@zhijian/runtime'

export interface ZoneProposalDocument extends JsonObject {
  readonly superviseeId: string
  readonly proposalId: string
  readonly zoneId: string
  readonly kind: string
  readonly schedule: readonly { readonly day: number; readonly from: number; readonly until: number }[] | null
  readonly content: Sealed & JsonObject
  readonly form: string
  readonly isBeyond: boolean
  readonly isByHead: boolean
  readonly by: string
  readonly askedAt: Instant
  readonly phase: 'proposed' | 'approved' | 'rejected'
  readonly decidedBy: string | null
  readonly decidedAt: Instant | null
  readonly refusal: (Sealed & JsonObject) | null
}

export const zoneProposals: View<ZoneProposalDocument> = {
  collection: { name: 'geofence-monitor-zone-proposals', version: 2, indexes: [['superviseeId', 'askedAt']] },
  on: { categories: ['supervisee'], types: ['ZoneProposed', 'ZoneProposalApproved', 'ZoneProposalRejected'] },
  keys: ({ data }) => [`${data.superviseeId as string}.${data.proposalId as string}`],
  evolve(document, stored) {
    const event = superviseeEvents.read(stored.type, stored.data)
    if (event?.type === 'ZoneProposed') {
      const { superviseeId, proposalId, zoneId, kind, schedule, content, form, isBeyond, byHead, by, at } = event.data
      return { superviseeId, proposalId, zoneId, kind, schedule, content: content as never, form, isBeyond, isByHead: byHead === true, by, askedAt: at, phase: 'proposed', decidedBy: null, decidedAt: null, refusal: null }
    }
    if (document === null) return null
    switch (event?.type) {
      case 'ZoneProposalApproved': return { ...document, phase: 'approved', decidedBy: event.data.by, decidedAt: event.data.at }
      case 'ZoneProposalRejected': return { ...document, phase: 'rejected', decidedBy: event.data.by, decidedAt: event.data.at, refusal: event.data.reason as never }
      default: return document
    }
  },
}
