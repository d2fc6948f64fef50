// Files that arrive in pieces over a bad connection. Pieces lie sealed with the person's key, each bound to its upload and
// its place; together they become a blob by the same gate as any other (blobs.ts).
// U1 Pieces follow one another without gap or overlap; who sends another place is told which is expected.
// U2 A piece is durable when its append resolves, and never in the clear.
// U3 Nobody has more unfinished ones than so many, however many are begun at once and by however many gateways that share the folder.
// U4 What is not finished in 24 hours is gone. Finishing again gives the same blob while the upload is remembered.
import { randomBytes } from 'node:crypto'
import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { BlobRef, Instant as InstantText, PersonId } from '@zhijian/contracts'
import { Fault, hours, plus, type Clock, type Instant } from '@zhijian/kernel'
import { z } from 'zod'
import { moveFolder, readSpan, sizeOf, writeWhole } from './folder-store.ts'
import { never } from './never.ts'
import type { BlobStore, KeyRing } from './port.ts'
import { FileInfected, type FileScanner } from './scanner.ts'
import { openFile, plainSize, sealFile } from './sealed-file.ts'
import type { SuiteName } from './suite.ts'

export interface Upload {
  readonly id: string
  readonly person: PersonId
  /** Announced. */
  readonly bytes: number
  readonly mediaType: string
  readonly received: number
  readonly expiresAt: Instant
  /** Set once finished. */
  readonly blob: BlobRef | null
}

export interface Uploads {
  /** @throws Fault `blob-too-large` · `type-not-allowed` (never) · `too-many-uploads` (later) */
  begin(person: PersonId, announced: { readonly bytes: number; readonly mediaType: string }): Promise<string>
  /** @returns bytes received so far. @throws Fault `upload-offset` · `upload-too-long` · `no-such-upload` (never) */
  append(id: string, offset: number, chunk: Uint8Array): Promise<number>
  /** @throws Fault `no-such-upload` (never) */
  status(id: string): Promise<Upload>
  /**
   * @throws UploadOffset when bytes are missing; Fault `upload-damaged` (never); as `BlobStore.put`: after
   *   `type-not-allowed` the upload is gone, after `file-infected` it waits until somebody noted it and gives it up
   */
  finish(id: string): Promise<BlobRef>
  /** Ends one that is not finished; none, or a finished one, stays as it is. */
  abandon(id: string): Promise<void>
  /** Removes what expired; `begin` does so too. @returns how many */
  sweep(): Promise<number>
}

export interface UploadsOptions {
  readonly folder: string
  readonly keyring: KeyRing
  readonly blobs: BlobStore
  /** Expiry goes by this clock. */
  readonly clock: Pick<Clock, 'now'>
  readonly limits: { readonly maxBytes: number; readonly mediaTypes: readonly string[] }
  /** Looks at every file before it becomes a blob; absent: nothing does. */
  readonly scanner?: FileScanner | undefined
  /** Unfinished uploads one person may have. Default 10. */
  readonly perPerson?: number
  /** What pieces are sealed with. Default `aes`. */
  readonly suite?: SuiteName
  /** Default: node:crypto. */
  readonly random?: (bytes: number) => Uint8Array
}

/** The piece does not begin where the last one ended. */
export class UploadOffset extends Fault {
  /** Bytes received: where the next piece begins. */
  readonly expected: number
  constructor(expected: number) {
    super('upload-offset', `the next piece begins at ${expected}`, { retry: 'never' })
    this.expected = expected
  }
}

export const UPLOAD_LIFETIME_MS = hours(24)
/** A folder that is being made: whoever sweeps meanwhile lets it be. */
const BEGINNING = 'begin-'
const ID = /^[A-Za-z0-9_-]{22}$/
const UploadRecord = z.strictObject({
  person: PersonId, bytes: z.int(), mediaType: z.string(), expiresAt: InstantText, blob: BlobRef.nullable(),
})
type UploadRecord = z.infer<typeof UploadRecord>

const noSuchUpload = (): Fault => never('no-such-upload', 'there is no such upload, or it expired')
const boundTo = (id: string, offset: number): string => `upload\0${id}\0${offset}`
const pieceName = (offset: number): string => `${String(offset).padStart(12, '0')}.piece`

