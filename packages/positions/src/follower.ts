// One person, fix after fix: marks, readings and findings at once, in time that does not grow with the number of zones. It says what
// `marked`, `readingsOf` and `findingsOf` say of all fixes together (follower.spec.ts), and remembers a few numbers.
// W1 A forbidden zone that is farther away than anything a fix could be wrong by, of which it is settled that she is not in it, stays settled:
//    nothing is reckoned there.
// W2 Fixes come in their order. One that is late is no business of this: whoever has it begins again from what was remembered before it.
import { areasOf, type Area, type Areas } from '@zhijian/geometry'
import { UNWATCHED, watch, type Basis, type Condition, type Finding, type FixReadings, type Leave, type Watch } from './decision.ts'
import type { Assessed, AssessmentRules } from './assessment.ts'
import { mark, UNMARKED, type Mark, type Marking, type MarkRules, type ReceivedFix } from './fix.ts'
import { readingsOf } from './readings.ts'

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
  /** Conditions by the place of their zone in the index. */
  readonly ofZone: readonly (readonly number[])[]
  /** Those that every fix is looked at for: they have several zones, or one to stay in. */
  readonly always: readonly number[]
}

export const versionOf = ({ id, version }: Pick<Condition, 'id' | 'version'>): string => `${id}@${version}`
const isAlways = ({ kind, zones }: Condition): boolean => kind === 'stay-inside' || zones.length !== 1

/** @throws RangeError where a zone is not there */
export const preparedOrder = (order: FollowedOrder, zones: ReadonlyMap<string, Area>): PreparedOrder => {
  for (const name of [...order.conditions, ...order.leaves].flatMap((each) => each.zones)) if (!zones.has(name)) throw new RangeError(`an order lacks its zone ${name}`)
  const single = [...new Set(order.conditions.filter((each) => !isAlways(each)).map((each) => each.zones[0]!))]
  const placeOf = new Map(single.map((name, place) => [name, place]))
  const ofZone: number[][] = single.map(() => [])
  const always: number[] = []
  for (const [at, each] of order.conditions.entries()) {
    if (isAlways(each)) always.push(at)
    else ofZone[placeOf.get(each.zones[0]!)!]!.push(at)
  }
  return { ...order, zones, near: areasOf(single.map((name) => zones.get(name)!)), ofZone, always }
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
const SETTLED: Watch = { bound: KEPT, bare: KEPT, bareSince: null }
const isKept = ({ side, candidate }: Assessed): boolean => side === 'inside' && candidate === null
const isSettled = ({ bound, bare, bareSince }: Watch): boolean => isKept(bound) && isKept(bare) && bareSince === null

export class Follower {
  readonly #order: PreparedOrder
  #marking: Marking
  /** By the place of the condition. */
  readonly #watches: Watch[]
  /** Places of conditions that are not settled and not looked at always. */
  readonly #open = new Set<number>()

  constructor(order: PreparedOrder, { marking, settled, watches }: Followed = UNFOLLOWED) {
    this.#order = order
    this.#marking = marking
    const kept = new Set(settled)
    this.#watches = order.conditions.map((condition) => {
      const name = versionOf(condition)
      return watches[name] ?? (kept.has(name) ? SETTLED : UNWATCHED)
    })
    for (const [at, condition] of order.conditions.entries()) if (!isAlways(condition) && !isSettled(this.#watches[at]!)) this.#open.add(at)
  }

  /** When the last fix was taken; null: there was none. */
  get lastAt(): number | null { return this.#marking.last?.at ?? null }
  get lastDigest(): string { return this.#marking.last?.digest ?? '' }

  /** W2 @returns marks of this fix, and what is found with it */
  take(fix: ReceivedFix): { readonly marks: readonly Mark[]; readonly findings: readonly Finding[] } {
    const { now, marks } = mark(this.#marking, fix, this.#order.markRules)
    this.#marking = now
    return { marks, findings: marks.length > 0 ? NONE : this.#look(fix) }
  }

  #look(fix: ReceivedFix): readonly Finding[] {
    const { conditions, always, near, ofZone, rules } = this.#order
    const reachM = Math.max((fix.errorM ?? 0) * rules.widen, rules.floorM[fix.source]) + Math.max(rules.exitM, rules.enterM) + 1
    const places = [...always]
    for (const zone of near.near(fix, reachM)) for (const place of ofZone[zone]!) if (!this.#open.has(place)) places.push(place)
    for (const place of this.#open) places.push(place)
    if (places.length > 1) places.sort((a, b) => a - b)
    const found: Finding[] = []
    for (const place of places) {
      const condition = conditions[place]!
      if (fix.at < condition.from || (condition.until !== null && fix.at >= condition.until)) continue
      const { now, finding } = watch(this.#watches[place]!, condition, seenFrom(fix, condition, this.#order), this.#order)
      this.#watches[place] = now
      if (!isAlways(condition)) {
        if (isSettled(now)) this.#open.delete(place)
        else this.#open.add(place)
      }
      if (finding !== null) found.push(finding)
    }
    return found
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
    return { marking: this.#marking, settled, watches }
  }
}

const holds = ({ from, until }: { readonly from: number; readonly until: number }, at: number): boolean => from <= at && at < until
/** Of all zones that may matter to a condition at that instant, and no others. */
export const seenFrom = (fix: ReceivedFix, { id, zones }: Condition, { leaves, zones: areas }: PreparedOrder): FixReadings => {
  const leave = leaves.find((each) => each.conditions.includes(id) && holds(each, fix.at))
  return readingsOf(fix, areas, leave === undefined ? zones : [...zones, ...leave.zones])
}
