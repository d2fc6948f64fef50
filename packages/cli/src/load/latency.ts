// Latencies in bounded memory: counts in buckets that grow by a tenth, so that a percentile is right to about 10 %.

const GROWTH = 1.1
const BUCKETS = 160

export interface Latency {
  add(ms: number): void
  summary(): { readonly count: number; readonly msP50: number; readonly msP95: number; readonly msP99: number; readonly msMax: number } | null
}

/** From 0.05 ms to about 200 s; what lies above counts as the last bucket, the greatest is kept as it is. */
export const latency = (): Latency => {
  const counts = new Uint32Array(BUCKETS)
  let [count, max] = [0, 0]
  const at = (percent: number): number => {
    let left = Math.max(1, Math.ceil((percent / 100) * count))
    for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
      left -= counts[bucket]!
      if (left <= 0 && bucket < BUCKETS - 1) return Number(Math.min(max, 0.05 * GROWTH ** (bucket + 1)).toPrecision(3))
    }
    return Number(max.toPrecision(3))
  }
  return {
    add(ms) {
      const bucket = Math.max(0, Math.min(BUCKETS - 1, Math.floor(Math.log(ms / 0.05) / Math.log(GROWTH))))
      counts[bucket]! += 1
      count += 1
      max = Math.max(max, ms)
    },
    summary: () => (count === 0 ? null : { count, msP50: at(50), msP95: at(95), msP99: at(99), msMax: Number(max.toPrecision(3)) }),
  }
}

export const tally = () => {
  const counts = new Map<string, number>()
  return {
    add: (key: string, by = 1): void => void counts.set(key, (counts.get(key) ?? 0) + by),
    all: (): Record<string, number> => Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1))),
  }
}
