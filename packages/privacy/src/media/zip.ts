// What a ZIP archive (a docx or xlsx is one) says it will unpack to, read from its directory without unpacking anything.
// A reader that unpacks must still stop at what is declared here: the numbers are the file's own.

export interface ZipLimits {
  /** Sum over all entries. */
  readonly unpackedBytes: number
  /** Unpacked to packed, over the whole archive; deflate reaches 1032 on zeros. */
  readonly ratio: number
  readonly entries: number
}
/** A court bundle of scans stays far below; a bomb is far above. */
export const ZIP_LIMITS: ZipLimits = { unpackedBytes: 200_000_000, ratio: 100, entries: 10_000 }

const END = 0x06054b50
const ENTRY = 0x02014b50
const LOCAL = 0x04034b50

export const isZip = (bytes: Uint8Array): boolean =>
  bytes.length >= 4 && bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4

/**
 * @returns false for a bomb: more than the limits, entries that overlap (one packed text unpacked many times), ZIP64,
 *   encrypted entries; or a directory that does not add up
 */
export const isHarmlessZip = (bytes: Uint8Array, limits: ZipLimits = ZIP_LIMITS): boolean => {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let end = file.length - 22
  const lowest = Math.max(0, end - 65_535)
  while (end >= lowest && file.readUInt32LE(end) !== END) end -= 1
  if (end < lowest) return false
  const count = file.readUInt16LE(end + 10)
  const directory = file.readUInt32LE(end + 16)
  if (count === 0xffff || directory === 0xffffffff || count > limits.entries || count === 0) return false
  const spans: (readonly [from: number, to: number])[] = []
  let unpacked = 0
  let packed = 0
  for (let i = 0, at = directory; i < count; i += 1) {
    if (at + 46 > end || file.readUInt32LE(at) !== ENTRY) return false
    const size = file.readUInt32LE(at + 20)
    const local = file.readUInt32LE(at + 42)
    if ((file.readUInt16LE(at + 8) & 1) !== 0 || local + 30 > directory || file.readUInt32LE(local) !== LOCAL) return false
    const from = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28)
    if (from + size > directory) return false
    unpacked += file.readUInt32LE(at + 24)
    packed += size
    spans.push([local, from + size])
    at += 46 + file.readUInt16LE(at + 28) + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32)
  }
  spans.sort(([a], [b]) => a - b)
  return spans.every(([from], i) => i === 0 || from >= spans[i - 1]![1])
    && unpacked <= limits.unpackedBytes && unpacked <= Math.max(packed, 1024) * limits.ratio
}
