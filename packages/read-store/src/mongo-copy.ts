// One copy of one collection: documents as text, with a stored field per indexed one, written by us so that null is null
// and never missing. Every query names its index: the server does what the plan allows and nothing else.
import { assert, Fault } from '@zhijian/kernel'
import { BSON, type AnyBulkWriteOperation, type ClientSession, type Collection, type Db, type IndexDescription } from 'mongodb'
import type { Place } from './cursor.ts'
import { filterOf, sortOf, type Stored } from './mongo-query.ts'
import { valueAt, type Plan } from './plan.ts'
import type { Change, CollectionDefinition, Document } from './port.ts'

export interface Row<D> {
  readonly id: string
  readonly document: D
}

export interface Copy {
  /** Name of the server's collection: never used a second time. */
  readonly id: string
  readonly definition: CollectionDefinition
  /** Makes the indexes that are missing. @throws MongoServerError when one of that name is another */
  prepare(): Promise<void>
  /** All of these read within the caller's snapshot. */
  getMany<D extends Document>(ids: readonly string[], session: ClientSession): Promise<ReadonlyMap<string, D>>
  find<D extends Document>(plan: Plan, after: Place | null, session: ClientSession): Promise<readonly Row<D>[]>
  count(plan: Plan, session: ClientSession): Promise<number>
  /** Within the caller's transaction. */
  write(changes: readonly StoredChange[], session: ClientSession): Promise<void>
}

/** What is written about one id; null removes it. */
export interface StoredChange {
  readonly id: string
  readonly stored: Stored | null
}

/** MongoDB takes documents of 16 MB. */
const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024
/** Texts below cannot come near it, however many of their fields are indexed. */
const SURELY_FITS = 1_000_000

const fieldsOf = (definition: CollectionDefinition): readonly string[] => [...new Set(definition.indexes.flat())]
const indexName = (i: number): string => `index-${i}`

/**
 * The last about each id, ready to be sent: whatever a document cannot be is said before anything was.
 * @throws Fault `document-too-large` (never)
 */
export const storedChanges = (
  definition: CollectionDefinition, changes: readonly Change<Document>[], position: string,
): readonly StoredChange[] => {
  const fields = fieldsOf(definition)
  const last = new Map(changes.map(({ id, document }) => [id, document]))
  return [...last].map(([id, document]) => {
    assert(id.length > 0 && id.isWellFormed(), 'the id of a document is text')
    if (document === null) return { id, stored: null }
    const values = Object.fromEntries(fields.map((field, i) => [`f${i}`, valueAt(document, field)]))
    const stored: Stored = { _id: id, json: JSON.stringify(document), position, ...values }
    if (stored.json.length > SURELY_FITS && BSON.calculateObjectSize(stored) > MAX_DOCUMENT_BYTES) {
      throw new Fault('document-too-large', `${definition.name}: a document is larger than MongoDB takes (16 MB)`, { retry: 'never' })
    }
    return { id, stored }
  })
}

export const openCopy = (db: Db, id: string, definition: CollectionDefinition): Copy => {
  const documents: Collection<Stored> = db.collection<Stored>(id)
  const fields = fieldsOf(definition)
  const columnOf = (field: string): string => `f${fields.indexOf(field)}`
  const hintOf = (plan: Plan): string => (plan.index === null ? '_id_' : indexName(plan.index))
  const within = (session: ClientSession) => ({ session, readConcern: 'snapshot' as const })

  return {
    id,
    definition,
    async prepare() {
      const indexes = definition.indexes.map((index, i): IndexDescription =>
        ({ name: indexName(i), key: Object.fromEntries([...index.map((field) => [columnOf(field), 1]), ['_id', 1]]) }))
      if (indexes.length > 0) await documents.createIndexes(indexes)
    },
    async getMany<D extends Document>(ids: readonly string[], session: ClientSession) {
      const rows = await documents.find({ _id: { $in: [...ids] } }, { ...within(session), projection: { json: 1 } }).toArray()
      return new Map(rows.map((row) => [row._id, JSON.parse(row.json) as D]))
    },
    async find<D extends Document>(plan: Plan, after: Place | null, session: ClientSession) {
      if (after && after.values.length !== plan.order.length) return []
      const rows = await documents.find(filterOf(plan, columnOf, after), {
        ...within(session), projection: { json: 1 }, sort: sortOf(plan, columnOf), hint: hintOf(plan),
        limit: plan.limit + 1, batchSize: plan.limit + 1,
      }).toArray()
      return rows.map((row) => ({ id: row._id, document: JSON.parse(row.json) as D }))
    },
    count: (plan, session) => documents.countDocuments(filterOf(plan, columnOf, null), { ...within(session), hint: hintOf(plan) }),
    async write(changes, session) {
      const operations = changes.map(({ id: _id, stored }): AnyBulkWriteOperation<Stored> => (stored === null
        ? { deleteOne: { filter: { _id } } }
        : { replaceOne: { filter: { _id }, replacement: stored, upsert: true } }))
      if (operations.length > 0) await documents.bulkWrite(operations, { session })
    },
  }
}
