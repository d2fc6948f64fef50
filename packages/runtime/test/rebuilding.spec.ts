// A view that an operator has made anew: filled beside the live one, compared with it, put in its place, while both go on.
import { Fault, instant, timersOf, type Instant } from '@zhijian/kernel'
import type { Collection, ReadStore } from '@zhijian/read-store'
import { memoryReadStore, memoryStore, virtualClock } from '@zhijian/testkit'
import { kettle, putOn } from '@zhijian/testkit/kettle'
import { describe, expect, it } from 'vitest'
import { createExecutor, createMetrics, followView, silentLog, type View } from '../src/index.ts'

const at = (time: string): Instant => instant(`2026-03-01T${time}.000Z`)
const clock = virtualClock(at('09:00:00'))
type Litres = { litres: number }
const litres: View<Litres> = {
  collection: { name: 'litres', version: 1, indexes: [] },
  on: { categories: ['kettle'], types: ['PutOn'] },
  keys: (event) => [event.stream],
  evolve: (before, event) => ({ litres: (before?.litres ?? 0) + (event.data.litres as number) }),
}
const nextTurn = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve) })

/** A follower over a read store that can be watched and spoiled. */
const kitchen = async (spoil: (readStore: ReadStore) => ReadStore = (each) => each, view = litres) => {
  const store = memoryStore()
  const memory = memoryReadStore()
  const readStore = spoil(memory)
  let live = await readStore.collection<Litres>(view.collection)
  const executor = createExecutor({ store, clock, wallNow: () => clock.now(), service: 'kitchen', hash: 'sha256' })
  const pour = async (name: string, amount: number): Promise<void> => void await executor.execute(kettle, `kettle-${name}`, () => putOn(amount), {
    commandId: `${name}-${amount}`.padEnd(16, '0'), actor: { id: 'zhao' as never, role: 'citizen' }, correlationId: name,
  })
  const begin = () => followView({
    view, collection: live, store, readStore, families: new Map(), timers: timersOf(clock), log: silentLog, metrics: createMetrics(),
    onLive: async (fresh) => { live = fresh },
  })
  const follower = await begin()
  const ended = async (): Promise<NonNullable<Awaited<ReturnType<typeof follower.state>>['rebuild']>> => {
    for (let turns = 0; turns < 100_000; turns += 1) {
      const { rebuild } = await follower.state()
      if (rebuild !== null && rebuild.endedAt !== null) return rebuild
      await nextTurn()
    }
    throw new Error('the rebuild does not end')
  }
  return { store, memory, pour, follower, ended, shown: () => live }
}

