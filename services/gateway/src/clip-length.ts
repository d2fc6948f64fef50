// How long a recording is, by what is in it. A claim of the sender is no measure: ten seconds are the least that counts as
// an answer.

/** @returns whole milliseconds; 0 when it cannot be told, which counts as no substance */
export const clipLengthMs = async (bytes: Uint8Array, mediaType: string): Promise<number> => {
  // Loaded when the first recording comes: no start waits for it.
  const { parseBuffer } = await import('music-metadata')
  const told = await parseBuffer(bytes, { mimeType: mediaType }, { duration: true, skipCovers: true }).then(
    ({ format }) => format.duration, () => undefined)
  const seconds = told !== undefined && Number.isFinite(told) && told > 0 ? told : mediaType.endsWith('/webm')
    ? webmSeconds(bytes) : 0
  return Math.floor(seconds * 1000)
}

const CLUSTER = Buffer.from([0x1f, 0x43, 0xb6, 0x75])

/**
 * Recordings made in a browser carry no duration. Their last cluster's timecode (in milliseconds, the scale every browser
 * writes) is a lower bound of it.
 */
const webmSeconds = (bytes: Uint8Array): number => {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let latest = 0
  for (let at = file.indexOf(CLUSTER); at >= 0; at = file.indexOf(CLUSTER, at + 4)) {
    // The cluster's size (1–8 bytes), then its timecode: element 0xE7, a size, a number.
    const width = Math.clz32(file[at + 4] ?? 0) - 23
    const element = at + 4 + width
    if (file[element] !== 0xe7) continue
    const length = (file[element + 1] ?? 0) & 0x7f
    if (length >= 1 && length <= 6 && element + 2 + length <= file.length) latest = Math.max(latest,
      file.readUIntBE(element + 2, length))
  }
  return latest / 1000
}
