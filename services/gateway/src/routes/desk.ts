// The bureau's desks: what is about to be late, call-backs, answers before reviewers, dangers.
import { AttemptFailure, CallbackId, ComplaintAbout, CountyCode, DangerId, DangerOutcome, HideReason, ReviewDecision, ReviewId,
  Sealed } from '@zhijian/contracts'
import { z } from 'zod'
import { Names, reasoned, Receipt, WithReason, withRemark } from '../fields.ts'
import type { Gateway } from '../gateway.ts'
import { namesOf } from '../names.ts'
import { done, refused, route, type AnyRoute, type Call, type Resource } from '../route.ts'
import { PageQuery, pageOf, pageSchema, QuestionRow, questionRows } from './lists.ts'
import { isAgent, isAsker, type Conversation } from '../views/conversation.ts'
import { outcome } from './outcome.ts'
import { conversationOf } from './resources.ts'

const tag = 'desk'
const ROUTER = 'consult-router'
const Done = z.object({ receipt: Receipt })
const command = { tag, idempotency: 'key', rate: 'write', status: 200, response: Done } as const
const list = { tag, method: 'GET', status: 200, idempotency: 'none', rate: 'read' } as const
const County = z.strictObject({ county: CountyCode })
const inCounty = (call: { params: { county: string } }): Resource => ({ region: call.params.county })
const OpenOnly = z.enum(['true', 'false']).default('true')

type Matter = 'callback' | 'review' | 'danger'
const matterOf = (kind: Matter, id: (params: never) => string) => async ({ gateway, params }: Call<never, unknown,
  unknown>): Promise<Resource | null> => {
  const found = (await gateway.facts.matters[kind].load(id(params)))?.state ?? null
  return found === null ? null : { region: found.countyCode, ...(found.askerId === null ? {} : { owner: found.askerId }) }
}

/** A command on one matter of the desk. */
const act = <B extends z.ZodType>(kind: Matter, definition: {
  readonly id: AnyRoute['id']; readonly method: AnyRoute['method']; readonly path: string; readonly command: string
  readonly summary: AnyRoute['summary']; readonly body?: B; readonly refusals: readonly string[]
}): AnyRoute => {
  const { command: name, body, ...rest } = definition
  const id = { callback: CallbackId, review: ReviewId, danger: DangerId }[kind] as z.ZodType<string>
  return route({
    ...command, ...rest, params: z.strictObject({ [kind]: id }), ...(body === undefined ? {} : { body: body as z.ZodType }),
    resource: matterOf(kind, (params: Record<string, string>) => params[kind]!) as never,
    async handle(call: Call<Record<string, string>, unknown, unknown>) {
      return outcome(await call.send(ROUTER, name,
        { [`${kind}Id`]: call.params[kind]!, ...await reasoned(call.gateway, call.body as { because?: string } | undefined ?? {}) }), {})
    },
  } as never)
}

const Callback = z.object({
  callbackId: z.string(), consultationId: z.string(), cause: z.string(), isOpen: z.boolean(), phase: z.string(),
  dueAt: z.string().nullable(), isUntaken: z.boolean(),
  agentId: z.string().nullable(),
  attempts: z.array(z.object({ attempt: z.int(), failure: z.string().nullable(), at: z.string() })), requestedAt: z.string(),
  endsAt: z.string(),
})
const Danger = z.object({
  dangerId: z.string(), consultationId: z.string(), followUpId: z.string().nullable(), codes: z.array(z.string()),
  isOpen: z.boolean(), phase: z.string(), rank: z.string(),
  acknowledgeDue: z.string().nullable(), acknowledgedBy: z.string().nullable(), outcome: z.string().nullable(),
  raisedAt: z.string(),
})
const Review = z.object({
  reviewId: z.string(), consultationId: z.string(), answerId: z.string(), lawyerId: z.string(), isOpen: z.boolean(),
  flags: z.array(z.string()),
  reviewerId: z.string().nullable(), decideDue: z.string().nullable(), isOverdue: z.boolean(), openedAt: z.string(),
  decisions: z.array(z.object({ decision: z.string(), reason: z.string().nullable(), reviewerId: z.string(), at: z.string() })),
})
/** Who has taken it. */
const Agents = z.looseObject({ items: z.array(z.looseObject({ agentId: z.string().nullish(), acknowledgedBy: z.string().nullish() })) })
const Complaints = z.array(z.object({ complaintId: z.string(), by: z.string(), text: Sealed.nullable(), about: ComplaintAbout.default('answer') }))

