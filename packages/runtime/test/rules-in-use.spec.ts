// A release starts on a log only when it has the rule sets of the cases that go on there.
import { memoryBusState, openInProcessBus } from '@zhijian/bus'
import { eventFamily, Instant as InstantSchema } from '@zhijian/contracts'
import { accept, instant, nothing, timersOf, type Decider, type DomainEvent, type TimedCommand } from '@zhijian/kernel'
import { memoryReadStore, memoryStore, virtualClock } from '@zhijian/testkit'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { z } from 'zod'
import { createExecutor, createMetrics, createRuntime, processTokens, silentLog, type Aggregate, type Runtime } from '../src/index.ts'

interface Loan { readonly rules: number; readonly isOver: boolean }
type Command = TimedCommand & ({ readonly type: 'Lend'; readonly rules: number } | { readonly type: 'Return' })

const family = eventFamily('loan', [
  z.object({ type: z.literal('Lent'), data: z.object({ rules: z.int(), at: InstantSchema }) }), z.object({ type: z.literal('Returned'), data: z.object({ at: InstantSchema }) }),
])
const decider: Decider<Loan, Command, DomainEvent> = {
  category: 'loan', initial: () => ({ rules: 0, isOver: false }),
  evolve: (state, { type, data }) => (type === 'Lent' ? { ...state, rules: (data as { rules: number }).rules } : { ...state, isOver: true }),
  decide: (command, state) => (command.type === 'Return' ? accept({ type: 'Returned', data: { at: command.at } })
    : state.rules === 0 ? accept({ type: 'Lent', data: { rules: command.rules, at: command.at } }) : nothing),
  nextDeadline: () => null, elapse: () => [],
}
const release = (...shipped: readonly number[]): Aggregate => ({
  decider, events: family, isOver: ({ isOver }: Loan) => isOver, rules: { shipped, opening: 'Lent', of: ({ rules }) => rules as number },
}) as Aggregate

const clock = virtualClock(instant('2026-03-01T09:00:00.000Z'))
let store: ReturnType<typeof memoryStore>
let readStore: ReturnType<typeof memoryReadStore>
let running: Runtime[]
let serial = 0
beforeEach(() => {
  [store, readStore, running] = [memoryStore(), memoryReadStore(), []]
})
afterEach(async () => {
  for (const runtime of running) await runtime.drain()
})

const tell = (stream: string, command: { readonly type: string; readonly rules?: number }) =>
  createExecutor({ store, clock, wallNow: () => clock.now(), service: 'library', hash: 'sha256' }).execute(release(1, 2), stream, () => ({ ...command }), {
    commandId: `command-${String(serial++).padStart(10, '0')}`, actor: { id: 'zhao' as never, role: 'citizen' }, correlationId: stream,
  })
const start = async (aggregate: Aggregate): Promise<void> => {
  const timers = timersOf(clock)
  const runtime = createRuntime({
    store, readStore, clock, timers, wallNow: () => clock.now(), tokens: processTokens(() => clock.now()), families: [family], log: silentLog, metrics: createMetrics(),
    bus: await openInProcessBus({ store, state: memoryBusState(), timers, report: () => {} }),
  })
  running.push(runtime)
  runtime.host(() => ({ name: 'library', aggregates: [aggregate], commands: {}, queries: {}, reactions: [], views: [], sends: [] }))
  await runtime.start()
}

it('is refused while a case goes on under rules that this release lacks, and says which', async () => {
  await tell('loan-a', { type: 'Lend', rules: 2 })
  await tell('loan-b', { type: 'Lend', rules: 1 })
  await start(release(1, 2))
  await expect(start(release(2))).rejects.toMatchObject({ code: 'rules-not-shipped', retry: 'never', about: { stream: 'loan-b', rules: 1, category: 'loan' } })
})
it('is let in when that case is over', async () => {
  await tell('loan-b', { type: 'Lend', rules: 1 })
  await expect(start(release(2))).rejects.toMatchObject({ code: 'rules-not-shipped' })
  await tell('loan-b', { type: 'Return' })
  await tell('loan-a', { type: 'Lend', rules: 2 })
  await start(release(2))
})
it('is let in on an empty log', () => start(release(2)))
