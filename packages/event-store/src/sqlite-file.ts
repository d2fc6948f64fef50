// The file of a log: its tables, how it is opened, and what it says about itself.
// F1 Positions are 1, 2, 3 … without a gap, in the order of commits; `log.head` is the last one.
// F2 `streams` holds each stream's last version and hash, written in the same transaction as its events.
// F3 `text` is what was hashed; `kind` only helps filters and is checked against the text by `zhijian check`.
import { randomUUID } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'
import { Fault } from '@zhijian/kernel'
import type { Position } from './envelope.ts'
import { asFault } from './sqlite-fault.ts'

/** `ZJEV`: tells a log from any other SQLite file. */
const APPLICATION = 0x5a4a4556
const FORMAT = 1

const TABLES = `
create table log(one integer primary key check (one = 1), store_id text not null, epoch text not null,
  head integer not null, clean integer not null) strict;
create table kinds(kind integer primary key, category text not null, type text not null, unique(category, type)) strict;
create table streams(id integer primary key, name text not null unique, version integer not null, hash text not null) strict;
create table events(position integer primary key, stream integer not null, version integer not null,
  kind integer not null, text text not null, hash text not null) strict;
create unique index events_by_stream on events(stream, version);
`

export interface LogRow {
  readonly storeId: string
  readonly epoch: string
  readonly head: number
  readonly clean: number
}

export interface FileOptions {
  /** Path, or `:memory:` for a log that lives as long as its object. */
  readonly file: string
  /** Bytes the database file may grow to; beyond it appends fail with `store-full`. Default: the disk. */
  readonly maxBytes?: number
  /** Names a new log and its epoch; default random. Only asked when the file is made. */
  readonly newId?: () => string
}

export const toPosition = (n: number): Position => String(n).padStart(16, '0') as Position
/** 16 digits; anything else was never given out by this store. */
export const fromPosition = (position: Position | string): number => {
  if (!/^\d{16}$/.test(position)) throw new Fault('bad-position', 'not a position of this log', { retry: 'never' })
  return Number(position)
}

export const readLogRow = (db: DatabaseSync): LogRow => {
  const row = db.prepare('select store_id, epoch, head, clean from log').get() as
    { store_id: string; epoch: string; head: number; clean: number } | undefined
  if (!row) throw new Fault('store-damaged', 'the log does not say what it is', { retry: 'never' })
  return { storeId: row.store_id, epoch: row.epoch, head: row.head, clean: row.clean }
}

const pragma = (db: DatabaseSync, name: string): unknown => Object.values(db.prepare(`pragma ${name}`).get() ?? {})[0]

const create = (db: DatabaseSync, newId: () => string): void => {
  db.exec('begin immediate')
  try {
    // Another process may have made it between our look and our lock.
    if (pragma(db, 'user_version') === 0) {
      db.exec(TABLES)
      db.prepare('insert into log values (1, ?, ?, 0, 0)').run(newId(), newId())
      db.exec(`pragma application_id = ${APPLICATION}`)
      db.exec(`pragma user_version = ${FORMAT}`)
    }
    db.exec('commit')
  } catch (error) {
    if (db.isTransaction) db.exec('rollback')
    throw error
  }
}

const refuseForeign = (db: DatabaseSync): void => {
  if (pragma(db, 'application_id') !== APPLICATION) {
    throw new Fault('store-damaged', 'the file is a database, but no log of this platform', { retry: 'never' })
  }
  if (pragma(db, 'user_version') !== FORMAT) {
    throw new Fault('store-format', `the log has format ${pragma(db, 'user_version')}; this release reads ${FORMAT}`, { retry: 'never' })
  }
}

/** Opens the file, or makes it. @throws Fault `store-damaged` · `store-format` (never) · `store-unavailable` · `store-busy` (later) */
export const openFile = ({ file, maxBytes, newId = randomUUID }: FileOptions): DatabaseSync => {
  let db: DatabaseSync | undefined
  try {
    // The little that may be waited for a lock while the process stands still; longer waits are the writer's, asynchronous.
    db = new DatabaseSync(file, { timeout: 25 })
    const isNew = pragma(db, 'user_version') === 0 && pragma(db, 'schema_version') === 0
    if (!isNew) refuseForeign(db)
    db.exec('pragma journal_mode = wal; pragma synchronous = full; pragma wal_autocheckpoint = 4000; pragma cell_size_check = on')
    if (isNew) create(db, newId)
    refuseForeign(db)
    if (maxBytes !== undefined) db.exec(`pragma max_page_count = ${Math.max(1, Math.floor(maxBytes / Number(pragma(db, 'page_size'))))}`)
    return db
  } catch (error) {
    db?.close()
    throw asFault(error)
  }
}
