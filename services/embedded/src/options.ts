// What can be said at the start: flags first, then the environment, then the default.
import { isIP } from 'node:net'
import { parseArgs } from 'node:util'
import { CountyCode } from '@zhijian/contracts'
import { Fault, instantAt, type Instant } from '@zhijian/kernel'
import { readSites } from '@zhijian/gateway'
import { SCANNER_ADDRESS } from '@zhijian/privacy'
import { startFlags } from './start-settings.ts'

export interface StartOptions {
  readonly kind: 'demo' | 'live'
  readonly data: string
  readonly seals?: string
  readonly keys?: string
  readonly backups?: string
  readonly host: string
  readonly port: number
  /** Times as fast as the wall; demonstrations only. */
  readonly speed: number
  /** Where the time of a demonstration that is founded now begins; default the wall's. */
  readonly begin?: Instant
  /** Seed of the demonstration's people and lawyers. */
  readonly seed: number
  /** Nationwide lawyers of a demonstration that is founded now; of the region a sixteenth, at least 12. */
  readonly lawyers: number
  /** Demonstrations: nobody answers by himself. */
  readonly silent: boolean
  /** Live: the county's file (JSON: code, names, towns, villages); a store that was begun knows its county. */
  readonly countyFile?: string
  /** Live: channels and the ways in that need a provider (JSON, `notifierConfig`). */
  readonly channelsFile?: string
  readonly tls?: { readonly certFile: string; readonly keyFile: string }
  readonly trustedProxies: readonly string[]
  readonly publicOrigin?: string
  /** Instead: a host of its own for each application. */
  readonly sites?: NonNullable<ReturnType<typeof readSites>>
  /** At once, from everybody, and from one address; default the gateway's. */
  readonly connections?: number
  readonly connectionsPerAddress?: number
  /** The relay of calls. */
  readonly turn?: { readonly urls: readonly string[]; readonly secretFile: string; readonly minutes: number }
  /** Calls go from browser to browser where they can. */
  readonly directCalls: boolean
  /** Hours between backups; 0: none. Live default 24. */
  readonly backupHours: number
  /** What is said of forgetting (JSON, `readForgettingRules`). */
  readonly forgettingFile?: string
  /** What is said of supervision (JSON, `readSupervision`). */
  readonly supervisionFile?: string
  /** What counts as economic hardship (JSON, `readHardshipStandards`). */
  readonly hardshipFile?: string
  /** ClamAV’s clamd on this machine; absent: nothing looks for malware. */
  readonly scanner?: string
  /** The bureau's own certificate under documents (JSON, `readBureauSeal`). */
  readonly documentSealFile?: string
  /** What maps are drawn on (JSON, `readMapTiles`). */
  readonly mapTilesFile?: string
  readonly hash: 'sha256' | 'sm3'
  readonly suite: 'aes' | 'sm'
  /** Who else is told of seals (JSON). */
  readonly witnessesFile?: string
}

const usage = (reason: string, message: string, about: Fault['about'] = {}): Fault =>
  new Fault('usage', `${message}; see --help`, { retry: 'never', about: { reason, ...about } })

const number = (text: string, name: string, min: number, max: number): number => {
  const value = Number(text)
  if (!/^\d+(\.\d+)?$/.test(text) || value < min || value > max) throw usage('number', `${name} takes a number from ${min} to ${max}`, { option: name, min, max })
  return value
}

/** A minute by the clock of China: `2027-02-06T02:00`. */
const minuteOf = (text: string): Instant => {
  const ms = Date.parse(`${text}:00.000+08:00`)
  // Date.parse takes 30 February for the second of March.
  if (Number.isNaN(ms) || instantAt(ms + 8 * 3_600_000).slice(0, 16) !== text) throw usage('begin', '--begin takes a minute by the clock of China, as 2027-02-06T02:00')
  return instantAt(ms)
}

