// What can be said at the start of the demonstration in several processes: of `npm start`, what a demonstration takes.
import { parseArgs } from 'node:util'
import { Fault } from '@zhijian/kernel'
import { startOptions, type StartOptions } from '../options.ts'

/** How many instances there are of what may be several; each further gateway listens one port up. */
const COUNTS = { routers: 'string', gateways: 'string' } as const
const FLAGS = { port: 'string', data: 'string', seals: 'string', keys: 'string', speed: 'string', begin: 'string', seed: 'string', lawyers: 'string', silent: 'boolean', help: 'boolean' } as const

export interface DistributedOptions extends StartOptions {
  readonly routers: number
  readonly gateways: number
}
const MOST_INSTANCES = 8

/** @returns null when help was asked for. @throws Fault `usage` */
export const distributedOptions = (args: readonly string[], env: Readonly<Record<string, string | undefined>>): DistributedOptions | null => {
  let given: Readonly<Record<string, unknown>>
  let own: string[]
  try {
    const { values, tokens } = parseArgs({
      args: [...args], strict: true, allowPositionals: false, tokens: true, options: Object.fromEntries(Object.entries({ ...FLAGS, ...COUNTS }).map(([name, type]) => [name, { type }])),
    })
    given = values
    own = tokens.flatMap((token) => (token.kind !== 'option' || token.name in COUNTS ? [] : [token.value === undefined ? `--${token.name}` : `--${token.name}=${token.value}`]))
  } catch (error) {
    const message = (error as Error).message.split('. ')[0]!
    throw new Fault('usage', `${message}; see --help`, { retry: 'never', about: { reason: 'unknown', option: /'([^']*)'/.exec(message)?.[1] ?? '' } })
  }
  const whole = (option: string, value: unknown, max: number): number => {
    if (Number.isInteger(value) && (value as number) >= 1 && (value as number) <= max) return value as number
    throw new Fault('usage', `${option} takes a whole number; see --help`, { retry: 'never', about: { reason: 'number', option, min: 1, max } })
  }
  const count = (name: keyof typeof COUNTS): number => (typeof given[name] === 'string' ? whole(`--${name}`, /^\d+$/.test(given[name]) ? Number(given[name]) : 0, MOST_INSTANCES) : 1)
  const { HOST: _host, ZHIJIAN_ORIGIN: _origin, ZHIJIAN_CHANNELS: _channels, ...taken } = env
  const options = startOptions(own, taken)
  if (options === null) return null
  return { ...options, speed: whole('--speed', options.speed, 10_000), routers: count('routers'), gateways: count('gateways') }
}

/** Beside servers: where keys, files and what the gateway keeps lie, the relay of calls, what a disk must have left, and which hash. */
const OWN = ['ZHIJIAN_KEY_STORE', 'ZHIJIAN_EDGE_STORE', 'ZHIJIAN_BLOBS', 'ZHIJIAN_BLOBS_REPLICAS', 'ZHIJIAN_REWRAP_KEYS', 'ZHIJIAN_MIN_FREE_MB', 'ZHIJIAN_HASH', 'ZHIJIAN_SUITE', 'ZHIJIAN_WITNESSES', 'ZHIJIAN_HARDSHIP', 'ZHIJIAN_DOCUMENT_SEAL', 'ZHIJIAN_POSITION_DOOR', 'NODE_COMPILE_CACHE', 'NODE_OPTIONS', 'PATH']
const OF_SERVERS = /^(NATS|KURRENTDB|MONGODB|VAULT|S3|TURN|OTEL)_[A-Z_]+$/

/** What processes are given of this one's environment: servers and how to come in there, where to send spans and metrics, and nothing else. */
export const passedOn = (env: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined && (OWN.includes(entry[0]) || OF_SERVERS.test(entry[0]))))
