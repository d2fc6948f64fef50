// What the adapter takes a KurrentDB for, said to the server itself: the same sentences hold for the double and for a real one.
// Every stream here is of a name of its own; others may write at the same time.
import { randomUUID } from 'node:crypto'
import {
  BACKWARDS, binaryEvent, END, jsonEvent, metastreamOf, NO_STREAM, streamNameFilter,
  type AllStreamRecordedEvent, type AppendStreamState, type EventData, type KurrentDBClient,
} from '@kurrent/kurrentdb-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectKurrent, type Connection, type ConnectionOptions } from '../src/kurrent-connect.ts'

const event = (text: string, id: string = randomUUID()): EventData => binaryEvent({ id, type: 'Said.v1', data: Buffer.from(text), metadata: { hash: text } })
const typeOf = (work: Promise<unknown>): Promise<unknown> => work.then(() => 'no error', ({ type }: { type?: unknown }) => type)
const texts = (events: readonly { readonly data: unknown }[]): readonly string[] => events.map(({ data }) => Buffer.from(data as Uint8Array).toString('utf8'))

export const kurrentFacts = (name: string, server: () => ConnectionOptions): void => {
  describe(`what a KurrentDB does: ${name}`, () => {
    let connection: Connection
    let client: KurrentDBClient
    const prefix = `f${randomUUID().replaceAll('-', '')}`
    beforeAll(() => {
      connection = connectKurrent(server())
      client = connection.client
    })
    afterAll(() => connection.dispose())

    const append = (stream: string, events: EventData[], streamState: AppendStreamState) => client.appendToStream(`${prefix}.${stream}`, events, { streamState, requiresLeader: true })
    const stream = async (of: string) => (await connection.collect((reading) => reading.readStream(`${prefix}.${of}`, { requiresLeader: true }))).map((each) => each.event!)
    /** Between events of the same name, or from one on: a reading that finds no match looks at everything there is. */
    const all = async (of: string, more: object): Promise<AllStreamRecordedEvent[]> => (await connection.collect((reading) =>
      reading.readAll({ requiresLeader: true, filter: streamNameFilter({ prefixes: [`${prefix}.${of}`] }), ...more } as Parameters<KurrentDBClient['readAll']>[0]))).map((each) => each.event!)

    it('an event has one place, in its stream as in the log; commit and prepare are the same, and no two events share it', async () => {
      const { nextExpectedRevision, position } = await append('a', [event('one'), event('two'), event('three')], NO_STREAM)
      const own = await stream('a')
      const log = await all('a', { fromPosition: own[0]!.position })
      expect(nextExpectedRevision).toBe(2n)
      expect(own.map((each) => each.position)).toEqual(log.map((each) => each.position))
      expect(own.at(-1)!.position).toEqual(position)
      for (const { position: at } of log) expect(at.commit).toBe(at.prepare)
      expect(new Set(log.map((each) => each.position.commit)).size).toBe(3)
    })

    it('bytes and metadata come back as they were, and their kind is told', async () => {
      await append('b', [event('牧\u0000'), jsonEvent({ type: 'Said.v1', data: { a: 1 } })], NO_STREAM)
      const [binary, json] = await stream('b')
      expect([texts([binary!]), binary!.isJson, binary!.metadata]).toEqual([['牧\u0000'], false, { hash: '牧\u0000' }])
      expect([json!.data, json!.isJson]).toEqual([{ a: 1 }, true])
    })

    it('an append elsewhere than at the end is refused', async () => {
      await append('c', [event('one')], NO_STREAM)
      for (const state of [NO_STREAM, 4n] as const) expect(await typeOf(append('c', [event('two')], state))).toBe('wrong-expected-version')
      expect(await typeOf(append('c-none', [event('two')], 0n))).toBe('wrong-expected-version')
    })

    it('ids at their place are taken for the same append, whatever else they say; some old and some new are refused', async () => {
      const [first, second] = [randomUUID(), randomUUID()]
      const answer = await append('d', [event('one', first), event('two', second)], NO_STREAM)
      expect((await append('d', [event('EINS', first), event('ZWEI', second)], NO_STREAM)).nextExpectedRevision).toBe(answer.nextExpectedRevision)
      expect(texts(await stream('d'))).toEqual(['one', 'two'])
      expect(await typeOf(append('d', [event('one', first), event('three')], NO_STREAM))).toBe('wrong-expected-version')
    })

    it('an append of more than it takes is refused as too large', async () => {
      expect(await typeOf(append('e', Array.from({ length: 3 }, () => event('x'.repeat(400_000))), NO_STREAM))).toBe('maximum-append-size-exceeded')
      expect(await typeOf(stream('e'))).toBe('stream-not-found')
    })

    it('forwards a place is included, backwards it is not', async () => {
      await append('f', ['one', 'two', 'three', 'four'].map((text) => event(text)), NO_STREAM)
      const at = (await stream('f'))[2]!.position
      expect(texts(await all('f', { fromPosition: at }))).toEqual(['three', 'four'])
      expect(texts(await all('f', { fromPosition: at, direction: BACKWARDS, maxCount: 1 }))).toEqual(['two'])
      expect(texts(await all('f', { fromPosition: END, direction: BACKWARDS, maxCount: 2 }))).toEqual(['four', 'three'])
    })

    it('a subscription from a place goes on behind it, and says that it has caught up; what comes later comes', async () => {
      await append('g', [event('one'), event('two')], NO_STREAM)
      const from = (await stream('g'))[0]!.position!
      const said: string[] = []
      const [caughtUp, done] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
      const subscription = client.subscribeToAll({ fromPosition: from, requiresLeader: true, filter: streamNameFilter({ prefixes: [`${prefix}.g`] }) })
      subscription.on('data', (seen) => {
        said.push(...texts([seen.event!]))
        if (said.at(-1) === 'three') done.resolve()
      })
      for (const waiting of [caughtUp, done]) subscription.on('error', waiting.reject)
      subscription.once('caughtUp', () => caughtUp.resolve())
      await caughtUp.promise
      await append('g', [event('three')], 1n)
      await done.promise
      await subscription.unsubscribe()
      expect(said).toEqual(['two', 'three'])
    })

    it('of two that describe a stream before it is there, one does', async () => {
      const describeIt = () => client.appendToStream(metastreamOf(`${prefix}.h`), jsonEvent({ type: '$metadata', data: { about: 'h' } }), { streamState: NO_STREAM, requiresLeader: true })
      expect((await Promise.all([typeOf(describeIt()), typeOf(describeIt())])).sort()).toEqual(['no error', 'wrong-expected-version'])
      await append('h', [event('one')], NO_STREAM)
      expect(await stream('h')).toHaveLength(1)
    })

    it('there is nothing of a stream that is not there', async () => {
      expect(await typeOf(stream('nothing'))).toBe('stream-not-found')
    })
  })
}
