// What must hold between streams, in the end: every fact that calls for another has found it, and only once.
import { consultationEvents, deliveryEvents, mandateEvents, policyEvents, reviewEvents, type Mandate, type Policy } from '@zhijian/contracts'
import { categoryOf, idOf, type StoredEvent } from '@zhijian/event-store'
import { canonical, type Instant } from '@zhijian/kernel'
import { createHash } from 'node:crypto'
import type { Checker } from './checker.ts'
import type { Register } from './register.ts'

export type Streams = ReadonlyMap<string, readonly StoredEvent[]>

/** The last fact with one of these names. */
const last = (events: readonly StoredEvent[], names: readonly string[]): string | undefined =>
  events.findLast((event) => names.includes(event.type.slice(0, event.type.lastIndexOf('.v'))))?.type.split('.')[0]

const hashOf = (policy: Policy): string => createHash('sha256').update(canonical(policy)).digest('hex')

/** A question is opened under the policy that its county had at that instant, or the default, and keeps it. */
const checkPolicy = (event: StoredEvent, streams: Streams, toleranceMs: number, checker: Checker): void => {
  const fact = consultationEvents.read(event.type, event.data)
  if (fact?.type !== 'ConsultationOpened') return
  const { policy, policyHash, policyVersion, countyCode, openedAt } = fact.data
  checker.check('the-policy-is-the-one-named', hashOf(policy) === policyHash, event, () => `version ${policyVersion} has another hash`)
  const changes = (streams.get(`policy-${countyCode}`) ?? []).flatMap((each) => policyEvents.read(each.type, each.data) ?? [])
  const hash = new Map(changes.flatMap((each) => (each.type === 'PolicyProposed' ? [[each.data.version, each.data.policyHash] as const] : [])))
  const inForce = (at: Instant): number => changes.reduce((version, each) => (each.type === 'PolicyConfirmed' && each.data.effectiveAt <= at ? each.data.version : version), 0)
  const around = [openedAt, ...[-toleranceMs, toleranceMs].map((ms) => new Date(Date.parse(openedAt) + ms).toISOString() as Instant)]
  checker.check('opened-under-the-policy-in-force', around.some((at) => inForce(at) === policyVersion), event, () => `version ${policyVersion}, in force was ${inForce(openedAt)}`)
  if (policyVersion > 0) checker.check('opened-under-the-policy-in-force', hash.get(policyVersion) === policyHash, event, () => `another text of version ${policyVersion}`)
}

/** Whoever acts for somebody has her mandate for this question from the directory; when it ends, the question is told. */
const checkMandate = (event: StoredEvent, { mandateId, agentId }: Mandate, streams: Streams, checker: Checker): void => {
  if (mandateId === undefined) return
  const question = streams.get(event.stream)!
  const told = (streams.get(`mandate-${mandateId}`) ?? []).flatMap((each) => mandateEvents.read(each.type, each.data) ?? [])
  const [given] = told
  const { askerId } = question[0]!.data
  const isHers = given?.type === 'MandateGiven' && given.data.agentId === agentId && given.data.principalId === askerId
    && given.data.matter.consultationId === idOf(event.stream)
  checker.check('agents-have-a-mandate-of-the-directory', isHers, event, () => `${mandateId} of ${agentId}`)
  const isDismissed = question.some(({ type, data }) => type.startsWith('AgentDismissed.') && data['mandateId'] === mandateId)
  checker.check('the-end-of-a-mandate-dismisses', (told.length > 1) === isDismissed, event, () => `${mandateId} ${isDismissed ? 'goes on' : 'has ended'}`)
}

