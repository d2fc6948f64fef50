// Of whom nothing is heard: how far up the ladder that is, and what it probably means. No reason given here is a finding; it tells the
// officer what to try first (charge, walk to a window, open the app, visit).
// S1 The ladder depends on instants and on what the device last said, never on when it is looked at in between.
// S2 It stands still while no basis holds: silence is only silence where somebody ought to be heard.

import type { Basis } from './decision.ts'

export interface SilenceRules {
  readonly remindAfterMs: number
  readonly warnAfterMs: number
  readonly alarmAfterMs: number
  /** 社区矫正法 第三十条: out of contact, to be searched for at once. */
  readonly lostAfterMs: number
  /** Below this share a phone is about to go out. */
  readonly lowBattery: number
}
/** Half an hour, three hours, six, a day: a municipal rule of scale; every figure is a setting. */
export const SILENCE_RULES: SilenceRules = { remindAfterMs: 1_800_000, warnAfterMs: 3 * 3_600_000, alarmAfterMs: 6 * 3_600_000, lostAfterMs: 24 * 3_600_000, lowBattery: 0.05 }

export interface LastHeard {
  /** When the last fix was taken; 0: there is none. */
  readonly fixAt: number
  /** Any sign of life, a heartbeat of the app included. */
  readonly lifeAt: number
  /** 0 … 1; null: not said */
  readonly battery: number | null
  readonly isCharging: boolean
  /** The app said that it is switched off, or may no longer ask for places. */
  readonly isStopped: boolean
  /** The network was already failing: the last fixes came in late, or the device said so. */
  readonly isNetworkWeak: boolean
}

export const RUNGS = ['heard', 'reminded', 'warned', 'alarmed', 'lost'] as const
export type Rung = (typeof RUNGS)[number]
export interface Silence {
  readonly rung: Rung
  readonly reason: 'power' | 'network' | 'app' | 'unknown' | null
  /** When the next rung is reached if nothing comes; null: there is none. A deadline. */
  readonly nextAt: number | null
}

const reasonOf = ({ fixAt, lifeAt, battery, isCharging, isStopped, isNetworkWeak }: LastHeard, { remindAfterMs, lowBattery }: SilenceRules): NonNullable<Silence['reason']> => {
  // It lives and names no place: that is the app, whatever else may be.
  if (isStopped || lifeAt - fixAt >= remindAfterMs) return 'app'
  if (battery !== null && battery <= lowBattery && !isCharging) return 'power'
  return isNetworkWeak ? 'network' : 'unknown'
}

/** @param basis that holds at `at`; null: none does, and nobody need be heard */
export const silenceOf = (last: LastHeard, basis: Basis | null, at: number, rules: SilenceRules): Silence => {
  if (basis === null || at >= basis.until) return { rung: 'heard', reason: null, nextAt: null }
  const since = Math.max(last.fixAt, basis.from)
  const steps = [rules.remindAfterMs, rules.warnAfterMs, rules.alarmAfterMs, rules.lostAfterMs].map((ms) => since + ms)
  const reached = steps.filter((step) => step <= at).length
  return { rung: RUNGS[reached]!, reason: reached === 0 ? null : reasonOf(last, rules), nextAt: steps.find((step) => step > at && step < basis.until) ?? null }
}
