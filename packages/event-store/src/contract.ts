// The one suite for every event store. An adapter's whole spec is
//   eventStoreContract('sqlite', openLog, { secondConnection: true, damage: true })
// Abilities are declared in the open: what an adapter cannot do here is a line in its spec, never a skipped test.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { AssertionFailed, isFault, type Instant, type JsonObject } from '@zhijian/kernel'
import { chainHash, encode, eventId, GENESIS, type EventMeta, type HashName, type NewEvent, type Position, type StoredEvent } from './envelope.ts'
import { MAX_APPEND_BYTES, type Appended, type Checkpoint, type EventStore, type Expected, type TailBatch, type TailFilter } from './port.ts'

/** `edit` changes the text, `swap` exchanges it with the next version's, `insert` puts a forged event after it. */
export type Damage = 'edit' | 'remove' | 'swap' | 'insert'

export interface OpenedLog {
  readonly store: EventStore
  /** The same log through another connection, as another process would have it. */
  readonly second?: () => Promise<EventStore>
  /** Changes what is stored behind the store's back. */
  readonly damage?: (what: Damage, stream: string, version: number) => void | Promise<void>
  /** Closes every connection and throws the log away. */
  readonly dispose: () => Promise<void>
}

export interface Abilities {
  /** Several connections to one log: `second` is there. */
  readonly secondConnection: boolean
  /** The test can reach the stored rows: `damage` is there. */
  readonly damage: boolean
}

const AT = '2026-11-22T02:40:23.017Z' as Instant

/** An event of no particular meaning; the same arguments make the same event. */
export const sampleEvent = (cause: string, data: JsonObject = {}, more: Partial<EventMeta> & { readonly type?: string } = {}): NewEvent => {
  const { type = 'NoteTaken.v1', ...meta } = more
  return {
    id: eventId(AT, cause, 0), type, data: { cause, ...data },
    meta: {
      source: '/contract', time: AT, recordedat: AT, cause: 'command:TakeNote', actorid: 'p-1', actorrole: 'citizen',
      correlationid: 'c-1', commandid: cause, hashalg: 'sha256', ...meta,
    },
  }
}

/** Reads batches until the predicate holds; the tail is then left. */
export const readTail = async (
  store: EventStore, after: Position | null, filter: TailFilter, until: (batches: readonly TailBatch[]) => boolean, batch?: number, company?: string,
): Promise<readonly TailBatch[]> => {
  const stop = new AbortController()
  const batches: TailBatch[] = []
  for await (const each of store.tail(after, filter, stop.signal, { ...(batch === undefined ? {} : { batch }), ...(company === undefined ? {} : { company }) })) {
    batches.push(each)
    if (until(batches)) stop.abort()
  }
  return batches
}

export const untilCaughtUp = (batches: readonly TailBatch[]): boolean => batches.at(-1)!.caughtUp
export const eventsOf = (batches: readonly TailBatch[]): readonly StoredEvent[] => batches.flatMap((batch) => batch.events)

const faultOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work
    return 'no fault'
  } catch (error) {
    return isFault(error) ? `${error.code}, ${error.retry}` : error instanceof AssertionFailed ? 'assertion' : `not a fault: ${String(error)}`
  }
}

const keys = (events: readonly StoredEvent[]): readonly string[] => events.map((event) => `${event.stream}@${event.version}`)

