// What every bus must do, whatever it is made of: the promises P1–P5 of port.ts, asked of an adapter over a real log.
// Nobody sleeps here: `until` is the only way in which time passes, and the harness knows how (moving timers by hand, or
// looking again while a real server works).
import { eventId, type EventStore, type NewEvent, type StoredEvent } from '@zhijian/event-store'
import { assert, Fault, instant, isFault, plus, type Json } from '@zhijian/kernel'
import { afterEach, describe, expect, it } from 'vitest'
import type { Bus, Delivery, EventHandler } from './port.ts'
import type { RetryPolicy } from './retry.ts'

export interface BusHarness {
  readonly store: EventStore
  /** The bus now in use; another one after `restart` and `crash`. */
  bus(): Bus
  /** Closes the bus and opens one over the same log and the same memory of what was done. */
  restart(): Promise<void>
  /** The process dies in the middle of whatever it does, and another one starts. */
  crash(): Promise<void>
  /** Lets time pass until it holds. @throws when it never does */
  until(holds: () => boolean | Promise<boolean>, what: string): Promise<void>
  /** Events taken out of the log or off the broker that no handler has finished. */
  inMemory(): Promise<number>
  close(): Promise<void>
}

/** How an adapter is set up for the suite: delays short enough for a test, and still growing. */
export interface BusHarnessOptions {
  readonly retry: RetryPolicy
}

const RETRY: RetryPolicy = { firstMs: 20, factor: 2, maxMs: 200 }
const START = instant('2026-01-05T01:00:00.000Z')

/** A fact for tests: the version is its place in the stream. */
export const fact = (stream: string, version: number, type = 'ThingHappened', data: Record<string, Json> = {}): NewEvent => {
  const time = plus(START, version)
  return {
    id: eventId(time, `test:${stream}`, version),
    type: `${type}.v1`,
    data: { n: version, ...data },
    meta: {
      source: '/test', time, recordedat: time, cause: 'command:Test', actorid: 'tester', actorrole: 'system',
      correlationid: stream, hashalg: 'sha256',
    },
  }
}

/** Appends the next event of a stream. */
export const appendTo = async (store: EventStore, stream: string, type?: string, data?: Record<string, Json>): Promise<void> => {
  const last = await store.lastEvent(stream)
  const version = (last?.version ?? -1) + 1
  await store.append(stream, [fact(stream, version, type, data)], last ? last.version : 'no-stream')
}

const appendMany = async (store: EventStore, stream: string, count: number, type?: string): Promise<void> => {
  const last = await store.lastEvent(stream)
  const first = (last?.version ?? -1) + 1
  const events = Array.from({ length: count }, (_, i) => fact(stream, first + i, type))
  await store.append(stream, events, last ? last.version : 'no-stream')
}

/** A handler that writes down what it did, and fails as it is told. */
const witness = () => {
  const done: string[] = []
  const tried: string[] = []
  const attempts: number[] = []
  const atOnce = new Map<string, number>()
  let mostStreams = 0
  let sameStreamTwice = false
  let act: (event: StoredEvent, delivery: Delivery) => Promise<void> | void = () => undefined
  const handler: EventHandler = async (event, delivery) => {
    tried.push(nameOf(event))
    attempts.push(delivery.attempt)
    const busy = (atOnce.get(event.stream) ?? 0) + 1
    atOnce.set(event.stream, busy)
    if (busy > 1) sameStreamTwice = true
    mostStreams = Math.max(mostStreams, [...atOnce.values()].filter((n) => n > 0).length)
    try {
      await act(event, delivery)
      done.push(nameOf(event))
    } finally {
      atOnce.set(event.stream, atOnce.get(event.stream)! - 1)
    }
  }
  return {
    handler, done, tried, attempts,
    does(next: typeof act) { act = next },
    of: (stream: string) => done.filter((name) => name.startsWith(`${stream}@`)),
    mostStreams: () => mostStreams,
    sameStreamTwice: () => sameStreamTwice,
  }
}

const nameOf = (event: StoredEvent): string => `${event.stream}@${event.version}`
const names = (stream: string, from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, i) => `${stream}@${from + i}`)

const gate = () => {
  let open = (): void => undefined
  const opened = new Promise<void>((resolve) => { open = resolve })
  return { opened, open: () => open() }
}

