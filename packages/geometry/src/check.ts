// Whether a shape can bind anybody: what was drawn or sent is refused with a code and the place, never silently put right.
// I1 What is found fit has an inside that is not empty, and every border of it separates inside from outside.
import Flatbush from 'flatbush'
import { orient2d } from 'robust-predicates'
import { borderOf, isWithin } from './border.ts'
import { ringM2 } from './measure.ts'
import { distanceM, type Point } from './plane.ts'
import type { Ring, Shape } from './shape.ts'

export type ShapeProblem =
  /** Not a place on earth. */
  | 'out-of-range'
  /** Latitude stands where longitude belongs: outside the bounds as it is, and inside them the other way round. */
  | 'coordinates-swapped'
  /** Not in the bounds in which the platform works. */
  | 'out-of-bounds'
  | 'too-few-points'
  | 'too-many-points'
  | 'not-closed'
  | 'crosses-itself'
  | 'no-area'
  /** A hole that does not lie in its outer ring. */
  | 'hole-outside'
  | 'parts-overlap'
  /** Nothing, or wider than a province. */
  | 'wrong-size'

/** @property at where to look; null: everywhere */
export type Fitness = { readonly fit: true } | { readonly fit: false; readonly code: ShapeProblem; readonly at: Point | null }

export interface Limits {
  /** Degrees. */
  readonly bounds: { readonly west: number; readonly south: number; readonly east: number; readonly north: number }
  /** Of all lines of one shape. */
  readonly points: number
  /** Of radii and half widths. */
  readonly mostM: number
}
/** The mainland's and islands' outermost points with some room; a county's outline has up to some thousand points. */
export const CHINA: Limits = { bounds: { west: 73, south: 3, east: 136, north: 54 }, points: 20_000, mostM: 300_000 }

/** Less is a slip of the finger. */
const LEAST_M2 = 1

const FIT: Fitness = { fit: true }
const unfit = (code: ShapeProblem, at: Point | null = null): Fitness => ({ fit: false, code, at })
const same = (a: Point, b: Point): boolean => a.lng === b.lng && a.lat === b.lat

/** Whether a place can be one at all, in these bounds. */
export const placeProblem = ({ lng, lat }: Point, { bounds }: Limits): 'out-of-range' | 'coordinates-swapped' | 'out-of-bounds' | null => {
  const isIn = (x: number, y: number): boolean => x >= bounds.west && x <= bounds.east && y >= bounds.south && y <= bounds.north
  if (isIn(lng, lat)) return null
  if (isIn(lat, lng)) return 'coordinates-swapped'
  return Math.abs(lng) <= 180 && Math.abs(lat) <= 90 ? 'out-of-bounds' : 'out-of-range'
}

type Edge = readonly [a: Point, b: Point, ring: number, place: number]

const meets = ([a, b]: Edge, [c, d]: Edge): 'no' | 'touches' | 'crosses' => {
  const side = (p: Point, q: Point, r: Point): number => Math.sign(orient2d(p.lng, p.lat, q.lng, q.lat, r.lng, r.lat))
  const [ac, ad, ca, cb] = [side(a, b, c), side(a, b, d), side(c, d, a), side(c, d, b)]
  if (ac === 0 && ad === 0) {
    // On one line: along the longer of its two directions.
    const of = Math.abs(b.lng - a.lng) > Math.abs(b.lat - a.lat) ? ({ lng }: Point) => lng : ({ lat }: Point) => lat
    const [low, high] = [Math.max(Math.min(of(a), of(b)), Math.min(of(c), of(d))), Math.min(Math.max(of(a), of(b)), Math.max(of(c), of(d)))]
    return low > high ? 'no' : low === high ? 'touches' : 'crosses'
  }
  if (ac === ad || ca === cb) return 'no'
  return ac * ad < 0 && ca * cb < 0 ? 'crosses' : 'touches'
}

