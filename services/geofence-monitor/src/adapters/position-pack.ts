// What was compacted: a file that is written once, of one span of time, with the tracks in the order of the hash of their names and an index behind
// them. Of the index one entry in 256 is held in memory, so that a file of a million tracks costs some kilobytes.
// K1 A file counts once it is whole, on the disk and in the manifest; what lies about besides was never finished.
// K2 To forget a track writes zeros over its blocks, in place.
//
//   magic (8) · blocks · index · where the index begins (6) · entries (4) · fixes (6) · crc of index and these (4)
//   block: length of the name (1) · name · box        entry, by key: key (16) · offset (6) · length (4)
import { createHash } from 'node:crypto'
import { constants, type BigIntStats } from 'node:fs'
import { open, rename, rm, type FileHandle } from 'node:fs/promises'
import { crc32 } from 'node:zlib'
import { Fault } from '@zhijian/kernel'

const MAGIC = Buffer.from('ZJPACK01')
const KEY = 16
const ENTRY = KEY + 10
const FOOT = 20
const FENCE = 256
const BUFFERED = 1_048_576
/** Entries of an index that grow together. */
const INDEXED = 4096

/** Under which a track lies in an index: it says nothing of whose it is. */
export const keyOf = (name: string): Buffer => createHash('sha256').update(name).digest().subarray(0, KEY)

export interface Block {
  readonly key: Buffer
  readonly name: string
  readonly box: Buffer
}
interface Entry {
  readonly key: Buffer
  readonly offset: number
  readonly length: number
}

const damaged = (file: string): Fault => new Fault('position-log-damaged', 'a file of positions is damaged; put it back from its backup', { retry: 'never', about: { file } })

