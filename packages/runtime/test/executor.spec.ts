import { comparable, type StoredEvent } from '@zhijian/event-store'
import { accept, Fault, instant, type Instant, type JsonObject } from '@zhijian/kernel'
import { memoryStore, virtualClock } from '@zhijian/testkit'
import { describe, expect, it } from 'vitest'
import {
  createExecutor, foldStored, restoreCommand, settleFolded, unwritten, writeDecided, type BatchContext,
} from '../src/index.ts'
import { kettle, putOn, takeOff } from '@zhijian/testkit/kettle'

const at = (time: string): Instant => instant(`2026-03-01T${time}.000Z`)
const by = (commandId: string): BatchContext =>
  ({ commandId: commandId.padEnd(16, '0'), actor: { id: 'zhao' as never, role: 'citizen' }, correlationId: 'c-1' })

const world = (start = '09:00:00') => {
  const clock = virtualClock(at(start))
  const store = memoryStore()
  const executor = (service = 'kitchen') => createExecutor({ store, clock, wallNow: () => at('23:59:59'), service, hash: 'sha256' })
  return { clock, store, executor, told: () => store.log.map((event) => [event.type, event.meta.time, event.meta.cause]) }
}

describe('a clock that is known to be wrong', () => {
  it('stamps nothing and lets no deadline pass, until it is right again', async () => {
    const { store, clock } = world()
    let isRight = true
    const kitchen = createExecutor({ store, clock, wallNow: () => clock.now(), service: 'kitchen', hash: 'sha256', mayStamp: () => isRight })
    await kitchen.execute(kettle, 'kettle-1', () => putOn(), by('a'))
    clock.advance({ minutes: 3 })
    isRight = false
    await expect(kitchen.execute(kettle, 'kettle-1', () => takeOff, by('b'))).rejects.toMatchObject({ code: 'clock-wrong', retry: 'later' })
    await expect(kitchen.settle(kettle, 'kettle-1')).rejects.toMatchObject({ code: 'clock-wrong' })
    expect(store.log).toHaveLength(1)
    // What landed before is still answered: nothing is stamped for it.
    expect(await kitchen.execute(kettle, 'kettle-1', () => putOn(), by('a'))).toMatchObject({ outcome: 'accepted', repeated: true })
    isRight = true
    await kitchen.execute(kettle, 'kettle-1', () => takeOff, by('b'))
    expect(store.log.map(({ type }) => type)).toEqual(['PutOn.v1', 'Boiled.v1', 'TakenOff.v1'])
  })
})

