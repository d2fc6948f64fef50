// Copies of what cannot be made again, in three places that are to be three disks:
//   <backups>/<instant>/        the log, each copy read to its end beside the original before it counts; the newest thirty, for thirty days
//   <backups>/blobs/            sealed files, by their hash: a file that is there is not copied again
//   <keys>-backups/<instant>/   key ring, master key, look-ups, passwords' hashes, signing keys; the newest two, for thirty days, as every
//                               copy still holds the keys of people forgotten since
// Tombstones of the forgotten are in neither: they lie beside the outside seals, written there first (platform.ts).
import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { backupStore, checkBackup, readManifest } from '@zhijian/event-store'
import { keep, type DataFolder } from '@zhijian/host'
import { epochMs, Fault, hours, instant, latest, minutes, plus, seconds, type Instant, type Timers } from '@zhijian/kernel'
import { backUpKeys, checkKeys, type KeyFiles } from '@zhijian/privacy'
import { wallNow, type Log } from '@zhijian/runtime'
import type { Platform } from './platform.ts'

const KEEP_BACKUPS = 30
const KEEP_KEY_BACKUPS = 2
/** How often is looked whether a backup is due; oftener where they are. */
const LOOK_EVERY_MS = minutes(10)

type Paths = Pick<DataFolder, 'files' | 'folders'>

/** Beside the keys, which are apart from the log already. */
export const keyBackupsOf = ({ folders }: Paths): string => `${folders.keys}-backups`

/** What a copy of the keys is made of. */
export const keyFilesOf = ({ files }: Paths): KeyFiles => ({
  databases: { 'keyring.sqlite': files.keyring, 'lookup.sqlite': files.lookup, 'secrets.sqlite': files.secrets },
  files: { 'master.key': files.masterKey, 'master.key.next': `${files.masterKey}.next`, 'lookup.key': files.lookupKey, 'secrets.key': files.secretsKey, 'seal.key': files.sealKey },
})

/** Where the other copy of the tombstones lies. */
export const tombstoneCopyOf = ({ folders }: Paths): string => join(folders.seals, 'tombstones.jsonl')

const stamp = (now: Instant): string => now.replaceAll(/[-:.]/g, '').slice(0, 15)

const NAME = /^\d{8}T\d{6}(\.unchecked)?$/
const momentOf = (name: string): Instant => instant(name.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d).*$/, '$1-$2-$3T$4:$5:$6.000Z'))

const isWhole = (look: () => unknown): boolean => {
  try {
    look()
    return true
  } catch {
    return false
  }
}

/** A copy has its name when it was read to its end. */
const UNCHECKED = '.unchecked'

const namesIn = (folder: string): readonly string[] => (existsSync(folder) ? readdirSync(folder) : []).filter((name) => NAME.test(name)).sort()

/** Oldest first, and whole: one that is being made is none. */
const copiesIn = (folder: string, look: (copy: string) => unknown): readonly string[] =>
  namesIn(folder).filter((name) => !name.endsWith(UNCHECKED) && isWhole(() => look(join(folder, name))))

/** When the newest finished copy was made; null when there is none. */
export const newestBackupAt = (folder: string): Instant | null => {
  const newest = namesIn(folder).filter((name) => !name.endsWith(UNCHECKED)).at(-1)
  return newest === undefined ? null : momentOf(newest)
}

/** Looked for so much earlier than it is promised, so that a look that comes late comes in time. */
const AHEAD_MS = hours(1)
/** The newest stays whatever its age: it is all there is. */
const expire = (folder: string, now: Instant, keptMs: number, look: (copy: string) => unknown): void => {
  const before = plus(now, AHEAD_MS - keptMs)
  for (const name of copiesIn(folder, look).slice(0, -1)) if (momentOf(name) <= before) rmSync(join(folder, name), { recursive: true })
}

/**
 * No copy that the platform makes by itself outlives what certificates say of it. Where the newest is as old as that, another is made first.
 * @param make a backup
 */
export const expireCopies = async (folder: Paths, now: Instant, keptMs: number, make: () => Promise<unknown>): Promise<void> => {
  const newest = newestBackupAt(keyBackupsOf(folder))
  if (newest !== null && newest <= plus(now, AHEAD_MS - keptMs)) await make()
  expire(keyBackupsOf(folder), now, keptMs, checkKeys)
  expire(folder.folders.backups, now, keptMs, readManifest)
}

/** Takes away what is older, and what was never finished: while a copy is made nobody else may call this. */
const keepNewest = (folder: string, count: number, look: (copy: string) => unknown): void => {
  const kept = copiesIn(folder, look).slice(-count)
  for (const name of namesIn(folder)) if (!kept.includes(name)) rmSync(join(folder, name), { recursive: true })
}

