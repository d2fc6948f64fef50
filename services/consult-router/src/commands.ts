// What may be sent to this service, by whom, to which stream, and what is added to it on the way to its decider.
import {
  callbackCommands, callCommands, consultationCommands, dangerCommands, policyCommands, reviewCommands, type CallbackCommand, type CallCommand, type CallId,
  type ConsultationCommand, type ConsultationId, type DangerCommand, type LawyerId, type PolicyCommand, type ReviewCommand,
  type ReviewId, type Role,
} from '@zhijian/contracts'
import { Fault } from '@zhijian/kernel'
import { command, type CommandContext, type CommandDefinition, type ServicePorts } from '@zhijian/runtime'
import type { z } from 'zod'
import { callAggregate, callbackAggregate, consultationAggregate, dangerAggregate, policyAggregate, reviewAggregate } from './aggregates.ts'
import { CALL_TERMS } from './call.ts'
import { CURRENT_RULES, type Consultation } from './consultation.ts'
import { actingFor, assertSealedFor, attest, complainantOf, decisionBehind, placed, policyAt, questionOf, ringing, sideOf, talkedMs, whyNotFree } from './edge.ts'
import { POLICY_RULES } from './policy-change.ts'
import { policyHash } from './policy.ts'

const ASKERS: readonly Role[] = ['citizen', 'enterprise', 'desk', 'lawyer', 'probe']
const LAWYERS: readonly Role[] = ['lawyer', 'probe']
/** Nobody talks in another's name. */
const TALKERS: readonly Role[] = ['citizen', 'enterprise', 'lawyer']
const SYSTEM: readonly Role[] = ['system']
const DESK: readonly Role[] = ['desk', 'duty-officer']
const DUTY: readonly Role[] = ['duty-officer', 'bureau-head']

type Of<Union, Type> = Omit<Extract<Union, { type: Type }>, 'at'>
type Asked<Type extends ConsultationCommand['type']> = Of<ConsultationCommand, Type>

