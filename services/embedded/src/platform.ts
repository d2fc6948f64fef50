// Every service in one process over the embedded stores. Nothing here decides: adapters are opened, services are made and
// put on the bus, and everything is closed in the order that loses nothing.
import { bundleFiles, bundleMaker, receiptMaker, type MakeReceipt } from '@zhijian/audit'
import { decidedByReleases } from '@zhijian/audit/releases'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Actor } from '@zhijian/contracts'
import { openInProcessBus, openSqliteBusState, systemTimers, type Bus } from '@zhijian/bus'
import { createSealer as createLogSealer, readPublicKeys } from '@zhijian/event-store'
import type { ForgettingRules } from '@zhijian/directory'
import { openPositions, type Supervision } from '@zhijian/geofence-monitor'
import { openSqliteStore, type SqliteStore } from '@zhijian/event-store/sqlite'
import {
  ALL_UPLOADS, createGateway, gatewayConfig, openEdgeState, openSecretStore, type CodeSender, type GatewayServer, type ReportDoors, type TurnRelay, type WeChatOAuth, readBureauSeal, readHardshipStandards, readMapTiles,
} from '@zhijian/gateway'
import { epochMs, Fault, isFault, minutes, withinMs, type Clock, type Instant } from '@zhijian/kernel'
import { answerOn } from '@zhijian/nest'
import { openSendJournal, pushMeter } from '@zhijian/notifier'
import {
  clamd, createBlobs, createSealer, folderBytes, forgetErased, openSqliteKeyRing, openSqliteLookup, openUploads, type BlobStore, type KeyRing, type Lookup, type Sealer, type SuiteName,
} from '@zhijian/privacy'
import { openSqliteReadStore } from '@zhijian/read-store/sqlite'
import type { ReadStore } from '@zhijian/read-store'
import { createMetrics, createRuntime, processTokens, wallNow, type ActorTokens, type Log, type Metrics, type Runtime, type ServicePorts, type SystemClock } from '@zhijian/runtime'
import { traceFields } from '@zhijian/telemetry'
import { newestBackupAt, tombstoneCopyOf } from './backups.ts'
import { hostServices, type Telling } from './compose.ts'
import {
  answerOperators, assertSameLog, families, keep, keepWitnesses, keyKindOf, measureClock, measureConsumers, measureDisks, measureMoment, measureReadiness, measureSeal, newestTime, openSecretKey, readIdentity, readWitnesses, settingAside,
  whyDisksTakeNothing, writeIdentity, type DataFolder, type Dispensable, type Readiness,
} from '@zhijian/host'
import { inTimeBy } from './in-time.ts'
import { readTls } from './tls.ts'

export interface PlatformOptions {
  readonly folder: DataFolder
  /** The platform's time; made from the newest time in the log. */
  readonly clock: (notBefore: Instant | null) => Clock
  readonly systemClock: Clock
  readonly log: Log
  /** Where it is measured; default: somewhere of its own. */
  readonly metrics?: Metrics
  readonly hash: 'sha256' | 'sm3'
  /** ClamAV’s clamd on this machine; absent: nothing looks for malware in what is sent. */
  readonly scanner?: string
  /** Who else is told of seals (JSON). */
  readonly witnessesFile?: string
  /** What is sealed and signed with from now on. Default `aes`. */
  readonly suite?: SuiteName
  readonly http: {
    readonly host: string
    readonly port: number
    readonly tls?: { readonly certFile: string; readonly keyFile: string }
    readonly trustedProxies: readonly string[]
    readonly publicOrigin?: string
    /** Instead: where each application is. */
    readonly sites?: NonNullable<Parameters<typeof gatewayConfig>[0]['sites']>
    readonly connections?: number
    readonly connectionsPerAddress?: number
    /** How much more often than usual may be asked. Default 1. */
    readonly rateScale?: number
    /** What counts as economic hardship where (JSON). */
    readonly hardshipFile?: string
    /** The bureau's own certificate under documents (JSON). */
    readonly documentSealFile?: string
    /** What maps are drawn on (JSON). */
    readonly mapTilesFile?: string
  }
  readonly codeSender: CodeSender
  /** What is said of forgetting; default the usual. */
  readonly forgetting?: ForgettingRules
  /** What is said of supervision; default the usual. */
  readonly supervision?: Supervision
  /** Beside in-app, which is always there. */
  readonly telling?: (ports: ServicePorts, sealer: Sealer) => Telling
  readonly wechat?: WeChatOAuth
  readonly reports?: ReportDoors
  /** The relay of calls. */
  readonly turn?: TurnRelay
  readonly directCalls?: boolean
  /** Told of a damaged file that was taken out of the way, and of its new name. */
  readonly onSetAside?: (what: Dispensable, to: string) => void
  /** What must be there before anybody is let in and before anything happens by itself. */
  readonly found?: (founding: Founding) => Promise<void>
}

