// WebM and Matroska: an EBML header, then a segment that holds at least one cluster of frames.

const EBML = 0x1a45dfa3
const SEGMENT = 0x18538067
const CLUSTER = Buffer.from([0x1f, 0x43, 0xb6, 0x75])

/** @returns null when it is no recording: another start, no segment, nothing recorded in it */
export const checkWebm = (bytes: Uint8Array): Uint8Array | null => {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (file.length < 12 || file.readUInt32BE(0) !== EBML) return null
  // A size is 1–8 bytes long: as many as the first byte has leading zeros, plus one.
  const width = Math.clz32(file[4]!) - 23
  if (width > 4) return null
  let size = file[4]! & (0xff >> width)
  for (let i = 1; i < width; i += 1) size = size * 256 + file[4 + i]!
  const at = 4 + width + size
  if (at + 4 > file.length || file.readUInt32BE(at) !== SEGMENT) return null
  return file.includes(CLUSTER, at) ? bytes : null
}
