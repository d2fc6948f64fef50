// Files of people, in a folder. What is stored is sealed with the person's key and named by the hash of the sealed bytes;
// the same file of two people is two blobs. A reference says the size and type of what is inside.
// B1 Nothing is written before type, size and structure are allowed, and metadata is gone.
// B2 Whole or not at all: a crash leaves no blob that a reference could point to, and no half of one.
// B3 Read back, it is what was put, or `blob-damaged`.
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { BlobRef } from '@zhijian/contracts'
import { Fault } from '@zhijian/kernel'
import { pathOf, readSpan, sha256Hex, sizeOf, writeWhole } from './folder-store.ts'
import { sniff } from './media/sniff.ts'
import { never } from './never.ts'
import type { BlobStore, KeyRing } from './port.ts'
import { HEAD_BYTES, openFile, openSpan, plainSize, sealedSpan, sealFile } from './sealed-file.ts'
import type { SuiteName } from './suite.ts'

export interface FolderBlobsOptions {
  readonly folder: string
  readonly keyring: KeyRing
  readonly suite?: SuiteName
  /** Default: node:crypto. */
  readonly random?: (bytes: number) => Uint8Array
}

const DIGEST = /^[0-9a-f]{64}$/
const boundTo = (person: string): string => `blob\0${person}`
const damaged = (cause?: unknown): Fault =>
  never('blob-damaged', 'a blob is not what was stored; put it back from its backup', cause)
const noSuchBlob = (): Fault => never('no-such-blob', 'there is no such blob')

const locateIn = async (inside: string, ref: BlobRef): Promise<{ path: string; size: number }> => {
  if (!DIGEST.test(ref.digest)) throw noSuchBlob()
  const path = pathOf(inside, ref.digest)
  const size = await sizeOf(path)
  if (size === null) throw noSuchBlob()
  return { path, size }
}
const whole = async (path: string, digest: string): Promise<Buffer> => {
  const bytes = await readSpan(path, 0, Infinity)
  if (sha256Hex(bytes) !== digest) throw damaged()
  return bytes
}

/** The public blobs of a folder alone: for readers who hold no keys. */
export const openPublicBlobs = (folder: string): Pick<BlobStore, 'putPublic' | 'getPublic'> => {
  const open = join(folder, 'public')
  return {
    async putPublic(bytes, mediaType) {
      const digest = sha256Hex(bytes)
      const path = pathOf(open, digest)
      if ((await sizeOf(path)) !== bytes.length) await writeWhole(path, bytes)
      return { digest, bytes: bytes.length, mediaType }
    },
    async getPublic(ref) {
      const { path } = await locateIn(open, ref)
      return whole(path, ref.digest)
    },
  }
}

export const openFolderBlobs = async (options: FolderBlobsOptions): Promise<BlobStore> => {
  const { folder, keyring, suite = 'aes', random = randomBytes } = options
  const sealed = join(folder, 'sealed')
  return {
    async put(person, bytes, { maxBytes, mediaTypes }) {
      if (bytes.length > maxBytes) throw never('blob-too-large', `a file of this kind has at most ${maxBytes} bytes`)
      const kept = await sniff(bytes, mediaTypes)
      if (!kept) throw never('type-not-allowed', 'by its content this is none of the types that may be sent here')
      const key = await keyring.keyFor(person)
      const file = sealFile(key, boundTo(person), kept.bytes, random, suite)
      const digest = sha256Hex(file)
      await writeWhole(pathOf(sealed, digest), file)
      return { digest, bytes: kept.bytes.length, mediaType: kept.mediaType }
    },
    async get(person, ref, span) {
      const key = await keyring.existingKey(person)
      const { path, size } = await locateIn(sealed, ref)
      if (!span) {
        const file = await whole(path, ref.digest)
        try {
          return openFile(key, boundTo(person), file)
        } catch (cause) {
          throw damaged(cause)
        }
      }
      // Part of a file is not hashed: the tags of its segments vouch for it.
      const end = Math.min(span.to, plainSize(size))
      if (!Number.isInteger(span.from) || span.from < 0 || span.from >= end) {
        throw never('range-not-satisfiable', `this blob has ${plainSize(size)} bytes`)
      }
      const place = sealedSpan(span.from, end)
      try {
        return openSpan(key, boundTo(person), await readSpan(path, 0, HEAD_BYTES), await readSpan(path, place.from, place.to),
          size, span.from, end)
      } catch (cause) {
        throw cause instanceof Fault ? cause : damaged(cause)
      }
    },
    ...openPublicBlobs(folder),
  }
}
