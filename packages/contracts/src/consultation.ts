// The contract of a consultation: every command, event and refusal. The rules are in consult-router (src/consultation.ts).
// I1 Events hold whatever folding needs, instants and deadlines included; a deadline is named `…Due`, `closesAt` or `expiresAt`.
// I2 Personal values travel sealed. A question, its follow-ups and every answer are sealed with the asker's key.
// I3 Where command and event say the same, they use the same name: the stored command refers to its event instead of
//    repeating it.
import { z } from 'zod'
import {
  AnswerId, BlobRef, CallId, ConsultationId, CountyCode, FollowUpId, Instant, LawyerId, MandateId, personal, PersonId, RegionCode, SecondTopicCode,
  TopicCode,
} from './common.ts'
import { DANGER_CODES, DangerCode } from './danger.ts'
import { eventFamily } from './events.ts'
import { Language, PartyHmac, TierScope, VillageCode } from './lawyer.ts'
import { AttestedMandate, MandateKind, RecordRef } from './mandate.ts'
import { PlaceRefusal } from './places.ts'
import { Policy, PolicyHash, PolicyVersion, Terms } from './policy.ts'

export const Channel = z.enum(['citizen', 'enterprise'])
export type Channel = z.infer<typeof Channel>

/** How the question came in: by the asker's own hand (`phone`), or written down for her by somebody with a mandate. */
export const Via = z.enum(['phone', 'window', 'hotline', 'village-counsel'])
export type Via = z.infer<typeof Via>

/** Why an agent may act in the asker's name, and where that is on record. */
export const Mandate = z.object({
  agentId: PersonId,
  /** `witnessed` and `statutory` are words of rule set 1. */
  kind: z.enum([...MandateKind.options, 'witnessed', 'statutory']),
  recordRef: RecordRef,
  /** The mandate of the directory; absent under rule set 1, where the desk's word was enough. */
  mandateId: MandateId.optional(),
})
export type Mandate = z.infer<typeof Mandate>

export const QuestionTopic = z.object({
  /** Predicted. */
  code: TopicCode,
  alternative: TopicCode.optional(),
  /** What the asker herself chose, when she was asked. */
  asked: TopicCode.optional(),
  /** Level 2 of each, where it is known. */
  second: SecondTopicCode.optional(),
  alternativeSecond: SecondTopicCode.optional(),
  askedSecond: SecondTopicCode.optional(),
  /** What predicted. Absent before routing went by the asker's choice too: of such a question the pool asks by prediction and alternative alone. */
  model: z.string().regex(/^topics-\d{1,4}$/).optional(),
})
export type QuestionTopic = z.infer<typeof QuestionTopic>

export const Attachment = z.object({ ref: BlobRef, kind: z.enum(['photo', 'document', 'audio', 'video']) })
export type Attachment = z.infer<typeof Attachment>

/** How whoever asks for a child stands to it. @source 民法典 第二十七条; an institution: 第三十二条 */
export const GuardianRelation = z.enum(['parent', 'grandparent', 'sibling', 'relative', 'institution'])
export type GuardianRelation = z.infer<typeof GuardianRelation>
/**
 * The question tells of a child under fourteen. `guardian`: the asker declared to be its guardian, and consented; null: nobody did,
 * which is taken in danger alone, and then nothing but topic and place leaves the county.
 * @source 个人信息保护法 第二十八条、第三十一条; 第十三条第一款第四项 (danger to life or health)
 */
export const Child = z.object({ guardian: GuardianRelation.nullable() })
export type Child = z.infer<typeof Child>

/**
 * What is consented to apart from everything else, and can be taken back: `beyond-county`, that lawyers beyond the county who have
 * answered see the whole question (个人信息保护法 第二十三条) · `guardian`, that a child's question is dealt with at all (第三十一条).
 */
export const ConsentPurpose = z.enum(['beyond-county', 'guardian'])
export type ConsentPurpose = z.infer<typeof ConsentPurpose>

