// What the model sees of a text: which runs of one to three characters it holds, as places in a table. Training and
// service read a text through this one function; changing it changes the meaning of every weight (see FORMAT in model.ts).

/** Looked at from the beginning; askers state their matter early. */
const LOOKED_AT = 4000
const LONGEST = 3
/** A power of two. */
export const BUCKETS = 1 << 14

/** Wide forms as narrow ones, letters small, no blanks: what words are looked for in. */
export const plain = (text: string): string => text.slice(0, LOOKED_AT).normalize('NFKC').toLowerCase().replace(/\s/g, '')

/** FNV-1a over the code units, its length mixed in, and a last stir so that the low bits are as good as the high ones. */
const bucketOf = (text: string, from: number, length: number): number => {
  let hash = 0x811c9dc5 ^ length
  for (let at = from; at < from + length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  hash ^= hash >>> 15
  hash = Math.imul(hash, 0x2c1b3c6d)
  return (hash ^ (hash >>> 12)) & (BUCKETS - 1)
}

/** @returns buckets, each once, in the order in which the text names them; marks of every kind count as one blank */
export const featuresOf = (text: string): readonly number[] => {
  const read = text.slice(0, LOOKED_AT).normalize('NFKC').toLowerCase().replace(/[\s\p{P}\p{S}]+/gu, ' ').trim()
  const found = new Set<number>()
  for (let length = 1; length <= LONGEST; length += 1) {
    for (let from = 0; from + length <= read.length; from += 1) found.add(bucketOf(read, from, length))
  }
  return [...found]
}
