// Acting in somebody's name: the mandate is written down by the directory before anything is done under it, in the same request; she
// sees what was given in her name, and revokes it.
import {
  Instant, line, MandateId, MandateKind, MandateWitness, PersonId, RecordRef, Sealed, type ConsultationId, type MandateVia,
} from '@zhijian/contracts'
import type { JsonObject } from '@zhijian/kernel'
import { z } from 'zod'
import { Phone, reasoned, Receipt, withRemark } from '../fields.ts'
import { createdId } from '../ids.ts'
import { ProblemError } from '../problems.ts'
import { done, refused, route, type AnyRoute, type Call } from '../route.ts'
import { PageQuery, pageOf, pageSchema } from './lists.ts'
import { outcome } from './outcome.ts'

const tag = 'mandates'
const DIRECTORY = 'directory'

const Proof = z.strictObject({
  kind: MandateKind, recordRef: RecordRef,
  witness: MandateWitness.optional().describe('left out: the recording of a call, otherwise a signature'),
  witnessId: PersonId.optional().describe('the colleague who was there'),
  relation: line(60).optional().describe('how the two stand to each other'),
  until: Instant.optional().describe('exclusive; left out: 180 days; at most a year'),
})
/** For desk and counsel: under which mandate, one to be written down now, or one that is. */
const shown = { mandate: Proof.optional(), mandateId: MandateId.optional() }
const isOne = ({ mandate, mandateId }: { mandate?: unknown; mandateId?: unknown }): boolean => mandate === undefined || mandateId === undefined
export const OnBehalf = z.strictObject(shown).refine(isOne, 'one of mandate and mandateId').optional()
export type OnBehalf = z.infer<typeof OnBehalf>
/** And in whose name: an agent knows her telephone number, and needs to know no more. */
export const InHerName = z.strictObject({ phone: Phone, ...shown }).refine(isOne, 'one of mandate and mandateId').optional()

/** What a mandate may be refused with, when it is written down and when something is done under it. */
export const MANDATE_REFUSED = [
  'no-mandate', 'no-such-mandate', 'mandate-of-another', 'mandate-for-another-matter', 'mandate-revoked', 'mandate-expired', 'mandate-not-begun',
  'agent-out-of-reach', 'own-mandate', 'witness-missing', 'mandate-until-past', 'term-too-long',
] as const

interface Matter {
  readonly consultationId: ConsultationId
  readonly askerId: PersonId
  readonly countyCode: string
  readonly villageCode: string | null
  readonly via: MandateVia
}

/**
 * The mandate an act is sent under; null: none was named, and the question is to know the last one. A request that was cut off between
 * the mandate and the act is sent again whole: ids of both derive from its key.
 * @throws ProblemError with the directory's refusal
 */
export const mandateFor = async (
  { gateway, commandId, send }: Pick<Call<unknown, unknown, unknown>, 'gateway' | 'commandId' | 'send'>, onBehalf: OnBehalf, of: Matter,
): Promise<string | null> => {
  if (onBehalf?.mandate === undefined) return onBehalf?.mandateId ?? null
  const { kind, recordRef, witness, witnessId, relation, until } = onBehalf.mandate
  const { consultationId, askerId, countyCode, villageCode, via } = of
  const mandateId = createdId(commandId, 'm')
  const reply = await send(DIRECTORY, 'record-mandate', {
    mandateId, principalId: askerId, matter: { kind: 'consultation', consultationId }, via, kind, recordRef,
    witness: witness ?? (kind === 'recorded-call' ? 'recording' : 'signature'), witnessId: witnessId ?? null,
    relation: relation === undefined ? null : await gateway.sealer.seal(askerId, relation), countyCode, villageCode, until: until ?? null,
  } as unknown as JsonObject, 'mandate')
  if (reply.outcome === 'refused') throw new ProblemError(reply.code, { detail: reply.detail })
  return mandateId
}

