import { sampleEvent } from '@zhijian/event-store/contract'
import { openKurrentStore } from '@zhijian/event-store/kurrent'
import { startDouble } from '@zhijian/event-store/kurrent-double'
import { openSqliteStore } from '@zhijian/event-store/sqlite'
import type { ServiceLog } from '@zhijian/event-store'
import type { Instant } from '@zhijian/kernel'
import { describe, expect, it } from 'vitest'
import { newestTime } from '../src/newest-time.ts'

const LOGS: readonly (readonly [string, () => Promise<{ readonly store: ServiceLog; end(): Promise<void> }>])[] = [
  ['a file', async () => {
    const store = await openSqliteStore({ file: ':memory:' })
    return { store, end: () => store.close() }
  }],
  ['KurrentDB’s double', async () => {
    const double = await startDouble()
    const store = await openKurrentStore({ url: double.url })
    return {
      store,
      async end() {
        await store.close()
        await double.dispose()
      },
    }
  }],
]
const at = (time: string, cause: string) => {
  const event = sampleEvent(cause)
  return { ...event, meta: { ...event.meta, time: time as Instant } }
}

describe.each(LOGS)('the newest time of a log in %s', (_, open) => {
  it('is the latest of its last events, whichever stands last, and not of the events about the log itself', async () => {
    const { store, end } = await open()
    expect(await newestTime(store)).toBeNull()
    await store.append('note-1', [at('2026-03-02T01:00:05.000Z', 'a')], 'no-stream')
    await store.append('note-2', [at('2026-03-02T01:00:01.000Z', 'b')], 'no-stream')
    await store.append('log-x', [at('2030-01-01T00:00:00.000Z', 'c')], 'no-stream')
    expect(await newestTime(store)).toBe('2026-03-02T01:00:05.000Z')
    expect((await store.newestRows(2)).map(({ stream }) => stream)).toEqual(['note-2', 'log-x'])
    await end()
  })
})
