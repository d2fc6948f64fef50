// The SDK as a process has it, sent to a collector that is there, that speaks protobuf, or that is not there.
import { Fault, instant } from '@zhijian/kernel'
import { startCollector, type Collector } from '@zhijian/testkit/collector'
import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { begin, continuing, inSpan, note, SpanKind, tell, telemetrySettings, traceFields, traceparent, within } from '../src/index.ts'
import { startTelemetry, type Telemetry } from '../src/otlp.ts'
import { eventually, realTimers } from './patience.timer.ts'

const nine = instant('2026-03-01T09:00:00.000Z')
const CANARY = '13900001234'

let collector: Collector
let telemetry: Telemetry | null
let told: string[]
const start = async (env: Readonly<Record<string, string>> = {}, registry: Registry | null = null): Promise<void> => {
  const settings = telemetrySettings({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json', ...env })
  telemetry = await startTelemetry({
    settings: settings!, service: 'kitchen', instance: '3', registry: () => registry, timers: realTimers, startedAt: nine,
    onAway: (what, why) => told.push(`${what} away: ${why}`), onBack: (what) => told.push(`${what} back`),
  })
}
const stop = async (): Promise<void> => {
  await telemetry?.stop(2000)
  telemetry = null
}
beforeEach(async () => {
  collector = await startCollector()
  telemetry = null
  told = []
})
afterEach(async () => {
  await stop()
  await collector.close()
})

describe('a span', () => {
  it('is part of the one it was made in, wherever its work went meanwhile', async () => {
    await start()
    await inSpan('outer', { kind: SpanKind.SERVER }, async () => {
      await new Promise((resolve) => setImmediate(resolve))
      await inSpan('inner', {}, async () => {
        note('halfway')
        tell({ 'zhijian.outcome': 'accepted' })
      })
    })
    await stop()
    const [inner, outer] = collector.spans
    expect(inner).toMatchObject({ service: 'kitchen', name: 'inner', traceId: outer!.traceId, parentSpanId: outer!.spanId, events: ['halfway'], attributes: { 'zhijian.outcome': 'accepted' } })
    expect(outer).toMatchObject({ name: 'outer', kind: 2, parentSpanId: null })
  })

  it('goes on in another process by its header; a header that cannot be read begins anew', async () => {
    await start()
    const headers: (string | undefined)[] = []
    await inSpan('here', {}, async () => void headers.push(traceparent()))
    await inSpan('there', { in: continuing(headers[0]) }, async () => undefined)
    for (const header of [undefined, '', 'x', `00-${'0'.repeat(32)}-${'0'.repeat(16)}-01`, `00-${'g'.repeat(32)}-${'a'.repeat(16)}-01`]) {
      await inSpan('elsewhere', { in: continuing(header) }, async () => undefined)
    }
    await stop()
    const [here, there, ...elsewhere] = collector.spans
    expect(there).toMatchObject({ traceId: here!.traceId, parentSpanId: here!.spanId })
    expect(traceFields(headers[0])).toEqual({ trace_id: here!.traceId, span_id: here!.spanId })
    expect(elsewhere.map(({ parentSpanId }) => parentSpanId)).toEqual([null, null, null, null, null])
    expect(new Set(elsewhere.map(({ traceId }) => traceId)).size).toBe(5)
  })

  it('that only follows from another is linked to it, in a trace of its own', async () => {
    await start()
    let header: string | undefined
    await inSpan('long ago', {}, async () => { header = traceparent() })
    await inSpan('replayed', { in: continuing(undefined), after: header }, async () => undefined)
    await stop()
    const [before, after] = collector.spans
    expect(after).toMatchObject({ parentSpanId: null, links: [{ traceId: before!.traceId, spanId: before!.spanId }] })
    expect(after!.traceId).not.toBe(before!.traceId)
  })

  it('tells an error by its code; what was put in is in nothing that leaves', async () => {
    await start()
    await expect(inSpan('faulty', {}, async () => { throw new Fault('store-full', `of ${CANARY}`, { retry: 'later' }) })).rejects.toThrow()
    await expect(inSpan('broken', {}, async () => { throw new Error(`cannot parse ${CANARY}`) })).rejects.toThrow()
    await stop()
    expect(collector.spans.map(({ attributes }) => attributes['error.type'])).toEqual(['store-full', 'bug'])
    expect(collector.bodies.join()).not.toContain(CANARY)
  })

  it('is kept or left by the sampler, and what was left is left wherever it goes', async () => {
    await start({ OTEL_TRACES_SAMPLER: 'parentbased_always_off' })
    await inSpan('left', {}, async () => {
      expect(traceparent()).toMatch(/-00$/)
      await inSpan('left too', { in: continuing(traceparent()) }, async () => undefined)
    })
    await inSpan('kept', { in: continuing(`00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`) }, async () => undefined)
    await stop()
    expect(collector.spans.map(({ name }) => name)).toEqual(['kept'])
  })

  it('is entered from callbacks that run elsewhere', async () => {
    await start()
    const { span, within: of } = begin('request')
    await new Promise<void>((resolve) => setImmediate(() => within(of, () => void inSpan('handled', {}, async () => undefined).then(resolve))))
    span.end()
    await stop()
    expect(collector.spans.find(({ name }) => name === 'handled')?.parentSpanId).toBe(collector.spans.find(({ name }) => name === 'request')!.spanId)
  })
})

describe('metrics', () => {
  const registryWithAll = (): Registry => {
    const registry = new Registry()
    const registers = [registry]
    new Counter({ name: 'boiled_total', help: 'Kettles', labelNames: ['kitchen'], registers }).inc({ kitchen: 'north' }, 2)
    new Gauge({ name: 'heat', help: 'Degrees', registers }).set(99.5)
    const seconds = new Histogram({ name: 'boil_seconds', help: 'Until it boils', labelNames: ['kitchen'], buckets: [1, 5], registers })
    for (const value of [0.5, 2, 3, 60]) seconds.observe({ kitchen: 'north' }, value)
    return registry
  }

  it('are those of /metrics: the same names, labels and values', async () => {
    await start({ OTEL_METRIC_EXPORT_INTERVAL: '100' }, registryWithAll())
    await eventually(() => collector.metrics.has('boil_seconds'), 'metrics')
    expect(collector.metrics.get('boiled_total')!.get('{"kitchen":"north"}')).toBe(2)
    expect(collector.metrics.get('heat')!.get('{}')).toBe(99.5)
    expect(collector.metrics.get('boil_seconds')!.get('{"kitchen":"north"}')).toBe(4)
    const { resourceMetrics: [of] } = JSON.parse(collector.bodies.find((body) => body.includes('boil_seconds'))!)
    expect(of.resource.attributes).toContainEqual({ key: 'service.instance.id', value: { stringValue: '3' } })
    const [point] = of.scopeMetrics[0].metrics.find(({ name }: { name: string }) => name === 'boil_seconds').histogram.dataPoints
    expect(point).toMatchObject({ explicitBounds: [1, 5], bucketCounts: [1, 2, 1], sum: 65.5, count: 4 })
  })
})

describe('whoever receives', () => {
  it('is shown the headers that a file holds', async () => {
    const settings = { ...telemetrySettings({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json' })!, headers: { authorization: 'Bearer token' } }
    telemetry = await startTelemetry({ settings, service: 'kitchen', instance: '0', registry: () => null, timers: realTimers, startedAt: nine, onAway: () => {}, onBack: () => {} })
    await inSpan('one', {}, async () => undefined)
    await stop()
    expect(collector.headers).toMatchObject({ authorization: 'Bearer token' })
  })

  it('gets protobuf unless JSON is asked for', async () => {
    await start({ OTEL_EXPORTER_OTLP_PROTOCOL: '', OTEL_TRACES_EXPORTER: 'otlp' })
    await inSpan('in protobuf', {}, async () => undefined)
    await stop()
    expect(collector.headers).toMatchObject({ 'content-type': 'application/x-protobuf' })
    expect(collector.bodies[0]).toContain('in protobuf')
  })

  it('may be away: that is said once, what waits is bounded, and a stop does not wait for it', async () => {
    await collector.close()
    // The exporters read it themselves: how long one that does not answer is tried again.
    vi.stubEnv('OTEL_EXPORTER_OTLP_TIMEOUT', '100')
    await start({ OTEL_METRICS_EXPORTER: 'none' })
    vi.unstubAllEnvs()
    for (let n = 0; n < 5000; n += 1) await inSpan('unheard', {}, async () => undefined)
    await stop()
    expect(told).toEqual([expect.stringMatching(/^traces away: \w+$/)])
  })
})
