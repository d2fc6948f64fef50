// What maps are drawn on, as an installation says it in a file of its own: the tiles of a server it may use. Without the file there are none, and no browser
// asks anybody else for anything.
// T1 A page may ask the one server that is named here, and no other: its policy is widened by that name alone.
// T2 Positions and zones are drawn in WGS-84. Tiles in another datum would show everybody some hundred metres away, so the file has to say that they are in it.
import { line } from '@zhijian/contracts'
import { readSettingsFile } from '@zhijian/host/settings-file'
import { z } from 'zod'

const Address = z.string().max(500).regex(/^https:\/\/[a-z0-9.-]+(:\d{1,5})?\/\S*$/, 'https').refine((url) => ['{z}', '{x}', '{y}'].every((each) => url.includes(each)), 'with {z}, {x} and {y}')
const Zoom = z.int().min(0).max(24)
const shared = {
  url: Address, /** As the one who made them wants to be named on the map. */ attribution: line(200), datum: z.literal('wgs-84'), minZoom: Zoom.default(0), maxZoom: Zoom.default(18),
}
/** As a style of MapLibre has it, without words: there are no fonts on the map. */
const Layer = z.strictObject({
  id: z.string().regex(/^[\w-]{1,60}$/), type: z.enum(['fill', 'line', 'circle']), 'source-layer': z.string().min(1).max(100), filter: z.array(z.unknown()).max(50).optional(),
  minzoom: z.number().min(0).max(24).optional(), maxzoom: z.number().min(0).max(24).optional(), layout: z.record(z.string(), z.unknown()).optional(), paint: z.record(z.string(), z.unknown()).optional(),
})
export const MapTiles = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('raster'), ...shared, tileSize: z.union([z.literal(256), z.literal(512)]).default(256) }),
  z.strictObject({ kind: z.literal('vector'), ...shared, layers: z.array(Layer).min(1).max(100) }),
]).refine(({ minZoom, maxZoom }) => minZoom <= maxZoom, { path: ['minZoom'] })
export type MapTiles = z.infer<typeof MapTiles>

/** @param file JSON; absent: none. @throws Fault `config-invalid` (never), naming the fields, not their values */
export const readMapTiles = (file: string | undefined): MapTiles | null => (file === undefined ? null : readSettingsFile('tiles of the map', MapTiles, file))

/** Whom a page asks for them. */
export const originOf = ({ url }: MapTiles): string => new URL(url.replace(/[{}]/g, '')).origin
