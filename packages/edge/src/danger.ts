// Words that call the duty officer at once. They err towards calling: a needless call costs two minutes, a missed one a
// life. What is dismissed is an expression that only looks like danger, never a past event or a question about law.
import { DANGER_CODES, type DangerCode } from '@zhijian/contracts'
import { SIGNS, UNPAID, UNREST } from './dictionaries/dangers.ts'
import { fold } from './fold.ts'

const CLAUSE = /[^，。！？；,!?;\n]{1,120}/g
/** Who was hurt and how often stand on either side of a comma: `我女儿13岁,被…`. */
const SENTENCE = /[^。！？；!?;\n]{1,120}/g

/** Any sign of any code: most clauses hold none, and are looked at no further. */
const ANY_SIGN = new RegExp(DANGER_CODES.flatMap((code) => SIGNS[code].any).map(({ source }) => `(?:${source})`).join('|'))

const speaksOf = (code: DangerCode, part: string): boolean => {
  const { any, unless } = SIGNS[code]
  if (!any.some((sign) => sign.test(part))) return false
  // The look-alike is taken out, and the sign must still be there without it.
  const rest = unless ? unless.reduce((left, looks) => left.replace(looks, '·'), part) : part
  return rest === part || any.some((sign) => sign.test(rest))
}

const WITHIN = 150
const starts = (text: string, sign: RegExp): number[] => [...text.matchAll(sign)].map((hit) => hit.index)

/** Both lists ascend. */
const near = (some: readonly number[], others: readonly number[]): boolean => {
  let at = 0
  for (const one of some) {
    while (at < others.length && others[at]! < one - WITHIN) at += 1
    if (at < others.length && others[at]! <= one + WITHIN) return true
  }
  return false
}

/** @returns codes without repeats, in the order of DANGER_CODES; empty when nothing was found. Linear in the text. */
export const dangerIn = (text: string): readonly DangerCode[] => {
  const folded = fold(text).replace(/[ \t\u3000*]/g, '')
  const found = new Set<DangerCode>()
  for (const [clause] of folded.matchAll(CLAUSE)) {
    if (!ANY_SIGN.test(clause)) continue
    for (const code of DANGER_CODES) if (!found.has(code) && speaksOf(code, clause)) found.add(code)
  }
  if (!found.has('child-abuse')) {
    for (const [sentence] of folded.matchAll(SENTENCE)) {
      if (speaksOf('child-abuse', sentence.replace(/[，,]/g, ''))) found.add('child-abuse')
    }
  }
  if (near(starts(folded, UNPAID), starts(folded, UNREST))) found.add('wage-riot')
  return DANGER_CODES.filter((code) => found.has(code))
}
