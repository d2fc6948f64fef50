// Positions through NATS: a client on one connection hands sealed boxes to geofence-monitor on another, and is answered when they are on the disk. Both
// and the broker share the machine. Whoever is told that the service is busy waits as long as an edge says, and sends the same again; it counts once.
// Arguments: people, fixes of one message, messages in flight, seconds.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { systemTimers } from '@zhijian/bus'
import { connectNats, openJetStreamBus, startRelay } from '@zhijian/bus/nats'
import { alarmEvents, superviseeEvents, type Actor, type PersonId } from '@zhijian/contracts'
import { openSqliteStore } from '@zhijian/event-store/sqlite'
import { createGeofenceMonitor, openFilePositionLog } from '@zhijian/geofence-monitor'
import { isFault, type Json } from '@zhijian/kernel'
import { packable, packed } from '@zhijian/positions'
import { createSealer, openSqliteKeyRing } from '@zhijian/privacy'
import { openSqliteReadStore } from '@zhijian/read-store/sqlite'
import { createMetrics, createRuntime, processTokens, silentLog, systemClock, wallNow } from '@zhijian/runtime'
import { startNats } from '../../tools/servers/nats.mjs'
import { COUNTY, walk } from './position-world.ts'

const [people, perMessage, inFlight, seconds] = process.argv.slice(2).map(Number) as [number, number, number, number]
const folder = mkdtempSync(join(tmpdir(), 'zhijian-bench-'))
const server = await startNats({ storeDir: join(folder, 'nats') })
const store = await openSqliteStore({ file: join(folder, 'log.sqlite') })
const report = (): void => {}
await startRelay({ connection: await connectNats({ servers: server.url, service: 'relay' }), store, report })
const connect = async (service: string) => openJetStreamBus({ connection: await connectNats({ servers: server.url, service }), store, report })
const bus = await connect('geofence-monitor')
const client = await connect('gateway')
/** What the edge says with `busy`: come again in five seconds. */
const AGAIN_MS = 5000
let again = 0
const request = async (subject: string, body: Json): Promise<Json> => {
  for (;;) {
    try {
      return await client.request(subject, body, { timeoutMs: 60_000 })
    } catch (error) {
      if (!isFault(error, 'busy')) throw error
      again += 1
      await pause(AGAIN_MS)
    }
  }
}
const clock = systemClock()
const keyring = await openSqliteKeyRing({ file: join(folder, 'keys.sqlite'), masterKeyFile: join(folder, 'master.key'), tombstoneFile: join(folder, 'tombstones.jsonl'), cached: people + 10 })
const sealer = createSealer(keyring)
const tokens = processTokens(wallNow)
const runtime = createRuntime({
  store, bus, readStore: await openSqliteReadStore({ file: join(folder, 'views.sqlite') }), clock, timers: systemTimers, wallNow, tokens, families: [superviseeEvents, alarmEvents], log: silentLog, metrics: createMetrics(),
})
const positions = await openFilePositionLog({ folder: join(folder, 'positions'), keyring })
runtime.host((ports) => createGeofenceMonitor(ports, undefined, { positions, keyring, sealer, clock, timers: systemTimers, log: silentLog, closing: (thing) => thing }))
await runtime.start()

