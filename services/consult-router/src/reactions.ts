// What follows from an event, as further commands. Their ids derive from the event, so a redelivery is the same write; the pure
// parts are `after…`, and only looking up a question touches the service's view.
import {
  consultationEvents, mandateEvents, reviewEvents, type CallbackId, type ConsultationEvent, type ConsultationId, type ReviewEvent,
} from '@zhijian/contracts'
import { assert, type Instant } from '@zhijian/kernel'
import type { Outgoing, Reaction, ServicePorts } from '@zhijian/runtime'
import { callbackFor } from './edge.ts'
import { consultations, type ConsultationView } from './views/consultations.ts'
import type { Fact } from './views/facts.ts'
import { holds, lawyerQuestions, type LawyerQuestion } from './views/lawyer-questions.ts'

const SERVICE = 'consult-router'
const tell = (command: string, data: Outgoing['data']): Outgoing => ({ service: SERVICE, command, data })

const consultationEvent = (fact: Fact): ConsultationEvent => {
  const event = consultationEvents.read(fact.type, fact.data)
  assert(event !== null, `${fact.type} is not known to this release`)
  return event
}

/** The question as its view has it; a synthetic one has no county. */
type Counted = Pick<ConsultationView, 'countedCounty'> | null

/** Nobody answered in time: the 12348 desk calls, unless it is about to. @param callbackId the one meant when the promise broke */
export const afterBrokenPromise = (fact: Fact, question: Counted, callbackId: CallbackId): readonly Outgoing[] => {
  const { type, data: { consultationId } } = consultationEvent(fact)
  if (type !== 'PromiseBroken' || question === null || question.countedCounty === null) return []
  return [tell('request-callback', { callbackId, consultationId, cause: 'promise-broken' })]
}

/** Words of danger in a question or a follow-up: the duty officer is called. A probe calls nobody. */
export const afterDangerousWords = (fact: Fact, question: Counted): readonly Outgoing[] => {
  const { type, data } = consultationEvent(fact)
  if ((type !== 'ConsultationOpened' && type !== 'FollowUpAsked') || data.dangerCodes.length === 0) return []
  if (question === null || question.countedCounty === null) return []
  const followUpId = type === 'FollowUpAsked' ? data.followUpId : null
  const { consultationId, dangerCodes } = data
  return [tell('raise-danger', { dangerId: followUpId ?? consultationId, consultationId, followUpId, codes: dangerCodes })]
}

/** Contact data, links or a fee in an answer or in what followed it: a reviewer sees the answer. */
export const afterFlags = (fact: Fact): readonly Outgoing[] => {
  const { type, data } = consultationEvent(fact)
  if ((type !== 'AnswerGiven' && type !== 'FollowUpAnswered') || data.flags.length === 0) return []
  const { consultationId, answerId, lawyerId, flags } = data
  return [tell('open-review', { consultationId, answerId, lawyerId, flags })]
}

export const afterReview = (fact: Fact): readonly Outgoing[] => {
  const event: ReviewEvent | null = reviewEvents.read(fact.type, fact.data)
  if (event?.type !== 'ReviewDecided') return []
  const { consultationId, answerId, reviewerId, decision, reason } = event.data
  // Restoring what was never hidden is nothing.
  return decision === 'hide' && reason !== null ? [tell('hide-answer', { consultationId, answerId, reviewerId, reason })]
    : [tell('restore-answer', { consultationId, answerId, reviewerId })]
}

/** Whoever acted under a mandate that ended is dismissed from the question it was for. */
export const afterEndOfMandate = (fact: Fact): readonly Outgoing[] => {
  const event = mandateEvents.read(fact.type, fact.data)
  if (event === null || event.type === 'MandateGiven') return []
  const { mandateId, agentId, matter: { consultationId } } = event.data
  return [tell('dismiss-agent', { consultationId, agentId, mandateId, cause: event.type === 'MandateRevoked' ? 'revoked' : 'expired' })]
}

/** A lawyer who may not practise any more lets go of what he held then. */
export const afterLossOfLicence = (lawyerId: string, lostAt: Instant, held: readonly string[]): readonly Outgoing[] =>
  held.map((consultationId) => ({ ...tell('mark-lawyer-unavailable', { consultationId, lawyerId, lostAt }), about: consultationId }))

export const createReactions = (ports: ServicePorts): readonly Reaction[] => {
  const questionOf = (fact: Fact): Promise<ConsultationView | null> =>
    ports.view<ConsultationView>(consultations.collection.name).get(fact.data.consultationId as string)
  return [
    {
      name: 'call-back',
      otherwise: () => ({ code: 'no-call-back' }),
      on: { categories: ['consultation'], types: ['PromiseBroken'] },
      run: async (event) => afterBrokenPromise(event, await questionOf(event),
        await callbackFor(ports, event.data.consultationId as ConsultationId, event.meta.time)),
    },
    {
      name: 'raise-danger',
      otherwise: () => ({ code: 'danger-unheard' }),
      on: { categories: ['consultation'], types: ['ConsultationOpened', 'FollowUpAsked'] },
      async run(event) {
        const isHarmless = (event.data.dangerCodes as readonly string[]).length === 0
        return isHarmless ? [] : afterDangerousWords(event, await questionOf(event))
      },
    },
    {
      name: 'open-review',
      otherwise: () => ({ code: 'answer-not-reviewed' }),
      on: { categories: ['consultation'], types: ['AnswerGiven', 'FollowUpAnswered'] },
      run: (event) => afterFlags(event),
    },
    {
      name: 'apply-review',
      otherwise: () => ({ code: 'review-without-effect' }),
      on: { categories: ['review'], types: ['ReviewDecided'] },
      run: (event) => afterReview(event),
    },
    {
      name: 'dismiss-agent',
      otherwise: () => ({ code: 'agent-still-acts' }),
      on: { categories: ['mandate'], types: ['MandateRevoked', 'MandateExpired'] },
      run: (event) => afterEndOfMandate(event),
    },
    {
      name: 'release-lawyer',
      otherwise: () => ({ code: 'lawyer-keeps-questions' }),
      on: { categories: ['lawyer'], types: ['LawyerSuspended', 'LawyerDeregistered', 'AnnualCheckFailed', 'AnnualCheckExpired'] },
      async run(event) {
        const lawyerId = event.data.lawyerId as string
        const found = await ports.view<LawyerQuestion>(lawyerQuestions.collection.name)
          .find({ where: { lawyerId, isHolding: true }, sort: [['lastAt', 'desc']], limit: 1000 })
        const questions = await ports.view<ConsultationView>(consultations.collection.name)
          .getMany(found.items.map((item) => item.consultationId))
        const held = [...questions].filter(([, question]) => {
          const { claim, waits } = holds(question, lawyerId, event.meta.time)
          return claim || waits
        })
        return afterLossOfLicence(lawyerId, event.meta.time, held.map(([id]) => id))
      },
    },
  ]
}
