// Whose clock is wrong, when several do not agree. Nobody's is the right one: a majority decides.
// V1 A clock counts once, however many processes read it.
// V2 Who stands more than TOLERANCE_MS from a majority of all clocks, his own included, is wrong.
// V3 Where no majority agrees, nobody is found wrong: that is said, and work goes on.
// V4 A service brings one clock at most that nobody else confirms: one that is somebody else's by now could name as many as it takes.

/** What was found of one clock. */
export interface Reading {
  /** Whose clock it is: processes of one machine read the same. */
  readonly clock: string
  /** Who says so: a service, whatever its instances, or a server. */
  readonly by: string
  /** How far it is ahead of our own; negative: behind. */
  readonly aheadMs: number
}

/** `aheadMs`: how far the majority is ahead of us. */
export type Verdict =
  | { readonly kind: 'agrees' | 'minority'; readonly aheadMs: number }
  | { readonly kind: 'no-majority' }

export const TOLERANCE_MS = 500

/** V4: of what only `by` says of a clock, what is nearest to ours counts. */
const believed = (readings: readonly Reading[]): readonly Reading[] => {
  const areSame = (a: Reading, b: Reading): boolean => a.clock === b.clock && Math.abs(a.aheadMs - b.aheadMs) <= TOLERANCE_MS
  const isConfirmed = (reading: Reading): boolean => readings.some((each) => each.by !== reading.by && areSame(each, reading))
  const alone = new Map<string, Reading>()
  for (const reading of readings) {
    const before = alone.get(reading.by)
    if (!isConfirmed(reading) && (before === undefined || Math.abs(reading.aheadMs) < Math.abs(before.aheadMs))) alone.set(reading.by, reading)
  }
  return readings.filter((reading) => isConfirmed(reading) || alone.get(reading.by) === reading)
}

/** V1: readings of one clock that agree are one; of those that do not, each counts. */
const clocksOf = (readings: readonly Reading[]): readonly number[] => {
  const kept: Reading[] = []
  for (const reading of readings) {
    const isKnown = kept.some(({ clock, aheadMs }) => clock === reading.clock && Math.abs(aheadMs - reading.aheadMs) <= TOLERANCE_MS)
    if (!isKnown) kept.push(reading)
  }
  return kept.map(({ aheadMs }) => aheadMs).sort((a, b) => a - b)
}

/** The most clocks that lie within the tolerance of each other; of two groups as large, the one nearer to ours. */
const largestGroup = (sorted: readonly number[]): readonly number[] => {
  let best: readonly number[] = []
  sorted.forEach((first, i) => {
    const group = sorted.slice(i).filter((each) => each - first <= TOLERANCE_MS)
    const isNearer = group.length === best.length && Math.abs(group[0]!) < Math.abs(best[0]!)
    if (group.length > best.length || isNearer) best = group
  })
  return best
}

/** @param ours whose clock we read @param others as found from here */
export const verdictOf = (ours: string, others: readonly Reading[]): Verdict => {
  const clocks = clocksOf(believed([{ clock: ours, by: '', aheadMs: 0 }, ...others]))
  const group = largestGroup(clocks)
  if (group.length * 2 <= clocks.length) return { kind: 'no-majority' }
  const aheadMs = Math.round(group[Math.floor(group.length / 2)]!)
  return { kind: Math.abs(aheadMs) > TOLERANCE_MS ? 'minority' : 'agrees', aheadMs }
}
