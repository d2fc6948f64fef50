// One seed, twice: the world is run, its record held against every rule, and run again to the same bytes.
import { createHash } from 'node:crypto'
import { comparable, type StoredEvent } from '@zhijian/event-store'
import { plus, seconds, type Instant } from '@zhijian/kernel'
import { countyOf, defaultScale, type Scale } from './county.ts'
import { FAULTS, type FaultLevel, type FaultRates } from './faults.ts'
import type { Host } from './instance.ts'
import { createChecker, type Breach } from './invariants/checker.ts'
import { checkAcknowledged, checkLog, checkReplay, checkViews } from './invariants/history.ts'
import { figuresOf, type Figures } from './report.ts'
import { runWorld, type Outcome } from './world.ts'

export interface SimulationOptions {
  readonly seed: number
  readonly hours: number
  readonly faults: FaultLevel
  /** Six digits. Default 150921, 卓资县. */
  readonly county?: string
  readonly scale?: Partial<Scale>
  /** Over one log; default two where clocks differ, else one. */
  readonly processes?: 1 | 2
  /** What is due within so many milliseconds happens at once; default 1. */
  readonly tickMs?: number
  /** Run a second time and compared. Default true. */
  readonly twice?: boolean
}

export interface SimulationResult {
  readonly seed: number
  readonly ok: boolean
  readonly breaches: readonly Breach[]
  /** What happened in the stream of the first breach, one line an event. */
  readonly story: readonly string[]
  readonly figures: Figures
  /** Of the log's comparable bytes. */
  readonly digest: string
}

const digestOf = (log: readonly StoredEvent[]): string => {
  const hash = createHash('sha256')
  for (const event of log) hash.update(event.hash, 'hex')
  return hash.digest('hex')
}

/** Where two logs part, by what may not differ; null: only wall times do. */
const parting = (one: readonly StoredEvent[], other: readonly StoredEvent[]): Breach | null => {
  const text = (event: StoredEvent | undefined): string => (event ? comparable(event.stream, event.version, event) : '')
  const place = one.findIndex((event, i) => text(event) !== text(other[i]))
  if (place < 0 && one.length === other.length) return null
  const event = one[place] ?? other[one.length]!
  return {
    rule: 'a-seed-tells-one-story', stream: event.stream, version: event.version,
    says: `the second run has ${other[place]?.type ?? 'nothing'} instead of ${event.type}`,
  }
}

/** What a world left behind, as far as the rules over a log need it. */
export interface WorldRecord {
  readonly log: readonly StoredEvent[]
  /** Deadlines up to here have had the chance to pass. */
  readonly until: Instant
  readonly audienceOf: (digest: string) => { readonly ranked: readonly string[] } | null
  readonly toleranceMs: number
}

const recordOf = async ({ processes, blobs, until }: Outcome, rates: FaultRates): Promise<WorldRecord> => {
  const { log } = processes.store
  const audiences = new Map<string, { ranked: readonly string[] }>()
  for (const event of log) {
    const blob = event.data.blob as { digest: string } | null | undefined
    if (!event.type.startsWith('AudienceRecorded') || !blob || audiences.has(blob.digest)) continue
    audiences.set(blob.digest, JSON.parse(Buffer.from(await blobs.getPublic(blob as never)).toString('utf8')) as { ranked: string[] })
  }
  return {
    log, audienceOf: (digest) => audiences.get(digest) ?? null, toleranceMs: 2 * rates.skewMs + seconds(2),
    // A deadline of the last moments may lie with the second of two processes.
    until: plus(until, -seconds(15)),
  }
}

const check = async (outcome: Outcome, record: WorldRecord) => {
  const { county, processes, acknowledged, providers, problems } = outcome
  const { log } = record
  const checker = createChecker()
  const nowhere = { stream: '', version: -1 }
  for (const { rule, says } of problems) checker.check(rule, false, nowhere, () => says)
  checkLog(log, record.until, record, checker)
  checkAcknowledged(log, acknowledged.values(), checker)
  for (const [message, times] of providers.left) checker.check('no-message-leaves-twice', times === 1, nowhere, () => `${message} left ${times} times`)
  const [first] = processes.slots
  const services = first?.instance?.services ?? []
  // What was founded and not touched since is the same in every world.
  const touched = new Set(log.slice(county.log.length).map((event) => event.stream))
  await checkReplay(processes.store.rows((stream) => touched.has(stream)), services.flatMap((service) => service.definition.aggregates), checker)
  await checkViews(log, services, processes.slots.map((slot) => slot.remains.readStore), checker)
  for (const { instance } of processes.slots) {
    const parked = (instance?.services ?? []).flatMap((service) => [...service.board.parked])
    for (const [stream, code] of parked) checker.check('no-clock-is-parked', false, { stream, version: -1 }, () => code)
  }
  return checker
}

const storyOf = (log: readonly StoredEvent[], stream: string): readonly string[] => log.filter((event) => event.stream === stream)
  .map((event) => `${String(event.version).padStart(4)}  ${event.meta.time}  ${event.type.padEnd(26)} ${event.meta.cause.startsWith('elapse:') ? '⏱' : event.meta.actorid}${
    event.data.lawyerId === undefined ? '' : `  ${event.data.lawyerId as string}`}`)

const worldOf = async (options: SimulationOptions, host: Host): Promise<Outcome> => {
  const county = await countyOf(options.county ?? '150921', { ...defaultScale, ...options.scale }, host)
  const rates: FaultRates = FAULTS[options.faults]
  return runWorld({ seed: options.seed, hours: options.hours, rates, processes: options.processes ?? (rates.skewMs > 0 ? 2 : 1), tickMs: options.tickMs ?? 1 }, county, host)
}

/** The record of one world, unchecked: for trying the rules on it. */
export const recordWorld = async (options: SimulationOptions, host: Host): Promise<WorldRecord> =>
  recordOf(await worldOf(options, host), FAULTS[options.faults])

/**
 * @param host puts the services on each process of the world
 * @throws what the world itself threw: a bug of the simulation, not of what it simulates
 */
export const simulate = async (options: SimulationOptions, host: Host): Promise<SimulationResult> => {
  const { seed, hours } = options
  const rates = FAULTS[options.faults]
  const outcome = await worldOf(options, host)
  const { county } = outcome
  const { log } = outcome.processes.store
  const checker = await check(outcome, await recordOf(outcome, rates))
  const breaches = [...checker.breaches]
  const digest = digestOf(log)
  if (options.twice !== false) {
    const again = (await worldOf(options, host)).processes.store.log
    const differs = digestOf(again) === digest ? null : parting(log, again)
    if (differs) breaches.push(differs)
  }
  const figures = figuresOf(log, county.log.length, hours)
  figures.lawyers = county.personas.length - 1
  figures.faults = { ...outcome.faults.counts }
  figures.checks = { ...checker.counts }
  return { seed, ok: breaches.length === 0, breaches, story: breaches[0] ? storyOf(log, breaches[0].stream) : [], figures, digest }
}
