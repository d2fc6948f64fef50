// What was found of positions, withdrawn or not: both stay.
import { superviseeEvents } from '@zhijian/contracts'
import type { Instant, JsonObject } from '@zhijian/kernel'
import type { View } from '@zhijian/runtime'

export interface TransitionDocument extends JsonObject {
  readonly superviseeId: string
  readonly transitionId: string
  readonly kind: string
  readonly condition: string
  readonly version: number
  readonly zones: readonly string[]
  readonly basis: string
  readonly leave: string | null
  readonly rules: number
  readonly since: Instant
  /** When the deciding fix was taken. */
  readonly knownAt: Instant
  readonly evidence: readonly string[]
  /** When it was said. */
  readonly foundAt: Instant
  readonly withdrawnAt: Instant | null
}

export const transitions: View<TransitionDocument> = {
  collection: { name: 'geofence-monitor-transitions', version: 1, indexes: [['superviseeId', 'knownAt']] },
  on: { categories: ['supervisee'], types: ['TransitionFound', 'TransitionWithdrawn'] },
  keys: (stored) => [`${stored.data.superviseeId as string}.${stored.data.transitionId as string}`],
  evolve(document, stored) {
    const event = superviseeEvents.read(stored.type, stored.data)
    if (event?.type === 'TransitionFound') {
      const { at, ...finding } = event.data
      return { ...finding, foundAt: at, withdrawnAt: null }
    }
    return event?.type === 'TransitionWithdrawn' && document !== null ? { ...document, withdrawnAt: event.data.at } : document
  },
}
