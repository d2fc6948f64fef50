// Who is to be forgotten, who was, and until when somebody may not be: ids alone, for those who answer for it.
import { erasureEvents, type ErasureCertificate, type ErasureEvent } from '@zhijian/contracts'
import type { JsonObject } from '@zhijian/kernel'
import type { View } from '@zhijian/runtime'

export interface ErasureDocument extends JsonObject {
  readonly personId: string
  /** `wanted`: nobody has taken it up yet. `kept`: a statutory period was named. `confirmed` lasts until the key is gone. */
  readonly phase: 'wanted' | 'requested' | 'confirmed' | 'kept' | 'declined' | 'taken-back' | 'erased'
  /** Null: somebody else began it. */
  readonly wantedAt: string | null
  readonly identity: string | null
  readonly answerBy: string | null
  readonly isOverdue: boolean
  readonly ground: string | null
  readonly requestedBy: string | null
  readonly requestedAt: string | null
  readonly confirmedBy: string | null
  readonly confirmedAt: string | null
  readonly rule: string | null
  readonly until: string | null
  readonly declined: { readonly reason: string; readonly explanation: JsonObject | null; readonly by: string; readonly at: string } | null
  readonly certificate: JsonObject | null
  readonly changedAt: string
}

const begun = (personId: string, at: string): ErasureDocument => ({
  personId, phase: 'requested', wantedAt: null, identity: null, answerBy: null, isOverdue: false, ground: null, requestedBy: null, requestedAt: null,
  confirmedBy: null, confirmedAt: null, rule: null, until: null, declined: null, certificate: null, changedAt: at,
})

export const erasures: View<ErasureDocument> = {
  collection: { name: 'directory-erasures', version: 2, indexes: [['phase', 'changedAt'], ['changedAt']] },
  on: { categories: ['erasure'] },
  keys: (event) => [event.data.personId as string],
  evolve(document, stored) {
    const event = erasureEvents.read(stored.type, stored.data) as ErasureEvent | null
    if (event === null) return document
    const { personId } = event.data
    const before = { ...document ?? begun(personId, stored.meta.time), changedAt: stored.meta.time }
    switch (event.type) {
      case 'ErasureWanted': {
        const { identity, answerBy, at } = event.data
        return { ...begun(personId, at), phase: 'wanted', wantedAt: at, identity, answerBy }
      }
      case 'ErasureOverdue': return { ...before, isOverdue: true }
      case 'ErasureTakenBack': return { ...before, phase: 'taken-back' }
      case 'ErasureDeclined': {
        const { reason, explanation, declinedBy, at } = event.data
        return { ...before, phase: 'declined', declined: { reason, explanation: explanation as JsonObject | null, by: declinedBy, at } }
      }
      case 'RetentionEnded': return { ...begun(personId, stored.meta.time), phase: 'wanted' }
      case 'ErasureRequested': {
        const { ground, requestedBy, at } = event.data
        return { ...(document?.phase === 'wanted' ? before : begun(personId, at)), phase: 'requested', ground, requestedBy, requestedAt: at }
      }
      case 'ErasureConfirmed': return { ...before, phase: 'confirmed', confirmedBy: event.data.confirmedBy, confirmedAt: event.data.at }
      case 'ErasureRefused': return { ...before, phase: 'kept', rule: event.data.rule, until: event.data.until }
      case 'PersonErased': return { ...before, phase: 'erased', certificate: event.data satisfies ErasureCertificate as unknown as JsonObject }
      default: return event satisfies never
    }
  },
}
