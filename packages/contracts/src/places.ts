// Division codes that name a place. The directory knows the places; every service that takes codes asks it at its own edge
// (`ask('directory', 'misplaced', …)`) and decides with what it said. What was refused so is nowhere in the log.
import { z } from 'zod'
import { RegionCode } from './common.ts'

/** First two digits of division codes. Source: GB/T 2260. */
export const PROVINCES: ReadonlySet<string> = new Set([
  '11', '12', '13', '14', '15', '21', '22', '23', '31', '32', '33', '34', '35', '36', '37', '41', '42', '43', '44', '45', '46',
  '50', '51', '52', '53', '54', '61', '62', '63', '64', '65', '66', '71', '81', '82',
])

/**
 * `served`: a county whose map is here, what contains it, or a town or village of the map, as of everything this platform works for ·
 * `anywhere`: also what no map here shows, as of where people come from.
 */
export const Within = z.enum(['served', 'anywhere'])
export type Within = z.infer<typeof Within>

export const PLACE_REFUSALS = ['county-not-served', 'no-such-division'] as const
export const PlaceRefusal = z.enum(PLACE_REFUSALS)
export type PlaceRefusal = z.infer<typeof PlaceRefusal>

/** What the directory is asked; it answers with a refusal for the first code that names nothing, or null. */
export const PlaceQuestion = z.strictObject({ codes: z.array(RegionCode).max(501), within: Within })
export const PlaceAnswer = PlaceRefusal.nullable()
