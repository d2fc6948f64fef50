import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PersonId } from '@zhijian/contracts'
import { describe, expect, it } from 'vitest'
import { createBlobs } from './blobs.ts'
import { folderBytes } from './bytes-folder.ts'
import { blobStoreContract } from './contract-blobs.ts'
import { asDiskFault } from './disk-fault.ts'
import { codeOf, freshFolder, seededRandom } from './fixtures.ts'
import { openSqliteKeyRing } from './keyring-sqlite.ts'
import { barePhoto, docx, DOCX, docxBomb, ftyp, photo, PLACE } from './media/media.fixtures.ts'
import { openFile, plainSize, sealFile, SEGMENT } from './sealed-file.ts'

const wang = 'wang' as PersonId
const begin = async () => {
  const folder = freshFolder()
  const keyring = await openSqliteKeyRing({
    file: join(folder, 'keys.db'), masterKeyFile: join(folder, 'master'), tombstoneFile: join(folder, 'tombstones') })
  const blobFolder = join(folder, 'blobs')
  return { folder: blobFolder, keyring, blobs: createBlobs({ bytes: folderBytes(blobFolder), keyring }) }
}
const filesIn = (folder: string): string[] => {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
  } catch {
    return []
  }
}

blobStoreContract('folder', async () => {
  const { folder, keyring, blobs } = await begin()
  return {
    blobs, keyring,
    async damage(ref, at) {
      const path = filesIn(folder).find((each) => each.endsWith(ref.digest))!
      const bytes = readFileSync(path)
      bytes[at]! ^= 1
      writeFileSync(path, bytes)
    },
    everything: async () => Buffer.concat(filesIn(folder).map((path) => readFileSync(path))),
    dispose: () => keyring.close(),
  }
})

describe('the folder of blobs', () => {
  it('spreads files over folders, readable by their owner alone, and leaves no draft', async () => {
    const { folder, keyring, blobs } = await begin()
    const ref = await blobs.put(wang, photo(), { maxBytes: 9999, mediaTypes: ['image/jpeg'] })
    expect(ref.bytes).toBe(barePhoto.length)
    expect(Buffer.from(await blobs.get(wang, ref)).includes(PLACE)).toBe(false)
    const [path, ...others] = filesIn(folder)
    expect(others).toEqual([])
    expect(path).toBe(join(folder, 'sealed', ref.digest.slice(0, 2), ref.digest))
    expect(statSync(path!).mode & 0o777).toBe(0o600)
    await keyring.close()
  })
  it('takes no bomb and no film that is none', async () => {
    const { folder, keyring, blobs } = await begin()
    const limits = { maxBytes: 10_000_000, mediaTypes: [DOCX, 'video/mp4'] }
    const noFilm = Buffer.concat([ftyp, Buffer.from('nothing to see')])
    for (const bytes of [docxBomb, noFilm]) expect(await codeOf(blobs.put(wang, bytes, limits))).toBe('type-not-allowed')
    expect(filesIn(folder)).toEqual([])
    expect((await blobs.put(wang, docx, limits)).mediaType).toBe(DOCX)
    await keyring.close()
  })
  it('says of a full disk that it is full, and to come back later', () => {
    const full = (code: string) => asDiskFault(Object.assign(new Error('/secret/path'), { code }))
    for (const code of ['ENOSPC', 'EDQUOT', 'EFBIG']) expect(full(code)).toMatchObject({ code: 'store-full', retry: 'later' })
    expect(full('EIO')).toMatchObject({ code: 'store-unavailable', retry: 'later' })
    expect((full('ENOSPC') as Error).message).not.toContain('path')
  })
})

describe.each(['aes', 'sm'] as const)('a file sealed with the suite %s', (suite) => {
  const key = Buffer.alloc(32, 7)
  const plain = Buffer.from(seededRandom('plain')(2 * SEGMENT + 5))
  const sealed = sealFile(key, 'blob\0wang', plain, seededRandom('salt'), suite)

  it('opens with its key, for whom it is, and knows its size', () => {
    expect(openFile(key, 'blob\0wang', sealed).equals(plain)).toBe(true)
    expect(plainSize(sealed.length)).toBe(plain.length)
    expect(() => openFile(key, 'blob\0li', sealed)).toThrow()
    expect(() => openFile(Buffer.alloc(32, 8), 'blob\0wang', sealed)).toThrow()
    expect(sealFile(key, 'blob\0wang', plain, seededRandom('salt'), suite).equals(sealed)).toBe(true)
  })
  it('does not open with a segment left out, moved, repeated or cut off', () => {
    const stride = SEGMENT + 16
    const head = sealed.subarray(0, 17)
    const [a, b, c] = [0, 1, 2].map((n) => sealed.subarray(17 + n * stride, 17 + (n + 1) * stride)) as [Buffer, Buffer, Buffer]
    for (const parts of [[a, b], [a, c], [b, a, c], [a, a, c], [a, b, c, c], [a, b, b], [a], []]) {
      expect(() => openFile(key, 'blob\0wang', Buffer.concat([head, ...parts]))).toThrow()
    }
    expect(() => openFile(key, 'blob\0wang', sealed.subarray(0, sealed.length - 1))).toThrow()
    expect(() => openFile(key, 'blob\0wang', sealed.subarray(0, 5))).toThrow()
  })
  it.each([0, 1, SEGMENT - 1, SEGMENT, SEGMENT + 1])('holds %d bytes', (size) => {
    const each = sealFile(key, 'x', plain.subarray(0, size), seededRandom('s'), suite)
    expect(plainSize(each.length)).toBe(size)
    expect(openFile(key, 'x', each).equals(plain.subarray(0, size))).toBe(true)
  })
})