/** How the asker wants to be woken when an answer comes. */
export const WakeChannel = z.enum(['in-app', 'wechat', 'sms', 'email'])
export type WakeChannel = z.infer<typeof WakeChannel>

export const AnswerForm = z.enum(['text', 'clip', 'call'])
export type AnswerForm = z.infer<typeof AnswerForm>

/** What an answer holds, measured at the edge; 0 where it does not apply. */
export const Substance = z.object({
  /** Letters of the text, or of a call's summary, after greetings, quotations and repeats are removed. */
  textChars: z.int().min(0),
  clipMs: z.int().min(0),
  /** How long a call was connected. */
  callMs: z.int().min(0),
})
export type Substance = z.infer<typeof Substance>

/** 《民法典》第一千零七十九条 → law `民法典`, article `第一千零七十九条`. */
export const Statute = z.object({ law: z.string().min(1).max(60), article: z.string().min(1).max(40) })
export type Statute = z.infer<typeof Statute>

/** What a reviewer should see. */
export const ANSWER_FLAGS = ['contact', 'link', 'fee'] as const
export const AnswerFlag = z.enum(ANSWER_FLAGS)
export type AnswerFlag = z.infer<typeof AnswerFlag>

export const HideReason = z.enum([
  'contact', 'link', 'fee', 'solicitation', 'empty', 'abusive', 'wrong-in-law', 'unlawful', 'other',
])
export type HideReason = z.infer<typeof HideReason>

export const Rating = z.object({ lawyerId: LawyerId, stars: z.int().min(1).max(5) })
export type Rating = z.infer<typeof Rating>

/** 0 is the first tier. */
export const TierIndex = z.int().min(0).max(2)

/** What lawyer-pool says of a lawyer at this moment, in view of one question. */
export const AttestedByPool = z.strictObject({
  lawyerId: LawyerId,
  /** The person behind the lawyer's account, where known: nobody answers his own question. */
  personId: PersonId.nullable(),
  /** May practise and be asked: registered, checked, not suspended. Being off duty is not inactive. */
  status: z.enum(['active', 'inactive']),
  /** Counties that appointed him as counsel (法律顾问), on duty or not. */
  counselOf: z.array(CountyCode).max(400),
  /** Province of registration, two digits. */
  regionCode: RegionCode,
  /** Takes questions of other provinces. */
  nationwide: z.boolean(),
  /** Has advised enterprises. */
  enterprise: z.boolean(),
  /** Acts, or is bound, on the other side of this question. */
  conflict: z.boolean(),
  /** A synthetic lawyer, who answers synthetic questions and no other. */
  isProbe: z.boolean(),
  /** How far the pool had followed the log. */
  poolVersion: z.string().max(64),
})
export type AttestedByPool = z.infer<typeof AttestedByPool>

/**
 * What lawyer-pool is asked: `ask('lawyer-pool', 'attest', …)`. Without a question it speaks of the lawyer in general, and
 * `conflict` is false. @throws Fault `no-such-lawyer` (never)
 */
export const AttestQuery = z.strictObject({
  lawyerId: LawyerId,
  consultation: z.strictObject({
    consultationId: ConsultationId, countyCode: CountyCode, channel: Channel, askerId: PersonId,
    opponents: z.array(PartyHmac).max(20), askerParties: z.array(PartyHmac).max(20), isProbe: z.boolean(),
  }).nullable(),
})
export type AttestQuery = z.infer<typeof AttestQuery>

/** Of several questions, `ask('lawyer-pool', 'conflicting', …)` names those that he acts, or is bound, on the other side of. */
export const ConflictingQuery = z.strictObject({
  lawyerId: LawyerId,
  consultations: z.array(z.strictObject({
    consultationId: ConsultationId, askerId: PersonId, opponents: z.array(PartyHmac).max(20), askerParties: z.array(PartyHmac).max(20),
  })).max(2000),
})
export const ConflictingAnswer = z.array(ConsultationId)

