// An alarm is told while it is one: what the bus, a provider or a process holds back for an hour is told as the alarm stands then, or not at all, and once.
import { memoryBusState, openInProcessBus } from '@zhijian/bus'
import { alarmEvents, deliveryEvents, superviseeEvents, type Actor, type PersonId, type PushChannel, type Role } from '@zhijian/contracts'
import { createGeofenceMonitor } from '@zhijian/geofence-monitor'
import { Fault, instant, plus, timersOf, type Instant, type Json, type JsonObject } from '@zhijian/kernel'
import { alarmOver, createNotifier, openSendJournal, type Message } from '@zhijian/notifier'
import { createMetrics, createRuntime, processTokens, silentLog } from '@zhijian/runtime'
import { memoryReadStore, memoryStore, virtualClock } from '@zhijian/testkit'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'

const nine = instant('2026-03-01T01:00:00.000Z')
const min = (count: number): Instant => plus(nine, count * 60_000)
const sealed = { person: 'batu', box: 'Ym94', commitment: 'A'.repeat(43) }
const ended: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const end of ended.splice(0).reverse()) await end()
})

/** What outlives a process. */
const openGround = () => {
  const folder = mkdtempSync(join(tmpdir(), 'zhijian-told-late-'))
  ended.push(() => rmSync(folder, { recursive: true, force: true }))
  return { clock: virtualClock(nine), store: memoryStore(), states: new Map<string, ReturnType<typeof memoryBusState>>(), journal: join(folder, 'journal.db'), sent: [] as Message[], commands: 0 }
}
type Ground = ReturnType<typeof openGround>
type Service = 'geofence-monitor' | 'notifier'

/** Those services that run for a while, each with its own place on the bus. @param forgets the bus knows no more how far each was */
const open = async (ground: Ground, services: readonly Service[], { smsIsAway = () => false, forgets = false }: { readonly smsIsAway?: () => boolean; readonly forgets?: boolean } = {}) => {
  const { clock, store, states } = ground
  const closes: (() => Promise<void> | void)[] = []
  const tokens = processTokens(() => clock.now())
  const name = services.join('+')
  const state = (forgets ? undefined : states.get(name)) ?? memoryBusState()
  states.set(name, state)
  const bus = await openInProcessBus({ store, state, timers: timersOf(clock), report: () => {} })
  const runtime = createRuntime({
    store, bus, readStore: memoryReadStore(), clock, timers: timersOf(clock), wallNow: () => clock.now(), tokens, families: [superviseeEvents, alarmEvents, deliveryEvents], log: silentLog, metrics: createMetrics(),
  })
  if (services.includes('geofence-monitor')) runtime.host((ports) => createGeofenceMonitor(ports))
  if (services.includes('notifier')) {
    const journal = openSendJournal(ground.journal)
    closes.push(() => journal.close())
    const channel = (channelName: PushChannel, isIdempotent: boolean) => ({
      name: channelName, isIdempotent,
      async push(message: Message) {
        if (channelName === 'sms' && smsIsAway()) throw new Fault('sms-unavailable', 'away', { retry: 'later' })
        ground.sent.push(message)
        return { outcome: 'delivered' as const }
      },
    })
    runtime.host((ports) => createNotifier(ports, {
      contacts: { of: async (recipients) => new Map(recipients.map((id) => [id, { channels: ['sms' as const], isOnDuty: true, quietHours: null }])) },
      channels: [channel('in-app', true), channel('sms', false)], journal, clock, alarm: alarmOver(ports), blobs: { getPublic: async () => Buffer.from('') },
      staff: async (_county, recipient) => [recipient.kind === 'duty' ? recipient.rank : recipient.role],
    }))
  }
  await runtime.start()
  await runtime.idle()
  const close = async (): Promise<void> => {
    await runtime.drain()
    await bus.close()
    for (const each of closes) await each()
  }
  return {
    close,
    async pass(minutes: number): Promise<void> {
      clock.advance({ minutes })
      await runtime.idle()
    },
    /** @param requestedAt when whoever sends it did so: the bus may hold it for long */
    async send(command: string, data: object, by = 'wu', role: Role = 'correction-officer', requestedAt: Instant = clock.now()): Promise<void> {
      const actor: Actor = { id: by as PersonId, role }
      const commandId = `command-${String(ground.commands += 1).padStart(12, '0')}`
      const reply = await bus.request(`cmd.geofence-monitor.${command}`, { commandId, data: data as JsonObject, actor: { ...actor }, token: tokens.sign(actor, commandId), requestedAt, correlationId: 'test' } as unknown as Json)
      expect(reply).toMatchObject({ outcome: 'accepted' })
      await runtime.idle()
    },
  }
}
const RAISED = { alarmId: 'a1', superviseeId: 's1', region: '150921100', kind: 'silent', cause: 'c1', since: nine, officers: ['wu'] }
const raise = (world: Awaited<ReturnType<typeof open>>, level = 'warning') => world.send('raise-alarm', { ...RAISED, level }, 'system', 'system')
const acknowledge = (world: Awaited<ReturnType<typeof open>>) => world.send('acknowledge-alarm', { alarmId: 'a1' })
const words = ({ sent }: Ground): string[] => sent.map(({ notice, recipient }) => `${notice} ${recipient}`)
const alarmLog = async ({ store }: Ground): Promise<string[]> => (await store.read('alarm-a1')).map(({ type, meta }) => `${meta.time} ${type.split('.')[0]}`)
const deliveries = ({ store }: Ground): string[] => store.log.filter(({ stream }) => stream.startsWith('delivery-')).map(({ type }) => type.split('.')[0]!)

