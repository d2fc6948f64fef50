// Person names in running Chinese. A candidate (surname and one or two more) is weighed by what stands before it, what
// stands after it, what its characters are made for, and whether a dictionary sees a word there. What is once found in a
// strong place is a name wherever it stands.
// I1 Linear: four candidates per position, contexts of at most twelve units, at most MOST_NAMES names looked for again.
import {
  AFTERS, AMBIGUOUS_SURNAMES, COMPOUND_SURNAMES, DEALINGS, GIVEN, MONGOLIAN_LONG, MONGOLIAN_PLACES, MONGOLIAN_SHORT, NEVER_GIVEN,
  NICKNAME_SURNAMES, NOT_NAMES, OUTRIGHT, PREPOSITIONS, RARE_SURNAMES, ROLES, TITLES, USUAL_SURNAMES,
} from '../dictionaries/names.ts'
import type { Span } from './span.ts'
import type { Words } from './words.ts'

const MOST_NAMES = 200
const CONTEXT = 12
/** From here on a candidate is a name; from STRONG on it is one everywhere in the text. */
const NAME = 3.25
const STRONG = 4.5

const IDEOGRAPH = /[\u3400-\u9fff\uf900-\ufaff]/
const CLAIM = '(?:[是叫为]|名叫|名字叫|姓名|[:： ,，、“"（(])'
const AFTER_OUTRIGHT = new RegExp(`(?:${OUTRIGHT})(?:[是叫为:：]|“|"| ){0,2}$`)
const AFTER_ROLE = new RegExp(`(?:${ROLES})${CLAIM}{0,2}$`)
const AFTER_DEALING = new RegExp(`(?:${DEALINGS})$`)
const AFTER_WORD = new RegExp(`(?:^|\\n|${PREPOSITIONS}) ?$`)
const BEFORE_TITLE = new RegExp(`^ ?(?:${TITLES})`)
const BEFORE_WORD = new RegExp(`^(?:$|\\n| |${AFTERS})`)

interface Found { readonly start: number; readonly end: number; readonly score: number }

const COMPOUND_FIRSTS = new Set(COMPOUND_SURNAMES.map((name) => name[0]!))

const surnameAt = (text: string, at: number): { readonly length: number; readonly score: number } | null => {
  const one = text[at]!
  if (COMPOUND_FIRSTS.has(one) && COMPOUND_SURNAMES.includes(text.slice(at, at + 2))) return { length: 2, score: 3 }
  if (USUAL_SURNAMES.has(one)) return { length: 1, score: 1.5 }
  if (AMBIGUOUS_SURNAMES.has(one)) return { length: 1, score: 0 }
  return RARE_SURNAMES.has(one) ? { length: 1, score: -1 } : null
}

const givenScore = (given: string): number => {
  let score = 0
  for (const unit of given) {
    if (!IDEOGRAPH.test(unit)) return -10
    score += NEVER_GIVEN.has(unit) ? -4 : GIVEN.has(unit) ? 1.25 : 0
  }
  return score
}

/** How far the dictionary's words agree with a name standing at [start, end). */
const wordScore = (words: Words, start: number, end: number, surname: number): number => {
  let score = 0
  if (!words.begins[start]) score -= 3
  if (!words.begins[end]) score -= 2
  const wordEnd = words.endOf(start)
  if (words.begins[start] && wordEnd === start + surname) score += 1
  // One dictionary word and nothing else: far more often a thing than a person.
  else if (words.begins[start] && wordEnd === end) score -= 2.5
  else if (words.begins[start] && wordEnd > end) score -= 3
  else if (words.begins[start] && wordEnd > start + surname) score -= 2
  return score
}

const contextScore = (before: string, after: string): number => {
  const cue = AFTER_OUTRIGHT.test(before) ? 4
    : AFTER_ROLE.test(before) ? 3
    : AFTER_DEALING.test(before) ? 2
    : AFTER_WORD.test(before) ? 1 : 0
  const next = BEFORE_TITLE.test(after) ? 2.5 : BEFORE_WORD.test(after) ? 1 : 0
  return cue + next
}

const candidates = (text: string, words: Words): Found[] => {
  const found: Found[] = []
  for (let at = 0; at < text.length; at += 1) {
    const surname = surnameAt(text, at)
    if (!surname) continue
    if (NOT_NAMES.test(text.slice(at, at + 4))) continue
    if (BEFORE_TITLE.test(text.slice(at + surname.length, at + surname.length + 3))) continue
    // 违约金, 押金: the word ends here, no name begins.
    if (text[at] === '金' && /[约证押租佣奖罚现资基本订定礼补质赔]$/.test(text[at - 1] ?? '')) continue
    const before = text.slice(Math.max(0, at - CONTEXT), at)
    let best: Found | null = null
    for (const given of [2, 1]) {
      const end = at + surname.length + given
      if (end > text.length) continue
      const made = givenScore(text.slice(at + surname.length, end))
      if (made <= -4 || /[省市县区旗盟镇乡村路街]/.test(text[end] ?? '')) continue
      const score = surname.score + made + wordScore(words, at, end, surname.length)
        + contextScore(before, text.slice(end, end + CONTEXT)) - (given === 1 ? 0.5 : 0)
      if (score >= NAME && (best === null || score > best.score)) best = { start: at, end, score }
    }
    if (best) found.push(best)
  }
  // Where two overlap the better one stays: 王建国 and not 建国 with a surname 建.
  const kept: Found[] = []
  for (const one of found) {
    const last = kept.at(-1)
    if (!last || one.start >= last.end) kept.push(one)
    else if (one.score > last.score) kept[kept.length - 1] = one
  }
  return kept
}

