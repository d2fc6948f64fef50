// One case, one story. Looking into somebody's case is an act of its own: for what purpose is written down before anything is
// shown, and holds for an hour, for this account, this role and this case alone.
import { ConsultationId, Instant } from '@zhijian/contracts'
import { hours } from '@zhijian/kernel'
import { recorded } from '@zhijian/operating'
import { z } from 'zod'
import { Names, Purpose } from '../fields.ts'
import { newToken } from '../ids.ts'
import { ProblemError } from '../problems.ts'
import { done, route, type AnyRoute, type Call, type Resource } from '../route.ts'
import { Moment, tellMoment, tellStory, Verdict, verifyCase } from '../story.ts'
import { consultationResource } from './resources.ts'

const common = { tag: 'audit', idempotency: 'none', rate: 'read', status: 200 } as const
const Looking = z.strictObject({ view: z.string().regex(/^[A-Za-z0-9_-]{43}$/) })
const HOLDS_MS = hours(1)

const Look = z.object({ consultationId: ConsultationId, account: z.string(), role: z.string() })
type Look = z.infer<typeof Look>
type OfLook = Pick<Call<{ view: string }, unknown, unknown>, 'gateway' | 'params' | 'caller' | 'actor'>

/** @throws ProblemError `look-over`: not his, or its hour is over */
const lookOf = async ({ gateway, params, caller, actor }: OfLook): Promise<Look> => {
  const kept = await gateway.edgeState.once.peek('story', params.view, gateway.nowMs())
  const look = kept === null ? null : Look.parse(JSON.parse(kept))
  if (look === null || look.account !== caller?.session.accountId || look.role !== actor.role) throw new ProblemError('look-over')
  return look
}
const ofLook = async (call: OfLook): Promise<Resource | null> => consultationResource(call, (await lookOf(call)).consultationId)

const Cause = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('command'), command: z.string(), role: z.string(), actorId: z.string(), onBehalfOf: z.string().nullable() }),
  z.object({ kind: z.literal('deadline'), due: z.string() }),
])
const StoryEvent = z.object({
  stream: z.string(), category: z.string(), version: z.int(), type: z.string(), at: z.string(), lateMs: z.int(), cause: Cause,
  follows: z.object({ stream: z.string(), version: z.int() }).nullable(),
  facts: z.record(z.string(), z.any()).describe('as recorded; what is sealed is a lock'),
  texts: z.record(z.string(), z.string().nullable()).nullable().describe('opened for roles that may read the question; null inside: erased'),
})
const Story = z.object({
  consultationId: z.string(), streams: z.array(z.string()), events: z.array(StoryEvent), names: Names,
  rules: z.object({ rules: z.int(), policyVersion: z.int().nullable(), policyHash: z.string().nullable(), terms: z.any() }),
})

export const storyRoutes: readonly AnyRoute[] = [
  route({
    ...common, id: 'look-into-case', method: 'POST', path: '/consultations/:consultation/story-views', params: z.strictObject({ consultation: ConsultationId }),
    summary: {
      zh: '查阅一件事的全部经过（先写明目的，查阅本身记录在案）',
      en: 'Look into a case: everything that happened to it over all services. The purpose is recorded first, and holds for an hour',
    },
    idempotency: 'key', rate: 'write', status: 201,
    body: z.strictObject({ purpose: Purpose }),
    response: z.object({ view: z.string(), until: z.string(), story: Story }), refusals: ['no-such-consultation'],
    resource: (call) => consultationResource(call, call.params.consultation),
    async handle({ gateway, params, body, caller, actor }) {
      const { consultation: consultationId } = params
      const by = caller!.session.accountId
      const story = await recorded(gateway, { operation: 'look-into-case', by, staffId: actor.id, reason: body.purpose, target: consultationId },
        async () => await tellStory(gateway, consultationId, actor) as never) as unknown as z.input<typeof Story>
      const view = newToken()
      const endsMs = gateway.nowMs() + HOLDS_MS
      await gateway.edgeState.once.put('story', view, JSON.stringify({ consultationId, account: by, role: actor.role } satisfies Look), endsMs)
      return done({ view, until: new Date(endsMs).toISOString(), story })
    },
  }),
  route({
    ...common, id: 'continue-story', method: 'GET', path: '/story-views/:view', params: Looking,
    summary: { zh: '经过的最新内容', en: 'The story again, with what has happened since' },
    response: Story, refusals: ['look-over'], resource: ofLook,
    handle: async (call) => done(await tellStory(call.gateway, (await lookOf(call)).consultationId, call.actor) as never),
  }),
  route({
    ...common, id: 'show-case-at', method: 'GET', path: '/story-views/:view/moment', params: Looking, query: z.strictObject({ at: Instant }),
    summary: {
      zh: '某一时刻的状态：进行到哪一步、可询问谁、通知了谁',
      en: 'How the case stood at an instant: the state of each stream, who could be asked, who was told, and what was due next',
    },
    response: Moment, refusals: ['look-over'], resource: ofLook,
    handle: async (call) => done(await tellMoment(call.gateway, (await lookOf(call)).consultationId, call.query.at, call.actor)),
  }),
  route({
    ...common, id: 'verify-case', method: 'GET', path: '/story-views/:view/verdict', params: Looking,
    summary: {
      zh: '核验：重新裁决本案的每一条命令、每一个期限',
      en: 'Strict replay of the case: every command decided again, every deadline passed again, each chain checked. The seals of the whole log are `zhijian replay verify`',
    },
    response: Verdict, refusals: ['look-over'], resource: ofLook,
    handle: async (call) => done(await verifyCase(call.gateway, (await lookOf(call)).consultationId, call.actor)),
  }),
]
