// A case as evidence: one file that is checked without the platform, by whoever has the key and the copies of the seals from
// elsewhere (tools/evidence). What is in it:
//   events       every event of the case's streams as it is stored, with its place in the log and its path to the seal
//   seal         the newest seal of the log that has a copy outside, as it is stored
//   rotations    every change of the key that signs seals, up to that seal
//   keys         public keys that signed it: named, so that one knows which to ask for, and not to be trusted for being here
//   deciders     releases that decide these events again to the byte, by the hash of their build
//   blobs        lists that the events name by their hash: who could be asked, in which order
// B1 The same log and the same seal give the same bytes.
// B2 Personal values are in it as they are in the log: sealed, with their commitments. Who is forgotten is forgotten here too.
import type { KeyObject } from 'node:crypto'
import {
  decode, eventLeaf, followSeals, GENESIS, logStream, nameOfType, nodeHash, openLogTree, openRow, recordOf, rootOf, ROTATED, SEALED,
  type CheckableStore, type EventStore, type HashName, type Position, type Seal, type StoredRow,
} from '@zhijian/event-store'
import { canonical, Fault, isFault, type JsonObject } from '@zhijian/kernel'
import { z } from 'zod'
import { CASE_BEGINNINGS, questionOf } from '../story/streams.ts'

export const BUNDLE = 'zhijian-bundle/1'

const Hex = z.string().regex(/^[0-9a-f]{64}$/)
const BundleEvent = z.object({
  /** From 0, in the order of the log: the event's leaf in the tree that seals are over. */
  index: z.int().min(0),
  /** As it is stored and hashed. */
  text: z.string(),
  hash: Hex,
  /** Audit path to the root of the seal, nearest sibling first (RFC 6962); null: appended after it. */
  path: z.array(Hex).nullable(),
})
const LogRecord = z.object({ text: z.string(), hash: Hex, previous: Hex })
const Bundle = z.object({
  format: z.literal(BUNDLE),
  store: z.string(),
  /** What was asked for: a question's stream, with those of its case, or one stream. */
  subject: z.string(),
  events: z.array(BundleEvent).min(1),
  /** Null: nothing of this log was sealed yet. */
  seal: LogRecord.nullable(),
  rotations: z.array(LogRecord).optional(),
  keys: z.array(z.object({ keyId: z.string(), pem: z.string() })),
  deciders: z.array(z.object({ release: z.string(), sha256: Hex })),
  blobs: z.array(z.object({ digest: Hex, base64: z.string() })),
})
export type BundleEvent = z.infer<typeof BundleEvent>
export type Bundle = z.infer<typeof Bundle>

/** @throws Fault `bundle-unreadable` (never) */
export const readBundle = (text: string): Bundle => {
  try {
    return Bundle.parse(JSON.parse(text))
  } catch (error) {
    throw new Fault('bundle-unreadable', 'the file is no bundle, or parts of it are missing', { retry: 'never', cause: error })
  }
}

export interface BundleSource {
  readonly store: Pick<CheckableStore, 'storeId' | 'raw' | 'rawStream'>
  /** A question's stream, with those of its case; any other stream alone. */
  readonly subject: string
  /** Newest seal that has a copy outside, by its version in the log's own stream; null: take the newest that is there. */
  readonly sealedOutside: number | null
  readonly keyPem: (keyId: string) => string | null
  /** Null: it is not here. */
  readonly blob: (digest: string) => Promise<Uint8Array | null>
  readonly onProgress?: (events: number) => void
}

interface Row extends StoredRow { readonly index: number }
const PAGE = 2000
const DIGEST = /"digest":"([0-9a-f]{64})"/g
const BEGINNINGS: ReadonlySet<string> = new Set(CASE_BEGINNINGS)

const damaged = (place: string): Fault => new Fault('chain-broken', `${place} does not follow from what precedes it; run: zhijian check`, { retry: 'never' })

interface SealFound { readonly row: StoredRow; readonly previous: string; readonly data: Seal; readonly rotations: readonly z.infer<typeof LogRecord>[] }

