// Institutions as they stand.
import { organisationEvents } from '@zhijian/contracts'
import type { View } from '@zhijian/runtime'
import { organisation, type Organisation } from '../organisation.ts'

export const organisations: View<Organisation> = {
  collection: { name: 'directory-organisations', version: 1, indexes: [['county', 'kind', 'name']] },
  on: { categories: ['organisation'] },
  keys: (event) => [event.data.organisationId as string],
  evolve(document, event) {
    const happened = organisationEvents.read(event.type, event.data)
    return happened ? organisation.evolve(document ?? organisation.initial(), happened) : document
  },
}
