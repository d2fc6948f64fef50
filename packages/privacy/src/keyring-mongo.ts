// Keys of persons in MongoDB, for processes on several hosts: one document per person, which holds the wrapped key or the tombstone.
// M1 The tombstone is in the outside file of this host, and then in the document, before the wrapped key leaves it. What a crash
//    left in between is finished by the next who opens the ring or repeats the destruction.
// M2 Tombstones of the outside file are applied on opening, and every host's file learns of all: a restore of the database brings
//    nobody back, in a process that runs neither.
// M3 A key is confirmed by a majority before it is given out.
// M4 Nobody uses what he remembers longer than FRESH_MS after he last asked whether something was destroyed, by a clock that goes on
//    while the process stands still; the question is answered by whoever is the primary now.
// What MongoDB keeps of an overwritten document (journal, oplog, backups) is wrapped, and opens no more once everything is wrapped
// anew and the old version of the wrapping key is retired (rewrap).
import { createHash, randomBytes } from 'node:crypto'
import { Fault } from '@zhijian/kernel'
import { LruOfKeys } from './lru-of-keys.ts'
import type { MongoKeys } from './mongo-keys.ts'
import { never } from './never.ts'
import type { KeyRing, Tombstone } from './port.ts'
import { openSecretDatabase } from './sqlite-file.ts'
import { openTombstones } from './tombstones.ts'
import type { KeyWrapping } from './wrapping.ts'

export interface MongoKeyRingOptions {
  readonly keys: MongoKeys
  /** @param isNew whether no key depends on the wrapping yet */
  readonly wrapping: (isNew: boolean) => KeyWrapping
  /** Append-only, of this host: what no restore of the database touches. */
  readonly tombstoneFile: string
  readonly tombstoneCopy?: string
  /** Of a clock that nobody sets and that goes on while the process stands still. */
  readonly elapsedMs: () => number
  readonly random?: (bytes: number) => Uint8Array
  /** Unwrapped keys held in memory. Default 1,000. */
  readonly cached?: number
}

export interface MongoKeyRing extends KeyRing {
  /** Wraps every key anew with the newest version. @returns how many there were to wrap */
  rewrap(): Promise<number>
}

interface PersonRecord {
  readonly _id: string
  readonly wrapped?: string
  readonly until?: string
  readonly rule?: string
  readonly tombstone?: Tombstone
  /** Of a tombstone: the state's count of changes that told of it; PENDING until its key is gone. */
  readonly n?: number
}
interface StateRecord {
  readonly _id: string
  /** Counts what was destroyed and restricted: who sees another number than before forgets all he remembers. */
  readonly changes: number
  readonly wrapping: string
  /** Something wrapped at the beginning: opens at every start, or the wrapping is another one. */
  readonly probe: string
}

const FRESH_MS = 1000
/** An answer later than this after its question is not used. */
const LATE_MS = 3000
const PENDING = Number.MAX_SAFE_INTEGER
const TRIES = 5
const PROBE = 'probe'

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const erased = (): Fault => never('person-erased', 'the key of this person was destroyed')
const restricted = (): Fault => never('person-restricted', 'this person\'s data may only be kept')
const noSuchKey = (): Fault => never('no-such-key', 'this person has no key')
const busy = (): Fault => new Fault('store-busy', 'the keys of this person are being changed by others', { retry: 'later' })

/**
 * @throws Fault `master-key-mismatch` · `tombstones-damaged` · `secret-missing` · `secret-exposed` (never), and as the wrapping
 *   and MongoDB fail
 */
