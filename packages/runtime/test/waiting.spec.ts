// What a runtime waits by, and for how long: the machine's timers, within bounds, and not at all once it ends.
import { memoryBusState, openInProcessBus } from '@zhijian/bus'
import { manualTimers } from '@zhijian/bus/contract'
import { Fault, instant } from '@zhijian/kernel'
import type { ReadStore } from '@zhijian/read-store'
import { memoryReadStore, memoryStore, virtualClock } from '@zhijian/testkit'
import { kettle, putOn } from '@zhijian/testkit/kettle'
import { afterEach, describe, expect, it } from 'vitest'
import { createDeadlineBoard } from '../src/deadlines.ts'
import { createExecutor, createMetrics, createRuntime, processTokens, silentLog, type Runtime, type ServiceDefinition, type View } from '../src/index.ts'

const nine = instant('2026-03-01T09:00:00.000Z')
const turns = async (count = 20): Promise<void> => {
  for (let i = 0; i < count; i += 1) await new Promise((resolve) => setImmediate(resolve))
}

const litres: View<{ litres: number }> = {
  collection: { name: 'litres', version: 1, indexes: [] }, on: { categories: ['kettle'], types: ['PutOn'] },
  keys: (event) => [event.stream], evolve: (_before, event) => ({ litres: event.data.litres as number }),
}

/** A read store whose view `litres` cannot be written while it is ill. */
const fragile = (): ReadStore & { isIll: boolean } => {
  const inner = memoryReadStore()
  const store = {
    ...inner, isIll: false,
    async collection(definition: Parameters<ReadStore['collection']>[0]) {
      const collection = await inner.collection(definition)
      return {
        ...collection,
        async apply(...args: Parameters<typeof collection.apply>) {
          if (store.isIll && definition.name === 'litres') throw new Fault('store-unavailable', 'the disk failed', { retry: 'later' })
          return collection.apply(...args)
        },
      }
    },
  }
  return store as never
}

const running: Runtime[] = []
afterEach(async () => {
  for (const runtime of running.splice(0)) await runtime.drain()
})

/** A kitchen whose platform time stands still from the first moment on, as after a clock that was set back. */
const kitchen = async () => {
  const [clock, timers, store, readStore] = [virtualClock(nine), manualTimers(), memoryStore(), fragile()]
  const bus = await openInProcessBus({ store, state: memoryBusState(), timers, report: () => {} })
  const reacted: string[] = []
  const service: ServiceDefinition = {
    name: 'kitchen', aggregates: [kettle as never], commands: {}, queries: {}, views: [litres], sends: [],
    reactions: [{
      name: 'whistle', on: { categories: ['kettle'], types: ['PutOn'] },
      otherwise: () => ({ code: 'clock-stands' }),
      run: (event) => {
        reacted.push(event.stream)
        return []
      },
    }],
  }
  const runtime = createRuntime({
    store, bus, readStore, clock, timers, wallNow: () => nine, tokens: processTokens(() => nine), families: [], log: silentLog, metrics: createMetrics(),
  })
  runtime.host(() => service)
  await runtime.start()
  running.push(runtime)
  const executor = createExecutor({ store, clock, wallNow: () => nine, service: 'kitchen', hash: 'sha256' })
  const put = (name: string) => executor.execute(kettle, `kettle-${name}`, () => putOn(), {
    commandId: `put-on-${name}`.padEnd(16, '0'), actor: { id: 'zhao' as never, role: 'citizen' }, correlationId: name,
  })
  const status = async () => (await bus.status()).find(({ consumer }) => consumer === 'kitchen.whistle')
  return { runtime, bus, timers, readStore, reacted, put, status }
}

