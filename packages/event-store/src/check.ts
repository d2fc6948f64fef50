// Reads everything and says everything that does not hold, with its place. It trusts nothing that a store's own reading
// checks as it goes: rows come as they lie there, and the check goes on after each finding.
// What it can know: the chains, the order of the log, the seals in it, and the copies of them outside. What was changed
// after the last copy outside by somebody who also made every chain fit again cannot be found here.
import type { KeyObject } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { isFault, type Instant, type JsonObject } from '@zhijian/kernel'
import { openRow, type RawRow, type StoredRow } from './chain.ts'
import { categoryOf, GENESIS, nameOfType, type HashName, type StoredEvent } from './envelope.ts'
import { sentenceOf, type Find, type Finding } from './findings.ts'
import { EMPTY_TREE, eventLeaf, grow, rootOf, type TreeHead } from './merkle.ts'
import type { OutsideCopy } from './outside.ts'
import type { Checkpoint } from './port.ts'
import { isSealSigned, logStream, nextKeyOf, RESTORED, ROTATED, SEALED, treeAfter, type Rotation, type Seal, type SealedTree } from './seal.ts'

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
  /** As they were before the log was looked at, so that the log must hold them all. */
  readonly copies: readonly OutsideCopy[]
  /** The copies as they are a moment later: a platform beside copies a seal just after it appended it. Asked once, for seals without a copy. */
  readonly copiesNow?: () => Awaitable<readonly OutsideCopy[]>
  readonly end: Checkpoint | null
  /** Keys whose signatures count, by key id. */
  readonly keys: ReadonlyMap<string, KeyObject>
}

export interface CheckReport {
  readonly events: number
  readonly streams: number
  readonly seals: number
  /** Position of the last event. */
  readonly head: string | null
  /** Up to where a seal covers the log, by a copy outside when there is one. */
  readonly sealedUpTo: string | null
  /** Events, but for those of the seals, that came after it: what is added there by somebody who hashes it as it should be is not found here. */
  readonly unsealed: number
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
/** Where a log or a stream ends that holds nothing. */
const NONE = '—'

interface SealRow {
  readonly version: number
  readonly place: string
  readonly name: string
  readonly time: Instant
  readonly hash: string
  readonly data: SealedTree
  /** What follows goes on from: another suite's after a rotation that turned it. */
  readonly left: SealedTree
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
  const find: Find = (kind, place, code, values = {}) => {
    if (findings.length < MOST_FINDINGS) findings.push({ kind, place, code, values, message: sentenceOf(code, values) })
    else more += 1
  }
  for (const text of store.fileFindings?.() ?? []) find('file', 'file', 'file-says', { text })

  const head = await store.head()
  /** Where the log ends; a platform that runs beside moves it on. */
  let end = head ?? ''
  const stream = logStream(store.storeId)
  const sealRows = await readSeals(store, stream, find)
  const ends = new Map<string, { version: number; hash: string }>()
  /** One tree per suite that was ever sealed in: where a log changed its suite, both were said of the same leaves. */
  const trees = new Map<HashName, TreeHead>(sealRows.flatMap(({ data, left }) => [[data.hash, EMPTY_TREE], [left.hash, EMPTY_TREE]] as const))
  let events = 0
  /** Of other streams than the log's own; and how many of them there were up to each seal. */
  let others = 0
  const othersUpTo = new Map<string, number>()
  /** The last position that was looked at. */
  let last: string | null = null

  const uncompared = [...sealRows].sort((a, b) => (a.data.position < b.data.position ? -1 : 1))
  /** Seals that cover no more than what was read so far. */
  const compareSeals = (isCovered: (position: string) => boolean): void => {
    while (uncompared.length > 0 && isCovered(uncompared[0]!.data.position)) {
      const { place, data, left } = uncompared.shift()!
      const tree = trees.get(data.hash)!
      othersUpTo.set(data.position, others)
      if (data.size !== tree.size) find('seal', place, 'seal-size', { sealed: data.size, held: tree.size })
      else if (data.root !== rootOf(data.hash, tree) || left.root !== rootOf(left.hash, trees.get(left.hash)!)) find('seal', place, 'seal-root')
      // Once said is enough: what follows is compared with this seal's own tree.
      for (const { hash, size, peaks } of [data, left]) trees.set(hash, { size, peaks })
    }
  }

