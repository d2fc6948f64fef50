// What is measured is what happened: once for each fact, and under the code of what went wrong.
import { Fault, instant, timersOf } from '@zhijian/kernel'
import { memoryReadStore, memoryStore, virtualClock } from '@zhijian/testkit'
import { kettle, putOn } from '@zhijian/testkit/kettle'
import { expect, it } from 'vitest'
import { createExecutor, createMetrics, followView, silentLog, type Metrics, type View } from '../src/index.ts'
import { meterOf } from '../src/metrics.ts'

const nine = instant('2026-03-01T09:00:00.000Z')
const told = async ({ registry }: Metrics, name: string): Promise<string[]> =>
  (await registry.getSingleMetricAsString(name)).split('\n').filter((line) => !line.startsWith('#') && !/_(bucket|sum)\{/.test(line))

const world = () => {
  const [clock, store, metrics] = [virtualClock(nine), memoryStore(), createMetrics()]
  const executor = (of: typeof store = store) => createExecutor({
    store: of, clock, wallNow: () => nine, service: 'kitchen', hash: 'sha256', meter: meterOf(metrics, 'kitchen', [kettle.events]),
  })
  const context = { commandId: 'the-first-command', actor: { id: 'zhao' as never, role: 'citizen' as const }, correlationId: 'c' }
  return { clock, store, metrics, executor, put: (by = executor()) => by.execute(kettle, 'kettle-1', () => putOn(), context) }
}

it('a fact counts once, however often its command comes; one that never happened stands at 0', async () => {
  const { metrics, put, executor } = world()
  await put()
  await put()
  await put(executor())
  expect(await told(metrics, 'zhijian_events_total')).toEqual([
    'zhijian_events_total{service="kitchen",event="PutOn"} 1', 'zhijian_events_total{service="kitchen",event="TakenOff"} 0',
    'zhijian_events_total{service="kitchen",event="Boiled"} 0',
  ])
  expect(await told(metrics, 'zhijian_append_seconds')).toEqual(['zhijian_append_seconds_count{service="kitchen",outcome="appended"} 1'])
})

it('an append that failed is told by the code of its fault, and its facts are not', async () => {
  const { store, metrics, put, executor } = world()
  const full: typeof store = { ...store, append: async () => { throw new Fault('store-full', 'no room', { retry: 'later' }) } }
  await expect(put(executor(full))).rejects.toMatchObject({ code: 'store-full' })
  expect(await told(metrics, 'zhijian_append_seconds')).toEqual(['zhijian_append_seconds_count{service="kitchen",outcome="store-full"} 1'])
  expect((await told(metrics, 'zhijian_events_total'))[0]).toMatch(/ 0$/)
})

it('a view lags from when it fails until it is at the end of the log again', async () => {
  const { clock, store, metrics, put } = world()
  const litres: View<{ n: number }> = { collection: { name: 'litres', version: 1, indexes: [] }, on: {}, keys: ({ stream }) => [stream], evolve: () => ({ n: 1 }) }
  const readStore = memoryReadStore()
  const collection = await readStore.collection<{ n: number }>(litres.collection)
  let isAway = false
  const sometimes: typeof collection = {
    ...collection,
    apply: async (...args) => (isAway ? Promise.reject(new Fault('store-unavailable', 'away', { retry: 'later' })) : collection.apply(...args)),
  }
  const follower = await followView({ view: litres, collection: sometimes, store, readStore, families: new Map(), timers: timersOf(clock), log: silentLog, metrics })
  await put()
  await follower.caughtUp()
  const lag = (): Promise<string[]> => told(metrics, 'zhijian_view_lag_seconds')
  const turns = async (): Promise<void> => {
    for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => { setImmediate(resolve) })
  }
  expect(await lag()).toEqual(['zhijian_view_lag_seconds{view="litres"} 0'])
  isAway = true
  await createExecutor({ store, clock, wallNow: () => nine, service: 'kitchen', hash: 'sha256' }).execute(kettle, 'kettle-2', () => putOn(), {
    commandId: 'the-second-command', actor: { id: 'zhao' as never, role: 'citizen' }, correlationId: 'c',
  })
  await turns()
  clock.advance({ seconds: 7 })
  expect(await lag()).toEqual(['zhijian_view_lag_seconds{view="litres"} 7'])
  isAway = false
  await turns()
  clock.advance({ seconds: 60 })
  await turns()
  await follower.caughtUp()
  expect(await lag()).toEqual(['zhijian_view_lag_seconds{view="litres"} 0'])
  await follower.stop()
})
