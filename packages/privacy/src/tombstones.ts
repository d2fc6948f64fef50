// Who was forgotten: one JSON line each, appended and flushed before the key goes, in a file that no restore of the keys
// touches. A last line without its end is a destruction that never began, and is taken away.
// A copy on another disk is written first and brought in at every start, so that not even putting back the whole folder of
// the keys, this file with it, brings anybody back.
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

const linesOf = (path: string): readonly string[] => {
  const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : ['']
  lines.pop()
  return lines
}

/** After the last whole line. */
const appendTo = (path: string, text: string): void => onDisk(() => {
  const isNew = !existsSync(path)
  const whole = isNew ? 0 : readFileSync(path).lastIndexOf('\n') + 1
  const handle = openSync(path, isNew ? 'wx' : 'r+', 0o600)
  try {
    ftruncateSync(handle, whole)
    const bytes = Buffer.from(text)
    for (let written = 0; written < bytes.length;) {
      written += writeSync(handle, bytes, written, bytes.length - written, whole + written)
    }
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  if (isNew) syncFolder(dirname(path))
})

/**
 * Both files hold the tombstones of both afterwards, each in its own order.
 * @throws Fault `tombstones-damaged` (never) · `store-full` · `store-unavailable` (later)
 */
export const joinTombstones = (one: string, other: string): void => {
  const [ours, theirs] = [linesOf(one), linesOf(other)]
  const buried = (lines: readonly string[]): ReadonlySet<string> => new Set(lines.map((line) => parse(line).person))
  const missing = (lines: readonly string[], known: ReadonlySet<string>): string =>
    lines.filter((line) => !known.has(parse(line).person)).map((line) => `${line}\n`).join('')
  const [toOne, toOther] = [missing(theirs, buried(ours)), missing(ours, buried(theirs))]
  if (toOne !== '') appendTo(one, toOne)
  if (toOther !== '') appendTo(other, toOther)
}

/** Those of a file, by person; none where there is no file. @throws Fault `tombstones-damaged` (never) */
export const readTombstones = (path: string): ReadonlyMap<string, Tombstone> =>
  new Map(linesOf(path).map(parse).map((tombstone) => [tombstone.person, tombstone]))

/** @param copy on another disk. @throws Fault `tombstones-damaged` (never) */
export const openTombstones = (path: string, copy?: string): TombstoneFile => {
  let seen = ''
  let known: ReadonlyMap<string, Tombstone> = new Map()
  const read = (): ReadonlyMap<string, Tombstone> => {
    const { size, mtimeMs } = statSync(path, { throwIfNoEntry: false }) ?? { size: 0, mtimeMs: 0 }
    if (seen === `${size}@${mtimeMs}`) return known
    known = readTombstones(path)
    seen = `${size}@${mtimeMs}`
    return known
  }
  if (copy !== undefined) joinTombstones(path, copy)
  read()
  return {
    all: read,
    append(tombstone) {
      const line = `${canonical(tombstone)}\n`
      // The copy first: whatever happens between the two, the next start brings it in.
      if (copy !== undefined) appendTo(copy, line)
      appendTo(path, line)
    },
  }
}
