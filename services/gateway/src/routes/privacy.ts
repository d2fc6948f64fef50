// What somebody has a right to know of her own data, and what she says to it: the notice, what she consented to, how she is reached.
import { GuardianRelation, PushChannel, Sealed, type AccountId, type PersonId } from '@zhijian/contracts'
import { z } from 'zod'
import { Receipt } from '../fields.ts'
import { CURRENT_NOTICE, noticeOf } from '../privacy-notices.ts'
import { ProblemError } from '../problems.ts'
import { done, refused, route, type AnyRoute, type Call } from '../route.ts'
import { PageQuery, pageOf, pageSchema } from './lists.ts'
import { outcome } from './outcome.ts'

const tag = 'my data'

/** The current notice was shown to this person: by herself, or by who writes down her question. Once is enough. */
export const acknowledge = async ({ gateway, send }: Pick<Call<unknown, unknown, unknown>, 'gateway' | 'send'>, personId: PersonId): Promise<void> => {
  const { version, digest } = CURRENT_NOTICE
  const accountId = personId as string as AccountId
  const known = (await gateway.accounts.load(accountId))?.state
  if (known?.notices.some((read) => read.version === version)) return
  const reply = await send('gateway', 'acknowledge-notice', { accountId, version, digest }, 'notice')
  if (reply.outcome === 'refused') throw new ProblemError(reply.code, { detail: reply.detail })
}

const Notice = z.object({
  version: z.int(), digest: z.string().describe('SHA-256 of the text, hex'), isCurrent: z.boolean(), title: z.string(), changes: z.string().nullable(),
  sections: z.array(z.object({ heading: z.string(), paragraphs: z.array(z.string()) })),
})
const Version = z.strictObject({ version: z.union([z.literal('current'), z.string().regex(/^[1-9]\d{0,5}$/)]) })

/** As consult-router's view has it. */
const Consents = pageSchema(z.object({
  consultationId: z.string(), openedAt: z.string(), phase: z.enum(['open', 'resting', 'closed']),
  question: z.object({ text: Sealed, topic: z.object({ code: z.string() }), child: z.object({ guardian: GuardianRelation.nullable() }).optional() }),
  consents: z.array(z.object({ purpose: z.enum(['beyond-county', 'guardian']), isGiven: z.boolean(), at: z.string() })),
}))
const Word = z.object({ isGiven: z.boolean(), at: z.string() })

