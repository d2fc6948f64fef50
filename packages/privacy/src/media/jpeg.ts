// What a photograph shows, without where, when and with what it was taken. Segments that a decoder needs are kept byte
// for byte, pixels are not touched; all others go, with whatever stands behind the end of the image. Of EXIF only the
// orientation returns, in a segment of our own, so that the picture still stands upright.

/** Width × height. More than any camera makes; a picture of a few kilobytes can unpack to gigabytes. */
export const MAX_PIXELS = 100_000_000
/** Segments, chunks. More than any camera or program writes; a hostile file of nothing else would be many times its size in memory. */
export const MOST_PARTS = 50_000

/** Orientation 2–8 from TIFF bytes (EXIF without its header), or 1. Anything unreadable is 1. */
export const orientationOf = (tiff: Uint8Array): number => {
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength)
  if (tiff.length < 14) return 1
  const little = view.getUint16(0) === 0x4949
  if (!little && view.getUint16(0) !== 0x4d4d) return 1
  const directory = view.getUint32(4, little)
  if (directory + 2 > tiff.length) return 1
  const entries = view.getUint16(directory, little)
  for (let i = 0; i < entries; i += 1) {
    const at = directory + 2 + i * 12
    if (at + 12 > tiff.length) return 1
    if (view.getUint16(at, little) === 0x0112) {
      const value = view.getUint16(at + 8, little)
      return value >= 1 && value <= 8 ? value : 1
    }
  }
  return 1
}

/** TIFF bytes that say nothing but an orientation. */
export const orientationTiff = (orientation: number): Uint8Array => Uint8Array.of(
  0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0)

const startsWith = (bytes: Uint8Array, text: string): boolean =>
  bytes.length >= text.length && Buffer.from(bytes.buffer, bytes.byteOffset, text.length).toString('latin1') === text

/** Kept: JFIF, ICC colour profiles, Adobe's colour transform. Never: EXIF, XMP, MPF, IPTC, comments, other makers' own. */
const isKept = (marker: number, body: Uint8Array): boolean => {
  if (marker === 0xe0) return startsWith(body, 'JFIF\0')
  if (marker === 0xe2) return startsWith(body, 'ICC_PROFILE\0')
  if (marker === 0xee) return startsWith(body, 'Adobe')
  return !(marker >= 0xe0 && marker <= 0xef) && marker !== 0xfe
}

const word = (bytes: Uint8Array, at: number): number => (bytes[at]! << 8) | bytes[at + 1]!
const isMarker = (byte: number): boolean => byte !== 0 && !(byte >= 0xd0 && byte <= 0xd7)
/** SOF0–SOF15, without the tables that share their row. */
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)

/**
 * @returns null when it is no whole JPEG: no start, no scan, no end, a segment that reaches beyond the file, or more
 *   segments than any, or more than 100 million pixels
 */
export const stripJpeg = (bytes: Uint8Array): Uint8Array | null => {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return null
  const kept: Uint8Array[] = []
  let orientation = 1
  let hasScan = false
  let at = 2
  while (at + 2 <= bytes.length) {
    if (bytes[at] !== 0xff || kept.length === MOST_PARTS) return null
    const marker = bytes[at + 1]!
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (marker === 0xd9) {
      if (!hasScan) return null
      const exif = Buffer.concat([Buffer.from('Exif\0\0'), orientationTiff(orientation)])
      const head = orientation === 1 ? [] : [Uint8Array.of(0xff, 0xe1, 0, exif.length + 2), exif]
      return Buffer.concat([Uint8Array.of(0xff, 0xd8), ...head, ...kept, Uint8Array.of(0xff, 0xd9)])
    }
    if (at + 4 > bytes.length) return null
    const length = word(bytes, at + 2)
    if (length < 2 || at + 2 + length > bytes.length) return null
    const body = bytes.subarray(at + 4, at + 2 + length)
    if (isFrame(marker) && (body.length < 6 || word(body, 1) * word(body, 3) > MAX_PIXELS)) return null
    if (marker === 0xe1 && startsWith(body, 'Exif\0\0')) orientation = orientationOf(body.subarray(6))
    let end = at + 2 + length
    if (marker === 0xda) {
      hasScan = true
      // Coded data ends at the first marker that is neither a stuffed zero nor a restart.
      while (end + 1 < bytes.length && !(bytes[end] === 0xff && isMarker(bytes[end + 1]!))) end += 1
    }
    if (isKept(marker, body)) kept.push(bytes.subarray(at, end))
    at = end
  }
  return null
}
