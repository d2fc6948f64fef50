// Looking after the store: reading all of it, copying it while it is used, bringing a copy back.
import { join } from 'node:path'
import type { Command } from 'commander'
import { birthOf, openDataFolder } from '@zhijian/host'
import { backupStore, checkBackup, checkStore, readCopies, readEnd, readPublicKeys, restoreStore } from '@zhijian/event-store'
import { Fault, type Instant } from '@zhijian/kernel'
import { wallNow } from '@zhijian/runtime'
import { action, type Context } from '../context.ts'
import { openStore } from '../store.ts'

const stamp = (now: Instant): string => now.replaceAll(/[-:]/g, '').slice(0, 15)

export const store = (program: Command, context: Context, t: (key: never) => string): void => {
  program.command('check').description(t('check' as never)).action(action(context, async ({ terminal, paths, found }) => {
    const log = await openStore(paths.files.log)
    try {
      const { seals } = paths.folders
      const report = await checkStore(log, { copies: readCopies(seals, log.storeId), end: readEnd(seals, log.storeId), keys: readPublicKeys(seals) },
        (done) => terminal.progress('replay.reading', { events: done }))
      for (const finding of report.findings) terminal.line(`${finding.kind} · ${finding.place}\n    ${finding.message}`)
      if (report.isWhole) terminal.say('check.ok', { events: report.events, streams: report.streams, seals: report.seals })
      else {
        terminal.say('check.found', { count: report.findings.length + report.more })
        found()
      }
      terminal.result(report)
    } finally {
      await log.close()
    }
  }))

  program.command('backup').argument('[folder]').description(t('backup' as never)).action(action(context, async ({ terminal, paths }, folder: string | undefined) => {
    const log = await openStore(paths.files.log)
    try {
      const target = folder ?? join(paths.folders.backups, stamp(wallNow()))
      await backupStore(log, target, wallNow(), (events) => terminal.progress('replay.reading', { events }))
      const manifest = await checkBackup(target, join(target, 'check.sqlite'), (events) => terminal.progress('replay.reading', { events }))
      terminal.say('backup.done', { folder: target, events: Number(manifest.position ?? 0), position: manifest.position ?? '-' })
      terminal.result({ folder: target, manifest })
    } finally {
      await log.close()
    }
  }))

  program.command('restore').argument('<folder>').option('--force', t('option.force' as never), false).description(t('restore' as never))
    .action(action(context, async ({ terminal, paths }, folder: string, { force }: { force: boolean }) => {
      const birth = birthOf(paths.root)
      if (!birth) throw new Fault('no-store', `${paths.root} holds no store; start the platform once on an empty folder, stop it, then restore`, { retry: 'never' })
      // Holding the folder keeps a platform from starting meanwhile, and refuses while one runs.
      const held = openDataFolder({ root: paths.root, kind: birth.kind, county: birth.county, now: wallNow(), seals: paths.folders.seals, keys: paths.folders.keys, backups: paths.folders.backups })
      try {
        const restored = await restoreStore({
          folder, file: paths.files.log, now: wallNow(), sealsDir: paths.folders.seals, force,
          progress: (events) => terminal.progress('replay.reading', { events }),
        })
        terminal.say('restore.done', { position: restored.position ?? '-' })
        terminal.result(restored)
      } finally {
        held.release()
      }
    }))
}
