// Reads everything and says everything that does not hold, with its place. It trusts nothing that a store's own reading
// checks as it goes: rows come as they lie there, and the check goes on after each finding.
// What it can know: the chains, the order of the log, the seals in it, and the copies of them outside. What was changed
// after the last copy outside by somebody who also made every chain fit again cannot be found here.
import type { KeyObject } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { isFault, type Instant, type JsonObject } from '@zhijian/kernel'
import { openRow, type RawRow, type StoredRow } from './chain.ts'
import { categoryOf, GENESIS, nameOfType, type HashName, type StoredEvent } from './envelope.ts'
import { EMPTY_TREE, eventLeaf, grow, rootOf, type TreeHead } from './merkle.ts'
import type { OutsideCopy } from './outside.ts'
import type { Checkpoint } from './port.ts'
import { isSealSigned, logStream, RESTORED, SEALED, type Seal, type SealedTree } from './seal.ts'

type Awaitable<T> = T | Promise<T>

/** A store whose rows can be read as they lie there; the columns beside the text are what filters and heads rely on. */
export interface CheckableStore {
  readonly storeId: string
  head(): Promise<string | null>
  raw(after: string | null, limit: number): Awaitable<readonly RawRow[]>
  rawStream(stream: string, from: number, limit: number): Awaitable<readonly StoredRow[]>
  /** The position that comes after this one; only where positions leave no gaps, so that a missing one shows. */
  following?(position: string | null): string
  /** What the streams say of their own ends, where they do. */
  streamHeads?(after: string, limit: number): Awaitable<readonly StreamHead[]>
  /** What a file system or database says of the file, where there is one. */
  fileFindings?(): readonly string[]
}

export interface StreamHead { readonly stream: string; readonly version: number; readonly hash: string }

/** What is known from outside the log's folder; left out, those comparisons are not made, and the report says so. */
export interface OutsideKnowledge {
  readonly copies: readonly OutsideCopy[]
  readonly end: Checkpoint | null
  /** Keys whose signatures count, by key id. */
  readonly keys: ReadonlyMap<string, KeyObject>
}

export type FindingKind =
  /** The text or hash was changed: the hash does not follow from what precedes it. */
  | 'edited'
  /** A position or version is missing. */
  | 'removed'
  /** Written for another place, or versions out of the log's order. */
  | 'reordered'
  /** A row that no append made: beyond the end of the log or of its stream. */
  | 'inserted'
  /** The log ends before something that was seen of it. */
  | 'truncated'
  /** A damaged page. */
  | 'unreadable'
  /** A stream's own word about its end, or a filter column, differs from its events. */
  | 'index'
  /** A seal's root, size or predecessor is not that of the log. */
  | 'seal'
  /** A seal whose signature is wrong, or whose key is not known. */
  | 'signature'
  /** A seal in the log and its copy outside differ, or one of them is missing. */
  | 'outside'
  /** What the file system or database says of the file. */
  | 'file'

export interface Finding {
  readonly kind: FindingKind
  /** `stream@version`, `position n`, or `file`. */
  readonly place: string
  readonly message: string
}

export interface CheckReport {
  readonly events: number
  readonly streams: number
  readonly seals: number
  /** Position of the last event. */
  readonly head: string | null
  /** Up to where a seal covers the log, by a copy outside when there is one. */
  readonly sealedUpTo: string | null
  readonly comparedOutside: boolean
  /** The first 1,000; `more` counts the rest. */
  readonly findings: readonly Finding[]
  readonly more: number
  readonly isWhole: boolean
}

export interface CheckProgress {
  /** Events read of those the log holds. */
  (done: number, of: number): void
}

const PAGE = 1000
const MOST_FINDINGS = 1000

interface SealRow {
  readonly version: number
  readonly place: string
  readonly name: string
  readonly time: Instant
  readonly hash: string
  readonly data: SealedTree
}

/** The copies that the log must still hold: a restore supersedes what was sealed after the place it forks from. */
const currentBranch = (copies: readonly OutsideCopy[]): ReadonlyMap<number, OutsideCopy> => {
  const branch = new Map<number, OutsideCopy>()
  for (const copy of copies) {
    if (copy.name === RESTORED) for (const version of [...branch.keys()]) if (version >= copy.place.version) branch.delete(version)
    branch.set(copy.place.version, copy)
  }
  return branch
}

/**
 * @param seals null when nothing outside is at hand
 * @param seen is given every row as it is read, with its event when that follows from the row before it in its stream
 * @throws Fault only when the store cannot be used at all
 */
