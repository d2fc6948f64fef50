import { z } from 'zod'
import { done, route, type AnyRoute } from '../route.ts'
import { PageQuery, pageOf, pageSchema, QuestionRow, questionRows } from './lists.ts'

export const mineRoutes: readonly AnyRoute[] = [
  route({
    id: 'list-my-questions', method: 'GET', path: '/consultations', tag: 'consultations', status: 200, idempotency: 'none',
    rate: 'read',
    summary: { zh: '我的咨询', en: 'One\'s own questions, newest first' }, query: z.strictObject(PageQuery),
    response: pageSchema(QuestionRow), refusals: ['bad-cursor'],
    async handle(call) {
      const { actor, query } = call
      return done(await questionRows(call,
        await call.ask('consult-router', 'list-mine', { askerId: actor.id, ...pageOf(query) }), true))
    },
  }),
]
