// Who is to be forgotten, who was, and until when somebody may not be: ids alone, for those who answer for it.
import { erasureEvents, type ErasureCertificate, type ErasureEvent } from '@zhijian/contracts'
import type { JsonObject } from '@zhijian/kernel'
import type { View } from '@zhijian/runtime'

export interface ErasureDocument extends JsonObject {
  readonly personId: string
  /** `kept`: a statutory period was named. `confirmed` lasts until the key is gone. */
  readonly phase: 'requested' | 'confirmed' | 'kept' | 'erased'
  readonly ground: string | null
  readonly requestedBy: string | null
  readonly requestedAt: string | null
  readonly confirmedBy: string | null
  readonly confirmedAt: string | null
  readonly rule: string | null
  readonly until: string | null
  readonly certificate: JsonObject | null
  readonly changedAt: string
}

const begun = (personId: string, at: string): ErasureDocument => ({
  personId, phase: 'requested', ground: null, requestedBy: null, requestedAt: null, confirmedBy: null, confirmedAt: null, rule: null, until: null,
  certificate: null, changedAt: at,
})

export const erasures: View<ErasureDocument> = {
  collection: { name: 'directory-erasures', version: 1, indexes: [['phase', 'changedAt'], ['changedAt']] },
  on: { categories: ['erasure'] },
  keys: (event) => [event.data.personId as string],
  evolve(document, stored) {
    const event = erasureEvents.read(stored.type, stored.data) as ErasureEvent | null
    if (event === null) return document
    const before = { ...document ?? begun(event.data.personId, stored.meta.time), changedAt: stored.meta.time }
    switch (event.type) {
      case 'ErasureRequested': {
        const { ground, requestedBy, at } = event.data
        return { ...begun(event.data.personId, at), ground, requestedBy, requestedAt: at }
      }
      case 'ErasureConfirmed': return { ...before, phase: 'confirmed', confirmedBy: event.data.confirmedBy, confirmedAt: event.data.at }
      case 'ErasureRefused': return { ...before, phase: 'kept', rule: event.data.rule, until: event.data.until }
      case 'PersonErased': return { ...before, phase: 'erased', certificate: event.data satisfies ErasureCertificate as unknown as JsonObject }
      default: return event satisfies never
    }
  },
}
