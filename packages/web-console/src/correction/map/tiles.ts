// What maps are drawn on, as the installation has set it.
import { useQuery } from '@tanstack/react-query'
import { api, reading } from '@zhijian/web-kit'
import type { LayerSpecification, SourceSpecification } from 'maplibre-gl'
import type { Answer } from '../../parts/read.ts'

export type Tiles = NonNullable<Answer<'show-map-tiles'>['tiles']>

/** Undefined: it is being asked; null: on nothing, or nobody knows. */
export const useTiles = (): Tiles | null | undefined => {
  const { data, error } = useQuery({ queryKey: ['map-tiles'], staleTime: Number.POSITIVE_INFINITY, retry: 1, queryFn: () => reading(api.GET('/api/v1/map-tiles')) })
  return data === undefined ? (error === null ? undefined : null) : data.tiles
}

export const tileSource = (tiles: Tiles): SourceSpecification => {
  const shared = { tiles: [tiles.url], attribution: tiles.attribution, minzoom: tiles.minZoom, maxzoom: tiles.maxZoom }
  return tiles.kind === 'raster' ? { type: 'raster', tileSize: tiles.tileSize, ...shared } : { type: 'vector', ...shared }
}
export const tileLayers = (tiles: Tiles): readonly LayerSpecification[] => (tiles.kind === 'raster' ? [{ id: 'tiles', type: 'raster', source: 'tiles' }]
  : tiles.layers.map((layer) => ({ ...layer, id: `tiles-${layer.id}`, source: 'tiles' }) as LayerSpecification))