describe('a command', () => {
  it('appends what was decided, stamped with the time it was taken', async () => {
    const { store, executor, told } = world()
    const reply = await executor().execute(kettle, 'kettle-1', () => putOn(), by('a'))
    expect(reply).toMatchObject({ outcome: 'accepted', version: 0, repeated: false })
    expect(told()).toEqual([['PutOn.v1', at('09:00:00'), 'command:PutOn']])
    expect(store.log[0]!.meta).toMatchObject({ actorid: 'zhao', actorrole: 'citizen', recordedat: at('23:59:59'), due: at('09:03:00') })
  })

  it('comes after every deadline that its time has reached, and shares their append', async () => {
    const { clock, executor, told } = world()
    const kitchen = executor()
    await kitchen.execute(kettle, 'kettle-1', () => putOn(), by('a'))
    clock.advance({ minutes: 3 })
    await kitchen.execute(kettle, 'kettle-1', () => takeOff, by('b'))
    expect(told()).toEqual([
      ['PutOn.v1', at('09:00:00'), 'command:PutOn'],
      ['Boiled.v1', at('09:03:00'), `elapse:${at('09:03:00')}`],
      ['TakenOff.v1', at('09:03:00'), 'command:TakeOff'],
    ])
  })

  it('that is refused still lets time pass: what was due is appended alone', async () => {
    const { clock, executor, told } = world()
    const kitchen = executor()
    await kitchen.execute(kettle, 'kettle-1', () => putOn(), by('a'))
    await kitchen.execute(kettle, 'kettle-1', () => takeOff, by('b'))
    await kitchen.execute(kettle, 'kettle-1', () => putOn(), by('c'))
    clock.advance({ hours: 1 })
    await kitchen.execute(kettle, 'kettle-1', () => takeOff, by('d'))
    expect(await kitchen.execute(kettle, 'kettle-1', () => takeOff, by('e'))).toEqual({ outcome: 'refused', code: 'already-cold', detail: {} })
    expect(told().map(([type]) => type)).toEqual(['PutOn.v1', 'TakenOff.v1', 'PutOn.v1', 'Boiled.v1', 'TakenOff.v1'])
  })

  it('repeated is answered from the log, by another process too, however much happened since', async () => {
    const { clock, executor, store } = world()
    await executor().execute(kettle, 'kettle-1', () => putOn(), by('a'))
    clock.advance({ minutes: 10 })
    await executor('other').execute(kettle, 'kettle-1', () => takeOff, by('b'))
    expect(await executor('third').execute(kettle, 'kettle-1', () => putOn(9), by('a'))).toMatchObject({ outcome: 'accepted', version: 0, repeated: true })
    expect(store.log).toHaveLength(3)
  })

  it('decided on a state that somebody else outran is decided again', async () => {
    const { executor, told } = world()
    const [here, there] = [executor(), executor()]
    await here.execute(kettle, 'kettle-1', () => putOn(), by('a'))
    await there.execute(kettle, 'kettle-1', () => takeOff, by('b'))
    // `here` still believes the kettle is heating: it must not refuse or accept on that belief.
    expect(await here.execute(kettle, 'kettle-1', () => putOn(), by('c'))).toMatchObject({ outcome: 'accepted', version: 2 })
    expect(await there.execute(kettle, 'kettle-1', () => putOn(), by('d'))).toMatchObject({ outcome: 'nothing' })
    expect(told()).toHaveLength(3)
  })

  it('I4: is prepared anew when the process stood still before the stamp, and as often as that helps', async () => {
    const clock = virtualClock(at('09:00:00'))
    const store = memoryStore()
    const executor = createExecutor({ store, clock, wallNow: () => clock.now(), service: 'kitchen', hash: 'sha256' })
    let prepared = 0
    const standingStill = (times: number, seconds: number) => () => {
      prepared += 1
      if (prepared <= times) clock.advance({ seconds })
      return putOn(prepared)
    }
    const litres = (stream: string) => (store.log.find((event) => event.stream === stream)!.data as { litres: number }).litres
    await executor.execute(kettle, 'kettle-quick', standingStill(1, 2), by('a'))
    expect([prepared, litres('kettle-quick')]).toEqual([1, 1])
    prepared = 0
    await executor.execute(kettle, 'kettle-stood', standingStill(1, 3), by('b'))
    expect([prepared, litres('kettle-stood')]).toEqual([2, 2])
    prepared = 0
    await executor.execute(kettle, 'kettle-slow', standingStill(99, 3), by('c'))
    expect(litres('kettle-slow')).toBe(prepared)
  })

  it('of another process shows in the current state here, though this process holds an older one', async () => {
    const { executor } = world()
    const [here, there] = [executor(), executor()]
    await here.execute(kettle, 'kettle-1', () => putOn(), by('a'))
    await there.execute(kettle, 'kettle-1', () => takeOff, by('b'))
    expect((await here.streams.load(kettle, 'kettle-1')).folded.version).toBe(0)
    const current = await here.streams.loadCurrent(kettle, 'kettle-1')
    expect([current.folded.version, (current.folded.state as { phase: string }).phase]).toEqual([1, 'cold'])
    expect(await here.done(kettle, 'kettle-1', by('b').commandId)).toMatchObject({ version: 1 })
  })

  it('raced by many writers lands exactly once each', async () => {
    const { executor, store } = world()
    const writers = Array.from({ length: 6 }, () => executor())
    const replies = await Promise.all(writers.map((writer, i) => writer.execute(kettle, 'kettle-1', () => (i % 2 ? takeOff : putOn()), by(`w${i}`))))
    const accepted = replies.filter((reply) => reply.outcome === 'accepted')
    expect(store.log.filter((event) => event.meta.commandid)).toHaveLength(accepted.length)
  })

  it('that landed although the write looked failed is found when it is tried again', async () => {
    const clock = virtualClock(at('09:00:00'))
    const lost = new Fault('store-unavailable', 'connection lost', { retry: 'later' })
    let once = true
    const store = memoryStore({ faults: { before: () => null, after: () => (once ? (once = false, lost) : null) } })
    const kitchen = createExecutor({ store, clock, wallNow: () => at('09:00:00'), service: 'kitchen', hash: 'sha256' })
    await expect(kitchen.execute(kettle, 'kettle-1', () => putOn(), by('a'))).rejects.toBe(lost)
    clock.advance({ seconds: 20 })
    expect(await kitchen.execute(kettle, 'kettle-1', () => putOn(), by('a'))).toMatchObject({ repeated: true, version: 0 })
    expect(store.log).toHaveLength(1)
  })

  it('never goes back in the time of its stream, whatever the clock says', async () => {
    const { store, executor } = world('10:00:00')
    await executor().execute(kettle, 'kettle-1', () => putOn(), by('a'))
    const slow = createExecutor({ store, clock: virtualClock(at('09:00:00')), wallNow: () => at('09:00:00'), service: 'kitchen', hash: 'sha256' })
    await slow.execute(kettle, 'kettle-1', () => takeOff, by('b'))
    expect(store.log[1]!.meta.time).toBe(at('10:00:00'))
  })
})