/** Where rings cross themselves or each other; two rings may touch in a point. */
const firstCrossing = (rings: readonly Ring[]): { readonly at: Point; readonly isOneRing: boolean } | null => {
  const edges = rings.flatMap((ring, of) => ring.slice(1).map((point, place): Edge => [ring[place]!, point, of, place]))
  const index = new Flatbush(edges.length)
  for (const [a, b] of edges) index.add(Math.min(a.lng, b.lng), Math.min(a.lat, b.lat), Math.max(a.lng, b.lng), Math.max(a.lat, b.lat))
  index.finish()
  for (const [at, edge] of edges.entries()) {
    const [a, b, ring, place] = edge
    const near = index.search(Math.min(a.lng, b.lng), Math.min(a.lat, b.lat), Math.max(a.lng, b.lng), Math.max(a.lat, b.lat), (other) => other > at)
    for (const other of near) {
      const [, , otherRing, otherPlace] = edges[other]!
      const isOneRing = ring === otherRing
      const last = rings[ring]!.length - 2
      const isNeighbour = isOneRing && (otherPlace - place === 1 || (place === 0 && otherPlace === last))
      const how = meets(edge, edges[other]!)
      // Neighbours share a point, and nothing else.
      if (how === 'crosses' || (how === 'touches' && isOneRing && !isNeighbour)) return { at: b, isOneRing }
    }
  }
  return null
}

/** Whether a ring that crosses nothing lies in another: one point of it that is not on the other's border tells. */
const liesIn = (inner: Ring, outer: Ring): boolean => {
  const border = borderOf([outer])
  const middles = inner.slice(1).map((point, at): Point => ({ lng: (point.lng + inner[at]!.lng) / 2, lat: (point.lat + inner[at]!.lat) / 2 }))
  const within = [...inner.slice(1), ...middles].filter((point) => isWithin(border, point)).length
  return within * 2 > inner.length - 1 + middles.length
}

const ringProblem = (ring: Ring): Fitness => {
  if (ring.length < 4) return unfit('too-few-points', ring[0] ?? null)
  if (!same(ring[0]!, ring.at(-1)!)) return unfit('not-closed', ring.at(-1)!)
  const twice = ring.findIndex((point, at) => at > 0 && same(point, ring[at - 1]!))
  return twice > 0 ? unfit('crosses-itself', ring[twice]!) : FIT
}

const polygonProblem = (parts: readonly (readonly Ring[])[]): Fitness => {
  if (parts.length === 0 || parts.some((rings) => rings.length === 0)) return unfit('too-few-points')
  for (const ring of parts.flat()) {
    const fitness = ringProblem(ring)
    if (!fitness.fit) return fitness
  }
  const crossing = firstCrossing(parts.flat())
  if (crossing) return unfit(crossing.isOneRing || parts.length === 1 ? 'crosses-itself' : 'parts-overlap', crossing.at)
  const thin = parts.flat().find((ring) => ringM2(ring) < LEAST_M2)
  if (thin) return unfit('no-area', thin[0]!)
  for (const [outer, ...holes] of parts) {
    const stray = holes.find((hole) => !liesIn(hole, outer!))
    if (stray) return unfit('hole-outside', stray[0]!)
    const nested = holes.find((hole, at) => holes.some((other, place) => place !== at && liesIn(hole, other)))
    if (nested) return unfit('hole-outside', nested[0]!)
  }
  // A part may lie in another's hole: an island in a lake.
  const inMany = parts.findIndex(([outer], at) => parts.some(([other, ...holes], place) =>
    place !== at && liesIn(outer!, other!) && !holes.some((hole) => liesIn(outer!, hole))))
  return inMany < 0 ? FIT : unfit('parts-overlap', parts[inMany]![0]![0]!)
}

const pointsOf = (shape: Shape): readonly Point[] =>
  shape.kind === 'circle' ? [shape.centre] : shape.kind === 'corridor' ? shape.line : shape.parts.flat(2)

export const fitnessOf = (shape: Shape, limits: Limits = CHINA): Fitness => {
  const points = pointsOf(shape)
  if (points.length > limits.points) return unfit('too-many-points')
  for (const point of points) {
    const code = placeProblem(point, limits)
    if (code !== null) return unfit(code, point)
  }
  switch (shape.kind) {
    case 'circle': return shape.radiusM > 0 && shape.radiusM <= limits.mostM ? FIT : unfit('wrong-size', shape.centre)
    case 'corridor': {
      if (!(shape.halfWidthM > 0 && shape.halfWidthM <= limits.mostM)) return unfit('wrong-size', shape.line[0] ?? null)
      return shape.line.length >= 2 && shape.line.some((point) => distanceM(point, shape.line[0]!) > 0) ? FIT : unfit('too-few-points', shape.line[0] ?? null)
    }
    case 'polygon': return polygonProblem(shape.parts)
    default: return shape satisfies never
  }
}
