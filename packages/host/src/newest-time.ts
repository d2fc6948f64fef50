import type { SqliteStore } from '@zhijian/event-store/sqlite'
import type { Instant } from '@zhijian/kernel'

/** Looked at from the end backwards; the log's own events carry wall time and say nothing of the platform's. */
const LOOK_BACK = 2000

/**
 * The newest time among the last events of the log: a clock that starts there orders no new fact before an old one. Positions of
 * this store are numbers in text.
 */
export const newestTime = async (store: SqliteStore): Promise<Instant | null> => {
  const head = await store.head()
  if (head === null) return null
  const rows = store.raw(String(Math.max(0, Number(head) - LOOK_BACK)).padStart(16, '0'), LOOK_BACK)
  return rows.reduce<Instant | null>((newest, { stream, text }) => {
    if (stream.startsWith('log-')) return newest
    const { time } = JSON.parse(text) as { time: Instant }
    return newest === null || time > newest ? time : newest
  }, null)
}
