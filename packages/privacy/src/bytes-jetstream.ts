// Bytes in a bucket of the JetStream object store. A file is objects of at most 1 MiB, `sealed/<digest>/0` and on, so that a part of
// a clip is read without the rest, and last one object `sealed/<digest>` that is empty and says how long the whole is (Y1).
// The broker confirms before its disk has it unless it is told otherwise: `sync_interval: always`, or three replicas (ADR 0047).
import { jetstream, JetStreamApiCodes, JetStreamApiError, JetStreamError, jetstreamManager } from '@nats-io/jetstream'
import type { NatsConnection } from '@nats-io/nats-core'
import { Objm, StorageType, type ObjectStore } from '@nats-io/obj'
import { Fault } from '@zhijian/kernel'
import type { Bytes, BytesName } from './bytes.ts'

export interface JetStreamBytesOptions {
  /** The caller's: it is not closed here. */
  readonly connection: NatsConnection
  /** Letters, digits, - and _. Default `zhijian-files`. */
  readonly bucket?: string
  /** Of a bucket that is made. Default 1; 3 on a cluster. */
  readonly replicas?: number
  /** A broker that says nothing for so long is away, ms. Default 5,000. */
  readonly timeoutMs?: number
}

const BUCKET = 'zhijian-files'
/** What a user at the broker must be allowed to publish, to put and read files; his own inbox is all he subscribes to. */
export const rightsOfBytes = (bucket = BUCKET): readonly string[] => [
  '$JS.API.INFO', `$O.${bucket}.>`, ...['STREAM.INFO', 'STREAM.CREATE', 'STREAM.MSG.GET', 'STREAM.PURGE', 'DIRECT.GET'].map((each) => `$JS.API.${each}.OBJ_${bucket}`),
]

export const PART = 1024 * 1024
/** Insufficient resources, of the server or of the account; the stream's own limit. */
const FULL: readonly number[] = [10_023, 10_028, 10_047, 10_077]

const asFault = (error: unknown): unknown => {
  if (error instanceof Fault) return error
  const later = { retry: 'later', cause: error } as const
  if (error instanceof JetStreamApiError) {
    if (error.code === JetStreamApiCodes.StreamNotFound) return new Fault('store-unavailable', 'the broker has no such bucket of files any more; bring its store back', later)
    return FULL.includes(error.code) ? new Fault('store-full', 'the broker has no room for files', later)
      : new Fault('store-unavailable', `the broker did not take or give a file: ${error.code}`, later)
  }
  const name = error instanceof Error ? error.name : 'failed'
  return new Fault('store-unavailable', `the broker did not take or give a file: ${name}`, later)
}
const guarded = async <T>(step: () => Promise<T>): Promise<T> => {
  try {
    return await step()
  } catch (error) {
    throw asFault(error)
  }
}

/** Makes the bucket where there is none. @throws Fault `store-unavailable` (later) */
export const openJetStreamBytes = async (options: JetStreamBytesOptions): Promise<Bytes> => {
  const { connection, bucket = BUCKET, replicas = 1, timeoutMs = 5000 } = options
  const stream = `OBJ_${bucket}`
  const manager = await guarded(() => jetstreamManager(connection, { timeout: timeoutMs }))
  const store: ObjectStore = await guarded(() => new Objm(jetstream(connection, { timeout: timeoutMs })).create(bucket, { replicas, storage: StorageType.File }))
  const nameOf = ({ area, digest }: BytesName): string => `${area}/${digest}`
  const sizeOf = async (name: string): Promise<number | null> => {
    const info = await store.info(name)
    return info === null || info.deleted ? null : Number(info.metadata?.['bytes'])
  }
  /** What of a part is there. Pieces are asked for by their subject: the client's own reader waits without end for lost ones. */
  const partOf = async (name: string, number: number): Promise<Uint8Array> => {
    const info = await store.info(`${name}/${number}`)
    if (info === null || info.deleted) return new Uint8Array()
    const pieces: Uint8Array[] = []
    try {
      for await (const { data } of await manager.direct.getBatch(stream, { seq: 1, next_by_subj: `$O.${bucket}.C.${info.nuid}`, batch: info.chunks })) pieces.push(data)
    } catch (error) {
      // The client exports the class of what has a status, such as 404, only by its parent.
      if (!(error instanceof JetStreamError) || (error as JetStreamError & { readonly code?: number }).code !== 404) throw error
    }
    return Buffer.concat(pieces)
  }

  return {
    put: (file, bytes) => guarded(async () => {
      const name = nameOf(file)
      for (let n = 0; n * PART < bytes.length; n += 1) await store.putBlob({ name: `${name}/${n}` }, bytes.subarray(n * PART, (n + 1) * PART))
      await store.putBlob({ name, metadata: { bytes: String(bytes.length) } }, null)
    }),
    read: (file, from, to) => guarded(async () => {
      const name = nameOf(file)
      const size = await sizeOf(name)
      if (size === null) return null
      const end = Math.min(to, size)
      const parts: Uint8Array[] = []
      const first = Math.floor(from / PART)
      for (let n = first; n * PART < end; n += 1) parts.push(await partOf(name, n))
      return { bytes: Buffer.concat(parts).subarray(from - first * PART, Math.max(from, end) - first * PART), size }
    }),
    async close() {},
  }
}
