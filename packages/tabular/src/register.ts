// What whoever fills a register in is told about its columns: as the rows of a document, and as a table to begin with.
import type { Columns } from './table.ts'

export interface ColumnHelp {
  /** How a value is written, in a line. */
  readonly written: string
  /** One that reads well; empty: the example leaves the cell empty. */
  readonly example: string
}
export interface Register<C extends Columns = Columns> {
  readonly columns: C
  readonly help: { readonly [Key in keyof C]: ColumnHelp }
  /** Texts of its own errors, by code. */
  readonly messages: Readonly<Record<string, string>>
}

const needed = ({ required, ...column }: Columns[string]): string => {
  if (!('whenEmpty' in column)) return '必填'
  return required ? '列须有，格可空' : '可省'
}

/** Heading, other headings that are understood, whether it is needed, how it is written, an example. */
export const registerRows = <C extends Columns>({ columns, help }: Register<C>): readonly (readonly string[])[] =>
  Object.entries(columns).map(([key, column]) => {
    const [title, ...others] = column.titles
    return [title, others.join('、'), needed(column), help[key]!.written, help[key]!.example]
  })

/** A CSV that spreadsheet programs open as what it is: headings, and one invented row to be replaced. */
export const templateOf = (register: Register): string => `\uFEFF${[0, 4].map((cell) =>
  registerRows(register).map((row) => (/[",\r\n]/.test(row[cell]!) ? `"${row[cell]!.replaceAll('"', '""')}"` : row[cell]!)).join(',')).join('\r\n')}\r\n`
