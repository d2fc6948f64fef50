// The in-process bus under the contract of every bus, and what only it promises.
import type { EventStore } from '@zhijian/event-store'
import { openSqliteStore } from '@zhijian/event-store/sqlite'
import { Fault } from '@zhijian/kernel'
import { describe, expect, it } from 'vitest'
import { appendTo, busContract, type BusHarness, type BusHarnessOptions } from '../src/contract.ts'
import { openInProcessBus } from '../src/in-process.ts'
import { manualTimers, type ManualTimers } from '../src/manual-timers.ts'
import type { Bus } from '../src/port.ts'
import { delayMs, type RetryPolicy } from '../src/retry.ts'
import { memoryBusState, type BusState } from '../src/state.ts'

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** Lets the process work for a while; when it has nothing to do by itself, moves time to the next timer. */
const untilWith = (timers: ManualTimers): BusHarness['until'] => async (holds, what) => {
  for (let round = 0; round < 4_000; round += 1) {
    for (let i = 0; i < 4; i += 1) await turn()
    if (await holds()) return
    timers.step()
  }
  throw new Error(`never: ${what}`)
}

/** Counts what the tail has handed out: an upper bound of what can be in memory. */
const counting = (store: EventStore): EventStore & { handedOut(): number } => {
  let handedOut = 0
  return {
    ...store,
    handedOut: () => handedOut,
    async *tail(...args) {
      for await (const batch of store.tail(...args)) {
        handedOut += batch.events.length
        yield batch
      }
    },
  }
}

const newStore = (epoch = 'e1'): Promise<EventStore> => openSqliteStore({ file: ':memory:', newId: () => epoch })

const open = async ({ retry, load }: BusHarnessOptions): Promise<BusHarness> => {
  const timers = manualTimers()
  const store = counting(await newStore())
  let state = memoryBusState()
  const make = (): Promise<Bus> => openInProcessBus({ store, state, timers, retry, load, report: () => undefined })
  let bus = await make()
  return {
    store,
    bus: () => bus,
    until: untilWith(timers),
    inMemory: async () => store.handedOut(),
    async restart() {
      await bus.close()
      bus = await make()
    },
    async crash() {
      // The grouped write is due: what is durable at the kill is as new as it can be. What the dying process still
      // writes goes nowhere.
      timers.advance(200)
      await turn()
      state = state.copy() as typeof state
      bus = await make()
    },
    async close() {
      await bus.close()
      await store.close()
    },
  }
}

busContract('in process', open)

describe('the in-process bus', () => {
  const retry: RetryPolicy = { firstMs: 250, factor: 4, maxMs: 10_000 }

  it('waits longer after every failure, up to a bound', async () => {
    const [timers, store] = [manualTimers(), await newStore()]
    const bus = await openInProcessBus({ store, state: memoryBusState(), timers, retry, report: () => undefined, flushMs: 7 })
    await appendTo(store, 'case-a')
    let attempts = 0
    await bus.subscribe({ consumer: 'test.slow', filter: {} }, async () => {
      attempts += 1
      if (attempts < 6) throw new Fault('away', 'the other side is away', { retry: 'later' })
    })
    await untilWith(timers)(() => attempts === 6, 'done')
    expect(timers.asked.filter((ms) => ms !== 7)).toEqual([1, 2, 3, 4, 5].map((n) => delayMs(retry, n, 'test.slow case-a')))
    await bus.close()
  })

  it('begins again where it once began when the log was restored to an earlier state', async () => {
    const [timers, state] = [manualTimers(), memoryBusState()]
    const before = await newStore()
    const restored = await newStore('e2')
    const reports: string[] = []
    const run = async (store: EventStore, expected: number): Promise<string[]> => {
      const seen: string[] = []
      const bus = await openInProcessBus({ store, state, timers, retry, report: ({ code }) => reports.push(code) })
      await bus.subscribe({ consumer: 'test.epoch', filter: {} }, async ({ stream, version }) => {
        seen.push(`${stream}@${version}`)
      })
      await untilWith(timers)(() => seen.length === expected, 'seen')
      await bus.close()
      return seen
    }
    for (let i = 0; i < 5; i += 1) await appendTo(before, 'case-a')
    await run(before, 5)
    await appendTo(restored, 'case-a')
    await appendTo(restored, 'case-a')
    await appendTo(restored, 'case-b')
    await appendTo(restored, 'case-b')
    await appendTo(restored, 'case-b')
    expect(await run(restored, 5)).toEqual(['case-a@0', 'case-a@1', 'case-b@0', 'case-b@1', 'case-b@2'])
    expect(reports).toEqual(['log-restored'])
  })

  it('knows where its end was before it gives the first event, killed at once or not', async () => {
    const [store, state] = [await newStore(), memoryBusState()]
    await appendTo(store, 'case-a')
    const bus = await openInProcessBus({ store, state, timers: manualTimers(), retry, report: () => undefined })
    await bus.subscribe({ consumer: 'test.end', filter: {}, from: 'end' }, async () => undefined)
    expect((await state.copy().load()).consumers).toMatchObject([{ consumer: 'test.end', through: await store.head() }])
    await bus.close()
  })

  it('does not wait where another try at once was asked for', async () => {
    const [timers, store] = [manualTimers(), await newStore()]
    const bus = await openInProcessBus({ store, state: memoryBusState(), timers, retry, report: () => undefined, flushMs: 7 })
    await appendTo(store, 'case-a')
    let attempts = 0
    await bus.subscribe({ consumer: 'test.now', filter: {} }, async () => {
      attempts += 1
      if (attempts < 3) throw new Fault('version-conflict', 'somebody was quicker', { retry: 'now' })
    })
    await untilWith(timers)(() => attempts === 3, 'three')
    expect(timers.asked.filter((ms) => ms !== 7)).toEqual([])
    await bus.close()
  })

  it('finds nothing wrong with an empty log on its second start', async () => {
    const [timers, store, state] = [manualTimers(), await newStore(), memoryBusState()]
    const reports: string[] = []
    for (let i = 0; i < 2; i += 1) {
      const bus = await openInProcessBus({ store, state, timers, retry, report: ({ code }) => reports.push(code) })
      await bus.subscribe({ consumer: 'test.empty', filter: {} }, async () => undefined)
      await untilWith(timers)(async () => (await bus.status())[0]?.lag === 0, 'caught up')
      await bus.close()
    }
    expect(reports).toEqual([])
  })

  it('groups its writes: a thousand events cost a handful', async () => {
    const [timers, store, inner] = [manualTimers(), await newStore(), memoryBusState()]
    let writes = 0
    const state: BusState = {
      ...inner,
      write(changes) {
        writes += 1
        return inner.write(changes)
      },
    }
    const bus = await openInProcessBus({ store, state, timers, retry, report: () => undefined })
    let seen = 0
    await bus.subscribe({ consumer: 'test.many', filter: {} }, async () => { seen += 1 })
    for (let i = 0; i < 1_000; i += 1) await appendTo(store, `case-${i % 20}`)
    await untilWith(timers)(() => seen === 1_000, 'a thousand')
    await bus.close()
    expect(writes).toBeLessThan(10)
  })
})
