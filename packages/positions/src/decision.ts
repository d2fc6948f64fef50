// Whether somebody keeps the conditions that bind him, from readings alone: how far each fix lay from the zones, how wrong it may be, its
// digest and its source. No place is in here, so that whoever has the readings decides again without a key, for ever.
// D1 Only what was taken while a basis held is looked at. With no basis there is no decision, whatever comes; a decision names its basis.
// D2 The same readings end in the same decisions, in whichever order they came: see `assessment.ts`.
// D3 A condition that does not bind at an instant (its schedule, or a leave) is kept at that instant.
// D4 Who is outside since a leave ended, and has not been back, overstays it; he has not gone out.
// D5 Each decision names condition and version, zones, basis, leave, rules and the readings that carry it.
import { assess, inOrder, NOWHERE, type Assessed, type AssessmentRules, type Reading } from './assessment.ts'
import type { Source } from './fix.ts'
import { isInForce, type WeeklySpan } from './schedule.ts'

/** Why positions may be taken, from an instant until another (exclusive): an open check, or a decision on electronic positioning. */
export interface Basis {
  readonly id: string
  readonly kind: 'information-check' | 'electronic-positioning'
  readonly from: number
  readonly until: number
}

export interface Condition {
  readonly id: string
  readonly version: number
  readonly kind: 'stay-inside' | 'keep-out'
  /** Each with its version: `home@3`. One of them is enough to be inside. */
  readonly zones: readonly string[]
  /** null: always */
  readonly schedule: readonly WeeklySpan[] | null
}

export interface Leave {
  readonly id: string
  readonly from: number
  readonly until: number
  /** Conditions that it changes. */
  readonly conditions: readonly string[]
  /** Zones that are allowed as well meanwhile; empty: the conditions do not bind at all. */
  readonly zones: readonly string[]
}

export interface Order {
  readonly bases: readonly Basis[]
  readonly conditions: readonly Condition[]
  readonly leaves: readonly Leave[]
  readonly rules: AssessmentRules
}

/** One sound fix, seen from all zones of an order. */
export interface FixReadings {
  readonly at: number
  readonly digest: string
  readonly source: Source
  readonly errorM: number | null
  /** Signed metres to each zone's border, by its name with version. */
  readonly distancesM: Readonly<Record<string, number>>
}

export interface Finding {
  readonly kind: 'Kept' | 'OutOfArea' | 'InForbiddenZone' | 'LeaveOverrun'
  readonly condition: string
  readonly version: number
  readonly zones: readonly string[]
  readonly basis: string
  /** That has ended, or under which the condition is kept. */
  readonly leave: string | null
  readonly rules: number
  readonly since: number
  readonly knownAt: number
  readonly evidence: readonly string[]
}

const holds = ({ from, until }: { readonly from: number; readonly until: number }, at: number): boolean => from <= at && at < until

/** D1 @returns the basis on which a fix of this instant may be kept and looked at; null: it is counted and forgotten */
export const basisAt = (bases: readonly Basis[], at: number): Basis | null => bases.find((basis) => holds(basis, at)) ?? null

const leaveAt = (leaves: readonly Leave[], condition: string, at: number): Leave | null =>
  leaves.find((leave) => leave.conditions.includes(condition) && holds(leave, at)) ?? null
const lastEnded = (leaves: readonly Leave[], condition: string, at: number): Leave | null =>
  leaves.filter((leave) => leave.conditions.includes(condition) && leave.until <= at).reduce<Leave | null>((last, each) => (last === null || each.until > last.until ? each : last), null)

/** Signed metres to a zone's border, by its name with version. */
export type DistanceTo = (zone: string) => number
const distanceIn = ({ distancesM }: FixReadings): DistanceTo => (zone) => {
  const distanceM = distancesM[zone]
  // To say nothing of a zone must not read as far away from it.
  if (distanceM === undefined) throw new RangeError(`a reading lacks its distance to ${zone}`)
  return distanceM
}
const nearestM = (zones: readonly string[], distanceTo: DistanceTo): number => {
  let least = Infinity
  for (const zone of zones) least = Math.min(least, distanceTo(zone))
  return least
}
/** Deeper inside than anything on earth is from anything: a number, so that what is remembered can be written down. */
const KEPT_M = -1e8
/** Positive where the condition is broken; D3. */
const breachM = (condition: Condition, leave: Leave | null, at: number, distanceTo: DistanceTo): number => {
  if (!isInForce(condition.schedule, at) || (leave !== null && leave.zones.length === 0)) return KEPT_M
  const leaveM = leave === null ? Infinity : nearestM(leave.zones, distanceTo)
  const zonesM = nearestM(condition.zones, distanceTo)
  return Math.min(condition.kind === 'stay-inside' ? zonesM : -zonesM, leaveM)
}

