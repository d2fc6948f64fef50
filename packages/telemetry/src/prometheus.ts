// What /metrics tells, as OpenTelemetry's metrics: the same names, labels and values, whoever asks and in whatever form.
import { ValueType, type HrTime } from '@opentelemetry/api'
import { AggregationTemporality, DataPointType, type DataPoint, type Histogram, type MetricData, type ScopeMetrics } from '@opentelemetry/sdk-metrics'
import { epochMs, type Instant } from '@zhijian/kernel'
import type { Registry } from 'prom-client'

interface Value {
  readonly value: number
  readonly labels: Readonly<Record<string, string | number>>
  /** Of histograms: `name_bucket`, `name_sum`, `name_count`. */
  readonly metricName?: string
}

const hrTime = (at: Instant): HrTime => [Math.floor(epochMs(at) / 1000), (epochMs(at) % 1000) * 1_000_000]

const attributesOf = ({ le: _le, ...labels }: Value['labels']): Record<string, string> =>
  Object.fromEntries(Object.entries(labels).map(([name, value]) => [name, String(value)]))

/** prom-client counts up to each bound; OpenTelemetry between them. */
const histogramsOf = (name: string, values: readonly Value[]): readonly { readonly attributes: Record<string, string>; readonly value: Histogram }[] =>
  [...Map.groupBy(values, ({ labels }) => JSON.stringify(attributesOf(labels)))].map(([key, of]) => {
    const buckets = of.filter(({ metricName }) => metricName === `${name}_bucket`)
    const upTo = buckets.map(({ value }) => value)
    return {
      attributes: JSON.parse(key) as Record<string, string>,
      value: {
        buckets: {
          boundaries: buckets.map(({ labels }) => Number(labels.le)).filter(Number.isFinite),
          counts: upTo.map((count, place) => count - (upTo[place - 1] ?? 0)),
        },
        sum: of.find(({ metricName }) => metricName === `${name}_sum`)?.value ?? 0,
        count: of.find(({ metricName }) => metricName === `${name}_count`)?.value ?? 0,
      },
    }
  })

/** @param startedAt since when counters count */
export const metricsOf = async (registry: Registry | null, startedAt: Instant, now: Instant): Promise<ScopeMetrics[]> => {
  if (registry === null) return []
  const times = { startTime: hrTime(startedAt), endTime: hrTime(now) }
  const points = (values: readonly Value[]): DataPoint<number>[] => values.map((each) => ({ ...times, attributes: attributesOf(each.labels), value: each.value }))
  const metrics = (await registry.getMetricsAsJSON()).map(({ name, help, type, values }): MetricData => {
    const kind = type as unknown as string
    const common = { descriptor: { name, description: help, unit: '', valueType: ValueType.DOUBLE }, aggregationTemporality: AggregationTemporality.CUMULATIVE }
    switch (kind) {
      case 'counter': return { ...common, dataPointType: DataPointType.SUM, isMonotonic: true, dataPoints: points(values as Value[]) }
      case 'histogram': return { ...common, dataPointType: DataPointType.HISTOGRAM, dataPoints: histogramsOf(name, values as Value[]).map((each) => ({ ...times, ...each })) }
      default: return { ...common, dataPointType: DataPointType.GAUGE, dataPoints: points(values as Value[]) }
    }
  })
  return [{ scope: { name: 'zhijian' }, metrics: metrics.filter(({ dataPoints }) => dataPoints.length > 0) }]
}