export const eventStoreContract = (name: string, open: () => Promise<OpenedLog>, abilities: Abilities): void => {
  describe(`event store: ${name}`, () => {
    let log: OpenedLog
    let store: EventStore
    beforeEach(async () => {
      log = await open()
      store = log.store
    })
    afterEach(() => log.dispose())

    const put = (stream: string, expected: Expected, ...causes: readonly string[]): Promise<Appended> =>
      store.append(stream, causes.map((cause) => sampleEvent(cause)), expected)

    describe('appending (P1)', () => {
      it('gives the version and position of the last event', async () => {
        const first = await put('note-a', 'no-stream', 'one', 'two')
        expect(first).toMatchObject({ version: 1, written: true })
        expect(first.position).toBe(await store.head())
        const second = await put('note-a', 1, 'three')
        expect(second).toMatchObject({ version: 2, written: true })
        expect(second.position > first.position).toBe(true)
      })

      it('stores what it was given, chained by the published rule', async () => {
        const events = [sampleEvent('one', { n: 1 }), sampleEvent('two', { deep: [{ a: null }, 'b', true] })]
        await store.append('note-a', events, 'no-stream')
        const stored = await store.read('note-a')
        let hash = GENESIS
        events.forEach((event, version) => {
          hash = chainHash('sha256', hash, encode('note-a', version, event))
          expect(stored[version]).toEqual({ ...event, stream: 'note-a', version, hash, position: stored[version]!.position })
        })
      })

      it('keeps every member of the metadata', async () => {
        const whole = sampleEvent('one', {}, {
          onbehalfof: 'p-2', causationid: 'e-1', traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
          command: { type: 'TakeNote', text: { $event: [0, 'cause'] } }, due: null,
        })
        await store.append('note-a', [whole], 'no-stream')
        expect((await store.read('note-a'))[0]).toMatchObject({ ...whole })
      })

      it('is not changed by what the caller does to its objects afterwards', async () => {
        const data = { list: [1, 2] }
        const appending = store.append('note-a', [sampleEvent('one', data)], 'no-stream')
        data.list.push(3)
        await appending
        expect((await store.read('note-a'))[0]!.data.list).toEqual([1, 2])
      })

      it.each<[string, Expected, number]>([
        ['no-stream for a stream that exists', 'no-stream', 2],
        ['a version that has passed', 0, 2],
        ['a version that is still to come', 2, 2],
        ['a version of a stream that does not exist', 0, 0],
      ])('refuses %s, and writes nothing', async (_case, expected, existing) => {
        if (existing > 0) await put('note-a', 'no-stream', ...['one', 'two'].slice(0, existing))
        const before = await store.head()
        expect(await faultOf(put('note-a', expected, 'x', 'y'))).toBe('version-conflict, now')
        expect(await store.head()).toBe(before)
        expect(await store.read('note-a')).toHaveLength(existing)
      })

      it('lets one of two racing writers win, and the other try again', async () => {
        await put('note-a', 'no-stream', 'one')
        const outcomes = await Promise.all([faultOf(put('note-a', 0, 'left', 'left2')), faultOf(put('note-a', 0, 'right', 'right2'))])
        expect([...outcomes].sort()).toEqual(['no fault', 'version-conflict, now'])
        expect(await store.read('note-a')).toHaveLength(3)
        expect(await faultOf(put('note-a', 2, 'again'))).toBe('no fault')
      })

      it('lets one of two writers of a new stream win', async () => {
        const outcomes = await Promise.all([faultOf(put('note-a', 'no-stream', 'left')), faultOf(put('note-a', 'no-stream', 'right'))])
        expect([...outcomes].sort()).toEqual(['no fault', 'version-conflict, now'])
        expect(await store.read('note-a')).toHaveLength(1)
      })

      it('tells a conflict to its own writer alone', async () => {
        await put('note-a', 'no-stream', 'one')
        const outcomes = await Promise.all([
          faultOf(put('note-b', 'no-stream', 'b')), faultOf(put('note-a', 7, 'late')), faultOf(put('note-c', 'no-stream', 'c')),
        ])
        expect(outcomes).toEqual(['no fault', 'version-conflict, now', 'no fault'])
      })

      it('takes appends to one stream in the order in which they were made', async () => {
        const appended = await Promise.all([put('note-a', 'no-stream', 'one'), put('note-a', 0, 'two'), put('note-a', 1, 'three')])
        expect(appended.map((each) => each.version)).toEqual([0, 1, 2])
      })

      it('does not take the same name for the same stream when only its case differs', async () => {
        await put('note-a', 'no-stream', 'one')
        await put('note-A', 'no-stream', 'two')
        expect((await store.read('note-A')).map((event) => event.data.cause)).toEqual(['two'])
      })
    })

    describe('appending again (P2)', () => {
      it('answers a repeated append as it did before, and writes nothing', async () => {
        const first = await put('note-a', 'no-stream', 'one', 'two')
        expect(await put('note-a', 'no-stream', 'one', 'two')).toEqual({ ...first, written: false })
        const next = await put('note-a', 1, 'three')
        expect(await put('note-a', 1, 'three')).toEqual({ ...next, written: false })
        expect(await store.read('note-a')).toHaveLength(3)
      })

      it('does so however far the stream has gone on meanwhile', async () => {
        const first = await put('note-a', 'no-stream', 'one', 'two')
        await put('note-a', 1, 'three', 'four')
        expect(await put('note-a', 'no-stream', 'one', 'two')).toEqual({ ...first, written: false })
      })

      it('takes the first of two equal appends made at once, and repeats it for the second', async () => {
        const [first, second] = await Promise.all([put('note-a', 'no-stream', 'one'), put('note-a', 'no-stream', 'one')])
        expect(first!.written).toBe(true)
        expect(second).toEqual({ ...first, written: false })
      })

      it('does not count when it was recorded, or under which trace', async () => {
        const at = (recordedat: string, traceparent?: string): NewEvent =>
          sampleEvent('one', {}, { recordedat: recordedat as Instant, ...(traceparent === undefined ? {} : { traceparent }) })
        const first = await store.append('note-a', [at('2026-11-22T02:40:23.017Z')], 'no-stream')
        const again = await store.append('note-a', [at('2026-11-22T02:41:00.000Z', '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01')], 'no-stream')
        expect(again).toEqual({ ...first, written: false })
        expect((await store.read('note-a'))[0]!.meta.recordedat).toBe('2026-11-22T02:40:23.017Z')
      })

      it.each<[string, NewEvent]>([
        ['other data', sampleEvent('one', { n: 2 })],
        ['another type', sampleEvent('one', { n: 1 }, { type: 'NoteTorn.v1' })],
        ['another actor', sampleEvent('one', { n: 1 }, { actorid: 'p-2' })],
        ['another time', sampleEvent('one', { n: 1 }, { time: '2026-11-22T02:40:23.018Z' as Instant })],
        ['another deadline', sampleEvent('one', { n: 1 }, { due: '2026-11-22T02:50:00.000Z' as Instant })],
        ['another id', { ...sampleEvent('one', { n: 1 }), id: eventId(AT, 'two', 0) }],
      ])('takes the same place with %s for a conflict', async (_case, event) => {
        await store.append('note-a', [sampleEvent('one', { n: 1 })], 'no-stream')
        expect(await faultOf(store.append('note-a', [event], 'no-stream'))).toBe('version-conflict, now')
        expect(await store.read('note-a')).toHaveLength(1)
      })

      it('takes a longer batch that begins alike for a conflict', async () => {
        await put('note-a', 'no-stream', 'one', 'two')
        expect(await faultOf(put('note-a', 'no-stream', 'one', 'two', 'three'))).toBe('version-conflict, now')
      })

      it('takes the same ids at another place for a conflict', async () => {
        await put('note-a', 'no-stream', 'one', 'two')
        expect(await faultOf(put('note-a', 0, 'one'))).toBe('version-conflict, now')
      })
    })

    describe('limits and odd input', () => {
      const padded = (bytes: number): NewEvent => {
        const empty = Buffer.byteLength(encode('note-a', 0, sampleEvent('one', { text: '' })))
        return sampleEvent('one', { text: 'x'.repeat(bytes - empty) })
      }
      it('takes an append of exactly the limit', async () => {
        await store.append('note-a', [padded(MAX_APPEND_BYTES)], 'no-stream')
        expect(await store.read('note-a')).toHaveLength(1)
      })
      it('refuses one byte more, and writes nothing', async () => {
        expect(await faultOf(store.append('note-a', [padded(MAX_APPEND_BYTES + 1)], 'no-stream'))).toBe('append-too-large, never')
        expect(await store.head()).toBe(null)
      })
      it('counts all events of an append, in UTF-8', async () => {
        const third = sampleEvent('one', { text: '牧'.repeat(60_000) })
        expect(await faultOf(store.append('note-a', [third, third, third], 'no-stream'))).toBe('append-too-large, never')
        expect(await faultOf(store.append('note-a', [third, third], 'no-stream'))).toBe('no fault')
      })
      it.each<[string, string]>([
        ['emoji, also joined ones', '👩🏽‍⚖️👨‍👩‍👧‍👦🇨🇳'],
        ['Mongolian script', 'ᠮᠣᠩᠭᠣᠯ ᠪᠢᠴᠢᠭ᠌ ᠬᠠᠤᠯᠢ ᠶᠢᠨ ᠵᠥᠪᠯᠡᠯ'],
        ['rare characters beyond the first plane', '𠮷𡃁㐂'],
        ['NUL and other control characters', 'a\u0000b\u0001\u001f\u007f\u0085'],
        ['line and paragraph separators', 'a\u2028b\u2029c\r\n\t'],
        ['a byte order mark and a replacement character', '\ufeffa\ufffd'],
        ['text that looks like the envelope', '","hashalg":"sm3","streamversion":7,"x":"'],
        ['nothing', ''],
        ['200,000 characters', '问'.repeat(100_000) + 'x'.repeat(100_000)],
      ])('gives back %s as it was', async (_case, text) => {
        await store.append('note-a', [sampleEvent('one', { text, [text.slice(0, 40) || 'empty']: 1 })], 'no-stream')
        expect((await store.read('note-a'))[0]!.data.text).toBe(text)
        expect(eventsOf(await readTail(store, null, {}, untilCaughtUp))[0]!.data.text).toBe(text)
      })
      it.each<[string, JsonObject]>([
        ['a lone surrogate', { text: 'a\ud800b' }],
        ['a lone surrogate in a name', { '\udc00': 1 }],
        ['a fraction', { n: 0.5 }],
        ['a number beyond safe integers', { n: 2 ** 53 }],
      ])('refuses %s as a bug, and writes nothing', async (_case, data) => {
        expect(await faultOf(store.append('note-a', [sampleEvent('one', data)], 'no-stream'))).toBe('assertion')
        expect(await store.head()).toBe(null)
      })
      it.each(['note', '-a', 'no te-a', 'note-', 'note-a b', 'note-a.b', 'note-a*', 'note->', 'note-a\u0000', 'note-牧', `note-${'x'.repeat(201)}`])(
        'refuses the stream name %j', async (stream) => {
          expect(await faultOf(put(stream, 'no-stream', 'one'))).toBe('assertion')
        })
      it('takes an id of 200 characters', async () => {
        await put(`note-${'x'.repeat(200)}`, 'no-stream', 'one')
        expect(await store.streams('note')).toEqual([`note-${'x'.repeat(200)}`])
      })
      it.each<[string, readonly NewEvent[], Expected]>([
        ['an append of nothing', [], 'no-stream'],
        ['a negative version', [sampleEvent('one')], -1],
        ['half a version', [sampleEvent('one')], 0.5],
        ['a type without version', [sampleEvent('one', {}, { type: 'NoteTaken' })], 'no-stream'],
        ['an unknown hash suite', [sampleEvent('one', {}, { hashalg: 'md5' as HashName })], 'no-stream'],
      ])('refuses %s as a bug', async (_case, events, expected) => {
        expect(await faultOf(store.append('note-a', events, expected))).toBe('assertion')
      })
      it('is usable after every refusal (P6)', async () => {
        await faultOf(put('note-a', 5, 'one'))
        await faultOf(store.append('note-a', [sampleEvent('one', { text: '\ud800' })], 'no-stream'))
        await faultOf(store.append('note-a', [padded(MAX_APPEND_BYTES + 1)], 'no-stream'))
        expect(await put('note-a', 'no-stream', 'one')).toMatchObject({ version: 0 })
      })
    })

    describe('reading a stream', () => {
      it('is empty where there is none', async () => {
        expect(await store.read('note-a')).toEqual([])
        expect(await store.lastEvent('note-a')).toBe(null)
        expect(await store.head()).toBe(null)
        expect(await store.streams('note')).toEqual([])
      })
      it('starts at a version, and is empty past the end', async () => {
        await put('note-a', 'no-stream', 'one', 'two', 'three')
        expect((await store.read('note-a', 1)).map((event) => event.version)).toEqual([1, 2])
        expect(await store.read('note-a', 2)).toEqual([await store.lastEvent('note-a')])
        expect(await store.read('note-a', 3)).toEqual([])
        expect(await store.read('note-a', 99)).toEqual([])
      })
      it('is whole for a stream of more than two pages', async () => {
        for (let version = -1; version < 1199; version += 300) {
          const events = Array.from({ length: 300 }, (_, n) => sampleEvent(`e${version + 1 + n}`))
          await store.append('note-a', events, version < 0 ? 'no-stream' : version)
        }
        expect((await store.read('note-a')).map((event) => event.version)).toEqual(Array.from({ length: 1200 }, (_, n) => n))
        expect(await store.read('note-a', 700)).toHaveLength(500)
      })
      it('follows a log that changed its hash suite', async () => {
        await store.append('note-a', [sampleEvent('one')], 'no-stream')
        await store.append('note-a', [sampleEvent('two', {}, { hashalg: 'sm3' })], 0)
        await store.append('note-a', [sampleEvent('three')], 1)
        const stored = await store.read('note-a')
        expect(stored.map((event) => event.meta.hashalg)).toEqual(['sha256', 'sm3', 'sha256'])
        expect(stored[1]!.hash).toBe(chainHash('sm3', stored[0]!.hash, encode('note-a', 1, stored[1]!)))
      })
    })

    describe('names of streams', () => {
      it('come by category, in order, in pages', async () => {
        for (const stream of ['note-c', 'note-a', 'note-B', 'noteBook-x', 'no-te', 'note-a-2', 'note-10', 'note-9']) await put(stream, 'no-stream', stream)
        const all = ['note-10', 'note-9', 'note-B', 'note-a', 'note-a-2', 'note-c']
        expect(await store.streams('note')).toEqual(all)
        expect(await store.streams('note', undefined, 2)).toEqual(all.slice(0, 2))
        expect(await store.streams('note', 'note-9', 2)).toEqual(all.slice(2, 4))
        expect(await store.streams('note', 'note-a0')).toEqual(all.slice(5))
        expect(await store.streams('note', 'note-c')).toEqual([])
        expect(await store.streams('noteBook')).toEqual(['noteBook-x'])
        expect(await store.streams('not')).toEqual([])
      })
    })

    describe('following the log (P4)', () => {
      const fill = async (): Promise<readonly string[]> => {
        await put('note-a', 'no-stream', 'a0', 'a1')
        await put('book-a', 'no-stream', 'b0')
        await store.append('note-a', [sampleEvent('a2', {}, { type: 'NoteTorn.v2' })], 1)
        await store.append('book-a', [sampleEvent('b1', {}, { type: 'NoteTorn.v1' }), sampleEvent('b2')], 0)
        return ['note-a@0', 'note-a@1', 'book-a@0', 'note-a@2', 'book-a@1', 'book-a@2']
      }

      it('says at once that an empty log holds nothing, and then waits', async () => {
        const stop = new AbortController()
        const tail = store.tail(null, {}, stop.signal)[Symbol.asyncIterator]()
        const nothing = (await tail.next()).value as TailBatch
        expect(nothing).toMatchObject({ events: [], caughtUp: true })
        const next = tail.next()
        await put('note-a', 'no-stream', 'one')
        const batch = (await next).value as TailBatch
        expect(keys(batch.events)).toEqual(['note-a@0'])
        expect(batch.through > nothing.through).toBe(true)
        // What was said of the empty log is a place to resume from.
        expect(keys(eventsOf(await readTail(store, nothing.through, {}, untilCaughtUp)))).toEqual(['note-a@0'])
        stop.abort()
      })

      it('delivers everything once, in the order of the log, and says when it has caught up', async () => {
        const all = await fill()
        for (const batch of [1, 2, 3, 6, 7, 10_000]) {
          const batches = await readTail(store, null, {}, untilCaughtUp, batch)
          expect(keys(eventsOf(batches))).toEqual(all)
          expect(batches.every((each) => each.events.length <= batch)).toBe(true)
          expect(batches.slice(0, -1).some((each) => each.caughtUp)).toBe(false)
          expect(batches.at(-1)!.through).toBe(await store.head())
        }
      })

      it('delivers what reading the streams gives', async () => {
        await fill()
        const tailed = eventsOf(await readTail(store, null, {}, untilCaughtUp))
        const read = [...await store.read('note-a'), ...await store.read('book-a')]
        expect([...tailed].sort((a, b) => (a.stream + a.version < b.stream + b.version ? -1 : 1)))
          .toEqual([...read].sort((a, b) => (a.stream + a.version < b.stream + b.version ? -1 : 1)))
      })

      it('resumes after any place, exclusively', async () => {
        await fill()
        const all = eventsOf(await readTail(store, null, {}, untilCaughtUp))
        for (const [place, event] of all.entries()) {
          expect(keys(eventsOf(await readTail(store, event.position, {}, untilCaughtUp)))).toEqual(keys(all.slice(place + 1)))
        }
      })

      it('has ordered positions, as text', async () => {
        await fill()
        const positions = eventsOf(await readTail(store, null, {}, untilCaughtUp)).map((event) => event.position)
        expect([...new Set(positions)].sort()).toEqual(positions)
      })

      it.each<[string, TailFilter, readonly string[]]>([
        ['everything without a filter', {}, ['note-a@0', 'note-a@1', 'book-a@0', 'note-a@2', 'book-a@1', 'book-a@2']],
        ['one category', { categories: ['note'] }, ['note-a@0', 'note-a@1', 'note-a@2']],
        ['one type, in every version', { types: ['NoteTorn'] }, ['note-a@2', 'book-a@1']],
        ['a type within a category', { categories: ['book'], types: ['NoteTorn'] }, ['book-a@1']],
        ['several of both', { categories: ['book', 'note'], types: ['NoteTorn', 'NoteTaken'] },
          ['note-a@0', 'note-a@1', 'book-a@0', 'note-a@2', 'book-a@1', 'book-a@2']],
        ['nothing for what nobody wrote', { types: ['NoteBurnt'] }, []],
        ['nothing for an empty list', { categories: [] }, []],
        ['nothing for a name with its version', { types: ['NoteTorn.v1'] }, []],
      ])('filters: %s', async (_case, filter, expected) => {
        await fill()
        for (const batch of [1, 2, 500]) {
          const batches = await readTail(store, null, filter, untilCaughtUp, batch)
          expect(keys(eventsOf(batches))).toEqual(expected)
          expect(batches.at(-1)!.through).toBe(await store.head())
        }
      })

      it('sees kinds of events that were first written while it waited', async () => {
        await fill()
        const batches = readTail(store, null, { types: ['NoteBurnt'] }, (all) => eventsOf(all).length > 0)
        await put('note-b', 'no-stream', 'x')
        await store.append('note-b', [sampleEvent('y', {}, { type: 'NoteBurnt.v1' })], 0)
        expect(keys(eventsOf(await batches))).toEqual(['note-b@1'])
      })

      it('reports progress over events that its filter leaves out', async () => {
        await fill()
        const stop = new AbortController()
        const tail = store.tail(null, { types: ['NoteBurnt'] }, stop.signal)[Symbol.asyncIterator]()
        expect((await tail.next()).value).toEqual({ events: [], through: await store.head(), caughtUp: true })
        const next = tail.next()
        const { position } = await put('note-b', 'no-stream', 'x')
        expect((await next).value).toEqual({ events: [], through: position, caughtUp: true })
        stop.abort()
      })

      it('asks whoever waits whether he notes what is not for him, and then gives him no batch of it', async () => {
        await fill()
        const stop = new AbortController()
        let takesNote = true
        const noted: string[] = []
        const tail = store.tail(null, { types: ['NoteBurnt'] }, stop.signal, {
          pass(through) {
            if (takesNote) noted.push(through)
            return takesNote
          },
        })[Symbol.asyncIterator]()
        await tail.next()
        const batches: TailBatch[] = []
        const follow = (async () => {
          for (let each = await tail.next(); !each.done; each = await tail.next()) batches.push(each.value)
        })()
        const lookedThrough = async (position: string): Promise<void> => {
          await expect.poll(() => [...noted, ...batches.map((batch) => batch.through as string)].sort().at(-1), { interval: 2, timeout: 10_000 }).toBe(position)
        }
        await lookedThrough((await put('note-b', 'no-stream', 'x')).position)
        await lookedThrough((await store.append('note-b', [sampleEvent('y', {}, { type: 'NoteBurnt.v1' })], 0)).position)
        takesNote = false
        await lookedThrough((await put('note-c', 'no-stream', 'x')).position)
        takesNote = true
        await lookedThrough((await store.append('note-c', [sampleEvent('z', {}, { type: 'NoteBurnt.v1' })], 0)).position)
        stop.abort()
        await follow
        expect(keys(eventsOf(batches))).toEqual(['note-b@1', 'note-c@1'])
        // Nothing was told of in both ways.
        expect(batches.filter((batch) => noted.includes(batch.through))).toEqual([])
      })

      it('has looked through nothing that it did not deliver', async () => {
        const all = await fill()
        for (const batch of [1, 2, 4]) {
          const first = (await readTail(store, null, { categories: ['note'] }, () => true, batch))[0]!
          const rest = eventsOf(await readTail(store, first.through, { categories: ['note'] }, untilCaughtUp))
          expect([...keys(first.events), ...keys(rest)]).toEqual(all.filter((key) => key.startsWith('note')))
        }
      })

      it('ends when its signal aborts: before it begins, between batches, and while it waits', async () => {
        await fill()
        const ended = new AbortController()
        ended.abort()
        for await (const _ of store.tail(null, {}, ended.signal)) expect.unreachable()
        expect(await readTail(store, null, {}, () => true, 1)).toHaveLength(1)
        const stop = new AbortController()
        const tail = store.tail(await store.head(), {}, stop.signal)[Symbol.asyncIterator]()
        await tail.next()
        const waiting = tail.next()
        stop.abort()
        expect(await waiting).toEqual({ done: true, value: undefined })
      })

      it('ends when the store is closed', async () => {
        const tail = store.tail(null, {}, new AbortController().signal)[Symbol.asyncIterator]()
        await tail.next()
        const waiting = tail.next()
        await store.close()
        expect((await waiting).done).toBe(true)
      })

      it('serves several tails at their own pace', async () => {
        const all = await fill()
        const tails = await Promise.all([1, 2, 500].map((batch) => readTail(store, null, {}, untilCaughtUp, batch)))
        for (const batches of tails) expect(keys(eventsOf(batches))).toEqual(all)
      })

      it('gives those in company what each would have been given alone, wherever they begin and however they read', async () => {
        const positions: Position[] = []
        for (let n = 0; n < 30; n += 1) positions.push((await store.append(n % 3 === 0 ? 'book-b' : `note-${n % 4}-${n}`, Array.from({ length: 100 }, (_, place) => sampleEvent(`${n}-${place}`)), n % 3 === 0 && n > 0 ? (n / 3) * 100 - 1 : 'no-stream')).position)
        const ways: readonly (readonly [after: Position | null, filter: TailFilter, batch: number])[] = [
          [null, {}, 500], [null, { categories: ['book'] }, 7], [positions[4]!, {}, 300], [positions[9]!, { categories: ['note'] }, 1], [null, { types: ['NoteBurnt'] }, 500],
        ]
        const inCompany = await Promise.all(ways.map(([after, filter, batch]) => readTail(store, after, filter, untilCaughtUp, batch, 'all')))
        for (const [place, [after, filter]] of ways.entries()) {
          const told = eventsOf(inCompany[place]!)
          expect(told).toEqual(eventsOf(await readTail(store, after, filter, untilCaughtUp)))
          expect(inCompany[place]!.at(-1)!.through).toBe(positions.at(-1))
        }
      })

      it('lets one go on whose company is held up, once that one is gone', async () => {
        for (let n = 0; n < 30; n += 1) await store.append(`note-${n}`, Array.from({ length: 100 }, (_, place) => sampleEvent(`${n}-${place}`)), 'no-stream')
        const stop = new AbortController()
        const held = store.tail(null, {}, stop.signal, { company: 'all' })[Symbol.asyncIterator]()
        const other = readTail(store, null, {}, untilCaughtUp, 500, 'all')
        await held.next()
        const asked = held.next()
        stop.abort()
        await asked
        expect(eventsOf(await other)).toHaveLength(3000)
      })

      it('refuses to wait for a place that the log has never reached', async () => {
        await fill()
        const other = await open()
        const beyond = (await store.head())!
        expect(await faultOf(readTail(other.store, beyond, {}, untilCaughtUp))).toBe('log-behind, never')
        await other.dispose()
      })

      it('leaves no gap while several writers append', async () => {
        const writers = ['v', 'w', 'x', 'y', 'z']
        const perWriter = 40
        const other = abilities.secondConnection ? await log.second!() : store
        const following = [{}, { categories: ['note'] }].map((filter) =>
          readTail(store, null, filter, (batches) => eventsOf(batches).length >= writers.length * perWriter * 2, 7))
        await Promise.all(writers.map(async (writer, place) => {
          const through = place % 2 === 0 ? store : other
          for (let n = 0; n < perWriter; n += 1) {
            const events = [sampleEvent(`${writer}${n}a`), sampleEvent(`${writer}${n}b`)]
            await through.append(`note-${writer}`, events, n === 0 ? 'no-stream' : n * 2 - 1)
          }
        }))
        for (const batches of await Promise.all(following)) {
          const events = eventsOf(batches)
          expect(events.map((event) => event.position)).toEqual([...new Set(events.map((event) => event.position))].sort())
          for (const writer of writers) {
            const versions = events.filter((event) => event.stream === `note-${writer}`).map((event) => event.version)
            expect(versions).toEqual(Array.from({ length: perWriter * 2 }, (_, n) => n))
          }
        }
        if (other !== store) await other.close()
      })
    })

    describe('checkpoints (P5)', () => {
      const placeOf = (event: StoredEvent): Checkpoint =>
        ({ position: event.position, stream: event.stream, version: event.version, hash: event.hash, epoch: store.epoch })

      it('hold while the log is the one that was seen', async () => {
        await put('note-a', 'no-stream', 'one', 'two')
        await put('note-b', 'no-stream', 'three')
        for (const event of eventsOf(await readTail(store, null, {}, untilCaughtUp))) expect(await store.holds(placeOf(event))).toBe(true)
      })
      it('hold when the consumer has looked further than the last event it took', async () => {
        await put('note-a', 'no-stream', 'one', 'two')
        const first = (await store.read('note-a'))[0]!
        expect(await store.holds({ ...placeOf(first), position: (await store.head())! })).toBe(true)
      })
      it('do not hold for another hash, version, stream, epoch, or a place before or beyond', async () => {
        await put('note-a', 'no-stream', 'one', 'two')
        await put('note-b', 'no-stream', 'three')
        const [first, second] = await store.read('note-a')
        const place = placeOf(second!)
        expect(await store.holds({ ...place, hash: first!.hash })).toBe(false)
        expect(await store.holds({ ...place, version: 0 })).toBe(false)
        expect(await store.holds({ ...place, version: 2 })).toBe(false)
        expect(await store.holds({ ...place, stream: 'note-b' })).toBe(false)
        expect(await store.holds({ ...place, epoch: 'another' })).toBe(false)
        expect(await store.holds({ ...place, position: first!.position })).toBe(false)
        const behind = await open()
        await behind.store.append('note-a', [sampleEvent('one'), sampleEvent('two')], 'no-stream')
        expect(await behind.store.holds({ ...place, epoch: behind.store.epoch, position: (await store.head())! })).toBe(false)
        await behind.dispose()
      })
    })

    describe('closing', () => {
      it('finishes what was begun, may be repeated, and refuses what comes later', async () => {
        const begun = put('note-a', 'no-stream', 'one')
        await Promise.all([store.close(), store.close()])
        expect(await begun).toMatchObject({ version: 0, written: true })
        expect(await faultOf(put('note-a', 0, 'two'))).toBe('store-unavailable, later')
        expect(await faultOf(store.read('note-a'))).toBe('store-unavailable, later')
      })
    })

    if (abilities.secondConnection) {
      describe('two connections to one log', () => {
        let other: EventStore
        beforeEach(async () => {
          other = await log.second!()
        })
        afterEach(() => other.close())

        it('share one epoch and one truth', async () => {
          expect(other.epoch).toBe(store.epoch)
          const first = await put('note-a', 'no-stream', 'one')
          expect(await other.read('note-a')).toEqual(await store.read('note-a'))
          expect(await other.append('note-a', [sampleEvent('one')], 'no-stream')).toEqual({ ...first, written: false })
          expect(await faultOf(other.append('note-a', [sampleEvent('x')], 'no-stream'))).toBe('version-conflict, now')
          expect(await other.append('note-a', [sampleEvent('two')], 0)).toMatchObject({ version: 1, written: true })
          expect(await faultOf(put('note-a', 0, 'three'))).toBe('version-conflict, now')
          expect(await put('note-a', 1, 'three')).toMatchObject({ version: 2, written: true })
        })
        it('let one of two racing writers win, every time', async () => {
          for (let n = 0; n < 20; n += 1) {
            const expected = n === 0 ? 'no-stream' : n - 1
            const race = (through: EventStore, who: string): Promise<string> => faultOf(through.append('note-a', [sampleEvent(`${who}${n}`)], expected))
            expect([await Promise.all([race(store, 'left'), race(other, 'right')])].flat().sort()).toEqual(['no fault', 'version-conflict, now'])
          }
          expect(await other.read('note-a')).toHaveLength(20)
        })
        it.each<[string, Partial<EventMeta>]>([
          ['to the byte', {}], ['but recorded at another moment', { recordedat: '2026-11-22T02:40:24.000Z' as Instant }],
        ])('take the same append for one, made by both at once, %s, and go on from what is stored', async (_case, more) => {
          for (let n = 0; n < 10; n += 1) {
            const both = await Promise.all([
              store.append(`note-${n}`, [sampleEvent('one'), sampleEvent('two')], 'no-stream'),
              other.append(`note-${n}`, [sampleEvent('one', {}, more), sampleEvent('two', {}, more)], 'no-stream'),
            ])
            expect(both.map((each) => each.written).sort()).toEqual([false, true])
            expect(both[0].position).toBe(both[1].position)
            await Promise.all([store, other].map((through) => through.append(`note-${n}`, [sampleEvent('three')], 1)))
            await other.append(`note-${n}`, [sampleEvent('four')], 2)
            await store.append(`note-${n}`, [sampleEvent('five')], 3)
            expect(await store.read(`note-${n}`)).toHaveLength(5)
          }
        })
        it('never take two appends for one that say other things under the same ids', async () => {
          for (let n = 0; n < 10; n += 1) {
            const outcomes = await Promise.all([store, other].map((through, side) => faultOf(through.append(`note-${n}`, [sampleEvent('one', { side })], 'no-stream'))))
            expect([...outcomes].sort()).toEqual(['no fault', 'version-conflict, now'])
            expect((await store.read(`note-${n}`)).map((event) => event.data.side)).toEqual([outcomes.indexOf('no fault')])
          }
        })
        it('wake each other’s tails', async () => {
          const following = readTail(other, null, {}, (batches) => eventsOf(batches).length === 2)
          await put('note-a', 'no-stream', 'one')
          await put('note-b', 'no-stream', 'two')
          expect(keys(eventsOf(await following))).toEqual(['note-a@0', 'note-b@0'])
        })
      })
    }

    if (abilities.damage) {
      describe('a log that somebody changed (P3)', () => {
        beforeEach(async () => {
          await put('note-a', 'no-stream', 'a0', 'a1', 'a2', 'a3', 'a4')
          await put('note-b', 'no-stream', 'b0', 'b1')
        })
        const broken = 'chain-broken, never'

        it.each<[Damage, number]>([
          ['edit', 0], ['edit', 2], ['edit', 4], ['remove', 0], ['remove', 2], ['remove', 4], ['swap', 0], ['swap', 2], ['insert', 2], ['insert', 4],
        ])('is refused by every read that meets it: %s at version %i', async (what, version) => {
          await log.damage!(what, 'note-a', version)
          expect(await faultOf(store.read('note-a'))).toBe(broken)
          expect(await faultOf(readTail(store, null, {}, untilCaughtUp))).toBe(broken)
          expect(await faultOf(readTail(store, null, { categories: ['note'] }, untilCaughtUp, 3))).toBe(broken)
          if (version === 4) expect(await faultOf(store.lastEvent('note-a'))).toBe(broken)
        })
        it('names the place', async () => {
          await log.damage!('edit', 'note-a', 2)
          await expect(store.read('note-a')).rejects.toThrow(/^note-a@2: /)
          await expect(readTail(store, null, {}, untilCaughtUp)).rejects.toThrow(/^note-a@2: /)
        })
        it('still gives what is whole', async () => {
          await log.damage!('edit', 'note-a', 2)
          expect(await store.read('note-b')).toHaveLength(2)
          expect(await store.read('note-a', 4)).toHaveLength(1)
          expect(await put('note-b', 1, 'b2')).toMatchObject({ version: 2 })
        })
        it('is not appended to where its end was changed, nor are others held up', async () => {
          await log.damage!('edit', 'note-a', 4)
          const outcomes = await Promise.all([faultOf(put('note-a', 4, 'a5')), faultOf(put('note-b', 1, 'b2'))])
          expect(outcomes).toEqual([broken, 'no fault'])
        })
      })
    }
  })
}