/** What is remembered of one condition: a few numbers, however many readings there were. */
export interface Watch {
  readonly bound: Assessed
  /** As if there were no leave. */
  readonly bare: Assessed
  /** Since when it would be broken if there were no leave; null: it would not. */
  readonly bareSince: number | null
}
export const UNWATCHED: Watch = { bound: NOWHERE, bare: NOWHERE, bareSince: null }

/** One reading later than all before it. */
export const watch = (before: Watch, condition: Condition, fix: FixReadings, order: Order): Watched => watchFrom(before, condition, fix, order, distanceIn(fix))

export interface Watched { readonly now: Watch; readonly finding: Finding | null }
/** As `watch`, where distances are reckoned when they are asked for. */
export const watchFrom = (before: Watch, condition: Condition, fix: Omit<FixReadings, 'distancesM'>, order: Omit<Order, 'conditions'>, distanceTo: DistanceTo): Watched => {
  const basis = basisAt(order.bases, fix.at)
  if (basis === null) return { now: before, finding: null }
  const { leaves, rules } = order
  const leave = leaveAt(leaves, condition.id, fix.at)
  const seen = (distanceM: number): Reading => ({ at: fix.at, distanceM, errorM: fix.errorM, source: fix.source, digest: fix.digest })
  const bareM = breachM(condition, null, fix.at, distanceTo)
  const bare = assess(before.bare, seen(bareM), rules)
  // Without a leave, and where none has left a difference, both are one.
  const bound = leave === null && before.bound === before.bare ? bare : assess(before.bound, seen(leave === null ? bareM : breachM(condition, leave, fix.at, distanceTo)), rules)
  const bareSince = bare.transition === null ? before.bareSince : bare.transition.to === 'outside' ? bare.transition.since : null
  const now = { bound: bound.now, bare: bare.now, bareSince }
  if (bound.transition === null) return { now, finding: null }
  const { to, since, knownAt, evidence } = bound.transition
  const ended = to === 'outside' ? lastEnded(leaves, condition.id, since) : null
  const overstays = ended !== null && bareSince !== null && bareSince < ended.until
  return {
    now,
    finding: {
      kind: to === 'inside' ? 'Kept' : overstays ? 'LeaveOverrun' : condition.kind === 'stay-inside' ? 'OutOfArea' : 'InForbiddenZone',
      condition: condition.id, version: condition.version, basis: basis.id, rules: rules.number, since, knownAt, evidence,
      zones: leave === null ? condition.zones : [...condition.zones, ...leave.zones],
      leave: overstays ? ended.id : to === 'inside' ? leave?.id ?? null : null,
    },
  }
}

/** @param fixes in any order; one that came twice counts once. @returns in the order in which they became known, then of the conditions */
export const findingsOf = (order: Order, fixes: readonly FixReadings[]): readonly Finding[] => {
  const sorted = [...fixes].sort(inOrder).filter((fix, at, all) => at === 0 || inOrder(all[at - 1]!, fix) !== 0)
  return order.conditions.flatMap((condition, place) => {
    let state = UNWATCHED
    return sorted.flatMap((fix) => {
      const { now, finding } = watch(state, condition, fix, order)
      state = now
      return finding === null ? [] : [{ finding, place }]
    })
  }).sort((a, b) => a.finding.knownAt - b.finding.knownAt || a.place - b.place).map(({ finding }) => finding)
}

/** Whoever writes them down gives them names besides: those say nothing of what was found. */
const nameOf = ({ kind, condition, version, zones, basis, leave, rules, since, knownAt, evidence }: Finding): string =>
  JSON.stringify([kind, condition, version, zones, basis, leave, rules, since, knownAt, evidence])

/** What a late fix changes of what was said: both versions stay in the record. */
export const revisedFindings = (said: readonly Finding[], found: readonly Finding[]): { readonly withdrawn: readonly Finding[]; readonly added: readonly Finding[] } => {
  const [saidNames, foundNames] = [new Set(said.map(nameOf)), new Set(found.map(nameOf))]
  return { withdrawn: said.filter((each) => !foundNames.has(nameOf(each))), added: found.filter((each) => !saidNames.has(nameOf(each))) }
}
