// The look-up in MongoDB, for processes on several hosts: one document per value, whose id it is (L1). The key that makes it unreadable
// is a file that every host has. What MongoDB keeps of a removed document for a while (journal, oplog, backups) leads to nobody
// without that key; L2 is kept for what can be read here.
import { randomBytes } from 'node:crypto'
import { isDuplicate } from '@zhijian/read-store/mongo-connection'
import { MongoBulkWriteError } from 'mongodb'
import { fingerprintOf, hmacsWith, otherKey } from './lookup-key.ts'
import type { MongoKeys } from './mongo-keys.ts'
import type { Lookup, LookupKind } from './port.ts'
import { readSecretFile } from './secret-file.ts'

export interface MongoLookupOptions {
  readonly keys: MongoKeys
  /** 32 bytes, the same on every host; made by the first of all, mode 0600. */
  readonly keyFile: string
  readonly random?: (bytes: number) => Uint8Array
}

interface Entry { readonly _id: string; readonly kind: LookupKind; readonly owner: string }
type Outcome = 'reserved' | 'mine' | 'taken'

/** A register of ten thousand goes in pieces of this. */
const AT_ONCE = 250
const MAJORITY = { readConcern: { level: 'majority' } } as const

/** @throws Fault `secret-missing` · `secret-exposed` · `lookup-key-mismatch` (never), and as MongoDB fails */
export const openMongoLookup = async ({ keys, keyFile, random = randomBytes }: MongoLookupOptions): Promise<Lookup> => {
  const entries = keys.collection<Entry>('lookups')
  const meta = keys.collection<{ readonly _id: string; readonly fingerprint: string }>('meta')
  const known = await keys.now(meta, 'lookup-key')
  const key = readSecretFile(keyFile, known === null, random)
  await keys.insertOnce(meta, { _id: 'lookup-key', fingerprint: fingerprintOf(key) })
  if ((await keys.now(meta, 'lookup-key'))?.fingerprint !== fingerprintOf(key)) throw otherKey()
  await keys.use(() => entries.createIndex({ owner: 1, kind: 1 }))

  const idOf = (kind: LookupKind, hmac: string): string => `${kind}:${hmac}`
  const ownersOf = async (ids: readonly string[]): Promise<ReadonlyMap<string, string>> =>
    new Map((await keys.use(() => entries.find({ _id: { $in: [...ids] } }, MAJORITY).toArray())).map(({ _id, owner }) => [_id, owner]))

  /** In the order asked for: of two who want the same, the first has it. */
  const reserveAll = async (wanted: readonly Entry[]): Promise<readonly Outcome[]> => {
    const refused = await keys.use(async () => {
      try {
        await entries.insertMany([...wanted], { ordered: false })
        return new Set<number>()
      } catch (error) {
        if (!(error instanceof MongoBulkWriteError) || !isDuplicate(error)) throw error
        const errors = [error.writeErrors].flat()
        if (errors.some(({ code }) => code !== 11_000)) throw error
        return new Set(errors.map(({ index }) => index))
      }
    })
    const owners = refused.size === 0 ? new Map<string, string>() : await ownersOf([...refused].map((i) => wanted[i]!._id))
    return wanted.map(({ _id, owner }, i) => (!refused.has(i) ? 'reserved' : owners.get(_id) === owner ? 'mine' : 'taken'))
  }

  type Waiting = { readonly entry: Entry; readonly done: (outcome: Outcome) => void; readonly fail: (error: unknown) => void }
  let waiting: Waiting[] = []
  /** One piece after another, so that the order is kept between them as well. */
  const reserveTogether = async (all: readonly Waiting[]): Promise<void> => {
    for (let at = 0; at < all.length; at += AT_ONCE) await reservePiece(all.slice(at, at + AT_ONCE))
  }
  const reservePiece = async (group: readonly Waiting[]): Promise<void> => {
    try {
      const outcomes = await reserveAll(group.map(({ entry }) => entry))
      for (const [i, { done }] of group.entries()) done(outcomes[i]!)
    } catch (error) {
      for (const { fail } of group) fail(error)
    }
  }

  return {
    hmac: hmacsWith(key),
    reserve: (kind, hmac, owner) => new Promise((done, fail) => {
      if (waiting.length === 0) {
        setImmediate(() => {
          const all = waiting
          waiting = []
          void reserveTogether(all)
        })
      }
      waiting.push({ entry: { _id: idOf(kind, hmac), kind, owner }, done, fail })
    }),
    ownerOf: async (kind, hmac) => (await ownersOf([idOf(kind, hmac)])).get(idOf(kind, hmac)) ?? null,
    async release(kind, hmac, owner) {
      await keys.use(() => entries.deleteOne({ _id: idOf(kind, hmac), owner }))
    },
    retain: async (kind, owner, hmacs) =>
      (await keys.use(() => entries.deleteMany({ owner, kind, _id: { $nin: hmacs.map((hmac) => idOf(kind, hmac)) } }))).deletedCount,
    eraseOwner: async (owner) => (await keys.use(() => entries.deleteMany({ owner }))).deletedCount,
  }
}
