// What does tracing cost a command, from the bus to the append and back: off, unsampled, sampled and sent to a collector?
//
//   npm run build && node benchmarks/telemetry.ts [--commands 20000] [--rounds 3] [--out benchmarks/results]
//
// A service of one decider on the bus of one process over a log in memory, so that little else is in the way: a command is asked
// (CLIENT), answered (SERVER), its stream read and an event appended (CLIENT, CLIENT): four spans. CPU time of this process, the best
// of the rounds. Each way runs in a process of its own: the SDK is started once.
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { arch, cpus, loadavg, platform as system, totalmem } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { memoryBusState, openInProcessBus, systemTimers } from '@zhijian/bus'
import { instant, type Json } from '@zhijian/kernel'
import { command, createMetrics, createRuntime, processTokens, silentLog } from '@zhijian/runtime'
import { telemetrySettings } from '@zhijian/telemetry'
import { memoryReadStore, memoryStore, virtualClock } from '@zhijian/testkit'
import { startCollector } from '@zhijian/testkit/collector'
import { kettle, putOn } from '@zhijian/testkit/kettle'
import { z } from 'zod'

const { values } = parseArgs({ options: { commands: { type: 'string', default: '20000' }, rounds: { type: 'string', default: '3' }, out: { type: 'string' }, way: { type: 'string' } } })
const count = Number(values.commands)
const WAYS = ['off', 'unsampled', 'sampled'] as const
const nine = instant('2026-03-01T09:00:00.000Z')

const once = async (): Promise<number> => {
  const [clock, store] = [virtualClock(nine), memoryStore()]
  const bus = await openInProcessBus({ store, state: memoryBusState(), timers: systemTimers, report: () => {} })
  const tokens = processTokens(() => nine)
  const runtime = createRuntime({ store, bus, readStore: memoryReadStore(), clock, timers: systemTimers, wallNow: () => nine, tokens, families: [], log: silentLog, metrics: createMetrics() })
  runtime.host(() => ({
    name: 'kitchen', aggregates: [kettle as never], queries: {}, reactions: [], views: [], sends: [],
    commands: { 'put-on': command({ schema: z.strictObject({ kettle: z.string() }), aggregate: kettle as never, streamId: (data) => data.kettle, prepare: () => putOn() as never, roles: ['system'] }) },
  }))
  await runtime.start()
  const actor = { id: 'system', role: 'system' } as never
  const before = process.cpuUsage()
  for (let n = 0; n < count; n += 1) {
    const commandId = `command-${String(n).padStart(16, '0')}`
    await bus.request('cmd.kitchen.put-on', { commandId, data: { kettle: `k${n}` }, actor, token: tokens.sign(actor, commandId), requestedAt: nine, correlationId: 'benchmark' } as unknown as Json)
  }
  const { user, system: kernel } = process.cpuUsage(before)
  await runtime.drain()
  await bus.close()
  return (user + kernel) / count
}

/** The collector is a process of its own work, too: it takes what it gets and keeps nothing of note. */
const measure = async (way: (typeof WAYS)[number]): Promise<number> => {
  const collector = await startCollector()
  if (way !== 'off') {
    const { startTelemetry } = await import('@zhijian/telemetry/otlp')
    await startTelemetry({
      settings: telemetrySettings({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_METRICS_EXPORTER: 'none', OTEL_TRACES_SAMPLER: way === 'sampled' ? 'always_on' : 'always_off' })!,
      service: 'benchmark', instance: '0', registry: () => null, timers: systemTimers, startedAt: nine, onAway: () => {}, onBack: () => {},
    })
  }
  let best = Infinity
  for (let round = 0; round < Number(values.rounds); round += 1) best = Math.min(best, await once())
  await collector.close()
  return best
}

if (values.way !== undefined) {
  process.stdout.write(JSON.stringify(await measure(values.way as (typeof WAYS)[number])))
  process.exit(0)
}
const cpuUs = Object.fromEntries(WAYS.map((way) => {
  const { stdout, stderr, status } = spawnSync(process.execPath, [...process.execArgv, import.meta.filename, '--way', way, '--commands', values.commands, '--rounds', values.rounds], { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  return [way, Number(stdout)]
})) as Record<(typeof WAYS)[number], number>
const result = {
  cpuUsPerCommand: cpuUs, commands: count, spansPerCommand: 4,
  machine: `${cpus().length} × ${cpus()[0]!.model.trim()} · ${Math.round(totalmem() / 2 ** 30)} GB · ${system()} ${arch()} · Node ${process.version} · load average ${loadavg()[0]!.toFixed(0)}`,
}
process.stdout.write(`${JSON.stringify(result, null, 2)}\n`)
if (values.out !== undefined) writeFileSync(join(values.out, 'telemetry.json'), `${JSON.stringify(result, null, 2)}\n`)
