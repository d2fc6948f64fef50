// The whole service on a runtime of its own: a log in memory, a virtual clock.
import { memoryBusState, openInProcessBus } from '@zhijian/bus'
import { superviseeEvents, type Actor, type CommandReply, type PersonId } from '@zhijian/contracts'
import { instant, timersOf, type Json } from '@zhijian/kernel'
import { createMetrics, createRuntime, processTokens, silentLog } from '@zhijian/runtime'
import { memoryReadStore, memoryStore, virtualClock } from '@zhijian/testkit'
import { expect, it } from 'vitest'
import { createGeofenceMonitor } from '../src/index.ts'

it('takes a command, answers a repetition from the log, refuses another person, and shows it to its own', async () => {
  const clock = virtualClock(instant('2026-03-01T09:00:00.000Z'))
  const store = memoryStore()
  const bus = await openInProcessBus({ store, state: memoryBusState(), timers: timersOf(clock), report: () => {} })
  const tokens = processTokens(() => clock.now())
  const runtime = createRuntime({
    store, bus, readStore: memoryReadStore(), clock, timers: timersOf(clock), wallNow: () => clock.now(), tokens, families: [superviseeEvents], log: silentLog, metrics: createMetrics(),
  })
  runtime.host(createGeofenceMonitor)
  await runtime.start()
  const [wang, li] = (['wang', 'li'] as const).map((id): Actor => ({ id: id as PersonId, role: 'citizen' }))
  const open = async (actor: Actor, commandId: string): Promise<CommandReply> => {
    const reply = await bus.request('cmd.geofence-monitor.open-supervisee', {
      commandId, data: { superviseeId: 'one' }, actor: { ...actor }, token: tokens.sign(actor, commandId), requestedAt: clock.now(), correlationId: 'test',
    })
    await runtime.idle()
    return reply as unknown as CommandReply
  }
  const look = (actor: Actor): Promise<Json> =>
    bus.request('qry.geofence-monitor.get-supervisee', { data: { superviseeId: 'one' }, actor: { ...actor }, token: tokens.sign(actor, 'query') })

  expect(await open(wang!, 'command-000000000001')).toMatchObject({ outcome: 'accepted', version: 0, repeated: false })
  expect(await open(wang!, 'command-000000000001')).toMatchObject({ outcome: 'accepted', version: 0, repeated: true })
  expect(await open(li!, 'command-000000000002')).toMatchObject({ outcome: 'refused', code: 'supervisee-exists' })
  expect(await look(wang!)).toEqual({ superviseeId: 'one', openedBy: 'wang', openedAt: '2026-03-01T09:00:00.000Z' })
  expect(await look(li!)).toBeNull()
  await runtime.drain()
  await bus.close()
})