/** Blocks come in the order of their keys. */
export class PackWriter {
  readonly #file: string
  readonly #handle: FileHandle
  #parts: Buffer[] = [MAGIC]
  #buffered = MAGIC.length
  #size = MAGIC.length
  readonly #index: Buffer[] = []
  #entries = 0
  #fixes = 0
  private constructor(file: string, handle: FileHandle) {
    this.#file = file
    this.#handle = handle
  }
  static async create(file: string): Promise<PackWriter> {
    return new PackWriter(file, await open(`${file}.part`, constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC, 0o600))
  }
  async add(name: string, key: Buffer, box: Buffer, fixes: number): Promise<void> {
    const named = Buffer.from(name)
    const length = 1 + named.length + box.length
    const at = this.#entries % INDEXED * ENTRY
    if (at === 0) this.#index.push(Buffer.allocUnsafe(INDEXED * ENTRY))
    const run = this.#index.at(-1)!
    key.copy(run, at)
    run.writeUIntLE(this.#size, at + KEY, 6)
    run.writeUInt32LE(length, at + KEY + 6)
    this.#entries += 1
    this.#parts.push(Buffer.of(named.length), named, box)
    this.#size += length
    this.#buffered += length
    this.#fixes += fixes
    if (this.#buffered >= BUFFERED) await this.#drain()
  }
  async #drain(): Promise<void> {
    const bytes = Buffer.concat(this.#parts)
    this.#parts = []
    this.#buffered = 0
    for (let done = 0; done < bytes.length;) done += (await this.#handle.write(bytes, done)).bytesWritten
  }
  /** K1: on the disk under its own name. */
  async finish(): Promise<void> {
    const index = Buffer.concat(this.#index).subarray(0, this.#entries * ENTRY)
    const foot = Buffer.alloc(FOOT)
    foot.writeUIntLE(this.#size, 0, 6)
    foot.writeUInt32LE(this.#entries, 6)
    foot.writeUIntLE(this.#fixes, 10, 6)
    foot.writeUInt32LE(crc32(foot.subarray(0, FOOT - 4), crc32(index)), FOOT - 4)
    this.#parts.push(index, foot)
    await this.#drain()
    await this.#handle.sync()
    await this.#handle.close()
    await rename(`${this.#file}.part`, this.#file)
  }
  async abandon(): Promise<void> {
    await this.#handle.close().catch(() => {})
    await rm(`${this.#file}.part`, { force: true })
  }
}

export class Pack {
  readonly file: string
  readonly span: number
  readonly bytes: number
  readonly fixes: number
  readonly #handle: FileHandle
  readonly #indexAt: number
  readonly #entries: number
  /** The first key of each run of entries. */
  readonly #fences: Buffer
  private constructor(file: string, span: number, handle: FileHandle, read: { readonly bytes: number; readonly fixes: number; readonly indexAt: number; readonly entries: number; readonly fences: Buffer }) {
    this.file = file
    this.span = span
    this.#handle = handle
    this.bytes = read.bytes
    this.fixes = read.fixes
    this.#indexAt = read.indexAt
    this.#entries = read.entries
    this.#fences = read.fences
  }

  /** @param access to look alone, nothing can be struck out. @throws Fault `position-log-damaged` (never) */
  static async open(file: string, span: number, access: 'looks' | 'writes' = 'writes'): Promise<Pack> {
    const handle = await open(file, access === 'looks' ? constants.O_RDONLY : constants.O_RDWR).catch((error: NodeJS.ErrnoException) => { throw error.code === 'ENOENT' ? damaged(file) : error })
    try {
      const bytes = Number((await handle.stat({ bigint: true }) as BigIntStats).size)
      if (bytes < MAGIC.length + FOOT) throw damaged(file)
      const foot = await readFully(handle, bytes - FOOT, FOOT, file)
      const [indexAt, entries, fixes] = [foot.readUIntLE(0, 6), foot.readUInt32LE(6), foot.readUIntLE(10, 6)]
      if (indexAt + entries * ENTRY + FOOT !== bytes) throw damaged(file)
      const fences = Buffer.alloc(Math.ceil(entries / FENCE) * KEY)
      let crc = 0
      for (let at = 0; at < entries; at += FENCE * 64) {
        const run = await readFully(handle, indexAt + at * ENTRY, Math.min(FENCE * 64, entries - at) * ENTRY, file)
        crc = crc32(run, crc)
        for (let n = 0; n * ENTRY < run.length; n += FENCE) run.copy(fences, ((at + n) / FENCE) * KEY, n * ENTRY, n * ENTRY + KEY)
      }
      if (crc32(foot.subarray(0, FOOT - 4), crc) !== foot.readUInt32LE(FOOT - 4)) throw damaged(file)
      return new Pack(file, span, handle, { bytes, fixes, indexAt, entries, fences })
    } catch (error) {
      await handle.close()
      throw error
    }
  }

  async #run(from: number): Promise<readonly Entry[]> {
    const bytes = await readFully(this.#handle, this.#indexAt + from * ENTRY, Math.min(FENCE, this.#entries - from) * ENTRY, this.file)
    return Array.from({ length: bytes.length / ENTRY }, (_, n) => {
      const at = n * ENTRY
      return { key: bytes.subarray(at, at + KEY), offset: bytes.readUIntLE(at + KEY, 6), length: bytes.readUInt32LE(at + KEY + 6) }
    })
  }

  async #entriesOf(key: Buffer): Promise<readonly Entry[]> {
    let [low, high] = [0, this.#fences.length / KEY]
    // The last run that begins before the key: equal ones may begin in it.
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.#fences.compare(key, 0, KEY, middle * KEY, middle * KEY + KEY) < 0) low = middle + 1
      else high = middle
    }
    const found: Entry[] = []
    for (let at = Math.max(0, low - 1) * FENCE; at < this.#entries; at += FENCE) {
      const run = await this.#run(at)
      found.push(...run.filter((entry) => entry.key.equals(key)))
      if (run.at(-1)!.key.compare(key) > 0) break
    }
    return found
  }

  /** Null: it was forgotten. */
  async #block({ key, offset, length }: Entry): Promise<Block | null> {
    const bytes = await readFully(this.#handle, offset, length, this.file)
    const named = bytes[0]!
    return named === 0 || named + 1 > length ? null : { key, name: bytes.toString('utf8', 1, 1 + named), box: bytes.subarray(1 + named) }
  }

  async boxes(name: string, key: Buffer): Promise<readonly Buffer[]> {
    const boxes: Buffer[] = []
    for (const entry of await this.#entriesOf(key)) {
      const block = await this.#block(entry)
      if (block?.name === name) boxes.push(block.box)
    }
    return boxes
  }

  /** All that is left, by key. */
  async *blocks(): AsyncGenerator<Block> {
    for (let at = 0; at < this.#entries; at += FENCE) {
      for (const entry of await this.#run(at)) {
        const block = await this.#block(entry)
        if (block !== null) yield block
      }
    }
  }

  /** K2. On the disk when it resolves. @returns whether there was anything */
  async zero(name: string, key: Buffer): Promise<boolean> {
    let found = false
    for (const entry of await this.#entriesOf(key)) {
      if ((await this.#block(entry))?.name !== name) continue
      found = true
      const zeros = Buffer.alloc(entry.length)
      for (let done = 0; done < zeros.length;) done += (await this.#handle.write(zeros, done, zeros.length - done, entry.offset + done)).bytesWritten
    }
    if (found) await this.#handle.datasync()
    return found
  }

  close(): Promise<void> {
    return this.#handle.close()
  }
}

const readFully = async (handle: FileHandle, offset: number, length: number, file: string): Promise<Buffer> => {
  const bytes = Buffer.allocUnsafe(length)
  for (let done = 0; done < length;) {
    const { bytesRead } = await handle.read(bytes, done, length - done, offset + done)
    if (bytesRead === 0) throw damaged(file)
    done += bytesRead
  }
  return bytes
}