const consultationDefinitions = (ports: ServicePorts): Record<keyof typeof consultationCommands, CommandDefinition> => {
  const define = <S extends z.ZodType<{ consultationId: ConsultationId }>, Type extends ConsultationCommand['type']>(
    schema: S, roles: readonly Role[], _type: Type, prepare: (data: z.infer<S>, context: CommandContext) => Promise<Asked<Type>> | Asked<Type>,
  ): CommandDefinition => command({ schema, aggregate: consultationAggregate, streamId: (data) => data.consultationId, roles, prepare: prepare as never })

  const by = async <D extends { readonly consultationId: ConsultationId; readonly lawyerId: LawyerId }>(
    { lawyerId, ...data }: D, context: CommandContext, withClaims = false,
  ) => ({ ...data, attested: await attest(ports, lawyerId, data.consultationId, context, { withClaims }) })
  const sealedForAsker = async (consultationId: ConsultationId, text: Parameters<typeof assertSealedFor>[1]): Promise<void> => {
    const question = await questionOf(ports, consultationId)
    if (question) assertSealedFor(question.askerId, text ?? null)
  }
  const c = consultationCommands

  return {
    'open-consultation': define(c['open-consultation'], ASKERS, 'OpenConsultation', async ({ askerId, mandateId, ...asked }, context) => {
      const acting = await actingFor(ports, context, { consultationId: asked.consultationId, askerId, mandateId })
      assertSealedFor(acting.askerId, asked.text, asked.redacted)
      return {
        type: 'OpenConsultation', ...asked, ...acting, ...await policyAt(ports, asked.countyCode, context.now),
        ...await placed(ports, asked.countyCode, asked.villageCode),
        regionCode: asked.countyCode.slice(0, 2), isProbe: context.actor.role === 'probe', rules: CURRENT_RULES,
      }
    }),
    'ask-follow-up': define(c['ask-follow-up'], ASKERS, 'AskFollowUp', async ({ askerId, mandateId, ...data }, context) => {
      const acting = await actingFor(ports, context, { ...data, askerId, mandateId })
      assertSealedFor(acting.askerId, data.text)
      return { type: 'AskFollowUp', ...data, ...acting }
    }),
    'ask-another-lawyer': define(c['ask-another-lawyer'], ASKERS, 'AskAnotherLawyer', async ({ askerId, mandateId, ...data }, context) =>
      ({ type: 'AskAnotherLawyer', ...data, ...await actingFor(ports, context, { ...data, askerId, mandateId }) })),
    'resume-search': define(c['resume-search'], ASKERS, 'ResumeSearch', async ({ askerId, mandateId, ...data }, context) =>
      ({ type: 'ResumeSearch', ...data, ...await actingFor(ports, context, { ...data, askerId, mandateId }) })),
    'close-consultation': define(c['close-consultation'], ASKERS, 'CloseConsultation', async ({ askerId, mandateId, ...data }, context) =>
      ({ type: 'CloseConsultation', ...data, ...await actingFor(ports, context, { ...data, askerId, mandateId }) })),
    'rate-answer': define(c['rate-answer'], ASKERS, 'RateAnswer', async ({ askerId, mandateId, ...data }, context) =>
      ({ type: 'RateAnswer', ...data, ...await actingFor(ports, context, { ...data, askerId, mandateId }) })),
    'give-consent': define(c['give-consent'], ASKERS, 'GiveConsent', async ({ askerId, mandateId, ...data }, context) =>
      ({ type: 'GiveConsent', ...data, ...await actingFor(ports, context, { ...data, askerId, mandateId }) })),
    'withdraw-consent': define(c['withdraw-consent'], ASKERS, 'WithdrawConsent', async ({ askerId, mandateId, ...data }, context) =>
      ({ type: 'WithdrawConsent', ...data, ...await actingFor(ports, context, { ...data, askerId, mandateId }) })),

    'claim-answer': define(c['claim-answer'], LAWYERS, 'ClaimAnswer', async (data, context) => ({ type: 'ClaimAnswer', ...await by(data, context, true) })),
    'renew-claim': define(c['renew-claim'], LAWYERS, 'RenewClaim', async (data, context) => ({ type: 'RenewClaim', ...await by(data, context) })),
    'release-claim': define(c['release-claim'], LAWYERS, 'ReleaseClaim', async (data, context) => ({ type: 'ReleaseClaim', ...await by(data, context) })),
    'give-answer': define(c['give-answer'], LAWYERS, 'GiveAnswer', async (data, context) => {
      await sealedForAsker(data.consultationId, data.text)
      const callMs = data.form === 'call' ? await talkedMs(ports, data.callId, data) : 0
      return { type: 'GiveAnswer', ...await by({ ...data, substance: { ...data.substance, callMs } }, context) }
    }),
    'withdraw-answer': define(c['withdraw-answer'], LAWYERS, 'WithdrawAnswer', async (data, context) => ({ type: 'WithdrawAnswer', ...await by(data, context) })),
    'recuse': define(c.recuse, LAWYERS, 'Recuse', async (data, context) => ({ type: 'Recuse', ...await by(data, context) })),
    'reply-follow-up': define(c['reply-follow-up'], LAWYERS, 'ReplyFollowUp', async (data, context) => {
      await sealedForAsker(data.consultationId, data.text)
      if (data.callId !== undefined) await talkedMs(ports, data.callId, data)
      return { type: 'ReplyFollowUp', ...await by(data, context) }
    }),

    'hide-answer': define(c['hide-answer'], SYSTEM, 'HideAnswer', async (data, context) =>
      ({ type: 'HideAnswer', ...data, ...await decisionBehind(ports, data.answerId, context) })),
    'restore-answer': define(c['restore-answer'], SYSTEM, 'RestoreAnswer', async (data, context) =>
      ({ type: 'RestoreAnswer', ...data, ...await decisionBehind(ports, data.answerId, context) })),
    'record-audience': define(c['record-audience'], SYSTEM, 'RecordAudience', (data) => ({ type: 'RecordAudience', ...data })),
    'dismiss-agent': define(c['dismiss-agent'], SYSTEM, 'DismissAgent', (data) => ({ type: 'DismissAgent', ...data })),
    'mark-lawyer-unavailable': define(c['mark-lawyer-unavailable'], SYSTEM, 'MarkLawyerUnavailable', (data) => ({ type: 'MarkLawyerUnavailable', ...data })),
  }
}

/** The question that a desk case is about. @throws Fault `no-such-consultation` (never) */
const aboutQuestion = async (ports: ServicePorts, consultationId: ConsultationId): Promise<Consultation> => {
  const question = await questionOf(ports, consultationId)
  if (question === null) throw new Fault('no-such-consultation', 'there is no such question', { retry: 'never' })
  return question
}