/** Files named by their hash, spread over folders: those that are there are the same. @returns how many were copied */
export const copyBlobs = (from: string, to: string): number => {
  let copied = 0
  for (const part of existsSync(from) ? readdirSync(from) : []) {
    mkdirSync(join(to, part), { recursive: true, mode: 0o700 })
    for (const name of readdirSync(join(from, part)).filter((each) => /^[0-9a-f]{64}$/.test(each))) {
      const target = join(to, part, name)
      if (existsSync(target)) continue
      copyFileSync(join(from, part, name), `${target}.new`)
      renameSync(`${target}.new`, target)
      copied += 1
    }
  }
  return copied
}

/**
 * @param source of the log: sealed before it is copied, where that is possible
 * @param to another place than the usual one: nothing is thinned out there
 * @returns the folder of the new backup. @throws Fault of the store, `backup-exists`, `backup-damaged`, `key-backup-damaged`
 */
export const backUp = (
  source: { readonly store: Platform['store']; sealLog?(): Promise<void> }, folder: Paths & Pick<DataFolder, 'root'>, log: Log, to?: string,
): Promise<string> => {
  const turn = inHand.then(() => makeBackup(source, folder, log, to))
  inHand = turn.catch(() => undefined)
  return turn
}

/** One after the other: an operator may ask while one is being made on time. */
let inHand: Promise<unknown> = Promise.resolve()

/** Names sort in the order in which copies were made, also where the machine's clock was set back: then behind the newest. */
const freeName = (folder: string, at: Instant): string => {
  const name = join(folder, stamp(at))
  const newest = namesIn(folder).at(-1)
  if (newest === undefined || join(folder, newest) < name) return name
  return freeName(folder, plus(latest(at, momentOf(newest)), seconds(1)))
}

const makeBackup = async (
  source: { readonly store: Platform['store']; sealLog?(): Promise<void> }, folder: Paths & Pick<DataFolder, 'root'>, log: Log, to?: string,
): Promise<string> => {
  const now = wallNow()
  const { backups, blobs } = folder.folders
  const target = to ?? freeName(backups, now)
  if (existsSync(target) && readdirSync(target).length > 0) throw new Fault('backup-exists', 'the folder of the backup is not empty', { retry: 'never' })
  await source.sealLog?.()
  const keys = freeName(keyBackupsOf(folder), now)
  // The log first: keys and files are written before what names them, so the later copies hold all that this one needs.
  const unchecked = `${target}${UNCHECKED}`
  rmSync(unchecked, { recursive: true, force: true })
  try {
    await backupStore(source.store, unchecked, now)
    copyFileSync(join(folder.root, 'store.json'), join(unchecked, 'store.json'))
    const files = copyBlobs(blobs, join(target, '..', 'blobs'))
    backUpKeys(keyFilesOf(folder), keys, now)
    checkKeys(keys)
    const { position } = await checkBackup(unchecked, join(unchecked, 'check.sqlite'))
    rmSync(target, { recursive: true, force: true })
    renameSync(unchecked, target)
    log.info('backup-checked', { position, files })
  } catch (error) {
    rmSync(unchecked, { recursive: true, force: true })
    throw error
  }
  if (to === undefined) keepNewest(backups, KEEP_BACKUPS, readManifest)
  keepNewest(keyBackupsOf(folder), KEEP_KEY_BACKUPS, checkKeys)
  return target
}

/** Whether the newest copy is so old, or from a time that has not come: then the machine's clock was set back. */
export const isBackupDue = (newestAt: Instant | null, now: Instant, everyMs: number): boolean => {
  if (newestAt === null) return true
  const ageMs = epochMs(now) - epochMs(newestAt)
  return ageMs < 0 || ageMs >= everyMs
}

/** Looks at the age of copies, whether or not any are made on time. */
export const keepCopiesYoung = (keptMs: number, platform: Platform, folder: DataFolder, timers: Timers, log: Log): ReturnType<typeof keep> =>
  keep('expire-copies', LOOK_EVERY_MS, timers, log, () => expireCopies(folder, timers.now(), keptMs, () => backUp(platform, folder, log)))

/** Backs up when it is due, whenever the platform was started; the first soon after an empty store has begun. */
export const keepBackups = (everyMs: number, platform: Platform, folder: DataFolder, timers: Timers, log: Log): ReturnType<typeof keep> =>
  keep('backup', Math.min(everyMs, LOOK_EVERY_MS), timers, log, async () => {
    const newest = copiesIn(folder.folders.backups, readManifest).at(-1)
    const at = newest === undefined ? null : readManifest(join(folder.folders.backups, newest)).at
    if (isBackupDue(at, timers.now(), everyMs)) await backUp(platform, folder, log)
  })
