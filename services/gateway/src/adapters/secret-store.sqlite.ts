// Secrets of credentials, sealed (secret-box.ts), in a file of their own with `secure_delete`.
import { DatabaseSync } from 'node:sqlite'
import { Fault } from '@zhijian/kernel'
import type { SecretStore } from '../ports.ts'
import { secretBox } from './secret-box.ts'

/** SQLite's codes for a file that is damaged, or no database. */
const DAMAGED: readonly number[] = [11, 26]

const openFile = (path: string): DatabaseSync => {
  const db = new DatabaseSync(path, { timeout: 2000 })
  try {
    db.exec('pragma journal_mode = wal; pragma synchronous = full; pragma secure_delete = on')
    db.exec('create table if not exists secret (id text primary key, box blob not null) strict, without rowid')
    return db
  } catch (error) {
    db.close()
    if (!DAMAGED.includes(((error as { errcode?: number }).errcode ?? 0) & 0xff)) throw error
    throw new Fault('store-damaged', `${path} is damaged; put it back from its backup`, { retry: 'never', cause: error, about: { file: path } })
  }
}

/**
 * @param key 32 bytes, from the key folder, never from the database @param path a file, or `:memory:`
 * @throws Fault `store-damaged` (never)
 */
export const openSecretStore = (path: string, key: Uint8Array): SecretStore => {
  const box = secretBox(key)
  const db = openFile(path)
  const put = db.prepare('insert or replace into secret values (?, ?)')
  const get = db.prepare('select box from secret where id = ?')
  const remove = db.prepare('delete from secret where id = ?')

  return {
    async put(id, secret) {
      put.run(id, box.seal(id, secret))
    },
    async get(id) {
      const row = get.get(id) as { box: Uint8Array } | undefined
      return row === undefined ? null : box.open(id, row.box)
    },
    async remove(id) {
      remove.run(id)
    },
    wrap: box.wrap,
    unwrap: box.unwrap,
    async close() {
      if (db.isOpen) db.close()
    },
  }
}