const SURNAMES = [...USUAL_SURNAMES, ...AMBIGUOUS_SURNAMES].join('')
const ALL_SURNAMES = SURNAMES + [...RARE_SURNAMES].join('')
/** These mean something else before most titles (向老师借, 和老板); before 先生 and 女士 they are names. */
const NOT_BEFORE_TITLE = new Set('向于时成关边单包解强连花原官保平计商谈党干查管常任方高万房车')
const SAID_POLITELY = /^(?:先生|女士|小姐)/
/** 张某, 李某某, 王某甲, 赵XX, 钱**. */
const MASKED = new RegExp(`[${ALL_SURNAMES}]某[某甲乙丙丁戊0-9a-z]?|[${SURNAMES}][x×*○〇]{1,2}(?![a-z0-9×*])`, 'g')
const WITH_TITLE = new RegExp(`([${ALL_SURNAMES}]|${COMPOUND_SURNAMES.join('|')})(?=${TITLES})`, 'g')
const NICKNAME = new RegExp(
  `[小老阿](?:(?!程(?:序|度)|余(?:额|款|下|的)|许(?:多|可)|任(?:何|务|性)|周(?:围|岁|边|年|末|一)|林(?:场|地|木|业)|王八|孙子|罗)[${NICKNAME_SURNAMES}])`, 'g',
)
const SAID_SURNAME = new RegExp(`姓([${SURNAMES}])(?=的|，|,|。|某|$)`, 'g')
const MONGOLIAN = new RegExp(
  `(?:${MONGOLIAN_PLACES})|((?:${MONGOLIAN_LONG}|${MONGOLIAN_SHORT}){2,4}|(?:${MONGOLIAN_LONG}))(?![省市县旗盟区镇乡苏村])`, 'g',
)

/** A short element alone is a name only where a person is expected. */
const MONGOLIAN_ONE = new RegExp(`(?:${MONGOLIAN_SHORT})(?![省市县旗盟区镇乡苏村])`, 'g')

/** 小王 is somebody only where no longer word begins: not in 小王子, 老孙头 is one all the same. */
const standsAlone = (words: Words, start: number, end: number): boolean =>
  Boolean(words.begins[start]) && (words.endOf(end - 1) <= end || words.startOf(end - 1) === end - 1)

/**
 * @param text folded, placeholders blanked out; @param words of the same text
 * @param known names the caller knows of: taken wherever they stand
 */
export const nameSpans = (text: string, words: Words, known: readonly string[] = []): readonly Span[] => {
  const spans: Span[] = []
  const add = (start: number, end: number): void => { spans.push({ kind: 'name', start, end }) }
  const strong = new Set(known.filter((name) => name.length >= 2))
  for (const one of candidates(text, words)) {
    add(one.start, one.end)
    if (one.score >= STRONG && strong.size < MOST_NAMES) strong.add(text.slice(one.start, one.end))
  }
  for (const hit of text.matchAll(MASKED)) if (words.begins[hit.index]) add(hit.index, hit.index + hit[0].length)
  for (const hit of text.matchAll(WITH_TITLE)) {
    const named = hit[1]!
    const isGreeted = text.startsWith('律师', hit.index + named.length)
    const barred = NOT_BEFORE_TITLE.has(named) && (named === '向' || !SAID_POLITELY.test(text.slice(hit.index + 1, hit.index + 3)))
    if (words.begins[hit.index] && !isGreeted && !barred) add(hit.index, hit.index + named.length)
  }
  for (const hit of text.matchAll(NICKNAME)) if (standsAlone(words, hit.index, hit.index + 2)) add(hit.index, hit.index + 2)
  for (const hit of text.matchAll(SAID_SURNAME)) add(hit.index + 1, hit.index + 2)
  for (const hit of text.matchAll(MONGOLIAN)) {
    if (!hit[1]) continue
    add(hit.index, hit.index + hit[1].length)
    if (strong.size < MOST_NAMES) strong.add(hit[1])
  }
  for (const hit of text.matchAll(MONGOLIAN_ONE)) {
    const before = text.slice(Math.max(0, hit.index - CONTEXT), hit.index)
    const end = hit.index + hit[0].length
    if (contextScore(before, text.slice(end, end + CONTEXT)) >= 2) add(hit.index, end)
  }
  if (strong.size > 0) {
    const longestFirst = [...strong].toSorted((a, b) => b.length - a.length)
    const again = new RegExp(longestFirst.map((name) => RegExp.escape(name)).join('|'), 'g')
    for (const hit of text.matchAll(again)) add(hit.index, hit.index + hit[0].length)
  }
  return spans
}
