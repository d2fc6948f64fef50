// The figures of a county, a town or a village, over some months.
import { RegionCode, type Role } from '@zhijian/contracts'
import type { Json } from '@zhijian/kernel'
import { query, type QueryDefinition, type ServicePorts } from '@zhijian/runtime'
import { z } from 'zod'
import type { PositionIntake } from './position-intake.ts'
import { figuresOf } from '../figures.ts'
import { alarms } from '../views/alarms.ts'
import { figures, monthOf, type FiguresSum } from '../views/figures.ts'
import { positionCounts, type PositionCountsDocument } from '../views/position-counts.ts'

const LOOKERS: readonly Role[] = ['correction-officer', 'bureau-head', 'procurator', 'auditor']
const Month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/)
const within = (region: string): string => (region.length === 6 ? 'county' : region.length === 9 ? 'town' : 'region')

export const figureQueries = (ports: ServicePorts, intake: Pick<PositionIntake, 'uncounted'> | null): Readonly<Record<string, QueryDefinition>> => {
  /** Sums lie in the view of what is summed. */
  const all = async <D>(name: string, where: Readonly<Record<string, unknown>>): Promise<readonly D[]> => {
    const items: D[] = []
    for (let next: string | null | undefined; next !== null;) {
      const page: { readonly items: readonly unknown[]; readonly next: string | null } = await ports.view(name).find({ where: where as never, sort: [['month', 'asc']], limit: 1000, ...(next === undefined ? {} : { cursor: next }) })
      items.push(...page.items as readonly D[])
      next = page.next
    }
    return items
  }
  return {
    'supervision-figures': query({
      schema: z.strictObject({ region: RegionCode.refine((code) => code.length >= 6), from: Month, until: Month }), roles: LOOKERS,
      async run({ region, from, until }, { now }) {
        const where = { [within(region)]: region }
        const month = { gte: from, lte: until }
        const [people, events, raised, positions] = await Promise.all([
          all<FiguresSum>(figures.collection.name, { ...where, statOf: 'now' }), all<FiguresSum>(figures.collection.name, { ...where, statOf: 'month', month }),
          all<{ readonly sum: Readonly<Record<string, number>> }>(alarms.collection.name, { ...where, statOf: 'month', month }), all<PositionCountsDocument>(positionCounts.collection.name, { ...where, month }),
        ])
        // What came in the last minutes is of this month.
        const untold = from <= monthOf(now) && monthOf(now) <= until ? (intake?.uncounted() ?? []).filter((each) => each.region.startsWith(region)) : []
        const late = untold.flatMap(({ counts }) => counts.map(({ source, kept, dropped }) => ({ [`${source}.kept`]: kept, [`${source}.dropped`]: dropped })))
        return { region, now, from, until, ...figuresOf({ people: [...people, ...events], alarms: raised.map(({ sum }) => sum), positions: [...positions.map(({ sum }) => sum), ...late] }) } as unknown as Json
      },
    }),
  }
}
