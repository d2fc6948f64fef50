// Words for specs: times as seconds after the opening, lawyers by name, commands and facts in one line each.
import type {
  AnswerId, Attested, AttestedMandate, BlobRef, ConsentPurpose, ConsultationCommand, ConsultationEvent, ConsultationId, FollowUpId, LawyerId, MandateId,
  PersonId, Policy, RecusalReason, Sealed,
} from '@zhijian/contracts'
import { instant, plus, type Instant } from '@zhijian/kernel'
import { play, scenario } from '@zhijian/testkit'
import { consultation, CURRENT_RULES, type ConsultationState } from './consultation.ts'
import { defaultPolicy, policyHash } from './policy.ts'

export const T0 = instant('2026-12-01T01:00:00.000Z')
/** @param s seconds after the opening; fractions down to the millisecond */
export const at = (s: number): Instant => plus(T0, Math.round(s * 1000))
export const DAY = 86_400

export const ID = 'c1' as ConsultationId
export const ASKER = 'wang' as PersonId
export const COUNTY = '150921'

export const sealedFor = (person: string, box = 'c2VhbGVk'): Sealed =>
  ({ person: person as PersonId, box, commitment: 'A'.repeat(43) }) as unknown as Sealed
export const blob = (digit = 'a'): BlobRef => ({ digest: digit.repeat(64), bytes: 1200, mediaType: 'application/json' })

const lawyer = (name: string, over: Partial<Attested>): Attested => ({
  lawyerId: name as LawyerId, personId: null, status: 'active', counselOf: [], regionCode: '15', nationwide: false, enterprise: false,
  conflict: false, isProbe: false, poolVersion: 'p1', liveClaimsElsewhere: 0, ...over,
})
/** Appointed counsel of the county. */
export const counsel = (name: string, over: Partial<Attested> = {}): Attested => lawyer(name, { counselOf: [COUNTY], ...over })
/** Registered in the same province. */
export const regional = (name: string, over: Partial<Attested> = {}): Attested => lawyer(name, over)
/** Registered elsewhere, asked nationwide. */
export const national = (name: string, over: Partial<Attested> = {}): Attested => lawyer(name, { regionCode: '31', nationwide: true, ...over })

type Command<Type extends ConsultationCommand['type']> = Extract<ConsultationCommand, { type: Type }>
type Over<Type extends ConsultationCommand['type']> = Partial<Omit<Command<Type>, 'type' | 'at'>>

const asker = { consultationId: ID, askerId: ASKER, agentId: null, mandate: null }

export const CLERK = 'clerk' as PersonId
const MANDATE = 'm1' as MandateId
/** What the directory says of the clerk's mandate for this question. */
export const attested = (over: Partial<AttestedMandate> = {}): AttestedMandate => ({
  mandateId: MANDATE, principalId: ASKER, agentId: CLERK, matter: { kind: 'consultation', consultationId: ID }, kind: 'written', recordRef: 'window/7',
  countyCode: COUNTY, villageCode: null, from: null, until: at(100 * DAY), end: null,
  basis: { kind: 'office', officeId: 'window', role: 'desk', organisationId: 'bureau' as never, region: COUNTY }, ...over,
})
/** The clerk acts for her and shows this; as the service's edge makes it. */
export const byClerk = (by: AttestedMandate | null = attested()) => ({
  askerId: ASKER, agentId: CLERK,
  mandate: by && { agentId: by.agentId, kind: by.kind, recordRef: by.recordRef, mandateId: by.mandateId },
  shown: { mandateId: by?.mandateId ?? MANDATE, attested: by },
})
export const dismiss = (cause: 'revoked' | 'expired', s: number): Command<'DismissAgent'> =>
  ({ type: 'DismissAgent', at: at(s), consultationId: ID, agentId: CLERK, mandateId: MANDATE, cause })

export const policyWith = (over: Partial<Policy> = {}): Policy => ({ ...defaultPolicy(COUNTY), ...over })

