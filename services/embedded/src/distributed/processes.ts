// The processes of a demonstration: servers first, then one for each service (or several), then who founds the county and
// answers in its lawyers' names. Whoever opens them keeps their time, and nothing else; in `npm run start:distributed` a
// person at a terminal, in `zhijian torture` somebody who kills them.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { systemTimers } from '@zhijian/bus'
import { holdAlone, joinDataFolder, keep, type DataFolder } from '@zhijian/host'
import { Fault, pauseMs, type Clock } from '@zhijian/kernel'
import { scaledClock, silentLog, wallNow } from '@zhijian/runtime'
import { DEMONSTRATION_COUNTY } from '../options.ts'
import { ownBrokerUsers } from './broker-users.ts'
import type { DistributedOptions } from './options.ts'
import { supervise, type Plan, type Supervised } from './process.ts'
import { lookAt } from './watch.ts'

const SERVICES = [
  'directory',
  'lawyer-pool',
  'consult-router',
  'notifier',
  'geofence-monitor',
] as const
/** Where there are several, each is named by its place among them: `consult-router-1`. */
export const instancesOf = (service: string, count: number): readonly string[] =>
  (count === 1 ? [service] : Array.from({ length: count }, (_, ordinal) => `${service}-${ordinal}`))

/** Few, so that every process starts quickly. */
const GROUPS = 4
const REMEMBER_EVERY_MS = 1000
const LOOK_EVERY_MS = 100
/** Each of two rounds of a stop, faces and services. A process ends its own drain 4 s after it has heard; this is for one that hangs. */
const ROUND_WITHIN_MS = 5000
/** The last round. A server of ours is ended 1 s after it was asked to. */
const SERVERS_WITHIN_MS = 2000

/** Where servers were found for `npm test`: those that start one of them look there. */
const serversFound: Readonly<Record<string, string>> = process.env.ZHIJIAN_SERVERS === undefined ? {} : { ZHIJIAN_SERVERS: process.env.ZHIJIAN_SERVERS }

/** A server that is started with the platform, and ends after it. */
export interface Server {
  readonly name: string
  /** Takes the folder of its store and its port (0: any free one). */
  readonly script: string
  /** Its store's folder in the data folder. */
  readonly store: string
  /** As which the others are told its address. */
  readonly variable: 'NATS_URL' | 'KURRENTDB_URL' | 'MONGODB_URL' | 'PROVIDERS_URL'
}

export interface Opening {
  readonly options: DistributedOptions
  /** What every process is given, besides what it is told here. */
  readonly environment: Readonly<Record<string, string>>
  readonly servers: readonly Server[]
  /** What one process is told instead: a line to the broker that can be cut, for instance. */
  readonly told?: (process: string, environment: Readonly<Record<string, string>>) => Promise<Readonly<Record<string, string>>>
  /** To the person at the terminal. */
  readonly onOpening?: (folder: string) => void
  readonly onSaid?: (line: string) => void
  readonly onDied?: (name: string, why: string, againMs: number) => void
}

export interface Processes {
  readonly folder: DataFolder
  /** The platform's time. */
  readonly clock: Clock
  readonly running: readonly Supervised[]
  /** Rejects when one cannot start; never resolves. */
  readonly refused: Promise<never>
  /** Starts everything. @returns how people reach it, once it takes requests; null when it is being stopped */
  start(): Promise<string | null>
  untilReady(): Promise<void>
  /** Looks at all of them. */
  look(): Promise<void>
  /** Ends what answers people and what works; servers go on. @returns whether all ended in time */
  stopServices(): Promise<boolean>
  /** Ends everything. */
  stop(): Promise<boolean>
}

/** A second start would begin a second broker on the same store. @throws Fault `data-folder-in-use` (never) */
const startAlone = ({ root, folders, release }: DataFolder): (() => void) => {
  try {
    return holdAlone(join(folders.hosts, 'start.lock'), () => new Fault(
      'data-folder-in-use', `${root} is used by another start of this platform; stop that one first, or name another folder with --data`, { retry: 'never', about: { folder: root } }))
  } catch (error) {
    release()
    throw error
  }
}

