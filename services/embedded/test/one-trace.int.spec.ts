// One trace from a request over HTTP through the bus, the append, the reactions and the push, as a collector is given it; and what
// people typed in none of its spans. The same over processes: packages/host/test.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemTimers } from '@zhijian/bus'
import { idOf } from '@zhijian/event-store'
import { openDataFolder, sendTelemetry, type DataFolder } from '@zhijian/host'
import { instant } from '@zhijian/kernel'
import { createMetrics, jsonLog } from '@zhijian/runtime'
import { inSpan, telemetrySettings } from '@zhijian/telemetry'
import { virtualClock } from '@zhijian/testkit'
import { startCollector, type CollectedSpan, type Collector } from '@zhijian/testkit/collector'
import { afterAll, beforeAll, expect, it } from 'vitest'
import county from '../data/county-150921.json' with { type: 'json' }
import { tell } from '@zhijian/operating'
import { divisionsOf } from '../src/founding.ts'
import { openPlatform, type Platform } from '../src/platform.ts'
import { api, live } from './e2e/http.ts'

const nine = instant('2026-03-02T01:00:00.000Z')
const PHONE = '13957204321'
const CANARY = '王翠花欠薪三万七千元'

const root = mkdtempSync(join(tmpdir(), 'zj-'))
const clock = virtualClock(nine)
const metrics = createMetrics()
const lines: string[] = []
let collector: Collector
let platform: Platform
let folder: DataFolder
let sent: Awaited<ReturnType<typeof sendTelemetry>>
let code = ''
/** Of who asked, what, and of what was sent about it. */
const ids: string[] = []

