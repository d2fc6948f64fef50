// One question carried on under other terms: by the deciders themselves, with the people of its history.
// W1 Whoever answered answers as long after he is told as he did; what he and others did about his answer keeps its distance from it.
// W2 Whoever was told and had not answered when nobody more was needed takes longer than he was waited for: how much, is drawn.
// W3 Whoever was not asked, and now is, is drawn like anybody of his tier's reach who was told.
// W4 Whoever was held back (quiet hours, quota, off duty) is held back again.
// W5 The asker, reviewers and everybody else do what they did when they did it.
// Hence under its own terms a question comes out as it did, whatever is drawn.
import type { Policy, Terms } from '@zhijian/contracts'
import { assert, elapsedMs, plus, settle, type DomainEvent, type Instant, type JsonObject } from '@zhijian/kernel'
import type { Aggregate } from '@zhijian/runtime'
import { drawDelay, drawFor, type Delays } from './delays.ts'
import type { Act, History, ToldTier, WaveRule } from './history.ts'

export interface OtherRules {
  /** @param openedAt for terms that depend on the hour */
  readonly terms: (terms: Terms, openedAt: Instant) => Terms
  /** What is not among the terms: claims, substance, reviews. */
  readonly policy: (policy: Policy) => Policy
  /** Of tiers after the first; null: as they were. */
  readonly waves: readonly WaveRule[] | null
  /** Share of each list that is there, best first, in percent; above 100 as many imagined lawyers more stand at its end. */
  readonly poolPercent: number
}

/** What a log knows beyond one question. */
export interface Known {
  readonly delays: ReadonlyMap<string, Delays>
  /** The tier as other questions of the same county had it last; for tiers that this one never opened. */
  readonly tierLike: (history: History, tier: number) => ToldTier | null
  /** The log ends. */
  readonly until: Instant
}

export interface Outcome {
  readonly promise: 'kept' | 'broken' | 'pending' | 'waived' | 'voided'
  readonly firstAnswerMs: number | null
  readonly quorumMs: number | null
  /** Told, by tier, in the order in which they were. */
  readonly told: readonly { readonly tier: number; readonly scope: string; readonly at: Instant; readonly lawyerId: string; readonly wasAsked: boolean }[]
  readonly tiers: number
  /** Tiers of which nothing is known: whom they would have asked cannot be said. */
  readonly unknownTiers: number
}

interface Step { readonly at: Instant; readonly order: number; readonly run: () => void }
const goesBefore = (one: Step, other: Step): boolean => one.at < other.at || (one.at === other.at && one.order < other.order)

/** Soonest first: a heap, as a tier of the nation tells more than a thousand people and each of them is a step. */
const agenda = () => {
  const heap: Step[] = []
  const swap = (one: number, other: number): void => { [heap[one], heap[other]] = [heap[other]!, heap[one]!] }
  return {
    add(step: Step): void {
      let at = heap.push(step) - 1
      for (let above = (at - 1) >> 1; at > 0 && goesBefore(heap[at]!, heap[above]!); above = (at - 1) >> 1) {
        swap(at, above)
        at = above
      }
    },
    first: (): Step | null => heap[0] ?? null,
    take(): void {
      const last = heap.pop()!
      if (heap.length === 0) return
      heap[0] = last
      for (let at = 0; ;) {
        let next = at
        for (const below of [2 * at + 1, 2 * at + 2]) if (below < heap.length && goesBefore(heap[below]!, heap[next]!)) next = below
        if (next === at) return
        swap(at, next)
        at = next
      }
    },
  }
}

const imagined = (tier: number, place: number): string => `imagined-${tier}-${place}`

/** The list that a tier would have: the best share of it, or with imagined lawyers behind. */
const poolOf = (ranked: readonly string[], tier: number, percent: number): readonly string[] => {
  const size = Math.round(ranked.length * percent / 100)
  return size <= ranked.length ? ranked.slice(0, size) : [...ranked, ...Array.from({ length: size - ranked.length }, (_, place) => imagined(tier, place))]
}

