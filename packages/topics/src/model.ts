// Weights and what they say of a text: a multinomial logistic regression over hashed runs of characters and
// over how much the words of each topic were found. Made by training/train.ts; whole numbers of eight bits with one scale per topic.
import { BUCKETS } from './features.ts'
import { TOPICS } from './taxonomy.ts'
import type { Spoken } from './words-in.ts'

/** Of features and file together: another number, other weights. Stands in the log beside what was predicted. */
export const FORMAT = 'topics-1'

export interface Weights {
  readonly format: string
  /** Codes that had rows to learn from, in the order of the table's columns. */
  readonly codes: readonly string[]
  /** What one unit of the table is worth, per code. */
  readonly scales: readonly number[]
  readonly bias: readonly number[]
  /** Per code, one for every topic of the taxonomy: what its words count. */
  readonly words: readonly (readonly number[])[]
  /** BUCKETS × codes signed bytes, bucket by bucket, base64. */
  readonly table: string
}

/** A topic whose words score more than this is no surer. */
const WORDS_ENOUGH = 20
/** Words as the model sees them: 0 to 2, one for every topic of the taxonomy. */
export const wordFeatures = ({ scores }: Pick<Spoken, 'scores'>): readonly number[] =>
  TOPICS.map(({ code }) => Math.min(Math.max(scores.get(code) ?? 0, 0), WORDS_ENOUGH) / 10)

export interface Model {
  readonly codes: readonly string[]
  /** Parts of one, in the order of `codes`. */
  readonly shares: (features: readonly number[], spoken: Spoken) => readonly number[]
}

/** @throws Error for a file of another make */
export const modelOf = ({ format, codes, scales, bias, words, table }: Weights): Model => {
  const bytes = Buffer.from(table, 'base64')
  const units = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length)
  if (format !== FORMAT || units.length !== BUCKETS * codes.length || [scales, bias, words].some(({ length }) => length !== codes.length)) {
    throw new Error(`weights of format ${format} with ${codes.length} codes and ${units.length} units are not what ${FORMAT} reads`)
  }
  return {
    codes,
    shares(found, spoken) {
      const sums = new Float64Array(codes.length)
      for (const bucket of found) for (let k = 0; k < sums.length; k += 1) sums[k]! += units[bucket * sums.length + k]!
      const said = wordFeatures(spoken)
      const logits = codes.map((_, k) => sums[k]! * scales[k]! / Math.sqrt(Math.max(1, found.length)) + bias[k]! + said.reduce((sum, value, at) => sum + value * words[k]![at]!, 0))
      const most = Math.max(...logits)
      const raised = logits.map((logit) => Math.exp(logit - most))
      const whole = raised.reduce((sum, each) => sum + each, 0)
      return raised.map((each) => each / whole)
    },
  }
}
