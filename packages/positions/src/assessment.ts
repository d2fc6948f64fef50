// Whether a person has gone out of a zone or into one, and how sure that is: from readings alone, each of which says how far one fix lay
// from the zone's border and how wrong it may be. Pure, in the time at which fixes were taken, never in that at which they came.
// A1 The same readings give the same transitions, in whichever order they came.
// A2 A reading whose error reaches over the border says nothing. Its error is what the device said, widened, and never less than its
//    source is known for: two of three true places lie within what a phone says of itself, and decisions need nearly all. What says
//    nothing begins no transition; it speaks against a candidate (A4) where its whole circle lies nearer to the border than any of those
//    that speak for it: two wrong fixes an hour apart, with good ones on the border in between, are no way out.
// A3 To go out and to come back are two borders: out begins `exitM` outside, in begins `enterM` inside, so that who walks along the
//    border does not go to and fro.
// A4 Towards the other side, a first reading begins a candidate. It falls when more than `of - confirmations` of its last `of` readings
//    speak against it, or when nothing was heard for `gapMs`. It holds when `confirmations` of its last `of` speak for it and its first
//    and last for it lie `dwellMs` apart: it happened with the first (`since`), and is known with the last (`knownAt`).
// A5 Before there is any transition nobody is anywhere: the first side is found as every other is.
// A6 One fix in a hundred is wrong by many times what it says. Near the border such a one is all that is needed to make a way out of a step
//    beyond it, so where `near` is said, `confirmations` are enough only when so many of them are far (beyond also if their radius were
//    `near.times` as wide) and none of the last `near.of` speaks against them. Otherwise it takes `near.confirmations`, and one more for each
//    that speaks against. While nobody is anywhere yet (A5), a candidate falls with the first that says the other side, which begins its own.
import { errorOf, FLOOR_M, type Source } from './fix.ts'

/** One fix, seen from one zone. */
export interface Reading {
  /** Milliseconds since 1970, when the fix was taken. */
  readonly at: number
  /** Metres to the border, negative inside. */
  readonly distanceM: number
  /** Radius of the circle in which the device believes itself, metres; null: it did not say. */
  readonly errorM: number | null
  readonly source: Source
  /** Of the fix's content; orders fixes of one instant. */
  readonly digest: string
}

export interface AssessmentRules {
  /** Of this set of rules; a decision names it. */
  readonly number: number
  /** How many times the radius that a device names is taken. */
  readonly widen: number
  /** Metres that a source is wrong by at least. */
  readonly floorM: Readonly<Record<Source, number>>
  readonly exitM: number
  readonly enterM: number
  readonly dwellMs: number
  readonly confirmations: number
  readonly of: number
  /** Readings farther apart than this do not confirm each other: what happened between them is unknown. */
  readonly gapMs: number
  /** A6; absent in the first set of rules: all readings count the same. */
  readonly near?: { readonly times: Readonly<Record<Source, number>>; readonly confirmations: number; readonly of: number }
}

/** Two that are far, or three near the border, five minutes apart: officers are called by what lasts. What a cell is wrong by is in its floor. */
export const ASSESSMENT_RULES: AssessmentRules = {
  number: 2, widen: 2, floorM: FLOOR_M,
  exitM: 50, enterM: 0, dwellMs: 300_000, confirmations: 2, of: 3, gapMs: 6 * 3_600_000,
  near: { times: { satellite: 8, wifi: 8, cell: 2, unknown: 8 }, confirmations: 3, of: 5 },
}

export type Side = 'inside' | 'outside'
export type Verdict = Side | 'cannot-tell'

export interface Transition {
  readonly to: Side
  readonly since: number
  readonly knownAt: number
  /** Digests of the readings that carry it, in their order. */
  readonly evidence: readonly string[]
}

const widened = ({ errorM, source }: Pick<Reading, 'errorM' | 'source'>, times: number, floorM: AssessmentRules['floorM']): number =>
  errorOf({ errorM: errorM === null ? null : errorM * times, source }, floorM)
/** Metres that a reading is taken to be wrong by. */
export const wrongM = (reading: Pick<Reading, 'errorM' | 'source'>, { widen, floorM }: AssessmentRules): number => widened(reading, widen, floorM)
const verdict = (distanceM: number, wrong: number, { exitM, enterM }: AssessmentRules): Verdict => {
  if (distanceM - wrong > exitM) return 'outside'
  return distanceM + wrong < -enterM ? 'inside' : 'cannot-tell'
}
/** A2, A3 */
export const verdictOf = (reading: Pick<Reading, 'distanceM' | 'errorM' | 'source'>, rules: AssessmentRules): Verdict => verdict(reading.distanceM, wrongM(reading, rules), rules)

