// Files of people. What is stored, wherever the bytes lie (bytes.ts), is sealed with the person's key and named by the hash of the
// sealed bytes;
// the same file of two people is two blobs. A reference says the size and type of what is inside.
// B1 Nothing is written before type, size and structure are allowed, metadata is gone, and a scanner, where there is one, found nothing in
//    the very bytes that are kept.
// B2 Whole or not at all: a crash leaves no blob that a reference could point to, and no half of one.
// B3 Read back, it is what was put, or `blob-damaged`.
import { createHash, randomBytes } from 'node:crypto'
import type { BlobRef } from '@zhijian/contracts'
import { Fault } from '@zhijian/kernel'
import type { Bytes } from './bytes.ts'
import { sniff } from './media/sniff.ts'
import { never } from './never.ts'
import type { BlobStore, KeyRing } from './port.ts'
import { assertClean } from './scanner.ts'
import { HEAD_BYTES, openFile, openSpan, plainSize, sealedSpan, sealFile } from './sealed-file.ts'
import type { SuiteName } from './suite.ts'

export interface BlobsOptions {
  readonly bytes: Bytes
  readonly keyring: KeyRing
  readonly suite?: SuiteName
  /** Default: node:crypto. */
  readonly random?: (bytes: number) => Uint8Array
}

const DIGEST = /^[0-9a-f]{64}$/
const boundTo = (person: string): string => `blob\0${person}`
const sha256Hex = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const damaged = (cause?: unknown): Fault =>
  never('blob-damaged', 'a blob is not what was stored; put it back from its backup', cause)
const noSuchBlob = (): Fault => never('no-such-blob', 'there is no such blob')

const part = async (store: Bytes, area: 'sealed' | 'public', { digest }: BlobRef, from = 0, to = Infinity): Promise<{ bytes: Buffer; size: number }> => {
  const found = DIGEST.test(digest) ? await store.read({ area, digest }, from, to) : null
  if (found === null) throw noSuchBlob()
  return found
}
const whole = async (store: Bytes, area: 'sealed' | 'public', ref: BlobRef): Promise<Buffer> => {
  const { bytes } = await part(store, area, ref)
  if (sha256Hex(bytes) !== ref.digest) throw damaged()
  return bytes
}

/** The public blobs alone: for readers who hold no keys. */
export const publicBlobs = (store: Bytes): Pick<BlobStore, 'putPublic' | 'getPublic'> => ({
  async putPublic(bytes, mediaType) {
    const digest = sha256Hex(bytes)
    const there = await store.read({ area: 'public', digest }, 0, 0)
    if (there?.size !== bytes.length) await store.put({ area: 'public', digest }, bytes)
    return { digest, bytes: bytes.length, mediaType }
  },
  getPublic: (ref) => whole(store, 'public', ref),
})

export const createBlobs = ({ bytes: store, keyring, suite = 'aes', random = randomBytes }: BlobsOptions): BlobStore => ({
  async put(person, bytes, { maxBytes, mediaTypes, scanner }) {
    if (bytes.length > maxBytes) throw never('blob-too-large', `a file of this kind has at most ${maxBytes} bytes`)
    const kept = await sniff(bytes, mediaTypes)
    if (!kept) throw never('type-not-allowed', 'by its content this is none of the types that may be sent here')
    await assertClean(scanner, kept.bytes)
    const file = sealFile(await keyring.keyFor(person), boundTo(person), kept.bytes, random, suite)
    const digest = sha256Hex(file)
    await store.put({ area: 'sealed', digest }, file)
    return { digest, bytes: kept.bytes.length, mediaType: kept.mediaType }
  },
  async get(person, ref, span) {
    const key = await keyring.existingKey(person)
    if (!span) {
      const file = await whole(store, 'sealed', ref)
      try {
        return openFile(key, boundTo(person), file)
      } catch (cause) {
        throw damaged(cause)
      }
    }
    // Part of a file is not hashed: the tags of its segments vouch for it.
    const { bytes: head, size } = await part(store, 'sealed', ref, 0, HEAD_BYTES)
    const end = Math.min(span.to, plainSize(size))
    if (!Number.isInteger(span.from) || span.from < 0 || span.from >= end) {
      throw never('range-not-satisfiable', `this blob has ${plainSize(size)} bytes`)
    }
    const place = sealedSpan(span.from, end)
    const { bytes: segments } = await part(store, 'sealed', ref, place.from, place.to)
    try {
      return openSpan(key, boundTo(person), head, segments, size, span.from, end)
    } catch (cause) {
      throw damaged(cause)
    }
  },
  ...publicBlobs(store),
})
