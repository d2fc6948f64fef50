// What this service adds to a command before it is decided, so that the decision needs nothing from the world: whose name it is
// done in, what lawyer-pool says of a lawyer, which policy is in force. Clients can add none of it.
import {
  AttestedByPool, AttestedMandate, ConflictingAnswer, PlaceAnswer, type Attested, type CallBar, type CallbackId, type CallId, type CallSide, type ConsultationId, type CountyCode, type LawyerId, type Mandate, type MandateId,
  type Actor, type PersonId, type PlaceRefusal, type Policy, type Sealed, type ShownMandate,
} from '@zhijian/contracts'
import { Fault, isFault, type Instant, type JsonObject } from '@zhijian/kernel'
import type { CommandContext, ServicePorts } from '@zhijian/runtime'
import { z } from 'zod'
import { callAggregate, callbackAggregate, consultationAggregate, policyAggregate, reviewAggregate } from './aggregates.ts'
import { whyNoCall, type Call } from './call.ts'
import { callbackAt, lastCallback } from './callback.ts'
import { whyNotAsker, type Consultation } from './consultation.ts'
import { policyInForce } from './policy-change.ts'
import { defaultPolicy, policyHash } from './policy.ts'
import { calls, isOn, type CallView } from './views/calls.ts'
import { consultations, type ConsultationView } from './views/consultations.ts'
import { holds, lawyerQuestions, type LawyerQuestion } from './views/lawyer-questions.ts'

export interface Acting {
  readonly askerId: PersonId
  readonly agentId: PersonId | null
  /** What the question records of what he shows. */
  readonly mandate: Mandate | null
  readonly shown?: ShownMandate | null
}

/** @throws Fault `bad-attestation` (never) */
const directorySays = async (ports: ServicePorts, mandateId: MandateId): Promise<AttestedMandate | null> => {
  const attested = AttestedMandate.nullable().safeParse(await ports.ask('directory', 'attest-mandate', { mandateId }))
  if (!attested.success || (attested.data !== null && attested.data.mandateId !== mandateId)) {
    throw new Fault('bad-attestation', 'the directory said something else than an attestation', { retry: 'never' })
  }
  return attested.data
}

/**
 * In whose name a command is sent. An agent names a mandate, or goes on under the last one that this question has of him; what it is
 * worth the directory says, at every act and whoever he is. The decider looks at it.
 */
export const actingFor = async (
  ports: ServicePorts, { actor }: CommandContext,
  said: { readonly consultationId: ConsultationId; readonly askerId?: PersonId | undefined; readonly mandateId: MandateId | null },
): Promise<Acting> => {
  const askerId = actor.onBehalfOf ?? said.askerId ?? actor.id
  if (askerId === actor.id) return { askerId, agentId: null, mandate: null }
  const mandateId = said.mandateId ?? await lastMandateOf(ports, said.consultationId, actor.id)
  if (mandateId === null) return { askerId, agentId: actor.id, mandate: null, shown: null }
  const attested = await directorySays(ports, mandateId)
  const mandate = attested && { agentId: attested.agentId, kind: attested.kind, recordRef: attested.recordRef, mandateId }
  return { askerId, agentId: actor.id, mandate, shown: { mandateId, attested } }
}

const lastMandateOf = async (ports: ServicePorts, consultationId: ConsultationId, agentId: PersonId): Promise<MandateId | null> =>
  (await questionOf(ports, consultationId))?.mandated.findLast((each) => each.agentId === agentId)?.mandateId ?? null

/** Nothing, or why a place is none of ours: a county that is not served, a village that its county's map does not show. */
export const placed = async (
  ports: ServicePorts, countyCode: string, villageCode: string | null = null,
): Promise<{ readonly misplaced?: PlaceRefusal }> => {
  const misplaced = villageCode !== null && !villageCode.startsWith(countyCode) ? 'no-such-division' : PlaceAnswer.parse(
    await ports.ask('directory', 'misplaced', { codes: villageCode === null ? [countyCode] : [countyCode, villageCode], within: 'served' }))
  return misplaced === null ? {} : { misplaced }
}

/** The question's state, or null. */
export const questionOf = async (ports: ServicePorts, consultationId: ConsultationId): Promise<Consultation | null> => {
  const loaded = await ports.state(consultationAggregate, consultationId)
  return loaded === null || loaded.state.phase === 'absent' ? null : loaded.state
}

