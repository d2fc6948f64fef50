// The newest signed seal of a log, and every change of keys up to it, followed: what was read is not read again.
import type { Instant } from '@zhijian/kernel'
import { recordOf, type LogRecord } from './consistency.ts'
import { nameOfType } from './envelope.ts'
import type { EventStore } from './port.ts'
import { logStream, ROTATED, SEALED, type Rotation, type Seal } from './seal.ts'

export interface NewestSeal {
  /** Version in the log's own stream. */
  readonly version: number
  readonly time: Instant
  readonly seal: Seal | Rotation
  readonly record: LogRecord
  /** Oldest first; the seal itself is among them when it is one. */
  readonly rotations: readonly LogRecord[]
}

/** @returns looks for what is new; null where nothing was sealed yet @throws as `read` */
export const followSeals = (store: Pick<EventStore, 'read' | 'epoch'> & { readonly storeId: string }): (() => Promise<NewestSeal | null>) => {
  let known: NewestSeal | null = null
  /** The last event that was read, with what its successor needs. */
  let end: { readonly version: number; readonly hash: string } | null = null
  return async () => {
    const events = await store.read(logStream(store.storeId), end === null ? 0 : end.version)
    // Read again from the last: a log that was put back has another there.
    if (end !== null && events[0]?.hash !== end.hash) {
      [known, end] = [null, null]
      return followSeals(store)()
    }
    for (const [at, event] of events.entries()) {
      if (at === 0 && end !== null) continue
      const name = nameOfType(event.type)
      if (name !== SEALED && name !== ROTATED) continue
      const record = recordOf(event, events[at - 1]?.hash)
      const rotations: readonly LogRecord[] = known?.rotations ?? []
      known = {
        version: event.version, time: event.meta.time, seal: event.data as unknown as Seal, record, rotations: name === ROTATED ? [...rotations, record] : rotations,
      }
    }
    const last = events.at(-1)
    if (last) end = { version: last.version, hash: last.hash }
    return known
  }
}