const callbackDefinitions = (ports: ServicePorts): Record<keyof typeof callbackCommands, CommandDefinition> => {
  const define = <S extends z.ZodType<{ callbackId: string }>, Type extends CallbackCommand['type']>(
    schema: S, roles: readonly Role[], _type: Type,
    prepare: (data: z.infer<S>, context: CommandContext) => Promise<Of<CallbackCommand, Type>> | Of<CallbackCommand, Type>,
  ): CommandDefinition => command({ schema, aggregate: callbackAggregate, streamId: (data) => data.callbackId, roles, prepare: prepare as never })
  const c = callbackCommands
  return {
    'request-callback': define(c['request-callback'], ['system', 'citizen', 'enterprise', ...DESK], 'RequestCallback', async ({ callbackId, consultationId, cause }, { actor }) => {
      const { countyCode, askerId, policy: { callback } } = await aboutQuestion(ports, consultationId)
      if ((actor.role === 'citizen' || actor.role === 'enterprise') && actor.id !== askerId) throw new Fault('not-asker', 'only the asker asks to be called', { retry: 'never' })
      return { type: 'RequestCallback', callbackId, consultationId, countyCode, askerId, cause, ...callback }
    }),
    'take-callback': define(c['take-callback'], DESK, 'TakeCallback', (data, { actor }) => ({ type: 'TakeCallback', ...data, agentId: actor.id })),
    'release-callback': define(c['release-callback'], DESK, 'ReleaseCallback', (data, { actor }) => ({ type: 'ReleaseCallback', ...data, agentId: actor.id })),
    'report-failed-attempt': define(c['report-failed-attempt'], DESK, 'ReportFailedAttempt', (data, { actor }) =>
      ({ type: 'ReportFailedAttempt', ...data, agentId: actor.id })),
    'report-reached': define(c['report-reached'], DESK, 'ReportReached', (data, { actor }) => ({ type: 'ReportReached', ...data, agentId: actor.id })),
    'cancel-callback': define(c['cancel-callback'], ['citizen', 'enterprise'], 'CancelCallback', (data, { actor }) =>
      ({ type: 'CancelCallback', ...data, by: actor.id })),
  }
}

const callDefinitions = (ports: ServicePorts): Record<keyof typeof callCommands, CommandDefinition> => {
  const define = <S extends z.ZodType<{ callId: CallId }>, Type extends CallCommand['type']>(
    schema: S, _type: Type, prepare: (data: z.infer<S>, context: CommandContext) => Promise<Of<CallCommand, Type>>,
  ): CommandDefinition => command({ schema, aggregate: callAggregate, streamId: (data) => data.callId, roles: TALKERS, prepare: prepare as never })
  const c = callCommands
  return {
    'ring-call': define(c['ring-call'], 'RingCall', async (data, context) => ({ type: 'RingCall', ...data, ...await ringing(ports, context, data), terms: CALL_TERMS })),
    'take-call': define(c['take-call'], 'TakeCall', async (data, context) => {
      const mine = await sideOf(ports, context, data.callId)
      return { type: 'TakeCall', ...data, side: mine.side, barred: await whyNotFree(ports, context, mine) }
    }),
    'confirm-call': define(c['confirm-call'], 'ConfirmCall', async (data, context) => ({ type: 'ConfirmCall', ...data, side: (await sideOf(ports, context, data.callId)).side })),
    'end-call': define(c['end-call'], 'EndCall', async (data, context) => ({ type: 'EndCall', ...data, side: (await sideOf(ports, context, data.callId)).side })),
  }
}

