import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { describeError } from './messages.zh-CN.ts'
import { choice, day, endOfDay, listOf, phone, text, yesNo } from './parsers.ts'
import { csvOf, xlsxOf, zipOf } from './table.fixtures.ts'
import { bad, good, readTable, type Column } from './table.ts'

const number: Column<string> = { titles: ['执业证号', '律师执业证号'], required: true, parse: (cell) => (/^\d+$/.test(cell) ? good(cell) : bad('not-a-number')) }
const columns = {
  name: { titles: ['姓名'], required: true, maxLength: 20, parse: text } satisfies Column<string>,
  number,
  firm: { titles: ['律所'], required: false, parse: text, whenEmpty: null } satisfies Column<string | null>,
}
const read = (bytes: Uint8Array | string) => readTable(Buffer.from(bytes as string), { columns, maxRows: 1000, maxBytes: 2_000_000 })
const rows = [['姓名', '执业证号', '律所'], ['赵一', '150110112233', '草原所'], ['钱二', '150110112234', '']]
const values = [{ name: '赵一', number: '150110112233', firm: '草原所' }, { name: '钱二', number: '150110112234', firm: null }]
const valuesOf = async (bytes: Uint8Array | string) => {
  const table = await read(bytes)
  expect(table).toMatchObject({ kind: 'table', errors: [] })
  return table.kind === 'table' ? table.rows.map((row) => row.values) : []
}

describe('the same table, however it is saved', () => {
  const csv = csvOf(rows)
  it.each<[string, Uint8Array]>([
    ['UTF-8', Buffer.from(csv)], ['UTF-8 with mark', Buffer.from(`\ufeff${csv}`)], ['GBK', iconv.encode(csv, 'gbk')],
    ['GB18030', iconv.encode(csv, 'gb18030')], ['UTF-16 with mark', iconv.encode(csv, 'utf-16le', { addBOM: true })],
    ['UTF-16 big-endian', iconv.encode(csv, 'utf-16be', { addBOM: true })],
    ['tabs', Buffer.from(csv.replaceAll(',', '\t'))], ['semicolons', Buffer.from(csv.replaceAll(',', ';'))],
    ['line feeds', Buffer.from(csv.replaceAll('\r\n', '\n'))], ['XLSX', xlsxOf(rows)],
    ['XLSX with number cells', xlsxOf(rows.map((row) => row.map((cell) => (/^\d+$/.test(cell) ? Number(cell) : cell))))],
    ['a slice of a larger buffer', Buffer.concat([Buffer.from('xx'), xlsxOf(rows)]).subarray(2)],
  ])('%s', async (_how, bytes) => expect(await valuesOf(bytes)).toEqual(values))

  it('with headings in another order, wider, starred, or below a title', async () => {
    expect(await valuesOf('律所,律师执业证号 *,姓　名\n草原所,150110112233,赵一')).toEqual([values[0]])
    expect(await valuesOf('卓资县律师名册,,\n\n姓名,执业证号,律所\n赵一,150110112233,草原所')).toEqual([values[0]])
    expect(await valuesOf('姓名,执业证号\n钱二,150110112234')).toEqual([values[1]])
  })
})

describe('a workbook whose cells do not say where they are', () => {
  const inline = (value: string, attributes = ''): string => `<c${attributes} t="inlineStr"><is><t>${value}</t></is></c>`
  const sheetOf = (inner: string): Uint8Array => xlsxOf([], `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${inner}</sheetData></worksheet>`)
  const cells = (row: readonly string[]): string => row.map((cell) => (cell === '' ? '<c/>' : inline(cell))).join('')
  it.each([
    ['by order alone', rows.map((row) => `<row>${cells(row)}</row>`).join('')],
    ['rows that say, cells that do not', rows.map((row, n) => `<row r="${n + 1}" spans="1:3">${cells(row)}</row>`).join('')],
    ['after empty rows, and a comment', `<row/><!-- <row><c/></row> --><row></row>${rows.map((row) => `<row>${cells(row)}</row>`).join('')}`],
    ['some say, the next follow', rows.map(([name, number, firm], n) => `<row>${inline(name!, ` r="C${n + 1}"`)}${inline(number!)}${firm === '' ? '' : inline(firm!)}</row>`).join('')],
  ])('%s', async (_how, inner) => expect(await valuesOf(sheetOf(inner))).toEqual(values))
  it('counts rows as a spreadsheet program shows them', async () => {
    expect(await read(sheetOf(`<row/><row>${cells(rows[0]!)}</row><row r="7">${cells(['赵一', 'x', ''])}</row><row>${cells(['', '1', ''])}</row>`)))
      .toMatchObject({ errors: [{ line: 7, column: '执业证号' }, { line: 8, column: '姓名' }] })
    expect(await read(sheetOf(`<row>${cells(rows[0]!)}</row><row>${inline('赵一', ' r="A5"')}${inline('x')}</row>`)))
      .toMatchObject({ errors: [{ line: 5, column: '执业证号' }] })
  })
  it('is held to the same limits', async () => {
    expect(await read(sheetOf(`<row>${'<c/>'.repeat(300)}</row>`))).toMatchObject({ code: 'too-many-columns' })
    expect(await read(sheetOf('<row/>'.repeat(1100)))).toMatchObject({ code: 'too-many-rows' })
    expect(await read(sheetOf('<row><!-- <c/></row>'))).toMatchObject({ code: 'xlsx-damaged' })
  })
})

