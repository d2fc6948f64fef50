// A zone between a screen or a file and what is sealed: WGS-84 inside, checked before anybody is bound by it. What is drawn in another datum
// is converted here, and only because it was said which.
import { ZoneContent, zoneText, type ZoneLies, type ZoneShape } from '@zhijian/contracts'
import { MAX_TEXT } from '@zhijian/edge'
import { CHINA, DATUMS, fitnessOf, fromWgs84, liesWithin, shapeOfGeoJson, toWgs84, type Datum, type Shape } from '@zhijian/geometry'
import { z } from 'zod'

type Point = { readonly lng: number; readonly lat: number }
const Position = z.array(z.number().min(-1000).max(1000)).length(2).describe('[longitude, latitude]')
const Circle = z.strictObject({ kind: z.literal('circle'), centre: Position, radiusM: z.number().positive() })
const Polygon = z.strictObject({ kind: z.literal('polygon'), coordinates: z.array(z.array(z.array(Position))).describe('as of a MultiPolygon of GeoJSON: parts, of each the outer ring and its holes, rings closed') })
const Corridor = z.strictObject({ kind: z.literal('corridor'), line: z.array(Position), halfWidthM: z.number().positive() })
/** As it goes out, WGS-84 or in the datum that was asked for. */
export const DrawnShape = z.discriminatedUnion('kind', [Circle, Polygon, Corridor])
/** As many as somebody can keep apart on a map. */
export const MOST_SHAPES = 20
export const Geometry = z.discriminatedUnion('kind', [
  Circle, Polygon, Corridor, z.strictObject({ kind: z.literal('several'), shapes: z.array(DrawnShape).min(1).max(MOST_SHAPES) }).describe('pieces that are one area together, each as above'), z.strictObject({ kind: z.literal('county') }).describe('the county\'s boundary, as the bureau set it'),
  z.strictObject({ kind: z.literal('geojson'), text: z.string().max(2_000_000) }).describe('a file: one polygon or many'),
])
export type Geometry = z.infer<typeof Geometry>
export const DatumField = z.enum(DATUMS)

export const MOST_POINTS = 2000
const LIMITS = { ...CHINA, points: MOST_POINTS }
/** Where a division ends. */
export type Outline = Extract<Shape, { kind: 'polygon' }>
/** How far a zone may be drawn over an outline, metres: two drawings of one line are never the same. */
export const ZONE_TOLERANCE_M = 100
/** And a town's outline over its county's, which may have been made simpler for charts (ADR 0125). */
export const TOWN_TOLERANCE_M = 500

const rounded = ({ lng, lat }: Point): Point => ({ lng: Math.round(lng * 1e6) / 1e6, lat: Math.round(lat * 1e6) / 1e6 })
const point = ([lng, lat]: readonly number[]): Point => ({ lng: lng!, lat: lat! })
const pair = ({ lng, lat }: Point): number[] => [lng, lat]

const mapped = (shape: Shape, each: (at: Point) => Point): Shape => {
  switch (shape.kind) {
    case 'circle': return { ...shape, centre: each(shape.centre) }
    case 'corridor': return { ...shape, line: shape.line.map(each) }
    default: return { ...shape, parts: shape.parts.map((rings) => rings.map((ring) => ring.map(each))) }
  }
}
/** A point that follows on itself bounds nothing: programs write some, and what lies within a hand of another becomes one when it is rounded. */
const withoutRepeats = (shape: Shape): Shape => (shape.kind !== 'polygon' ? shape : {
  ...shape, parts: shape.parts.map((rings) => rings.map((ring) => ring.filter((each, at) => at === 0 || each.lng !== ring[at - 1]!.lng || each.lat !== ring[at - 1]!.lat))),
})
const shapeOf = (geometry: Exclude<Geometry, { kind: 'county' | 'several' }>): Shape | null => {
  switch (geometry.kind) {
    case 'circle': return { kind: 'circle', centre: point(geometry.centre), radiusM: geometry.radiusM }
    case 'corridor': return { kind: 'corridor', line: geometry.line.map(point), halfWidthM: geometry.halfWidthM }
    case 'polygon': return { kind: 'polygon', parts: geometry.coordinates.map((rings) => rings.map((ring) => ring.map(point))) }
    default: return shapeOfGeoJson(geometry.text)
  }
}
const pointsOf = (shape: Shape): readonly Point[] => (shape.kind === 'circle' ? [shape.centre] : shape.kind === 'corridor' ? shape.line : shape.parts.flat(2))
export type Drawn =
  | { readonly kind: 'fit'; readonly shapes: readonly Shape[]; readonly points: number }
  | { readonly kind: 'unfit'; readonly code: string; readonly detail: Readonly<Record<string, number>> }
const unfit = (code: string, detail: Readonly<Record<string, number>> = {}): Drawn => ({ kind: 'unfit', code, detail })

