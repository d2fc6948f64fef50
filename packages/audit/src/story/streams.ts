// Which streams of all services belong to a question: itself, its deliveries, calls, call-backs, dangers, reviews and mandates.
// Each is known by its first event.
import { idOf, nameOfType, type StoredEvent } from '@zhijian/event-store'
import type { JsonObject } from '@zhijian/kernel'

export const CASE_CATEGORIES = ['consultation', 'callback', 'review', 'danger', 'delivery', 'mandate', 'call'] as const
/** First events of streams that belong to a question. */
export const CASE_BEGINNINGS = ['ConsultationOpened', 'CallbackRequested', 'ReviewOpened', 'DangerRaised', 'DeliveryOpened', 'MandateGiven', 'CallRung'] as const

/** The question that a stream belongs to, by its first event; null: to none. */
export const questionOf = ({ stream, type, data }: Pick<StoredEvent, 'stream' | 'type' | 'data'>): string | null => {
  const named = nameOfType(type) === 'ConsultationOpened' ? idOf(stream)
    : nameOfType(type) === 'MandateGiven' ? (data['matter'] as JsonObject | undefined)?.['consultationId'] : data['consultationId']
  return typeof named === 'string' ? named : null
}
