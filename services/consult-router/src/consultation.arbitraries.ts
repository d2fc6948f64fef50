// Random lives of a question, aimed at live cases. A script says how the clock goes on (often to the very instant of the next
// deadline, or a millisecond beside it) and who does what; enacting it turns it into commands that mostly succeed.
// The first generator drew commands and times at random, and rarely met a boundary or an offer. The second waited for armed
// deadlines only, so nothing ever happened at the end of a window that nobody was waiting for, and places never ran short:
// two planted bugs went by. Hence `window`, `promise` and `quorum` as times to meet, and crowds of lawyers.
import type { Attested, ConsultationCommand, FollowUpId, LawyerId, Policy } from '@zhijian/contracts'
import fc from 'fast-check'
import { fold, latest, plus, settle, type Instant } from '@zhijian/kernel'
import type { Tick } from '@zhijian/testkit'
import { consultation, type Consultation, type ConsultationState } from './consultation.ts'
import {
  answerId, askAnother, audience, claim, close, consent, counsel, followUp, give, hide, national, open, policyWith, rate, recuse,
  regional, release, renew, reply, restore, resumeSearch, T0, takeBack, unavailable, withdraw,
} from './consultation.fixtures.ts'

export const LAWYERS: readonly Attested[] = [
  ...['zhao', 'qian', 'sun', 'zhou'].map((name) => counsel(name)),
  ...['li', 'wu', 'zheng', 'wang2', 'feng'].map((name) => regional(name)),
  ...['chen', 'chu', 'wei', 'jiang'].map((name) => national(name)),
]

/** So many milliseconds, or until a moment of this question's own, give or take a millisecond. */
type Wait = number | { readonly until: 'deadline' | 'window' | 'promise' | 'quorum'; readonly off: number }

export type Step = {
  readonly wait: Wait
  readonly act: (typeof ACTS)[number]
  readonly who: number
  readonly count: number
}

const ACTS = [
  'give', 'give', 'give', 'give', 'claim', 'claim', 'claim', 'renew', 'renew', 'release', 'hide', 'hide', 'restore', 'withdraw', 'recuse', 'followUp', 'followUp', 'reply',
  'another', 'another', 'resume', 'close', 'rate', 'unavailable', 'audience', 'audience', 'consent',
] as const

const moment = fc.record({ until: fc.constantFrom('deadline', 'deadline', 'window', 'promise', 'quorum'), off: fc.constantFrom(-1, 0, 0, 1) })
const stepOf = (wait: fc.Arbitrary<Wait>, acts: readonly (typeof ACTS)[number][]): fc.Arbitrary<Step> =>
  fc.record({ wait, act: fc.constantFrom(...acts), who: fc.nat({ max: LAWYERS.length - 1 }), count: fc.constantFrom(0, 0, 1, 39) })

const step = stepOf(fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 2_000 }) },
  { weight: 3, arbitrary: fc.integer({ min: 2_000, max: 120_000 }) },
  { weight: 4, arbitrary: moment },
  { weight: 1, arbitrary: fc.constantFrom(1_800_000, 7_200_000, 86_400_000, 31 * 86_400_000) },
), ACTS)

/** Many lawyers within seconds, when the second tier has just opened: places run short. */
const crowd = stepOf(fc.integer({ min: 0, max: 4_000 }), ['claim', 'claim', 'claim', 'claim', 'give', 'give', 'hide', 'release'])
const rush: Step = { wait: { until: 'window', off: 0 }, act: 'audience', who: 0, count: 39 }

/** The quorum is met at once, and then answers come and go at the moments that matter. */
const settled: readonly Step[] = [0, 1, 2].map((who) => ({ wait: 1_000, act: 'give', who, count: 0 }))
const loss = stepOf(fc.oneof(moment, fc.integer({ min: 0, max: 30_000 })), ['hide', 'hide', 'withdraw', 'recuse', 'restore', 'give', 'audience', 'followUp', 'unavailable', 'another'])
const script = (max: number): fc.Arbitrary<readonly Step[]> => fc.oneof(
  { weight: 3, arbitrary: fc.array(step, { minLength: 5, maxLength: max }) },
  { weight: 1, arbitrary: fc.tuple(fc.array(crowd, { minLength: 5, maxLength: max }), fc.array(step, { maxLength: 10 })).map(([some, then]) => [rush, ...some, ...then]) },
  { weight: 1, arbitrary: fc.array(loss, { minLength: 3, maxLength: max }).map((some) => [...settled, ...some]) },
)

/** The default, and others that reach the corners sooner: one lawyer is enough, a last tier that ends, a quorum clock of its own. */
export const policies: fc.Arbitrary<Policy> = fc.record({
  quorum: fc.constantFrom(3, 3, 3, 1, 2),
  lastWindowMs: fc.constantFrom(null, null, 60_000),
  tiers: fc.constantFrom(3, 3, 2, 1),
  quorumMs: fc.constantFrom(600_000, 300_000, 1_200_000),
  claimLeaseMs: fc.constantFrom(90_000, 180_000),
  restMs: fc.constantFrom(30 * 86_400_000, 2 * 86_400_000),
}).map(({ quorum, lastWindowMs, tiers, quorumMs, claimLeaseMs, restMs }) => {
  const policy = policyWith({ claimLeaseMs, restMs })
  const kept = policy.terms.tiers.slice(0, tiers).map((tier, i) => (i === tiers - 1 ? { ...tier, windowMs: lastWindowMs } : tier))
  return { ...policy, terms: { ...policy.terms, tiers: kept, quorum, quorumMs } }
})

