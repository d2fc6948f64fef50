// What a zone may look like, and how deep inside or far outside of it a place is.
// I1 A signed distance is negative inside, positive outside, 0 on the border, in metres.
// I2 It is as long as the way to the nearest border of the shape: within 0.1 % up to 10 km, and never of the wrong sign farther
//    than a millimetre from a border. Farther away it is a lower measure for "far", nothing more.
import { borderOf, isWithin, toBorderM, toBoxM, type Border, type Box } from './border.ts'
import { distanceM, scaleAt, type Point } from './plane.ts'

/** Closed: the last point is the first. */
export type Ring = readonly Point[]

export type Shape =
  | { readonly kind: 'circle'; readonly centre: Point; readonly radiusM: number }
  /** Of each part the outer ring, then its holes. Parts do not overlap. */
  | { readonly kind: 'polygon'; readonly parts: readonly (readonly Ring[])[] }
  /** A way, and how far from it one may be. */
  | { readonly kind: 'corridor'; readonly line: readonly Point[]; readonly halfWidthM: number }

/** A shape made ready to be asked often. */
export interface Area {
  readonly box: Box
  /** I1 */
  signedDistanceM(point: Point): number
}

const around = ({ west, south, east, north }: Box, metres: number): Box => {
  const scale = scaleAt(Math.abs(north) > Math.abs(south) ? north : south)
  const [x, y] = [metres / scale.east, metres / scaleAt(0).north]
  return { west: west - x, south: south - y, east: east + x, north: north + y }
}
const nearBorder = (border: Border, point: Point): number => toBorderM(border, point, scaleAt(point.lat))

export const areaOf = (shape: Shape): Area => {
  switch (shape.kind) {
    case 'circle': {
      const { centre, radiusM } = shape
      return {
        box: around({ west: centre.lng, east: centre.lng, south: centre.lat, north: centre.lat }, radiusM),
        signedDistanceM: (point) => distanceM(point, centre) - radiusM,
      }
    }
    case 'polygon': {
      const border = borderOf(shape.parts.flat())
      return {
        box: border.box,
        signedDistanceM: (point) => (isWithin(border, point) ? -nearBorder(border, point) : nearBorder(border, point)),
      }
    }
    case 'corridor': {
      const border = borderOf([shape.line])
      return { box: around(border.box, shape.halfWidthM), signedDistanceM: (point) => nearBorder(border, point) - shape.halfWidthM }
    }
    default: return shape satisfies never
  }
}

/** Metres to the box of an area, 0 inside: never more than the signed distance of the area. */
export const leastDistanceM = (area: Area, point: Point): number => toBoxM(area.box, point, scaleAt(point.lat))