/** The owner of alarms alone; then an hour is over, and whoever tells of them is there as well. */
const toldAfterAnHour = async (happens: (world: Awaited<ReturnType<typeof open>>) => Promise<void>): Promise<Ground> => {
  const ground = openGround()
  const alone = await open(ground, ['geofence-monitor'])
  await happens(alone)
  ground.clock.advance({ ms: Date.parse(min(60)) - Date.parse(ground.clock.now()) })
  await alone.close()
  ended.push((await open(ground, ['geofence-monitor', 'notifier'])).close)
  return ground
}

describe('an alarm whose telling comes an hour late', () => {
  it('and that somebody took up meanwhile rings nobody; that it would have is recorded', async () => {
    const ground = await toldAfterAnHour(async (world) => {
      await raise(world)
      await world.pass(5)
      await acknowledge(world)
    })
    expect([words(ground), deliveries(ground)]).toEqual([[], ['DeliveryOpened', 'DeliveryStopped']])
  })
  it('and that two people closed meanwhile rings nobody', async () => {
    const ground = await toldAfterAnHour(async (world) => {
      await raise(world)
      await acknowledge(world)
      await world.send('propose-finding', { alarmId: 'a1', finding: 'no-breach', note: sealed })
      await world.send('close-alarm', { alarmId: 'a1' }, 'bao', 'bureau-head')
    })
    expect(words(ground)).toEqual([])
  })
  it('and that was withdrawn meanwhile is told as withdrawn, and not as one', async () => {
    const ground = await toldAfterAnHour(async (world) => {
      await raise(world)
      await world.send('withdraw-alarm', { alarmId: 'a1', cause: 'c1' }, 'system', 'system')
    })
    expect(words(ground)).toEqual(['alarm-withdrawn wu', 'alarm-withdrawn wu'])
  })
  it('and that nobody heard meanwhile is told as it is now: that nobody heard, to everybody of the line', async () => {
    const ground = await toldAfterAnHour(async (world) => {
      await raise(world)
      await world.pass(35)
      await world.pass(15)
    })
    expect(await alarmLog(ground)).toEqual([`${nine} AlarmRaised`, `${min(30)} AlarmEscalated`, `${min(40)} AlarmUnheard`])
    expect([...new Set(words(ground))].toSorted()).toEqual(['alarm-escalated deputy', 'alarm-escalated head', 'alarm-escalated wu'])
  })
  it('and that is open still is told, once, also when the bus tells it again from the beginning', async () => {
    const ground = await toldAfterAnHour((world) => raise(world, 'notice'))
    expect(words(ground)).toEqual(['alarm-raised wu', 'alarm-raised wu'])
    expect(ground.sent.map(({ facts }) => facts)).toEqual(Array.from({ length: 2 }, () => ({ kind: 'silent', level: 'notice' })))
    await ended.pop()!()
    ended.push((await open(ground, ['geofence-monitor', 'notifier'], { forgets: true })).close)
    expect(words(ground)).toHaveLength(2)
  })
  it('by a provider that was away is not sent by it any more, when somebody has taken it up; what is open is', async () => {
    for (const [isTakenUp, receipt] of [[true, { channel: 'sms', outcome: 'failed', providerRef: 'too-late' }], [false, { channel: 'sms', outcome: 'delivered' }]] as const) {
      const ground = openGround()
      let isAway = true
      const world = await open(ground, ['geofence-monitor', 'notifier'], { smsIsAway: () => isAway })
      ended.push(world.close)
      await raise(world, 'notice')
      expect(words(ground)).toEqual(['alarm-raised wu'])
      if (isTakenUp) await acknowledge(world)
      isAway = false
      for (let passed = 0; passed < 6; passed += 1) await world.pass(10)
      expect(words(ground)).toHaveLength(isTakenUp ? 1 : 2)
      expect(ground.store.log.flatMap(({ type, data }) => (type === 'ReceiptsRecorded.v1' ? data.receipts as unknown as object[] : [])).at(-1)).toMatchObject(receipt)
    }
  })
  it('is told all the same while nobody can say how it stands', async () => {
    const ground = openGround()
    const alone = await open(ground, ['geofence-monitor'])
    await raise(alone, 'notice')
    await acknowledge(alone)
    await alone.close()
    ended.push((await open(ground, ['notifier'])).close)
    expect(words(ground)).toEqual(['alarm-raised wu', 'alarm-raised wu'])
  })
})

describe('who says an hour late that he heard', () => {
  it('has not been waited for: the ladder went by its own clock, and the log says in which order', async () => {
    const ground = openGround()
    const first = await open(ground, ['geofence-monitor', 'notifier'])
    await raise(first)
    await first.close()
    ground.sent.splice(0)
    // The bus held it since 09:05, and nothing ran meanwhile.
    ground.clock.advance({ minutes: 65 })
    const again = await open(ground, ['geofence-monitor'])
    await again.send('acknowledge-alarm', { alarmId: 'a1' }, 'wu', 'correction-officer', min(5))
    expect(await alarmLog(ground)).toEqual([`${nine} AlarmRaised`, `${min(30)} AlarmEscalated`, `${min(40)} AlarmUnheard`, `${min(65)} AlarmAcknowledged`])
    await again.close()
    // What the ladder said while nobody was there to tell of it is not told any more: somebody is on it.
    ended.push((await open(ground, ['geofence-monitor', 'notifier'])).close)
    expect(words(ground)).toEqual([])
  })
})
