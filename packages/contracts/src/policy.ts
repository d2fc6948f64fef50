// A county's promise and its numbers: what citizens are told before they ask, and what every interval of a consultation is.
// The default and the reasons for its numbers are in consult-router (src/policy.ts).
// I1 A policy is frozen in every question opened under it; a change reaches new questions only.
// I2 One administrator proposes, another confirms.
// I3 A policy is strict also where it is frozen in an event: a field that is not understood is a promise that is not kept. A
//    new field is a new version of the events that hold it.
import { epochMs, type Instant as Time } from '@zhijian/kernel'
import { z } from 'zod'
import { because, CountyCode, Instant, PersonId } from './common.ts'
import { eventFamily } from './events.ts'
import { MinuteOfDay, TierScope } from './lawyer.ts'
import { PlaceRefusal } from './places.ts'

/** Whole milliseconds, 1 s to 24 h. */
const Ms = z.int().min(1_000).max(86_400_000)

/** A wave of lawyers who may answer, and how long it is waited for them before the next opens; null: as long as it takes. */
export const PolicyTier = z.strictObject({ scope: TierScope, windowMs: Ms.nullable() })
export type PolicyTier = z.infer<typeof PolicyTier>

/** What is promised at an hour. Frozen at the hour of opening, and stated to the asker before she asks. */
export const Terms = z.strictObject({
  /** Widening, which the decider looks at: stored policies of before it did still read. Every window but the last has an end. */
  tiers: z.array(PolicyTier).min(1).max(3)
    .refine((tiers) => tiers.slice(0, -1).every((tier) => tier.windowMs !== null), 'only the last tier may stay open without end')
    .refine((tiers) => new Set(tiers.map((tier) => tier.scope)).size === tiers.length, 'a scope occurs once'),
  /** Distinct lawyers with a substantive answer. */
  quorum: z.int().min(1).max(10),
  /** A first answer within this time of opening. */
  promiseMs: Ms,
  /** The quorum within this time of opening, or the operators are told. */
  quorumMs: Ms,
})
export type Terms = z.infer<typeof Terms>

/** Other terms for some hours of the week, by the county's own clock. Over midnight when `fromMinute` > `toMinute`. */
export const HourRule = z.strictObject({
  /** `night`, `weekend`. */
  name: z.string().regex(/^[a-z][a-z0-9-]{0,30}$/),
  /** Days on which it begins: 1 Monday to 7 Sunday. */
  isoWeekdays: z.array(z.int().min(1).max(7)).min(1).max(7),
  /** Inclusive. */
  fromMinute: MinuteOfDay,
  /** Exclusive; the same as `fromMinute`: a whole day. */
  toMinute: MinuteOfDay,
  terms: Terms,
})
export type HourRule = z.infer<typeof HourRule>

export const Policy = z.strictObject({
  countyCode: CountyCode,
  terms: Terms,
  /** The first that matches the hour of opening replaces `terms`; none: always `terms`. */
  hours: z.array(HourRule).max(20),
  /** The county's clock; China has one, UTC+8 = 480. */
  utcOffsetMinutes: z.int().min(-720).max(840),
  /** How soon the audience of a tier must be known before operators are told. */
  audienceMs: Ms,
  /** A claim lives this long, and by renewals at most `claimMaximumMs` from when it was taken. */
  claimLeaseMs: Ms,
  claimMaximumMs: Ms,
  /** Places open at a time for each answer that is missing. */
  claimsPerMissing: z.int().min(1).max(10),
  /** As many live claims elsewhere, and a further claim is refused. */
  claimsElsewhere: z.int().min(1).max(20),
  /** As many lapsed claims on one question, and a further claim on it is refused. */
  claimLapses: z.int().min(1).max(10),
  /** What an answer must hold at least, measured at the edge; all inclusive. */
  substance: z.strictObject({
    /** Letters after greetings, quotations of the question and repeats are removed. */
    textChars: z.int().min(0).max(1_000),
    clipMs: z.int().min(0).max(600_000),
    /** A call connected this long, with a written summary of at least so many letters. */
    callMs: z.int().min(0).max(3_600_000),
    callSummaryChars: z.int().min(1).max(1_000),
  }),
  followUpReminderMs: Ms,
  followUpOfferMs: Ms,
  /** After the last act of a person the question rests; 2 to 3,650 days, so longer than every other clock. */
  restMs: z.int().min(172_800_000).max(315_360_000_000),
  /** An answer put before a reviewer is decided within this time. */
  reviewMs: Ms,
  callback: z.strictObject({
    /** A requested call-back is taken within this time. */
    takeMs: Ms,
    /** Failed attempts after which it has failed. */
    tries: z.int().min(1).max(10),
    /** The tries are made within this time of the request. */
    withinMs: Ms,
  }).refine((callback) => callback.takeMs < callback.withinMs, 'it is taken before its tries are over'),
  /** A raised danger is acknowledged within this time, or the next person in line is called. */
  dangerAcknowledgeMs: Ms,
}).refine((policy) => policy.claimLeaseMs <= policy.claimMaximumMs, 'a lease is not longer than the longest claim')
  .refine((policy) => policy.followUpReminderMs < policy.followUpOfferMs, 'the reminder comes before the offer')
export type Policy = z.infer<typeof Policy>

/** Whom a tier tells, and when: up to a rank of its list, so long after it opened. No part of a policy; it is tried beside one. */
export const WaveRules = z.array(z.strictObject({ afterMs: z.int().min(0).max(3_600_000), upTo: z.int().min(1).max(100_000) })).min(1).max(8)
  .refine((all) => all.every(({ afterMs, upTo }, at) => at === 0 || (upTo > all[at - 1]!.upTo && afterMs >= all[at - 1]!.afterMs)), 'each wave reaches farther than the one before, and no sooner')

