// How the promise is kept, in figures that name nobody: over days or the hours of one, by township, channel, topic and county.
import { CountyCode, RegionCode } from '@zhijian/contracts'
import { epochMs, instantAt } from '@zhijian/kernel'
import { z } from 'zod'
import type { Gateway } from '../gateway.ts'
import { done, route, type AnyRoute } from '../route.ts'

const common = { tag: 'bureau', method: 'GET', status: 200, idempotency: 'none', rate: 'read', refusals: [] } as const
const ROUTER = 'consult-router'
const DAY_MS = 86_400_000
const LONGEST_DAYS = 92

const range = { from: z.iso.date().optional(), until: z.iso.date().optional() }
interface Range { readonly from?: string | undefined; readonly until?: string | undefined }
const isRange = ({ from, until }: Range): boolean => (from === undefined) === (until === undefined)
  && (from === undefined || until === undefined || (from <= until && Date.parse(until) - Date.parse(from) < LONGEST_DAYS * DAY_MS))
const RANGE = `days by the county’s clock: from one up to one that is no earlier, ${LONGEST_DAYS} at most; neither: today`
/** The one clock of China. */
const OFFSET_MS = 8 * 3_600_000
const rangeOf = (gateway: Gateway, { from, until }: Range): { from: string; until: string } => {
  const today = instantAt(epochMs(gateway.clock.now()) + OFFSET_MS).slice(0, 10)
  return { from: from ?? today, until: until ?? today }
}

const Share = z.object({ met: z.int(), of: z.int() }).describe('of those that were answered or whose minutes are over; one that its asker closed before is in neither')
const Figures = z.object({
  asked: z.int(), answered: z.int(), quorum: z.int(), quorumIn10: z.int(), overdue: z.int(),
  pending: z.int(), kept: z.int(), broken: z.int(), voided: z.int(), waived: z.int(),
  enough: Share.describe('as many lawyers have answered as the policy wants: of those that have them or whose time for them is over'),
  within: z.object({ 3: Share, 6: Share, 10: Share }).describe('first answer within so many minutes, exclusive'),
})

export const promiseBoardRoutes: readonly AnyRoute[] = [
  route({
    ...common, id: 'show-promise-board', path: '/counties/:county/promise-board', params: z.strictObject({ county: CountyCode }),
    summary: {
      zh: '承诺看板：三、六、十分钟内答复的比例与三人答复，按时、按日，按乡镇、渠道、类别',
      en: 'How the promise is kept: by hour of one day or by day, and by township, channel or topic; groups of fewer than five are not named',
    },
    query: z.strictObject({ ...range, by: z.enum(['township', 'channel', 'topic']).default('township') }).refine(isRange, RANGE),
    response: z.object({
      countyCode: z.string(), now: z.string(), from: z.string(), until: z.string(), grain: z.enum(['hour', 'day']), by: z.enum(['township', 'channel', 'topic']),
      total: Figures, series: z.array(z.object({ start: z.string(), figures: Figures })),
      groups: z.object({
        rows: z.array(z.object({ key: z.string().describe('empty: not said'), figures: Figures })),
        merged: z.object({ groups: z.int(), figures: Figures }).nullable().describe('groups too small to be named, together'),
      }),
    }),
    resource: ({ params }) => ({ region: params.county }),
    handle: async ({ ask, gateway, params, query: { by, ...days } }) =>
      done(await ask(ROUTER, 'promise-figures', { countyCode: params.county, by, ...rangeOf(gateway, days) }) as never),
  }),
  route({
    ...common, id: 'compare-counties', path: '/divisions/:region/promise-board', params: z.strictObject({ region: RegionCode }),
    summary: { zh: '承诺看板：各县对照', en: 'How the promise is kept by each county of a division' },
    query: z.strictObject(range).refine(isRange, RANGE),
    response: z.object({
      region: z.string(), now: z.string(), from: z.string(), until: z.string(), counties: z.array(z.object({ countyCode: z.string(), figures: Figures })),
    }),
    resource: ({ params }) => ({ region: params.region }),
    handle: async ({ ask, gateway, params, query }) =>
      done(await ask(ROUTER, 'promise-by-county', { region: params.region, ...rangeOf(gateway, query) }) as never),
  }),
]