describe('what is written', () => {
  it('can be derived again to the byte from the recorded command alone', async () => {
    const { clock, store, executor } = world()
    const kitchen = executor()
    await kitchen.execute(kettle, 'kettle-1', () => putOn(), by('a'))
    clock.advance({ minutes: 7 })
    await kitchen.execute(kettle, 'kettle-1', () => putOn(3), by('b'))
    const [first, boiled, second] = store.log as [StoredEvent, StoredEvent, StoredEvent]

    const options = { source: '/kitchen', stream: 'kettle-1', recordedAt: at('00:00:00'), hash: 'sha256' as const }
    const before = foldStored(kettle, unwritten(kettle), first)
    const passed = settleFolded(kettle, before, second.meta.time, options)
    expect(comparable('kettle-1', 1, passed.events[0]!)).toBe(comparable('kettle-1', 1, boiled))

    const command = restoreCommand(second.meta.command!, second.meta.time, [second.data])
    expect(command).toMatchObject({ type: 'PutOn', litres: 3, note: 'for the long table in the garden' })
    const decision = kettle.decider.decide(command as never, passed.after.state)
    const again = writeDecided(kettle, passed.after, decision.kind === 'accepted' ? decision.events : [], command, by('b'), options)
    const due = kettle.decider.nextDeadline(again.after.state)
    expect(comparable('kettle-1', 2, { ...again.events[0]!, meta: { ...again.events[0]!.meta, due } })).toBe(comparable('kettle-1', 2, second))
  })

  it('folds what it stored: without the members that were undefined', async () => {
    const { store, executor } = world()
    const seen: object[] = []
    const loose = { ...kettle, decider: { ...kettle.decider,
      decide: () => accept({ type: 'PutOn', data: { litres: 2, note: 'x', boilsAt: at('10:00:00'), steam: undefined, lids: [{ of: undefined }, undefined] } }),
      evolve: (state: never, event: never) => (seen.push((event as { data: object }).data), kettle.decider.evolve(state, event)),
    } } as never as typeof kettle
    await executor().execute(loose, 'kettle-1', () => ({ ...putOn(), steam: undefined }), by('a'))
    expect(seen).toStrictEqual([{ litres: 2, note: 'x', boilsAt: at('10:00:00'), lids: [{}, null] }])
    expect(store.log[0]!.data).toStrictEqual(seen[0])
    expect(Object.keys(store.log[0]!.meta.command!)).not.toContain('steam')
  })

  it('does not repeat in the command what the events hold', async () => {
    const { store, executor } = world()
    await executor().execute(kettle, 'kettle-1', () => putOn(), by('a'))
    expect(store.log[0]!.meta.command).toEqual({ type: 'PutOn', litres: 2, note: { $event: [0, 'note'] } } satisfies JsonObject)
  })
})
