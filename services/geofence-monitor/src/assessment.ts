// Whether a person has gone out of a zone or into one, and how sure that is: from readings alone, each of which says how far one fix lay
// from the zone's border and how wrong it may be. Pure, in the time at which fixes were taken, never in that at which they came.
// A1 The same readings give the same transitions, in whichever order they came.
// A2 A reading whose error reaches over the border says nothing. What says nothing neither begins a transition nor ends one.
// A3 To go out and to come back are two borders: out begins `exitM` outside, in begins `enterM` inside, so that who walks along the
//    border does not go to and fro.
// A4 Towards the other side, a first reading begins a candidate. It falls when more than `of - confirmations` of its last `of` readings
//    speak against it, or when nothing was heard for `gapMs`. It holds when `confirmations` of its last `of` speak for it and its first
//    and last for it lie `dwellMs` apart: it happened with the first (`since`), and is known with the last (`knownAt`).
// A5 Before there is any transition nobody is anywhere: the first side is found as every other is.

/** One fix, seen from one zone. */
export interface Reading {
  /** Milliseconds since 1970, when the fix was taken. */
  readonly at: number
  /** Metres to the border, negative inside. */
  readonly distanceM: number
  /** Radius of the circle in which the device was, metres, as it said itself or as its source is known to be. */
  readonly errorM: number
  /** Of the fix's content; orders fixes of one instant. */
  readonly digest: string
}

export interface AssessmentRules {
  readonly exitM: number
  readonly enterM: number
  readonly dwellMs: number
  readonly confirmations: number
  readonly of: number
  /** Readings farther apart than this do not confirm each other: what happened between them is unknown. */
  readonly gapMs: number
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

/** A2, A3 */
export const verdictOf = ({ distanceM, errorM }: Pick<Reading, 'distanceM' | 'errorM'>, { exitM, enterM }: AssessmentRules): Verdict => {
  if (distanceM - errorM > exitM) return 'outside'
  return distanceM + errorM < -enterM ? 'inside' : 'cannot-tell'
}

const inOrder = (a: Reading, b: Reading): number => a.at - b.at || (a.digest < b.digest ? -1 : a.digest > b.digest ? 1 : 0)

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
  /** Of its last `of` readings, oldest first, those for it; null: against it. */
  readonly lately: readonly (string | null)[]
}
export const NOWHERE: Assessed = { side: null, candidate: null, lastAt: null }

const count = (lately: readonly (string | null)[]): number => lately.filter((each) => each !== null).length

/** One reading that is later than all before it. */
export const assess = (before: Assessed, reading: Reading, rules: AssessmentRules): { readonly now: Assessed; readonly transition: Transition | null } => {
  const verdict = verdictOf(reading, rules)
  if (verdict === 'cannot-tell') return { now: before, transition: null }
  const { at, digest } = reading
  const isHeld = before.lastAt !== null && at - before.lastAt <= rules.gapMs
  const { side } = before
  let candidate = isHeld ? before.candidate : null
  if (candidate !== null) {
    const lately = [...candidate.lately, verdict === candidate.to ? digest : null].slice(-rules.of)
    candidate = lately.length - count(lately) > rules.of - rules.confirmations ? null : { ...candidate, lately }
  }
  if (candidate === null && verdict !== side) candidate = { to: verdict, since: at, first: digest, lately: [digest] }
  const isProved = candidate !== null && verdict === candidate.to && count(candidate.lately) >= rules.confirmations && at - candidate.since >= rules.dwellMs
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

/** What a late reading changes of what was said before: which transitions have not happened after all, and which have. */
export const revised = (said: readonly Transition[], found: readonly Transition[]): { readonly withdrawn: readonly Transition[]; readonly added: readonly Transition[] } => {
  const key = ({ to, since, knownAt, evidence }: Transition): string => `${to}/${since}/${knownAt}/${evidence.join('/')}`
  const [saidKeys, foundKeys] = [new Set(said.map(key)), new Set(found.map(key))]
  return { withdrawn: said.filter((each) => !foundKeys.has(key(each))), added: found.filter((each) => !saidKeys.has(key(each))) }
}
