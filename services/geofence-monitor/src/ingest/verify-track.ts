// A track held against what was decided on it. Pure; it sees places, and what it gives out holds none.
// V1 A reading that carries a decision is what the kept fix says; a fix that is not kept any more though it is not too old was taken away.
// V2 All kept fixes, followed from the first to the last by the functions that follow them as they come, end in what was said, no more and no less.
// V3 Every kept fix was taken within a basis.
// V4 Nothing is held against anybody that the order of arrival alone may have decided: spans of which that is so are not judged (`unjudged`).
import type { AssessmentNumbers } from '@zhijian/contracts'
import { instantAt } from '@zhijian/kernel'
import { inFixOrder, MARK_RULES, preparedOrder, readingsOf, UNFOLLOWED, type Finding, type FollowedOrder, type PreparedOrder, type ReceivedFix } from '@zhijian/positions'
import { storedReadings } from '../evidence.ts'
import { RECENT_MS } from '../state.ts'
import type { History } from './history.ts'
import { reassess } from './reassess.ts'

export type TrackFindingCode = 'reading-differs' | 'fix-gone' | 'fix-without-basis' | 'transition-untold' | 'transition-uncarried' | 'track-left'
export interface TrackFinding {
  readonly code: TrackFindingCode
  readonly version: number
  readonly values: Readonly<Record<string, string | number>>
}
export interface TrackVerdict {
  readonly findings: readonly TrackFinding[]
  readonly readings: number
  readonly transitions: number
  /** What came before is not kept any more. */
  readonly isCut: boolean
}
export interface KnownTrack {
  readonly history: History
  readonly fixes: readonly ReceivedFix[]
  readonly zones: PreparedOrder['zones']
  /** What was taken before is not kept. */
  readonly keptFrom: number
  /** Where nothing was decided yet. */
  readonly usual: AssessmentNumbers
  readonly under: (numbers: AssessmentNumbers) => Pick<FollowedOrder, 'rules' | 'markRules'>
}

const DAY = 86_400_000
/** So far back a change of rules or leave is followed, and somewhat farther where the last beginning lay so. */
const REVISED_FROM_MS = 7 * DAY

/** V1 */
const readingFindings = ({ history, fixes, zones, keptFrom }: KnownTrack): readonly TrackFinding[] => {
  const kept = new Map(fixes.map((fix) => [fix.digest, fix]))
  return history.assessed.flatMap(({ version, readings }): readonly TrackFinding[] => {
    const gone = readings.filter(({ digest, at }) => at >= keptFrom && !kept.has(digest))
    const differing = readings.flatMap((said) => {
      const fix = kept.get(said.digest)
      if (fix === undefined) return []
      const names = Object.keys(said.distancesCm)
      const again = storedReadings(readingsOf(fix, zones, names.filter((name) => zones.has(name))))
      const what = names.find((name) => again.distancesCm[name] !== said.distancesCm[name])
        ?? (['at', 'source', 'errorCm'] as const).find((name) => again[name] !== said[name])
      return what === undefined ? [] : [{ digest: said.digest, what, at: said.at }]
    })
    return [
      ...(differing.length === 0 ? [] : [{ code: 'reading-differs', version, values: { count: differing.length, digest: differing[0]!.digest, what: differing[0]!.what, at: instantAt(differing[0]!.at) } } as const]),
      ...(gone.length === 0 ? [] : [{ code: 'fix-gone', version, values: { count: gone.length, digest: gone[0]!.digest, at: instantAt(gone[0]!.at) } } as const]),
    ]
  })
}

/** V3: it was kept when it came, as the log had it then. */
const homelessFindings = ({ history, fixes }: KnownTrack): readonly TrackFinding[] => {
  const homeless = fixes.filter(({ at, receivedAt }) => !history.takings.some(({ from, until, granted }) => from <= at && (at < until || (at < granted && receivedAt <= until))))
  const [first] = homeless
  return first === undefined ? [] : [{ code: 'fix-without-basis', version: history.versionAt(first.at), values: { count: homeless.length, digest: first.digest, at: instantAt(first.at) } }]
}