export const openMongoKeyRing = async (options: MongoKeyRingOptions): Promise<MongoKeyRing> => {
  const { keys, elapsedMs, random = randomBytes } = options
  const persons = keys.collection<PersonRecord>('persons')
  const states = keys.collection<StateRecord>('state')
  const cache = new LruOfKeys(options.cached ?? 1000)
  // Other processes of this host write to the same file.
  const lock = openSecretDatabase(`${options.tombstoneFile}.lock`, '')
  let wrapping: KeyWrapping | null = null

  try {
    const outside = openTombstones(options.tombstoneFile, options.tombstoneCopy)
    const writeOutside = (tombstones: readonly Tombstone[]): void => {
      if (tombstones.every(({ person }) => outside.all().has(person))) return
      lock.transaction(() => {
        const there = outside.all()
        for (const each of tombstones) if (!there.has(each.person)) outside.append(each)
      })
    }

    const begun = await keys.now(states, 'ring')
    const wraps = wrapping = options.wrapping(begun === null)
    if (begun === null) await keys.insertOnce(states, { _id: 'ring', changes: 0, wrapping: wraps.name, probe: await wraps.wrap(PROBE, random(32)) })
    const state = async (): Promise<StateRecord> => {
      const found = await keys.now(states, 'ring')
      if (found === null) throw never('store-damaged', 'the database of keys has lost its state; put it back from its backup')
      return found
    }
    const first = await state()
    if (first.wrapping !== wraps.name) throw never('master-key-mismatch', `these keys are wrapped by ${first.wrapping}, not by ${wraps.name}`)
    await wraps.unwrap(PROBE, first.probe)
    await keys.use(() => persons.createIndex({ n: 1 }, { sparse: true }))

    /** Everybody this process ever saw forgotten: stays so whatever the database says later. */
    const buried = new Map<string, Tombstone>(outside.all())
    const told = async (): Promise<void> => {
      await keys.use(() => states.updateOne({ _id: 'ring' }, { $inc: { changes: 1 } }))
    }
    /** M1, from wherever a crash left it. */
    const bury = async (tombstone: Tombstone): Promise<void> => {
      const { person } = tombstone
      buried.set(person, tombstone)
      cache.delete(person)
      await told()
      const { changes } = await state()
      await keys.use(() => persons.updateOne({ _id: person }, { $set: { n: changes }, $unset: { wrapped: '', until: '', rule: '' } }))
    }
    /** @returns the tombstone that stands, or null when something else was written meanwhile */
    const mark = async (tombstone: Tombstone, found: PersonRecord | null): Promise<Tombstone | null> => {
      const { person } = tombstone
      if (found?.tombstone) return found.tombstone
      if (found === null) return await keys.insertOnce(persons, { _id: person, tombstone, n: PENDING }) ? tombstone : null
      const unchanged = { _id: person, tombstone: { $exists: false }, until: found.until ?? { $exists: false } } as const
      const { matchedCount } = await keys.use(() => persons.updateOne(unchanged as never, { $set: { tombstone, n: PENDING } }))
      return matchedCount === 1 ? tombstone : null
    }
    let seen = -1
    /** What others buried since; what of the outside file the database does not know, after a restore. */
    const learn = async (changes: number): Promise<void> => {
      const isOlder = changes < seen
      const since = seen === -1 || isOlder ? {} : { n: { $gt: seen } }
      const records = await keys.use(() => persons.find({ tombstone: { $exists: true }, ...since }).toArray())
      const news = records.map(({ tombstone }) => tombstone!)
      writeOutside(news)
      for (const each of news) {
        buried.set(each.person, each)
        cache.delete(each.person)
      }
      if (seen !== -1 && !isOlder) return
      const whole = new Set(records.filter(({ n, wrapped }) => n !== PENDING && wrapped === undefined).map(({ _id }) => _id))
      for (const tombstone of new Map([...outside.all(), ...buried]).values()) {
        if (whole.has(tombstone.person)) continue
        for (let tries = 1; await mark(tombstone, await keys.now(persons, tombstone.person)) === null; tries += 1) if (tries === TRIES) throw busy()
        await bury(tombstone)
      }
    }
    let askedAt = -Infinity
    const ask = async (): Promise<void> => {
      const at = elapsedMs()
      const { changes } = await state()
      if (changes !== seen) {
        cache.clear()
        await learn(changes)
        seen = changes
      }
      askedAt = at
    }
    let asking: Promise<void> | null = null
    const fresh = async (): Promise<void> => {
      if (elapsedMs() - askedAt <= FRESH_MS) return
      asking ??= ask().finally(() => {
        asking = null
      })
      await asking
      if (elapsedMs() - askedAt > LATE_MS) throw new Fault('store-unavailable', 'MongoDB answers too late to know who was forgotten', { retry: 'later' })
    }
    await fresh()

    /** @param make what to do for somebody without a key: true when to look again */
    const keyOf = async (person: string, make: () => Promise<void>): Promise<Uint8Array> => {
      for (let tries = 1; tries <= TRIES; tries += 1) {
        await fresh()
        if (buried.has(person)) throw erased()
        const known = cache.get(person)
        if (known) return known
        const asOf = seen
        const record = await keys.now(persons, person)
        if (record?.tombstone) throw erased()
        if (record?.until !== undefined) throw restricted()
        if (record?.wrapped === undefined) {
          await make()
          continue
        }
        const key = await wraps.unwrap(person, record.wrapped)
        // While it was unwrapped somebody may have been forgotten: then it is read again.
        await fresh()
        if (seen === asOf) return cache.set(person, key)
        key.fill(0)
      }
      throw busy()
    }

    return {
      keyFor: (person) => keyOf(person, async () => {
        await keys.insertOnce(persons, { _id: person, wrapped: await wraps.wrap(person, random(32)) })
      }),
      existingKey: (person) => keyOf(person, async () => {
        throw noSuchKey()
      }),
      async destroy(person, { reason, by, at }) {
        for (let tries = 1; tries <= TRIES; tries += 1) {
          const found = await keys.now(persons, person)
          let tombstone = found?.tombstone ?? buried.get(person) ?? outside.all().get(person)
          if (tombstone === undefined) {
            if (found?.until !== undefined && found.until > at) throw restricted()
            // Somebody without a key is buried all the same: none will ever be made.
            const keyDigest = sha256(found?.wrapped === undefined ? random(32) : await wraps.unwrap(person, found.wrapped))
            tombstone = { person, at, reason, by: [by[0], by[1]], keyDigest }
          }
          writeOutside([tombstone])
          const stands = await mark(tombstone, found)
          if (stands === null) continue
          if (found?.tombstone === undefined || found.n === PENDING || found.wrapped !== undefined) await bury(stands)
          return stands
        }
        throw busy()
      },
      async status(person) {
        await fresh()
        const record = await keys.now(persons, person)
        if (buried.has(person) || record?.tombstone) return 'erased'
        if (record?.wrapped === undefined) return 'unknown'
        return record.until === undefined ? 'active' : 'restricted'
      },
      async restrict(person, until, rule) {
        await fresh()
        if (buried.has(person)) throw erased()
        const { matchedCount } = await keys.use(() =>
          persons.updateOne({ _id: person, wrapped: { $exists: true }, tombstone: { $exists: false } } as never, { $set: { until, rule } }))
        if (matchedCount === 0) throw (await keys.now(persons, person))?.tombstone ? erased() : noSuchKey()
        cache.delete(person)
        await told()
      },
      async tombstones() {
        askedAt = -Infinity
        await fresh()
        return [...buried.values()]
      },
      async rewrap() {
        let count = 0
        for await (const { _id, wrapped } of persons.find({ wrapped: { $exists: true } }, { projection: { wrapped: 1 } })) {
          const again = await wraps.rewrap(_id, wrapped!)
          if (again === null) continue
          await keys.use(() => persons.updateOne({ _id, wrapped: wrapped! }, { $set: { wrapped: again } }))
          count += 1
        }
        const probe = await wraps.rewrap(PROBE, (await state()).probe)
        if (probe !== null) await keys.use(() => states.updateOne({ _id: 'ring' }, { $set: { probe } }))
        return count
      },
      async close() {
        cache.clear()
        lock.close()
        await wraps.close()
      },
    }
  } catch (error) {
    lock.close()
    await wrapping?.close()
    throw error
  }
}