/** With what consult-router's own view adds. */
export const Attested = AttestedByPool.extend({
  /** His live claims on other questions. */
  liveClaimsElsewhere: z.int().min(0),
})
export type Attested = z.infer<typeof Attested>

// ── events ───────────────────────────────────────────────────────────────────────────────────────────────────────────

const event = <const Name extends string, const S extends z.ZodRawShape>(type: Name, shape: S) =>
  z.object({ type: z.literal(type), data: z.object({ consultationId: ConsultationId, ...shape }) })
const Missing = z.int().min(0)
/** Clocks that run again because the search does; null: stays stopped. */
const resumed = { tierDue: Instant.nullable(), quorumDue: Instant.nullable() }

const question = {
  askerId: PersonId,
  countyCode: CountyCode,
  /** The county's province, two digits. */
  regionCode: RegionCode,
  villageCode: VillageCode.nullable(),
  channel: Channel,
  via: Via,
  mandate: Mandate.nullable(),
  topic: QuestionTopic,
  language: Language,
  text: personal('free text'),
  /** What leaves the county, as the asker saw and corrected it; null: only topic and place leave. */
  redacted: personal('free text').nullable(),
  attachments: z.array(Attachment).max(20),
  /** The other side's names, and the asker's own: keyed HMACs, veiled with the asker's key. */
  opponents: z.array(PartyHmac).max(20),
  askerParties: z.array(PartyHmac).max(20),
  /** Lawyers beyond the county who have answered may see the whole question. Never phone or ID. */
  consentBeyondCounty: z.boolean(),
  wake: z.array(WakeChannel).max(4),
  dangerCodes: z.array(DangerCode).max(DANGER_CODES.length),
  /** Absent: of no child under fourteen, as far as was said. */
  child: Child.optional(),
  /** Asked by the probe: in no audience, in no statistic. */
  isProbe: z.boolean(),
  policy: Policy,
  policyHash: PolicyHash,
  policyVersion: PolicyVersion,
  /** Number of the rule set under which every decision of this stream is made. */
  rules: z.int().min(1),
}
export const ConsultationOpened = event('ConsultationOpened', {
  ...question,
  /** The policy's terms at this hour. */
  terms: Terms,
  openedAt: Instant, promiseDue: Instant, quorumDue: Instant,
})
/** An agent who had not acted here before shows that he may. */
export const MandateRecorded = event('MandateRecorded', { mandate: Mandate, at: Instant })
/** His mandate has ended: from here on he does nothing in her name. */
export const AgentDismissed = event('AgentDismissed', { agentId: PersonId, mandateId: MandateId, cause: z.enum(['revoked', 'expired']), at: Instant })

/** The asker let the whole question leave the county after all. */
export const ConsentGiven = event('ConsentGiven', { purpose: ConsentPurpose.extract(['beyond-county']), at: Instant })
/**
 * From here on nobody sees more than without it. Of a guardian: also the consent to share is over, no lawyer sees the question any
 * more, and `ConsultationClosed` follows where it was not closed.
 */
export const ConsentWithdrawn = event('ConsentWithdrawn', { purpose: ConsentPurpose, at: Instant })

/**
 * A tier may answer from `openedAt`, for ever. It is waited for until `closesAt` (exclusive) unless the quorum is met first;
 * null: without end. `audienceDue` null: nobody is told (a synthetic question).
 */
