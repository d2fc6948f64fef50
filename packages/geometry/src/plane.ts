// Metres around one place. Every distance of this package is measured in the plane that touches the ellipsoid at the fix that is
// asked about, because only what lies within some kilometres of it can decide anything.
// Source of the radii: WGS-84 (a = 6,378,137 m, f = 1/298.257223563).

/** Degrees east and north, WGS-84. */
export interface Point {
  readonly lng: number
  readonly lat: number
}

const A = 6_378_137
const E2 = 0.006_694_379_990_141_3
const RADIANS = Math.PI / 180

/** Metres that one degree measures here. */
export interface Scale {
  readonly east: number
  readonly north: number
}

/** Of the latitude that was asked for last: of one fix it is asked for each zone. */
let last: readonly [lat: number, scale: Scale] = [NaN, { east: 0, north: 0 }]

/** @param lat degrees */
export const scaleAt = (lat: number): Scale => {
  if (last[0] === lat) return last[1]
  const sin = Math.sin(lat * RADIANS)
  const w = 1 - E2 * sin * sin
  const root = Math.sqrt(w)
  last = [lat, { east: RADIANS * A * Math.cos(lat * RADIANS) / root, north: RADIANS * A * (1 - E2) / (w * root) }]
  return last[1]
}

/** Metres, by the scale half way: within 0.01 % of the ellipsoid's geodesic up to 50 km, in the latitudes of China. */
export const distanceM = (a: Point, b: Point): number => {
  const { east, north } = scaleAt((a.lat + b.lat) / 2)
  return Math.hypot((a.lng - b.lng) * east, (a.lat - b.lat) * north)
}
