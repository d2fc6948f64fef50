// Where she has to be and may not go, in words, and as a sketch: which way it lies and how large it is.
import { colon, comma } from '@zhijian/web-kit'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Mine } from './data.ts'

type Zone = Mine['zones'][number]
type Shape = Zone['shapes'][number]
type Position = readonly [number, number]

const DEGREE_M = 111_195
const SIDE = 200
const ringsOf = (shape: Shape): readonly (readonly Position[])[] =>
  (shape.kind === 'polygon' ? shape.coordinates.flat() as never : shape.kind === 'corridor' ? [shape.line as never] : [])

/** North is up; a bar says how long a piece of it is. */
const Sketch = ({ shapes, label }: { readonly shapes: readonly Shape[]; readonly label: string }): ReactNode => {
  const { t } = useTranslation('supervision')
  const all = shapes.flatMap((shape): readonly Position[] => {
    if (shape.kind !== 'circle') return ringsOf(shape).flat()
    const [lng, lat] = shape.centre as unknown as Position
    const [wide, high] = [shape.radiusM / (DEGREE_M * Math.cos((lat * Math.PI) / 180)), shape.radiusM / DEGREE_M]
    return [[lng - wide, lat - high], [lng + wide, lat + high]]
  })
  if (all.length === 0) return null
  const [west, east] = [Math.min(...all.map(([lng]) => lng)), Math.max(...all.map(([lng]) => lng))]
  const [south, north] = [Math.min(...all.map(([, lat]) => lat)), Math.max(...all.map(([, lat]) => lat))]
  const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180)
  const spanM = Math.max((east - west) * DEGREE_M * shrink, (north - south) * DEGREE_M, 20)
  const perM = SIDE / spanM
  const at = ([lng, lat]: Position): Position => [20 + (lng - west) * DEGREE_M * shrink * perM, 20 + (north - lat) * DEGREE_M * perM]
  const path = (ring: readonly Position[]): string => ring.map((each, n) => `${n === 0 ? 'M' : 'L'}${at(each).map((part) => part.toFixed(1)).join(' ')}`).join('')
  const high = 40 + (north - south) * DEGREE_M * perM
  const barM = 10 ** Math.floor(Math.log10(spanM / 2))
  return (
    <svg className="mine-sketch" viewBox={`0 0 ${SIDE + 40} ${Math.max(high, 60) + 24}`} role="img" aria-label={t('zone.sketch', { label })}>
      {shapes.map((shape, n) => {
        // Parts of one zone have no name but their place.
        // oxlint-disable-next-line react/no-array-index-key
        if (shape.kind === 'circle') return <circle key={n} cx={at(shape.centre as unknown as Position)[0]} cy={at(shape.centre as unknown as Position)[1]} r={shape.radiusM * perM} />
        const d = ringsOf(shape).map(path).join('')
        // oxlint-disable-next-line react/no-array-index-key
        return <path key={n} d={d} fillRule="evenodd" className={shape.kind === 'corridor' ? 'is-way' : ''} strokeWidth={shape.kind === 'corridor' ? Math.max(2, 2 * shape.halfWidthM * perM) : 2} />
      })}
      <path className="mine-bar" d={`M20 ${Math.max(high, 60) + 6}h${barM * perM}`} />
      <text x={26 + barM * perM} y={Math.max(high, 60) + 10}>{barM >= 1000 ? `${barM / 1000} km` : `${barM} m`}</text>
    </svg>
  )
}

/** Of one piece, or of each. */
const Sizes = ({ of }: { readonly of: readonly Shape[] }): ReactNode => {
  const { t } = useTranslation('supervision')
  const words = (shape: Shape): string | null =>
    (shape.kind === 'circle' ? t('zone.circle', { metres: Math.round(shape.radiusM) }) : shape.kind === 'corridor' ? t('zone.corridor', { metres: Math.round(shape.halfWidthM) }) : of.length > 1 ? t('zone.polygon') : null)
  const [only] = of
  if (of.length < 2) return only === undefined || words(only) === null ? null : <p>{words(only)}</p>
  return (
    <>
      <p>{t('zone.several', { count: of.length })}</p>
      {/* Pieces have no name but their place. */}
      {/* oxlint-disable-next-line react/no-array-index-key */}
      <ol>{of.map((each, n) => <li key={n}>{words(each)}</li>)}</ol>
    </>
  )
}

const clock = (minute: number): string => `${String(Math.floor(minute / 60) % 24).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

export const Zones = ({ of: { zones } }: { readonly of: Mine }): ReactNode => {
  const { t } = useTranslation('supervision')
  const hours = ({ schedule }: Zone): string => (schedule === null ? t('always') : [...Map.groupBy(schedule, ({ from, until }) => `${clock(from)}–${clock(until)}`)]
    .map(([span, days]) => `${days.length === 7 ? t('every-day') : days.map(({ day }) => t(`day.${day as 1}`)).join(comma())} ${span}`).join(comma('sentences')))
  return (
    <section className="mine-card" aria-labelledby="zones">
      <h2 id="zones">{t('zones')}</h2>
      {zones.length === 0 ? <p>{t('zones.none')}</p> : (
        <ul className="mine-list">{zones.map((zone) => {
          const label = zone.label ?? t('letter.gone')
          return (
            <li key={zone.name}>
              <h3>{`${t(`zone.${zone.kind ?? 'leave'}`)}${colon()}${label}`}</h3>
              <p>{hours(zone)}</p>
              <Sizes of={zone.shapes} />
              <Sketch shapes={zone.shapes} label={label} />
            </li>
          )
        })}</ul>
      )}
    </section>
  )
}