export const TierOpened = event('TierOpened', {
  tier: TierIndex, scope: TierScope, openedAt: Instant, closesAt: Instant.nullable(), audienceDue: Instant.nullable(),
})
/** Its window ended without quorum; its lawyers may still answer. */
export const TierClosed = event('TierClosed', { tier: TierIndex, missing: Missing, at: Instant })
/** Why there is nobody to ask: the pool's code. */
const EmptyReason = z.string().regex(/^[a-z][a-z-]{0,39}$/)
/** Nobody to ask in it: not waited for. */
export const TierSkipped = event('TierSkipped', { tier: TierIndex, reason: EmptyReason, at: Instant })
/** No further tier to open. Once. */
export const TiersExhausted = event('TiersExhausted', { missing: Missing, at: Instant })
/** Who may be asked in a tier: a public blob of ids with its count. */
const audience = { tier: TierIndex, count: z.int().min(0), blob: BlobRef.nullable(), poolVersion: z.string().max(64) }
export const AudienceRecorded = event('AudienceRecorded', { ...audience, at: Instant })
/** Operators: nobody has said whom to ask. */
export const AudienceMissing = event('AudienceMissing', { tier: TierIndex, at: Instant })

/** A place kept for a lawyer who is writing. */
export const ClaimTaken = event('ClaimTaken', { lawyerId: LawyerId, takenAt: Instant, expiresAt: Instant })
export const ClaimRenewed = event('ClaimRenewed', { lawyerId: LawyerId, expiresAt: Instant, at: Instant })
export const ClaimReleased = event('ClaimReleased', { lawyerId: LawyerId, at: Instant })
export const ClaimLapsed = event('ClaimLapsed', { lawyerId: LawyerId, lapses: z.int().min(1), at: Instant })

const answer = {
  answerId: AnswerId,
  form: AnswerForm,
  /** The text, or a call's summary; a clip may have none. Sealed with the asker's key. */
  text: personal('free text').nullable(),
  clip: BlobRef.nullable(),
  substance: Substance,
  statutes: z.array(Statute).max(50),
  flags: z.array(AnswerFlag).max(ANSWER_FLAGS.length),
  /** The call that was the answer; of those given before calls were on record there is none. */
  callId: CallId.optional(),
}
export const AnswerGiven = event('AnswerGiven', {
  ...answer, lawyerId: LawyerId,
  /** By appointed counsel of the question's county: listed first. */
  local: z.boolean(),
  /** The first opened tier that covers him: where it is counted in statistics. */
  tier: TierIndex,
  givenAt: Instant,
})
const ofAnswer = { answerId: AnswerId, lawyerId: LawyerId }
/** Who decided, and which decision it was: the version of ReviewDecided in its review's stream. Before 0.2.0 that was not said. */
const decided = { reviewerId: PersonId, reviewVersion: z.int().nonnegative().optional() }
export const AnswerHidden = event('AnswerHidden', { ...ofAnswer, ...decided, reason: HideReason, at: Instant })
export const AnswerRestored = event('AnswerRestored', { ...ofAnswer, ...decided, at: Instant })
export const AnswerWithdrawn = event('AnswerWithdrawn', { ...ofAnswer, at: Instant })
/** Why a lawyer steps back, by kind: who it concerns is his client's secret (律师法 第三十八条). */
export const RECUSAL_REASONS = ['acts-for-other-side', 'former-client', 'relative', 'same-firm', 'other'] as const
export const RecusalReason = z.enum(RECUSAL_REASONS)
export type RecusalReason = z.infer<typeof RecusalReason>
/** Barred from this question; `answerId`: the answer that goes with him; no reason: none was said. */
export const LawyerRecused = event('LawyerRecused', {
  lawyerId: LawyerId, answerId: AnswerId.nullable(), reason: RecusalReason.optional(), at: Instant,
})
/** He cannot go on (suspended, ill): his claim ends without lapse. */
export const LawyerUnavailable = event('LawyerUnavailable', { lawyerId: LawyerId, at: Instant })

/** A first answer within the promised time. */
export const PromiseKept = event('PromiseKept', { answerId: AnswerId, at: Instant })
/** Nobody answered in time: duty officer, and a call by the 12348 desk. */
export const PromiseBroken = event('PromiseBroken', { at: Instant })
/** The answer that kept it is gone and there is time left: the clock runs again. */
export const PromiseReopened = event('PromiseReopened', { promiseDue: Instant, at: Instant })
/** The answer that kept it is gone and the time is over: duty officer. */
export const PromiseVoided = event('PromiseVoided', { at: Instant })
export const PromiseRestored = event('PromiseRestored', { answerId: AnswerId, at: Instant })

