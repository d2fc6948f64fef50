// Keys, look-ups and files of a simulated world: in memory, from its seed.
import { createHash, createHmac } from 'node:crypto'
import type { BlobRef, PersonId } from '@zhijian/contracts'
import { Fault } from '@zhijian/kernel'
import { normalise, type BlobStore, type KeyRing, type Lookup, type Tombstone } from '@zhijian/privacy'
import type { Random } from './random.ts'

export const memoryKeyRing = (random: Random): KeyRing => {
  const keys = new Map<string, Uint8Array>()
  const gone = new Map<string, Tombstone>()
  const erased = (): Fault => new Fault('person-erased', 'this person was forgotten', { retry: 'never' })
  return {
    async keyFor(person) {
      if (gone.has(person)) throw erased()
      const key = keys.get(person) ?? createHash('sha256').update(random.bytes(32)).digest()
      keys.set(person, key)
      return key
    },
    async existingKey(person) {
      if (gone.has(person)) throw erased()
      const key = keys.get(person)
      if (!key) throw new Fault('no-such-key', 'there is no key for this person', { retry: 'never' })
      return key
    },
    async destroy(person, { reason, by, at }) {
      const before = gone.get(person)
      if (before) return before
      const keyDigest = createHash('sha256').update(keys.get(person) ?? '').digest('hex')
      const tombstone: Tombstone = { person, at, reason, by, keyDigest }
      gone.set(person, tombstone)
      keys.delete(person)
      return tombstone
    },
    status: async (person) => (gone.has(person) ? 'erased' : keys.has(person) ? 'active' : 'unknown'),
    async restrict() {
      throw new Fault('not-simulated', 'statutory retention is not part of this world', { retry: 'never' })
    },
    tombstones: async () => [...gone.values()],
    close: async () => {},
  }
}

export interface MemoryLookup extends Lookup {
  /** Another index under the same key that begins with what this one holds. */
  copy(): MemoryLookup
}

export const memoryLookup = (key: Uint8Array, from: ReadonlyMap<string, string> = new Map()): MemoryLookup => {
  const owners = new Map(from)
  const at = (kind: string, hmac: string): string => `${kind} ${hmac}`
  return {
    hmac: (kind, value) => createHmac('sha256', key).update(`${kind} ${normalise(kind, value)}`).digest('base64url'),
    async reserve(kind, hmac, owner) {
      const held = owners.get(at(kind, hmac))
      if (held === undefined) owners.set(at(kind, hmac), owner)
      return held === undefined ? 'reserved' : held === owner ? 'mine' : 'taken'
    },
    ownerOf: async (kind, hmac) => owners.get(at(kind, hmac)) ?? null,
    async release(kind, hmac, owner) {
      if (owners.get(at(kind, hmac)) === owner) owners.delete(at(kind, hmac))
    },
    async retain(kind, owner, hmacs) {
      const gone = [...owners].filter(([place, each]) => each === owner && place.startsWith(`${kind} `) && !hmacs.includes(place.slice(kind.length + 1)))
      for (const [place] of gone) owners.delete(place)
      return gone.length
    },
    async eraseOwner(owner) {
      const mine = [...owners].filter(([, each]) => each === owner)
      for (const [place] of mine) owners.delete(place)
      return mine.length
    },
    copy: () => memoryLookup(key, owners),
  }
}

/** Public files only: nobody in this world attaches anything. */
export const memoryBlobs = (): BlobStore => {
  const files = new Map<string, Uint8Array>()
  const personal = (): never => {
    throw new Fault('not-simulated', 'attachments are not part of this world', { retry: 'never' })
  }
  return {
    put: async (_person: PersonId) => personal(),
    get: async () => personal(),
    async putPublic(bytes, mediaType) {
      const digest = createHash('sha256').update(bytes).digest('hex')
      files.set(digest, bytes)
      return { digest, bytes: bytes.length, mediaType } as BlobRef
    },
    async getPublic(ref) {
      const bytes = files.get(ref.digest)
      if (!bytes) throw new Fault('no-such-blob', 'there is no such file', { retry: 'never' })
      return bytes
    },
  } as BlobStore
}
