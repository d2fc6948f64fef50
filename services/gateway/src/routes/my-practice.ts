// What a lawyer sees of herself: how she stands, what she did and how that compares, what she was told and what was held back.
// Whose it is stands in the account; no route here names a lawyer.
import { ConflictKind, DutyPost, Held, HideReason, Notice, PUSH_CHANNELS } from '@zhijian/contracts'
import { z } from 'zod'
import { EDGE } from '../ids.ts'
import { done, refused, route, type AnyRoute } from '../route.ts'
import { PageQuery, pageOf, pageSchema } from './lists.ts'
import { myself } from './lawyers.ts'

const POOL = 'lawyer-pool'
const list = { tag: 'lawyers', method: 'GET', status: 200, idempotency: 'none', rate: 'read' } as const
const refusals = ['lawyer-not-linked', 'no-such-lawyer'] as const
const Channel = z.enum(PUSH_CHANNELS)

const Standing = z.object({
  lawyerId: z.string(), licence: z.string(), name: z.string(), firm: z.string(), kind: z.string(), region: z.string(), county: z.string().nullable(),
  specialties: z.array(z.string()), languages: z.array(z.string()), enterprise: z.boolean(), nationwide: z.boolean(),
  counselOf: z.array(z.object({ county: z.string(), villages: z.array(z.string()), until: z.string().nullable() })),
  isAvailable: z.boolean().describe('the switch: off keeps her out of audiences and of messages, never from answering'),
  quiet: z.object({ from: z.int(), to: z.int() }).nullable(), isQuietNow: z.boolean(),
  inactive: z.string().nullable().describe('why she may not answer anything now, by code; null: she may'),
  check: z.looseObject({ kind: z.string(), until: z.string().optional() }), suspendedUntil: z.string().nullable(), barredUntil: z.string().nullable(),
  onDutyUntil: z.string().nullable().describe('the end of the shift she is in'),
  burden: z.int().describe('how much she was asked and did lately, halved every midnight: who has less is asked earlier'), conflicts: z.int(),
})

const Month = z.object({
  month: z.string(), asked: z.int(), answered: z.int(), hidden: z.int(), followUps: z.int(), clips: z.int(), calls: z.int(), callMs: z.int(),
  dutyMinutes: z.int().describe('of shifts served, less those missed: the only hours there are'), noShows: z.int(),
  ratings: z.array(z.int()).length(5).describe('how many of one star, two stars … five'),
  active: z.int().describe('how many of the group were asked, answered or served in the month'),
  median: z.object({ asked: z.number(), answered: z.number(), dutyMinutes: z.number() }).nullable().describe('of those; null: fewer than five'),
})

const Shift = z.object({
  rosterId: z.string(), shiftId: z.string(), county: z.string(), post: DutyPost, startsAt: z.string(), endsAt: z.string(), capacity: z.int(),
  languages: z.array(z.string()), phase: z.enum(['open', 'ended', 'cancelled']), taken: z.int(), isMissed: z.boolean(),
  grabFrom: z.string().nullable(), maxShifts: z.int().nullable(), releaseMs: z.int().nullable().describe('given back later than this before it begins, it counts as late'),
})

const Told = z.object({
  deliveryId: z.string(), at: z.string(), notice: Notice.nullable(), consultationId: z.string().nullable(), topic: z.string().nullable(),
  reason: HideReason.nullable().describe('of a hidden answer'),
  channels: z.array(Channel).describe('through which she was told'),
  outcomes: z.partialRecord(Channel, z.enum(['delivered', 'failed', 'unknown'])), reports: z.partialRecord(Channel, z.enum(['delivered', 'failed'])),
  held: z.array(z.object({ reason: Held, channel: Channel.nullable() })).describe('through which she was not, and why; no channel: not at all'),
})
/** As the notifier's view has it. */
const Notices = pageSchema(Told.omit({ topic: true, reason: true }).extend({ facts: z.record(z.string(), z.unknown()) }))

export const myPracticeRoutes: readonly AnyRoute[] = [
  route({
    ...list, id: 'show-my-standing', path: '/lawyer/me',
    summary: { zh: '我的执业状态', en: 'How this lawyer stands: availability, quiet hours, duty, what bars her, her burden' },
    response: Standing, refusals,
    async handle(call) {
      const standing = await call.ask(POOL, 'standing', { lawyerId: myself(call) })
      return standing === null ? refused('no-such-lawyer') : done(standing as never)
    },
  }),
  route({
    ...list, id: 'show-my-service', path: '/lawyer/service',
    summary: { zh: '我的服务台账', en: 'Service by month, newest first, beside the median of those who are asked as she is' },
    query: z.strictObject({ months: z.string().regex(/^(?:[1-9]|1[0-2])$/).transform(Number).default(6) }),
    response: z.object({
      group: z.object({ kind: z.enum(['county', 'province']).describe('counsel of her county, or the lawyers of her province'), code: z.string(), members: z.int() }),
      months: z.array(Month),
    }),
    refusals,
    async handle(call) {
      const service = await call.ask(POOL, 'service', { lawyerId: myself(call), months: call.query.months })
      return service === null ? refused('no-such-lawyer') : done(service as never)
    },
  }),
  route({
    ...list, id: 'list-my-conflicts', path: '/lawyer/conflicts',
    summary: { zh: '我申报的利益冲突', en: 'Declared conflicts, latest first. Names are not kept, so none are shown' },
    response: z.object({ items: z.array(z.object({ kind: ConflictKind, at: z.string() })) }), refusals,
    async handle(call) {
      const items = await call.ask(POOL, 'conflicts', { lawyerId: myself(call) })
      return items === null ? refused('no-such-lawyer') : done({ items } as never)
    },
  }),
  route({
    ...list, id: 'list-my-shifts', path: '/lawyer/shifts',
    summary: { zh: '我的值班与可报名的班次', en: 'Shifts she holds, those of her counties she may still take, those she served' },
    response: z.object({ held: z.array(Shift), open: z.array(Shift), past: z.array(Shift) }), refusals,
    async handle(call) {
      const shifts = await call.ask(POOL, 'my-shifts', { lawyerId: myself(call) })
      return shifts === null ? refused('no-such-lawyer') : done(shifts as never)
    },
  }),
  route({
    ...list, id: 'list-my-notices', path: '/lawyer/notices',
    summary: { zh: '通知记录与未送达原因', en: 'What she was told, newest first, and what was held back, with the reason' },
    query: z.strictObject(PageQuery), response: pageSchema(Told), refusals: [...refusals, 'bad-cursor'],
    async handle(call) {
      // Lawyers are told under their id in the register, which the notifier cannot match with an account.
      const page = Notices.parse(await call.gateway.ask('notifier', 'inbox', { recipient: myself(call), ...pageOf(call.query) }, EDGE))
      return done({
        next: page.next,
        items: page.items.map(({ facts, ...told }) => ({
          ...told, topic: typeof facts['topic'] === 'string' ? facts['topic'] : null, reason: HideReason.nullable().catch(null).parse(facts['reason'] ?? null),
        })),
      })
    },
  }),
]