  const take = (row: RawRow): void => seen(row, look(row))
  const look = (row: RawRow): StoredEvent | null => {
    if (row.position > end) {
      find('inserted', `position ${row.position}`, 'beyond-end')
      return null
    }
    if (store.following !== undefined && Number(row.position) !== Number(last ?? 0) + 1) {
      const next = store.following(last)
      if (row.position > next) find('removed', `position ${next}`, 'missing-in-log', { count: Number(row.position) - Number(next) })
    }
    last = row.position
    events += 1
    compareSeals((position) => position < row.position)
    if (row.stream !== stream) others += 1
    for (const [suite, tree] of trees) trees.set(suite, grow(suite, tree, eventLeaf(suite, row)))
    const known = ends.get(row.stream)
    const before = known?.version ?? -1
    const previous = known?.hash ?? GENESIS
    if (known === undefined) ends.set(row.stream, { version: row.version, hash: row.hash })
    else {
      known.version = row.version
      known.hash = row.hash
    }
    const place = (): string => `${row.stream}@${row.version}`
    if (row.version <= before) find('reordered', place(), 'after-version', { version: before })
    else if (row.version > before + 1) find('removed', `${row.stream}@${before + 1}`, 'missing-in-stream', { count: row.version - before - 1 })
    else {
      const event = openRow(row, previous)
      if ('why' in event) {
        find(event.why === 'written-as' ? 'reordered' : 'edited', place(), event.why, event.values)
        return null
      }
      if (categoryOf(event.stream) !== row.category || nameOfType(event.type) !== row.type) find('index', place(), 'wrong-filter')
      return event
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
  if ((last ?? '') < end) find('truncated', `position ${store.following?.(last) ?? end}`, 'ends-early', { head: head ?? NONE })
  for (const row of sealRows) if (row.data.position > end) find('truncated', row.place, 'seals-beyond-end', { position: row.data.position, head: head ?? NONE })

  const streams = await checkHeads(store, ends, readOn, find)
  const sealedUpTo = seals === null ? sealRows.at(-1)?.data.position ?? null : await compareOutside(store, sealRows, seals, head, find)
  return {
    events, streams, seals: sealRows.filter((row) => row.name === SEALED).length, head: end === '' ? null : end, sealedUpTo,
    unsealed: others - (othersUpTo.get(sealedUpTo ?? '') ?? 0), comparedOutside: seals !== null, findings, more, isWhole: findings.length === 0,
  }
}

const readSeals = async (store: CheckableStore, stream: string, find: Find): Promise<readonly SealRow[]> => {
  const rows: SealRow[] = []
  try {
    for (let from = 0; ;) {
      const page = await store.rawStream(stream, from, PAGE)
      for (const row of page) {
        const place = `${stream}@${row.version}`
        try {
          const { type, time, data } = JSON.parse(row.text) as { type: string; time: Instant; data: SealedTree }
          const name = nameOfType(type)
          // Only a rotation turns the tree: what else names a next key was never signed as a seal.
          if ((name === ROTATED) !== ('next' in data)) throw new SyntaxError('a seal of another shape')
          const left = treeAfter(data)
          if ([data, left].some((tree) => !Array.isArray(tree.peaks) || rootOf(tree.hash, tree) !== tree.root)) find('seal', place, 'seal-peaks')
          const before = rows.at(-1)
          const isHeir = name === RESTORED
            ? data.root === (before?.left.root ?? data.root) && data.size === (before?.data.size ?? 0)
            : (data as Seal).previous === (before?.data.root ?? null)
          if (!isHeir) find('seal', place, 'seal-heir')
          rows.push({ version: row.version, place, name, time, hash: row.hash, data, left })
        } catch {
          find('seal', place, 'seal-unreadable')
        }
      }
      if (page.length < PAGE) return rows
      from = page.at(-1)!.version + 1
    }
  } catch (error) {
    if (!isFault(error, 'store-damaged')) throw error
    find('unreadable', stream, 'damaged', { message: error.message })
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
        find('unreadable', `position ${firstLost}`, 'damaged-page', { count: Number(until) - Number(firstLost) + 1 })
        return until
      }
      if (row) take(row)
    } catch (error) {
      if (!isFault(error, 'store-damaged')) throw error
      firstLost ??= following(at)
    }
  }
  if (firstLost !== null) find('unreadable', `position ${firstLost}`, 'damaged-page', { count: Number(end) - Number(firstLost) + 1 })
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
        if (!seen || seen.version < head.version) find('removed', place, 'stream-end-missing', { version: seen?.version ?? NONE })
        else if (seen.version > head.version) find('inserted', `${head.stream}@${seen.version}`, 'beyond-stream-end', { version: head.version })
        else if (seen.hash !== head.hash) find('index', place, 'stream-end-hash')
      }
      if (page.length < PAGE) break
      after = page.at(-1)!.stream
    }
  } catch (error) {
    if (!isFault(error, 'store-damaged')) throw error
    find('unreadable', 'streams', 'damaged', { message: error.message })
  }
  if (ends.has('')) find('index', 'streams', 'nameless-stream')
  return streams
}

