// Lawyers of the pool: who they are, what they may be asked, and what stands in the way. Professional name, firm and
// licence are public (a lawyer acts under them); the phone is personal and travels sealed.
// I1 Nothing here names a party: declared conflicts are keyed HMACs, matched and never shown.
import { z } from 'zod'
import { because, BlobRef, ConsultationId, CountyCode, Instant, LawyerId, line, personal, PersonId, RegionCode, TopicCode } from './common.ts'
import { eventFamily } from './events.ts'
import { PROVINCES } from './places.ts'

/**
 * Whether a licence number can be one. 17 digits: kind of certificate 1, province 2, city 2, year first licensed 4, kind of
 * practice 1, sex 1, serial 6. Certificates from before that scheme have 12 digits without a checkable inner form.
 * No register is asked: this catches slips, not forgeries.
 */
export const isLicence = (text: string): boolean => {
  if (/^\d{12}$/.test(text)) return !/^(\d)\1+$/.test(text)
  const parts = /^[1-9](\d\d)\d\d((?:19[89]|20\d)\d)[1-9][0-2]\d{6}$/.exec(text)
  return parts !== null && PROVINCES.has(parts[1]!)
}
export const Licence = z.string().refine(isLicence, 'a lawyer’s licence number of 17 or 12 digits')

/** 社会 · 公职 · 公司 · 法律援助. */
export const LawyerKind = z.enum(['social', 'public', 'company', 'legal-aid'])
export type LawyerKind = z.infer<typeof LawyerKind>

/** Languages a question can be answered in (BCP 47); `sgn` is Chinese sign language. Order is fixed: the index keeps bits by it. */
export const LANGUAGES = ['zh', 'mn', 'bo', 'ug', 'kk', 'ko', 'za', 'ii', 'ky', 'en', 'ru', 'sgn'] as const
export const Language = z.enum(LANGUAGES)
export type Language = z.infer<typeof Language>

/** Keyed HMAC of a party's normalised name; base64url, 43 characters. */
export const PartyHmac = z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'a keyed HMAC')
export const VillageCode = z.string().regex(/^\d{12}$/, 'a village code of 12 digits')
/** Minutes after midnight, Asia/Shanghai, 0–1439. */
export const MinuteOfDay = z.int().min(0).max(1439)
const Name = line(40)
const Firm = line(80)
/** Reasons are codes, never free text: a text about a person would be personal. The file behind it stays with the bureau. */
export const SuspensionGround = z.enum(['penalty', 'under-investigation', 'complaint', 'own-request', 'left-firm', 'other'])
export const CheckFailure = z.enum(['incompetent', 'basically-competent', 'not-submitted', 'withdrawn'])
export const DeregistrationGround = z.enum(['licence-revoked', 'licence-cancelled', 'moved-away', 'retired', 'died', 'own-request', 'mistake'])
const Specialties = z.array(TopicCode).max(22)
const Languages = z.array(Language).min(1).max(LANGUAGES.length)

/** What a lawyer is asked for. Public. */
export const LawyerProfile = z.object({
  name: Name,
  firm: Firm,
  kind: LawyerKind,
  /** Where he is registered: 2, 4 or 6 digits. Its first two are the province whose tier he belongs to. */
  region: RegionCode,
  /** Where he works, if that is known more closely. */
  county: CountyCode.nullable(),
  specialties: Specialties,
  /** Has advised enterprises; only such lawyers see enterprise questions. */
  enterprise: z.boolean(),
  languages: Languages,
  /** Takes questions of other provinces. */
  nationwide: z.boolean(),
})
export type LawyerProfile = z.infer<typeof LawyerProfile>

export const CounselId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/)
/** A county's appointed counsel (法律顾问), and of which of its villages. */
export const Counsel = z.object({
  appointmentId: CounselId,
  county: CountyCode,
  villages: z.array(VillageCode).max(400),
  /** Exclusive; null: until it is ended. */
  until: Instant.nullable(),
})
export type Counsel = z.infer<typeof Counsel>

/** A person or body this lawyer may not act against (`client`) or is acting against (`opponent`). */
export const ConflictKind = z.enum(['client', 'opponent'])
export type ConflictKind = z.infer<typeof ConflictKind>

const at = Instant
const event = <const Name extends string, const S extends z.ZodRawShape>(type: Name, shape: S) =>
  z.object({ type: z.literal(type), data: z.object({ lawyerId: LawyerId, ...shape }) })

