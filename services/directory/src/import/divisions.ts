// A list of towns and villages as one command: the county's map, anew.
import type { Town, Village } from '@zhijian/contracts'
import type { JsonObject } from '@zhijian/kernel'
import { bad, describeError, digitsOf, good, importCommandId, readTable, text, type CellError, type Column, type ImportPlan, type Register } from '@zhijian/tabular'

const DIVISION_MESSAGES_ZH: Readonly<Record<string, string>> = {
  'not-a-division': '区划代码应为 9 位（乡镇、街道）或 12 位（村、社区）数字。',
  'code-outside-county': '不在县 {county} 内。',
  'village-without-town': '表中没有它所在的乡镇（代码前 9 位）。',
}
const columns = {
  code: { titles: ['区划代码', '代码'], required: true, parse: (value) => (/^(\d{9}|\d{12})$/.test(digitsOf(value)) ? good(digitsOf(value)) : bad('not-a-division')) } satisfies Column<string>,
  name: { titles: ['名称'], required: true, maxLength: 60, parse: text } satisfies Column<string>,
  kind: { titles: ['类型'], required: false, maxLength: 20, parse: text, whenEmpty: '' } satisfies Column<string>,
}

export const divisionRegister: Register<typeof columns> = {
  columns,
  messages: DIVISION_MESSAGES_ZH,
  help: {
    code: { written: '9 位（乡镇、街道）或 12 位（村、社区）数字，都在本县内；村的前 9 位是表中的乡镇', example: '150921100' },
    name: { written: '至多 60 字', example: '卓资山镇' },
    kind: { written: '至多 20 字，如 镇、乡、村、社区', example: '镇' },
  },
}

export interface CountyNames { readonly county: string; readonly name: string; readonly cityName: string; readonly provinceName: string; readonly source: string }

/** A map with a hole is no map: a file with a bad row plans nothing. */
export const planDivisions = async (bytes: Uint8Array, names: CountyNames): Promise<ImportPlan> => {
  const table = await readTable(bytes, { columns, maxRows: 3200 })
  if (table.kind === 'refused') return { kind: 'refused', code: table.code, detail: table.detail, message: describeError(table) }
  const errors: CellError[] = [...table.errors]
  const lineOf = new Map<string, number>()
  const report = (line: number, code: string, detail: CellError['detail'] = {}): void => void errors.push({ line, column: columns.code.titles[0], code, detail })
  const towns: Town[] = []
  const villages: Village[] = []
  for (const { line, values } of table.rows) {
    const before = lineOf.get(values.code)
    if (before !== undefined) report(line, 'row-twice', { line: before })
    else if (!values.code.startsWith(names.county)) report(line, 'code-outside-county', { county: names.county })
    lineOf.set(values.code, line)
    if (values.code.length === 9) towns.push(values)
    else villages.push(values)
  }
  for (const { code } of villages) if (!lineOf.has(code.slice(0, 9))) report(lineOf.get(code)!, 'village-without-town')
  const data = { ...names, towns, villages } as unknown as JsonObject
  const isWhole = errors.length === 0 && towns.length > 0
  return {
    kind: 'plan', total: isWhole ? 1 : 0, next: null,
    rows: isWhole ? [{
      line: 1, subject: names.county, outcome: 'changed',
      commands: [{ service: 'directory', command: 'import-divisions', data, commandId: importCommandId('import-divisions', data) }],
    }] : [],
    errors: errors.toSorted((a, b) => a.line - b.line).map((error) => ({ ...error, message: describeError(error, DIVISION_MESSAGES_ZH) })),
  }
}
