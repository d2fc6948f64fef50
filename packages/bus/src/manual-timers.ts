// Timers that stand still until a test moves them. Wakes fire in order of their time, each at its own instant.
import { instant, plus, type Instant, type Timers } from '@zhijian/kernel'

export interface ManualTimers extends Timers {
  advance(ms: number): void
  /** Moves to the earliest pending wake and fires it; false when nothing waits. */
  step(): boolean
  /** Every delay that was asked for so far, in milliseconds. */
  readonly asked: readonly number[]
}

export const manualTimers = (start: Instant = instant('2026-01-05T01:00:00.000Z')): ManualTimers => {
  let now = start
  const asked: number[] = []
  const pending: { readonly due: Instant; readonly wake: () => void }[] = []

  const step = (): boolean => {
    const first = pending.shift()
    if (!first) return false
    if (first.due > now) now = first.due
    first.wake()
    return true
  }

  return {
    asked,
    step,
    now: () => now,
    after(ms, wake) {
      asked.push(ms)
      const entry = { due: plus(now, ms), wake }
      let place = pending.length
      while (place > 0 && pending[place - 1]!.due > entry.due) place -= 1
      pending.splice(place, 0, entry)
      return () => {
        const found = pending.indexOf(entry)
        if (found >= 0) pending.splice(found, 1)
      }
    },
    advance(ms) {
      const until = plus(now, ms)
      while (pending[0] && pending[0].due <= until) step()
      now = until
    },
  }
}
