// What may leave the county of a text: everything but who, where exactly and with which numbers. Made at the edge, shown
// to the asker, who corrects it.
// I1 Offsets are UTF-16 units of the given text; spans ascend and do not overlap.
// I2 redact(redact(x).text) changes nothing.
// I3 Linear in the text.
import { accountSpans, linkSpans, mailSpans, plateSpans } from './redaction/accounts.ts'
import { employerSpans } from './redaction/employers.ts'
import { nameSpans } from './redaction/names.ts'
import { numberSpans } from './redaction/numbers.ts'
import { addressSpans, placeNames, type PlaceNames } from './redaction/places.ts'
import { KINDS, merged, PLACEHOLDER, PLACEHOLDERS, type Kind, type Span } from './redaction/span.ts'
import { wordsOf } from './redaction/words.ts'
import { fold } from './fold.ts'

export { KINDS, placeNames, PLACEHOLDERS, type Kind, type PlaceNames, type Span }

export interface RedactionOptions {
  /** Names the caller knows: the asker's own, the other side's. Two letters or more; taken wherever they stand. */
  readonly names?: readonly string[]
  /** The county's towns and villages; see placeNames. */
  readonly places?: PlaceNames
  /** Takes out these kinds alone: for a version that a person has made. Default: all. */
  readonly only?: ReadonlySet<Kind>
}

export interface Redacted {
  readonly text: string
  /** In the original text. */
  readonly spans: readonly Span[]
}

/** Stands for what a placeholder covers while rules look for more: no letter, no digit, no word. */
const BLANK = '\ufffc'

const blanked = (text: string, spans: readonly Span[]): string => {
  let out = ''
  let at = 0
  for (const { start, end } of spans) {
    out += text.slice(at, start) + BLANK.repeat(end - start)
    at = end
  }
  return out + text.slice(at)
}

const found = (given: string, options: RedactionOptions): readonly Span[] => {
  let folded = given
  const sure = merged([...mailSpans(folded), ...linkSpans(folded), ...plateSpans(folded), ...numberSpans(folded)])
  folded = blanked(folded, sure)
  const accounts = accountSpans(folded)
  folded = blanked(folded, merged(accounts))
  const words = wordsOf(folded)
  const employers = employerSpans(folded, words)
  const addresses = addressSpans(folded, words, options.places)
  const named = nameSpans(blanked(folded, merged([...employers, ...addresses])), words, options.names?.map(fold))
  return merged([...sure, ...accounts, ...employers, ...addresses, ...named])
}

const replaced = (text: string, spans: readonly Span[]): string => {
  let out = ''
  let at = 0
  for (const { kind, start, end } of spans) {
    out += text.slice(at, start) + PLACEHOLDERS[kind]
    at = end
  }
  return out + text.slice(at)
}

/** What is taken out can uncover more (a name beside a name); it settles in two rounds, and is stopped after these. */
const MOST_ROUNDS = 5

export const redact = (text: string, options: RedactionOptions = {}): Redacted => {
  let left = fold(text).replace(PLACEHOLDER, (placeholder) => BLANK.repeat(placeholder.length))
  let spans: readonly Span[] = []
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const more = found(left, options).filter(({ kind }) => options.only?.has(kind) ?? true)
    if (more.length === 0) break
    left = blanked(left, more)
    spans = merged([...spans, ...more])
  }
  return { text: replaced(text, spans), spans }
}