export const open = (over: Over<'OpenConsultation'> = {}, s = 0): Command<'OpenConsultation'> => {
  const policy = over.policy ?? defaultPolicy(COUNTY)
  return {
    type: 'OpenConsultation', at: at(s), ...asker, countyCode: COUNTY, regionCode: '15', villageCode: null, channel: 'citizen', via: 'phone',
    topic: { code: '03', alternative: '05' }, language: 'zh', text: sealedFor(ASKER), redacted: sealedFor(ASKER), attachments: [], opponents: [],
    askerParties: [], consentBeyondCounty: true, wake: ['in-app'], dangerCodes: [], isProbe: false, policy, policyHash: policyHash(policy),
    policyVersion: 0, rules: CURRENT_RULES, ...over,
  }
}
export const claim = (by: Attested, s: number): Command<'ClaimAnswer'> => ({ type: 'ClaimAnswer', at: at(s), consultationId: ID, attested: by })
export const renew = (by: Attested, s: number): Command<'RenewClaim'> => ({ type: 'RenewClaim', at: at(s), consultationId: ID, attested: by })
export const release = (by: Attested, s: number): Command<'ReleaseClaim'> => ({ type: 'ReleaseClaim', at: at(s), consultationId: ID, attested: by })
export const answerId = (name: string): AnswerId => `a-${name}` as AnswerId
export const give = (by: Attested, s: number, over: Over<'GiveAnswer'> = {}): Command<'GiveAnswer'> => ({
  type: 'GiveAnswer', at: at(s), consultationId: ID, attested: by, answerId: answerId(by.lawyerId), form: 'text', text: sealedFor(ASKER), clip: null,
  substance: { textChars: 120, clipMs: 0, callMs: 0 }, statutes: [{ law: '劳动合同法', article: '第三十条' }], flags: [], ...over,
})
export const withdraw = (by: Attested, s: number, id = answerId(by.lawyerId)): Command<'WithdrawAnswer'> =>
  ({ type: 'WithdrawAnswer', at: at(s), consultationId: ID, attested: by, answerId: id })
export const recuse = (by: Attested, s: number, reason?: RecusalReason): Command<'Recuse'> =>
  ({ type: 'Recuse', at: at(s), consultationId: ID, attested: by, ...(reason === undefined ? {} : { reason }) })
export const hide = (name: string, s: number, over: Over<'HideAnswer'> = {}): Command<'HideAnswer'> => ({
  type: 'HideAnswer', at: at(s), consultationId: ID, answerId: answerId(name), reviewerId: 'reviewer' as PersonId, reason: 'contact', ...over,
})
export const restore = (name: string, s: number, over: Over<'RestoreAnswer'> = {}): Command<'RestoreAnswer'> =>
  ({ type: 'RestoreAnswer', at: at(s), consultationId: ID, answerId: answerId(name), reviewerId: 'reviewer' as PersonId, ...over })
export const audience = (tier: number, count: number, s: number, over: Over<'RecordAudience'> = {}): Command<'RecordAudience'> => ({
  type: 'RecordAudience', at: at(s), consultationId: ID, tier, count, blob: count === 0 ? null : blob(), poolVersion: 'p1',
  reason: count === 0 ? 'nobody-on-duty' : null, ...over,
})
export const followUp = (name: string, s: number, over: Over<'AskFollowUp'> = {}): Command<'AskFollowUp'> => ({
  type: 'AskFollowUp', at: at(s), ...asker, followUpId: `f-${name}-${s}` as FollowUpId, lawyerId: name as LawyerId, text: sealedFor(ASKER),
  attachments: [], dangerCodes: [], ...over,
})
export const reply = (by: Attested, s: number, over: Over<'ReplyFollowUp'> = {}): Command<'ReplyFollowUp'> => ({
  type: 'ReplyFollowUp', at: at(s), consultationId: ID, attested: by, replyId: `r-${by.lawyerId}-${s}` as FollowUpId, text: sealedFor(ASKER), clip: null,
  statutes: [], flags: [], ...over,
})
export const askAnother = (name: string, s: number, over: Over<'AskAnotherLawyer'> = {}): Command<'AskAnotherLawyer'> =>
  ({ type: 'AskAnotherLawyer', at: at(s), ...asker, lawyerId: name as LawyerId, ...over })
export const resumeSearch = (s: number, over: Over<'ResumeSearch'> = {}): Command<'ResumeSearch'> =>
  ({ type: 'ResumeSearch', at: at(s), ...asker, ...over })
export const close = (s: number, over: Over<'CloseConsultation'> = {}): Command<'CloseConsultation'> =>
  ({ type: 'CloseConsultation', at: at(s), ...asker, ratings: [], ...over })
