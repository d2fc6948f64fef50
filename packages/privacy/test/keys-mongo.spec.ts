// The key ring and the look-up over MongoDB's protocol: their promises, what a kill leaves at every step, a restore, a frozen
// process, and a connection that is cut.
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PersonId } from '@zhijian/contracts'
import { Fault, isFault } from '@zhijian/kernel'
import { cuttingProxy, type Fate } from '@zhijian/read-store/mongo-wire'
import { MongoClient, type Document } from 'mongodb'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { startMongo, type MongoServer } from '../../../tools/servers/mongo.mjs'
import { keyRingContract } from '../src/contract-keyring.ts'
import { lookupContract } from '../src/contract-lookup.ts'
import { codeOf } from '../src/fixtures.ts'
import { openMongoKeyRing, openMongoKeys, openMongoLookup, type MongoKeyRing, type MongoKeys } from '../src/mongo.ts'
import type { KeyWrapping } from '../src/wrapping.ts'
import { fileWrapping } from '../src/wrapping-file.ts'
import { describeWithMongo } from './servers.ts'

const wang = 'wang' as PersonId
const li = 'li' as PersonId
const certificate = { reason: '个人信息保护法 第四十七条', by: ['zhao', 'qian'] as const, at: '2026-11-22T02:40:23.000Z' }

