// Before anything is served: what was appended since the last clean stop, or the last seal, must hold, and the log must
// not end before anything that has seen more of it.
import { setImmediate as nextTurn } from 'node:timers/promises'
import { chainBroken, logBehind, type Checkpoint } from './port.ts'
import { lastCopy, readEnd } from './outside.ts'
import type { Reader } from './sqlite-read.ts'
import { fromPosition, toPosition, type LogRow } from './sqlite-file.ts'

export interface Seen {
  /** Folder of the outside copies; undefined: none is kept. */
  readonly sealsDir?: string | undefined
  /** How far consumers are, and what they saw there. */
  readonly mustHold?: readonly Checkpoint[] | undefined
}

const PAGE = 1000

/** The last position that a seal in the log covers; 0 when none does. */
const sealedUpTo = (reader: Reader, storeId: string): number => {
  const last = reader.last(`log-${storeId}`)
  return typeof last?.data.position === 'string' ? fromPosition(last.data.position) : 0
}

/**
 * Other processes may append, seal and close meanwhile: what was seen of the log is looked up first, the log's own end after it, so that
 * a mark that is newer than this look is never taken for a log that lost its end.
 * @param readLog reads the log's own row, now
 * @throws Fault `chain-broken` · `log-behind` · `store-damaged` (never)
 */
export const checkStart = async (reader: Reader, storeId: string, readLog: () => LogRow, { sealsDir, mustHold = [] }: Seen): Promise<void> => {
  const last = sealsDir === undefined ? null : lastCopy(sealsDir, storeId)
  const end = sealsDir === undefined ? null : readEnd(sealsDir, storeId)
  const log = readLog()
  const head = log.head === 0 ? null : toPosition(log.head)
  const hold = (place: Omit<Checkpoint, 'epoch'>, what: string): void => {
    if (fromPosition(place.position) > log.head) throw logBehind(place.position, what, head)
    if (!reader.holds(place)) throw chainBroken(place.stream, place.version, `it is not the event that ${what} has seen`)
  }
  if (last) hold(last.place, 'the seal outside')
  if (end !== null && end.epoch === log.epoch) hold(end, 'the mark outside')
  for (const checkpoint of mustHold) if (checkpoint.epoch === log.epoch) hold(checkpoint, 'a consumer')

  const ends = reader.ends()
  if (ends.top !== ends.head) {
    throw chainBroken(`position ${toPosition(Math.min(ends.top, ends.head) + 1)}`, 0, `the log says it ends at ${toPosition(ends.head)}`)
  }
  const pages = reader.log({})
  for (let at = Math.min(log.head, Math.max(log.clean, sealedUpTo(reader, log.storeId))); at < log.head;) {
    at = pages.page(at, PAGE).through
    await nextTurn()
  }
}