/** The call-back that whoever wants one for this question at this instant means. */
export const callbackFor = (ports: ServicePorts, consultationId: ConsultationId, at: Instant): Promise<CallbackId> =>
  callbackAt(consultationId, at, async (id) => (await ports.state(callbackAggregate, id))?.state ?? { phase: 'absent' })

/** How far the newest call-back of this question is, for its asker and for offices. @throws Fault `not-asker` (never) */
export const callbackOf = async (ports: ServicePorts, consultationId: ConsultationId, actor: Actor) => {
  const found = await lastCallback(consultationId, async (id) => (await ports.state(callbackAggregate, id))?.state ?? { phase: 'absent' })
  if (found === null) return null
  const { callbackId, askerId, phase, waitingSince, takeDue, endsAt, overAt, attempts, tries } = found
  const isCitizen = actor.role === 'citizen' || actor.role === 'enterprise'
  if (isCitizen && askerId !== actor.id) throw new Fault('not-asker', 'only the asker sees her call-backs', { retry: 'never' })
  return { callbackId, phase, waitingSince, takeDue, endsAt, overAt, attempts, tries }
}

/** What is the asker's is sealed with her key, or it could not be forgotten with her. @throws Fault `sealed-for-another` (never) */
export const assertSealedFor = (askerId: PersonId, ...values: readonly (Sealed | null)[]): void => {
  if (values.some((value) => value !== null && value.person !== askerId)) {
    throw new Fault('sealed-for-another', 'a text of this question is sealed with another person’s key', { retry: 'never' })
  }
}

/** Of somebody the pool does not know, or for a question there is not: every gate but the first is closed. */
const nobody = (lawyerId: LawyerId): Attested => ({
  lawyerId, personId: null, status: 'inactive', counselOf: [], regionCode: '00', nationwide: false, enterprise: false,
  conflict: false, isProbe: false, poolVersion: '', liveClaimsElsewhere: 0,
})

/** @throws Fault `not-this-lawyer` (never): the sender is not the person behind this lawyer */
const poolSays = async (
  ports: ServicePorts, lawyerId: LawyerId, question: Consultation | null, sender: PersonId | null,
): Promise<AttestedByPool | null> => {
  const { consultationId, countyCode, channel, askerId, opponents, askerParties, isProbe } = question ?? {}
  const about = question === null ? null : { consultationId, countyCode, channel, askerId, opponents, askerParties, isProbe }
  let said: unknown
  try {
    said = await ports.ask('lawyer-pool', 'attest', { lawyerId, consultation: about } as unknown as JsonObject)
  } catch (error) {
    if (isFault(error, 'no-such-lawyer')) return null
    throw error
  }
  const attested = AttestedByPool.safeParse(said)
  if (!attested.success || attested.data.lawyerId !== lawyerId) {
    throw new Fault('bad-attestation', 'lawyer-pool said something else than an attestation', { retry: 'never' })
  }
  const { personId } = attested.data
  // The asker behind the lawyer is for the decider to refuse, with a code of its own.
  const isKnown = sender !== null && personId !== null && personId !== question?.askerId
  if (isKnown && sender !== personId && String(sender) !== lawyerId) {
    throw new Fault('not-this-lawyer', 'the sender is not the person behind this lawyer', { retry: 'never' })
  }
  return attested.data
}

/** Of these questions, those that this lawyer is not on the other side of; only what names somebody is asked about. */
export const withoutConflicts = async (
  ports: ServicePorts, lawyerId: LawyerId, views: readonly ConsultationView[],
): Promise<readonly ConsultationView[]> => {
  const naming = views.filter(({ question: { opponents, askerParties } }) => opponents.length > 0 || askerParties.length > 0)
  if (naming.length === 0) return views
  const consultations = naming.map(({ question: { consultationId, askerId, opponents, askerParties } }) => ({ consultationId, askerId, opponents, askerParties }))
  const barred = new Set<string>(ConflictingAnswer.parse(
    await ports.ask('lawyer-pool', 'conflicting', { lawyerId, consultations } as unknown as JsonObject)))
  return views.filter(({ consultationId }) => !barred.has(consultationId))
}

/** Live claims on other questions, as far as this service's views have come; a moment's staleness is part of the record. */
export const liveClaimsElsewhere = async (
  ports: ServicePorts, lawyerId: LawyerId, here: string, now: Instant,
): Promise<number> => {
  const held = await ports.view<LawyerQuestion>(lawyerQuestions.collection.name)
    .find({ where: { lawyerId, isHolding: true }, sort: [['lastAt', 'desc']], limit: 200 })
  const others = held.items.map((item) => item.consultationId).filter((id) => id !== here)
  if (others.length === 0) return 0
  const questions = await ports.view<ConsultationView>(consultations.collection.name).getMany(others)
  return [...questions.values()].filter((question) => holds(question, lawyerId, now).claim).length
}

