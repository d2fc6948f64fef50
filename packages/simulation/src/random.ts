// Chance from one seed. Streams split by name, so that a new dice roll in one place moves nothing in another.

export interface Random {
  /** Uniform in [0, 1). */
  next(): number
  /** A whole number from `min` to `max`, both included. */
  int(min: number, max: number): number
  chance(p: number): boolean
  pick<T>(items: readonly T[]): T
  /** Exponentially distributed, for waiting times. */
  exponential(mean: number): number
  /** Log-normally distributed: most are near the median, a few take very long. */
  logNormal(median: number, sigma: number): number
  /** An independent stream that depends on the seed and this name alone. */
  split(name: string): Random
  bytes(n: number): Uint8Array
}

const hash = (text: string): number => {
  let h = 1779033703 ^ text.length
  for (let i = 0; i < text.length; i += 1) {
    h = Math.imul(h ^ text.charCodeAt(i), 3432918353)
    h = (h << 13) | (h >>> 19)
  }
  h = Math.imul(h ^ (h >>> 16), 2246822507)
  h = Math.imul(h ^ (h >>> 13), 3266489909)
  return (h ^ (h >>> 16)) >>> 0
}

/** sfc32 (Chris Doty-Humphrey, PractRand), seeded from text. */
export const randomFrom = (seed: string): Random => {
  let a = hash(`${seed}/a`)
  let b = hash(`${seed}/b`)
  let c = hash(`${seed}/c`)
  let counter = 1
  const next32 = (): number => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + sum) | 0
    return sum >>> 0
  }
  for (let i = 0; i < 12; i += 1) next32()
  const next = (): number => next32() / 4294967296
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
  return {
    next,
    int: (min, max) => min + Math.floor(next() * (max - min + 1)),
    chance: (p) => next() < p,
    pick: (items) => items[Math.floor(next() * items.length)]!,
    exponential: (mean) => -Math.log(1 - next()) * mean,
    logNormal: (median, sigma) => median * Math.exp(sigma * normal()),
    split: (name) => randomFrom(`${seed}/${name}`),
    bytes(n) {
      const out = new Uint8Array(n)
      for (let i = 0; i < n; i += 1) out[i] = next32() & 0xff
      return out
    },
  }
}
