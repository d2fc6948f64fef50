// What will happen by itself next, and when: every clock of the platform that runs, soonest first.
import { Instant } from '@zhijian/contracts'
import { minutes, plus, type Instant as At } from '@zhijian/kernel'
import { z } from 'zod'
import { Deadline } from '../ahead.ts'
import { ProblemError } from '../problems.ts'
import { done, route, type AnyRoute } from '../route.ts'

const common = { tag: 'bureau', method: 'GET', status: 200, idempotency: 'none', rate: 'read' } as const
const Stream = z.string().regex(/^(consultation|call|callback|review|danger|delivery|mandate|person|lawyer|duty)-[A-Za-z0-9_-]{1,200}$/)

/** Behind every stream that is due at the same instant. */
const LAST = 'z-z'

const Minutes = z.string().regex(/^\d{1,4}$/).transform(Number).pipe(z.int().min(1).max(1440)).default(10)

const cursorOf = ({ due, stream }: { due: string; stream: string }): string => Buffer.from(`${due} ${stream}`).toString('base64url')
const placeOf = (cursor: string): { due: At; stream: string } => {
  const [due, stream, more] = Buffer.from(cursor, 'base64url').toString('utf8').split(' ')
  const parsed = z.object({ due: Instant, stream: Stream }).safeParse({ due, stream })
  if (!parsed.success || more !== undefined) throw new ProblemError('bad-cursor')
  return parsed.data
}

export const deadlineRoutes: readonly AnyRoute[] = [
  route({
    ...common, id: 'list-deadlines', path: '/deadlines',
    summary: {
      zh: '即将到期：全平台的期限，先到的在前，并说明到期后会发生什么',
      en: 'Every deadline of the platform up to so many minutes ahead, soonest first, with the facts that its passing would leave. `total` counts all, also those out of one’s reach',
    },
    query: z.strictObject({
      minutes: Minutes,
      after: Instant.optional().describe('only what is due later than this'), cursor: z.string().min(1).max(500).optional(), limit: z.string().regex(/^\d{1,3}$/).transform(Number).pipe(z.int().min(1).max(500)).default(200),
    }),
    response: z.object({ now: z.string(), until: z.string(), items: z.array(Deadline), next: z.string().nullable(), total: z.int() }),
    refusals: ['bad-cursor'],
    async handle({ gateway, actor, scopes, query }) {
      const now = gateway.clock.now()
      const until = plus(now, minutes(query.minutes))
      const { next, ...page } = await gateway.deadlines.until(until, {
        limit: query.limit, ...(query.cursor !== undefined ? { after: placeOf(query.cursor) } : query.after === undefined ? {} : { after: { due: query.after, stream: LAST } }),
      }, { actor, scopes })
      return done({ now, until, ...page, next: next === null ? null : cursorOf(next) })
    },
  }),
  route({
    ...common, id: 'look-at-deadlines', path: '/deadlines/of',
    summary: { zh: '指定事项的期限', en: 'The deadlines of things that are named; what has no clock that runs is left out' },
    query: z.strictObject({ minutes: Minutes, streams: z.string().min(1).max(8000).transform((text) => text.split(',')).pipe(z.array(Stream).max(100)) }),
    response: z.object({ now: z.string(), until: z.string(), items: z.array(Deadline) }), refusals: [],
    async handle({ gateway, actor, scopes, query }) {
      const now = gateway.clock.now()
      const until = plus(now, minutes(query.minutes))
      return done({ now, until, items: await gateway.deadlines.of(query.streams, until, { actor, scopes }) })
    },
  }),
]
