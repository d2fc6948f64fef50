// Who may be forgotten, and how: one data key per person, destroyed to forget.
import type { BlobRef, PersonId, Sealed } from '@zhijian/contracts'
import type { FileScanner } from './scanner.ts'

/** Keys of persons. Destroying one is final: a tombstone outlives every restore. */
export interface KeyRing {
  /** The person's key, made on first use. @throws Fault `person-erased` (never) · `person-restricted` (never) */
  keyFor(person: PersonId): Promise<Uint8Array>
  /** For reading: makes none. @throws Fault `person-erased` · `person-restricted` · `no-such-key` (never) */
  existingKey(person: PersonId): Promise<Uint8Array>
  /** Destroys the key, the tombstone first. Repeating it changes nothing. @throws Fault `person-restricted` (never) */
  destroy(
    person: PersonId, certificate: { readonly reason: string; readonly by: readonly [string, string]; readonly at: string },
  ): Promise<Tombstone>
  status(person: PersonId): Promise<'active' | 'restricted' | 'erased' | 'unknown'>
  /** Stops all use but keeping: for people whose data a statutory period still holds. */
  restrict(person: PersonId, until: string, rule: string): Promise<void>
  tombstones(): Promise<readonly Tombstone[]>
  close(): Promise<void>
}

export interface Tombstone {
  readonly person: PersonId
  readonly at: string
  readonly reason: string
  readonly by: readonly [string, string]
  /** SHA-256 of the destroyed key, hex: a certificate that names the key without holding it. */
  readonly keyDigest: string
}

/** Seals and opens personal values with the keys of a ring. AES-256-GCM; the salt of the commitment lies inside the box. */
export interface Sealer {
  /** @param text at most 20,000 characters; @throws Fault `text-too-long` · `text-malformed` · `person-erased` (never) */
  seal(person: PersonId, text: string): Promise<Sealed>
  /** @throws Fault `person-erased` · `box-damaged` (never) */
  open(sealed: Sealed): Promise<string>
  /** As open, but null for the erased and the restricted: for screens. */
  openOrNull(sealed: Sealed): Promise<string | null>
  /** With the salt, so that whoever holds text and salt can check the commitment. */
  openWithSalt(sealed: Sealed): Promise<{ readonly text: string; readonly salt: string }>
  /**
   * A keyed HMAC (`Lookup.hmac`) that a record is to keep of something this person said: the same again for the same, and
   * without the person's key as good as a random number, also for whoever has the look-up key.
   * @param hmac 43 characters of base64url; @throws Fault `person-erased` · `person-restricted` (never)
   */
  veil(person: PersonId, hmac: string): Promise<string>
  /** What was veiled; null for the erased and the restricted, and where there never was a key. */
  unveilOrNull(person: PersonId, veiled: string): Promise<string | null>
}

/** Looks people up by exact values without holding them: HMAC-SHA-256 under a key of its own, normalised per kind. */
export interface Lookup {
  /** base64url, 43 characters. @throws Fault `lookup-value-empty` (never) when nothing of the value is left */
  hmac(kind: LookupKind, value: string): string
  /** Reserves before an append: `mine` when this owner holds it already. */
  reserve(kind: LookupKind, hmac: string, owner: string): Promise<'reserved' | 'mine' | 'taken'>
  ownerOf(kind: LookupKind, hmac: string): Promise<string | null>
  release(kind: LookupKind, hmac: string, owner: string): Promise<void>
  /** Forgets what of this kind leads to this owner, but for these. @returns how many it forgot */
  retain(kind: LookupKind, owner: string, hmacs: readonly string[]): Promise<number>
  /** Forgets everything that leads to this owner. */
  eraseOwner(owner: string): Promise<number>
}
export type LookupKind = 'phone' | 'licence' | 'id-number' | 'party-name' | 'wechat-openid' | 'body'

/** What may be put: by size, by type as the content shows it, and by what a scanner finds in it. */
export interface BlobLimits {
  readonly maxBytes: number
  readonly mediaTypes: readonly string[]
  /** Absent: nothing looks for malware. */
  readonly scanner?: FileScanner | undefined
}

/** Files, addressed by the hash of their sealed bytes. */
export interface BlobStore {
  /**
   * Seals with the person's key, after the type was sniffed, the structure checked and metadata (EXIF, places) removed.
   * @returns size and type of what is inside, which may be smaller than what was given
   * @throws Fault `blob-too-large` · `type-not-allowed` · `file-infected` (never) · `store-full` · `file-not-scanned` (later)
   */
  put(person: PersonId, bytes: Uint8Array, limits: BlobLimits): Promise<BlobRef>
  /**
   * @param span bytes `from` to `to` (exclusive; beyond the end is cut)
   * @throws Fault `no-such-blob` · `blob-damaged` · `person-erased` · `range-not-satisfiable` (never)
   */
  get(person: PersonId, ref: BlobRef, span?: { readonly from: number; readonly to: number }): Promise<Uint8Array>
  /** Public data (an audience list of ids): not sealed, same addressing. */
  putPublic(bytes: Uint8Array, mediaType: string): Promise<BlobRef>
  getPublic(ref: BlobRef): Promise<Uint8Array>
}
