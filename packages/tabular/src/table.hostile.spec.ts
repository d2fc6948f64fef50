// Registers as nobody honest sends them: taken row by row or refused by a code, never half read, never with a word of theirs in what is said.
import { mutated, mutatedText, triedOn } from '@zhijian/testkit/hostile'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { expect, it } from 'vitest'
import { describeError, TABLE_MESSAGES_ZH } from './messages.zh-CN.ts'
import { day, phone, text } from './parsers.ts'
import { csvOf, xlsxOf, zipOf } from './table.fixtures.ts'
import { readTable, type Column } from './table.ts'

const SECRET = 'Zj-planted-5f3a9c'
const columns = {
  name: { titles: ['姓名'], required: true, maxLength: 40, parse: text } satisfies Column<string>,
  phone: { titles: ['电话'], required: true, parse: phone } satisfies Column<string>,
  until: { titles: ['有效期'], required: false, parse: day, whenEmpty: null } satisfies Column<string | null>,
}
const MAX_ROWS = 60
const look = async (bytes: Uint8Array): Promise<void> => {
  const before = Buffer.from(bytes)
  const table = await readTable(bytes, { columns, maxRows: MAX_ROWS, maxBytes: 200_000 })
  expect(Buffer.compare(before, Buffer.from(bytes))).toBe(0)
  if (table.kind === 'refused') {
    expect(TABLE_MESSAGES_ZH).toHaveProperty([table.code])
    expect(JSON.stringify(table) + describeError(table)).not.toContain(SECRET)
    return
  }
  expect(table.rows.length).toBeLessThanOrEqual(MAX_ROWS)
  const bad = new Set(table.errors.map(({ line }) => line))
  for (const { line, values } of table.rows) {
    expect(bad.has(line)).toBe(false)
    expect(values.name).not.toMatch(/^[=@\t\r]|^[+-](?![\d\s().-]*$)/)
    expect(values.phone).toMatch(/^(1\d{10}|0\d{9,11})$/)
    expect([...values.name].length).toBeLessThanOrEqual(40)
    // eslint-disable-next-line no-control-regex
    expect(values.name).not.toMatch(/[\u0000-\u0008\u000e-\u001f\u202a-\u202e]/)
  }
  for (const error of table.errors) {
    expect(Object.values(columns).map(({ titles }) => titles[0])).toContain(error.column)
    expect(JSON.stringify(error) + describeError(error)).not.toContain(SECRET)
  }
}
const rows = [['姓名', '电话', '有效期'], [`${SECRET} 一`, '13800000001', '2026-12-31'], ['钱二', SECRET, SECRET], ['=HYPERLINK("http://x")', '0474-4700000', '']]
const csv = csvOf(rows.map((row) => row.map((cell) => (/[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))))

it('CSV in any encoding', async () => {
  await triedOn(mutated(Buffer.from(csv), Buffer.from(`\ufeff${csv}`), iconv.encode(csv, 'gb18030'), iconv.encode(csv, 'utf-16le', { addBOM: true }), iconv.encode(csv, 'utf-16be', { addBOM: true })), 400, look)
  await triedOn(mutatedText(csv, csv.replaceAll(',', '\t'), csv.replaceAll(',', ';')), 400, (said) => look(Buffer.from(said)))
})
it('a workbook, its bytes', async () => {
  await triedOn(mutated(xlsxOf(rows), xlsxOf(rows.map((row) => row.map((cell) => (/^\d+$/.test(cell) ? Number(cell) : cell))))), 600, look)
})

const worksheet = (inner: string, before = ''): string => `<?xml version="1.0"?>${before}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${inner}</sheetData></worksheet>`
const sheet = worksheet(rows.map((row, y) => `<row r="${y + 1}">${row.map((cell, x) => `<c r="${'ABC'[x]}${y + 1}" t="inlineStr"><is><t>${cell.replaceAll(/[<&"]/g, '')}</t></is></c>`).join('')}</row>`).join(''))
it('a workbook, the XML of its sheet and of its other parts', async () => {
  await triedOn(mutatedText(sheet), 250, (xml) => look(xlsxOf([], xml)))
  await triedOn(fc.tuple(fc.constantFrom('xl/sharedStrings.xml', 'xl/styles.xml', 'xl/workbook.xml', 'xl/_rels/workbook.xml.rels', '../../etc/passwd', '__proto__', 'xl/worksheets/sheet2.xml'), mutatedText(sheet, '<sst count="99999999"><si><t>x</t></si></sst>', '<Relationships/>')), 150,
    ([name, content]) => look(xlsxOf(rows, undefined, [{ name, content }])))
})
it('what entities would bring in from outside, or multiply, is brought in by nobody', async () => {
  const own = (value: string): string => `<row r="1">${['姓名', '电话'].map((title, x) => `<c r="${'AB'[x]}1" t="inlineStr"><is><t>${title}</t></is></c>`).join('')}</row><row r="2"><c r="A2" t="inlineStr"><is><t>${value}</t></is></c><c r="B2" t="inlineStr"><is><t>13800000001</t></is></c></row>`
  const multiplied = Array.from({ length: 9 }, (_, n) => `<!ENTITY e${n + 1} "${`&e${n};`.repeat(10)}">`).join('')
  for (const [before, value] of [
    [`<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>`, '&e;'], [`<!DOCTYPE x [<!ENTITY e SYSTEM "http://127.0.0.1:1/">]>`, '&e;'],
    [`<!DOCTYPE x [<!ENTITY e0 "${SECRET}">${multiplied}]>`, '&e9;'], ['<!DOCTYPE x SYSTEM "http://127.0.0.1:1/x.dtd">', 'plain'],
  ] as const) {
    const table = await readTable(xlsxOf([], worksheet(own(value), before)), { columns, maxRows: MAX_ROWS })
    expect(JSON.stringify(table)).not.toMatch(/root:|planted/)
    expect(JSON.stringify(table).length).toBeLessThan(1000)
  }
})
it('archives whose directory lies', async () => {
  const part = fc.record({ name: fc.constantFrom('xl/workbook.xml', 'xl/worksheets/sheet1.xml', 'a'), content: fc.uint8Array({ maxLength: 200 }), claims: fc.constantFrom(0, 1, 200, 0xffffffff, 100_000_000), encrypted: fc.boolean() })
  await triedOn(fc.array(part, { maxLength: 6 }), 300, (parts) => look(zipOf(parts)))
})
