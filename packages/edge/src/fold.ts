// One view of a text for every rule that looks into it: the same length, unit by unit, so that an offset found in the
// folded text is an offset in the original.
// I1 fold(text).length === text.length, whatever is in the text (emoji, lone surrogates, Mongolian).

const CACHE = new Map<string, string>()

const foldUnit = (unit: string): string => {
  const known = CACHE.get(unit)
  if (known !== undefined) return known
  const wide = unit.normalize('NFKC').toLowerCase()
  const folded = wide.length === 1 ? wide : unit
  CACHE.set(unit, folded)
  return folded
}

/** Units that NFKC or lower-casing can change; Han ideographs outside the compatibility blocks are left alone. */
const CHANGING = /[A-Z\u00a0-\u33ff\uf900-\uffef]/g

/**
 * Full-width, circled and compatibility forms become their plain forms, letters lower case, where that is one unit for
 * one unit; every other unit stays. Linear.
 */
export const fold = (text: string): string => text.replace(CHANGING, foldUnit)

/** What a reader does not see: zero-width spaces and joiners, soft hyphens, variation selectors. */
export const INVISIBLE = /[\u00ad\u180b-\u180f\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff]/