const sealRow = async (source: BundleSource): Promise<SealFound | null> => {
  const stream = logStream(source.store.storeId)
  let found: SealFound | null = null
  const rotations: z.infer<typeof LogRecord>[] = []
  let previous = GENESIS
  for (let from = 0; ;) {
    const page = await source.store.rawStream(stream, from, PAGE)
    for (const row of page) {
      if (source.sealedOutside !== null && row.version > source.sealedOutside) return found
      const event = openRow(row, previous)
      if ('why' in event) throw damaged(`${stream}@${row.version}`)
      if (nameOfType(event.type) === ROTATED) rotations.push({ text: row.text, hash: row.hash, previous })
      if (nameOfType(event.type) === SEALED) found = { row, previous, data: event.data as unknown as Seal, rotations: [...rotations] }
      previous = row.hash
    }
    if (page.length < PAGE) return found
    from = page.at(-1)!.version + 1
  }
}

/** Leaf hashes of the log's beginning, and the tree over them level by level: the odd one at an end goes up as it is. */
const levelsOver = (alg: HashName, leaves: readonly string[]): readonly (readonly string[])[] => {
  const levels = [leaves]
  while (levels.at(-1)!.length > 1) {
    const below = levels.at(-1)!
    levels.push(Array.from({ length: Math.ceil(below.length / 2) }, (_, at) => (below[2 * at + 1] === undefined ? below[2 * at]! : nodeHash(alg, below[2 * at]!, below[2 * at + 1]!))))
  }
  return levels
}
const pathTo = (levels: readonly (readonly string[])[], index: number): string[] =>
  levels.slice(0, -1).flatMap((level, height) => level[Math.floor(index / 2 ** height) ^ 1] ?? [])

/** Those that are here. */
const blobsOf = async (texts: readonly string[], blob: BundleSource['blob']): Promise<Bundle['blobs']> => {
  const blobs: { digest: string; base64: string }[] = []
  for (const digest of [...new Set(texts.flatMap((text) => [...text.matchAll(DIGEST)].map(([, found]) => found!)))].sort()) {
    const bytes = await blob(digest)
    if (bytes !== null) blobs.push({ digest, base64: Buffer.from(bytes).toString('base64') })
  }
  return blobs
}

/**
 * @returns null when there is no such stream
 * @throws Fault `chain-broken` · `seal-broken` (never): what is damaged here is no evidence; `zhijian check` says where
 */
export const makeBundle = async (source: BundleSource): Promise<Omit<Bundle, 'deciders'> | null> => {
  const { store, subject } = source
  const seal = await sealRow(source)
  const alg: HashName = seal?.data.hash ?? 'sha256'
  const leaves: string[] = []
  const rows: Row[] = []
  const wanted = new Map<string, string>()
  let index = 0
  for (let after: string | null = null; ;) {
    const page = await store.raw(after, PAGE)
    if (page.length === 0) break
    for (const row of page) {
      if (seal !== null && index < seal.data.size) leaves.push(eventLeaf(alg, row))
      if (row.version === 0 && (row.stream === subject || (BEGINNINGS.has(row.type) && subject === `consultation-${questionOf(decode(row.text, row.position, row.hash))}`))) wanted.set(row.stream, GENESIS)
      const previous = wanted.get(row.stream)
      if (previous !== undefined) {
        if ('why' in openRow(row, previous)) throw damaged(`${row.stream}@${row.version}`)
        wanted.set(row.stream, row.hash)
        rows.push({ ...row, index })
      }
      index += 1
    }
    source.onProgress?.(index)
    after = page.at(-1)!.position
  }
  if (rows.length === 0) return null
  const levels = seal === null ? [] : levelsOver(alg, leaves)
  if (seal !== null && (leaves.length !== seal.data.size || (levels.at(-1)![0] ?? rootOf(alg, { size: 0, peaks: [] })) !== seal.data.root)) {
    throw new Fault('seal-broken', 'the log is not the one that was sealed; run: zhijian check', { retry: 'never' })
  }
  const blobs = await blobsOf(rows.map(({ text }) => text), source.blob)
  const pem = seal === null ? null : source.keyPem(seal.data.keyId)
  return {
    format: BUNDLE, store: store.storeId, subject,
    events: rows.map(({ index: at, text, hash }) => ({ index: at, text, hash, path: at < leaves.length ? pathTo(levels, at) : null })),
    seal: seal === null ? null : { text: seal.row.text, hash: seal.row.hash, previous: seal.previous },
    ...(seal === null || seal.rotations.length === 0 ? {} : { rotations: [...seal.rotations] }),
    keys: seal === null || pem === null ? [] : [{ keyId: seal.data.keyId, pem }],
    blobs,
  }
}

