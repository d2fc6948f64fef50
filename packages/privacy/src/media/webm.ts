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

const TRACKS = Buffer.from([0x16, 0x54, 0xae, 0x6b])
const TRACK_ENTRY = 0xae
const TRACK_TYPE = 0x83
const VIDEO = 1

interface Element { readonly id: number; readonly body: number; readonly end: number }

/** More than any recording has in one of the places that are looked into; the rest of a hostile one is not. */
const MOST_ELEMENTS = 1000

/** One after the other, as far as they add up. Ids are kept with their length marker, sizes without. */
const elementsIn = (file: Buffer, from: number, to: number, most = MOST_ELEMENTS): readonly Element[] => {
  const elements: Element[] = []
  for (let at = from; at < to && elements.length < most;) {
    const idWidth = Math.clz32(file[at]!) - 23
    if (idWidth > 4 || at + idWidth >= to) break
    const width = Math.clz32(file[at + idWidth]!) - 23
    const body = at + idWidth + width
    if (width > 6 || body > to) break
    const size = file.readUIntBE(at + idWidth, width) % 2 ** (7 * width)
    if (body + size > to) break
    elements.push({ id: file.readUIntBE(at, idWidth), body, end: body + size })
    at = body + size
  }
  return elements
}

/** Whether a recording shows something; null: it does not say. Sound alone comes in the same container. */
export const showsWebm = (bytes: Uint8Array): boolean | null => {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const at = file.indexOf(TRACKS)
  const tracks = at < 0 ? undefined : elementsIn(file, at, file.length, 1)[0]
  if (tracks === undefined) return null
  const types = elementsIn(file, tracks.body, tracks.end).filter(({ id }) => id === TRACK_ENTRY)
    .flatMap((entry) => elementsIn(file, entry.body, entry.end).filter(({ id }) => id === TRACK_TYPE).map(({ body }) => file[body]))
  return types.length === 0 ? null : types.includes(VIDEO)
}