export const rate = (name: string, stars: number, s: number, over: Over<'RateAnswer'> = {}): Command<'RateAnswer'> =>
  ({ type: 'RateAnswer', at: at(s), ...asker, rating: { lawyerId: name as LawyerId, stars }, ...over })
export const consent = (s: number, over: Over<'GiveConsent'> = {}): Command<'GiveConsent'> =>
  ({ type: 'GiveConsent', at: at(s), ...asker, purpose: 'beyond-county', ...over })
export const takeBack = (purpose: ConsentPurpose, s: number, over: Over<'WithdrawConsent'> = {}): Command<'WithdrawConsent'> =>
  ({ type: 'WithdrawConsent', at: at(s), ...asker, purpose, ...over })
export const unavailable = (name: string, s: number, over: Over<'MarkLawyerUnavailable'> = {}): Command<'MarkLawyerUnavailable'> =>
  ({ type: 'MarkLawyerUnavailable', at: at(s), consultationId: ID, lawyerId: name as LawyerId, ...over })

type Data<Type extends ConsultationEvent['type']> = Omit<Extract<ConsultationEvent, { type: Type }>['data'], 'consultationId'>
export const fact = <Type extends ConsultationEvent['type']>(type: Type, data: Data<Type>): ConsultationEvent =>
  ({ type, data: { consultationId: ID, ...data } }) as unknown as ConsultationEvent

export const tierOpened = (tier: number, s: number, over: Partial<Data<'TierOpened'>> = {}): ConsultationEvent => fact('TierOpened', {
  tier, scope: (['county', 'region', 'nation'] as const)[tier]!, openedAt: at(s), closesAt: tier === 2 ? null : at(s + 180),
  audienceDue: at(s + 10), ...over,
})
export const tierClosed = (tier: number, missing: number, s: number): ConsultationEvent => fact('TierClosed', { tier, missing, at: at(s) })
export const audienceMissing = (tier: number, s: number): ConsultationEvent => fact('AudienceMissing', { tier, at: at(s) })
export const answered = (by: Attested, s: number, over: Partial<Data<'AnswerGiven'>> = {}): ConsultationEvent => {
  const { type: _type, at: givenAt, consultationId: _id, attested, ...answer } = give(by, s)
  const local = by.counselOf.includes(COUNTY)
  return fact('AnswerGiven', { ...answer, lawyerId: attested.lawyerId, local, tier: local ? 0 : by.nationwide ? 2 : 1, givenAt, ...over })
}
export const promiseKept = (name: string, s: number): ConsultationEvent => fact('PromiseKept', { answerId: answerId(name), at: at(s) })
export const promiseBroken = (s: number): ConsultationEvent => fact('PromiseBroken', { at: at(s) })
export const quorumMet = (counted: number, s: number): ConsultationEvent => fact('QuorumMet', { counted, at: at(s) })
export const quorumOverdue = (counted: number, s: number): ConsultationEvent => fact('QuorumOverdue', { counted, at: at(s) })
export const lapsed = (name: string, lapses: number, s: number): ConsultationEvent =>
  fact('ClaimLapsed', { lawyerId: name as LawyerId, lapses, at: at(s) })
export const hidden = (name: string, s: number, which: { readonly reviewVersion?: number } = {}): ConsultationEvent =>
  fact('AnswerHidden', { answerId: answerId(name), lawyerId: name as LawyerId, reviewerId: 'reviewer' as PersonId, ...which, reason: 'contact', at: at(s) })
export const offered = (name: string, s: number): ConsultationEvent => fact('AnotherLawyerOffered', { lawyerId: name as LawyerId, at: at(s) })
export const reminded = (name: string, s: number): ConsultationEvent => fact('ThreadReminded', { lawyerId: name as LawyerId, at: at(s) })

/** Audiences of all tiers known at once, so that specs about other things are not told of missing ones. */
export const known = (tier: number, s: number): Command<'RecordAudience'> => audience(tier, 39, s)

/** What these commands would have left in the log, deadlines up to the last command included. */
export const after = (...commands: readonly ConsultationCommand[]): ConsultationEvent[] =>
  play(consultation, commands).events.map(({ event }) => event)

type Scenario = ReturnType<typeof scenario<ConsultationState, ConsultationCommand, ConsultationEvent>>
export const given = (...commands: readonly ConsultationCommand[]): ReturnType<Scenario> => scenario(consultation)(...after(...commands))
