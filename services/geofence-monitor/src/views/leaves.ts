// Every leave that was asked for, sealed where it says why and where to.
import { superviseeEvents, type BlobRef, type Sealed } from '@zhijian/contracts'
import type { Instant, JsonObject } from '@zhijian/kernel'
import type { View } from '@zhijian/runtime'

export interface LeaveDocument extends JsonObject {
  readonly superviseeId: string
  readonly leaveId: string
  readonly cause: string
  readonly from: Instant
  readonly until: Instant
  readonly days: number
  readonly cumulatedDays: number
  readonly level: string
  readonly phase: 'requested' | 'approved' | 'over' | 'overrun' | 'reported' | 'refused' | 'withdrawn'
  readonly reason: Sealed & JsonObject
  readonly destination: Sealed & JsonObject
  readonly proofs: readonly (BlobRef & JsonObject)[]
  readonly hasArea: boolean
  readonly decision: string | null
  readonly toldProcuratorate: boolean
  readonly refusal: (Sealed & JsonObject) | null
  readonly askedBy: string
  readonly decidedBy: string | null
  readonly askedAt: Instant
  readonly decidedAt: Instant | null
  readonly reportedAt: Instant | null
}

export const leaves: View<LeaveDocument> = {
  collection: { name: 'geofence-monitor-leaves', version: 1, indexes: [['superviseeId', 'askedAt']] },
  on: { categories: ['supervisee'], types: ['LeaveRequested', 'LeaveApproved', 'LeaveRefused', 'LeaveWithdrawn', 'LeaveReported', 'LeaveOver', 'LeaveOverrun'] },
  keys: (stored) => [`${stored.data.superviseeId as string}.${stored.data.leaveId as string}`],
  evolve(document, stored) {
    const event = superviseeEvents.read(stored.type, stored.data)
    if (event?.type === 'LeaveRequested') {
      const { superviseeId, leaveId, cause, from, until, days, cumulatedDays, level, reason, destination, proofs, by, at } = event.data
      return {
        superviseeId, leaveId, cause, from, until, days, cumulatedDays, level, phase: 'requested', reason: reason as never, destination: destination as never, proofs: proofs as never, hasArea: false,
        decision: null, toldProcuratorate: false, refusal: null, askedBy: by, decidedBy: null, askedAt: at, decidedAt: null, reportedAt: null,
      }
    }
    if (document === null) return null
    switch (event?.type) {
      case 'LeaveApproved': {
        const { level, area, decision, toldProcuratorate, by, at } = event.data
        return { ...document, phase: 'approved', level, hasArea: area !== null, decision, toldProcuratorate, decidedBy: by, decidedAt: at }
      }
      case 'LeaveRefused': return { ...document, phase: 'refused', refusal: event.data.reason as never, decidedBy: event.data.by, decidedAt: event.data.at }
      case 'LeaveWithdrawn': return { ...document, phase: 'withdrawn' }
      case 'LeaveReported': return { ...document, phase: 'reported', reportedAt: event.data.at }
      case 'LeaveOver': return { ...document, phase: 'over' }
      case 'LeaveOverrun': return { ...document, phase: 'overrun' }
      default: return document
    }
  },
}
