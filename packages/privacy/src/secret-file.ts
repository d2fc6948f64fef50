// A secret of 32 bytes in a file of its own, so that it can be kept and backed up apart from what it protects.
// Made once, at first start, readable by the owner alone; never made again for a store that already relies on one.
import { closeSync, existsSync, fsyncSync, linkSync, openSync, readFileSync, statSync, unlinkSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { never } from './never.ts'

const SECRET_BYTES = 32

/** Makes the names in a folder durable. */
export const syncFolder = (folder: string): void => {
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/**
 * Whether a secret's file can be read by more than whom it is for. One that this user owns is for him alone; one that was mounted for
 * him belongs to somebody else, and is read by a group.
 */
export const isExposed = ({ mode, uid }: { readonly mode: number; readonly uid: number }, me = process.getuid?.()): boolean =>
  me !== undefined && (mode & (uid === me ? 0o077 : 0o037)) !== 0

const make = (path: string, random: (bytes: number) => Uint8Array): void => {
  const draft = `${path}.${process.pid}.new`
  const handle = openSync(draft, 'wx', 0o600)
  try {
    writeSync(handle, random(SECRET_BYTES))
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  try {
    // A link never replaces: of two processes that start together, one secret stays.
    linkSync(draft, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    unlinkSync(draft)
  }
  syncFolder(dirname(path))
}

/**
 * @param mayMake false when something already depends on this secret: a new one would silently make it unreadable
 * @throws Fault `secret-missing` · `secret-exposed` · `secret-damaged` (never)
 */
export const readSecretFile = (path: string, mayMake: boolean, random: (bytes: number) => Uint8Array): Buffer => {
  if (!existsSync(path)) {
    if (!mayMake) throw never('secret-missing', 'the file of the key is missing; put it back from its backup')
    make(path, random)
  }
  if (isExposed(statSync(path))) {
    throw never('secret-exposed', 'the file of the key can be read by others; chmod 600 it')
  }
  const secret = readFileSync(path)
  if (secret.length !== SECRET_BYTES) throw never('secret-damaged', 'the file of the key does not hold 32 bytes')
  return secret
}
