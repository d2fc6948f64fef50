// SQLite files that hold secrets: what is deleted is overwritten, a commit is on the disk when it returns, and no journal
// keeps what was there before (a rollback journal, cut to nothing at every commit; a WAL would keep old pages).
import { DatabaseSync } from 'node:sqlite'
import { Fault, isFault, type Retry } from '@zhijian/kernel'

export interface SecretDatabase {
  readonly db: DatabaseSync
  use<T>(step: () => T): T
  transaction<T>(step: () => T): T
  close(): void
}

/** SQLite's primary result codes. Messages name the condition, never the statement or its values. */
const MEANING: Readonly<Record<number, readonly [code: string, message: string, retry: Retry]>> = {
  5: ['store-busy', 'another process is writing to the store', 'later'],
  6: ['store-busy', 'a table of the store is locked', 'later'],
  8: ['store-unavailable', 'the store cannot be written to', 'later'],
  10: ['store-unavailable', 'the disk of the store failed', 'later'],
  11: ['store-damaged', 'the store\'s file is damaged; put it back from its backup', 'never'],
  13: ['store-full', 'the disk of the store is full', 'later'],
  14: ['store-unavailable', 'the store\'s file cannot be opened', 'later'],
  26: ['store-damaged', 'the store\'s file is no database; put it back from its backup', 'never'],
}
const asFault = (error: unknown): unknown => {
  if (isFault(error) || (error as { code?: string })?.code !== 'ERR_SQLITE_ERROR') return error
  const meaning = MEANING[(error as { errcode: number }).errcode & 0xff]
  return meaning ? new Fault(meaning[0], meaning[1], { retry: meaning[2], cause: error }) : error
}

/** @throws Fault `store-damaged` (never) · `store-busy` · `store-unavailable` · `store-full` (later) */
export const openSecretDatabase = (file: string, schema: string, busyMs = 2000): SecretDatabase => {
  const guarded = <T>(step: () => T): T => {
    try {
      return step()
    } catch (error) {
      throw asFault(error)
    }
  }
  const db = guarded(() => {
    const opened = new DatabaseSync(file, { timeout: busyMs })
    opened.exec(`PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = EXTRA; PRAGMA secure_delete = ON;
      PRAGMA temp_store = MEMORY; ${schema}`)
    return opened
  })
  const use = <T>(step: () => T): T => {
    if (!db.isOpen) throw new Fault('store-closed', 'the store was closed', { retry: 'later' })
    return guarded(step)
  }
  return {
    db,
    use,
    transaction: (step) => use(() => {
      db.exec('BEGIN IMMEDIATE')
      try {
        const result = step()
        db.exec('COMMIT')
        return result
      } catch (error) {
        if (db.isTransaction) db.exec('ROLLBACK')
        throw error
      }
    }),
    close() {
      if (db.isOpen) db.close()
    },
  }
}
