export {
  begin, continuing, failed, inSpan, isUnseen, note, SpanKind, tell, traceFields, traceparent, within, type Context, type Span, type SpanOptions,
} from './spans.ts'
export { telemetrySettings, VARIABLES as TELEMETRY_VARIABLES, type TelemetrySettings } from './settings.ts'
