// What operators see of a runtime: metrics, structured log lines, spans. None of them ever holds a personal value: a log
// line has a code and scalar fields, and codes are ours.
import { context, propagation, SpanKind, SpanStatusCode, trace, type Span } from '@opentelemetry/api'
import { isFault } from '@zhijian/kernel'
import { Counter, Gauge, Histogram, Registry } from 'prom-client'

export type Fields = Readonly<Record<string, string | number | boolean | null | undefined>>

export interface Log {
  info(code: string, fields?: Fields): void
  warn(code: string, fields?: Fields): void
  error(code: string, fields?: Fields): void
}

/** One JSON object a line. @param now wall time */
export const jsonLog = (write: (line: string) => void, now: () => string, base: Fields = {}): Log => {
  const at = (level: string) => (code: string, fields: Fields = {}) => {
    const span = trace.getActiveSpan()?.spanContext()
    write(JSON.stringify({ time: now(), level, code, ...base, ...fields, ...(span ? { trace: span.traceId, span: span.spanId } : {}) }))
  }
  return { info: at('info'), warn: at('warn'), error: at('error') }
}

export const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {} }

/** For log fields: what may be said of an error without saying what was put in. */
export const describeError = (error: unknown): Fields => (isFault(error)
  ? { fault: error.code, retry: error.retry }
  : { bug: error instanceof Error ? error.name : typeof error, stack: error instanceof Error ? stackOf(error) : undefined })

/** The stack without the message: a message of a bug may quote what was put in. */
const stackOf = (error: Error): string | undefined =>
  error.stack?.split('\n').filter((line) => line.startsWith('    at ')).slice(0, 12).join(' | ')

export interface Metrics {
  readonly registry: Registry
  readonly commands: Counter<'service' | 'command' | 'outcome'>
  readonly commandSeconds: Histogram<'service' | 'command'>
  readonly conflicts: Counter<'service'>
  readonly latenessSeconds: Histogram<'category'>
  readonly deadlinesPending: Gauge
  readonly parkedStreams: Gauge<'category'>
  readonly viewLag: Gauge<'view'>
  readonly reactions: Counter<'consumer' | 'outcome'>
}

export const createMetrics = (registry = new Registry()): Metrics => ({
  registry,
  commands: new Counter({ name: 'zhijian_commands_total', help: 'Commands by outcome', labelNames: ['service', 'command', 'outcome'], registers: [registry] }),
  commandSeconds: new Histogram({
    name: 'zhijian_command_seconds', help: 'From the bus to the reply', labelNames: ['service', 'command'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5], registers: [registry],
  }),
  conflicts: new Counter({ name: 'zhijian_version_conflicts_total', help: 'Appends decided again', labelNames: ['service'], registers: [registry] }),
  latenessSeconds: new Histogram({
    name: 'zhijian_deadline_lateness_seconds', help: 'Between a deadline and its settling', labelNames: ['category'],
    buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 30, 300, 3600], registers: [registry],
  }),
  deadlinesPending: new Gauge({ name: 'zhijian_deadlines_pending', help: 'Streams with a running clock', registers: [registry] }),
  parkedStreams: new Gauge({ name: 'zhijian_parked_streams', help: 'Streams whose deadlines cannot be settled', labelNames: ['category'], registers: [registry] }),
  viewLag: new Gauge({ name: 'zhijian_view_lag_events', help: 'Events a view has still to read (0 when caught up)', labelNames: ['view'], registers: [registry] }),
  reactions: new Counter({ name: 'zhijian_reactions_total', help: 'Commands sent by reactions, by outcome', labelNames: ['consumer', 'outcome'], registers: [registry] }),
})

const tracer = trace.getTracer('zhijian')

/** Runs work in a span that continues the given trace; the W3C header of the span goes to `work`. */
export const inSpan = async <T>(
  name: string, parent: string | undefined, kind: SpanKind, work: (traceparent: string | undefined, span: Span) => Promise<T>,
): Promise<T> => {
  const from = parent === undefined ? context.active() : propagation.extract(context.active(), { traceparent: parent })
  return context.with(from, () => tracer.startActiveSpan(name, { kind }, async (span) => {
    const carrier: { traceparent?: string } = {}
    propagation.inject(context.active(), carrier)
    try {
      return await work(carrier.traceparent ?? parent, span)
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR, message: isFault(error) ? error.code : 'bug' })
      throw error
    } finally {
      span.end()
    }
  }))
}

export { SpanKind }
