// What a process says of itself, one line at a time. A line has a code and scalar fields, and codes are ours: it never holds a
// personal value. It names the trace it was said in.
import { trace } from '@opentelemetry/api'
import { isFault } from '@zhijian/kernel'

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
