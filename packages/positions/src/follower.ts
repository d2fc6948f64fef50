// One person, fix after fix: marks, readings and findings at once, in time that does not grow with the number of zones. It says what
// `marked`, `readingsOf` and `findingsOf` say of all fixes together (follower.spec.ts), and remembers a few numbers.
// W1 A condition of which it is settled that it is kept stays so while nothing a fix could be wrong by reaches its border: nothing is reckoned
//    there. So of one place it is known how far around it nothing has to be reckoned at all, and most fixes lie no farther from it. Neither
//    schedule nor leave matters to that: they only ever let go.
// W2 Fixes come in their order. One that is late is no business of this: whoever has it begins again from what was remembered before it.
import { areasOf, distanceM, leastDistanceM, type Area, type Areas, type Point } from '@zhijian/geometry'
import { UNWATCHED, watchFrom, type Basis, type Condition, type Finding, type FixReadings, type Leave, type Watch } from './decision.ts'
import { wrongM, type Assessed, type AssessmentRules } from './assessment.ts'
import { mark, remembered, UNMARKED, type Mark, type Marking, type MarkRules, type ReceivedFix } from './fix.ts'
import { distancesFrom, readingsOf } from './readings.ts'

/** In one version, while it bound; `until` null: it does. */
export interface BoundCondition extends Condition {
  readonly from: number
  readonly until: number | null
}
export interface FollowedOrder {
  readonly bases: readonly Basis[]
  readonly leaves: readonly Leave[]
  readonly conditions: readonly BoundCondition[]
  readonly rules: AssessmentRules
  readonly markRules: MarkRules
}
/** An order with its zones, made ready for many fixes. */
export interface PreparedOrder extends FollowedOrder {
  readonly zones: ReadonlyMap<string, Area>
  readonly near: Areas
  /** Conditions to keep out, by the place of their zone in the index. */
  readonly ofZone: readonly (readonly number[])[]
  /** Places of conditions to stay inside. */
  readonly inner: readonly number[]
}

export const versionOf = ({ id, version }: Pick<Condition, 'id' | 'version'>): string => `${id}@${version}`
/** @throws RangeError where a zone is not there */
export const preparedOrder = (order: FollowedOrder, zones: ReadonlyMap<string, Area>): PreparedOrder => {
  for (const name of [...order.conditions, ...order.leaves].flatMap((each) => each.zones)) if (!zones.has(name)) throw new RangeError(`an order lacks its zone ${name}`)
  const forbidden = [...new Set(order.conditions.filter(({ kind }) => kind === 'keep-out').flatMap((each) => each.zones))]
  const placeOf = new Map(forbidden.map((name, place) => [name, place]))
  const ofZone: number[][] = forbidden.map(() => [])
  const inner: number[] = []
  for (const [at, { kind, zones: names }] of order.conditions.entries()) {
    if (kind === 'stay-inside') inner.push(at)
    else for (const name of names) ofZone[placeOf.get(name)!]!.push(at)
  }
  return { ...order, zones, near: areasOf(forbidden.map((name) => zones.get(name)!)), ofZone, inner }
}

/** Plain JSON; a kilobyte holds it. */
export interface Followed {
  readonly marking: Marking
  /** Versions of conditions of which nothing more is to be known than that they are kept. */
  readonly settled: readonly string[]
  readonly watches: Readonly<Record<string, Watch>>
}
export const UNFOLLOWED: Followed = { marking: UNMARKED, settled: [], watches: {} }

const KEPT: Assessed = { side: 'inside', candidate: null, lastAt: null }
const NONE: readonly Finding[] = []
const NONE_MARKED: readonly Mark[] = []
const NOTHING = { marks: NONE_MARKED, findings: NONE }
const SETTLED: Watch = { bound: KEPT, bare: KEPT, bareSince: null }
const isKept = ({ side, candidate }: Assessed): boolean => side === 'inside' && candidate === null
const isSettled = ({ bound, bare, bareSince }: Watch): boolean => isKept(bound) && isKept(bare) && bareSince === null

/** How far around a fix forbidden zones are looked for: more finds more of them, less is walked through sooner. */
const AROUND_M = 1000

export class Follower {
  readonly #order: PreparedOrder
  #marking: Marking
  /** By the place of the condition. */
  readonly #watches: Watch[]
  /** Places of conditions that are not settled. */
  readonly #open = new Set<number>()
  /** W1: nearer to this place than so many metres lies no border of what is settled. */
  #clear: { readonly of: Point; readonly metres: number } | null = null

