// Which shifts a lawyer holds or served, by name; what they are stands in shifts.ts.
import type { StoredEvent } from '@zhijian/event-store'
import { nameOfType } from '@zhijian/event-store/envelope'
import type { View } from '@zhijian/runtime'

export type HeldShifts = {
  readonly lawyerId: string
  /** Taken and not over. */
  readonly held: readonly string[]
  /** Over, latest last. */
  readonly past: readonly string[]
}

/** What a lawyer looks back on; older ones are in the ledger's minutes. */
const REMEMBERED = 60

const keyOf = ({ data }: StoredEvent): string => `${data.rosterId as string}/${data.shiftId as string}`

export const heldShifts: View<HeldShifts> = {
  collection: { name: 'lawyer-pool-held-shifts', version: 1, indexes: [] },
  on: { categories: ['duty'], types: ['ShiftTaken', 'ShiftReleased', 'ShiftCancelled', 'ShiftEnded'] },
  keys: ({ data }) => (data.lawyers as string[] | undefined) ?? [data.lawyerId as string],
  evolve(before, event, lawyerId) {
    const { held, past } = before ?? { held: [], past: [] }
    const key = keyOf(event)
    const others = held.filter((each) => each !== key)
    switch (nameOfType(event.type)) {
      case 'ShiftTaken': return { lawyerId, held: [...others, key], past }
      case 'ShiftEnded': return { lawyerId, held: others, past: [...past, key].slice(-REMEMBERED) }
      default: return { lawyerId, held: others, past }
    }
  },
}
