// One service in this process, over what all processes of the host share (the log, keys, look-up and files) and what is its
// own (views). Opened in order; closed in the order that loses nothing.
import { join } from 'node:path'
import { systemTimers, type Bus, type ConsumerStatus, type DeadLetter } from '@zhijian/bus'
import { openSealKey, type ServiceLog } from '@zhijian/event-store'
import { Fault, isFault, pauseMs, type Clock, type Timers } from '@zhijian/kernel'
import { answerOn } from '@zhijian/nest'
import { createBlobs, createSealer, forgetErased, type BlobStore, type KeyRing, type Lookup, type Sealer } from '@zhijian/privacy'
import {
  createMetrics, createRuntime, followedClock, systemClock, wallClock, wallNow, type ActorTokens, type Log, type Metrics, type NotReady, type Runtime, type ServiceDefinition, type ServicePorts,
} from '@zhijian/runtime'
import { openBytes } from './blobs.ts'
import { openBookmarks } from './bookmarks.ts'
import { measureConsumers, measureRelay } from './bus-metrics.ts'
import { measureClock, measureProcess, measureReadiness, measureSeal } from './process-metrics.ts'
import { connectOnce, mayRelay, watchConnection } from './broker.ts'
import { measureClocks, watchClock, type ClockWatch } from './clock-watch.ts'
import { joinDataFolder, type DataFolder } from './data-folder.ts'
import { reporter } from './report.ts'
import { families } from './families.ts'
import { measureDisks, whyDisksTakeNothing } from './disks.ts'
import { writeIdentity } from './identity.ts'
import { issuerTokens } from './issuers.ts'
import { openKeys } from './keys.ts'
import { holdAlone } from './lock.ts'
import { openLog } from './log.ts'
import { keepLog, type LogKeeper } from './log-keeper.ts'
import { newestTime } from './newest-time.ts'
import type { Readiness } from './operator-pages.ts'
import { answerOperators } from './operators-questions.ts'
import { hashOf, keyKindOf, type HostSettings } from './settings.ts'
import { readWitnesses } from './witness/config.ts'
import { openViews } from './views.ts'

/** What a service may be made of, beside the runtime's own ports. */
export interface Parts {
  readonly folder: DataFolder
  /** A live store takes no simulated people. */
  readonly storeIsLive: boolean
  readonly store: ServiceLog
  readonly bus: Bus
  readonly keyring: KeyRing
  readonly sealer: Sealer
  readonly lookup: Lookup
  readonly blobs: BlobStore
  readonly tokens: ActorTokens
  /** The platform's time. */
  readonly clock: Clock
  readonly systemClock: Clock
  readonly timers: Timers
  readonly metrics: Metrics
  readonly log: Log
  /** Closes it after the service has stopped, before what it may stand on. */
  closing<T extends { close(): Promise<void> | void }>(thing: T): T
}

export interface Host extends Parts {
  readonly runtime: Runtime
  /** Names of the services in this process. */
  readonly services: readonly string[]
  /** How far consumers are: all of them where this process keeps the broker's streams, elsewhere its own. */
  consumers(): Promise<readonly ConsumerStatus[]>
  /** What waits for an operator, of the same consumers. */
  letters(): Promise<readonly DeadLetter[]>
  /** Seals the log, where this process is the one of this host that does. @returns whether it is */
  sealLog(): Promise<boolean>
  /** Has another key seal it from now on. @returns its id; null where another process keeps the log */
  rotateSealKey(): Promise<string | null>
  readiness(): Promise<Readiness>
  /** Resolves when the broker has refused this process for good. */
  readonly disconnected: Promise<void>
  /** Takes no more work, finishes what is in hand, closes. */
  stop(): Promise<void>
}

/** A clock further behind the log than this makes a process not ready. */
const CLOCK_BEHIND_MS = 500

export interface HostOptions {
  /** The service's name: `consult-router`. */
  readonly name: string
  readonly settings: HostSettings
  /** What the service stands on besides, and has to wait for: before it is made. */
  readonly open?: (parts: Parts) => Promise<void>
  readonly create: (ports: ServicePorts, parts: Parts) => ServiceDefinition
  /** A further service of the same process. */
  readonly beside?: (ports: ServicePorts) => ServiceDefinition
  /** Signs for people too: the gateway's edge alone. */
  readonly isEdge: boolean
  readonly log: Log
  readonly timers?: Timers
  /** Told whenever a start did not come to its end and is begun again. */
  readonly onDelayed?: (why: string) => void
}

