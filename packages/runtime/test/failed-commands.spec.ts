// What is said of commands that fail: the first at once, thousands more in one line a minute, each reason for itself.
import { memoryBusState, openInProcessBus } from '@zhijian/bus'
import { manualTimers } from '@zhijian/bus/contract'
import { Fault, instant } from '@zhijian/kernel'
import { memoryReadStore, memoryStore, virtualClock } from '@zhijian/testkit'
import { kettle } from '@zhijian/testkit/kettle'
import { afterEach, expect, it } from 'vitest'
import { z } from 'zod'
import { createMetrics, createRuntime, processTokens, silentLog, type Fields, type Runtime, type ServiceDefinition } from '../src/index.ts'

const nine = instant('2026-03-01T09:00:00.000Z')
const running: Runtime[] = []
afterEach(async () => {
  for (const runtime of running.splice(0)) await runtime.drain()
})

/** A kitchen that fails for whatever reason it is given. */
const kitchen = async () => {
  const [clock, timers, tokens, said] = [virtualClock(nine), manualTimers(), processTokens(() => nine), [] as Fields[]]
  let why: () => Error = () => new Fault('store-unavailable', 'the disk failed', { retry: 'later' })
  const store = memoryStore()
  const bus = await openInProcessBus({ store, state: memoryBusState(), timers, report: () => {} })
  const runtime = createRuntime({
    store, bus, readStore: memoryReadStore(), clock, timers, wallNow: () => nine, tokens, families: [], metrics: createMetrics(),
    log: { ...silentLog, warn: (code, fields = {}) => void said.push({ code, ...fields }) },
  })
  const service = runtime.host((): ServiceDefinition => ({
    name: 'kitchen', aggregates: [kettle as never], queries: {}, views: [], reactions: [], sends: [],
    commands: {
      'put-on': {
        aggregate: kettle as never, schema: z.strictObject({}), roles: ['citizen'], streamId: () => 'a',
        prepare: async () => { throw why() },
      },
    } as ServiceDefinition['commands'],
  }))
  await runtime.start()
  running.push(runtime)
  let asked = 0
  const fail = async (times: number, because: () => Error = why): Promise<void> => {
    why = because
    for (let n = 0; n < times; n += 1) {
      const [actor, commandId] = [{ id: 'zhao' as never, role: 'citizen' as const }, `command-${asked += 1}`.padEnd(16, '0')]
      await expect(service.handleCommand('put-on', { commandId, actor, token: tokens.sign(actor, commandId), requestedAt: nine, correlationId: 'c', data: {} })).rejects.toThrow()
    }
  }
  return { fail, said, timers }
}

const away = (): Error => new Fault('store-unavailable', 'the disk failed', { retry: 'later' })
const busy = (): Error => new Fault('busy', 'qry.lawyer-pool has more to do than it can do in time', { retry: 'later' })

it('one that fails over and over for one reason is told at once, and then once a minute with how often', async () => {
  const { fail, said, timers } = await kitchen()
  await fail(1_000, away)
  expect(said).toEqual([{ code: 'command-failed', service: 'kitchen', command: 'put-on', fault: 'store-unavailable', retry: 'later' }])
  timers.advance(60_000)
  await fail(1, away)
  expect(said).toHaveLength(2)
  expect(said[1]).toMatchObject({ code: 'command-failed', fault: 'store-unavailable', more: 999 })
})

it('another reason is told for itself, and so is each place of a bug', async () => {
  const { fail, said } = await kitchen()
  await fail(3, away)
  await fail(3, busy)
  await fail(2, () => new TypeError('13800000000 is not iterable'))
  await fail(2, () => new RangeError('out of range'))
  expect(said.map(({ fault, bug }) => fault ?? bug)).toEqual(['store-unavailable', 'busy', 'TypeError', 'RangeError'])
  expect(JSON.stringify(said)).not.toContain('13800000000')
})

it('what its asker alone can mend is not told at all', async () => {
  const { fail, said } = await kitchen()
  await fail(3, () => new Fault('invalid-message', 'no such field', { retry: 'never' }))
  expect(said).toEqual([])
})
