// What happens to facts when the broker is killed, forgets, is full or is shared: the log is the truth and fills it again.
import { cpSync, mkdtempSync, readdirSync, rmSync, statSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { jetstreamManager, type JetStreamManager } from '@nats-io/jetstream'
import { headers, type NatsConnection } from '@nats-io/nats-core'
import { encode, subjectOf, type EventStore } from '@zhijian/event-store'
import { openSqliteStore } from '@zhijian/event-store/sqlite'
import { Fault } from '@zhijian/kernel'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { appendTo } from '../src/contract.ts'
import { openJetStreamBus, type JetStreamBusOptions } from '../src/jetstream.ts'
import { connectNats } from '../src/nats-connection.ts'
import { groupOf } from '../src/nats-groups.ts'
import { BEGINNING } from '../src/nats-held.ts'
import { openKeeping } from '../src/nats-keeping.ts'
import { openNats } from '../src/nats-streams.ts'
import type { Bus, EventHandler } from '../src/port.ts'
import { startRelay, type RelayOptions } from '../src/relay.ts'
import { delayMs } from '../src/retry.ts'
import { describeWithNats, eventually, ownNats, type OwnNats } from './nats.ts'

const STREAMS = Array.from({ length: 12 }, (_, i) => `case-${i}`)

describeWithNats('the broker', () => {
  let server: OwnNats
  let store: EventStore
  let reports: { where: string; code: string; message: string }[]
  const ends: (() => Promise<unknown>)[] = []
  beforeEach(async () => {
    server = await ownNats()
    store = await openSqliteStore({ file: ':memory:' })
    reports = []
  })
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end()
    await store.close()
    await server.end()
  })

  const connect = async (service = 'test'): Promise<NatsConnection> => {
    const connection = await connectNats({
      servers: server.url, service, client: { reconnectTimeWait: 20, reconnectJitter: 1 },
    })
    ends.push(() => connection.close())
    return connection
  }
  const report = (problem: { where: string; code: string; message: string }): void => void reports.push(problem)
  const relay = async (options: Partial<RelayOptions> = {}) => {
    const started = await startRelay({
      connection: await connect('relay'), store, report, retry: { firstMs: 10, factor: 2, maxMs: 50 }, ...options,
    })
    ends.push(() => started.drain())
    return started
  }
  const openBus = async (options: Partial<JetStreamBusOptions> = {}): Promise<Bus> => {
    const bus = await openJetStreamBus({
      connection: await connect(), store, report, ackWaitMs: 600, retry: { firstMs: 20, factor: 2, maxMs: 100 }, ...options,
    })
    ends.push(() => bus.close())
    return bus
  }
  const manager = async (): Promise<JetStreamManager> => jetstreamManager(await connect('operator'))
  const appendSome = async (count: number): Promise<void> => {
    for (let i = 0; i < count; i += 1) await appendTo(store, STREAMS[(i * 5) % STREAMS.length]!)
  }
  const logNames = async (): Promise<string[]> => {
    const enough = new AbortController()
    const names: string[] = []
    for await (const { events, caughtUp } of store.tail(null, {}, enough.signal)) {
      names.push(...events.map(({ stream, version }) => `${stream}@${version}`))
      if (caughtUp) break
    }
    return names
  }
  /** What the stream holds, oldest first. */
  const streamNames = async (jsm: JetStreamManager): Promise<string[]> => {
    const { state } = await jsm.streams.info('zhijian-events')
    const names: string[] = []
    for (let seq = state.first_seq; seq <= state.last_seq; seq += 1) {
      const message = await jsm.streams.getMessage('zhijian-events', { seq }).catch(() => null)
      if (!message) continue
      const { subject, streamversion } = message.json<{ subject: string; streamversion: number }>()
      names.push(`${subject}@${streamversion}`)
    }
    return names
  }
  const holdsTheLog = async (jsm: JetStreamManager): Promise<void> => {
    const log = await logNames()
    await eventually(async () => {
      const info = await jsm.streams.info('zhijian-events').catch(() => null)
      return info !== null && info.state.messages === log.length
    }, 'the stream is as long as the log')
    expect(await streamNames(jsm)).toEqual(log)
  }
  /** First sight of every event, stream by stream, is in order; nothing is missing. */
  const sawAll = async (seen: readonly string[]): Promise<void> => {
    for (const stream of STREAMS) {
      const own = [...new Set(seen.filter((name) => name.startsWith(`${stream}@`)))]
      expect(own).toEqual((await store.read(stream)).map(({ version }) => `${stream}@${version}`))
    }
  }
  const watch = async (bus: Bus, consumer = 'test.watch', from: 'beginning' | 'end' = 'beginning'): Promise<string[]> => {
    const seen: string[] = []
    await bus.subscribe({ consumer, filter: {}, from }, async (event) => void seen.push(`${event.stream}@${event.version}`))
    return seen
  }

  it('gets the stored text of every event, in the log\'s order, under its subject, with position and hash', async () => {
    await relay()
    await appendSome(40)
    const jsm = await manager()
    await holdsTheLog(jsm)
    const event = (await store.read('case-5'))[1]!
    const message = (await jsm.streams.getMessage('zhijian-events', { last_by_subj: subjectOf(event).replace(/[^.]+$/, '>') }))!
    const stored = (await store.read('case-5')).at(-1)!
    expect(message.string()).toBe(encode(stored.stream, stored.version, stored))
    expect(message.subject).toBe(subjectOf(stored))
    expect(['Nats-Msg-Id', 'zhijian-position', 'zhijian-hash', 'zhijian-epoch'].map((key) => message.header.get(key)))
      .toEqual([stored.id, stored.position, stored.hash, store.epoch])
  })

  it('is killed in the middle, twice: nothing is missing, twice or out of order in the stream, and consumers go on', async () => {
    await relay({ inFlight: 16 })
    const seen = await watch(await openBus())
    const appending = appendSome(300)
    await eventually(() => seen.length > 20, 'some')
    await server.killAndStart()
    await appending
    await eventually(() => seen.length > 150, 'more')
    await server.kill()
    await appendSome(60)
    await server.start()
    await eventually(() => new Set(seen).size === 360, 'all')
    await sawAll(seen)
    await holdsTheLog(await manager())
  })

  it('loses its whole store: everything goes out again in order, and no consumer misses anything', async () => {
    await relay()
    const bus = await openBus()
    const seen = await watch(bus)
    await appendSome(60)
    await eventually(() => seen.length === 60, 'the first')
    await server.kill()
    await appendSome(40)
    await server.start(true)
    await eventually(() => new Set(seen).size === 100, 'all')
    await holdsTheLog(await manager())
    await sawAll(seen)
  })

  /** case-1 cannot be done for a while; everything else can. */
  const setAside = async (bus: Bus) => {
    const seen: string[] = []
    let isAway = true
    await bus.subscribe({ consumer: 'test.aside', filter: {} }, async (event) => {
      if (event.stream === 'case-1' && isAway) throw new Fault('away', 'the other side is away', { retry: 'later' })
      seen.push(`${event.stream}@${event.version}`)
    })
    return { seen, comesBack: () => { isAway = false } }
  }
  /** null while the bus has not found its way back to the server, which it says. */
  const statusWhenBack = (bus: Bus): Promise<Awaited<ReturnType<Bus['status']>> | null> => bus.status().catch((error: unknown) => {
    if (error instanceof Fault && error.code === 'bus-unavailable') return null
    throw error
  })

  const isSetAside = async (bus: Bus): Promise<boolean> => (await bus.status()).some(({ heldStreams }) => heldStreams === 1)

  it('loses its whole store while a stream is set aside: that is not forgotten', async () => {
    await relay()
    const bus = await openBus({ retry: { firstMs: 100, factor: 2, maxMs: 200 } })
    const { seen, comesBack } = await setAside(bus)
    await appendSome(60)
    await eventually(async () => seen.length === 55 && await isSetAside(bus), 'all but one stream')
    await server.killAndStart(true)
    comesBack()
    await eventually(() => new Set(seen).size === 60, 'all')
    await sawAll(seen)
  })

  it('comes back without the end of what it kept of streams set aside: that is not forgotten, and nobody hangs', async () => {
    await relay()
    const bus = await openBus({ retry: { firstMs: 5_000, factor: 2, maxMs: 5_000 } })
    const { seen, comesBack } = await setAside(bus)
    for (let n = 0; n < 300; n += 1) await appendTo(store, STREAMS[2]!)
    await eventually(() => seen.length === 300, 'the first')
    const messages = join(server.storeDir, 'jetstream', 'jetstream', '$G', 'streams', 'zhijian-held', 'msgs')
    const sizes = new Map(readdirSync(messages).filter((name) => name.endsWith('.blk')).map((name) => [name, statSync(join(messages, name)).size]))
    await appendSome(60)
    await eventually(async () => seen.length === 355 && await isSetAside(bus), 'all but one stream')
    await server.kill()
    for (const name of readdirSync(messages).filter((each) => each.endsWith('.blk'))) truncateSync(join(messages, name), sizes.get(name) ?? 0)
    comesBack()
    await server.start()
    await appendSome(60)
    await eventually(() => new Set(seen).size === 420, 'all')
    await sawAll(seen)
  })

  it('loses its whole store when nothing more is appended: everything goes out again all the same', async () => {
    await relay()
    await appendSome(30)
    await holdsTheLog(await manager())
    await server.killAndStart(true)
    await holdsTheLog(await manager())
  })

  it('comes back without its newest messages: they go out again, behind the ones it kept', async () => {
    const kept = mkdtempSync(join(tmpdir(), 'zhijian-kept-'))
    const first = await relay()
    const seen = await watch(await openBus())
    await appendSome(50)
    await eventually(() => seen.length === 50 && first.published() !== null, 'fifty')
    await server.kill()
    cpSync(server.storeDir, kept, { recursive: true })
    await server.start()
    await appendSome(50)
    await eventually(() => new Set(seen).size === 100, 'a hundred')
    await server.kill()
    rmSync(server.storeDir, { recursive: true })
    cpSync(kept, server.storeDir, { recursive: true })
    await server.start()
    await appendSome(20)
    await eventually(() => new Set(seen).size === 120, 'all')
    await sawAll(seen)
    await holdsTheLog(await manager())
    rmSync(kept, { recursive: true })
  })

  it.each([['events', 2], ['held', 2], ['held', Infinity], ['again', Infinity]])('finds the newest file of its %s cut to 1/%d: it starts, and everything is delivered, what was set aside as well', async (torn, part) => {
    const first = await relay()
    const bus = await openBus({ keeper: 'itself' })
    const seen = await watch(bus)
    let isWell = false
    const done: string[] = []
    await bus.subscribe({ consumer: 'test.tears', filter: {} }, async ({ stream, version }) => {
      if (stream === 'case-1' && !isWell) throw new Fault('away', 'the other side is away', { retry: 'later' })
      done.push(`${stream}@${version}`)
    })
    await appendSome(60)
    await eventually(async () => seen.length === 60 && first.published() === await store.head() && (await bus.status()).some(({ heldStreams }) => heldStreams === 1), 'sixty')
    await server.kill()
    const folder = join(server.storeDir, 'jetstream', 'jetstream', '$G', 'streams', `zhijian-${torn}`, 'msgs')
    const newest = readdirSync(folder).filter((name) => name.endsWith('.blk')).toSorted((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10)).at(-1)!
    truncateSync(join(folder, newest), Math.floor(statSync(join(folder, newest)).size / part))
    // Nothing more happens to what was set aside: nobody is reminded of it.
    for (let i = 0; i < 40; i += 1) await appendTo(store, 'case-3')
    await server.start()
    isWell = true
    await eventually(() => new Set(seen).size === 100, 'all')
    await sawAll(seen)
    await eventually(() => new Set(done).size === 100, 'all of what was set aside as well')
    await sawAll(done)
    await eventually(async () => {
      const status = await bus.status()
      return status.length === 2 && status.every(({ lag, heldStreams, parkedStreams }) => lag === 0 && heldStreams === 0 && parkedStreams === 0)
    }, 'nothing waits')
  })

  it('remembers that a token was done with, and still has it: the stream that waits by it is tried again all the same', async () => {
    const kept = mkdtempSync(join(tmpdir(), 'zhijian-kept-'))
    const folderOf = (of: 'again' | 'held'): string => join(server.storeDir, 'jetstream', 'jetstream', '$G', 'streams', `zhijian-${of}`, 'msgs')
    await relay()
    const bus = await openBus({ keeper: 'itself', retry: { firstMs: 100, factor: 2, maxMs: 200 } })
    const { seen, comesBack } = await setAside(bus)
    await appendSome(60)
    await eventually(async () => seen.length === 55 && await isSetAside(bus), 'all but one stream')
    await server.kill()
    for (const of of ['again', 'held'] as const) cpSync(folderOf(of), join(kept, of), { recursive: true })
    await server.start()
    comesBack()
    await eventually(() => new Set(seen).size === 60, 'all')
    const jsm = await manager()
    await eventually(async () => !await isSetAside(bus) && (await jsm.streams.info('zhijian-again')).state.messages === 0, 'the token gone')
    // As after a torn disk: messages of before beside what the server noted of its consumers later.
    await server.stop()
    for (const of of ['again', 'held'] as const) {
      rmSync(folderOf(of), { recursive: true })
      cpSync(join(kept, of), folderOf(of), { recursive: true })
    }
    await server.start()
    await eventually(async () => (await manager().then((each) => each.streams.info('zhijian-held'))).state.messages > 0, 'the server')
    await eventually(async () => (await statusWhenBack(bus))?.every(({ heldStreams }) => heldStreams === 0) ?? false, 'nothing waits')
    rmSync(kept, { recursive: true })
  })

  it('is emptied by an operator, within the time in which it remembers ids: everything goes out again', async () => {
    const first = await relay()
    await appendSome(30)
    const jsm = await manager()
    await holdsTheLog(jsm)
    await first.drain()
    await jsm.streams.purge('zhijian-events')
    await appendSome(5)
    await relay()
    await holdsTheLog(jsm)
  })

  it('is emptied while the relay runs: new events go out behind the gap, and a restart fills it', async () => {
    const first = await relay()
    await appendSome(10)
    const jsm = await manager()
    await holdsTheLog(jsm)
    await jsm.streams.purge('zhijian-events')
    await appendSome(10)
    await eventually(async () => first.published() === await store.head(), 'published')
    expect(await streamNames(jsm)).toEqual((await logNames()).slice(10))
  })

  it('is killed: the relay tells since when the log waits, and that it waits no longer when the broker is back', async () => {
    const one = await relay()
    await appendSome(10)
    await eventually(async () => one.published() === await store.head() && one.behindSince() === null, 'nothing waits')
    await server.kill()
    await appendSome(1)
    await eventually(() => one.behindSince() !== null, 'it waits')
    await server.start()
    await eventually(async () => one.published() === await store.head() && one.behindSince() === null, 'nothing waits again')
  })

  it('a stream set aside whose log is away for a moment goes on soon after, not after the longest wait', async () => {
    await relay()
    let away = 2
    const sometimes: EventStore = {
      ...store,
      read: async (...args) => {
        away -= 1
        if (away >= 0) throw new Fault('store-unavailable', 'the store does not answer', { retry: 'later' })
        return store.read(...args)
      },
    }
    const bus = await openBus({ store: sometimes, retry: { firstMs: 20, factor: 2, maxMs: 60_000 } })
    const taken: number[] = []
    await bus.subscribe({ consumer: 'test.takes', filter: {} }, async (_event, { attempt }) => {
      taken.push(attempt)
      if (attempt === 1) throw new Fault('other-side-away', 'not now', { retry: 'later' })
    })
    await appendTo(store, 'case-1')
    await eventually(() => taken.length === 2, 'it is taken')
    expect(away).toBeLessThan(0)
  })

  it('serves two relays: each event is there once, in order', async () => {
    await appendSome(150)
    await Promise.all([relay({ inFlight: 7 }), relay({ inFlight: 11 }), relay({ inFlight: 5 })])
    await appendSome(150)
    await holdsTheLog(await manager())
  })

  it('serves two relays that go in step, as two hosts have them: neither complains of the other', async () => {
    const [one, other] = [await relay(), await relay()]
    for (let round = 0; round < 10; round += 1) await appendSome(20)
    const head = await store.head()
    await eventually(() => one.published() === head && other.published() === head, 'both are at the end')
    await holdsTheLog(await manager())
    expect(reports).toEqual([])
  })

  it('holds events of a log that was restored to an earlier state: they go, and consumers begin again', async () => {
    const first = await relay()
    await appendSome(20)
    const jsm = await manager()
    await holdsTheLog(jsm)
    const bus = await openBus()
    await bus.subscribe({ consumer: 'test.parked', filter: {} }, async () => { throw new TypeError('bug') })
    await eventually(async () => (await bus.deadLetters.list()).length === STREAMS.length, 'all parked')
    await bus.close()
    await first.drain()
    await store.close()
    store = await openSqliteStore({ file: ':memory:' })
    await appendTo(store, 'case-1')
    await relay()
    await holdsTheLog(jsm)
    const again = await openBus()
    const seen = await watch(again, 'test.parked')
    await eventually(() => seen.length === 1, 'the one')
    expect(seen).toEqual(['case-1@0'])
    expect(await again.deadLetters.list()).toEqual([])
  })

  it('gets another log under a running consumer: its events are new, although their positions are not', async () => {
    const first = await relay()
    const bus = await openBus()
    const seen = await watch(bus)
    await appendSome(20)
    await eventually(() => seen.length === 20, 'the first log')
    await first.drain()
    const other = await openSqliteStore({ file: ':memory:' })
    await relay({ store: other })
    await appendTo(other, 'case-1')
    await appendTo(other, 'case-1')
    await eventually(() => seen.length === 22, 'the other log')
    expect(seen.slice(20)).toEqual(['case-1@0', 'case-1@1'])
    await other.close()
  })

  it('has replicas, so that what is set aside is read by way of the keeper from the leader: it is parked, listed, replayed and done', async () => {
    await relay()
    // To a bus that only asks, one server with one copy looks like three.
    const bus = await openBus({ limits: { replicas: 3 } })
    let isWell = false
    const done: string[] = []
    await bus.subscribe({ consumer: 'test.bug', filter: {} }, async ({ stream, version }) => {
      if (!isWell) throw new TypeError('bug')
      done.push(`${stream}@${version}`)
    })
    await appendTo(store, 'case-1')
    await appendTo(store, 'case-1')
    await eventually(async () => (await bus.deadLetters.list())[0]?.waiting === 1, 'it is parked')
    const [letter] = await bus.deadLetters.list()
    isWell = true
    await bus.deadLetters.replay('test.bug', letter!.eventId)
    await eventually(() => done.length === 2, 'both are done')
    expect(done).toEqual(['case-1@0', 'case-1@1'])
    await eventually(async () => (await bus.status()).every(({ parkedStreams, heldStreams, lag }) => parkedStreams + heldStreams + (lag ?? 1) === 0), 'nothing waits')
  })

  it('is told how long a stream set aside waits', async () => {
    await relay()
    const bus = await openBus({ retry: { firstMs: 321, factor: 2, maxMs: 1_000 } })
    const delays: string[] = []
    const operator = await connect('operator')
    operator.subscribe('again.>', { callback: (_, message) => void delays.push(message.headers?.get('zhijian-delay') ?? '') })
    await operator.flush()
    await appendTo(store, 'case-1')
    let attempts = 0
    await bus.subscribe({ consumer: 'test.wait', filter: {} }, async () => {
      attempts += 1
      if (attempts < 2) throw new Fault('away', 'the other side is away', { retry: 'later' })
    })
    await eventually(() => attempts === 2, 'tried again')
    expect(delays[0]).toBe(String(delayMs({ firstMs: 321, factor: 2, maxMs: 1_000 }, 1, 'test.wait case-1')))
  })

  it('keeps less than a consumer was away: the rest comes from the log, in order', async () => {
    const limits = { maxMessages: 20 }
    await relay({ limits })
    const first = await openBus({ limits })
    const seen = await watch(first)
    await appendSome(30)
    await eventually(() => new Set(seen).size === 30, 'the first')
    await first.close()
    await appendSome(200)
    const jsm = await manager()
    await eventually(async () => (await jsm.streams.info('zhijian-events')).state.last_seq === 230, 'relayed')
    const bus = await openBus({ limits })
    const after = await watch(bus)
    const newcomer = await watch(bus, 'test.newcomer')
    await eventually(() => new Set([...seen, ...after]).size === 230 && new Set(newcomer).size === 230, 'all')
    await appendSome(30)
    await eventually(() => new Set([...seen, ...after]).size === 260 && new Set(newcomer).size === 260, 'the newest')
    await sawAll([...seen, ...after])
    await sawAll(newcomer)
    // What was done before it went away does not come again.
    expect(after.filter((name) => seen.includes(name))).toEqual([])
  })

  it('loses its whole store while a group is filled from the log: what was filled does not count, for what it set aside is gone', async () => {
    const nats = await openNats(await connect(), 'zhijian', { maxMessages: 20 }, report, true)
    await relay({ limits: { maxMessages: 20 } })
    await appendSome(50)
    await eventually(async () => (await nats.jsm.streams.info('zhijian-events')).state.last_seq === 50, 'relayed')
    const keeping = openKeeping(nats)
    const all = { consumer: 'test.watch', filter: {}, groups: 1, ackWaitMs: 600 }
    const found = await keeping.gap(all, 0, BEGINNING)
    await server.killAndStart(true)
    await nats.liveness.up(new AbortController().signal)
    await eventually(async () => (await nats.jsm.streams.info('zhijian-events').catch(() => null))?.state.last_seq === 50, 'relayed again')
    await keeping.bridge(all, 0, { ...found!, from: { ...BEGINNING, position: await store.head(), epoch: store.epoch } })
    expect(await keeping.last('test.watch', 'mark.test_watch.1g0')).toBeNull()
    expect(await keeping.gap(all, 0, BEGINNING)).toMatchObject({ from: BEGINNING })
  })

  it('throws away what a slow consumer has not seen while it runs: that comes from the log', async () => {
    const limits = { maxMessages: 20 }
    await relay({ limits })
    const bus = await openBus({ limits, groups: 2 })
    const seen: string[] = []
    let open = (): void => undefined
    const opened = new Promise<void>((resolve) => { open = resolve })
    await bus.subscribe({ consumer: 'test.slow', filter: {} }, async (event) => {
      await opened
      seen.push(`${event.stream}@${event.version}`)
    })
    await appendSome(200)
    const jsm = await manager()
    await eventually(async () => (await jsm.streams.info('zhijian-events')).state.last_seq === 200, 'relayed')
    open()
    await eventually(() => new Set(seen).size === 200, 'all')
    await sawAll(seen)
  })

  it('loses its events stream alone, after sequences and log had drifted apart: what comes after it is not missed', async () => {
    const first = await relay()
    const bus = await openBus()
    await appendSome(40)
    const jsm = await manager()
    await holdsTheLog(jsm)
    // Stream sequences run ahead of the log's: emptied, and everything sent again.
    await first.drain()
    await jsm.streams.purge('zhijian-events')
    const second = await relay()
    await holdsTheLog(jsm)
    const seen = await watch(bus, 'test.late', 'end')
    await appendSome(30)
    await eventually(() => seen.length === 30, 'the next')
    await second.drain()
    await appendSome(30)
    await jsm.streams.delete('zhijian-events')
    await relay()
    await eventually(() => new Set(seen).size === 60, 'and the next')
    expect(seen.length).toBe(60)
  })

  it('is asked by another number of groups than before: nothing is missing', async () => {
    await relay()
    const first = await openBus({ groups: 4 })
    const seen = await watch(first)
    await appendSome(50)
    await eventually(() => seen.length === 50, 'the first')
    await first.close()
    await appendSome(50)
    const after = await watch(await openBus({ groups: 6 }))
    await eventually(() => new Set([...seen, ...after]).size === 100, 'all')
    await sawAll([...seen, ...after])
    const names: string[] = []
    for await (const info of (await manager()).consumers.list('zhijian-events')) names.push(info.name)
    expect(names.toSorted()).toEqual(Array.from({ length: 6 }, (_, i) => `test_watch_6g${i}`))
  })

  it('is asked by another number of groups after one group was killed far behind: that one decides where they begin', async () => {
    await relay()
    const [slow, quick] = [STREAMS.find((name) => groupOf(name, 4) === 0)!, STREAMS.find((name) => groupOf(name, 4) === 3)!]
    const before = await openBus({ groups: 4 })
    const seen = await watch(before)
    await appendSome(24)
    await eventually(() => seen.length === 24, 'the first')
    await before.close()
    // Now one group hangs while another goes far ahead and marks its place.
    let letGo = (): void => undefined
    const hanging = new Promise<void>((resolve) => { letGo = resolve })
    const connection = await connect()
    const killed = await openBus({ groups: 4, connection })
    await killed.subscribe({ consumer: 'test.watch', filter: {} }, async (event) => {
      if (event.stream === slow) await hanging
      seen.push(`${event.stream}@${event.version}`)
    })
    await appendTo(store, slow)
    for (let i = 0; i < 300; i += 1) await appendTo(store, quick)
    await eventually(() => seen.length === 324, 'three hundred')
    await connection.close()
    const after = await watch(await openBus({ groups: 3 }))
    await eventually(() => new Set([...seen, ...after]).size === 325, 'all')
    letGo()
    await sawAll([...seen, ...after])
  })

  it('serves two instances of a service: they share events in order, and one goes on when the other is killed', async () => {
    await relay()
    const [one, two] = [await connect(), await connect()]
    const seen: string[] = []
    const busy = new Set<string>()
    let both = false
    const workers = new Set<number>()
    const handlerOf = (who: number): EventHandler => async (event) => {
      workers.add(who)
      expect(busy.has(event.stream)).toBe(false)
      busy.add(event.stream)
      await new Promise<void>((resolve) => { setImmediate(resolve) })
      busy.delete(event.stream)
      seen.push(`${event.stream}@${event.version}`)
      both = workers.size === 2
    }
    const [first, second] = [await openBus({ connection: one }), await openBus({ connection: two })]
    await first.subscribe({ consumer: 'test.shared', filter: {} }, handlerOf(1))
    await second.subscribe({ consumer: 'test.shared', filter: {} }, handlerOf(2))
    await appendSome(300)
    await eventually(() => new Set(seen).size === 300, 'all')
    expect(both).toBe(true)
    expect(seen.length).toBe(300)
    await one.close()
    await appendSome(100)
    await eventually(() => new Set(seen).size === 400, 'the rest')
    await sawAll(seen)
  })

  it('has streams of that name with other limits: the start is refused with what is otherwise', async () => {
    const jsm = await manager()
    await jsm.streams.add({ name: 'zhijian-events', subjects: ['evt.>'], storage: 'memory' })
    await expect(openBus({ keeper: 'itself' })).rejects.toMatchObject({
      code: 'bus-unsupported', retry: 'later', message: expect.stringMatching(/stream zhijian-events/) as unknown,
    })
  })

  it('has a stream of ours with limits of its own: they are put right', async () => {
    const jsm = await manager()
    await jsm.streams.add({ name: 'zhijian-events', subjects: ['evt.>'], max_consumers: 10, max_msgs: 5 })
    await openBus({ keeper: 'itself' })
    expect((await jsm.streams.info('zhijian-events')).config).toMatchObject({ max_consumers: 4_096, max_msgs: -1 })
  })

  it('lets something else have our subjects: the start is refused in words', async () => {
    const jsm = await manager()
    await jsm.streams.add({ name: 'other', subjects: ['evt.case.>'] })
    await expect(openBus({ keeper: 'itself' })).rejects.toMatchObject({
      code: 'bus-unsupported', message: expect.stringMatching(/overlap/) as unknown,
    })
  })

  it('carries something foreign under our subjects: it is told, and passed over', async () => {
    await relay()
    const bus = await openBus()
    const seen = await watch(bus)
    const connection = await connect('stranger')
    await connection.request('evt.case.00.x.y', 'not json', { timeout: 2_000, headers: headers() })
    await appendSome(12)
    await eventually(() => new Set(seen).size === 12, 'ours')
    expect(reports.filter(({ code }) => code === 'bus-foreign-message')).toHaveLength(1)
  })

  it('sees each service\'s answers on inboxes of its own', async () => {
    const [bus, stranger] = [await openBus(), await connect('stranger')]
    const inboxes: string[] = []
    stranger.subscribe('_INBOX.test.>', { callback: (_, message) => void inboxes.push(message.subject) })
    await stranger.flush()
    await bus.respond('qry.test.x', async () => 1)
    await bus.request('qry.test.x', null)
    await eventually(() => inboxes.length > 0, 'an answer')
  })

  it('is not there: a request fails when its time is over, and connecting fails at once', async () => {
    const bus = await openBus()
    await bus.respond('qry.test.x', async () => 1)
    await server.kill()
    await expect(bus.request('qry.test.x', null, { timeoutMs: 100 })).rejects.toMatchObject({ name: 'Fault', retry: 'later' })
    await expect(connectNats({ servers: server.url, service: 'late' }))
      .rejects.toMatchObject({ code: 'bus-unavailable', retry: 'later' })
    await server.start()
    const answered = (): Promise<boolean> => bus.request('qry.test.x', null, { timeoutMs: 200 }).then((n) => n === 1, () => false)
    await eventually(answered, 'answered again')
  })
})
