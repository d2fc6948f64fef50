// How the promise would have fared under other terms, over all questions of a log and many draws of what nobody can know.
import { AudienceRecord, consultationEvents } from '@zhijian/contracts'
import { idOf, type EventStore, type StoredEvent } from '@zhijian/event-store'
import { elapsedMs, type Instant } from '@zhijian/kernel'
import type { Aggregate } from '@zhijian/runtime'
import { audienceOf, type Blobs } from '../story/audiences.ts'
import { AS_IT_WAS, carry, type Known, type OtherRules, type Outcome } from './carry.ts'
import { learnDelays, type Delays, type Waited } from './delays.ts'
import { historyOf, type History, type ToldTier } from './history.ts'

/** A question as far as its promise goes, and how that came out. Plain data: another thread may go on with it. */
export interface CaseOnRecord {
  readonly history: History
  readonly cameOut: Pick<Outcome, 'promise' | 'firstAnswerMs' | 'quorumMs'>
  /** Of its last event. */
  readonly until: Instant
}

export interface CaseSource {
  readonly store: Pick<EventStore, 'read'>
  readonly blobs: Blobs
}

export interface Carrying {
  readonly consultation: Aggregate
  readonly rules: OtherRules
  /** This many draws, or as many as there is time for. */
  readonly seeds: number
  /** Asked before each draw after the first. */
  readonly goesOn?: () => boolean
  /** Questions opened in [from, to); null: all. What people do is learnt from all that were read. */
  readonly from: Instant | null
  readonly to: Instant | null
  /** One question alone. */
  readonly only: string | null
}

export interface WhatIfOptions extends Omit<Carrying, 'goesOn'> {
  readonly store: Pick<EventStore, 'read' | 'streams'>
  readonly blobs: Blobs
  readonly onProgress?: (cases: number) => void
}

/** 5th and 95th percentile and median over the draws. */
export interface Interval { readonly low: number; readonly median: number; readonly high: number }

export interface Figures<Value> {
  readonly keptPercent: Value
  /** Median over the questions that had one. */
  readonly firstAnswerMs: Value
  readonly quorumPercent: Value
  /** Told per question. */
  readonly told: Value
}

/** Whom a reach would have asked, per question. */
export interface Asking {
  readonly scope: string
  readonly was: number
  readonly would: Interval
  /** Of these, those who were not asked then. */
  readonly anew: Interval
  readonly imagined: Interval
}
/** In how many questions somebody was told, and would have been: mean over the draws, to one decimal. */
export interface Load { readonly lawyerId: string; readonly was: number; readonly would: number }

export interface WhatIf {
  readonly cases: number
  /** Draws that were made. */
  readonly seeds: number
  readonly was: Figures<number>
  readonly would: Figures<Interval>
  /** What was learnt of who answers, by reach. */
  readonly learnt: Readonly<Record<string, { readonly told: number; readonly answered: number }>>
  /** Questions whose promise fares otherwise in at least half of the draws. */
  readonly turned: readonly { readonly stream: string; readonly was: string; readonly would: string; readonly percent: number }[]
  /** Tiers that would have opened and of which no list is known, over questions. */
  readonly unknownTiers: number
  /** Questions that do not come out as they did under their own terms: what the assumptions miss. */
  readonly unlike: readonly string[]
  readonly asking: readonly Asking[]
  /** Those for whom it changes most, at most twenty. */
  readonly loads: readonly Load[]
  /** Of one question: whom the first draw would have told. */
  readonly asked: Outcome['told'] | null
}

const PAGE = 1000
const LOADS = 20
const SCOPES = ['county', 'region', 'nation'] as const

const listed = async function* (store: WhatIfOptions['store'], category: string): AsyncGenerator<string> {
  for (let after: string | undefined; ;) {
    const page = await store.streams(category, after, PAGE)
    yield* page
    if (page.length < PAGE) return
    after = page.at(-1)
  }
}