export const checkStore = async (
  store: CheckableStore, seals: OutsideKnowledge | null, progress: CheckProgress = () => {},
  seen: (row: RawRow, event: StoredEvent | null) => void = () => {},
): Promise<CheckReport> => {
  const findings: Finding[] = []
  let more = 0
  const find = (kind: FindingKind, place: string, message: string): void => {
    if (findings.length < MOST_FINDINGS) findings.push({ kind, place, message })
    else more += 1
  }
  for (const line of store.fileFindings?.() ?? []) find('file', 'file', line)

  const head = await store.head()
  /** Where the log ends; a platform that runs beside moves it on. */
  let end = head ?? ''
  const stream = logStream(store.storeId)
  const sealRows = await readSeals(store, stream, find)
  const ends = new Map<string, { version: number; hash: string }>()
  const suite: HashName = sealRows[0]?.data.hash ?? 'sha256'
  let tree: TreeHead = EMPTY_TREE
  let events = 0
  /** The last position that was looked at. */
  let last: string | null = null

  const uncompared = [...sealRows].sort((a, b) => (a.data.position < b.data.position ? -1 : 1))
  /** Seals that cover no more than what was read so far. */
  const compareSeals = (isCovered: (position: string) => boolean): void => {
    while (uncompared.length > 0 && isCovered(uncompared[0]!.data.position)) {
      const { place, data } = uncompared.shift()!
      if (data.size !== tree.size) find('seal', place, `it covers ${data.size} events, the log holds ${tree.size} up to there`)
      else if (data.root !== rootOf(suite, tree)) find('seal', place, 'the events up to there are not those that were sealed')
      // Once said is enough: what follows is compared with this seal's own tree.
      tree = { size: data.size, peaks: data.peaks }
    }
  }

  const take = (row: RawRow): void => seen(row, look(row))
  const look = (row: RawRow): StoredEvent | null => {
    const place = `${row.stream}@${row.version}`
    if (row.position > end) {
      find('inserted', `position ${row.position}`, 'it lies beyond the end of the log')
      return null
    }
    const next = store.following?.(last)
    if (next !== undefined && row.position > next) find('removed', `position ${next}`, `${Number(row.position) - Number(next)} missing from the log`)
    last = row.position
    events += 1
    compareSeals((position) => position < row.position)
    tree = grow(suite, tree, eventLeaf(suite, row))
    const before = ends.get(row.stream) ?? { version: -1, hash: GENESIS }
    ends.set(row.stream, { version: row.version, hash: row.hash })
    if (row.version <= before.version) find('reordered', place, `it lies after version ${before.version}`)
    else if (row.version > before.version + 1) find('removed', `${row.stream}@${before.version + 1}`, `${row.version - before.version - 1} missing from the stream`)
    else {
      const event = openRow(row, before.hash)
      if (typeof event === 'string') find(event.startsWith('it was written as') ? 'reordered' : 'edited', place, event)
      else if (categoryOf(event.stream) !== row.category || nameOfType(event.type) !== row.type) find('index', place, 'filters take it for another kind')
      return typeof event === 'string' ? null : event
    }
    return null
  }

  let after: string | null = null
  /** @returns whether there was anything to read */
  const readOn = async (): Promise<boolean> => {
    for (const from = after; ;) {
      let rows: readonly RawRow[]
      try {
        rows = await store.raw(after, PAGE)
      } catch (error) {
        if (!isFault(error, 'store-damaged') || store.following === undefined) throw error
        if ((after ?? '') >= end) return after !== from
        after = await skipDamage(store, store.following, after, end, take, find)
        if (after > (last ?? '')) last = after
        continue
      }
      if (rows.length === 0) return after !== from
      if (rows.at(-1)!.position > end) end = (await store.head()) ?? ''
      rows.forEach(take)
      after = rows.at(-1)!.position
      progress(Math.min(Number(after), Number(end)), Number(end))
      await nextTurn()
    }
  }
  await readOn()
  compareSeals((position) => position <= end)
  if ((last ?? '') < end) find('truncated', `position ${store.following?.(last) ?? end}`, `the log says it ends at ${head}`)
  for (const row of sealRows) if (row.data.position > end) find('truncated', row.place, `it seals up to ${row.data.position}, the log ends at ${head}`)

  const streams = await checkHeads(store, ends, readOn, find)
  const sealedUpTo = seals === null ? sealRows.at(-1)?.data.position ?? null : compareOutside(store, sealRows, seals, head, find)
  return {
    events, streams, seals: sealRows.filter((row) => row.name === SEALED).length, head: end === '' ? null : end, sealedUpTo,
    comparedOutside: seals !== null, findings, more, isWhole: findings.length === 0,
  }
}

type Find = (kind: FindingKind, place: string, message: string) => void

