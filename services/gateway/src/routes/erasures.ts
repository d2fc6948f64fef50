// The two people who answer a request to be forgotten. They see when, how she showed who she is, and which of her matters there are
// and were, because that is what a rule keeps; not what she wrote.
import { CountyCode, DeclineReason, ErasureGround, ownWords, PersonId, saidRetention } from '@zhijian/contracts'
import { z } from 'zod'
import { Names, reasoned, Receipt, WithReason, withReason, withRemark } from '../fields.ts'
import { createdId, EDGE } from '../ids.ts'
import { namesOf } from '../names.ts'
import { ProblemError } from '../problems.ts'
import { done, refused, route, type AnyRoute, type Call, type Resource } from '../route.ts'
import { isPresent } from '../sign-in.ts'
import { PageQuery, pageOf, pageSchema } from './lists.ts'
import { outcome } from './outcome.ts'

const tag = 'forgetting'
const DIRECTORY = 'directory'
const PHASES = ['wanted', 'requested', 'confirmed', 'kept', 'declined', 'taken-back', 'erased'] as const
const Person = z.strictObject({ person: PersonId })
const command = { tag, idempotency: 'key', rate: 'write', status: 200 } as const
const Done = z.object({ receipt: Receipt })
const Code = z.string().regex(/^\d{6}$/).describe('of the second factor: what is confirmed cannot be undone')
const Confirming = z.strictObject({ code: Code, ...withReason })

const Row = z.object({
  personId: z.string(), phase: z.enum(PHASES), wantedAt: z.string().nullable().describe('by herself; null: staff began it'), identity: z.string().nullable(),
  answerBy: z.string().nullable(), isOverdue: z.boolean(), ground: z.string().nullable(), requestedBy: z.string().nullable(), requestedAt: z.string().nullable(),
  confirmedBy: z.string().nullable(), confirmedAt: z.string().nullable(), rule: z.string().nullable(), until: z.string().nullable(), changedAt: z.string(),
  declined: z.object({ reason: z.string(), by: z.string(), at: z.string() }).nullable(),
  certificate: z.object({ keyDigest: z.string(), ground: z.string(), by: z.array(z.string()), erasedAt: z.string(), copiesGoneAt: z.string().optional() }).nullable(),
})
const Matters = z.object({
  items: z.array(z.object({ consultationId: z.string(), openedAt: z.string(), closedAt: z.string().nullable(), phase: z.string() })), next: z.string().nullable(),
})

const County = z.strictObject({ county: CountyCode })
const Review = County.extend({ review: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/) })
const Duty = z.object({
  nextAt: z.string().nullable().describe('when it is looked next; null: no rule says how often'), unlooked: z.int().describe('times that came, and nobody has looked since'),
  items: z.array(z.object({
    reviewId: z.string(), phase: z.enum(['proposed', 'confirmed', 'dropped', 'nobody']), endedBefore: z.string(), persons: z.array(z.string()).describe('while it waits to be confirmed'),
    total: z.int(), hasMore: z.boolean(), proposedBy: z.string(), proposedAt: z.string(), decidedBy: z.string().nullable(), decidedAt: z.string().nullable(),
    erased: z.int(), kept: z.int().describe('by a rule: restricted'), atWork: z.int(), spared: z.int().describe('who came back meanwhile, or was forgotten before'),
    certificates: z.array(z.object({ personId: z.string(), keyDigest: z.string(), erasedAt: z.string() })),
  })),
  next: z.string().nullable(),
})
const NamedDuty = Duty.extend({ names: Names })
const inCounty = ({ params }: Pick<Call<{ county: string }, unknown, unknown>, 'params'>): Resource => ({ region: params.county })
/** @throws ProblemError `sign-in-blocked` */
const isHere = async ({ gateway, caller }: Pick<Call<unknown, unknown, unknown>, 'gateway' | 'caller'>, code: string): Promise<boolean> => {
  const shown = await isPresent(gateway, caller!.session.accountId, code)
  if (shown === 'blocked') throw new ProblemError('sign-in-blocked')
  return shown === 'present'
}

