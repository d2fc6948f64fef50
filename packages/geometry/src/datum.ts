// Where a position comes from decides in which datum its numbers are: maps and phones of the mainland give GCJ-02 or BD-09, which lie
// 100 to 700 m beside WGS-84. Inside the platform everything is WGS-84; this is the only place that converts.
import gcoord from 'gcoord'
import type { Point } from './plane.ts'

export const DATUMS = ['wgs-84', 'gcj-02', 'bd-09'] as const
export type Datum = (typeof DATUMS)[number]

// Its types were written for bundlers; Node gives the module itself.
const { transform, WGS84, GCJ02, BD09 } = gcoord as unknown as typeof gcoord.default
const NAMES = { 'wgs-84': WGS84, 'gcj-02': GCJ02, 'bd-09': BD09 }

const convert = ({ lng, lat }: Point, from: Datum, to: Datum): Point => {
  if (from === to) return { lng, lat }
  const [east, north] = transform<[number, number]>([lng, lat], NAMES[from], NAMES[to])
  return { lng: east, lat: north }
}

/** Outside China, where the shift does not exist, a point stays what it is. */
export const toWgs84 = (point: Point, datum: Datum): Point => convert(point, datum, 'wgs-84')
/** For a map that is drawn in another datum. */
export const fromWgs84 = (point: Point, datum: Datum): Point => convert(point, 'wgs-84', datum)
