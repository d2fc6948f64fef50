// Every version of every zone, sealed: what is drawn on a map, and what readings are made from. Old versions stay for who looks back.
import { superviseeEvents, type Sealed } from '@zhijian/contracts'
import type { Instant, JsonObject } from '@zhijian/kernel'
import type { View } from '@zhijian/runtime'

export interface ZoneDocument extends JsonObject {
  readonly superviseeId: string
  /** `home@3` */
  readonly name: string
  readonly zoneId: string
  readonly version: number
  /** Null: of a leave. */
  readonly kind: string | null
  readonly schedule: readonly { readonly day: number; readonly from: number; readonly until: number }[] | null
  readonly content: Sealed & JsonObject
  readonly form: string | null
  readonly isBeyond: boolean
  readonly by: string
  readonly from: Instant
  readonly retiredAt: Instant | null
}

const keyOf = (superviseeId: string, zoneId: string, version: number): string => `${superviseeId}.${zoneId}.${version}`

export const zones: View<ZoneDocument> = {
  collection: { name: 'geofence-monitor-zones', version: 1, indexes: [['superviseeId', 'from']] },
  on: { categories: ['supervisee'], types: ['ZoneSet', 'ZoneRetired', 'LeaveApproved'] },
  keys: (stored) => {
    const event = superviseeEvents.read(stored.type, stored.data)
    switch (event?.type) {
      case 'ZoneSet': {
        const { superviseeId, zoneId, version } = event.data
        return [keyOf(superviseeId, zoneId, version), ...(version > 1 ? [keyOf(superviseeId, zoneId, version - 1)] : [])]
      }
      case 'ZoneRetired': return [keyOf(event.data.superviseeId, event.data.zoneId, event.data.version)]
      case 'LeaveApproved': return event.data.area === null ? [] : [keyOf(event.data.superviseeId, `leave-${event.data.leaveId}`, 1)]
      default: return []
    }
  },
  evolve(document, stored, id) {
    const event = superviseeEvents.read(stored.type, stored.data)
    if (event?.type === 'ZoneSet') {
      const { superviseeId, zoneId, version, kind, schedule, content, form, isBeyond, by, at } = event.data
      // Of the version before: it is no longer in force.
      if (id !== keyOf(superviseeId, zoneId, version)) return document === null ? null : { ...document, retiredAt: document.retiredAt ?? at }
      return { superviseeId, name: `${zoneId}@${version}`, zoneId, version, kind, schedule, content: content as never, form, isBeyond, by, from: at, retiredAt: null }
    }
    if (event?.type === 'ZoneRetired') return document === null ? null : { ...document, retiredAt: event.data.at }
    if (event?.type !== 'LeaveApproved') return document
    const { superviseeId, leaveId, area, by, at } = event.data
    const zoneId = `leave-${leaveId}`
    return { superviseeId, name: `${zoneId}@1`, zoneId, version: 1, kind: null, schedule: null, content: area as never, form: null, isBeyond: false, by, from: at, retiredAt: null }
  },
}
