// What a bus tells of itself that nobody else would hear: a line in the log each; what the broker forbids is counted, as no retry mends it.
import type { Report } from '@zhijian/bus'
import type { Log, Metrics } from '@zhijian/runtime'
import { traceFields } from '@zhijian/telemetry'

export const reporter = (log: Pick<Log, 'warn'>, { busForbidden }: Pick<Metrics, 'busForbidden'>): Report => ({ where, code, message, traceparent }) => {
  if (code === 'bus-forbidden') busForbidden.inc()
  log.warn(code, { where, message, ...traceFields(traceparent) })
}
