// What people decided about each person and each alarm, on which ground, refusals among it, and what followed by itself from a term that ended: for those who
// oversee correction. One document a person, so that it goes where the person is transferred to, and one an alarm. It names nobody and says no place.
// I1 Every event of correction is here, or among those that are no decision (`NO_DECISIONS`).
import { alarmEvents, superviseeEvents, type AlarmEvent, type SuperviseeEvent } from '@zhijian/contracts'
import { unreachable, type Instant, type JsonObject } from '@zhijian/kernel'
import type { View } from '@zhijian/runtime'
import { placed } from './figures.ts'

export const DECISIONS = [
  'enrolled', 'office-assigned', 'checks-permitted', 'positioning-approved', 'basis-ended', 'basis-lapsed', 'tracking-started', 'tracking-stopped', 'zone-set', 'zone-retired', 'zone-proposed', 'zone-approved',
  'zone-rejected', 'leave-approved', 'leave-refused', 'leave-returned', 'check-ins-planned', 'check-ins-stopped', 'check-in-accepted', 'check-in-rejected', 'ended', 'finding-proposed', 'finding-declined', 'alarm-closed',
] as const

/** Events that somebody decided, or that end what was decided. */
const DECIDING = [
  'SupervisionBegan', 'OfficeAssigned', 'ChecksPermitted', 'PositioningApproved', 'BasisEnded', 'BasisLapsed', 'TrackingStarted', 'TrackingStopped', 'ZoneSet', 'ZoneRetired', 'ZoneProposed', 'ZoneProposalApproved',
  'ZoneProposalRejected', 'LeaveApproved', 'LeaveRefused', 'LeaveReported', 'CheckInsPlanned', 'CheckInsStopped', 'CheckInJudged', 'CorrectionEnded', 'AlarmFindingProposed', 'AlarmFindingDeclined', 'AlarmClosed',
] as const
type Deciding = Extract<SuperviseeEvent | AlarmEvent, { type: (typeof DECIDING)[number] }>
/** Why an event of correction is no decision of anybody; another event is here, or is a row. */
export const NO_DECISIONS = {
  'her own act': ['LetterSigned', 'CheckAnswered', 'LeaveRequested', 'LeaveWithdrawn', 'CheckInAnswered'],
  'carries out what was decided': ['DeviceBound', 'DeviceUnbound', 'CheckOpened', 'TrackDestroyed'],
  'comes by itself, with its time': ['CheckClosed', 'LeaveOver', 'LeaveOverrun', 'CheckInDue', 'CheckInMissed', 'AlarmEscalated', 'AlarmUnheard'],
  'is found by the rules': [
    'PositionsAssessed', 'TransitionFound', 'TransitionWithdrawn', 'SilenceReached', 'HeardAgain', 'HintNoted', 'AlarmRaised', 'AlarmCauseWithdrawn', 'AlarmEased', 'AlarmWithdrawn', 'PositionsCounted',
  ],
  'says that somebody heard: it stands at the alarm': ['AlarmAcknowledged'],
  'is about nobody: the map of the county': ['BoundarySet'],
} as const

export interface DecisionRow extends JsonObject {
  readonly what: (typeof DECISIONS)[number]
  /** Basis, zone with its version or that is proposed, leave, check-in, office or alarm. */
  readonly about: string | null
  /** One of the five of 社区矫正法 第二十九条; of an end, why; of an alarm what was found. */
  readonly ground: string | null
  /** Number of the paper. */
  readonly decision: string | null
  /** Device, kind of zone or alarm, way of check-ins, or who decides on a leave. */
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
  /** Null: an alarm's. */
  readonly sentence: string | null
  /** Null: a person's. */
  readonly alarm: string | null
  readonly decisions: readonly DecisionRow[]
  readonly isDecided: boolean
  readonly lastAt: Instant
}
/** As many as one looks through; the log has them all. What comes every day does not push out what comes once. */
const SHOWN = 200
const DAILY: ReadonlySet<string> = new Set(['check-in-accepted', 'check-in-rejected'])
const SHOWN_DAILY = 60
const shown = (rows: readonly DecisionRow[]): readonly DecisionRow[] => {
  let [others, daily] = [0, 0]
  return rows.filter(({ what }) => (DAILY.has(what) ? (daily += 1) <= SHOWN_DAILY : (others += 1) <= SHOWN))
}

