import { memoryBusState } from '@zhijian/bus'
import { sampleEvent } from '@zhijian/event-store/contract'
import { instant } from '@zhijian/kernel'
import { memoryStore, virtualClock } from '@zhijian/testkit'
import { describe, expect, it } from 'vitest'
import { turn } from '../src/county.ts'
import { createFaults, FAULTS, writeFaults } from '../src/faults.ts'
import { createLife, mortalBusState, mortalClock, mortalStore } from '../src/life.ts'
import { randomFrom } from '../src/random.ts'

const process = (seed = 'life') => {
  const life = createLife(randomFrom(seed))
  const log = memoryStore()
  return { life, log, store: mortalStore(log, life) }
}
/** What came of it by the end of this turn. */
const outcome = async (work: Promise<unknown>): Promise<string> => {
  let said = 'nothing'
  work.then(() => { said = 'done' }, () => { said = 'failed' })
  await turn()
  return said
}

describe('a process that died', () => {
  it('writes nothing more, reads nothing, and its callers never hear of it', async () => {
    const { life, log, store } = process()
    expect(await outcome(store.append('note-a', [sampleEvent('one')], 'no-stream'))).toBe('done')
    life.kill()
    expect(await outcome(store.append('note-a', [sampleEvent('two')], 0))).toBe('nothing')
    expect(await outcome(store.read('note-a'))).toBe('nothing')
    expect(log.log).toHaveLength(1)
  })
  it('is not told by its tails any more, not even that they end', async () => {
    const { life, log, store } = process()
    const tail = store.tail(null, {}, new AbortController().signal)[Symbol.asyncIterator]()
    await tail.next()
    const next = tail.next()
    life.kill()
    await log.append('note-a', [sampleEvent('one')], 'no-stream')
    expect(await outcome(next)).toBe('nothing')
    expect(await outcome(tail.next())).toBe('nothing')
  })
  it('has no timers left', () => {
    const { life } = process()
    const clock = virtualClock(instant('2026-03-02T01:00:00.000Z'))
    const mortal = mortalClock(clock, life)
    mortal.at(instant('2026-03-02T01:00:01.000Z'), () => expect.unreachable('it rang'))
    life.kill()
    expect(clock.next()).toBeNull()
    mortal.at(instant('2026-03-02T01:00:02.000Z'), () => expect.unreachable('it rang'))
    clock.advance({ seconds: 5 })
  })
})

describe('a process that is doomed', () => {
  it('dies at one of its writes: the write is there or not, and nobody hears which', async () => {
    const fates = new Set<number>()
    for (let seed = 0; seed < 20; seed += 1) {
      const { life, log, store } = process(`doomed ${seed}`)
      life.doom(1)
      expect(await outcome(store.append('note-a', [sampleEvent('one')], 'no-stream'))).toBe('done')
      expect(await outcome(store.append('note-a', [sampleEvent('two')], 0))).toBe('nothing')
      expect(life.isAlive).toBe(false)
      fates.add(log.log.length)
    }
    expect([...fates].sort()).toEqual([1, 2])
  })
})

describe('a world that is healed', () => {
  it('has nothing go wrong any more', async () => {
    const faults = createFaults({ ...FAULTS.many, failedWrite: 1 }, randomFrom('faults'))
    const { life } = process()
    const state = mortalBusState(memoryBusState(), life, writeFaults(faults))
    const nothing = { consumers: [], held: [], released: [] }
    expect(await outcome(state.write(nothing))).toBe('failed')
    faults.isDiskFull = true
    faults.heal()
    expect(await outcome(state.write(nothing))).toBe('done')
    expect(faults.counts).toEqual({ failedWrite: 1 })
  })
})
