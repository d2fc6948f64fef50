// What does it cost the relay, and who waits for a fact, when the broker syncs every message to the disk before it says so?
//
//   npm run build && node benchmarks/broker-sync.ts [--events 20000] [--rounds 5] [--out benchmarks/results]
//
// A nats-server of its own for every round, the settings in turn, so that whoever else works on the machine is in each of them.
// Relaying: a log that is there is published, 256 in flight. Arriving: one event at a time, from its append to its handler.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { arch, cpus, loadavg, platform as system, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { connectNats, openJetStreamBus, startRelay } from '@zhijian/bus/nats'
import { eventId, type NewEvent } from '@zhijian/event-store'
import { openSqliteStore } from '@zhijian/event-store/sqlite'
import { instantAt } from '@zhijian/kernel'
import { natsServerBinary, startNats } from '../tools/servers/nats.mjs'

const { values } = parseArgs({ options: { events: { type: 'string', default: '20000' }, rounds: { type: 'string', default: '5' }, out: { type: 'string' } } })
const [count, rounds] = [Number(values.events), Number(values.rounds)]
const SINGLE = 300
const STREAMS = 500
/** What the server syncs, and whether facts wait for it: `before` is a stream that was made without the bus's own mode. */
const SETTINGS = {
  'every two minutes (default), facts wait': { sync: {}, before: true }, 'always, facts wait': { sync: { sync_interval: 'always' }, before: true },
  'always, facts do not wait (chosen)': { sync: { sync_interval: 'always' }, before: false },
} as const

const eventOf = (n: number): NewEvent => {
  const time = instantAt(1_790_000_000_000 + n)
  return {
    id: eventId(time, `command-${n}`, 0), type: 'AnswerGiven.v1', data: { answerId: `a_${n}`, lawyerId: `lawyer-${n % 997}`, text: { box: 'kJ8s'.repeat(110), commitment: 'b7'.repeat(32) } },
    meta: { source: '/consult-router', time, recordedat: time, cause: 'command:GiveAnswer', actorid: `lawyer-${n % 997}`, actorrole: 'lawyer', correlationid: `case-${n % STREAMS}`, hashalg: 'sha256' },
  }
}
const report = (problem: object): void => console.error(problem)

interface Measured { readonly relayedPerS: number; readonly arrivesMsP50: number; readonly arrivesMsP99: number }

const measure = async ({ sync: jetstream, before }: { readonly sync: object; readonly before: boolean }): Promise<Measured> => {
  const folder = mkdtempSync(join(tmpdir(), 'zhijian-sync-'))
  const store = await openSqliteStore({ file: join(folder, 'log.sqlite') })
  let next = 0
  const append = async (): Promise<void> => {
    const n = next++
    await store.append(`consultation-${n % STREAMS}`, [eventOf(n)], n < STREAMS ? 'no-stream' : Math.floor(n / STREAMS) - 1)
  }
  while (next < count) await Promise.all(Array.from({ length: STREAMS }, append))
  const head = await store.head()

  const server = await startNats({ storeDir: join(folder, 'nats'), config: { jetstream } })
  const relaying = await connectNats({ servers: server.url, service: 'relay' })
  if (before) {
    const stream = { name: 'zhijian-events', subjects: ['evt.>'], storage: 'file', retention: 'limits', discard: 'old', num_replicas: 1, max_consumers: -1, max_msgs: -1, max_bytes: -1, max_age: 0 }
    await relaying.request('$JS.API.STREAM.CREATE.zhijian-events', JSON.stringify(stream))
  }
  const began = performance.now()
  const relay = await startRelay({ connection: relaying, store, report })
  while (relay.published() !== head) await new Promise((resolve) => { setImmediate(resolve) })
  const relayedPerS = next / ((performance.now() - began) / 1000)

  const bus = await openJetStreamBus({ connection: await connectNats({ servers: server.url, service: 'bench' }), store, report })
  let arrived = (): void => {}
  await bus.subscribe({ consumer: 'bench.takes', filter: {}, from: 'end' }, async () => arrived())
  const waits: number[] = []
  for (let i = 0; i < SINGLE; i += 1) {
    const here = new Promise<void>((resolve) => { arrived = resolve })
    const at = performance.now()
    await append()
    await here
    waits.push(performance.now() - at)
  }
  await bus.close()
  await relay.drain()
  await relaying.close()
  await server.kill()
  await store.close()
  rmSync(folder, { recursive: true })
  const sorted = waits.toSorted((a, b) => a - b)
  const at = (share: number): number => sorted[Math.floor(sorted.length * share)]!
  return { relayedPerS, arrivesMsP50: at(0.5), arrivesMsP99: at(0.99) }
}

const all: Record<string, Measured[]> = Object.fromEntries(Object.keys(SETTINGS).map((name) => [name, []]))
for (let round = 0; round < rounds; round += 1) for (const [name, settings] of Object.entries(SETTINGS)) all[name]!.push(await measure(settings))

const of = (measured: readonly Measured[], what: keyof Measured): readonly number[] => measured.map((each) => Number(each[what].toFixed(1))).toSorted((a, b) => a - b)
const binary = await natsServerBinary()
const result = {
  question: 'What does it cost that the broker syncs every message?', date: new Date().toISOString(), node: process.version, natsServer: 'version' in binary ? binary.version : null,
  machine: { system: `${system()} ${arch()}`, cpus: `${cpus().length} × ${cpus()[0]?.model}`, memoryGb: Math.round(totalmem() / 2 ** 30), loadAverage: loadavg().map((each) => Number(each.toFixed(1))) },
  events: count, rounds, inFlight: 256,
  rows: Object.entries(all).map(([sync, measured]) => {
    const median = (what: keyof Measured): number => of(measured, what)[Math.floor(measured.length / 2)]!
    return {
      sync, relayedPerS: Math.round(median('relayedPerS')), arrivesMsP50: median('arrivesMsP50'), arrivesMsP99: median('arrivesMsP99'),
      everyRound: { relayedPerS: of(measured, 'relayedPerS').map(Math.round), arrivesMsP50: of(measured, 'arrivesMsP50'), arrivesMsP99: of(measured, 'arrivesMsP99') },
    }
  }),
}
process.stdout.write(`${JSON.stringify(result, null, 2)}\n`)
if (values.out) writeFileSync(join(values.out, 'broker-sync.json'), `${JSON.stringify(result, null, 2)}\n`)
