// Draws that come again with the seed (mulberry32). For invented people only: nothing here is secret.

export interface Draws {
  /** An integer, 0 ≤ n < below. */
  readonly int: (below: number) => number
  readonly pick: <T>(from: readonly T[]) => T
  /** True for `percent` of 100 draws. */
  readonly chance: (percent: number) => boolean
  /** One of the values, by weight; weights are positive integers. */
  readonly weighted: <T>(from: readonly (readonly [T, number])[]) => T
}

/** Tables are few and drawn from often. */
const totals = new WeakMap<readonly (readonly [unknown, number])[], number>()
const totalOf = (table: readonly (readonly [unknown, number])[]): number => {
  let total = totals.get(table)
  if (total === undefined) {
    total = table.reduce((sum, [, weight]) => sum + weight, 0)
    totals.set(table, total)
  }
  return total
}

export const drawsFrom = (seed: number): Draws => {
  let state = seed >>> 0
  const int = (below: number): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * below)
  }
  return {
    int,
    pick: (from) => from[int(from.length)]!,
    chance: (percent) => int(100) < percent,
    weighted: (from) => {
      let left = int(totalOf(from))
      for (const [value, weight] of from) {
        left -= weight
        if (left < 0) return value
      }
      return from.at(-1)![0]
    },
  }
}
