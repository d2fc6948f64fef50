// Tracks that somebody brings in a file: GPX 1.0 and 1.1, and tables. Whose they are is said beside the file.
import type { Datum } from '@zhijian/geometry'
import { bad, decodeText, describeError, good, readTable, type Column, type Parsed } from '@zhijian/tabular'
// @ts-expect-error It comes without types; as much of it as is used is written down below.
import { Parser as Untyped } from 'saxen'
import type { Source } from '../fix.ts'
import { fixOf, numberOf, refused, SOURCE_NAMES, timeOf, type FieldCode, type Heard, type Problem, type Reception } from './heard.ts'

interface Sax {
  on(event: 'openTag', hear: (name: string, attributes: () => Record<string, string>, decode: (text: string) => string, isEmpty: boolean) => void): this
  on(event: 'text', hear: (text: string, decode: (text: string) => string) => void): this
  on(event: 'closeTag' | 'cdata', hear: (text: string) => void): this
  on(event: 'error', hear: (error: Error) => void): this
  stop(): void
  parse(xml: string): this
}
const Parser = Untyped as new () => Sax

const MAX_POINTS = 50_000
const MAX_CHARACTERS = 20_000_000

/** As `gpxOf`, in whatever encoding a program of here may have written it. */
export const gpxFileOf = (bytes: Uint8Array): Reception => {
  const read = decodeText(bytes)
  return read === null ? refused('malformed') : gpxOf(read.text)
}
/** The points of its tracks, and single ones; routes are plans. GPX is WGS-84 by its own rule. @param text of the file */
export const gpxOf = (text: string): Reception => {
  if (text.length > MAX_CHARACTERS) return refused('too-large')
  // Nothing of a track needs a document type, and entities of its own are a known way to make a small file large.
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) return refused('malformed')
  const heard: Heard[] = []
  const problems: Problem[] = []
  let [root, isBroken, isMany] = ['', false, false]
  let point: { readonly item: number; readonly lat: string | null; readonly lon: string | null; time: string } | null = null
  /** Elements that are open in the point. */
  let depth = 0
  let isTime = false
  const end = ({ item, lat, lon, time }: NonNullable<typeof point>): void => {
    const failed = (field: string, code: FieldCode): void => void problems.push({ item, field, code })
    if (lat === null || lon === null) return failed(lat === null ? 'lat' : 'lon', 'half-a-place')
    const [y, x, at] = [numberOf(lat), numberOf(lon), timeOf(time.trim())]
    if (y === null || x === null) return failed(y === null ? 'lat' : 'lon', 'not-a-number')
    if (at === null) return failed('time', time.trim() === '' ? 'missing' : 'not-a-time')
    const fix = fixOf({ at, lat: y, lng: x, errorM: null, source: 'unknown', isMock: false }, 'wgs-84')
    if (typeof fix === 'string') return failed('lat', fix)
    heard.push({ at, fix, battery: null, isCharging: null })
  }
  const nameOf = (name: string): string => name.slice(name.indexOf(':') + 1)
  const parser = new Parser()
  let points = 0
  parser.on('openTag', (name, attributes, decode, isEmpty) => {
    const tag = nameOf(name)
    if (root === '') root = tag
    // What programs add has times of its own.
    if (tag === 'time' && depth === 0) isTime = !isEmpty
    if (point !== null && !isEmpty) depth += 1
    if (tag !== 'trkpt' && tag !== 'wpt') return
    if (point !== null) {
      isBroken = true
      return parser.stop()
    }
    const { lat = null, lon = null } = attributes()
    // Numbered, not by line: to know the line of each, the parser would read the file from its beginning each time.
    point = { item: points, lat: lat === null ? null : decode(lat), lon: lon === null ? null : decode(lon), time: '' }
    points += 1
    if (points > MAX_POINTS) {
      isMany = true
      parser.stop()
    }
    if (isEmpty) {
      end(point)
      point = null
    }
  })
  const said = (text: string): void => {
    if (isTime && point !== null && point.time.length < 60) point.time += text
  }
  parser.on('text', (text, decode) => said(isTime ? decode(text) : ''))
  parser.on('cdata', said)
  parser.on('closeTag', (name) => {
    const tag = nameOf(name)
    if (tag === 'time') isTime = false
    if (depth > 0) {
      depth -= 1
      return
    }
    if ((tag !== 'trkpt' && tag !== 'wpt') || point === null) return
    end(point)
    point = null
  })
  parser.on('error', () => {
    isBroken = true
    parser.stop()
  })
  parser.parse(text)
  if (isMany) return refused('too-many')
  if (isBroken || root !== 'gpx' || point !== null) return refused('malformed')
  return heard.length + problems.length === 0 ? refused('nothing-there') : { kind: 'received', device: null, heard, problems }
}

const number = (text: string): Parsed<number | null> => {
  const value = numberOf(text)
  return value === null ? bad('not-a-number') : good(value)
}
const COLUMNS = {
  at: { titles: ['时间', '定位时间', '采集时间', 'time', 'timestamp', 'datetime', 't'], required: true, parse: (text: string) => { const at = timeOf(text); return at === null ? bad('not-a-time') : good(at) } },
  lng: { titles: ['经度', '经度(°)', 'lng', 'lon', 'longitude'], required: true, parse: number },
  lat: { titles: ['纬度', '纬度(°)', 'lat', 'latitude'], required: true, parse: number },
  errorM: { titles: ['精度', '精度(米)', '误差', '误差(米)', 'accuracy', 'errorM'], required: false, parse: number, whenEmpty: null },
  source: { titles: ['来源', '定位方式', 'source', 'provider'], required: false, whenEmpty: 'unknown', parse: (text: string) => { const source = SOURCE_NAMES.get(text.toLowerCase()); return source === undefined ? bad('unknown-value') : good(source) } },
} as const satisfies Record<string, Column>
const FIELD_OF: Readonly<Record<string, string>> = Object.fromEntries(Object.entries(COLUMNS).map(([field, { titles }]) => [titles[0], field]))
const CODES = new Set<string>(['not-a-number', 'not-a-time', 'unknown-value'])

/** A table (CSV in UTF-8, UTF-16 or GBK; XLSX). Times without a zone are UTC. @param datum of its numbers, which no table says of itself */
export const tableOf = async (bytes: Uint8Array, datum: Datum): Promise<Reception> => {
  const table = await readTable(bytes, { columns: COLUMNS })
  if (table.kind === 'refused') return refused('malformed', null, describeError(table))
  const problems: Problem[] = table.errors.map(({ line, column, code }) => ({ item: line, field: FIELD_OF[column] ?? '', code: CODES.has(code) ? code as FieldCode : code === 'cell-required' ? 'missing' : 'unknown-value' }))
  const heard: Heard[] = []
  for (const { line, values: { at, lng, lat, errorM, source } } of table.rows) {
    const fix = fixOf({ at, lng: lng!, lat: lat!, errorM, source: source as Source, isMock: false }, datum)
    if (typeof fix === 'string') problems.push({ item: line, field: 'lng', code: fix })
    else heard.push({ at, fix, battery: null, isCharging: null })
  }
  return heard.length + problems.length === 0 ? refused('nothing-there') : { kind: 'received', device: null, heard, problems }
}