const reviewDefinitions = (ports: ServicePorts): Record<keyof typeof reviewCommands, CommandDefinition> => {
  const define = <S extends z.ZodType, Type extends ReviewCommand['type']>(
    schema: S, roles: readonly Role[], _type: Type, streamId: (data: z.infer<S>) => string,
    prepare: (data: z.infer<S>, context: CommandContext) => Promise<Of<ReviewCommand, Type>> | Of<ReviewCommand, Type>,
  ): CommandDefinition => command({ schema, aggregate: reviewAggregate, streamId, roles, prepare: prepare as never })
  const c = reviewCommands
  const subjectOf = async (consultationId: ConsultationId, answerId: string, lawyerId: string) => {
    const { countyCode, policy, answers } = await aboutQuestion(ports, consultationId)
    const answer = answers.find((each) => each.answerId === answerId && each.lawyerId === lawyerId)
    if (!answer) throw new Fault('no-such-answer', 'there is no such answer', { retry: 'never' })
    return {
      reviewId: answerId as string as ReviewId, consultationId, countyCode, answerId: answer.answerId, lawyerId: answer.lawyerId, reviewMs: policy.reviewMs,
    }
  }
  return {
    'open-review': define(c['open-review'], SYSTEM, 'OpenReview', (data) => data.answerId, async ({ consultationId, answerId, lawyerId, flags }) =>
      ({ type: 'OpenReview', ...await subjectOf(consultationId, answerId, lawyerId), flags, complaint: null })),
    'complain-about-answer': define(
      c['complain-about-answer'], ['citizen', 'enterprise', 'lawyer', 'desk'], 'OpenReview', (data) => data.answerId,
      async ({ consultationId, answerId, lawyerId, complaintId, text, about }, context) => {
        const { actor } = context
        assertSealedFor(await complainantOf(ports, context, { consultationId, answerId, lawyerId }), text)
        return { type: 'OpenReview', ...await subjectOf(consultationId, answerId, lawyerId), flags: [], complaint: { complaintId, by: actor.id, text, ...(about === undefined ? {} : { about }) } }
      }),
    'take-review': define(c['take-review'], ['reviewer'], 'TakeReview', (data) => data.reviewId, (data, { actor }) =>
      ({ type: 'TakeReview', ...data, reviewerId: actor.id })),
    'decide-review': define(c['decide-review'], ['reviewer'], 'DecideReview', (data) => data.reviewId, (data, { actor }) =>
      ({ type: 'DecideReview', ...data, reviewerId: actor.id })),
  }
}

const dangerDefinitions = (ports: ServicePorts): Record<keyof typeof dangerCommands, CommandDefinition> => {
  const define = <S extends z.ZodType<{ dangerId: string }>, Type extends DangerCommand['type']>(
    schema: S, roles: readonly Role[], _type: Type, prepare: (data: z.infer<S>, context: CommandContext) => Promise<Of<DangerCommand, Type>> | Of<DangerCommand, Type>,
  ): CommandDefinition => command({ schema, aggregate: dangerAggregate, streamId: (data) => data.dangerId, roles, prepare: prepare as never })
  const c = dangerCommands
  return {
    'raise-danger': define(c['raise-danger'], SYSTEM, 'RaiseDanger', async (data) => {
      const { countyCode, isProbe, policy } = await aboutQuestion(ports, data.consultationId)
      return { type: 'RaiseDanger', ...data, countyCode, isProbe, acknowledgeMs: policy.dangerAcknowledgeMs }
    }),
    'acknowledge-danger': define(c['acknowledge-danger'], DUTY, 'AcknowledgeDanger', (data, { actor }) => ({ type: 'AcknowledgeDanger', ...data, by: actor.id })),
    'resolve-danger': define(c['resolve-danger'], DUTY, 'ResolveDanger', (data, { actor }) => ({ type: 'ResolveDanger', ...data, by: actor.id })),
  }
}

const policyDefinitions = (ports: ServicePorts): Record<keyof typeof policyCommands, CommandDefinition> => {
  const define = <S extends z.ZodType<{ countyCode: string }>, Type extends PolicyCommand['type']>(
    schema: S, roles: readonly Role[], _type: Type,
    prepare: (data: z.infer<S>, context: CommandContext) => Promise<Of<PolicyCommand, Type>> | Of<PolicyCommand, Type>,
  ): CommandDefinition => command({ schema, aggregate: policyAggregate, streamId: (data) => data.countyCode, roles, prepare: prepare as never })
  const c = policyCommands
  return {
    'propose-policy': define(c['propose-policy'], ['policy-admin'], 'ProposePolicy', async (data, { actor }) => ({
      type: 'ProposePolicy', ...data, policyHash: policyHash(data.policy), proposedBy: actor.id, rules: POLICY_RULES,
      ...await placed(ports, data.countyCode),
    })),
    'confirm-policy': define(c['confirm-policy'], ['policy-admin', 'bureau-head'], 'ConfirmPolicy', (data, { actor }) =>
      ({ type: 'ConfirmPolicy', ...data, confirmedBy: actor.id, rules: POLICY_RULES })),
    'withdraw-policy': define(c['withdraw-policy'], ['policy-admin', 'bureau-head'], 'WithdrawPolicy', (data, { actor }) =>
      ({ type: 'WithdrawPolicy', ...data, withdrawnBy: actor.id })),
  }
}

export const createCommands = (ports: ServicePorts): Readonly<Record<string, CommandDefinition>> => ({
  ...consultationDefinitions(ports), ...callDefinitions(ports), ...callbackDefinitions(ports), ...reviewDefinitions(ports), ...dangerDefinitions(ports), ...policyDefinitions(ports),
})
