// For those who keep the platform running, and those who look at what they did: services, dead letters, who was told, the audit
// log, who may do what. What operators do is in the log with their reason before it is done (operators.ts).
import {
  ConsultationId, CountyCode, InstanceReport, LawyerId, LetterReport, ownWords, ROLES, Sealed,
} from '@zhijian/contracts'
import { AUDIT_KINDS, type AuditRow } from '@zhijian/operating'
import { z } from 'zod'
import { Cursor, Limit, Names } from '../fields.ts'
import type { Gateway } from '../gateway.ts'
import { namesOf } from '../names.ts'
import { SERVICES } from '../operators.ts'
import { accessOf, REACHES } from '../policy.ts'
import { done, route, type AnyRoute, type Call } from '../route.ts'
import { ofRegister } from './bureau.ts'
import { PageQuery, pageOf, pageSchema } from './lists.ts'
import { consultationResource } from './resources.ts'

const tag = 'operators'
const list = { tag, method: 'GET', status: 200, idempotency: 'none', rate: 'read' } as const
const command = { tag, method: 'POST', status: 200, idempotency: 'key', rate: 'write' } as const

/** In the operator's own words: sealed, and read by the auditor alone. */
const Reason = z.strictObject({ reason: ownWords({ max: 500 }) })
const Service = z.enum(SERVICES)
const Done = z.object({ done: z.boolean() })
const Letter = z.strictObject({
  consumer: z.string().regex(/^[a-z0-9]+(?:[.-][a-z0-9]+)*$/).max(100), event: z.string().regex(/^[A-Za-z0-9-]{1,64}$/),
})
const askedBy = ({ actor, commandId, body }: Call<unknown, unknown, { reason: string }>) => ({ actor, commandId, reason: body.reason })
const dateTime = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)

const Delivery = z.object({
  deliveryId: z.string(), notice: z.string(), countyCode: z.string(), consultationId: z.string().nullable(), isUrgent: z.boolean(), isProbe: z.boolean(),
  openedAt: z.string(), stopped: z.string().nullable(), started: z.int(), waves: z.array(z.object({ dueAt: z.string(), upTo: z.int() })),
  audience: z.int().describe('how many are meant'), told: z.int(),
  held: z.record(z.string(), z.int()).describe('by reason'),
  receipts: z.record(z.string(), z.int()).describe('by channel and outcome: "sms unknown"'),
  reports: z.record(z.string(), z.int()),
})
interface Audience { readonly kind: string; readonly count?: number; readonly recipients?: readonly string[] }
const deliveryOf = ({ audience, ...rest }: { readonly audience: Audience }) =>
  ({ ...rest, audience: audience.count ?? audience.recipients?.length ?? 0 }) as never

const Notice = z.object({
  deliveryId: z.string(), recipient: z.string(), at: z.string(), channels: z.array(z.string()),
  outcomes: z.record(z.string(), z.string()), reports: z.record(z.string(), z.string()),
  held: z.array(z.object({ reason: z.string(), channel: z.string().nullable() })),
  notice: z.string().nullable().optional(), consultationId: z.string().nullable().optional(),
})

const AuditEntry = z.object({
  id: z.string(), kind: z.enum(AUDIT_KINDS), action: z.string(), at: z.string(), actorId: z.string(), role: z.string().nullable(), onBehalfOf: z.string().nullable(),
  category: z.string(), aboutId: z.string().nullable(), purpose: z.string().nullable(),
  reason: z.string().nullable().describe('a code'), because: z.string().nullable().describe('in the words of who did it'),
  outcome: z.string().nullable(), code: z.string().nullable(), figures: z.record(z.string(), z.int()).nullable(),
})
const auditEntry = (gateway: Gateway) => async ({ because, ...row }: AuditRow) => ({
  ...row, figures: row.figures as Record<string, number> | null, because: because === null ? null : await gateway.sealer.openOrNull(because as unknown as Sealed),
})

const MatrixRow = z.object({
  route: z.string(), method: z.string(), path: z.string(), tag: z.string(), name: z.object({ zh: z.string(), en: z.string() }),
  access: z.enum(['public', 'enrolment', 'roles']),
  roles: z.record(z.string(), z.enum(REACHES)).describe('a role that is not named may not'),
})