const compareOutside = async (
  store: CheckableStore, rows: readonly SealRow[], { copies, copiesNow, end, keys }: OutsideKnowledge, head: string | null, find: Find,
): Promise<string | null> => {
  const before = currentBranch(copies)
  const branch = new Map(before)
  const uncopied = rows.filter(({ version }) => !before.has(version))
  if (uncopied.length > 0 && copiesNow !== undefined) {
    // Of the copies made since, those of the seals that were read: the log was not looked at again for others.
    const now = currentBranch(await copiesNow())
    for (const { version } of uncopied) if (now.has(version)) branch.set(version, now.get(version)!)
  }
  const inside = new Map(rows.map((row) => [row.version, row]))
  let sealedUpTo: string | null = null
  for (const [version, copy] of branch) {
    const row = inside.get(version)
    const data = copy.data as JsonObject & { readonly position: string }
    const place = `${copy.place.stream}@${version}`
    if (row === undefined) find('truncated', place, 'copy-beyond-end', { position: data.position, head: head ?? NONE })
    else if (row.hash !== copy.place.hash) find('outside', place, 'other-than-copied')
    else sealedUpTo = data.position
  }
  for (const row of rows) if (!branch.has(row.version)) find('outside', row.place, 'never-copied')
  checkSignatures(store.storeId, rows, keys, find)
  if (end !== null && end.position > (head ?? '')) find('truncated', `position ${end.position}`, 'seen-beyond-end', { head: head ?? NONE })
  return sealedUpTo
}

/** A rotation that a known key signed makes the next one known, and no seal after it is the old one's. */
const checkSignatures = (storeId: string, rows: readonly SealRow[], given: ReadonlyMap<string, KeyObject>, find: Find): void => {
  const keys = new Map(given)
  const retired = new Set<string>()
  for (const { name, place, time, data } of rows) {
    if (name !== SEALED && name !== ROTATED) continue
    const seal = data as Seal
    const { keyId } = seal
    const key = keys.get(keyId)
    if (!key) find('signature', place, 'unknown-key', { keyId })
    else if (retired.has(keyId)) find('signature', place, 'retired-key', { keyId })
    else if (!isSealSigned(key, storeId, time, seal)) find('signature', place, 'wrong-signature')
    else if (name === ROTATED) {
      const rotation = seal as Rotation
      const next = nextKeyOf(storeId, time, rotation)
      if (next === null) find('signature', place, 'next-key-silent', { keyId: rotation.next.keyId })
      else keys.set(rotation.next.keyId, next)
      retired.add(keyId)
    }
  }
}
