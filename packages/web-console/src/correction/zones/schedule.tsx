// When a zone binds: always, or on these days between these hours, by the county's clock.
import { comma } from '@zhijian/web-kit'
import { Button } from 'antd'
import type { TFunction } from 'i18next'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

export interface Span { readonly day: number; readonly from: number; readonly until: number }
/** The same hours on several days. */
export interface Hours { readonly days: readonly number[]; readonly from: string; readonly until: string }

const DAYS = [1, 2, 3, 4, 5, 6, 7] as const
const clock = (minute: number): string => `${String(Math.floor(minute / 60) % 24).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))

export const hoursOf = (schedule: readonly Span[] | null): readonly Hours[] => {
  const found = new Map<string, Hours>()
  for (const { day, from, until } of schedule ?? []) {
    const key = `${from} ${until}`
    const before = found.get(key) ?? { days: [], from: clock(from), until: clock(until) }
    found.set(key, { ...before, days: [...before.days, day] })
  }
  return [...found.values()]
}
/** Null: always. `00:00` as an end is midnight. */
export const scheduleOf = (hours: readonly Hours[]): Span[] | null => {
  const all = hours.flatMap(({ days, from, until }) => days.map((day) => ({ day, from: minuteOf(from), until: minuteOf(until) === 0 ? 1440 : minuteOf(until) })))
  return all.length === 0 ? null : all.toSorted((a, b) => a.day - b.day || a.from - b.from)
}
export const scheduleWords = (schedule: readonly Span[] | null, t: TFunction<'correction'>): string => (schedule === null ? t('always')
  : hoursOf(schedule).map(({ days, from, until }) => `${days.length === 7 ? t('every-day') : days.map((day) => t(`day.${day as 1}`)).join(comma())} ${from}–${until}`).join(comma('sentences')))

export const HoursFields = ({ hours, onChange }: { readonly hours: readonly Hours[]; readonly onChange: (next: readonly Hours[]) => void }): ReactNode => {
  const { t } = useTranslation('correction')
  const put = (n: number, next: Partial<Hours>): void => onChange(hours.map((each, at) => (at === n ? { ...each, ...next } : each)))
  return (
    <fieldset className="field"><legend>{t('schedule')}</legend>
      {hours.length === 0 ? <p className="zj-hint">{t('always')}</p> : null}
      {hours.map((each, n) => (
        // Spans have no name but their place.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={n} className="buttons hours" role="group" aria-label={t('hours', { n: n + 1 })}>
          {DAYS.map((day) => <label key={day} className="check"><input type="checkbox" checked={each.days.includes(day)} onChange={({ target }) => put(n, { days: target.checked ? [...each.days, day].toSorted() : each.days.filter((one) => one !== day) })} /> {t(`day.${day}`)}</label>)}
          <label>{t('hours.from')} <input type="time" required value={each.from} onChange={({ target }) => put(n, { from: target.value })} /></label>
          <label>{t('hours.until')} <input type="time" required value={each.until} onChange={({ target }) => put(n, { until: target.value })} /></label>
          <Button htmlType="button" size="small" onClick={() => onChange(hours.filter((_, at) => at !== n))}>{t('hours.remove')}</Button>
        </div>
      ))}
      <Button htmlType="button" onClick={() => onChange([...hours, { days: [...DAYS], from: '22:00', until: '06:00' }])}>{t('hours.add')}</Button>
      <p className="zj-hint">{t('schedule.hint')}</p>
    </fieldset>
  )
}
