// Positions of a town in a month, by kind: how many were kept, and how many were counted and forgotten.
import { tallyEvents } from '@zhijian/contracts'
import type { JsonObject } from '@zhijian/kernel'
import type { View } from '@zhijian/runtime'
import { monthOf, placed } from './figures.ts'

export interface PositionCountsDocument extends JsonObject {
  readonly region: string
  readonly county: string
  readonly town: string | null
  readonly month: string
  /** By kind, `satellite.kept`. */
  readonly sum: Readonly<Record<string, number>>
}

export const positionCounts: View<PositionCountsDocument> = {
  collection: { name: 'geofence-monitor-position-counts', version: 1, indexes: [['county', 'month'], ['town', 'month'], ['region', 'month']] },
  on: { categories: ['tally'] },
  keys: ({ data }) => [`${data.region as string}.${monthOf(data.at as string)}`],
  evolve(document, stored) {
    const event = tallyEvents.read(stored.type, stored.data)
    if (event === null) return document
    const { region, counts, at } = event.data
    const sum: Record<string, number> = { ...document?.sum }
    for (const { source, kept, dropped } of counts) {
      sum[`${source}.kept`] = (sum[`${source}.kept`] ?? 0) + kept
      sum[`${source}.dropped`] = (sum[`${source}.dropped`] ?? 0) + dropped
    }
    return { ...placed(region), month: monthOf(at), sum }
  },
}
