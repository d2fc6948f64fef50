// Keys of persons in an SQLite file, each wrapped by the master key; three files, kept and backed up apart.
// K1 A tombstone is on the disk before its key goes; the key then leaves no byte in the file or its journal.
// K2 On opening, and before any key is made, tombstones are applied: a key file from a backup brings nobody back.
// K3 A key is on the disk before it is given out, so nothing is ever sealed with a key that a crash takes away.
// K4 What this process remembers of keys ends when any process destroys one.
import { createHash, randomBytes } from 'node:crypto'
import type { Fault } from '@zhijian/kernel'
import { LruOfKeys } from './lru-of-keys.ts'
import { never } from './never.ts'
import type { KeyRing, Tombstone } from './port.ts'
import { boundTo, masterOf, RING_SCHEMA, settle } from './master-key.ts'
import { openSecretDatabase } from './sqlite-file.ts'
import { box, IV_BYTES, SUITES, unbox, type SuiteName } from './suite.ts'
import { openTombstones } from './tombstones.ts'

export interface SqliteKeyRingOptions {
  readonly file: string
  /** 32 bytes, made at first start with mode 0600. Back it up apart: without it no key can be unwrapped. */
  readonly masterKeyFile: string
  /** Append-only; copy it beside the outside seals, never restore it with the keys. */
  readonly tombstoneFile: string
  /** Another copy of it, on another disk: written before the first, and brought into it at every start. */
  readonly tombstoneCopy?: string
  /** Default: node:crypto. */
  readonly random?: (bytes: number) => Uint8Array
  /** What new keys are wrapped with; keys wrapped with either open. Default `aes`. */
  readonly suite?: SuiteName
  /** Unwrapped keys held in memory. Default 1,000. */
  readonly cached?: number
  /** How long a writer waits for a writer of another process, ms. Default 2,000. */
  readonly busyMs?: number
}

const KEY_BYTES = 32

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const erased = (): Fault => never('person-erased', 'the key of this person was destroyed')
const restricted = (): Fault => never('person-restricted', 'this person\'s data may only be kept')
const noSuchKey = (): Fault => never('no-such-key', 'this person has no key')

/**
 * @throws Fault `secret-missing` · `secret-exposed` · `master-key-mismatch` · `tombstones-missing` · `tombstones-damaged` ·
 *   `store-damaged` (never)
 */
