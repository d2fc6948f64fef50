// A platform in several processes under load, tortured for a time, and then held against every rule; or what an earlier run left,
// started again without load and held against the same rules. In order: servers and processes start; people ask and lawyers answer over HTTP, while the plan of the seed is inflicted; the load ends and the
// platform comes to rest; services end, servers stay; what is left is read; everything ends.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { systemTimers } from '@zhijian/bus'
import { logServer, measuredOf, natsServer, openProcesses, phonesOfStaff, providerServer, readDiary, viewServer, type Processes } from '@zhijian/embedded'
import { callControl, socketOf } from '@zhijian/host'
import type { CheckReport } from '@zhijian/event-store'
import { openViews } from '@zhijian/host'
import { Fault, pauseMs, plus, seconds, type Instant } from '@zhijian/kernel'
import { folderBytes, publicBlobs } from '@zhijian/privacy'
import { silentLog } from '@zhijian/runtime'
import { createChecker, type Breach, type Checker } from '@zhijian/simulation'
import { brokerLine, type BrokerLine } from '../adapters/broker-line.ts'
import { elapsingMs } from '../adapters/patient-timers.ts'
import { auditLoad, type LoadAudit } from '../load/audit.ts'
import { openLedger, type Ledger } from '../load/ledger.ts'
import { runLoad, type LoadFigures, type LoadSessions } from '../load/run.ts'
import { openStore, outsideOf, rawLog } from '../store.ts'
import { checkLeft, patiently, verifyAll, type Instance } from './checks.ts'
import { inflict, untilWhole, type Torn } from './inflict.ts'
import { latenessOf, type Lateness, type TimeLine } from './lateness.ts'
import { tortures, type Cruelty, type Planned } from './plan.ts'
import { checkProviders, wakeOf, writeChannels, type ProvidersFigures } from './providers.ts'

/** What the platform's log and views are kept in: files of its processes, or servers that are tortured with it. */
export interface Stores {
  readonly log: 'file' | 'server'
  readonly views: 'file' | 'server'
}

export interface TortureOptions extends Stores {
  /** New, or with `again` that of an earlier run with the same seed; the caller's to keep or to remove. */
  readonly folder: string
  /** No load and no harms: what is there comes to rest and is looked at. */
  readonly again: boolean
  readonly seed: number
  /** Of the load; who is in the middle of a question ends it after that. */
  readonly minutes: number
  /** Ends torture and load after so many harms, when the minutes are not over before. */
  readonly most?: number
  readonly routers: number
  readonly gateways: number
  readonly port: number
  /** Of the platform's time. */
  readonly speed: number
  /** Questions a second. */
  readonly rate: number
  /** Asked one after another, and again from the first. */
  readonly questions: readonly string[]
  readonly answers: readonly string[]
  readonly environment: Readonly<Record<string, string>>
  readonly signal: AbortSignal
  readonly onStage: (stage: 'starts' | 'begins' | 'rests' | 'checks') => void
  readonly onSuffered: (suffered: Suffered) => void
}

export interface Suffered {
  readonly n: number
  /** Since the torture began. */
  readonly atMs: number
  readonly cruelty: Cruelty
  /** Processes. */
  readonly killed: number
  /** From the first harm until every process was ready again; null: the next came before, or not within three minutes. */
  readonly wholeAfterMs: number | null
  readonly mayRecover: boolean
}

export interface TortureResult {
  readonly ok: boolean
  readonly seed: number
  readonly kills: number
  readonly suffered: readonly Suffered[]
  /** Null: again. */
  readonly load: LoadFigures | null
  readonly audit: LoadAudit
  readonly lateness: Lateness
  /** What left through the doubles of those who carry messages. */
  readonly providers: ProvidersFigures
  readonly replay: Pick<CheckReport, 'events' | 'streams' | 'seals'> & { readonly commands: number; readonly deadlines: number; readonly ok: boolean; readonly findings: readonly unknown[] }
  /** How often each rule was looked at. */
  readonly counts: Readonly<Record<string, number>>
  readonly breaches: readonly Breach[]
  /** By process: deaths that were not ours among them. */
  readonly restarts: Readonly<Record<string, number>>
  readonly stoppedInTime: boolean
}

