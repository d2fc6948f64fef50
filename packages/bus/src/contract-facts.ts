// P1–P4 of port.ts: durable subscriptions, failing handlers, parked events, slow handlers, the end.
import type { StoredEvent } from '@zhijian/event-store'
import { assert, Fault, isFault } from '@zhijian/kernel'
import { describe, expect, it } from 'vitest'
import { appendMany, appendTo, gate, later, names, never, witness, type BusHarness } from './contract-tools.ts'
import type { EventHandler } from './port.ts'

export const factsContract = (name: string, start: () => Promise<BusHarness>): void => {
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
      const both = { categories: ['case'], types: ['CaseClosed', 'Other'] }
      await bus().subscribe({ consumer: 'test.both', filter: both }, byBoth.handler)
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
      await bus().subscribe({ consumer: 'test.retry', filter: {} }, saw.handler)
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

    it('that asks for another try at once parks the event when its attempts are used up', async () => {
      const { store, bus, until } = await start()
      const saw = witness()
      saw.does(() => { throw new Fault('version-conflict', 'somebody was quicker', { retry: 'now' }) })
      await appendMany(store, 'case-a', 2)
      await bus().subscribe({ consumer: 'test.bound', filter: {}, maxAttempts: 3 }, saw.handler)
      await until(async () => (await bus().deadLetters.list()).length === 1, 'parked')
      expect(saw.attempts).toEqual([1, 2, 3])
      expect((await bus().deadLetters.list())[0]).toMatchObject({ code: 'version-conflict', attempts: 3, version: 0, waiting: 1 })
    })

    it('is never given up while somebody is away: its stream is held, said in the status, and goes on in order', async () => {
      const { store, bus, until } = await start()
      const saw = witness()
      const status = async () => (await bus().status()).find(({ consumer }) => consumer === 'test.away')
      let away = true
      saw.does((event) => {
        if (away && event.stream === 'case-held') throw later()
      })
      await appendMany(store, 'case-held', 3)
      await bus().subscribe({ consumer: 'test.away', filter: {}, maxAttempts: 2 }, saw.handler)
      await until(() => saw.tried.length >= 12, 'a dozen attempts')
      await appendMany(store, 'case-other', 1)
      await until(() => saw.of('case-other').length === 1, 'the other stream')
      expect(await bus().deadLetters.list()).toEqual([])
      expect(await status()).toMatchObject({ parkedStreams: 0, heldStreams: 1, heldFor: ['other-side-away'] })
      away = false
      await until(async () => saw.of('case-held').length === 3 && (await status())?.heldStreams === 0, 'all of it')
      expect(saw.of('case-held')).toEqual(names('case-held', 0, 2))
      expect(await status()).toMatchObject({ parkedStreams: 0, heldStreams: 0, heldFor: [] })
    })

    it('keeps a retried stream in order over a restart', async () => {
      const h = await start()
      const saw = witness()
      saw.does((event) => { if (event.version === 2) throw later() })
      await appendMany(h.store, 'case-a', 5)
      await h.bus().subscribe({ consumer: 'test.held', filter: {} }, saw.handler)
      await h.until(() => saw.tried.includes('case-a@2'), 'the failing one')
      await h.restart()
      await appendMany(h.store, 'case-a', 1)
      saw.does(() => undefined)
      await h.bus().subscribe({ consumer: 'test.held', filter: {} }, saw.handler)
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
      const [letter] = await h.bus().deadLetters.list({ consumer: 'test.asleep' })
      await h.bus().deadLetters.replay('test.asleep', letter!.eventId)
      expect(await h.bus().deadLetters.list({ consumer: 'test.asleep' })).toEqual([])
      await h.restart()
      const saw = witness()
      await h.bus().subscribe({ consumer: 'test.asleep', filter: { categories: ['case'] } }, saw.handler)
      await h.until(() => saw.of('case-bad').length === 3, 'the stream')
      expect(saw.of('case-bad')).toEqual(names('case-bad', 1, 3))
    })

    it('that are not there cannot be replayed or discarded', async () => {
      const { bus } = await start()
      const refused = { name: 'Fault', code: 'no-such-dead-letter', retry: 'never' }
      await expect(bus().deadLetters.replay('test.none', 'x')).rejects.toMatchObject(refused)
      await expect(bus().deadLetters.discard('test.none', 'x')).rejects.toMatchObject(refused)
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
          await h.bus().deadLetters.replay(consumer, id).catch((error: unknown) => {
            assert(isFault(error, 'no-such-dead-letter'), 'replay')
          })
        }
      }
      const options = { consumer: 'test.storm', filter: {}, concurrency: 4 }
      const subscribe = () => h.bus().subscribe(options, handlerOf(generation += 1))
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
