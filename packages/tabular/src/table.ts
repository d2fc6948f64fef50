// A table with known columns: finds the headings, gives every row as values, and says of every bad cell which row, which
// column and why, without repeating what stood there.
// I1 A row is given or reported, never both; one bad cell does not stop the others.
// I2 No error holds a cell's content.
import { readRows, refused, type Cell, type Detail, type Refused, type SourceRow } from './rows.ts'
import type { Encoding } from './text.ts'

export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly code: string; readonly detail?: Detail }
export const good = <T>(value: T): Parsed<T> => ({ ok: true, value })
export const bad = (code: string, detail: Detail = {}): Parsed<never> => ({ ok: false, code, detail })

export interface Column<T = unknown> {
  /** Accepted headings, the official one first. Blanks, asterisks and width do not matter. */
  readonly titles: readonly [string, ...string[]]
  /** A file without it is refused. */
  readonly required: boolean
  /** Characters; default 200. */
  readonly maxLength?: number
  /** Given the trimmed text; an empty one only when the column may be empty (see `whenEmpty`). */
  readonly parse: (text: string) => Parsed<T>
  /** Value of an empty cell. Without it an empty cell is an error. */
  readonly whenEmpty?: T
}
export type Columns = Readonly<Record<string, Column<any>>>
export type ValuesOf<C extends Columns> = { readonly [Key in keyof C]: C[Key] extends Column<infer T> ? T : never }

export interface CellError {
  /** Row as a spreadsheet program numbers it, from 1. */
  readonly line: number
  /** The official heading. */
  readonly column: string
  readonly code: string
  readonly detail: Detail
}

export interface Table<Values> {
  readonly kind: 'table'
  readonly format: 'csv' | 'xlsx'
  readonly encoding: Encoding | null
  readonly rows: readonly { readonly line: number; readonly values: Values }[]
  readonly errors: readonly CellError[]
}

export interface TableOptions<C extends Columns> {
  readonly columns: C
  /** Default 50,000. */
  readonly maxRows?: number
  /** Default 20 MB. */
  readonly maxBytes?: number
}

/** Headings are looked for in the first rows: registers often begin with a title. */
const HEADING_ROWS = 5

// eslint-disable-next-line no-misleading-character-class
const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060\ufeff]/g
const headingOf = (text: string): string => text.normalize('NFKC').replaceAll(INVISIBLE, '').replaceAll(/[\s*]/g, '').toLowerCase()
const cleaned = (text: string): string => text.replaceAll(INVISIBLE, '').trim()

/** What a spreadsheet program would run as a formula when this is opened again. Signed numbers and phone numbers are none. */
const isFormula = (text: string): boolean => /^[=@]/.test(text) || (/^[+-]/.test(text) && !/^[+-][\d\s().-]*$/.test(text))

interface Headings { readonly row: SourceRow; readonly places: ReadonlyMap<string, number>; readonly missing: readonly string[]; readonly twice: readonly string[] }

const headingsIn = (row: SourceRow, columns: Columns): Headings => {
  const places = new Map<string, number>()
  const twice: string[] = []
  const found = row.cells.map((cell) => headingOf(cell.text))
  for (const [key, column] of Object.entries(columns)) {
    const accepted = column.titles.map(headingOf)
    const at = found.flatMap((heading, place) => (accepted.includes(heading) ? [place] : []))
    if (at.length > 0) places.set(key, at[0]!)
    if (at.length > 1) twice.push(column.titles[0])
  }
  const missing = Object.entries(columns).filter(([key, column]) => column.required && !places.has(key)).map(([, column]) => column.titles[0])
  return { row, places, missing, twice }
}

const readCell = (cell: Cell | undefined, column: Column): Parsed<unknown> => {
  const text = cleaned(cell?.text ?? '')
  if (text === '') return 'whenEmpty' in column ? good(column.whenEmpty) : bad('cell-required')
  if (cell!.lostDigits) return bad('number-lost-digits')
  if (isFormula(text)) return bad('formula-not-allowed')
  const max = column.maxLength ?? 200
  return text.length > max ? bad('cell-too-long', { max }) : column.parse(text)
}

/** Reads CSV (UTF-8, UTF-16, GBK/GB18030) and XLSX (first sheet). @returns refused when nothing of the file can be used */
export const readTable = async <const C extends Columns>(
  bytes: Uint8Array, options: TableOptions<C>,
): Promise<Table<ValuesOf<C>> | Refused> => {
  const { columns, maxRows = 50_000, maxBytes = 20 * 1024 * 1024 } = options
  const source = await readRows(bytes, { maxRows, maxBytes })
  if (source.kind === 'refused') return source
  const filled = source.rows.filter((row) => row.cells.some((cell) => cleaned(cell.text) !== ''))
  if (filled.length === 0) return refused('file-empty')

  const candidates = filled.slice(0, HEADING_ROWS).map((row) => headingsIn(row, columns))
  const headings = candidates.reduce((best, each) => (each.missing.length < best.missing.length ? each : best))
  const expected = Object.values(columns).map((column) => column.titles[0]).join('、')
  if (headings.missing.length > 0) return refused('missing-columns', { missing: headings.missing.join('、'), expected })
  if (headings.twice.length > 0) return refused('column-twice', { columns: headings.twice.join('、') })

  const body = filled.filter((row) => row.line > headings.row.line)
  if (body.length > maxRows) return refused('too-many-rows', { max: maxRows })
  const rows: { line: number; values: ValuesOf<C> }[] = []
  const errors: CellError[] = []
  for (const { line, cells } of body) {
    const values: Record<string, unknown> = {}
    let isGood = true
    for (const [key, column] of Object.entries(columns)) {
      const place = headings.places.get(key)
      const parsed = readCell(place === undefined ? undefined : cells[place], column)
      if (parsed.ok) {
        values[key] = parsed.value
        continue
      }
      isGood = false
      errors.push({ line, column: column.titles[0], code: parsed.code, detail: parsed.detail ?? {} })
    }
    if (isGood) rows.push({ line, values: values as ValuesOf<C> })
  }
  return { kind: 'table', format: source.format, encoding: source.encoding, rows, errors }
}