export const LawyerRegistered = event('LawyerRegistered', {
  licence: Licence,
  profile: LawyerProfile,
  phone: personal('phone').nullable(),
  /** Made for a demonstration; a live store has none. */
  isSimulated: z.boolean(),
  /** Answers the probe and nobody else; in no audience of a real question, in no statistic. */
  isProbe: z.boolean(),
  /** Annual check (年度考核) valid before this; null: none on record. */
  checkValidUntil: Instant.nullable(),
  at,
})
export const LawyerProfileChanged = event('LawyerProfileChanged', { profile: LawyerProfile, at })
export const LawyerPhoneChanged = event('LawyerPhoneChanged', { phone: personal('phone').nullable(), at })
export const LicenceReplaced = event('LicenceReplaced', { licence: Licence, at })
/** The person behind an account of this lawyer: his own questions never reach him. */
export const LawyerAccountLinked = event('LawyerAccountLinked', { personId: PersonId, at })
export const CounselAppointed = event('CounselAppointed', { counsel: Counsel, at })
/** `term`: its end came. */
export const CounselEnded = event('CounselEnded', { appointmentId: CounselId, county: CountyCode, cause: z.enum(['term', 'ended']), at })
export const AnnualCheckPassed = event('AnnualCheckPassed', { validUntil: Instant, at })
export const AnnualCheckFailed = event('AnnualCheckFailed', { reason: CheckFailure, at })
export const AnnualCheckExpired = event('AnnualCheckExpired', { validUntil: Instant, at })
export const LawyerSuspended = event('LawyerSuspended', { until: Instant.nullable(), reason: SuspensionGround, at })
export const LawyerReinstated = event('LawyerReinstated', { cause: z.enum(['term', 'decision']), at })
export const AvailabilityChanged = event('AvailabilityChanged', { available: z.boolean(), at })
/** Pushes wait during quiet hours; he may answer all the same. `from` inclusive, `to` exclusive, over midnight when from > to. */
export const QuietHoursSet = event('QuietHoursSet', {
  quiet: z.object({ from: MinuteOfDay, to: MinuteOfDay }).nullable(), at,
})
export const ConflictDeclared = event('ConflictDeclared', { party: PartyHmac, kind: ConflictKind, at })
export const ConflictWithdrawn = event('ConflictWithdrawn', { party: PartyHmac, kind: ConflictKind, at })
/** After a no-show: no shift may be taken before `until`. */
export const DutyBarred = event('DutyBarred', { until: Instant, at })
export const LawyerDeregistered = event('LawyerDeregistered', { reason: DeregistrationGround, at })

export const lawyerEvents = eventFamily('lawyer', [
  LawyerRegistered, LawyerProfileChanged, LawyerPhoneChanged, LicenceReplaced, LawyerAccountLinked, CounselAppointed, CounselEnded,
  AnnualCheckPassed, AnnualCheckFailed, AnnualCheckExpired, LawyerSuspended, LawyerReinstated, AvailabilityChanged, QuietHoursSet,
  ConflictDeclared, ConflictWithdrawn, DutyBarred, LawyerDeregistered,
])
export type LawyerEvent = NonNullable<ReturnType<typeof lawyerEvents.read>>

const command = <const S extends z.ZodRawShape>(shape: S) => z.strictObject({ lawyerId: LawyerId, ...shape })
const Profile = z.strictObject(LawyerProfile.shape)

/** What may be sent to lawyer-pool about one lawyer. */
export const lawyerCommands = {
  'register-lawyer': command({
    licence: Licence, profile: Profile, phone: personal('phone').nullable().default(null), isSimulated: z.boolean().default(false),
    isProbe: z.boolean().default(false), checkValidUntil: Instant.nullable().default(null), ...because,
  }),
  'change-lawyer-profile': command({ profile: Profile, ...because }),
  'change-lawyer-phone': command({ phone: personal('phone').nullable(), ...because }),
  'replace-licence': command({ licence: Licence }),
  'link-lawyer-account': command({ personId: PersonId }),
  'appoint-counsel': command({ counsel: z.strictObject(Counsel.shape), ...because }),
  'end-counsel': command({ appointmentId: CounselId, ...because }),
  'pass-annual-check': command({ validUntil: Instant, ...because }),
  'fail-annual-check': command({ reason: CheckFailure, ...because }),
  'suspend-lawyer': command({ until: Instant.nullable(), reason: SuspensionGround, ...because }),
  'reinstate-lawyer': command(because),
  'set-availability': command({ available: z.boolean() }),
  'set-quiet-hours': command({ quiet: z.strictObject({ from: MinuteOfDay, to: MinuteOfDay }).nullable() }),
  'declare-conflict': command({ party: PartyHmac, kind: ConflictKind }),
  'withdraw-conflict': command({ party: PartyHmac, kind: ConflictKind }),
  'bar-from-duty': command({ until: Instant }),
  'deregister-lawyer': command({ reason: DeregistrationGround, ...because }),
} as const

/** County counsel, lawyers of the province, lawyers of the country: in the order in which they are asked. */
export const TIER_SCOPES = ['county', 'region', 'nation'] as const
export const TierScope = z.enum(TIER_SCOPES)
export type TierScope = z.infer<typeof TierScope>