/** @param routes all of the table, which this is a part of */
export const operatorRoutes = (routes: () => readonly AnyRoute[]): readonly AnyRoute[] => [
  route({
    ...list, id: 'list-services', path: '/services',
    summary: { zh: '各服务运行情况', en: 'Every instance of every service: ready or why not, views, consumers, deadlines and how late they were' },
    response: z.object({ items: z.array(z.object({ service: Service, ordinal: z.int(), report: InstanceReport.nullable(), code: z.string().nullable() })) }),
    refusals: [],
    async handle({ gateway, actor }) {
      return done({ items: (await gateway.operators.instances(actor)).map((each) => ({ ...each })) })
    },
  }),
  route({
    ...command, id: 'rebuild-view', path: '/services/:service/views/:name/rebuilds', status: 202,
    params: z.strictObject({ service: Service, name: z.string().regex(/^[a-z][a-z0-9-]{0,79}$/) }), body: Reason,
    summary: { zh: '重建视图', en: 'Make a view anew beside the live one, compare both, and put it in its place: goes on without whoever asked' },
    response: z.object({ operationId: z.string(), instances: z.int() }), refusals: ['no-such-view', 'rebuild-runs-already'],
    example: { body: { reason: '与日志核对' } },
    async handle(call) {
      return done(await call.gateway.operators.rebuild(call.params.service, call.params.name, askedBy(call)))
    },
  }),
  route({
    ...list, id: 'list-dead-letters', path: '/dead-letters',
    summary: { zh: '死信与停放的时限', en: 'Events that a consumer could not take, and streams whose deadlines could not be settled, with what people miss' },
    response: z.object({
      letters: z.array(LetterReport), parked: z.array(z.object({ service: Service, stream: z.string(), code: z.string() })), total: z.int(),
      silent: z.array(Service).describe('services that did not answer'),
    }),
    refusals: [],
    async handle({ gateway, actor }) {
      const { letters, parked, total, silent } = await gateway.operators.letters(actor)
      return done({ letters: [...letters], parked: [...parked], total, silent: [...silent] })
    },
  }),
  route({
    ...command, id: 'replay-dead-letter', path: '/dead-letters/:consumer/:event/replays', params: Letter, body: Reason,
    summary: { zh: '重放死信', en: 'Deliver a dead letter again, and then what waits behind it' }, response: Done, refusals: ['no-such-dead-letter'],
    example: { body: { reason: '短信通道已恢复' } },
    async handle(call) {
      await call.gateway.operators.again(call.params.consumer, call.params.event, askedBy(call))
      return done({ done: true })
    },
  }),
  route({
    ...command, id: 'discard-dead-letter', path: '/dead-letters/:consumer/:event/discards', params: Letter, body: Reason,
    summary: { zh: '放弃死信', en: 'Pass a dead letter over for good; what waits behind it goes on' }, response: Done, refusals: ['no-such-dead-letter'],
    example: { body: { reason: '咨询已关闭，不再需要通知' } },
    async handle(call) {
      await call.gateway.operators.over(call.params.consumer, call.params.event, askedBy(call))
      return done({ done: true })
    },
  }),
  route({
    ...command, id: 'settle-stream-again', path: '/parked-streams/:stream/retries',
    params: z.strictObject({ stream: z.string().regex(/^[A-Za-z0-9]+-[A-Za-z0-9_-]{1,200}$/) }), body: Reason,
    summary: { zh: '重试停放的时限', en: 'Try once more to settle a stream whose deadline could not be' }, response: Done, refusals: ['no-such-parked-stream'],
    example: { body: { reason: '缺陷已修复' } },
    async handle(call) {
      await call.gateway.operators.settleAgain(call.params.stream, askedBy(call))
      return done({ done: true })
    },
  }),
  route({
    ...list, id: 'list-notifications', path: '/counties/:county/notifications', params: z.strictObject({ county: CountyCode }), query: z.strictObject(PageQuery),
    summary: { zh: '本县通知', en: 'What was to be told in a county, newest first: how many were told, how many held back and why' },
    response: pageSchema(Delivery), refusals: ['bad-cursor'], resource: (call) => ({ region: call.params.county }),
    async handle({ ask, params, query }) {
      const { items, next } = await ask('notifier', 'of-county', { countyCode: params.county, ...pageOf(query) }) as unknown as { items: { audience: Audience }[]; next: string | null }
      return done({ items: items.map(deliveryOf), next })
    },
  }),
  route({
    ...list, id: 'list-question-notifications', path: '/consultations/:consultation/notifications', params: z.strictObject({ consultation: ConsultationId }),
    summary: { zh: '一件咨询的通知', en: 'Everything that was told, or held back, about one question' },
    response: z.object({ items: z.array(Delivery) }), refusals: [], resource: (call) => consultationResource(call, call.params.consultation),
    looks: ({ params }) => params.consultation,
    async handle({ ask, params }) {
      const items = await ask('notifier', 'of-consultation', { consultationId: params.consultation }) as unknown as { audience: Audience }[]
      return done({ items: items.map(deliveryOf) })
    },
  }),
  route({
    ...list, id: 'list-recipients', path: '/consultations/:consultation/notifications/:delivery/recipients',
    params: z.strictObject({ consultation: ConsultationId, delivery: z.string().regex(/^[A-Za-z0-9_-]{1,80}$/) }), query: z.strictObject(PageQuery),
    summary: { zh: '一次通知的收件人', en: 'Who of one notification was told by which channel, what became of it, and who was not told and why' },
    response: pageSchema(Notice), refusals: ['bad-cursor'], resource: (call) => consultationResource(call, call.params.consultation),
    looks: ({ params }) => params.consultation,
    async handle({ ask, params, query }) {
      return done(await ask('notifier', 'recipients', { deliveryId: params.delivery, consultationId: params.consultation, ...pageOf(query) }) as never)
    },
  }),
  route({
    ...list, id: 'list-lawyer-notifications', path: '/lawyers/:lawyer/notifications', params: z.strictObject({ lawyer: LawyerId }), query: z.strictObject(PageQuery),
    summary: { zh: '一名律师的通知', en: 'What one lawyer was told, newest first, and what was held back and why' },
    response: pageSchema(Notice), refusals: ['bad-cursor', 'no-such-lawyer'], resource: ofRegister as never,
    looks: ({ params }) => params.lawyer,
    async handle({ ask, params, query }) {
      return done(await ask('notifier', 'of-recipient', { recipient: params.lawyer, ...pageOf(query) }) as never)
    },
  }),
  route({
    ...list, id: 'list-audit', path: '/audit',
    summary: { zh: '审计日志', en: 'Who did what, who looked at what, who came in: newest first. Looking at it is recorded too' },
    query: z.strictObject({
      kind: z.enum(AUDIT_KINDS).optional(), action: z.string().regex(/^[A-Za-z-]{1,60}$/).optional(),
      person: z.string().regex(/^[\p{L}\p{N}_./-]{1,160}$/u).optional().describe('an account, or what it was done to'), as: z.enum(['actor', 'about']).default('actor'),
      from: dateTime.optional().describe('inclusive'), until: dateTime.optional().describe('exclusive'), cursor: Cursor.optional(), limit: Limit.optional(),
    }),
    response: pageSchema(AuditEntry).extend({ names: Names }), refusals: ['bad-cursor'],
    looks: ({ query: { person } }) => (person !== undefined && /^[A-Za-z0-9_.-]{1,120}$/.test(person) ? person : null),
    async handle(call) {
      const { ask, gateway, query: { kind, action, person, as, from, until, ...page } } = call
      const { items, next } = await ask('operator', 'audit', {
        ...(kind === undefined ? {} : { kinds: [kind] }), ...(action === undefined ? {} : { actions: [action] }), ...(person === undefined ? {} : { who: { id: person, as } }),
        ...(from === undefined ? {} : { from }), ...(until === undefined ? {} : { until }), ...pageOf(page),
      }) as unknown as { items: AuditRow[]; next: string | null }
      const names = await namesOf(call, items.flatMap(({ actorId, aboutId }) => [actorId, aboutId]))
      return done({ items: await Promise.all(items.map(auditEntry(gateway))), next, names })
    },
  }),
  route({
    ...list, id: 'show-policy-matrix', path: '/policy-matrix',
    summary: { zh: '权限矩阵', en: 'Every route with every role: how far it reaches, made from the table that decides' },
    response: z.object({ roles: z.array(z.string()), reaches: z.array(z.enum(REACHES)), items: z.array(MatrixRow) }), refusals: [],
    handle: async () => done({
      // The platform to itself comes through no route.
      roles: ROLES.filter((role) => role !== 'system'), reaches: [...REACHES],
      items: routes().map(({ id, method, path, tag: of, summary }) => {
        const access = accessOf(id)
        return {
          route: id, method, path: `/api/v1${path}`, tag: of, name: summary, access: typeof access === 'string' ? access : 'roles' as const,
          roles: typeof access === 'string' ? {} : { ...access },
        }
      }),
    }),
  }),
]
