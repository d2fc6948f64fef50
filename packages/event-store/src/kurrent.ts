// The log in KurrentDB: for a service in a process of its own, on a server or a cluster that several processes share.
// Loaded by `@zhijian/event-store/kurrent` alone: who keeps the log in SQLite never loads KurrentDB's client.
import { randomUUID } from 'node:crypto'
import { Fault, type Instant } from '@zhijian/kernel'
import type { RawRow, StoredRow } from './chain.ts'
import type { HashName } from './envelope.ts'
import { connectKurrent, type ConnectionOptions } from './kurrent-connect.ts'
import { openIdentity, renewEpoch } from './kurrent-identity.ts'
import { namesIn } from './kurrent-names.ts'
import { claimStream } from './kurrent-setup.ts'
import { createReader } from './kurrent-read.ts'
import { createTails } from './kurrent-tail.ts'
import { createWriter } from './kurrent-write.ts'
import { appendCopies, writeEnd } from './outside.ts'
import { logStream, restoredEvent, type ServiceLog } from './seal.ts'
import { holdSeen, type Seen } from './seen.ts'

export interface KurrentStoreOptions extends ConnectionOptions, Seen {
  /** Which log on this server; letters, digits, `_`. Default `zhijian`. */
  readonly namespace?: string
  /** The suite this installation names in its new events; the chain follows what each event names. Default sha256. */
  readonly hash?: HashName
  /**
   * Before a stream's first event, reserve it for this user: only he may write to it afterwards, and only administrators may
   * delete it. Default: over TLS.
   */
  readonly claimsStreams?: boolean
  /** Names a new log, its epoch, and every attempt to write. Default random. */
  readonly newId?: () => string
}

/** The port, and what seal and check need of a log. */
export interface KurrentStore extends ServiceLog {
  /** The epoch before, when the log was restored. */
  readonly previousEpoch: string | null
  /** Rows as they lie there, unchecked, in log order. */
  raw(after: string | null, limit: number): Promise<readonly RawRow[]>
  /** The same for one stream, from a version on. */
  rawStream(stream: string, from: number, limit: number): Promise<readonly StoredRow[]>
}

const closed = (): Fault => new Fault('store-unavailable', 'the log is closed', { retry: 'later' })

/**
 * Opens the log, or makes one, and holds it against what was seen of it.
 * @throws Fault `chain-broken` · `log-behind` · `store-format` · `store-settings` (never) · `store-denied` · `store-unavailable` (later)
 */
export const openKurrentStore = async (options: KurrentStoreOptions): Promise<KurrentStore> => {
  const { namespace = 'zhijian', hash = 'sha256', newId = randomUUID } = options
  const names = namesIn(namespace)
  const connection = connectKurrent(options)
  let isOpen = true
  try {
    const { identity: { storeId, epoch, previousEpoch }, begins } = await openIdentity(connection, names, newId)
    const reader = createReader(connection, names, begins)
    await holdSeen({ now: async () => ({ head: await reader.head(), epoch }), holds: reader.holds }, storeId, options)
    const claim = (options.claimsStreams ?? connection.isSecure) ? (stream: string) => claimStream(connection, names, stream, newId()) : undefined
    const writer = createWriter(connection, names, reader, { newId, ...(claim === undefined ? {} : { claim }) })
    const tails = createTails(connection, names, reader, begins)
    const open = <T>(look: () => T): T => {
      if (!isOpen) throw closed()
      return look()
    }
    return {
      epoch, previousEpoch, storeId, hash,
      append: (stream, events, expected) => (isOpen ? writer.append(stream, events, expected) : Promise.reject(closed())),
      read: async (stream, from = 0) => open(() => reader.read(stream, from)),
      lastEvent: async (stream) => open(() => reader.last(stream)),
      tail: (after, filter, signal, tailOptions) => open(() => tails.tail(after, filter, signal, tailOptions)),
      streams: async (category, after, limit = 1000) => open(() => tails.streams(category, after, limit)),
      head: async () => open(() => reader.head()),
      holds: async (checkpoint) => open(async () => checkpoint.epoch === epoch && reader.holds(checkpoint)),
      raw: async (after, limit) => open(() => reader.raw(after, limit)),
      rawStream: async (stream, from, limit) => open(() => reader.rows(stream, from, limit)),
      newestRows: async (limit) => open(() => reader.newest(limit)),
      async close() {
        if (!isOpen) return
        isOpen = false
        tails.end()
        await writer.drain()
        await connection.dispose()
      },
    }
  } catch (error) {
    await connection.dispose()
    throw error
  }
}

/**
 * Says that the server's files were put back to an earlier state, while no service runs: the log gets another epoch, so that
 * whoever followed it notices, and LogRestored, which names the seal it goes on from; what is kept outside learns of it.
 * @param options.now wall time @param options.backupAt when the copy was made, wall time
 * @throws Fault `store-other` (never): no such log · what opening, append and the copies outside throw
 */
export const markKurrentRestored = async (
  options: KurrentStoreOptions & { readonly now: Instant; readonly backupAt: Instant },
): Promise<{ readonly storeId: string; readonly epoch: string; readonly previousEpoch: string; readonly position: string | null }> => {
  const { namespace = 'zhijian', newId = randomUUID, sealsDir, now, backupAt } = options
  const connection = connectKurrent(options)
  try {
    await renewEpoch(connection, namesIn(namespace), newId)
  } finally {
    await connection.dispose()
  }
  const { sealsDir: _seals, mustHold: _held, ...asItIs } = options
  const store = await openKurrentStore(asItIs)
  try {
    const stream = logStream(store.storeId)
    const [position, last] = [await store.head(), await store.lastEvent(stream)]
    const previousEpoch = store.previousEpoch!
    const event = restoredEvent(store, last, now, { restoredTo: position, epoch: store.epoch, previousEpoch, backupAt })
    await store.append(stream, [event], last?.version ?? 'no-stream')
    const restored = (await store.lastEvent(stream))!
    if (sealsDir !== undefined) {
      appendCopies(sealsDir, store.storeId, store.epoch, [restored])
      writeEnd(sealsDir, store.storeId, { ...restored, epoch: store.epoch })
    }
    return { storeId: store.storeId, epoch: store.epoch, previousEpoch, position }
  } finally {
    await store.close()
  }
}

export { setupKurrent, type ServiceUser, type SetupOptions } from './kurrent-setup.ts'