/** As many answers as are wanted: tier and quorum clocks stop. */
export const QuorumMet = event('QuorumMet', { counted: z.int().min(1), at: Instant })
/** Answers that were counted are gone: below the target, or below the quorum on the way to a higher target. */
export const QuorumBroken = event('QuorumBroken', { counted: z.int().min(0), missing: Missing, ...resumed, at: Instant })
/** Operators, once. */
export const QuorumOverdue = event('QuorumOverdue', { counted: z.int().min(0), at: Instant })

/** A follow-up to one answering lawyer. Its clocks are null when that thread was already waiting for him. */
const followUp = {
  followUpId: FollowUpId, lawyerId: LawyerId, text: personal('free text'), attachments: z.array(Attachment).max(20),
  dangerCodes: z.array(DangerCode).max(DANGER_CODES.length),
}
export const FollowUpAsked = event('FollowUpAsked', {
  ...followUp, askedAt: Instant, reminderDue: Instant.nullable(), offerDue: Instant.nullable(),
})
const reply = {
  replyId: FollowUpId, text: personal('free text').nullable(), clip: BlobRef.nullable(), statutes: z.array(Statute).max(50),
  flags: z.array(AnswerFlag).max(ANSWER_FLAGS.length),
  /** The call that `text` sums up. */
  callId: CallId.optional(),
}
export const FollowUpAnswered = event('FollowUpAnswered', {
  ...reply, lawyerId: LawyerId, answerId: AnswerId, answeredAt: Instant,
})
export const ThreadReminded = event('ThreadReminded', { lawyerId: LawyerId, at: Instant })
/** The asker may have another lawyer in his place. */
export const AnotherLawyerOffered = event('AnotherLawyerOffered', { lawyerId: LawyerId, at: Instant })
export const AnotherLawyerAsked = event('AnotherLawyerAsked', {
  lawyerId: LawyerId, target: z.int().min(1), missing: Missing, ...resumed, at: Instant,
})
export const SearchResumed = event('SearchResumed', { missing: Missing, ...resumed, at: Instant })

export const ConsultationClosed = event('ConsultationClosed', {
  ratings: z.array(Rating).max(50),
  /** The asker closed before a promise that was still open came due. */
  promiseWaived: z.boolean(),
  at: Instant,
})
export const ConsultationReopened = event('ConsultationReopened', { at: Instant })
/** Long silence: clocks stop, nothing is closed, any act of a person wakes it. */
export const ConsultationRested = event('ConsultationRested', { at: Instant })
export const ConsultationWoken = event('ConsultationWoken', { at: Instant })
export const AnswerRated = event('AnswerRated', { rating: Rating, at: Instant })

export const consultationEvents = eventFamily('consultation', [
  ConsultationOpened, MandateRecorded, AgentDismissed, ConsentGiven, ConsentWithdrawn, TierOpened, TierClosed, TierSkipped, TiersExhausted, AudienceRecorded, AudienceMissing,
  ClaimTaken, ClaimRenewed, ClaimReleased, ClaimLapsed,
  AnswerGiven, AnswerHidden, AnswerRestored, AnswerWithdrawn, LawyerRecused, LawyerUnavailable,
  PromiseKept, PromiseBroken, PromiseReopened, PromiseVoided, PromiseRestored, QuorumMet, QuorumBroken, QuorumOverdue,
  FollowUpAsked, FollowUpAnswered, ThreadReminded, AnotherLawyerOffered, AnotherLawyerAsked, SearchResumed,
  ConsultationClosed, ConsultationReopened, ConsultationRested, ConsultationWoken, AnswerRated,
])
export type ConsultationEvent = NonNullable<ReturnType<typeof consultationEvents.read>>

// ── commands ─────────────────────────────────────────────────────────────────────────────────────────────────────────

