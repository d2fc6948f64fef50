// A view that lies far behind the log's end: what it folds is held back and written seldom, and it counts nothing twice.
import type { NewEvent } from '@zhijian/event-store'
import { Fault, instant, timersOf, type Instant } from '@zhijian/kernel'
import type { Collection } from '@zhijian/read-store'
import { memoryReadStore, memoryStore, virtualClock } from '@zhijian/testkit'
import { describe, expect, it } from 'vitest'
import { createMetrics, followView, silentLog, type Share, type View } from '../src/index.ts'

const AT = instant('2026-03-01T09:00:00.000Z') as Instant
const clock = virtualClock(AT)

interface Kettle { readonly [name: string]: string | number; readonly room: string; readonly litres: number; readonly times: number }
const kettles: View<Kettle> = {
  collection: { name: 'kettles', version: 1, indexes: [['room']] },
  on: { categories: ['kettle'] },
  // One that changes with every round, and one that never changes again.
  keys: (event) => [event.stream, event.id],
  evolve: (before, event) => ((before?.times ?? 0) % 7 === 6 ? null : {
    room: `r${String(event.data['litres']).slice(-1)}`, litres: (before?.litres ?? 0) + (event.data['litres'] as number), times: (before?.times ?? 0) + 1,
  }),
  shares: ({ room, litres }): readonly Share[] => [{ id: `sum/${room}`, is: { of: room }, add: { kettles: 1, litres } }],
}

/** In turns: further from the log's end than what is kept of it. */
const KETTLES = 30
const ROUNDS = 100
const poured = async (): Promise<ReturnType<typeof memoryStore>> => {
  const store = memoryStore()
  const event = (round: number, n: number): NewEvent => ({
    id: `${round}-${n}`, type: 'PutOn.v1', data: { litres: (round * 7 + n * 3) % 11 },
    meta: { source: '/kitchen', time: AT, recordedat: AT, cause: 'command:PutOn', actorid: 'zhao', actorrole: 'citizen', correlationid: 'c', hashalg: 'sha256' },
  })
  for (let round = 0; round < ROUNDS; round += 1) {
    await Promise.all(Array.from({ length: KETTLES }, (_, n) => store.append(`kettle-${n}`, [event(round, n)], round === 0 ? 'no-stream' : round - 1)))
  }
  return store
}

const shownIn = async (collection: Collection<Kettle>): Promise<readonly string[]> => {
  const shown: string[] = []
  for (let after: string | null = null; ;) {
    const page: Awaited<ReturnType<typeof collection.entries>> = await collection.entries(after, 1000)
    if (page.length === 0) return shown
    shown.push(...page.map(([id, document]) => `${id} ${JSON.stringify(document)}`))
    after = page.at(-1)![0]
  }
}

const world = async () => {
  const store = await poured()
  const readStore = memoryReadStore()
  const collection = await readStore.collection<Kettle>(kettles.collection)
  const seen = { writes: 0, killAt: Infinity, loseAt: Infinity }
  const watched: Collection<Kettle> = {
    ...collection,
    async apply(...args) {
      seen.writes += 1
      if (seen.writes === seen.killAt) await new Promise(() => {})
      await collection.apply(...args)
      if (seen.writes === seen.loseAt) throw new Fault('store-unavailable', 'it landed, and nobody heard', { retry: 'later' })
    },
  }
  let processes = 0
  /** In a company of its own, as in a process of its own: nobody waits for one that was killed. */
  const follow = (over = watched) => followView({
    view: kettles, collection: over, store, readStore, families: new Map(), timers: timersOf(clock), log: silentLog, metrics: createMetrics(), company: `process ${processes += 1}`,
  })
  /** What the whole log makes of it, counted here: every event after the other, and every document once. */
  const counted = async (): Promise<readonly string[]> => {
    const documents = new Map<string, Kettle | null>()
    for (let n = 0; n < KETTLES; n += 1) {
      for (const event of await store.read(`kettle-${n}`)) for (const id of kettles.keys(event)) documents.set(id, kettles.evolve(documents.get(id) ?? null, event, id))
    }
    const left = [...documents].flatMap(([id, document]) => (document === null ? [] : [[id, document] as const]))
    const rooms = Map.groupBy(left, ([, { room }]) => room)
    const sums = [...rooms].map(([room, those]) => [`sum/${room}`, { of: room, sum: { kettles: those.length, litres: those.reduce((sum, [, { litres }]) => sum + litres, 0) } }] as const)
    return [...left, ...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, document]) => `${id} ${JSON.stringify(document)}`)
  }
  return { store, collection, seen, follow, counted }
}

describe('a view that catches up', () => {
  it('shows in the end, byte for byte, what every event after the other makes of it', async () => {
    const { collection, seen, follow, counted } = await world()
    const follower = await follow()
    await follower.caughtUp()
    expect(seen.writes).toBeLessThan(10)
    expect(await shownIn(collection)).toEqual(await counted())
    await follower.stop()
  })

  it('says of nothing that it is shown before it is written', async () => {
    const { store, collection, follow } = await world()
    const follower = await follow()
    const [tenth] = await store.read('kettle-3', 20)
    await follower.reached(tenth!.position)
    expect((await collection.checkpoint())!.position >= tenth!.position).toBe(true)
    await follower.stop()
  })

  it.each(['killAt', 'loseAt'] as const)('goes on exactly where its last write stands (%s)', async (how) => {
    const { collection, seen, follow, counted, store } = await world()
    seen[how] = 2
    const first = await follow()
    while (seen.writes < 2) await new Promise((resolve) => { setImmediate(resolve) })
    const place = await collection.checkpoint()
    expect(place === null || place.position < (await store.head())!).toBe(true)
    const second = await follow(collection)
    await second.caughtUp()
    expect(await shownIn(collection)).toEqual(await counted())
    await second.stop()
    if (how === 'loseAt') await first.stop()
  })

  it('that is asked to be made anew meanwhile takes what was held back along', async () => {
    const { collection, follow, counted } = await world()
    const follower = await follow()
    while (follower.position() === null && !(await collection.checkpoint())) await new Promise((resolve) => { setImmediate(resolve) })
    follower.rebuild('op-1')
    await follower.caughtUp()
    while ((await follower.state()).rebuild?.endedAt === null) await new Promise((resolve) => { setImmediate(resolve) })
    expect((await follower.state()).rebuild).toMatchObject({ phase: 'done', differing: 0 })
    expect(await shownIn(collection)).toEqual(await counted())
    await follower.stop()
  })
})