export const attest = async (
  ports: ServicePorts, lawyerId: LawyerId, consultationId: ConsultationId, context: CommandContext,
  options: { readonly withClaims?: boolean } = {},
): Promise<Attested> => {
  const question = await questionOf(ports, consultationId)
  if (question === null) return nobody(lawyerId)
  const said = await poolSays(ports, lawyerId, question, context.actor.role === 'system' ? null : context.actor.id)
  if (said === null) return nobody(lawyerId)
  // Only a new claim asks how many there are.
  const liveClaims = options.withClaims ? await liveClaimsElsewhere(ports, lawyerId, consultationId, context.now) : 0
  return { ...said, liveClaimsElsewhere: liveClaims }
}

/** Calls that ring or are talked in; as far as this service's views have come. */
const callsOn = async (ports: ServicePorts, who: { readonly askerId: string } | { readonly lawyerId: string }, now: Instant): Promise<readonly CallView[]> => {
  const found = await ports.view<CallView>(calls.collection.name).find({ where: { ...who, isLive: true }, sort: [['rungAt', 'desc']], limit: 20 })
  return found.items.filter((each) => isOn(each, now))
}

/** Who would ring whom about this question, and why that may not be. @throws Fault `not-asker` · `not-this-lawyer` (never) */
export const ringing = async (
  ports: ServicePorts, context: CommandContext, said: { readonly callId: CallId; readonly consultationId: ConsultationId; readonly lawyerId: LawyerId },
): Promise<{ readonly by: CallSide; readonly askerId: PersonId; readonly barred: CallBar | null }> => {
  const { actor, now } = context
  const by = actor.role === 'lawyer' ? 'lawyer' : 'asker'
  const question = await questionOf(ports, said.consultationId)
  if (question === null) return { by, askerId: actor.id, barred: 'no-such-consultation' }
  const { askerId } = question
  if (by === 'asker' && actor.id !== askerId) throw new Fault('not-asker', 'only the asker rings a lawyer of her question', { retry: 'never' })
  const lawyer = await poolSays(ports, said.lawyerId, question, by === 'lawyer' ? actor.id : null)
  const barred = whyNoCall(question, lawyer === null ? nobody(said.lawyerId) : { ...lawyer, liveClaimsElsewhere: 0 }, by)
  if (barred) return { by, askerId, barred }
  const [hers, his] = await Promise.all([callsOn(ports, { askerId }, now), callsOn(ports, { lawyerId: said.lawyerId }, now)])
  const others = (on: readonly CallView[]): boolean => on.some(({ callId }) => callId !== said.callId)
  const [mine, theirs] = by === 'asker' ? [hers, his] : [his, hers]
  return { by, askerId, barred: others(mine) ? 'in-another-call' : others(theirs) ? 'line-busy' : null }
}

/**
 * On which side of a call the sender is, and of whom it is.
 * @throws Fault `no-such-call` · `not-in-call` · `not-this-lawyer` (never)
 */
export const sideOf = async (ports: ServicePorts, { actor }: CommandContext, callId: CallId): Promise<{ readonly side: CallSide; readonly call: Call }> => {
  const call = await callOf(ports, callId)
  if (call === null) throw new Fault('no-such-call', 'there is no such call', { retry: 'never' })
  if (actor.role !== 'lawyer') {
    if (actor.id !== call.askerId) throw new Fault('not-in-call', 'the sender is on neither side of this call', { retry: 'never' })
    return { side: 'asker', call }
  }
  const lawyer = await poolSays(ports, call.lawyerId, null, actor.id)
  if (lawyer === null || (lawyer.personId === null && String(actor.id) !== call.lawyerId)) throw new Fault('not-in-call', 'the sender is on neither side of this call', { retry: 'never' })
  return { side: 'lawyer', call }
}

/** Whoever talks takes no second call. */
export const whyNotFree = async (ports: ServicePorts, { now }: CommandContext, { side, call }: { readonly side: CallSide; readonly call: Call }): Promise<CallBar | null> => {
  const on = await callsOn(ports, side === 'asker' ? { askerId: call.askerId } : { lawyerId: call.lawyerId }, now)
  return on.some(({ callId, takenAt }) => callId !== call.callId && takenAt !== null) ? 'in-another-call' : null
}

