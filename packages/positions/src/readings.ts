// From places to readings: the only step of a decision that knows where somebody was. It runs before the decider, beside the keys.
import type { Area } from '@zhijian/geometry'
import type { DistanceTo, FixReadings } from './decision.ts'
import type { ReceivedFix } from './fix.ts'

/** Centimetres: finer is below what any arithmetic of another machine could differ by. */
const rounded = (metres: number): number => Math.round(metres * 100) / 100

/** Each zone is asked when it is asked for. */
export const distancesFrom = (fix: ReceivedFix, zones: ReadonlyMap<string, Area>): DistanceTo => (name) => rounded(zones.get(name)!.signedDistanceM(fix))

/** @param names of the zones to look from; default all */
export const readingsOf = (fix: ReceivedFix, zones: ReadonlyMap<string, Area>, names: Iterable<string> = zones.keys()): FixReadings => {
  const distancesM: Record<string, number> = {}
  const distanceTo = distancesFrom(fix, zones)
  for (const name of names) distancesM[name] = distanceTo(name)
  return { at: fix.at, digest: fix.digest, source: fix.source, errorM: fix.errorM, distancesM }
}