export const openSqliteKeyRing = async (options: SqliteKeyRingOptions): Promise<KeyRing> => {
  const { file, masterKeyFile, tombstoneFile, random = randomBytes, cached = 1000, suite = 'aes' } = options
  const { db, use, transaction, close } = openSecretDatabase(file, RING_SCHEMA, options.busyMs)
  const cache = new LruOfKeys(cached)
  try {
    const meta = (key: string): unknown => db.prepare('SELECT value FROM meta WHERE key = ?').get(key)?.['value']
    const setMeta = (key: string, value: string | number): void => {
      db.prepare('INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value').run(key, value)
    }
    const { secret: master, fingerprint } = transaction(() => {
      settle(meta('master-key'), masterKeyFile)
      const found = masterOf(masterKeyFile, meta('master-key'), random)
      setMeta('master-key', found.fingerprint)
      return found
    })
    const tombstones = openTombstones(tombstoneFile, options.tombstoneCopy)
    if (tombstones.all().size < Number(meta('tombstones') ?? 0)) {
      throw never('tombstones-missing', 'tombstones that these keys know of are missing; put the file back')
    }

    const selectKey = db.prepare('SELECT wrapped, restricted_until AS until FROM keys WHERE person = ?')
    const insertKey = db.prepare('INSERT INTO keys (person, wrapped) VALUES (?, ?)')
    const deleteKey = db.prepare('DELETE FROM keys WHERE person = ?')
    const dataVersion = db.prepare('PRAGMA data_version')
    dataVersion.setReturnArrays(true)
    const wrap = (person: string, key: Uint8Array): Buffer =>
      box(SUITES[suite], master, random(IV_BYTES), boundTo(person), key)
    const unwrap = (person: string, wrapped: Uint8Array): Buffer => {
      try {
        return unbox(master, boundTo(person), wrapped).plain
      } catch (cause) {
        throw never('store-damaged', 'a wrapped key is damaged; put the key file back from its backup', cause)
      }
    }
    const bury = (person: string): void => {
      cache.delete(person)
      if (deleteKey.run(person).changes > 0) setMeta('unwiped', 1)
    }
    /**
     * The rest of K1: secure_delete overwrites a deleted cell, but not the copies that SQLite leaves when it moves cells
     * between pages (seen: one key in fifty). A rewritten file holds none; the mark outlives a crash before it.
     */
    const wipe = (): void => {
      if (meta('unwiped') !== 1) return
      use(() => db.exec('VACUUM'))
      transaction(() => setMeta('unwiped', 0))
    }
    transaction(() => [...tombstones.all().keys()].forEach(bury))
    wipe()

    let seenVersion = -1
    const remembered = (person: string): Uint8Array | null => {
      const version = use(() => (dataVersion.get() as unknown as readonly [number])[0])
      if (version !== seenVersion) cache.clear()
      seenVersion = version
      return cache.get(person)
    }
    const held = (person: string): { readonly key: Buffer; readonly isRestricted: boolean } | null => {
      const row = selectKey.get(person)
      return row ? { key: unwrap(person, row['wrapped'] as Uint8Array), isRestricted: row['until'] !== null } : null
    }

    return {
      async keyFor(person) {
        const known = remembered(person)
        if (known) return known
        // The lock keeps a tombstone from being written between the look and the new key (K2).
        const key = transaction(() => {
          if (tombstones.all().has(person)) throw erased()
          const found = held(person)
          if (found?.isRestricted) throw restricted()
          if (found) return found.key
          // One wrapped by a key that was replaced meanwhile would open never again.
          if (meta('master-key') !== fingerprint) throw never('master-key-mismatch', 'the master key was replaced while these keys were open; start again')
          const made = Buffer.from(random(KEY_BYTES))
          insertKey.run(person, wrap(person, made))
          return made
        })
        return cache.set(person, key)
      },
      async existingKey(person) {
        const known = remembered(person)
        if (known) return known
        if (tombstones.all().has(person)) throw erased()
        const found = use(() => held(person))
        if (!found) throw noSuchKey()
        if (found.isRestricted) throw restricted()
        return cache.set(person, found.key)
      },
      async destroy(person, { reason, by, at }) {
        const tombstone = transaction(() => {
          const before = tombstones.all().get(person)
          if (before) {
            bury(person)
            return before
          }
          const until = selectKey.get(person)?.['until'] as string | null | undefined
          if (until && until > at) throw restricted()
          // Somebody without a key is buried all the same: none will ever be made.
          const keyDigest = sha256(held(person)?.key ?? random(KEY_BYTES))
          const made: Tombstone = { person, at, reason, by: [by[0], by[1]], keyDigest }
          tombstones.append(made)
          bury(person)
          setMeta('tombstones', tombstones.all().size)
          return made
        })
        wipe()
        return tombstone
      },
      async status(person) {
        if (tombstones.all().has(person)) return 'erased'
        const row = use(() => selectKey.get(person))
        if (!row) return 'unknown'
        return row['until'] === null ? 'active' : 'restricted'
      },
      async restrict(person, until, rule) {
        transaction(() => {
          if (tombstones.all().has(person)) throw erased()
          const { changes } = db.prepare('UPDATE keys SET restricted_until = ?, restricted_rule = ? WHERE person = ?')
            .run(until, rule, person)
          if (changes === 0) throw noSuchKey()
          cache.delete(person)
        })
      },
      tombstones: async () => [...tombstones.all().values()],
      async close() {
        cache.clear()
        close()
      },
    }
  } catch (error) {
    close()
    throw error
  }
}

