// The log in KurrentDB: for a service in a process of its own, on a server or a cluster that several processes share.
// Loaded by `@zhijian/event-store/kurrent` alone: who keeps the log in SQLite never loads KurrentDB's client.
import { randomUUID } from 'node:crypto'
import { Fault, type JsonObject } from '@zhijian/kernel'
import { BACKWARDS, END, jsonEvent, NO_STREAM } from '@kurrent/kurrentdb-client'
import type { RawRow, StoredRow } from './chain.ts'
import type { HashName } from './envelope.ts'
import { connectKurrent, type Connection, type ConnectionOptions } from './kurrent-connect.ts'
import { atKurrent, isNotFound, isWrongVersion } from './kurrent-fault.ts'
import { namesIn, type Names } from './kurrent-names.ts'
import { createReader } from './kurrent-read.ts'
import { createTails } from './kurrent-tail.ts'
import { createWriter } from './kurrent-write.ts'
import type { EventStore } from './port.ts'
import { holdSeen, type Seen } from './seen.ts'

export interface KurrentStoreOptions extends ConnectionOptions, Seen {
  /** Which log on this server; letters, digits, `_`. Default `zhijian`. */
  readonly namespace?: string
  /** The suite this installation names in its new events; the chain follows what each event names. Default sha256. */
  readonly hash?: HashName
  /** Names a new log, its epoch, and every attempt to write. Default random. */
  readonly newId?: () => string
}

/** The port, and what seal and check need of a log. */
export interface KurrentStore extends EventStore {
  readonly storeId: string
  readonly hash: HashName
  /** Rows as they lie there, unchecked, in log order. */
  raw(after: string | null, limit: number): Promise<readonly RawRow[]>
  /** The same for one stream, from a version on. */
  rawStream(stream: string, from: number, limit: number): Promise<readonly StoredRow[]>
}

/** What the log says of itself: the last event of its identity stream. */
export interface Identity extends JsonObject {
  readonly format: 1
  readonly storeId: string
  readonly epoch: string
  /** The epoch before, when the log was restored. */
  readonly previousEpoch: string | null
}

const closed = (): Fault => new Fault('store-unavailable', 'the log is closed', { retry: 'later' })

/** @returns null for a log that was never opened @throws Fault `store-format` (never) */
export const readIdentity = ({ client, collect }: Connection, names: Names): Promise<{ identity: Identity; revision: bigint } | null> =>
  atKurrent('the identity of the log', async () => {
    try {
      const [last] = await collect(() => client.readStream(names.identity, { direction: BACKWARDS, fromRevision: END, maxCount: 1, requiresLeader: true }))
      if (!last?.event) return null
      const identity = last.event.data as unknown as Identity
      if (identity.format !== 1) throw new Fault('store-format', `the log has format ${identity.format}; this release reads 1`, { retry: 'never' })
      return { identity, revision: last.event.revision }
    } catch (error) {
      if (isNotFound(error)) return null
      throw error
    }
  })

/** The log's identity, made when there is none: of two that make it at once, one does. */
export const openIdentity = async (connection: Connection, names: Names, newId: () => string): Promise<Identity> => {
  const found = await readIdentity(connection, names)
  if (found) return found.identity
  const identity: Identity = { format: 1, storeId: newId(), epoch: newId(), previousEpoch: null }
  await atKurrent('the identity of the log', async () => {
    try {
      await connection.client.appendToStream(names.identity, jsonEvent({ id: newId(), type: 'StoreMade.v1', data: identity }),
        { streamState: NO_STREAM, requiresLeader: true, deadline: connection.deadlineMs })
    } catch (error) {
      if (!isWrongVersion(error)) throw error
    }
  })
  return (await readIdentity(connection, names))!.identity
}

/**
 * Opens the log, or makes one, and holds it against what was seen of it.
 * @throws Fault `chain-broken` · `log-behind` · `store-format` · `store-denied` · `store-settings` (never) · `store-unavailable` (later)
 */
export const openKurrentStore = async (options: KurrentStoreOptions): Promise<KurrentStore> => {
  const { namespace = 'zhijian', hash = 'sha256', newId = randomUUID } = options
  const names = namesIn(namespace)
  const connection = connectKurrent(options)
  let isOpen = true
  try {
    const { storeId, epoch } = await openIdentity(connection, names, newId)
    const reader = createReader(connection, names)
    await holdSeen({ now: async () => ({ head: await reader.head(), epoch }), holds: reader.holds }, storeId, options)
    const writer = createWriter(connection, names, reader, { newId })
    const tails = createTails(connection, names, reader)
    const open = <T>(look: () => T): T => {
      if (!isOpen) throw closed()
      return look()
    }
    return {
      epoch, storeId, hash,
      append: (stream, events, expected) => (isOpen ? writer.append(stream, events, expected) : Promise.reject(closed())),
      read: async (stream, from = 0) => open(() => reader.read(stream, from)),
      lastEvent: async (stream) => open(() => reader.last(stream)),
      tail: (after, filter, signal, tailOptions) => open(() => tails.tail(after, filter, signal, tailOptions)),
      streams: async (category, after, limit = 1000) => open(() => tails.streams(category, after, limit)),
      head: async () => open(() => reader.head()),
      holds: async (checkpoint) => open(async () => checkpoint.epoch === epoch && reader.holds(checkpoint)),
      raw: async (after, limit) => open(() => reader.raw(after, limit)),
      rawStream: async (stream, from, limit) => open(() => reader.rows(stream, from, limit)),
      async close() {
        if (!isOpen) return
        isOpen = false
        tails.end()
        await writer.drain()
        await connection.client.dispose()
      },
    }
  } catch (error) {
    await connection.client.dispose()
    throw error
  }
}
