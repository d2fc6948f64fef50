// A zone out of a GeoJSON file (RFC 7946) that somebody sent: one polygon or many, as geometry, feature or collection.
import { z } from 'zod'
import type { Shape } from './shape.ts'

const Position = z.array(z.number()).min(2).max(4).transform(([lng, lat]) => ({ lng: lng!, lat: lat! }))
const Ring = z.array(Position)
const Polygon = z.object({ type: z.literal('Polygon'), coordinates: z.array(Ring) }).transform(({ coordinates }) => [coordinates])
const MultiPolygon = z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(Ring)) }).transform(({ coordinates }) => coordinates)
const Geometry = z.union([Polygon, MultiPolygon])
const Feature = z.object({ type: z.literal('Feature'), geometry: Geometry }).transform(({ geometry }) => geometry)
const Collection = z.object({ type: z.literal('FeatureCollection'), features: z.array(Feature).min(1) }).transform(({ features }) => features.flat())
const Document = z.union([Geometry, Feature, Collection])

/** @returns null: no GeoJSON, or one that holds anything but polygons; whether the shape is fit is `fitnessOf`'s to say */
export const shapeOfGeoJson = (text: string): Shape | null => {
  let json: unknown
  try {
    json = JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    return null
  }
  const read = Document.safeParse(json)
  return read.success ? { kind: 'polygon', parts: read.data } : null
}
