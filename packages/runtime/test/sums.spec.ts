// Sums of a view's documents: whatever changes, is repeated, removed or rebuilt, they are what counting anew gives.
import { timersOf, instant, type Instant } from '@zhijian/kernel'
import { memoryReadStore, memoryStore, virtualClock } from '@zhijian/testkit'
import { kettle, putOn, takeOff } from '@zhijian/testkit/kettle'
import { describe, expect, it } from 'vitest'
import { createExecutor, createMetrics, followView, moved, movesOf, silentLog, type Share, type Sum, type View } from '../src/index.ts'

const clock = virtualClock(instant('2026-03-01T09:00:00.000Z') as Instant)

interface Kettle { readonly [name: string]: string | number; readonly room: string; readonly litres: number }
const shares = ({ room, litres }: Kettle): readonly Share[] => [
  { id: `sum/${room}`, is: { of: room }, add: { kettles: 1, litres } }, { id: 'sum/all', is: { of: '' }, add: { kettles: 1 } },
]
/** A kettle stands in the room that its name begins with; taken off, it is none. */
const kettles: View<Kettle> = {
  collection: { name: 'kettles', version: 1, indexes: [['of']] },
  on: { categories: ['kettle'] },
  keys: (event) => [event.stream],
  evolve: (before, event) => (event.type.startsWith('PutOn') ? { room: event.stream.slice('kettle-'.length, 'kettle-'.length + 1), litres: (before?.litres ?? 0) + (event.data['litres'] as number) } : null),
  shares,
}

const follow = async (store: ReturnType<typeof memoryStore>, readStore: ReturnType<typeof memoryReadStore>) => {
  const collection = await readStore.collection<Kettle>(kettles.collection)
  return followView({ view: kettles, collection, store, readStore, families: new Map(), timers: timersOf(clock), log: silentLog, metrics: createMetrics() })
}
const act = async (store: ReturnType<typeof memoryStore>, name: string, serial: number, command: ReturnType<typeof putOn>): Promise<void> => {
  const executor = createExecutor({ store, clock, wallNow: () => clock.now(), service: 'kitchen', hash: 'sha256' })
  await executor.execute(kettle, `kettle-${name}`, () => command, { commandId: `${name}-${serial}`.padEnd(16, '0'), actor: { id: 'zhao' as never, role: 'citizen' }, correlationId: name })
}
const sumsOf = async (readStore: ReturnType<typeof memoryReadStore>) => {
  const { items } = await (await readStore.collection<Kettle>(kettles.collection)).find({ where: { of: { gte: '' } }, sort: [['of', 'asc']], limit: 50 })
  return (items as unknown as Sum<{ of: string }>[]).map(({ of, sum }) => [of, sum])
}

describe('sums of a view', () => {
  it('follow documents that come, change and go, and are gone with the last', async () => {
    const [store, readStore] = [memoryStore(), memoryReadStore()]
    await act(store, 'a1', 1, putOn(4))
    await act(store, 'a2', 1, putOn(1))
    await act(store, 'b1', 1, putOn(2))
    const follower = await follow(store, readStore)
    await follower.caughtUp()
    expect(await sumsOf(readStore)).toEqual([['', { kettles: 3 }], ['a', { kettles: 2, litres: 5 }], ['b', { kettles: 1, litres: 2 }]])
    await act(store, 'b1', 2, takeOff)
    await follower.caughtUp()
    expect(await sumsOf(readStore)).toEqual([['', { kettles: 2 }], ['a', { kettles: 2, litres: 5 }]])
    await follower.stop()
  })

  it('count nothing twice when the view goes on from where it was', async () => {
    const [store, readStore] = [memoryStore(), memoryReadStore()]
    await act(store, 'a1', 1, putOn(4))
    const first = await follow(store, readStore)
    await first.caughtUp()
    await first.stop()
    await act(store, 'a2', 1, putOn(3))
    const second = await follow(store, readStore)
    await second.caughtUp()
    expect(await sumsOf(readStore)).toEqual([['', { kettles: 2 }], ['a', { kettles: 2, litres: 7 }]])
    await second.stop()
  })
})

it('a change that adds as much as before touches no sum', () => {
  const document: Kettle = { room: 'a', litres: 4 }
  expect(movesOf(shares, new Map([['k', document]]), [{ id: 'k', document: { ...document } }]).size).toBe(0)
  expect(moved(new Map(), movesOf(shares, new Map(), [{ id: 'k', document }]))).toEqual([
    { id: 'sum/a', document: { of: 'a', sum: { kettles: 1, litres: 4 } } }, { id: 'sum/all', document: { of: '', sum: { kettles: 1 } } },
  ])
})
