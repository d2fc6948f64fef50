// `npm start`: the demonstration county, with lawyers who answer by themselves.
import { join } from 'node:path'
import { existsSync, writeFileSync } from 'node:fs'
import type { AccountId } from '@zhijian/contracts'
import { say } from '../i18n.ts'
import type { Starting } from '../live.ts'
import { openOperations } from '../operations.ts'
import { openPlatform } from '../platform.ts'
import { demonstrationAccounts } from './accounts.ts'
import { foundDemonstration, regionFor } from './found.ts'
import { loadSessions } from './load-sessions.ts'
import { COUNSEL } from './people.ts'
import { startSimulatedLawyers } from './simulated-lawyers.ts'

const MINUTES_3 = 180

export const startDemonstration = async (starting: Starting): Promise<{ stop(): Promise<void> }> => {
  const { options, folder, log, print } = starting
  print(say('opening', { folder: folder.root }))
  const founded = join(folder.root, 'founded')
  const file = join(folder.folders.keys, 'demonstration-accounts.json')
  const accounts = demonstrationAccounts(file, options.seed)
  const platform = await openPlatform({
    ...starting, hash: options.hash, http: options, onSetAside: (what, file) => print(say(`set-aside.${what}`, { file })),
    codeSender: { send: async (phone, code) => print(say('code', { phone, code })) },
    async found(founding) {
      const isNew = !existsSync(founded)
      if (isNew) {
        print(say('first-start', { county: folder.birth.county, lawyers: COUNSEL + regionFor(options.lawyers) + options.lawyers }))
        await foundDemonstration(founding, options.seed, folder.birth.bornAt, options.lawyers)
      } else print(say('resumed', { time: founding.clock.now() }))
      for (const { label: _label, ...account } of accounts) await founding.gateway.provision(account)
      if (isNew) writeFileSync(founded, `${options.seed}\n`)
    },
  })

  const lawyers = options.silent ? null : startSimulatedLawyers({
    store: platform.store, bus: platform.bus, clock: platform.clock, tokens: platform.tokens, sealer: platform.sealer, blobs: platform.blobs,
    log, seed: options.seed,
  })
  const operations = await openOperations(platform, folder, log, { 'load-sessions': loadSessions(platform) })

  print(say('ready', { url: platform.url }))
  print(say('speed', { speed: options.speed, seconds: Math.round(MINUTES_3 / options.speed) }))
  print(say('accounts', { file }))
  for (const account of accounts) {
    if (account.phone !== undefined) print(say('account.phone', { role: say(account.label), phone: account.phone }))
    else print(say('account.password', { role: say(account.label), id: account.id, password: account.password ?? '', totp: account.secondFactor ?? '' }))
  }
  const token = await platform.gateway.administratorLink('demo-staff-system' as AccountId)
  print(say('admin-link', { link: `${platform.url}/enrol#${token}` }))
  print(say('stop-hint'))

  return {
    async stop() {
      await lawyers?.stop()
      await operations.close()
      await platform.stop()
    },
  }
}
