// What a bureau counts of community correction, over some months; and what its maps are drawn on. Nobody is named in either.
import { RegionCode } from '@zhijian/contracts'
import { epochMs, instantAt } from '@zhijian/kernel'
import { z } from 'zod'
import { MapTiles } from '../map-tiles.ts'
import { done, route, type AnyRoute } from '../route.ts'
import { MONITOR } from './supervised.ts'

const common = { tag: 'supervision', method: 'GET', status: 200, idempotency: 'none', rate: 'read', refusals: [] } as const
/** The one clock of China. */
const OFFSET_MS = 8 * 3_600_000
const Month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/)
const LONGEST_MONTHS = 24
const monthsIn = (from: string, until: string): number => 12 * (Number(until.slice(0, 4)) - Number(from.slice(0, 4))) + Number(until.slice(5)) - Number(from.slice(5)) + 1

const Counts = z.record(z.string(), z.int())
const Share = z.object({ met: z.int(), of: z.int() })
const people = { total: z.int(), positioning: z.int().describe('a track is approved, or to begin'), checks: z.int().describe('checks are permitted, and no track'), none: z.int().describe('no ground'), tracked: z.int().describe('tracked at this moment') }

export const supervisionFigureRoutes: readonly AnyRoute[] = [
  route({
    ...common, id: 'show-supervision-figures', path: '/regions/:region/supervision-figures', params: z.strictObject({ region: RegionCode.refine((code) => code.length >= 6) }),
    summary: { zh: '社区矫正统计（只有汇总数，不涉及个人）', en: 'Figures of community correction of a county, a town or a village over some months: people by ground and office, alarms, check-ins, leave, positions. Sums alone; nobody is named' },
    query: z.strictObject({ from: Month.optional(), until: Month.optional() }).refine(({ from, until }) => (from === undefined) === (until === undefined)
      && (from === undefined || until === undefined || (from <= until && monthsIn(from, until) <= LONGEST_MONTHS)), `months by the clock of China: from one up to one that is no earlier, ${LONGEST_MONTHS} at most; neither: this month`),
    response: z.object({
      region: z.string(), now: z.string(), from: z.string(), until: z.string(),
      people: z.object({ ...people, begun: z.int().describe('in these months'), ended: z.int(), sentences: Counts }).describe('as it stands now, but for those who began and ended'),
      offices: z.array(z.object({ office: z.string(), ...people, alarms: z.int(), missed: z.int().describe('check-ins that nobody answered'), overrun: z.int().describe('leave overstayed') })),
      alarms: z.object({
        raised: z.int(), unheard: z.int().describe('escalated because nobody said in time that he heard'), levels: Counts, findings: Counts, kinds: z.array(z.object({ kind: z.string(), raised: z.int(), states: Counts })),
        acknowledged: z.int(), p50Minutes: z.int().nullable().describe('half of those who said so had said it within so many minutes, rounded up; null: nobody has'), p95Minutes: z.int().nullable(),
        withdrawn: Share.describe('of all that were raised'), noBreach: Share.describe('of those that two people closed'),
      }).describe('of those raised in these months, as they stand now'),
      checks: z.object({ opened: z.int(), answered: z.int(), unanswered: z.int() }), checkIns: z.object({ due: z.int(), answered: z.int(), missed: z.int(), accepted: z.int(), rejected: z.int() }),
      leaves: z.object({ requested: z.int(), approved: z.int(), refused: z.int(), reported: z.int(), overrun: z.int() }),
      positions: z.array(z.object({ source: z.enum(['satellite', 'wifi', 'cell', 'unknown']), kept: z.int(), dropped: z.int().describe('without a basis: counted and not kept') })),
    }),
    resource: ({ params }) => ({ region: params.region }),
    handle: async ({ ask, gateway, params: { region }, query: { from, until } }) => {
      const month = instantAt(epochMs(gateway.clock.now()) + OFFSET_MS).slice(0, 7)
      return done(await ask(MONITOR, 'supervision-figures', { region, from: from ?? month, until: until ?? month }) as never)
    },
  }),
  route({
    ...common, id: 'show-map-tiles', path: '/map-tiles', summary: { zh: '地图底图的来源', en: 'What maps are drawn on, as this installation has set it. Null: nothing; the county\'s boundary and what the bureau entered stand for themselves' },
    response: z.object({ tiles: MapTiles.nullable() }), handle: async ({ gateway }) => done({ tiles: gateway.mapTiles ?? null }),
  }),
]
