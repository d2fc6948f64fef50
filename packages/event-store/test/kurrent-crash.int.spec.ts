// The server is killed in the middle of the work of several writers, again and again: what was acknowledged is there, once,
// and what was not can be written again.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isFault } from '@zhijian/kernel'
import { checkStore } from '../src/check.ts'
import { eventsOf, readTail, sampleEvent, untilCaughtUp } from '../src/contract.ts'
import type { EventStore } from '../src/port.ts'
import { startDouble, type Double } from './kurrent-double/start.ts'
import { openKurrent, type OpenedKurrent } from './kurrent-log.ts'

let double: Double
let log: OpenedKurrent
beforeEach(async () => {
  double = await startDouble()
  log = await openKurrent(double.url)
})
afterEach(async () => {
  await log.dispose()
  await double.dispose()
})

describe('a server that is killed while it is written to (the double)', () => {
  it('has lost nothing that it acknowledged, and has nothing twice', async () => {
    const acknowledged: { readonly stream: string; readonly version: number; readonly position: string }[] = []
    const perWriter = 60
    const persist = async (store: EventStore, stream: string): Promise<void> => {
      for (let version = 0; version < perWriter; version += 2) {
        const events = [sampleEvent(`${stream}/${version}`), sampleEvent(`${stream}/${version + 1}`)]
        for (let done = false; !done;) {
          try {
            const { position, version: at } = await store.append(stream, events, version === 0 ? 'no-stream' : version - 1)
            acknowledged.push({ stream, version: at, position })
            done = true
          } catch (error) {
            // A conflict would mean that an append of this very writer was taken for another.
            if (!isFault(error, 'store-unavailable')) throw error
          }
        }
      }
    }
    const second = await log.again()
    const writers = Array.from({ length: 8 }, (_, n) => persist(n % 2 === 0 ? log.store : second, `note-${n}`))
    const all = Promise.all(writers)
    for (const kill of [20, 60, 110, 150]) {
      while (acknowledged.length < kill) await Promise.race([all, new Promise(setImmediate)])
      await double.kill()
      await double.start()
    }
    await all

    const store = await log.again()
    const events = eventsOf(await readTail(store, null, {}, untilCaughtUp))
    const at = new Map(events.map((event) => [event.position as string, event]))
    for (const told of acknowledged) expect(at.get(told.position)).toMatchObject({ stream: told.stream, version: told.version })
    expect(events.map((event) => event.data.cause)).toEqual(events.map((event) => `${event.stream}/${event.version}`))
    expect(events).toHaveLength(8 * perWriter)
    expect((await checkStore(store, null)).findings).toEqual([])
  })
})
