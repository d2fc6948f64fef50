// Copies of a log that is in use, and the way back. A backup is a folder: `log.db` and `manifest.json`, written last, so
// a backup without it is none. A restore puts a checked copy in the log's place, under a new epoch and with LogRestored
// as its first event: whoever followed the log notices, and the record says from which seal the new branch goes.
import { createHash, randomUUID } from 'node:crypto'
import {
  copyFileSync, createReadStream, existsSync, linkSync, mkdirSync, openSync, closeSync, fsyncSync, readdirSync, readFileSync, renameSync,
  rmSync, statSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { backup, DatabaseSync } from 'node:sqlite'
import { assert, canonical, Fault, isFault, type Instant } from '@zhijian/kernel'
import { checkStore, type CheckProgress } from './check.ts'
import { appendCopies, replaceFile, syncFolder, writeEnd } from './outside.ts'
import { logStream, restoredEvent, treeOf } from './seal.ts'
import { asFault } from './sqlite-fault.ts'
import { openSqliteStore, type SqliteStore } from './sqlite.ts'

export interface BackupManifest {
  readonly format: 1
  readonly storeId: string
  readonly epoch: string
  /** Wall time at which the copy was complete. */
  readonly at: Instant
  /** Of the last event, or null for an empty log. */
  readonly position: string | null
  readonly headHash: string | null
  /** The last seal the copy holds: version of its event, and the place it covers. */
  readonly seal: { readonly version: number; readonly position: string; readonly root: string } | null
  readonly bytes: number
  /** Of `log.db`, hex. */
  readonly sha256: string
}

const LOG = 'log.db'
const MANIFEST = 'manifest.json'
/** Pages copied between two turns of the event loop: 8 MB. */
const PAGES_AT_ONCE = 2000

const sha256Of = async (file: string): Promise<string> => {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer)
  return hash.digest('hex')
}