  constructor(order: PreparedOrder, { marking, settled, watches }: Followed = UNFOLLOWED) {
    this.#order = order
    this.#marking = marking
    const kept = new Set(settled)
    this.#watches = order.conditions.map((condition) => {
      const name = versionOf(condition)
      return watches[name] ?? (kept.has(name) ? SETTLED : UNWATCHED)
    })
    for (const [at, each] of this.#watches.entries()) if (!isSettled(each)) this.#open.add(at)
  }

  /** When the last fix was taken; null: there was none. */
  get lastAt(): number | null { return this.#marking.last?.at ?? null }
  get lastDigest(): string { return this.#marking.last?.digest ?? '' }

  /** W2 @returns marks of this fix, and what is found with it */
  take(fix: ReceivedFix): { readonly marks: readonly Mark[]; readonly findings: readonly Finding[] } {
    const { now, marks } = mark(this.#marking, fix, this.#order.markRules)
    this.#marking = now
    return marks.length > 0 ? { marks, findings: NONE } : this.#look(fix)
  }

  #look(fix: ReceivedFix): { readonly marks: readonly Mark[]; readonly findings: readonly Finding[] } {
    const { conditions, rules } = this.#order
    const reachM = wrongM(fix, rules) + Math.max(rules.exitM, rules.enterM) + 1
    const isClear = this.#clear !== null && distanceM(this.#clear.of, fix) * 1.01 + reachM < this.#clear.metres
    if (isClear && this.#open.size === 0) return NOTHING
    const places = [...this.#open]
    if (!isClear) this.#lookAround(fix, reachM, places)
    if (places.length > 1) places.sort((a, b) => a - b)
    const distanceTo = distancesFrom(fix, this.#order.zones)
    const found: Finding[] = []
    for (const place of places) {
      const condition = conditions[place]!
      if (fix.at < condition.from || (condition.until !== null && fix.at >= condition.until)) continue
      const { now, finding } = watchFrom(this.#watches[place]!, condition, fix, this.#order, distanceTo)
      this.#watches[place] = now
      if (!isSettled(now)) this.#open.add(place)
      // What is settled from now on was not looked at when it was found how far it is clear.
      else if (this.#open.delete(place)) this.#clear = null
      if (finding !== null) found.push(finding)
    }
    return found.length === 0 ? NOTHING : { marks: NONE_MARKED, findings: found }
  }

  /** How far around here nothing that is settled can change, and what of it may change with this fix. */
  #lookAround(here: Point, reachM: number, places: number[]): void {
    const { conditions, zones, near, ofZone, inner } = this.#order
    const open = this.#open
    const within = new Set<number>()
    let metres = Math.max(AROUND_M, 2 * reachM)
    const lookAt = (place: number): void => {
      const { kind, zones: names } = conditions[place]!
      if (kind === 'keep-out' && names.every((name) => leastDistanceM(zones.get(name)!, here) > Math.max(metres, reachM))) return
      let nearest = Infinity
      for (const name of names) nearest = Math.min(nearest, zones.get(name)!.signedDistanceM(here))
      const clearM = kind === 'keep-out' ? nearest : -nearest
      if (clearM <= reachM) within.add(place)
      metres = Math.min(metres, clearM)
    }
    for (const place of inner) if (!open.has(place)) lookAt(place)
    for (const zone of near.near(here, Math.max(metres, reachM))) for (const place of ofZone[zone]!) if (!open.has(place) && !within.has(place)) lookAt(place)
    this.#clear = { of: here, metres }
    places.push(...within)
  }

  watchOf(condition: Pick<Condition, 'id' | 'version'>): Watch {
    const place = this.#order.conditions.findIndex((each) => each.id === condition.id && each.version === condition.version)
    return this.#watches[place] ?? UNWATCHED
  }

  followed(): Followed {
    const settled: string[] = []
    const watches: Record<string, Watch> = {}
    for (const [at, condition] of this.#order.conditions.entries()) {
      const each = this.#watches[at]!
      if (isSettled(each)) settled.push(versionOf(condition))
      else if (each !== UNWATCHED) watches[versionOf(condition)] = each
    }
    return { marking: remembered(this.#marking), settled, watches }
  }
}

const holds = ({ from, until }: { readonly from: number; readonly until: number }, at: number): boolean => from <= at && at < until
/** Of all zones that may matter to a condition at that instant, and no others. */
export const seenFrom = (fix: ReceivedFix, { id, zones }: Condition, { leaves, zones: areas }: PreparedOrder): FixReadings => {
  const leave = leaves.find((each) => each.conditions.includes(id) && holds(each, fix.at))
  return readingsOf(fix, areas, leave === undefined ? zones : [...zones, ...leave.zones])
}
