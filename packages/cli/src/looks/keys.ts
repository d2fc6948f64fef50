// Files of keys: there, nobody else's to read, and not for ever the same.
import { existsSync, readdirSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { tombstoneCopyOf } from '@zhijian/embedded'
import { days, epochMs } from '@zhijian/kernel'
import { look, type Look, type Looking } from './look.ts'

/** What a bureau changes once a year. */
export const KEY_OLD_MS = days(400)

export const keyLooks = ({ paths, env, now }: Looking): Look[] => {
  const { keys: folder } = paths.folders
  const { keyring, masterKey, lookupKey, tombstones } = paths.files
  // Keys that lie on a server leave their look-up's key here, and the master key unless Vault wraps.
  const isShared = !existsSync(keyring) && existsSync(lookupKey)
  if (!existsSync(keyring) && !isShared) return []
  if (!isShared && !existsSync(masterKey)) return [look('wrong', 'doctor.keys.missing', { file: masterKey })]
  const others = (file: string): boolean => (statSync(file).mode & 0o077) !== 0
  // In a folder that only this user enters, what SQLite makes for itself may have wider rights; a key file never.
  const watched = others(folder) ? /\.key$|keyring|lookup|tombstones/ : /\.key$/
  const open = process.platform === 'win32' ? [] : readdirSync(folder).filter((name) => watched.test(name)).map((name) => join(folder, name)).filter(others)
  // By its file's time: a file that was put back from a backup looks younger than its key is.
  const old = [masterKey, ...Object.entries(env).filter(([name]) => /^(NATS|KURRENTDB|MONGODB)(_RELAY)?_PASSWORD_FILE$/.test(name)).map(([, file]) => file!)]
    .filter((file) => existsSync(file) && epochMs(now) - statSync(file).mtimeMs > KEY_OLD_MS)
  return [
    open.length === 0 ? look('ok', 'doctor.keys.ok') : look('wrong', 'doctor.keys.open', { files: open.map((file) => basename(file)).join(', '), folder }),
    ...old.map((file) => look('note', 'doctor.keys.age', { file, ageMs: Math.round(epochMs(now) - statSync(file).mtimeMs) })),
    ...(isShared ? [] : tombstoneLook(keyring, [tombstones, tombstoneCopyOf(paths)])),
  ]
}

/** Nobody was forgotten yet: then there is no file. The key ring itself counts, at the platform's start; that brings in either of the two. */
const tombstoneLook = (keyring: string, files: readonly string[]): Look[] => {
  if (files.some((file) => existsSync(file))) return []
  const db = new DatabaseSync(keyring, { readOnly: true })
  try {
    const known = Number(db.prepare("select value from meta where key = 'tombstones'").get()?.['value'] ?? 0)
    return known > 0 ? [look('wrong', 'doctor.keys.tombstones', { file: files[0]! })] : []
  } catch {
    return [look('wrong', 'doctor.keys.unreadable', { file: keyring })]
  } finally {
    db.close()
  }
}
