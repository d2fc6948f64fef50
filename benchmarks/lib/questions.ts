// Questions as they go, written through the deciders and in bulk: every event is decided, settled and put in its envelope by the code
// that a service runs; only the bus and the doors are left out. The same number gives the same question, to the byte.
import type { Actor } from '@zhijian/contracts'
import type { NewEvent } from '@zhijian/event-store'
import type { SqliteStore } from '@zhijian/event-store/sqlite'
import { instantAt, latest, type Instant, type JsonObject, type TimedCommand } from '@zhijian/kernel'
import { consultationAggregate, CURRENT_RULES, defaultPolicy, policyHash, type ConsultationState } from '@zhijian/consult-router'
import { sealBatch, settleFolded, unwritten, writeDecided, type Folded, type WriteOptions } from '@zhijian/runtime/stream'

export const COUNTY = '150921'
const TOPICS = ['01', '02', '03', '05', '08', '11']
const policy = defaultPolicy(COUNTY)
const hash = policyHash(policy)

/** 0 ≤ x < 1 from a number and a purpose; mulberry32. */
const drawn = (n: number, purpose: number): number => {
  let t = (Math.imul(n + 1, 0x9e3779b1) + Math.imul(purpose + 1, 0x85ebca6b)) | 0
  t = Math.imul(t ^ (t >>> 15), t | 1)
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
}
const sealed = (person: string, chars: number) => ({ person, box: 'kJ8sQ2pZ'.repeat(chars >> 3), commitment: 'b7Xk2'.repeat(9).slice(0, 43) })
const blob = { digest: 'a7'.repeat(32), bytes: 1200, mediaType: 'application/json' }

export interface Step { readonly atMs: number; readonly actor: Actor; readonly command: JsonObject & { readonly type: string } }

export const idOf = (n: number): string => `q_${String(n).padStart(20, '0')}`
export const askerOf = (n: number): string => `p_${String(n % 100_000).padStart(20, '0')}`

/**
 * Half of them have three counsel within the first window; a third needs the region and its claims; of the rest nobody hears until
 * every clock has run. Most are followed up, four of five closed.
 */
export const stepsOf = (n: number, openedMs: number): readonly Step[] => {
  const [consultationId, askerId] = [idOf(n), askerOf(n)]
  const by = (id: string, role: string): Actor => ({ id, role }) as never
  const asker = { consultationId, askerId, agentId: null, mandate: null }
  const steps: Step[] = []
  const add = (s: number, actor: Actor, command: JsonObject & { readonly type: string }): void => void steps.push({ atMs: openedMs + Math.round(s * 1000), actor, command })
  const lawyer = (place: number, tier: 0 | 1 | 2): JsonObject => ({
    lawyerId: `l_${String((n * 7 + place * 13) % 10_000).padStart(20, '0')}`, personId: null, status: 'active', counselOf: tier === 0 ? [COUNTY] : [], regionCode: tier === 2 ? '31' : '15', nationwide: tier === 2,
    enterprise: false, conflict: false, isProbe: false, poolVersion: 'p1', liveClaimsElsewhere: 0,
  })
  const answer = (s: number, attested: JsonObject, place: number): void => add(s, by(String(attested['lawyerId']), 'lawyer'), {
    type: 'GiveAnswer', consultationId, attested, answerId: `a_${String(n * 8 + place).padStart(20, '0')}`, form: 'text', text: sealed(askerId, 400), clip: null,
    substance: { textChars: 214, clipMs: 0, callMs: 0 }, statutes: [{ law: '劳动合同法', article: '第三十条' }], flags: [],
  })
  const audience = (s: number, tier: number, count: number): void => add(s, by('system', 'system'), {
    type: 'RecordAudience', consultationId, tier, count, blob: count === 0 ? null : blob, poolVersion: 'p1', reason: count === 0 ? 'nobody-on-duty' : null,
  })

  add(0, by(askerId, 'citizen'), {
    type: 'OpenConsultation', ...asker, countyCode: COUNTY, regionCode: '15', villageCode: null, channel: 'citizen', via: 'phone', topic: { code: TOPICS[n % TOPICS.length]!, alternative: null },
    language: 'zh', text: sealed(askerId, 480), redacted: sealed(askerId, 480), attachments: [], opponents: [], askerParties: [], consentBeyondCounty: true, wake: ['in-app'], dangerCodes: [],
    isProbe: false, policy: policy as unknown as JsonObject, policyHash: hash, policyVersion: 0, rules: CURRENT_RULES,
  })
  audience(0.2, 0, 39)
  const way = drawn(n, 1)
  let first = lawyer(0, 0)
  if (way < 0.5) for (const place of [0, 1, 2]) answer(40 + 40 * place + 20 * drawn(n, 10 + place), lawyer(place, 0), place)
  else if (way < 0.85) {
    answer(100 + 60 * drawn(n, 10), first, 0)
    audience(180.3, 1, 600)
    for (const place of [1, 2]) {
      const one = lawyer(place, 1)
      add(190 + 30 * place, by(String(one['lawyerId']), 'lawyer'), { type: 'ClaimAnswer', consultationId, attested: one })
      answer(210 + 30 * place + 10 * drawn(n, 10 + place), one, place)
    }
  } else {
    audience(180.3, 1, 600)
    audience(360.3, 2, 10_000)
    first = lawyer(0, 2)
    add(700, by(String(first['lawyerId']), 'lawyer'), { type: 'ClaimAnswer', consultationId, attested: first })
    answer(740, first, 0)
  }
  if (drawn(n, 2) < 0.6) {
    add(1200, by(askerId, 'citizen'), { type: 'AskFollowUp', ...asker, followUpId: `f_${String(n).padStart(20, '0')}`, lawyerId: first['lawyerId']!, text: sealed(askerId, 160), attachments: [], dangerCodes: [] })
    add(1900, by(String(first['lawyerId']), 'lawyer'), { type: 'ReplyFollowUp', consultationId, attested: first, replyId: `r_${String(n).padStart(20, '0')}`, text: sealed(askerId, 160), clip: null, statutes: [], flags: [] })
  }
  if (drawn(n, 3) < 0.8) add(4000 + 90_000 * drawn(n, 4), by(askerId, 'citizen'), { type: 'CloseConsultation', ...asker, ratings: [] })
  return steps
}

