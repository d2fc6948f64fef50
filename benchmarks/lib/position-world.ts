// What positions are decided on by whoever is measured: a county of 60 km with 1,000 zones of 64 corners, and walks through it. The same for the same seed.
import type { Point, Shape } from '@zhijian/geometry'
import { chanceOf } from './jitter-set.ts'

const SEAT: Point = { lng: 112.5777, lat: 40.8957 }
const at = (x: number, y: number): Point => ({ lng: SEAT.lng + x / 84_000, lat: SEAT.lat + y / 111_000 })
const CORNERS = 64
const ring = (x: number, y: number, radiusM: number, turn: number): readonly Point[] => {
  const corners = Array.from({ length: CORNERS }, (_, n) => {
    const r = radiusM * (1 + 0.15 * Math.sin(n * 0.7 + turn))
    return at(x + r * Math.cos(n * 2 * Math.PI / CORNERS), y + r * Math.sin(n * 2 * Math.PI / CORNERS))
  })
  return [...corners, corners[0]!]
}

export const COUNTY: Shape = { kind: 'polygon', parts: [[ring(0, 0, 32_000, 0)]] }
/** Schools, stations, markets: 60 to 600 m across. */
export const zonesOf = (count: number): readonly Shape[] => {
  const chance = chanceOf(11)
  return Array.from({ length: count }, (_, n): Shape => ({ kind: 'polygon', parts: [[ring((chance() - 0.5) * 60_000, (chance() - 0.5) * 60_000, 30 + chance() * 270, n)]] }))
}
export interface Step extends Point { readonly at: number; readonly errorM: number }
/** One person's walk: a minute a step, 80 m on the average, across zones now and then. */
export const walk = (steps: number, seed: number): readonly Step[] => {
  const chance = chanceOf(seed)
  let [x, y, bearing] = [(chance() - 0.5) * 40_000, (chance() - 0.5) * 40_000, chance() * 6.28]
  return Array.from({ length: steps }, (_, n) => {
    bearing += (chance() - 0.5) * 1.2
    const home = Math.hypot(x, y) > 28_000 ? Math.atan2(-y, -x) : bearing
    x += 160 * chance() * Math.cos(home)
    y += 160 * chance() * Math.sin(home)
    return { ...at(x, y), at: 1_772_424_000_000 + n * 60_000, errorM: 4 + Math.round(chance() * 300) / 10 }
  })
}
