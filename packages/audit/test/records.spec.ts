// What a service says of its own streams to those who look into a case: how they stood, whether they follow, and their story.
import { Fault, instant, type Instant, type JsonObject } from '@zhijian/kernel'
import { createExecutor } from '@zhijian/runtime'
import { memoryStore, virtualClock } from '@zhijian/testkit'
import { kettle, putOn, takeOff } from '@zhijian/testkit/kettle'
import type { StoredEvent } from '@zhijian/event-store'
import { beforeEach, expect, it } from 'vitest'
import { recordQueries, storyOf, verifyStreams, withoutBoxes, type Stood } from '../src/index.ts'

const at = (time: string): Instant => instant(`2026-03-01T${time}.000Z`)
let store: ReturnType<typeof memoryStore>
const ask = async (time: string, streams = ['kettle-a', 'kettle-b']): Promise<readonly Stood[]> => {
  const { 'state-at': query } = recordQueries({ history: (stream) => store.read(stream) }, [kettle as never])
  return await query.run({ streams, at: at(time) } as never, {} as never) as unknown as readonly Stood[]
}

beforeEach(async () => {
  const clock = virtualClock(at('09:00:00'))
  store = memoryStore()
  const executor = createExecutor({ store, clock, wallNow: () => clock.now(), service: 'kitchen', hash: 'sha256' })
  let serial = 0
  const tell = (stream: string, command: JsonObject & { readonly type: string }, causationId?: string) => executor.execute(kettle, stream, () => command, {
    commandId: `command-${String(serial++).padStart(10, '0')}`, actor: { id: 'zhao' as never, role: 'citizen' }, correlationId: stream, ...(causationId === undefined ? {} : { causationId }),
  })
  await tell('kettle-a', putOn())
  clock.advance({ minutes: 1 })
  await tell('kettle-b', putOn(5), store.log[0]!.id)
  clock.advance({ minutes: 4 })
  await tell('kettle-a', takeOff)
})

it('a stream stood as its decider says, on the very instant of a deadline as well, and tells what is due next', async () => {
  const [a, b] = await ask('09:02:59')
  expect(a).toMatchObject({ stream: 'kettle-a', version: 0, state: { phase: 'heating' }, passed: [], next: { due: at('09:03:00'), passing: [{ type: 'Boiled' }] } })
  expect(b).toMatchObject({ version: 0, state: { phase: 'heating' } })
  expect((await ask('09:03:00'))[0]).toMatchObject({ version: 1, state: { phase: 'hot' }, next: null })
})
it('a deadline that had passed and was not written down yet is told apart', async () => {
  expect((await ask('09:04:30'))[1]).toMatchObject({ version: 0, state: { phase: 'hot' }, passed: [{ due: at('09:04:00'), type: 'Boiled' }] })
})
it('before its beginning nothing stood', async () => {
  expect(await ask('08:59:59')).toMatchObject([{ version: -1, next: null }, { version: -1, next: null }])
})

const history = (stream: string): Promise<readonly StoredEvent[]> => store.read(stream)
it('streams that follow from the rules are said to, with how much was decided again', async () => {
  expect(await verifyStreams([kettle as never], ['kettle-a', 'kettle-b'], history)).toEqual({ ok: true, events: 4, streams: 2, commands: 3, deadlines: 1, findings: [] })
})
it('an event that was changed is found, wherever the log itself would not have noticed', async () => {
  const forged = async (stream: string): Promise<readonly StoredEvent[]> =>
    (await history(stream)).map((event) => (event.type === 'PutOn.v1' ? { ...event, data: { ...event.data, litres: 9 } } : event))
  const { ok, findings } = await verifyStreams([kettle as never], ['kettle-b'], forged)
  expect([ok, findings[0]?.kind, findings[0]?.stream]).toEqual([false, 'edited', 'kettle-b'])
})
it('a stream that the log gives out no more is a finding, and the others are verified all the same', async () => {
  const broken = async (stream: string): Promise<readonly StoredEvent[]> => {
    if (stream === 'kettle-a') throw new Fault('chain-broken', 'kettle-a@0: its hash does not follow', { retry: 'never' })
    return history(stream)
  }
  expect(await verifyStreams([kettle as never], ['kettle-a', 'kettle-b'], broken)).toMatchObject({ ok: false, streams: 2, commands: 1, findings: [{ kind: 'edited', stream: 'kettle-a' }] })
})

it('a story is in the order of the log, with what each event followed from and what made it', async () => {
  const story = storyOf(await Promise.all(['kettle-b', 'kettle-a'].map(history)))
  expect(story.map(({ stream, type }) => `${stream} ${type}`)).toEqual(['kettle-a PutOn', 'kettle-b PutOn', 'kettle-a Boiled', 'kettle-a TakenOff'])
  expect(story[1]!.follows).toEqual({ stream: 'kettle-a', version: 0 })
  expect(story.map(({ cause }) => cause.kind)).toEqual(['command', 'command', 'deadline', 'command'])
  expect(story[2]).toMatchObject({ at: at('09:03:00'), lateMs: 120_000, cause: { due: at('09:03:00') } })
})
it('what is sealed is a lock, wherever it stands', () => {
  expect(withoutBoxes({ a: [{ box: 'x', commitment: 'y', person: 'p' }], b: 1, c: undefined })).toEqual({ a: ['🔒'], b: 1 })
})