export const bundleText = (bundle: Bundle): string => `${canonical(bundle as unknown as JsonObject)}\n`

export interface LiveSource extends Pick<BundleSource, 'keyPem' | 'blob'> {
  readonly store: Pick<EventStore, 'read' | 'tail' | 'epoch'> & { readonly storeId: string }
  /** Of the tree over the log: openLogTree. */
  readonly treeFolder: string
  readonly decidedBy: (bundle: Pick<Bundle, 'events' | 'seal'>) => Promise<Bundle['deciders']>
}

/** @param subject, streams a question's stream, and all those of its case @throws as makeBundle */
export type MakeBundle = (subject: string, streams: readonly string[]) => Promise<Bundle>

/**
 * The same file made by a platform that runs: under its newest seal, with the tree that lies beside the log, so that nobody waits until all
 * of the log has been read.
 */
export const bundleMaker = ({ store, treeFolder, keyPem, blob, decidedBy }: LiveSource): MakeBundle => {
  const [tree, newestSeal] = [openLogTree(store, treeFolder), followSeals(store)]
  /** Places of events behind the seal: from it on they are counted. */
  const indexesAfter = async (after: Position | null, first: number, wanted: ReadonlySet<string>): Promise<ReadonlyMap<string, number>> => {
    const found = new Map<string, number>()
    if (wanted.size === 0) return found
    const stop = new AbortController()
    let index = first
    for await (const batch of store.tail(after, {}, stop.signal, { batch: PAGE })) {
      for (const { position } of batch.events) {
        if (wanted.has(position)) found.set(position, index)
        index += 1
      }
      if (found.size === wanted.size || batch.caughtUp) stop.abort()
    }
    return found
  }
  return async (subject, streams) => {
    const newest = await newestSeal()
    const histories = await Promise.all(streams.map((stream) => store.read(stream)))
    const events = histories.flatMap((history) => history.map((event) => ({ event, record: recordOf(event, history[event.version - 1]?.hash) })))
      .sort((a, b) => (a.event.position < b.event.position ? -1 : 1))
    const isSealed = ({ event }: (typeof events)[number]): boolean => newest !== null && event.position <= newest.seal.position
    const later = await indexesAfter(newest?.seal.position ?? null, newest?.seal.size ?? 0, new Set(events.filter((each) => !isSealed(each)).map(({ event }) => event.position)))
    const made: BundleEvent[] = []
    for (const each of events) {
      const { event: { position }, record: { text, hash } } = each
      const place = isSealed(each) ? await tree.inclusion(position, newest!.seal) : null
      made.push({ index: place?.index ?? later.get(position)!, text, hash, path: place === null ? null : [...place.path] })
    }
    const pem = newest === null ? null : keyPem(newest.seal.keyId)
    const seal = newest?.record ?? null
    return {
      format: BUNDLE, store: store.storeId, subject, events: made, seal, deciders: await decidedBy({ events: made, seal }),
      ...(newest === null || newest.rotations.length === 0 ? {} : { rotations: [...newest.rotations] }),
      keys: newest === null || pem === null ? [] : [{ keyId: newest.seal.keyId, pem }],
      blobs: await blobsOf(made.map(({ text }) => text), blob),
    }
  }
}

/** Public files of a platform, and keys beside its seals, as a bundle wants them. */
export const bundleFiles = (
  blobs: { getPublic(ref: { readonly digest: string; readonly bytes: number; readonly mediaType: string }): Promise<Uint8Array> }, keys: () => ReadonlyMap<string, KeyObject>,
): Pick<BundleSource, 'keyPem' | 'blob'> => ({
  keyPem(keyId) {
    try {
      return keys().get(keyId)?.export({ type: 'spki', format: 'pem' }) as string | undefined ?? null
    } catch (error) {
      if (isFault(error, 'seals-unavailable')) return null
      throw error
    }
  },
  async blob(digest) {
    try {
      return await blobs.getPublic({ digest, bytes: 0, mediaType: '' })
    } catch (error) {
      if (isFault(error, 'no-such-blob')) return null
      throw error
    }
  },
})
