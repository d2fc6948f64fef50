// Where spans and metrics are sent, when an endpoint is named; then, and only then, OpenTelemetry's SDK is loaded.
import type { Instant, Timers } from '@zhijian/kernel'
import { wallNow, type Log, type Metrics } from '@zhijian/runtime'
import type { TelemetrySettings } from '@zhijian/telemetry'

export interface Sending {
  /** Sends what is in hand, as far as that goes. */
  stop(): Promise<void>
}

/** Of a stop, at its very end. */
const LAST_SPANS_MS = 500

export const sendTelemetry = async (options: {
  /** Null: none is named. */
  readonly settings: TelemetrySettings | null
  readonly service: string
  readonly instance: string
  /** Null while there is nothing to measure. */
  readonly registry: () => Metrics['registry'] | null
  readonly timers: Timers
  readonly log: Log
}): Promise<Sending> => {
  const { settings, log, ...rest } = options
  if (settings === null) return { stop: async () => {} }
  const startedAt: Instant = wallNow()
  const { startTelemetry } = await import('@zhijian/telemetry/otlp')
  const telemetry = await startTelemetry({
    ...rest, settings, startedAt,
    onAway: (what, why) => log.warn('telemetry-away', { what, why }),
    onBack: (what) => log.info('telemetry-back', { what }),
  })
  log.info('telemetry-sent', { traces: settings.tracesUrl !== null, metrics: settings.metricsUrl !== null })
  return { stop: () => telemetry.stop(LAST_SPANS_MS) }
}
