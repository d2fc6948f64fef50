// What a folder that was opened before must still hold: a folder that lost a part (a disk that is not mounted) must not quietly
// begin anew, with keys that open nothing or a log that knows nobody.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Fault } from '@zhijian/kernel'
import type { DataFolder } from './data-folder.ts'
import { writeOnce } from './write-once.ts'

export interface Identity {
  readonly storeId: string
}

const fileIn = (root: string): string => join(root, 'opened.json')

/** Where the keys are: all in the folder; on a server, wrapped by a file of the folder; on a server, wrapped by another. */
export type KeyPlace = 'folder' | 'server' | 'servers'

/**
 * @param log whether the log lies in the folder, or on a server
 * @returns null for a folder that was never opened to the end
 * @throws Fault `state-missing` · `identity-unreadable` (never), naming the file
 */
export const readIdentity = (folder: DataFolder, log: 'file' | 'server', keys: KeyPlace = 'folder'): Identity | null => {
  if (!existsSync(fileIn(folder.root))) return null
  const { log: logFile, keyring, masterKey, lookup, lookupKey, sealKey } = folder.files
  const ofKeys = { folder: [keyring, masterKey, lookup, lookupKey], server: [masterKey, lookupKey], servers: [lookupKey] }[keys]
  for (const needed of [...(log === 'file' ? [logFile] : []), ...ofKeys, sealKey]) {
    if (existsSync(needed)) continue
    const elsewhere = needed === logFile ? ', or name the server where the log is (KURRENTDB_URL),'
      : needed === keyring || needed === lookup ? ', or say that the keys lie in MongoDB (ZHIJIAN_KEY_STORE),' : ''
    throw new Fault('state-missing', `${needed} is missing; mount its disk or restore it from its backup${elsewhere} before starting`, { retry: 'never', about: { file: needed, ...(needed === logFile ? { reason: 'log' } : {}) } })
  }
  return openedBefore(folder.root)
}

/** @returns null for a folder that was never opened to the end @throws Fault `identity-unreadable` (never) */
export const openedBefore = (root: string): Identity | null => {
  const file = fileIn(root)
  if (!existsSync(file)) return null
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Identity
  } catch (error) {
    throw new Fault('identity-unreadable', `${file} is damaged; if the log here is the right one, remove the file and start again`, { retry: 'never', cause: error, about: { file } })
  }
}

/** @param identity as read before the log was opened, which makes one where there is none @throws Fault `log-replaced` (never) */
export const assertSameLog = (folder: Pick<DataFolder, 'files'>, identity: Identity | null, storeId: string): void => {
  if (identity === null || identity.storeId === storeId) return
  throw new Fault('log-replaced', 'the log of this folder is another one than before; bring the right one back, or restore a backup', { retry: 'never', about: { file: folder.files.log } })
}

/**
 * At the end of a first opening, when everything that belongs to the log is there.
 * @throws Fault `log-replaced` (never): another process opened the folder meanwhile, with another log
 */
export const writeIdentity = (folder: DataFolder, identity: Identity): void =>
  assertSameLog(folder, JSON.parse(writeOnce(fileIn(folder.root), `${JSON.stringify(identity)}\n`)) as Identity, identity.storeId)
