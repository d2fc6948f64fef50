// Before anything is served: what was appended since the last clean stop, or the last seal, must hold, and the log must
// not end before anything that has seen more of it.
import { setImmediate as nextTurn } from 'node:timers/promises'
import { chainBroken } from './port.ts'
import { holdSeen, type Seen } from './seen.ts'
import type { Reader } from './sqlite-read.ts'
import { fromPosition, toPosition, type LogRow } from './sqlite-file.ts'

const PAGE = 1000

/** The last position that a seal in the log covers; 0 when none does. */
const sealedUpTo = (reader: Reader, storeId: string): number => {
  const last = reader.last(`log-${storeId}`)
  return typeof last?.data.position === 'string' ? fromPosition(last.data.position) : 0
}

/**
 * @param readLog reads the log's own row, now
 * @throws Fault `chain-broken` · `log-behind` · `store-damaged` (never)
 */
export const checkStart = async (reader: Reader, storeId: string, readLog: () => LogRow, seen: Seen): Promise<void> => {
  const { log } = await holdSeen({
    now: async () => {
      const row = readLog()
      return { log: row, head: row.head === 0 ? null : toPosition(row.head), epoch: row.epoch }
    },
    holds: async (place) => reader.holds(place),
  }, storeId, seen)

  const ends = reader.ends()
  if (ends.top !== ends.head) {
    throw chainBroken(`position ${toPosition(Math.min(ends.top, ends.head) + 1)}`, 0, `the log says it ends at ${toPosition(ends.head)}`)
  }
  const pages = reader.log({})
  for (let at = Math.min(log.head, Math.max(log.clean, sealedUpTo(reader, log.storeId))); at < log.head;) {
    at = pages.check(at, PAGE)
    await nextTurn()
  }
}
