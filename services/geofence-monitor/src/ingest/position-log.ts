// The port: where fixes are kept. They are no events: a track is long, is destroyed on its day, and nothing but decisions follows from it.
// What every adapter promises (position-log.contract.ts):
// L1 What was acknowledged is on the disk, and is there after a kill or a loss of power.
// L2 A track opens with its person's key alone: whoever destroys the key has destroyed the track.
// L3 What was written twice is read once; what is read is in the order in which it was taken.
// L4 A track that was forgotten is not there any more, in no file.
// L5 What is older than the last expiry is never read again.
import type { PersonId, SuperviseeId } from '@zhijian/contracts'
import type { KeptFix } from '@zhijian/positions'

/** Of one correction of one person. */
export interface Track {
  readonly person: PersonId
  readonly superviseeId: SuperviseeId
}

export interface PositionLog {
  /** Resolves when they are on the disk (L1). @throws Fault `store-full` · `store-unavailable` (later) · `person-erased` · `person-restricted` (never): none of them is kept */
  append(track: Track, fixes: readonly KeptFix[]): Promise<void>
  /** @param from inclusive. @param until exclusive, both in the time at which fixes were taken. @throws Fault as `append` · `box-damaged` (never) */
  read(track: Track, from: number, until: number): Promise<readonly KeptFix[]>
  /** Some bytes beside a track, sealed as it is; a later note replaces an earlier one. */
  setNote(track: Track, note: Uint8Array): Promise<void>
  note(track: Track): Promise<Uint8Array | null>
  /** L4 */
  forget(track: Track): Promise<void>
  /** L5: what was taken before. */
  expire(before: number): Promise<void>
  /** Makes what was written since the last time small. */
  compact(): Promise<void>
  size(): PositionLogSize
  close(): Promise<void>
}

export interface PositionLogSize {
  /** Of what is compacted. */
  readonly fixes: number
  readonly bytes: number
  /** Written since. */
  readonly tailBytes: number
}