const readSeals = async (store: CheckableStore, stream: string, find: Find): Promise<readonly SealRow[]> => {
  const rows: SealRow[] = []
  try {
    for (let from = 0; ;) {
      const page = await store.rawStream(stream, from, PAGE)
      for (const row of page) {
        const place = `${stream}@${row.version}`
        try {
          const { type, time, data } = JSON.parse(row.text) as { type: string; time: Instant; data: SealedTree }
          if (!Array.isArray(data.peaks) || rootOf(data.hash, data) !== data.root) find('seal', place, 'its peaks are not those of its root')
          const before = rows.at(-1)?.data
          const isHeir = nameOfType(type) === SEALED
            ? (data as Seal).previous === (before?.root ?? null)
            : data.root === (before?.root ?? data.root) && data.size === (before?.size ?? 0)
          if (!isHeir) find('seal', place, 'it does not follow from the seal before it')
          rows.push({ version: row.version, place, name: nameOfType(type), time, hash: row.hash, data })
        } catch {
          find('seal', place, 'it cannot be read')
        }
      }
      if (page.length < PAGE) return rows
      from = page.at(-1)!.version + 1
    }
  } catch (error) {
    if (!isFault(error, 'store-damaged')) throw error
    find('unreadable', stream, error.message)
    return rows
  }
}

/** Goes on row by row until a page can be read again. @returns the last position dealt with */
const skipDamage = async (
  store: CheckableStore, following: NonNullable<CheckableStore['following']>, after: string | null, end: string, take: (row: RawRow) => void, find: Find,
): Promise<string> => {
  let firstLost: string | null = null
  for (let at = after; (at ?? '') < end; at = following(at)) {
    try {
      const row = (await store.raw(at, 1))[0]
      if (firstLost !== null) {
        const until = row ? String(Number(row.position) - 1).padStart(row.position.length, '0') : end
        find('unreadable', `position ${firstLost}`, `${Number(until) - Number(firstLost) + 1} events lie on a damaged page`)
        return until
      }
      if (row) take(row)
    } catch (error) {
      if (!isFault(error, 'store-damaged')) throw error
      firstLost ??= following(at)
    }
  }
  if (firstLost !== null) find('unreadable', `position ${firstLost}`, `${Number(end) - Number(firstLost) + 1} events lie on a damaged page`)
  return end
}

const checkHeads = async (
  store: CheckableStore, ends: ReadonlyMap<string, { version: number; hash: string }>, readOn: () => Promise<boolean>, find: Find,
): Promise<number> => {
  if (store.streamHeads === undefined) return ends.size
  let streams = 0
  try {
    for (let after = ''; ;) {
      let page: readonly StreamHead[] = await store.streamHeads(after, PAGE)
      // Appended since the rows were read: those are read too, and the ends anew, before a stream is said to have lost its end.
      while (page.some((head) => (ends.get(head.stream)?.version ?? -1) < head.version) && await readOn()) page = await store.streamHeads(after, PAGE)
      for (const head of page) {
        streams += 1
        const seen = ends.get(head.stream)
        const place = `${head.stream}@${head.version}`
        if (!seen || seen.version < head.version) find('removed', place, `the stream's events end at ${seen?.version ?? 'none'}`)
        else if (seen.version > head.version) find('inserted', `${head.stream}@${seen.version}`, `the stream says it ends at ${head.version}`)
        else if (seen.hash !== head.hash) find('index', place, 'the stream names another hash for its end')
      }
      if (page.length < PAGE) break
      after = page.at(-1)!.stream
    }
  } catch (error) {
    if (!isFault(error, 'store-damaged')) throw error
    find('unreadable', 'streams', error.message)
  }
  if (ends.has('')) find('index', 'streams', 'events belong to a stream without a name')
  return streams
}

const compareOutside = (
  store: CheckableStore, rows: readonly SealRow[], { copies, end, keys }: OutsideKnowledge, head: string | null, find: Find,
): string | null => {
  const branch = currentBranch(copies)
  const inside = new Map(rows.map((row) => [row.version, row]))
  let sealedUpTo: string | null = null
  for (const [version, copy] of branch) {
    const row = inside.get(version)
    const data = copy.data as JsonObject & { readonly position: string }
    const place = `${copy.place.stream}@${version}`
    if (row === undefined) find('truncated', place, `the copy outside seals up to ${data.position}, the log ends at ${head}`)
    else if (row.hash !== copy.place.hash) find('outside', place, 'it is not the one that was copied outside')
    else sealedUpTo = data.position
  }
  for (const row of rows) {
    if (!branch.has(row.version)) find('outside', row.place, 'it was never copied outside, or its copy is gone')
    if (row.name !== SEALED) continue
    const seal = row.data as Seal
    const key = keys.get(seal.keyId)
    if (!key) find('signature', row.place, `the key ${seal.keyId} is not known`)
    else if (!isSealSigned(key, store.storeId, row.time, seal)) find('signature', row.place, 'the signature is not that of its key')
  }
  if (end !== null && end.position > (head ?? '')) find('truncated', `position ${end.position}`, `it was seen outside; the log ends at ${head}`)
  return sealedUpTo
}
