import { assert } from '@zhijian/kernel'
import { Role } from '@zhijian/contracts'
import { z } from 'zod'
import { Nothing } from '../fields.ts'
import { originOf, speakForMany } from '../http/connections.ts'
import { liveViewer } from '../live-viewer.ts'
import { POLICY } from '../policy.ts'
import { ProblemError } from '../problems.ts'
import { done, route, type AnyRoute } from '../route.ts'

const DEADLINES = POLICY['list-deadlines']
const LastId = z.string().regex(/^[A-Za-z0-9]{8}\.[\x21-\x7e]{0,64}$/)

export const liveRoutes: readonly AnyRoute[] = [
  route({
    id: 'live', method: 'GET', path: '/live', tag: 'live',
    summary: {
      zh: '实时更新（SSE），断线后用 Last-Event-ID 续传',
      en: 'Server-sent events: event names and ids, never text. Resume with Last-Event-ID; `reset` means: load anew; `signed-out`: sign in again.',
    },
    query: z.strictObject({
      role: Role.optional(),
      clocks: z.literal('true').optional().describe('also names in `clock` every stream whose next deadline was set, moved or stopped: as message `clock-moved`, or with the message of what happened; for those who may list deadlines'),
      lastEventId: LastId.optional().describe('For clients that cannot set the header'),
    }),
    response: Nothing, status: 200, idempotency: 'none', rate: 'live', refusals: ['too-many-streams'], raw: 'event-stream',
    async handle({ gateway, caller, actor, request, reply, query }) {
      assert(caller !== null, 'live streams are for the signed in')
      const withClocks = query.clocks === 'true'
      if (withClocks && (DEADLINES as Partial<Record<Role, string>>)[actor.role] === undefined) throw new ProblemError('not-permitted')
      const header = request.headers['last-event-id']
      // One that is none of ours is not taken for none: who sends it is told to load anew.
      const lastId = typeof header === 'string' && header !== '' ? header : query.lastEventId ?? null
      const address = originOf(request.ip)
      const from = { account: caller.session.accountId, address: speakForMany(gateway.config.trustedProxies).has(address) ? null : address }
      const full = request.method === 'HEAD' ? null : gateway.live.whyFull(from)
      if (full === 'all') throw new ProblemError('busy', { headers: { 'retry-after': '30' } })
      if (full !== null) throw new ProblemError('too-many-streams', { headers: { 'retry-after': '30' } })
      reply.hijack()
      if (request.method === 'HEAD') gateway.live.announce(reply.raw)
      else gateway.live.attach(reply.raw, liveViewer(gateway, gateway.facts, caller, actor, withClocks), lastId, from)
      return done(undefined)
    },
  }),
]
