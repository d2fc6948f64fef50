import { manualTimers } from '@zhijian/bus/contract'
import { Fault, instant, timersOf, type Instant } from '@zhijian/kernel'
import type { Collection } from '@zhijian/read-store'
import { memoryReadStore, memoryStore, virtualClock } from '@zhijian/testkit'
import { describe, expect, it } from 'vitest'
import { createExecutor, createMetrics, followView, silentLog, type View } from '../src/index.ts'
import { kettle, putOn, takeOff } from '@zhijian/testkit/kettle'

const at = (time: string): Instant => instant(`2026-03-01T${time}.000Z`)
const clock = virtualClock(at('09:00:00'))

const litres: View<{ litres: number }> = {
  collection: { name: 'litres', version: 1, indexes: [] },
  on: { categories: ['kettle'], types: ['PutOn'] },
  keys: (event) => [event.stream],
  evolve: (before, event) => ({ litres: (before?.litres ?? 0) + (event.data.litres as number) }),
}

const pour = async (store: ReturnType<typeof memoryStore>, name: string, amount: number): Promise<string> => {
  const executor = createExecutor({ store, clock, wallNow: () => clock.now(), service: 'kitchen', hash: 'sha256' })
  const reply = await executor.execute(kettle, `kettle-${name}`, () => putOn(amount), {
    commandId: `${name}-${amount}`.padEnd(16, '0'), actor: { id: 'zhao' as never, role: 'citizen' }, correlationId: name,
  })
  return 'position' in reply ? reply.position! : ''
}

const follow = async (store: ReturnType<typeof memoryStore>, readStore: ReturnType<typeof memoryReadStore>) => {
  const collection = await readStore.collection<{ litres: number }>(litres.collection)
  const follower = await followView({ view: litres, collection, store, readStore, families: new Map(), timers: timersOf(clock), log: silentLog, metrics: createMetrics() })
  return { collection: () => readStore.collection<{ litres: number }>(litres.collection), follower }
}

