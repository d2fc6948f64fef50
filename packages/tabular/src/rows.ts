// A file as rows of cells, whatever it is saved as. Row numbers are those a person sees in a spreadsheet program, from 1.
import { CsvError, parse } from 'csv-parse/sync'
import { whyMisplaced, withPlaces } from './places.ts'
import { decodeText, type Encoding } from './text.ts'
import { packZip, readZip } from './zip.ts'

export interface Cell {
  readonly text: string
  /** A number of more digits than a spreadsheet keeps: its last ones are gone. */
  readonly lostDigits: boolean
}

export interface SourceRow {
  readonly line: number
  readonly cells: readonly Cell[]
}

export type RefusalCode =
  | 'file-empty' | 'file-too-large' | 'file-not-a-table' | 'file-old-excel' | 'file-encrypted' | 'zip-bomb' | 'zip-damaged' | 'xlsx-damaged'
  | 'csv-malformed' | 'row-too-long' | 'too-many-rows' | 'too-many-columns' | 'missing-columns' | 'column-twice'

export type Detail = Readonly<Record<string, string | number>>
export interface Refused { readonly kind: 'refused'; readonly code: RefusalCode; readonly detail: Detail }
export interface Source {
  readonly kind: 'rows'
  readonly format: 'csv' | 'xlsx'
  readonly encoding: Encoding | null
  readonly rows: readonly SourceRow[]
}

export interface SourceLimits {
  readonly maxBytes: number
  readonly maxRows: number
}

export const refused = (code: RefusalCode, detail: Detail = {}): Refused => ({ kind: 'refused', code, detail })

/** One row is never longer: a cell of megabytes is no cell of a register. */
const MAX_ROW_CHARS = 64 * 1024
const MAX_COLUMNS = 200
const ZIP_LIMITS = { maxEntries: 300, maxBytes: 100 * 1024 * 1024, maxRatio: 250 }

const startsWith = (bytes: Uint8Array, ...magic: number[]): boolean => magic.every((byte, i) => bytes[i] === byte)

export const readRows = async (bytes: Uint8Array, limits: SourceLimits): Promise<Source | Refused> => {
  if (bytes.length === 0) return refused('file-empty')
  if (bytes.length > limits.maxBytes) return refused('file-too-large', { maxMb: Math.floor(limits.maxBytes / 1_048_576) })
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return refused('file-old-excel')
  return startsWith(bytes, 0x50, 0x4b) ? readXlsx(bytes, limits) : readCsv(bytes, limits)
}

/** The sign that the first line holds most of, outside quotes. */
const delimiterOf = (text: string): string => {
  const line = /^\s*([^\r\n]*)/.exec(text)![1]!.slice(0, 10_000).replaceAll(/"[^"]*"/g, '')
  const times = (sign: string): number => line.split(sign).length
  return [',', '\t', ';'].reduce((best, sign) => (times(sign) > times(best) ? sign : best))
}

const readCsv = (bytes: Uint8Array, limits: SourceLimits): Source | Refused => {
  const decoded = decodeText(bytes)
  if (!decoded) return refused('file-not-a-table')
  if (decoded.text.trim() === '') return refused('file-empty')
  try {
    const records = parse(decoded.text, {
      delimiter: delimiterOf(decoded.text), bom: true, info: true, relax_column_count: true, max_record_size: MAX_ROW_CHARS,
      to: limits.maxRows + 20,
    }) as unknown as { info: { lines: number }; record: string[] }[]
    const longest = records.find(({ record }) => record.length > MAX_COLUMNS)
    if (longest) return refused('too-many-columns', { max: MAX_COLUMNS })
    const rows = records.map(({ record }, n) => ({ line: n + 1, cells: record.map((text) => ({ text, lostDigits: isRounded(text) })) }))
    return { kind: 'rows', format: 'csv', encoding: decoded.encoding, rows }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const line = Number(error.lines ?? 0)
    return refused(error.code === 'CSV_MAX_RECORD_SIZE' ? 'row-too-long' : 'csv-malformed', { line })
  }
}

/** `1.15092E+16`: a spreadsheet program wrote a long number short. */
const isRounded = (text: string): boolean => /^\s*-?\d(\.\d+)?E\+\d{1,3}\s*$/i.test(text)

const cellOf = (value: unknown): Cell => {
  if (value === null || value === undefined) return { text: '', lostDigits: false }
  if (value instanceof Date) return { text: Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10), lostDigits: false }
  if (typeof value === 'object') return numberCell((value as { number: string }).number)
  return { text: String(value), lostDigits: false }
}

/** A spreadsheet keeps 15 digits: a licence number typed as a number has lost its last two. */
const numberCell = (text: string): Cell => {
  const value = Number(text)
  const plain = Number.isInteger(value) && Math.abs(value) < 1e21 ? value.toFixed(0) : text
  return { text: plain, lostDigits: plain.replace('-', '').length > 15 && Number.isInteger(value) }
}

const readXlsx = async (bytes: Uint8Array, limits: SourceLimits): Promise<Source | Refused> => {
  const zip = readZip(bytes, ZIP_LIMITS)
  if (zip.kind === 'refused') return refused(zip.code)
  if (!zip.entries.has('xl/workbook.xml')) return refused('file-not-a-table')
  const within = { maxRows: limits.maxRows + 20, maxColumns: MAX_COLUMNS }
  const placed = new Map<string, Uint8Array>()
  for (const [name, content] of zip.entries) {
    if (!name.startsWith('xl/worksheets/')) continue
    // One character a byte: what is looked for is ASCII, and the rest comes back as it was.
    const xml = Buffer.from(content.buffer, content.byteOffset, content.byteLength).toString('latin1')
    const found = whyMisplaced(xml, within) ?? withPlaces(xml, within)
    if (typeof found === 'string') return refused(found, { max: found === 'too-many-rows' ? limits.maxRows : MAX_COLUMNS })
    if (found.xml !== xml) placed.set(name, Buffer.from(found.xml, 'latin1'))
  }
  const workbook = placed.size === 0 ? bytes : packZip(new Map([...zip.entries, ...placed]))
  let sheet: readonly (readonly unknown[])[]
  try {
    // Loaded when the first file comes: no start waits for it.
    const { readSheet } = await import('read-excel-file/universal')
    // A buffer of its own: the reader takes ArrayBuffers, and what came in may be a slice of a larger one.
    sheet = await readSheet<object>(new Uint8Array(workbook).buffer as ArrayBuffer, 1, { parseNumber: (number) => ({ number }) })
  } catch {
    // Whatever is wrong inside: the reader's words may quote the file, so they go no further.
    return refused('xlsx-damaged')
  }
  const rows = sheet.map((cells, n) => ({ line: n + 1, cells: cells.map(cellOf) }))
  if (rows.some(({ cells }) => cells.reduce((chars, cell) => chars + cell.text.length, 0) > MAX_ROW_CHARS)) {
    return refused('row-too-long', { line: 0 })
  }
  return { kind: 'rows', format: 'xlsx', encoding: null, rows }
}
