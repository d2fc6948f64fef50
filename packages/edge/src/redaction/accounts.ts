// Mail addresses, links, WeChat and QQ ids, car plates. All repetitions are bounded: linear in the text.
import { QQ, WECHAT } from '../dictionaries/contacts.ts'
import type { Kind, Span } from './span.ts'

const all = (text: string, pattern: RegExp, kind: Kind): Span[] =>
  [...text.matchAll(pattern)].map((hit) => ({ kind, start: hit.index, end: hit.index + hit[0].length }))

const MAIL = /(?<![a-z0-9._%+-])[a-z0-9][a-z0-9._%+-]{0,63} {0,2}@ {0,2}[a-z0-9-]{1,63}(?:[.。点][a-z0-9-]{1,63}){1,5}/g

/** @param text folded */
export const mailSpans = (text: string): readonly Span[] => all(text, MAIL, 'mail')

const TAIL = '[^\\s,;\\u3000-\\u303f\\u4e00-\\u9fff\\uff00-\\uffef【】]'
const TOP = 'com|cn|net|org|top|xyz|vip|cc|info|gov|edu|io|me|shop|site|club|ltd|tech|online|link|ly|tv|co'
const LINK = new RegExp(
  `(?:https?|ftp|weixin|alipays?)://${TAIL}{1,2000}|www\\.${TAIL}{3,2000}` +
  `|(?<![a-z0-9@.-])[a-z0-9][a-z0-9-]{0,62}(?:\\.[a-z0-9-]{1,63}){0,3}\\.(?:${TOP})(?![a-z0-9-])(?:[/?#]${TAIL}{0,2000})?`, 'g',
)

/** Marks that end the sentence, not the link. */
const ENDING = /[.:!?)\]"']{0,5}$/

/** @param text folded */
export const linkSpans = (text: string): readonly Span[] =>
  all(text, LINK, 'link').map((span) => ({ ...span, end: span.end - ENDING.exec(text.slice(span.start, span.end))![0].length }))

const ID = '(?:[a-z][a-z0-9_-]{4,24}|\\d(?:[ -]?\\d){4,11})'
const ACCOUNT = new RegExp(
  `(?<![a-z])(?:${WECHAT}|${QQ})[\\s:,."'“”号码群账帐户是为叫的我他她搜和同联系加()=id]{0,10}?(${ID})(?![a-z0-9])` +
  `|(?<![a-z0-9])(wxid_[a-z0-9_-]{6,30})`, 'dg',
)

/** The id itself, without the word before it. @param text folded */
export const accountSpans = (text: string): readonly Span[] =>
  [...text.matchAll(ACCOUNT)].map((hit) => {
    const [start, end] = hit.indices![1] ?? hit.indices![2]!
    return { kind: 'account', start, end }
  })

/** Five marks on a common plate, six on one of a new-energy car; letters without I and O. GA 36. */
const PLATE = /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][a-hj-np-z][ ·.•-]{0,2}(?:[a-hj-np-z0-9][ ]?){4,5}[a-hj-np-z0-9挂学警港澳](?![a-z0-9])/g
const FEW_DIGITS = 2

/** @param text folded */
export const plateSpans = (text: string): readonly Span[] =>
  all(text, PLATE, 'plate').filter((span) => text.slice(span.start, span.end).replace(/\D/g, '').length >= FEW_DIGITS)
