// Where she has to be and may not go: as a sketch, in words, and, when she asks her phone, how she lies to each of them.
import { colon, comma, Refusal } from '@zhijian/web-kit'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Mine } from './data.ts'
import { lostBecause, whereAmI } from './where-am-i.ts'
import { Facts, useLengthWords } from './zone-facts.tsx'
import { liesTo, shapeOf, type Here } from './zone-measures.ts'
import { Sketch } from './zone-sketch.tsx'

type Zone = Mine['zones'][number]

const clock = (minute: number): string => `${String(Math.floor(minute / 60) % 24).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

const OneZone = ({ of: zone, here }: { readonly of: Zone; readonly here: Here | null }): ReactNode => {
  const { t } = useTranslation('supervision')
  const length = useLengthWords()
  const hours = ({ schedule }: Zone): string => (schedule === null ? t('always') : [...Map.groupBy(schedule, ({ from, until }) => `${clock(from)}–${clock(until)}`)]
    .map(([span, days]) => `${days.length === 7 ? t('every-day') : days.map(({ day }) => t(`day.${day as 1}`)).join(comma())} ${span}`).join(comma('sentences')))
  const shapes = zone.shapes.map(shapeOf)
  const label = zone.label ?? t('letter.gone')
  const lies = here === null || shapes.length === 0 ? null : liesTo(shapes, here)
  return (
    <li>
      <h3>{`${t(`zone.${zone.kind ?? 'leave'}`)}${colon()}${label}`}</h3>
      <p>{`${t('zone.hours')}${colon()}${hours(zone)}`}</p>
      <Sketch shapes={shapes} label={label} isForbidden={zone.kind === 'forbidden'} here={here} />
      {lies !== null && <p className="mine-lies"><strong>{t(`me.${lies.is}`, { far: length(lies.farM), error: length(here!.errorM) })}</strong></p>}
      <Facts of={shapes} isCounty={zone.form === 'outline'} />
    </li>
  )
}

export const Zones = ({ of: { zones } }: { readonly of: Mine }): ReactNode => {
  const { t } = useTranslation('supervision')
  const length = useLengthWords()
  /** Kept here alone, and gone with the page. */
  const [here, setHere] = useState<Here | null>(null)
  const [isFinding, setFinding] = useState(false)
  const [lost, setLost] = useState<{ readonly why: ReturnType<typeof lostBecause>; readonly times: number } | null>(null)
  const find = async (): Promise<void> => {
    setFinding(true)
    try {
      const { coords: { longitude: lng, latitude: lat, accuracy: errorM } } = await whereAmI()
      setHere({ lng, lat, errorM })
      setLost(null)
    } catch (error) {
      setHere(null)
      setLost((before) => ({ why: lostBecause(error), times: (before?.times ?? 0) + 1 }))
    }
    setFinding(false)
  }
  return (
    <section className="mine-card" aria-labelledby="zones">
      <h2 id="zones">{t('zones')}</h2>
      {zones.length === 0 ? <p>{t('zones.none')}</p> : (
        <>
          {zones.filter(({ kind }) => kind === 'allowed').length > 1 && <p>{t('zones.together')}</p>}
          <ul className="mine-list">{zones.map((zone) => <OneZone key={zone.name} of={zone} here={here} />)}</ul>
          <button type="button" className="zj-button zj-quiet" disabled={isFinding} onClick={() => void find()}>{t(isFinding ? 'me.finding' : here === null ? 'me.show' : 'me.again')}</button>
          <p className="zj-hint">{t('me.says')}</p>
          <p role="status">{here === null ? '' : t('me.shown', { error: length(here.errorM) })}</p>
          {lost !== null && <Refusal at={lost.times}>{t(`me.lost.${lost.why}`)}</Refusal>}
        </>
      )}
    </section>
  )
}
