// How late deadlines were settled, as a picture and as a table: the picture is for a glance, the table is what it is drawn from.
import { BarChart } from 'echarts/charts'
import { AriaComponent, GridComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { lengthOf } from '../platform/format.ts'
import type { Report } from './read.ts'

use([BarChart, GridComponent, TooltipComponent, AriaComponent, SVGRenderer])

interface Bar { readonly label: string; readonly count: number; readonly share: number }

/** Of several categories together: buckets are told cumulated, bars are what lies between two. */
export const barsOf = (lateness: Report['deadlines']['lateness'], more: string): { readonly total: number; readonly bars: readonly Bar[] } => {
  const total = lateness.reduce((sum, { count }) => sum + count, 0)
  const bounds = lateness[0]?.buckets.map(({ withinMs }) => withinMs) ?? []
  const upTo = bounds.map((bound) => lateness.reduce((sum, { buckets }) => sum + (buckets.find(({ withinMs }) => withinMs === bound)?.count ?? 0), 0))
  const bars = [...bounds.map(lengthOf), more].map((label, index) => {
    const before = upTo[index - 1] ?? 0
    const reached = upTo[index] ?? total
    return { label, count: reached - before, share: total === 0 ? 0 : reached / total }
  })
  return { total, bars }
}

export const Lateness = ({ lateness }: { readonly lateness: Report['deadlines']['lateness'] }): ReactNode => {
  const { t } = useTranslation('services')
  const box = useRef<HTMLDivElement>(null)
  const { total, bars } = barsOf(lateness, t('more'))
  const drawn = JSON.stringify(bars)
  useEffect(() => {
    if (box.current === null || total === 0) return
    const chart = init(box.current, null, { renderer: 'svg', height: 180 })
    const shown = JSON.parse(drawn) as readonly Bar[]
    chart.setOption({
      animation: false, color: ['#14532d'], grid: { left: 48, right: 8, top: 12, bottom: 28 }, tooltip: { trigger: 'axis' },
      xAxis: { type: 'category', data: shown.map(({ label }) => label), axisLabel: { color: '#404040' } }, yAxis: { type: 'value', minInterval: 1, axisLabel: { color: '#404040' } },
      series: [{ type: 'bar', data: shown.map(({ count }) => count) }],
    })
    const resize = (): void => chart.resize()
    window.addEventListener('resize', resize)
    return () => {
      window.removeEventListener('resize', resize)
      chart.dispose()
    }
  }, [drawn, total])
  if (total === 0) return <p className="zj-lead">{t('lateness.none')}</p>
  return (
    <>
      <p className="zj-lead">{t('lateness.say', { count: total })}</p>
      <div className="zj-lateness">
        <div ref={box} aria-hidden="true" className="zj-lateness-chart" />
        <table aria-label={t('lateness.table')}>
          <thead><tr><th scope="col">{t('within')}</th><th scope="col">{t('settled')}</th><th scope="col">{t('share')}</th></tr></thead>
          <tbody>{bars.filter(({ count }) => count > 0).map(({ label, count, share }) => <tr key={label}><td>{label}</td><td>{count}</td><td>{(share * 100).toFixed(1)}%</td></tr>)}</tbody>
        </table>
      </div>
    </>
  )
}