/** Whoever is forgotten lies in the county that is served here: she has no place of her own. */
const here = ({ gateway }: Pick<Call<unknown, unknown, unknown>, 'gateway'>): Resource => ({ region: gateway.config.county })

export const erasureRoutes: readonly AnyRoute[] = [
  route({
    id: 'list-erasures', method: 'GET', path: '/erasures', tag, status: 200, idempotency: 'none', rate: 'read', refusals: ['bad-cursor'], resource: here,
    summary: { zh: '删除申请', en: 'Requests to be forgotten, the latest change first; ids alone' },
    query: z.strictObject({ ...PageQuery, at: z.enum(['work', 'end']).optional().describe('work: those that wait for one of the two people; end: answered') }),
    response: pageSchema(Row), looks: () => null,
    async handle({ ask, query: { at, ...page } }) {
      const phases = at === 'end' ? ['kept', 'declined', 'taken-back', 'erased'] : at === 'work' ? ['wanted', 'requested', 'confirmed'] : [...PHASES]
      return done(pageSchema(Row).parse(await ask(DIRECTORY, 'erasures', { phases, ...pageOf(page) })))
    },
  }),
  route({
    id: 'show-erasure', method: 'GET', path: '/erasures/:person', tag, params: Person, status: 200, idempotency: 'none', rate: 'read', refusals: ['no-such-request'],
    summary: { zh: '一项删除申请和本人的事项', en: 'One request, and the person\'s matters: when they began and ended, not what they say' },
    response: z.object({ request: Row, matters: Matters.shape.items, hasMore: z.boolean().describe('of matters'), names: Names }), resource: here, looks: ({ params }) => params.person,
    async handle(call) {
      const { gateway, ask, params } = call
      const [request] = z.array(Row).parse(await ask(DIRECTORY, 'erasures', { personId: params.person }))
      if (request === undefined) return refused('no-such-request')
      const { items, next } = Matters.parse(await gateway.ask('consult-router', 'list-mine', { askerId: params.person, limit: 200 }, EDGE))
      const names = await namesOf(call, [request.requestedBy, request.confirmedBy, request.declined?.by ?? null])
      return done({ request, matters: items, hasMore: next !== null, names })
    },
  }),
  route({
    ...command, id: 'request-erasure', method: 'POST', path: '/erasures/:person/request', params: Person, resource: here,
    summary: { zh: '受理删除申请（第一人）', en: 'The first of two: identity and rules were looked at, nothing keeps the data' },
    body: z.strictObject({ ground: ErasureGround, ...withRemark }), response: Done, refusals: ['no-such-person', 'retention-running'],
    async handle({ gateway, params, body, send }) {
      return outcome(await send(DIRECTORY, 'request-erasure', { personId: params.person, ...await reasoned(gateway, body) }), {})
    },
  }),
  route({
    ...command, id: 'confirm-erasure', method: 'POST', path: '/erasures/:person/confirmation', params: Person, resource: here,
    summary: { zh: '确认删除（第二人）', en: 'The second, somebody else: the key is destroyed, for good' },
    body: Confirming, response: Done, refusals: ['no-such-request', 'same-person', 'retention-running', 'identity-not-shown', 'sign-in-blocked'],
    async handle(call) {
      const { code, ...why } = call.body
      if (!await isHere(call, code)) return refused('identity-not-shown')
      return outcome(await call.send(DIRECTORY, 'confirm-erasure', { personId: call.params.person, ...await reasoned(call.gateway, why) }), {})
    },
  }),
  route({
    ...command, id: 'refuse-erasure', method: 'POST', path: '/erasures/:person/retention', params: Person, resource: here,
    summary: { zh: '法定保存期未满，改为限制处理', en: 'A statutory period keeps the data: restricted instead, with the rule and its end; it comes up again then' },
    body: z.strictObject({ ...saidRetention, ...withRemark }), response: Done, refusals: ['no-such-request', 'already-confirmed', 'period-over'],
    async handle({ gateway, params, body, send }) {
      return outcome(await send(DIRECTORY, 'refuse-erasure', { personId: params.person, ...await reasoned(gateway, body) }), {})
    },
  }),
  route({
    ...command, id: 'decline-erasure', method: 'POST', path: '/erasures/:person/refusal', params: Person, resource: here,
    summary: { zh: '不予删除并说明理由', en: 'Not now, for a reason that she is told; she may ask again' },
    body: z.strictObject({ reason: DeclineReason, explanation: ownWords({ max: 500 }).optional() }), response: Done, refusals: ['no-such-request', 'already-confirmed', 'person-erased', 'person-restricted'],
    async handle({ gateway, params, body: { reason, explanation }, send }) {
      const sealed = explanation === undefined ? null : await gateway.sealer.seal(params.person, explanation)
      return outcome(await send(DIRECTORY, 'decline-erasure', { personId: params.person, reason, explanation: sealed as never }), {})
    },
  }),
  route({
    id: 'show-retention', method: 'GET', path: '/counties/:county/retention', tag, params: County, status: 200, idempotency: 'none', rate: 'read', refusals: ['bad-cursor'],
    summary: { zh: '保存期清理：何时再查、待确认的名单和历次报告', en: 'The duty to look whose data nobody needs any more: when next, what waits to be confirmed, and the report of each look' },
    query: z.strictObject(PageQuery), response: NamedDuty, resource: inCounty, looks: () => null,
    async handle(call) {
      const { ask, params, query: { limit, cursor } } = call
      const duty = Duty.parse(await ask(DIRECTORY, 'retention', { countyCode: params.county, limit: Math.min(limit ?? 20, 50), ...(cursor === undefined ? {} : { cursor }) }))
      return done({ ...duty, names: await namesOf(call, duty.items.flatMap(({ proposedBy, decidedBy }) => [proposedBy, decidedBy])) })
    },
  }),
  route({
    ...command, id: 'propose-retention-review', method: 'POST', path: '/counties/:county/retention/reviews', params: County, status: 201, resource: inCounty,
    summary: { zh: '查一次保存期，列出到期的人（第一人）', en: 'Look now: those whose questions all ended longer ago than the rule says are proposed to be forgotten' },
    body: WithReason, response: z.object({ reviewId: z.string(), receipt: Receipt }), refusals: ['another-proposal-waits', 'retention-not-set'],
    async handle({ gateway, params, body, commandId, send }) {
      const reviewId = createdId(commandId, 'y')
      return outcome(await send(DIRECTORY, 'propose-retention-review', { countyCode: params.county, reviewId, ...await reasoned(gateway, body) }), { reviewId })
    },
  }),
  route({
    ...command, id: 'confirm-retention-review', method: 'POST', path: '/counties/:county/retention/reviews/:review/confirmation', params: Review, resource: inCounty,
    summary: { zh: '确认清理（第二人）', en: 'The second, somebody else: all of them are forgotten, or kept where a rule says so' },
    body: Confirming, response: Done, refusals: ['no-such-proposal', 'same-person', 'identity-not-shown', 'sign-in-blocked'],
    async handle(call) {
      const { code, ...why } = call.body
      if (!await isHere(call, code)) return refused('identity-not-shown')
      return outcome(await call.send(DIRECTORY, 'confirm-retention-review', { countyCode: call.params.county, reviewId: call.params.review, ...await reasoned(call.gateway, why) }), {})
    },
  }),
  route({
    ...command, id: 'drop-retention-review', method: 'DELETE', path: '/counties/:county/retention/reviews/:review', params: Review, resource: inCounty,
    summary: { zh: '不清理这份名单', en: 'Nobody of this list is forgotten by it' }, body: WithReason, response: Done, refusals: ['no-such-proposal'],
    async handle({ gateway, params, body, send }) {
      return outcome(await send(DIRECTORY, 'drop-retention-review', { countyCode: params.county, reviewId: params.review, ...await reasoned(gateway, body) }), {})
    },
  }),
]
