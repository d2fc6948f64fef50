// What a message says, in words: made when it goes out, from the notice's code and its public facts. Nothing about the
// asker is in it, because nothing about her is in the facts.
import type { Filling, Language, Word } from '@zhijian/channels'
import type { Notice } from '@zhijian/contracts'
import { hours, plus, type Instant } from '@zhijian/kernel'
import { en } from './i18n/en.ts'
import { zhCN } from './i18n/zh-CN.ts'
import type { Message } from './ports.ts'

export interface Catalogue {
  readonly topics: Readonly<Record<string, string>>
  readonly tiers: readonly string[]
  /** `{topic}`, `{tier}`, `{missing}` and the other words stand for themselves. */
  readonly notices: Readonly<Record<Notice, { readonly title: string; readonly text: string }>>
  /** Year, month, day, hour and minute of Asia/Shanghai, two digits each but the year. */
  readonly time: string
  readonly signature: string
}

const catalogues: Readonly<Record<Language, Catalogue>> = { 'zh-CN': zhCN, en }

export type Words = Readonly<Record<Word, string>>

/** Asia/Shanghai is UTC+8 all year. */
const timeIn = (pattern: string, at: Instant): string => {
  const [year = '', month = '', day = '', hour = '', minute = ''] = plus(at, hours(8)).split(/[-T:]/)
  return fill(pattern, { year, month, day, hour, minute })
}

const fill = (pattern: string, words: Readonly<Record<string, string>>): string =>
  pattern.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => words[name] ?? '')

export const wordsOf = (message: Pick<Message, 'notice' | 'facts' | 'at'>, language: Language): Words => {
  const { notices, topics, tiers, time } = catalogues[language]
  const { notice, facts, at } = message
  const said = {
    title: notices[notice].title,
    topic: topics[String(facts['topic'] ?? '99')] ?? topics['99']!,
    tier: tiers[Number(facts['tier'] ?? 0)] ?? tiers.at(-1)!,
    time: timeIn(time, at), counted: String(facts['counted'] ?? ''), missing: String(facts['missing'] ?? ''),
  }
  return { ...said, text: fill(notices[notice].text, said) }
}

export const filled = (filling: Filling, words: Words): string => (typeof filling === 'string' ? words[filling] : filling.text)

export const signatureIn = (language: Language): string => catalogues[language].signature

/** @param characters at most so many (code points); the last one that fits is `…` when something is left out */
export const fit = (text: string, characters: number): string => {
  const all = [...text]
  return all.length <= characters ? text : `${all.slice(0, characters - 1).join('')}…`
}

/** The same by UTF-8 bytes; no character is cut in two. */
export const fitBytes = (text: string, bytes: number): string => {
  if (Buffer.byteLength(text) <= bytes) return text
  let kept = ''
  let size = Buffer.byteLength('…')
  for (const character of text) {
    size += Buffer.byteLength(character)
    if (size > bytes) break
    kept += character
  }
  return `${kept}…`
}
