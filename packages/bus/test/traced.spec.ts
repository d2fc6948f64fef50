// What the bus tells of an event that is taken: tried again, given up, come again long after.
import { openSqliteStore } from '@zhijian/event-store/sqlite'
import { Fault, instant, plus } from '@zhijian/kernel'
import { telemetrySettings } from '@zhijian/telemetry'
import { startTelemetry, type Telemetry } from '@zhijian/telemetry/otlp'
import { startCollector, type CollectedSpan, type Collector } from '@zhijian/testkit/collector'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { fact } from '../src/contract-tools.ts'
import { openInProcessBus } from '../src/in-process.ts'
import { manualTimers } from '../src/manual-timers.ts'
import type { Problem } from '../src/retry.ts'
import { memoryBusState } from '../src/state.ts'
import { systemTimers } from '../src/timers.ts'

const TRACE = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`
const problems: Problem[] = []
let collector: Collector
let spans: readonly CollectedSpan[]

beforeAll(async () => {
  collector = await startCollector()
  const telemetry: Telemetry = await startTelemetry({
    settings: telemetrySettings({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json', OTEL_METRICS_EXPORTER: 'none' })!,
    service: 'test', instance: '0', registry: () => null, timers: systemTimers, startedAt: instant('2026-03-01T09:00:00.000Z'), onAway: () => {}, onBack: () => {},
  })
  const timers = manualTimers()
  const store = await openSqliteStore({ file: ':memory:' })
  const bus = await openInProcessBus({ store, state: memoryBusState(), timers, report: (problem) => void problems.push(problem) })
  const happened = async (stream: string, minutesAgo: number): Promise<void> => {
    const made = fact(stream, 0)
    await store.append(stream, [{ ...made, meta: { ...made.meta, recordedat: plus(timers.now(), -minutesAgo * 60_000), traceparent: TRACE } }], 'no-stream')
  }
  await happened('case-fresh', 1)
  await happened('case-old', 11)
  await happened('case-retried', 1)
  await happened('case-parked', 1)
  let done = 0
  await bus.subscribe({ consumer: 'test.takes', filter: {}, concurrency: 1 }, async ({ stream }, { attempt }) => {
    if (stream === 'case-retried' && attempt < 3) throw new Fault('version-conflict', 'once more', { retry: 'now' })
    done += 1
    if (stream === 'case-parked') throw new Fault('cannot-be-done', 'of 13900004321', { retry: 'never' })
  })
  while (done < 4) await new Promise((resolve) => setImmediate(resolve))
  await bus.close()
  await store.close()
  await telemetry.stop(2000)
  spans = collector.spans
})
afterAll(() => collector.close())

it('goes on in the trace that it was written in, if that is not long ago', () => {
  expect(spans[0]).toMatchObject({ name: 'process test.takes', traceId: 'a'.repeat(32), parentSpanId: 'b'.repeat(16), links: [] })
})

it('begins a trace of its own, linked, for what comes again long after', () => {
  expect(spans[1]).toMatchObject({ parentSpanId: null, links: [{ traceId: 'a'.repeat(32), spanId: 'b'.repeat(16) }] })
  expect(spans[1]!.traceId).not.toBe('a'.repeat(32))
})

it('notes each attempt that is made again at once', () => {
  expect(spans[2]).toMatchObject({ events: ['retry', 'retry'] })
  expect(spans[2]!.attributes).not.toHaveProperty('error.type')
})

it('tells what was given up by its code, and whoever logs it under which trace', () => {
  expect(spans[3]!.attributes).toMatchObject({ 'error.type': 'cannot-be-done', 'zhijian.parked': true, 'zhijian.attempt': 1 })
  expect(problems).toMatchObject([{ code: 'cannot-be-done', traceparent: TRACE }])
  expect(collector.bodies.join()).not.toContain('13900004321')
})
