import type { ServiceLog } from '@zhijian/event-store'
import type { Instant } from '@zhijian/kernel'

/** Looked at from the end backwards; the log's own events carry wall time and say nothing of the platform's. */
const LOOK_BACK = 2000

/** The newest time among the last events of the log: a clock that starts there orders no new fact before an old one. */
export const newestTime = async (store: ServiceLog): Promise<Instant | null> =>
  (await store.newestRows(LOOK_BACK)).reduce<Instant | null>((newest, { stream, text }) => {
    if (stream.startsWith('log-')) return newest
    const { time } = JSON.parse(text) as { time: Instant }
    return newest === null || time > newest ? time : newest
  }, null)
