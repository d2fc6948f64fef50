// A connection to MongoDB 7.0 or newer, a replica set: every write is confirmed by a majority and its journals, every read is of
// the primary. What its errors mean is in mongo-fault.ts; both are used by whatever else this platform keeps there.
import { Fault } from '@zhijian/kernel'
import { MongoClient, type Db, type MongoClientOptions } from 'mongodb'
import { misconfigured } from './mongo-fault.ts'

export { asFault, isDuplicate } from './mongo-fault.ts'

export interface MongoAddress {
  /** `mongodb://` or `mongodb+srv://`; may hold credentials, and so is never shown. */
  readonly url: string
  readonly database: string
  /** Instead of credentials in the address. */
  readonly user?: { readonly name: string; readonly password: string }
  /** Certificates that the server's is signed by; given: TLS. */
  readonly caFile?: string
  /** How long to look for a primary, and to wait for an answer, ms. Default 5,000. */
  readonly timeoutMs?: number
}

/** MongoDB 7.0: older servers read a dropped collection of a snapshot as an empty one. */
const MIN_WIRE_VERSION = 21

/** @throws Fault `store-unsupported` · `store-misconfigured` (never), and errors of the driver: see asFault */
export const connectMongo = async ({ url, database, user, caFile, timeoutMs = 5000 }: MongoAddress): Promise<{ client: MongoClient; db: Db }> => {
  const settings: MongoClientOptions = {
    ...(user === undefined ? {} : { auth: { username: user.name, password: user.password } }),
    ...(caFile === undefined ? {} : { tls: true, tlsCAFile: caFile }),
    appName: 'zhijian', serverSelectionTimeoutMS: timeoutMs, connectTimeoutMS: timeoutMs, socketTimeoutMS: timeoutMs,
    retryReads: true, retryWrites: true, readPreference: 'primary',
  }
  const client = clientOf(url, settings)
  try {
    await client.connect()
    const db = client.db(database, { writeConcern: { w: 'majority', journal: true }, readPreference: 'primary' })
    const hello = await db.command({ hello: 1 })
    if ((hello['maxWireVersion'] as number) < MIN_WIRE_VERSION) {
      throw new Fault('store-unsupported', 'this MongoDB is too old; 7.0 or newer is needed', { retry: 'never' })
    }
    if (hello['setName'] === undefined && hello['msg'] !== 'isdbgrid') {
      throw new Fault('store-unsupported', 'MongoDB runs without a replica set and has no transactions; start it with --replSet, one member is enough', { retry: 'never' })
    }
    return { client, db }
  } catch (error) {
    await client.close()
    throw error
  }
}

/** What is wrong with an address would repeat it, credentials and all: only that it is wrong is said. */
const clientOf = (url: string, settings: MongoClientOptions): MongoClient => {
  try {
    return new MongoClient(url, settings)
  } catch {
    throw misconfigured()
  }
}
