import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { telemetrySettings } from '../src/index.ts'

const folder = mkdtempSync(join(tmpdir(), 'zj-telemetry-'))
afterAll(() => rmSync(folder, { recursive: true }))
const file = (text: string): string => {
  const path = join(folder, `${text.length}.txt`)
  writeFileSync(path, text)
  return path
}
const messageOf = (refused: () => unknown): string => {
  try {
    return `not refused: ${JSON.stringify(refused())}`
  } catch (error) {
    return (error as Error).message
  }
}
const OTEL_EXPORTER_OTLP_ENDPOINT = 'http://127.0.0.1:4318'

describe('what is sent', () => {
  it('is nothing, unless an endpoint is named', () => {
    expect(telemetrySettings({})).toBeNull()
    expect(telemetrySettings({ OTEL_EXPORTER_OTLP_ENDPOINT: '', OTEL_SERVICE_NAME: 'x' })).toBeNull()
    expect(telemetrySettings({ OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_SDK_DISABLED: 'TRUE' })).toBeNull()
    expect(telemetrySettings({ OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_TRACES_EXPORTER: 'none', OTEL_METRICS_EXPORTER: 'none' })).toBeNull()
  })

  it('is traces and metrics under one endpoint, or each at an address of its own', () => {
    expect(telemetrySettings({ OTEL_EXPORTER_OTLP_ENDPOINT })).toMatchObject({
      tracesUrl: 'http://127.0.0.1:4318/v1/traces', metricsUrl: 'http://127.0.0.1:4318/v1/metrics', protocol: 'http/protobuf', sampler: 'parentbased_always_on', serviceName: null,
    })
    expect(telemetrySettings({ OTEL_EXPORTER_OTLP_ENDPOINT: `${OTEL_EXPORTER_OTLP_ENDPOINT}/otlp/`, OTEL_METRICS_EXPORTER: 'none' })).toMatchObject({
      tracesUrl: 'http://127.0.0.1:4318/otlp/v1/traces', metricsUrl: null,
    })
    expect(telemetrySettings({ OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: 'https://metrics.example/push' })).toMatchObject({ tracesUrl: null, metricsUrl: 'https://metrics.example/push' })
  })

  it('goes with the headers that a file holds', () => {
    expect(telemetrySettings({ OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_EXPORTER_OTLP_HEADERS_FILE: file('Authorization: Bearer abc=def\n\nX-Tenant:county\n') })?.headers)
      .toEqual({ authorization: 'Bearer abc=def', 'x-tenant': 'county' })
  })
})

describe('what cannot be', () => {
  it.each([
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'ftp://secret.example' }, 'OTEL_EXPORTER_OTLP_ENDPOINT takes http'],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'https://user:secret@collector.example' }, 'without credentials'],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_EXPORTER_OTLP_PROTOCOL: 'secret' }, 'http/protobuf or http/json'],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_TRACES_SAMPLER: 'secret' }, 'parentbased_traceidratio'],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_TRACES_SAMPLER_ARG: '1.5' }, 'a number from 0 to 1'],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_EXPORTER_OTLP_HEADERS: 'authorization=secret' }, 'OTEL_EXPORTER_OTLP_HEADERS_FILE'],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_EXPORTER_OTLP_HEADERS_FILE: '/nowhere/secret' }, 'cannot be read'],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_EXPORTER_OTLP_HEADERS_FILE: file('just a secret') }, 'one name: value in each line'],
  ] as const)('%o is refused by the name of the variable, and what it held is not repeated', (env, says) => {
    expect(() => telemetrySettings(env)).toThrow(says)
    expect(messageOf(() => telemetrySettings(env))).not.toContain('secret')
  })
})
