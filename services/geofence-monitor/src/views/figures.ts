// What a bureau counts: of each person one small document without a name, what it adds to the sums of a place, an office and a month beside it.
// A figure stays with the office that answered when it came about, also when somebody is transferred later.
import { alarmEvents, superviseeEvents, type SuperviseeEvent } from '@zhijian/contracts'
import { hours, instantAt, epochMs, type Instant, type JsonObject } from '@zhijian/kernel'
import type { Share, Sum, View } from '@zhijian/runtime'

/** The one clock of China. */
const OFFSET_MS = hours(8)
/** `2026-03` */
export const monthOf = (at: string): string => instantAt(epochMs(at as Instant) + OFFSET_MS).slice(0, 7)
export const placed = (region: string) => ({ region, county: region.slice(0, 6), town: region.length >= 9 ? region.slice(0, 9) : null })

interface Month extends JsonObject {
  readonly month: string
  readonly region: string
  readonly office: string
  readonly add: Readonly<Record<string, number>>
}
export interface FiguresDocument extends JsonObject {
  readonly superviseeId: string
  readonly region: string
  readonly office: string
  readonly sentence: string
  readonly isOver: boolean
  /** Approvals that are not over, also those that are to begin. */
  readonly checks: readonly string[]
  readonly positioning: readonly string[]
  readonly isTracked: boolean
  readonly months: readonly Month[]
}
/** Of those who are there now (`month` empty), or of what came about in a month. */
export type FiguresSum = Sum<{ readonly statOf: 'now' | 'month'; readonly month: string; readonly region: string; readonly county: string; readonly town: string | null; readonly office: string }>

const shares = ({ region, office, sentence, isOver, checks, positioning, isTracked, months }: FiguresDocument): readonly Share[] => {
  const share = (statOf: 'now' | 'month', month: string, where: { readonly region: string; readonly office: string }, add: Share['add']): Share =>
    ({ id: ['sum', statOf, month, where.region, where.office].join('/'), is: { statOf, month, ...placed(where.region), office: where.office }, add })
  const mode = positioning.length > 0 ? 'positioning' : checks.length > 0 ? 'checks' : 'none'
  return [
    ...(isOver ? [] : [share('now', '', { region, office }, { people: 1, [mode]: 1, tracked: Number(isTracked), [`sentence.${sentence}`]: 1 })]),
    ...months.map(({ month, add, ...where }) => share('month', month, where, add)),
  ]
}

const COUNTED: Readonly<Partial<Record<SuperviseeEvent['type'], string>>> = {
  SupervisionBegan: 'begun', CorrectionEnded: 'ended', CheckOpened: 'checks.opened', CheckAnswered: 'checks.answered', CheckInDue: 'check-ins.due', CheckInAnswered: 'check-ins.answered', CheckInMissed: 'check-ins.missed',
  LeaveRequested: 'leaves.requested', LeaveApproved: 'leaves.approved', LeaveRefused: 'leaves.refused', LeaveReported: 'leaves.reported', LeaveOverrun: 'leaves.overrun',
}
const nameOf = ({ type, data }: SuperviseeEvent): string | null => {
  if (type === 'CheckInJudged') return `check-ins.${data.verdict}`
  if (type === 'CheckClosed') return data.reason === 'unanswered' ? 'checks.unanswered' : null
  return COUNTED[type] ?? null
}

const counted = (document: FiguresDocument, name: string, at: string): FiguresDocument => {
  const { region, office } = document
  const month = monthOf(at)
  const isOf = (each: Month): boolean => each.month === month && each.region === region && each.office === office
  const { add } = document.months.find(isOf) ?? { add: {} as Month['add'] }
  return { ...document, months: [...document.months.filter((each) => !isOf(each)), { month, region, office, add: { ...add, [name]: (add[name] ?? 0) + 1 } }] }
}
const evolved = (document: FiguresDocument, { type, data }: SuperviseeEvent): FiguresDocument => {
  switch (type) {
    case 'OfficeAssigned': return { ...document, region: data.region, office: data.office }
    case 'ChecksPermitted': return { ...document, checks: [...document.checks, data.basisId] }
    case 'PositioningApproved': return { ...document, positioning: [...document.positioning, data.basisId] }
    case 'BasisLapsed':
    case 'BasisEnded': return { ...document, checks: document.checks.filter((each) => each !== data.basisId), positioning: document.positioning.filter((each) => each !== data.basisId) }
    case 'TrackingStarted': return { ...document, isTracked: true }
    case 'TrackingStopped': return { ...document, isTracked: false }
    case 'CorrectionEnded': return { ...document, isOver: true }
    default: return document
  }
}

export const figures: View<FiguresDocument> = {
  collection: { name: 'geofence-monitor-figures', version: 1, indexes: [['county', 'statOf', 'month'], ['town', 'statOf', 'month'], ['region', 'statOf', 'month']] },
  on: { categories: ['supervisee', 'alarm'] },
  // Of an alarm only how it began says whose it is.
  keys: (stored) => (typeof stored.data.superviseeId === 'string' ? [stored.data.superviseeId] : []),
  evolve(document, stored) {
    const raised = alarmEvents.read(stored.type, stored.data)
    if (raised?.type === 'AlarmRaised') return document === null ? null : counted(document, 'alarms', raised.data.at)
    const event = superviseeEvents.read(stored.type, stored.data)
    if (event === null) return document
    if (event.type === 'SupervisionBegan') {
      const { superviseeId, region, office, sentence, at } = event.data
      return counted({ superviseeId, region, office, sentence, isOver: false, checks: [], positioning: [], isTracked: false, months: [] }, 'begun', at)
    }
    if (document === null) return null
    const name = nameOf(event)
    const next = evolved(document, event)
    return name === null ? next : counted(next, name, event.data.at)
  },
  shares,
}
