// Copies of the log, each read to its end beside the original before it counts; the newest thirty are kept.
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { backupStore, checkBackup } from '@zhijian/event-store'
import { wallNow, type Log } from '@zhijian/runtime'
import type { DataFolder } from '@zhijian/host'
import type { Platform } from './platform.ts'

const KEEP_BACKUPS = 30

/** @returns the folder of the new backup. @throws Fault of the store, and `backup-damaged` */
export const backUp = async (platform: Platform, folder: DataFolder, log: Log): Promise<string> => {
  const now = wallNow()
  const target = join(folder.folders.backups, now.replaceAll(/[-:.]/g, '').slice(0, 15))
  await platform.sealLog()
  await backupStore(platform.store, target, now)
  const manifest = await checkBackup(target, join(target, 'check.sqlite'))
  log.info('backup-checked', { position: manifest.position })
  const old = readdirSync(folder.folders.backups).filter((name) => /^\d{8}T\d{6}$/.test(name)).sort().slice(0, -KEEP_BACKUPS)
  for (const name of old) rmSync(join(folder.folders.backups, name), { recursive: true })
  return target
}
