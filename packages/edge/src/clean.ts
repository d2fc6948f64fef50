// A text as it is kept: what a person wrote, without what only machines send. Done before anything is sealed or measured,
// so that the commitment is over what will be shown.
// I1 Well-formed; `\n` is the only control character beside tab; cleaning it again changes nothing.
// I2 Emoji with their joiners, Mongolian with its separators and variation selectors, and rare ideographs stay.

/** Code points; the store's limit for a sealed text. */
export const MAX_TEXT = 20_000
/** UTF-16 units beyond which a text is not even looked at. */
const MAX_RAW = 200_000

export type TextRefusal = 'text-empty' | 'text-too-long' | 'text-has-nul' | 'text-malformed'
export type CleanText =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'refused'; readonly code: TextRefusal }

const refused = (code: TextRefusal): CleanText => ({ kind: 'refused', code })

/** C0 and C1 except tab and line feed, and DEL. */
// eslint-disable-next-line no-control-regex
const CONTROLS = /[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g
/** Zero-width space, word joiner, soft hyphen and byte order marks hide a number from a reader; direction overrides fake one. */
const HIDING = /[\u00ad\u200b\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb\u202a-\u202e\u2066-\u2069]/g
/** Not characters, by definition. */
const NONCHARACTERS = /[\ufdd0-\ufdef\ufffe\uffff]/g

/**
 * @param raw what came in: any string
 * @returns the text to keep, or why it is refused: `text-has-nul` is a file or an attack, never typing; `text-malformed` holds half
 *   a character (a lone surrogate), which no store keeps as it is
 */
export const cleanText = (raw: string): CleanText => {
  if (raw.length > MAX_RAW) return refused('text-too-long')
  if (raw.includes('\0')) return refused('text-has-nul')
  if (!raw.isWellFormed()) return refused('text-malformed')
  const text = raw
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(CONTROLS, '').replace(HIDING, '').replace(NONCHARACTERS, '')
    .replace(/[ \t\u3000]+(?=\n|$)/g, '').replace(/\n{3,}/g, '\n\n').trim()
  if (text === '') return refused('text-empty')
  if (text.length > MAX_TEXT && [...text].length > MAX_TEXT) return refused('text-too-long')
  return { kind: 'text', text }
}
