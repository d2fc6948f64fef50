// Which division codes name a place. A county is served when its map is here, and its towns and villages are those of the map;
// beyond the maps only the shape of a code is known. Pure but for the look at a map.
import { PROVINCES, type PlaceRefusal, type Within } from '@zhijian/contracts'
import type { Divisions } from './divisions.ts'

/** Null: not served here. */
export type MapOf = (county: string) => Promise<Pick<Divisions, 'towns' | 'villages'> | null>

/** Of a province there is and, when longer, of a city: a code that may be one. */
const couldBe = (code: string): boolean => PROVINCES.has(code.slice(0, 2)) && code.slice(2, 4) !== '00'

const why = async (code: string, within: Within, mapOf: MapOf): Promise<PlaceRefusal | null> => {
  if (!couldBe(code)) return 'no-such-division'
  if (code.length < 6) return null
  const map = await mapOf(code.slice(0, 6))
  if (map === null) return within === 'served' ? 'county-not-served' : null
  const isThere = code.length === 6 || map.towns.some((town) => town.code === code) || map.villages.some((village) => village.code === code)
  return isThere ? null : 'no-such-division'
}

/** What is wrong with the first of these codes that names nothing. */
export const whyNowhere = async (codes: readonly string[], within: Within, mapOf: MapOf): Promise<PlaceRefusal | null> => {
  for (const code of codes) {
    const found = await why(code, within, mapOf)
    if (found !== null) return found
  }
  return null
}
