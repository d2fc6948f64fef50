// Which articles of law an answer names, so that a reader can open them: 《民法典》第一千零七十九条.
import type { Statute } from '@zhijian/contracts'

const NUMERAL = '[〇零一二三四五六七八九十百千0-9０-９]{1,10}'
const ARTICLE = `第${NUMERAL}条(?:之[一二三四五六七八九十])?`
/** In title marks, or a name that ends as laws do. At most six letters may stand before the article (的规定, 中). */
const CITED = new RegExp(
  `(?:《([^《》\\n]{2,60})》[^《》。\\n]{0,6}?|([\\u4e00-\\u9fff]{1,24}?(?:民法典|法|条例|规则|司法解释))的?)` +
  `(${ARTICLE}(?:[、,，和及与至]${ARTICLE}){0,9})`, 'g',
)
const EACH = new RegExp(`第(${NUMERAL})条(之[一二三四五六七八九十])?`, 'g')
const LEAD = /^.*?(?:根据|依据|按照|依照|参照|适用|违反|我国|以及|中华人民共和国|[和与及])/
const bare = (law: string): string => law.replace(LEAD, '')
const MOST = 50

const DIGITS = '零一二三四五六七八九'
/** 1079 → 一千零七十九; what is not 1–9999 stays as it was written. */
export const inChinese = (number: string): string => {
  const value = Number(number.normalize('NFKC'))
  if (!Number.isInteger(value) || value < 1 || value > 9999) return number
  let out = ''
  for (const [unit, name] of [[1000, '千'], [100, '百'], [10, '十'], [1, '']] as const) {
    const digit = Math.floor(value / unit) % 10
    if (digit > 0) out += DIGITS[digit]! + name
    else if (out !== '' && !out.endsWith('零') && value % unit > 0) out += '零'
  }
  return out.replace(/^一十/, '十')
}

/** @returns without repeats, in the order of the text, at most 50; `中华人民共和国` is left off the law's name */
export const statutesIn = (text: string): readonly Statute[] => {
  const found = new Map<string, Statute>()
  for (const [, titled, named, articles] of text.matchAll(CITED)) {
    let law = (titled ?? named!).replace(/^中华人民共和国/, '')
    for (let shorter = bare(law); named && shorter !== law && shorter.length > 1; shorter = bare(law)) law = shorter
    for (const [, number, suffix] of articles!.matchAll(EACH)) {
      const article = `第${/^[0-9０-９]+$/.test(number!) ? inChinese(number!) : number!}条${suffix ?? ''}`
      if (law.length <= 60 && found.size < MOST) found.set(`${law} ${article}`, { law, article })
    }
  }
  return [...found.values()]
}

/** Title marks and the full name of the state are left off, numbers are written as laws write them; a repeat is none. */
const asLawsWrite = ({ law, article }: Statute): Statute => ({
  law: law.replaceAll(/[《》]/g, '').trim().replace(/^中华人民共和国/, ''),
  article: article.replace(/[0-9０-９]+/, inChinese),
})

/** Those named by hand, then those of the text, at most 50. @param cited with an article such as 第三十条 or 第1079条之一 */
export const citing = (text: string, cited: readonly Statute[]): readonly Statute[] => {
  const found = new Map<string, Statute>()
  for (const each of [...cited.map(asLawsWrite), ...statutesIn(text)]) {
    if (found.size < MOST) found.set(`${each.law} ${each.article}`, each)
  }
  return [...found.values()]
}
