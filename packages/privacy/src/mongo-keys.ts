// The database of keys and look-ups that all hosts of one platform share: opened once per process, for both. It belongs to the log
// whose values it opens, and is refused to a process with another one.
import { canonical, Fault, isFault } from '@zhijian/kernel'
import { asFault, connectMongo, isDuplicate, type MongoAddress } from '@zhijian/read-store/mongo-connection'
import type { Collection, Document } from 'mongodb'
import { never } from './never.ts'

export interface MongoKeysOptions extends MongoAddress {
  /** What these keys belong to, for ever: of which log, county and kind. */
  readonly platform: Readonly<Record<string, string>>
}

export interface MongoKeys {
  collection<D extends { readonly _id: string }>(name: string): Collection<D>
  /** @throws Fault, of the driver's errors */
  use<T>(step: () => Promise<T>): Promise<T>
  /** Whether it was inserted; false when there is one of this id already. */
  insertOnce<D extends { readonly _id: string }>(collection: Collection<D>, document: D): Promise<boolean>
  /** The document as of now, whatever node believes to be the primary. */
  now<D extends { readonly _id: string }>(collection: Collection<D>, id: string): Promise<D | null>
  close(): Promise<void>
}

/** A read that waits until a majority has seen that this node still is the primary. */
const LINEARIZABLE = { readConcern: { level: 'linearizable' }, maxTimeMS: 5000, batchSize: 1 } as const

/** @throws Fault `keys-of-another-log` (never), and as connectMongo and asFault */
export const openMongoKeys = async (options: MongoKeysOptions): Promise<MongoKeys> => {
  let isOpen = true
  const guarded = async <T>(step: () => Promise<T>): Promise<T> => {
    try {
      return await step()
    } catch (error) {
      throw isOpen || isFault(error) ? asFault(error) : closed()
    }
  }
  const closed = (): Fault => new Fault('store-closed', 'the store was closed', { retry: 'later' })
  const { client, db } = await guarded(() => connectMongo(options))
  const keys: MongoKeys = {
    collection: <D extends { readonly _id: string }>(name: string) => db.collection<D & Document>(name) as unknown as Collection<D>,
    async use(step) {
      if (!isOpen) throw closed()
      return guarded(step)
    },
    insertOnce: (collection, document) => keys.use(async () => {
      try {
        await collection.insertOne(document as never)
        return true
      } catch (error) {
        if (isDuplicate(error)) return false
        throw error
      }
    }),
    now: (collection, id) => keys.use(async () => (await collection.find({ _id: id } as never, LINEARIZABLE).limit(1).toArray())[0] as never ?? null),
    async close() {
      isOpen = false
      await client.close()
    },
  }
  try {
    const meta = keys.collection<{ readonly _id: string; readonly of: string }>('meta')
    const of = canonical(options.platform)
    await keys.insertOnce(meta, { _id: 'platform', of })
    if ((await keys.now(meta, 'platform'))?.of !== of) {
      throw never('keys-of-another-log', 'the keys in this database belong to another log, county or kind of platform; name another database, or bring the right log back')
    }
    return keys
  } catch (error) {
    await keys.close()
    throw error
  }
}
