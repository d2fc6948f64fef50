// A map, loaded when one is first looked at. The county's outline and what is drawn on it are enough to know where one is; tiles of streets are
// there where the installation names a source. Old machines draw no maps (no WebGL 2): it says so, and whatever is on it stands in a list beside it.
import type { GeoJSONSource, LayerSpecification, Map as MapLibre, Marker } from 'maplibre-gl'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Box, Feature, Position } from './shapes.ts'
import { tileLayers, tileSource, useTiles, type Tiles } from './tiles.ts'
import './map.css'

export const LAYERS = ['outline', 'areas', 'circles', 'track', 'points'] as const
export type Drawn = Readonly<Partial<Record<(typeof LAYERS)[number], readonly Feature[]>>>
/** Something that stands at a place and may be taken along by the pointer. */
export interface Handle {
  readonly key: string
  readonly at: Position
  readonly label: string
  readonly tone: 'corner' | 'between' | 'person' | 'alarm-notice' | 'alarm-warning' | 'alarm-alarm' | 'alarm-lost'
  /** A letter on it: not by colour alone. */
  readonly letter?: string
  readonly isMovable: boolean
}

const ALLOWED = '#15803d'
/** By what a zone is for; a leave's area is amber. Forbidden ones are dashed as well: not by colour alone. */
const COLOUR = ['match', ['get', 'kind'], 'allowed', ALLOWED, 'stay', '#1d4ed8', 'forbidden', '#b91c1c', 'leave', '#b45309', 'proposed', '#c2410c', ALLOWED] as never
const IS_LINE = ['==', ['geometry-type'], 'LineString'] as never
const IS_AREA = ['!=', ['geometry-type'], 'LineString'] as never
const WIDTH = ['interpolate', ['exponential', 2], ['zoom'], 0, ['get', 'w0'], 24, ['*', ['get', 'w0'], 2 ** 24]] as never
const layer = (id: string, source: string, type: string, paint: object, more: object = {}): LayerSpecification => ({ id, source, type, paint, ...more }) as LayerSpecification
const STYLE: readonly LayerSpecification[] = [
  layer('outline-fill', 'outline', 'fill', { 'fill-color': '#fff' }), layer('outline-line', 'outline', 'line', { 'line-color': ['case', ['==', ['get', 'isOwn'], true], '#1d4ed8', '#525252'], 'line-width': ['case', ['==', ['get', 'isOwn'], true], 2.5, 1.5] }),
  layer('areas-corridor', 'areas', 'line', { 'line-color': COLOUR, 'line-opacity': 0.25, 'line-width': WIDTH }, { filter: IS_LINE, layout: { 'line-cap': 'round', 'line-join': 'round' } }),
  layer('areas-fill', 'areas', 'fill', { 'fill-color': COLOUR, 'fill-opacity': 0.14 }, { filter: IS_AREA }),
  layer('areas-line', 'areas', 'line', { 'line-color': COLOUR, 'line-width': 2 }, { filter: ['!=', ['get', 'kind'], 'forbidden'] }),
  layer('areas-forbidden', 'areas', 'line', { 'line-color': COLOUR, 'line-width': 2.5, 'line-dasharray': [2, 1.5] }, { filter: ['==', ['get', 'kind'], 'forbidden'] }),
  layer('circles-fill', 'circles', 'fill', { 'fill-color': '#2563eb', 'fill-opacity': 0.1 }), layer('circles-line', 'circles', 'line', { 'line-color': '#2563eb', 'line-width': 1, 'line-opacity': 0.6 }),
  layer('track-line', 'track', 'line', { 'line-color': '#2563eb', 'line-width': 2, 'line-opacity': 0.5 }),
  layer('points-dot', 'points', 'circle', { 'circle-color': ['case', ['get', 'isMarked'], '#737373', '#2563eb'], 'circle-radius': ['case', ['get', 'isNow'], 8, 4], 'circle-stroke-color': '#fff', 'circle-stroke-width': 1.5 } as never),
]
const NOTHING = { type: 'FeatureCollection', features: [] } as const

