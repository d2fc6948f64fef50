// Telephone numbers, ID numbers and bank cards, in digits of any kind: plain, full-width, Chinese, set apart by blanks,
// hyphens or dots. Sums, dates and case numbers are not touched.
// I1 Linear: digits are grouped in one pass and at most 20 groups are tried together.
import type { Span } from './span.ts'

const CHINESE: Readonly<Record<string, string>> = {
  〇: '0', '○': '0', 零: '0', 一: '1', 幺: '1', 壹: '1', 二: '2', 贰: '2', 两: '2', 三: '3', 叁: '3', 四: '4', 肆: '4', 五: '5', 伍: '5',
  六: '6', 陆: '6', 七: '7', 柒: '7', 八: '8', 捌: '8', 九: '9', 玖: '9',
}
const digitOf = (unit: string): string => CHINESE[unit] ?? unit
const SEPARATOR = /^[ \t\u00a0\-—–_.·•,，、/()（）~|\u200b-\u200d\u2060\ufeff]{1,3}$/
const MOST_GROUPS = 20

interface Group { readonly start: number; readonly end: number; readonly digits: string }

const DIGITS = new RegExp(`[0-9${Object.keys(CHINESE).join('')}]+`, 'g')
/** More than any number has. */
const MOST_DIGITS = 25

const groupsOf = (text: string): Group[] => Array.from(text.matchAll(DIGITS), ({ 0: run, index: start }) =>
  ({ start, end: start + run.length, digits: Array.from(run.slice(0, MOST_DIGITS), digitOf).join('') }))

const PROVINCES = new Set([
  '11', '12', '13', '14', '15', '21', '22', '23', '31', '32', '33', '34', '35', '36', '37', '41', '42', '43', '44', '45', '46', '50', '51',
  '52',
  '53', '54', '61', '62', '63', '64', '65', '71', '81', '82', '83', '91',
])
const isDay = (month: string, day: string): boolean => month >= '01' && month <= '12' && day >= '01' && day <= '31'

/** Shape of an 18-digit number: region, birthday; a wrong check digit is still somebody's number, mistyped. */
const isIdNumber = (digits: string): boolean =>
  PROVINCES.has(digits.slice(0, 2)) && /^(18|19|20)$/.test(digits.slice(6, 8)) &&
  isDay(digits.slice(10, 12), digits.slice(12, 14))
const isOldIdNumber = (digits: string): boolean =>
  PROVINCES.has(digits.slice(0, 2)) && isDay(digits.slice(8, 10), digits.slice(10, 12))

/** GB 11643: weights 2^(17-i) mod 11. @param digits 18, the last may be x */
export const idChecksumHolds = (digits: string): boolean => {
  let sum = 0
  for (let i = 0; i < 17; i += 1) sum += Number(digits[i]) * (2 ** (17 - i) % 11)
  return '10x98765432'[sum % 11] === digits[17]!.toLowerCase()
}

export const luhnHolds = (digits: string): boolean => {
  let sum = 0
  for (let i = 0; i < digits.length; i += 1) {
    const digit = Number(digits[digits.length - 1 - i])
    sum += i % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2
  }
  return sum % 10 === 0
}

const PHONE_CUE = /(电话|座机|固话|热线|致电|拨打|联系方式|联系号码|手机|传真|tel|号码|家里电话|办公室)[^\n。]{0,5}$/
const CARD_CUE = /(卡号|账号|帐号|账户|帐户|银行卡|储蓄卡|信用卡|工行|农行|建行|中行|邮储|信用社)[^\n。]{0,8}$/
/** How people break a mobile number up; single digits and pairs apart. */
const MOBILE_SHAPES = new Set([
  '3,4,4', '3,8', '4,4,3', '3,3,5', '4,3,4', '5,6', '6,5', '7,4', '4,7', '3,5,3', '2,3,3,3', '2,3,4,2', '3,2,3,3', '3,2,2,2,2', '3,3,3,2',
])

