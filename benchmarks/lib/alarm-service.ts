// The smallest thing with a deadline, as a service of the platform: an alarm is set for an instant, and rings. In a process of its own
// over a log and views on disk; told what to do by its parent (IPC), or over plain HTTP with --http.
//
//   node alarm-service.ts FOLDER [--http]
import { createServer } from 'node:http'
import { join } from 'node:path'
import { openInProcessBus, openSqliteBusState, systemTimers } from '@zhijian/bus'
import { eventFamily, Instant } from '@zhijian/contracts'
import { openSqliteStore } from '@zhijian/event-store/sqlite'
import { accept, instantAt, nothing, type Decider, type Instant as At, type Json } from '@zhijian/kernel'
import { openSqliteReadStore } from '@zhijian/read-store/sqlite'
import { command, createMetrics, createRuntime, processTokens, silentLog, systemClock, wallNow } from '@zhijian/runtime'
import { z } from 'zod'

const [folder = '', door] = process.argv.slice(2)
const AlarmSet = z.object({ type: z.literal('AlarmSet'), data: z.object({ note: z.string(), due: Instant }) })
const AlarmRang = z.object({ type: z.literal('AlarmRang'), data: z.object({ at: Instant }) })
type AlarmEvent = z.infer<typeof AlarmSet> | z.infer<typeof AlarmRang>
type State = { readonly due: At | null; readonly wasSet: boolean }
type Command = { readonly type: 'SetAlarm'; readonly at: At; readonly due: At; readonly note: string }

const decider: Decider<State, Command, AlarmEvent> = {
  category: 'alarm',
  initial: () => ({ due: null, wasSet: false }),
  evolve: (_state, event) => (event.type === 'AlarmSet' ? { due: event.data.due, wasSet: true } : { due: null, wasSet: true }),
  // What is due already rings at once: nothing is ever armed in the past.
  decide: ({ at, due, note }, state) => (state.wasSet ? nothing
    : accept<AlarmEvent>({ type: 'AlarmSet', data: { note, due } }, ...due > at ? [] : [{ type: 'AlarmRang' as const, data: { at } }])),
  nextDeadline: (state) => state.due,
  elapse: (_state, due) => [{ type: 'AlarmRang', data: { at: due } }],
}
const alarm = { decider, events: eventFamily('alarm', [AlarmSet, AlarmRang]) }

const store = await openSqliteStore({ file: join(folder, 'events.sqlite') })
const head = await store.head()
const newest = head === null ? null : store.raw(String(Number(head) - 1).padStart(16, '0'), 1)[0]
const clock = systemClock({ notBefore: newest === undefined || newest === null ? null : (JSON.parse(newest.text) as { time: At }).time })
const tokens = processTokens(wallNow)
const bus = await openInProcessBus({ store, state: openSqliteBusState(join(folder, 'bus.sqlite')), timers: systemTimers, report: (problem) => console.error(problem) })
const readStore = await openSqliteReadStore({ file: join(folder, 'views.sqlite') })
const runtime = createRuntime({ store, bus, readStore, clock, timers: systemTimers, wallNow, tokens, families: [alarm.events], log: silentLog, metrics: createMetrics() })
runtime.host(() => ({
  name: 'alarms', aggregates: [alarm], queries: {}, reactions: [], views: [], sends: [],
  commands: {
    set: command({
      schema: z.strictObject({ id: z.string(), due: Instant, note: z.string() }), aggregate: alarm, streamId: ({ id }) => id, roles: ['system'],
      prepare: ({ due, note }): Omit<Command, 'at'> => ({ type: 'SetAlarm', due: due as At, note }),
    }),
  },
}))
await runtime.start()

const actor = { id: 'system', role: 'system' } as never
const set = async (id: string, dueMs: number, note: string): Promise<void> => {
  const commandId = `alarm-${id}`.padEnd(24, '0')
  const envelope = { commandId, data: { id, due: instantAt(dueMs), note }, actor, token: tokens.sign(actor, commandId), requestedAt: clock.now(), correlationId: id }
  const reply = await bus.request('cmd.alarms.set', envelope as unknown as Json) as { outcome: string }
  if (reply.outcome !== 'accepted') throw new Error(`${id}: ${JSON.stringify(reply)}`)
}
const countRung = store.database.prepare(`select count(*) as n from events where kind = (select kind from kinds where type = 'AlarmRang')`)
const selectRung = store.database.prepare(`select s.name as stream, json_extract(e.text, '$.recordedat') as at from events e join streams s on s.id = e.stream where e.kind = (select kind from kinds where type = 'AlarmRang')`)

if (door === '--http') {
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part)).on('end', () => {
      const { id, note, afterMs } = JSON.parse(Buffer.concat(parts).toString()) as { id: string; note: string; afterMs: number }
      set(id, Date.now() + afterMs, note).then(() => response.writeHead(201).end('{}'), (error: unknown) => response.writeHead(503).end(String(error)))
    })
  }).listen(0, '127.0.0.1', () => process.send!({ ready: (server.address() as { port: number }).port }))
} else process.send!({ ready: 0 })

interface Asked { readonly put?: { from: number; to: number; dueMs: number; stepMs: number }; readonly count?: true; readonly records?: true }
process.on('message', ({ put, count, records }: Asked) => {
  if (put) {
    let next = put.from
    const one = async (): Promise<void> => {
      while (next < put.to) {
        const n = next++
        await set(`t${n}`, Math.round(put.dueMs + (n - put.from) * put.stepMs), 'kJ8sQ2pZ'.repeat(12))
      }
    }
    void Promise.all(Array.from({ length: 64 }, one)).then(() => process.send!({ put: put.to - put.from }))
  }
  if (count) process.send!({ count: (countRung.get() as { n: number }).n })
  if (records) process.send!({ records: (selectRung.all() as { stream: string; at: string }[]).map(({ stream, at }) => [Number(stream.slice('alarm-t'.length)), Date.parse(at)]) })
})