/** @returns what the pool would have said of somebody who was never asked: that he may answer here */
const attestedFor = (history: History, scope: string, lawyerId: string): JsonObject => ({
  lawyerId, personId: null, status: 'active', counselOf: scope === 'county' ? [history.countyCode] : [], regionCode: history.regionCode,
  nationwide: true, enterprise: true, conflict: false, isProbe: false, poolVersion: '', liveClaimsElsewhere: 0,
})

export const carry = (consultation: Aggregate, history: History, rules: OtherRules, known: Known, seed: number): Outcome => {
  const { decider } = consultation
  const steps = agenda()
  let order = 0
  const at = (time: Instant, run: () => void): void => steps.add({ at: time, order: order += 1, run })
  let state: unknown = decider.initial()
  let firstAnswer: Instant | null = null
  let quorum: Instant | null = null
  const told: Outcome['told'][number][] = []
  const toldTo = new Set<string>()
  let unknownTiers = 0
  let opened = 0
  const isNeeded = (): boolean => {
    const { phase, search, target, answers } = state as { phase: string; search: string; target: number; answers: readonly { status: string; lawyerId: string }[] }
    return phase === 'open' && search === 'on' && new Set(answers.flatMap(({ status, lawyerId }) => (status === 'given' ? [lawyerId] : []))).size < target
  }

  const take = (event: DomainEvent, time: Instant): void => {
    state = decider.evolve(state, event)
    if (event.type === 'AnswerGiven') firstAnswer ??= time
    if (event.type === 'QuorumMet') quorum ??= time
    if (event.type === 'TierOpened') openTier((event.data as { readonly tier: number }).tier, (event.data as { readonly scope: string }).scope, time)
  }
  const command = (what: JsonObject, time: Instant): void => {
    const decision = decider.decide({ ...what, at: time } as never, state as never)
    if (decision.kind === 'accepted') for (const event of decision.events) take(event, time)
  }

  /** By lawyer, what he did and what was done about his answer (W1). */
  const actsOf = (lawyerId: string): readonly Act[] => history.acts.filter((act) => act.lawyerId === lawyerId)
  const follow = (lawyerId: string, from: Instant, now: Instant): void => {
    const shift = elapsedMs(from, now)
    for (const act of actsOf(lawyerId)) at(plus(act.at, shift), () => command(act.command, plus(act.at, shift)))
  }
  const drawn = (lawyerId: string, scope: string, time: Instant, waitedMs: number | null): void => {
    const delays = known.delays.get(scope)
    const delay = delays === undefined ? null : drawDelay(delays, drawFor(seed, history.id, lawyerId), waitedMs)
    if (delay === null) return
    const when = plus(time, delay)
    at(when, () => command({
      type: 'GiveAnswer', consultationId: history.id, answerId: `what-if-${lawyerId}`, form: 'text', text: SAID, clip: null, statutes: [], flags: [],
      substance: { textChars: Number.MAX_SAFE_INTEGER, clipMs: 0, callMs: 0 }, attested: attestedFor(history, scope, lawyerId),
    } as unknown as JsonObject, when))
  }
  const toldBefore = (lawyerId: string) => history.tiers.map(({ told: them }) => them.get(lawyerId)).find((each) => each !== undefined)
  const tell = (tier: number, scope: string, lawyerId: string, time: Instant, was: ToldTier | null): void => {
    if (toldTo.has(lawyerId)) return
    toldTo.add(lawyerId)
    const before = toldBefore(lawyerId)
    told.push({ tier, scope, at: time, lawyerId, wasAsked: before !== undefined })
    const answered = history.answers.get(lawyerId)
    if (answered !== undefined) {
      // Who had answered unasked does so again, from the opening on: see openTier.
      if (before !== undefined && before.at <= answered.at) follow(lawyerId, before.at, time)
      return
    }
    if (before !== undefined) {
      const waited = Math.max(0, elapsedMs(before.at, history.neededUntil ?? known.until))
      follow(lawyerId, before.at, time)
      drawn(lawyerId, scope, time, waited)
    } else drawn(lawyerId, was?.scope ?? scope, time, null)
  }

  const openTier = (tier: number, scope: string, time: Instant): void => {
    opened = Math.max(opened, tier + 1)
    const own = history.tiers.find((each) => each.tier === tier && each.scope === scope) ?? null
    const was = own ?? known.tierLike(history, tier)
    for (const [lawyerId, answer] of history.answers) {
      // Answered without being told: he keeps his distance from the opening that let him.
      const before = toldBefore(lawyerId)
      if (answer.tier === tier && own !== null && (before === undefined || before.at > answer.at)) follow(lawyerId, own.openedAt, time)
    }
    if (was === null) {
      unknownTiers += 1
      return
    }
    const ranked = was.ranked ?? [...was.told.keys()]
    const pool = poolOf(ranked, tier, rules.poolPercent)
    const count = rules.poolPercent === 100 ? was.count ?? pool.length : pool.length
    if (was.listMs !== null) {
      const when = plus(time, was.listMs)
      at(when, () => command({ type: 'RecordAudience', consultationId: history.id, tier, count, blob: null, poolVersion: '', reason: count === 0 ? was.emptyReason ?? 'no-audience' : null }, when))
    }
    const waves = tier > 0 && rules.waves !== null ? rules.waves : was.waves ?? [{ afterMs: 0, upTo: Infinity }]
    const isHeld = (lawyerId: string): boolean => own !== null && own.held.has(lawyerId) && !own.told.has(lawyerId)
    waves.forEach(({ afterMs, upTo }, wave) => {
      const when = plus(time, (was.deliveryMs ?? was.listMs ?? 0) + afterMs)
      at(when, () => {
        if (!isNeeded()) return
        for (const lawyerId of pool.slice(wave === 0 ? 0 : waves[wave - 1]!.upTo, upTo)) {
          if (isHeld(lawyerId)) continue
          const lag = own?.told.get(lawyerId)?.lagMs ?? 0
          if (lag === 0) tell(tier, scope, lawyerId, when, own)
          else at(plus(when, lag), () => tell(tier, scope, lawyerId, plus(when, lag), own))
        }
      })
    })
  }

  const policy = { ...rules.policy(history.policy), hours: [], terms: rules.terms(history.terms, history.openedAt) }
  command({ ...history.opening, policy: policy as unknown as JsonObject }, history.openedAt)
  for (const act of history.acts) if (act.lawyerId === null) at(act.at, () => command(act.command, act.at))
  assert((state as { phase: string }).phase === 'open', 'a question of the log can be opened again under other terms')
  for (;;) {
    const next = steps.first()
    const due = decider.nextDeadline(state)
    // A deadline that equals an act goes before it.
    const time = next !== null && (due === null || next.at < due) ? next.at : due
    if (time === null || time > known.until) break
    if (due !== null && due <= time) {
      const { settled } = settle(decider, state, due)
      for (const { event, due: passed } of settled) take(event, passed)
      continue
    }
    steps.take()
    next!.run()
  }
  const ms = (time: Instant | null): number | null => (time === null ? null : elapsedMs(history.openedAt, time))
  return { promise: (state as { promise: Outcome['promise'] }).promise, firstAnswerMs: ms(firstAnswer), quorumMs: ms(quorum), told, tiers: opened, unknownTiers }
}

/** What an imagined answer says: nothing that anybody sealed. */
const SAID: JsonObject = { person: 'imagined', box: 'imagined', commitment: 'A'.repeat(43) }

/** Under its own terms. */
export const AS_IT_WAS: OtherRules = { terms: (terms) => terms, policy: (policy) => policy, waves: null, poolPercent: 100 }

