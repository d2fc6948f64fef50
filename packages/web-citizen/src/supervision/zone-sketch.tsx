// A zone as a sketch without a map under it: north is up, a bar says how long a piece of it is. What is forbidden is hatched with a broken border,
// so that it is told from what is allowed without any colour.
import { scaleAt, type Point, type Shape } from '@zhijian/geometry'
import { useId, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLengthWords } from './zone-facts.tsx'
import { barOf, extentOf, middleOf, seenPlaces, spanOf, type Here } from './zone-measures.ts'

/** Of the drawing, in its own units; around it room for strokes, and for what north is. */
const SIDE = 240
const [LEFT, RIGHT, TOP, BAR] = [16, 44, 16, 40] as const
/** So that a small zone is seen beside somebody who is far from it. */
const LEAST = 4

interface SketchProps {
  readonly shapes: readonly Shape[]
  readonly label: string
  readonly isForbidden: boolean
  readonly here: Here | null
}
export const Sketch = ({ shapes, label, isForbidden, here }: SketchProps): ReactNode => {
  const { t } = useTranslation('supervision')
  const length = useLengthWords()
  const hatch = useId()
  if (shapes.length === 0) return null
  const extent = extentOf(shapes, here)
  const { wideM, highM } = spanOf(extent)
  const perM = SIDE / Math.max(wideM, highM, 20)
  const scale = scaleAt(middleOf(extent).lat)
  const [left, top] = [LEFT + (SIDE - wideM * perM) / 2, TOP]
  const bottom = Math.max(TOP + highM * perM, 60)
  const at = ({ lng, lat }: Point): readonly [x: number, y: number] => [left + (lng - extent.west) * scale.east * perM, top + (extent.north - lat) * scale.north * perM]
  const path = (line: readonly Point[]): string => seenPlaces(line, 0.6 / perM).map((each, n) => `${n === 0 ? 'M' : 'L'}${at(each).map((part) => part.toFixed(1)).join(' ')}`).join('')
  const barM = barOf(SIDE / perM)
  const drawn = (shape: Shape, n: number): ReactNode => {
    switch (shape.kind) {
      case 'circle': {
        const [cx, cy] = at(shape.centre)
        return <circle key={n} className="mine-area" fill={isForbidden ? `url(#${hatch})` : undefined} cx={cx} cy={cy} r={Math.max(LEAST, shape.radiusM * perM)} />
      }
      // Its border is what a broader line leaves free around a narrower one.
      case 'corridor': return (
        <g key={n} className="mine-way">
          <path d={path(shape.line)} strokeWidth={Math.max(LEAST, 2 * shape.halfWidthM * perM) + 4} />
          <path d={path(shape.line)} className="is-inner" strokeWidth={Math.max(LEAST, 2 * shape.halfWidthM * perM)} />
          <path d={path(shape.line)} className="is-middle" strokeWidth={1.5} />
        </g>
      )
      case 'polygon': return <path key={n} className="mine-area" fill={isForbidden ? `url(#${hatch})` : undefined} fillRule="evenodd" d={shape.parts.flat().map((ring) => `${path(ring)}Z`).join('')} />
      default: return shape satisfies never
    }
  }
  const me = here === null ? null : at(here)
  return (
    <svg className={`mine-sketch${isForbidden ? ' is-forbidden' : ''}`} viewBox={`0 0 ${LEFT + SIDE + RIGHT} ${bottom + BAR}`} role="img" aria-label={t('zone.sketch', { label, bar: length(barM) })}>
      <pattern id={hatch} width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path className="mine-hatch" d="M0 0V8" /></pattern>
      {shapes.map(drawn)}
      {me !== null && (
        <g className="mine-me">
          <circle className="is-error" cx={me[0]} cy={me[1]} r={here!.errorM * perM} />
          <circle cx={me[0]} cy={me[1]} r="5" />
          <text x={me[0] + (me[0] > LEFT + SIDE / 2 ? -9 : 9)} y={me[1] + 5} textAnchor={me[0] > LEFT + SIDE / 2 ? 'end' : 'start'}>{t('me.mark')}</text>
        </g>
      )}
      <g className="mine-north"><path d="M-5 24 0 8 5 24 0 20Z" transform={`translate(${LEFT + SIDE + RIGHT - 20} 4)`} /><text x={LEFT + SIDE + RIGHT - 20} y="46" textAnchor="middle">{t('north')}</text></g>
      <path className="mine-bar" d={`M${LEFT} ${bottom + 16}v6h${barM * perM}v-6`} />
      <text x={LEFT + 8 + barM * perM} y={bottom + 26}>{length(barM)}</text>
    </svg>
  )
}
