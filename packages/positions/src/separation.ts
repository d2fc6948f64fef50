// Whether a phone seems to lie at home while its owner is elsewhere. A hint for whoever calls him, and nothing else: it is no kind of
// finding, raises no alarm, and one sign alone is none, because people sleep, are ill, and leave a phone on the charger.

import { distanceM } from '@zhijian/geometry'
import { errorOf, isSound, type MarkedFix, type MarkRules } from './fix.ts'

export type SeparationSign = 'does-not-move' | 'check-in-missed' | 'check-in-failed' | 'does-not-answer'
export interface Separation {
  readonly isSuspected: boolean
  readonly signs: readonly SeparationSign[]
}
export interface SeparationRules {
  /** So long without a step, … */
  readonly stillMs: number
  /** … which is within so many metres of one place beyond what the fixes are wrong by. */
  readonly stillM: number
  /** A fix that may be wrong by more says nothing of lying still: a whole village lies within one cell. */
  readonly coarseM: number
  /** So long a check-in that was missed, failed or not answered is a sign. */
  readonly signMs: number
}
export const SEPARATION_RULES: SeparationRules = { stillMs: 18 * 3_600_000, stillM: 30, coarseM: 150, signMs: 24 * 3_600_000 }

/** How far each sound fix that says enough lay from the first of them. */
export const movedOf = (fixes: readonly MarkedFix[], floorM: MarkRules['floorM'], { coarseM }: Pick<SeparationRules, 'coarseM'>): readonly { readonly at: number; readonly movedM: number }[] => {
  const fine = fixes.filter((each) => isSound(each) && errorOf(each.fix, floorM) <= coarseM).map(({ fix }) => fix)
  const [first] = fine
  return first === undefined ? [] : fine.map((fix) => ({ at: fix.at, movedM: Math.max(0, distanceM(first, fix) - errorOf(first, floorM) - errorOf(fix, floorM)) }))
}

/**
 * @param fromFirst metres of each sound fix of late from the first of them, less both errors, with the instants at which they were taken
 */
export const separationOf = (
  fromFirst: readonly { readonly at: number; readonly movedM: number }[],
  { missed, failed, unanswered }: { readonly missed: number; readonly failed: number; readonly unanswered: number },
  { stillMs, stillM }: Pick<SeparationRules, 'stillMs' | 'stillM'>,
): Separation => {
  const instants = fromFirst.map(({ at }) => at)
  const isStill = instants.length >= 2 && Math.max(...instants) - Math.min(...instants) >= stillMs && fromFirst.every(({ movedM }) => movedM <= stillM)
  const signs: SeparationSign[] = [
    ...(isStill ? ['does-not-move' as const] : []), ...(missed > 0 ? ['check-in-missed' as const] : []),
    ...(failed > 0 ? ['check-in-failed' as const] : []), ...(unanswered > 0 ? ['does-not-answer' as const] : []),
  ]
  return { isSuspected: isStill && signs.length >= 2, signs }
}
