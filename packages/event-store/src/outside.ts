// What is kept of a log in another folder than its own, so that whoever changes the log has two places to change:
//   <storeId>.seals.jsonl   a copy of every event of the stream log-<storeId> (LogSealed, LogRestored), one a line
//   <storeId>.stamps.jsonl  what others stamped of that with a time, one a line
//   <storeId>.end.json      where the log ended when it was last closed in order
//   <keyId>.pub.pem         the key the seals were signed with
// O1 A line is whole or, as the last one, torn by a crash: then it is written again. Nothing else is ever rewritten.
import { closeSync, fstatSync, fsyncSync, ftruncateSync, mkdirSync, openSync, readdirSync, readFileSync, readSync, renameSync, writeSync } from 'node:fs'
import { createPublicKey, type KeyObject } from 'node:crypto'
import { dirname, join } from 'node:path'
import { canonical, Fault, type Instant, type JsonObject } from '@zhijian/kernel'
import { nameOfType, type StoredEvent } from './envelope.ts'
import type { Checkpoint } from './port.ts'

export interface OutsideCopy {
  readonly place: Checkpoint
  /** `LogSealed` or `LogRestored`, without version. */
  readonly name: string
  readonly time: Instant
  readonly data: JsonObject
}

const sealsFile = (dir: string, storeId: string): string => join(dir, `${storeId}.seals.jsonl`)
const endFile = (dir: string, storeId: string): string => join(dir, `${storeId}.end.json`)

const unavailable = (cause: unknown): Fault =>
  new Fault('seals-unavailable', 'the folder of the seals cannot be used', { retry: 'later', cause })
const damaged = (what: string): Fault => new Fault('seals-damaged', `${what} outside the log cannot be read`, { retry: 'never' })

const textOf = (file: string): string | null => {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw unavailable(error)
  }
}

/** All copies, oldest first; an empty folder, or none, is nothing seen yet. @throws Fault `seals-damaged` (never) · `seals-unavailable` (later) */
export const readCopies = (dir: string, storeId: string): readonly OutsideCopy[] => {
  const lines = (textOf(sealsFile(dir, storeId)) ?? '').split('\n')
  // What follows the last line feed was torn (O1); normally it is empty.
  lines.pop()
  return lines.map((line, at) => {
    try {
      return JSON.parse(line) as OutsideCopy
    } catch {
      throw damaged(`seal ${at + 1}`)
    }
  })
}

/** The mark of the end, or null. @throws Fault `seals-damaged` (never) · `seals-unavailable` (later) */
export const readEnd = (dir: string, storeId: string): Checkpoint | null => {
  const text = textOf(endFile(dir, storeId))
  try {
    return text === null ? null : JSON.parse(text) as Checkpoint
  } catch {
    throw damaged('the mark of the end')
  }
}

const synced = (file: string, flags: string, write: (fd: number) => void): void => {
  const fd = openSync(file, flags)
  try {
    write(fd)
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
}

/** Writes beside, then renames: readers see the old text or the new one. Beside by process: several may close a log at once. */
export const replaceFile = (file: string, text: string): void => {
  const draft = `${file}.${process.pid}.new`
  synced(draft, 'w', (fd) => writeSync(fd, text))
  renameSync(draft, file)
  syncFolder(join(file, '..'))
}

export const syncFolder = (dir: string): void => {
  const fd = openSync(dir, 'r')
  try {
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
}

const placeOf = ({ position, stream, version, hash, epoch }: Checkpoint): Checkpoint & JsonObject => ({ position, stream, version, hash, epoch })

/** @throws Fault `seals-unavailable` (later) */
export const writeEnd = (dir: string, storeId: string, end: Checkpoint): void => {
  try {
    mkdirSync(dir, { recursive: true })
    replaceFile(endFile(dir, storeId), `${canonical(placeOf(end))}\n`)
  } catch (error) {
    throw unavailable(error)
  }
}

/** A line is about 2 kB: the last one lies within this. */
const LAST_BYTES = 64 * 1024

/** The end of the copies without reading years of them: the last whole line, and how long the file is with it. */
const lastLine = (file: string): { readonly copy: OutsideCopy | null; readonly bytes: number } => {
  let fd: number
  try {
    fd = openSync(file, 'r')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { copy: null, bytes: 0 }
    throw unavailable(error)
  }
  try {
    const size = fstatSync(fd).size
    const end = Buffer.alloc(Math.min(size, LAST_BYTES))
    readSync(fd, end, 0, end.length, size - end.length)
    const close = end.lastIndexOf(0x0a)
    if (close < 0) return { copy: null, bytes: 0 }
    const line = end.subarray(end.subarray(0, close).lastIndexOf(0x0a) + 1, close).toString('utf8')
    try {
      return { copy: JSON.parse(line) as OutsideCopy, bytes: size - end.length + close + 1 }
    } catch {
      throw damaged('the last seal')
    }
  } finally {
    closeSync(fd)
  }
}

/** The last copy, or null. @throws Fault `seals-damaged` (never) · `seals-unavailable` (later) */
export const lastCopy = (dir: string, storeId: string): OutsideCopy | null => lastLine(sealsFile(dir, storeId)).copy

/** Adds lines at the end, over a torn one. @throws Fault `seals-damaged` (never) · `seals-unavailable` (later) */
export const appendCopies = (dir: string, storeId: string, epoch: string, events: readonly StoredEvent[]): void => {
  if (events.length === 0) return
  const file = sealsFile(dir, storeId)
  const lines = events.map((event) => {
    const copy = { place: placeOf({ ...event, epoch }), name: nameOfType(event.type), time: event.meta.time, data: event.data }
    return `${canonical(copy)}\n`
  })
  appendLines(file, lines)
}

/** Whole lines with their line feeds, over a torn one (O1). */
const appendLines = (file: string, lines: readonly string[]): void => {
  const { bytes } = lastLine(file)
  try {
    mkdirSync(dirname(file), { recursive: true })
    synced(file, 'a', (fd) => {
      if (fstatSync(fd).size > bytes) ftruncateSync(fd, bytes)
      writeSync(fd, lines.join(''))
    })
    syncFolder(dirname(file))
  } catch (error) {
    throw unavailable(error)
  }
}

/** @param line JSON, without a line feed, less than 64 KiB @throws Fault `seals-damaged` (never) · `seals-unavailable` (later) */
export const appendJournal = (file: string, line: string): void => appendLines(file, [`${line}\n`])

/** @throws Fault `seals-unavailable` (later) */
export const writePublicKey = (dir: string, keyId: string, pem: string): void => {
  try {
    mkdirSync(dir, { recursive: true })
    if (textOf(join(dir, `${keyId}.pub.pem`)) !== pem) replaceFile(join(dir, `${keyId}.pub.pem`), pem)
  } catch (error) {
    throw unavailable(error)
  }
}

/** The keys that lie beside the seals, by key id. Whether they are to be trusted is the auditor's word, not this file's. */
export const readPublicKeys = (dir: string): ReadonlyMap<string, KeyObject> => {
  try {
    return new Map(readdirSync(dir).filter((name) => name.endsWith('.pub.pem'))
      .map((name) => [name.slice(0, -'.pub.pem'.length), createPublicKey(readFileSync(join(dir, name)))]))
  } catch (error) {
    throw unavailable(error)
  }
}
