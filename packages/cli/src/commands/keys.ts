// Keys that this machine holds for the whole platform.
import { existsSync } from 'node:fs'
import type { Command } from 'commander'
import { keyBackupsOf } from '@zhijian/embedded'
import { birthOf, openDataFolder } from '@zhijian/host'
import { Fault } from '@zhijian/kernel'
import { rotateMasterKey } from '@zhijian/privacy'
import { action, type Context } from '../context.ts'

export const keys = (program: Command, context: Context, t: (key: never) => string): void => {
  const group = program.command('keys').description(t('keys' as never))

  group.command('rotate-master').description(t('keys.rotate-master' as never)).action(action(context, async ({ terminal, paths }) => {
    const { root, files, folders } = paths
    const birth = birthOf(root)
    if (!birth) throw new Fault('no-store', root, { retry: 'never' })
    if (!existsSync(files.keyring)) throw new Fault('keys-on-server', 'the keys do not lie in this folder', { retry: 'never', about: { folder: folders.keys } })
    // Holding the folder keeps a platform from starting meanwhile, and refuses while one runs.
    const held = openDataFolder({ root, kind: birth.kind, county: birth.county, now: birth.bornAt, seals: folders.seals, keys: folders.keys, backups: folders.backups })
    try {
      const count = rotateMasterKey({ file: files.keyring, masterKeyFile: files.masterKey, suite: context.env.ZHIJIAN_SUITE === 'sm' ? 'sm' : 'aes' })
      terminal.say('keys.rotated', { count, file: files.masterKey })
      terminal.say('keys.copies', { folder: keyBackupsOf(paths) })
      terminal.result({ count, file: files.masterKey, copies: keyBackupsOf(paths) })
    } finally {
      held.release()
    }
  }))
}