export const openUploads = async (options: UploadsOptions): Promise<Uploads> => {
  const { folder, keyring, blobs, clock, limits, scanner, perPerson = 10, suite = 'aes', random = randomBytes } = options
  await mkdir(folder, { recursive: true, mode: 0o700 })
  // Of a process that died while it made one.
  for (const name of await readdir(folder)) if (name.startsWith(BEGINNING)) await rm(join(folder, name), { recursive: true, force: true })
  /** One at a time per upload, as two pieces for one place cannot both be the next; and per person who begins one. */
  const busy = new Map<string, Promise<unknown>>()
  const inTurn = <T>(id: string, step: () => Promise<T>): Promise<T> => {
    const turn = (busy.get(id) ?? Promise.resolve()).then(step, step)
    const settled = turn.catch(() => {}).then(() => {
      if (busy.get(id) === settled) busy.delete(id)
    })
    busy.set(id, settled)
    return turn
  }

  const recordPath = (id: string): string => join(folder, id, 'upload.json')
  const read = async (id: string): Promise<UploadRecord | null> => {
    if (!ID.test(id) || (await sizeOf(recordPath(id))) === null) return null
    try {
      return UploadRecord.parse(JSON.parse((await readSpan(recordPath(id), 0, Infinity)).toString()))
    } catch (error) {
      // Given up between the two.
      if ((await sizeOf(recordPath(id))) === null) return null
      throw error
    }
  }
  const write = (id: string, record: UploadRecord): Promise<void> =>
    writeWhole(recordPath(id), Buffer.from(JSON.stringify(record)))
  const remove = (id: string): Promise<void> => rm(join(folder, id), { recursive: true, force: true })
  const live = async (id: string): Promise<UploadRecord> => {
    const record = await read(id)
    if (!record || record.expiresAt <= clock.now()) throw noSuchUpload()
    return record
  }
  const offsets = async (id: string): Promise<readonly number[]> => (await readdir(join(folder, id)))
    .filter((name) => name.endsWith('.piece')).map((name) => Number.parseInt(name, 10)).sort((a, b) => a - b)
  const received = async (id: string): Promise<number> => {
    const last = (await offsets(id)).at(-1)
    return last === undefined ? 0 : last + plainSize((await sizeOf(join(folder, id, pieceName(last)))) ?? 0)
  }
  const sweep = async (mine?: PersonId): Promise<{ readonly swept: number; readonly open: number }> => {
    let swept = 0
    let open = 0
    for (const id of await readdir(folder)) {
      if (id.startsWith(BEGINNING)) continue
      const record = await read(id)
      if (record && record.expiresAt > clock.now()) open += record.person === mine && record.blob === null ? 1 : 0
      else {
        await remove(id)
        swept += 1
      }
    }
    return { swept, open }
  }

  return {
    async begin(person, { bytes, mediaType }) {
      if (!limits.mediaTypes.includes(mediaType)) {
        throw never('type-not-allowed', 'files of this type may not be sent here')
      }
      if (!Number.isSafeInteger(bytes) || bytes < 1 || bytes > limits.maxBytes) {
        throw never('blob-too-large', `a file of this kind has 1 to ${limits.maxBytes} bytes`)
      }
      await keyring.keyFor(person)
      // One after another, lest two that are begun here at once give way to each other.
      return inTurn(`${BEGINNING}${person}`, async () => {
        const id = Buffer.from(random(16)).toString('base64url')
        await write(`${BEGINNING}${id}`, { person, bytes, mediaType, expiresAt: plus(clock.now(), UPLOAD_LIFETIME_MS), blob: null })
        await moveFolder(join(folder, `${BEGINNING}${id}`), join(folder, id))
        // Counted once it is there itself: of any that pass the limit together, the last to count sees all of them, and gives way.
        if ((await sweep(person)).open > perPerson) {
          await remove(id)
          throw new Fault('too-many-uploads', `at most ${perPerson} unfinished uploads`, { retry: 'later' })
        }
        return id
      })
    },
    append: (id, offset, chunk) => inTurn(id, async () => {
      const record = await live(id)
      const expected = record.blob ? record.bytes : await received(id)
      if (offset !== expected) throw new UploadOffset(expected)
      if (offset + chunk.length > record.bytes) {
        throw never('upload-too-long', 'more bytes than were announced')
      }
      if (chunk.length === 0) return expected
      const key = await keyring.existingKey(record.person)
      await writeWhole(join(folder, id, pieceName(offset)), sealFile(key, boundTo(id, offset), chunk, random, suite))
      return offset + chunk.length
    }),
    status: (id) => inTurn(id, async () => {
      const record = await live(id)
      return { id, ...record, received: record.blob ? record.bytes : await received(id) }
    }),
    finish: (id) => inTurn(id, async () => {
      const record = await live(id)
      if (record.blob) return record.blob
      const have = await received(id)
      if (have < record.bytes) throw new UploadOffset(have)
      const key = await keyring.existingKey(record.person)
      const pieces: Buffer[] = []
      for (const offset of await offsets(id)) {
        const piece = await readSpan(join(folder, id, pieceName(offset)), 0, Infinity)
        try {
          pieces.push(openFile(key, boundTo(id, offset), piece))
        } catch (cause) {
          throw never('upload-damaged', 'a piece is not what was sent; begin again', cause)
        }
      }
      try {
        const only = { maxBytes: record.bytes, mediaTypes: [record.mediaType], scanner }
        const blob = await blobs.put(record.person, Buffer.concat(pieces), only)
        await write(id, { ...record, blob })
        for (const offset of await offsets(id)) await rm(join(folder, id, pieceName(offset)), { force: true })
        return blob
      } catch (error) {
        // What will never be taken is not kept until it expires.
        if (error instanceof Fault && error.retry === 'never' && !(error instanceof FileInfected)) await remove(id)
        throw error
      }
    }),
    abandon: (id) => inTurn(id, async () => {
      if ((await read(id))?.blob === null) await remove(id)
    }),
    sweep: async () => (await sweep()).swept,
  }
}
