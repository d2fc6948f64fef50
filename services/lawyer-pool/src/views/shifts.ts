// Shifts as the roster shows them, and as the index needs them: who is on duty at an instant.
import { dutyEvents, type LawyerId, type Shift } from '@zhijian/contracts'
import type { StoredEvent } from '@zhijian/event-store'
import type { View } from '@zhijian/runtime'

export type ShiftDocument = Shift & {
  readonly rosterId: string
  readonly county: string
  readonly phase: 'open' | 'ended' | 'cancelled'
  readonly lawyers: readonly LawyerId[]
  readonly missedBy: readonly LawyerId[]
  readonly position: string
}

const keyOf = (event: StoredEvent): string | null => {
  const { shiftId, shift } = event.data as { shiftId?: string; shift?: Shift }
  const id = shiftId ?? shift?.shiftId
  return id === undefined ? null : `${event.data.rosterId as string}/${id}`
}

export const shifts: View<ShiftDocument> = {
  collection: {
    name: 'lawyer-pool-shifts', version: 1,
    indexes: [['position'], ['endsAt'], ['rosterId', 'startsAt'], ['county', 'startsAt']],
  },
  on: { categories: ['duty'] },
  keys: (event) => [keyOf(event)].filter((key) => key !== null),
  evolve(document, event) {
    const happened = dutyEvents.read(event.type, event.data)
    if (!happened || happened.type === 'RosterOpened') return document
    const position = event.position as string
    if (happened.type === 'ShiftOpened') {
      const { rosterId, shift } = happened.data
      return { ...shift, rosterId, county: rosterId.slice(0, 6), phase: 'open', lawyers: [], missedBy: [], position }
    }
    if (!document) return null
    const next = (over: Partial<ShiftDocument>): ShiftDocument => ({ ...document, ...over, position })
    switch (happened.type) {
      case 'ShiftTaken': return next({ lawyers: [...document.lawyers, happened.data.lawyerId] })
      case 'ShiftReleased': return next({ lawyers: document.lawyers.filter((id) => id !== happened.data.lawyerId) })
      case 'ShiftCancelled': return next({ phase: 'cancelled', lawyers: [] })
      case 'ShiftEnded': return next({ phase: 'ended' })
      case 'NoShowRecorded': return next({ missedBy: [...document.missedBy, happened.data.lawyerId] })
      default: return happened satisfies never
    }
  },
}