const DAY_MINUTES = 1440

/** Whether the rule's hours hold at this minute of this week; the night that began on Sunday reaches into Monday. */
const holds = (rule: HourRule, isoWeekday: number, minute: number): boolean => {
  const isOvernight = rule.fromMinute >= rule.toMinute
  const yesterday = isoWeekday === 1 ? 7 : isoWeekday - 1
  if (!isOvernight) return rule.isoWeekdays.includes(isoWeekday) && rule.fromMinute <= minute && minute < rule.toMinute
  return (rule.isoWeekdays.includes(isoWeekday) && minute >= rule.fromMinute)
    || (rule.isoWeekdays.includes(yesterday) && minute < rule.toMinute)
}

/** The hour rule in force at an instant, by the county's clock, or null for the ordinary terms. */
export const hourRuleAt = (policy: Pick<Policy, 'hours' | 'utcOffsetMinutes'>, at: Time): HourRule | null => {
  const localMinutes = Math.floor(epochMs(at) / 60_000) + policy.utcOffsetMinutes
  const day = Math.floor(localMinutes / DAY_MINUTES)
  // 1970-01-01 was a Thursday, the fourth day of its week; days before it count down.
  const isoWeekday = ((((day + 3) % 7) + 7) % 7) + 1
  const minute = localMinutes - day * DAY_MINUTES
  return policy.hours.find((rule) => holds(rule, isoWeekday, minute)) ?? null
}

/** Which hours a promise is that of, as the asker is told. */
export const StatedHours = z.object({
  /** Null: the ordinary terms. */
  rule: HourRule.pick({ name: true, isoWeekdays: true, fromMinute: true, toMinute: true }).nullable(),
  /** Other hours have other terms. */
  vary: z.boolean(),
})
export type StatedHours = z.infer<typeof StatedHours>

export const statedHours = (policy: Pick<Policy, 'hours' | 'utcOffsetMinutes'>, at: Time): StatedHours => {
  const rule = hourRuleAt(policy, at)
  const stated = rule && { name: rule.name, isoWeekdays: rule.isoWeekdays, fromMinute: rule.fromMinute, toMinute: rule.toMinute }
  return { rule: stated, vary: policy.hours.length > 0 }
}

/** SHA-256 of the policy's canonical JSON, hex. */
export const PolicyHash = z.string().regex(/^[0-9a-f]{64}$/)
/** 0 is the default that ships with the platform; a county's own begin at 1. */
export const PolicyVersion = z.int().min(0)

const event = <const Name extends string, const S extends z.ZodRawShape>(type: Name, shape: S) =>
  z.object({ type: z.literal(type), data: z.object({ countyCode: CountyCode, version: PolicyVersion, ...shape, at: Instant }) })

export const PolicyProposed = event('PolicyProposed', {
  policy: Policy, policyHash: PolicyHash, proposedBy: PersonId,
  /** From when it is in force if confirmed by then; null: from its confirmation. */
  effectiveFrom: Instant.nullable(),
})
/** In force for questions opened at or after `effectiveAt`. */
export const PolicyConfirmed = event('PolicyConfirmed', { confirmedBy: PersonId, effectiveAt: Instant })
/** Taken back before it was in force. */
export const PolicyWithdrawn = event('PolicyWithdrawn', { withdrawnBy: PersonId })

export const policyEvents = eventFamily('policy', [PolicyProposed, PolicyConfirmed, PolicyWithdrawn])
export type PolicyEvent = NonNullable<ReturnType<typeof policyEvents.read>>

const command = <const Name extends string, const S extends z.ZodRawShape>(type: Name, shape: S) =>
  z.strictObject({ type: z.literal(type), at: Instant, countyCode: CountyCode, ...shape })

/** Under which rules it is decided, put there by the service's own edge; absent: 1, which did not ask whether the tiers widen. */
const rules = z.int().min(1).optional()

export const ProposePolicy = command('ProposePolicy', {
  policy: Policy, policyHash: PolicyHash, proposedBy: PersonId, effectiveFrom: Instant.nullable(),
  /** Why the county is none of ours, as the service's own edge found it. */
  misplaced: PlaceRefusal.optional(),
  rules, ...because,
})
/** `policyHash` is that of the text the second person read. */
export const ConfirmPolicy = command('ConfirmPolicy', { version: PolicyVersion, policyHash: PolicyHash, confirmedBy: PersonId, rules, ...because })
export const WithdrawPolicy = command('WithdrawPolicy', { version: PolicyVersion, withdrawnBy: PersonId, ...because })
export const PolicyCommand = z.discriminatedUnion('type', [ProposePolicy, ConfirmPolicy, WithdrawPolicy])
export type PolicyCommand = z.infer<typeof PolicyCommand>

/** What may be sent to consult-router; who proposes, confirms or withdraws is who sends it. */
export const policyCommands = {
  'propose-policy': z.strictObject({ countyCode: CountyCode, policy: Policy, effectiveFrom: Instant.nullable().default(null), ...because }),
  'confirm-policy': z.strictObject({ countyCode: CountyCode, version: PolicyVersion, policyHash: PolicyHash, ...because }),
  'withdraw-policy': z.strictObject({ countyCode: CountyCode, version: PolicyVersion, ...because }),
} as const

export const POLICY_REFUSALS = [
  'no-such-proposal', 'another-proposal-waits', 'same-person', 'other-text', 'wrong-county', 'already-in-force',
  'begins-before-the-last', 'tiers-narrow',
] as const
export type PolicyRefusal = (typeof POLICY_REFUSALS)[number]