describe('a file that cannot be used is refused whole', () => {
  const sheet = (inner: string): Uint8Array => xlsxOf([], `<worksheet><sheetData>${inner}</sheetData></worksheet>`)
  it.each<[string, string, Uint8Array | string]>([
    ['empty', 'file-empty', ''], ['blank', 'file-empty', ' \r\n \r\n'], ['a workbook without rows', 'file-empty', xlsxOf([])],
    ['too large', 'file-too-large', 'x'.repeat(2_000_001)],
    ['a picture', 'file-not-a-table', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 1])],
    ['NUL bytes', 'file-not-a-table', '姓名,执业证号\n\0,1'],
    ['another zip', 'file-not-a-table', zipOf([{ name: 'word/document.xml', content: '<w/>' }])],
    ['old Excel', 'file-old-excel', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 1, 2])],
    ['a password', 'file-encrypted', zipOf([{ name: 'xl/workbook.xml', content: 'x', encrypted: true }])],
    ['a torn zip', 'zip-damaged', xlsxOf(rows).subarray(0, 300)],
    ['no column of that name', 'missing-columns', '姓名,电话\n赵一,13800000000'],
    ['no headings', 'missing-columns', '赵一,150110112233'],
    ['a column twice', 'column-twice', '姓名,执业证号,姓名\n赵一,1,钱二'],
    ['an open quote', 'csv-malformed', '姓名,执业证号\n"赵一,1'],
    ['too many rows', 'too-many-rows', `姓名,执业证号\n${'赵一,1\n'.repeat(1001)}`],
    ['a cell of 1 MB', 'row-too-long', `姓名,执业证号\n${'赵'.repeat(400_000)},1`],
    ['too many columns', 'too-many-columns', `姓名,执业证号${',x'.repeat(300)}\n`],
    ['one cell far below', 'too-many-rows', sheet('<row r="9999999"><c r="A9999999"><v>1</v></c></row>')],
    ['one cell far right', 'too-many-columns', sheet('<row r="1"><c r="XFD1"><v>1</v></c></row>')],
    ['a row number in disguise', 'xlsx-damaged', sheet('<row r="&#57;9999999"><c r="A1"><v>1</v></c></row>')],
    ['a row number in powers', 'xlsx-damaged', sheet('<row r=\'1e9\'></row>')],
    ['XML that is none', 'xlsx-damaged', sheet('<row r="1"><c r="A1" t="s"><v>77</v></c></row>')],
  ])('%s: %s', async (_what, code, bytes) => expect(await read(bytes)).toMatchObject({ kind: 'refused', code }))

  it('a zip that would unpack to gigabytes, before it is unpacked', async () => {
    const zeros = Buffer.alloc(40 * 1024 * 1024)
    expect(await read(xlsxOf(rows, undefined, [{ name: 'xl/media/a.xml', content: zeros }]))).toMatchObject({ code: 'zip-bomb' })
    expect(await read(xlsxOf(rows, undefined, [{ name: 'xl/a.xml', content: 'x', claims: 4_000_000_000 }]))).toMatchObject({ code: 'zip-bomb' })
  })
  it('a zip whose directory lies about a size, at that size', async () => {
    const zeros = Buffer.alloc(40 * 1024 * 1024)
    expect(await read(xlsxOf(rows, undefined, [{ name: 'xl/a.xml', content: zeros, claims: 1000 }]))).toMatchObject({ code: 'zip-damaged' })
  })
  it('a zip of thousands of entries', async () => {
    const parts = Array.from({ length: 301 }, (_, n) => ({ name: `xl/${n}.xml`, content: '' }))
    expect(await read(zipOf(parts))).toMatchObject({ code: 'zip-bomb' })
  })
  it('says which columns are missing and which are expected, in words', async () => {
    const refused = await read('名字,执业证号\n赵一,1')
    expect(refused.kind === 'refused' && describeError(refused)).toBe('缺少列：姓名。表头应包含：姓名、执业证号、律所。')
  })
})

