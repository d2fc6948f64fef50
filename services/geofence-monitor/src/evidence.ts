// Between what is stored of readings (whole numbers, `@zhijian/contracts`) and what is reckoned with (metres, `@zhijian/positions`). Both ways
// are exact to the centimetre, to which readings are rounded when they are made.
import type { AssessmentNumbers, ConditionWatch, FixReadings as StoredReadings, LastHeard as StoredLast, SilenceNumbers } from '@zhijian/contracts'
import type { Assessed, AssessmentRules, FixReadings, LastHeard, SilenceRules, Watch } from '@zhijian/positions'
import type { z } from 'zod'

type StoredWatch = z.infer<typeof ConditionWatch>

const cm = (metres: number): number => Math.round(metres * 100)
const metres = (centimetres: number): number => centimetres / 100

export const storedReadings = ({ at, digest, source, errorM, distancesM }: FixReadings): StoredReadings => ({
  at, digest, source, errorCm: errorM === null ? null : cm(errorM), distancesCm: Object.fromEntries(Object.entries(distancesM).map(([zone, distance]) => [zone, cm(distance)])),
})
export const readReadings = ({ at, digest, source, errorCm, distancesCm }: StoredReadings): FixReadings => ({
  at, digest, source, errorM: errorCm === null ? null : metres(errorCm), distancesM: Object.fromEntries(Object.entries(distancesCm).map(([zone, distance]) => [zone, metres(distance)])),
})

const storedSide = ({ side, candidate, lastAt }: Assessed): StoredWatch['bound'] => {
  if (candidate === null) return { side, candidate, lastAt }
  const { nearestM, far, ...rest } = candidate
  return { side, candidate: { ...rest, lately: [...rest.lately], ...far === undefined ? {} : { far: [...far] }, nearestCm: cm(nearestM) }, lastAt }
}
const readSide = ({ side, candidate, lastAt }: StoredWatch['bound']): Assessed => {
  if (candidate === null) return { side, candidate, lastAt }
  const { nearestCm, far, ...rest } = candidate
  return { side, candidate: { ...rest, ...far === undefined ? {} : { far }, nearestM: metres(nearestCm) }, lastAt }
}
export const storedWatch = ({ bound, bare, bareSince }: Watch): StoredWatch => ({ bound: storedSide(bound), bare: storedSide(bare), bareSince })
export const readWatch = ({ bound, bare, bareSince }: StoredWatch): Watch => ({ bound: readSide(bound), bare: readSide(bare), bareSince })

export const rulesOf = ({ widenPercent, near, ...rest }: AssessmentNumbers): AssessmentRules => ({ ...rest, ...near === undefined ? {} : { near }, widen: widenPercent / 100 })
export const numbersOf = ({ widen, near, ...rest }: AssessmentRules): AssessmentNumbers => ({ ...rest, ...near === undefined ? {} : { near: { ...near, times: { ...near.times } } }, widenPercent: Math.round(widen * 100) })
export const silenceRulesOf = ({ lowPercent, ...rest }: SilenceNumbers): SilenceRules => ({ ...rest, lowBattery: lowPercent / 100 })
export const lastHeardOf = ({ batteryPercent, ...rest }: z.infer<typeof StoredLast>): LastHeard => ({ ...rest, battery: batteryPercent === null ? null : batteryPercent / 100 })
