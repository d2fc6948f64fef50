// Instants as people say them, by the clock of China wherever the phone is.
import { useLanguage } from '@zhijian/web-kit'

export const CHINA = { timeZone: 'Asia/Shanghai' } as const

export const useWhen = (): ((at: string) => string) => {
  const [language] = useLanguage()
  const moment = new Intl.DateTimeFormat(language, { ...CHINA, month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  return (at) => moment.format(new Date(at))
}
