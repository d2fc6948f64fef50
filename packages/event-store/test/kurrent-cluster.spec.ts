// Several nodes, one of which goes away: whatever the client's halves do, the adapter finds another. Two doubles that know
// nothing of each other stand for a cluster here: each says of itself that it leads. Elections are not to be had without a real one.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sampleEvent } from '../src/contract.ts'
import { openKurrentStore, type KurrentStore } from '../src/kurrent.ts'
import { startDouble, type Double } from './kurrent-double/start.ts'
import { newNamespace } from './kurrent-log.ts'

let doubles: readonly Double[]
let store: KurrentStore
const readsAt = async (double: Double): Promise<number> => (await double.order({ do: 'counts' }) as { reads: number }).reads

beforeEach(async () => {
  doubles = await Promise.all([startDouble(), startDouble()])
  const namespace = newNamespace()
  for (const { url } of doubles) await openKurrentStore({ url, namespace }).then((each) => each.close())
  store = await openKurrentStore({ url: `kurrentdb://${doubles.map(({ port }) => `127.0.0.1:${port}`).join(',')}?tls=false&discoveryInterval=10`, namespace })
})
afterEach(async () => {
  await store.close()
  for (const each of doubles) await each.dispose()
})

describe('a log on several nodes (the double)', () => {
  it('is read and written at another when the node that was asked is gone', async () => {
    const before = await Promise.all(doubles.map(readsAt))
    await store.read('note-a')
    const after = await Promise.all(doubles.map(readsAt))
    await doubles[after.findIndex((reads, at) => reads > before[at]!)]!.kill()
    expect(await store.read('note-a')).toEqual([])
    expect(await store.append('note-a', [sampleEvent('one')], 'no-stream')).toMatchObject({ version: 0, written: true })
    expect(await store.read('note-a')).toHaveLength(1)
  })

  it('goes on when a node named a leader that is gone already', async () => {
    const [gone, left] = doubles as [Double, Double]
    await gone.kill()
    await store.read('note-a')
    await left.order({ do: 'mislead', count: 1, leaderPort: gone.port })
    expect(await store.read('note-a')).toEqual([])
    expect(await store.read('note-a')).toEqual([])
  })
})
