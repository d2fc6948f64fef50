// Words that every contract uses: instants, ids, actors, sealed values. Types are inferred from these schemas.
import { isInstant, type Instant as KernelInstant } from '@zhijian/kernel'
import { z } from 'zod'

/** UTC text of fixed width (24 characters), so that `<` is time. */
export const Instant = z.custom<KernelInstant>(isInstant, { error: 'an instant such as 2026-11-22T02:40:23.000Z', params: { rule: 'instant' } })

/** Ids are 1–64 of `A-Z a-z 0-9 _ -`: they may stand in a stream name, a subject and a path. */
const ID = /^[A-Za-z0-9_-]{1,64}$/
const id = <Name extends string>(name: Name) => z.string().regex(ID, `a ${name} of 1–64 letters, digits, _ or -`).brand<Name>()

export const ConsultationId = id('ConsultationId')
export const AnswerId = id('AnswerId')
export const FollowUpId = id('FollowUpId')
export const LawyerId = id('LawyerId')
/** Whoever has a key of their own: citizens, lawyers, staff. */
export const PersonId = id('PersonId')
export const OrganisationId = id('OrganisationId')
export const CallbackId = id('CallbackId')
export const CallId = id('CallId')
export const DeliveryId = id('DeliveryId')
export const AccountId = id('AccountId')
export const MandateId = id('MandateId')
export type ConsultationId = z.infer<typeof ConsultationId>
export type AnswerId = z.infer<typeof AnswerId>
export type FollowUpId = z.infer<typeof FollowUpId>
export type LawyerId = z.infer<typeof LawyerId>
export type PersonId = z.infer<typeof PersonId>
export type OrganisationId = z.infer<typeof OrganisationId>
export type CallbackId = z.infer<typeof CallbackId>
export type CallId = z.infer<typeof CallId>
export type DeliveryId = z.infer<typeof DeliveryId>
export type AccountId = z.infer<typeof AccountId>
export type MandateId = z.infer<typeof MandateId>

