import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, it, vi } from 'vitest'
import { isFault } from '@zhijian/kernel'
import { eventsOf, readTail, sampleEvent, untilCaughtUp } from '../src/contract.ts'
import type { StoredEvent } from '../src/envelope.ts'
import type { Checkpoint, TailBatch } from '../src/port.ts'
import { openKurrentStore, type KurrentStore } from '../src/kurrent.ts'
import { startDouble, type Double } from './kurrent-double/start.ts'
import { faultOf, openKurrent, type OpenedKurrent } from './kurrent-log.ts'

let double: Double
beforeAll(async () => {
  double = await startDouble()
})
afterAll(() => double.dispose())

const keys = (events: readonly StoredEvent[]): readonly string[] => events.map((event) => `${event.stream}@${event.version}`)

describe('a log on a KurrentDB that others use too (the double)', () => {
  let log: OpenedKurrent
  let store: KurrentStore
  beforeEach(async () => {
    log = await openKurrent(double.url)
    store = log.store
  })
  afterEach(() => log.dispose())
  const put = (stream: string, expected: number | 'no-stream', ...causes: readonly string[]) =>
    store.append(stream, causes.map((cause) => sampleEvent(cause)), expected)

  it('sees nothing of them, and does not take their events for its end', async () => {
    const { position } = await put('note-a', 'no-stream', 'one')
    const other = await openKurrent(double.url)
    await other.store.append('note-a', [sampleEvent('theirs')], 'no-stream')
    await double.order({ do: 'append', stream: 'orders-1', event: {} })
    expect(await store.head()).toBe(position)
    expect(await store.streams('note')).toEqual(['note-a'])
    for (const filter of [{}, { categories: ['note'] }, { types: ['NoteTaken'] }]) {
      const batches = await readTail(store, null, filter, untilCaughtUp)
      expect(keys(eventsOf(batches))).toEqual(['note-a@0'])
      expect(batches.at(-1)!.through).toBe(position)
    }
    await other.dispose()
  })

  it('looks at nothing that was on the server before it', async () => {
    await double.order({ do: 'fill', count: 5000 })
    const own = await openKurrent(double.url)
    const considered = async (): Promise<number> => (await double.order({ do: 'counts' }) as { considered: number }).considered
    const before = await considered()
    for (const expected of ['no-stream', 0, 1] as const) {
      expect(await own.store.head()).toBe((await own.store.lastEvent('note-a'))?.position ?? null)
      expect(await own.store.newestRows(10)).toHaveLength(expected === 'no-stream' ? 0 : expected + 1)
      expect(await own.store.raw(null, 10)).toHaveLength(expected === 'no-stream' ? 0 : expected + 1)
      for (const filter of [{}, { types: ['NoteTorn'] }]) await readTail(own.store, null, filter, untilCaughtUp)
      await own.store.append('note-a', [sampleEvent(`${expected}`)], expected)
    }
    expect(await considered() - before).toBeLessThan(200)
    await own.dispose()
  })

  it('keeps the stored bytes, and nothing else, in one binary event', async () => {
    await store.append('note-a', [sampleEvent('one', { text: '牧\u0000' })], 'no-stream')
    const record = (await double.records()).find((each) => each.stream === `${log.namespace}.note-a`)!
    const [event] = await store.read('note-a')
    expect(record).toMatchObject({ type: 'NoteTaken.v1', contentType: 'application/octet-stream' })
    expect(JSON.parse(Buffer.from(record.metadata, 'base64').toString('utf8'))).toEqual({ hash: event!.hash })
    expect(JSON.parse(Buffer.from(record.data, 'base64').toString('utf8'))).toMatchObject({ id: event!.id, subject: 'note-a', data: { text: '牧\u0000' } })
  })

  it('gives the server another id for every attempt, so that it never takes one event for another', async () => {
    const other = await log.again()
    await Promise.all([store, other].map((through) => through.append('note-a', [sampleEvent('one')], 'no-stream')))
    await other.append('note-b', [sampleEvent('one')], 'no-stream')
    const ids = (await double.records()).filter((each) => each.stream.startsWith(`${log.namespace}.`)).map((each) => each.id)
    expect(new Set([...ids, sampleEvent('one').id]).size).toBe(ids.length + 1)
  })

  it('says how far it has looked while it is far behind', async () => {
    await Promise.all(Array.from({ length: 9 }, async (_, n) => {
      for (let version = -1; version < 600; version += 100) {
        await store.append(`note-${n}`, Array.from({ length: 100 }, (__, m) => sampleEvent(`${n}/${version + m}`)), version < 0 ? 'no-stream' : version)
      }
    }))
    await store.append('note-end', [sampleEvent('end', {}, { type: 'NoteTorn.v1' })], 'no-stream')
    const batches = await readTail(store, null, { types: ['NoteTorn'] }, untilCaughtUp)
    const before = batches.findIndex((batch) => batch.events.length > 0)
    expect(before).toBeGreaterThan(0)
    expect(batches.every((batch, at) => at === 0 || batch.through >= batches[at - 1]!.through)).toBe(true)
    // Each of these is a place to resume from.
    expect(keys(eventsOf(await readTail(store, batches[0]!.through, { types: ['NoteTorn'] }, untilCaughtUp)))).toEqual(['note-end@0'])
  })

  it.each([['all of it', {}], ['a part', { categories: ['note'] }]])('hands whole batches to who follows %s and is behind, however little the client holds at a time', async (_, filter) => {
    for (let version = -1; version < 299; version += 100) {
      await store.append('note-a', Array.from({ length: 100 }, (__, m) => sampleEvent(`a/${version + m}`)), version < 0 ? 'no-stream' : version)
    }
    const batches = await readTail(store, null, filter, untilCaughtUp, 75)
    expect(batches.map(({ events }) => events.length).filter((length) => length > 0)).toEqual([75, 75, 75, 75])
  })

  describe('while it is followed', () => {
    /** As a consumer does: from where it was, whenever it is told that the server is away. */
    const follow = (filter = {}, batch = 7): { readonly all: Promise<readonly StoredEvent[]>; readonly first: Promise<void> } => {
      const first = Promise.withResolvers<void>()
      const seen: TailBatch[] = []
      const all = (async () => {
        for (;;) {
          const stop = new AbortController()
          try {
            for await (const each of store.tail(seen.at(-1)?.through ?? null, filter, stop.signal, { batch })) {
              seen.push(each)
              first.resolve()
              if (each.events.some((event) => event.data.cause === 'last')) return eventsOf(seen)
            }
          } catch (error) {
            if (!isFault(error, 'store-unavailable')) throw error
          }
        }
      })()
      return { all, first: first.promise }
    }
    const write = async (from: number, to: number): Promise<void> => {
      for (let n = from; n < to; n += 1) await put('note-a', n === 0 ? 'no-stream' : n - 1, `e${n}`)
    }

    it.each<[string, () => Promise<unknown>]>([
      ['the server drops who reads too slowly', () => double.order({ do: 'drop subscriptions' })],
      ['every line is cut', () => double.order({ do: 'cut' })],
      ['the server is killed and comes back', async () => {
        await double.kill()
        await double.start()
      }],
    ])('loses nothing and tells nothing twice when %s', async (_case, happens) => {
      const followers = [{}, { categories: ['note'] }, { types: ['NoteTaken'] }].map((filter) => follow(filter))
      await write(0, 20)
      await Promise.all(followers.map((each) => each.first))
      await happens()
      for (let n = 20; n < 30; n += 1) {
        // The same append again until it is answered: what landed unanswered is not written twice.
        for (let answer = ''; answer !== 'no fault';) answer = await faultOf(put('note-a', n - 1, n === 29 ? 'last' : `e${n}`))
      }
      for (const { all } of followers) expect((await all).map((event) => event.version)).toEqual(Array.from({ length: 30 }, (_, n) => n))
    })

    it('gives a slow reader everything in order, at his own pace', async () => {
      const stop = new AbortController()
      const tail = store.tail(null, {}, stop.signal, { batch: 3 })[Symbol.asyncIterator]()
      await tail.next()
      for (let n = 0; n < 20; n += 1) {
        await store.append(`note-${n}`, Array.from({ length: 50 }, (_, m) => sampleEvent(`${n}/${m}`, { text: 'x'.repeat(2000) })), 'no-stream')
      }
      const seen: StoredEvent[] = []
      while (seen.length < 1000) seen.push(...((await tail.next()).value as TailBatch).events)
      expect(keys(seen)).toEqual(Array.from({ length: 1000 }, (_, n) => `note-${Math.floor(n / 50)}@${n % 50}`))
      stop.abort()
    })

    it('tells whoever follows when the server stays away, and goes on from there when asked again', async () => {
      const { position } = await put('note-a', 'no-stream', 'one')
      const tail = store.tail(position, {}, new AbortController().signal)[Symbol.asyncIterator]()
      await tail.next()
      const waiting = faultOf(Promise.resolve(tail.next()))
      await double.kill()
      expect(await waiting).toBe('store-unavailable, later')
      await double.start()
      await put('note-a', 0, 'two')
      expect(keys(eventsOf(await readTail(store, position, {}, untilCaughtUp)))).toEqual(['note-a@1'])
    })
  })

  describe('when an append is not answered', () => {
    it.each<[string, 'landed, unanswered' | 'lost' | 'landed, silent' | 'unavailable', boolean]>([
      ['it landed, and the line was cut', 'landed, unanswered', false],
      ['the line was cut before it landed', 'lost', true],
      ['it landed, and no answer comes', 'landed, silent', false],
      ['the server was too busy', 'unavailable', true],
    ])('it can be made again: %s', async (_case, fate, isWritten) => {
      await put('note-a', 'no-stream', 'one')
      const impatient = await log.again({ deadlineMs: 1000 })
      await double.order({ do: 'fates', fates: [fate] })
      expect(await faultOf(impatient.append('note-a', [sampleEvent('two')], 0))).toBe('store-unavailable, later')
      expect(await impatient.append('note-a', [sampleEvent('two', {}, { recordedat: '2026-11-22T02:41:00.000Z' as never })], 0)).toMatchObject({ version: 1, written: isWritten })
      expect(await impatient.append('note-a', [sampleEvent('three')], 1)).toMatchObject({ version: 2, written: true })
      expect(await store.read('note-a')).toHaveLength(3)
    })
    it('is sent to the leader when the node is none', async () => {
      await double.order({ do: 'fates', fates: ['not leader'] })
      expect(await put('note-a', 'no-stream', 'one')).toMatchObject({ version: 0, written: true })
    })
    it('is told as unavailable when there is no leader at all', async () => {
      await double.order({ do: 'fates', fates: ['not leader', 'not leader'] })
      expect(await faultOf(put('note-a', 'no-stream', 'one'))).toBe('store-unavailable, later')
      expect(await put('note-a', 'no-stream', 'one')).toMatchObject({ written: true })
    })
    it('is told as too large when the server takes smaller events, whatever else could be tried', async () => {
      await double.order({ do: 'fates', fates: ['event too large'] })
      expect(await faultOf(put('note-a', 'no-stream', 'one'))).toBe('append-too-large, never')
    })
    it('is a conflict when the server says so, whatever was read before', async () => {
      await double.order({ do: 'fates', fates: ['wrong version'] })
      expect(await faultOf(put('note-a', 'no-stream', 'one'))).toBe('version-conflict, now')
    })
  })

  it('reads from the leader when a node says that it is none', async () => {
    await put('note-a', 'no-stream', 'one')
    await double.order({ do: 'mislead', count: 1 })
    expect(await store.read('note-a')).toHaveLength(1)
  })

  it('tells whoever follows when the server takes no subscription on', async () => {
    const impatient = await log.again({ deadlineMs: 1000 })
    const tail = impatient.tail(null, {}, new AbortController().signal)[Symbol.asyncIterator]()
    await tail.next()
    const waiting = faultOf(Promise.resolve(tail.next()))
    await double.order({ do: 'mute', isMute: true })
    await double.order({ do: 'cut' })
    expect(await waiting).toBe('store-unavailable, later')
    await double.order({ do: 'mute', isMute: false })
  })

  it('does not wait for ever for a reading', async () => {
    const impatient = await log.again({ deadlineMs: 1000 })
    await put('note-a', 'no-stream', 'one')
    await double.order({ do: 'mute', isMute: true })
    try {
      expect(await faultOf(impatient.read('note-a'))).toBe('store-unavailable, later')
      expect(await faultOf(impatient.head())).toBe('store-unavailable, later')
      expect(await faultOf(impatient.append('note-a', [sampleEvent('two')], 0))).toBe('store-unavailable, later')
    } finally {
      await double.order({ do: 'mute', isMute: false })
    }
    expect(await impatient.append('note-a', [sampleEvent('two')], 0)).toMatchObject({ written: true })
  })

  describe('that somebody changed (P3)', () => {
    const broken = 'chain-broken, never'
    beforeEach(async () => {
      await put('note-a', 'no-stream', 'a0', 'a1', 'a2', 'a3', 'a4')
      await put('note-b', 'no-stream', 'b0', 'b1')
    })
    it.each<['edit' | 'remove' | 'swap', number]>([['edit', 0], ['edit', 2], ['edit', 4], ['remove', 0], ['remove', 2], ['swap', 0], ['swap', 2]])(
      'is refused by every read that meets it: %s at version %i', async (what, version) => {
        await double.order({ do: 'damage', what, stream: `${log.namespace}.note-a`, version })
        expect(await faultOf(store.read('note-a'))).toBe(broken)
        for (const filter of [{}, { categories: ['note'] }, { types: ['NoteTaken'] }]) {
          expect(await faultOf(readTail(store, null, filter, untilCaughtUp, 3))).toBe(broken)
        }
        expect(await store.read('note-b')).toHaveLength(2)
        if (version === 4) {
          const other = await log.again()
          expect(await faultOf(other.lastEvent('note-a'))).toBe(broken)
          expect(await faultOf(other.append('note-a', [sampleEvent('a5')], 4))).toBe(broken)
        }
      })
    it('names the place', async () => {
      await double.order({ do: 'damage', what: 'edit', stream: `${log.namespace}.note-a`, version: 2 })
      await expect(store.read('note-a')).rejects.toThrow(/^note-a@2: /)
      await expect(readTail(store, null, {}, untilCaughtUp)).rejects.toThrow(/^note-a@2: /)
    })
    it('is refused where a stream was cut short', async () => {
      await double.order({ do: 'hide', stream: `${log.namespace}.note-a`, before: 2 })
      expect(await faultOf(store.read('note-a'))).toBe(broken)
      expect(await faultOf(store.read('note-a', 1))).toBe(broken)
      // Who follows the log is shown it until the server throws it away.
      expect(eventsOf(await readTail(store, null, {}, untilCaughtUp))).toHaveLength(7)
      await double.order({ do: 'scavenge' })
      expect(await faultOf(readTail(store, null, {}, untilCaughtUp))).toBe(broken)
    })
    it('is refused by who follows it where the server leaves an event out of the log', async () => {
      await double.order({ do: 'leave out', stream: `${log.namespace}.note-a`, version: 2 })
      for (const filter of [{}, { categories: ['note'] }]) expect(await faultOf(readTail(store, null, filter, untilCaughtUp, 3))).toBe(broken)
      expect(await store.read('note-a')).toHaveLength(5)
    })
    it('is not begun again where a stream was deleted', async () => {
      await double.order({ do: 'hide', stream: `${log.namespace}.note-a`, before: 5 })
      const other = await log.again()
      expect(await faultOf(other.append('note-a', [sampleEvent('again')], 'no-stream'))).toBe(broken)
    })
    it('is refused where another program wrote into it', async () => {
      await double.order({ do: 'append', stream: `${log.namespace}.note-a`, event: { data: Buffer.from('{"a":1}').toString('base64') } })
      expect(await faultOf(store.read('note-a'))).toBe(broken)
      expect(await faultOf(readTail(store, null, {}, untilCaughtUp))).toBe(broken)
    })
  })

  describe('that was put back to an earlier state', () => {
    const placeOf = (event: StoredEvent): Checkpoint => ({ ...event, epoch: store.epoch })
    let seen: Checkpoint
    beforeEach(async () => {
      await put('note-a', 'no-stream', 'one')
      await put('note-a', 0, 'two', 'three')
      seen = placeOf((await store.lastEvent('note-a'))!)
      await double.order({ do: 'forget', count: 2 })
    })
    it('is noticed by whoever saw more of it', async () => {
      expect(await store.holds(seen)).toBe(false)
      expect(await store.holds(placeOf((await store.lastEvent('note-a'))!))).toBe(true)
      expect(await faultOf(log.again({ mustHold: [seen] }))).toBe('log-behind, never')
      expect(await faultOf(readTail(store, seen.position, {}, untilCaughtUp))).toBe('log-behind, never')
    })
    it('and then went on differently is noticed too', async () => {
      const other = await log.again()
      await other.append('note-a', [sampleEvent('other'), sampleEvent('story'), sampleEvent('altogether')], 0)
      expect(await other.holds(seen)).toBe(false)
      expect(await faultOf(log.again({ mustHold: [seen] }))).toBe('chain-broken, never')
      expect(await faultOf(readTail(other, seen.position, {}, untilCaughtUp))).toBe('chain-broken, never')
    })
  })
})

