// One spelling per value, so that whoever writes it another way is still found: what is hashed, per kind of value.
import type { LookupKind } from './port.ts'

const digits = (text: string): string => text.normalize('NFKC').replace(/\D/g, '')
const MOBILE = /^1[3-9]\d{9}$/

/**
 * `+86 138-0000-0000`, `１３８…` and `8613800000000` are one number; a foreign one keeps its +. Landlines get their 0 back,
 * short codes none.
 */
const phone = (text: string): string => {
  const international = /^\s*(\+|00)/.exec(text.normalize('NFKC'))
  const all = digits(text).replace(/^00/, '')
  if (MOBILE.test(all) && !international) return all
  if (all.startsWith('86') && (international || MOBILE.test(all.slice(2)))) {
    const national = all.slice(2)
    return MOBILE.test(national) || national.startsWith('0') || national.length < 9 ? national : `0${national}`
  }
  return international && all !== '' ? `+${all}` : digits(text)
}

/** Forms of company that people leave out, shorten or confuse: folded to one, longest first. */
const COMPANY = /(股份有限责任公司|有限责任公司|股份有限公司|股份公司|有限公司|公司)$/
/** Dots inside Mongolian, Uighur and Tibetan names are typed in many ways; brackets come in two widths (NFKC). */
const NOISE = /[\s·•‧∙⋅・･.\u2027\u00b7]/g

const partyName = (text: string): string => {
  const plain = text.normalize('NFKC').replace(NOISE, '').toLowerCase()
  return plain.replace(COMPANY, (_, form: string) => (plain === form ? form : '公司'))
}

const KINDS: Readonly<Record<LookupKind, (text: string) => string>> = {
  phone,
  licence: digits,
  'id-number': (text) => text.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase(),
  'party-name': partyName,
  'wechat-openid': (text) => text,
  body: (text) => text,
}

/** @returns '' when nothing of the value is left */
export const normalise = (kind: LookupKind, value: string): string => KINDS[kind](value)
