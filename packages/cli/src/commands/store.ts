// Looking after the store: reading all of it, copying it while it is used, bringing a copy back.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import { birthOf, openDataFolder } from '@zhijian/host'
import { backUp, copyBlobs, keyBackupsOf, keyFilesOf } from '@zhijian/embedded'
import { checkStore, readManifest, restoreStore } from '@zhijian/event-store'
import { Fault } from '@zhijian/kernel'
import { restoreKeys } from '@zhijian/privacy'
import { silentLog, wallNow } from '@zhijian/runtime'
import { action, type Context } from '../context.ts'
import { tellFinding } from '../findings.ts'
import { openLog, openStore, outsideOf, refuseServer } from '../store.ts'

export const store = (program: Command, context: Context, t: (key: never) => string): void => {
  program.command('check').description(t('check' as never)).action(action(context, async ({ terminal, paths, found }) => {
    const log = await openLog(paths, context.env)
    try {
      const report = await checkStore(log, outsideOf(paths.folders.seals, log.storeId), (done) => terminal.progress('replay.reading', { events: done }))
      for (const finding of report.findings) tellFinding(terminal, finding)
      if (report.isWhole) {
        terminal.say('check.ok', { events: report.events, streams: report.streams, seals: report.seals })
        if (report.unsealed > 0) terminal.say('check.unsealed', { count: report.unsealed })
      } else {
        terminal.say('check.found', { count: report.findings.length + report.more })
        found()
      }
      terminal.result(report)
    } finally {
      await log.close()
    }
  }))

  program.command('backup').argument('[folder]').description(t('backup' as never)).action(action(context, async ({ terminal, paths }, folder: string | undefined) => {
    refuseServer(context.env)
    const log = await openStore(paths.files.log)
    try {
      const target = await backUp({ store: log }, paths, silentLog, folder)
      const { position } = readManifest(target)
      terminal.say('backup.done', { folder: target, events: Number(position ?? 0), position: position ?? '-' })
      terminal.say('backup.keys', { folder: keyBackupsOf(paths) })
      terminal.result({ folder: target, keys: keyBackupsOf(paths), manifest: readManifest(target) })
    } finally {
      await log.close()
    }
  }))

  program.command('restore').argument('[folder]').option('--force', t('option.force' as never), false).option('--keys <folder>', t('option.keys' as never))
    .description(t('restore' as never))
    .action(action(context, async ({ terminal, paths }, folder: string | undefined, { force, keys }: { force: boolean; keys?: string }) => {
      refuseServer(context.env)
      if (folder === undefined && keys === undefined) throw new Fault('usage', 'zhijian restore <folder> [--keys <folder>] · zhijian restore --keys <folder>', { retry: 'never' })
      // On a new machine the backup says what the store was born as.
      const birth = birthOf(paths.root) ?? (folder === undefined ? null : birthOf(folder))
      if (!birth) throw new Fault('no-birth', 'neither the data folder nor the backup says of which county it is', { retry: 'never', about: { folder: paths.root } })
      if (folder !== undefined) readManifest(folder)
      // Holding the folder keeps a platform from starting meanwhile, and refuses while one runs.
      const held = openDataFolder({ root: paths.root, kind: birth.kind, county: birth.county, now: birth.bornAt, seals: paths.folders.seals, keys: paths.folders.keys, backups: paths.folders.backups })
      try {
        if (keys !== undefined) {
          const { at } = restoreKeys(keys, keyFilesOf(paths))
          terminal.say('restore.keys', { at })
          if (folder === undefined) {
            terminal.say('restore.log-as-it-was')
            terminal.result({ keys: at })
          }
        }
        if (folder === undefined) return
        const restored = await restoreStore({
          folder, file: paths.files.log, now: wallNow(), sealsDir: paths.folders.seals, force,
          progress: (events) => terminal.progress('replay.reading', { events }),
        })
        const files = copyBlobs(join(folder, '..', 'blobs'), paths.folders.blobs)
        const hasKeys = existsSync(paths.files.keyring)
        terminal.say('restore.done', { position: restored.position ?? '-' })
        if (!hasKeys) terminal.say('restore.no-keys', { folder: paths.folders.keys })
        terminal.result({ ...restored, files, hasKeys })
      } finally {
        held.release()
      }
    }))
}
