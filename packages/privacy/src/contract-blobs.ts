// What every blob store promises, as tests: `blobStoreContract('folder', open)`.
import { createHash } from 'node:crypto'
import { BlobRef, type PersonId } from '@zhijian/contracts'
import { isFault } from '@zhijian/kernel'
import { afterEach, describe, expect, it } from 'vitest'
import type { BlobStore, KeyRing } from './port.ts'

export interface OpenedBlobStore {
  readonly blobs: BlobStore
  readonly keyring: KeyRing
  /** Changes one byte of what is stored of a blob, sealed or public. */
  damage(ref: BlobRef, at: number): Promise<void>
  /** All bytes in the store, wherever they lie. */
  everything(): Promise<Uint8Array>
  dispose(): Promise<void>
}

const wang = 'wang' as PersonId
const li = 'li' as PersonId
const TEXT = { maxBytes: 1_000_000, mediaTypes: ['text/plain', 'text/csv'] }
/** 200,001 bytes: four segments, the last of them short. */
const letter = Buffer.from('尊敬的法官:\n我的邻居拆了我的墙。\n'.repeat(4166) + '此致敬礼'.padEnd(25, '!'))

export const blobStoreContract = (name: string, open: () => Promise<OpenedBlobStore>): void => {
  describe(`${name} keeps the promises of a blob store`, () => {
    let opened: OpenedBlobStore
    const begin = async (): Promise<OpenedBlobStore> => (opened = await open())
    afterEach(async () => opened.dispose())
    const fault = async (code: string, promise: Promise<unknown>): Promise<void> => {
      const error = await promise.then(() => null, (reason: unknown) => reason)
      expect(isFault(error) ? [error.code, error.retry] : error).toEqual([code, 'never'])
    }

    it.each([1, 65_535, 65_536, 65_537, 131_072, 200_001])('gives back %d bytes as they were put', async (size) => {
      const { blobs } = await begin()
      const bytes = Buffer.alloc(size, '证据abc')
      bytes.fill('x', size - (size % 9))
      const ref = await blobs.put(wang, bytes, { ...TEXT, mediaTypes: ['text/plain'] })
      expect(BlobRef.parse(ref)).toEqual({ digest: ref.digest, bytes: size, mediaType: 'text/plain' })
      expect(Buffer.from(await blobs.get(wang, ref)).equals(bytes)).toBe(true)
    })
    it('gives any part of it', async () => {
      const { blobs } = await begin()
      const text = Buffer.from('0123456789abcdef'.repeat(12_501)).subarray(0, 200_001)
      const ref = await blobs.put(wang, text, TEXT)
      for (const [from, to] of [[0, 1], [0, 65_536], [65_535, 65_537], [65_536, 131_072], [131_072, 131_073], [199_990, 200_001],
        [199_990, 999_999], [0, 200_001], [200_000, 200_001]] as const) {
        expect(Buffer.from(await blobs.get(wang, ref, { from, to })).equals(text.subarray(from, to))).toBe(true)
      }
      for (const [from, to] of [[200_001, 200_002], [-1, 3], [5, 5], [0.5, 3]] as const) {
        await fault('range-not-satisfiable', blobs.get(wang, ref, { from, to }))
      }
    })
    it('takes nothing too large, of another type, or empty, and keeps nothing of it', async () => {
      const { blobs, everything } = await begin()
      const before = (await everything()).length
      await fault('blob-too-large', blobs.put(wang, letter, { ...TEXT, maxBytes: letter.length - 1 }))
      await fault('type-not-allowed', blobs.put(wang, letter, { ...TEXT, mediaTypes: ['image/png'] }))
      await fault('type-not-allowed', blobs.put(wang, Buffer.from('a\u0000b'), TEXT))
      await fault('type-not-allowed', blobs.put(wang, new Uint8Array(), TEXT))
      expect((await everything()).length).toBe(before)
      expect((await blobs.put(wang, letter, { ...TEXT, maxBytes: letter.length })).bytes).toBe(letter.length)
    })
    it('stores nothing in the clear, and the same file twice as two', async () => {
      const { blobs, everything } = await begin()
      const one = await blobs.put(wang, letter, TEXT)
      const two = await blobs.put(li, letter, TEXT)
      expect(one.digest).not.toBe(two.digest)
      expect(Buffer.from(await everything()).includes('尊敬的法官')).toBe(false)
    })
    it('opens for nobody else, and for nobody once the person is forgotten', async () => {
      const { blobs, keyring } = await begin()
      const ref = await blobs.put(wang, letter, TEXT)
      const other = await blobs.put(li, letter, TEXT)
      await fault('blob-damaged', blobs.get(li, ref))
      await fault('blob-damaged', blobs.get(li, ref, { from: 0, to: 5 }))
      await keyring.destroy(wang, { reason: 'law', by: ['a', 'b'], at: '2026-11-22T00:00:00.000Z' })
      await fault('person-erased', blobs.get(wang, ref))
      await fault('person-erased', blobs.put(wang, letter, TEXT))
      expect(await blobs.get(li, other)).toHaveLength(letter.length)
    })
    it('knows what it does not have', async () => {
      const { blobs } = await begin()
      await blobs.put(wang, letter, TEXT)
      for (const digest of ['ab'.repeat(32), '../../../etc/passwd', '']) {
        await fault('no-such-blob', blobs.get(wang, { digest, bytes: 1, mediaType: 'text/plain' }))
        await fault('no-such-blob', blobs.getPublic({ digest, bytes: 1, mediaType: 'text/plain' }))
      }
    })
    it.each([0, 1, 16, 17, 100, 65_600, 200_000])('notices a change of byte %d', async (at) => {
      const { blobs, damage } = await begin()
      const ref = await blobs.put(wang, letter, TEXT)
      await damage(ref, at)
      await fault('blob-damaged', blobs.get(wang, ref))
      const open = await blobs.putPublic(letter, 'text/plain')
      await damage(open, at)
      await fault('blob-damaged', blobs.getPublic(open))
    })
    it('keeps public data by its own hash, once', async () => {
      const { blobs, everything } = await begin()
      const list = Buffer.from(JSON.stringify(['lawyer-1', 'lawyer-2']))
      const ref = await blobs.putPublic(list, 'application/json')
      const size = (await everything()).length
      expect(await blobs.putPublic(list, 'application/json')).toEqual(ref)
      expect((await everything()).length).toBe(size)
      const digest = createHash('sha256').update(list).digest('hex')
      expect(ref).toEqual({ digest, bytes: list.length, mediaType: 'application/json' })
      expect(Buffer.from(await blobs.getPublic(ref)).equals(list)).toBe(true)
      await opened.keyring.keyFor(wang)
      await fault('no-such-blob', blobs.get(wang, ref))
    })
  })
}