/** The platform to itself, while its doors are closed. */
export type Founding = Pick<Platform, 'bus' | 'tokens' | 'clock' | 'sealer'> & { readonly gateway: Pick<GatewayServer, 'provision'> }

export interface Platform {
  readonly store: SqliteStore
  readonly bus: Bus
  readonly readStore: ReadStore
  readonly runtime: Runtime
  readonly gateway: GatewayServer
  readonly tokens: ActorTokens
  readonly clock: Clock
  readonly sealer: Sealer
  readonly keyring: KeyRing
  readonly lookup: Lookup
  readonly blobs: BlobStore
  /** How people reach it. */
  readonly url: string
  /** How those reach it who are given one-time links. */
  readonly staffUrl: string
  readonly receipt: MakeReceipt
  readonly metrics: Metrics
  /** A signed seal over everything appended so far, inside and outside. */
  sealLog(): Promise<void>
  /** The same, and with another key from now on. @returns its id */
  rotateSealKey(): Promise<string>
  /** Takes no more work, finishes what is in hand, seals, closes. */
  stop(): Promise<void>
}

const SEAL_EVERY_MS = minutes(10)
/** A clock may be this far off before the platform calls itself not ready. */
const MAX_CLOCK_BEHIND_MS = 500
/** With less left on a disk it writes to, the platform is not ready. */
const LEAST_FREE_MB = 64
/** Longest the doors stay closed for views that are behind, are made anew, or stand: /readyz says so from then on. */
const VIEWS_WITHIN_MS = 10_000

