// For the specs of this package: folders that go away, randomness that comes again, faults by code.
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isFault } from '@zhijian/kernel'
import { afterEach } from 'vitest'

const folders: string[] = []
export const freshFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'privacy-'))
  folders.push(folder)
  return folder
}
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** The same bytes for the same seed, for tests only. */
export const seededRandom = (seed: string) => {
  let n = 0
  return (bytes: number): Uint8Array => {
    const out = Buffer.alloc(bytes)
    for (let at = 0; at < bytes; at += 32) createHash('sha256').update(`${seed}/${n++}`).digest().copy(out, at)
    return out
  }
}

export const codeOf = async (promise: Promise<unknown>): Promise<string> => {
  const error = await promise.then(() => 'nothing was thrown', (reason: unknown) => reason)
  return isFault(error) ? error.code : String(error)
}