/** `https://law.example.gov.cn`, without anything after it. */
const originOf = (text: string | undefined): string | undefined => {
  if (text === undefined) return undefined
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search !== '' || url.hash !== '' || url.username !== '') {
    throw usage('origin', '--origin takes https://HOST, without a path')
  }
  return url.origin
}

const sitesOf = (text: string | undefined, origin: string | undefined): Pick<StartOptions, 'sites'> => {
  if (text === undefined) return {}
  if (origin !== undefined) throw usage('origin-or-sites', '--origin and --sites exclude each other')
  const sites = readSites(text)
  if (sites === null) throw usage('sites', '--sites (ZHIJIAN_SITES) takes citizen=https://HOST,lawyer=https://HOST,console=https://HOST, three hosts')
  return { sites }
}

/** @returns null when help was asked for. @throws Fault `usage` */
export const startOptions = (args: readonly string[], env: Readonly<Record<string, string | undefined>>): StartOptions | null => {
  let values
  try {
    ({ values } = parseArgs({
      args: [...args], strict: true, allowPositionals: false,
      options: startFlags,
    }))
  } catch (error) {
    const message = (error as Error).message.split('. ')[0]!
    throw usage('unknown', message, { option: /'([^']*)'/.exec(message)?.[1] ?? '' })
  }
  if (values.help) return null
  const kind = values.live ? 'live' : 'demo'
  const host = values.host ?? env.HOST ?? '127.0.0.1'
  const isLoopback = host === 'localhost' || host === '::1' || /^127\./.test(host)
  if (kind === 'demo' && !isLoopback) throw usage('demo-host', 'a demonstration listens on this machine only')
  if (kind === 'live' && (values.lawyers !== undefined || values.silent)) throw usage('demo-only', '--lawyers and --silent are for demonstrations: a live platform has no simulated lawyers', { option: '--lawyers、--silent' })
  const channels = values.channels ?? (kind === 'live' ? env.ZHIJIAN_CHANNELS : undefined)
  if (kind === 'demo' && channels !== undefined) throw usage('live-only', '--channels is for a live platform: a demonstration tells nobody outside', { option: '--channels' })
  if (kind === 'live' && values.speed !== undefined) throw usage('demo-only', '--speed is for demonstrations: a live platform runs on real time', { option: '--speed' })
  if (kind === 'live' && values.begin !== undefined) throw usage('demo-only', '--begin is for demonstrations: a live platform runs on real time', { option: '--begin' })
  if ((values['tls-cert'] === undefined) !== (values['tls-key'] === undefined)) throw usage('tls-pair', '--tls-cert and --tls-key go together')
  const proxies = values['behind-proxy'] ?? []
  if (!proxies.every((proxy) => isIP(proxy) !== 0)) throw usage('proxy', '--behind-proxy takes the exact IP address of a proxy')
  if (kind === 'live' && !isLoopback && values['tls-cert'] === undefined && proxies.length === 0) {
    throw usage('plain', 'a live platform that others can reach serves HTTPS (--tls-cert, --tls-key) or names its proxy (--behind-proxy)')
  }
  const scanner = values.scanner ?? env.ZHIJIAN_SCANNER
  if (scanner !== undefined && !SCANNER_ADDRESS.test(scanner)) throw usage('scanner', '--scanner (ZHIJIAN_SCANNER) takes unix:/PATH or tcp:127.0.0.1:PORT')
  const turn = values.turn ?? env.TURN_URLS
  const turnSecretFile = values['turn-secret-file'] ?? env.TURN_SECRET_FILE
  if ((turn === undefined) !== (turnSecretFile === undefined)) throw usage('turn-pair', '--turn (TURN_URLS) and --turn-secret-file (TURN_SECRET_FILE) go together')
  const relays = turn?.split(',') ?? []
  if (relays.length > 16 || !relays.every((relay) => /^turns?:[^\s,/@]+$/.test(relay))) throw usage('turn', '--turn takes turn:HOST:PORT, or several with commas between')
  const suite = values.suite ?? env.ZHIJIAN_SUITE ?? 'aes'
  if (suite !== 'aes' && suite !== 'sm') throw usage('suite', '--suite (ZHIJIAN_SUITE) takes aes or sm')
  const hash = values.hash ?? (suite === 'sm' ? 'sm3' : 'sha256')
  if (hash !== 'sha256' && hash !== 'sm3') throw usage('hash', '--hash takes sha256 or sm3')
  if (suite === 'sm' && hash !== 'sm3') throw usage('suite-hash', '--suite sm chains by sm3: leave --hash out')
  const optional = <K extends string>(key: K, value: string | undefined) => (value === undefined ? {} : { [key]: value } as Record<K, string>)
  const count = <K extends string>(key: K, text: string | undefined, name: string, min: number) => (text === undefined ? {} : { [key]: Math.floor(number(text, name, min, 1_000_000)) } as Record<K, number>)
  return {
    kind, host, hash, suite, trustedProxies: proxies,
    data: values.data ?? env.ZHIJIAN_DATA ?? 'var',
    ...optional('seals', values.seals ?? env.ZHIJIAN_SEALS), ...optional('keys', values.keys ?? env.ZHIJIAN_KEYS),
    ...optional('backups', values.backups ?? env.ZHIJIAN_BACKUPS), ...optional('countyFile', values.county),
    ...optional('channelsFile', channels), ...optional('forgettingFile', values.forgetting ?? env.ZHIJIAN_FORGETTING), ...optional('supervisionFile', values.supervision ?? env.ZHIJIAN_SUPERVISION), ...optional('hardshipFile', values.hardship ?? env.ZHIJIAN_HARDSHIP), ...optional('scanner', scanner), ...optional('documentSealFile', values['document-seal'] ?? env.ZHIJIAN_DOCUMENT_SEAL), ...optional('mapTilesFile', values['map-tiles'] ?? env.ZHIJIAN_MAP_TILES), ...optional('witnessesFile', values.witnesses ?? env.ZHIJIAN_WITNESSES),
    ...optional('publicOrigin', originOf(values.origin ?? env.ZHIJIAN_ORIGIN)),
    ...sitesOf(values.sites ?? env.ZHIJIAN_SITES, values.origin ?? env.ZHIJIAN_ORIGIN),
    ...count('connections', values.connections ?? env.ZHIJIAN_CONNECTIONS, '--connections', 10), ...count('connectionsPerAddress', values['connections-per-address'] ?? env.ZHIJIAN_CONNECTIONS_PER_ADDRESS, '--connections-per-address', 1),
    port: number(values.port ?? env.PORT ?? '8080', '--port', 0, 65_535),
    speed: number(values.speed ?? '1', '--speed', 1, 10_000),
    ...(values.begin === undefined ? {} : { begin: minuteOf(values.begin) }),
    seed: number(values.seed ?? '1', '--seed', 0, 2 ** 31),
    lawyers: number(values.lawyers ?? '10000', '--lawyers', 24, 10_000),
    silent: values.silent,
    // A demonstration is of this machine alone: whoever talks there is at the same address, and no relay is needed.
    directCalls: values['direct-calls'] || env.ZHIJIAN_DIRECT_CALLS === 'on' || (kind === 'demo' && turn === undefined),
    ...(turnSecretFile === undefined ? {} : {
      turn: { urls: relays, secretFile: turnSecretFile, minutes: Math.floor(number(values['turn-minutes'] ?? env.TURN_MINUTES ?? '10', '--turn-minutes', 1, 1440)) },
    }),
    backupHours: number(values['backup-hours'] ?? (kind === 'live' ? '24' : '0'), '--backup-hours', 0, 24 * 365),
    ...(values['tls-cert'] === undefined ? {} : { tls: { certFile: values['tls-cert'], keyFile: values['tls-key']! } }),
  }
}

/** The county of the demonstration. */
export const DEMONSTRATION_COUNTY = CountyCode.parse('150921')
