// `npm run start:distributed`: the demonstration county with every service in a process of its own on this machine, until Ctrl-C.
// This process hosts nothing: it keeps the time, starts the others, starts again what dies, and says how they are.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { systemTimers } from '@zhijian/bus'
import { joinDataFolder, keep } from '@zhijian/host'
import { isFault, pauseMs } from '@zhijian/kernel'
import { describeError, scaledClock, silentLog, wallNow } from '@zhijian/runtime'
import { say } from '../i18n.ts'
import { whyNotStarted } from '../not-started.ts'
import { DEMONSTRATION_COUNTY, type StartOptions } from '../options.ts'
import { ownBrokerUsers } from './broker-users.ts'
import { distributedOptions, passedOn } from './options.ts'
import { supervise, type Plan, type State, type Supervised } from './process.ts'
import { lagOf, lookAt } from './watch.ts'

const SERVICES = [
  'directory',
  'lawyer-pool',
  'consult-router',
  'notifier',
] as const
/** Few, so that every process starts quickly. */
const GROUPS = 4
const REMEMBER_EVERY_MS = 1000
const LOOK_EVERY_MS = 1000
const LOOK_AT_START_MS = 100
/** Each of the three rounds of a stop: faces, services, the broker. A process ends its own drain after 4 s; this is for one that hangs. */
const ROUND_WITHIN_MS = 6000

const print = (line: string): void => void process.stdout.write(`${line}\n`)

const stateOf = ({ isReady, reasons }: State): string =>
  isReady ? say('distributed.ready') : reasons.length === 0 ? say('distributed.waits') : say('distributed.not-ready', { why: reasons.join('; ') })

