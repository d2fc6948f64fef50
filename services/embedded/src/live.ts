// `npm start -- --live`: what a bureau begins with. An empty store, its county's map, its first administrators by one-time
// links; backups on time, each checked by bringing it back beside.
import { readFileSync } from 'node:fs'
import { CountyCode, type AccountId, type RoleGrant } from '@zhijian/contracts'
import { Fault, hours, type Clock, type Instant } from '@zhijian/kernel'
import type { Log } from '@zhijian/runtime'
import { keep, type DataFolder } from '@zhijian/host'
import { backUp } from './backups.ts'
import { divisionsOf, tell, type CountyFile } from './founding.ts'
import { say } from './i18n.ts'
import type { StartOptions } from './options.ts'
import { openOperations } from './operations.ts'
import { openPlatform } from './platform.ts'

/** @throws Fault `county-file-missing` · `county-file-invalid` (never) */
export const readCounty = (options: Pick<StartOptions, 'countyFile'>): CountyFile => {
  if (options.countyFile === undefined) {
    throw new Fault('county-file-missing', 'a live platform needs its county: --county FILE (see the README, section “A county’s file”)', { retry: 'never' })
  }
  let county: CountyFile
  try {
    county = JSON.parse(readFileSync(options.countyFile, 'utf8')) as CountyFile
  } catch (error) {
    throw new Fault('county-file-invalid', `${options.countyFile} cannot be read as JSON`, { retry: 'never', cause: error })
  }
  if (!CountyCode.safeParse(county?.county?.code).success || !Array.isArray(county.county.towns)) {
    throw new Fault('county-file-invalid', `${options.countyFile} has no six-digit code, or no towns`, { retry: 'never' })
  }
  return county
}

/** Separate by design: who runs the system, who grants rights, who looks at both. */
const FIRST = [
  ['system-admin-1', 'system-admin'], ['security-admin-1', 'security-admin'], ['auditor-1', 'auditor'],
] as const

export interface Starting {
  readonly options: StartOptions
  readonly folder: DataFolder
  readonly clock: (notBefore: Instant | null) => Clock
  readonly systemClock: Clock
  readonly log: Log
  readonly print: (line: string) => void
}

export const startLive = async (starting: Starting): Promise<{ stop(): Promise<void> }> => {
  const { options, folder, log, print } = starting
  const county = readCounty(options)
  print(say('opening', { folder: folder.root }))
  const platform = await openPlatform({
    ...starting, hash: options.hash, http: options,
    codeSender: {
      async send() {
        throw new Fault('no-sms-provider', 'no SMS provider is connected; see the README, section channels', { retry: 'never' })
      },
    },
  })
  await tell(platform, 'directory', 'import-divisions', divisionsOf(county))
  const operations = await openOperations(platform, folder, log)
  print(say('ready', { url: platform.url }))

  const grant = (role: (typeof FIRST)[number][1]): RoleGrant => ({ role, region: null, organisation: null })
  if (folder.isNew) {
    for (const [id, role] of FIRST) {
      await platform.gateway.provision({ id: id as AccountId, kind: 'staff', grants: [grant(role)] })
      const token = await platform.gateway.administratorLink(id as AccountId)
      print(say('admin-link.live', { role: say(`role.${role}`), link: `${platform.url}/enrol#${token}` }))
    }
    print(say('live.empty'))
  } else print(say('admin-link.again'))

  const backups = options.backupHours === 0 ? null : keep('backup', hours(options.backupHours), starting.systemClock, log, async () => void await backUp(platform, folder, log))
  if (backups) print(say('live.backups', { hours: options.backupHours, folder: folder.folders.backups }))
  print(say('stop-hint'))
  return {
    async stop() {
      await backups?.stop()
      await operations.close()
      await platform.stop()
    },
  }
}
