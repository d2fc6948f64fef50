// The default policy, where its numbers come from, and which terms hold at an hour.
// I1 Pure: the hour is an argument, and the county's clock is a fixed offset that the policy carries.
import { createHash } from 'node:crypto'
import { hourRuleAt, TierScope, type Policy, type Terms } from '@zhijian/contracts'
import { canonical, days, hours, minutes, seconds, type Instant } from '@zhijian/kernel'

/**
 * What a county begins with: 卓资县's published promise where it has one, practice elsewhere; everything can be changed by policy.
 * @source 卓资县 「指尖」: 39 counsel first; after 3 min without three lawyers the region, after 3 more the nation; a reply within
 *   10 min, at least 3 lawyers, unlimited follow-ups. No statute asks for this: 12348 norms are 24 h for messages, 5 h online.
 */
export const defaultPolicy = (countyCode: string): Policy => ({
  countyCode,
  terms: {
    tiers: [
      { scope: 'county', windowMs: seconds(180) },
      { scope: 'region', windowMs: seconds(180) },
      { scope: 'nation', windowMs: null },
    ],
    quorum: 3,
    promiseMs: seconds(600),
    quorumMs: seconds(600),
  },
  hours: [],
  utcOffsetMinutes: 480,
  audienceMs: seconds(10),
  // Long enough to type an answer on a phone; short enough that a place is not lost to somebody who left.
  claimLeaseMs: seconds(90),
  claimMaximumMs: seconds(300),
  claimsPerMissing: 2,
  claimsElsewhere: 3,
  claimLapses: 2,
  substance: { textChars: 15, clipMs: seconds(10), callMs: seconds(60), callSummaryChars: 1 },
  followUpReminderMs: minutes(30),
  followUpOfferMs: hours(2),
  restMs: days(30),
  reviewMs: hours(24),
  callback: { takeMs: minutes(10), tries: 3, withinMs: hours(24) },
  dangerAcknowledgeMs: minutes(2),
})

/** What is promised to a question opened at this instant. */
export const termsAt = (policy: Policy, at: Instant): Terms => hourRuleAt(policy, at)?.terms ?? policy.terms

/** SHA-256 of the canonical JSON, hex: names the text that was promised, and that a second person confirmed. */
export const policyHash = (policy: Policy): string => createHash('sha256').update(canonical(policy), 'utf8').digest('hex')

/** Whether a later tier would ask fewer than the one before it: county within region within nation, at every hour. */
export const narrows = ({ terms, hours: hourRules }: Policy): boolean => [terms, ...hourRules.map((rule) => rule.terms)].some(({ tiers }) =>
  tiers.some(({ scope }, tier) => tier > 0 && TierScope.options.indexOf(scope) < TierScope.options.indexOf(tiers[tier - 1]!.scope)))