interface Span {
  readonly from: number
  readonly until: number
}
/** V4 */
const unjudgedOf = ({ takings, leaves, rules }: History, keptFrom: number, isCut: boolean): readonly Span[] => [
  ...(isCut ? [{ from: -Infinity, until: keptFrom + RECENT_MS }] : []),
  ...rules.slice(1).map(({ at }) => ({ from: at - RECENT_MS, until: at - REVISED_FROM_MS })),
  // Approved when it had long begun: what was said of the days before stands.
  ...leaves.map(({ from, approvedAt }) => ({ from, until: approvedAt - REVISED_FROM_MS })),
  // A clock that ran ahead, on the day on which the basis ended earlier.
  ...takings.map(({ until, granted }) => ({ from: until, until: Math.min(granted, until + MARK_RULES.futureMs) })),
]

/** V2 */
const transitionFindings = (known: KnownTrack, isCut: boolean): readonly TrackFinding[] => {
  const { history, zones, keptFrom, usual, under } = known
  const fixes = known.fixes.toSorted(inFixOrder)
  const { takings, bindings, leaves, said } = history
  const eras = (history.rules.length === 0 ? [{ numbers: usual, at: 0 }] : history.rules).map(({ numbers, at }, place) => ({ numbers, from: place === 0 ? -Infinity : at - REVISED_FROM_MS }))
  const found: Finding[] = []
  const [withdrawn, added]: [History['said'][number][], Finding[]] = [[], []]
  let followed = UNFOLLOWED
  for (const [place, { numbers, from }] of eras.entries()) {
    const until = eras[place + 1]?.from ?? Infinity
    const isOf = (at: number): boolean => from <= at && at < until
    const order = preparedOrder({ bases: takings, leaves, conditions: bindings, ...under(numbers) }, zones)
    const again = reassess(order, followed, fixes.filter(({ at }) => isOf(at)), said.filter(({ knownAt }) => isOf(knownAt)), -Infinity, Infinity)
    followed = again.followed
    found.push(...again.found)
    withdrawn.push(...again.withdrawn as typeof withdrawn)
    added.push(...again.added)
  }
  const unjudged = unjudgedOf(history, keptFrom, isCut)
  const isJudged = ({ knownAt }: Finding): boolean => !unjudged.some(({ from, until }) => from <= knownAt && knownAt < until)
  // The first that follows of a condition whose beginning is not kept may have been known before.
  const isFirst = (each: Finding): boolean => each === found.find(({ condition, version }) => condition === each.condition && version === each.version)
  const isBegun = ({ condition, version }: Finding): boolean => bindings.some((each) => each.id === condition && each.version === version && each.from < keptFrom)
  const values = ({ kind, condition, knownAt, since }: Finding) => ({ kind, condition, since: instantAt(since), at: instantAt(knownAt) })
  return [
    ...added.filter((each) => isJudged(each) && !(isCut && isBegun(each) && isFirst(each))).map((each): TrackFinding => ({ code: 'transition-untold', version: history.versionAt(each.knownAt), values: values(each) })),
    ...withdrawn.filter(isJudged).map((each): TrackFinding => ({ code: 'transition-uncarried', version: history.versionOfSaid.get(each.transitionId) ?? 0, values: { ...values(each), transition: each.transitionId } })),
  ]
}

/** @param known with all shapes that the history speaks of; @throws RangeError where one is not there */
export const verifyTrack = (known: KnownTrack): TrackVerdict => {
  const { history, keptFrom } = known
  const isCut = history.takings.some(({ from }) => from < keptFrom)
  return {
    findings: [...readingFindings(known), ...homelessFindings(known), ...transitionFindings(known, isCut)].sort((a, b) => a.version - b.version),
    readings: history.assessed.reduce((sum, { readings }) => sum + readings.length, 0), transitions: history.said.length, isCut,
  }
}
