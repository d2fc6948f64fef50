// Read models in MongoDB 7.0 or newer, a replica set: a batch and its checkpoint are one transaction with majority write
// concern, every read is of one majority-committed snapshot (ADR 0037, 0038). Several processes may share a database.
// I1 `copies` has one record per copy, made before its collection and removed after it. A collection without a record, or a
//    record without a place, is what a killed process left; whoever opens the store next removes it.
// I2 The record holds the copy's checkpoint, and a transaction writes it first: writers of one copy come one after another,
//    and a swap or a drop comes before or after a whole batch.
// I3 Documents are read first and the record last, in one snapshot: a copy that went meanwhile is noticed, not taken as empty.
import { randomBytes } from 'node:crypto'
import { Fault, instantAt, isFault, type Instant } from '@zhijian/kernel'
import { Binary, type ClientSession, type Db, type ServerSessionId } from 'mongodb'
import { createCursors, pageOf, type Cursors } from './cursor.ts'
import { connectMongo, type MongoAddress } from './mongo-connection.ts'
import { openCopy, storedChanges, type Copy } from './mongo-copy.ts'
import { asFault, isConflict, isDuplicate, isMissingCollection, isTransient, isUnanswered, isUnclear, mayReadAgain } from './mongo-fault.ts'
import { assertDefinition, planQuery } from './plan.ts'
import type { Collection, CollectionDefinition, Document, ReadStore, ViewCheckpoint } from './port.ts'
import { createWaiting, patienceOf, type Patience } from './waiting.ts'

export interface MongoReadStoreOptions extends MongoAddress {
  /** How long a reader waits for `atLeast`. Default 2 s. */
  readonly patience?: Patience
  /** How often to look for what another process wrote, while somebody waits, in ms; 0 never. Default 20. */
  readonly pollMs?: number
  /** For names of collections, and for the key that signs cursors, made once per database. */
  readonly random?: (bytes: number) => Uint8Array
}

export interface MongoReadStore extends ReadStore {
  /** What time the server has; its clock is another machine's. @throws Fault `store-unavailable` (later) */
  serverTime(): Promise<Instant>
}

interface CopyRecord {
  /** Name of the copy's collection. */
  readonly _id: string
  readonly name: string
  readonly version: number
  /** `cases@1` for the live copy, `cases@1 building` beside it: one of each. Missing: it is to be removed. */
  readonly place?: string
  readonly indexes: readonly (readonly string[])[]
  readonly checkpoint: ViewCheckpoint | null
}

const COPIES = 'copies'
const META = 'meta'
const PREFIX = 'view.'
/** Between repetitions of a transaction that lost to another one, ms. */
const PAUSES = [5, 10, 20, 40, 80, 160, 320, 640]
const READS = 3
/** The driver itself asks twice each time. */
const COMMITS = 2
const TRANSACTION = {
  readConcern: { level: 'snapshot' }, writeConcern: { w: 'majority', journal: true }, readPreference: 'primary',
} as const
const MAJORITY = { readConcern: 'majority' } as const

const replaced = (name: string): Fault =>
  new Fault('copy-replaced', `${name}: this copy was discarded or rebuilt elsewhere`, { retry: 'never' })
const mismatch = ({ name, version }: CollectionDefinition): Fault =>
  new Fault('index-mismatch', `${name}: version ${version} was made with other indexes; raise its version`, { retry: 'never' })
const closed = (): Fault => new Fault('store-closed', 'the read store was closed', { retry: 'later' })

const liveAt = ({ name, version }: { readonly name: string; readonly version: number }): string => `${name}@${version}`
const buildingAt = (definition: CollectionDefinition): string => `${liveAt(definition)} building`
const pause = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms) })

/**
 * @throws Fault `store-misconfigured` (never) · `store-unsupported` · `store-refused` · `store-unavailable` (later): what an operator mends at the server
 */
