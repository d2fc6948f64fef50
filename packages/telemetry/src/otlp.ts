// OpenTelemetry's SDK, started where somebody named an endpoint: loaded by whoever starts, so that a process without one pays
// nothing. Spans and metrics wait in memory, bounded; whoever receives them may be away for as long as he likes.
import { context, trace } from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import { ExportResultCode, type ExportResult } from '@opentelemetry/core'
import { detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources'
import { PeriodicExportingMetricReader, type PushMetricExporter } from '@opentelemetry/sdk-metrics'
import {
  AlwaysOffSampler, AlwaysOnSampler, BatchSpanProcessor, ParentBasedSampler, TraceIdRatioBasedSampler, TracerProvider, type Sampler, type SpanExporter,
} from '@opentelemetry/sdk-trace'
import { withinMs, type Instant, type Timers } from '@zhijian/kernel'
import type { Registry } from 'prom-client'
import { metricsOf } from './prometheus.ts'
import type { TelemetrySettings } from './settings.ts'

export interface TelemetryOptions {
  readonly settings: TelemetrySettings
  /** `consult-router`, and which of its instances this is. */
  readonly service: string
  readonly instance: string
  /** Null while there is nothing to measure. */
  readonly registry: () => Registry | null
  readonly timers: Timers
  readonly startedAt: Instant
  /** Told once when nothing is taken any more, with the name of an error; and once when it is again. */
  readonly onAway: (what: 'traces' | 'metrics', why: string) => void
  readonly onBack: (what: 'traces' | 'metrics') => void
}

export interface Telemetry {
  /** Sends what is in hand, as far as that goes in this time, and ends. */
  stop(withinMs: number): Promise<void>
}

const samplerOf = ({ sampler, ratio }: TelemetrySettings): Sampler => {
  const root = sampler.endsWith('traceidratio') ? new TraceIdRatioBasedSampler(ratio) : sampler.endsWith('always_off') ? new AlwaysOffSampler() : new AlwaysOnSampler()
  return sampler.startsWith('parentbased') ? new ParentBasedSampler({ root }) : root
}

const exportersOf = async ({ protocol, tracesUrl, metricsUrl, headers }: TelemetrySettings): Promise<{ readonly traces: SpanExporter | null; readonly metrics: PushMetricExporter | null }> => {
  const [{ OTLPTraceExporter }, { OTLPMetricExporter }] = protocol === 'http/json'
    ? await Promise.all([import('@opentelemetry/exporter-trace-otlp-http'), import('@opentelemetry/exporter-metrics-otlp-http')])
    : await Promise.all([import('@opentelemetry/exporter-trace-otlp-proto'), import('@opentelemetry/exporter-metrics-otlp-proto')])
  return {
    traces: tracesUrl === null ? null : new OTLPTraceExporter({ url: tracesUrl, headers: { ...headers } }),
    metrics: metricsUrl === null ? null : new OTLPMetricExporter({ url: metricsUrl, headers: { ...headers } }),
  }
}

/** An error's name or code: its message may quote an address. */
const nameOf = (error: unknown): string => {
  const { code, name } = (error ?? {}) as { code?: unknown; name?: unknown }
  return typeof code === 'string' || typeof code === 'number' ? String(code) : typeof name === 'string' ? name : 'unknown'
}

/** The same exporter, and whether it gets rid of what it is given. */
const watched = <E extends SpanExporter | PushMetricExporter>(exporter: E, what: 'traces' | 'metrics', { onAway, onBack }: TelemetryOptions): E => {
  let isAway = false
  const original = exporter.export.bind(exporter) as (items: never, done: (result: ExportResult) => void) => void
  exporter.export = ((items: never, done: (result: ExportResult) => void) => original(items, (result) => {
    const failed = result.code !== ExportResultCode.SUCCESS
    if (failed && !isAway) onAway(what, nameOf(result.error))
    if (!failed && isAway) onBack(what)
    isAway = failed
    done(result)
  })) as E['export']
  return exporter
}

/** Spans that wait; after that, newer ones are dropped. */
const MOST_SPANS = 2048

export const startTelemetry = async (options: TelemetryOptions): Promise<Telemetry> => {
  const { settings, service, instance, timers } = options
  const { traces, metrics } = await exportersOf(settings)
  const resource = detectResources({ detectors: [envDetector] }).merge(resourceFromAttributes({
    'service.name': settings.serviceName ?? service, 'service.namespace': 'zhijian', 'service.instance.id': instance,
  }))
  const ends: (() => Promise<void>)[] = []
  if (traces) {
    context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())
    const provider = new TracerProvider({
      resource, sampler: samplerOf(settings),
      spanProcessors: [new BatchSpanProcessor({ exporter: watched(traces, 'traces', options), maxQueueSize: MOST_SPANS, scheduledDelayMillis: 2000 })],
    })
    trace.setGlobalTracerProvider(provider)
    ends.push(() => provider.shutdown())
  }
  if (metrics) {
    const reader = new PeriodicExportingMetricReader({
      exporter: watched(metrics, 'metrics', options), exportIntervalMillis: settings.metricsEveryMs, exportTimeoutMillis: Math.min(10_000, settings.metricsEveryMs),
    })
    reader.setMetricProducer({ collect: async () => ({ resourceMetrics: { resource, scopeMetrics: await metricsOf(options.registry(), options.startedAt, timers.now()) }, errors: [] }) })
    ends.push(() => reader.shutdown())
  }
  return {
    stop: async (ms) => {
      await withinMs(timers, ms, Promise.all(ends.map((end) => end().catch(() => undefined))).then(() => undefined))
      trace.disable()
      context.disable()
    },
  }
}
