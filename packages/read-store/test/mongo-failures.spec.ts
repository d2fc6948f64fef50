// The MongoDB read store when the server is killed, the connection is cut at a chosen command, or somebody else is at work in
// the same database: over a real wire.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { isFault } from '@zhijian/kernel'
import { MongoClient, type Db, type Document } from 'mongodb'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { openMongoReadStore } from '../src/mongo.ts'
import type { ReadStore } from '../src/port.ts'
import type { Patience } from '../src/waiting.ts'
import { describeWithOwnMongo, describeWithSecantus, ownMongo, type OwnMongo } from './mongo-server.ts'
import { cuttingProxy, type Fate } from './wire.ts'

const definition = { name: 'cases', version: 1, indexes: [['n']] }
const checkpoint = (n: number) => ({ position: String(n).padStart(8, '0'), stream: 's', version: n, hash: '', epoch: 'e' })
/** Three documents that say which batch wrote them. */
const batch = (n: number) => ['a', 'b', 'c'].map((id) => ({ id, document: { id, n } }))
const never: Patience = () => () => {}
const isCommand = (command: Document, name: string): boolean => Object.keys(command)[0] === name

const faultOf = async (promise: Promise<unknown>): Promise<string> => {
  const error = await promise.then(() => null, (reason: unknown) => reason)
  return isFault(error) ? `${error.code} ${error.retry}` : String(error)
}

describe('the SQLite read store', () => {
  it('does not load MongoDB\'s driver', () => {
    const script = `
      import { registerHooks } from 'node:module'
      registerHooks({ resolve: (specifier, context, next) => {
        if (/^(mongodb|bson)$/.test(specifier)) throw new Error('loaded ' + specifier)
        return next(specifier, context)
      } })
      await import('@zhijian/read-store')
      await import('@zhijian/read-store/sqlite')
      await import('@zhijian/read-store/mongo').then(() => process.exit(1), (error) => console.log(error.message))`
    const run = spawnSync(process.execPath, ['--conditions=source', '--input-type=module', '-e', script], { cwd: import.meta.dirname, encoding: 'utf8' })
    expect([run.status, run.stdout.trim()], run.stderr).toEqual([0, 'loaded mongodb'])
  })
})

