// Every supervisee as it stands.
import { superviseeEvents } from '@zhijian/contracts'
import type { Instant } from '@zhijian/kernel'
import type { View } from '@zhijian/runtime'

export type SuperviseeDocument = { readonly superviseeId: string; readonly openedBy: string; readonly openedAt: Instant }

export const supervisees: View<SuperviseeDocument> = {
  collection: { name: 'geofence-monitor-supervisees', version: 1, indexes: [['openedBy', 'openedAt']] },
  on: { categories: ['supervisee'] },
  keys: (event) => [event.data.superviseeId as string],
  evolve(document, stored) {
    const event = superviseeEvents.read(stored.type, stored.data)
    if (event === null) return document
    switch (event.type) {
      case 'SuperviseeOpened': return { superviseeId: event.data.superviseeId, openedBy: event.data.openedBy, openedAt: event.data.at }
      default: return (event.type satisfies never, document)
    }
  },
}