const WHOLE_WITHIN_MS = 180_000
/** As long as the log grows or what lies ahead of somebody changes it goes on. A stream set aside again and again waits five minutes for its next try. */
const STUCK_MS = 600_000
const REST_WITHIN_MS = 3 * 3_600_000
const STILL_MS = 3000
const LOOK_MS = 250
/** A deadline of the last moments may still lie with the next in rank. */
const SETTLED_BEFORE_MS = seconds(4)
const NATIONWIDE = 48
const SESSIONS = { citizens: 60, counsel: 39, region: 12, nation: 48, reachable: true }
const PATIENCE_MS = 300_000
const AT_ONCE = 60

const NOWHERE = { stream: '', version: -1 }

/** Reads the log beside its writers, or after them. */
const openLog = async (processes: Processes, { log }: Stores) => {
  const url = processes.running.find(({ name }) => name === logServer.name)?.url()
  if (log === 'file' || url === null || url === undefined) return openStore(processes.folder.files.log)
  const { openKurrentStore } = await import('@zhijian/event-store/kurrent')
  return openKurrentStore({ url })
}

/** Nothing moves: all are ready, nobody is behind, and the log has not grown for a while. @returns the moment; null: busy, and gets nowhere */
const comeToRest = async (processes: Processes, stores: Stores, signal: AbortSignal): Promise<{ at: Instant; parked: number } | null> => {
  const store = await openLog(processes, stores)
  try {
    const end = elapsingMs() + REST_WITHIN_MS
    let head: string | null = null
    let since = elapsingMs()
    let behind = -1
    let progressAt = elapsingMs()
    while (elapsingMs() < end && elapsingMs() - progressAt < STUCK_MS && !signal.aborted) {
      await processes.look()
      const { consuming: consumers, isRelayBehind } = await measuredOf(processes.running, systemTimers)
      const consuming = [...consumers.values()]
      const now = await store.head()
      const isMoving = now !== head || isRelayBehind || consuming.length === 0 || consuming.some(({ lag, held }) => lag > 0 || held > 0)
        || !processes.running.every((each) => each.state().isReady)
      const left = consuming.reduce((sum, { lag, held }) => sum + lag + held, 0)
      if (now !== head || left !== behind) {
        progressAt = elapsingMs()
        behind = left
      }
      head = now
      if (isMoving) since = elapsingMs()
      if (elapsingMs() - since >= STILL_MS) return { at: processes.clock.now(), parked: consuming.reduce((sum, { parked }) => sum + parked, 0) }
      await pauseMs(systemTimers, LOOK_MS, signal)
    }
    return null
  } finally {
    await store.close()
  }
}

