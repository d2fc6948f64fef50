// What was decided about each person, on which ground and by whom, refusals among it: for those who oversee correction. One document a person, so that
// it goes where the person is transferred to. It names nobody and says no place.
import { superviseeEvents, type SuperviseeEvent } from '@zhijian/contracts'
import type { Instant, JsonObject } from '@zhijian/kernel'
import type { View } from '@zhijian/runtime'

export const DECISIONS = [
  'enrolled', 'office-assigned', 'checks-permitted', 'positioning-approved', 'basis-ended', 'basis-lapsed', 'tracking-started', 'zone-set', 'zone-retired', 'leave-approved', 'leave-refused', 'ended',
] as const
export interface DecisionRow extends JsonObject {
  readonly what: (typeof DECISIONS)[number]
  /** Basis, zone with its version, or leave. */
  readonly about: string | null
  /** One of the five of 社区矫正法 第二十九条; of an end, why. */
  readonly ground: string | null
  /** Number of the paper. */
  readonly decision: string | null
  /** Device, kind of zone, or who decides on a leave. */
  readonly kind: string | null
  readonly from: Instant | null
  readonly until: Instant | null
  readonly toldProcuratorate: boolean
  /** Null: by itself. */
  readonly by: string | null
  readonly at: Instant
}
export interface DecisionsDocument extends JsonObject {
  readonly superviseeId: string
  readonly region: string
  readonly county: string
  readonly town: string | null
  readonly sentence: string
  readonly decisions: readonly DecisionRow[]
  readonly lastAt: Instant
}
/** As many as one looks through; the log has them all. */
const SHOWN = 200

const plain = { about: null, ground: null, decision: null, kind: null, from: null, until: null, toldProcuratorate: false, by: null }
const rowOf = ({ type, data }: SuperviseeEvent): DecisionRow | null => {
  switch (type) {
    case 'SupervisionBegan': return { ...plain, what: 'enrolled', from: data.from, until: data.until, by: data.by, at: data.at }
    case 'OfficeAssigned': return { ...plain, what: 'office-assigned', about: data.office, by: data.by, at: data.at }
    case 'ChecksPermitted': return { ...plain, what: 'checks-permitted', about: data.basisId, from: data.from, until: data.until, by: data.by, at: data.at }
    case 'PositioningApproved': {
      const { basisId: about, ground, decision, device: kind, from, until, approvedBy: by, at } = data
      return { ...plain, what: 'positioning-approved', about, ground, decision, kind, from, until, by, at }
    }
    case 'BasisEnded': return { ...plain, what: 'basis-ended', about: data.basisId, ground: data.reason, by: data.by, at: data.at }
    case 'BasisLapsed': return { ...plain, what: 'basis-lapsed', about: data.basisId, at: data.at }
    case 'TrackingStarted': return { ...plain, what: 'tracking-started', about: data.basisId, by: data.by, at: data.at }
    case 'ZoneSet': return { ...plain, what: 'zone-set', about: `${data.zoneId}@${data.version}`, kind: data.kind, by: data.by, at: data.at }
    case 'ZoneRetired': return { ...plain, what: 'zone-retired', about: `${data.zoneId}@${data.version}`, by: data.by, at: data.at }
    case 'LeaveApproved': {
      const { leaveId: about, level: kind, decision, toldProcuratorate, by, at } = data
      return { ...plain, what: 'leave-approved', about, kind, decision, toldProcuratorate, by, at }
    }
    case 'LeaveRefused': return { ...plain, what: 'leave-refused', about: data.leaveId, by: data.by, at: data.at }
    case 'CorrectionEnded': return { ...plain, what: 'ended', ground: data.reason, by: data.by, at: data.at }
    default: return null
  }
}
const placed = (region: string) => ({ region, county: region.slice(0, 6), town: region.length >= 9 ? region.slice(0, 9) : null })

export const decisions: View<DecisionsDocument> = {
  collection: { name: 'geofence-monitor-decisions', version: 1, indexes: [['county', 'lastAt'], ['town', 'lastAt'], ['region', 'lastAt']] },
  on: {
    categories: ['supervisee'],
    types: [
      'SupervisionBegan', 'OfficeAssigned', 'ChecksPermitted', 'PositioningApproved', 'BasisEnded', 'BasisLapsed', 'TrackingStarted', 'ZoneSet', 'ZoneRetired', 'LeaveApproved', 'LeaveRefused',
      'CorrectionEnded',
    ],
  },
  keys: (event) => [event.data.superviseeId as string],
  evolve(document, stored) {
    const event = superviseeEvents.read(stored.type, stored.data)
    const row = event === null ? null : rowOf(event)
    if (event === null || row === null) return document
    if (event.type === 'SupervisionBegan') return { superviseeId: event.data.superviseeId, ...placed(event.data.region), sentence: event.data.sentence, decisions: [row], lastAt: row.at }
    if (document === null) return null
    const moved = event.type === 'OfficeAssigned' ? placed(event.data.region) : {}
    return { ...document, ...moved, decisions: [row, ...document.decisions].slice(0, SHOWN), lastAt: row.at }
  },
}
