// Shapes as the platform has them (WGS-84), and as a map draws them. What is drawn here is for eyes: distances are reckoned elsewhere.
export type Position = readonly [lng: number, lat: number]
export type Shape =
  | { readonly kind: 'circle'; readonly centre: Position; readonly radiusM: number }
  /** Of each part the outer ring, then its holes; a ring's last point is its first. */
  | { readonly kind: 'polygon'; readonly coordinates: readonly (readonly (readonly Position[])[])[] }
  | { readonly kind: 'corridor'; readonly line: readonly Position[]; readonly halfWidthM: number }

/** As the client has them: it knows of no pairs. */
export const shapesOf = (zone: { readonly shapes: readonly object[] }): readonly Shape[] => zone.shapes as unknown as readonly Shape[]

export type Geometry =
  | { readonly type: 'Point'; readonly coordinates: Position }
  | { readonly type: 'LineString'; readonly coordinates: readonly Position[] }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly (readonly Position[])[])[] }
export interface Feature {
  readonly type: 'Feature'
  readonly geometry: Geometry
  readonly properties: Readonly<Record<string, string | number | boolean>>
}
export const featureOf = (geometry: Geometry, properties: Feature['properties'] = {}): Feature => ({ type: 'Feature', geometry, properties })

const DEGREE_M = 111_195
/** Metres of a pixel of tiles of 512 at zoom 0, on the equator. */
const PIXEL_M = 78_271.517
const shrink = (lat: number): number => Math.cos((lat * Math.PI) / 180)

/** As a ring of 64 corners. */
export const circleOf = ([lng, lat]: Position, radiusM: number): Geometry => {
  const [high, wide] = [radiusM / DEGREE_M, radiusM / (DEGREE_M * shrink(lat))]
  const ring = Array.from({ length: 65 }, (_, n): Position => {
    const turn = (n % 64) * (Math.PI / 32)
    return [lng + wide * Math.cos(turn), lat + high * Math.sin(turn)]
  })
  return { type: 'MultiPolygon', coordinates: [[ring]] }
}

/** A corridor is a line that is drawn as wide as it is: `w0` of its width in pixels at zoom 0. */
export const featuresOf = (shape: Shape, properties: Feature['properties']): readonly Feature[] => {
  switch (shape.kind) {
    case 'circle': return [featureOf(circleOf(shape.centre, shape.radiusM), properties)]
    case 'polygon': return [featureOf({ type: 'MultiPolygon', coordinates: shape.coordinates }, properties)]
    case 'corridor': {
      const w0 = (2 * shape.halfWidthM) / (PIXEL_M * shrink(shape.line[0]?.[1] ?? 0))
      return [featureOf({ type: 'LineString', coordinates: shape.line }, { ...properties, w0 })]
    }
  }
}

export type Box = readonly [west: number, south: number, east: number, north: number]
/** Null: there is nothing to see. */
export const boxOf = (features: readonly Feature[]): Box | null => {
  const all = features.flatMap(({ geometry }): readonly Position[] => (geometry.type === 'Point' ? [geometry.coordinates] : geometry.type === 'LineString' ? geometry.coordinates : geometry.coordinates.flat(2)))
  if (all.length === 0) return null
  const [lngs, lats] = [all.map(([lng]) => lng), all.map(([, lat]) => lat)]
  return [least(lngs), least(lats), most(lngs), most(lats)]
}
// An outline may have more points than a call takes arguments.
const least = (all: readonly number[]): number => all.reduce((a, b) => Math.min(a, b))
const most = (all: readonly number[]): number => all.reduce((a, b) => Math.max(a, b))

/** Of a GeoJSON text, to be looked at before it is sent; null: it holds no polygon. */
export const shapeOfText = (text: string): Shape | null => {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return null
  }
  const polygons = (value: unknown): readonly (readonly (readonly (readonly number[])[])[])[] => {
    if (typeof value !== 'object' || value === null) return []
    const { type, coordinates, geometry, features } = value as { type?: unknown; coordinates?: unknown; geometry?: unknown; features?: unknown }
    if (type === 'Polygon' && Array.isArray(coordinates)) return [coordinates as never]
    if (type === 'MultiPolygon' && Array.isArray(coordinates)) return coordinates as never
    if (type === 'Feature') return polygons(geometry)
    return type === 'FeatureCollection' && Array.isArray(features) ? features.flatMap(polygons) : []
  }
  try {
    const coordinates = polygons(json).map((part) => part.map((ring) => ring.map(([lng, lat]): Position => {
      if (typeof lng !== 'number' || typeof lat !== 'number') throw new TypeError('not a position')
      return [lng, lat]
    })))
    return coordinates.length === 0 ? null : { kind: 'polygon', coordinates }
  } catch {
    return null
  }
}

/** Six digits are a tenth of a metre. */
export const rounded = ([lng, lat]: Position): Position => [Math.round(lng * 1e6) / 1e6, Math.round(lat * 1e6) / 1e6]
/** As somebody reads it out, or types it. */
export const textOf = (at: Position): string => rounded(at).join(', ')
/** `112.57, 40.89`; null: no two numbers. */
export const positionOf = (text: string): Position | null => {
  const [lng, lat, more] = text.split(/[,，\s]+/).filter((each) => each !== '').map(Number)
  return more === undefined && lng !== undefined && lat !== undefined && Number.isFinite(lng) && Number.isFinite(lat) ? [lng, lat] : null
}
/** One a line; null: a line that is none. */
export const lineOf = (text: string): readonly Position[] | null => {
  const all = text.split('\n').map((each) => each.trim()).filter((each) => each !== '').map(positionOf)
  return all.every((each) => each !== null) ? all : null
}
export const textOfLine = (line: readonly Position[]): string => line.map(textOf).join('\n')
