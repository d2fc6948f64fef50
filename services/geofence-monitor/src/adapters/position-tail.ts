// What was written last: one file, to which records are only added, and which of them belong to whom.
// T1 A record is acknowledged when it and all before it are on the disk; those that come meanwhile go together with the next flush.
// T2 A record that is not whole ends the file: it was never acknowledged. At opening it is cut off and told of, and what was cut stays beside it in
//    `<file>.cut`, for whoever wants to see what a disk did.
// T3 After a failed write nothing of it stays in the file; after a failed flush nobody knows what is on the disk, and the file takes no more.
//
//   magic (8) · records: length (4) · crc of what follows (4) · kind (1) · length of the name (1) · name · box
import { closeSync, constants, fstatSync, fsyncSync, ftruncateSync, openSync, readSync, writeFileSync, writeSync } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { crc32 } from 'node:zlib'
import { asDiskFault } from '@zhijian/privacy'

const MAGIC = Buffer.from('ZJTRACK1')
const HEAD = 8
/** A record of one request of at most a thousand fixes is far below it: more than this is no length. */
const MAX_RECORD = 1_000_000

export const KINDS = { fixes: 1, note: 2, forgotten: 3 } as const
export type Kind = keyof typeof KINDS
const kindOf = (number: number): Kind | null => (Object.keys(KINDS) as Kind[]).find((kind) => KINDS[kind] === number) ?? null

export interface TornTail {
  readonly file: string
  /** Where the last whole record ends. */
  readonly at: number
  readonly cutBytes: number
}

/** Where boxes of one track lie: offset and length in turn. */
interface Places {
  readonly fixes: number[]
  note: readonly [offset: number, length: number] | null
}

interface Waiting {
  readonly kind: Kind
  readonly name: string
  readonly record: Buffer
  readonly boxLength: number
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

export class Tail {
  readonly file: string
  readonly number: number
  readonly #handle: FileHandle
  readonly #tracks: Map<string, Places>
  /** Tracks that were forgotten in this file. */
  readonly forgotten: Set<string>
  #size: number
  #waiting: Waiting[] = []
  #flushing: Promise<void> | null = null
  #takes = true

  private constructor(file: string, number: number, handle: FileHandle, read: { readonly size: number; readonly tracks: Map<string, Places>; readonly forgotten: Set<string> }) {
    this.file = file
    this.number = number
    this.#handle = handle
    this.#size = read.size
    this.#tracks = read.tracks
    this.forgotten = read.forgotten
  }

  /** Reads what is whole and writes nothing, also while somebody else writes. @throws as `open`; ENOENT as it is */
  static async look(file: string, number: number): Promise<Tail> {
    const handle = await open(file, constants.O_RDONLY)
    try {
      const { size } = await handle.stat()
      const tail = new Tail(file, number, handle, scanned(handle.fd, size))
      tail.#takes = false
      return tail
    } catch (error) {
      await handle.close()
      throw asDiskFault(error)
    }
  }

  /** @param onTorn told before anything is cut. @throws Fault `store-full` · `store-unavailable` (later) */
  static async open(file: string, number: number, onTorn: (torn: TornTail) => void): Promise<Tail> {
    try {
      const read = mended(file, onTorn)
      return new Tail(file, number, await open(file, constants.O_RDWR), read)
    } catch (error) {
      throw asDiskFault(error)
    }
  }

