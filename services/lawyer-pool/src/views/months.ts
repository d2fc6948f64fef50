// What all lawyers were asked and did in a month, side by side, so that one can be held against the others (ADR 0074). A month
// is cut into parts by lawyer: an event rewrites a small document, and a reader asks for all of them by name.
import type { StoredEvent } from '@zhijian/event-store/envelope'
import { instant } from '@zhijian/kernel'
import type { View } from '@zhijian/runtime'
import { spread } from '../spread.ts'
import { entryOf, lawyersOf, ledger, monthOf } from './ledger.ts'

/** Asked, answered, minutes of duty. */
export type Share = readonly [asked: number, answered: number, dutyMinutes: number]
export type MonthPart = { readonly lawyers: Readonly<Record<string, Share>> }

const PARTS = 64
const partId = (month: string, part: number): string => `${month}~${part}`
export const partsOf = (month: string): readonly string[] => Array.from({ length: PARTS }, (_, part) => partId(month, part))

/** A wave names up to two thousand: it is divided once, not once a part. */
const divided = new WeakMap<StoredEvent, ReadonlyMap<string, readonly string[]>>()
const partsIn = (event: StoredEvent): ReadonlyMap<string, readonly string[]> => {
  const known = divided.get(event)
  if (known) return known
  const parts = new Map<string, string[]>()
  const counts = entryOf(event)?.counts ?? {}
  if ((counts.asked ?? counts.answered ?? counts.dutyMinutes) !== undefined) {
    const month = monthOf(instant(event.meta.time))
    for (const lawyerId of lawyersOf(event)) {
      const id = partId(month, spread(lawyerId) % PARTS)
      const part = parts.get(id)
      if (part) part.push(lawyerId)
      else parts.set(id, [lawyerId])
    }
  }
  divided.set(event, parts)
  return parts
}

export const months: View<MonthPart> = {
  collection: { name: 'lawyer-pool-months', version: 1, indexes: [] },
  on: ledger.on,
  keys: (event) => [...partsIn(event).keys()],
  evolve(before, event, id) {
    const { asked = 0, answered = 0, dutyMinutes = 0 } = entryOf(event)?.counts ?? {}
    const lawyers: Record<string, Share> = { ...before?.lawyers }
    for (const lawyerId of partsIn(event).get(id) ?? []) {
      const [a, b, c] = lawyers[lawyerId] ?? [0, 0, 0]
      lawyers[lawyerId] = [a + asked, b + answered, c + dutyMinutes]
    }
    return { lawyers }
  },
}
