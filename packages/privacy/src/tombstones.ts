// Who was forgotten: one JSON line each, appended and flushed before the key goes, in a file that no restore of the keys
// touches. A last line without its end is a destruction that never began, and is taken away.
import { closeSync, existsSync, fsyncSync, ftruncateSync, openSync, readFileSync, statSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { canonical, Fault } from '@zhijian/kernel'
import { onDisk } from './disk-fault.ts'
import { never } from './never.ts'
import type { Tombstone } from './port.ts'
import { syncFolder } from './secret-file.ts'

export interface TombstoneFile {
  /** Those in the file now: another process may have added some. */
  all(): ReadonlyMap<string, Tombstone>
  /** Durable when it returns. @throws Fault `store-full` · `store-unavailable` (later) */
  append(tombstone: Tombstone): void
}

const damaged = (): Fault =>
  never('tombstones-damaged', 'a line of the tombstones cannot be read; put the file back from its copy')

const parse = (line: string): Tombstone => {
  try {
    const { person, at, reason, by, keyDigest } = JSON.parse(line) as Tombstone
    if (![person, at, reason, keyDigest, ...by].every((part) => typeof part === 'string') || by.length !== 2) throw damaged()
    return { person, at, reason, by, keyDigest }
  } catch (error) {
    throw error instanceof Fault ? error : damaged()
  }
}

/** @throws Fault `tombstones-damaged` (never) */
export const openTombstones = (path: string): TombstoneFile => {
  let seen = ''
  let known: ReadonlyMap<string, Tombstone> = new Map()
  const read = (): ReadonlyMap<string, Tombstone> => {
    const { size, mtimeMs } = statSync(path, { throwIfNoEntry: false }) ?? { size: 0, mtimeMs: 0 }
    if (seen === `${size}@${mtimeMs}`) return known
    const lines = size === 0 ? [''] : readFileSync(path, 'utf8').split('\n')
    lines.pop()
    known = new Map(lines.map(parse).map((tombstone) => [tombstone.person, tombstone]))
    seen = `${size}@${mtimeMs}`
    return known
  }
  read()
  return {
    all: read,
    append: (tombstone) => onDisk(() => {
      const isNew = !existsSync(path)
      const whole = isNew ? 0 : readFileSync(path).lastIndexOf('\n') + 1
      const handle = openSync(path, isNew ? 'wx' : 'r+', 0o600)
      try {
        ftruncateSync(handle, whole)
        const line = Buffer.from(`${canonical(tombstone)}\n`)
        for (let written = 0; written < line.length;) {
          written += writeSync(handle, line, written, line.length - written, whole + written)
        }
        fsyncSync(handle)
      } finally {
        closeSync(handle)
      }
      if (isNew) syncFolder(dirname(path))
    }),
  }
}