const seconds = (at: Instant): number => (Date.parse(at) - Date.parse(T0)) / 1000

const commandOf = ({ act, who, count }: Step, s: Consultation, at: Instant, place: number): ConsultationCommand => {
  const t = seconds(at)
  const by = LAWYERS[who]!
  // Somebody for whom the act makes sense, when there is one: a random stranger would mostly be refused.
  const pick = (lawyers: readonly LawyerId[]): LawyerId => lawyers[who % Math.max(1, lawyers.length)] ?? by.lawyerId
  const attested = (id: LawyerId): Attested => LAWYERS.find((each) => each.lawyerId === id) ?? by
  const author = (status: 'given' | 'hidden'): LawyerId => pick(s.answers.filter((each) => each.status === status).map((each) => each.lawyerId))
  const newest = (id: LawyerId) => s.answers.findLast((each) => each.lawyerId === id)?.answerId ?? answerId(id)
  switch (act) {
    case 'give': return give(by, t, { answerId: answerId(`${by.lawyerId}-${place}`) })
    // Counsel of the county are told that they need none; the others are who it is for.
    case 'claim': return claim(count === 0 ? LAWYERS[4 + (who % 9)]! : by, t)
    case 'renew': return renew(attested(pick(s.claims.map((each) => each.lawyerId))), t)
    case 'release': return release(attested(pick(s.claims.map((each) => each.lawyerId))), t)
    case 'hide': return hide('', t, { answerId: newest(author('given')) })
    case 'restore': return { ...restore('', t), answerId: newest(author('hidden')) }
    case 'withdraw': return withdraw(attested(author('given')), t, newest(author('given')))
    case 'recuse': return recuse(attested(author('given')), t)
    case 'followUp': return followUp(author('given'), t, { followUpId: `f-${place}` as FollowUpId })
    case 'reply': return reply(attested(pick(s.threads.map((each) => each.lawyerId))), t, { replyId: `r-${place}` as FollowUpId })
    case 'another': return askAnother(pick(s.threads.filter((each) => each.offer === 'open').map((each) => each.lawyerId)), t)
    case 'resume': return resumeSearch(t)
    case 'close': return close(t)
    case 'consent': return s.isShared ? takeBack('beyond-county', t) : consent(t)
    case 'rate': return rate(author('given'), 1 + (who % 5), t)
    case 'unavailable': return unavailable(pick([...s.claims, ...s.threads].map((each) => each.lawyerId)), t)
    case 'audience': return audience(count === 1 ? who % 3 : s.tiers.length - 1, count, t)
  }
}

const momentOf = (s: Consultation, until: Exclude<Wait, number>['until']): Instant | null => {
  switch (until) {
    case 'deadline': return consultation.nextDeadline(s)
    case 'window': return s.tiers.at(-1)!.closesAt
    case 'promise': return s.promiseDue
    case 'quorum': return s.quorumDue
  }
}

/** Turns a script into commands with times: always forward, from the opening on. */
export const enact = (policy: Policy, steps: readonly Step[]): readonly ConsultationCommand[] => {
  const commands: ConsultationCommand[] = [open({ policy })]
  let now: Instant = T0
  let state: ConsultationState = consultation.initial()
  const obey = (command: ConsultationCommand): void => {
    state = settle(consultation, state, command.at).state
    const decision = consultation.decide(command, state)
    if (decision.kind === 'accepted') state = fold(consultation, decision.events, state)
  }
  obey(commands[0]!)
  steps.forEach((each, place) => {
    now = typeof each.wait === 'number' ? plus(now, each.wait) : latest(now, plus(momentOf(state as Consultation, each.wait.until) ?? now, each.wait.off))
    state = settle(consultation, state, now).state
    const command = commandOf(each, state as Consultation, now, place)
    commands.push(command)
    obey(command)
  })
  return commands
}

export const lives = (max = 40): fc.Arbitrary<readonly ConsultationCommand[]> =>
  fc.tuple(policies, script(max)).map(([policy, steps]) => enact(policy, steps))

/** Times at which somebody looks: anywhere, and close to what was done. */
export const ticksFor = (commands: readonly ConsultationCommand[]): fc.Arbitrary<readonly Tick[]> => {
  const last = Date.parse(commands.at(-1)!.at) - Date.parse(T0)
  const near = fc.tuple(fc.constantFrom(...commands.map((command) => command.at)), fc.integer({ min: -2, max: 2 })).map(([at, ms]) => latest(T0, plus(at, ms)))
  const any = fc.integer({ min: 0, max: last + 1_000_000 }).map((ms) => plus(T0, ms))
  return fc.array(fc.oneof(near, any), { maxLength: 30 }).map((times) => times.map((tick) => ({ tick })))
}
