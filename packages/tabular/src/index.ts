export { describeError, TABLE_MESSAGES_ZH } from './messages.zh-CN.ts'
export { choice, day, digitsOf, endOfDay, listOf, phone, text, yesNo } from './parsers.ts'
export { registerRows, templateOf, type ColumnHelp, type Register } from './register.ts'
export type { Detail, RefusalCode, Refused } from './rows.ts'
export {
  bad, good, readTable, type CellError, type Column, type Columns, type Parsed, type Table, type TableOptions, type ValuesOf,
} from './table.ts'
export { decodeText } from './text.ts'
export { importCommandId, runImport, type ImportPlan, type ImportReport, type PlannedCommand, type PlannedRow } from './import-plan.ts'
