// The board: every alarm as it stands, without a name.
import { alarmEvents, type AlarmEvent, type Sealed } from '@zhijian/contracts'
import { elapsedMs, minutes, unreachable, type Instant, type JsonObject } from '@zhijian/kernel'
import type { Share, View } from '@zhijian/runtime'
import { monthOf, placed } from './figures.ts'

export interface AlarmDocument extends JsonObject {
  readonly alarmId: string
  readonly superviseeId: string
  readonly region: string
  readonly county: string
  readonly town: string | null
  readonly kind: string
  readonly level: string
  readonly cause: string
  readonly since: Instant
  readonly officers: readonly string[]
  readonly phase: 'raised' | 'unheard' | 'acknowledged' | 'closed' | 'withdrawn'
  readonly isOpen: boolean
  readonly acknowledgeDue: Instant | null
  readonly acknowledgedBy: string | null
  readonly acknowledgedAt: Instant | null
  readonly proposed: { readonly finding: string; readonly by: string; readonly at: Instant; readonly note: Sealed & JsonObject } | null
  readonly closed: { readonly finding: string; readonly by: string; readonly at: Instant } | null
  /** What happened to it meanwhile, oldest first. */
  readonly notes: readonly { readonly what: string; readonly at: Instant; readonly by: string | null }[]
  readonly raisedAt: Instant
}

const evolve = (document: AlarmDocument, { type, data }: Exclude<AlarmEvent, { type: 'AlarmRaised' }>): AlarmDocument => {
  const noted = (what: string, by: string | null = null): AlarmDocument['notes'] => [...document.notes, { what, at: data.at, by }]
  switch (type) {
    case 'AlarmEscalated': return { ...document, level: data.level, acknowledgeDue: data.acknowledgeDue, notes: noted(data.reason) }
    case 'AlarmUnheard': return { ...document, phase: 'unheard', acknowledgeDue: null, notes: noted('unheard') }
    case 'AlarmAcknowledged': return { ...document, phase: 'acknowledged', acknowledgeDue: null, acknowledgedBy: data.by, acknowledgedAt: data.at, notes: noted('acknowledged', data.by) }
    case 'AlarmCauseWithdrawn': return { ...document, notes: noted('cause-withdrawn') }
    case 'AlarmEased': return { ...document, notes: noted('eased') }
    case 'AlarmWithdrawn': return { ...document, phase: 'withdrawn', isOpen: false, acknowledgeDue: null, notes: noted('withdrawn') }
    case 'AlarmFindingProposed': return { ...document, proposed: { finding: data.finding, by: data.by, at: data.at, note: data.note as never }, notes: noted('finding-proposed', data.by) }
    case 'AlarmFindingDeclined': return { ...document, proposed: null, notes: noted('finding-declined', data.by) }
    case 'AlarmClosed': return { ...document, phase: 'closed', isOpen: false, acknowledgeDue: null, closed: { finding: data.finding, by: data.by, at: data.at }, notes: noted('closed', data.by) }
    default: return unreachable(type)
  }
}

/** Whoever waited longer counts as this long. */
const LONGEST_WAIT = 2880
/** What it adds to the figures of the month in which it was raised: by kind and state, by level, by finding, and how many minutes somebody took to say that he heard. */
const shares = ({ region, kind, level, phase, closed, raisedAt, acknowledgedAt, notes }: AlarmDocument): readonly Share[] => {
  const month = monthOf(raisedAt)
  const waited = acknowledgedAt === null ? null : Math.min(LONGEST_WAIT, Math.ceil(elapsedMs(raisedAt, acknowledgedAt) / minutes(1)))
  return [{ id: ['sum', month, region].join('/'), is: { statOf: 'month', month, ...placed(region) }, add: {
    raised: 1, [`of.${kind}.${phase}`]: 1, [`level.${level}`]: 1, unheard: Number(notes.some(({ what }) => what === 'unheard')),
    ...(closed === null ? {} : { [`finding.${closed.finding}`]: 1 }), ...(waited === null ? {} : { [`waited.${waited}`]: 1 }),
  } }]
}

export const alarms: View<AlarmDocument> = {
  collection: { name: 'geofence-monitor-alarms', version: 2, indexes: [['county', 'statOf', 'month'], ['town', 'statOf', 'month'], ['region', 'statOf', 'month'], ['county', 'isOpen', 'raisedAt'], ['town', 'isOpen', 'raisedAt'], ['region', 'isOpen', 'raisedAt'], ['superviseeId', 'raisedAt']] },
  on: { categories: ['alarm'] },
  keys: (stored) => [stored.data.alarmId as string],
  evolve(document, stored) {
    const event = alarmEvents.read(stored.type, stored.data)
    if (event === null) return document
    if (event.type !== 'AlarmRaised') return document === null ? null : evolve(document, event)
    const { alarmId, superviseeId, region, kind, level, cause, since, officers, acknowledgeDue, at } = event.data
    return {
      alarmId, superviseeId, region, county: region.slice(0, 6), town: region.length >= 9 ? region.slice(0, 9) : null, kind, level, cause, since, officers, phase: 'raised', isOpen: true, acknowledgeDue,
      acknowledgedBy: null, acknowledgedAt: null, proposed: null, closed: null, notes: [], raisedAt: at,
    }
  },
  shares,
}
