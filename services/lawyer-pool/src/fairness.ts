// How one lawyer stands against those who are asked as he is. Pure.

/** Fewer than this, and a median would tell one of them what another did. */
export const FEWEST = 5

/** The middle, or halfway between the two middle ones; null of too few. */
export const medianOf = (values: readonly number[]): number | null => {
  if (values.length < FEWEST) return null
  const sorted = values.toSorted((a, b) => a - b)
  const half = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
}
