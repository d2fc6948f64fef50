// The bus's state in one SQLite file of its own. The file belongs to one process at a time: a second one is refused at once
// instead of moving the first one's checkpoints. Writes are not synced to disk one by one (WAL, synchronous NORMAL): a
// killed process loses nothing, a power cut may take the checkpoint back by a moment, and events come twice (S2).
import { DatabaseSync } from 'node:sqlite'
import { Fault, isFault } from '@zhijian/kernel'
import type { BusState, ConsumerRecord, HeldStream } from './state.ts'

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS consumer (name TEXT PRIMARY KEY, record TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS held (consumer TEXT NOT NULL, stream TEXT NOT NULL, record TEXT NOT NULL,
    PRIMARY KEY (consumer, stream)) STRICT, WITHOUT ROWID;`
const FORMAT = 1

/**
 * @param setAside takes a damaged file out of the way at the start: consumers then begin again where they once began, as after
 * a restored log, and what is parked is met anew. Without it a damaged file is the caller's to deal with.
 * @throws Fault `bus-state-locked` (another process has it), `bus-state-unreadable` (never), `bus-state-unavailable` (later)
 */
export const openSqliteBusState = (file: string, setAside?: (file: string) => void): BusState => {
  const openFile = (): DatabaseSync => guarded(() => {
    const opened = new DatabaseSync(file)
    try {
      // Exclusive before WAL: no shared-memory file, and the lock is held until the process ends, however it ends.
      opened.exec('PRAGMA busy_timeout = 0; PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL')
      opened.exec('PRAGMA synchronous = NORMAL')
      opened.exec('BEGIN EXCLUSIVE')
      const { user_version: format } = opened.prepare('PRAGMA user_version').get() as { user_version: number }
      if (format !== 0 && format !== FORMAT) {
        const message = `the bus state has format ${format}, this program knows ${FORMAT}`
        throw new Fault('bus-state-of-another-release', message, { retry: 'never' })
      }
      opened.exec(`${SCHEMA} PRAGMA user_version = ${FORMAT}; COMMIT`)
      records(opened, 'consumer')
      records(opened, 'held')
      return opened
    } catch (error) {
      opened.close()
      throw error
    }
  })
  const openWhole = (): DatabaseSync => {
    try {
      return openFile()
    } catch (error) {
      if (!setAside || !isFault(error, 'bus-state-unreadable')) throw error
      setAside(file)
      return openFile()
    }
  }
  // Every record is read here: whatever is damaged is found now, before anybody goes by it.
  const db = openWhole()
  const putConsumer = db.prepare('INSERT OR REPLACE INTO consumer VALUES (?, ?)')
  const putHeld = db.prepare('INSERT OR REPLACE INTO held VALUES (?, ?, ?)')
  const dropHeld = db.prepare('DELETE FROM held WHERE consumer = ? AND stream = ?')
  return {
    load: async () => guarded(() => ({ consumers: records<ConsumerRecord>(db, 'consumer'), held: records<HeldStream>(db, 'held') })),
    write: async (changes) => guarded(() => {
      db.exec('BEGIN')
      try {
        for (const record of changes.held) putHeld.run(record.consumer, record.stream, JSON.stringify(record))
        for (const { consumer, stream } of changes.released) dropHeld.run(consumer, stream)
        for (const record of changes.consumers) putConsumer.run(record.consumer, JSON.stringify(record))
        db.exec('COMMIT')
      } catch (error) {
        if (db.isTransaction) db.exec('ROLLBACK')
        throw error
      }
    }),
    close: async () => db.close(),
  }
}

const records = <T>(db: DatabaseSync, table: 'consumer' | 'held'): T[] =>
  (db.prepare(`SELECT record FROM ${table}`).all() as { record: string }[]).map(({ record }) => JSON.parse(record) as T)

const guarded = <T>(work: () => T): T => {
  try {
    return work()
  } catch (error) {
    if (error instanceof Fault) throw error
    const code = (error as { errcode?: number }).errcode
    const primary = code === undefined ? undefined : code & 0xff
    if (primary === 5 || primary === 6) {
      throw new Fault('bus-state-locked', 'another process has the bus state open', { retry: 'later', cause: error })
    }
    if (primary === 11 || primary === 26 || error instanceof SyntaxError) {
      throw new Fault('bus-state-unreadable', 'the bus state is damaged; without it every consumer starts again at the beginning',
        { retry: 'never', cause: error })
    }
    const message = `the bus state cannot be used (SQLite ${code ?? 'unknown'})`
    throw new Fault('bus-state-unavailable', message, { retry: 'later', cause: error })
  }
}
