// Whose device it is: for whoever takes positions, before anything is believed.
import { superviseeEvents } from '@zhijian/contracts'
import type { JsonObject } from '@zhijian/kernel'
import type { View } from '@zhijian/runtime'

export interface DeviceDocument extends JsonObject {
  readonly superviseeId: string
  readonly isBound: boolean
}
export const devices: View<DeviceDocument> = {
  collection: { name: 'geofence-monitor-devices', version: 1, indexes: [] },
  on: { categories: ['supervisee'], types: ['DeviceBound', 'DeviceUnbound'] },
  keys: (stored) => [stored.data.deviceId as string],
  evolve(document, stored) {
    const event = superviseeEvents.read(stored.type, stored.data)
    if (event === null || (event.type !== 'DeviceBound' && event.type !== 'DeviceUnbound')) return document
    return { superviseeId: event.data.superviseeId, isBound: event.type === 'DeviceBound' }
  },
}
