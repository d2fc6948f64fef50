// From places to readings: the only step of a decision that knows where somebody was. It runs before the decider, beside the keys.
import type { Area } from '@zhijian/geometry'
import type { FixReadings } from './decision.ts'
import type { ReceivedFix } from './fix.ts'

/** Centimetres: finer is below what any arithmetic of another machine could differ by. */
const rounded = (metres: number): number => Math.round(metres * 100) / 100

export const readingsOf = (fix: ReceivedFix, zones: ReadonlyMap<string, Area>): FixReadings => ({
  at: fix.at, digest: fix.digest, source: fix.source, errorM: fix.errorM,
  distancesM: Object.fromEntries([...zones].map(([name, area]) => [name, rounded(area.signedDistanceM(fix))])),
})
