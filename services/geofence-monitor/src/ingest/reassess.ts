// Whether something else follows from the fixes of a person than what was said, and the least evidence on which that is decided again. Pure;
// it sees places, and what it gives out holds none.
// E1 Evidence begins with the first fix that carries a change, from what was remembered before it, and ends with the last: what lies outside is
//    decided as before.
// E2 A reading in between that changes nothing of what is remembered is left out: a phone that speaks every second and says nothing of the border would
//    fill any command before the reading that decides.
import { basisAt, Follower, revisedFindings, seenFrom, versionOf, type BoundCondition, type Finding, type FixReadings, type Followed, type Mark, type PreparedOrder, type ReceivedFix, type Watch } from '@zhijian/positions'

export interface Evidence {
  readonly anchor: Readonly<Record<string, Watch>>
  readonly readings: readonly FixReadings[]
}
export interface Reassessed {
  readonly followed: Followed
  /** Of each fix, in order. */
  readonly marks: readonly (readonly Mark[])[]
  /** All that follows. */
  readonly found: readonly Finding[]
  /** Said, and does not follow. */
  readonly withdrawn: readonly Finding[]
  /** Follows, and was not said. */
  readonly added: readonly Finding[]
  /** Null: what was said is what follows. */
  readonly evidence: Evidence | null
  /** What is remembered before the first fix at or after `anchorAt`. */
  readonly anchor: Followed
}

const MOST = 2000

/**
 * @param fixes in order, from the anchor on. @param said found and not withdrawn. @param since what became known before is left as it is
 * @param anchorAt from where one may begin the next time
 */
export const reassess = (order: PreparedOrder, before: Followed, fixes: readonly ReceivedFix[], said: readonly Finding[], since: number, anchorAt: number): Reassessed => {
  const follower = new Follower(order, before)
  const found: Finding[] = []
  let anchor: Followed | null = null
  const marks = fixes.map((fix) => {
    if (anchor === null && fix.at >= anchorAt) anchor = follower.followed()
    const taken = follower.take(fix)
    found.push(...taken.findings)
    return taken.marks
  })
  const followed = follower.followed()
  const versions = new Map(order.conditions.map((each) => [versionOf(each), each]))
  const isOpen = ({ knownAt, condition, version }: Finding): boolean => knownAt >= since && versions.has(`${condition}@${version}`)
  const { withdrawn, added } = revisedFindings(said.filter(isOpen), found.filter(isOpen))
  const changed = [...withdrawn, ...added]
  return { followed, marks, found, withdrawn, added, anchor: anchor ?? followed, evidence: changed.length === 0 ? null : evidenceOf(order, before, fixes, marks, changed, versions) }
}

/** E2: with no candidate it does not matter when something was last said. */
const isAsBefore = (before: Watch, now: Watch): boolean => {
  const isSame = (one: Watch['bound'], other: Watch['bound']): boolean => one === other || (one.side === other.side && one.candidate === null && other.candidate === null)
  return isSame(before.bound, now.bound) && isSame(before.bare, now.bare) && before.bareSince === now.bareSince
}

/** E1; null where what was said hangs on a fix that is none any more: the next one takes it back. */
const evidenceOf = (
  order: PreparedOrder, before: Followed, fixes: readonly ReceivedFix[], marks: Reassessed['marks'], changed: readonly Finding[], versions: ReadonlyMap<string, BoundCondition>,
): Evidence | null => {
  const isSound = (at: number): boolean => marks[at]!.length === 0 && basisAt(order.bases, fixes[at]!.at) !== null
  const sound = [...fixes.keys()].filter(isSound)
  const [begins, ends] = [Math.min(...changed.map((each) => each.since)), Math.max(...changed.map(({ knownAt }) => knownAt))]
  const first = sound.find((at) => fixes[at]!.at >= begins)
  if (first === undefined) return null
  const end = fixes[sound.find((at) => fixes[at]!.at >= ends) ?? sound.at(-1)!]!.at
  const conditions = [...new Set(changed.map(({ condition, version }) => `${condition}@${version}`))].map((name) => versions.get(name)!)
  const follower = new Follower(order, before)
  for (const fix of fixes.slice(0, first)) follower.take(fix)
  const watches = (): readonly Watch[] => conditions.map((each) => follower.watchOf(each))
  let remembered = watches()
  const anchor = Object.fromEntries(conditions.map((each, place) => [versionOf(each), remembered[place]!]))
  // What is taken back is known to be looked at by its own instant; all readings of one instant are looked at together.
  const instants = new Set([fixes[first]!.at, end, ...changed.map(({ knownAt }) => knownAt)])
  const places: number[] = []
  for (let at = first; at < fixes.length && fixes[at]!.at <= end && places.length < MOST; at += 1) {
    follower.take(fixes[at]!)
    const now = watches()
    if (isSound(at) && (instants.has(fixes[at]!.at) || now.some((each, place) => !isAsBefore(remembered[place]!, each)))) places.push(at)
    remembered = now
  }
  return {
    anchor,
    readings: places.map((at) => {
      const fix = fixes[at]!
      const seen = conditions.map((each) => seenFrom(fix, each, order))
      return { ...seen[0]!, distancesM: Object.assign({}, ...seen.map(({ distancesM }) => distancesM)) as FixReadings['distancesM'] }
    }),
  }
}