const open = async (container: HTMLElement, tiles: Tiles | null, words: Readonly<Record<string, string>>): Promise<{ readonly map: MapLibre; readonly Marker: typeof Marker }> => {
  const [gl, { default: worker }] = await Promise.all([import('maplibre-gl'), import('maplibre-gl/dist/maplibre-gl-worker.mjs?url'), import('maplibre-gl/dist/maplibre-gl.css')])
  // Its own would be looked for beside a script that has another name here.
  gl.setWorkerUrl(worker)
  const map = new gl.Map({
    container, attributionControl: tiles === null ? false : { compact: false }, fadeDuration: 0, dragRotate: false, pitchWithRotate: false, touchPitch: false, center: [112.5, 41], zoom: 7, locale: { ...words },
    style: {
      version: 8,
      sources: {
        ...Object.fromEntries(LAYERS.map((name) => [name, { type: 'geojson' as const, data: NOTHING as never }])),
        ...(tiles === null ? {} : { tiles: tileSource(tiles) }),
      },
      layers: [layer('ground', '', 'background', { 'background-color': '#e7ece9' }), ...(tiles === null ? [] : tileLayers(tiles)), ...(tiles === null ? STYLE : STYLE.filter(({ id }) => id !== 'outline-fill'))],
    },
  })
  map.addControl(new gl.NavigationControl({ showCompass: false }), 'top-right')
  map.addControl(new gl.ScaleControl(), 'bottom-left')
  map.keyboard.disableRotation()
  map.touchZoomRotate.disableRotation()
  await new Promise<void>((resolve, reject) => {
    map.once('load', () => resolve())
    // A tile that does not come is no reason to show nothing.
    map.on('error', ({ error }) => { if (!map.isStyleLoaded()) reject(error) })
  })
  return { map, Marker: gl.Marker }
}

const canDraw = (): boolean => document.createElement('canvas').getContext('webgl2') !== null

export interface MapViewProps {
  readonly label: string
  readonly drawn: Drawn
  readonly handles?: readonly Handle[]
  /** What is to be seen; taken anew whenever its key changes. */
  readonly fit: { readonly key: string; readonly box: Box | null }
  readonly onPick?: (at: Position) => void
  readonly onHandle?: (key: string) => void
  readonly onMove?: (key: string, at: Position) => void
}

/** Told apart for who waits for it: `data-state` is `none` where it cannot be drawn. */
export const MapView = ({ label, drawn, handles = [], fit, onPick, onHandle, onMove }: MapViewProps): ReactNode => {
  const { t } = useTranslation('correction')
  const box = useRef<HTMLDivElement>(null)
  const [state, setState] = useState<'opening' | 'open' | 'none' | 'failed'>(() => (canDraw() ? 'opening' : 'none'))
  const [opened, setOpened] = useState<Awaited<ReturnType<typeof open>> | null>(null)
  const heard = useRef({ onPick, onHandle, onMove })
  useEffect(() => {
    heard.current = { onPick, onHandle, onMove }
  })
  const isNone = state === 'none'
  const tiles = useTiles()
  useEffect(() => {
    if (isNone || tiles === undefined) return undefined
    let gone = false
    let made: MapLibre | null = null
    void open(box.current!, tiles, {
      'Map.Title': t('map.of', { what: label }), 'NavigationControl.ZoomIn': t('map.nearer'), 'NavigationControl.ZoomOut': t('map.farther'), 'ScaleControl.Meters': 'm', 'ScaleControl.Kilometers': 'km',
    }).then((map) => {
      made = map.map
      if (gone) return map.map.remove()
      map.map.on('click', ({ lngLat }) => heard.current.onPick?.([lngLat.lng, lngLat.lat]))
      setOpened(map)
      return setState('open')
    }, () => { if (!gone) setState('failed') })
    return () => {
      gone = true
      made?.remove()
      setOpened(null)
    }
    // A map outlives its words: it is made anew for another source of tiles alone.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [isNone, tiles])
  useEffect(() => {
    if (opened === null) return
    for (const name of LAYERS) opened.map.getSource<GeoJSONSource>(name)?.setData({ type: 'FeatureCollection', features: drawn[name] ?? [] } as never)
  }, [opened, drawn])
  useEffect(() => {
    if (opened === null) return undefined
    const made = handles.map(({ key, at, label: words, tone, letter, isMovable }) => {
      const element = document.createElement('button')
      element.type = 'button'
      element.className = `map-handle is-${tone}`
      element.setAttribute('aria-label', words)
      element.title = words
      if (letter !== undefined) element.textContent = letter
      // Whoever works by keys has the fields beside the map.
      if (isMovable) element.tabIndex = -1
      const marker = new opened.Marker({ element, draggable: isMovable }).setLngLat([at[0], at[1]]).addTo(opened.map)
      element.addEventListener('click', (event) => {
        event.stopPropagation()
        heard.current.onHandle?.(key)
      })
      marker.on('dragend', () => {
        const { lng, lat } = marker.getLngLat()
        heard.current.onMove?.(key, [lng, lat])
      })
      return marker
    })
    return () => { for (const marker of made) marker.remove() }
  }, [opened, handles])
  const { key, box: to } = fit
  useEffect(() => {
    if (opened === null || to === null) return
    // There may be less room since a moment ago.
    opened.map.resize()
    opened.map.fitBounds([to[0], to[1], to[2], to[3]], { padding: 40, maxZoom: 15, animate: false })
    // Of the same key it stays where somebody moved it.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [opened, key, to === null])
  return (
    <div className="map" data-state={state}>
      {state === 'none' || state === 'failed' ? <p className="note is-bad" role="status">{t(`map.${state}`)}</p> : <div ref={box} className="map-box" />}
      {state === 'opening' ? <p className="map-wait" role="status">{t('map.opening')}</p> : null}
    </div>
  )
}