describe('a bad cell', () => {
  it('is reported with row, column and code, and stops no other row (I1)', async () => {
    const table = await read('姓名,执业证号\n赵一,1\n,abc\n钱二,2')
    expect(table).toMatchObject({
      rows: [{ line: 2, values: { name: '赵一' } }, { line: 4, values: { name: '钱二' } }],
      errors: [{ line: 3, column: '姓名', code: 'cell-required' }, { line: 3, column: '执业证号', code: 'not-a-number' }],
    })
  })
  it.each([
    ['=cmd|\' /C calc\'!A0', 'formula-not-allowed'], ['@SUM(A1)', 'formula-not-allowed'], ['+cmd', 'formula-not-allowed'],
    ['-2+3+cmd', 'formula-not-allowed'], ['赵'.repeat(21), 'cell-too-long'],
  ])('%s is refused', async (cell, code) => {
    for (const bytes of [`姓名,执业证号\n"${cell}",1`, xlsxOf([['姓名', '执业证号'], [cell, '1']])]) {
      expect(await read(bytes)).toMatchObject({ rows: [], errors: [{ line: 2, column: '姓名', code }] })
    }
  })
  it('a long number that a spreadsheet has rounded is refused, not guessed', async () => {
    const lost = { rows: [], errors: [{ line: 2, column: '执业证号', code: 'number-lost-digits' }] }
    expect(await read(xlsxOf([['姓名', '执业证号'], ['赵一', 11509201810123456]]))).toMatchObject(lost)
    expect(await read('姓名,执业证号\n赵一,1.15092E+16')).toMatchObject(lost)
  })
  it('never finds its way into an error (I2)', async () => {
    const secret = '身份证150921199001011234'
    for (const bytes of [`姓名,执业证号\n赵一,${secret}`, `${secret},x\n赵一,1`, `姓名,执业证号\n"${secret}`, xlsxOf([['姓名', '执业证号'], [`=${secret}`, secret]])]) {
      expect(JSON.stringify(await read(bytes))).not.toContain('150921199001011234')
    }
  })
})

it('gives or reports every row of any file, and never throws', async () => {
  const cell = fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom('', '1', '赵一', '=x', '"', 'a,b', 'a\nb'))
  const quoted = (each: string): string => `"${each.replaceAll('"', '""')}"`
  await fc.assert(fc.asyncProperty(fc.array(fc.tuple(cell, cell), { maxLength: 20 }), async (body) => {
    const table = await read([['姓名', '执业证号'], ...body].map((row) => row.map(quoted).join(',')).join('\n'))
    if (table.kind === 'refused') return
    const reported = new Set([...table.rows.map((row) => row.line), ...table.errors.map((error) => error.line)])
    for (const { line } of table.rows) expect(table.errors.some((error) => error.line === line)).toBe(false)
    expect(reported.size).toBeLessThanOrEqual(body.length)
  }), { seed: 20261122, numRuns: 200 })
  await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (noise) => void await read(noise)), { seed: 20261122, numRuns: 300 })
  await fc.assert(fc.asyncProperty(fc.nat(), fc.nat({ max: 255 }), async (place, byte) => {
    const torn = xlsxOf(rows)
    torn[place % torn.length] = byte
    await read(torn)
  }), { seed: 20261122, numRuns: 300 })
})

describe('readings of cells', () => {
  it('dates as people write them, and the end of such a day in Beijing', () => {
    for (const written of ['2026-12-31', '2026/12/31', '2026.12.31', '2026年12月31日']) expect(day(written)).toEqual(good('2026-12-31'))
    for (const wrong of ['2026-02-30', '31/12/2026', '2026', '']) expect(day(wrong)).toMatchObject({ ok: false, code: 'not-a-date' })
    expect(endOfDay('2026-12-31')).toBe('2026-12-31T16:00:00.000Z')
  })
  it('phones, choices, lists', () => {
    expect(phone('+86 138-0000-0000')).toEqual(good('13800000000'))
    expect(phone('0474 - 4700000')).toEqual(good('04744700000'))
    expect(phone('１３８００００００００')).toEqual(good('13800000000'))
    expect(phone('12345')).toMatchObject({ code: 'not-a-phone' })
    expect(yesNo('是')).toEqual(good(true))
    expect(choice({ 社会: 'social' })('公社')).toMatchObject({ code: 'not-a-choice', detail: { choices: '社会' } })
    expect(listOf(yesNo)('是、否，是')).toEqual(good([true, false]))
    expect(listOf(yesNo)('是、x')).toMatchObject({ ok: false })
  })
})
