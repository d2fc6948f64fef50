// What can be said at the start of the demonstration in several processes: of `npm start`, what a demonstration takes.
import { parseArgs } from 'node:util'
import { Fault } from '@zhijian/kernel'
import { startOptions, type StartOptions } from '../options.ts'

const FLAGS = { port: 'string', data: 'string', seals: 'string', keys: 'string', speed: 'string', seed: 'string', lawyers: 'string', silent: 'boolean', help: 'boolean' } as const

/** @returns null when help was asked for. @throws Fault `usage` */
export const distributedOptions = (args: readonly string[], env: Readonly<Record<string, string | undefined>>): StartOptions | null => {
  try {
    parseArgs({ args: [...args], strict: true, allowPositionals: false, options: Object.fromEntries(Object.entries(FLAGS).map(([name, type]) => [name, { type }])) })
  } catch (error) {
    const message = (error as Error).message.split('. ')[0]!
    throw new Fault('usage', `${message}; see --help`, { retry: 'never', about: { reason: 'unknown', option: /'([^']*)'/.exec(message)?.[1] ?? '' } })
  }
  const { HOST: _host, ZHIJIAN_ORIGIN: _origin, ZHIJIAN_CHANNELS: _channels, ...taken } = env
  const options = startOptions(args, taken)
  if (options !== null && !Number.isInteger(options.speed)) throw new Fault('usage', '--speed takes a whole number; see --help', { retry: 'never', about: { reason: 'number', option: '--speed', min: 1, max: 10_000 } })
  return options
}

/** What processes are given of this one's environment: servers and how to come in there, where to send spans and metrics, and nothing else. */
export const passedOn = (env: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] =>
    entry[1] !== undefined && /^(PATH|NODE_COMPILE_CACHE|(NATS|KURRENTDB|MONGODB|OTEL)_[A-Z_]+)$/.test(entry[0])))
