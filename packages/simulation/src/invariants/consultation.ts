// What must hold of one question, told from its record alone and written without a look at its decider: if both made the
// same mistake it would have to be made twice, in two ways. It is one long read for the reason the decider is.
import { consultationEvents, type ConsultationEvent, type TierScope } from '@zhijian/contracts'
import type { StoredEvent } from '@zhijian/event-store'
import { elapsedMs, plus, type Instant } from '@zhijian/kernel'
import type { Checker } from './checker.ts'
import type { Register } from './register.ts'

type Fact = ConsultationEvent & { readonly at: Instant; readonly stored: StoredEvent }
const byWhom = (event: StoredEvent): string => event.meta.actorid
const isElapsed = (event: StoredEvent): boolean => event.meta.cause.startsWith('elapse:')
/** Nothing of these happens to a question that is closed. */
const NOT_WHEN_CLOSED = new Set<ConsultationEvent['type']>([
  'TierOpened', 'TierClosed', 'TierSkipped', 'TiersExhausted', 'AudienceMissing', 'ClaimTaken', 'ClaimRenewed', 'ClaimReleased', 'ClaimLapsed', 'AnswerGiven',
  'PromiseKept', 'PromiseBroken', 'PromiseReopened', 'PromiseVoided', 'QuorumBroken', 'QuorumOverdue', 'FollowUpAsked', 'FollowUpAnswered',
  'ThreadReminded', 'AnotherLawyerOffered', 'AnotherLawyerAsked', 'SearchResumed', 'ConsultationRested',
])
/** Acts of a person: they put the question's rest off. */
const ACTS = new Set<ConsultationEvent['type']>([
  'ConsultationOpened', 'ClaimTaken', 'ClaimRenewed', 'ClaimReleased', 'AnswerGiven', 'AnswerWithdrawn', 'LawyerRecused', 'FollowUpAsked', 'FollowUpAnswered',
  'AnotherLawyerAsked', 'SearchResumed', 'ConsultationReopened', 'ConsultationWoken', 'AnswerRated',
])

/**
 * @param until every deadline up to this instant has been given the chance to pass
 * @param register who may act; null: not looked at
 */
