// When and where spans and metrics are sent: OpenTelemetry's own variables, and nothing is sent unless an endpoint is named.
// What else its exporters read themselves: OTEL_EXPORTER_OTLP_TIMEOUT, _COMPRESSION, _CERTIFICATE, _CLIENT_CERTIFICATE, _CLIENT_KEY.
import { readFileSync } from 'node:fs'
import { Fault } from '@zhijian/kernel'
import { z } from 'zod'

const PROTOCOLS = ['http/protobuf', 'http/json'] as const
const SAMPLERS = ['always_on', 'always_off', 'traceidratio', 'parentbased_always_on', 'parentbased_always_off', 'parentbased_traceidratio'] as const

export interface TelemetrySettings {
  /** Null: not sent. */
  readonly tracesUrl: string | null
  readonly metricsUrl: string | null
  readonly protocol: (typeof PROTOCOLS)[number]
  /** What is shown to whoever receives it: a token. */
  readonly headers: Readonly<Record<string, string>>
  readonly sampler: (typeof SAMPLERS)[number]
  /** Share of traces that the ratio samplers keep, 0 to 1. */
  readonly ratio: number
  readonly metricsEveryMs: number
  /** Instead of the service's own. */
  readonly serviceName: string | null
}

const usage = (message: string, cause?: unknown): Fault => new Fault('usage', message, { retry: 'never', cause, about: { reason: 'telemetry' } })

/** Credentials in an address are shown in lists of variables. */
const Endpoint = z.url({ protocol: /^https?$/ }).max(2000).refine((text) => !/^https?:\/\/[^/]*@/.test(text))
const Exporter = z.enum(['otlp', 'none']).default('otlp')

/** OpenTelemetry's own, with what each takes. */
export const VARIABLES = {
  OTEL_EXPORTER_OTLP_ENDPOINT: [Endpoint.optional(), 'http://HOST:PORT or https://HOST:PORT, without credentials'],
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: [Endpoint.optional(), 'a whole URL, without credentials'],
  OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: [Endpoint.optional(), 'a whole URL, without credentials'],
  OTEL_EXPORTER_OTLP_PROTOCOL: [z.enum(PROTOCOLS).default('http/protobuf'), PROTOCOLS.join(' or ')],
  OTEL_EXPORTER_OTLP_HEADERS_FILE: [z.string().max(1000).optional(), 'a path'],
  OTEL_TRACES_EXPORTER: [Exporter, 'otlp or none'],
  OTEL_METRICS_EXPORTER: [Exporter, 'otlp or none'],
  OTEL_TRACES_SAMPLER: [z.enum(SAMPLERS).default('parentbased_always_on'), SAMPLERS.join(', ')],
  OTEL_TRACES_SAMPLER_ARG: [z.string().regex(/^(0(\.\d+)?|1(\.0+)?)$/).default('1').transform(Number), 'a number from 0 to 1'],
  OTEL_METRIC_EXPORT_INTERVAL: [z.string().regex(/^\d{3,7}$/).default('60000').transform(Number), 'milliseconds, 100 or more'],
  OTEL_SERVICE_NAME: [z.string().max(100).optional(), 'a name'],
  OTEL_SDK_DISABLED: [z.string().transform((text) => text.toLowerCase() === 'true').optional(), 'true or false'],
} as const satisfies Readonly<Record<string, readonly [z.ZodType, string]>>
type Values = { readonly [K in keyof typeof VARIABLES]: z.output<(typeof VARIABLES)[K][0]> }

/** One `name: value` a line, as in HTTP. */
const headersIn = (file: string): Readonly<Record<string, string>> => {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    throw usage('OTEL_EXPORTER_OTLP_HEADERS_FILE cannot be read', error)
  }
  return Object.fromEntries(text.split('\n').map((line) => line.trim()).filter((line) => line !== '').map((line) => {
    const [, name, value] = /^([A-Za-z0-9-]+):\s*(\S.*)$/.exec(line) ?? []
    if (name === undefined || value === undefined) throw usage('OTEL_EXPORTER_OTLP_HEADERS_FILE holds one name: value in each line')
    return [name.toLowerCase(), value]
  }))
}

/** @returns null when nothing is to be sent. @throws Fault `usage` (never), naming the variable and never what it holds */
export const telemetrySettings = (env: Readonly<Record<string, string | undefined>>): TelemetrySettings | null => {
  const wrong: string[] = []
  const values = Object.fromEntries(Object.entries(VARIABLES).map(([name, [schema, takes]]) => {
    const parsed = schema.safeParse(env[name] === '' ? undefined : env[name])
    if (!parsed.success) wrong.push(`${name} takes ${takes}`)
    return [name, parsed.data]
  })) as Values
  for (const name of Object.keys(env).filter((each) => /^OTEL_EXPORTER_OTLP_(TRACES_|METRICS_)?HEADERS$/.test(each) && env[each] !== '')) {
    wrong.push(`${name} would be shown to whoever lists variables: name a file that holds them (OTEL_EXPORTER_OTLP_HEADERS_FILE)`)
  }
  if (wrong.length > 0) throw usage(wrong.join('; '))

  const endpoint = values.OTEL_EXPORTER_OTLP_ENDPOINT?.replace(/\/$/, '')
  const urlOf = (own: string | undefined, exporter: 'otlp' | 'none', path: string): string | null =>
    (exporter === 'none' ? null : own ?? (endpoint === undefined ? null : `${endpoint}/v1/${path}`))
  const tracesUrl = urlOf(values.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT, values.OTEL_TRACES_EXPORTER, 'traces')
  const metricsUrl = urlOf(values.OTEL_EXPORTER_OTLP_METRICS_ENDPOINT, values.OTEL_METRICS_EXPORTER, 'metrics')
  if (values.OTEL_SDK_DISABLED || (tracesUrl === null && metricsUrl === null)) return null
  return {
    tracesUrl, metricsUrl, protocol: values.OTEL_EXPORTER_OTLP_PROTOCOL,
    headers: values.OTEL_EXPORTER_OTLP_HEADERS_FILE === undefined ? {} : headersIn(values.OTEL_EXPORTER_OTLP_HEADERS_FILE),
    sampler: values.OTEL_TRACES_SAMPLER, ratio: values.OTEL_TRACES_SAMPLER_ARG, metricsEveryMs: values.OTEL_METRIC_EXPORT_INTERVAL,
    serviceName: values.OTEL_SERVICE_NAME ?? null,
  }
}
