// Staff as they stand, and every office by itself, ended ones included: who held what at an instant.
import { personEvents, type Office, type OfficeRole } from '@zhijian/contracts'
import type { View } from '@zhijian/runtime'
import { person, type Person } from '../person.ts'

/** Where it was reached: part of the ids of import commands. `hasOffice`: now, or yet to come. */
export type PersonDocument = Person & { readonly position: string; readonly hasOffice: boolean }

export const persons: View<PersonDocument> = {
  collection: { name: 'directory-persons', version: 2, indexes: [['phase', 'hasOffice', 'personId']] },
  on: { categories: ['person'] },
  keys: (event) => [event.data.personId as string],
  evolve(document, event) {
    const happened = personEvents.read(event.type, event.data)
    if (!happened) return document
    const { position: _position, hasOffice: _hasOffice, ...before } = document ?? { ...person.initial(), position: '', hasOffice: false }
    const now = person.evolve(before, happened)
    return { ...now, position: event.position as string, hasOffice: now.offices.length > 0 }
  },
}

export type OfficeDocument = Office & {
  readonly role: OfficeRole
  readonly personId: string
  /** The division that holders are looked up by: at most a county. */
  readonly scopeKey: string
}

export const offices: View<OfficeDocument> = {
  collection: { name: 'directory-offices', version: 2, indexes: [['role', 'scopeKey'], ['scopeKey', 'personId'], ['personId']] },
  on: { categories: ['person'], types: ['OfficeTaken', 'OfficeEnded'] },
  keys: (event) => [`${event.data.personId as string}/${(event.data.officeId ?? (event.data.office as { officeId: string }).officeId) as string}`],
  evolve(document, event) {
    const happened = personEvents.read(event.type, event.data)
    if (happened?.type === 'OfficeTaken') {
      const { office, personId } = happened.data
      return { ...office, personId, scopeKey: office.region.slice(0, 6) }
    }
    if (happened?.type !== 'OfficeEnded' || !document) return document
    return { ...document, until: happened.data.at }
  },
}
