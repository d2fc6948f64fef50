// In which language somebody writes, by script alone: enough to ask lawyers who read it first.
import type { Language } from '@zhijian/contracts'

const SCRIPTS: readonly (readonly [Language, RegExp])[] = [
  ['zh', /\p{Script=Han}/gu], ['mn', /\p{Script=Mongolian}/gu], ['bo', /\p{Script=Tibetan}/gu], ['ug', /\p{Script=Arabic}/gu],
  ['ko', /\p{Script=Hangul}/gu], ['ii', /\p{Script=Yi}/gu], ['ru', /\p{Script=Cyrillic}/gu], ['en', /\p{Script=Latin}/gu],
]
/** A letter of an alphabet says less than an ideograph: about three of them make a syllable. */
const ALPHABETIC: ReadonlySet<Language> = new Set<Language>(['mn', 'bo', 'ug', 'ru', 'en'])
const LETTERS_PER_SYLLABLE = 3

/** @returns the language of most of the text; `zh` when it has no letters. Arabic script reads as `ug`, Cyrillic as `ru`. */
export const languageOf = (text: string): Language => {
  let best: Language = 'zh'
  let most = 0
  for (const [language, letters] of SCRIPTS) {
    const count = (text.match(letters)?.length ?? 0) / (ALPHABETIC.has(language) ? LETTERS_PER_SYLLABLE : 1)
    if (count > most) { best = language; most = count }
  }
  return best
}
