// `npm start -- --live`: what a bureau begins with. An empty store, its county's map, its first administrators by one-time
// links; backups on time, each checked by bringing it back beside. What is printed is so: every warning was looked at.
import { readFileSync, statSync } from 'node:fs'
import { CountyCode, type AccountId, type PlatformGrant } from '@zhijian/contracts'
import { systemTimers } from '@zhijian/bus'
import { days, epochMs, Fault, hours, type Clock, type Instant } from '@zhijian/kernel'
import { silentLog, type Log, type Metrics } from '@zhijian/runtime'
import { withoutCodes } from '@zhijian/gateway'
import { readForgettingRules } from '@zhijian/directory'
import { readSupervision } from '@zhijian/geofence-monitor'
import { callsOf } from './calls.ts'
import { birthOf, type DataFolder } from '@zhijian/host'
import { accountState } from './account-state.ts'
import { keepBackups, keepCopiesYoung, keyBackupsOf } from './backups.ts'
import { readChannels, type BureauChannels } from './channels.ts'
import { tell } from '@zhijian/operating'
import { divisionsOf, type CountyFile } from './founding.ts'
import { say, type Line } from './i18n.ts'
import { inTimeBy } from './in-time.ts'
import type { StartOptions } from './options.ts'
import { openOperations } from './operations.ts'
import { openPlatform, type Platform } from './platform.ts'
import { readTls, type Tls } from './tls.ts'

/** @throws Fault `county-file-invalid` (never) */
const readCounty = (file: string): CountyFile => {
  let county: CountyFile
  try {
    county = JSON.parse(readFileSync(file, 'utf8')) as CountyFile
  } catch (error) {
    const reason = error instanceof SyntaxError ? 'no-json' : 'unreadable'
    throw new Fault('county-file-invalid', `${file} cannot be read as JSON`, { retry: 'never', cause: error, about: { reason, file } })
  }
  if (!CountyCode.safeParse(county?.county?.code).success || !Array.isArray(county.county.towns)) {
    throw new Fault('county-file-invalid', `${file} has no six-digit code, or no towns`, { retry: 'never', about: { file, fields: 'county.code, county.towns' } })
  }
  return county
}

/**
 * Everything that was named at the start is read before a store is begun, which cannot be taken back.
 * @returns the county the store is, or will be, of
 * @throws Fault `county-file-missing` · `county-file-invalid` · `tls-unusable` · `config-unreadable` · `config-invalid` (never)
 */
export const lookBeforeOpening = ({ countyFile, data, tls, channelsFile, turn }: Pick<StartOptions, 'countyFile' | 'data' | 'tls' | 'channelsFile' | 'turn'>): string => {
  const county = countyFile === undefined ? null : readCounty(countyFile)
  if (county) divisionsOf(county, countyFile)
  if (tls) readTls(tls)
  callsOf({ turn })
  if (channelsFile !== undefined) readChannels(channelsFile, silentLog)
  const code = county?.county.code ?? birthOf(data)?.county
  if (code !== undefined) return code
  throw new Fault('county-file-missing', 'a live platform begins with its county: --county FILE (see the README, section “A county’s file”)', { retry: 'never' })
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
  readonly metrics: Metrics
  readonly print: (line: string) => void
}

/** A link for each first administrator who has not enrolled yet. @returns how many */
const printLinks = async (platform: Platform, print: Starting['print']): Promise<number> => {
  let printed = 0
  for (const [id, role] of FIRST) {
    const grant: PlatformGrant = { role, region: null, organisation: null }
    await platform.gateway.provision({ id: id as AccountId, kind: 'staff', grants: [grant] })
    const account = await accountState(platform.store, id)
    if (account?.phase !== 'active' || account.secondFactor !== null) continue
    const token = await platform.gateway.administratorLink(id as AccountId)
    print(say('admin-link.live', { role: say(`role.${role}`), id, link: `${platform.staffUrl}/enrol#${token}` }))
    printed += 1
  }
  return printed
}

const SOON_MS = days(30)

