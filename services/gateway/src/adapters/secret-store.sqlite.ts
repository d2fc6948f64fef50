// Secrets of credentials, each sealed with AES-256-GCM under the edge's secret key and bound to its own id, in a file of
// their own with `secure_delete`.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'
import { assert, Fault } from '@zhijian/kernel'
import type { SecretStore } from '../ports.ts'

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
  assert(key.byteLength === 32, 'the key of the secret store has 32 bytes')
  const db = openFile(path)
  const put = db.prepare('insert or replace into secret values (?, ?)')
  const get = db.prepare('select box from secret where id = ?')
  const remove = db.prepare('delete from secret where id = ?')

  const seal = (text: string, about: string): Buffer => {
    const iv = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(about))
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
    return Buffer.concat([iv, cipher.getAuthTag(), sealed])
  }
  const open = (box: Buffer, about: string): string => {
    const opener = createDecipheriv('aes-256-gcm', key,
      box.subarray(0, 12)).setAAD(Buffer.from(about)).setAuthTag(box.subarray(12, 28))
    return Buffer.concat([opener.update(box.subarray(28)), opener.final()]).toString('utf8')
  }

  return {
    async put(id, secret) {
      put.run(id, seal(secret, `secret ${id}`))
    },
    async get(id) {
      const row = get.get(id) as { box: Uint8Array } | undefined
      if (row === undefined) return null
      try {
        return open(Buffer.from(row.box), `secret ${id}`)
      } catch {
        throw new Fault('box-damaged', 'a secret cannot be opened: wrong key or damaged file', { retry: 'never' })
      }
    },
    async remove(id) {
      remove.run(id)
    },
    wrap: (text) => seal(text, 'ticket').toString('base64url'),
    unwrap(box) {
      try {
        return open(Buffer.from(box, 'base64url'), 'ticket')
      } catch {
        return null
      }
    },
    async close() {
      if (db.isOpen) db.close()
    },
  }
}