const callOf = async (ports: ServicePorts, callId: CallId): Promise<Call | null> => {
  const loaded = await ports.state(callAggregate, callId)
  return loaded === null || loaded.state.phase === 'absent' ? null : loaded.state
}

/**
 * How long this lawyer talked with the asker of this question in that call: what the log says, never what was sent.
 * @throws Fault `no-such-call` · `call-not-over` (never)
 */
export const talkedMs = async (
  ports: ServicePorts, callId: CallId | undefined, { consultationId, lawyerId }: { readonly consultationId: ConsultationId; readonly lawyerId: LawyerId },
): Promise<number> => {
  const call = callId === undefined ? null : await callOf(ports, callId)
  if (call === null || call.consultationId !== consultationId || call.lawyerId !== lawyerId) {
    throw new Fault('no-such-call', 'this lawyer had no such call about this question', { retry: 'never' })
  }
  if (call.phase !== 'ended') throw new Fault('call-not-over', 'the call is not over', { retry: 'never' })
  return call.connectedMs
}

/** Which decision of a review an answer is hidden or shown by: the version of what the command follows from. Empty: it follows from none. */
export const decisionBehind = async (ports: ServicePorts, answerId: string, { causationId }: CommandContext): Promise<{ readonly reviewVersion?: number }> => {
  if (causationId === undefined) return {}
  const cause = (await ports.history(`${reviewAggregate.decider.category}-${answerId}`)).find(({ id }) => id === causationId)
  return cause === undefined ? {} : { reviewVersion: cause.version }
}

/**
 * Whose complaint it is: the asker's, also when her agent says it under a mandate; of an answer that was hidden, its author's.
 * @throws Fault `no-such-consultation` · `no-such-answer` · `not-asker`, or why a mandate does not hold · `not-this-lawyer` · `answer-not-hidden` (never)
 */
export const complainantOf = async (
  ports: ServicePorts, context: CommandContext, about: { readonly consultationId: ConsultationId; readonly answerId: string; readonly lawyerId: LawyerId },
): Promise<PersonId> => {
  const question = await questionOf(ports, about.consultationId)
  if (question === null) throw new Fault('no-such-consultation', 'there is no such question', { retry: 'never' })
  const answer = question.answers.find((each) => each.answerId === about.answerId && each.lawyerId === about.lawyerId)
  if (!answer) throw new Fault('no-such-answer', 'there is no such answer', { retry: 'never' })
  const { actor, now: at } = context
  const { askerId } = question
  if (actor.id === askerId) return askerId
  if (actor.role !== 'desk' && actor.role !== 'lawyer') throw new Fault('not-asker', 'only the asker, or who acts for her, complains', { retry: 'never' })
  const denied = whyNotAsker(question, { ...await actingFor(ports, context, { ...about, askerId, mandateId: null }), at })
  if (denied === null) return askerId
  if (actor.role !== 'lawyer') throw new Fault(denied, 'who acts for the asker shows a mandate that holds', { retry: 'never' })
  await poolSays(ports, about.lawyerId, question, actor.id)
  if (answer.status !== 'hidden') throw new Fault('answer-not-hidden', 'its author has nothing to contest', { retry: 'never' })
  return actor.id
}

/** Of a lawyer in general, for lists; null when the pool does not know him. */
export const lawyerFacts = (ports: ServicePorts, lawyerId: LawyerId): Promise<AttestedByPool | null> =>
  poolSays(ports, lawyerId, null, null)

/** Of his card: what his list puts first. None when the pool does not know him. */
export const specialtiesOf = async (ports: ServicePorts, lawyerId: LawyerId): Promise<readonly string[]> =>
  z.object({ specialties: z.array(z.string()) }).nullable().parse(await ports.ask('lawyer-pool', 'lawyer', { lawyerId }))?.specialties ?? []

/** The county's policy at this instant: its own confirmed one, or the default as version 0. */
export const policyAt = async (
  ports: ServicePorts, countyCode: CountyCode, at: Instant,
): Promise<{ readonly policy: Policy; readonly policyHash: string; readonly policyVersion: number }> => {
  const loaded = await ports.state(policyAggregate, countyCode)
  const own = loaded && policyInForce(loaded.state, at)
  if (own) return { policy: own.policy, policyHash: own.policyHash, policyVersion: own.version }
  const policy = defaultPolicy(countyCode)
  return { policy, policyHash: policyHash(policy), policyVersion: 0 }
}
