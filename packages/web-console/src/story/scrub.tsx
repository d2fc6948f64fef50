// The bar: a range of seconds that keyboards and fingers move, and above it what happened when, a lane for each kind.
import { useTranslation } from 'react-i18next'
import type { ReactNode } from 'react'
import type { StoryEvent } from './data.ts'

export const CATEGORIES = ['consultation', 'delivery', 'callback', 'danger', 'review', 'call', 'mandate'] as const

export const Scrub = ({ events, fromMs, toMs, atMs, onChange, words }: {
  readonly events: readonly StoryEvent[]; readonly fromMs: number; readonly toMs: number; readonly atMs: number; readonly onChange: (ms: number) => void; readonly words: string
}): ReactNode => {
  const { t } = useTranslation('story')
  const width = Math.max(1000, toMs - fromMs)
  const placeOf = (ms: number): string => `${Math.min(100, Math.max(0, ((ms - fromMs) / width) * 100))}%`
  const lanes = CATEGORIES.filter((category) => events.some((event) => event.category === category))
  return (
    <div className="scrub">
      <div className="lanes" aria-hidden="true">
        {lanes.map((category) => (
          <div key={category} className={`lane ${category}`}>
            <span className="name">{t(`category.${category}`)}</span>
            <div className="track">
              {events.filter((event) => event.category === category && Date.parse(event.at) >= fromMs && Date.parse(event.at) <= toMs).map((event) => (
                <i key={`${event.stream}@${event.version}`} className={event.cause.kind === 'deadline' ? 'deadline' : ''} style={{ left: placeOf(Date.parse(event.at)) }} />
              ))}
              <b style={{ left: placeOf(atMs) }} />
            </div>
          </div>
        ))}
      </div>
      <input type="range" name="moment" aria-label={t('scrub')} aria-valuetext={words} min={fromMs} max={toMs} step={1000} value={Math.min(toMs, Math.max(fromMs, atMs))}
        onChange={({ target }) => onChange(Number(target.value))} />
    </div>
  )
}
