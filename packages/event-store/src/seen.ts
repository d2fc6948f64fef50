// A log must not end before anything that has seen more of it: its last seal outside, the mark of its end outside, a consumer.
import { chainBroken, logBehind, type Checkpoint } from './port.ts'
import { lastCopy, readEnd } from './outside.ts'
import type { Position } from './envelope.ts'

export interface Seen {
  /** Folder of the outside copies; undefined: none is kept. */
  readonly sealsDir?: string | undefined
  /** How far consumers are, and what they saw there. */
  readonly mustHold?: readonly Checkpoint[] | undefined
}

/** What is asked of a log to compare it with what was seen. */
export interface Comparable<Now> {
  /** Its end and its epoch, at this moment. */
  now(): Promise<Now>
  holds(place: Omit<Checkpoint, 'epoch'>): Promise<boolean>
}

/**
 * What was seen is looked up first, the log's own end after it: others may append, seal and close meanwhile, and a mark that
 * is newer than this look is never taken for a log that lost its end.
 * @returns where the log ended then
 * @throws Fault `chain-broken` · `log-behind` (never)
 */
export const holdSeen = async <Now extends { readonly head: Position | null; readonly epoch: string }>(
  log: Comparable<Now>, storeId: string, { sealsDir, mustHold = [] }: Seen,
): Promise<Now> => {
  const last = sealsDir === undefined ? null : lastCopy(sealsDir, storeId)
  const end = sealsDir === undefined ? null : readEnd(sealsDir, storeId)
  const now = await log.now()
  const { head, epoch } = now
  const hold = async (place: Omit<Checkpoint, 'epoch'>, what: string): Promise<void> => {
    if (head === null || place.position > head) throw logBehind(place.position, what, head)
    if (!await log.holds(place)) throw chainBroken(place.stream, place.version, `it is not the event that ${what} has seen`)
  }
  if (last) await hold(last.place, 'the seal outside')
  if (end !== null && end.epoch === epoch) await hold(end, 'the mark outside')
  for (const checkpoint of mustHold) if (checkpoint.epoch === epoch) await hold(checkpoint, 'a consumer')
  return now
}
