// A register of lawyers as a plan of commands, page by page. Reads, compares, decides nothing and writes nothing.
import { createHash } from 'node:crypto'
import type { PersonId } from '@zhijian/contracts'
import type { Instant } from '@zhijian/kernel'
import type { Sealer } from '@zhijian/privacy'
import type { Collection } from '@zhijian/read-store'
import { describeError, readTable, type CellError, type ImportPlan, type Table } from '@zhijian/tabular'
import { LAWYER_IMPORT_MESSAGES_ZH, lawyerColumns, type LawyerRow } from './columns.ts'
import { lawyerIdOf, planRow, whyRowIsBad } from './plan.ts'
import type { LawyerDocument } from '../views/lawyers.ts'

const PAGE = 200

interface Register { readonly digest: string; readonly table: Table<LawyerRow> }

const withoutBadRows = (table: Table<LawyerRow>, now: Instant): Table<LawyerRow> => {
  const errors: CellError[] = [...table.errors]
  const firstLine = new Map<string, number>()
  const rows = table.rows.filter(({ line, values }) => {
    const report = (column: keyof LawyerRow, code: string, detail: CellError['detail'] = {}): false => {
      errors.push({ line, column: lawyerColumns[column].titles[0], code, detail })
      return false
    }
    const before = firstLine.get(values.licence)
    if (before !== undefined) return report('licence', 'row-twice', { line: before })
    firstLine.set(values.licence, line)
    const why = whyRowIsBad(values, now)
    return why ? report(why.column, why.code) : true
  })
  return { ...table, rows, errors: errors.toSorted((a, b) => a.line - b.line) }
}

export const createLawyerImport = (sealer: Sealer, lawyers: () => Collection<LawyerDocument>) => {
  /** The last file: a plan is asked for page by page. */
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
    if (last?.digest !== digest) {
      const table = await readTable(bytes, { columns: lawyerColumns })
      if (table.kind === 'refused') return { kind: 'refused', code: table.code, detail: table.detail, message: describeError(table) }
      last = { digest, table: withoutBadRows(table, now) }
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
