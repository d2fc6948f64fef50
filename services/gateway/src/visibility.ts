// Which lawyers may look at a question, and at how much of it. Who may *answer* is consult-router's to decide; this is the
// same rule for looking, asked of lawyer-pool's word at this moment (conflicts included), and tested against it.
import { AttestedByPool, type LawyerId } from '@zhijian/contracts'
import { Fault, isFault, type JsonObject } from '@zhijian/kernel'
import type { Gateway } from './gateway.ts'
import { EDGE } from './ids.ts'
import type { Conversation } from './views/conversation.ts'

const asAsked = ({ question: { consultationId, countyCode, channel, askerId, opponents, askerParties, isProbe } }: Conversation): JsonObject =>
  ({ consultationId, countyCode, channel, askerId, opponents, askerParties, isProbe })

/** @param about null: what holds of him whatever the question, without a word on conflicts */
export const attestation = async (gateway: Gateway, lawyerId: string, about: Conversation | null): Promise<AttestedByPool | null> => {
  try {
    const reply = await gateway.ask('lawyer-pool', 'attest', { lawyerId, consultation: about && asAsked(about) } as JsonObject, EDGE)
    const parsed = AttestedByPool.safeParse(reply)
    if (!parsed.success) throw new Fault('internal', 'lawyer-pool: the attestation has another shape', { retry: 'never' })
    return parsed.data
  } catch (error) {
    if (isFault(error, 'no-such-lawyer')) return null
    throw error
  }
}

const hasGiven = (conversation: Conversation, lawyerId: string): boolean =>
  conversation.answers.some((answer) => answer.lawyerId === lawyerId && answer.status === 'given')

export const isLocal = ({ question }: Conversation, by: AttestedByPool): boolean => by.counselOf.includes(question.countyCode)

/** By what a lawyer is, an opened tier covers him; counsel of the county from the first moment on. */
const isCovered = (conversation: Conversation, by: AttestedByPool): boolean => isLocal(conversation, by)
  || conversation.tiers.some(({ scope }) =>
  (scope === 'region' && by.regionCode.slice(0, 2) === conversation.question.regionCode.slice(0, 2))
    || (scope === 'nation' && by.nationwide))

/** May look at it. Whoever answered keeps what he was part of, unless he stepped back, or it was a child's and its guardian did. */
export const mayLook = (conversation: Conversation, by: AttestedByPool): boolean => {
  const { question, recused, isGuardianGone } = conversation
  if (isGuardianGone || by.conflict || recused.includes(by.lawyerId)) return false
  if (hasGiven(conversation, by.lawyerId)) return true
  return by.status === 'active' && by.personId !== question.askerId && by.isProbe === question.isProbe
    && (question.channel !== 'enterprise' || by.enterprise) && isCovered(conversation, by)
}

/** Whether he may, unless the question itself stands between: a conflict, or that it is his own. @param by attested without a question */
export const mightLook = (conversation: Conversation, by: AttestedByPool): boolean => mayLook(conversation, { ...by, conflict: false, personId: null })

/**
 * The whole question, or what may leave the county. Counsel of the county see all of it; others with the asker's consent
 * and a published answer of their own, as long as she does not take it back.
 */
export const seesWhole = (conversation: Conversation, by: AttestedByPool): boolean =>
  isLocal(conversation, by) || (conversation.isShared && hasGiven(conversation, by.lawyerId))

export const lawyerMayLook = async (gateway: Gateway, lawyerId: LawyerId | string,
  conversation: Conversation): Promise<boolean> => {
  const by = await attestation(gateway, lawyerId, conversation)
  return by !== null && mayLook(conversation, by)
}