describe('a view that is made anew', () => {
  it('is compared with the live one, document by document, and takes its place', async () => {
    const { pour, follower, ended, shown, memory } = await kitchen()
    for (let n = 0; n < 450; n += 1) await pour(`k${n}`, 1)
    await follower.caughtUp()
    const before = await memory.collection<Litres>(litres.collection)
    const { checkpoint } = await follower.state()
    // What no event says: one document that was changed, one that is missing, one that nobody made.
    await before.apply([{ id: 'kettle-k7', document: { litres: 99 } }, { id: 'kettle-k8', document: null }, { id: 'kettle-stray', document: { litres: 1 } }],
      { ...checkpoint!, position: `${checkpoint!.position}a` })
    follower.rebuild('op-1')
    expect(await ended()).toMatchObject({ id: 'op-1', phase: 'done', events: 450, compared: 450, differing: 3, code: null })
    expect([await shown().get('kettle-k7'), await shown().get('kettle-k8'), await shown().get('kettle-stray')]).toEqual([{ litres: 1 }, { litres: 1 }, null])
    await pour('k7b', 3)
    await follower.caughtUp()
    expect(await shown().get('kettle-k7b')).toEqual({ litres: 3 })
    await follower.stop()
  })

  it('misses nothing of what happens meanwhile, whenever it happens, and finds no difference', async () => {
    const { pour, follower, ended, shown } = await kitchen()
    for (let n = 0; n < 700; n += 1) await pour(`k${n}`, 1)
    await follower.caughtUp()
    follower.rebuild('op-1')
    for (let n = 0; n < 300; n += 1) {
      await pour(`m${n}`, 2)
      if (n % 10 === 0) await nextTurn()
    }
    const { phase, differing } = await ended()
    expect({ phase, differing }).toEqual({ phase: 'done', differing: 0 })
    await pour('last', 5)
    await follower.caughtUp()
    expect(await shown().count()).toBe(1001)
    for (let n = 0; n < 300; n += 1) expect(await shown().get(`kettle-m${n}`)).toEqual({ litres: 2 })
    await follower.stop()
  })

  it('takes what the live one takes while both are compared', async () => {
    // In the middle of the first page of 200: the follower hears of it, and waits for its turn.
    let meanwhile: (() => Promise<void>) | null = async () => {
      await pour('zz', 7)
      for (let turns = 0; turns < 20; turns += 1) await nextTurn()
    }
    const { pour, follower, ended, shown } = await kitchen((inner) => ({
      ...inner,
      async rebuild<D extends Litres>(definition: Parameters<ReadStore['rebuild']>[0]) {
        const fresh = await inner.rebuild<D>(definition)
        return { ...fresh, collection: { ...fresh.collection, async getMany(ids: readonly string[]) {
          const found = await fresh.collection.getMany(ids)
          if (ids.length !== 200 || meanwhile === null) return found
          const happens = meanwhile
          meanwhile = null
          await happens()
          return found
        } } }
      },
    } as ReadStore))
    for (let n = 0; n < 300; n += 1) await pour(`k${n}`, 1)
    await follower.caughtUp()
    follower.rebuild('op-1')
    expect(await ended()).toMatchObject({ phase: 'done', compared: 301, differing: 0 })
    expect(await shown().get('kettle-zz')).toEqual({ litres: 7 })
    await follower.stop()
  })

  it('is never ahead of the live one: what that one has not taken yet is not taken twice', async () => {
    const all: View<Litres> = { ...litres, keys: () => ['all'] }
    let gate: PromiseWithResolvers<void> | null = null
    const slow = (inner: ReadStore): ReadStore => ({
      ...inner,
      async collection(definition: Parameters<ReadStore['collection']>[0]) {
        const live = await inner.collection(definition)
        return { ...live, async apply(...args: Parameters<typeof live.apply>) {
          await gate?.promise
          await live.apply(...args)
        } }
      },
    } as ReadStore)
    const { pour, follower, ended, shown } = await kitchen(slow, all)
    await pour('a', 1)
    await follower.caughtUp()
    const reached = follower.position()
    gate = Promise.withResolvers<void>()
    await pour('x', 10)
    // The live one has it in hand.
    await nextTurn()
    follower.rebuild('op-1')
    for (let turns = 0; turns < 50; turns += 1) await nextTurn()
    expect((await follower.state()).rebuild).toMatchObject({ phase: 'filling', position: reached, events: 1 })
    await pour('y', 100)
    gate.resolve()
    gate = null
    expect(await ended()).toMatchObject({ phase: 'done', differing: 0 })
    await follower.caughtUp()
    expect(await shown().get('all')).toEqual({ litres: 111 })
    await follower.stop()
  })

  it('goes on from where a live one stands that could not take the next event', async () => {
    // The live copy holds what its own view trips over.
    let tripped = 0
    const proud: View<Litres> = {
      ...litres,
      evolve(before, event) {
        if (before?.litres === 666) {
          tripped += 1
          throw new Error('a document nobody foresaw')
        }
        return litres.evolve(before, event, '')
      },
      keys: () => ['all'],
    }
    const { pour, follower, ended, shown, memory } = await kitchen(undefined, proud)
    await pour('a', 1)
    await follower.caughtUp()
    const { checkpoint } = await follower.state()
    await (await memory.collection<Litres>(litres.collection)).apply([{ id: 'all', document: { litres: 666 } }], { ...checkpoint!, position: `${checkpoint!.position}a` })
    await pour('b', 2)
    while ((await follower.state()).failures === 0) await nextTurn()
    expect(tripped).toBe(1)
    expect(await follower.state()).toMatchObject({ isLive: false, code: 'bug', failures: 1 })
    follower.rebuild('op-1')
    expect(await ended()).toMatchObject({ phase: 'done', compared: 1, differing: 1 })
    clock.advance({ minutes: 1 })
    await follower.caughtUp()
    expect(await shown().get('all')).toEqual({ litres: 3 })
    expect(await follower.state()).toMatchObject({ failures: 0, code: null })
    await follower.stop()
  })

  it('that fails leaves the live one as it was, and can be asked for again', async () => {
    let full = true
    const { pour, follower, ended, shown } = await kitchen((inner) => ({
      ...inner,
      async rebuild<D extends Litres>(definition: Parameters<ReadStore['rebuild']>[0]) {
        const fresh = await inner.rebuild<D>(definition)
        const collection: Collection<D> = { ...fresh.collection, apply: async (...args) => {
          if (full) throw new Fault('store-full', 'no room for a second copy', { retry: 'later' })
          await fresh.collection.apply(...args)
        } }
        return { ...fresh, collection }
      },
    } as ReadStore))
    await pour('a', 4)
    await follower.caughtUp()
    follower.rebuild('op-1')
    expect(await ended()).toMatchObject({ phase: 'failed', code: 'store-full' })
    await pour('b', 1)
    await follower.caughtUp()
    expect([await shown().get('kettle-a'), await shown().get('kettle-b')]).toEqual([{ litres: 4 }, { litres: 1 }])
    full = false
    follower.rebuild('op-2')
    expect(await ended()).toMatchObject({ id: 'op-2', phase: 'done', differing: 0 })
    await follower.stop()
  })

  it('is one at a time: asked again under the same operation it is the same, under another it is refused', async () => {
    const { pour, follower, ended } = await kitchen()
    await pour('a', 4)
    await follower.caughtUp()
    follower.rebuild('op-1')
    follower.rebuild('op-1')
    expect(() => { follower.rebuild('op-2') }).toThrow(expect.objectContaining({ code: 'rebuild-runs-already', retry: 'never' }))
    const first = await ended()
    follower.rebuild('op-1')
    expect((await follower.state()).rebuild).toEqual(first)
    await follower.stop()
  })

  it('ends with its process, which does not wait for the rest of the log', async () => {
    const { pour, follower } = await kitchen()
    for (let n = 0; n < 600; n += 1) await pour(`k${n}`, 1)
    await follower.caughtUp()
    follower.rebuild('op-1')
    await follower.stop()
    expect((await follower.state()).rebuild).toMatchObject({ phase: 'failed', code: 'stopping' })
  })
})
