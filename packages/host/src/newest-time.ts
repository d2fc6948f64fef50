import type { SqliteStore } from '@zhijian/event-store/sqlite'
import type { Instant } from '@zhijian/kernel'

/** The newest time in the log: a clock that starts there orders no new fact before an old one. Positions of this store are numbers in text. */
export const newestTime = async (store: SqliteStore): Promise<Instant | null> => {
  const head = await store.head()
  if (head === null) return null
  const [last] = store.raw(String(Number(head) - 1).padStart(16, '0'), 1)
  return last ? (JSON.parse(last.text) as { time: Instant }).time : null
}
