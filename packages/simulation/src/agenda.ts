// What people are going to do, in order of time. Ties go by the order of being put in.
import type { Instant } from '@zhijian/kernel'

export interface Agenda {
  put(at: Instant, act: () => void): void
  next(): Instant | null
  /** The first thing that is due, taken off; null when nothing is. */
  takeDue(now: Instant): (() => void) | null
  readonly size: number
}

export const createAgenda = (): Agenda => {
  const items: { readonly at: Instant; readonly act: () => void }[] = []
  return {
    put(at, act) {
      let low = 0
      for (let high = items.length; low < high;) {
        const middle = (low + high) >> 1
        if (items[middle]!.at <= at) low = middle + 1
        else high = middle
      }
      items.splice(low, 0, { at, act })
    },
    next: () => items[0]?.at ?? null,
    takeDue: (now) => (items[0] && items[0].at <= now ? items.shift()!.act : null),
    get size() {
      return items.length
    },
  }
}
