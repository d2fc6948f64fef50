// Whether what was drawn lies in an outline, but for so many metres: two drawings of one line are never the same.
// W1 What is said to lie within has no place farther out of the outline than that: neither on a side between two corners that are in,
//    nor in its middle, around or upon what the outline leaves out.
// W2 What is said not to has such a place, or one nearer to it than LEAST_M, or is too intricate to be told; then people look.
import { scaleAt, type Point } from './plane.ts'
import { areaOf, type Shape } from './shape.ts'

/** A cell from whose middle all of it is nearer is not divided again. */
const LEAST_M = 0.5
/** Looked at for one answer; a zone along a whole county's outline takes some thousand. */
const MOST_CELLS = 100_000
/** Distances are true to 1 % as far as that; and so much room is left for it. */
const [SURE_M, ROOM] = [20_000, 1.01] as const

interface Cell {
  readonly middle: Point
  /** Half of its sides, degrees. */
  readonly east: number
  readonly north: number
}
/** The longer side of a narrow one by itself, so that cells become square. */
const parted = ({ middle: { lng, lat }, east, north }: Cell, isWide: boolean): readonly Cell[] => (isWide
  ? [-1, 1].map((to): Cell => ({ middle: { lng: lng + to * east / 2, lat }, east: east / 2, north }))
  : [-1, 1].map((to): Cell => ({ middle: { lng, lat: lat + to * north / 2 }, east, north: north / 2 })))

/**
 * From the middle of a cell that lies so deep within, or so far from what was drawn, all of the cell does; any other is divided.
 * @param toleranceM how far out of the outline any of it may lie, metres
 */
export const liesWithin = (shape: Shape, outline: Extract<Shape, { kind: 'polygon' }>, toleranceM: number): boolean => {
  // The commonest zone is all of the county.
  if (shape === outline) return true
  const [drawn, within] = [areaOf(shape), areaOf(outline)]
  const { west, south, east, north } = drawn.box
  const cells: Cell[] = [{ middle: { lng: (west + east) / 2, lat: (south + north) / 2 }, east: (east - west) / 2, north: (north - south) / 2 }]
  for (let looked = 0; cells.length > 0; looked += 1) {
    if (looked === MOST_CELLS) return false
    const cell = cells.pop()!
    const scale = scaleAt(cell.middle.lat)
    const [wideM, highM] = [cell.east * scale.east, cell.north * scale.north]
    const reachM = Math.hypot(wideM, highM) * ROOM
    if (reachM <= SURE_M) {
      const outM = within.signedDistanceM(cell.middle)
      if (outM + reachM <= toleranceM) continue
      const awayM = drawn.signedDistanceM(cell.middle)
      if (awayM > reachM) continue
      if (outM > toleranceM && awayM <= 0) return false
      if (reachM < LEAST_M) return false
    }
    cells.push(...parted(cell, wideM > highM))
  }
  return true
}
