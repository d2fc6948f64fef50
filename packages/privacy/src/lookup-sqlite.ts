// Finds people by exact values without holding the values: HMAC-SHA-256 under a key of its own, in an SQLite file.
// L1 A value has one owner: of two who reserve it, one is told `taken`.
// L2 Erasing an owner, or a value of theirs, leaves nothing that leads to them, in the file neither.
// Who has the key file can try out all phone numbers: keep it as the master key is kept.
import { randomBytes } from 'node:crypto'
import { fingerprintOf, hmacsWith, otherKey } from './lookup-key.ts'
import type { Lookup, LookupKind } from './port.ts'
import { readSecretFile } from './secret-file.ts'
import { openSecretDatabase } from './sqlite-file.ts'

export interface SqliteLookupOptions {
  readonly file: string
  /** 32 bytes, made at first start with mode 0600. */
  readonly keyFile: string
  readonly random?: (bytes: number) => Uint8Array
  /** How long a writer waits for a writer of another process, ms. Default 2,000. */
  readonly busyMs?: number
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS lookups (
    kind TEXT NOT NULL, hmac TEXT NOT NULL, owner TEXT NOT NULL, PRIMARY KEY (kind, hmac)) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS lookups_by_owner ON lookups (owner);`

/** @throws Fault `secret-missing` · `secret-exposed` · `lookup-key-mismatch` · `store-damaged` (never) */
export const openSqliteLookup = async (options: SqliteLookupOptions): Promise<Lookup & { close(): Promise<void> }> => {
  const { db, use, transaction, close } = openSecretDatabase(options.file, SCHEMA, options.busyMs)
  try {
    const key = transaction(() => {
      const known = db.prepare("SELECT value FROM meta WHERE key = 'key'").get()?.['value']
      const secret = readSecretFile(options.keyFile, known === undefined, options.random ?? randomBytes)
      const fingerprint = fingerprintOf(secret)
      if (known === undefined) db.prepare("INSERT INTO meta VALUES ('key', ?)").run(fingerprint)
      else if (known !== fingerprint) throw otherKey()
      return secret
    })
    const selectOwner = db.prepare('SELECT owner FROM lookups WHERE kind = ? AND hmac = ?')
    const ownerOf = (kind: LookupKind, hmac: string): string | null =>
      (selectOwner.get(kind, hmac)?.['owner'] as string | undefined) ?? null

    const insert = db.prepare('INSERT INTO lookups VALUES (?, ?, ?)')
    const reserveNow = (kind: LookupKind, hmac: string, owner: string): 'reserved' | 'mine' | 'taken' => {
      const held = ownerOf(kind, hmac)
      if (held !== null) return held === owner ? 'mine' : 'taken'
      insert.run(kind, hmac, owner)
      return 'reserved'
    }
    const forget = (remove: () => { readonly changes: number | bigint }): number => {
      const { changes } = transaction(remove)
      // What SQLite left of the rows when it moved them between pages goes too.
      if (changes > 0) use(() => db.exec('VACUUM'))
      return Number(changes)
    }
    // All reservations of one turn of the event loop share a transaction: a register of ten thousand is one second, not twenty.
    type Waiting = { readonly run: () => void; readonly done: () => void; readonly fail: (error: unknown) => void }
    let waiting: Waiting[] = []
    const reserveTogether = (): void => {
      const group = waiting
      waiting = []
      try {
        transaction(() => {
          for (const { run } of group) run()
        })
      } catch (error) {
        for (const { fail } of group) fail(error)
        return
      }
      for (const { done } of group) done()
    }

    return {
      hmac: hmacsWith(key),
      reserve: (kind, hmac, owner) => new Promise((resolve, reject) => {
        if (waiting.length === 0) setImmediate(reserveTogether)
        let outcome: 'reserved' | 'mine' | 'taken'
        waiting.push({
          run: () => {
            outcome = reserveNow(kind, hmac, owner)
          },
          done: () => resolve(outcome),
          fail: reject,
        })
      }),
      ownerOf: async (kind, hmac) => use(() => ownerOf(kind, hmac)),
      async release(kind, hmac, owner) {
        forget(() => db.prepare('DELETE FROM lookups WHERE kind = ? AND hmac = ? AND owner = ?').run(kind, hmac, owner))
      },
      retain: async (kind, owner, hmacs) => forget(() =>
        db.prepare('DELETE FROM lookups WHERE owner = ? AND kind = ? AND hmac NOT IN (SELECT value FROM json_each(?))').run(owner, kind, JSON.stringify(hmacs))),
      eraseOwner: async (owner) => forget(() => db.prepare('DELETE FROM lookups WHERE owner = ?').run(owner)),
      async close() {
        close()
      },
    }
  } catch (error) {
    close()
    throw error
  }
}
