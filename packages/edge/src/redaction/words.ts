// Where words begin and end, by the dictionary that ships with the runtime (ICU). A hint, not an authority: rules weigh it.
// I1 Offsets are those of the text. Linear.

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })

export interface Words {
  /** 1 where a word begins, and at the end of the text. */
  readonly begins: Uint8Array
  /** Start of the word that holds this unit. */
  readonly startOf: (at: number) => number
  /** Exclusive end of the word that holds this unit. */
  readonly endOf: (at: number) => number
}

/** The dictionary is asked for pieces of this size: it costs more than linear on longer runs of ideographs. */
const PIECE = 512

export const wordsOf = (text: string): Words => {
  const begins = new Uint8Array(text.length + 1)
  begins[text.length] = 1
  for (let at = 0; at < text.length;) {
    let end = Math.min(text.length, at + PIECE)
    // Cut where a sentence ends, when there is one, so that no word is cut.
    for (let back = end; end < text.length && back > at + PIECE / 2; back -= 1) {
      if (/[，。！？；,!?;\s]/.test(text[back - 1]!)) { end = back; break }
    }
    for (const { index } of segmenter.segment(text.slice(at, end))) begins[at + index] = 1
    at = end
  }
  const startOf = (at: number): number => { let i = at; while (i > 0 && !begins[i]) i -= 1; return i }
  const endOf = (at: number): number => { let i = at + 1; while (i < text.length && !begins[i]) i += 1; return i }
  return { begins, startOf, endOf }
}
