import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { Fault } from '@zhijian/kernel'

/** 256 bits in a file of their own, made on first use, readable by this user only. @throws Fault `key-unreadable` (never) */
export const openSecretKey = (file: string): Uint8Array => {
  try {
    const handle = openSync(file, 'wx', 0o600)
    const key = randomBytes(32)
    writeSync(handle, key)
    fsyncSync(handle)
    closeSync(handle)
    return key
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw new Fault('key-unreadable', `${file} cannot be written`, { retry: 'never', cause: error, about: { file } })
  }
  const key = readFileSync(file)
  if (key.length !== 32) throw new Fault('key-unreadable', `${file} is not a key of this platform; restore it from its backup`, { retry: 'never', about: { file } })
  return key
}
