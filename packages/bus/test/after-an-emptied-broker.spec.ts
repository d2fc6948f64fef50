// A broker that lost everything is no reason to begin with the first event of the log: what each service noted of its own
// consumers counts, and what was set aside is set aside again (docs/adr/0107).
import { openSqliteStore } from '@zhijian/event-store/sqlite'
import type { EventStore } from '@zhijian/event-store'
import type { NatsConnection } from '@nats-io/nats-core'
import { Fault } from '@zhijian/kernel'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Bookmark, Bookmarks } from '../src/bookmarks.ts'
import { appendTo } from '../src/contract.ts'
import { openJetStreamBus, type JetStreamBusOptions } from '../src/jetstream.ts'
import { connectNats } from '../src/nats-connection.ts'
import { groupOf } from '../src/nats-groups.ts'
import { authorizationOf, permissionsOf, relayPermissions, type KnownUser } from '../src/permissions.ts'
import type { Bus } from '../src/port.ts'
import { startRelay } from '../src/relay.ts'
import { describeWithNats, eventually, ownNats, type OwnNats } from './nats.ts'

const STREAMS = Array.from({ length: 40 }, (_, i) => `case-${i}`)
const EVENTS = 800
/** As in production: whoever comes back after a loss may do no more than its service needs. */
const ofTest = [16, 4, 3].map((groups) => permissionsOf({ name: 'test', sends: [], consumers: [{ consumer: 'test.told', filter: {} }] }, { groups }))
const USERS: readonly KnownUser[] = [
  { name: 'relay', password: 'of the relay', permissions: relayPermissions() },
  { name: 'test', password: 'of the test', permissions: { publish: [...new Set(ofTest.flatMap(({ publish }) => publish))], subscribe: ofTest[0]!.subscribe } },
]

