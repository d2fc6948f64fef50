// Every check-in that was due, and what became of it.
import { superviseeEvents, type BlobRef } from '@zhijian/contracts'
import type { Instant, JsonObject } from '@zhijian/kernel'
import type { View } from '@zhijian/runtime'

export interface CheckInDocument extends JsonObject {
  readonly superviseeId: string
  readonly checkInId: string
  readonly number: string
  readonly way: string
  readonly dueAt: Instant
  readonly phase: 'due' | 'answered' | 'missed' | 'accepted' | 'rejected'
  readonly photo: (BlobRef & JsonObject) | null
  readonly askedAt: Instant
  readonly answeredAt: Instant | null
  readonly judgedBy: string | null
  readonly judgedAt: Instant | null
}

export const checkIns: View<CheckInDocument> = {
  collection: { name: 'geofence-monitor-check-ins', version: 1, indexes: [['superviseeId', 'askedAt']] },
  on: { categories: ['supervisee'], types: ['CheckInDue', 'CheckInAnswered', 'CheckInMissed', 'CheckInJudged'] },
  keys: (stored) => [`${stored.data.superviseeId as string}.${stored.data.checkInId as string}`],
  evolve(document, stored) {
    const event = superviseeEvents.read(stored.type, stored.data)
    if (event?.type === 'CheckInDue') {
      const { superviseeId, checkInId, number, way, dueAt, at } = event.data
      return { superviseeId, checkInId, number, way, dueAt, phase: 'due', photo: null, askedAt: at, answeredAt: null, judgedBy: null, judgedAt: null }
    }
    if (document === null) return null
    switch (event?.type) {
      case 'CheckInAnswered': return { ...document, phase: 'answered', photo: event.data.photo as never, answeredAt: event.data.at }
      case 'CheckInMissed': return { ...document, phase: 'missed' }
      case 'CheckInJudged': return { ...document, phase: event.data.verdict, judgedBy: event.data.by, judgedAt: event.data.at }
      default: return document
    }
  },
}
