// How many positions came from a town, or from the county where nothing smaller is known, and how many of them were kept. Public: it names nobody, and
// no position is in it.
import { z } from 'zod'
import { Instant, RegionCode } from './common.ts'
import { eventFamily } from './events.ts'
import { FixSource } from './positions.ts'

const Count = z.int().min(0).max(1_000_000_000)
const tally = {
  region: RegionCode.refine((code) => code.length >= 6, 'a county, a town or a village'),
  counts: z.array(z.object({ source: FixSource, kept: Count, /** Without a basis, or not of the device that is tracked: counted here and forgotten. */ dropped: Count })).min(1).max(4),
}
export const PositionsCounted = z.object({ type: z.literal('PositionsCounted'), data: z.object({ ...tally, at: Instant }) })
export const tallyEvents = eventFamily('tally', [PositionsCounted])
export type TallyEvent = NonNullable<ReturnType<typeof tallyEvents.read>>
/** From whoever takes positions, every few minutes. */
export const tallyCommands = { 'count-positions': z.strictObject(tally) } as const