/** @throws Fault, when the platform did not start or the load could not be carried on */
export const torture = async (options: TortureOptions): Promise<TortureResult> => {
  const { folder, seed, signal, onStage } = options
  const lines = new Map<string, BrokerLine>()
  const processes = openProcesses({
    options: {
      kind: 'demo', data: join(folder, 'var'), host: '127.0.0.1', port: options.port, speed: options.speed, seed, lawyers: NATIONWIDE, silent: false,
      trustedProxies: [], backupHours: 0, hash: 'sha256', suite: 'aes', directCalls: false, routers: options.routers, gateways: options.gateways,
    },
    environment: options.environment,
    servers: [natsServer, providerServer, ...(options.log === 'server' ? [logServer] : []), ...(options.views === 'server' ? [viewServer] : [])],
    async told(name, { NATS_URL: broker, PROVIDERS_URL: providers }) {
      const line = await brokerLine(broker!)
      lines.set(name, line)
      return { NATS_URL: line.url, ...(name === 'notifier' ? { ZHIJIAN_CHANNELS: writeChannels(join(folder, 'channels'), providers!) } : {}) }
    },
  })
  const checker = createChecker()
  const ended = new AbortController()
  signal.addEventListener('abort', () => ended.abort(), { once: true })
  try {
    onStage('starts')
    const started = await Promise.race([processes.start(), processes.refused, aborted(signal)])
    const ledger = join(folder, 'ledger.jsonl')
    const run = `torture${seed}`.slice(0, 16)
    const { load, suffered } = options.again ? { load: null, suffered: [] } : await underLoad(options, { processes, lines, checker, ended, url: started!, ledger: openLedger(ledger), run })
    onStage('rests')
    const rest = await Promise.race([comeToRest(processes, options, signal), aborted(signal)])
    checker.check('comes-to-rest', rest !== null, NOWHERE, () => `busy, and no further for ${STUCK_MS / 1000} s`)
    checker.check('nothing-waits-behind-a-dead-letter', (rest?.parked ?? 0) === 0, NOWHERE, () => `${rest?.parked} streams`)
    const restarts = Object.fromEntries(processes.running.map(({ name, state }) => [name, state().restarts]))
    const until = plus(rest?.at ?? processes.clock.now(), -SETTLED_BEFORE_MS * options.speed)
    const stoppedInTime = await processes.stopServices()
    onStage('checks')
    const read = await readLeft(processes, options, ledger, run, until, checker)
    const { breaches, counts } = checker
    return {
      ok: breaches.length === 0 && read.audit.ok && read.replay.ok, seed, kills: suffered.reduce((sum, { killed }) => sum + killed, 0),
      suffered, load, ...read, counts, breaches, restarts, stoppedInTime,
    }
  } finally {
    ended.abort()
    for (const each of processes.running) each.thaw()
    await processes.stop()
    for (const line of lines.values()) line.close()
  }
}

interface Tortured {
  readonly processes: Processes
  readonly lines: ReadonlyMap<string, BrokerLine>
  readonly checker: Checker
  /** Aborted when the load cannot be carried on. */
  readonly ended: AbortController
  readonly url: string
  readonly ledger: Ledger
  readonly run: string
}

/** People ask, lawyers answer, and harm comes as the seed plans it. */
const underLoad = async (options: TortureOptions, { processes, lines, checker, ended, url, ledger, run }: Tortured): Promise<{ load: LoadFigures; suffered: readonly Suffered[] }> => {
  const { seed, signal, onStage, onSuffered } = options
  const sessions = await callControl(socketOf(processes.folder.root), 'load-sessions', { run, ...SESSIONS }) as unknown as LoadSessions
  const torn: Torn = { running: processes.running, lines, store: join(processes.folder.root, natsServer.store), seed, timers: systemTimers, signal: ended.signal, look: processes.look }
  // What the founding of the county left to be caught up with is no harm's doing, and is not measured as one.
  if (!await untilWhole(torn, REST_WITHIN_MS)) throw new Fault('never-ready', 'the platform was not ready before anything was done to it', { retry: 'never' })
  onStage('begins')
  const begunAt = elapsingMs()
  const suffered: Suffered[] = []
  const isOver = (): boolean => signal.aborted || elapsingMs() - begunAt >= options.minutes * 60_000 || suffered.length >= (options.most ?? Infinity)
  const texts = (async function* () {
    for (let n = 0; !isOver(); n += 1) {
      const again = Math.floor(n / options.questions.length)
      yield `${options.questions[n % options.questions.length]}${again === 0 ? '' : `（第${again + 1}次来问）`}`
    }
  })()
  const loading = runLoad(texts, {
    url, county: '150921', run, seed, perSecond: options.rate, atOnce: AT_ONCE, patienceMs: PATIENCE_MS, sessions, ledger, answers: options.answers, wake: wakeOf,
    onProgress: () => {}, signal,
  })
  loading.catch(() => ended.abort())

  const plan: Iterator<Planned, never> = tortures(seed, {
    processes: [...lines.keys()], broker: natsServer.name,
    servers: [providerServer, logServer, viewServer].map(({ name }) => name).filter((name) => processes.running.some((each) => each.name === name)),
  })
  while (!isOver() && !ended.signal.aborted) {
    const planned = plan.next().value
    await pauseMs(systemTimers, planned.afterMs, ended.signal)
    if (isOver() || ended.signal.aborted) break
    const one = await sufferOne(planned, torn, begunAt, checker)
    suffered.push(one)
    onSuffered(one)
  }
  const load = await Promise.race([loading, aborted(signal)])
  ledger.close()
  return { load, suffered }
}

