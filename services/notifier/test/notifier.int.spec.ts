import { memoryBusState, openInProcessBus, timersOf } from '@zhijian/bus'
import { consultationEvents, deliveryEvents } from '@zhijian/contracts'
import { eventId, type NewEvent } from '@zhijian/event-store'
import { Fault, instant, type JsonObject } from '@zhijian/kernel'
import { createMetrics, createRuntime, processTokens, silentLog } from '@zhijian/runtime'
import { memoryReadStore, memoryStore, virtualClock } from '@zhijian/testkit'
import { afterEach, describe, expect, it } from 'vitest'
import { sendJournal } from '../src/adapters/send-journal.sqlite.ts'
import { createNotifier, type Channel, type Message } from '../src/index.ts'

const nine = instant('2026-03-02T01:00:00.000Z')
const ids = (count: number): string[] => Array.from({ length: count }, (_, i) => `lawyer-${String(i).padStart(4, '0')}`)

/** The notifier on a bus of its own; the consultation's facts are written as if its owner had. */
const world = async (more: { smsFails?: () => Fault | null } = {}) => {
  const clock = virtualClock(nine)
  const store = memoryStore()
  const bus = await openInProcessBus({ store, state: memoryBusState(), timers: timersOf(clock), report: () => {} })
  const sent: Message[] = []
  const journal = sendJournal(':memory:', () => clock.now())
  const channel = (name: Channel['name'], isIdempotent: boolean): Channel => ({
    name, isIdempotent,
    async push(message) {
      const fault = name === 'sms' ? more.smsFails?.() : null
      if (fault) throw fault
      sent.push(message)
      return { outcome: 'delivered' }
    },
  })
  const runtime = createRuntime({
    store, bus, readStore: memoryReadStore(), clock, wallNow: () => clock.now(), tokens: processTokens(() => clock.now()),
    families: [consultationEvents, deliveryEvents], log: silentLog, metrics: createMetrics(),
  })
  runtime.host((ports) => createNotifier(ports, {
    contacts: { of: async (recipients) => new Map(recipients.map((id) => [id, { channels: ['sms'], isOnDuty: true, quietHours: null }])) },
    channels: [channel('in-app', true), channel('sms', false)],
    journal,
    blobs: { getPublic: async () => Buffer.from(JSON.stringify({ ranked: ids(600) })) },
    staff: async (_county, recipient) => [recipient.kind === 'duty' ? recipient.rank : recipient.role],
  }))
  await runtime.start()

  let version = -1
  const happens = async (type: string, data: JsonObject): Promise<void> => {
    const time = clock.now()
    const event: NewEvent = {
      id: eventId(time, `fact-${version}`, 0), type: `${type}.v1`, data: { consultationId: 'q1', ...data },
      meta: { source: '/consult-router', time, recordedat: time, cause: 'command:X', actorid: 'a', actorrole: 'citizen', correlationid: 'q1', hashalg: 'sha256' },
    }
    await store.append('consultation-q1', [event], version < 0 ? 'no-stream' : version)
    version += 1
    await runtime.idle()
  }
  await happens('ConsultationOpened', {
    askerId: 'asker', countyCode: '150921', topic: { code: '03' }, isProbe: false, channel: 'citizen', wake: ['sms'],
  })
  const pass = async (seconds: number): Promise<void> => {
    clock.advance({ seconds })
    await runtime.idle()
  }
  const told = (channelName: string): number => store.log.flatMap((event) =>
    (event.type === 'PushesPlanned.v1' ? event.data.pushes as { channel: string }[] : [])).filter((push) => push.channel === channelName).length
  const types = (): string[] => store.log.filter((event) => event.stream.startsWith('delivery-')).map((event) => event.type.split('.')[0]!)
  running.push(async () => {
    await runtime.drain()
    await bus.close()
    journal.close()
  })
  return { clock, store, bus, runtime, happens, pass, sent, told, types }
}
const running: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const stop of running.splice(0)) await stop()
})

const audience = { tier: 1, count: 600, blob: { digest: 'ab'.repeat(32), bytes: 1, mediaType: 'application/json' }, poolVersion: '1' }

describe('a question that goes out', () => {
  it('reaches the best first, and more as time passes', async () => {
    const { happens, pass, told } = await world()
    await happens('AudienceRecorded', { ...audience, at: nine })
    expect(told('in-app')).toBe(50)
    await pass(45)
    expect(told('in-app')).toBe(250)
    await pass(45)
    expect(told('in-app')).toBe(600)
  })
  it('stops when enough have answered, and goes on when an answer is taken away', async () => {
    const { happens, pass, told } = await world()
    await happens('AudienceRecorded', { ...audience, at: nine })
    await happens('QuorumMet', { counted: 3, at: nine })
    await pass(600)
    expect(told('in-app')).toBe(50)
    await happens('QuorumBroken', { counted: 2, missing: 1, at: nine })
    expect(told('in-app')).toBe(600)
  })
  it('whose audience comes late, when nobody more is needed, is recorded and told to nobody', async () => {
    const { happens, pass, told, types } = await world()
    await happens('QuorumMet', { counted: 3, at: nine })
    await happens('AudienceRecorded', { ...audience, at: nine })
    await pass(600)
    expect([told('in-app'), types()]).toEqual([0, ['DeliveryOpened', 'DeliveryStopped']])
  })
})

describe('a notice', () => {
  it('wakes the asker when an answer comes, once however often the event does', async () => {
    const { happens, sent } = await world()
    await happens('AnswerGiven', { answerId: 'a1', lawyerId: 'zhao', givenAt: nine })
    expect(sent.map((message) => message.recipient)).toEqual(['asker', 'asker'])
  })
  it('of a broken promise goes to the duty officer and the desk at once', async () => {
    const { happens, sent } = await world()
    await happens('PromiseBroken', { at: nine })
    expect(new Set(sent.map((message) => message.recipient))).toEqual(new Set(['duty-officer', 'desk']))
  })
})

describe('a provider', () => {
  it('that is away is tried again, and nobody is told twice', async () => {
    let away = true
    const { happens, pass, sent, store } = await world({ smsFails: () => (away ? new Fault('sms-unavailable', 'away', { retry: 'later' }) : null) })
    await happens('AnswerGiven', { answerId: 'a1', lawyerId: 'zhao', givenAt: nine })
    away = false
    await pass(30)
    expect(sent.filter((message) => message.recipient === 'asker')).toHaveLength(2)
    const receipts = store.log.filter((event) => event.type === 'ReceiptsRecorded.v1').flatMap((event) => event.data.receipts)
    expect(receipts).toMatchObject([{ channel: 'in-app', outcome: 'delivered' }, { channel: 'sms', outcome: 'delivered' }])
  })
  it('of whom nobody knows whether it sent has the receipt "unknown", and is not asked again', async () => {
    const { happens, sent, store } = await world({ smsFails: () => new Fault('sms-unclear', 'the connection broke', { retry: 'never' }) })
    await happens('AnswerGiven', { answerId: 'a1', lawyerId: 'zhao', givenAt: nine })
    expect(sent).toHaveLength(1)
    const receipts = store.log.find((event) => event.type === 'ReceiptsRecorded.v1')!.data.receipts
    expect(receipts).toEqual([{ recipient: 'asker', channel: 'in-app', outcome: 'delivered' }, { recipient: 'asker', channel: 'sms', outcome: 'unknown' }])
  })
})
