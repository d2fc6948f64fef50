// Mandates as they stand: for the person, what was given in her name; for the agent, under what he acts.
import { mandateEvents } from '@zhijian/contracts'
import type { View } from '@zhijian/runtime'
import { mandate, type Mandate } from '../mandate.ts'

export type MandateDocument = Exclude<Mandate, { phase: 'absent' }>

export const mandates: View<MandateDocument> = {
  collection: { name: 'directory-mandates', version: 1, indexes: [['principalId', 'at'], ['agentId', 'at']] },
  on: { categories: ['mandate'] },
  keys: (event) => [event.data.mandateId as string],
  evolve(document, event) {
    const happened = mandateEvents.read(event.type, event.data)
    return happened ? mandate.evolve(document ?? mandate.initial(), happened) as MandateDocument : document
  },
}