const later = (): Fault => new Fault('other-side-away', 'the other side is away', { retry: 'later' })
const never = (): Fault => new Fault('cannot-be-done', 'this cannot be done', { retry: 'never' })

export const busContract = (name: string, open: (options: BusHarnessOptions) => Promise<BusHarness>): void => {
  let current: BusHarness | null = null
  const start = async (): Promise<BusHarness> => current = await open({ retry: RETRY })
  afterEach(async () => {
    await current?.close()
    current = null
  })

  describe(`${name}: a durable subscription (P1)`, () => {
    it('sees every matching event once, each stream in order, in the shape in which it is stored', async () => {
      const { store, bus, until } = await start()
      const seen: StoredEvent[] = []
      await appendMany(store, 'case-a', 3)
      await bus().subscribe({ consumer: 'test.all', filter: {} }, async (event) => void seen.push(event))
      await appendMany(store, 'case-b', 2)
      await appendMany(store, 'case-a', 2)
      await until(() => seen.length === 7, 'seven events')
      expect(seen.filter(({ stream }) => stream === 'case-a')).toEqual(await store.read('case-a'))
      expect(seen.filter(({ stream }) => stream === 'case-b')).toEqual(await store.read('case-b'))
    })

    it('works on several streams at once, and on one stream never', async () => {
      const { store, bus, until } = await start()
      const saw = witness()
      const [all, streams] = [gate(), Array.from({ length: 24 }, (_, i) => `case-${i}`)]
      let inside = 0
      saw.does(async () => {
        inside += 1
        if (inside >= 3) all.open()
        await all.opened
      })
      for (const stream of streams) await appendMany(store, stream, 3)
      await bus().subscribe({ consumer: 'test.busy', filter: {} }, saw.handler)
      await until(() => saw.done.length === 72, 'all of them')
      for (const stream of streams) expect(saw.of(stream)).toEqual(names(stream, 0, 2))
      expect(saw.sameStreamTwice()).toBe(false)
      expect(saw.mostStreams()).toBeGreaterThanOrEqual(3)
    })

    it('is never busier than it was allowed to be', async () => {
      const { store, bus, until } = await start()
      const saw = witness()
      saw.does(() => new Promise((resolve) => { setImmediate(resolve) }))
      for (let i = 0; i < 24; i += 1) await appendMany(store, `case-${i}`, 2)
      await bus().subscribe({ consumer: 'test.two', filter: {}, concurrency: 2 }, saw.handler)
      await until(() => saw.done.length === 48, 'all of them')
      expect(saw.mostStreams()).toBeLessThanOrEqual(2)
    })

    it('sees only the categories and types of its filter', async () => {
      const { store, bus, until } = await start()
      const [byType, byCategory, byBoth] = [witness(), witness(), witness()]
      await appendTo(store, 'case-a', 'CaseOpened')
      await appendTo(store, 'case-a', 'CaseClosed')
      await appendTo(store, 'caseFile-a', 'CaseOpened')
      await appendTo(store, 'person-a', 'CaseClosed')
      await bus().subscribe({ consumer: 'test.type', filter: { types: ['CaseClosed'] } }, byType.handler)
      await bus().subscribe({ consumer: 'test.category', filter: { categories: ['case', 'person'] } }, byCategory.handler)
      await bus().subscribe({ consumer: 'test.both', filter: { categories: ['case'], types: ['CaseClosed', 'Other'] } }, byBoth.handler)
      await appendTo(store, 'case-z', 'CaseClosed')
      await until(() => byBoth.done.length === 2 && byType.done.length === 3 && byCategory.done.length === 4, 'what each wants')
      expect(byType.done.toSorted()).toEqual(['case-a@1', 'case-z@0', 'person-a@0'])
      expect(byCategory.done.toSorted()).toEqual(['case-a@0', 'case-a@1', 'case-z@0', 'person-a@0'])
      expect(byBoth.done.toSorted()).toEqual(['case-a@1', 'case-z@0'])
    })

    it('begins at the end when it is told to, and keeps that place over a restart', async () => {
      const h = await start()
      const saw = witness()
      await appendMany(h.store, 'case-a', 3)
      const options = { consumer: 'test.late', filter: {}, from: 'end' } as const
      await h.bus().subscribe(options, saw.handler)
      await h.crash()
      await appendMany(h.store, 'case-a', 2)
      await h.bus().subscribe(options, saw.handler)
      await h.until(() => saw.done.includes('case-a@4'), 'the fifth')
      await appendMany(h.store, 'case-a', 2)
      await h.crash()
      await h.bus().subscribe(options, saw.handler)
      await h.until(() => saw.done.includes('case-a@6'), 'the seventh')
      expect([...new Set(saw.done)]).toEqual(names('case-a', 3, 6))
    })

    it('goes on where it was after a clean stop: nothing twice, nothing missing', async () => {
      const h = await start()
      const saw = witness()
      for (const stream of ['case-a', 'case-b', 'case-c']) await appendMany(h.store, stream, 10)
      await h.bus().subscribe({ consumer: 'test.again', filter: {} }, saw.handler)
      await h.until(() => saw.done.length >= 7, 'a few')
      await h.restart()
      await appendMany(h.store, 'case-a', 5)
      await h.bus().subscribe({ consumer: 'test.again', filter: {} }, saw.handler)
      await h.until(() => saw.done.length >= 35, 'all')
      expect(saw.of('case-a')).toEqual(names('case-a', 0, 14))
      expect(saw.of('case-b')).toEqual(names('case-b', 0, 9))
      expect(saw.of('case-c')).toEqual(names('case-c', 0, 9))
    })

    it('sees again what it had in hand when the process died', async () => {
      const h = await start()
      const [first, second] = [witness(), witness()]
      first.does((event) => (event.version === 3 ? new Promise(() => undefined) : undefined))
      await appendMany(h.store, 'case-a', 6)
      await appendMany(h.store, 'case-b', 6)
      await h.bus().subscribe({ consumer: 'test.kill', filter: {} }, first.handler)
      await h.until(() => first.tried.includes('case-a@3') && first.tried.includes('case-b@3'), 'both in hand')
      await h.crash()
      await h.bus().subscribe({ consumer: 'test.kill', filter: {} }, second.handler)
      await h.until(() => second.done.includes('case-a@5') && second.done.includes('case-b@5'), 'the rest')
      for (const stream of ['case-a', 'case-b']) {
        const after = second.of(stream)
        expect(after.slice(-3)).toEqual(names(stream, 3, 5))
        expect(after).toEqual(names(stream, 6 - after.length, 5))
      }
    })
  })

  describe(`${name}: a failing handler (P2)`, () => {
    it('is tried again; its stream waits in order, other streams go on', async () => {
      const { store, bus, until } = await start()
      const saw = witness()
      const others = Array.from({ length: 20 }, (_, i) => `case-other${i}`)
      let away = true
      saw.does((event) => {
        if (away && event.stream === 'case-bad' && event.version === 1) throw later()
      })
      await appendMany(store, 'case-bad', 4)
      for (const stream of others) await appendMany(store, stream, 2)
      await bus().subscribe({ consumer: 'test.retry', filter: {}, maxAttempts: 1_000 }, saw.handler)
      await until(() => others.every((stream) => saw.of(stream).length === 2), 'the others')
      await until(() => saw.tried.filter((tried) => tried === 'case-bad@1').length >= 3, 'three attempts')
      expect(saw.of('case-bad')).toEqual(['case-bad@0'])
      expect(saw.tried).not.toContain('case-bad@2')
      away = false
      await until(() => saw.of('case-bad').length === 4, 'the stream goes on')
      expect(saw.of('case-bad')).toEqual(names('case-bad', 0, 3))
      const numbers = saw.attempts.filter((_, i) => saw.tried[i] === 'case-bad@1')
      expect(numbers).toEqual(numbers.map((_, i) => i + 1))
    })

    it('that asks for another try at once gets it at once', async () => {
      const { store, bus, until } = await start()
      const saw = witness()
      saw.does((_, { attempt }) => {
        if (attempt < 3) throw new Fault('version-conflict', 'somebody was quicker', { retry: 'now' })
      })
      await appendMany(store, 'case-a', 1)
      await bus().subscribe({ consumer: 'test.now', filter: {} }, saw.handler)
      await until(() => saw.done.length === 1, 'done')
      expect(saw.attempts).toEqual([1, 2, 3])
    })

    it('parks the event when its attempts are used up', async () => {
      const { store, bus, until } = await start()
      const saw = witness()
      saw.does(() => { throw later() })
      await appendMany(store, 'case-a', 2)
      await bus().subscribe({ consumer: 'test.bound', filter: {}, maxAttempts: 3 }, saw.handler)
      await until(async () => (await bus().deadLetters.list()).length === 1, 'parked')
      expect(saw.attempts).toEqual([1, 2, 3])
      expect((await bus().deadLetters.list())[0]).toMatchObject({ code: 'other-side-away', attempts: 3, version: 0, waiting: 1 })
    })

    it('keeps a retried stream in order over a restart', async () => {
      const h = await start()
      const saw = witness()
      saw.does((event) => { if (event.version === 2) throw later() })
      await appendMany(h.store, 'case-a', 5)
      await h.bus().subscribe({ consumer: 'test.held', filter: {}, maxAttempts: 1_000 }, saw.handler)
      await h.until(() => saw.tried.includes('case-a@2'), 'the failing one')
      await h.restart()
      await appendMany(h.store, 'case-a', 1)
      saw.does(() => undefined)
      await h.bus().subscribe({ consumer: 'test.held', filter: {}, maxAttempts: 1_000 }, saw.handler)
      await h.until(() => saw.done.includes('case-a@5'), 'the last')
      expect(saw.done).toEqual(names('case-a', 0, 5))
    })
  })

  describe(`${name}: parked events (P3)`, () => {
    const parkOne = async (h: BusHarness, consumer: string, version = 1) => {
      const saw = witness()
      saw.does((event) => { if (event.stream === 'case-bad' && event.version === version) throw never() })
      await appendMany(h.store, 'case-bad', 4)
      await appendMany(h.store, 'case-good', 4)
      await h.bus().subscribe({ consumer, filter: { categories: ['case'] } }, saw.handler)
      await h.until(async () => (await h.bus().deadLetters.list()).length === 1 && saw.of('case-good').length === 4, 'parked')
      return saw
    }

    it('are listed with their place in line, and hold back their own stream only', async () => {
      const h = await start()
      const saw = await parkOne(h, 'test.parked')
      const [event] = (await h.store.read('case-bad', 1))
      await h.until(async () => (await h.bus().deadLetters.list({ consumer: 'test.parked' }))[0]?.waiting === 2, 'two wait')
      const [letter] = await h.bus().deadLetters.list({ consumer: 'test.parked' })
      expect(letter).toEqual({
        consumer: 'test.parked', eventId: event!.id, stream: 'case-bad', version: 1, position: event!.position,
        type: 'ThingHappened.v1', code: 'cannot-be-done', message: 'this cannot be done', attempts: 1,
        parkedAt: expect.stringMatching(/^\d{4}-.*Z$/) as unknown, waiting: 2,
      })
      expect(saw.of('case-bad')).toEqual(['case-bad@0'])
      expect(saw.attempts.filter((n) => n > 1)).toEqual([])
      expect(await h.bus().deadLetters.list({ consumer: 'test.other' })).toEqual([])
      expect((await h.bus().status()).find(({ consumer }) => consumer === 'test.parked')?.parkedStreams).toBe(1)
    })

    it('stay parked over a restart and a kill; nothing overtakes them', async () => {
      const h = await start()
      await parkOne(h, 'test.stays')
      const second = witness()
      await h.restart()
      await appendMany(h.store, 'case-bad', 2)
      await appendMany(h.store, 'case-good', 1)
      await h.bus().subscribe({ consumer: 'test.stays', filter: { categories: ['case'] } }, second.handler)
      await h.until(() => second.of('case-good').length === 1, 'the good one')
      await h.crash()
      const third = witness()
      await appendMany(h.store, 'case-good', 1)
      await h.bus().subscribe({ consumer: 'test.stays', filter: { categories: ['case'] } }, third.handler)
      await h.until(() => third.of('case-good').includes('case-good@5'), 'the good one')
      expect([...second.of('case-bad'), ...third.of('case-bad')]).toEqual([])
      expect((await h.bus().deadLetters.list())[0]).toMatchObject({ version: 1, waiting: 4 })
    })

    it('are delivered again on replay, and then what waited behind them, in order', async () => {
      const h = await start()
      const saw = await parkOne(h, 'test.replay')
      saw.does(() => undefined)
      const [letter] = await h.bus().deadLetters.list()
      await h.bus().deadLetters.replay('test.replay', letter!.eventId)
      await appendMany(h.store, 'case-bad', 2)
      await h.until(() => saw.of('case-bad').length === 6, 'all of it')
      expect(saw.of('case-bad')).toEqual(names('case-bad', 0, 5))
      expect(await h.bus().deadLetters.list()).toEqual([])
    })

    it('that fail again are parked again', async () => {
      const h = await start()
      const saw = await parkOne(h, 'test.twice')
      const [letter] = await h.bus().deadLetters.list()
      const before = saw.tried.length
      await h.bus().deadLetters.replay('test.twice', letter!.eventId)
      await h.until(async () => saw.tried.length > before && (await h.bus().deadLetters.list()).length === 1, 'parked again')
      expect(saw.of('case-bad')).toEqual(['case-bad@0'])
    })

    it('are skipped for good on discard', async () => {
      const h = await start()
      const saw = await parkOne(h, 'test.skip')
      const [letter] = await h.bus().deadLetters.list()
      await h.bus().deadLetters.discard('test.skip', letter!.eventId)
      await h.until(() => saw.of('case-bad').length === 3, 'the rest')
      expect(saw.of('case-bad')).toEqual(['case-bad@0', 'case-bad@2', 'case-bad@3'])
      expect(await h.bus().deadLetters.list()).toEqual([])
    })

    it('may be replayed while nobody is subscribed: they are delivered when somebody is', async () => {
      const h = await start()
      await parkOne(h, 'test.asleep')
      await h.restart()
      const [letter] = await h.bus().deadLetters.list()
      await h.bus().deadLetters.replay('test.asleep', letter!.eventId)
      expect(await h.bus().deadLetters.list()).toEqual([])
      await h.restart()
      const saw = witness()
      await h.bus().subscribe({ consumer: 'test.asleep', filter: { categories: ['case'] } }, saw.handler)
      await h.until(() => saw.of('case-bad').length === 3, 'the stream')
      expect(saw.of('case-bad')).toEqual(names('case-bad', 1, 3))
    })

    it('that are not there cannot be replayed or discarded', async () => {
      const { bus } = await start()
      await expect(bus().deadLetters.replay('test.none', 'x')).rejects.toMatchObject({ code: 'no-such-dead-letter', retry: 'never' })
      await expect(bus().deadLetters.discard('test.none', 'x')).rejects.toMatchObject({ code: 'no-such-dead-letter' })
    })

    it('come from bugs at the first attempt, and do not quote what the handler was working on', async () => {
      const { store, bus, until } = await start()
      await appendMany(store, 'case-a', 1)
      await bus().subscribe({ consumer: 'test.bug', filter: {} }, async () => void JSON.parse('{"phone": 13800000000, oops'))
      await until(async () => (await bus().deadLetters.list()).length === 1, 'parked')
      const [letter] = await bus().deadLetters.list()
      expect(letter).toMatchObject({ code: 'bug', attempts: 1 })
      expect(letter!.message).toMatch(/^SyntaxError \| at /)
      expect(letter!.message).not.toContain('138')
    })

    it('lose nothing while events keep coming, some fail, and the process dies now and then', async () => {
      const h = await start()
      let random = 20_260_105
      const draw = (n: number): number => (random = (random * 1_103_515_245 + 12_345) & 0x7fffffff) % n
      const streams = Array.from({ length: 8 }, (_, i) => `case-${i}`)
      const finished = new Map<string, number[]>(streams.map((stream) => [stream, []]))
      let generation = 0
      /** What a dead process still does counts for nothing. */
      const handlerOf = (mine: number): EventHandler => async (event) => {
        if (mine !== generation) return new Promise(() => undefined)
        const chance = draw(20)
        if (chance === 0) throw never()
        if (chance < 4) throw later()
        finished.get(event.stream)!.push(event.version)
      }
      const replayAll = async (): Promise<void> => {
        for (const { consumer, eventId: id } of await h.bus().deadLetters.list()) {
          // Since the list it may have been taken up by an earlier replay.
          await h.bus().deadLetters.replay(consumer, id).catch((error: unknown) => assert(isFault(error, 'no-such-dead-letter'), 'replay'))
        }
      }
      const subscribe = () => h.bus().subscribe({ consumer: 'test.storm', filter: {}, concurrency: 4 }, handlerOf(generation += 1))
      for (let round = 0; round < 4; round += 1) {
        await subscribe()
        for (let i = 0; i < 40; i += 1) await appendTo(h.store, streams[draw(streams.length)]!)
        await h.until(async () => {
          await replayAll()
          return [...finished.values()].flat().length > (round + 1) * 25
        }, 'some')
        if (round % 2 === 1) await h.restart()
        generation += 1
        await h.crash()
      }
      await subscribe()
      await h.until(async () => {
        await replayAll()
        const lengths = await Promise.all(streams.map(async (stream) => (await h.store.read(stream)).length))
        return streams.every((stream, i) => new Set(finished.get(stream)).size === lengths[i])
      }, 'every event')
      for (const versions of finished.values()) {
        const firsts = [...new Set(versions)]
        expect(firsts).toEqual(firsts.toSorted((a, b) => a - b))
      }
    })
  })

  describe(`${name}: a slow handler (P4)`, () => {
    it('slows its subscription down; nothing piles up in memory', async () => {
      const h = await start()
      const [saw, hold] = [witness(), gate()]
      saw.does(() => hold.opened)
      for (let i = 0; i < 60; i += 1) await appendMany(h.store, `case-${i}`, 20)
      await h.bus().subscribe({ consumer: 'test.slow', filter: {}, concurrency: 4 }, saw.handler)
      await h.until(() => saw.tried.length === 4, 'four in hand')
      expect(await h.inMemory()).toBeLessThanOrEqual(256)
      hold.open()
      await h.until(() => saw.done.length === 1_200, 'all')
      expect(saw.sameStreamTwice()).toBe(false)
    })
  })

  describe(`${name}: requests (P5)`, () => {
    it('are answered, with headers passed on', async () => {
      const { bus } = await start()
      await bus().respond('qry.test.echo', async (body, headers) => ({ body, trace: headers.traceparent ?? null }))
      expect(await bus().request('qry.test.echo', { question: '能离婚吗', n: 1 }, { headers: { traceparent: '00-1-2-01' } }))
        .toEqual({ body: { question: '能离婚吗', n: 1 }, trace: '00-1-2-01' })
    })

    it('carry copies: nobody shares an object, and what is undefined is not there', async () => {
      const { bus } = await start()
      const kept: Json = { list: [1, 2], nested: { a: null } }
      await bus().respond('qry.test.keep', async (body) => {
        expect(body).toEqual({ nested: { b: 1 } })
        expect(Object.keys(body as object)).toEqual(['nested'])
        return kept
      })
      const answer = await bus().request('qry.test.keep', { gone: undefined, nested: { b: 1 } })
      expect(answer).toEqual(kept)
      expect(answer).not.toBe(kept)
    })

    it('bring a Fault of the responder to the caller: code, message and retry', async () => {
      const { bus } = await start()
      await bus().respond('cmd.test.fail', async () => {
        throw new Fault('store-full', 'the disk is full', { retry: 'later', cause: new Error('inner') })
      })
      const error = await bus().request('cmd.test.fail', null).catch((thrown: unknown) => thrown)
      expect(error).toBeInstanceOf(Fault)
      expect(error).toMatchObject({ code: 'store-full', message: 'the disk is full', retry: 'later' })
      expect((error as Fault).cause).toBeUndefined()
    })

    it('bring anything else as `internal`, without its text', async () => {
      const { bus } = await start()
      await bus().respond('cmd.test.bug', async () => { throw new TypeError('cannot read 13800000000') })
      const error = await bus().request('cmd.test.bug', null).catch((thrown: unknown) => thrown)
      expect(error).toMatchObject({ name: 'Fault', code: 'internal', retry: 'never' })
      expect((error as Fault).message).not.toContain('138')
    })

    it('fail at once where nobody answers', async () => {
      const { bus } = await start()
      await expect(bus().request('cmd.nobody.home', {}, { timeoutMs: 60_000 })).rejects.toMatchObject({ code: 'no-responder', retry: 'later' })
    })

    it('fail when there is no answer in time', async () => {
      const { bus, until } = await start()
      await bus().respond('cmd.test.hang', () => new Promise(() => undefined))
      let error: unknown = null
      void bus().request('cmd.test.hang', {}, { timeoutMs: 50 }).catch((thrown: unknown) => { error = thrown })
      await until(() => error !== null, 'time-out')
      expect(error).toMatchObject({ code: 'request-timeout', retry: 'later' })
    })

    it('are answered by one of several responders, and by none after the last has drained', async () => {
      const { bus, until } = await start()
      const [answered, hold]: [string[], ReturnType<typeof gate>] = [[], gate()]
      const respond = (who: string) => bus().respond('qry.test.who', async () => {
        answered.push(who)
        await hold.opened
        return who
      })
      const [one, two] = [await respond('one'), await respond('two')]
      const asked = Promise.all([1, 2, 3, 4].map(() => bus().request('qry.test.who', null)))
      await until(() => answered.length === 4, 'four taken up')
      let drained = false
      const draining = Promise.all([one.drain(), two.drain()]).then(() => { drained = true })
      await Promise.resolve()
      expect(drained).toBe(false)
      hold.open()
      expect((await asked).toSorted()).toEqual(answered.toSorted())
      await draining
      await expect(bus().request('qry.test.who', null)).rejects.toMatchObject({ code: 'no-responder' })
    })
  })

  describe(`${name}: broadcasts`, () => {
    it('reach whoever listens, by pattern, as copies', async () => {
      const { bus, until } = await start()
      const heard: string[] = []
      const bodies: Json[] = []
      const listen = (pattern: string) => bus().listen(pattern, (body, subject) => {
        heard.push(`${pattern} ${subject}`)
        bodies.push(body)
      })
      await listen('live.case.a')
      await listen('live.*.a')
      await listen('live.>')
      await listen('live.case')
      const gone = await listen('*.case.*')
      await gone.drain()
      const body: Json = { n: 1 }
      bus().broadcast('live.case.a', body)
      bus().broadcast('live.person.a', body)
      bus().broadcast('live.case.b.c', body)
      bus().broadcast('other.case.a', body)
      await until(() => heard.length >= 6, 'six')
      expect(heard.toSorted()).toEqual([
        'live.*.a live.case.a', 'live.*.a live.person.a',
        'live.> live.case.a', 'live.> live.case.b.c', 'live.> live.person.a', 'live.case.a live.case.a',
      ])
      for (const one of bodies) {
        expect(one).toEqual(body)
        expect(one).not.toBe(body)
      }
    })

    it('do not stop at a listener that throws', async () => {
      const { bus, until } = await start()
      const heard: Json[] = []
      await bus().listen('live.x', () => { throw new Error('no') })
      await bus().listen('live.x', (body) => void heard.push(body))
      bus().broadcast('live.x', 1)
      bus().broadcast('live.x', 2)
      await until(() => heard.length === 2, 'both')
      expect(heard).toEqual([1, 2])
    })
  })

  describe(`${name}: the end`, () => {
    it('drain finishes what is in hand and takes nothing more', async () => {
      const { store, bus, until } = await start()
      const [saw, hold] = [witness(), gate()]
      saw.does(() => hold.opened)
      await appendMany(store, 'case-a', 3)
      const subscription = await bus().subscribe({ consumer: 'test.drain', filter: {} }, saw.handler)
      await until(() => saw.tried.length === 1, 'one in hand')
      let drained = false
      const draining = subscription.drain().then(() => { drained = true })
      await Promise.resolve()
      expect(drained).toBe(false)
      hold.open()
      await draining
      expect(saw.done).toEqual(['case-a@0'])
      expect(saw.tried).toEqual(['case-a@0'])
      await bus().subscribe({ consumer: 'test.drain', filter: {} }, saw.handler)
      await until(() => saw.done.length === 3, 'the rest')
      expect(saw.done).toEqual(names('case-a', 0, 2))
    })

    it('status tells where each consumer is and how far behind', async () => {
      const { store, bus, until } = await start()
      const saw = witness()
      await appendMany(store, 'case-a', 5)
      await bus().subscribe({ consumer: 'test.status', filter: {} }, saw.handler)
      await until(async () => {
        const status = (await bus().status()).find(({ consumer }) => consumer === 'test.status')
        return status?.lag === 0 && status.position !== null && status.position === await store.head()
      }, 'caught up')
    })
  })
}
