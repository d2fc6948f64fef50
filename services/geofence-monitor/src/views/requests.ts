// What somebody else has to decide about each person, the longest waiting first, and what became of the last ones: leave that was asked for, and zones that
// reach out of the county. One document a person, so that it goes where the person is transferred to. It names nobody and says no place.
import { superviseeEvents, type SuperviseeEvent } from '@zhijian/contracts'
import type { Instant, JsonObject } from '@zhijian/kernel'
import type { View } from '@zhijian/runtime'
import { placed } from './figures.ts'

export interface RequestRow extends JsonObject {
  readonly what: 'zone' | 'leave'
  /** Of the proposal, or of the leave. */
  readonly id: string
  /** Kind of zone, or cause of the leave. */
  readonly kind: string
  /** Who decides on a leave; null: the head of the bureau. */
  readonly level: string | null
  readonly from: Instant | null
  readonly until: Instant | null
  readonly days: number | null
  /** Null: the person. */
  readonly askedBy: string | null
  readonly askedAt: Instant
  readonly phase: 'waiting' | 'approved' | 'refused' | 'withdrawn'
  /** Null: it waits, or was taken back by the person. */
  readonly decidedBy: string | null
  readonly decidedAt: Instant | null
}
export interface RequestsDocument extends JsonObject {
  readonly superviseeId: string
  readonly person: string
  readonly region: string
  readonly county: string
  readonly town: string | null
  readonly waiting: readonly RequestRow[]
  readonly decided: readonly RequestRow[]
  readonly isWaiting: boolean
  readonly isDecided: boolean
  /** Since when the first of them waits. */
  readonly waitsSince: Instant | null
  readonly decidedAt: Instant | null
}
/** As many as one looks through; the log has them all. */
const DECIDED = 50

const listed = (document: RequestsDocument, waiting: readonly RequestRow[], decided = document.decided): RequestsDocument => ({
  ...document, waiting, decided: decided.slice(0, DECIDED), isWaiting: waiting.length > 0, isDecided: decided.length > 0, waitsSince: waiting[0]?.askedAt ?? null, decidedAt: decided[0]?.decidedAt ?? null,
})
const asked = (document: RequestsDocument, { askedBy, ...row }: Omit<RequestRow, 'phase' | 'decidedBy' | 'decidedAt'>): RequestsDocument =>
  listed(document, [...document.waiting, { ...row, askedBy: askedBy === document.person ? null : askedBy, phase: 'waiting', decidedBy: null, decidedAt: null } as RequestRow])
const decide = (document: RequestsDocument, id: string, phase: RequestRow['phase'], by: string, at: Instant): RequestsDocument => {
  const row = document.waiting.find((each) => each.id === id)
  // Leave that was granted already may be taken back: that was no decision of an office.
  if (row === undefined) return document
  return listed(document, document.waiting.filter((each) => each !== row), [{ ...row, phase, decidedBy: by === document.person ? null : by, decidedAt: at } as RequestRow, ...document.decided])
}

const evolve = (document: RequestsDocument, { type, data }: SuperviseeEvent): RequestsDocument => {
  switch (type) {
    case 'OfficeAssigned': return { ...document, ...placed(data.region) }
    case 'ZoneProposed': return asked(document, { what: 'zone', id: data.proposalId, kind: data.kind, level: null, from: null, until: null, days: null, askedBy: data.by, askedAt: data.at })
    case 'ZoneProposalApproved': return decide(document, data.proposalId, 'approved', data.by, data.at)
    case 'ZoneProposalRejected': return decide(document, data.proposalId, 'refused', data.by, data.at)
    case 'LeaveRequested': {
      const { leaveId: id, cause: kind, level, from, until, days, by: askedBy, at: askedAt } = data
      return asked(document, { what: 'leave', id, kind, level, from, until, days, askedBy, askedAt })
    }
    case 'LeaveApproved': return decide(document, data.leaveId, 'approved', data.by, data.at)
    case 'LeaveRefused': return decide(document, data.leaveId, 'refused', data.by, data.at)
    case 'LeaveWithdrawn': return decide(document, data.leaveId, 'withdrawn', data.by, data.at)
    // Nothing of it can be decided any more.
    case 'CorrectionEnded': return listed(document, [])
    default: return document
  }
}

export const requests: View<RequestsDocument> = {
  collection: {
    name: 'geofence-monitor-requests', version: 1,
    indexes: (['county', 'town', 'region'] as const).flatMap((place) => [[place, 'isWaiting', 'waitsSince'], [place, 'isDecided', 'decidedAt']]),
  },
  on: {
    categories: ['supervisee'],
    types: [
      'SupervisionBegan', 'OfficeAssigned', 'CorrectionEnded', 'ZoneProposed', 'ZoneProposalApproved', 'ZoneProposalRejected', 'LeaveRequested', 'LeaveApproved', 'LeaveRefused', 'LeaveWithdrawn',
    ],
  },
  keys: ({ data }) => [data.superviseeId as string],
  evolve(document, stored) {
    const event = superviseeEvents.read(stored.type, stored.data)
    if (event === null) return document
    if (event.type !== 'SupervisionBegan') return document === null ? null : evolve(document, event)
    const { superviseeId, person, region } = event.data
    return { superviseeId, person, ...placed(region), waiting: [], decided: [], isWaiting: false, isDecided: false, waitsSince: null, decidedAt: null }
  },
}
