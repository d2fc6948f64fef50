// Whether a phone seems to lie at home while its owner is elsewhere. A hint for whoever calls him, and nothing else: it is no kind of
// finding, raises no alarm, and one sign alone is none, because people sleep, are ill, and leave a phone on the charger.

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
}
export const SEPARATION_RULES: SeparationRules = { stillMs: 18 * 3_600_000, stillM: 30 }

/**
 * @param fromFirst metres of each sound fix of late from the first of them, less both errors, with the instants at which they were taken
 */
export const separationOf = (
  fromFirst: readonly { readonly at: number; readonly movedM: number }[],
  { missed, failed, unanswered }: { readonly missed: number; readonly failed: number; readonly unanswered: number },
  { stillMs, stillM }: SeparationRules,
): Separation => {
  const instants = fromFirst.map(({ at }) => at)
  const isStill = instants.length >= 2 && Math.max(...instants) - Math.min(...instants) >= stillMs && fromFirst.every(({ movedM }) => movedM <= stillM)
  const signs: SeparationSign[] = [
    ...(isStill ? ['does-not-move' as const] : []), ...(missed > 0 ? ['check-in-missed' as const] : []),
    ...(failed > 0 ? ['check-in-failed' as const] : []), ...(unanswered > 0 ? ['does-not-answer' as const] : []),
  ]
  return { isSuspected: isStill && signs.length >= 2, signs }
}
