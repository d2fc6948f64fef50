// How times, lengths and names of the platform are written on these screens.
import { addWords, useLanguage } from '@zhijian/web-kit'
import { getI18n } from 'react-i18next'
import { platformWords } from './words.ts'

addWords('platform', platformWords)

/** In the bureau's time. */
const ZONE = 'Asia/Shanghai'

/** @returns how an instant is written in the language of the screen, to the second */
export const useMoments = (): ((at: string | null) => string) => {
  const [language] = useLanguage()
  const format = new Intl.DateTimeFormat(language === 'zh-CN' ? 'zh-CN' : 'en-GB', {
    timeZone: ZONE, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false,
  })
  return (at) => (at === null ? '—' : format.format(new Date(at)))
}

/** `350 ms`, `2.1 s`, `4 min`. @param ms a length */
export const lengthOf = (ms: number): string => {
  if (ms < 1000) return `${Math.round(ms)} ms`
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`
  return ms < 3_600_000 ? `${Math.round(ms / 60_000)} min` : `${(ms / 3_600_000).toFixed(1)} h`
}

/** Its words in the language of the screen where there are some, else its own name. */
export const named = (kind: 'service' | 'consumer' | 'view' | 'fault', name: string): string =>
  (getI18n().getResource(getI18n().language, 'platform', `${kind}.${name}`) as string | undefined) ?? name

/** How far one place in the log is on the way to another, 0–1; null where places are no numbers. */
export const shareOf = (position: string | null, head: string | null): number | null => {
  if (head === null) return 1
  if (position === null) return 0
  if (!/^\d+$/.test(position) || !/^\d+$/.test(head) || Number(head) === 0) return null
  return Math.min(1, Number(position) / Number(head))
}
