// Which log this is: a small stream beside it, whose last event holds. Its first lies before every event of the log: nothing of
// this log is looked for before that place, whatever else the server holds.
import { Fault, type JsonObject } from '@zhijian/kernel'
import { jsonEvent, NO_STREAM } from '@kurrent/kurrentdb-client'
import type { Connection } from './kurrent-connect.ts'
import { atKurrent, isNotFound, isWrongVersion } from './kurrent-fault.ts'
import { fromPosition, toPosition, type Names } from './kurrent-names.ts'

export interface Identity extends JsonObject {
  readonly format: 1
  readonly storeId: string
  readonly epoch: string
  /** The epoch before, when the log was restored. */
  readonly previousEpoch: string | null
}

const PLACE = 'the identity of the log'

export interface OpenedIdentity {
  readonly identity: Identity
  /** Where the log begins: everything of it lies after this place. */
  readonly begins: bigint
}

/** @returns null for a log that was never opened @throws Fault `store-format` (never) */
const read = ({ collect }: Connection, names: Names): Promise<OpenedIdentity & { readonly revision: bigint } | null> =>
  atKurrent(PLACE, async () => {
    try {
      const all = (await collect((client) => client.readStream(names.identity, { requiresLeader: true }))).flatMap(({ event }) => event ?? [])
      const [first, last] = [all[0], all.at(-1)]
      if (!first || !last) return null
      const identity = last.data as unknown as Identity
      if (identity.format !== 1) throw new Fault('store-format', `the log has format ${identity.format}; this release reads 1`, { retry: 'never' })
      return { identity, revision: last.revision, begins: fromPosition(toPosition(first.position)) }
    } catch (error) {
      if (isNotFound(error)) return null
      throw error
    }
  })

const write = ({ client, deadlineMs }: Connection, names: Names, type: string, data: Identity, after: bigint | null, id: string): Promise<unknown> =>
  atKurrent(PLACE, () => client.appendToStream(names.identity, jsonEvent({ id, type, data }), { streamState: after ?? NO_STREAM, requiresLeader: true, deadline: deadlineMs }))

/** The log's identity, made when there is none: of several that make it at once, one does. */
export const openIdentity = async (connection: Connection, names: Names, newId: () => string): Promise<OpenedIdentity> => {
  const found = await read(connection, names)
  if (found) return found
  await write(connection, names, 'StoreMade.v1', { format: 1, storeId: newId(), epoch: newId(), previousEpoch: null }, null, newId())
    .catch((error: unknown) => (isWrongVersion((error as Fault).cause) ? undefined : Promise.reject(error)))
  return (await read(connection, names))!
}

/** The same log in another epoch. @throws Fault `store-other` (never): there is no log to be restored */
export const renewEpoch = async (connection: Connection, names: Names, newId: () => string): Promise<Identity> => {
  const found = await read(connection, names)
  if (!found) throw new Fault('store-other', 'there is no log of this name', { retry: 'never' })
  const identity: Identity = { ...found.identity, epoch: newId(), previousEpoch: found.identity.epoch }
  await write(connection, names, 'StoreRestored.v1', identity, found.revision, newId())
  return identity
}