const kindOf = (digits: string, shape: readonly number[], before: string, followedByX: boolean): Span['kind'] | null => {
  const n = digits.length
  const one = shape.length === 1
  const spelled = shape.every((size) => size <= 2)
  const national = digits.replace(/^(0086|86|0)(?=1[3-9]\d{9}$)/, '')
  if (/^1[3-9]\d{9}$/.test(national)) {
    const prefixed = shape.length > 1 && n > 11 && shape[0] === n - 11 ? shape.slice(1) : shape
    if (one || spelled || prefixed.length === 1 || MOBILE_SHAPES.has(prefixed.join())) return 'phone'
  }
  const areaFirst = one || spelled || shape[0] === 3 || shape[0] === 4
  if (areaFirst && n >= 10 && /^0(10|2\d|[3-9]\d\d)\d{7,8}$/.test(digits)) return 'phone'
  if (/^[48]00[1-9]\d{6}$/.test(digits) && (one || shape[0] === 3 || shape[0] === 4)) return 'phone'
  const local = (n === 7 || n === 8) && /^[2-8]/.test(digits) && (one || ['3,4', '4,4'].includes(shape.join()))
  if (local && PHONE_CUE.test(before)) return 'phone'
  if (n === 17 && followedByX && isIdNumber(digits)) return 'id-number'
  if (n === 18 && isIdNumber(digits)) return 'id-number'
  if (n === 15 && (one || shape[0] === 6) && isOldIdNumber(digits)) return 'id-number'
  if (n >= 16 && n <= 19 && /^[3-69]/.test(digits)) {
    const inFours = shape.slice(0, -1).every((size) => size === 4)
    const grouped = one || inFours || shape[0] === 6 || shape[0] === 8
    if (grouped && (luhnHolds(digits) || /^62/.test(digits) || CARD_CUE.test(before))) return 'card'
  }
  return null
}

/** Numbers of which somebody masked the middle still tell: 138****1234, 150921********1234. */
const MASKED = /1[3-9]\d[*x×]{4}\d{4}|\d{3,10}[*×]{4,12}[\dx]{2,4}/g
/** Unified social credit code of a company. */
const CREDIT_CODE = /(?<![a-z0-9])[159y][1239]\d{6}[0-9a-hj-npqrtuwxy]{10}(?![a-z0-9])/g

/** @param text folded; offsets are into it */
export const numberSpans = (text: string): readonly Span[] => {
  const spans: Span[] = []
  const groups = groupsOf(text)
  for (let i = 0; i < groups.length;) {
    const first = groups[i]!
    const before = text.slice(Math.max(0, first.start - 16), first.start)
    const shape: number[] = []
    let digits = ''
    let separator: string | null = null
    let best: { readonly span: Span; readonly next: number } | null = null
    for (let j = i; j < groups.length && j < i + MOST_GROUPS; j += 1) {
      const group = groups[j]!
      if (j > i) {
        const gap = text.slice(groups[j - 1]!.end, group.start)
        if (!SEPARATOR.test(gap)) break
        // After a country or area code another separator may stand; then it stays one and the same.
        if (separator !== null && gap !== separator && !(j === i + 2 && digits.length <= 5)) break
        if (separator === null || j === i + 2) separator = gap
      }
      digits += group.digits
      shape.push(group.digits.length)
      if (digits.length > 19) break
      const followedByX = text[group.end] === 'x'
      const kind = kindOf(digits, shape, before, followedByX)
      if (kind) {
        const end = group.end + (kind === 'id-number' && digits.length === 17 ? 1 : 0)
        const bracketed = first.digits.startsWith('0') && /[(（]/.test(text[first.start - 1] ?? '') && shape.length > 1
        best = { span: { kind, start: first.start - (bracketed ? 1 : 0), end }, next: j + 1 }
      }
    }
    if (best) spans.push(best.span)
    i = best ? best.next : i + 1
  }
  for (const hit of text.matchAll(MASKED)) {
    spans.push({ kind: hit[0].length <= 11 ? 'phone' : 'id-number', start: hit.index, end: hit.index + hit[0].length })
  }
  for (const hit of text.matchAll(CREDIT_CODE)) {
    if (/\d{4}/.test(hit[0])) spans.push({ kind: 'id-number', start: hit.index, end: hit.index + hit[0].length })
  }
  return spans
}