describeWithOwnMongo('over MongoDB\'s protocol, when things go wrong', () => {
  let server: OwnMongo
  let client: MongoClient
  let serial = 0
  beforeAll(async () => {
    server = await ownMongo()
    client = new MongoClient(server.url)
  })
  afterAll(async () => {
    await client.close()
    await server.end()
  })

  interface Opened {
    readonly database: string
    readonly db: Db
    open(options?: { readonly url?: string; readonly pollMs?: number; readonly timeoutMs?: number }): Promise<ReadStore>
  }
  const begin = (): Opened => {
    const database = `zhijian-failures-${serial += 1}`
    return {
      database,
      db: client.db(database),
      async open({ url = server.url, pollMs = 0, timeoutMs = 20_000 } = {}) {
        const store = await openMongoReadStore({ url, database, patience: never, pollMs, timeoutMs })
        onTestFinished(() => store.close())
        return store
      },
    }
  }
  /** A store behind a proxy that asks `fate` what becomes of a command. */
  const behindProxy = async (timeoutMs?: number) => {
    const opened = begin()
    const control = { fate: (_: Document): Fate => 'passes' }
    const proxy = await cuttingProxy(server.url, (command) => control.fate(command))
    onTestFinished(proxy.close)
    const store = await opened.open({ url: proxy.url, ...(timeoutMs === undefined ? {} : { timeoutMs }) })
    return { ...opened, store, control, cases: await store.collection(definition) }
  }
  const times = (count: number, name: string, fate: Fate) => {
    let left = count
    return (command: Document): Fate => {
      if (!isCommand(command, name) || left === 0) return 'passes'
      left -= 1
      return fate
    }
  }
  const collectionsOf = async (db: Db): Promise<string[]> =>
    (await db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name).filter((name) => name.startsWith('view.'))

  describe('a connection that is lost', () => {
    it('in the middle of a batch: the batch is sent again, and is there once', async () => {
      const { cases, control } = await behindProxy()
      control.fate = times(1, 'update', 'lost')
      await cases.apply(batch(1), checkpoint(1))
      expect(await cases.checkpoint()).toEqual(checkpoint(1))
      expect(await cases.count({ n: 1 })).toBe(3)
    })
    it('behind the commit, again and again: whether it landed is asked until somebody answers, and it did', async () => {
      const { cases, control } = await behindProxy()
      control.fate = times(3, 'commitTransaction', 'unanswered')
      await cases.apply(batch(1), checkpoint(1))
      expect(await cases.checkpoint()).toEqual(checkpoint(1))
    })
    it('and stays so: unavailable, later; the batch that had landed is repeated and changes nothing', async () => {
      const { cases, control, db } = await behindProxy(400)
      control.fate = (command) => (isCommand(command, 'commitTransaction') ? 'unanswered' : 'passes')
      expect(await faultOf(cases.apply(batch(1), checkpoint(1)))).toBe('store-unavailable later')
      expect(await db.collection('copies').countDocuments({ 'checkpoint.version': 1 })).toBe(1)
      control.fate = () => 'passes'
      await cases.apply(batch(7), checkpoint(1))
      expect(await cases.get('a')).toEqual({ id: 'a', n: 1 })
    })
    it('before the commit: nothing of the batch is there, and afterwards it is taken', async () => {
      const { cases, control, open } = await behindProxy(400)
      control.fate = (command) => (isCommand(command, 'commitTransaction') ? 'lost' : 'passes')
      expect(await faultOf(cases.apply(batch(1), checkpoint(1)))).toBe('store-unavailable later')
      const elsewhere = await (await open()).collection(definition)
      expect([await elsewhere.checkpoint(), await elsewhere.count()]).toEqual([null, 0])
      control.fate = () => 'passes'
      await cases.apply(batch(1), checkpoint(1))
      expect([await elsewhere.checkpoint(), await elsewhere.count({ n: 1 })]).toEqual([checkpoint(1), 3])
    })
    it('while somebody waits: he is told at once, later', async () => {
      const { cases, control } = await behindProxy(400)
      control.fate = () => 'lost'
      expect(await faultOf(cases.get('a', { atLeast: checkpoint(1).position }))).toBe('store-unavailable later')
    })
  })

  describe('a swap that is interrupted', () => {
    const filled = async () => {
      const all = await behindProxy(400)
      await all.cases.apply([{ id: 'old', document: { id: 'old', n: 0 } }], checkpoint(5))
      const fresh = await all.store.rebuild(definition)
      await fresh.collection.apply(batch(1), checkpoint(1))
      return { ...all, fresh }
    }
    it('before it was written leaves the old view whole; repeated, it is done', async () => {
      const { cases, fresh, control, open } = await filled()
      control.fate = (command) => (isCommand(command, 'commitTransaction') ? 'lost' : 'passes')
      expect(await faultOf(fresh.swap())).toBe('store-unavailable later')
      const elsewhere = await (await open()).collection(definition)
      expect([await elsewhere.count(), await elsewhere.checkpoint()]).toEqual([1, checkpoint(5)])
      control.fate = () => 'passes'
      await fresh.swap()
      expect([await cases.count({ n: 1 }), await elsewhere.count({ n: 1 })]).toEqual([3, 3])
    })
    it('whose commit was not answered is done when it is repeated', async () => {
      const { cases, fresh, control } = await filled()
      control.fate = (command) => (isCommand(command, 'commitTransaction') ? 'unanswered' : 'passes')
      expect(await faultOf(fresh.swap())).toBe('store-unavailable later')
      control.fate = () => 'passes'
      await fresh.swap()
      expect([await cases.count({ n: 1 }), await cases.get('old')]).toEqual([3, null])
    })
    it('after it was written is a swap, also for whoever had the old copy open; the next start removes that', async () => {
      const { cases, fresh, control, open, db } = await filled()
      const opened = await (await open()).collection(definition)
      control.fate = (command) => (isCommand(command, 'drop') ? 'lost' : 'passes')
      await fresh.swap()
      expect(await cases.count({ n: 1 })).toBe(3)
      expect([(await collectionsOf(db)).length, await db.collection('copies').countDocuments()]).toEqual([2, 2])
      await opened.apply(batch(2), checkpoint(9))
      const elsewhere = await (await open()).collection(definition)
      expect([(await collectionsOf(db)).length, await db.collection('copies').countDocuments()]).toEqual([1, 1])
      expect(await elsewhere.count({ n: 2 })).toBe(3)
    })
    it('a collection that a killed process had no time to record, or to remove, goes at the next start', async () => {
      const { open, db } = begin()
      await (await open()).collection(definition)
      await db.collection<{ _id: string }>('view.cases.1.left').insertOne({ _id: 'a' })
      await db.collection('of-somebody-else').insertOne({ a: 1 })
      await open()
      expect(await collectionsOf(db)).toHaveLength(1)
      expect(await db.collection('of-somebody-else').countDocuments()).toBe(1)
    })
  })

  describe('indexes', () => {
    it('that somebody dropped are made again; one that somebody made otherwise is said', async () => {
      const { open, db } = begin()
      await (await open()).collection(definition)
      const copy = db.collection((await collectionsOf(db))[0]!)
      await copy.dropIndex('index-0')
      await (await open()).collection(definition)
      expect((await copy.indexes()).map(({ name }) => name)).toEqual(['_id_', 'index-0'])
      await copy.dropIndex('index-0')
      await copy.createIndex({ position: 1 }, { name: 'index-0' })
      expect(await faultOf((await open()).collection(definition))).toBe('index-mismatch never')
    })
  })

  describe('several processes', () => {
    it('that write to one view take no checkpoint back: documents and checkpoint are always those of one batch', async () => {
      const { open } = begin()
      const [first, second, reader] = [await open(), await open(), await open()]
      const [left, right, seen] = [await first.collection(definition), await second.collection(definition), await reader.collection(definition)]
      let isDone = false
      const positions: number[] = []
      const looking = (async () => {
        while (!isDone) positions.push((await seen.checkpoint())?.version ?? 0)
      })()
      const writing = [left, right].map(async (collection, i) => {
        for (let n = 1 + i; n <= 20; n += 2) await taken(() => collection.apply(batch(n), checkpoint(n)))
      })
      await Promise.all(writing)
      isDone = true
      await looking
      expect(positions).toEqual([...positions].sort((a, b) => a - b))
      expect((await seen.checkpoint())!.version).toBe(20)
      expect([...(await seen.getMany(['a', 'b', 'c'])).values()].map(({ n }) => n)).toEqual([20, 20, 20])
    })
    it('see each other\'s writes without a knock', async () => {
      const { open } = begin()
      const write = await (await open()).collection(definition)
      const read = await (await open({ pollMs: 1 })).collection(definition)
      const waiting = read.get('a', { atLeast: checkpoint(1).position })
      await write.apply(batch(1), checkpoint(1))
      expect(await waiting).toEqual({ id: 'a', n: 1 })
    })
    it('that open one collection for the first time at once make one copy', async () => {
      const { open, db } = begin()
      const stores = await Promise.all([open(), open(), open()])
      const collections = await Promise.all(stores.map((store) => store.collection(definition)))
      await collections[0]!.apply(batch(1), checkpoint(1))
      expect(await Promise.all(collections.map((each) => each.count({ n: 1 })))).toEqual([3, 3, 3])
      expect(await collectionsOf(db)).toHaveLength(1)
    })
  })

  it('keeps batch and checkpoint together over a kill of the writer', async () => {
    const { database, open } = begin()
    const script = `
      import { openMongoReadStore } from '@zhijian/read-store/mongo'
      const [url, database] = process.argv.slice(1)
      const cases = await (await openMongoReadStore({ url, database })).collection(${JSON.stringify(definition)})
      for (let n = 1; ; n += 1) {
        const changes = ['a', 'b', 'c'].map((id) => ({ id, document: { id, n } }))
        await cases.apply(changes, { position: String(n).padStart(8, '0'), stream: 's', version: n, hash: '', epoch: 'e' })
        console.log(n)
      }`
    const writer = spawn(process.execPath, ['--conditions=source', '--input-type=module', '-e', script, server.url, database],
      { cwd: import.meta.dirname, stdio: ['ignore', 'pipe', 'inherit'] })
    let said = ''
    for await (const chunk of writer.stdout) {
      said += String(chunk)
      if (said.split('\n').length > 10) break
    }
    writer.kill('SIGKILL')
    if (writer.exitCode === null && writer.signalCode === null) await once(writer, 'exit')
    const acknowledged = Number(said.trim().split('\n').at(-1))
    const cases = await (await open()).collection(definition)
    const { version } = (await cases.checkpoint())!
    expect(version).toBeGreaterThanOrEqual(acknowledged)
    expect([...(await cases.getMany(['a', 'b', 'c'])).values()].map(({ n }) => n)).toEqual([version, version, version])
  })

  it('loses no acknowledged batch when the server is killed under load, and goes on by itself', async () => {
    const own = await ownMongo()
    onTestFinished(() => own.end())
    const store = await openMongoReadStore({ url: own.url, database: 'views', timeoutMs: 10_000, pollMs: 0 })
    onTestFinished(() => store.close())
    const cases = await store.collection(definition)
    let acknowledged = 0
    let faults = 0
    let kills = 0
    for (let n = 1; n <= 60; n += 1) {
      const isDue = n % 20 === 10 && kills < n / 20
      const restarted = isDue ? own.kill().then(() => own.start()) : null
      if (isDue) kills += 1
      try {
        await cases.apply(batch(n), checkpoint(n))
        acknowledged = n
      } catch (error) {
        expect(isFault(error) && error.retry).toBe('later')
        faults += 1
      }
      await restarted
      const { version } = (await cases.checkpoint())!
      expect(version).toBeGreaterThanOrEqual(acknowledged)
      expect([...(await cases.getMany(['a', 'b', 'c'])).values()].map((each) => each['n'])).toEqual([version, version, version])
      n = version
    }
    expect([kills, acknowledged]).toEqual([3, 60])
    expect(faults).toBeLessThanOrEqual(kills)
  })
})