const run = async (options: StartOptions): Promise<void> => {
  const folder = joinDataFolder({
    root: options.data, kind: 'demo', county: DEMONSTRATION_COUNTY, now: wallNow(),
    ...(options.seals === undefined ? {} : { seals: options.seals }), ...(options.keys === undefined ? {} : { keys: options.keys }),
  })
  print(say('opening', { folder: folder.root }))
  const logs = join(folder.root, 'log')
  mkdirSync(logs, { recursive: true })
  const clock = scaledClock({ file: folder.files.clock, speed: options.speed, notBefore: null })
  const remembering = keep('remember-time', REMEMBER_EVERY_MS, systemTimers, silentLog, async () => clock.persist())

  const stopping = new AbortController()
  const stopped = Promise.withResolvers<0 | 1>()
  stopped.promise.catch(() => {})
  const running: Supervised[] = []
  let port = 0
  const start = (plan: Plan, onSaid = print): Supervised => {
    const started = supervise(plan, {
      timers: systemTimers, logFile: join(logs, `${plan.name}.log`), onSaid,
      onDied: (why, againMs) => print(say(why === '' ? 'distributed.died' : 'distributed.died.saying', { name: plan.name, why, seconds: againMs / 1000 })),
    })
    running.push(started)
    started.refused.catch(stopped.reject)
    return started
  }
  const stop = async (): Promise<0 | 1> => {
    let inTime = true
    const rounds = [['gateway', 'demonstration'], SERVICES as readonly string[], ['nats-server']]
    for (const names of rounds) {
      const ended = await Promise.all(running.filter(({ name }) => names.includes(name)).map((each) => each.stop(ROUND_WITHIN_MS)))
      inTime &&= ended.every(Boolean)
    }
    await remembering.stop()
    clock.persist()
    folder.release()
    return inTime ? 0 : 1
  }
  const onSignal = (): void => {
    if (stopping.signal.aborted) return
    stopping.abort()
    print(say('stopping'))
    void stop().then(stopped.resolve, stopped.reject)
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)

  try {
    // What is waited for at the start may never come once everything is being stopped.
    await Promise.race([open(), stopped.promise])
  } catch (error) {
    if (!stopping.signal.aborted) {
      stopping.abort()
      await stop()
      throw error
    }
  }
  const code = await stopped.promise
  print(say('stopped'))
  process.exitCode = code

  /** Starts everything; then says what changes until it is told to stop. */
  async function open(): Promise<void> {
    const { NATS_URL: given, ...environment } = passedOn(process.env)
    // A server of somebody else's has its own users, or none.
    const users = given === undefined ? ownBrokerUsers(folder.folders.keys, GROUPS) : null
    const userOf = (service: string, mayRelay = true): Readonly<Record<string, string>> => users?.environmentOf(service, mayRelay) ?? {}
    const broker = given ?? await start({
      name: 'nats-server', script: 'tools/servers/run-nats.mjs', environment: { ...environment, ...(process.env.ZHIJIAN_SERVERS === undefined ? {} : { ZHIJIAN_SERVERS: process.env.ZHIJIAN_SERVERS }) },
      // Again where it was before: the others know it by its port.
      args: () => [join(folder.root, 'nats'), String(port), ...(users === null ? [] : [users.config])],
    }).listening()
    port = Number(new URL(broker.split(',')[0]!).port)
    const told = {
      ...environment, NATS_URL: broker, PORT: '0', ZHIJIAN_KIND: 'demo', ZHIJIAN_COUNTY: folder.birth.county, ZHIJIAN_CLOCK: folder.files.clock,
      ZHIJIAN_DATA: folder.root, ZHIJIAN_KEYS: folder.folders.keys, ZHIJIAN_SEALS: folder.folders.seals, ZHIJIAN_GROUPS: String(GROUPS), ZHIJIAN_ACK_WAIT_MS: '2000',
    }
    const services = SERVICES.map((name) => start({ name, script: `services/${name}/dist/src/main.js`, environment: { ...told, ...userOf(name) } }))
    const gateway = start({ name: 'gateway', script: 'services/gateway/dist/src/main.js', environment: { ...told, ...userOf('gateway'), PORT: String(options.port) } })
    const url = await gateway.listening()
    await Promise.all(services.map((each) => each.listening()))
    await untilReady()
    let isAnnounced = false
    await start({
      name: 'demonstration', script: 'services/embedded/dist/src/demonstration/main.js',
      environment: {
        ...told, ...userOf('demonstration', false), ZHIJIAN_RELAY: 'off', ZHIJIAN_URL: url, ZHIJIAN_SPEED: String(options.speed), ZHIJIAN_SEED: String(options.seed), ZHIJIAN_LAWYERS: String(options.lawyers),
        ZHIJIAN_ANSWERS: options.silent ? 'none' : 'simulated',
      },
    }, (line) => {
      if (!isAnnounced) print(line)
    }).listening()
    isAnnounced = true
    await untilReady()
    await tell()
    print(say('stop-hint'))
    await follow()
  }

  async function untilReady(): Promise<void> {
    while (!stopping.signal.aborted) {
      await lookAt(running, systemTimers)
      if (running.every((each) => each.state().isReady)) return
      await pauseMs(systemTimers, LOOK_AT_START_MS, stopping.signal)
    }
  }
  async function tell(which: readonly Supervised[] = running): Promise<void> {
    const lag = await lagOf(running, systemTimers)
    const width = Math.max(...running.map(({ name }) => name.length))
    for (const each of which) {
      const state = each.state()
      print(say('distributed.process', {
        name: each.name.padEnd(width), state: stateOf(state), pid: state.pid ?? '—', lag: lag.get(each.name) ?? '—', restarts: state.restarts,
      }))
    }
  }
  async function follow(): Promise<void> {
    const told = new Map<Supervised, string>()
    const changed = (): readonly Supervised[] => running.filter((each) => {
      const { isReady, restarts } = each.state()
      const before = told.get(each)
      told.set(each, `${isReady} ${restarts}`)
      return before !== undefined && before !== told.get(each)
    })
    changed()
    while (!stopping.signal.aborted) {
      await pauseMs(systemTimers, LOOK_EVERY_MS, stopping.signal)
      await lookAt(running, systemTimers)
      const which = changed()
      if (which.length > 0 && !stopping.signal.aborted) await tell(which)
    }
  }
}

// Whoever reads along may go away: the platform goes on.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})

try {
  const options = distributedOptions(process.argv.slice(2), process.env)
  if (options === null) print(say('help.distributed'))
  else await run(options)
  process.exit()
} catch (error) {
  const why = whyNotStarted(error)
  process.stderr.write(why === null ? `${say('not-started.bug')}\n${JSON.stringify(describeError(error))}\n` : `${say('not-started', { why })}\n`)
  process.exit(isFault(error, 'usage') ? 2 : 1)
}
