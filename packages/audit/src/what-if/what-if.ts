// How the promise would have fared under other terms, over all questions of a log and many draws of what nobody can know.
import { AudienceRecord, consultationEvents } from '@zhijian/contracts'
import { idOf, type EventStore, type StoredEvent } from '@zhijian/event-store'
import { elapsedMs, type Instant } from '@zhijian/kernel'
import type { Aggregate } from '@zhijian/runtime'
import { audienceOf, type Blobs } from '../story/audiences.ts'
import { AS_IT_WAS, carry, type Known, type OtherRules, type Outcome } from './carry.ts'
import { learnDelays, type Delays, type Waited } from './delays.ts'
import { historyOf, type History, type ToldTier } from './history.ts'

export interface WhatIfOptions {
  readonly store: Pick<EventStore, 'read' | 'streams'>
  readonly blobs: Blobs
  readonly consultation: Aggregate
  readonly rules: OtherRules
  /** This many draws. */
  readonly seeds: number
  /** Questions opened in [from, to); null: all. */
  readonly from: Instant | null
  readonly to: Instant | null
  /** One question alone; what people do is learnt from all. */
  readonly only: string | null
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

export interface WhatIf {
  readonly cases: number
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
  /** Of one question: whom the first draw would have told. */
  readonly asked: Outcome['told'] | null
}

const PAGE = 1000
const DELIVERY = /^delivery-(.+)-(\d)$/

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
        if (ms >= 0) waited.set(scope, [...waited.get(scope) ?? [], { ms, isAnswer: answer !== undefined }])
      }
    }
  }
  return new Map([...waited].map(([scope, all]) => [scope, learnDelays(all)]))
}

export const whatIf = async ({ store, blobs, consultation, rules, seeds, from, to, only, onProgress }: WhatIfOptions): Promise<WhatIf> => {
  const deliveries = new Map<string, Map<number, readonly StoredEvent[]>>()
  for await (const stream of listed(store, 'delivery')) {
    const [, id, tier] = DELIVERY.exec(stream) ?? []
    if (id === undefined) continue
    const own = deliveries.get(id) ?? new Map<number, readonly StoredEvent[]>()
    deliveries.set(id, own.set(Number(tier), await store.read(stream)))
  }
  const histories: History[] = []
  const ends = new Map<string, Pick<Outcome, 'promise' | 'firstAnswerMs' | 'quorumMs'>>()
  const lists = new Map<string, AudienceRecord | null>()
  let until = '' as Instant
  for await (const stream of listed(store, 'consultation')) {
    const events = await store.read(stream)
    for (const { type, data } of events) {
      const fact = type.startsWith('AudienceRecorded.') ? consultationEvents.read(type, data) : null
      if (fact?.type === 'AudienceRecorded' && fact.data.blob !== null && !lists.has(fact.data.blob.digest)) lists.set(fact.data.blob.digest, await audienceOf(blobs, fact.data.blob))
    }
    const last = events.at(-1)
    if (last !== undefined && last.meta.time > until) until = last.meta.time
    const history = historyOf(stream, events, deliveries.get(idOf(stream)) ?? new Map(), lists)
    if (history === null) continue
    histories.push(history)
    ends.set(stream, cameOut(history, events))
    onProgress?.(histories.length)
  }
  histories.sort((a, b) => (a.openedAt < b.openedAt ? -1 : 1))
  const known: Known = {
    delays: learn(histories, until), until,
    tierLike: (history, tier): ToldTier | null => {
      const alike = histories.flatMap((each) => (each.countyCode === history.countyCode ? each.tiers.filter((its) => its.tier === tier && its.count !== null).map((its) => ({ its, openedAt: each.openedAt })) : []))
      return (alike.findLast(({ openedAt }) => openedAt <= history.openedAt) ?? alike[0])?.its ?? null
    },
  }
  const chosen = histories.filter(({ stream, openedAt }) => (only === null || stream === only) && (from === null || openedAt >= from) && (to === null || openedAt < to))
  const was = chosen.map((history): Outcome => ({
    ...ends.get(history.stream)!, told: history.tiers.flatMap(({ tier, scope, told }) => [...told].map(([lawyerId, { at }]) => ({ tier, scope, at, lawyerId, wasAsked: true }))), tiers: history.tiers.length, unknownTiers: 0,
  }))
  const unlike = chosen.filter((history, place) => {
    const { promise, firstAnswerMs, quorumMs } = carry(consultation, history, AS_IT_WAS, known, 1)
    const real = was[place]!
    return promise !== real.promise || firstAnswerMs !== real.firstAnswerMs || quorumMs !== real.quorumMs
  }).map(({ stream }) => stream)
  const draws = Array.from({ length: seeds }, (_, seed) => chosen.map((history) => carry(consultation, history, rules, known, seed + 1)))
  const perDraw = draws.map(figuresOf)
  const interval = (of: (figures: Figures<number>) => number): Interval => intervalOf(perDraw.map(of))
  const turned = chosen.flatMap(({ stream }, place) => {
    const counts = new Map<string, number>()
    for (const draw of draws) counts.set(draw[place]!.promise, (counts.get(draw[place]!.promise) ?? 0) + 1)
    const [would, times] = [...counts].sort(([, a], [, b]) => b - a)[0] ?? ['', 0]
    return would === was[place]!.promise || times * 2 < seeds ? [] : [{ stream, was: was[place]!.promise, would, percent: share(times, seeds) }]
  })
  return {
    cases: chosen.length, seeds, was: figuresOf(was), turned, unlike,
    would: { keptPercent: interval((each) => each.keptPercent), firstAnswerMs: interval((each) => each.firstAnswerMs), quorumPercent: interval((each) => each.quorumPercent), told: interval((each) => each.told) },
    learnt: Object.fromEntries([...known.delays].map(([scope, { told, answered }]) => [scope, { told, answered }])),
    unknownTiers: draws[0]?.reduce((sum, { unknownTiers }) => sum + unknownTiers, 0) ?? 0,
    asked: only === null ? null : draws[0]?.[0]?.told ?? null,
  }
}
