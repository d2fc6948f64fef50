// Sealed files: AES-256-GCM in segments of 64 KiB, so that a part of a clip is opened without the rest, and no segment can
// be left out, moved or cut off: each is numbered and the last is marked. Every file has its own key, derived from the
// person's with a salt that stands in front.
//   suite byte ‖ salt (16) ‖ segment*   segment = ciphertext ‖ tag (16)   iv = number (11 bytes) ‖ 1 for the last, else 0
import { hkdfSync } from 'node:crypto'
import { decrypt, encrypt, SUITES, suiteOf, TAG_BYTES, type Suite, type SuiteName } from './suite.ts'

export const SEGMENT = 65_536
const HEAD = 17
const STRIDE = SEGMENT + TAG_BYTES

const ivOf = (number: number, isLast: boolean): Buffer => {
  const iv = Buffer.alloc(12)
  iv.writeUInt32BE(number, 7)
  iv[11] = isLast ? 1 : 0
  return iv
}
const fileKey = (suite: Suite, key: Uint8Array, salt: Uint8Array, bound: string): Uint8Array =>
  new Uint8Array(hkdfSync(suite.hash, key, salt, `zhijian/file\0${bound}`, 32))

/** @param bound what the file belongs to: it opens under no other */
export const sealFile = (
  key: Uint8Array, bound: string, plain: Uint8Array, random: (bytes: number) => Uint8Array, suiteName: SuiteName = 'aes',
): Buffer => {
  const suite = SUITES[suiteName]
  const salt = random(16)
  const own = fileKey(suite, key, salt, bound)
  const parts: Uint8Array[] = [Uint8Array.of(suite.number), salt]
  const segments = Math.max(1, Math.ceil(plain.length / SEGMENT))
  for (let n = 0; n < segments; n += 1) {
    parts.push(encrypt(suite, own, ivOf(n, n === segments - 1), salt, plain.subarray(n * SEGMENT, (n + 1) * SEGMENT)))
  }
  return Buffer.concat(parts)
}

/** Bytes of what was sealed, from the size of the sealed file. */
export const plainSize = (sealedBytes: number): number => {
  const body = sealedBytes - HEAD
  return body - Math.max(1, Math.ceil(body / STRIDE)) * TAG_BYTES
}

/** Where in the sealed file the segments lie that hold these plain bytes, `to` exclusive. */
export const sealedSpan = (from: number, to: number): { readonly from: number; readonly to: number } =>
  ({ from: HEAD + Math.floor(from / SEGMENT) * STRIDE, to: HEAD + Math.ceil(Math.max(to, from + 1) / SEGMENT) * STRIDE })

export const HEAD_BYTES = HEAD

/**
 * @param segments whole sealed segments from the first that is needed on
 * @param size of the sealed file, which says which segment is the last
 * @returns the plain bytes from `from` to `to` (exclusive)
 * @throws Error when anything was changed
 */
export const openSpan = (
  key: Uint8Array, bound: string, head: Uint8Array, segments: Uint8Array, size: number, from: number, to: number,
): Buffer => {
  const suite = suiteOf(head[0])
  if (!suite || head.length < HEAD) throw new Error('no sealed file')
  const salt = head.subarray(1, HEAD)
  const own = fileKey(suite, key, salt, bound)
  const count = Math.max(1, Math.ceil((size - HEAD) / STRIDE))
  const first = Math.floor(from / SEGMENT)
  const plain: Buffer[] = []
  for (let n = first, at = 0; at < segments.length || n === first; n += 1, at += STRIDE) {
    plain.push(decrypt(suite, own, ivOf(n, n === count - 1), salt, segments.subarray(at, at + STRIDE)))
  }
  return Buffer.concat(plain).subarray(from - first * SEGMENT, to - first * SEGMENT)
}

export const openFile = (key: Uint8Array, bound: string, sealed: Uint8Array): Buffer =>
  openSpan(key, bound, sealed.subarray(0, HEAD), sealed.subarray(HEAD), sealed.length, 0, Infinity)