export interface BatchOf { readonly stream: string; readonly events: readonly NewEvent[]; readonly after: number }

/** A question decided step by step; each call gives what the next command leaves in the log. */
export const goingOf = (n: number, openedMs: number): { next(): BatchOf | null } => {
  const stream = `consultation-${idOf(n)}`
  const steps = stepsOf(n, openedMs)
  let folded: Folded<ConsultationState> = unwritten(consultationAggregate)
  let place = 0
  return {
    next() {
      const step = steps[place]
      if (!step) return null
      const at: Instant = folded.lastAt === null ? instantAt(step.atMs) : latest(instantAt(step.atMs), folded.lastAt)
      const options: WriteOptions = { source: '/consult-router', stream, recordedAt: at, hash: 'sha256' }
      const passed = settleFolded(consultationAggregate, folded, at, options)
      const command = { ...step.command, at } as JsonObject & TimedCommand
      const decision = consultationAggregate.decider.decide(command as never, passed.after.state)
      if (decision.kind !== 'accepted') throw new Error(`${stream}: ${command.type} at step ${place}: ${decision.kind === 'refused' ? decision.code : decision.kind}`)
      const decided = writeDecided(consultationAggregate, passed.after, decision.events, command, {
        commandId: `c_${n}_${place}`.padEnd(43, '0'), actor: step.actor, correlationId: idOf(n),
      }, options)
      const after = folded.version
      folded = decided.after
      place += 1
      return { stream, events: sealBatch(consultationAggregate, [...passed.events, ...decided.events], decided.after), after }
    },
  }
}

/** Questions that go on at once. */
const WAVE = 500

/** Questions `from` up to `to`: what is appended together, before what follows from it. */
export function* decided(from: number, to: number, beganMs = 1_772_000_000_000): Generator<readonly BatchOf[], void, void> {
  for (let start = from; start < to; start += WAVE) {
    let going = Array.from({ length: Math.min(WAVE, to - start) }, (_, place) => goingOf(start + place, beganMs + (start + place) * 500))
    while (going.length > 0) {
      const batches: BatchOf[] = []
      going = going.filter((one) => {
        const batch = one.next()
        if (batch !== null) batches.push(batch)
        return batch !== null
      })
      if (batches.length > 0) yield batches
    }
  }
}

/** @returns how many events that were */
export const append = async (store: SqliteStore, batches: readonly BatchOf[]): Promise<number> => {
  await Promise.all(batches.map(({ stream, events, after }) => store.append(stream, events, after < 0 ? 'no-stream' : after)))
  return batches.reduce((sum, { events }) => sum + events.length, 0)
}

/** Puts questions `from` up to `to` into a log. @returns how many events that were */
export const putIn = async (store: SqliteStore, from: number, to: number): Promise<number> => {
  let events = 0
  for (const batches of decided(from, to)) events += await append(store, batches)
  return events
}
