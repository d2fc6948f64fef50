import { Fault, instant, timersOf, type Instant } from '@zhijian/kernel'
import type { ReadStore } from '@zhijian/read-store'
import { memoryReadStore, memoryStore, virtualClock } from '@zhijian/testkit'
import { describe, expect, it } from 'vitest'
import { createDeadlineBoard } from '../src/deadlines.ts'
import { createHeap } from '../src/heap.ts'
import { createExecutor, createMetrics, silentLog } from '../src/index.ts'
import { kettle, putOn } from '@zhijian/testkit/kettle'

const at = (time: string): Instant => instant(`2026-03-01T${time}.000Z`)

const kitchen = (store = memoryStore(), readStore: ReadStore = memoryReadStore(), clock = virtualClock(at('09:00:00')), ordinal = 0, instances = 1) => {
  const executor = createExecutor({ store, clock, wallNow: () => clock.now(), service: 'kitchen', hash: 'sha256' })
  const metrics = createMetrics()
  const board = createDeadlineBoard({
    name: `kitchen-${ordinal}`, categories: ['kettle'], store, readStore, clock, timers: timersOf(clock), ordinals: { ordinal, instances, graceMs: 2000 },
    settle: (stream) => executor.settle(kettle, stream), log: silentLog, metrics,
  })
  const put = (name: string) => executor.execute(kettle, `kettle-${name}`, () => putOn(), {
    commandId: `put-on-${name}`.padEnd(16, '0'), actor: { id: 'zhao' as never, role: 'citizen' }, correlationId: name,
  })
  return { store, readStore, clock, executor, board, put, metrics }
}