/** What an operator should know before others rely on it. */
const warnings = ({ options, folder, systemClock }: Starting, channels: BureauChannels | null, tls: Tls | null): readonly string[] => {
  const lines: string[] = []
  const warn = (line: Line, values: Readonly<Record<string, string | number>> = {}): void => void lines.push(say(line, values))
  const { seals, keys, backups } = folder.folders
  const disk = (path: string): number => statSync(path).dev
  if (channels === null) warn('warn.channels')
  if (options.turn === undefined && !options.directCalls) warn('warn.calls')
  if (!channels?.codeSender && !channels?.wechat) warn('warn.codes')
  else if (!channels.codeSender) warn('warn.codes-wechat')
  if (tls === null) warn(options.trustedProxies.length === 0 ? 'warn.no-tls' : 'warn.proxy', { proxies: options.trustedProxies.join('、'), port: options.port })
  else {
    const leftMs = tls.validUntilMs - epochMs(systemClock.now())
    const until = new Date(tls.validUntilMs).toISOString().slice(0, 10)
    if (leftMs <= 0) warn('warn.certificate-over', { until })
    else if (leftMs < SOON_MS) warn('warn.certificate-soon', { until })
  }
  if (options.publicOrigin === undefined && options.sites === undefined && (tls !== null || options.trustedProxies.length > 0)) warn('warn.no-origin')
  const together = ([['warn.disk.seals', seals], ['warn.disk.keys', keys], ['warn.disk.backups', backups]] as const)
    .filter(([, path]) => disk(path) === disk(folder.root)).map(([name]) => say(name))
  if (together.length > 0) warn('warn.same-disk', { what: together.join('、') })
  if (options.backupHours === 0) warn('warn.no-backups')
  return lines
}

export const startLive = async (starting: Starting): Promise<{ stop(): Promise<void> }> => {
  const { options, folder, log, print } = starting
  const channels = options.channelsFile === undefined ? null : readChannels(options.channelsFile, log)
  const tls = options.tls === undefined ? null : readTls(options.tls)
  const forgetting = readForgettingRules(options.forgettingFile)
  const supervision = readSupervision(options.supervisionFile)
  print(say('opening', { folder: folder.root }))
  const platform = await openPlatform({
    ...starting, forgetting, supervision, hash: options.hash, suite: options.suite, ...(options.witnessesFile === undefined ? {} : { witnessesFile: options.witnessesFile }), ...(options.scanner === undefined ? {} : { scanner: options.scanner }), http: options, onSetAside: (what, file) => print(say(`set-aside.${what}`, { file })),
    codeSender: channels?.codeSender ?? withoutCodes, ...callsOf(options),
    ...(channels === null ? {} : { telling: channels.telling, reports: channels.reports }), ...(channels?.wechat ? { wechat: channels.wechat } : {}),
  })
  if (options.countyFile !== undefined) await tell(platform, 'directory', 'import-divisions', divisionsOf(readCounty(options.countyFile), options.countyFile))
  if (forgetting.review !== null) await tell(platform, 'directory', 'begin-retention-duty', { countyCode: folder.birth.county, everyMs: forgetting.review.everyMs })
  const operations = await openOperations(platform, folder, log)
  const backups = options.backupHours === 0 ? null : keepBackups(hours(options.backupHours), platform, folder, systemTimers, log)

  const expiring = keepCopiesYoung(forgetting.copiesKeptMs, platform, folder, systemTimers, log)

  print(say('ready', { url: platform.url }))
  print(say('live.channels', { channels: ['in-app', ...channels?.names ?? []].join('、') }))
  if (backups) print(say('live.backups', { hours: options.backupHours, folder: folder.folders.backups, keys: keyBackupsOf(folder) }))
  for (const line of warnings(starting, channels, tls)) print(line)
  const links = await printLinks(platform, print)
  print(say(links > 0 ? 'live.first' : 'admin-link.again'))
  print(say('stop-hint'))
  return {
    async stop() {
      // A copy that is being made is given up: it has no name yet, and is taken away next time.
      await inTimeBy(systemTimers, log)('copies in hand', 300, expiring.stop())
      if (backups) await inTimeBy(systemTimers, log)('backup in hand', 300, backups.stop())
      await operations.close()
      await platform.stop()
    },
  }
}