export const openMongoReadStore = async (options: MongoReadStoreOptions): Promise<MongoReadStore> => {
  const { patience = patienceOf(2000), pollMs = 20, random = randomBytes } = options
  let isOpen = true
  const guarded = async <T>(step: () => Promise<T>): Promise<T> => {
    try {
      return await step()
    } catch (error) {
      throw isOpen || isFault(error) ? asFault(error) : closed()
    }
  }
  const { client, db } = await guarded(() => connectMongo(options))
  const copies = db.collection<CopyRecord>(COPIES)

  const use = async <T>(step: () => Promise<T>): Promise<T> => {
    if (!isOpen) throw closed()
    return guarded(step)
  }
  /** Sessions whose transaction nobody ended: the server would keep what it holds for a minute, or carry it out yet. */
  let abandoned: ServerSessionId[] = []
  const endAbandoned = async (): Promise<void> => {
    const ids = abandoned
    if (ids.length === 0) return
    await client.db('admin').command({ killSessions: ids })
    abandoned = abandoned.filter((id) => !ids.includes(id))
  }
  /** Repeated when it left no trace: soon, when another writer was first; once, when the server went away under it. */
  const transaction = async <T>(step: (session: ClientSession) => Promise<T>): Promise<T> => {
    for (let attempt = 0; ; attempt += 1) {
      await endAbandoned()
      const session = client.startSession()
      try {
        session.startTransaction(TRANSACTION)
        const result = await step(session)
        await commit(session)
        return result
      } catch (error) {
        if (session.inTransaction()) await session.abortTransaction().catch(() => {})
        if (isUnanswered(error) && session.id) abandoned = [...abandoned, session.id]
        if (!isTransient(error) || attempt >= (isConflict(error) ? PAUSES.length : 1)) throw error
        await pause(PAUSES[attempt]!)
      } finally {
        await session.endSession()
      }
    }
  }

  /** Live copies by place, as last seen; another process may have swapped since. */
  const live = new Map<string, Copy>()
  /** Position that a copy was last seen at. It only grows, as a copy's own does. */
  const shown = new Map<string, string>()
  const show = (id: string, checkpoint: ViewCheckpoint | null): void => {
    if (checkpoint !== null && checkpoint.position > (shown.get(id) ?? '')) shown.set(id, checkpoint.position)
  }
  const waiting = createWaiting(patience, pollMs, () => use(async () => {
    for (const record of await copies.find({ place: { $exists: true } }, MAJORITY).toArray()) {
      show(record._id, record.checkpoint)
      const before = live.get(record.place!)
      if (before && before.id !== record._id) live.set(record.place!, openCopy(db, record._id, before.definition))
    }
  }))

  /** Documents, then the record, of one snapshot (I3). */
  const read = async <T>(copy: Copy, step: (session: ClientSession) => Promise<T>): Promise<{ result: T; record: CopyRecord }> => {
    for (let attempt = 1; ; attempt += 1) {
      const session = client.startSession({ snapshot: true })
      try {
        const [result] = await Promise.allSettled([step(session)])
        const record = await copies.findOne({ _id: copy.id }, { session, readConcern: 'snapshot' })
        if (record?.place === undefined) throw replaced(copy.definition.name)
        if (result.status === 'rejected') throw result.reason
        return { result: result.value, record }
      } catch (error) {
        if (!mayReadAgain(error) || attempt === READS) throw error
      } finally {
        await session.endSession()
      }
    }
  }

  const removeCollection = async (id: string): Promise<void> => {
    await db.dropCollection(id).catch((error: unknown) => {
      if (!isMissingCollection(error)) throw error
    })
  }
  /** Ends what a swap, a drop or a killed process began (I1). */
  const removeLeft = async (): Promise<void> => {
    for (const { _id } of await copies.find({ place: { $exists: false } }, MAJORITY).toArray()) {
      await removeCollection(_id)
      await copies.deleteOne({ _id, place: { $exists: false } })
      shown.delete(_id)
    }
  }
  /** The records are asked for after the collections: one that was made meanwhile is not among those listed. */
  const removeUnrecorded = async (): Promise<void> => {
    const listed = (await db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name)
      .filter((name) => name.startsWith(PREFIX))
    const recorded = new Set((await copies.find({}, MAJORITY).toArray()).map(({ _id }) => _id))
    for (const id of listed.filter((name) => !recorded.has(name))) await removeCollection(id)
  }

  const create = async ({ name, version, indexes }: CollectionDefinition, place: string): Promise<CopyRecord> => {
    const id = `${PREFIX}${name}.${version}.${Buffer.from(random(8)).toString('hex')}`
    const record: CopyRecord = { _id: id, name, version, place, indexes, checkpoint: null }
    await copies.insertOne(record)
    return record
  }
  /** Null when the record went while the collection was made. */
  const prepared = async (id: string, definition: CollectionDefinition): Promise<Copy | null> => {
    const copy = openCopy(db, id, definition)
    await copy.prepare()
    if (await copies.findOne({ _id: id, place: { $exists: true } }, MAJORITY)) return copy
    await removeCollection(id)
    return null
  }
  const openLive = async (definition: CollectionDefinition, mayCreate: boolean): Promise<Copy> => {
    const place = liveAt(definition)
    for (;;) {
      let record = await copies.findOne({ place }, MAJORITY)
      if (!record && !mayCreate) throw replaced(definition.name)
      if (!record) {
        record = await create(definition, place).catch((error: unknown) => {
          if (isDuplicate(error)) return null
          throw error
        })
      }
      if (record && JSON.stringify(record.indexes) !== JSON.stringify(definition.indexes)) throw mismatch(definition)
      const copy = record && await prepared(record._id, definition)
      if (!copy) continue
      live.set(place, copy)
      return copy
    }
  }

  /** @param current which copy to use now; `again` when it was gone, which happens once per swap elsewhere */
  const collectionOver = <D extends Document>(
    definition: CollectionDefinition, current: () => Copy | undefined, again: () => Promise<Copy>,
  ): Collection<D> => {
    const withCopy = <T>(step: (copy: Copy) => Promise<T>): Promise<T> => use(async () => {
      const copy = current()
      if (!copy) return step(await again())
      try {
        return await step(copy)
      } catch (error) {
        if (!isFault(error, 'copy-replaced')) throw error
        return step(await again())
      }
    })
    const hasReached = (position: string): boolean => {
      const copy = current()
      return copy !== undefined && (shown.get(copy.id) ?? '') >= position
    }
    /** A primary that was replaced and does not know it yet may show an older state than was seen: then it is asked again. */
    const reading = async <T>(step: (copy: Copy, session: ClientSession) => Promise<T>, atLeast?: string): Promise<T> => {
      for (;;) {
        if (atLeast !== undefined) {
          if (!isOpen) throw closed()
          await waiting.until(() => hasReached(atLeast))
        }
        const { result, record } = await withCopy((copy) => read(copy, (session) => step(copy, session)))
        if (atLeast === undefined || (record.checkpoint !== null && record.checkpoint.position >= atLeast)) return result
        shown.delete(record._id)
      }
    }
    return {
      definition,
      get: (id, { atLeast } = {}) => reading(async (copy, session) => (await copy.getMany<D>([id], session)).get(id) ?? null, atLeast),
      async getMany(ids) {
        return ids.length === 0 ? new Map() : reading((copy, session) => copy.getMany<D>(ids, session))
      },
      async find(query) {
        const plan = planQuery(definition, query)
        const after = query.cursor === undefined ? null : cursors.decode(definition.name, query, query.cursor)
        const rows = await reading((copy, session) => copy.find<D>(plan, after, session), query.atLeast)
        return pageOf(cursors, definition.name, query, plan, rows)
      },
      async count(where) {
        const plan = planQuery(definition, where ? { where } : {})
        return reading((copy, session) => copy.count(plan, session))
      },
      async entries(after, limit) {
        const plan = planQuery(definition, { limit })
        const rows = await reading((copy, session) => copy.find<D>(plan, after === null ? null : { values: [], id: after }, session))
        return rows.slice(0, limit).map(({ id, document }) => [id, document] as const)
      },
      async apply(changes, checkpoint) {
        const stored = storedChanges(definition, changes, checkpoint.position)
        await withCopy(async (copy) => {
          await transaction(async (session) => {
            const { matchedCount } = await copies.updateOne(
              { _id: copy.id, place: { $exists: true }, $or: [{ checkpoint: null }, { 'checkpoint.position': { $lt: checkpoint.position } }] },
              { $set: { checkpoint } }, { session })
            if (matchedCount === 1) return copy.write(stored, session)
            const record = await copies.findOne({ _id: copy.id }, { session })
            if (record?.place === undefined) throw replaced(definition.name)
          })
          show(copy.id, checkpoint)
        })
        waiting.look()
      },
      checkpoint: () => withCopy(async (copy) => {
        const record = await copies.findOne({ _id: copy.id }, MAJORITY)
        if (record?.place === undefined) throw replaced(definition.name)
        return record.checkpoint
      }),
    }
  }

  let cursors: Cursors
  try {
    cursors = createCursors(await guarded(async () => {
      await copies.createIndex({ place: 1 }, { name: 'one-of-each', unique: true, sparse: true })
      await removeLeft()
      await removeUnrecorded()
      return cursorKey(db, random)
    }))
  } catch (error) {
    await client.close()
    throw error
  }

  return {
    async collection<D extends Document>(definition: CollectionDefinition) {
      assertDefinition(definition)
      await use(() => openLive(definition, true))
      return collectionOver<D>(definition, () => live.get(liveAt(definition)), () => openLive(definition, false))
    },
    async rebuild<D extends Document>(definition: CollectionDefinition) {
      assertDefinition(definition)
      const place = buildingAt(definition)
      const copy = await use(async () => {
        for (;;) {
          await copies.updateOne({ place }, { $unset: { place: '' } })
          await removeLeft()
          const record = await create(definition, place).catch((error: unknown) => {
            if (isDuplicate(error)) return null
            throw error
          })
          const made = record && await prepared(record._id, definition)
          if (made) return made
        }
      })
      const gone = async (): Promise<Copy> => { throw replaced(definition.name) }
      return {
        collection: collectionOver<D>(definition, () => copy, gone),
        async swap() {
          await use(async () => {
            const before = await copies.findOne({ _id: copy.id }, MAJORITY)
            if (before?.place === liveAt(definition)) return
            await transaction(async (session) => {
              await copies.updateOne({ place: liveAt(definition) }, { $unset: { place: '' } }, { session })
              const { matchedCount } = await copies.updateOne(
                { _id: copy.id, place }, { $set: { place: liveAt(definition) } }, { session })
              if (matchedCount === 0) throw replaced(definition.name)
            })
          })
          live.set(liveAt(definition), copy)
          waiting.look()
          // The swap is done; what is left of the old copy may also be removed by whoever opens the store next.
          await removeLeft().catch(() => {})
        },
        async discard() {
          await use(async () => {
            await copies.updateOne({ _id: copy.id, place }, { $unset: { place: '' } })
            await removeLeft()
          })
        },
      }
    },
    versions: () => use(async () => (await copies.find({ place: { $exists: true } }, MAJORITY).toArray())
      .filter((record) => record.place === liveAt(record))
      .map(({ name, version }) => ({ name, version }))
      .sort((a, b) => (a.name === b.name ? a.version - b.version : a.name < b.name ? -1 : 1))),
    async drop(name, version) {
      await use(async () => {
        await copies.updateMany({ name, version }, { $unset: { place: '' } })
        await removeLeft()
      })
      live.delete(liveAt({ name, version }))
    },
    serverTime: () => use(async () => instantAt(((await db.command({ hello: 1 }))['localTime'] as Date).getTime())),
    async close() {
      if (!isOpen) return
      waiting.close()
      isOpen = false
      await client.close()
    },
  }
}

/** Whether it landed is asked again, by the same session, before anybody is told that it is not known. */
const commit = async (session: ClientSession): Promise<void> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await session.commitTransaction()
      return
    } catch (error) {
      if (!isUnclear(error) || attempt === COMMITS) throw error
    }
  }
}

const cursorKey = async (db: Db, random: (bytes: number) => Uint8Array): Promise<Uint8Array> => {
  const meta = db.collection<{ _id: string; value: Binary }>(META)
  await meta.insertOne({ _id: 'cursor-key', value: new Binary(random(32)) }).catch((error: unknown) => {
    if (!isDuplicate(error)) throw error
  })
  return (await meta.findOne({ _id: 'cursor-key' }, MAJORITY))!.value.value()
}
