// docs/how-to/import-registers.md says of the registers' columns and errors what the code does. Its tables, made anew, are what a
// failing comparison shows.
import { readFileSync } from 'node:fs'
import { divisionRegister, staffRegister } from '@zhijian/directory'
import { lawyerRegister } from '@zhijian/lawyer-pool'
import { readTable, registerRows, TABLE_MESSAGES_ZH, templateOf, type Register } from '@zhijian/tabular'
import { describe, expect, it } from 'vitest'

const document = readFileSync(new URL('../../../docs/how-to/import-registers.md', import.meta.url), 'utf8')
const inDocument = (name: string): string => new RegExp(`<!-- ${name} -->\n([^]*?)<!-- /${name} -->`).exec(document)?.[1] ?? ''
const table = (headings: readonly string[], rows: readonly (readonly string[])[]): string =>
  [headings, headings.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |\n`).join('')

const REGISTERS: readonly (readonly [string, Register])[] = [['lawyers', lawyerRegister], ['staff', staffRegister], ['divisions', divisionRegister]]

describe.each(REGISTERS)('the register of %s', (name, register) => {
  it('has its columns in the document', () => {
    expect(inDocument(name)).toBe(table(['列', '也认', '要不要', '怎么写', '例'], registerRows(register)))
  })
  it('has a template that reads back without an error', async () => {
    const read = await readTable(Buffer.from(templateOf(register)), { columns: register.columns })
    expect(read).toMatchObject({ kind: 'table', encoding: 'utf-8', errors: [], rows: [{ line: 2 }] })
  })
})

it('every error that the report may give is in the document', () => {
  const texts = [['全部', TABLE_MESSAGES_ZH] as const, ...REGISTERS.map(([, { messages }], n) => [['律师', '工作人员', '乡镇和村'][n]!, messages] as const)]
  expect(inDocument('errors')).toBe(table(['code', '名册', '话'],
    texts.flatMap(([which, messages]) => Object.entries(messages).map(([code, text]) => [`\`${code}\``, which, text]))))
})