const syncFile = (file: string): void => {
  const fd = openSync(file, 'r+')
  try {
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
}

/** Without its WAL beside it: one file that can be hashed and moved. @throws Fault `store-in-use` (later) */
const makeSingleFile = (file: string): void => {
  try {
    const db = new DatabaseSync(file, { timeout: 0 })
    try {
      const mode = db.prepare('pragma journal_mode = delete').get() as { journal_mode: string }
      if (mode.journal_mode !== 'delete') throw new Fault('store-in-use', 'another process has the log open', { retry: 'later' })
    } finally {
      db.close()
    }
  } catch (error) {
    const fault = asFault(error)
    throw isFault(fault, 'store-busy') ? new Fault('store-in-use', 'another process has the log open', { retry: 'later', cause: error }) : fault
  }
}

/**
 * On a connection of its own: SQLite copies in another thread, and a connection that writes meanwhile would make it fail.
 * The open read transaction pins what is copied; without it every commit of the writer would start the copy anew.
 */
const copyPages = async (from: string, to: string, progress: (pagesDone: number, pagesOf: number) => void): Promise<void> => {
  let source: DatabaseSync | undefined
  try {
    source = new DatabaseSync(from, { readOnly: true, timeout: 5000 })
    source.exec('begin')
    source.prepare('select head from log').get()
    await backup(source, to, {
      rate: PAGES_AT_ONCE, progress: ({ totalPages, remainingPages }) => progress(totalPages - remainingPages, totalPages),
    })
  } catch (error) {
    throw asFault(error)
  } finally {
    source?.close()
  }
}

const lastRow = (store: SqliteStore, head: string | null) => (head === null ? null : store.raw(String(Number(head) - 1), 1)[0] ?? null)

/**
 * Copies the log while it is written to.
 * @param folder new or empty
 * @param at wall time, for the manifest
 * @throws Fault `backup-exists` (never) · `store-full`, `store-unavailable` (later) · what a checked start throws
 */
export const backupStore = async (
  store: SqliteStore, folder: string, at: Instant, progress: (pagesDone: number, pagesOf: number) => void = () => {},
): Promise<BackupManifest> => {
  assert(store.file !== ':memory:', 'a log in memory is not backed up')
  mkdirSync(folder, { recursive: true })
  if (readdirSync(folder).length > 0) throw new Fault('backup-exists', 'the folder of the backup is not empty', { retry: 'never' })
  const partial = join(folder, `${LOG}.partial`)
  await copyPages(store.file, partial, progress)
  // Opening it checks what was appended since the last clean stop or seal.
  const copy = await openSqliteStore({ file: partial })
  const position = await copy.head()
  const headHash = lastRow(copy, position)?.hash ?? null
  const sealed = await copy.lastEvent(logStream(copy.storeId))
  const tree = sealed === null ? null : treeOf(sealed, copy.hash)
  const { storeId, epoch } = copy
  await copy.close()
  makeSingleFile(partial)
  syncFile(partial)
  const manifest: BackupManifest = {
    format: 1, storeId, epoch, at, position, headHash,
    seal: sealed === null || tree === null ? null : { version: sealed.version, position: tree.position, root: tree.root },
    bytes: statSync(partial).size, sha256: await sha256Of(partial),
  }
  renameSync(partial, join(folder, LOG))
  replaceFile(join(folder, MANIFEST), `${canonical(manifest)}\n`)
  return manifest
}

const damaged = (why: string): Fault => new Fault('backup-damaged', `the backup ${why}`, { retry: 'never' })

/** @throws Fault `backup-damaged` (never): no manifest, or not one of this format */
export const readManifest = (folder: string): BackupManifest => {
  let manifest: BackupManifest
  try {
    manifest = JSON.parse(readFileSync(join(folder, MANIFEST), 'utf8')) as BackupManifest
  } catch {
    throw damaged('has no readable manifest: it was never completed, or is none')
  }
  if (manifest.format !== 1) throw damaged(`has format ${manifest.format}; this release reads 1`)
  return manifest
}

/** Reads all of a backup's copy, made in `at`; the backup itself is not touched. */
const verifiedCopy = async (folder: string, at: string, progress: CheckProgress): Promise<BackupManifest> => {
  const manifest = readManifest(folder)
  const file = join(folder, LOG)
  if (!existsSync(file) || await sha256Of(file) !== manifest.sha256) throw damaged('is not what its manifest says')
  for (const left of [at, `${at}-wal`, `${at}-shm`]) rmSync(left, { force: true })
  copyFileSync(file, at)
  try {
    const copy = await openSqliteStore({ file: at })
    try {
      const report = await checkStore(copy, null, progress)
      const first = report.findings[0]
      if (first) throw damaged(`does not hold at ${first.place}: ${first.message}`)
      if (report.head !== manifest.position || (lastRow(copy, report.head)?.hash ?? null) !== manifest.headHash) throw damaged('ends elsewhere than its manifest says')
      return manifest
    } finally {
      await copy.close()
    }
  } catch (error) {
    for (const left of [at, `${at}-wal`, `${at}-shm`]) rmSync(left, { force: true })
    throw isFault(error, 'chain-broken') || isFault(error, 'store-damaged') ? damaged(`does not hold: ${error.message}`) : error
  }
}

/** Reads a backup to its end without restoring it. @param scratch a path for a copy, removed afterwards */
export const checkBackup = async (folder: string, scratch: string, progress: CheckProgress = () => {}): Promise<BackupManifest> => {
  const manifest = await verifiedCopy(folder, scratch, progress)
  for (const left of [scratch, `${scratch}-wal`, `${scratch}-shm`]) rmSync(left, { force: true })
  return manifest
}

export interface RestoreOptions {
  readonly folder: string
  /** The log to replace, or to make. No process may have it open. */
  readonly file: string
  /** Wall time. */
  readonly now: Instant
  /** Where the seals are copied to: the new branch is noted there. */
  readonly sealsDir?: string
  /** Overwrites a log that has more events than the backup, or is another one. It is kept beside in any case. */
  readonly force?: boolean
  readonly newId?: () => string
  readonly progress?: CheckProgress
}

export interface Restored {
  readonly storeId: string
  readonly epoch: string
  readonly previousEpoch: string
  /** The last event the backup held, or null. */
  readonly position: string | null
  /** Where the log that was there is now; null when there was none. */
  readonly replaced: string | null
}

/** How far the log in place goes; null when there is none, or it cannot be read any more. */
const inPlace = async (file: string): Promise<{ storeId: string; head: string | null } | null> => {
  if (!existsSync(file)) return null
  try {
    const store = await openSqliteStore({ file })
    try {
      return { storeId: store.storeId, head: await store.head() }
    } finally {
      await store.close()
    }
  } catch (error) {
    if (isFault(error, 'store-damaged') || isFault(error, 'chain-broken') || isFault(error, 'log-behind')) return null
    throw error
  }
}

/**
 * Checks the backup to its end, then puts it in the place of the log, in one step: a crash leaves the old log or the new.
 * @throws Fault `backup-damaged` · `store-newer` · `store-other` (never) · `store-in-use` · `store-full` (later)
 */
export const restoreStore = async (options: RestoreOptions): Promise<Restored> => {
  const { folder, file, now, sealsDir, force = false, newId = randomUUID, progress = () => {} } = options
  mkdirSync(dirname(file), { recursive: true })
  const restoring = `${file}.restoring`
  const manifest = await verifiedCopy(folder, restoring, progress)
  try {
    const there = await inPlace(file)
    if (there !== null && !force) {
      if (there.storeId !== manifest.storeId && there.head !== null) throw new Fault('store-other', 'the log in place is another one', { retry: 'never' })
      if (there.storeId === manifest.storeId && (there.head ?? '') > (manifest.position ?? '')) {
        throw new Fault('store-newer', `the log in place ends at ${there.head}, the backup at ${manifest.position}`, { retry: 'never' })
      }
    }
    const epoch = newId()
    const db = new DatabaseSync(restoring)
    db.prepare('update log set epoch = ?').run(epoch)
    db.close()
    const store = await openSqliteStore({ file: restoring })
    const stream = logStream(store.storeId)
    const last = await store.lastEvent(stream)
    const what = { restoredTo: manifest.position, epoch, previousEpoch: manifest.epoch, backupAt: manifest.at }
    await store.append(stream, [restoredEvent(store, last, now, what)], last?.version ?? 'no-stream')
    const restored = (await store.lastEvent(stream))!
    await store.close()
    makeSingleFile(restoring)
    syncFile(restoring)

    let replaced: string | null = null
    if (existsSync(file)) {
      replaced = `${file}.replaced-${epoch.slice(0, 8)}`
      try {
        makeSingleFile(file)
      } catch (error) {
        // A damaged log keeps what lies in its WAL, for whoever tries to save more of it.
        if (isFault(error, 'store-in-use')) throw error
        if (existsSync(`${file}-wal`)) copyFileSync(`${file}-wal`, `${replaced}-wal`)
      }
      linkSync(file, replaced)
    }
    if (sealsDir !== undefined) {
      // Before the log itself: if we are killed between the two, the old log is refused until the restore is repeated.
      appendCopies(sealsDir, store.storeId, epoch, [restored])
      writeEnd(sealsDir, store.storeId, { ...restored, epoch })
    }
    renameSync(restoring, file)
    // What a damaged log left behind does not belong to the new one.
    for (const left of [`${file}-wal`, `${file}-shm`]) rmSync(left, { force: true })
    syncFolder(dirname(file))
    return { storeId: store.storeId, epoch, previousEpoch: manifest.epoch, position: manifest.position, replaced }
  } catch (error) {
    for (const left of [restoring, `${restoring}-wal`, `${restoring}-shm`]) rmSync(left, { force: true })
    throw error
  }
}
