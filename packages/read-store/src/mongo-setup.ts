// What services find at a MongoDB of their own, made by code: a replica set, and a user for each who reads and writes the
// databases that are his and no other.
// U1 Run again, it brings everything to the same state: passwords and rights; nobody else's user is touched.
import { MongoClient, MongoServerError, type MongoClientOptions } from 'mongodb'
import { asFault } from './mongo-fault.ts'

export interface MongoSetupOptions {
  /** `host:27017`, the first of them reached by this name by everybody. */
  readonly hosts: readonly string[]
  readonly replicaSet: string
  /** Who may make users; of the database `admin`. */
  readonly admin?: { readonly name: string; readonly password: string }
  readonly caFile?: string
  readonly users: readonly { readonly name: string; readonly password: string; readonly databases: readonly string[] }[]
  /** How long to wait for a primary, ms. Default 30,000: a new set elects one. */
  readonly timeoutMs?: number
}

const NOT_YET_INITIALIZED = 94
const ALREADY_INITIALIZED = 23
const USER_EXISTS = 51_003
const isCode = (error: unknown, ...codes: readonly number[]): boolean => error instanceof MongoServerError && codes.includes(error.code as number)

const withClient = async (url: string, settings: MongoClientOptions, work: (client: MongoClient) => Promise<void>): Promise<void> => {
  const client = new MongoClient(url, settings)
  try {
    await work(await client.connect())
  } finally {
    await client.close()
  }
}

/** @throws Fault `store-unavailable` · `store-refused` (later): whoever asks may not */
export const setupMongo = async ({ hosts, replicaSet, admin, caFile, users, timeoutMs = 30_000 }: MongoSetupOptions): Promise<void> => {
  const settings: MongoClientOptions = {
    ...(admin === undefined ? {} : { auth: { username: admin.name, password: admin.password } }),
    ...(caFile === undefined ? {} : { tls: true, tlsCAFile: caFile }),
    appName: 'zhijian-setup', serverSelectionTimeoutMS: timeoutMs,
  }
  try {
    await withClient(`mongodb://${hosts[0]}/?directConnection=true`, settings, async (client) => {
      try {
        await client.db('admin').command({ replSetGetStatus: 1 })
      } catch (error) {
        if (!isCode(error, NOT_YET_INITIALIZED)) throw error
        await client.db('admin').command({ replSetInitiate: { _id: replicaSet, members: hosts.map((host, _id) => ({ _id, host })) } })
          .catch((again: unknown) => {
            if (!isCode(again, ALREADY_INITIALIZED)) throw again
          })
      }
    })
    await withClient(`mongodb://${hosts.join(',')}/?replicaSet=${encodeURIComponent(replicaSet)}`, settings, async (client) => {
      const db = client.db('admin')
      for (const { name, password, databases } of users) {
        const says = { pwd: password, roles: databases.map((each) => ({ role: 'readWrite', db: each })), writeConcern: { w: 'majority' } }
        try {
          await db.command({ createUser: name, ...says })
        } catch (error) {
          if (!isCode(error, USER_EXISTS)) throw error
          await db.command({ updateUser: name, ...says })
        }
      }
    })
  } catch (error) {
    throw asFault(error)
  }
}
