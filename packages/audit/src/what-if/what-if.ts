// How the promise would have fared under other terms, over all questions of a log and many draws of what nobody can know.
import { AudienceRecord, consultationEvents } from '@zhijian/contracts'
import { idOf, type EventStore, type StoredEvent } from '@zhijian/event-store'
import { assert, elapsedMs, epochMs, type Instant } from '@zhijian/kernel'
import type { Aggregate } from '@zhijian/runtime'
import { audienceOf, type Blobs } from '../story/audiences.ts'
import { AS_IT_WAS, carry, type Known, type OtherRules, type Outcome } from './carry.ts'
import { delaysOf, type Delays } from './delays.ts'
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
/** Lists of lawyers that are kept at hand: questions that follow one another mostly share theirs. */
const LISTS = 64
/** Tiers are numbered by one digit. */
const TIERS = 10
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

const percentile = (sorted: ArrayLike<number>, share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
const intervalOf = (values: readonly number[]): Interval => {
  const sorted = [...values].sort((a, b) => a - b)
  return { low: percentile(sorted, 0.05), median: percentile(sorted, 0.5), high: percentile(sorted, 0.95) }
}
const share = (part: number, whole: number): number => (whole === 0 ? 0 : Math.round(1000 * part / whole) / 10)

/** Numbers in a row that grows. */
const numbers = () => {
  let held = new Float64Array(256)
  let count = 0
  return {
    add(value: number): void {
      if (count === held.length) {
        const grown = new Float64Array(count * 2)
        grown.set(held)
        held = grown
      }
      held[count] = value
      count += 1
    },
    all: (): Float64Array => held.slice(0, count),
  }
}

/** What is left of many outcomes: counts, and for the median one number a question. */
const tally = () => {
  let [cases, kept, quorum, told] = [0, 0, 0, 0]
  const firsts = numbers()
  return {
    add(outcome: Pick<Outcome, 'promise' | 'firstAnswerMs' | 'quorumMs'>, toldCount: number): void {
      cases += 1
      if (outcome.promise === 'kept') kept += 1
      if (outcome.quorumMs !== null) quorum += 1
      told += toldCount
      if (outcome.firstAnswerMs !== null) firsts.add(outcome.firstAnswerMs)
    },
    figures: (): Figures<number> => {
      const sorted = firsts.all().sort()
      return { keptPercent: share(kept, cases), firstAnswerMs: percentile(sorted, 0.5), quorumPercent: share(quorum, cases), told: cases === 0 ? 0 : Math.round(10 * told / cases) / 10 }
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

/** How long people were waited for, by reach: a number for each of them. */
const learning = () => {
  const scopes = new Map<string, Readonly<Record<'waited' | 'answers' | 'openSince', ReturnType<typeof numbers>>>>()
  return {
    add(history: History): void {
      for (const { scope, told } of history.tiers) {
        const own = scopes.get(scope) ?? { waited: numbers(), answers: numbers(), openSince: numbers() }
        scopes.set(scope, own)
        for (const [lawyerId, { at }] of told) {
          const answer = history.answers.get(lawyerId)
          const end = answer?.at ?? history.neededUntil
          if (end === null) {
            own.openSince.add(epochMs(at))
            continue
          }
          const ms = elapsedMs(at, end)
          if (ms < 0) continue
          own.waited.add(ms)
          if (answer !== undefined) own.answers.add(ms)
        }
      }
    },
    /** @param until who is still waited for was waited for */
    delays: (until: Instant): ReadonlyMap<string, Delays> => new Map([...scopes].map(([scope, { waited, answers, openSince }]) => {
      for (const since of openSince.all()) if (since <= epochMs(until)) waited.add(epochMs(until) - since)
      return [scope, delaysOf(waited.all(), answers.all())]
    })),
  }
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

/** What is kept of every question while the others are looked at: where it is, and which tiers it can lend. */
interface Place {
  readonly stream: string
  readonly openedAt: Instant
  readonly countyCode: string
  /** Of tiers whose list was recorded. */
  readonly tiers: readonly number[]
}
/** What one draw says of all questions; whom it told is counted and not kept. */
const drawn = () => ({ figures: tally(), asking: new Map<string, { told: number; anew: number; imagined: number }>() })
const isImagined = (lawyerId: string): boolean => lawyerId.startsWith('imagined-')

/** The tier as a question of the same county had it last, up to this one; or else first. The one that was read last is kept: those that follow mostly borrow from the same. */
const lender = (places: readonly Place[], read: (stream: string) => Promise<CaseOnRecord>) => {
  const lenders = new Map<string, Place[]>()
  for (const place of places) for (const tier of place.tiers) lenders.set(`${place.countyCode}/${tier}`, lenders.get(`${place.countyCode}/${tier}`) ?? [])
  for (const place of places) for (const tier of place.tiers) lenders.get(`${place.countyCode}/${tier}`)!.push(place)
  const lent = new Map<string, { readonly stream: string; readonly first: ToldTier | null; readonly last: ToldTier | null }>()
  return async ({ countyCode, openedAt }: Place): Promise<ReadonlyMap<number, ToldTier>> => {
    const borrowed = new Map<number, ToldTier>()
    for (let tier = 0; tier < TIERS; tier += 1) {
      const key = `${countyCode}/${tier}`
      const own = lenders.get(key)
      if (own === undefined) continue
      const before = own.findLastIndex((place) => place.openedAt <= openedAt)
      const { stream } = own[Math.max(0, before)]!
      let known = lent.get(key)
      if (known?.stream !== stream) {
        const its = (await read(stream)).history.tiers.filter((each) => each.tier === tier && each.count !== null)
        lent.set(key, known = { stream, first: its[0] ?? null, last: its.at(-1) ?? null })
      }
      const found = before < 0 ? known.first : known.last
      if (found !== null) borrowed.set(tier, found)
    }
    return borrowed
  }
}

/**
 * Every question is read twice, and one at a time is held: first to learn how people wait, then to be carried on.
 * @param read null: it is no question @param until the log ends, nobody knows what was after it; default with the last event of a question
 */
export const carryOn = async (
  streams: AsyncIterable<string> | Iterable<string>, read: (stream: string) => Promise<CaseOnRecord | null>, { consultation, rules, seeds, goesOn, from, to, only }: Carrying,
  { until: end, onProgress }: { readonly until?: Instant; readonly onProgress?: (cases: number) => void } = {},
): Promise<WhatIf> => {
  const again = async (stream: string): Promise<CaseOnRecord> => {
    const found = await read(stream)
    assert(found, 'a question that was read is there')
    return found
  }
  const learnt = learning()
  const places: Place[] = []
  let last = '' as Instant
  for await (const stream of streams) {
    const found = await read(stream)
    if (found === null) continue
    const { history } = found
    learnt.add(history)
    if (found.until > last) last = found.until
    places.push({ stream: history.stream, openedAt: history.openedAt, countyCode: history.countyCode, tiers: [...new Set(history.tiers.flatMap(({ tier, count }) => (count === null ? [] : [tier])))] })
    onProgress?.(places.length)
  }
  places.sort((a, b) => (a.openedAt < b.openedAt ? -1 : 1))
  const until = end ?? last
  const delays = learnt.delays(until)
  const lentTo = lender(places, again)
  const chosen = places.filter(({ stream, openedAt }) => (only === null || stream === only) && (from === null || openedAt >= from) && (to === null || openedAt < to))

  const was = { figures: tally(), asking: new Map<string, number>() }
  const loads = new Map<string, { was: number; would: number }>()
  const load = (lawyerId: string): { was: number; would: number } => {
    const found = loads.get(lawyerId) ?? { was: 0, would: 0 }
    loads.set(lawyerId, found)
    return found
  }
  const draws: ReturnType<typeof drawn>[] = []
  const promises = chosen.map(() => ({ was: '', would: new Map<string, number>() }))
  const unlike: string[] = []
  let unknownTiers = 0
  let asked: Outcome['told'] | null = null
  const count = (draw: ReturnType<typeof drawn>, outcome: Outcome): void => {
    draw.figures.add(outcome, outcome.told.length)
    for (const { scope, lawyerId, wasAsked } of outcome.told) {
      const its = draw.asking.get(scope) ?? { told: 0, anew: 0, imagined: 0 }
      draw.asking.set(scope, its)
      its.told += 1
      if (isImagined(lawyerId)) its.imagined += 1
      else {
        load(lawyerId).would += 1
        if (!wasAsked) its.anew += 1
      }
    }
  }
  const asItWas = ({ history, cameOut: real }: CaseOnRecord, known: Known): void => {
    const told = history.tiers.flatMap((tier) => [...tier.told.keys()].map((lawyerId) => ({ scope: tier.scope, lawyerId })))
    was.figures.add(real, told.length)
    for (const { scope, lawyerId } of told) {
      was.asking.set(scope, (was.asking.get(scope) ?? 0) + 1)
      load(lawyerId).was += 1
    }
    const carried = carry(consultation, history, AS_IT_WAS, known, 1)
    if (carried.promise !== real.promise || carried.firstAnswerMs !== real.firstAnswerMs || carried.quorumMs !== real.quorumMs) unlike.push(history.stream)
  }
  // All draws of a question while it is held; one after another, over all questions, where time may run out between two.
  while (draws.length < seeds && (draws.length === 0 || goesOn === undefined || goesOn())) {
    const done = draws.length
    const now = Array.from({ length: goesOn === undefined ? seeds : 1 }, drawn)
    draws.push(...now)
    for (const [at, place] of chosen.entries()) {
      const found = await again(place.stream)
      const borrowed = await lentTo(place)
      const known: Known = { delays, until, tierLike: (_, tier) => borrowed.get(tier) ?? null }
      const its = promises[at]!
      if (done === 0) {
        its.was = found.cameOut.promise
        asItWas(found, known)
      }
      for (const [n, draw] of now.entries()) {
        const outcome = carry(consultation, found.history, rules, known, done + n + 1)
        count(draw, outcome)
        its.would.set(outcome.promise, (its.would.get(outcome.promise) ?? 0) + 1)
        if (done + n > 0) continue
        unknownTiers += outcome.unknownTiers
        if (only !== null) asked = outcome.told
      }
    }
  }

  const perDraw = draws.map(({ figures }) => figures.figures())
  const interval = (of: (figures: Figures<number>) => number): Interval => intervalOf(perDraw.map(of))
  const turned = chosen.flatMap(({ stream }, place) => {
    const its = promises[place]!
    const [would, times] = [...its.would].sort(([, a], [, b]) => b - a)[0] ?? ['', 0]
    return would === its.was || times * 2 < draws.length ? [] : [{ stream, was: its.was, would, percent: share(times, draws.length) }]
  })
  const perQuestion = (sum: number): number => (chosen.length === 0 ? 0 : Math.round(10 * sum / chosen.length) / 10)
  const asking = SCOPES.flatMap((scope): Asking[] => {
    const before = was.asking.get(scope) ?? 0
    const of = (name: 'told' | 'anew' | 'imagined'): Interval => intervalOf(draws.map((draw) => perQuestion(draw.asking.get(scope)?.[name] ?? 0)))
    const would = of('told')
    return before === 0 && would.high === 0 ? [] : [{ scope, was: perQuestion(before), would, anew: of('anew'), imagined: of('imagined') }]
  })
  const changes = [...loads].map(([lawyerId, each]): Load => ({ lawyerId, was: each.was, would: Math.round(10 * each.would / Math.max(1, draws.length)) / 10 }))
    .filter((each) => each.was !== each.would).sort((a, b) => Math.abs(b.would - b.was) - Math.abs(a.would - a.was) || (a.lawyerId < b.lawyerId ? -1 : 1))
  return {
    cases: chosen.length, seeds: draws.length, was: was.figures.figures(), turned, unlike,
    would: { keptPercent: interval((each) => each.keptPercent), firstAnswerMs: interval((each) => each.firstAnswerMs), quorumPercent: interval((each) => each.quorumPercent), told: interval((each) => each.told) },
    learnt: Object.fromEntries([...delays].map(([scope, { told, answered }]) => [scope, { told, answered }])),
    unknownTiers, asking, loads: changes.slice(0, LOADS), asked,
  }
}

/** Over all questions of a log. */
export const whatIf = async ({ store, blobs, onProgress, ...carrying }: WhatIfOptions): Promise<WhatIf> => {
  const lists = new Map<string, AudienceRecord | null>()
  const read = async (stream: string): Promise<CaseOnRecord | null> => {
    const found = await readCase({ store, blobs }, stream, lists)
    for (const oldest of lists.keys()) if (lists.size > LISTS) lists.delete(oldest)
    return found
  }
  return carryOn(listed(store, 'consultation'), read, carrying, { ...(onProgress === undefined ? {} : { onProgress }) })
}
