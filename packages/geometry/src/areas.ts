// Many areas, of which only those near a place are asked.
import Flatbush from 'flatbush'
import { scaleAt, type Point } from './plane.ts'
import type { Area } from './shape.ts'

export interface Areas {
  /**
   * Those that the place may lie in, or within so many metres of, by their place in the list, in its order.
   * Whoever is not named is farther away than that.
   */
  near(point: Point, metres: number): readonly number[]
}

export const areasOf = (areas: readonly Area[]): Areas => {
  if (areas.length === 0) return { near: () => [] }
  const index = new Flatbush(areas.length)
  for (const { box } of areas) index.add(box.west, box.south, box.east, box.north)
  index.finish()
  return {
    near: (point, metres) => {
      const { east, north } = scaleAt(point.lat)
      // Scales differ a little over the way: rather one too many is named.
      const [x, y] = [metres / east * 1.01, metres / north * 1.01]
      return index.search(point.lng - x, point.lat - y, point.lng + x, point.lat + y).sort((a, b) => a - b)
    },
  }
}
