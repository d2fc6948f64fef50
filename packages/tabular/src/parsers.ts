// Readings of a cell that more than one register needs.
import { instant, isInstant, type Instant } from '@zhijian/kernel'
import { bad, good, type Parsed } from './table.ts'

export const text = (value: string): Parsed<string> => good(value)

/** Full-width digits and inner blanks count as their plain selves. */
export const digitsOf = (value: string): string => value.normalize('NFKC').replaceAll(/[\s-]/g, '')

/** One of several words, each with what it stands for. */
export const choice = <T>(choices: Readonly<Record<string, T>>) => (value: string): Parsed<T> => {
  const key = value.normalize('NFKC').replaceAll(/\s/g, '')
  return Object.hasOwn(choices, key) ? good(choices[key]!) : bad('not-a-choice', { choices: Object.keys(choices).join('、') })
}

export const yesNo = choice({ 是: true, 否: false, 有: true, 无: false, yes: true, no: false, TRUE: true, FALSE: false, true: true, false: false })

/** Several words in one cell, between 、 ， , ; ； / | or blanks. */
export const listOf = <T>(parse: (value: string) => Parsed<T>) => (value: string): Parsed<readonly T[]> => {
  const values: T[] = []
  for (const part of value.split(/[、，,;；/|\s]+/).filter((each) => each !== '')) {
    const parsed = parse(part)
    if (!parsed.ok) return parsed
    if (!values.includes(parsed.value)) values.push(parsed.value)
  }
  return good(values)
}

/** `2026-12-31`, `2026/12/31`, `2026.12.31` or `2026年12月31日`: the local day of Asia/Shanghai. */
export const day = (value: string): Parsed<string> => {
  const parts = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(value.normalize('NFKC').trim())
  if (!parts) return bad('not-a-date')
  const text = `${parts[1]}-${parts[2]!.padStart(2, '0')}-${parts[3]!.padStart(2, '0')}`
  return isInstant(`${text}T00:00:00.000Z`) ? good(text) : bad('not-a-date')
}

/** The instant at which a local day is over: what is valid "until 31 December" is valid on it. Asia/Shanghai is UTC+8. */
export const endOfDay = (localDay: string): Instant => instant(`${localDay}T16:00:00.000Z`)

/** A Chinese mobile or fixed line number, with or without +86. */
export const phone = (value: string): Parsed<string> => {
  const digits = digitsOf(value).replaceAll(/[()]/g, '').replace(/^(\+?86)(?=1\d{10}$)/, '')
  return /^1[3-9]\d{9}$/.test(digits) || /^0\d{9,11}$/.test(digits) ? good(digits) : bad('not-a-phone')
}