describe('the deadline board', () => {
  it('lets a deadline pass on time, with nobody asking', async () => {
    const { store, clock, board, put } = kitchen()
    await board.start()
    await put('a')
    await board.idle()
    clock.advance({ minutes: 3 })
    await board.idle()
    expect(store.log.map((event) => [event.type, event.meta.time])).toEqual([['PutOn.v1', at('09:00:00')], ['Boiled.v1', at('09:03:00')]])
    await board.stop()
  })

  it('waits while the clock is known to be wrong, and catches up when it is right', async () => {
    const { store, readStore, clock, put, executor } = kitchen()
    let isRight = false
    const board = createDeadlineBoard({
      name: 'kitchen-1', categories: ['kettle'], store, readStore, clock, timers: timersOf(clock), ordinals: { ordinal: 0, instances: 1, graceMs: 2000 },
      settle: (stream) => executor.settle(kettle, stream), log: silentLog, metrics: createMetrics(), mayStamp: () => isRight,
    })
    await board.start()
    await put('a')
    await board.follower!.caughtUp()
    clock.advance({ minutes: 5 })
    await board.follower!.caughtUp()
    expect(store.log).toHaveLength(1)
    isRight = true
    clock.advance({ seconds: 1 })
    await board.idle()
    expect(store.log.map((event) => [event.type, event.meta.time])).toEqual([['PutOn.v1', at('09:00:00')], ['Boiled.v1', at('09:03:00')]])
    await board.stop()
  })

  it('started late settles everything that passed meanwhile, each at its own time', async () => {
    const before = kitchen()
    for (let i = 0; i < 300; i += 1) await before.put(String(i))
    before.clock.advance({ hours: 8 })
    const after = kitchen(before.store, memoryReadStore(), before.clock)
    await after.board.start()
    await after.board.idle()
    const boiled = before.store.log.filter((event) => event.type === 'Boiled.v1')
    expect(boiled).toHaveLength(300)
    expect(new Set(boiled.map((event) => event.meta.time))).toEqual(new Set([at('09:03:00')]))
    await after.board.stop()
  })

  it('that is made anew asks nobody for what was settled further on in the log, and settles what was not', async () => {
    const { store, clock, put, executor } = kitchen()
    // Further back than what is read at once.
    for (let n = 0; n < 300; n += 1) await put(String(n))
    clock.advance({ minutes: 3 })
    for (let n = 0; n < 300; n += 1) if (n !== 7) await executor.settle(kettle, `kettle-${n}`)
    const asked: string[] = []
    const board = createDeadlineBoard({
      name: 'kitchen-anew', categories: ['kettle'], store, readStore: memoryReadStore(), clock, timers: timersOf(clock), ordinals: { ordinal: 0, instances: 1, graceMs: 2000 },
      settle: (stream) => (asked.push(stream), executor.settle(kettle, stream)), log: silentLog, metrics: createMetrics(),
    })
    await board.start()
    await board.idle()
    expect(asked).toEqual(['kettle-7'])
    expect(store.log.filter(({ type }) => type === 'Boiled.v1')).toHaveLength(300)
    await board.stop()
  })

  it('throws out entries that were replaced, and loses none that counts', () => {
    const heap = createHeap<number>((a, b) => a - b)
    for (const each of [5, 3, 9, 1, 7, 2, 8]) heap.push(each)
    heap.keep((each) => each % 2 === 1)
    expect([heap.size, ...Array.from({ length: 6 }, () => heap.pop())]).toEqual([5, 1, 3, 5, 7, 9, undefined])
  })

  it('that only follows knows what is due and settles nothing until it is started', async () => {
    const { store, clock, board, put } = kitchen()
    await board.follow()
    await put('a')
    await board.follower!.caughtUp()
    clock.advance({ minutes: 3 })
    await board.follower!.caughtUp()
    expect(store.log.map((event) => event.type)).toEqual(['PutOn.v1'])
    await board.start()
    await board.idle()
    expect(store.log.map((event) => event.type)).toEqual(['PutOn.v1', 'Boiled.v1'])
    await board.stop()
  })

  it('goes on from its stored view after a restart', async () => {
    const first = kitchen()
    await first.board.start()
    await first.put('a')
    await first.board.idle()
    await first.board.stop()
    const second = kitchen(first.store, first.readStore, first.clock)
    await second.board.start()
    expect(await second.board.upcoming(10)).toEqual([{ stream: 'kettle-a', due: at('09:03:00') }])
    first.clock.advance({ minutes: 3 })
    await second.board.idle()
    expect(first.store.log).toHaveLength(2)
    await second.board.stop()
  })

  it('keeps a deadline whose place was written although the write looked as if it had failed', async () => {
    const readStore = memoryReadStore()
    let isUnclear = false
    const unclear: ReadStore = {
      ...readStore,
      collection: async (definition) => {
        const collection = await readStore.collection(definition)
        return {
          ...collection,
          async apply(...write: Parameters<typeof collection.apply>) {
            await collection.apply(...write)
            if (isUnclear) throw new Fault('store-unavailable', 'the connection was lost', { retry: 'later' })
          },
        } as never
      },
    }
    const { store, clock, board, put } = kitchen(memoryStore(), unclear)
    await board.start()
    isUnclear = true
    await put('a')
    // The board meets the fault, and finds its place again half a second later.
    for (let turns = 0; turns < 20; turns += 1) await new Promise((resolve) => void setImmediate(resolve))
    isUnclear = false
    clock.advance({ minutes: 3 })
    for (let turns = 0; turns < 20; turns += 1) await new Promise((resolve) => void setImmediate(resolve))
    await board.idle()
    expect(store.log.map((event) => [event.type, event.meta.time])).toEqual([['PutOn.v1', at('09:00:00')], ['Boiled.v1', at('09:03:00')]])
    await board.stop()
  })

  it('doubled over instances settles nothing twice; the second steps in after its grace', async () => {
    const first = kitchen(undefined, undefined, undefined, 0, 2)
    const second = kitchen(first.store, memoryReadStore(), first.clock, 1, 2)
    await first.board.start()
    await second.board.start()
    for (let i = 0; i < 40; i += 1) await first.put(String(i))
    await first.board.idle()
    await second.board.idle()
    first.clock.advance({ minutes: 3 })
    await first.board.idle()
    await second.board.idle()
    const atDue = first.store.log.filter((event) => event.type === 'Boiled.v1').length
    expect(atDue).toBe(40)

    await first.board.stop()
    for (let i = 40; i < 80; i += 1) await second.put(String(i))
    await second.board.idle()
    first.clock.advance({ minutes: 3, ms: 1999 })
    await second.board.idle()
    const own = first.store.log.filter((event) => event.type === 'Boiled.v1').length - 40
    expect(own).toBeGreaterThan(5)
    expect(own).toBeLessThan(35)
    first.clock.advance({ ms: 1 })
    await second.board.idle()
    expect(first.store.log.filter((event) => event.type === 'Boiled.v1')).toHaveLength(80)
    await second.board.stop()
  })

  it('publishes how late it was', async () => {
    const { clock, board, put, metrics } = kitchen()
    await put('a')
    clock.advance({ minutes: 3, seconds: 20 })
    await board.start()
    await board.idle()
    expect(await metrics.registry.getSingleMetricAsString('zhijian_deadline_lateness_seconds')).toContain('zhijian_deadline_lateness_seconds_sum{category="kettle"} 20')
    await board.stop()
  })
})
