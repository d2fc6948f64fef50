// A PNG without text, times and EXIF: only chunks that change what is seen are kept, byte for byte, each with a right CRC;
// what stands behind IEND goes. Of EXIF only the orientation returns.
import { crc32 } from 'node:zlib'
import { MAX_PIXELS, MOST_PARTS, orientationOf, orientationTiff } from './jpeg.ts'

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const KEPT = new Set([
  'IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'cHRM', 'gAMA', 'iCCP', 'sBIT', 'sRGB', 'cICP', 'mDCV', 'cLLI', 'bKGD', 'pHYs',
  'hIST', 'sPLT', 'acTL', 'fcTL', 'fdAT',
])

export const pngChunk = (type: string, body: Uint8Array): Buffer => {
  const chunk = Buffer.alloc(12 + body.length)
  chunk.writeUInt32BE(body.length, 0)
  chunk.write(type, 4, 'latin1')
  chunk.set(body, 8)
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 8 + body.length)), 8 + body.length)
  return chunk
}

/**
 * @returns null when it is no whole PNG: another start, a chunk that reaches beyond the file, a wrong CRC, no IDAT or
 *   IEND, more chunks than any, more than 100 million pixels
 */
export const stripPng = (bytes: Uint8Array): Uint8Array | null => {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (!file.subarray(0, 8).equals(SIGNATURE)) return null
  const kept: Buffer[] = [SIGNATURE]
  let orientation = 1
  let isFirst = true
  let hasImage = false
  for (let at = 8; at + 12 <= file.length;) {
    const length = file.readUInt32BE(at)
    const end = at + 12 + length
    if (end > file.length || kept.length === MOST_PARTS || crc32(file.subarray(at + 4, end - 4)) !== file.readUInt32BE(end - 4)) return null
    const type = file.toString('latin1', at + 4, at + 8)
    if (isFirst && (type !== 'IHDR' || length < 13)) return null
    if (isFirst && file.readUInt32BE(at + 8) * file.readUInt32BE(at + 12) > MAX_PIXELS) return null
    isFirst = false
    if (type === 'eXIf') orientation = orientationOf(file.subarray(at + 8, end - 4))
    if (type === 'IDAT') hasImage = true
    if (type === 'IEND') {
      // Behind the image, where eXIf may stand as well: earlier chunks are already passed.
      if (orientation !== 1) kept.push(pngChunk('eXIf', orientationTiff(orientation)))
      kept.push(file.subarray(at, end))
      return hasImage ? Buffer.concat(kept) : null
    }
    if (KEPT.has(type)) kept.push(file.subarray(at, end))
    at = end
  }
  return null
}