  get size(): number { return this.#size }
  /** False once it is frozen, and after T3: what comes next goes into another file. */
  get takes(): boolean { return this.#takes }
  names(): IterableIterator<string> { return this.#tracks.keys() }
  has(name: string): boolean { return this.#tracks.has(name) }

  /** T1 @throws Fault `store-full` · `store-unavailable` (later) */
  append(kind: Kind, name: string, box: Uint8Array): Promise<void> {
    const named = Buffer.from(name)
    const record = Buffer.allocUnsafe(HEAD + 2 + named.length + box.length)
    record.writeUInt32LE(record.length - HEAD, 0)
    record[HEAD] = KINDS[kind]
    record[HEAD + 1] = named.length
    named.copy(record, HEAD + 2)
    record.set(box, HEAD + 2 + named.length)
    record.writeUInt32LE(crc32(record.subarray(HEAD)), 4)
    return new Promise((resolve, reject) => {
      this.#waiting.push({ kind, name, record, boxLength: box.length, resolve, reject })
      this.#flushing ??= this.#flush().finally(() => { this.#flushing = null })
    })
  }

  async #flush(): Promise<void> {
    while (this.#waiting.length > 0) {
      const group = this.#waiting
      this.#waiting = []
      try {
        await this.#write(Buffer.concat(group.map(({ record }) => record)))
      } catch (error) {
        const fault = asDiskFault(error)
        for (const { reject } of group) reject(fault)
        continue
      }
      for (const { kind, name, record, boxLength, resolve } of group) {
        remember(this.#tracks, this.forgotten, kind, name, this.#size + record.length - boxLength, boxLength)
        this.#size += record.length
        resolve()
      }
    }
  }

  /** T3 */
  async #write(bytes: Buffer): Promise<void> {
    try {
      for (let done = 0; done < bytes.length;) done += (await this.#handle.write(bytes, done, bytes.length - done, this.#size + done)).bytesWritten
    } catch (error) {
      await this.#handle.truncate(this.#size).catch(() => { this.#takes = false })
      throw error
    }
    try {
      await this.#handle.datasync()
    } catch (error) {
      this.#takes = false
      await this.#handle.truncate(this.#size).catch(() => {})
      throw error
    }
  }

  /** Boxes with fixes of one track. */
  async fixes(name: string): Promise<readonly Buffer[]> {
    const places = this.#tracks.get(name)?.fixes ?? []
    const boxes: Buffer[] = []
    for (let at = 0; at < places.length; at += 2) boxes.push(await this.#read(places[at]!, places[at + 1]!))
    return boxes
  }
  async note(name: string): Promise<Buffer | null> {
    const place = this.#tracks.get(name)?.note ?? null
    return place === null ? null : this.#read(...place)
  }
  async #read(offset: number, length: number): Promise<Buffer> {
    const bytes = Buffer.allocUnsafe(length)
    const { bytesRead } = await this.#handle.read(bytes, 0, length, offset)
    if (bytesRead !== length) throw asDiskFault(Object.assign(new Error('a tail is shorter than it was'), { code: 'EIO' }))
    return bytes
  }

  /** Takes no more; resolves when what is in hand is on the disk. */
  async freeze(): Promise<void> {
    this.#takes = false
    while (this.#flushing !== null) await this.#flushing
  }
  async close(): Promise<void> {
    await this.freeze()
    await this.#handle.close()
  }
}

const remember = (tracks: Map<string, Places>, forgotten: Set<string>, kind: Kind, name: string, offset: number, length: number): void => {
  if (kind === 'forgotten') {
    tracks.delete(name)
    forgotten.add(name)
    return
  }
  let places = tracks.get(name)
  if (places === undefined) tracks.set(name, places = { fixes: [], note: null })
  if (kind === 'note') places.note = [offset, length]
  else places.fixes.push(offset, length)
}

/** What is whole of a file, from its beginning. @param length of what is looked at */
const scanned = (fd: number, length: number) => {
  const tracks = new Map<string, Places>()
  const forgotten = new Set<string>()
  let size = 0
  let window: Buffer = Buffer.alloc(0)
  let windowAt = 0
  const bytesAt = (offset: number, count: number): Buffer | null => {
    if (offset + count > length) return null
    if (offset < windowAt || offset + count > windowAt + window.length) {
      window = Buffer.allocUnsafe(Math.min(length - offset, Math.max(count, 1_048_576)))
      windowAt = offset
      for (let done = 0; done < window.length;) {
        const read = readSync(fd, window, done, window.length - done, offset + done)
        if (read === 0) return null
        done += read
      }
    }
    return window.subarray(offset - windowAt, offset - windowAt + count)
  }
  if (bytesAt(0, MAGIC.length)?.equals(MAGIC) === true) {
    size = MAGIC.length
    for (;;) {
      const head = bytesAt(size, HEAD)
      if (head === null) break
      const [bodyLength, crc] = [head.readUInt32LE(0), head.readUInt32LE(4)]
      if (bodyLength < 2 || bodyLength > MAX_RECORD) break
      const body = bytesAt(size + HEAD, bodyLength)
      if (body === null || crc32(body) !== crc) break
      const kind = kindOf(body[0]!)
      const nameLength = body[1]!
      if (kind === null || 2 + nameLength > bodyLength) break
      remember(tracks, forgotten, kind, body.toString('utf8', 2, 2 + nameLength), size + HEAD + 2 + nameLength, bodyLength - 2 - nameLength)
      size += HEAD + bodyLength
    }
  }
  return { size, tracks, forgotten }
}

/** T2. Reads a file from its beginning, and makes one that is not there. */
const mended = (file: string, onTorn: (torn: TornTail) => void) => {
  const fd = openSync(file, constants.O_RDWR | constants.O_CREAT, 0o600)
  try {
    const length = fstatSync(fd).size
    const read = scanned(fd, length)
    let { size } = read
    if (size < length) {
      onTorn({ file, at: size, cutBytes: length - size })
      const cut = Buffer.alloc(length - size)
      readSync(fd, cut, 0, cut.length, size)
      writeFileSync(`${file}.cut`, cut, { mode: 0o600 })
      ftruncateSync(fd, size)
      fsyncSync(fd)
    }
    if (size === 0) {
      for (let done = 0; done < MAGIC.length;) done += writeSync(fd, MAGIC, done, MAGIC.length - done, done)
      fsyncSync(fd)
      size = MAGIC.length
    }
    return { ...read, size }
  } finally {
    closeSync(fd)
  }
}