const AGAIN_MS = 500
/** Tries between two lines of the log. */
const SAY_EVERY = 20

/**
 * Begins again as long as somebody is away: services and brokers start in any order, and a broker may die in the middle of a
 * start. @throws Fault, of what waiting does not cure; then nothing stays open
 */
export const openHost = async (options: HostOptions): Promise<Host> => {
  const { timers = systemTimers, log, name } = options
  for (let tries = 0; ; tries += 1) {
    try {
      return await openOnce({ ...options, timers })
    } catch (error) {
      if (!isFault(error) || error.retry === 'never') throw error
      if (tries % SAY_EVERY === 0) log.warn('start-delayed', { host: name, fault: error.code, message: error.message })
      options.onDelayed?.(error.message)
      await pauseMs(timers, AGAIN_MS, new AbortController().signal)
    }
  }
}

/** @throws Fault, and then nothing stays open */
const openOnce = async ({ name, settings, open, create, beside, isEdge, log, timers }: HostOptions & { readonly timers: Timers }): Promise<Host> => {
  const opened: (() => Promise<void> | void)[] = []
  const closing = <T extends { close(): Promise<void> | void }>(thing: T): T => {
    opened.push(() => thing.close())
    return thing
  }
  const closeAll = async (): Promise<void> => {
    for (const close of opened.splice(0).reverse()) await close()
  }
  const metrics = createMetrics()
  const report = reporter(log, metrics)

  try {
    const { data: root, keys, seals, county, kind, ordinal, instances } = settings
    const folder = joinDataFolder({
      root, now: wallNow(), ...(keys === undefined ? {} : { keys }), ...(seals === undefined ? {} : { seals }),
      ...(county === undefined ? {} : { county }), ...(kind === undefined ? {} : { kind }),
    })
    opened.push(folder.release)
    const { files, folders } = folder
    const instance = `${name}-${ordinal}`
    if (settings.clock !== undefined && folder.birth.kind === 'live') throw new Fault('usage', '--clock (ZHIJIAN_CLOCK) is for demonstrations: a live platform runs on real time', { retry: 'never' })
    if (ordinal >= instances) throw new Fault('usage', '--ordinal (ZHIJIAN_ORDINAL) lies below --instances (ZHIJIAN_INSTANCES)', { retry: 'never' })
    opened.push(holdAlone(join(folders.hosts, `${instance}.lock`), () => new Fault(
      'instance-runs-already', `another process runs ${instance} on this data folder; stop it, or give this one another --ordinal (ZHIJIAN_ORDINAL)`, { retry: 'never' })))

    const tokens = issuerTokens({ folder: settings.issuers ?? folders.issuers, service: name, isEdge, now: wallNow })
    const connection = await connectOnce(settings, { service: name })
    opened.push(async () => {
      if (!connection.isClosed()) await connection.close()
    })
    const broker = watchConnection(connection)
    const { store, identity } = await openLog(settings, folder)
    closing(store)
    const notBefore = await newestTime(store)
    const clock = settings.clock === undefined ? systemClock({ notBefore }) : followedClock({ file: settings.clock, notBefore })
    const { keyring, lookup } = closing(await openKeys(settings, folder, store.storeId, log))
    const bytes = closing(await openBytes(settings, folders.blobs, connection))
    await forgetErased(keyring, lookup)
    if (identity === null) {
      openSealKey(files.sealKey, keyKindOf(settings.suite))
      writeIdentity(folder, { storeId: store.storeId })
    }
    const readStore = closing(await openViews(settings, folder.root, instance, log))
    let clockWatch: ClockWatch | null = null
    const isClockRight = (): boolean => clockWatch?.verdict().kind !== 'minority'

    const keeper: LogKeeper | null = !mayRelay(settings) ? null
      : await keepLog({
        folder, store, suite: settings.suite, witnesses: settings.witnesses === undefined ? null : readWitnesses(settings.witnesses), registry: metrics.registry, limits: { replicas: settings['nats-replicas'] }, connect: () => connectOnce(settings, 'relay'), timers, wallNow, log, report, maySeal: isClockRight,
      })
    opened.push(async () => keeper?.stop())
    // After it: the keeper of the broker's streams is asked for this service's consumers, and may be this process.
    const { brokerTime, openJetStreamBus } = await import('@zhijian/bus/nats')
    const bus = closing(await openJetStreamBus({
      connection, store, report, timers, limits: { replicas: settings['nats-replicas'] }, groups: settings.groups, ackWaitMs: settings['ack-wait-ms'],
      onBusy: (asked) => metrics.busyRefusals.inc({ asked }), bookmarks: await openBookmarks(readStore),
    }))
    const { serverTime } = readStore
    const clocks = clockWatch = await watchClock({
      bus, service: name, ordinal, timers, log, wallNow,
      servers: [{ name: 'NATS', time: () => brokerTime(connection) }, ...(serverTime ? [{ name: 'MongoDB', time: serverTime }] : [])],
    })
    opened.push(() => clocks.stop())
    const isRelaying = (): boolean => keeper?.isKeeping() ?? false
    measureProcess(metrics.registry)
    measureDisks(metrics.registry, { data: folder.root, keys: folders.keys, seals: folders.seals })
    measureClock(metrics.registry, () => clock.behindMs())
    measureClocks(metrics.registry, clocks)
    measureRelay(metrics.registry, () => keeper?.relayLagMs() ?? null)
    measureSeal(metrics.registry, store, isRelaying)
    measureConsumers(metrics.registry, { status: () => keeper?.status() ?? Promise.resolve([]) }, isRelaying)

    const parts: Parts = {
      folder, storeIsLive: folder.birth.kind === 'live', store, bus, keyring, sealer: createSealer(keyring, { suite: settings.suite }), lookup,
      blobs: createBlobs({ bytes, keyring, suite: settings.suite }), tokens, clock, systemClock: wallClock, timers, metrics, log, closing,
    }
    await open?.(parts)
    const runtime = createRuntime({
      store, bus, readStore, clock, timers, wallNow, tokens, families, log, metrics, hash: hashOf(settings),
      ordinals: { ordinal, instances, graceMs: settings['grace-ms'] }, answer: answerOn(bus), mayStamp: isClockRight,
    })
    const hosted = [(ports: ServicePorts) => create(ports, parts), ...(beside ? [beside] : [])].map((each) => runtime.host(each).definition.name)
    opened.push(() => runtime.drain())
    await runtime.start()

    const readiness = async (): Promise<Readiness> => {
      const { reasons } = await runtime.status()
      const behindMs = clock.behindMs()
      const verdict = clocks.verdict()
      const all: readonly NotReady[] = [
        ...reasons,
        ...[...new Set([broker.whyDown(), keeper?.whyDown() ?? null].filter((why) => why !== null))].map((words) => ({ code: 'broker-away', words }) as const),
        ...(behindMs > CLOCK_BEHIND_MS ? [{ code: 'clock-behind', words: `the clock of this machine is ${behindMs} ms behind the log` } as const] : []),
        ...(verdict.kind === 'minority' ? [{ code: 'clock-wrong', words: `the clock of this machine is ${Math.abs(verdict.aheadMs)} ms ${verdict.aheadMs > 0 ? 'behind' : 'ahead of'} most others; set it by NTP` } as const] : []),
        ...await whyDisksTakeNothing([folder.root, folder.folders.keys, folder.folders.seals], settings['min-free-mb']),
      ]
      return { ready: all.length === 0, reasons: all }
    }
    measureReadiness(metrics.registry, readiness)
    const consumers = (): Promise<readonly ConsumerStatus[]> => (keeper?.isKeeping() ? keeper : bus).status()
    const letters = (): Promise<readonly DeadLetter[]> => (keeper?.isKeeping() ? keeper.letters() : bus.deadLetters.list())
    const questions = await answerOperators({ bus, runtime, store, tokens, services: hosted, ordinal, instances, readiness, consumers, letters })
    opened.push(() => questions.stop())
    return {
      ...parts, runtime, readiness, services: hosted, consumers, letters,
      sealLog: async () => await keeper?.seal() ?? false,
      rotateSealKey: async () => await keeper?.rotate() ?? null,
      disconnected: connection.closed().then(() => undefined),
      stop: closeAll,
    }
  } catch (error) {
    await closeAll().catch(() => {})
    throw error
  }
}
