// What each lawyer was asked and did: the load that decides who is asked next, and the service ledger by month that a
// bureau appraises and certifies from. Hours are those of duty; consultations are counted, not timed.
import { instant, type Instant, type JsonObject } from '@zhijian/kernel'
import { nameOfType, type StoredEvent } from '@zhijian/event-store/envelope'
import type { View } from '@zhijian/runtime'
import { addLoad, LOAD_POINTS, type Load } from '../load.ts'

export type MonthOfService = {
  /** Questions he was told of. */
  readonly asked: number
  readonly answered: number
  /** Answers taken out of sight by review or withdrawn by himself, less those restored. */
  readonly hidden: number
  readonly followUps: number
  /** Of the answers: by a clip, in a call, and how long calls were connected. Calls are part of no other time (ADR 0074). */
  readonly clips: number
  readonly calls: number
  readonly callMs: number
  /** Of duty served. */
  readonly dutyMinutes: number
  readonly noShows: number
}

export type LedgerDocument = Load & {
  readonly lawyerId: string
  /** By month of Asia/Shanghai, `2026-11`. */
  readonly months: Readonly<Record<string, MonthOfService>>
  readonly position: string
}

export const EMPTY_MONTH: MonthOfService = { asked: 0, answered: 0, hidden: 0, followUps: 0, clips: 0, calls: 0, callMs: 0, dutyMinutes: 0, noShows: 0 }

/** A question goes out as `delivery-<consultation>-<tier>`; notices go out under an event's id, which ends in twelve digits. */
const isQuestion = (deliveryId: string): boolean => /-[0-2]$/.test(deliveryId)

export const monthOf = (at: Instant): string => new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 7)

interface Entry { readonly points: number; readonly counts: Partial<MonthOfService> }

export const entryOf = (event: StoredEvent): Entry | null => {
  const minutes = (event.data.minutes as number | undefined) ?? 0
  switch (nameOfType(event.type)) {
    case 'PushesPlanned': return { points: LOAD_POINTS.asked, counts: { asked: 1 } }
    case 'AnswerGiven': {
      const { form, substance } = event.data as { form?: string; substance?: { callMs: number } }
      return {
        points: LOAD_POINTS.answered,
        counts: { answered: 1, ...(form === 'clip' ? { clips: 1 } : form === 'call' ? { calls: 1, callMs: substance?.callMs ?? 0 } : {}) },
      }
    }
    case 'FollowUpAnswered': return { points: LOAD_POINTS.followedUp, counts: { followUps: 1 } }
    case 'AnswerHidden':
    case 'AnswerWithdrawn': return { points: 0, counts: { hidden: 1 } }
    case 'AnswerRestored': return { points: 0, counts: { hidden: -1 } }
    case 'ShiftEnded': return { points: 0, counts: { dutyMinutes: minutes } }
    case 'NoShowRecorded': return { points: 0, counts: { dutyMinutes: -minutes, noShows: 1 } }
    default: return null
  }
}

export const lawyersOf = (event: StoredEvent): readonly string[] => {
  const data = event.data as JsonObject & { deliveryId?: string; pushes?: { recipient: string }[]; lawyers?: string[]; lawyerId?: string }
  if (data.deliveryId !== undefined) {
    return isQuestion(data.deliveryId) ? [...new Set((data.pushes ?? []).map((push) => push.recipient))] : []
  }
  return data.lawyers ?? (data.lawyerId === undefined ? [] : [data.lawyerId])
}

export const ledger: View<LedgerDocument> = {
  collection: { name: 'lawyer-pool-ledger', version: 2, indexes: [['position']] },
  on: {
    categories: ['consultation', 'delivery', 'duty'],
    types: ['PushesPlanned', 'AnswerGiven', 'FollowUpAnswered', 'AnswerHidden', 'AnswerWithdrawn', 'AnswerRestored', 'ShiftEnded', 'NoShowRecorded'],
  },
  keys: lawyersOf,
  evolve(document, event, lawyerId) {
    const entry = entryOf(event)
    if (!entry) return document
    const at = instant(event.meta.time)
    const before: LedgerDocument = document ?? { lawyerId, points: 0, day: 0, months: {}, position: '' }
    const month = monthOf(at)
    const counts: Record<string, number> = { ...(before.months[month] ?? EMPTY_MONTH) }
    for (const [name, by] of Object.entries(entry.counts)) counts[name] = (counts[name] ?? 0) + by
    return {
      ...before, ...addLoad(before, entry.points, at), position: event.position as string,
      months: { ...before.months, [month]: counts as unknown as MonthOfService },
    }
  },
}
