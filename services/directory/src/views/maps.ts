// The newest edition of every county's map.
import { divisionEvents } from '@zhijian/contracts'
import type { View } from '@zhijian/runtime'
import { divisions, type Divisions } from '../divisions.ts'

export const maps: View<Divisions> = {
  collection: { name: 'directory-maps', version: 1, indexes: [] },
  on: { categories: ['division'] },
  keys: (event) => [event.data.county as string],
  evolve(document, event) {
    const happened = divisionEvents.read(event.type, event.data)
    return happened ? divisions.evolve(document ?? divisions.initial(), happened) : document
  },
}
