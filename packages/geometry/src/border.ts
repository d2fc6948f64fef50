// Lines as a border knows them: how far away its nearest place is, and on which side of it a point lies. Edges are straight in
// degrees (RFC 7946, 3.1.1). They are kept in short runs with a box around each, so that a county's outline of many thousand edges
// costs what the few near ones cost.
import type { Point, Scale } from './plane.ts'

/** Edges in a row that share a box. */
const RUN = 16

export interface Border {
  /** x0 y0 x1 y1 … of every edge, in degrees, four numbers an edge. */
  readonly edges: Float64Array
  /** west south east north of each run. */
  readonly boxes: Float64Array
  readonly box: Box
}
export interface Box {
  readonly west: number
  readonly south: number
  readonly east: number
  readonly north: number
}

/** @param lines each of two points at least; a ring ends where it begins */
export const borderOf = (lines: readonly (readonly Point[])[]): Border => {
  const edges: number[] = []
  for (const line of lines) {
    for (let at = 1; at < line.length; at += 1) edges.push(line[at - 1]!.lng, line[at - 1]!.lat, line[at]!.lng, line[at]!.lat)
  }
  const boxes: number[] = []
  for (let from = 0; from < edges.length; from += RUN * 4) {
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
    for (let at = from; at < Math.min(edges.length, from + RUN * 4); at += 2) {
      west = Math.min(west, edges[at]!)
      east = Math.max(east, edges[at]!)
      south = Math.min(south, edges[at + 1]!)
      north = Math.max(north, edges[at + 1]!)
    }
    boxes.push(west, south, east, north)
  }
  const box = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity }
  for (let at = 0; at < boxes.length; at += 4) {
    box.west = Math.min(box.west, boxes[at]!)
    box.south = Math.min(box.south, boxes[at + 1]!)
    box.east = Math.max(box.east, boxes[at + 2]!)
    box.north = Math.max(box.north, boxes[at + 3]!)
  }
  return { edges: Float64Array.from(edges), boxes: Float64Array.from(boxes), box }
}

/** Square metres. */
const toBox2 = (west: number, south: number, east: number, north: number, { lng, lat }: Point, scale: Scale): number => {
  const x = Math.max(west - lng, 0, lng - east) * scale.east
  const y = Math.max(south - lat, 0, lat - north) * scale.north
  return x * x + y * y
}

/** Metres to the box, 0 inside it. */
export const toBoxM = ({ west, south, east, north }: Box, point: Point, scale: Scale): number => Math.sqrt(toBox2(west, south, east, north, point, scale))

/** Square metres to the nearest edge of a run. */
const toRun2 = (edges: Float64Array, run: number, { lng, lat }: Point, { east, north }: Scale): number => {
  let least = Infinity
  const end = Math.min(edges.length, (run + 1) * RUN * 4)
  for (let edge = run * RUN * 4; edge < end; edge += 4) {
    const x0 = (edges[edge]! - lng) * east
    const y0 = (edges[edge + 1]! - lat) * north
    const dx = (edges[edge + 2]! - lng) * east - x0
    const dy = (edges[edge + 3]! - lat) * north - y0
    const length2 = dx * dx + dy * dy
    const along = length2 === 0 ? 0 : Math.max(0, Math.min(1, -(x0 * dx + y0 * dy) / length2))
    const x = x0 + along * dx
    const y = y0 + along * dy
    const away = x * x + y * y
    if (away < least) least = away
  }
  return least
}

/** Metres to the nearest place of the border. @param scale of the point */
export const toBorderM = ({ edges, boxes }: Border, point: Point, scale: Scale): number => {
  const box2 = (run: number): number => toBox2(boxes[run * 4]!, boxes[run * 4 + 1]!, boxes[run * 4 + 2]!, boxes[run * 4 + 3]!, point, scale)
  const runs = boxes.length / 4
  // The run with the nearest box first: most others need not be walked through then.
  let [first, firstBox2] = [0, Infinity]
  for (let run = 0; run < runs; run += 1) {
    const away = box2(run)
    if (away < firstBox2) [first, firstBox2] = [run, away]
  }
  let least = toRun2(edges, first, point, scale)
  for (let run = 0; run < runs; run += 1) if (run !== first && box2(run) < least) least = Math.min(least, toRun2(edges, run, point, scale))
  return Math.sqrt(least)
}

/** Whether an odd number of edges lies east of the point: it is inside, holes counted. On the border either may be said. */
export const isWithin = ({ edges, boxes, box }: Border, { lng, lat }: Point): boolean => {
  if (lng < box.west || lng > box.east || lat < box.south || lat > box.north) return false
  let inside = false
  for (let run = 0; run * 4 < boxes.length; run += 1) {
    const at = run * 4
    if (lat < boxes[at + 1]! || lat > boxes[at + 3]! || lng > boxes[at + 2]!) continue
    const end = Math.min(edges.length, (run + 1) * RUN * 4)
    for (let edge = run * RUN * 4; edge < end; edge += 4) {
      const y0 = edges[edge + 1]!
      const y1 = edges[edge + 3]!
      if (y0 > lat === y1 > lat) continue
      const x0 = edges[edge]!
      if (lng < x0 + (lat - y0) / (y1 - y0) * (edges[edge + 2]! - x0)) inside = !inside
    }
  }
  return inside
}
