// One position of one device, as the platform keeps it, and what is noticed about it. What looks wrong is marked and kept: a fix that
// was dropped could neither be shown to an officer nor explained to the person.
// F1 Marks depend on the fixes and the instants at which they came, never on the order in which they are looked at.
// F2 Nothing is dropped: as many come out as went in.
import { distanceM, type Point } from '@zhijian/geometry'

/** How the device knew its place: satellites, radio networks nearby, a cell of the telephone network, or it did not say. */
export const SOURCES = ['satellite', 'wifi', 'cell', 'unknown'] as const
export type Source = (typeof SOURCES)[number]

/** WGS-84. */
export interface Fix extends Point {
  /** Milliseconds since 1970, when it was taken, by the device's clock. */
  readonly at: number
  /** Radius of the circle in which the device believes itself; null: it did not say. */
  readonly errorM: number | null
  readonly source: Source
  /** The device itself says that the place was made up by another program. */
  readonly isMock: boolean
}
export interface ReceivedFix extends Fix {
  /** Names the fix without telling where it was; the same again for the same fix. */
  readonly digest: string
  readonly receivedAt: number
}

export const MARKS = ['duplicate', 'future', 'ancient', 'impossible-speed', 'null-island', 'mock'] as const
export type Mark = (typeof MARKS)[number]

/** Metres that a source is wrong by at least, whatever it says of itself. Cells of the countryside are wrong by kilometres. */
export const FLOOR_M: Readonly<Record<Source, number>> = { satellite: 15, wifi: 100, cell: 3000, unknown: 100 }

export interface MarkRules {
  /** How far the clock of a device may go before ours. */
  readonly futureMs: number
  /** What was taken longer ago than this when it came is history: shown, and no reason to revise anything. */
  readonly ancientMs: number
  /** Metres a second, after both error circles were taken off the way. */
  readonly mostSpeed: number
  readonly floorM: Readonly<Record<Source, number>>
}
/** Trains of the region run at 250 km/h; nobody under supervision flies without leave, and who does is noticed on landing. */
export const MARK_RULES: MarkRules = {
  futureMs: 120_000, ancientMs: 7 * 86_400_000, mostSpeed: 100, floorM: FLOOR_M,
}

export interface MarkedFix {
  readonly fix: ReceivedFix
  readonly marks: readonly Mark[]
}

/** What a fix is wrong by, at least. */
export const errorOf = ({ errorM, source }: Pick<Fix, 'errorM' | 'source'>, floorM: MarkRules['floorM']): number => Math.max(errorM ?? 0, floorM[source])

/** By the time at which they were taken; of one instant by their digest; of one fix the first that came. */
export const inFixOrder = (a: ReceivedFix, b: ReceivedFix): number =>
  a.at - b.at || (a.digest < b.digest ? -1 : a.digest > b.digest ? 1 : 0) || a.receivedAt - b.receivedAt

const isReachable = (from: Fix, to: Fix, { mostSpeed, floorM }: MarkRules): boolean =>
  distanceM(from, to) - errorOf(from, floorM) - errorOf(to, floorM) <= mostSpeed * Math.abs(to.at - from.at) / 1000

/** What is remembered of the fixes so far. */
export interface Marking {
  readonly last: { readonly at: number; readonly digest: string } | null
  readonly plausible: Fix | null
  /** Could not be reached from that one. */
  readonly doubted: Fix | null
}
export const UNMARKED: Marking = { last: null, plausible: null, doubted: null }

const bare = ({ at, lng, lat, errorM, source, isMock }: Fix): Fix => ({ at, lng, lat, errorM, source, isMock })
/** As it is put away: plain JSON, and no more of a fix than the next one needs. */
export const remembered = ({ last, plausible, doubted }: Marking): Marking => ({
  last: last === null ? null : { at: last.at, digest: last.digest }, plausible: plausible === null ? null : bare(plausible), doubted: doubted === null ? null : bare(doubted),
})

/**
 * What is noticed about one fix that is later than all before it. A place that cannot be reached from the last plausible one is marked, unless the
 * fix before it, marked too, had the same to say: then it is the way that was long, and not the fix wrong.
 */
export const mark = ({ last, plausible, doubted }: Marking, fix: ReceivedFix, rules: MarkRules): { readonly now: Marking; readonly marks: readonly Mark[] } => {
  const marks: Mark[] = []
  if (last !== null && last.digest === fix.digest && last.at === fix.at) marks.push('duplicate')
  if (fix.at - fix.receivedAt > rules.futureMs) marks.push('future')
  if (fix.receivedAt - fix.at > rules.ancientMs) marks.push('ancient')
  if (fix.lng === 0 && fix.lat === 0) marks.push('null-island')
  if (fix.isMock) marks.push('mock')
  if (marks.length > 0) return { now: { last: fix, plausible, doubted }, marks }
  if (plausible === null || isReachable(plausible, fix, rules) || (doubted !== null && isReachable(doubted, fix, rules))) return { now: { last: fix, plausible: fix, doubted: null }, marks }
  return { now: { last: fix, plausible, doubted: fix }, marks: ['impossible-speed'] }
}

/** Every fix with what is noticed about it, in the order in which they were taken. */
export const marked = (fixes: readonly ReceivedFix[], rules: MarkRules): readonly MarkedFix[] => {
  let marking = UNMARKED
  return [...fixes].sort(inFixOrder).map((fix) => {
    const { now, marks } = mark(marking, fix, rules)
    marking = now
    return { fix, marks }
  })
}

/** Whether a fix may say anything in a decision. */
export const isSound = ({ marks }: MarkedFix): boolean => marks.length === 0