describe('a reaction', () => {
  it('waits for its view within bounds, is then set aside and seen, and goes on when the view does', async () => {
    const { timers, readStore, reacted, put, status } = await kitchen()
    readStore.isIll = true
    await put('a')
    await turns()
    timers.advance(9_999)
    await turns()
    expect(await status()).toMatchObject({ heldStreams: 0 })
    timers.advance(1)
    await turns()
    expect(await status()).toMatchObject({ heldStreams: 1, heldFor: ['not-yet'], parkedStreams: 0 })
    expect(reacted).toEqual([])
    readStore.isIll = false
    for (let i = 0; i < 40 && reacted.length === 0; i += 1) {
      timers.advance(30_000)
      await turns()
    }
    expect(reacted).toEqual(['kettle-a'])
    expect(await status()).toMatchObject({ heldStreams: 0 })
  })

  it('that waits for its view does not hold up the end', async () => {
    const { runtime, readStore, reacted, put } = await kitchen()
    readStore.isIll = true
    await put('a')
    await turns()
    await runtime.drain()
    expect(reacted).toEqual([])
  })
})

describe('a view that failed', () => {
  it('is tried again though the platform’s time stands', async () => {
    const { timers, readStore, reacted, put } = await kitchen()
    readStore.isIll = true
    await put('a')
    await turns()
    readStore.isIll = false
    timers.advance(500)
    await turns()
    expect(reacted).toEqual(['kettle-a'])
  })
})

describe('a deadline that could not be settled', () => {
  it('is tried again though the platform’s time stands', async () => {
    const [clock, timers, store] = [virtualClock(nine), manualTimers(), memoryStore()]
    const executor = createExecutor({ store, clock, wallNow: () => nine, service: 'kitchen', hash: 'sha256' })
    let tries = 0
    const board = createDeadlineBoard({
      name: 'kitchen', categories: ['kettle'], store, readStore: memoryReadStore(), clock, timers, ordinals: { ordinal: 0, instances: 1, graceMs: 0 },
      log: silentLog, metrics: createMetrics(),
      async settle(stream) {
        tries += 1
        if (tries === 1) throw new Fault('store-full', 'the disk is full', { retry: 'later' })
        return executor.settle(kettle, stream)
      },
    })
    await executor.execute(kettle, 'kettle-a', () => putOn(), { commandId: 'put-on-a'.padEnd(16, '0'), actor: { id: 'zhao' as never, role: 'citizen' }, correlationId: 'a' })
    clock.advance({ minutes: 3 })
    await board.start()
    await turns()
    expect(tries).toBe(1)
    timers.advance(2_000)
    await turns()
    expect(store.log.map(({ type }) => type)).toEqual(['PutOn.v1', 'Boiled.v1'])
    await board.stop()
  })
})

describe('a log that takes nothing', () => {
  it('makes the runtime not ready, in words, until an append is taken', async () => {
    const [clock, timers] = [virtualClock(nine), manualTimers()]
    let isFull = false
    const store = memoryStore({ faults: { before: () => (isFull ? new Fault('store-full', 'no space is left for the log', { retry: 'later' }) : null), after: () => null } })
    const bus = await openInProcessBus({ store, state: memoryBusState(), timers, report: () => {} })
    const runtime = createRuntime({
      store, bus, readStore: memoryReadStore(), clock, timers, wallNow: () => nine, tokens: processTokens(() => nine), families: [], log: silentLog, metrics: createMetrics(),
    })
    runtime.host(() => ({ name: 'kitchen', aggregates: [kettle as never], commands: {}, queries: {}, views: [], reactions: [], sends: [] }))
    await runtime.start()
    running.push(runtime)
    const executor = createExecutor({ store, clock, wallNow: () => nine, service: 'kitchen', hash: 'sha256' })
    await executor.execute(kettle, 'kettle-a', () => putOn(), { commandId: 'put-on-a'.padEnd(16, '0'), actor: { id: 'zhao' as never, role: 'citizen' }, correlationId: 'a' })
    await turns()
    expect((await runtime.status()).reasons).toEqual([])
    isFull = true
    clock.advance({ minutes: 3 })
    await turns()
    expect((await runtime.status()).reasons).toEqual([{ code: 'log-takes-nothing', words: 'the log takes nothing: no space is left for the log' }])
    timers.advance(2_000)
    await turns()
    expect((await runtime.status()).reasons).toHaveLength(1)
    isFull = false
    timers.advance(4_000)
    await turns()
    expect((await runtime.status()).reasons).toEqual([])
    expect(store.log.map(({ type }) => type)).toEqual(['PutOn.v1', 'Boiled.v1'])
  })
})