export const checkConsultation = (stored: readonly StoredEvent[], until: Instant, register: Register | null, checker: Checker): void => {
  const facts: Fact[] = stored.flatMap((event) => {
    const fact = consultationEvents.read(event.type, event.data)
    return fact ? [{ ...fact, at: event.meta.time, stored: event } as Fact] : []
  })
  const first = facts[0]
  if (!first) return
  const must = (rule: string, holds: boolean, fact: Fact, says: () => string): void => checker.check(rule, holds, fact.stored, says)
  must('begins-with-a-question', first.type === 'ConsultationOpened', first, () => `begins with ${first.type}`)
  if (first.type !== 'ConsultationOpened') return
  const opening = first.data
  const { policy, terms } = opening
  const asked = {
    countyCode: opening.countyCode, askerId: opening.askerId as string, isEnterprise: opening.channel === 'enterprise', isProbe: opening.isProbe,
    opponents: opening.opponents, askerParties: opening.askerParties,
  }

  let isShared = opening.consentBeyondCounty
  let guardian: 'none' | 'missing' | 'given' | 'withdrawn' = opening.child === undefined ? 'none' : opening.child.guardian === null ? 'missing' : 'given'
  let phase: 'open' | 'resting' | 'closed' = 'open'
  let isSearching = true
  let target = terms.quorum
  let isMet = false
  let promise: 'pending' | 'kept' | 'broken' | 'voided' | 'waived' = 'pending'
  let isOverdue = false
  let wasClosed = false
  let lastAct = first.at
  const tiers: { readonly closesAt: Instant | null; readonly audienceDue: Instant | null; audience: number | null; isOver: boolean; isMissed: boolean }[] = []
  const scopes = new Set<TierScope>()
  const answers = new Map<string, { readonly lawyerId: string; readonly givenAt: Instant; status: 'given' | 'hidden' | 'withdrawn' }>()
  const claims = new Map<string, { readonly takenAt: Instant; expiresAt: Instant }>()
  const lapses = new Map<string, number>()
  const recused = new Set<string>()
  const agents = new Set<string>(opening.mandate === null ? [] : [opening.mandate.agentId])
  const threads = new Map<string, { waiting: boolean; reminderDue: Instant | null; offerDue: Instant | null }>()
  const offered = new Set<string>()
  let waitedBefore = new Set<string>()

  const given = () => [...answers.values()].filter((answer) => answer.status === 'given')
  const ofLawyer = (lawyerId: string) => [...answers.values()].find((answer) => answer.lawyerId === lawyerId && answer.status !== 'withdrawn')
  const quiet = (lawyerId: string): void => void threads.set(lawyerId, { waiting: false, reminderDue: null, offerDue: null })
  const byAsker = (fact: Fact): void => must('only-the-asker-acts-for-her',
    byWhom(fact.stored) === opening.askerId || agents.has(byWhom(fact.stored)), fact, () => `${fact.type} by ${byWhom(fact.stored)}`)
  const byLawyer = (fact: Fact, lawyerId: string): void => {
    must('lawyers-act-themselves', byWhom(fact.stored) === lawyerId, fact, () => `${fact.type} of ${lawyerId} by ${byWhom(fact.stored)}`)
    must('who-stepped-aside-stays-aside', !recused.has(lawyerId), fact, () => `${fact.type} of ${lawyerId}`)
    if (register) {
      must('only-who-may-acts', register.mightAct(lawyerId, asked, scopes, ofLawyer(lawyerId)?.status === 'given', fact.stored), fact,
        () => `${fact.type} of ${lawyerId}, whom the register did not let in`)
    }
  }

  /** No clock that runs is behind `at`. */
  const settled = (fact: Fact, at: Instant): void => {
    const open = phase === 'open'
    const tier = tiers.at(-1)
    const count = given().length
    for (const [lawyer, { expiresAt }] of claims) must('claims-lapse', expiresAt > at, fact, () => `the claim of ${lawyer} ended at ${expiresAt}`)
    if (open && promise === 'pending') must('the-promise-is-decided', opening.promiseDue > at, fact, () => `pending since ${opening.promiseDue}`)
    if (open && isSearching && !isMet && tier && !tier.isOver && tier.closesAt !== null) must('windows-end', tier.closesAt > at, fact,
      () => `the window of ${tier.closesAt} is open`)
    if (open && isSearching && !isOverdue && count < terms.quorum) must('operators-hear-of-a-late-quorum', opening.quorumDue > at, fact,
      () => `${count} answers since ${opening.quorumDue}`)
    if (open && !wasClosed && tier && tier.audience === null && !tier.isMissed && tier.audienceDue !== null) {
      must('operators-hear-of-a-missing-audience', tier.audienceDue > at, fact,
        () => `unknown since ${tier.audienceDue}`)
    }
    for (const [lawyer, thread] of threads) {
      if (!open || !thread.waiting) continue
      if (thread.reminderDue !== null) must('silence-is-reminded', thread.reminderDue > at, fact, () => `${lawyer} since ${thread.reminderDue}`)
      if (thread.offerDue !== null) must('silence-offers-another', thread.offerDue > at, fact, () => `${lawyer} since ${thread.offerDue}`)
    }
    if (open) must('a-long-silence-rests', plus(lastAct, policy.restMs) > at, fact, () => `nothing since ${lastAct}`)
  }

  for (const [place, fact] of facts.entries()) {
    const before = facts[place - 1]
    const isBatchStart = !before || before.stored.meta.due !== undefined
    if (before) must('time-goes-on', fact.at >= before.at, fact, () => `${fact.at} after ${before.at}`)
    if (isBatchStart) waitedBefore = new Set([...threads].filter(([, thread]) => thread.waiting).map(([lawyer]) => lawyer))
    const isDecided = !isElapsed(fact.stored)
    if (isDecided && before && (isBatchStart || isElapsed(before.stored))) settled(fact, fact.at)
    if (!isDecided) must('clocks-stop-when-closed', phase === 'open', fact, () => `${fact.type} of a ${phase} question`)
    if (phase === 'closed') must('nothing-goes-on-when-closed', !NOT_WHEN_CLOSED.has(fact.type), fact, () => fact.type)
    const count = given().length
    const missing = Math.max(0, target - count)

    switch (fact.type) {
      case 'ConsultationOpened':
        must('opened-once', place === 0, fact, () => 'opened again')
        must('a-child-has-a-guardian', guardian !== 'missing' || (opening.dangerCodes.length > 0 && !isShared && opening.redacted === null), fact, () => 'and none consented')
        if (opening.via !== 'phone') must('agents-have-a-mandate', agents.has(byWhom(fact.stored)), fact,
          () => `${opening.via} by ${byWhom(fact.stored)}`)
        if (register && opening.via === 'village-counsel') {
          must('counsel-write-for-their-villages',
            opening.villageCode !== null && register.serves(byWhom(fact.stored), opening.villageCode, fact.stored), fact, () => byWhom(fact.stored))
        }
        must('promised-as-in-the-terms',
          elapsedMs(fact.data.openedAt, fact.data.promiseDue) === terms.promiseMs && elapsedMs(fact.data.openedAt, fact.data.quorumDue) === terms.quorumMs, fact,
          () => 'other deadlines')
        break
      case 'ConsentGiven':
        byAsker(fact)
        must('consents-are-her-own-word', !isShared && guardian !== 'missing' && guardian !== 'withdrawn', fact, () => `shared: ${isShared}, guardian ${guardian}`)
        isShared = true
        break
      case 'ConsentWithdrawn':
        byAsker(fact)
        must('consents-are-her-own-word', fact.data.purpose === 'guardian' ? guardian === 'given' : isShared, fact, () => `shared: ${isShared}, guardian ${guardian}`)
        if (fact.data.purpose === 'guardian') guardian = 'withdrawn'
        isShared = false
        break
      case 'MandateRecorded': agents.add(fact.data.mandate.agentId); break
      case 'AgentDismissed': agents.delete(fact.data.agentId); break
      case 'TierOpened': {
        const { tier, scope, openedAt, closesAt, audienceDue } = fact.data
        const terms_ = terms.tiers[tier]
        must('tiers-in-order', tier === tiers.length && terms_?.scope === scope, fact, () => `tier ${tier} (${scope}) after ${tiers.length}`)
        must('windows-as-in-the-terms', closesAt === (typeof terms_?.windowMs === 'number' ? plus(openedAt, terms_.windowMs) : null), fact,
          () => `until ${closesAt}`)
        must('probes-reach-nobody', (audienceDue === null) === opening.isProbe, fact, () => 'an audience is waited for')
        must('no-tier-without-need', missing > 0 && isSearching, fact, () => `${missing} missing`)
        if (tiers.length > 0) {
          const last = tiers.at(-1)!
          must('a-tier-opens-when-one-ends', last.isOver || last.audience === 0 || (last.closesAt !== null && last.closesAt <= fact.at), fact,
            () => `after ${before!.type}`)
          must('a-tier-opens-at-that-instant', fact.at === before!.at, fact, () => `at ${fact.at}, after ${before!.type} at ${before!.at}`)
        }
        tiers.push({ closesAt, audienceDue, audience: null, isOver: false, isMissed: false })
        scopes.add(scope)
        break
      }
      case 'TierClosed':
        must('windows-end-on-time', fact.at === tiers.at(-1)?.closesAt && fact.data.tier === tiers.length - 1, fact,
          () => `at ${fact.at}, due ${tiers.at(-1)?.closesAt}`)
        must('no-window-once-met', missing > 0 && isSearching, fact, () => `${missing} missing`)
        tiers.at(-1)!.isOver = true
        break
      case 'TierSkipped':
        must('only-empty-tiers-are-skipped', tiers.at(-1)!.audience === 0 && fact.data.tier === tiers.length - 1 && missing > 0, fact,
          () => `audience ${tiers.at(-1)!.audience}`)
        tiers.at(-1)!.isOver = true
        break
      case 'TiersExhausted': must('exhausted-after-the-last', tiers.length === terms.tiers.length && missing > 0, fact,
        () => `after ${tiers.length} tiers`); break
      case 'AudienceRecorded': {
        const tier = tiers[fact.data.tier]
        must('an-audience-is-recorded-once', tier !== undefined && tier.audience === null, fact, () => `tier ${fact.data.tier}`)
        if (tier) tier.audience = fact.data.count
        break
      }
      case 'AudienceMissing': {
        const tier = tiers[fact.data.tier]!
        must('missed-on-time', fact.at === tier.audienceDue && tier.audience === null, fact, () => `at ${fact.at}, due ${tier.audienceDue}`)
        tier.isMissed = true
        break
      }
      case 'ClaimTaken': {
        const { lawyerId, takenAt, expiresAt } = fact.data
        byLawyer(fact, lawyerId)
        must('places-are-few', claims.size < policy.claimsPerMissing * missing, fact, () => `${claims.size} claims for ${missing} missing answers`)
        must('one-claim-a-lawyer', !claims.has(lawyerId) && !ofLawyer(lawyerId), fact, () => `${lawyerId} has one, or has answered`)
        must('two-lapses-are-enough', (lapses.get(lawyerId) ?? 0) < policy.claimLapses, fact, () => `${lapses.get(lawyerId)} lapses`)
        must('a-lease-is-the-policy’s', elapsedMs(takenAt, expiresAt) === policy.claimLeaseMs, fact, () => `until ${expiresAt}`)
        if (register) must('counsel-need-no-claim', !register.isCounsel(lawyerId, opening.countyCode, fact.stored, 'every'), fact, () => lawyerId)
        claims.set(lawyerId, { takenAt, expiresAt })
        break
      }
      case 'ClaimRenewed': {
        const { lawyerId, expiresAt } = fact.data
        byLawyer(fact, lawyerId)
        const claim = claims.get(lawyerId)
        must('only-live-claims-renew', claim !== undefined && claim.expiresAt > fact.at, fact, () => `${lawyerId} has none`)
        must('claims-have-an-end',
          claim !== undefined && elapsedMs(claim.takenAt, expiresAt) <= policy.claimMaximumMs && elapsedMs(fact.at, expiresAt) <= policy.claimLeaseMs, fact,
          () => `until ${expiresAt}`)
        if (claim) claim.expiresAt = expiresAt
        break
      }
      case 'ClaimLapsed':
        must('claims-lapse-on-time', claims.get(fact.data.lawyerId)?.expiresAt === fact.at, fact, () => `at ${fact.at}`)
        lapses.set(fact.data.lawyerId, (lapses.get(fact.data.lawyerId) ?? 0) + 1)
        claims.delete(fact.data.lawyerId)
        break
      case 'ClaimReleased':
      case 'LawyerUnavailable':
        claims.delete(fact.data.lawyerId)
        break
      case 'AnswerGiven': {
        const { answerId, lawyerId, local, tier, form, substance, text } = fact.data
        byLawyer(fact, lawyerId)
        const least = policy.substance
        const isSubstantial = form === 'text' ? substance.textChars >= least.textChars : form === 'clip' ? substance.clipMs >= least.clipMs
          : substance.callMs >= least.callMs && substance.textChars >= least.callSummaryChars
        must('answers-have-substance', isSubstantial, fact, () => `a ${form} of ${substance.textChars} letters`)
        must('one-answer-a-lawyer', !ofLawyer(lawyerId), fact, () => `${lawyerId} again`)
        must('an-answer-is-new', !answers.has(answerId), fact, () => answerId)
        must('answers-from-open-tiers', tier < tiers.length, fact, () => `tier ${tier}`)
        must('sealed-for-the-asker', text === null || text.person === opening.askerId, fact, () => 'with another key')
        if (register) must('local-is-counsel', !local || register.isCounsel(lawyerId, opening.countyCode, fact.stored, 'some'), fact, () => lawyerId)
        if (!local && !claims.has(lawyerId)) must('no-answer-beyond-the-places', missing > 0 && claims.size < policy.claimsPerMissing * missing, fact,
          () => `${missing} missing, ${claims.size} claims`)
        answers.set(answerId, { lawyerId, givenAt: fact.data.givenAt, status: 'given' })
        claims.delete(lawyerId)
        break
      }
      case 'AnswerHidden':
      case 'AnswerWithdrawn':
      case 'AnswerRestored': {
        const answer = answers.get(fact.data.answerId)
        const wanted = fact.type === 'AnswerRestored' ? 'hidden' : 'given'
        must('only-what-was-shown-goes', answer?.status === wanted, fact, () => `${fact.type} of one that is ${answer?.status}`)
        if (answer) answer.status = fact.type === 'AnswerHidden' ? 'hidden' : fact.type === 'AnswerWithdrawn' ? 'withdrawn' : 'given'
        if (fact.type !== 'AnswerRestored') quiet(fact.data.lawyerId)
        break
      }
      case 'LawyerRecused': {
        const answer = fact.data.answerId === null ? undefined : answers.get(fact.data.answerId)
        if (answer) answer.status = 'withdrawn'
        recused.add(fact.data.lawyerId)
        claims.delete(fact.data.lawyerId)
        quiet(fact.data.lawyerId)
        break
      }
      case 'PromiseKept':
        must('a-promise-is-decided-once', promise === 'pending', fact, () => `kept when ${promise}`)
        must('kept-by-an-answer-in-time', fact.at < opening.promiseDue && given().some((answer) => answer.givenAt < opening.promiseDue), fact,
          () => `at ${fact.at}`)
        promise = 'kept'
        break
      case 'PromiseBroken':
        must('a-promise-is-decided-once', promise === 'pending', fact, () => `broken when ${promise}`)
        must('broken-on-the-instant', fact.at === opening.promiseDue && count === 0, fact, () => `at ${fact.at} with ${count} answers`)
        promise = 'broken'
        break
      case 'PromiseReopened':
        must('reopened-while-there-is-time', promise === 'kept' && fact.at < opening.promiseDue && count === 0, fact,
          () => `${promise} at ${fact.at}`)
        promise = 'pending'
        break
      case 'PromiseVoided':
        must('voided-when-time-is-over',
          promise === 'kept' && fact.at >= opening.promiseDue && !given().some((answer) => answer.givenAt < opening.promiseDue), fact,
          () => `${promise} at ${fact.at}`)
        promise = 'voided'
        break
      case 'PromiseRestored':
        must('restored-by-an-answer-in-time', given().some((answer) => answer.givenAt < opening.promiseDue), fact, () => `at ${fact.at}`)
        promise = 'kept'
        break
      case 'QuorumMet':
        must('met-when-enough', missing === 0, fact, () => `${count} of ${target}`)
        isMet = true
        break
      case 'QuorumBroken':
        must('broken-when-short', missing > 0, fact, () => `${count} of ${target}`)
        isMet = false
        break
      case 'QuorumOverdue':
        must('overdue-once', !isOverdue, fact, () => 'again')
        must('overdue-when-short', count < terms.quorum && fact.at >= opening.quorumDue && (isDecided || fact.at === opening.quorumDue), fact,
          () => `${count} answers at ${fact.at}`)
        isOverdue = true
        break
      case 'FollowUpAsked': {
        const { lawyerId, askedAt, reminderDue, offerDue } = fact.data
        byAsker(fact)
        must('asked-of-who-answered', ofLawyer(lawyerId)?.status === 'given', fact, () => `${lawyerId} is ${ofLawyer(lawyerId)?.status}`)
        const thread = threads.get(lawyerId)
        const isWaiting = thread?.waiting ?? false
        must('a-thread-has-one-clock', isWaiting ? reminderDue === null && offerDue === null
          : reminderDue === plus(askedAt, policy.followUpReminderMs) && offerDue === plus(askedAt, policy.followUpOfferMs), fact, () => `${reminderDue}, ${offerDue}`)
        if (!isWaiting) threads.set(lawyerId, { waiting: true, reminderDue, offerDue })
        break
      }
      case 'FollowUpAnswered':
        byLawyer(fact, fact.data.lawyerId)
        must('replies-from-who-answered', ofLawyer(fact.data.lawyerId)?.status === 'given' && threads.has(fact.data.lawyerId), fact,
          () => fact.data.lawyerId)
        quiet(fact.data.lawyerId)
        break
      case 'ThreadReminded': {
        const thread = threads.get(fact.data.lawyerId)
        must('reminded-on-time', thread?.waiting === true && thread.reminderDue === fact.at, fact, () => `at ${fact.at}, due ${thread?.reminderDue}`)
        if (thread) thread.reminderDue = null
        break
      }
      case 'AnotherLawyerOffered': {
        const { lawyerId } = fact.data
        const thread = threads.get(lawyerId)
        must('offered-for-silence', isDecided ? waitedBefore.has(lawyerId) : thread?.waiting === true && thread.offerDue === fact.at, fact,
          () => `${lawyerId} at ${fact.at}`)
        if (thread) thread.offerDue = null
        offered.add(lawyerId)
        break
      }
      case 'AnotherLawyerAsked':
        byAsker(fact)
        must('another-only-when-offered', offered.has(fact.data.lawyerId), fact, () => fact.data.lawyerId)
        must('another-is-one-more', fact.data.target === Math.max(target, count) + 1, fact, () => `${target} → ${fact.data.target} with ${count}`)
        offered.delete(fact.data.lawyerId)
        target = fact.data.target
        isMet = false
        isSearching = true
        break
      case 'SearchResumed':
        byAsker(fact)
        must('resumed-when-ended', !isSearching && missing > 0, fact, () => `${missing} missing`)
        isSearching = true
        isMet = false
        break
      case 'ConsultationClosed':
        byAsker(fact)
        must('waived-when-pending', fact.data.promiseWaived === (promise === 'pending'), fact, () => promise)
        must('rated-who-answered', fact.data.ratings.every((rating) => ofLawyer(rating.lawyerId)?.status === 'given'), fact,
          () => 'somebody who did not')
        phase = 'closed'
        wasClosed = true
        if (fact.data.promiseWaived) promise = 'waived'
        break
      case 'ConsultationRested':
        must('rests-on-time', fact.at === plus(lastAct, policy.restMs), fact, () => `at ${fact.at}, last act ${lastAct}`)
        phase = 'resting'
        wasClosed = true
        break
      case 'ConsultationReopened':
      case 'ConsultationWoken':
        must('only-what-slept-wakes', phase === (fact.type === 'ConsultationReopened' ? 'closed' : 'resting'), fact, () => phase)
        phase = 'open'
        break
      case 'AnswerRated':
        byAsker(fact)
        must('rated-who-answered', ofLawyer(fact.data.rating.lawyerId)?.status === 'given', fact, () => fact.data.rating.lawyerId)
        break
      default: fact satisfies never
    }
    if (phase !== 'open') {
      isSearching = false
      claims.clear()
      for (const lawyer of threads.keys()) quiet(lawyer)
    }
    if (ACTS.has(fact.type) && phase === 'open') lastAct = fact.at
    // Facts of one batch belong together: what follows from an answer is looked at when the batch is complete.
    if (fact.stored.meta.due === undefined) continue
    const now = given().length
    if (phase === 'open' && isSearching) must('the-quorum-is-told', (now >= target) === isMet, fact,
      () => `${now} of ${target}, said to be ${isMet ? 'met' : 'not met'}`)
    if (phase === 'open') must('the-first-answer-keeps-the-promise', promise !== 'pending' || now === 0, fact, () => `${now} answers, and pending`)
    if (phase === 'open' && !wasClosed && promise === 'kept') {
      must('kept-while-it-stands', given().some((answer) => answer.givenAt < opening.promiseDue), fact,
        () => 'the answer that kept it is gone')
    }
  }
  settled(facts.at(-1)!, until)
}
