// Token buckets in memory, for the classes where a restart may forgive. Bounded: the fullest-for-longest go first.
export interface Buckets {
  /** @returns 0, or the milliseconds to wait */
  take(key: string, capacity: number, refillMs: number, nowMs: number): number
}

/** Until a whole token is there; a hair of floating point is not a millisecond. */
export const waitMs = (tokens: number, refillMs: number): number => Math.max(1, Math.ceil((1 - tokens) * refillMs - 1e-6))

export const memoryBuckets = (kept = 100_000): Buckets => {
  const buckets = new Map<string, { tokens: number; atMs: number }>()
  return {
    take(key, capacity, refillMs, nowMs) {
      const known = buckets.get(key)
      const tokens = known ? Math.min(capacity, known.tokens + Math.max(0, nowMs - known.atMs) / refillMs) : capacity
      const allowed = tokens >= 1
      // A clock that was set back gives nothing for it, and what is refilled counts from there.
      // Re-inserting keeps the map in order of last use.
      if (known) buckets.delete(key)
      buckets.set(key, { tokens: allowed ? tokens - 1 : tokens, atMs: nowMs })
      if (buckets.size > kept) buckets.delete(buckets.keys().next().value!)
      return allowed ? 0 : waitMs(tokens, refillMs)
    },
  }
}
