// A chart on a canvas; loaded when the first one is shown. What it says stands in a table beside it.
import { BarChart, LineChart } from 'echarts/charts'
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { init, use as register, type ECharts, type EChartsCoreOption } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { useEffect, useRef, type ReactNode } from 'react'

register([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer])

const INK = '#1a1a1a'

const Chart = ({ option, label, height }: { readonly option: EChartsCoreOption; readonly label: string; readonly height: number }): ReactNode => {
  const place = useRef<HTMLDivElement>(null)
  const chart = useRef<ECharts | null>(null)
  useEffect(() => {
    const made = init(place.current!)
    chart.current = made
    const watch = new ResizeObserver(() => made.resize())
    watch.observe(place.current!)
    return () => {
      watch.disconnect()
      made.dispose()
    }
  }, [])
  useEffect(() => {
    // Drawn on the canvas: a box of its own would carry styles that the page may not have.
    chart.current?.setOption({ animationDuration: 200, textStyle: { color: INK, fontFamily: 'inherit' }, tooltip: { trigger: 'axis', renderMode: 'richText' }, ...option })
  }, [option])
  return <div ref={place} role="img" aria-label={label} style={{ height }} />
}
export default Chart
