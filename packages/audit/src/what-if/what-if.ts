// How the promise would have fared under other terms, over all questions of a log and many draws of what nobody can know.
import { consultationEvents, type AudienceRecord } from '@zhijian/contracts'
import { idOf, type EventStore, type StoredEvent } from '@zhijian/event-store'
import { elapsedMs, type Instant } from '@zhijian/kernel'
import type { Aggregate } from '@zhijian/runtime'
import { audienceOf, type Blobs } from '../story/audiences.ts'
import { AS_IT_WAS, carry, type Known, type OtherRules, type Outcome } from './carry.ts'
import { learnDelays, type Delays, type Waited } from './delays.ts'
import { historyOf, type History, type ToldTier } from './history.ts'

export interface WhatIfOptions {
  readonly store: Pick<EventStore, 'read' | 'streams' | 'lastEvent'>
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
/** Lists of lawyers that are kept at hand: questions that follow one another mostly share theirs. */
const LISTS = 64
/** Tiers are numbered by one digit: a delivery is named by it. */
const TIERS = 10

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

/** What is left of many outcomes: counts, and for medians one number a question. */
const tally = () => {
  let [cases, kept, quorum, told] = [0, 0, 0, 0]
  let firsts = new Float64Array(256)
  let answered = 0
  return {
    add({ promise, firstAnswerMs, quorumMs, told: them }: Pick<Outcome, 'promise' | 'firstAnswerMs' | 'quorumMs' | 'told'>): void {
      cases += 1
      if (promise === 'kept') kept += 1
      if (quorumMs !== null) quorum += 1
      told += them.length
      if (firstAnswerMs === null) return
      if (answered === firsts.length) {
        const grown = new Float64Array(answered * 2)
        grown.set(firsts)
        firsts = grown
      }
      firsts[answered] = firstAnswerMs
      answered += 1
    },
    figures: (): Figures<number> => {
      const sorted = firsts.slice(0, answered).sort()
      return {
        keptPercent: share(kept, cases), firstAnswerMs: sorted[Math.min(answered - 1, Math.floor(0.5 * answered))] ?? 0, quorumPercent: share(quorum, cases),
        told: cases === 0 ? 0 : Math.round(10 * told / cases) / 10,
      }
    },
  }
}

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

/** How long people were waited for, by reach: as counts of what was the same, so that it grows with how differently they wait. */
const learning = () => {
  const waited = new Map<string, Map<string, Waited & { count: number }>>()
  return {
    add(history: History, until: Instant): void {
      for (const { scope, told } of history.tiers) {
        for (const [lawyerId, { at }] of told) {
          const answer = history.answers.get(lawyerId)
          const [ms, isAnswer] = [elapsedMs(at, answer?.at ?? history.neededUntil ?? until), answer !== undefined]
          if (ms < 0) continue
          const own = waited.get(scope) ?? new Map<string, Waited & { count: number }>()
          waited.set(scope, own)
          const same = own.get(`${ms} ${isAnswer}`)
          if (same) same.count += 1
          else own.set(`${ms} ${isAnswer}`, { ms, isAnswer, count: 1 })
        }
      }
    },
    delays: (): ReadonlyMap<string, Delays> => new Map([...waited].map(([scope, all]) => [scope, learnDelays([...all.values()])])),
  }
}

/** What is kept of every question while the others are read: where it is, and which tiers it can lend. */
interface Place {
  readonly stream: string
  readonly openedAt: Instant
  readonly countyCode: string
  /** Of tiers whose list was recorded. */
  readonly tiers: readonly number[]
}

/** Each of a log's questions is read twice, and one at a time is held: first to learn how people wait, then to be carried on. */
export const whatIf = async ({ store, blobs, consultation, rules, seeds, from, to, only, onProgress }: WhatIfOptions): Promise<WhatIf> => {
  const lists = new Map<string, AudienceRecord | null>()
  const read = async (stream: string): Promise<{ readonly history: History; readonly events: readonly StoredEvent[] } | { readonly history: null; readonly events: readonly StoredEvent[] }> => {
    const events = await store.read(stream)
    const deliveries = new Map<number, readonly StoredEvent[]>()
    for (const { type, data } of events) {
      const fact = /^(AudienceRecorded|TierOpened)\./.test(type) ? consultationEvents.read(type, data) : null
      if (fact?.type === 'TierOpened') deliveries.set(fact.data.tier, await store.read(`delivery-${idOf(stream)}-${fact.data.tier}`))
      if (fact?.type !== 'AudienceRecorded' || fact.data.blob === null) continue
      const { blob } = fact.data
      const list = lists.has(blob.digest) ? lists.get(blob.digest) ?? null : await audienceOf(blobs, blob)
      // Behind all others: what goes is never of this question, which has fewer tiers than there are places.
      lists.delete(blob.digest)
      lists.set(blob.digest, list)
      if (lists.size > LISTS) lists.delete(lists.keys().next().value!)
    }
    return { history: historyOf(stream, events, deliveries, lists), events }
  }

  let until = '' as Instant
  const streams: string[] = []
  for await (const stream of listed(store, 'consultation')) {
    streams.push(stream)
    const last = await store.lastEvent(stream)
    if (last !== null && last.meta.time > until) until = last.meta.time
  }
  const learnt = learning()
  const places: Place[] = []
  for (const stream of streams) {
    const { history } = await read(stream)
    if (history === null) continue
    learnt.add(history, until)
    places.push({ stream, openedAt: history.openedAt, countyCode: history.countyCode, tiers: [...new Set(history.tiers.flatMap(({ tier, count }) => (count === null ? [] : [tier])))] })
    onProgress?.(places.length)
  }
  places.sort((a, b) => (a.openedAt < b.openedAt ? -1 : 1))
  const delays = learnt.delays()

  /** By county and tier, those that can lend it, in order of time. */
  const lenders = new Map<string, Place[]>()
  for (const place of places) {
    for (const tier of place.tiers) {
      const key = `${place.countyCode}/${tier}`
      const own = lenders.get(key)
      if (own) own.push(place)
      else lenders.set(key, [place])
    }
  }
  /** The one that was lent last, by county and tier: questions that follow one another mostly borrow from the same. */
  const lent = new Map<string, { readonly stream: string; readonly first: ToldTier | null; readonly last: ToldTier | null }>()
  /** The tier as a question of the same county had it last, up to this one; or else first. */
  const lentTo = async ({ countyCode, openedAt }: Pick<Place, 'countyCode' | 'openedAt'>): Promise<ReadonlyMap<number, ToldTier>> => {
    const borrowed = new Map<number, ToldTier>()
    for (let tier = 0; tier < TIERS; tier += 1) {
      const key = `${countyCode}/${tier}`
      const own = lenders.get(key)
      if (own === undefined) continue
      const before = own.findLastIndex((place) => place.openedAt <= openedAt)
      const { stream } = own[Math.max(0, before)]!
      let known = lent.get(key)
      if (known?.stream !== stream) {
        const its = (await read(stream)).history!.tiers.filter((each) => each.tier === tier && each.count !== null)
        lent.set(key, known = { stream, first: its[0] ?? null, last: its.at(-1) ?? null })
      }
      const found = before < 0 ? known.first : known.last
      if (found !== null) borrowed.set(tier, found)
    }
    return borrowed
  }

  const [was, would] = [tally(), Array.from({ length: seeds }, tally)]
  const unlike: string[] = []
  const turned: WhatIf['turned'][number][] = []
  let [cases, unknownTiers] = [0, 0]
  let asked: Outcome['told'] | null = null
  for (const place of places) {
    const { stream, openedAt } = place
    if ((only !== null && stream !== only) || (from !== null && openedAt < from) || (to !== null && openedAt >= to)) continue
    const { history, events } = await read(stream)
    if (history === null) continue
    const borrowed = await lentTo(place)
    const known: Known = { delays, until, tierLike: (_, tier) => borrowed.get(tier) ?? null }
    const real = { ...cameOut(history, events), told: history.tiers.flatMap(({ tier, scope, told }) => [...told].map(([lawyerId, { at }]) => ({ tier, scope, at, lawyerId, wasAsked: true }))) }
    was.add(real)
    const again = carry(consultation, history, AS_IT_WAS, known, 1)
    if (again.promise !== real.promise || again.firstAnswerMs !== real.firstAnswerMs || again.quorumMs !== real.quorumMs) unlike.push(stream)
    const promises = new Map<string, number>()
    for (const [seed, figures] of would.entries()) {
      const outcome = carry(consultation, history, rules, known, seed + 1)
      figures.add(outcome)
      promises.set(outcome.promise, (promises.get(outcome.promise) ?? 0) + 1)
      if (seed > 0) continue
      unknownTiers += outcome.unknownTiers
      if (only !== null) asked = outcome.told
    }
    const [most, times] = [...promises].sort(([, a], [, b]) => b - a)[0] ?? ['', 0]
    if (most !== real.promise && times * 2 >= seeds) turned.push({ stream, was: real.promise, would: most, percent: share(times, seeds) })
    cases += 1
  }
  const perDraw = would.map(({ figures }) => figures())
  const interval = (of: (figures: Figures<number>) => number): Interval => intervalOf(perDraw.map(of))
  return {
    cases, seeds, was: was.figures(), turned, unlike,
    would: { keptPercent: interval((each) => each.keptPercent), firstAnswerMs: interval((each) => each.firstAnswerMs), quorumPercent: interval((each) => each.quorumPercent), told: interval((each) => each.told) },
    learnt: Object.fromEntries([...delays].map(([scope, { told, answered }]) => [scope, { told, answered }])),
    unknownTiers, asked,
  }
}
