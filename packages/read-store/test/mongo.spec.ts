// The MongoDB read store over a real wire, under the contract of every read store.
import { MongoClient } from 'mongodb'
import { afterAll, beforeAll } from 'vitest'
import { readStoreContract } from '../src/contract.ts'
import { openMongoReadStore } from '../src/mongo.ts'
import type { ReadStore } from '../src/port.ts'
import { anyMongo, describeWithMongo } from './mongo-server.ts'

describeWithMongo('over MongoDB\'s protocol', () => {
  let server: Awaited<ReturnType<typeof anyMongo>>
  let client: MongoClient
  let serial = 0
  beforeAll(async () => {
    server = await anyMongo()
    client = await new MongoClient(server.url).connect()
  })
  afterAll(async () => {
    await client.close()
    await server.end()
  })

  readStoreContract('mongo', async ({ patience }) => {
    const database = `zhijian-read-store-${process.pid}-${serial += 1}`
    const handles: ReadStore[] = []
    const again = async (): Promise<ReadStore> => {
      const handle = await openMongoReadStore({ url: server.url, database, patience, pollMs: 0, timeoutMs: 30_000 })
      handles.push(handle)
      return handle
    }
    const dispose = async (): Promise<void> => {
      for (const handle of handles) await handle.close()
      if (!server.isOurs) await client.db(database).dropDatabase()
    }
    return { store: await again(), again, dispose }
  }, { worlds: 60 })
})