export const privacyRoutes: readonly AnyRoute[] = [
  route({
    id: 'show-privacy-notice', method: 'GET', path: '/privacy-notices/:version', tag, params: Version, status: 200, idempotency: 'none', rate: 'read',
    summary: { zh: '个人信息处理告知书', en: 'The privacy notice: the current one, or the one of a version. The text is Chinese' },
    response: Notice, refusals: ['no-such-thing'],
    async handle({ params }) {
      const notice = params.version === 'current' ? CURRENT_NOTICE : noticeOf(Number(params.version))
      if (notice === null) return refused('no-such-thing')
      return done({
        ...notice, isCurrent: notice === CURRENT_NOTICE, sections: notice.sections.map(({ heading, paragraphs }) => ({ heading, paragraphs: [...paragraphs] })),
      }, { headers: { 'cache-control': 'no-cache' } })
    },
  }),
  route({
    id: 'acknowledge-privacy-notice', method: 'PUT', path: '/privacy-notices/:version/acknowledgement', tag, status: 200, idempotency: 'key', rate: 'write',
    summary: { zh: '已阅读告知书', en: 'One has been shown this version and has read it' },
    params: Version, response: z.object({ version: z.int(), receipt: Receipt }), refusals: ['notice-outdated', 'no-such-thing'],
    async handle({ params, actor, send }) {
      if (params.version !== 'current' && noticeOf(Number(params.version)) === null) return refused('no-such-thing')
      const { version, digest } = CURRENT_NOTICE
      if (params.version !== 'current' && Number(params.version) !== version) return refused('notice-outdated', { version })
      return outcome(await send('gateway', 'acknowledge-notice', { accountId: actor.id, version, digest }), { version })
    },
  }),
  route({
    id: 'list-my-consents', method: 'GET', path: '/consents', tag, status: 200, idempotency: 'none', rate: 'read',
    summary: { zh: '我读过的告知书和我的同意', en: 'Notices one has read, and what one consented to, question by question, newest first' },
    query: z.strictObject(PageQuery),
    response: z.object({
      notices: z.array(z.object({ version: z.int(), digest: z.string(), at: z.string(), isCurrent: z.boolean() })),
      currentNotice: z.int(),
      items: z.array(z.object({
        consultationId: z.string(), openedAt: z.string(), phase: z.enum(['open', 'resting', 'closed']), topic: z.string(),
        opening: z.string().nullable().describe('the first 80 characters; null: erased'),
        beyondCounty: Word.nullable().describe('null: never given'),
        guardian: Word.extend({ relation: GuardianRelation.nullable() }).nullable().describe('of a child\'s question'),
      })),
      next: z.string().nullable(),
    }),
    refusals: ['bad-cursor'],
    async handle({ gateway, actor, caller, ask, query }) {
      const { items, next } = Consents.parse(await ask('consult-router', 'list-mine', { askerId: actor.id, ...pageOf(query) }))
      return done({
        next, currentNotice: CURRENT_NOTICE.version,
        notices: (caller?.account.notices ?? []).map((read) => ({ ...read, isCurrent: read.version === CURRENT_NOTICE.version })),
        items: await Promise.all(items.map(async ({ consultationId, openedAt, phase, question, consents }) => {
          const text = await gateway.sealer.openOrNull(question.text)
          const last = (purpose: string) => {
            const word = consents.findLast((each) => each.purpose === purpose)
            return word === undefined ? null : { isGiven: word.isGiven, at: word.at }
          }
          const isOver = last('guardian')?.isGiven === false
          const shared = last('beyond-county')
          const guardian = last('guardian')
          return {
            consultationId, openedAt, phase, topic: question.topic.code, opening: text === null ? null : [...text].slice(0, 80).join(''),
            // With a guardian's word every other is over.
            beyondCounty: shared !== null && isOver ? { isGiven: false, at: guardian!.at } : shared,
            guardian: guardian === null ? null : { ...guardian, relation: question.child?.guardian ?? null },
          }
        })),
      })
    },
  }),
  route({
    id: 'list-wake-channels', method: 'GET', path: '/wake-channels', tag, status: 200, idempotency: 'none', rate: 'read',
    summary: { zh: '有新解答时可以怎样提醒我', en: 'By which ways one can be told that an answer came, and what another one lacks; for the desk, what the platform is connected to: of the caller it knows the number' },
    response: z.object({ items: z.array(z.object({
      channel: PushChannel.extract(['in-app', 'wechat', 'sms']), isReady: z.boolean(),
      lacks: z.enum(['provider', 'binding', 'phone']).nullable().describe('provider: this platform is not connected to it'),
    })) }),
    refusals: [],
    async handle({ ask, caller, actor }) {
      const connected = z.array(z.string()).parse(await ask('notifier', 'wake-channels', {}))
      const { phone, openid } = caller!.account
      const lacks = (channel: string, address: unknown, what: 'binding' | 'phone') => (!connected.includes(channel) ? 'provider' as const : address === null && actor.role !== 'desk' ? what : null)
      const items = [
        { channel: 'in-app' as const, lacks: null },
        { channel: 'wechat' as const, lacks: lacks('wechat', openid, 'binding') },
        { channel: 'sms' as const, lacks: lacks('sms', phone, 'phone') },
      ]
      return done({ items: items.map((item) => ({ ...item, isReady: item.lacks === null })) })
    },
  }),
]