/** @param county where it ends, WGS-84; null: nobody has said so */
export const drawn = (geometry: Geometry, datum: Datum, county: Outline | null): Drawn => {
  if (geometry.kind === 'county') return county === null ? unfit('no-boundary') : fit(county)
  if (geometry.kind === 'several') return together(geometry.shapes, datum, county)
  const read = shapeOf(geometry)
  if (read === null) return unfit('zone-not-geojson')
  if (pointsOf(read).length > MOST_POINTS) return unfit('zone-too-many-points', { max: MOST_POINTS, points: pointsOf(read).length })
  const raw = fitnessOf(withoutRepeats(read), LIMITS)
  if (!raw.fit) {
    const at = raw.at === null ? -1 : pointsOf(read).findIndex(({ lng, lat }) => lng === raw.at!.lng && lat === raw.at!.lat)
    return unfit(`zone-${raw.code}`, at < 0 ? {} : { point: at + 1 })
  }
  const shape = withoutRepeats(mapped(read, (each) => rounded(toWgs84(each, datum))))
  // Where it fits the county only as if it had been drawn in the datum of maps, it probably was.
  if (datum === 'wgs-84' && county !== null && !liesWithin(shape, county, ZONE_TOLERANCE_M) && liesWithin(mapped(read, (each) => toWgs84(each, 'gcj-02')), county, ZONE_TOLERANCE_M)) return unfit('zone-datum-doubtful')
  const after = fitnessOf(shape, LIMITS)
  return after.fit ? fit(shape) : unfit(`zone-${after.code}`)
}
const fit = (shape: Shape): Drawn => ({ kind: 'fit', shapes: [shape], points: pointsOf(shape).length })
/** Each by itself; the first that is unfit says so with its number. */
const together = (pieces: readonly z.infer<typeof DrawnShape>[], datum: Datum, county: Outline | null): Drawn => {
  const shapes: Shape[] = []
  let points = 0
  for (const [index, piece] of pieces.entries()) {
    const found = drawn(piece, datum, county)
    if (found.kind === 'unfit') return unfit(found.code, { ...found.detail, shape: index + 1 })
    shapes.push(...found.shapes)
    points += found.points
  }
  return points > MOST_POINTS ? unfit('zone-too-many-points', { max: MOST_POINTS, points }) : { kind: 'fit', shapes, points }
}

/** Each part of a polygon by itself: two towns of one office may lie apart. */
const partsOf = (shape: Shape): readonly Shape[] => (shape.kind === 'polygon' ? shape.parts.map((part) => ({ kind: 'polygon', parts: [part] })) : [shape])
/**
 * How what was drawn lies to where whoever drew it may set it alone. Of several pieces all of them have to lie there.
 * @param county its outline; null: nobody has said where it ends
 * @param towns those that the office reaches, null where nobody has said where one ends; null for all: it reaches the county
 */
export const liesOf = (shapes: readonly Shape[], county: Outline | null, towns: readonly (Outline | null)[] | null): ZoneLies => {
  if (county === null) return 'county-unknown'
  const isIn = (shape: Shape, outline: Outline): boolean => liesWithin(shape, outline, ZONE_TOLERANCE_M)
  if (!shapes.every((shape) => isIn(shape, county))) return 'beyond-county'
  const known = towns?.filter((town) => town !== null)
  if (known === undefined || shapes.flatMap(partsOf).every((part) => known.some((town) => isIn(part, town)))) return 'within'
  return known.length === towns!.length ? 'beyond-town' : 'town-unknown'
}

/** What is sealed; null: too much for one seal. */
export const contentOf = (label: string, shapes: readonly Shape[]): string | null => {
  const text = zoneText({ label, shapes: shapes as readonly ZoneShape[] as ZoneShape[] })
  return text.length > MAX_TEXT ? null : text
}

const drawnOf = (shape: Shape): z.infer<typeof DrawnShape> => {
  switch (shape.kind) {
    case 'circle': return { kind: 'circle', centre: pair(shape.centre), radiusM: shape.radiusM }
    case 'corridor': return { kind: 'corridor', line: shape.line.map(pair), halfWidthM: shape.halfWidthM }
    default: return { kind: 'polygon', coordinates: shape.parts.map((rings) => rings.map((ring) => ring.map(pair))) }
  }
}
/** From under the seal; null: it is erased. */
export const openedZone = (text: string | null, datum: Datum): { readonly label: string | null; readonly shapes: z.infer<typeof DrawnShape>[] } => {
  if (text === null) return { label: null, shapes: [] }
  const { label, shapes } = ZoneContent.parse(JSON.parse(text))
  return { label, shapes: shapes.map((shape) => drawnOf(datum === 'wgs-84' ? shape as Shape : mapped(shape as Shape, (each) => rounded(fromWgs84(each, datum))))) }
}

/** Features as GeoJSON has them; a circle and a corridor as their middle, with how wide they are. */
export const featureOf = (shape: z.infer<typeof DrawnShape>, properties: Readonly<Record<string, unknown>>): object => {
  const geometry = shape.kind === 'circle' ? { type: 'Point', coordinates: shape.centre } : shape.kind === 'corridor' ? { type: 'LineString', coordinates: shape.line } : { type: 'MultiPolygon', coordinates: shape.coordinates }
  const wide = shape.kind === 'circle' ? { radiusM: shape.radiusM } : shape.kind === 'corridor' ? { halfWidthM: shape.halfWidthM } : {}
  return { type: 'Feature', geometry, properties: { ...properties, ...wide } }
}

/** A boundary, as it is stored. */
export const boundaryText = (shape: Shape): string => JSON.stringify(shape.kind === 'polygon' ? shape.parts.map((rings) => rings.map((ring) => ring.map(pair))) : [])
export const boundaryShape = (text: string): ZoneShape & { kind: 'polygon' } =>
  ({ kind: 'polygon', parts: (JSON.parse(text) as [number, number][][][]).map((rings) => rings.map((ring) => ring.map(point))) })