/** @throws Fault, as joinDataFolder */
export const openProcesses = ({ options, environment, servers, told, onOpening = () => {}, onSaid = () => {}, onDied = () => {} }: Opening): Processes => {
  const folder = joinDataFolder({
    root: options.data, kind: 'demo', county: DEMONSTRATION_COUNTY, now: options.begin ?? wallNow(),
    ...(options.seals === undefined ? {} : { seals: options.seals }), ...(options.keys === undefined ? {} : { keys: options.keys }),
  })
  const endAlone = startAlone(folder)
  onOpening(folder.root)
  const logs = join(folder.root, 'log')
  mkdirSync(logs, { recursive: true })
  const clock = scaledClock({ file: folder.files.clock, speed: options.speed, notBefore: null, begin: options.begin })
  const remembering = keep('remember-time', REMEMBER_EVERY_MS, systemTimers, silentLog, async () => clock.persist())

  const stopping = new AbortController()
  const refused = Promise.withResolvers<never>()
  refused.promise.catch(() => {})
  const running: Supervised[] = []
  const begin = (plan: Plan, hear = onSaid): Supervised => {
    const started = supervise(plan, {
      timers: systemTimers, logFile: join(logs, `${plan.name}.log`), onSaid: hear, onDied: (why, againMs) => onDied(plan.name, why, againMs),
    })
    running.push(started)
    started.refused.catch(refused.reject)
    return started
  }
  const look = (): Promise<void> => lookAt(running, systemTimers)
  const untilReady = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await look()
      if (running.every((each) => each.state().isReady)) return
      await pauseMs(systemTimers, LOOK_EVERY_MS, stopping.signal)
    }
  }

  // A server of somebody else's has its own users, or none.
  const users = servers.some(({ variable }) => variable === 'NATS_URL') ? ownBrokerUsers(folder.folders.keys, GROUPS, environment.ZHIJIAN_BLOBS === 'jetstream') : null
  const userOf = (service: string, mayRelay = true): Readonly<Record<string, string>> => users?.environmentOf(service, mayRelay) ?? {}

  const startServer = async ({ name, script, store, variable }: Server): Promise<readonly [string, string]> => {
    let port = 0
    // Again where it was before: the others know it by its port.
    const args = (): readonly string[] => [join(folder.root, store), String(port), ...(variable === 'NATS_URL' && users !== null ? [users.config] : [])]
    const url = await begin({ name, script, args, environment: { ...environment, ...serversFound } }, () => {}).listening()
    port = Number(new URL(url).port)
    return [variable, url]
  }
  const gateways = instancesOf('gateway', options.gateways)
  const faces = new Set([...gateways, 'demonstration'])
  const serverNames = new Set(servers.map(({ name }) => name))

  const endThose = async (which: (name: string) => boolean, withinMs = ROUND_WITHIN_MS): Promise<boolean> => {
    const ended = await Promise.all(running.filter(({ name }) => which(name)).map((each) => each.stop(withinMs)))
    return ended.every(Boolean)
  }
  let services: Promise<boolean> | null = null
  const stopServices = (): Promise<boolean> => services ??= (async () => {
    stopping.abort()
    for (const each of running) if (!serverNames.has(each.name)) each.letGo()
    const [first, second] = [await endThose((name) => faces.has(name)), await endThose((name) => !faces.has(name) && !serverNames.has(name))]
    return first && second
  })()

  return {
    folder, clock, running, refused: refused.promise, untilReady, look, stopServices,
    async start() {
      const addresses = Object.fromEntries(await Promise.all(servers.map(startServer)))
      const common = {
        ...environment, ...addresses, PORT: '0', ZHIJIAN_KIND: 'demo', ZHIJIAN_COUNTY: folder.birth.county, ZHIJIAN_CLOCK: folder.files.clock,
        ZHIJIAN_DATA: folder.root, ZHIJIAN_KEYS: folder.folders.keys, ZHIJIAN_SEALS: folder.folders.seals, ZHIJIAN_GROUPS: String(GROUPS), ZHIJIAN_ACK_WAIT_MS: '2000',
      }
      const beginOne = async (name: string, script: string, more: Readonly<Record<string, string>> = {}, hear?: (line: string) => void): Promise<Supervised> =>
        begin({ name, script, environment: { ...common, ...more, ...await told?.(name, { ...common, ...more }) } }, hear)
      const beginAll = (service: string, names: readonly string[], more: (ordinal: number) => Readonly<Record<string, string>> = () => ({})): Promise<Supervised[]> =>
        Promise.all(names.map((name, ordinal) => beginOne(name, `services/${service}/dist/src/main.js`,
          { ...userOf(service), ZHIJIAN_ORDINAL: String(ordinal), ZHIJIAN_INSTANCES: String(names.length), ...more(ordinal) })))

      const working = (await Promise.all(SERVICES.map((name) => beginAll(name, instancesOf(name, name === 'consult-router' ? options.routers : 1))))).flat()
      const open = await beginAll('gateway', gateways, (ordinal) => ({ PORT: String(options.port === 0 ? 0 : options.port + ordinal) }))
      const [url] = await Promise.all(open.map((each) => each.listening()))
      await Promise.all(working.map((each) => each.listening()))
      await untilReady()
      if (stopping.signal.aborted) return null
      let isAnnounced = false
      const demonstration = await beginOne('demonstration', 'services/embedded/dist/src/demonstration/main.js', {
        ...userOf('demonstration', false), ZHIJIAN_RELAY: 'off', ZHIJIAN_URL: url!, ZHIJIAN_SPEED: String(options.speed), ZHIJIAN_SEED: String(options.seed), ZHIJIAN_LAWYERS: String(options.lawyers),
        ZHIJIAN_ANSWERS: options.silent ? 'none' : 'simulated',
      }, (line) => {
        // Each time it is started again it would say it all again.
        if (!isAnnounced) onSaid(line)
      })
      await demonstration.listening()
      isAnnounced = true
      await untilReady()
      return url!
    },
    async stop() {
      const inTime = [await stopServices(), await endThose((name) => serverNames.has(name), SERVERS_WITHIN_MS)]
      await remembering.stop()
      clock.persist()
      endAlone()
      folder.release()
      return inTime.every(Boolean)
    },
  }
}