const sufferOne = async (planned: Planned, torn: Torn, begunAt: number, checker: Checker): Promise<Suffered> => {
  const { n, cruelty, mayRecover } = planned
  const from = elapsingMs()
  const killed = await inflict(planned, torn)
  const isWhole = mayRecover && await untilWhole(torn, WHOLE_WITHIN_MS)
  const lame = torn.running.filter(({ state }) => !state().isReady).map(({ name, state }) => `${name} (${state().reasons.join('; ')})`)
  if (mayRecover) checker.check('becomes-whole-again', isWhole, NOWHERE, () => `${n}: ${cruelty.kind} ${cruelty.names.join(' ')}: ${lame.join(', ')}`)
  return { n, atMs: Math.round(from - begunAt), cruelty, killed, mayRecover, wholeAfterMs: isWhole ? Math.round(elapsingMs() - from) : null }
}

/** Rejects when whoever asked for it does not want it any more. */
const aborted = (signal: AbortSignal): Promise<never> => new Promise((_, reject) => {
  const leave = (): void => reject(signal.reason as Error)
  if (signal.aborted) leave()
  else signal.addEventListener('abort', leave, { once: true })
})

/** Services have ended, servers are there. */
const readLeft = async (processes: Processes, options: TortureOptions, ledger: string, run: string, until: Instant, checker: Checker) => {
  const { folder, running } = processes
  const store = await openLog(processes, options)
  const views = running.find(({ name }) => name === viewServer.name)?.url()
  const instances: Instance[] = []
  try {
    const audit = await auditLoad(ledger, rawLog(store), (account) => account.startsWith(`load-${run}-`))
    const { log, integrity, verdict } = await verifyAll(store, outsideOf(folder.folders.seals, store.storeId))
    for (const { name } of running) {
      const [, service = name, ordinal = '0'] = /^(.*?)(?:-(\d+))?$/.exec(name) ?? []
      if (!existsSync(join(folder.folders.hosts, `${service}-${ordinal}.lock`)) || service === 'demonstration') continue
      const instance = `${service}-${ordinal}`
      instances.push({ service, name: instance, views: await patiently(() => openViews(views === undefined || views === null ? {} : { mongodb: `${views}?directConnection=true` }, folder.root, instance, silentLog)) })
    }
    await checkLeft({ log, until, blobs: publicBlobs(folderBytes(folder.folders.blobs)), instances, toleranceMs: seconds(2) * options.speed }, checker)
    const diary = readDiary(join(folder.root, providerServer.store, 'diary.jsonl'))
    const providers = await checkProviders(log, diary, instances.find(({ service }) => service === 'notifier')!.views, phonesOfStaff(), checker)
    const line = JSON.parse(readFileSync(folder.files.clock, 'utf8')) as TimeLine
    return {
      audit, providers, lateness: latenessOf(log, line),
      replay: {
        events: integrity.events, streams: integrity.streams, seals: integrity.seals, commands: verdict.commands, deadlines: verdict.deadlines,
        ok: verdict.ok && integrity.isWhole, findings: [...integrity.findings, ...verdict.findings].slice(0, 20),
      },
    }
  } finally {
    for (const each of instances) await each.views.close()
    await store.close()
  }
}
