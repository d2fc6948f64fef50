// Instants and minutes of the day as people say them, by the clock of China wherever the phone is.
import { useLanguage } from '@zhijian/web-kit'

const zone = { timeZone: 'Asia/Shanghai' } as const

export const useWhen = () => {
  const [language] = useLanguage()
  const day = new Intl.DateTimeFormat(language, { ...zone, month: 'short', day: 'numeric', weekday: 'short' })
  const moment = new Intl.DateTimeFormat(language, { ...zone, month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const hour = new Intl.DateTimeFormat(language, { ...zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const month = new Intl.DateTimeFormat(language, { ...zone, year: 'numeric', month: 'long' })
  return {
    day: (at: string) => day.format(new Date(at)), moment: (at: string) => moment.format(new Date(at)), hour: (at: string) => hour.format(new Date(at)),
    /** `2026-11` */
    month: (name: string) => month.format(new Date(`${name}-15T00:00:00+08:00`)),
  }
}

/** 450 → `07:30` */
export const minuteWords = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
/** `07:30` → 450 */
export const minuteOf = (words: string): number => {
  const [hours = 0, minutes = 0] = words.split(':').map(Number)
  return hours * 60 + minutes
}