describeWithNats('a broker whose store was emptied', () => {
  let server: OwnNats
  let store: EventStore
  const ends: (() => Promise<unknown>)[] = []
  beforeEach(async () => {
    server = await ownNats({ authorization: authorizationOf(USERS) })
    store = await openSqliteStore({ file: ':memory:' })
  })
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end()
    await store.close()
    await server.end()
  })
  const report = (): void => {}
  const connect = async (service: string): Promise<NatsConnection> => {
    const { name, password } = USERS.find((user) => user.name === service)!
    const connection = await connectNats({ servers: server.url, service, user: { name, password: () => password }, client: { reconnectTimeWait: 20, reconnectJitter: 1 } })
    ends.push(() => connection.close())
    return connection
  }
  const relay = async (): Promise<void> => {
    const started = await startRelay({ connection: await connect('relay'), store, report, retry: { firstMs: 10, factor: 2, maxMs: 50 } })
    ends.push(() => started.drain())
  }
  /** What a service keeps of its own; a kill takes nothing of it. */
  const kept = (): Bookmarks & { readonly all: Map<string, Bookmark> } => {
    const all = new Map<string, Bookmark>()
    return {
      all,
      load: async (consumer) => all.get(consumer) ?? null,
      save: async (bookmarks) => { for (const each of bookmarks) all.set(each.consumer, JSON.parse(JSON.stringify(each)) as Bookmark) },
    }
  }
  const openBus = async (bookmarks: Bookmarks, options: Partial<JetStreamBusOptions> = {}): Promise<{ bus: Bus; connection: NatsConnection }> => {
    const connection = await connect('test')
    const bus = await openJetStreamBus({
      connection, store, report, ackWaitMs: 2_000, retry: { firstMs: 20, factor: 2, maxMs: 100 }, bookmarks, noteEveryMs: 20, ...options,
    })
    ends.push(() => bus.close())
    return { bus, connection }
  }
  const appendSome = async (count: number): Promise<void> => {
    for (let i = 0; i < count; i += 1) await appendTo(store, STREAMS[i % STREAMS.length]!)
  }
  /** The relay comes back a moment later, as hosts begin again until it has. */
  const begins = (subscribe: () => Promise<unknown>): Promise<void> => eventually(() => subscribe().then(() => true, () => false), 'it begins')
  const nameOf = ({ stream, version }: { readonly stream: string; readonly version: number }): string => `${stream}@${version}`
  /** Whether a note says of every group that it is at its end. */
  const isNoted = async ({ all }: { readonly all: Map<string, Bookmark> }): Promise<boolean> => {
    const places = all.get('test.told')?.places ?? []
    const ends = new Map<number, string>()
    for (const stream of STREAMS) {
      const group = groupOf(stream, places.length)
      const end = (await store.lastEvent(stream))!.position
      if (end > (ends.get(group) ?? '')) ends.set(group, end)
    }
    return places.length > 0 && places.every((place, group) => place === (ends.get(group) ?? null))
  }

  it('begins near where it was: what is handled again is what came since the last note, not the log', async () => {
    await relay()
    const notes = kept()
    const { bus } = await openBus(notes)
    const seen: string[] = []
    await bus.subscribe({ consumer: 'test.told', filter: {} }, async (event) => void seen.push(nameOf(event)))
    await appendSome(EVENTS)
    await eventually(() => seen.length === EVENTS && isNoted(notes), 'all seen and noted')
    await server.killAndStart(true)
    await appendSome(100)
    await eventually(() => new Set(seen).size === EVENTS + 100, 'what came after the loss as well')
    expect(seen.length - (EVENTS + 100)).toBe(0)
    for (const stream of STREAMS) {
      expect(seen.filter((name) => name.startsWith(`${stream}@`))).toEqual((await store.read(stream)).map(nameOf))
    }
  })

  it('the same when every process died with it, and again when they come back in other numbers of groups', async () => {
    await relay()
    const notes = kept()
    const seen: string[] = []
    const take = async (event: { readonly stream: string; readonly version: number }): Promise<void> => void seen.push(nameOf(event))
    const first = await openBus(notes, { groups: 4 })
    await first.bus.subscribe({ consumer: 'test.told', filter: {} }, take)
    await appendSome(EVENTS)
    await eventually(() => seen.length === EVENTS && isNoted(notes), 'all seen and noted')
    // As a kill does: nothing is said and nothing noted any more.
    await first.connection.close()
    await server.kill()
    await appendSome(200)
    await server.start(true)
    const second = await openBus(notes, { groups: 3 })
    await begins(() => second.bus.subscribe({ consumer: 'test.told', filter: {} }, take))
    await eventually(() => new Set(seen).size === EVENTS + 200, 'what came meanwhile as well')
    // Groups of another number begin behind the hindmost of those before: each of the four had its last event among the last forty.
    expect(seen.length - (EVENTS + 200)).toBeLessThan(STREAMS.length)
  })

  it('what was set aside is set aside again: a dead letter still waits for its operator, and who was away is asked again', async () => {
    await relay()
    const notes = kept()
    const { bus } = await openBus(notes)
    const seen: string[] = []
    let isAway = true
    await bus.subscribe({ consumer: 'test.told', filter: {} }, async (event) => {
      if (event.stream === 'case-3' && isAway) throw new Fault('away', 'the other side is away', { retry: 'later' })
      if (event.stream === 'case-7' && event.version === 2) throw new Error('a bug')
      seen.push(nameOf(event))
    })
    await appendSome(400)
    const letter = async () => (await bus.deadLetters.list({ consumer: 'test.told' }))[0]
    await eventually(async () => seen.length === 400 - 10 - 8 && notes.all.get('test.told')?.aside.length === 2 && await letter() !== undefined, 'two set aside, and noted')
    const before = (await letter())!
    const parkedBefore = notes.all.get('test.told')!.aside.find(({ parked }) => parked !== null)!.parked
    await server.killAndStart(true)
    await eventually(async () => await letter().catch(() => undefined) !== undefined, 'the letter is there again')
    expect(await letter()).toEqual({ ...before, waiting: 7 })
    expect(parkedBefore).not.toBeNull()
    isAway = false
    await bus.deadLetters.discard('test.told', before.eventId)
    await eventually(() => new Set(seen).size === 399, 'all but what was discarded')
    expect(seen.filter((name) => name.startsWith('case-7@'))).toEqual(['case-7@0', 'case-7@1', ...[3, 4, 5, 6, 7, 8, 9].map((n) => `case-7@${n}`)])
    expect(seen.filter((name) => name.startsWith('case-3@'))).toEqual(Array.from({ length: 10 }, (_, n) => `case-3@${n}`))
    // The next note knows that nothing is set aside any more: a later loss brings no letter back.
    await eventually(() => notes.all.get('test.told')!.aside.length === 0, 'noted')
    await server.killAndStart(true)
    await appendSome(40)
    await eventually(() => new Set(seen).size === 439, 'what came after')
    expect(await bus.deadLetters.list({ consumer: 'test.told' })).toEqual([])
  })

  it('two instances share the events: each goes by its own note, and what either has set aside is not lost', async () => {
    await relay()
    const seen: string[] = []
    let isAway = true
    const notes = [kept(), kept()]
    for (const each of notes) {
      const { bus } = await openBus(each)
      await bus.subscribe({ consumer: 'test.told', filter: {} }, async (event) => {
        if (event.stream === 'case-3' && isAway) throw new Fault('away', 'the other side is away', { retry: 'later' })
        seen.push(nameOf(event))
      })
    }
    await appendSome(EVENTS)
    const ofCase3 = EVENTS / STREAMS.length
    await eventually(() => seen.length === EVENTS - ofCase3 && notes.every(({ all }) => all.get('test.told')?.aside.length === 1), 'all but one stream, noted by both')
    const before = seen.length
    await server.killAndStart(true)
    await appendSome(200)
    isAway = false
    await eventually(() => new Set(seen).size === EVENTS + 200, 'everything')
    expect(seen.length - before).toBeLessThan(200 + ofCase3 + 5 + EVENTS / 4)
  })

  it('a note of a log that was restored to an earlier state counts for nothing', async () => {
    await relay()
    const notes = kept()
    const first = await openBus(notes)
    const seen: string[] = []
    await first.bus.subscribe({ consumer: 'test.told', filter: {} }, async (event) => void seen.push(nameOf(event)))
    await appendSome(200)
    await eventually(() => seen.length === 200 && isNoted(notes), 'all seen and noted')
    await first.bus.close()
    const note = notes.all.get('test.told')!
    notes.all.set('test.told', { ...note, epoch: 'of a log before' })
    await server.killAndStart(true)
    const second = await openBus(notes)
    const again: string[] = []
    await begins(() => second.bus.subscribe({ consumer: 'test.told', filter: {} }, async (event) => void again.push(nameOf(event))))
    await eventually(() => new Set(again).size === 200, 'the whole log')
  })

  it('a service that can keep nothing goes on, and says so', async () => {
    await relay()
    const told: string[] = []
    const connection = await connect('test')
    const bus = await openJetStreamBus({
      connection, store, report: ({ code, where }) => void told.push(`${where} ${code}`), noteEveryMs: 10,
      bookmarks: { load: async () => null, save: async () => { throw new Fault('store-full', 'the disk is full', { retry: 'later' }) } },
    })
    ends.push(() => bus.close())
    const seen: string[] = []
    await bus.subscribe({ consumer: 'test.told', filter: {} }, async (event) => void seen.push(nameOf(event)))
    await appendSome(80)
    await eventually(() => seen.length === 80 && told.includes('bookmarks store-full'), 'all of it')
  })
})
