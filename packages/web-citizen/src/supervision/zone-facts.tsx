// A zone in words, for whoever reads no map or sees none.
import { squareMetres, wayM, type Point, type Shape } from '@zhijian/geometry'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { extentOf, middleOf, spanOf } from './zone-measures.ts'

/** As precise as somebody needs who walks: to ten metres, from a kilometre on to a hundred. */
export const useLengthWords = (): ((metres: number) => string) => {
  const { t } = useTranslation('supervision')
  return (metres) => {
    const near = metres < 100 ? Math.round(metres) : Math.round(metres / 10) * 10
    return near < 1000 ? t('metres', { far: near }) : t('kilometres', { far: Number((metres / 1000).toFixed(metres < 100_000 ? 1 : 0)) })
  }
}
const useAreaWords = (): ((m2: number) => string) => {
  const { t } = useTranslation('supervision')
  return (m2) => (m2 < 100_000 ? t('square-metres', { area: Number(m2.toPrecision(2)) }) : t('square-kilometres', { area: Number((m2 / 1e6).toPrecision(3)) }))
}

const Piece = ({ of, isCounty }: { readonly of: Shape; readonly isCounty: boolean }): ReactNode => {
  const { t } = useTranslation('supervision')
  const [length, area] = [useLengthWords(), useAreaWords()]
  const place = ({ lng, lat }: Point): string => t('place', { east: lng.toFixed(5), north: lat.toFixed(5) })
  const facts = (): readonly (readonly [name: string, says: string])[] => {
    switch (of.kind) {
      case 'circle': return [[t('zone.form'), t('form.circle')], [t('zone.centre'), place(of.centre)], [t('zone.reach'), t('zone.circle', { metres: Math.round(of.radiusM) })], [t('zone.area'), area(squareMetres(of))]]
      case 'corridor': return [
        [t('zone.form'), t('form.corridor')], [t('zone.ends'), t('zone.ends.are', { from: place(of.line[0]!), until: place(of.line.at(-1)!) })],
        [t('zone.reach'), t('zone.corridor', { metres: Math.round(of.halfWidthM), long: length(wayM(of.line)) })],
      ]
      case 'polygon': {
        const extent = extentOf([of])
        const { wideM, highM } = spanOf(extent)
        const holes = of.parts.reduce((sum, rings) => sum + rings.length - 1, 0)
        return [
          [t('zone.form'), t(isCounty ? 'form.outline' : 'form.polygon', { count: of.parts.reduce((sum, [outer]) => sum + outer!.length - 1, 0) }) + (of.parts.length > 1 ? t('form.parts', { count: of.parts.length }) : '') + (holes > 0 ? t('form.holes', { count: holes }) : '')],
          [t('zone.middle'), place(middleOf(extent))], [t('zone.reach'), t('zone.span', { wide: length(wideM), high: length(highM) })], [t('zone.area'), area(squareMetres(of))],
        ]
      }
      default: return of satisfies never
    }
  }
  return <dl className="mine-facts">{facts().map(([name, says]) => <div key={name}><dt>{name}</dt><dd>{says}</dd></div>)}</dl>
}

/** Of one piece, or of each. @param isCounty it is as the county ends */
export const Facts = ({ of, isCounty }: { readonly of: readonly Shape[]; readonly isCounty: boolean }): ReactNode => {
  const { t } = useTranslation('supervision')
  if (of.length < 2) return of.map((only) => <Piece key="only" of={only} isCounty={isCounty} />)
  return (
    <>
      <p>{t('zone.several', { count: of.length })}</p>
      {/* Pieces have no name but their place. */}
      {/* oxlint-disable-next-line react/no-array-index-key */}
      <ol className="mine-pieces">{of.map((each, n) => <li key={n}><Piece of={each} isCounty={isCounty} /></li>)}</ol>
    </>
  )
}
