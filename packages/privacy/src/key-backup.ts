// Copies of everything that opens what the log keeps sealed, apart from every copy of the log. A copy of keys still holds
// those of people forgotten since: few are kept, and what a copy brings back is buried again at the next start, because
// tombstones are never part of it (tombstones.ts). A copy is whole when its manifest, written last, is there.
import { createHash } from 'node:crypto'
import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { canonical, Fault } from '@zhijian/kernel'
import { asDiskFault } from './disk-fault.ts'
import { never } from './never.ts'
import { syncFolder } from './secret-file.ts'

/** What is copied under which name. What is not there is left out. */
export interface KeyFiles {
  readonly databases: Readonly<Record<string, string>>
  readonly files: Readonly<Record<string, string>>
}

export interface KeyManifest {
  readonly format: 1
  /** Wall time. */
  readonly at: string
  /** SHA-256 of each file, hex. */
  readonly files: Readonly<Record<string, string>>
}

const MANIFEST = 'manifest.json'
const sha256Of = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex')
const damaged = (why: string) => never('key-backup-damaged', `the copy of the keys ${why}`)

/** Consistent while it is written to, and without what SQLite leaves of deleted rows. */
const copyDatabase = (from: string, to: string): void => {
  const db = new DatabaseSync(from, { readOnly: true, timeout: 5000 })
  try {
    db.prepare('VACUUM INTO ?').run(to)
  } finally {
    db.close()
  }
}

/** @param folder new or empty. @throws Fault `key-backup-exists` (never) · `store-full` · `store-unavailable` (later) */
export const backUpKeys = ({ databases, files }: KeyFiles, folder: string, at: string): KeyManifest => {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (readdirSync(folder).length > 0) throw never('key-backup-exists', 'the folder for the copy of the keys is not empty')
  try {
    const there = (from: Readonly<Record<string, string>>) => Object.entries(from).filter(([, path]) => existsSync(path))
    for (const [name, path] of there(databases)) copyDatabase(path, join(folder, name))
    for (const [name, path] of there(files)) copyFileSync(path, join(folder, name))
    const names = readdirSync(folder).sort()
    for (const name of names) chmodSync(join(folder, name), 0o600)
    const manifest: KeyManifest = { format: 1, at, files: Object.fromEntries(names.map((name) => [name, sha256Of(join(folder, name))])) }
    writeFileSync(join(folder, MANIFEST), `${canonical(manifest)}\n`, { mode: 0o600, flush: true })
    syncFolder(folder)
    return manifest
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    throw asDiskFault(error)
  }
}

/** @throws Fault `key-backup-damaged` (never): not whole, or not what its manifest says */
export const checkKeys = (folder: string): KeyManifest => {
  let manifest: KeyManifest
  try {
    manifest = JSON.parse(readFileSync(join(folder, MANIFEST), 'utf8')) as KeyManifest
  } catch {
    throw damaged('has no readable manifest: it was never completed, or is none')
  }
  if (manifest.format !== 1) throw damaged(`has format ${manifest.format}; this release reads 1`)
  for (const [name, digest] of Object.entries(manifest.files)) {
    if (name !== name.replaceAll(/[^A-Za-z0-9._-]/g, '') || !existsSync(join(folder, name)) || sha256Of(join(folder, name)) !== digest) {
      throw damaged('is not what its manifest says')
    }
  }
  return manifest
}

/**
 * Puts a copy in the place of the keys, while nobody has them open. The platform's next start buries again whom the
 * tombstones name, so those are to be in their place before.
 * @throws Fault `key-backup-damaged` · `keys-in-place` (never): there are keys already, and people known since the copy would be lost
 */
export const restoreKeys = (folder: string, { databases, files }: KeyFiles): KeyManifest => {
  const manifest = checkKeys(folder)
  const places = Object.entries({ ...databases, ...files }).filter(([name]) => manifest.files[name] !== undefined)
  const taken = places.find(([, path]) => existsSync(path))
  if (taken) throw new Fault('keys-in-place', `${taken[1]} is there already; move it away first, if it is really to be replaced`, { retry: 'never', about: { file: taken[1] } })
  for (const [name, path] of places) {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    copyFileSync(join(folder, name), `${path}.restoring`)
    chmodSync(`${path}.restoring`, 0o600)
    // What a lost file left behind does not belong to this one.
    for (const left of [`${path}-wal`, `${path}-shm`]) rmSync(left, { force: true })
    renameSync(`${path}.restoring`, path)
    syncFolder(dirname(path))
  }
  return manifest
}