/** As the directory's view has it. */
const Document = z.object({
  mandateId: z.string(), principalId: z.string(), matter: z.object({ consultationId: z.string() }), via: z.string(), kind: z.string(), recordRef: z.string(),
  witness: z.string(), relation: Sealed.nullable(),
  basis: z.object({ kind: z.string(), role: z.string().optional(), organisationId: z.string().optional(), lawyerId: z.string().optional() }),
  from: z.string().nullable(), until: z.string(), phase: z.string(), end: z.string().nullable(), endedAt: z.string().nullable(), at: z.string(),
})
const Row = z.object({
  mandateId: z.string(), consultationId: z.string(), via: z.string(), kind: z.string(), recordRef: z.string(), witness: z.string(),
  agent: z.object({ kind: z.string(), role: z.string().nullable(), organisationId: z.string().nullable(), lawyerId: z.string().nullable() })
    .describe('who acts, by the office or appointment under which it was recorded'),
  relation: z.string().nullable().describe('for the person herself'),
  from: z.string(), until: z.string(), isInForce: z.boolean(), end: z.enum(['revoked', 'expired']).nullable(), endedAt: z.string().nullable(),
  recordedAt: z.string(),
})

export const mandateRoutes: readonly AnyRoute[] = [
  route({
    id: 'list-my-mandates', method: 'GET', path: '/mandates', tag, status: 200, idempotency: 'none', rate: 'read',
    summary: { zh: '我的代办授权', en: 'Mandates given in one\'s own name; for desk and counsel, those they act under. Newest first' },
    query: z.strictObject(PageQuery), response: pageSchema(Row), refusals: ['bad-cursor'],
    async handle({ gateway, actor, ask, query }) {
      const now = gateway.clock.now()
      const isAgent = actor.role === 'desk' || actor.role === 'lawyer'
      const { items, next } = pageSchema(Document).parse(await ask(DIRECTORY, 'my-mandates', { as: isAgent ? 'agent' : 'principal', ...pageOf(query) }))
      return done({
        next,
        items: await Promise.all(items.map(async ({ mandateId, matter, via, kind, recordRef, witness, relation, basis, from, until, phase, end, endedAt, at }) => ({
          mandateId, consultationId: matter.consultationId, via, kind, recordRef, witness,
          agent: { kind: basis.kind, role: basis.role ?? null, organisationId: basis.organisationId ?? null, lawyerId: basis.lawyerId ?? null },
          relation: isAgent || relation === null ? null : await gateway.sealer.openOrNull(relation),
          from: from ?? at, until, isInForce: phase === 'in-force' && (from === null || from <= now) && now < until,
          end: end as 'revoked' | null, endedAt, recordedAt: at,
        }))),
      })
    },
  }),
  route({
    id: 'revoke-mandate', method: 'DELETE', path: '/mandates/:mandate', tag, status: 200, idempotency: 'key', rate: 'write',
    summary: { zh: '撤销代办授权', en: 'Revoke a mandate: nothing more is done under it from then on' },
    params: z.strictObject({ mandate: MandateId }), body: z.strictObject(withRemark).optional(), response: z.object({ receipt: Receipt }), refusals: ['no-such-mandate', 'not-principal'],
    async resource({ gateway, actor, params }) {
      const found = (await gateway.mandates.load(params.mandate))?.state ?? null
      if (found === null) return null
      return { owner: found.agentId === actor.id ? found.agentId : found.principalId, region: found.villageCode ?? found.countyCode }
    },
    async handle({ gateway, actor, params, body, send }) {
      // Hers is to take back without a word; an office says why it does it for her.
      if ((actor.role === 'desk' || actor.role === 'bureau-head') && body?.because === undefined) return refused('because-missing')
      return outcome(await send(DIRECTORY, 'revoke-mandate', { mandateId: params.mandate, ...await reasoned(gateway, body ?? {}) }), {})
    },
  }),
]
