// Words. Chinese is the source; English proves that no word is anywhere else. Each screen brings its own namespace, loaded
// with the screen.
import i18next, { type Resource, type ResourceLanguage } from 'i18next'
import { useTranslation, initReactI18next } from 'react-i18next'
import { en } from './en.ts'
import { zhCN } from './zh-CN.ts'

export const LANGUAGES = { 'zh-CN': '中文', en: 'English' } as const
export type Language = keyof typeof LANGUAGES
/** A namespace: the same keys in every language. */
export type Words<Keys extends string = string> = Readonly<Record<Language, Readonly<Record<Keys, string>>>>

const KEY = 'zhijian-language'

const remembered = (): Language => {
  try {
    return localStorage.getItem(KEY) === 'en' ? 'en' : 'zh-CN'
  } catch {
    return 'zh-CN'
  }
}

const show = (language: string): void => {
  document.documentElement.lang = language
}

/** @param namespaces of the application */
export const startWords = async (namespaces: Readonly<Record<string, Words>>): Promise<void> => {
  const of = (language: Language): ResourceLanguage =>
    Object.fromEntries(Object.entries(namespaces).map(([name, words]) => [name, words[language]]))
  const resources: Resource = { 'zh-CN': { kit: zhCN, ...of('zh-CN') }, en: { kit: en, ...of('en') } }
  await i18next.use(initReactI18next).init({
    resources, lng: remembered(), fallbackLng: 'zh-CN', defaultNS: 'kit', keySeparator: false, interpolation: { escapeValue: false },
  })
  show(i18next.language)
}

const isChinese = (): boolean => i18next.language === 'zh-CN'
/** Between things of a list, phrases or sentences of one line, in the language of the screen. */
export const comma = (between: 'things' | 'phrases' | 'sentences' = 'things'): string =>
  (isChinese() ? { things: '、', phrases: '，', sentences: '；' } : { things: ', ', phrases: ', ', sentences: '; ' })[between]
/** What is added to what stands before it. */
export const bracketed = (text: string): string => (isChinese() ? `（${text}）` : ` (${text})`)
/** Between a name and what it is. */
export const colon = (): string => (isChinese() ? '：' : ': ')

export const useLanguage = (): readonly [Language, (next: Language) => void] => {
  const { i18n } = useTranslation()
  return [i18n.language as Language, (next) => {
    try {
      localStorage.setItem(KEY, next)
    } catch {
      // It holds until the page is left.
    }
    void i18n.changeLanguage(next).then(() => show(next))
  }]
}

/** Words of a screen that is loaded when it is first opened. */
export const addWords = (name: string, words: Words): void => {
  for (const language of Object.keys(LANGUAGES) as Language[]) i18next.addResourceBundle(language, name, words[language], true, true)
}