/** The same fault may be any file's: whoever opens one says which. */
const naming = async <T>(file: string, open: () => T | Promise<T>): Promise<T> => {
  try {
    return await open()
  } catch (error) {
    if (!isFault(error)) throw error
    throw new Fault(error.code, error.message, { retry: error.retry, cause: error, about: { file, ...error.about } })
  }
}
/** Opens what it needs in order, and closes what it opened when something fails on the way. */
export const openPlatform = async (options: PlatformOptions): Promise<Platform> => {
  const { folder, log, telling, wechat, suite = 'aes' } = options
  const { files, folders } = folder
  const opened: (() => Promise<void> | void)[] = []
  const later = <T extends { close(): Promise<void> | void }>(thing: T): T => {
    opened.push(() => thing.close())
    return thing
  }
  const closeAll = async (): Promise<void> => {
    for (const close of opened.splice(0).reverse()) await close()
  }
  const inTime = inTimeBy(systemTimers, log)
  const damaged = (what: Dispensable) => settingAside(what, log, options.onSetAside)

  try {
    mkdirSync(join(folder.root, 'log'), { recursive: true })
    const identity = readIdentity(folder, 'file')
    const busState = await naming(files.bus, () => openSqliteBusState(files.bus, damaged('bus')))
    const seen = (await busState.load()).consumers.flatMap((consumer) => consumer.checkpoint ?? [])
    const store = later(await naming(files.log, () => openSqliteStore({ file: files.log, hash: options.hash, sealsDir: folders.seals, mustHold: seen })))
    assertSameLog(folder, identity, store.storeId)
    const keyKind = keyKindOf(suite)
    const logSealer = await naming(files.sealKey, () => createLogSealer({ store, keyFile: files.sealKey, keyKind, sealsDir: folders.seals, intervalMs: SEAL_EVERY_MS }))
    const clock = options.clock(await newestTime(store))

    const keyring = later(await naming(files.keyring, () => openSqliteKeyRing({ file: files.keyring, masterKeyFile: files.masterKey, tombstoneFile: files.tombstones, tombstoneCopy: tombstoneCopyOf(folder), suite })))
    const sealer = createSealer(keyring, { suite })
    const lookup = later(await naming(files.lookup, () => openSqliteLookup({ file: files.lookup, keyFile: files.lookupKey })))
    await forgetErased(keyring, lookup)
    const blobs = createBlobs({ bytes: folderBytes(folders.blobs), keyring, suite })
    const uploads = await openUploads({ folder: folders.uploads, keyring, blobs, clock: options.systemClock, limits: ALL_UPLOADS, suite, ...(options.scanner === undefined ? {} : { scanner: clamd({ address: options.scanner }) }) })
    const readStore = later(await openSqliteReadStore({ file: files.views, setAside: damaged('views') }))
    const { metrics = createMetrics() } = options
    const bus = later(await openInProcessBus({
      store, state: busState, timers: systemTimers, onBusy: (asked) => metrics.busyRefusals.inc({ asked }),
      report: ({ where, code, message, traceparent }) => log.warn(code, { where, message, ...traceFields(traceparent) }),
    }))
    const journal = later(openSendJournal(files.journal, damaged('journal')))
    const edgeState = later(openEdgeState(files.edge, damaged('edge')))
    const secrets = later(openSecretStore(files.secrets, openSecretKey(files.secretsKey)))

    const tokens = processTokens(wallNow)
    measureConsumers(metrics.registry, bus)
    measureDisks(metrics.registry, { data: folder.root, keys: folders.keys, seals: folders.seals, backups: folders.backups })
    measureSeal(metrics.registry, store)
    measureMoment(metrics.registry, 'zhijian_last_backup_timestamp_seconds', 'When the newest backup in the folder of backups was made, seconds since 1970', async () => {
      const at = newestBackupAt(folders.backups)
      return at === null ? null : epochMs(at)
    })
    const runtime = createRuntime({
      store, bus, readStore, clock, timers: systemTimers, wallNow, tokens, families, log, metrics, hash: options.hash,
      answer: answerOn(bus),
    })
    const closing = later
    const positions = { ...await naming(folders.positions, () => openPositions({ keyring, log, metrics, closing }, folders.positions, suite)), keyring, sealer, clock, timers: systemTimers, log }
    const hosted = hostServices(runtime, {
      positions,
      bus, clock, record: store, pushMeter: pushMeter(metrics.registry), blobs, keyring, lookup, sealer, journal, waysIn: { edgeState, secrets, keyring, lookup, sealer }, storeIsLive: folder.birth.kind === 'live',
      ...(options.forgetting === undefined ? {} : { forgetting: options.forgetting }),
      ...(options.supervision === undefined ? {} : { supervision: options.supervision }),
      ...(telling === undefined ? {} : { telling: (ports) => telling(ports, sealer) }),
    })
    opened.push(() => runtime.drain())
    await runtime.open()

    const behindMs = (): number => ('behindMs' in clock ? (clock as SystemClock).behindMs() : 0)
    const readiness = async (): Promise<Readiness> => {
      const reasons = [...(await runtime.status()).reasons]
      if (behindMs() > MAX_CLOCK_BEHIND_MS) reasons.push({ code: 'clock-behind', words: `the machine’s clock lies ${Math.ceil(behindMs() / 1000)} s behind the log: time stands until it is set right` })
      reasons.push(...await whyDisksTakeNothing([folder.root, folder.folders.keys, folder.folders.seals], LEAST_FREE_MB))
      return { ready: reasons.length === 0, reasons }
    }
    measureClock(metrics.registry, behindMs)
    measureReadiness(metrics.registry, readiness)
    const questions = await answerOperators({
      bus, runtime, store, tokens, services: hosted.map(({ definition }) => definition.name), ordinal: 0, instances: 1, readiness,
      consumers: () => bus.status(), letters: () => bus.deadLetters.list(),
    })
    opened.push(() => questions.stop())

    const tls = options.http.tls && readTls(options.http.tls)
    const receipt = receiptMaker({ store, treeFolder: folders.tree, sealer })
    const bundle = bundleMaker({ store, treeFolder: folders.tree, ...bundleFiles(blobs, () => readPublicKeys(folders.seals)), decidedBy: decidedByReleases })
    const gateway = await createGateway({
      bus, store, sealer, keyring, lookup, blobs, uploads, receipt, bundle, edgeState, secrets, codeSender: options.codeSender, tokens, clock,
      systemClock: options.systemClock, timers: systemTimers, log, registry: metrics.registry, ...(wechat === undefined ? {} : { wechat }),
      ...(options.reports === undefined ? {} : { reports: options.reports }), ...(options.turn === undefined ? {} : { turn: options.turn }),
      readiness, hardship: readHardshipStandards(options.http.hardshipFile), documentSeal: await readBureauSeal(options.http.documentSealFile), mapTiles: readMapTiles(options.http.mapTilesFile),
      config: gatewayConfig({
        host: options.http.host, port: options.http.port, trustedProxies: [...options.http.trustedProxies], county: folder.birth.county,
        demonstration: folder.birth.kind === 'demo', directCalls: options.directCalls ?? false,
        rateScale: options.http.rateScale ?? 1,
        ...(options.http.connections === undefined ? {} : { connections: options.http.connections }),
        ...(options.http.connectionsPerAddress === undefined ? {} : { connectionsPerAddress: options.http.connectionsPerAddress }),
        ...(options.http.publicOrigin === undefined ? {} : { publicOrigin: options.http.publicOrigin }),
        ...(options.http.sites === undefined ? {} : { sites: options.http.sites }),
        ...(tls === undefined ? {} : { tls: { cert: tls.cert, key: tls.key } }),
      }),
    })
    opened.push(() => gateway.stop())
    // Ready is: what is shown is current, and the first question need not wait until ten thousand lawyers have been read. What
    // piled up while the platform was away (reactions, deadlines, people who try again) begins after that and delays no start.
    await options.found?.({ bus, tokens, clock, sealer, gateway })
    await withinMs(systemTimers, VIEWS_WITHIN_MS, runtime.caughtUp())
    const system = { id: 'system', role: 'system' } as Actor
    await bus.request('qry.lawyer-pool.pool', { data: {}, actor: { ...system }, token: tokens.sign(system, 'query') }, { timeoutMs: 60_000 })
    const { url: listening } = await gateway.start()
    if (identity === null) writeIdentity(folder, { storeId: store.storeId })
    const { sites } = options.http
    const url = sites?.citizen ?? options.http.publicOrigin ?? listening
    const staffUrl = sites?.console ?? url

    await runtime.start()

    const sealLog = async (force = false): Promise<void> => void await logSealer.seal(wallNow(), { force })
    const witnessing = options.witnessesFile === undefined ? null : keepWitnesses({
      config: readWitnesses(options.witnessesFile), sealsDir: folders.seals, storeId: store.storeId, wallNow, timers: systemTimers, log, registry: metrics.registry,
    })
    opened.push(() => inTime('witnesses', 300, witnessing?.stop() ?? Promise.resolve()))
    const sealing = keep('seal-log', minutes(1), systemTimers, log, () => sealLog())
    opened.push(() => inTime('seal in hand', 300, sealing.stop()))
    // A new log is sealed at once; one that goes on has minutes of events to be read for its next seal.
    if (identity === null) await sealLog()

    return {
      store, bus, readStore, runtime, gateway, tokens, clock, sealer, keyring, lookup, blobs, url, staffUrl, receipt, metrics,
      sealLog: () => sealLog(true),
      rotateSealKey: async () => (await logSealer.rotate(wallNow(), keyKind)).next.keyId,
      // Together less than five seconds, with room: a busy process hears the signal late.
      async stop() {
        await inTime('seal in hand', 300, sealing.stop())
        await inTime('people’s requests', 2000, gateway.stop())
        await inTime('work in hand', 1000, runtime.drain())
        // After a busy hour this may take longer; the next start seals first of all.
        await inTime('last seal', 300, sealLog(true))
        await closeAll()
      },
    }
  } catch (error) {
    await closeAll().catch(() => {})
    throw error
  }
}
