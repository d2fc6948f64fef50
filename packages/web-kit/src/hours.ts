// Of which hours a promise is, in words: by day, at night, at the weekend. Every county names its own; those it has no word for are said by the clock.
import i18next from 'i18next'
import { useTranslation } from 'react-i18next'
import { addWords, type Words } from './i18n/i18n.ts'

export interface Hours {
  readonly rule: { readonly name: string; readonly isoWeekdays: readonly number[]; readonly fromMinute: number; readonly toMinute: number } | null
  readonly vary: boolean
}

const words = {
  'zh-CN': {
    same: '白天、夜间的承诺一样。', ordinary: '按平常时段的承诺；夜间等时段的承诺不同。',
    rule: '按{{name}}（{{days}}{{from}}至{{to}}）的承诺。', 'all-day': '按{{name}}（{{days}}全天）的承诺。',
    'name.night': '夜间', 'name.weekend': '周末', 'name.holiday': '假日', 'name.lunch': '午休', 'name.other': '特定时段',
    'every-day': '每天 ', days: '{{list}} ', next: '次日 {{time}}',
  },
  en: {
    same: 'The promise is the same by day and by night.', ordinary: 'This is the promise of ordinary hours; nights or other hours have another.',
    rule: 'This is the promise {{name}} ({{days}}{{from}} to {{to}}).', 'all-day': 'This is the promise {{name}} ({{days}}all day).',
    'name.night': 'at night', 'name.weekend': 'at the weekend', 'name.holiday': 'on a holiday', 'name.lunch': 'at noon', 'name.other': 'in particular hours',
    'every-day': 'every day ', days: '{{list}} ', next: '{{time}} the next day',
  },
} as const satisfies Words

/** 450 → `07:30` */
const clock = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
/** A Monday. */
const MONDAY_MS = Date.UTC(2024, 0, 1)

export const useHours = (): ((hours: Hours) => string) => {
  if (!i18next.hasResourceBundle('zh-CN', 'hours')) addWords('hours', words)
  const { t, i18n } = useTranslation('hours')
  const weekday = new Intl.DateTimeFormat(i18n.language, { weekday: 'short', timeZone: 'UTC' })
  return ({ rule, vary }) => {
    if (rule === null) return t(vary ? 'ordinary' : 'same')
    const { name, isoWeekdays, fromMinute, toMinute } = rule
    const list = new Intl.ListFormat(i18n.language, { style: 'narrow' }).format(isoWeekdays.map((day) => weekday.format(MONDAY_MS + (day - 1) * 86_400_000)))
    const said = {
      name: t(i18n.exists(`hours:name.${name}`) ? `name.${name}` as 'name.other' : 'name.other'), days: isoWeekdays.length === 7 ? t('every-day') : t('days', { list }),
      from: clock(fromMinute), to: toMinute < fromMinute ? t('next', { time: clock(toMinute) }) : clock(toMinute),
    }
    return t(fromMinute === toMinute ? 'all-day' : 'rule', said)
  }
}
