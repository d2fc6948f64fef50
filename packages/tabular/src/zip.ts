// Looks into a zip before anyone unpacks it: sizes and ratios as the directory states them first, then every entry once
// under a hard limit, because a directory can lie.
import { crc32, inflateRawSync } from 'node:zlib'

export interface ZipLimits {
  readonly maxEntries: number
  /** Bytes of all entries together, unpacked. */
  readonly maxBytes: number
  /** Unpacked over packed, for entries of more than 1 MB. Spreadsheets reach some 30; long runs of one row 150. */
  readonly maxRatio: number
}

export type Zip =
  | { readonly kind: 'zip'; readonly entries: ReadonlyMap<string, Uint8Array> }
  | { readonly kind: 'refused'; readonly code: 'zip-bomb' | 'zip-damaged' | 'file-encrypted' }

const END = 0x06054b50
const ENTRY = 0x02014b50
const LOCAL = 0x04034b50
const MB = 1024 * 1024

interface Entry { readonly name: string; readonly packed: number; readonly size: number; readonly method: number; readonly offset: number; readonly encrypted: boolean }

/** The end record lies in the last 64 kB, behind it only a comment. */
const directory = (file: Buffer, maxEntries: number): readonly Entry[] | 'zip-damaged' | 'zip-bomb' => {
  let end = file.length - 22
  const lowest = Math.max(0, file.length - 65_557)
  while (end >= lowest && file.readUInt32LE(end) !== END) end -= 1
  if (end < lowest) return 'zip-damaged'
  const count = file.readUInt16LE(end + 10)
  if (count > maxEntries) return 'zip-bomb'
  const entries: Entry[] = []
  let at = file.readUInt32LE(end + 16)
  for (let n = 0; n < count; n += 1) {
    if (at + 46 > end || file.readUInt32LE(at) !== ENTRY) return 'zip-damaged'
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => file.readUInt16LE(at + offset)) as [number, number, number]
    entries.push({
      name: file.toString('utf8', at + 46, at + 46 + nameLength),
      encrypted: (file.readUInt16LE(at + 8) & 1) === 1,
      method: file.readUInt16LE(at + 10), packed: file.readUInt32LE(at + 20), size: file.readUInt32LE(at + 24), offset: file.readUInt32LE(at + 42),
    })
    at += 46 + nameLength + extra + comment
  }
  return entries
}

/** @returns unpacked bytes; null when they are not what the directory says. @throws nothing */
const unpack = (file: Buffer, entry: Entry): Uint8Array | null => {
  if (entry.offset + 30 > file.length || file.readUInt32LE(entry.offset) !== LOCAL) return null
  const start = entry.offset + 30 + file.readUInt16LE(entry.offset + 26) + file.readUInt16LE(entry.offset + 28)
  const packed = file.subarray(start, start + entry.packed)
  if (packed.length !== entry.packed) return null
  if (entry.method === 0) return entry.packed === entry.size ? packed : null
  if (entry.method !== 8) return null
  try {
    const bytes = inflateRawSync(packed, { maxOutputLength: entry.size + 1 })
    return bytes.length === entry.size ? bytes : null
  } catch {
    return null
  }
}

export const readZip = (bytes: Uint8Array, limits: ZipLimits): Zip => {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (file.length < 22) return { kind: 'refused', code: 'zip-damaged' }
  const entries = directory(file, limits.maxEntries)
  if (typeof entries === 'string') return { kind: 'refused', code: entries }
  const total = entries.reduce((sum, each) => sum + each.size, 0)
  const isDense = (each: Entry): boolean => each.size > MB && each.size > each.packed * limits.maxRatio
  if (total > limits.maxBytes || entries.some(isDense)) return { kind: 'refused', code: 'zip-bomb' }
  if (entries.some((each) => each.encrypted)) return { kind: 'refused', code: 'file-encrypted' }
  const unpacked = new Map<string, Uint8Array>()
  for (const entry of entries) {
    const content = unpack(file, entry)
    if (content === null) return { kind: 'refused', code: 'zip-damaged' }
    unpacked.set(entry.name, content)
  }
  return { kind: 'zip', entries: unpacked }
}

/** A zip of these entries, unpacked: for a reader that takes nothing else. */
export const packZip = (entries: ReadonlyMap<string, Uint8Array>): Uint8Array => {
  const [files, records]: [Uint8Array[], Uint8Array[]] = [[], []]
  let offset = 0
  for (const [name, content] of entries) {
    const title = Buffer.from(name)
    // Version 2.0, UTF-8 names, stored, no time.
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(0x0800, 2)
    common.writeUInt32LE(crc32(content), 10)
    common.writeUInt32LE(content.length, 14)
    common.writeUInt32LE(content.length, 18)
    common.writeUInt16LE(title.length, 22)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    files.push(signed(LOCAL), common, title, content)
    records.push(signed(ENTRY), Buffer.from([20, 0]), common, place, title)
    offset += 30 + title.length + content.length
  }
  const end = Buffer.alloc(18)
  end.writeUInt16LE(entries.size, 4)
  end.writeUInt16LE(entries.size, 6)
  end.writeUInt32LE(records.reduce((sum, { length }) => sum + length, 0), 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...files, ...records, signed(END), end])
}

const signed = (signature: number): Uint8Array => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(signature)
  return bytes
}
