// Multinomial logistic regression by stochastic descent with a step per weight (Adagrad): seeded, one row at a time in an
// order drawn anew for every pass, so that the same rows in the same order give the same weights.
import { BUCKETS, featuresOf } from '../features.ts'
import { FORMAT, wordFeatures, type Weights } from '../model.ts'
import { wordsIn } from '../words-in.ts'

export interface Example { readonly text: string; readonly code: string }
export interface Fitting {
  readonly seed: number
  /** False: from runs of characters alone, to see what the words add. Default true. */
  readonly withWords?: boolean
}

const PASSES = 10

const STEP = 0.3
const STEP_OF_WORDS = 0.09
const STEP_OF_BIAS = 0.02
const SHRINK = 1e-5
/** How far rare topics count more: 0: every row alike, 1: every topic alike. Chosen by cross-validation on the training rows. */
const BALANCE = 0.8

/** mulberry32 */
const random = (seed: number): (() => number) => {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
/** Six digits: what is written is what is used. */
const rounded = (value: number): number => Number(value.toPrecision(6))

export const fit = (examples: readonly Example[], { seed, withWords = true }: Fitting): Weights => {
  const codes = [...new Set(examples.map(({ code }) => code))].toSorted()
  const size = codes.length
  const rows = examples.map(({ text, code }) => ({ buckets: featuresOf(text), said: wordFeatures(withWords ? wordsIn(text) : { scores: new Map() }), is: codes.indexOf(code) }))
  const counts = codes.map((_, k) => rows.filter(({ is }) => is === k).length)
  const worth = counts.map((count) => (rows.length / size / count) ** BALANCE)
  const width = rows[0]!.said.length
  const table = new Float64Array(BUCKETS * size)
  const tableSeen = new Float64Array(BUCKETS * size).fill(1e-2)
  const words = new Float64Array(width * size)
  const wordsSeen = new Float64Array(width * size).fill(1e-2)
  const bias = new Float64Array(size)
  const shares = new Float64Array(size)
  const order = rows.map((_, at) => at)
  const draw = random(seed)
  for (let pass = 0; pass < PASSES; pass += 1) {
    for (let at = order.length - 1; at > 0; at -= 1) {
      const other = Math.floor(draw() * (at + 1))
      ;[order[at], order[other]] = [order[other]!, order[at]!]
    }
    for (const at of order) {
      const { buckets, said, is } = rows[at]!
      const length = Math.sqrt(Math.max(1, buckets.length))
      let whole = 0
      for (let k = 0; k < size; k += 1) {
        let logit = 0
        for (const bucket of buckets) logit += table[bucket * size + k]!
        logit = logit / length + bias[k]!
        for (let w = 0; w < width; w += 1) logit += said[w]! * words[w * size + k]!
        whole += shares[k] = Math.exp(logit)
      }
      for (let k = 0; k < size; k += 1) {
        const slope = (shares[k]! / whole - (k === is ? 1 : 0)) * worth[is]!
        for (const bucket of buckets) {
          const place = bucket * size + k
          const own = slope / length + SHRINK * table[place]!
          tableSeen[place]! += own * own
          table[place]! -= STEP * own / Math.sqrt(tableSeen[place]!)
        }
        for (let w = 0; w < width; w += 1) {
          if (said[w] === 0) continue
          const place = w * size + k
          const own = slope * said[w]! + 10 * SHRINK * words[place]!
          wordsSeen[place]! += own * own
          words[place]! -= STEP_OF_WORDS * own / Math.sqrt(wordsSeen[place]!)
        }
        bias[k]! -= STEP_OF_BIAS * slope
      }
    }
  }
  return quantised({ codes, table, words, bias, width })
}

const quantised = (fitted: { codes: readonly string[]; table: Float64Array; words: Float64Array; bias: Float64Array; width: number }): Weights => {
  const { codes, table, words, bias, width } = fitted
  const size = codes.length
  const scales = codes.map((_, k) => {
    let most = 0
    for (let place = k; place < table.length; place += size) most = Math.max(most, Math.abs(table[place]!))
    return rounded(Math.max(most, 1e-6) / 127)
  })
  const units = Int8Array.from(table, (value, place) => Math.max(-127, Math.min(127, Math.round(value / scales[place % size]!))))
  return {
    format: FORMAT, codes, scales, bias: [...bias].map(rounded),
    words: codes.map((_, k) => Array.from({ length: width }, (_each, w) => rounded(words[w * size + k]!))),
    table: Buffer.from(units.buffer).toString('base64'),
  }
}
