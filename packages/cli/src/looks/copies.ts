// Backups: how old, and whether each part could be brought back, tried.
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { keyBackupsOf } from '@zhijian/embedded'
import { checkBackup, readManifest } from '@zhijian/event-store'
import { elapsedMs, hours, type Instant } from '@zhijian/kernel'
import { checkKeys } from '@zhijian/privacy'
import { look, type Look, type Looking } from './look.ts'

/** A day, and time to notice. */
const BACKUP_OLD_MS = hours(26)

const newestIn = (folder: string): string | undefined => {
  const name = existsSync(folder) ? readdirSync(folder).filter((each) => /^\d{8}T\d{6}$/.test(each)).sort().at(-1) : undefined
  return name === undefined ? undefined : join(folder, name)
}

export const copyLooks = async ({ paths, now, env, isLive }: Looking): Promise<Look[]> => {
  // KurrentDB and MongoDB are copied by their own means; of those copies nothing is known here.
  if (env.KURRENTDB_URL) return [look('note', 'doctor.backup.on-server')]
  const folder = newestIn(paths.folders.backups)
  if (folder === undefined) return [look(isLive ? 'warn' : 'note', 'doctor.backup.none')]
  const beside = mkdtempSync(join(tmpdir(), 'zhijian-doctor-'))
  try {
    // The same reading to its end as when it was made: a copy may rot.
    await checkBackup(folder, join(beside, 'check.sqlite'))
    const ageMs = Math.max(0, elapsedMs(readManifest(folder).at, now))
    const isOld = ageMs > BACKUP_OLD_MS
    return [look(isOld ? 'warn' : 'ok', isOld ? 'doctor.backup.old' : 'doctor.backup.ok', { ageMs, folder }), ...keyCopyLook(paths, now)]
  } catch {
    return [look('wrong', 'doctor.backup.damaged', { folder }), ...keyCopyLook(paths, now)]
  } finally {
    rmSync(beside, { recursive: true, force: true })
  }
}

const keyCopyLook = (paths: Looking['paths'], now: Instant): Look[] => {
  if (!existsSync(paths.files.keyring)) return []
  const folder = newestIn(keyBackupsOf(paths))
  if (folder === undefined) return [look('warn', 'doctor.copies.none', { folder: keyBackupsOf(paths) })]
  try {
    return [look('ok', 'doctor.copies.ok', { folder, ageMs: Math.max(0, elapsedMs(checkKeys(folder).at as Instant, now)) })]
  } catch {
    return [look('wrong', 'doctor.copies.damaged', { folder })]
  }
}
