// What people are going to do, in order of time. Ties go by the order of being put in.
import type { Instant } from '@zhijian/kernel'

export interface Agenda {
  put(at: Instant, act: () => Promise<void>): void
  next(): Instant | null
  /** Everything that is due, in order; acts may put in more. */
  takeDue(now: Instant): (() => Promise<void>) | null
  readonly size: number
}

export const createAgenda = (): Agenda => {
  const items: { readonly at: Instant; readonly serial: number; readonly act: () => Promise<void> }[] = []
  let serial = 0
  return {
    put(at, act) {
      const item = { at, serial: serial++, act }
      let place = items.length
      while (place > 0 && items[place - 1]!.at > at) place -= 1
      items.splice(place, 0, item)
    },
    next: () => items[0]?.at ?? null,
    takeDue: (now) => (items[0] && items[0].at <= now ? items.shift()!.act : null),
    get size() {
      return items.length
    },
  }
}