describe('a view', () => {
  it('shows a writer what he wrote once it has reached that position', async () => {
    const store = memoryStore()
    const { collection, follower } = await follow(store, memoryReadStore())
    const position = await pour(store, 'a', 4)
    await follower.reached(position)
    expect(await (await collection()).get('kettle-a')).toEqual({ litres: 4 })
    await follower.stop()
  })

  it('goes on from its checkpoint and counts nothing twice', async () => {
    const store = memoryStore()
    const readStore = memoryReadStore()
    await pour(store, 'a', 4)
    const first = await follow(store, readStore)
    await first.follower.caughtUp()
    await first.follower.stop()
    await pour(store, 'b', 1)
    const second = await follow(store, readStore)
    await second.follower.caughtUp()
    expect(await (await second.collection()).get('kettle-a')).toEqual({ litres: 4 })
    expect(await (await second.collection()).get('kettle-b')).toEqual({ litres: 1 })
    await second.follower.stop()
  })

  it.each(['landed', 'was lost'])('misses nothing and counts nothing twice when a write %s unheard, and the read store is then away', async (what) => {
    const store = memoryStore()
    const readStore = memoryReadStore()
    const collection = await readStore.collection<{ litres: number }>(litres.collection)
    let losesAnswer = false
    let isAway = false
    const gone = (): Fault => new Fault('store-unavailable', 'the read store is away', { retry: 'later' })
    const stumbling: typeof collection = {
      ...collection,
      async apply(changes, checkpoint) {
        if (!losesAnswer || what === 'landed') await collection.apply(changes, checkpoint)
        if (!losesAnswer) return
        losesAnswer = false
        isAway = true
        throw gone()
      },
      async checkpoint() {
        if (isAway) throw gone()
        return collection.checkpoint()
      },
    }
    const turn = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve) })
    const follower = await followView({
      view: litres, collection: stumbling, store, readStore, families: new Map(), timers: timersOf(clock), log: silentLog, metrics: createMetrics(),
    })
    await follower.caughtUp()
    losesAnswer = true
    await pour(store, 'a', 4)
    while (!isAway) await turn()
    await pour(store, 'b', 1)
    for (let tries = 0; tries < 5; tries += 1) {
      clock.advance({ seconds: 60 })
      await turn()
    }
    isAway = false
    const caughtUp = follower.caughtUp()
    for (let tries = 0; tries < 5; tries += 1) {
      clock.advance({ seconds: 60 })
      await turn()
    }
    await caughtUp
    expect([await collection.get('kettle-a'), await collection.get('kettle-b')]).toEqual([{ litres: 4 }, { litres: 1 }])
    await follower.stop()
  })

  it('that is stopped while it cannot be written keeps a place that the log holds', async () => {
    const store = memoryStore()
    const readStore = memoryReadStore()
    const collection = await readStore.collection<{ litres: number }>(litres.collection)
    let failures = 0
    const failing = (fails: boolean): typeof collection => ({
      ...collection,
      async apply(changes, checkpoint) {
        if (!fails || changes.length === 0) return collection.apply(changes, checkpoint)
        failures += 1
        throw new Fault('store-unavailable', 'the read store is away', { retry: 'later' })
      },
    })
    const begin = (fails: boolean) => followView({
      view: litres, collection: failing(fails), store, readStore, families: new Map(), timers: timersOf(clock), log: silentLog, metrics: createMetrics(),
    })
    await pour(store, 'a', 4)
    await (await begin(false)).stop()
    const follower = await begin(true)
    const executor = createExecutor({ store, clock, wallNow: () => clock.now(), service: 'kitchen', hash: 'sha256' })
    // Something that is not for this view, and then something that is.
    await executor.execute(kettle, 'kettle-a', () => takeOff, { commandId: 'off'.padEnd(16, '0'), actor: { id: 'zhao' as never, role: 'citizen' }, correlationId: 'a' })
    await follower.caughtUp()
    await pour(store, 'b', 1)
    while (failures === 0) await new Promise((resolve) => { setImmediate(resolve) })
    await follower.stop()
    const place = await collection.checkpoint()
    expect(await store.holds(place as never)).toBe(true)
    const again = await begin(false)
    await again.caughtUp()
    expect(await collection.get('kettle-b')).toEqual({ litres: 1 })
    await again.stop()
  })

  it('is made anew when the log was restored to an earlier state', async () => {
    const readStore = memoryReadStore()
    const lost = memoryStore({ epoch: 'one' })
    await pour(lost, 'a', 4)
    await pour(lost, 'gone', 9)
    const before = await follow(lost, readStore)
    await before.follower.caughtUp()
    await before.follower.stop()
    const restored = memoryStore({ epoch: 'two' })
    await pour(restored, 'a', 4)
    const after = await follow(restored, readStore)
    await after.follower.caughtUp()
    expect(await (await after.collection()).get('kettle-a')).toEqual({ litres: 4 })
    expect(await (await after.collection()).get('kettle-gone')).toBeNull()
    await after.follower.stop()
  })

  it('that found nothing in all of the log does not look through it again after a restart', async () => {
    const store = memoryStore()
    const readStore = memoryReadStore()
    await pour(store, 'a', 4)
    const cups: View = { ...litres, collection: { name: 'cups', version: 1, indexes: [] }, on: { categories: ['cup'] } }
    const begins: unknown[] = []
    const watched: typeof store = { ...store, tail: (after, filter, ...rest) => (filter.categories && begins.push(after), store.tail(after, filter, ...rest)) }
    const start = async () => followView({
      view: cups, collection: await readStore.collection(cups.collection), store: watched, readStore, families: new Map(), timers: timersOf(clock), log: silentLog, metrics: createMetrics(),
    })
    const killed = await start()
    await killed.caughtUp()
    const again = await start()
    expect(begins).toEqual([null, await store.head()])
    await Promise.all([killed.stop(), again.stop()])
  })

  it('that is made anew lets nobody go on who would still be shown the old one', async () => {
    const readStore = memoryReadStore()
    const lost = memoryStore({ epoch: 'one' })
    await pour(lost, 'a', 4)
    const before = await follow(lost, readStore)
    await before.follower.caughtUp()
    await before.follower.stop()
    const restored = memoryStore({ epoch: 'two' })
    const early = await pour(restored, 'early', 4)
    // More than is read at once, so that the new copy has the event long before it takes the old one's place.
    for (let n = 0; n < 600; n += 1) await pour(restored, `n${n}`, 1)
    const after = await follow(restored, readStore)
    await after.follower.reached(early)
    expect(await (await after.collection()).get('kettle-early')).toEqual({ litres: 4 })
    await after.follower.stop()
  })

  it('whose file was damaged and begun anew is filled again from the beginning, by itself', async () => {
    const store = memoryStore()
    // A read store as the SQLite one is: what was damaged is empty, and takes no writes from who has not looked at it since.
    let [inner, hasLooked] = [memoryReadStore(), true]
    const present = () => inner.collection<{ litres: number }>(litres.collection)
    const collection: Collection<{ litres: number }> = {
      definition: litres.collection,
      get: async (...args) => (await present()).get(...args), getMany: async (...args) => (await present()).getMany(...args),
      find: async (...args) => (await present()).find(...args), count: async (...args) => (await present()).count(...args), entries: async (...args) => (await present()).entries(...args),
      async apply(...args) {
        if (!hasLooked) throw new Fault('not-yet', 'made anew', { retry: 'later' })
        await (await present()).apply(...args)
      },
      async checkpoint() {
        hasLooked = true
        return (await present()).checkpoint()
      },
    }
    const timers = manualTimers()
    const follower = await followView({
      view: litres, collection, store, readStore: inner, families: new Map(), timers, log: silentLog, metrics: createMetrics(),
    })
    await pour(store, 'a', 4)
    await follower.caughtUp()
    ;[inner, hasLooked] = [memoryReadStore(), false]
    await pour(store, 'b', 1)
    for (let i = 0; i < 10; i += 1) await new Promise((resolve) => setImmediate(resolve))
    timers.advance(60_000)
    await follower.caughtUp()
    expect([await collection.get('kettle-a'), await collection.get('kettle-b')]).toEqual([{ litres: 4 }, { litres: 1 }])
    await follower.stop()
  })

  it('refuses a log that lost what the view has seen, and names the place', async () => {
    const readStore = memoryReadStore()
    const whole = memoryStore()
    await pour(whole, 'a', 4)
    const before = await follow(whole, readStore)
    await before.follower.caughtUp()
    await before.follower.stop()
    await expect(follow(memoryStore(), readStore)).rejects.toMatchObject({ code: 'log-behind', message: expect.stringContaining('kettle-a@0') })
  })
})