describe('opening a log (the double)', () => {
  it('makes it once, however many open it at once', async () => {
    const namespace = `t${randomUUID().replaceAll('-', '')}`
    const stores = await Promise.all(Array.from({ length: 5 }, () => openKurrentStore({ url: double.url, namespace })))
    expect(new Set(stores.map((each) => `${each.storeId} ${each.epoch}`)).size).toBe(1)
    for (const each of stores) await each.close()
  })
  it.each([
    'mongodb://host', 'kurrentdb://', 'kurrentdb://host:2113', 'kurrentdb://u:hunter2@host:port', 'kurrentdb://u:hunter2@host?tlsCAFile=/hunter2.pem',
    'kurrentdb://u:hunter2%@host:2113',
  ])('refuses %s, without repeating it', async (url) => {
    const fault = await openKurrentStore({ url }).then(() => null, (error: Error) => error)
    expect(fault).toMatchObject({ code: 'store-settings', retry: 'never' })
    expect(`${fault?.stack} ${JSON.stringify(fault)} ${String(fault?.cause)}`).not.toContain('hunter2')
  })
  it('tells nobody a password over a line that is open', async () => {
    const said = async (): Promise<number> => (await double.order({ do: 'counts' }) as { passwordsTold: number }).passwordsTold
    const before = await said()
    const { store, dispose } = await openKurrent(double.url.replace('://', '://admin:changeit@'))
    await store.append('note-a', [sampleEvent('one')], 'no-stream')
    expect(eventsOf(await readTail(store, null, {}, untilCaughtUp))).toHaveLength(1)
    await dispose()
    expect(await said()).toBe(before)
  })
  it('prints no password beside what the client does not understand in the address', async () => {
    const warned = vi.spyOn(console, 'warn').mockImplementation(() => {})
    const { dispose } = await openKurrent(`${double.url.replace('://', '://admin:hunter2@')}&nobodyKnows=1`)
    await dispose()
    expect(warned.mock.calls.flat().join()).toContain('nobodyKnows')
    expect(warned.mock.calls.flat().join()).not.toContain('hunter2')
    warned.mockRestore()
  })
  it('refuses a namespace that would be taken for another one’s', async () => {
    expect(await faultOf(openKurrentStore({ url: double.url, namespace: 'a.b' }))).toBe('store-settings, never')
  })
})

describe('a server’s report of progress (the double)', () => {
  it('may fall on any record: the end is known all the same', async () => {
    const own = await startDouble()
    for (let before = 0; before <= 7; before += 1) {
      const { store, dispose } = await openKurrent(own.url)
      // A report comes with every 2,048th record; six follow, and one says which log this is.
      await own.order({ do: 'fill', count: 2048 - ((await own.records()).length + 6 - before) % 2048 })
      await store.append('note-a', [sampleEvent('a0'), sampleEvent('a1')], 'no-stream')
      await store.append('book-a', [sampleEvent('b0')], 'no-stream')
      await store.append('book-a', [sampleEvent('b1', {}, { type: 'NoteTorn.v1' }), sampleEvent('b2')], 0)
      await store.append('note-a', [sampleEvent('a2')], 1)
      for (const batch of [1, 2, 500]) {
        const batches = await readTail(store, null, { categories: ['book'], types: ['NoteTorn'] }, untilCaughtUp, batch)
        expect(keys(eventsOf(batches))).toEqual(['book-a@1'])
        expect(batches.at(-1)!.through).toBe(await store.head())
      }
      await dispose()
    }
    await own.dispose()
  })
})