/** What the pool must know of a question; all of it is public to the platform's machinery, none of it says who asks. */
export const QuestionFacts = z.object({
  consultationId: ConsultationId,
  countyCode: CountyCode,
  /** Only lawyers with enterprise experience. */
  enterprise: z.boolean(),
  /** A synthetic question: it reaches synthetic lawyers only. */
  isProbe: z.boolean(),
  /** The predicted topic and its alternative. */
  topics: z.array(TopicCode).max(4),
  /** What the asker herself chose; counts as much as what was predicted. */
  asked: TopicCode.optional(),
  language: Language,
  askerId: PersonId,
  /** Parties on the other side, and the asker's own names: keyed HMACs. */
  opponents: z.array(PartyHmac).max(20),
  askerParties: z.array(PartyHmac).max(20),
})
export type QuestionFacts = z.infer<typeof QuestionFacts>

/**
 * Why a lawyer is not in an audience, in the order in which it is asked: the first that holds is the reason. `in-earlier-tier`: he
 * was, or could have been, asked when that tier opened and stays free to answer.
 */
export const NOT_ASKED = [
  'not-registered', 'deregistered', 'suspended', 'check-missing', 'check-failed', 'check-expired', 'probe-lawyer', 'probe-question',
  'own-question', 'conflict', 'no-enterprise-experience', 'not-counsel-of-county', 'in-earlier-tier', 'outside-region', 'not-nationwide',
  'switched-off',
] as const
export const NotAsked = z.enum(NOT_ASKED)
export type NotAsked = z.infer<typeof NotAsked>

/** What an audience was made from, and who is in it, best first. Stored as a public blob; ids only. */
export const AudienceRecord = z.object({
  format: z.literal('zhijian-audience-1'),
  /** Without the asker and without parties: a public blob names neither. */
  question: QuestionFacts.omit({ askerId: true, opponents: true, askerParties: true }),
  scope: TierScope,
  /** The instant it is resolved for. */
  at: Instant,
  /** How far the pool had followed the log: the newest change it knew. */
  poolVersion: z.string(),
  /** Everyone who may be asked; `ranked` holds the first of them, at most 20,000. */
  count: z.int().min(0),
  /** Best first. */
  ranked: z.array(LawyerId),
  /** For each of them the five parts of the rank (RankParts), packed: language 1 bit, topic 2, duty 1, awake 1, 255 − load 8. */
  ranks: z.array(z.int().min(0).max(8191)),
  /** For each of them which of the question's topics are his specialties (TOPIC_MATCHES): bits 1, 2, 4. Absent in records made before it was kept. */
  matches: z.array(z.int().min(0).max(7)).optional(),
  /** Whom the tier covers and who was not asked: how many by reason, and who, ids in order, while they are at most 20,000. */
  notAskedCounts: z.partialRecord(NotAsked, z.int().min(1)),
  notAsked: z.partialRecord(NotAsked, z.array(LawyerId)).nullable(),
})
export type AudienceRecord = z.infer<typeof AudienceRecord>

/** The topics a lawyer's specialties are held against: the asker's choice, the prediction, its alternative. */
export const TOPIC_MATCHES = ['asked', 'predicted', 'alternative'] as const

/** Why a lawyer stands where he stands in an audience. */
export const RankParts = z.object({
  /** Answers in the question's language. */
  language: z.boolean(),
  /** 2: the predicted topic, or the one the asker chose, is a specialty; 1: the alternative is; 0: none. */
  topic: z.int().min(0).max(2),
  /** Which of them are; absent where the record does not say. */
  matched: z.array(z.enum(TOPIC_MATCHES)).optional(),
  onDuty: z.boolean(),
  /** Outside his quiet hours. */
  awake: z.boolean(),
  /** 0–255, recent asks and answers, halved every day; less is earlier. */
  load: z.int().min(0).max(255),
})
export type RankParts = z.infer<typeof RankParts>

export const Explanation = z.discriminatedUnion('asked', [
  z.object({ lawyerId: LawyerId, scope: TierScope, asked: z.literal(false), reason: NotAsked }),
  z.object({
    lawyerId: LawyerId, scope: TierScope, asked: z.literal(true),
    /** Null: behind the 20,000 that are recorded in order. */
    rank: RankParts.nullable(),
  }),
])
export type Explanation = z.infer<typeof Explanation>

/** What lawyer-pool answers when asked for an audience. */
export const ResolvedAudience = z.object({
  count: z.int().min(0),
  blob: BlobRef,
  poolVersion: z.string().max(64),
  /** Why there is nobody, when there is nobody. */
  reason: z.enum(['nobody-registered', 'nobody-available']).nullable(),
})
export type ResolvedAudience = z.infer<typeof ResolvedAudience>
