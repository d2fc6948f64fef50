// The notifier on a bus of its own; the facts of other services are written as if their owners had.
import { memoryBusState, openInProcessBus, type BusState } from '@zhijian/bus'
import { alarmEvents, callEvents, consultationEvents, deliveryEvents, type PersonId, type PushChannel } from '@zhijian/contracts'
import { eventId, type NewEvent } from '@zhijian/event-store'
import { instant, timersOf, type Json, type JsonObject } from '@zhijian/kernel'
import { createMetrics, createRuntime, processTokens, silentLog } from '@zhijian/runtime'
import { memoryReadStore, memoryStore, virtualClock } from '@zhijian/testkit'
import { sendJournal } from '../src/adapters/send-journal.sqlite.ts'
import { createNotifier, type Channel, type NotifierPorts, type SendJournal } from '../src/index.ts'

export const nine = instant('2026-03-02T01:00:00.000Z')
export const lawyerIds = (count: number): string[] => Array.from({ length: count }, (_, i) => `lawyer-${String(i).padStart(4, '0')}`)

/** What outlives a process. */
export const openGround = () => ({
  clock: virtualClock(nine), store: memoryStore(), state: memoryBusState() as BusState & { copy(): BusState },
  journal: sendJournal(':memory:', () => nine) as SendJournal,
})
export type Ground = ReturnType<typeof openGround>

export const openWorld = async (options: {
  readonly channels: readonly Channel[]
  /** How everybody but the asker is reached. */
  readonly reach: readonly PushChannel[]
  /** How the asker wants to be woken. */
  readonly wake?: readonly PushChannel[]
  /** Default: ground of its own. A second world on the same ground is the process after a kill. */
  readonly ground?: Ground
  readonly state?: BusState
  /** How an alarm stands; default: nobody can say. */
  readonly alarm?: NotifierPorts['alarm']
  /** Told for how many recipients contacts are asked. */
  readonly onContacts?: (count: number) => void
}) => {
  const ground = options.ground ?? openGround()
  const { clock, store } = ground
  const bus = await openInProcessBus({ store, state: options.state ?? ground.state, timers: timersOf(clock), report: () => {} })
  const tokens = processTokens(() => clock.now())
  const runtime = createRuntime({
    store, bus, readStore: memoryReadStore(), clock, timers: timersOf(clock), wallNow: () => clock.now(), tokens,
    families: [alarmEvents, callEvents, consultationEvents, deliveryEvents], log: silentLog, metrics: createMetrics(),
  })
  runtime.host((ports) => createNotifier(ports, {
    contacts: {
      async of(recipients) {
        options.onContacts?.(recipients.length)
        return new Map(recipients.map((id) => [id, { channels: options.reach, isOnDuty: true, quietHours: null }]))
      },
    },
    alarm: options.alarm ?? (async () => null), channels: options.channels, journal: ground.journal, clock,
    blobs: { getPublic: async () => Buffer.from(JSON.stringify({ ranked: lawyerIds(600) })) },
    staff: async (_county, recipient) => [recipient.kind === 'duty' ? recipient.rank : recipient.role],
  }))
  await runtime.start()

  const append = async (type: string, data: JsonObject, stream = 'consultation-q1'): Promise<void> => {
    const time = clock.now()
    const version = store.log.filter((event) => event.stream === stream).length - 1
    const event: NewEvent = {
      id: eventId(time, `fact-${stream === 'consultation-q1' ? '' : stream}${version}`, 0), type: `${type}.v1`, data: { consultationId: 'q1', ...data },
      meta: { source: '/consult-router', time, recordedat: time, cause: 'command:X', actorid: 'a', actorrole: 'citizen', correlationid: 'q1', hashalg: 'sha256' },
    }
    await store.append(stream, [event], version < 0 ? 'no-stream' : version)
  }
  const happens = async (type: string, data: JsonObject, stream?: string): Promise<void> => {
    await append(type, data, stream)
    await runtime.idle()
  }
  if (!store.log.some((event) => event.stream === 'consultation-q1')) {
    await happens('ConsultationOpened', { askerId: 'asker', countyCode: '150921', topic: { code: '03' }, isProbe: false, channel: 'citizen', wake: options.wake ?? options.reach })
  }
  const pushes = () => store.log.flatMap((event) => (event.type === 'PushesPlanned.v1' ? event.data.pushes as { recipient: string; channel: string }[] : []))
  return {
    ...ground, ground, bus, runtime, append, happens,
    async pass(seconds: number): Promise<void> {
      clock.advance({ seconds })
      await runtime.idle()
    },
    /** A command that a reaction sent long ago arrives now. */
    arrives: (name: string, data: JsonObject): Promise<Json> => {
      const [commandId, actor] = [`late-${name}-0000000001`, { id: 'system' as PersonId, role: 'system' as const }]
      return bus.request(`cmd.notifier.${name}`, { commandId, data, actor, token: tokens.sign(actor, commandId), requestedAt: clock.now(), correlationId: 'late' } as unknown as Json)
    },
    told: (channelName: string): number => pushes().filter((push) => push.channel === channelName).length,
    types: (): string[] => store.log.filter((event) => event.stream.startsWith('delivery-')).map((event) => event.type.split('.')[0]!),
    receipts: (): { recipient: string; channel: string; outcome: string; providerRef?: string }[] =>
      store.log.flatMap((event) => (event.type === 'ReceiptsRecorded.v1' ? event.data.receipts as never : [])),
    async close() {
      await runtime.drain()
      await bus.close()
    },
  }
}
