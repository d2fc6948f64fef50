// Where a county ends, or a town of it, as the bureau says: what is drawn for somebody is held against it. Public: it names nobody.
import { z } from 'zod'
import { because, CountyCode, Instant, line, PersonId, TownCode } from './common.ts'
import { eventFamily } from './events.ts'

/** Whose outline may be set: a county's six digits, or the nine of a town of it. */
export const OutlinedDivision = z.string().regex(/^\d{6}(\d{3})?$/, 'a county code of 6 digits or a town code of 9')

const boundary = {
  county: CountyCode,
  /** Absent: of the county itself. */
  town: TownCode.optional(),
  /** Parts of a polygon as GeoJSON has them (`coordinates` of a MultiPolygon), WGS-84, as text: only whole numbers are stored as numbers. */
  coordinates: z.string().min(20).max(400_000), points: z.int().min(4).max(20_000),
  /** Who drew it: `自然资源局 2026-03`. */
  source: line(200, 2),
}
export const BoundarySet = z.object({ type: z.literal('BoundarySet'), data: z.object({ ...boundary, by: PersonId, at: Instant }) })
export const boundaryEvents = eventFamily('boundary', [BoundarySet])
export type BoundaryEvent = NonNullable<ReturnType<typeof boundaryEvents.read>>
export const boundaryCommands = {
  'set-boundary': z.strictObject({ ...boundary, ...because }).refine(({ county, town }) => town === undefined || town.startsWith(county), 'a town of the county'),
} as const