/** What each question calls for. */
export const checkTogether = (streams: Streams, parts: {
  readonly register: Register
  readonly audienceOf: (digest: string) => { readonly ranked: readonly string[] } | null
  readonly toleranceMs: number
}, checker: Checker): void => {
  for (const [stream, events] of streams) {
    if (categoryOf(stream) !== 'consultation') continue
    const id = idOf(stream)
    const opening = consultationEvents.read(events[0]!.type, events[0]!.data)
    if (opening?.type !== 'ConsultationOpened') continue
    const { isProbe } = opening.data
    checkPolicy(events[0]!, streams, parts.toleranceMs, checker)
    const has = (name: string): boolean => streams.has(name)
    const must = (rule: string, holds: boolean, at: StoredEvent, says: () => string): void => checker.check(rule, holds, at, says)

    for (const event of events) {
      const fact = consultationEvents.read(event.type, event.data)
      const mandate = fact?.type === 'ConsultationOpened' || fact?.type === 'MandateRecorded' ? fact.data.mandate : null
      if (mandate !== null) checkMandate(event, mandate, streams, checker)
      switch (fact?.type) {
        case 'PromiseBroken': must('a-broken-promise-calls-back', has(`callback-${id}`) !== isProbe, event, () => (isProbe ? 'for a synthetic question' : 'nobody calls')); break
        case 'ConsultationOpened':
        case 'FollowUpAsked': {
          const alarm = `danger-${fact.type === 'FollowUpAsked' ? fact.data.followUpId : id}`
          if (fact.data.dangerCodes.length > 0) must('danger-is-heard-of', has(alarm) !== isProbe, event, () => `${alarm} ${isProbe ? 'for a synthetic question' : 'is missing'}`)
          else must('no-alarm-without-danger', !has(alarm), event, () => alarm)
          break
        }
        case 'AnswerGiven':
          if (fact.data.flags.length > 0) must('flagged-answers-are-reviewed', has(`review-${fact.data.answerId}`), event, () => 'no review')
          break
        case 'TierOpened': {
          const known = events.find((each) => each.type.startsWith('AudienceRecorded') && each.data.tier === fact.data.tier)
          must('every-tier-has-its-audience', isProbe ? known === undefined : known !== undefined, event, () => `tier ${fact.data.tier}`)
          break
        }
        case 'AudienceRecorded': {
          const { tier, count, blob, poolVersion } = fact.data
          must('probes-reach-nobody', !isProbe, event, () => 'has an audience')
          const opened = events.map((each) => consultationEvents.read(each.type, each.data)).find((each) => each?.type === 'TierOpened' && each.data.tier === tier)
          const record = blob === null ? null : parts.audienceOf(blob.digest)
          if (opened?.type !== 'TierOpened' || record === null) break
          const { countyCode, askerId, channel, opponents, askerParties } = opening.data
          const expected = parts.register.audience(
            { countyCode, askerId, isEnterprise: channel === 'enterprise', isProbe, opponents, askerParties }, opened.data.scope, poolVersion, opened.data.openedAt)
          const ranked = new Set(record.ranked)
          must('the-audience-is-who-may-be-asked', count === ranked.size && ranked.size === expected.size && [...ranked].every((lawyer) => expected.has(lawyer)), event,
            () => `too many: ${[...ranked].filter((each) => !expected.has(each)).slice(0, 3)}; missing: ${[...expected].filter((each) => !ranked.has(each)).slice(0, 3)}`)
          const delivery = streams.get(`delivery-${id}-${tier}`)
          must('an-audience-is-told', count === 0 ? delivery === undefined : delivery !== undefined, event, () => `delivery of tier ${tier}`)
          const outgoing = delivery && deliveryEvents.read(delivery[0]!.type, delivery[0]!.data)
          if (outgoing?.type === 'DeliveryOpened') {
            const { audience } = outgoing.data
            must('told-is-the-recorded-audience', audience.kind === 'blob' && audience.ref.digest === blob?.digest, event, () => `delivery of tier ${tier}`)
          }
          break
        }
        default: break
      }
    }

    // In the end, pushes go out for a question that looks for somebody, and for no other.
    const need = last(events, ['ConsultationOpened', 'QuorumMet', 'QuorumBroken', 'AnotherLawyerAsked', 'SearchResumed', 'ConsultationClosed', 'ConsultationRested'])
    const met = last(events, ['QuorumMet', 'QuorumBroken', 'AnotherLawyerAsked', 'SearchResumed'])
    const ended = last(events, ['ConsultationClosed', 'ConsultationRested', 'AnotherLawyerAsked', 'SearchResumed'])
    const isLooking = met !== 'QuorumMet' && ended !== 'ConsultationClosed' && ended !== 'ConsultationRested'
    for (const tier of [0, 1, 2]) {
      const delivery = streams.get(`delivery-${id}-${tier}`)
      if (!delivery) continue
      const isStopped = last(delivery, ['DeliveryStopped', 'DeliveryResumed']) === 'DeliveryStopped'
      must('pushes-follow-the-search', isStopped !== isLooking, delivery.at(-1)!, () => `${isStopped ? 'stopped' : 'running'} after ${need}`)
    }
  }
  for (const [stream, events] of streams) {
    if (categoryOf(stream) !== 'review') continue
    const decided = events.findLast((event) => event.type.startsWith('ReviewDecided'))
    const fact = decided && reviewEvents.read(decided.type, decided.data)
    if (fact?.type !== 'ReviewDecided') continue
    const { consultationId, answerId, decision } = fact.data
    const about = (streams.get(`consultation-${consultationId}`) ?? []).filter((event) => event.data.answerId === answerId)
    const state = last(about, ['AnswerGiven', 'AnswerHidden', 'AnswerRestored', 'AnswerWithdrawn', 'LawyerRecused'])
    const isGone = state === 'AnswerWithdrawn' || state === 'LawyerRecused'
    checker.check('a-review-is-carried-out', isGone || (state === 'AnswerHidden') === (decision === 'hide'), decided!, () => `decided ${decision}, and the answer is at ${state}`)
  }
}