const command = <const Name extends string, const S extends z.ZodRawShape>(type: Name, shape: S) =>
  z.strictObject({ type: z.literal(type), at: Instant, consultationId: ConsultationId, ...shape })

/** A mandate that an agent names, and what the directory says of it; null: it knows none of this id. */
export const ShownMandate = z.strictObject({ mandateId: MandateId, attested: AttestedMandate.nullable() })
export type ShownMandate = z.infer<typeof ShownMandate>

/**
 * In whose name: the asker's; `agentId` when somebody else acts for her. `shown`: under which mandate, asked of the directory at every
 * act; absent in commands of the asker herself and in those recorded before mandates were facts of the directory.
 */
const asker = { askerId: PersonId, agentId: PersonId.nullable(), mandate: Mandate.nullable(), shown: ShownMandate.nullable().optional() }
const byAsker = <const Name extends string, const S extends z.ZodRawShape>(type: Name, shape: S) =>
  command(type, { ...asker, ...shape })
const byLawyer = <const Name extends string, const S extends z.ZodRawShape>(type: Name, shape: S) =>
  command(type, { attested: Attested, ...shape })

/** `misplaced`: why its place is none of ours, as the service's own edge found it; a question that is opened has none. */
export const OpenConsultation = byAsker('OpenConsultation', { ...question, misplaced: PlaceRefusal.optional() })
export const AskFollowUp = byAsker('AskFollowUp', followUp)
export const AskAnotherLawyer = byAsker('AskAnotherLawyer', { lawyerId: LawyerId })
export const ResumeSearch = byAsker('ResumeSearch', {})
export const CloseConsultation = byAsker('CloseConsultation', { ratings: z.array(Rating).max(50) })
export const RateAnswer = byAsker('RateAnswer', { rating: Rating })
export const GiveConsent = byAsker('GiveConsent', { purpose: ConsentGiven.shape.data.shape.purpose })
export const WithdrawConsent = byAsker('WithdrawConsent', { purpose: ConsentPurpose })

export const ClaimAnswer = byLawyer('ClaimAnswer', {})
export const RenewClaim = byLawyer('RenewClaim', {})
export const ReleaseClaim = byLawyer('ReleaseClaim', {})
export const GiveAnswer = byLawyer('GiveAnswer', answer)
export const WithdrawAnswer = byLawyer('WithdrawAnswer', { answerId: AnswerId })
export const Recuse = byLawyer('Recuse', { reason: RecusalReason.optional() })
export const ReplyFollowUp = byLawyer('ReplyFollowUp', reply)

export const HideAnswer = command('HideAnswer', { answerId: AnswerId, ...decided, reason: HideReason })
export const RestoreAnswer = command('RestoreAnswer', { answerId: AnswerId, ...decided })

/** `reason`: why there is nobody, when there is nobody. */
export const RecordAudience = command('RecordAudience', { ...audience, reason: EmptyReason.nullable() })
/** `lostAt`: when he lost his licence; what he took up after that he may hold again. Before 0.2.0 that was not said. */
export const MarkLawyerUnavailable = command('MarkLawyerUnavailable', { lawyerId: LawyerId, lostAt: Instant.optional() })
export const DismissAgent = command('DismissAgent', { agentId: PersonId, mandateId: MandateId, cause: AgentDismissed.shape.data.shape.cause })

export const ConsultationCommand = z.discriminatedUnion('type', [
  OpenConsultation, AskFollowUp, AskAnotherLawyer, ResumeSearch, CloseConsultation, RateAnswer, GiveConsent, WithdrawConsent,
  ClaimAnswer, RenewClaim, ReleaseClaim, GiveAnswer, WithdrawAnswer, Recuse, ReplyFollowUp,
  HideAnswer, RestoreAnswer, RecordAudience, MarkLawyerUnavailable, DismissAgent,
])
export type ConsultationCommand = z.infer<typeof ConsultationCommand>