/** A reviewer reads what is said and as what it is said; who said it would name the asker. */
const asWhat = async (gateway: Gateway, conversation: Conversation | null, authorId: string, by: string) => {
  if (conversation !== null && isAsker(conversation, by)) return 'asker' as const
  if (conversation !== null && isAgent(conversation, by)) return 'agent' as const
  return (await gateway.accounts.load(by))?.state.lawyerId === authorId ? 'author' as const : 'office' as const
}

export const deskRoutes: readonly AnyRoute[] = [
  route({
    ...list, id: 'list-county-questions', path: '/counties/:county/questions', params: County,
    summary: { zh: '本县咨询', en: 'Questions of a county, newest first' },
    query: z.strictObject({ listing: z.enum(['sought', 'listed', 'closed']).default('sought'),
      overdue: z.enum(['true', 'false']).default('false'), ...PageQuery }),
    response: pageSchema(QuestionRow), refusals: ['bad-cursor'], resource: inCounty,
    async handle(call) {
      const { listing, overdue, ...page } = call.query
      return done(await questionRows(call, await call.ask(ROUTER, 'list-county', {
        countyCode: call.params.county, listing, isOverdue: overdue === 'true', ...pageOf(page),
      }), false))
    },
  }),
  route({
    ...list, id: 'list-promises', path: '/counties/:county/promises', params: County,
    summary: { zh: '首答承诺：即将到期的和未兑现的', en: 'Promises: pending ones, soonest first; broken ones' },
    query: z.strictObject({ promise: z.enum(['pending', 'broken', 'voided']).default('pending'), ...PageQuery }),
    response: pageSchema(QuestionRow), refusals: ['bad-cursor'], resource: inCounty,
    async handle(call) {
      const { promise, ...page } = call.query
      return done(await questionRows(call,
        await call.ask(ROUTER, 'promise-board', { countyCode: call.params.county, promise, ...pageOf(page) }), false))
    },
  }),
  route({
    ...list, id: 'list-callbacks', path: '/counties/:county/callbacks', params: County,
    summary: { zh: '待回呼', en: 'Call-backs, soonest due first' },
    query: z.strictObject({ open: OpenOnly, ...PageQuery }), response: pageSchema(Callback).extend({ total: z.int(), names: Names }), refusals: ['bad-cursor'],
    resource: inCounty,
    async handle(call) {
      const { query: { open, ...page }, params } = call
      const found = Agents.parse(await call.ask(ROUTER, 'list-callbacks', { countyCode: params.county, isOpen: open === 'true', ...pageOf(page) }))
      return done({ ...found, names: await namesOf(call, found.items.map(({ agentId }) => agentId)) } as never)
    },
  }),
  route({
    ...list, id: 'list-dangers', path: '/counties/:county/dangers', params: County,
    summary: { zh: '危险警情', en: 'Alarms about words of danger' },
    query: z.strictObject({ open: OpenOnly, ...PageQuery }), response: pageSchema(Danger).extend({ total: z.int(), names: Names }), refusals: ['bad-cursor'],
    resource: inCounty,
    async handle(call) {
      const { query: { open, ...page }, params } = call
      const found = Agents.parse(await call.ask(ROUTER, 'list-dangers', { countyCode: params.county, isOpen: open === 'true', ...pageOf(page) }))
      return done({ ...found, names: await namesOf(call, found.items.map(({ acknowledgedBy }) => acknowledgedBy)) } as never)
    },
  }),
  route({
    ...list, id: 'list-reviews', path: '/counties/:county/reviews', params: County,
    summary: { zh: '待审核的解答', en: 'Answers before a reviewer, with the complaints' },
    query: z.strictObject({ open: OpenOnly, ...PageQuery }),
    response: pageSchema(Review.extend({ complaints: z.array(z.object({ complaintId: z.string(),
      by: z.enum(['asker', 'agent', 'author', 'office']), about: ComplaintAbout, text: z.string().nullable() })) })).extend({ total: z.int(), names: Names }),
    refusals: ['bad-cursor'], resource: inCounty, looks: ({ params }) => params.county,
    async handle(call) {
      const { gateway, ask, params, query: { open, ...page } } = call
      const found = pageSchema(Review.extend({ complaints: Complaints })).extend({ total: z.int() })
        .parse(await ask(ROUTER, 'list-reviews', { countyCode: params.county, isOpen: open === 'true', ...pageOf(page) }))
      const names = await namesOf(call, found.items.flatMap(({ lawyerId, reviewerId, decisions }) => [lawyerId, reviewerId, ...decisions.map((each) => each.reviewerId)]))
      return done({
        next: found.next, total: found.total,
        names,
        items: await Promise.all(found.items.map(async (item) => {
          const conversation = await conversationOf(call, item.consultationId)
          return { ...item, complaints: await Promise.all(item.complaints.map(async ({ complaintId, by, about, text }) => ({
            complaintId, about, by: await asWhat(gateway, conversation, item.lawyerId, by), text: text === null ? null : await gateway.sealer.openOrNull(text),
          }))) }
        })),
      })
    },
  }),
  act('callback', { id: 'take-callback', method: 'POST', path: '/callbacks/:callback/taking', command: 'take-callback',
    summary: { zh: '受理回呼', en: 'Take a call-back' }, refusals: ['no-such-callback', 'callback-over', 'taken-by-another'] }),
  act('callback', { id: 'release-callback', method: 'DELETE', path: '/callbacks/:callback/taking', command: 'release-callback', body: WithReason,
    summary: { zh: '退回回呼', en: 'Give it back' }, refusals: ['no-such-callback', 'callback-over', 'taken-by-another',
      'not-taken'] }),
  act('callback', { id: 'report-failed-attempt', method: 'POST', path: '/callbacks/:callback/failures',
    command: 'report-failed-attempt',
    body: z.strictObject({ attempt: z.int().min(1), failure: AttemptFailure, ...withRemark }),
    summary: { zh: '登记未接通', en: 'A try that failed' }, refusals: ['no-such-callback', 'callback-over', 'taken-by-another',
      'not-taken', 'attempt-out-of-order'] }),
  act('callback', { id: 'report-reached', method: 'POST', path: '/callbacks/:callback/reached', command: 'report-reached',
    body: z.strictObject({ connectedMs: z.int().min(0), ...withRemark }),
    summary: { zh: '登记已接通', en: 'The asker was reached' }, refusals: ['no-such-callback', 'callback-over', 'taken-by-another',
      'not-taken'] }),
  act('callback', { id: 'cancel-callback', method: 'DELETE', path: '/callbacks/:callback', command: 'cancel-callback',
    summary: { zh: '取消回呼', en: 'The asker needs it no more' }, refusals: ['no-such-callback', 'callback-over', 'not-asker'] }),
  route({
    ...list, id: 'show-callback-phone', path: '/callbacks/:callback/phone', params: z.strictObject({ callback: CallbackId }),
    summary: { zh: '回呼号码（仅受理人可见）', en: 'The number to call; only for who took it' },
    response: z.object({ phone: z.string() }), refusals: ['not-taken', 'no-such-thing'],
    resource: matterOf('callback', ({ callback }: { callback: string }) => callback) as never, looks: ({ params }) => params.callback,
    async handle({ gateway, params, actor }) {
      const found = (await gateway.facts.matters.callback.load(params.callback))?.state
      if (found?.takenBy !== actor.id) return refused('not-taken')
      const asker = found.askerId === null ? null : await gateway.accounts.load(found.askerId)
      const phone = asker?.state.phone ? await gateway.sealer.openOrNull(asker.state.phone) : null
      return phone === null ? refused('no-such-thing') : done({ phone })
    },
  }),
  act('danger', { id: 'acknowledge-danger', method: 'POST', path: '/dangers/:danger/acknowledgement',
    command: 'acknowledge-danger',
    summary: { zh: '接手警情', en: 'Acknowledge an alarm' },
    refusals: ['no-such-danger', 'already-acknowledged', 'danger-resolved'] }),
  act('danger', { id: 'resolve-danger', method: 'POST', path: '/dangers/:danger/resolution', command: 'resolve-danger',
    body: z.strictObject({ outcome: DangerOutcome, ...withRemark }),
    summary: { zh: '警情处置结果', en: 'How it ended' }, refusals: ['no-such-danger', 'not-acknowledged', 'danger-resolved'] }),
  act('review', { id: 'take-review', method: 'POST', path: '/reviews/:review/taking', command: 'take-review',
    summary: { zh: '受理审核', en: 'Take a review' }, refusals: ['no-such-review', 'taken-by-another', 'review-decided'] }),
  act('review', { id: 'decide-review', method: 'POST', path: '/reviews/:review/decision', command: 'decide-review',
    body: z.strictObject({ decision: ReviewDecision, reason: HideReason.nullable().default(null), ...withRemark }),
    summary: { zh: '审核结论', en: 'Hide the answer, or keep it' },
    refusals: ['no-such-review', 'taken-by-another', 'review-decided', 'reason-missing'] }),
]
