import { epochMs, plus, type Cancel, type Clock, type Instant } from '@zhijian/kernel'

/** A clock that stands still until it is told to move. Wakes fire in order of their time, each at its own instant. */
export interface VirtualClock extends Clock {
  /** Moves on, firing what comes due; the clock shows a wake's own instant while it runs. */
  advance(by: { readonly days?: number; readonly hours?: number; readonly minutes?: number; readonly seconds?: number; readonly ms?: number }): void
  advanceTo(instant: Instant): void
  /** Time passed and nobody noticed (a process that stood still): every wake due meanwhile fires late, at this instant. */
  jumpTo(instant: Instant): void
  /** Earliest pending wake, or null. */
  next(): Instant | null
}

export const virtualClock = (start: Instant): VirtualClock => {
  let now = start
  let serial = 0
  // A binary heap would be quicker for many thousands of wakes; the board keeps one wake, so a sorted insert serves.
  const pending: { due: Instant; serial: number; wake: () => void }[] = []

  const advanceTo = (instant: Instant): void => {
    for (let first = pending[0]; first && first.due <= instant; first = pending[0]) {
      pending.shift()
      if (first.due > now) now = first.due
      first.wake()
    }
    if (instant > now) now = instant
  }

  return {
    now: () => now,
    at(due, wake): Cancel {
      const entry = { due, serial: serial++, wake }
      let place = pending.length
      while (place > 0 && pending[place - 1]!.due > due) place -= 1
      pending.splice(place, 0, entry)
      return () => {
        const found = pending.lastIndexOf(entry)
        if (found >= 0) pending.splice(found, 1)
      }
    },
    advance({ days = 0, hours = 0, minutes = 0, seconds = 0, ms = 0 }) {
      advanceTo(plus(now, (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000 + ms))
    },
    advanceTo(instant) {
      if (epochMs(instant) >= epochMs(now)) advanceTo(instant)
    },
    jumpTo(instant) {
      if (instant > now) now = instant
      advanceTo(now)
    },
    next: () => pending[0]?.due ?? null,
  }
}
