// What a zone is to somebody who reads no map: how large, around where, and how a place lies to it. By the very distances that the platform
// decides with. Nothing of this leaves the phone.
import { areaOf, distanceM, scaleAt, type Point, type Shape } from '@zhijian/geometry'
import type { Mine } from './data.ts'

export type Drawn = Mine['zones'][number]['shapes'][number]
/** Degrees, WGS-84. */
export interface Extent {
  readonly west: number
  readonly south: number
  readonly east: number
  readonly north: number
}
/** Where a phone says it is. */
export interface Here extends Point {
  readonly errorM: number
}

const point = ([lng, lat]: readonly number[]): Point => ({ lng: lng!, lat: lat! })
export const shapeOf = (drawn: Drawn): Shape => {
  switch (drawn.kind) {
    case 'circle': return { kind: 'circle', centre: point(drawn.centre), radiusM: drawn.radiusM }
    case 'corridor': return { kind: 'corridor', line: drawn.line.map(point), halfWidthM: drawn.halfWidthM }
    case 'polygon': return { kind: 'polygon', parts: drawn.coordinates.map((rings) => rings.map((ring) => ring.map(point))) }
    default: return drawn satisfies never
  }
}

/** All of them together, with what is beside them. */
export const extentOf = (shapes: readonly Shape[], here: Here | null = null): Extent => {
  const all = [...shapes, ...(here === null ? [] : [{ kind: 'circle', centre: here, radiusM: here.errorM } as const])].map((shape) => areaOf(shape).box)
  return {
    west: Math.min(...all.map(({ west }) => west)), south: Math.min(...all.map(({ south }) => south)),
    east: Math.max(...all.map(({ east }) => east)), north: Math.max(...all.map(({ north }) => north)),
  }
}
export const middleOf = ({ west, south, east, north }: Extent): Point => ({ lng: (west + east) / 2, lat: (south + north) / 2 })
/** Metres from west to east and from south to north, by the scale half way up. */
export const spanOf = (extent: Extent): { readonly wideM: number; readonly highM: number } => {
  const scale = scaleAt(middleOf(extent).lat)
  return { wideM: (extent.east - extent.west) * scale.east, highM: (extent.north - extent.south) * scale.north }
}

/** @property farM to the border; unsure: the phone may be wrong by as much */
export interface Lies {
  readonly is: 'inside' | 'outside' | 'unsure'
  readonly farM: number
}
/** Of pieces that are one area together: she is in it where she is in one of them. */
export const liesTo = (shapes: readonly Shape[], here: Here): Lies => {
  const awayM = Math.min(...shapes.map((shape) => areaOf(shape).signedDistanceM(here)))
  return { is: Math.abs(awayM) <= here.errorM ? 'unsure' : awayM < 0 ? 'inside' : 'outside', farM: Math.abs(awayM) }
}

/** A bar between a fifth and a half as long as what is drawn: 1, 2 or 5 of a power of ten, metres. */
export const barOf = (spanM: number): number => {
  const ten = 10 ** Math.floor(Math.log10(spanM / 2))
  return ten * ([5, 2].find((times) => times * ten <= spanM / 2) ?? 1)
}

/** No more places than can be told apart: a county's outline has thousands. */
export const seenPlaces = (line: readonly Point[], apartM: number): readonly Point[] => {
  const kept: Point[] = []
  for (const [at, each] of line.entries()) if (at === 0 || at === line.length - 1 || distanceM(kept.at(-1)!, each) >= apartM) kept.push(each)
  return kept
}