/** By the time at which they were taken. */
export const inOrder = (a: Pick<Reading, 'at' | 'digest'>, b: Pick<Reading, 'at' | 'digest'>): number => a.at - b.at || (a.digest < b.digest ? -1 : a.digest > b.digest ? 1 : 0)

/** What is remembered of all readings so far: a few numbers, however many there were. */
export interface Assessed {
  readonly side: Side | null
  /** Where he may be instead. */
  readonly candidate: Candidate | null
  /** Of the last reading that said something. */
  readonly lastAt: number | null
}
interface Candidate {
  readonly to: Side
  readonly since: number
  readonly first: string
  /** Metres on its side of the border that the least of its circles begins at. */
  readonly nearestM: number
  /** Of its last `of` readings, oldest first, those for it; null: against it. */
  readonly lately: readonly (string | null)[]
  /** A6: of the same readings, whether each is far; absent where nobody asks. */
  readonly far?: readonly boolean[]
}
export const NOWHERE: Assessed = { side: null, candidate: null, lastAt: null }

/** Metres beyond the border, on that side. */
const beyondM = (to: Side, distanceM: number): number => (to === 'outside' ? distanceM : -distanceM)
const count = (lately: readonly (string | null)[]): number => lately.filter((each) => each !== null).length
/** A4, A6 */
const isEnough = ({ lately, far }: Candidate, { confirmations, near }: AssessmentRules): boolean => {
  const forIt = count(lately)
  if (near === undefined) return forIt >= confirmations
  const against = lately.length - forIt
  return (against === 0 && far!.filter(Boolean).length >= confirmations) || forIt >= near.confirmations + against
}

/** One reading that is later than all before it. */
export const assess = (before: Assessed, reading: Reading, rules: AssessmentRules): { readonly now: Assessed; readonly transition: Transition | null } => {
  const { at, digest, distanceM } = reading
  const wrong = wrongM(reading, rules)
  const says = verdict(distanceM, wrong, rules)
  const { side } = before
  // The ordinary case: it is where it was.
  if (says === side && before.candidate === null) return { now: { side, candidate: null, lastAt: at }, transition: null }
  let candidate = before.lastAt !== null && at - before.lastAt <= rules.gapMs ? before.candidate : null
  if (says === 'cannot-tell' && (candidate === null || beyondM(candidate.to, distanceM) + wrong >= candidate.nearestM)) return { now: before, transition: null }
  const { near } = rules
  const isFar = near !== undefined && says !== 'cannot-tell' && verdict(distanceM, widened(reading, near.times[reading.source], rules.floorM), rules) === says
  if (candidate !== null) {
    const isFor = says === candidate.to
    const window = near?.of ?? rules.of
    const lately = [...candidate.lately, isFor ? digest : null].slice(-window)
    const nearestM = isFor ? Math.min(candidate.nearestM, beyondM(candidate.to, distanceM) - wrong) : candidate.nearestM
    const isFallen = lately.length - count(lately) > rules.of - rules.confirmations || (near !== undefined && side === null && !isFor && says !== 'cannot-tell')
    // What was begun under rules that did not ask was not far.
    const far = near === undefined ? {} : { far: [...candidate.far ?? candidate.lately.map(() => false), isFor && isFar].slice(-window) }
    candidate = isFallen ? null : { ...candidate, nearestM, lately, ...far }
  }
  if (says === 'cannot-tell') return { now: { side, candidate, lastAt: before.lastAt }, transition: null }
  if (candidate === null && says !== side) {
    candidate = { to: says, since: at, first: digest, nearestM: beyondM(says, distanceM) - wrong, lately: [digest], ...near === undefined ? {} : { far: [isFar] } }
  }
  const isProved = candidate !== null && says === candidate.to && isEnough(candidate, rules) && at - candidate.since >= rules.dwellMs
  if (!isProved) return { now: { side, candidate, lastAt: at }, transition: null }
  const { to, since, first, lately } = candidate!
  return {
    now: { side: to, candidate: null, lastAt: at },
    transition: { to, since, knownAt: at, evidence: [...new Set([first, ...lately.filter((each) => each !== null)])] },
  }
}

/** @param readings in any order; one that came twice counts once */
export const transitionsOf = (readings: readonly Reading[], rules: AssessmentRules, before: Assessed = NOWHERE): readonly Transition[] => {
  const found: Transition[] = []
  let assessed = before
  let last: Reading | null = null
  for (const reading of [...readings].sort(inOrder)) {
    if (last !== null && inOrder(last, reading) === 0) continue
    last = reading
    const { now, transition } = assess(assessed, reading, rules)
    assessed = now
    if (transition !== null) found.push(transition)
  }
  return found
}
