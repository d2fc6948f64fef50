// What an office has to decide in correction: leave, and zones that reach out of the county. The list names nobody and says no place; whoever decides looks
// into the file first, for that purpose.
import { LeaveLevel, RegionCode } from '@zhijian/contracts'
import { z } from 'zod'
import { Names } from '../fields.ts'
import { namesOf } from '../names.ts'
import { done, route, type AnyRoute } from '../route.ts'
import { PageQuery, pageOf, pageSchema } from './lists.ts'
import { MONITOR } from './supervised.ts'

const Request = z.object({
  what: z.enum(['zone', 'leave']), id: z.string().describe('of the proposal, or of the leave'), kind: z.string().describe('of the zone; of a leave its cause'),
  level: LeaveLevel.nullable().describe('who decides on a leave; null: the head of the bureau'), from: z.string().nullable(), until: z.string().nullable(), days: z.int().nullable(),
  askedBy: z.string().nullable().describe('null: the person'), askedAt: z.string(), phase: z.enum(['waiting', 'approved', 'refused', 'withdrawn']),
  decidedBy: z.string().nullable(), decidedAt: z.string().nullable(),
})
const OfPerson = z.object({ superviseeId: z.string(), region: z.string(), requests: z.array(Request) })

export const supervisionRequestRoutes: readonly AnyRoute[] = [
  route({
    id: 'list-supervision-requests', method: 'GET', path: '/regions/:region/supervision-requests', params: z.strictObject({ region: RegionCode }), tag: 'supervision', status: 200, idempotency: 'none', rate: 'read',
    summary: { zh: '辖区待审批的请假和区域（不含姓名）', en: 'Leave and zones that wait for a decision, by person, whoever waits longest first; or what was decided. Nobody is named' },
    query: z.strictObject({ open: z.enum(['true', 'false']).default('true').describe('false: what was decided, the latest first'), ...PageQuery }),
    response: pageSchema(OfPerson).extend({ total: z.int().describe('people'), names: Names }), refusals: ['bad-cursor'],
    resource: ({ params }) => ({ region: params.region }), looks: ({ params }) => params.region,
    async handle(call) {
      const { ask, params: { region }, query: { open, ...page } } = call
      const found = pageSchema(OfPerson).extend({ total: z.int() }).parse(await ask(MONITOR, 'requests', { region, isOpen: open === 'true', ...pageOf(page) }))
      return done({ ...found, names: await namesOf(call, found.items.flatMap(({ requests }) => requests.flatMap(({ askedBy, decidedBy }) => [askedBy ?? [], decidedBy ?? []].flat()))) })
    },
  }),
]