beforeAll(async () => {
  collector = await startCollector()
  const log = jsonLog((line) => lines.push(line), () => nine)
  sent = await sendTelemetry({
    settings: telemetrySettings({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json' }), service: 'zhijian', instance: '0',
    registry: () => metrics.registry, timers: systemTimers, log,
  })
  folder = openDataFolder({ root: join(root, 'var'), kind: 'demo', county: '150921', now: nine })
  platform = await openPlatform({
    folder, clock: () => clock, systemClock: clock, log, metrics, hash: 'sha256', http: { host: '127.0.0.1', port: 0, trustedProxies: [] },
    codeSender: { send: async (_phone, sent) => void (code = sent) },
  })
  await tell(platform, 'directory', 'import-divisions', divisionsOf(county))
  await tell(platform, 'lawyer-pool', 'register-lawyer', {
    lawyerId: 'zhao', licence: '11501201910000001', checkValidUntil: '2027-05-31T16:00:00.000Z',
    profile: { name: '沈知行', firm: '示范律师事务所', kind: 'social', region: '15', county: null, specialties: ['03'], enterprise: false, languages: ['zh'], nationwide: true },
  })
  await tell(platform, 'lawyer-pool', 'appoint-counsel', { lawyerId: 'zhao', counsel: { appointmentId: 'c1', county: '150921', villages: [], until: null } })
  await platform.runtime.idle()

  await inSpan('saying', {}, async () => log.info('said'))
  const http = api(platform.url)
  await http('auth/phone-codes', { method: 'POST', body: { phone: PHONE } })
  const { body: { token } } = await http('auth/phone-sessions', { method: 'POST', body: { phone: PHONE, code, client: 'app' } })
  const looking = await live(platform.url, { token })
  const asked = await http('consultations', {
    method: 'POST', token, headers: { traceparent: `00-${'c'.repeat(32)}-${'d'.repeat(16)}-01` },
    body: { text: `工地老板拖欠我三个月工资，${CANARY}，电话${PHONE}也不接，我该怎么办？`, countyCode: '150921', consentBeyondCounty: true },
  })
  if (asked.status !== 201) throw new Error(asked.text)
  await http('consultations/no-such/answers', { method: 'POST', token, body: { form: 'text' } })
  await looking.next('consultation-opened')
  looking.close()
  clock.advance({ minutes: 3 })
  await platform.runtime.idle()
  for (const category of ['account', 'consultation', 'delivery']) ids.push(...(await platform.store.streams(category)).map(idOf))
  await platform.stop()
  await sent.stop()
})
afterAll(async () => {
  folder.release()
  await collector.close()
  rmSync(root, { recursive: true, force: true })
})

const named = (name: string, of: readonly CollectedSpan[] = collector.spans): CollectedSpan => {
  const found = of.find((span) => span.name === name)
  if (!found) throw new Error(`no span ${name} among ${[...new Set(of.map((span) => span.name))].join(', ')}`)
  return found
}
const request = (): CollectedSpan => named('POST /api/v1/consultations')
const trace = (): readonly CollectedSpan[] => collector.spans.filter(({ traceId }) => traceId === request().traceId)
/** Names from a span up to the request. */
const above = (span: CollectedSpan): readonly string[] => {
  const parent = collector.spans.find(({ spanId }) => spanId === span.parentSpanId)
  return parent === undefined ? [] : [parent.name, ...above(parent)]
}

it('is one from the request to the push', () => {
  const push = named('push in-app', trace())
  expect(above(push)).toEqual([
    'process notifier.send-pushes', 'cmd.notifier.plan-pushes', 'cmd.notifier.plan-pushes', 'process notifier.plan-waves', 'cmd.notifier.open-delivery', 'cmd.notifier.open-delivery',
    'process notifier.open-question', 'cmd.consult-router.record-audience', 'cmd.consult-router.record-audience', 'process lawyer-pool.resolve-audience',
    'cmd.consult-router.open-consultation', 'cmd.consult-router.open-consultation', 'POST /api/v1/consultations',
  ])
  expect(push.attributes).toMatchObject({ 'messaging.batch.message_count': 1, 'zhijian.pushes.delivered': 1 })
  expect(above(named('append consultation', trace())).slice(0, 3)).toEqual(['cmd.consult-router.open-consultation', 'cmd.consult-router.open-consultation', 'POST /api/v1/consultations'])
  expect(above(named('push live', trace())).at(-1)).toBe('POST /api/v1/consultations')
})

it('is told by OpenTelemetry’s conventions: kinds, names, attributes', () => {
  expect(request()).toMatchObject({
    kind: 2, parentSpanId: null, attributes: { 'http.request.method': 'POST', 'http.route': '/api/v1/consultations', 'http.response.status_code': 201, 'url.scheme': 'http' },
  })
  const [client, server] = trace().filter(({ name }) => name === 'cmd.consult-router.open-consultation').sort((a, b) => b.kind - a.kind)
  expect(client).toMatchObject({ kind: 3, attributes: { 'rpc.system.name': 'in_process', 'rpc.method': 'cmd.consult-router.open-consultation' } })
  expect(server).toMatchObject({ kind: 2, attributes: { 'zhijian.outcome': 'accepted' } })
  expect(named('process lawyer-pool.resolve-audience', trace())).toMatchObject({
    kind: 5, attributes: { 'messaging.system': 'in_process', 'messaging.destination.name': 'evt.consultation', 'messaging.consumer.group.name': 'lawyer-pool.resolve-audience', 'zhijian.event': 'TierOpened' },
  })
})

it('is the edge’s own: a stranger does not choose what is recorded', () => {
  expect(request().traceId).not.toBe('c'.repeat(32))
})

it('has the code of a refusal', () => {
  expect(collector.spans.filter(({ attributes }) => attributes['zhijian.refusal'] !== undefined).length).toBeGreaterThan(0)
})

it('is not claimed by what time alone brought about: that begins one of its own', () => {
  const settled = collector.spans.filter(({ name, parentSpanId, attributes }) => name === 'process lawyer-pool.resolve-audience' && parentSpanId === null && attributes['zhijian.event'] === 'TierOpened')
  expect(settled).toHaveLength(1)
  expect(settled[0]!.traceId).not.toBe(request().traceId)
})

it('holds nothing of what people typed, and nobody: not their words, their phone, their ids, nor the streams named after them', () => {
  const all = collector.bodies.join('\n')
  expect(collector.spans.length).toBeGreaterThan(50)
  expect(ids.length).toBeGreaterThan(2)
  for (const planted of [CANARY, '王翠花', PHONE, code, ...ids]) expect(all.includes(planted), planted).toBe(false)
  expect(lines.join('\n')).not.toMatch(new RegExp(`${CANARY}|${PHONE}`))
})

it('has its ids in the lines of the log', () => {
  expect(lines.map((line) => JSON.parse(line) as { code: string }).find((line) => line.code === 'said')).toMatchObject({ trace_id: named('saying').traceId, span_id: named('saying').spanId })
})

it('goes with the metrics of the same process', () => {
  expect(collector.metrics.get('zhijian_events_total')!.get('{"service":"consult-router","event":"ConsultationOpened"}')).toBe(1)
})
