// The one server that pages may ask is named in a file, or there is none.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { headersOf } from './http/sites.ts'
import { originOf, readMapTiles } from './map-tiles.ts'

let folder: string
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'map-tiles-')) })
afterEach(() => rmSync(folder, { recursive: true, force: true }))
const read = (content: unknown) => {
  const file = join(folder, 'tiles.json')
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  return readMapTiles(file)
}
const raster = { kind: 'raster', url: 'https://tiles.example.gov.cn:8443/img/{z}/{x}/{y}.png?tk=1', attribution: '自治区测绘院', datum: 'wgs-84' }

describe('tiles of the map', () => {
  it('are none where no file is named', () => { expect(readMapTiles(undefined)).toBeNull() })
  it('are pictures, or lines and areas in layers', () => {
    expect(read(raster)).toEqual({ ...raster, minZoom: 0, maxZoom: 18, tileSize: 256 })
    const layers = [{ id: 'roads', type: 'line', 'source-layer': 'transportation', paint: { 'line-color': '#999' } }]
    expect(read({ ...raster, kind: 'vector', layers })).toMatchObject({ kind: 'vector', layers })
  })
  it.each<[unknown, string]>([
    ['{', '(not a readable JSON file)'], [{ ...raster, url: 'http://tiles.example.gov.cn/{z}/{x}/{y}.png' }, 'url'], [{ ...raster, url: 'https://tiles.example.gov.cn/1.png' }, 'url'],
    [{ ...raster, url: 'https://a.cn; script-src *; /{z}/{x}/{y}' }, 'url'], [{ ...raster, datum: 'gcj-02' }, 'datum'], [{ ...raster, kind: 'vector', layers: [] }, 'layers'], [{ ...raster, minZoom: 19 }, 'minZoom'],
  ])('of %j are refused, and where is said', (content, place) => {
    expect(() => read(content)).toThrow(expect.objectContaining({ code: 'config-invalid', message: `tiles of the map: ${place}` }))
  })
  it('widen the policy of the console by that one server, and of no other application', () => {
    const from = originOf(read(raster)!)
    expect(from).toBe('https://tiles.example.gov.cn:8443')
    const of = (name: 'console' | 'citizen', tiles: string | null): string => headersOf(name, tiles)['content-security-policy']
    expect(of('console', from)).toContain(`img-src 'self' ${from} blob: data:;`)
    expect(of('console', from)).toContain(`connect-src 'self' ${from};`)
    expect(of('console', from).replaceAll(` ${from}`, '')).toBe(of('console', null))
    expect(of('citizen', from)).toBe(of('citizen', null))
  })
})
