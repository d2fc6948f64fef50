// The embedded log: one SQLite file, WAL, synchronous FULL, opened by one or more processes of one host.
import { setTimeout as pause } from 'node:timers/promises'
import type { DatabaseSync } from 'node:sqlite'
import { Fault } from '@zhijian/kernel'
import type { RawRow } from './chain.ts'
import type { HashName } from './envelope.ts'
import type { Checkpoint } from './port.ts'
import { writeEnd } from './outside.ts'
import type { ServiceLog } from './seal.ts'
import { atPlace, isBusy } from './sqlite-fault.ts'
import { openFile, readLogRow, toPosition, type FileOptions } from './sqlite-file.ts'
import { createReader } from './sqlite-read.ts'
import { checkStart } from './sqlite-start.ts'
import { createTails } from './sqlite-tail.ts'
import { createWriter } from './sqlite-write.ts'

export interface SqliteStoreOptions extends FileOptions {
  /** The suite this installation names in its new events; the chain follows what each event names. Default sha256. */
  readonly hash?: HashName
  /** Where the log's seals are copied to (seal.ts): the last one must still be in the log. */
  readonly sealsDir?: string
  /** Places that consumers have seen: those of this epoch must still be in the log. */
  readonly mustHold?: readonly Checkpoint[]
  /** For looking at a log that may be damaged: nothing is checked on the way in, and nothing marked on the way out. */
  readonly asItIs?: boolean
  /** Longest wait for another process's lock, in milliseconds, before `store-busy`. Default 5,000. */
  readonly busyMs?: number
  /** How often a waiting tail looks for another process's appends, in milliseconds. Default 20. */
  readonly pollMs?: number
  /** Calls back at the end of this turn of the event loop, for group commit. Default setImmediate. */
  readonly atEndOfTurn?: (flush: () => void) => void
}

/** The port, and what only an embedded log can tell: for check, backup and seal. */
export interface SqliteStore extends ServiceLog {
  readonly file: string
  /** Rows as they lie there, unchecked, in log order. @throws Fault `store-damaged` */
  raw(after: string | null, limit: number): readonly RawRow[]
  /** The same for one stream, from a version on. */
  rawStream(stream: string, from: number, limit: number): readonly RawRow[]
  /** What SQLite itself finds wrong with the file, at most 50 lines; reads all of it. */
  fileFindings(): readonly string[]
  /** Positions leave no gaps: the one after this. */
  following(position: string | null): string
  /** What the streams say of their own ends, in order of name. */
  streamHeads(after: string, limit: number): readonly { readonly stream: string; readonly version: number; readonly hash: string }[]
  /** Position of the last event of the log when it was last closed in order, or null. */
  cleanUpTo(): string | null
  /** The connection itself, for looking at the file (`dbstat`, `max_page_count`). Nobody writes through it. */
  readonly database: DatabaseSync
}

const closed = (): Fault => new Fault('store-unavailable', 'the log is closed', { retry: 'later' })

const openPatiently = async (options: FileOptions, busyMs: number): Promise<DatabaseSync> => {
  for (const since = performance.now(); ;) {
    try {
      return openFile(options)
    } catch (error) {
      const isWaiting = error instanceof Fault && error.code === 'store-busy' && performance.now() - since < busyMs
      if (!isWaiting) throw error
      await pause(5)
    }
  }
}

/**
 * Opens the log, or makes one; checks what was appended since it was last closed in order or sealed.
 * @throws Fault `chain-broken` · `log-behind` · `store-damaged` · `store-format` (never) · `store-busy` · `store-unavailable` (later)
 */
export const openSqliteStore = async (options: SqliteStoreOptions): Promise<SqliteStore> => {
  const { hash = 'sha256', busyMs = 5000, pollMs = 20, atEndOfTurn = setImmediate } = options
  const db = await openPatiently(options, busyMs)
  let isOpen = true
  try {
    const reader = createReader(db)
    const { storeId, epoch } = readLogRow(db)
    if (!options.asItIs) await checkStart(reader, storeId, () => readLogRow(db), options)
    const tails = createTails(db, reader, pollMs)
    const writer = createWriter(db, { busyMs, atEndOfTurn, onCommit: tails.wake })
    const open = <T>(look: () => T): T => {
      if (!isOpen) throw closed()
      return look()
    }
    const lastPosition = (): ReturnType<typeof toPosition> | null => ((head) => (head === 0 ? null : toPosition(head)))(reader.head())

    return {
      epoch, storeId, hash, file: options.file, database: db,
      append: (stream, events, expected) => (isOpen ? writer.append(stream, events, expected) : Promise.reject(closed())),
      read: async (stream, from = 0) => open(() => reader.read(stream, from)),
      lastEvent: async (stream) => open(() => reader.last(stream)),
      tail: (after, filter, signal, tailOptions) => open(() => tails.tail(after, filter, signal, tailOptions)),
      streams: async (category, after, limit = 1000) => open(() => reader.streams(category, after, limit)),
      head: async () => open(() => atPlace(() => 'the end of the log', lastPosition)),
      holds: async (checkpoint) => open(() => checkpoint.epoch === epoch && reader.holds(checkpoint)),
      raw: (after, limit) => open(() => reader.raw(after === null ? 0 : Number(after), limit)),
      rawStream: (stream, from, limit) => open(() => reader.rawStream(stream, from, limit)),
      // Positions leave no gaps.
      newestRows: async (limit) => open(() => reader.raw(Math.max(0, reader.head() - limit), limit)),
      following: (position) => toPosition(Number(position ?? 0) + 1),
      fileFindings: () => open(() => reader.fileFindings()),
      streamHeads: (after, limit) => open(() => reader.streamHeads(after, limit)),
      cleanUpTo: () => open(() => ((clean) => (clean === 0 ? null : toPosition(clean)))(readLogRow(db).clean)),
      async close() {
        if (!isOpen) return
        isOpen = false
        tails.end()
        await writer.drain()
        if (options.asItIs) {
          db.close()
          return
        }
        try {
          db.exec('update log set clean = head')
          const head = reader.head()
          const last = reader.raw(head - 1, 1)[0]
          if (options.sealsDir !== undefined && last) writeEnd(options.sealsDir, storeId, { ...last, epoch })
        } catch (error) {
          // Without the mark the next start only has more to check.
          if (!isBusy(error)) throw error
        } finally {
          db.close()
        }
      },
    }
  } catch (error) {
    db.close()
    throw error
  }
}
