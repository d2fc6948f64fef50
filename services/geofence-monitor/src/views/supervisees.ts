// Every supervisee as it stands: what officers find and what the person is shown. Names, letters and serials stay sealed here.
import { superviseeEvents, type Sealed, type SuperviseeEvent } from '@zhijian/contracts'
import { instantAt, unreachable, type Instant, type JsonObject } from '@zhijian/kernel'
import type { View } from '@zhijian/runtime'

export interface BasisRow extends JsonObject {
  readonly basisId: string
  readonly kind: 'checks' | 'positioning'
  readonly ground: string | null
  readonly device: string | null
  /** Number of the approval on paper. */
  readonly decision: string | null
  readonly from: Instant
  readonly until: Instant
  readonly by: string
  /** Null: it runs, or is to come. */
  readonly endedAt: Instant | null
  readonly end: string | null
}
export interface SuperviseeDocument extends JsonObject {
  readonly superviseeId: string
  readonly person: string
  readonly name: Sealed & JsonObject
  readonly region: string
  readonly county: string
  readonly town: string | null
  readonly office: string
  readonly officers: readonly string[]
  readonly sentence: string
  readonly from: Instant
  readonly until: Instant
  readonly phase: 'under-correction' | 'over'
  readonly terms: JsonObject
  readonly letter: { readonly text: Sealed & JsonObject; readonly identity: string; readonly device: Sealed & JsonObject; readonly signedAt: Instant } | null
  readonly bases: readonly BasisRow[]
  readonly devices: readonly { readonly deviceId: string; readonly kind: string; readonly serial: Sealed & JsonObject; readonly boundAt: Instant; readonly unboundAt: Instant | null }[]
  readonly tracking: { readonly basisId: string; readonly deviceId: string; readonly since: Instant } | null
  readonly check: { readonly checkId: string; readonly basisId: string; readonly openedAt: Instant; readonly closesAt: Instant } | null
  readonly end: { readonly reason: string; readonly at: Instant } | null
  readonly silence: { readonly rung: string; readonly reason: string; readonly since: Instant } | null
  /** Signs of late that are no findings. */
  readonly hints: readonly { readonly kind: string; readonly signs: readonly string[]; readonly at: Instant }[]
  /** Without the seed: whoever has it knows the moments. */
  readonly checkIns: { readonly perDay: number; readonly from: number; readonly until: number; readonly way: string; readonly by: string; readonly at: Instant } | null
  readonly checkIn: { readonly checkInId: string; readonly number: string; readonly way: string; readonly dueAt: Instant; readonly at: Instant } | null
  readonly begunAt: Instant
}

const placed = (region: string) => ({ region, county: region.slice(0, 6), town: region.length >= 9 ? region.slice(0, 9) : null })

const evolve = (document: SuperviseeDocument, { type, data }: Exclude<SuperviseeEvent, { type: 'SupervisionBegan' }>): SuperviseeDocument => {
  const granted = (basis: Omit<BasisRow, 'endedAt' | 'end'>): SuperviseeDocument => ({ ...document, bases: [...document.bases, { ...basis, endedAt: null, end: null } as BasisRow] })
  const ended = (basisId: string, end: string): SuperviseeDocument =>
    ({ ...document, bases: document.bases.map((each) => (each.basisId === basisId ? { ...each, endedAt: data.at, end } : each)) })
  switch (type) {
    case 'OfficeAssigned': return { ...document, ...placed(data.region), office: data.office, officers: data.officers }
    case 'LetterSigned': return { ...document, letter: { ...data.letter, signedAt: data.at } as never }
    case 'ChecksPermitted': return granted({ basisId: data.basisId, kind: 'checks', ground: null, device: null, decision: null, from: data.from, until: data.until, by: data.by })
    case 'PositioningApproved': {
      const { basisId, ground, device, decision, from, until, approvedBy: by } = data
      return granted({ basisId, kind: 'positioning', ground, device, decision, from, until, by })
    }
    case 'BasisLapsed': return ended(data.basisId, 'lapsed')
    case 'BasisEnded': return ended(data.basisId, data.reason)
    case 'DeviceBound': {
      const { deviceId, kind, serial, at } = data
      return { ...document, devices: [...document.devices, { deviceId, kind, serial: serial as never, boundAt: at, unboundAt: null }] }
    }
    case 'DeviceUnbound': return { ...document, devices: document.devices.map((each) => (each.deviceId === data.deviceId ? { ...each, unboundAt: data.at } : each)) }
    case 'TrackingStarted': return { ...document, tracking: { basisId: data.basisId, deviceId: data.deviceId, since: data.at } }
    case 'TrackingStopped': return { ...document, tracking: null, silence: null }
    case 'CheckOpened': return { ...document, check: { checkId: data.checkId, basisId: data.basisId, openedAt: data.at, closesAt: data.closesAt } }
    case 'CheckAnswered':
    case 'CheckClosed': return { ...document, check: null }
    case 'CorrectionEnded': return { ...document, phase: 'over', checkIn: null, checkIns: null, end: { reason: data.reason, at: data.at } }
    case 'SilenceReached': return { ...document, silence: { rung: data.rung, reason: data.reason, since: instantAt(data.spell) } }
    case 'HeardAgain': return { ...document, silence: null }
    case 'HintNoted': {
      const { hint, at } = data
      return { ...document, hints: [{ kind: hint.kind, signs: hint.kind === 'separation' ? hint.signs : [], at }, ...document.hints].slice(0, 10) }
    }
    case 'CheckInsPlanned': return { ...document, checkIns: { perDay: data.perDay, from: data.from, until: data.until, way: data.way, by: data.by, at: data.at } }
    case 'CheckInsStopped': return { ...document, checkIns: null }
    case 'CheckInDue': return { ...document, checkIn: { checkInId: data.checkInId, number: data.number, way: data.way, dueAt: data.dueAt, at: data.at } }
    case 'CheckInAnswered':
    case 'CheckInMissed': return { ...document, checkIn: null }
    // In views of their own: there may be many.
    case 'ZoneSet': case 'ZoneRetired': case 'ZoneProposed': case 'ZoneProposalApproved': case 'ZoneProposalRejected': case 'PositionsAssessed': case 'TransitionFound': case 'TransitionWithdrawn': case 'LeaveRequested': case 'LeaveApproved': case 'LeaveRefused': case 'LeaveWithdrawn':
    case 'LeaveReported': case 'LeaveOver': case 'LeaveOverrun': case 'CheckInJudged': return document
    default: return unreachable(type)
  }
}

export const supervisees: View<SuperviseeDocument> = {
  collection: { name: 'geofence-monitor-supervisees', version: 1, indexes: [['county', 'phase', 'begunAt'], ['town', 'phase', 'begunAt'], ['region', 'phase', 'begunAt'], ['person', 'begunAt']] },
  on: { categories: ['supervisee'] },
  keys: (event) => [event.data.superviseeId as string],
  evolve(document, stored) {
    const event = superviseeEvents.read(stored.type, stored.data)
    if (event === null) return document
    if (event.type !== 'SupervisionBegan') return document === null ? null : evolve(document, event)
    const { superviseeId, person, name, region, office, officers, sentence, from, until, terms, at } = event.data
    return {
      superviseeId, person, name: name as never, ...placed(region), office, officers, sentence, from, until, phase: 'under-correction', terms, letter: null, bases: [], devices: [], tracking: null,
      check: null, end: null, silence: null, hints: [], checkIns: null, checkIn: null, begunAt: at,
    }
  },
}
