export {
  begin, continuing, failed, inSpan, note, SpanKind, tell, traceFields, traceparent, within, type Context, type Span, type SpanOptions,
} from './spans.ts'
export { telemetrySettings, type TelemetrySettings } from './settings.ts'