// ── what may be sent to consult-router ───────────────────────────────────────────────────────────────────────────────
// Without what the service adds: who sends it, the attestation, the policy in force, the rule set.

const strict = <S extends z.ZodRawShape>({ shape }: z.ZodObject<S>) => z.strictObject(shape)
/** `askerId`: for whom an agent acts; left out by the asker herself. His mandate is named with the first act. */
const onBehalf = { askerId: PersonId.optional(), mandateId: MandateId.nullable().default(null) }
const {
  askerId: _asker, regionCode: _region, mandate: _mandate, isProbe: _probe, policy: _policy, policyHash: _hash,
  policyVersion: _version, rules: _rules, ...asked
} = question
const attachments = z.array(strict(Attachment)).max(20)
const statutes = z.array(strict(Statute)).max(50)
const send = <S extends z.ZodRawShape>(shape: S) => z.strictObject({ consultationId: ConsultationId, ...shape })

export const consultationCommands = {
  'open-consultation': send({ ...onBehalf, ...asked, topic: strict(QuestionTopic), attachments, child: strict(Child).optional() }),
  'ask-follow-up': send({ ...onBehalf, ...followUp, attachments }),
  'ask-another-lawyer': send({ ...onBehalf, lawyerId: LawyerId }),
  'resume-search': send(onBehalf),
  'close-consultation': send({ ...onBehalf, ratings: z.array(strict(Rating)).max(50) }),
  'rate-answer': send({ ...onBehalf, rating: strict(Rating) }),
  'give-consent': send({ ...onBehalf, purpose: ConsentGiven.shape.data.shape.purpose }),
  'withdraw-consent': send({ ...onBehalf, purpose: ConsentPurpose }),
  'claim-answer': send({ lawyerId: LawyerId }),
  'renew-claim': send({ lawyerId: LawyerId }),
  'release-claim': send({ lawyerId: LawyerId }),
  'give-answer': send({ lawyerId: LawyerId, ...answer, substance: strict(Substance), statutes }),
  'withdraw-answer': send({ lawyerId: LawyerId, answerId: AnswerId }),
  'recuse': send({ lawyerId: LawyerId, reason: RecusalReason.optional() }),
  'reply-follow-up': send({ lawyerId: LawyerId, ...reply, statutes }),
  /** After a review's decision. */
  'hide-answer': send({ answerId: AnswerId, reviewerId: PersonId, reason: HideReason }),
  'restore-answer': send({ answerId: AnswerId, reviewerId: PersonId }),
  'record-audience': send({ ...audience, reason: EmptyReason.nullable().default(null) }),
  'mark-lawyer-unavailable': send({ lawyerId: LawyerId, lostAt: Instant.optional() }),
  /** After the end of a mandate. */
  'dismiss-agent': send({ agentId: PersonId, mandateId: MandateId, cause: AgentDismissed.shape.data.shape.cause }),
} as const

/** Every way to be refused, and by whom it can be met. */
export const CONSULTATION_REFUSALS = [
  // anyone
  'no-such-consultation', 'consultation-closed',
  // the asker and her agents
  'not-asker', 'no-mandate', 'no-such-mandate', 'mandate-of-another', 'mandate-for-another-matter', 'mandate-revoked', 'mandate-expired',
  'mandate-not-begun', 'agent-out-of-reach', 'no-such-thread', 'not-offered', 'guardian-consent-missing', 'guardian-consent-withdrawn', 'no-such-consent',
  // lawyers, before anything else is looked at
  'lawyer-inactive', 'own-question', 'recused', 'enterprise-only', 'not-eligible',
  // claims and answers
  'claim-not-needed', 'no-claim', 'claim-exhausted', 'too-many-claims', 'no-free-claim', 'quorum-met',
  'already-answered', 'answer-hidden', 'not-substantive', 'no-such-answer',
  // the system
  'tier-not-open',
] as const
export type ConsultationRefusal = (typeof CONSULTATION_REFUSALS)[number]
