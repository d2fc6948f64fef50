// A mandate: a person lets somebody act in her name, in one matter, for a time. A fact of its own, because whoever acts under it must
// not be the one whose word it rests on. Her name and telephone are where her account has them; how she and the agent stand to each
// other travels sealed with her key.
import { z } from 'zod'
import { because, ConsultationId, CountyCode, Instant, LawyerId, MandateId, OrganisationId, personal, PersonId, RegionCode } from './common.ts'
import { eventFamily } from './events.ts'
import { CounselId, VillageCode } from './lawyer.ts'
import { OfficeId, OfficeRole } from './person.ts'

/** By what means she said so. */
export const MandateKind = z.enum(['in-person', 'recorded-call', 'written'])
export type MandateKind = z.infer<typeof MandateKind>
/** In which capacity the agent acts: which offices, or appointment, must reach her place. */
export const MandateVia = z.enum(['window', 'hotline', 'village-counsel'])
export type MandateVia = z.infer<typeof MandateVia>
/** How it can be shown later: her signature on paper, a colleague who was there, the recording. */
export const MandateWitness = z.enum(['signature', 'colleague', 'recording'])
export type MandateWitness = z.infer<typeof MandateWitness>
/** Where the paper or recording lies (a file number, a call's id); never a text about the person. */
export const RecordRef = z.string().regex(/^[A-Za-z0-9_./-]{1,80}$/)

/** What it is for: one question. */
export const MandateMatter = z.object({ kind: z.literal('consultation'), consultationId: ConsultationId })
export type MandateMatter = z.infer<typeof MandateMatter>

/** The office or appointment under which the agent reaches a place, as the directory has it at an instant. */
export const AgentBasis = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('office'), officeId: OfficeId, role: OfficeRole, organisationId: OrganisationId, region: RegionCode }),
  z.object({ kind: z.literal('counsel'), appointmentId: CounselId, lawyerId: LawyerId }),
])
export type AgentBasis = z.infer<typeof AgentBasis>

const parties = { principalId: PersonId, agentId: PersonId, matter: MandateMatter }
/** Where she is of: the village where it is known. */
const place = { countyCode: CountyCode, villageCode: VillageCode.nullable() }
const proof = { kind: MandateKind, recordRef: RecordRef, witness: MandateWitness, witnessId: PersonId.nullable() }

const event = <const N extends string, const S extends z.ZodRawShape>(type: N, shape: S) =>
  z.object({ type: z.literal(type), data: z.object({ mandateId: MandateId, ...parties, ...shape, at: Instant }) })

/** Inclusive; null: since it was recorded, whatever another process's clock says of that instant. */
const Begins = Instant.nullable()
/** In force from `from` to `until` (exclusive), unless it is revoked. */
export const MandateGiven = event('MandateGiven', {
  via: MandateVia, ...proof, relation: personal('free text').nullable(), ...place, basis: AgentBasis, from: Begins, until: Instant,
})
/** By herself, by the agent, who gives it back, or by a desk that reaches her place. */
export const MandateRevoked = event('MandateRevoked', { by: PersonId, as: z.enum(['principal', 'agent', 'desk']) })
export const MandateExpired = event('MandateExpired', {})

export const mandateEvents = eventFamily('mandate', [MandateGiven, MandateRevoked, MandateExpired])
export type MandateEvent = NonNullable<ReturnType<typeof mandateEvents.read>>

/** `until` null: as long as a mandate is taken for unless something else is said. Who sends it is the agent. */
export const mandateCommands = {
  'record-mandate': z.strictObject({
    mandateId: MandateId, principalId: PersonId, matter: z.strictObject(MandateMatter.shape), via: MandateVia, ...proof,
    witnessId: PersonId.nullable().default(null), relation: personal('free text').nullable().default(null),
    ...place, from: Begins.default(null), until: Instant.nullable().default(null),
  }),
  'revoke-mandate': z.strictObject({ mandateId: MandateId, ...because }),
} as const

/** What the directory says of a mandate at this moment: `ask('directory', 'attest-mandate', …)`. */
export const AttestMandateQuery = z.strictObject({ mandateId: MandateId })
export const AttestedMandate = z.strictObject({
  mandateId: MandateId, ...parties, kind: MandateKind, recordRef: RecordRef, ...place, from: Begins, until: Instant,
  end: z.enum(['revoked', 'expired']).nullable(),
  /** Under which the agent reaches her place now; null: under none any more. */
  basis: AgentBasis.nullable(),
})
export type AttestedMandate = z.infer<typeof AttestedMandate>

export const MANDATE_REFUSALS = [
  'mandate-exists', 'own-mandate', 'agent-out-of-reach', 'witness-missing', 'mandate-until-past', 'term-too-long', 'no-such-mandate', 'not-principal',
] as const
export type MandateRefusal = (typeof MANDATE_REFUSALS)[number]