describeWithMongo('over MongoDB\'s protocol', () => {
  let root: string
  let server: MongoServer
  let serial = 0
  let now = 0
  const fresh = (): string => `keys-${serial += 1}`
  const folder = (): string => mkdtempSync(join(root, 'host-'))

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'zhijian-keys-'))
    server = await startMongo({ storeDir: join(root, 'store') })
  })
  afterAll(async () => {
    await server.kill()
    rmSync(root, { recursive: true, force: true })
  })

  const openKeys = (database: string, url = server.url): Promise<MongoKeys> => openMongoKeys({ url, database, platform: { storeId: 'log-1', county: '150921' }, timeoutMs: 2000 })
  interface Host { readonly tombstoneFile: string; readonly masterKey: string }
  const aHost = (masterKey = join(folder(), 'master.key')): Host => ({ tombstoneFile: join(folder(), 'tombstones.jsonl'), masterKey })
  const openRing = async (database: string, { tombstoneFile, masterKey }: Host, more: { url?: string; wrapping?: (isNew: boolean) => KeyWrapping; own?: boolean } = {}): Promise<MongoKeyRing> => {
    const keys = await openKeys(database, more.url)
    try {
      const ring = await openMongoKeyRing({ keys, tombstoneFile, elapsedMs: () => now, wrapping: more.wrapping ?? ((mayMake) => fileWrapping({ file: masterKey, mayMake })) })
      const both: MongoKeyRing = {
        ...ring,
        async close() {
          await ring.close()
          await keys.close()
        },
      }
      if (more.own !== true) onTestFinished(() => both.close())
      return both
    } catch (error) {
      await keys.close()
      throw error
    }
  }
  const database = async <T>(name: string, step: (persons: ReturnType<ReturnType<MongoClient['db']>['collection']>, client: MongoClient) => Promise<T>): Promise<T> => {
    const client = await new MongoClient(server.url).connect()
    try {
      return await step(client.db(name, { writeConcern: { w: 'majority' } }).collection('persons'), client)
    } finally {
      await client.close()
    }
  }
  const recordOf = (name: string, person: string): Promise<Document | null> => database(name, (persons) => persons.findOne({ _id: person as never }))

  keyRingContract('MongoDB', async () => {
    const name = fresh()
    const host = aHost()
    const handles: MongoKeyRing[] = []
    const on = async (which: Host): Promise<MongoKeyRing> => {
      const handle = await openRing(name, which, { own: true })
      handles.push(handle)
      return handle
    }
    return {
      ring: await on(host),
      again: () => on(aHost(host.masterKey)),
      async backup() {
        const kept = await database(name, (persons) => persons.find().toArray())
        return {
          async restore() {
            await database(name, async (persons) => {
              await persons.deleteMany({})
              await persons.insertMany(kept)
            })
            return on(host)
          },
        }
      },
      heard: () => { now += 5000 },
      async dispose() {
        for (const each of handles) await each.close()
      },
    }
  })

  lookupContract('MongoDB', async () => {
    const opened: MongoKeys[] = []
    const on = async (name: string, keyFile: string) => {
      const keys = await openKeys(name)
      opened.push(keys)
      return openMongoLookup({ keys, keyFile })
    }
    const [name, keyFile] = [fresh(), join(folder(), 'lookup.key')]
    return {
      lookup: await on(name, keyFile), again: () => on(name, keyFile), apart: () => on(fresh(), join(folder(), 'lookup.key')),
      async dispose() {
        for (const each of opened) await each.close()
      },
    }
  })

  describe('a process that remembers a key', () => {
    it('uses it no longer than a second after it last asked, however long it stood still', async () => {
      const [name, one] = [fresh(), aHost()]
      const [here, there] = [await openRing(name, one), await openRing(name, aHost(one.masterKey))]
      await here.keyFor(wang)
      const key = await there.existingKey(wang)
      await here.destroy(wang, certificate)
      now += 1000
      expect(await there.existingKey(wang)).toEqual(key)
      now += 1
      expect(await codeOf(there.existingKey(wang))).toBe('person-erased')
      expect(await codeOf(there.keyFor(wang))).toBe('person-erased')
    })
    it('does not use one that was destroyed while it was being unwrapped', async () => {
      const [name, one] = [fresh(), aHost()]
      const here = await openRing(name, one)
      await here.keyFor(wang)
      const unwrapping = Promise.withResolvers<void>()
      const goOn = Promise.withResolvers<void>()
      let isSlow = false
      const there = await openRing(name, aHost(one.masterKey), {
        wrapping: (mayMake) => {
          const file = fileWrapping({ file: one.masterKey, mayMake })
          return {
            ...file,
            async unwrap(person, wrapped) {
              if (isSlow) {
                unwrapping.resolve()
                await goOn.promise
              }
              return file.unwrap(person, wrapped)
            },
          }
        },
      })
      isSlow = true
      const asked = codeOf(there.existingKey(wang))
      await unwrapping.promise
      await here.destroy(wang, certificate)
      now += 1001
      goOn.resolve()
      expect(await asked).toBe('person-erased')
    })
    it('uses nothing while MongoDB is away, not even what it remembers', async () => {
      const [name, one] = [fresh(), aHost()]
      let isAway = false
      const proxy = await cuttingProxy(server.url, (): Fate => (isAway ? 'lost' : 'passes'))
      onTestFinished(proxy.close)
      const ring = await openRing(name, one, { url: proxy.url })
      await ring.keyFor(wang)
      isAway = true
      now += 1001
      const fault = await ring.existingKey(wang).catch((error: unknown) => error)
      expect(isFault(fault) ? [fault.code, fault.retry] : fault).toEqual(['store-unavailable', 'later'])
      isAway = false
      expect(await ring.existingKey(wang)).toHaveLength(32)
    })
  })

  describe('M1: a destruction that was cut off', () => {
    /** Lets so many of the writes of a destruction pass, and loses the next with the connection. */
    it.each([0, 1, 2])('after %i of its three writes is finished by the next start, with the same certificate', async (passing) => {
      const [name, one] = [fresh(), aHost()]
      await (await openRing(name, one)).keyFor(wang)
      let writes = -1
      const proxy = await cuttingProxy(server.url, (command): Fate => {
        if (writes < 0 || !('update' in command || 'insert' in command || 'findAndModify' in command)) return 'passes'
        return (writes += 1) > passing ? 'lost' : 'passes'
      })
      onTestFinished(proxy.close)
      const dying = await openRing(name, one, { url: proxy.url })
      writes = 0
      expect(await codeOf(dying.destroy(wang, certificate))).toBe('store-unavailable')
      const [line] = readFileSync(one.tombstoneFile, 'utf8').trim().split('\n').map((each) => JSON.parse(each))
      expect(line.person).toBe(wang)
      const next = await openRing(name, one)
      expect(await codeOf(next.existingKey(wang))).toBe('person-erased')
      expect((await recordOf(name, wang))?.['wrapped']).toBeUndefined()
      expect(await next.destroy(wang, { ...certificate, reason: 'again' })).toEqual(line)
      expect(await next.tombstones()).toEqual([line])
    })
    it('is finished by whoever repeats it, and heard by a process that remembers the key', async () => {
      const [name, one] = [fresh(), aHost()]
      const there = await openRing(name, aHost(one.masterKey))
      await there.keyFor(wang)
      const here = await openRing(name, one)
      await database(name, (persons) => persons.updateOne({ _id: wang as never }, { $set: { tombstone: { person: wang, ...certificate, keyDigest: 'ab'.repeat(32) }, n: Number.MAX_SAFE_INTEGER } }))
      expect((await here.destroy(wang, certificate)).keyDigest).toBe('ab'.repeat(32))
      expect((await recordOf(name, wang))?.['wrapped']).toBeUndefined()
      now += 1001
      expect(await codeOf(there.existingKey(wang))).toBe('person-erased')
    })
    it('leaves no wrapped key in any document', async () => {
      const [name, one] = [fresh(), aHost()]
      const ring = await openRing(name, one)
      await ring.keyFor(wang)
      const { wrapped } = (await recordOf(name, wang))!
      await ring.destroy(wang, certificate)
      const all = await database(name, async (_, client) => JSON.stringify(await Promise.all(
        (await client.db(name).collections()).map((each) => each.find().toArray()))))
      expect(all).toContain(wang)
      expect(all).not.toContain(wrapped)
    })
  })

  describe('M2: a restore of the database', () => {
    it('is undone on every host that heard of the destruction, also in a process that was running', async () => {
      const [name, one] = [fresh(), aHost()]
      const other = aHost(one.masterKey)
      const [here, there] = [await openRing(name, one), await openRing(name, other)]
      await here.keyFor(wang)
      await here.keyFor(li)
      const kept = await database(name, async (persons, client) => [await persons.find().toArray(), await client.db(name).collection('state').find().toArray()] as const)
      await here.destroy(wang, certificate)
      now += 1001
      expect(await codeOf(there.existingKey(wang))).toBe('person-erased')
      expect(readFileSync(other.tombstoneFile)).toEqual(readFileSync(one.tombstoneFile))
      const restore = () => database(name, async (persons, client) => {
        const states = client.db(name).collection('state')
        await Promise.all([persons.deleteMany({}), states.deleteMany({})])
        await persons.insertMany(kept[0])
        await states.insertMany(kept[1])
      })
      await restore()
      now += 1001
      expect(await codeOf(there.existingKey(wang))).toBe('person-erased')
      expect(await there.existingKey(li)).toHaveLength(32)
      expect((await recordOf(name, wang))?.['wrapped']).toBeUndefined()
      await restore()
      const third = await openRing(name, other)
      expect(await third.status(wang)).toBe('erased')
      expect((await recordOf(name, wang))?.['wrapped']).toBeUndefined()
      expect(await codeOf((await openRing(name, aHost(one.masterKey))).keyFor(wang))).toBe('person-erased')
    })
  })

  describe('what these keys belong to', () => {
    it('is one log, one wrapping and one look-up key; others are refused', async () => {
      const [name, one] = [fresh(), aHost()]
      await (await openRing(name, one)).keyFor(wang)
      expect(await codeOf(openMongoKeys({ url: server.url, database: name, platform: { storeId: 'log-2', county: '150921' } }))).toBe('keys-of-another-log')
      expect(await codeOf(openRing(name, aHost()))).toBe('secret-missing')
      const stranger = aHost()
      writeFileSync(stranger.masterKey, new Uint8Array(32).fill(9), { mode: 0o600 })
      expect(await codeOf(openRing(name, stranger))).toBe('master-key-mismatch')
      expect(await codeOf(openRing(name, one, { wrapping: (mayMake) => ({ ...fileWrapping({ file: one.masterKey, mayMake }), name: 'vault:transit/zhijian' }) }))).toBe('master-key-mismatch')
      const keys = await openKeys(name)
      onTestFinished(() => keys.close())
      const keyFile = join(folder(), 'lookup.key')
      await openMongoLookup({ keys, keyFile })
      expect(await codeOf(openMongoLookup({ keys, keyFile: join(folder(), 'lookup.key') }))).toBe('secret-missing')
      writeFileSync(keyFile, new Uint8Array(32).fill(9))
      expect(await codeOf(openMongoLookup({ keys, keyFile }))).toBe('lookup-key-mismatch')
    })
    it('is wrapped anew when the wrapping key was rotated; the old one then opens nothing', async () => {
      const [name, one] = [fresh(), aHost()]
      const ring = await openRing(name, one)
      const key = await ring.keyFor(wang)
      await ring.keyFor(li)
      copyFileSync(one.masterKey, `${one.masterKey}.earlier`)
      rmSync(one.masterKey)
      const rotated = await openRing(name, one, { wrapping: () => fileWrapping({ file: one.masterKey, earlier: [`${one.masterKey}.earlier`], mayMake: true }) })
      expect(await rotated.rewrap()).toBe(2)
      expect(await rotated.rewrap()).toBe(0)
      expect(existsSync(one.masterKey)).toBe(true)
      const after = await openRing(name, one)
      expect(await after.existingKey(wang)).toEqual(key)
    })
    it('a wrapping that is away at a start is waited for, later', async () => {
      const away = new Fault('key-service-unavailable', 'Vault is sealed', { retry: 'later' })
      const wrapping: KeyWrapping = { name: 'x', wrap: () => Promise.reject(away), unwrap: () => Promise.reject(away), rewrap: () => Promise.reject(away), close: async () => {} }
      expect(await codeOf(openRing(fresh(), aHost(), { wrapping: () => wrapping }))).toBe('key-service-unavailable')
    })
  })

  it('M3: every key that was given out is there after kill -9', async () => {
    const [name, one] = [fresh(), aHost()]
    const ring = await openRing(name, one)
    const made = await Promise.all(Array.from({ length: 20 }, async (_, i) => [`p${i}` as PersonId, await ring.keyFor(`p${i}` as PersonId)] as const))
    const { port } = server
    await server.kill()
    server = await startMongo({ storeDir: join(root, 'store'), port })
    const again = await openRing(name, one)
    for (const [person, key] of made) expect(await again.existingKey(person)).toEqual(key)
  })
})
