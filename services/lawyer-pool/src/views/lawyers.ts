// Every lawyer as he stands, with the position of his last change: what searches read, and what the pool index is made
// from and kept up with.
import { lawyerEvents } from '@zhijian/contracts'
import type { View } from '@zhijian/runtime'
import { lawyer, type Lawyer } from '../lawyer.ts'

/** The decider's state, and where in the log it was reached. */
export type LawyerDocument = Lawyer & { readonly position: string; readonly registeredAt: string }

export const lawyers: View<LawyerDocument> = {
  collection: {
    name: 'lawyer-pool-lawyers', version: 1,
    indexes: [['position'], ['licence'], ['profile.name'], ['profile.firm'], ['profile.region', 'profile.name']],
  },
  on: { categories: ['lawyer'] },
  keys: (event) => [event.data.lawyerId as string],
  evolve(document, event) {
    const happened = lawyerEvents.read(event.type, event.data)
    if (!happened) return document
    const { position: _position, registeredAt, ...before } = document ?? { ...lawyer.initial(), position: '', registeredAt: event.meta.time }
    return {
      ...lawyer.evolve(before, happened), position: event.position as string,
      registeredAt: happened.type === 'LawyerRegistered' ? happened.data.at : registeredAt,
    }
  },
}