const plain = { about: null, ground: null, decision: null, kind: null, from: null, until: null, toldProcuratorate: false, by: null }
const rowOf = ({ type, data }: Deciding, actor: string): DecisionRow | null => {
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
    // Of a ground or a device that went, the row before says who.
    case 'TrackingStopped': return data.reason !== 'stopped' ? null : { ...plain, what: 'tracking-stopped', about: data.basisId, by: actor, at: data.at }
    case 'ZoneSet': return { ...plain, what: 'zone-set', about: `${data.zoneId}@${data.version}`, kind: data.kind, by: data.by, at: data.at }
    case 'ZoneRetired': return { ...plain, what: 'zone-retired', about: `${data.zoneId}@${data.version}`, by: data.by, at: data.at }
    case 'ZoneProposed': return { ...plain, what: 'zone-proposed', about: data.zoneId, kind: data.kind, by: data.by, at: data.at }
    case 'ZoneProposalApproved': return { ...plain, what: 'zone-approved', about: data.zoneId, by: data.by, at: data.at }
    case 'ZoneProposalRejected': return { ...plain, what: 'zone-rejected', about: data.zoneId, by: data.by, at: data.at }
    case 'LeaveApproved': {
      const { leaveId: about, level: kind, decision, toldProcuratorate, by, at } = data
      return { ...plain, what: 'leave-approved', about, kind, decision, toldProcuratorate, by, at }
    }
    case 'LeaveRefused': return { ...plain, what: 'leave-refused', about: data.leaveId, by: data.by, at: data.at }
    case 'LeaveReported': return { ...plain, what: 'leave-returned', about: data.leaveId, by: data.by, at: data.at }
    case 'CheckInsPlanned': return { ...plain, what: 'check-ins-planned', kind: data.way, by: data.by, at: data.at }
    case 'CheckInsStopped': return { ...plain, what: 'check-ins-stopped', by: data.by, at: data.at }
    case 'CheckInJudged': return { ...plain, what: `check-in-${data.verdict}`, about: data.checkInId, by: data.by, at: data.at }
    case 'CorrectionEnded': return { ...plain, what: 'ended', ground: data.reason, by: data.by, at: data.at }
    case 'AlarmFindingProposed': return { ...plain, what: 'finding-proposed', about: data.alarmId, ground: data.finding, by: data.by, at: data.at }
    case 'AlarmFindingDeclined': return { ...plain, what: 'finding-declined', about: data.alarmId, by: data.by, at: data.at }
    case 'AlarmClosed': return { ...plain, what: 'alarm-closed', about: data.alarmId, ground: data.finding, by: data.by, at: data.at }
    default: return unreachable(type)
  }
}
const isDeciding = (event: SuperviseeEvent | AlarmEvent): event is Deciding => (DECIDING as readonly string[]).includes(event.type)
/** As it is before anything of it was decided. */
const opened = (event: SuperviseeEvent | AlarmEvent): DecisionsDocument | null => {
  const none = { decisions: [], isDecided: false }
  if (event.type === 'SupervisionBegan') return { superviseeId: event.data.superviseeId, ...placed(event.data.region), sentence: event.data.sentence, alarm: null, ...none, lastAt: event.data.at }
  if (event.type === 'AlarmRaised') return { superviseeId: event.data.superviseeId, ...placed(event.data.region), sentence: null, alarm: event.data.kind, ...none, lastAt: event.data.at }
  return null
}

export const decisions: View<DecisionsDocument> = {
  collection: { name: 'geofence-monitor-decisions', version: 2, indexes: [['county', 'isDecided', 'lastAt'], ['town', 'isDecided', 'lastAt'], ['region', 'isDecided', 'lastAt']] },
  on: { categories: ['supervisee', 'alarm'], types: [...DECIDING, 'AlarmRaised'] },
  keys: ({ data }) => [typeof data.alarmId === 'string' ? `alarm.${data.alarmId}` : data.superviseeId as string],
  evolve(document, stored) {
    const event = superviseeEvents.read(stored.type, stored.data) ?? alarmEvents.read(stored.type, stored.data)
    if (event === null) return document
    const before = document ?? opened(event)
    if (before === null || !isDeciding(event)) return before
    const row = rowOf(event, stored.meta.actorid)
    if (row === null) return before
    const moved = event.type === 'OfficeAssigned' ? placed(event.data.region) : {}
    return { ...before, ...moved, decisions: shown([before.alarm === null ? row : { ...row, kind: before.alarm }, ...before.decisions]), isDecided: true, lastAt: row.at }
  },
}