/** National division code: 2 (province), 4, 6 (county), 9 (town) or 12 (village) digits; a longer one lies within its prefix. */
export const RegionCode = z.string().regex(/^(\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$/, 'a division code of 2, 4, 6, 9 or 12 digits')
export type RegionCode = z.infer<typeof RegionCode>
/** Six digits: 150921 is 卓资县. */
export const CountyCode = z.string().regex(/^\d{6}$/, 'a county code of 6 digits')
export type CountyCode = z.infer<typeof CountyCode>
/** Nine digits: its county's six come first. */
export const TownCode = z.string().regex(/^\d{9}$/, 'a town code of 9 digits')
export type TownCode = z.infer<typeof TownCode>

/** Level-1 code of the topic taxonomy: 01–21 or 99. */
export const TopicCode = z.string().regex(/^(0[1-9]|1\d|2[01]|99)$/, 'a level-1 topic code, 01–21 or 99')
export type TopicCode = z.infer<typeof TopicCode>
/** Level-2 code: its level-1 code and two digits more. */
export const SecondTopicCode = z.string().regex(/^(0[1-9]|1\d|2[01])(0[1-9]|[1-9]\d)$/, 'a level-2 topic code: a level-1 code and two digits more')
export type SecondTopicCode = z.infer<typeof SecondTopicCode>

/**
 * A personal value, sealed at the edge with its person's key. Deciders carry it unopened. `commitment` is
 * H(salt ‖ plaintext), base64url, the salt inside the box: it can prove the content later to whoever is shown it.
 */
export const Sealed = z.strictObject({
  person: PersonId,
  box: z.string().min(1).max(120_000).regex(/^[A-Za-z0-9_-]+$/),
  commitment: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
}).brand<'Sealed'>()
export type Sealed = z.infer<typeof Sealed>

// eslint-disable-next-line no-control-regex
const UNFIT = /[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/
/**
 * One line of public text, as no store, log or screen trips over it: no NUL or other control character, no lone surrogate, nothing
 * that turns the reading direction of what follows. @param max in UTF-16 units, as the stores count
 */
export const line = (max: number, min = 1) =>
  z.string().min(min).max(max).refine((value) => value.isWellFormed() && !UNFIT.test(value), { params: { rule: 'text' }, message: 'text' })

/** Shown as nothing: white space of any width, zero-width and other ignorable signs, fillers, the empty cell of Braille. */
const UNSEEN = /[\p{White_Space}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/gu
/**
 * Why somebody does what he does: a reason, a purpose, a remark. What nobody can see is none, so `min` counts the signs that can be seen.
 * Several lines, unless said otherwise. Fails by the rule `required` (nothing to be seen), `too-short`, `too-long` or `text`.
 * For what comes in; what is stored was taken by the rule of its day. @param limits in UTF-16 units
 */
export const ownWords = ({ max, min = 1, isLine = false }: { readonly max: number; readonly min?: number; readonly isLine?: boolean }) =>
  z.string().trim().max(max).superRefine((words, { addIssue }) => {
    const seen = words.replaceAll(UNSEEN, '').length
    const unfit = !words.isWellFormed() || UNFIT.test(isLine ? words : words.replaceAll(/[\t\n\r]/g, ''))
    const rule = seen === 0 ? 'required' : seen < min ? 'too-short' : unfit ? 'text' : null
    if (rule !== null) addIssue({ code: 'custom', params: { rule }, message: rule })
  }).meta({ minLength: min })

const personalFields = z.registry<{ personal: string }>()
/** Marks a field of a command or event as personal: only a sealed value passes. @param what for documents: `free text`, `name` */
export const personal = (what: string) => {
  const schema = Sealed.clone()
  personalFields.add(schema, { personal: what })
  return schema
}
/**
 * Why an operator does it, in his own words: recorded with the command, decided on by nobody. It may speak of people, so it is sealed, with
 * the platform's own key.
 */
export const because = { because: personal('free text').optional() }
export const personalMark = (schema: z.ZodType): string | null => personalFields.get(schema)?.personal ?? null

/** A blob: SHA-256 of its sealed bytes, hex; its size in bytes; its sniffed media type. */
export const BlobRef = z.strictObject({
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.int().min(0),
  mediaType: z.string().max(100),
})
export type BlobRef = z.infer<typeof BlobRef>

export const ROLES = [
  'citizen', 'enterprise', 'lawyer', 'desk', 'reviewer', 'duty-officer', 'bureau-head', 'policy-admin',
  'correction-officer', 'system-admin', 'security-admin', 'auditor', 'procurator', 'probe', 'system',
] as const
/** What an actor acts as. Counsel of a county are lawyers with an appointment, which lawyer-pool attests. */
export const Role = z.enum(ROLES)
export type Role = z.infer<typeof Role>

export const Actor = z.strictObject({
  id: PersonId,
  role: Role,
  /** Who is acted for, under a recorded mandate. */
  onBehalfOf: PersonId.optional(),
})
export type Actor = z.infer<typeof Actor>

/** One command on the bus. `commandId` makes it repeatable; `requestedAt` is the edge's word, `at` is stamped by the owner. */
export const CommandEnvelope = z.strictObject({
  commandId: z.string().regex(/^[A-Za-z0-9_-]{16,64}$/),
  data: z.looseObject({}),
  actor: Actor,
  /** Signature of the edge over actor and commandId; see ActorTokens. */
  token: z.string().max(2048).optional(),
  requestedAt: Instant,
  correlationId: z.string().max(64),
  causationId: z.string().max(64).optional(),
  /** Of callers that send no header of the bus with it. */
  traceparent: z.string().max(64).optional(),
})
export type CommandEnvelope = z.infer<typeof CommandEnvelope>

export const CommandReply = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('accepted'), version: z.int(), position: z.string(), repeated: z.boolean() }),
  /** The effect holds already. */
  z.object({ outcome: z.literal('nothing'), version: z.int(), position: z.string().nullable() }),
  z.object({ outcome: z.literal('refused'), code: z.string(), detail: z.record(z.string(), z.union([z.string(), z.number()])) }),
])
export type CommandReply = z.infer<typeof CommandReply>

/** One query on the bus. */
export const QueryEnvelope = z.strictObject({
  data: z.looseObject({}),
  actor: Actor,
  token: z.string().max(2048).optional(),
  /** Wait until the view reflects this position. */
  atLeast: z.string().max(64).optional(),
})
export type QueryEnvelope = z.infer<typeof QueryEnvelope>