const actor = (id: string, role: Actor['role']): Actor => ({ id: id as PersonId, role })
const [OFFICER, HEAD, SYSTEM] = [actor('wu', 'correction-officer'), actor('bao', 'bureau-head'), actor('gateway', 'system')]
let sent = 0
const send = async (by: Actor, command: string, data: object): Promise<void> => {
  const commandId = `command-${String(sent += 1).padStart(12, '0')}`
  const reply = await request(`cmd.geofence-monitor.${command}`, { commandId, data, actor: { ...by }, token: tokens.sign(by, commandId), requestedAt: clock.now(), correlationId: 'bench' } as unknown as Json)
  if ((reply as { outcome: string }).outcome !== 'accepted') throw new Error(`${command}: ${JSON.stringify(reply)}`)
}
const now = Date.parse(clock.now())
const at = (ms: number): string => new Date(ms).toISOString()
const enrol = async (n: number): Promise<void> => {
  const [superviseeId, person] = [`s${n}`, `p${n}` as PersonId]
  await send(OFFICER, 'begin-supervision', { superviseeId, person, name: await sealer.seal(person, '某'), region: '150921100', office: 'o', officers: [], sentence: 'probation', from: at(now - 86_400_000), until: at(now + 30 * 86_400_000) })
  await send(HEAD, 'approve-positioning', { superviseeId, basisId: `b${n}`, ground: 'left-without-leave', device: 'dedicated', decision: '12号', from: at(Date.parse(clock.now()) - 1000), until: at(now + 20 * 86_400_000) })
  await send(OFFICER, 'bind-device', { superviseeId, deviceId: `d${n}`, kind: 'dedicated', serial: await sealer.seal(person, '1') })
  await send(OFFICER, 'set-zone', { superviseeId, zoneId: 'home', kind: 'allowed', schedule: null, lies: 'within', form: 'polygon', points: 64, content: await sealer.seal(person, JSON.stringify({ label: '县', shapes: [COUNTY] })) })
  await send(OFFICER, 'start-tracking', { superviseeId, deviceId: `d${n}` })
}
for (let from = 0; from < people; from += 64) await Promise.all(Array.from({ length: Math.min(64, people - from) }, (_, n) => enrol(from + n)))
await runtime.caughtUp()

// What the gateway does for a request, its HTTP apart, is in the figure: packing and sealing.
const begins = Date.parse(clock.now())
const walks = Array.from({ length: people }, (_, n) => walk(1, n + 1))
const rounds = Array.from({ length: people }, () => 0)
const token = tokens.sign(SYSTEM, 'query')
let [kept, next] = [0, 0]
const waits: number[] = []
const until = performance.now() + seconds * 1000
const one = async (): Promise<void> => {
  while (performance.now() < until) {
    const n = next
    next = (next + 1) % people
    const round = rounds[n]!
    rounds[n] = round + 1
    const fixes = Array.from({ length: perMessage }, (_, k) => {
      // On one spot, within what a phone is wrong by: nobody walks a kilometre in a second.
      const step = { ...walks[n]![0]!, lng: walks[n]![0]!.lng + (round * 31 + k) % 97 / 1e6 }
      const taken = begins + (round * perMessage + k) * 20
      return packable({ ...step, at: taken, source: 'satellite' as const, isMock: false, receivedAt: taken + 5 })
    })
    const box = await sealer.seal(`p${n}` as PersonId, Buffer.from(packed(fixes)).toString('base64'))
    const began = performance.now()
    const taken = await request('qry.geofence-monitor.take-positions', { data: { superviseeId: `s${n}`, deviceId: `d${n}`, boxes: [box], life: null }, actor: { ...SYSTEM }, token } as unknown as Json) as unknown as { kept: number; withoutBasis: number }
    waits.push(performance.now() - began)
    if (taken.kept !== perMessage) throw new Error(`${taken.kept} of ${perMessage} were kept`)
    kept += taken.kept
  }
}
const [began, cpu] = [performance.now(), process.cpuUsage()]
await Promise.all(Array.from({ length: inFlight }, one))
const elapsed = (performance.now() - began) / 1000
const used = process.cpuUsage(cpu)
const sorted = waits.toSorted((a, b) => a - b)
process.stdout.write(`${JSON.stringify({ perS: kept / elapsed, perCpuS: kept / ((used.user + used.system) / 1e6), msP50: sorted[Math.floor(sorted.length / 2)]!, msP99: sorted[Math.floor(sorted.length * 0.99)]!, sentAgain: again })}\n`)
await server.kill()
rmSync(folder, { recursive: true, force: true })
process.exit(0)
