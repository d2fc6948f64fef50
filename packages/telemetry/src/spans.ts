// Spans of everything that follows from one request, and the header that carries a trace from process to process and, in an
// event's metadata, from the event to what it causes. Needs OpenTelemetry's API alone: where no SDK was started nothing is made.
// T1 No attribute holds what somebody typed, who somebody is, or the name of a stream: names, codes and counts, all of them ours.
// T2 An error is told by its code; its message may quote what was put in.
import {
  context, INVALID_SPAN_CONTEXT, isSpanContextValid, ProxyTracerProvider, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace, TraceFlags, type Attributes, type Context, type Span, type SpanContext,
} from '@opentelemetry/api'
import { isFault } from '@zhijian/kernel'

/** Asked anew each time: what was made before an SDK was started, or after it ended, would stay as it was. */
const tracer = () => trace.getTracer('zhijian')

const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-0([01])$/

/** The W3C header of the span that is active, or of this one; undefined where nobody traces. */
export const traceparent = (span: Span | undefined = trace.getActiveSpan()): string | undefined => {
  const of = span?.spanContext()
  return of && isSpanContextValid(of) ? `00-${of.traceId}-${of.spanId}-0${of.traceFlags & TraceFlags.SAMPLED}` : undefined
}

const spanContextOf = (header: string | undefined): SpanContext | null => {
  const [, traceId, spanId, flags] = TRACEPARENT.exec(header ?? '') ?? []
  if (traceId === undefined || spanId === undefined) return null
  const found = { traceId, spanId, traceFlags: Number(flags), isRemote: true }
  return isSpanContextValid(found) ? found : null
}

/** Where a span begins that continues this header, from wherever it came; one that cannot be read begins a trace of its own. */
export const continuing = (header: string | undefined): Context => {
  const from = spanContextOf(header)
  return from === null ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, from)
}

/** The ids as log lines have them. */
export const traceFields = (header: string | undefined): { readonly trace_id?: string; readonly span_id?: string } => {
  const from = spanContextOf(header)
  return from === null ? {} : { trace_id: from.traceId, span_id: from.spanId }
}

export interface SpanOptions {
  /** Default: internal. */
  readonly kind?: SpanKind
  readonly attributes?: Attributes
  /** Default: what is active. */
  readonly in?: Context
  /** Header of a span that this one follows from, without being part of its trace. */
  readonly after?: string | undefined
}

/** @param code never input (T2) @param span default: the one that is active */
export const failed = (code: string, span: Span | undefined = trace.getActiveSpan()): void => {
  span?.setAttribute('error.type', code)
  span?.setStatus({ code: SpanStatusCode.ERROR })
}

export const begin = (name: string, { kind = SpanKind.INTERNAL, attributes = {}, in: within = context.active(), after }: SpanOptions = {}): { readonly span: Span; readonly within: Context } => {
  const cause = spanContextOf(after)
  const span = tracer().startSpan(name, { kind, attributes, ...(cause === null ? {} : { links: [{ context: cause }] }) }, within)
  return { span, within: trace.setSpan(within, span) }
}

const ending = async <T>(span: Span, work: Promise<T>): Promise<T> => {
  try {
    return await work
  } catch (error) {
    failed(isFault(error) ? error.code : 'bug', span)
    throw error
  } finally {
    span.end()
  }
}

/** No SDK was started. */
const isUntraced = (): boolean => {
  const provider = trace.getTracerProvider()
  return provider instanceof ProxyTracerProvider && provider.getDelegateTracer('zhijian') === undefined
}
const NO_SPAN = trace.wrapSpanContext(INVALID_SPAN_CONTEXT)

/** Whether nobody traces here, and nobody did where this came from: no span would be made of it. */
export const isUnseen = (header?: string): boolean => header === undefined && isUntraced() && trace.getActiveSpan() === undefined

/** Runs work in a span of its own, which ends with it. Where nobody traces the work is simply done. */
export const inSpan = <T>(name: string, options: SpanOptions, work: (span: Span) => Promise<T>): Promise<T> => {
  // A trace that comes from elsewhere is passed on, whoever traces here.
  if ((options.in === undefined || options.in === ROOT_CONTEXT) && isUntraced() && trace.getActiveSpan() === undefined) return work(NO_SPAN)
  const { span, within } = begin(name, options)
  return isSpanContextValid(span.spanContext()) ? ending(span, context.with(within, () => work(span))) : work(span)
}

/** Something that happened on the way, in the span that is active. */
export const note = (name: string, attributes: Attributes = {}): void => void trace.getActiveSpan()?.addEvent(name, attributes)

/** More about the work of the span that is active. */
export const tell = (attributes: Attributes): void => void trace.getActiveSpan()?.setAttributes(attributes)

/** Work that belongs to what was begun elsewhere: callbacks of a request come in the socket's context. */
export const within = <T>(of: Context, work: () => T): T => context.with(of, work)

export { SpanKind, type Context, type Span }
