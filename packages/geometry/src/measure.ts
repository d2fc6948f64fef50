// How large what was drawn is, as people are told it.
import { distanceM, scaleAt, type Point } from './plane.ts'
import type { Ring, Shape } from './shape.ts'

/** Square metres of a ring that crosses nothing, by the scale half way up: within 0.1 % for a county. */
export const ringM2 = (ring: Ring): number => {
  const first = ring[0]!
  const lats = ring.map(({ lat }) => lat)
  const { east, north } = scaleAt((Math.min(...lats) + Math.max(...lats)) / 2)
  return Math.abs(ring.slice(1).reduce((sum, { lng, lat }, at) =>
    sum + (ring[at]!.lng - first.lng) * (lat - first.lat) - (lng - first.lng) * (ring[at]!.lat - first.lat), 0)) / 2 * east * north
}

/** Without its holes. A corridor has no such number: where it turns, it lies over itself. */
export const squareMetres = (shape: Exclude<Shape, { kind: 'corridor' }>): number => {
  switch (shape.kind) {
    case 'circle': return Math.PI * shape.radiusM ** 2
    case 'polygon': return shape.parts.reduce((sum, [outer, ...holes]) => sum + ringM2(outer!) - holes.reduce((of, hole) => of + ringM2(hole), 0), 0)
    default: return shape satisfies never
  }
}

/** Metres from the first point of a way to its last. */
export const wayM = (line: readonly Point[]): number => line.reduce((sum, point, at) => sum + (at === 0 ? 0 : distanceM(line[at - 1]!, point)), 0)