const percentile = (sorted: readonly number[], share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
const intervalOf = (values: readonly number[]): Interval => {
  const sorted = [...values].sort((a, b) => a - b)
  return { low: percentile(sorted, 0.05), median: percentile(sorted, 0.5), high: percentile(sorted, 0.95) }
}
const share = (part: number, whole: number): number => (whole === 0 ? 0 : Math.round(1000 * part / whole) / 10)
const figuresOf = (outcomes: readonly Outcome[]): Figures<number> => ({
  keptPercent: share(outcomes.filter(({ promise }) => promise === 'kept').length, outcomes.length),
  firstAnswerMs: percentile(outcomes.flatMap(({ firstAnswerMs }) => firstAnswerMs ?? []).sort((a, b) => a - b), 0.5),
  quorumPercent: share(outcomes.filter(({ quorumMs }) => quorumMs !== null).length, outcomes.length),
  told: outcomes.length === 0 ? 0 : Math.round(10 * outcomes.reduce((sum, { told }) => sum + told.length, 0) / outcomes.length) / 10,
})

/** How it came out, read off the question's own events. */
const cameOut = (history: History, events: readonly StoredEvent[]): Pick<Outcome, 'promise' | 'firstAnswerMs' | 'quorumMs'> => {
  const facts = events.flatMap(({ type, data }) => consultationEvents.read(type, data) ?? [])
  let promise: Outcome['promise'] = 'pending'
  let first: number | null = null
  let quorum: number | null = null
  for (const fact of facts) {
    if (fact.type === 'PromiseKept' || fact.type === 'PromiseRestored') promise = 'kept'
    if (fact.type === 'PromiseBroken') promise = 'broken'
    if (fact.type === 'PromiseVoided') promise = 'voided'
    if (fact.type === 'PromiseReopened') promise = 'pending'
    if (fact.type === 'ConsultationClosed' && fact.data.promiseWaived) promise = 'waived'
    if (fact.type === 'AnswerGiven') first ??= elapsedMs(history.openedAt, fact.data.givenAt)
    if (fact.type === 'QuorumMet') quorum ??= elapsedMs(history.openedAt, fact.data.at)
  }
  return { promise, firstAnswerMs: first, quorumMs: quorum }
}

const learn = (histories: readonly History[], until: Instant): ReadonlyMap<string, Delays> => {
  const waited = new Map<string, Waited[]>()
  for (const history of histories) {
    for (const { scope, told } of history.tiers) {
      for (const [lawyerId, { at }] of told) {
        const answer = history.answers.get(lawyerId)
        const ms = elapsedMs(at, answer?.at ?? history.neededUntil ?? until)
        if (ms < 0) continue
        const own = waited.get(scope)
        if (own === undefined) waited.set(scope, [{ ms, isAnswer: answer !== undefined }])
        else own.push({ ms, isAnswer: answer !== undefined })
      }
    }
  }
  return new Map([...waited].map(([scope, all]) => [scope, learnDelays(all)]))
}

/** @param lists kept from one question to the next: they share them @returns null: no question, or the probe's */
export const readCase = async ({ store, blobs }: CaseSource, stream: string, lists: Map<string, AudienceRecord | null>): Promise<CaseOnRecord | null> => {
  const events = await store.read(stream)
  const deliveries = new Map<number, readonly StoredEvent[]>()
  for (const { type, data } of events) {
    const fact = consultationEvents.read(type, data)
    if (fact?.type === 'TierOpened') deliveries.set(fact.data.tier, await store.read(`delivery-${idOf(stream)}-${fact.data.tier}`))
    if (fact?.type === 'AudienceRecorded' && fact.data.blob !== null && !lists.has(fact.data.blob.digest)) lists.set(fact.data.blob.digest, await audienceOf(blobs, fact.data.blob))
  }
  const history = historyOf(stream, events, deliveries, lists)
  return history === null ? null : { history, cameOut: cameOut(history, events), until: events.at(-1)!.meta.time }
}

/** What one draw says of all questions; whom it told is counted and not kept. */
interface Drawn {
  readonly figures: Figures<number>
  readonly promises: readonly Outcome['promise'][]
  readonly asking: ReadonlyMap<string, { readonly told: number; readonly anew: number; readonly imagined: number }>
}
const isImagined = (lawyerId: string): boolean => lawyerId.startsWith('imagined-')

/** @param until the log ends; nobody knows what was after it */
export const carryOn = (cases: readonly CaseOnRecord[], until: Instant, { consultation, rules, seeds, goesOn = () => true, from, to, only }: Carrying): WhatIf => {
  const ordered = [...cases].sort((a, b) => (a.history.openedAt < b.history.openedAt ? -1 : 1))
  const histories = ordered.map(({ history }) => history)
  const known: Known = {
    delays: learn(histories, until), until,
    tierLike: (history, tier): ToldTier | null => {
      const alike = histories.flatMap((each) => (each.countyCode === history.countyCode ? each.tiers.filter((its) => its.tier === tier && its.count !== null).map((its) => ({ its, openedAt: each.openedAt })) : []))
      return (alike.findLast(({ openedAt }) => openedAt <= history.openedAt) ?? alike[0])?.its ?? null
    },
  }
  const chosen = ordered.filter(({ history: { stream, openedAt } }) => (only === null || stream === only) && (from === null || openedAt >= from) && (to === null || openedAt < to))
  const was = chosen.map(({ history, cameOut: came }): Outcome => ({
    ...came, told: history.tiers.flatMap(({ tier, scope, told }) => [...told].map(([lawyerId, { at }]) => ({ tier, scope, at, lawyerId, wasAsked: true }))), tiers: history.tiers.length, unknownTiers: 0,
  }))
  const unlike = chosen.filter(({ history }, place) => {
    const { promise, firstAnswerMs, quorumMs } = carry(consultation, history, AS_IT_WAS, known, 1)
    const real = was[place]!
    return promise !== real.promise || firstAnswerMs !== real.firstAnswerMs || quorumMs !== real.quorumMs
  }).map(({ history: { stream } }) => stream)
  const loads = new Map<string, { was: number; would: number }>()
  const load = (lawyerId: string): { was: number; would: number } => {
    const found = loads.get(lawyerId) ?? { was: 0, would: 0 }
    loads.set(lawyerId, found)
    return found
  }
  for (const { told } of was) for (const { lawyerId } of told) load(lawyerId).was += 1
  const drawOf = (outcomes: readonly Outcome[]): Drawn => {
    const asking = new Map<string, { told: number; anew: number; imagined: number }>()
    for (const { told } of outcomes) {
      for (const { scope, lawyerId, wasAsked } of told) {
        const count = asking.get(scope) ?? { told: 0, anew: 0, imagined: 0 }
        asking.set(scope, count)
        count.told += 1
        if (isImagined(lawyerId)) count.imagined += 1
        else {
          load(lawyerId).would += 1
          if (!wasAsked) count.anew += 1
        }
      }
    }
    return { figures: figuresOf(outcomes), promises: outcomes.map(({ promise }) => promise), asking }
  }
  const draws: Drawn[] = []
  let first: readonly Outcome[] = []
  while (draws.length < seeds && (draws.length === 0 || goesOn())) {
    const outcomes = chosen.map(({ history }) => carry(consultation, history, rules, known, draws.length + 1))
    if (draws.length === 0) first = outcomes
    draws.push(drawOf(outcomes))
  }
  const interval = (of: (figures: Figures<number>) => number): Interval => intervalOf(draws.map(({ figures }) => of(figures)))
  const turned = chosen.flatMap(({ history: { stream } }, place) => {
    const counts = new Map<string, number>()
    for (const { promises } of draws) counts.set(promises[place]!, (counts.get(promises[place]!) ?? 0) + 1)
    const [would, times] = [...counts].sort(([, a], [, b]) => b - a)[0] ?? ['', 0]
    return would === was[place]!.promise || times * 2 < draws.length ? [] : [{ stream, was: was[place]!.promise, would, percent: share(times, draws.length) }]
  })
  const perQuestion = (count: number): number => (chosen.length === 0 ? 0 : Math.round(10 * count / chosen.length) / 10)
  const asking = SCOPES.flatMap((scope): Asking[] => {
    const before = was.reduce((sum, { told }) => sum + told.filter((each) => each.scope === scope).length, 0)
    const of = (name: 'told' | 'anew' | 'imagined'): Interval => intervalOf(draws.map((draw) => perQuestion(draw.asking.get(scope)?.[name] ?? 0)))
    const would = of('told')
    return before === 0 && would.high === 0 ? [] : [{ scope, was: perQuestion(before), would, anew: of('anew'), imagined: of('imagined') }]
  })
  const changes = [...loads].map(([lawyerId, each]): Load => ({ lawyerId, was: each.was, would: Math.round(10 * each.would / Math.max(1, draws.length)) / 10 }))
    .filter((each) => each.was !== each.would).sort((a, b) => Math.abs(b.would - b.was) - Math.abs(a.would - a.was) || (a.lawyerId < b.lawyerId ? -1 : 1))
  return {
    cases: chosen.length, seeds: draws.length, was: figuresOf(was), turned, unlike,
    would: { keptPercent: interval((each) => each.keptPercent), firstAnswerMs: interval((each) => each.firstAnswerMs), quorumPercent: interval((each) => each.quorumPercent), told: interval((each) => each.told) },
    learnt: Object.fromEntries([...known.delays].map(([scope, { told, answered }]) => [scope, { told, answered }])),
    unknownTiers: first.reduce((sum, { unknownTiers }) => sum + unknownTiers, 0),
    asking, loads: changes.slice(0, LOADS),
    asked: only === null ? null : first[0]?.told ?? null,
  }
}

/** Over all questions of a log. */
export const whatIf = async ({ store, blobs, onProgress, ...carrying }: WhatIfOptions): Promise<WhatIf> => {
  const cases: CaseOnRecord[] = []
  const lists = new Map<string, AudienceRecord | null>()
  let until = '' as Instant
  for await (const stream of listed(store, 'consultation')) {
    const found = await readCase({ store, blobs }, stream, lists)
    if (found === null) continue
    if (found.until > until) until = found.until
    cases.push(found)
    onProgress?.(cases.length)
  }
  return carryOn(cases, until, carrying)
}
