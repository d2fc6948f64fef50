// A register of lawyers as a plan of commands, page by page. Reads, compares, decides nothing and writes nothing.
import { createHash } from 'node:crypto'
import type { PersonId, PlaceRefusal } from '@zhijian/contracts'
import type { Instant } from '@zhijian/kernel'
import type { Sealer } from '@zhijian/privacy'
import type { Collection } from '@zhijian/read-store'
import { describeError, readTable, type CellError, type ImportPlan, type Table } from '@zhijian/tabular'
import { LAWYER_IMPORT_MESSAGES_ZH, lawyerColumns, type LawyerRow } from './columns.ts'
import { lawyerIdOf, planRow, whyRowIsBad } from './plan.ts'
import type { Misplaced } from '../places.ts'
import type { LawyerDocument } from '../views/lawyers.ts'

const PAGE = 200

interface Register { readonly digest: string; readonly table: Table<LawyerRow> }

const withoutBadRows = async (table: Table<LawyerRow>, now: Instant, misplaced: Misplaced): Promise<Table<LawyerRow>> => {
  const errors: CellError[] = [...table.errors]
  const rows: Table<LawyerRow>['rows'][number][] = []
  const firstLine = new Map<string, number>()
  for (const row of table.rows) {
    const { line, values } = row
    const report = (column: keyof LawyerRow, code: string, detail: CellError['detail'] = {}): void =>
      void errors.push({ line, column: lawyerColumns[column].titles[0], code, detail })
    const before = firstLine.get(values.licence)
    if (before !== undefined) {
      report('licence', 'row-twice', { line: before })
      continue
    }
    firstLine.set(values.licence, line)
    const why = await whyRowIsBad(values, now, misplaced)
    if (why) report(why.column, why.code)
    else rows.push(row)
  }
  return { ...table, rows, errors: errors.toSorted((a, b) => a.line - b.line) }
}

/** A register names few places many times: each is asked about once for a whole file. */
const once = (misplaced: Misplaced): Misplaced => {
  const known = new Map<string, Promise<PlaceRefusal | null>>()
  return async (codes, within) => {
    for (const code of codes) {
      const key = `${within} ${code}`
      const asked = known.get(key) ?? misplaced([code], within)
      known.set(key, asked)
      const found = await asked
      if (found !== null) return found
    }
    return null
  }
}

export const createLawyerImport = (sealer: Sealer, lawyers: () => Collection<LawyerDocument>, misplaced: Misplaced) => {
  /** The last file: a plan is asked for page by page, and looked through anew with its first. */
  let last: Register | null = null

  const knownFor = async (licence: string): Promise<LawyerDocument | null> =>
    (await lawyers().find({ where: { licence }, limit: 1 })).items[0] ?? await lawyers().get(lawyerIdOf(licence))

  /** A phone that is on record already is not sealed again: the same file changes nothing. */
  const sealedIfNew = async (row: LawyerRow, known: LawyerDocument | null) => {
    if (row.phone === null) return null
    const onRecord = known?.phase === 'registered' && known.phone ? await sealer.openOrNull(known.phone) : null
    return onRecord === row.phone ? null : sealer.seal((known?.lawyerId ?? lawyerIdOf(row.licence)) as string as PersonId, row.phone)
  }

  /** @param from 0, then what the page before said */
  return async (bytes: Uint8Array, from: number, now: Instant): Promise<ImportPlan> => {
    const digest = createHash('sha256').update(bytes).digest('hex')
    if (from === 0 || last?.digest !== digest) {
      const table = await readTable(bytes, { columns: lawyerColumns })
      if (table.kind === 'refused') return { kind: 'refused', code: table.code, detail: table.detail, message: describeError(table) }
      last = { digest, table: await withoutBadRows(table, now, once(misplaced)) }
    }
    const { rows, errors } = last.table
    const page = rows.slice(from, from + PAGE)
    const planned = []
    for (const { line, values } of page) {
      const known = await knownFor(values.licence)
      planned.push(planRow(line, values, known, await sealedIfNew(values, known), now))
    }
    return {
      kind: 'plan', total: rows.length, rows: planned, next: from + PAGE < rows.length ? from + PAGE : null,
      errors: errors.map((error) => ({ ...error, message: describeError(error, LAWYER_IMPORT_MESSAGES_ZH) })),
    }
  }
}
