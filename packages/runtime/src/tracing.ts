// Spans: one trace from a request to everything that follows from it.
import { context, propagation, SpanKind, SpanStatusCode, trace, type Span } from '@opentelemetry/api'
import { isFault } from '@zhijian/kernel'

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
