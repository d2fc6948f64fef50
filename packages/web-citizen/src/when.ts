// Instants as people say them, by the clock of China wherever the phone is.
import { useLanguage } from '@zhijian/web-kit'

export const CHINA = { timeZone: 'Asia/Shanghai' } as const

/** @param dated with the year: where it may be another one */
export const useWhen = ({ dated = false }: { readonly dated?: boolean } = {}): ((at: string) => string) => {
  const [language] = useLanguage()
  const moment = new Intl.DateTimeFormat(language, { ...CHINA, ...(dated ? { year: 'numeric' } as const : {}), month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  return (at) => moment.format(new Date(at))
}
