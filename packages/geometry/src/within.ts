// Whether what was drawn lies in an outline, but for so many metres: two drawings of one line are never the same.
// W1 What is said to lie within has no place farther out of the outline than that; corners alone do not say so, because a side between two of
//    them may leave an outline that bends inward, and a ring may go around what the outline leaves out.
import { distanceM, type Point } from './plane.ts'
import { areaOf, type Ring, type Shape } from './shape.ts'

/** As far apart as two places are looked at where a line runs along the very edge of what is tolerated. */
const LEAST_STEP_M = 5

const between = (a: Point, b: Point, share: number): Point => ({ lng: a.lng + (b.lng - a.lng) * share, lat: a.lat + (b.lat - a.lat) * share })

/** Walked in steps as long as nothing can be outside: from a place that lies so deep within, the nearest that does not is so far away. */
const staysWithin = (line: readonly Point[], roomM: (point: Point) => number): boolean => line.every((to, at) => {
  const from = line[at - 1] ?? to
  const lengthM = distanceM(from, to)
  for (let wayM = 0; wayM < lengthM;) {
    const room = roomM(between(from, to, wayM / lengthM))
    if (room < 0) return false
    wayM += Math.max(LEAST_STEP_M, room)
  }
  return roomM(to) >= 0
})

/** @param toleranceM how far out of the outline any of it may lie, metres */
export const liesWithin = (shape: Shape, outline: Extract<Shape, { kind: 'polygon' }>, toleranceM: number): boolean => {
  const area = areaOf(outline)
  const room = (wideM: number) => (point: Point): number => toleranceM - wideM - area.signedDistanceM(point)
  switch (shape.kind) {
    case 'circle': return room(shape.radiusM)(shape.centre) >= 0
    case 'corridor': return staysWithin(shape.line, room(shape.halfWidthM))
    case 'polygon': {
      if (!shape.parts.flat().every((ring) => staysWithin(ring, room(0)))) return false
      // What the outline leaves out in its middle, and what was drawn goes around.
      const drawn = areaOf(shape)
      const holes = outline.parts.flatMap(([, ...inner]): readonly Ring[] => inner)
      return holes.every((hole) => hole.every((point) => drawn.signedDistanceM(point) >= -toleranceM))
    }
    default: return shape satisfies never
  }
}
