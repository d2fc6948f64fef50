// A view made anew by two instances, as the gateway sees it: its end is written once both have ended, whichever gateway looks; what
// nobody is at work on any more is told as lost; who does not answer is told as such.
import type { InstanceReport } from '@zhijian/contracts'
import { nameOfType } from '@zhijian/event-store'
import { Fault, type Json } from '@zhijian/kernel'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { openWorld, START, type World } from './world.ts'

let world: World
let token: string
type Rebuild = NonNullable<InstanceReport['views'][number]['rebuild']>
/** What each instance says of itself; null: it does not answer. */
let rebuilds: (Rebuild | null)[] = []
let silent: ReadonlySet<number> = new Set()
const asked: string[] = []

const report = (ordinal: number): InstanceReport => ({
  service: 'notifier', ordinal, instances: 2, ready: true, reasons: [], head: '0000000000000009', consumers: [],
  deadlines: { pending: 0, next: null, parked: [], lateness: [] },
  views: [{ name: 'notifier-notices', version: 2, position: '0000000000000009', isLive: true, behindMs: 0, documents: 40, checkpoint: null, failures: 0, code: null, rebuild: rebuilds[ordinal] ?? null }],
})
const rebuild = (id: string, more: Partial<Rebuild> = {}): Rebuild =>
  ({ id, phase: 'done', startedAt: START, endedAt: START, position: '0000000000000009', events: 100, compared: 40, differing: 1, code: null, ...more })

beforeAll(async () => {
  world = await openWorld()
  token = await world.staff('the-system', 'system-admin')
  const answer = (ordinal: number) => async (): Promise<Json> => {
    if (silent.has(ordinal)) throw new Fault('no-responder', 'nobody', { retry: 'later' })
    return report(ordinal) as unknown as Json
  }
  await world.bus.respond('ops.notifier.any.status', async () => answer(silent.has(0) ? 1 : 0)())
  for (const ordinal of [0, 1]) {
    await world.bus.respond(`ops.notifier.${ordinal}.status`, answer(ordinal))
    await world.bus.respond(`ops.notifier.${ordinal}.rebuild`, async (body) => {
      asked.push(`${ordinal} ${(body as { operationId: string }).operationId}`)
      return null
    })
  }
})
beforeEach(() => {
  silent = new Set()
  asked.length = 0
  world.systemClock.advance({ seconds: 10 })
})
afterAll(() => world.close())

const begin = async (reason: string, key?: string): Promise<string> => {
  const reply = await world.ask({ method: 'POST', path: 'services/notifier/views/notifier-notices/rebuilds', token, body: { reason }, ...(key === undefined ? {} : { key }) })
  expect(reply).toMatchObject({ status: 202, body: { instances: 2 } })
  return reply.body.operationId as string
}
const endOf = async (operationId: string) =>
  (await world.store.read(`operation-${operationId}`)).find(({ type }) => nameOfType(type) === 'OperationEnded')?.data
/** Time for so many looks of the watch. */
const looks = async (count: number): Promise<void> => {
  for (let n = 0; n < count; n += 1) {
    world.systemClock.advance({ seconds: 1 })
    for (let turns = 0; turns < 30; turns += 1) await new Promise((resolve) => { setImmediate(resolve) })
  }
}

it('ends when every instance has ended, with what all of them counted', async () => {
  const id = await begin('与记录核对')
  expect(asked).toEqual([`0 ${id}`, `1 ${id}`])
  rebuilds = [rebuild(id), rebuild(id, { phase: 'comparing', endedAt: null })]
  await looks(5)
  expect(await endOf(id)).toBeUndefined()
  rebuilds = [rebuild(id), rebuild(id, { differing: 0 })]
  await looks(5)
  expect(await endOf(id)).toMatchObject({ outcome: 'done', code: null, figures: { instances: 2, events: 200, documents: 80, differing: 1 } })
})

it('has failed when one of them has', async () => {
  const id = await begin('磁盘换过')
  rebuilds = [rebuild(id), rebuild(id, { phase: 'failed', code: 'store-full' })]
  await looks(5)
  expect(await endOf(id)).toMatchObject({ outcome: 'failed', code: 'store-full' })
})

it('is waited for while its service is away, and lost when nobody is at work on it any more', async () => {
  const id = await begin('与记录核对')
  rebuilds = [null, null]
  silent = new Set([0, 1])
  await looks(40)
  expect(await endOf(id)).toBeUndefined()
  silent = new Set()
  await looks(10)
  expect(await endOf(id)).toBeUndefined()
  await looks(30)
  expect(await endOf(id)).toMatchObject({ outcome: 'failed', code: 'rebuild-lost' })
})

it('asked for again under the same key is the same operation', async () => {
  const id = await begin('与记录核对', 'key-of-this-rebuild')
  expect(await begin('与记录核对', 'key-of-this-rebuild')).toBe(id)
  expect((await world.store.read(`operation-${id}`)).map(({ type }) => nameOfType(type))).toEqual(['OperationRecorded'])
})

it('an instance that does not answer is told as such, beside the one that does', async () => {
  silent = new Set([0])
  const { body } = await world.ask({ path: 'services', token })
  const notifier = (body.items as { service: string; ordinal: number; report: object | null; code: string | null }[]).filter(({ service }) => service === 'notifier')
  expect(notifier.map(({ ordinal, report: said, code }) => [ordinal, said === null ? code : 'answers'])).toEqual([[0, 'no-responder'], [1, 'answers']])
})
