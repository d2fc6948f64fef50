// An OpenTelemetry collector for specs: takes OTLP over HTTP as JSON and keeps what it was given.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface CollectedSpan {
  readonly service: string
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId: string | null
  readonly name: string
  /** 1 internal, 2 server, 3 client, 4 producer, 5 consumer */
  readonly kind: number
  readonly attributes: Readonly<Record<string, unknown>>
  readonly events: readonly string[]
  readonly links: readonly { readonly traceId: string; readonly spanId: string }[]
}

export interface Collector {
  /** For OTEL_EXPORTER_OTLP_ENDPOINT. */
  readonly url: string
  readonly spans: readonly CollectedSpan[]
  /** Names of metrics, with the last value of each set of attributes. */
  readonly metrics: ReadonlyMap<string, ReadonlyMap<string, number>>
  /** All bodies as they came: what must be in none of them. */
  readonly bodies: readonly string[]
  /** Of the last request. */
  readonly headers: Readonly<Record<string, unknown>>
  close(): Promise<void>
}

type Value = { readonly stringValue?: string; readonly intValue?: number | string; readonly doubleValue?: number; readonly boolValue?: boolean }
type Attribute = { readonly key: string; readonly value: Value }
const valuesOf = (attributes: readonly Attribute[] = []): Record<string, unknown> => Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]))

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Body = any

export const startCollector = async (): Promise<Collector> => {
  const spans: CollectedSpan[] = []
  const metrics = new Map<string, Map<string, number>>()
  const bodies: string[] = []
  let headers: Readonly<Record<string, unknown>> = {}

  const takeSpans = (body: Body): void => {
    for (const { resource, scopeSpans } of body.resourceSpans) for (const scope of scopeSpans) for (const span of scope.spans) {
      spans.push({
        service: String(valuesOf(resource.attributes)['service.name']), traceId: span.traceId, spanId: span.spanId, parentSpanId: span.parentSpanId || null, name: span.name, kind: span.kind,
        attributes: valuesOf(span.attributes), events: (span.events ?? []).map(({ name }: Body) => name), links: (span.links ?? []).map(({ traceId, spanId }: Body) => ({ traceId, spanId })),
      })
    }
  }
  const takeMetrics = (body: Body): void => {
    for (const { scopeMetrics } of body.resourceMetrics) for (const scope of scopeMetrics) for (const metric of scope.metrics) {
      const known = metrics.get(metric.name) ?? new Map<string, number>()
      metrics.set(metric.name, known)
      for (const point of (metric.sum ?? metric.gauge ?? metric.histogram).dataPoints) known.set(JSON.stringify(valuesOf(point.attributes)), Number(point.asDouble ?? point.asInt ?? point.count))
    }
  }

  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const text = Buffer.concat(parts).toString('utf8')
      bodies.push(text)
      headers = request.headers
      if (request.headers['content-type'] === 'application/json') (request.url === '/v1/traces' ? takeSpans : takeMetrics)(JSON.parse(text))
      response.writeHead(200, { 'content-type': request.headers['content-type'] ?? 'application/json' }).end(request.headers['content-type'] === 'application/json' ? '{}' : '')
    })
  })
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, spans, metrics, bodies,
    get headers() {
      return headers
    },
    close: () => new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    }),
  }
}