describeWithSecantus('over MongoDB\'s protocol, with users', () => {
  it('lets in who has the password; who has not is refused, never, and it is not said who tried', async () => {
    const server = await ownMongo()
    onTestFinished(() => server.end())
    const admin = await new MongoClient(server.url).connect()
    await admin.db('admin').command({ createUser: 'views', pwd: 'right', roles: ['root'] })
    await admin.close()
    await server.kill()
    await server.start(['--auth'])
    const urlOf = (password: string): string => server.url.replace('//', `//views:${password}@`)
    const store = await openMongoReadStore({ url: urlOf('right'), database: 'views' })
    await (await store.collection(definition)).apply(batch(1), checkpoint(1))
    await store.close()
    const apart = await openMongoReadStore({ url: server.url, user: { name: 'views', password: 'right' }, database: 'views' })
    expect(await (await apart.collection(definition)).count({ n: 1 })).toBe(3)
    await apart.close()
    expect(await faultOf(openMongoReadStore({ url: urlOf('wrong'), database: 'views' }))).toBe('store-refused later')
    expect(await faultOf(openMongoReadStore({ url: server.url, database: 'views' }))).toBe('store-refused later')
  })
})

/** Repeats it while another writer is in the way, as the follower of a view does. */
const taken = async (step: () => Promise<void>): Promise<void> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await step()
    } catch (error) {
      if (!isFault(error, 'store-busy') || attempt === 10) throw error
    }
  }
}
