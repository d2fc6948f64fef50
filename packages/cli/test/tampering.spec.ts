// Somebody with the store's file and SQLite at hand changes the record of a real platform, with and without hashing the chain
// anew afterwards. `replay verify` says so every time.
import { plus, type Instant } from '@zhijian/kernel'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { indexOf, isOf, parsed, rewriteLog, rowsOf, withEvent, withLog, type Row } from './forger.ts'
import { copyOf, makeStopped, remove, run } from './world.ts'

let template: string
let copy: ReturnType<typeof copyOf>
beforeAll(async () => {
  template = await makeStopped()
})
afterAll(() => remove(template))
beforeEach(() => {
  copy = copyOf(template)
})
afterEach(() => remove(copy.root))

const rows = (): Row[] => rowsOf(copy.log)
const rewrite = (log: readonly Row[], how: { readonly hashed: boolean }): void => rewriteLog(copy.log, log, how)

/** Each says what it does to the rows; the same file is then read as it is, and hashed anew. */
const TAMPERINGS: Readonly<Record<string, (log: readonly Row[]) => Row[]>> = {
  'an event edited': (log) => log.map((row) => (isOf('PromiseKept')(row)
    ? withEvent(row, ({ data }) => ({ data: Object.fromEntries(Object.entries(data).map(([name, value]) => [name, value === 'zhao' ? 'qian' : value === 'q1-zhao' ? 'q1-qian' : value])) })) : row)),
  'an event removed': (log) => log.toSpliced(indexOf(log, isOf('PromiseBroken')), 1),
  'an answer removed': (log) => log.toSpliced(indexOf(log, isOf('AnswerGiven')), 1),
  'two events reordered': (log) => {
    const first = indexOf(log, isOf('TierClosed', 'consultation-q2'))
    const second = log.findIndex((row, place) => place > first && row.stream === 'consultation-q2')
    return log.toSpliced(second, 1).toSpliced(first, 0, log[second]!)
  },
  'an event inserted': (log) => {
    const at = indexOf(log, isOf('AnswerGiven'))
    return log.toSpliced(at + 1, 0, withEvent(log[at]!, ({ meta }) => ({ id: '01890000-0000-7000-8000-000000000000', meta: { ...meta, commandid: 'command-forged-00000001' } })))
  },
  'a deadline shifted by a second': (log) => log.map((row) => (isOf('TierOpened')(row) && parsed(row).data['closesAt'] !== null
    ? withEvent(row, ({ data }) => ({ data: { ...data, closesAt: plus(data['closesAt'] as Instant, 1000) } })) : row)),
  'a deadline that passed a second later': (log) => log.map((row) => (isOf('PromiseBroken')(row)
    ? withEvent(row, ({ data, meta }) => ({ data: { ...data, at: plus(meta.time, 1000) }, meta: { ...meta, time: plus(meta.time, 1000) } })) : row)),
  'a recipient changed': (log) => log.map((row) => (isOf('PushesPlanned')(row)
    ? withEvent(row, ({ data }) => ({ data: JSON.parse(JSON.stringify(data).replaceAll('"zhao"', '"sun"')) as object })) : row)),
  'a command altered': (log) => log.map((row) => (isOf('AnswerGiven')(row)
    ? withEvent(row, ({ meta }) => ({ meta: { ...meta, command: { ...meta.command, form: 'clip' } } })) : row)),
  'the actor changed': (log) => log.map((row) => (isOf('PromiseBroken')(row) ? withEvent(row, ({ meta }) => ({ meta: { ...meta, actorid: 'qian' } })) : row)),
}

/** Names of streams, events and fields stay as they are; every sentence around them is Chinese. */
const withoutNames = (out: string): string => out.replaceAll(/\b[a-zA-Z]+-\S+@\d+|\b[A-Z][a-zA-Z]+(\.v\d+)?\b|\b(data|meta)\.\w+|\b\d{4}-\S+Z\b/g, '')
const ENGLISH = /[a-z]{3,} [a-z]{2,}/

const verify = async () => run(copy.data, ['replay', 'verify', '--json'])

describe('an honest store', () => {
  it('verifies, also when every row was written anew as it was', async () => {
    expect(await verify()).toMatchObject({ code: 0, json: { ok: true, findings: [] } })
    rewrite(rows(), { hashed: true })
    expect(await verify()).toMatchObject({ code: 0, json: { ok: true } })
  })
})

describe.each(Object.entries(TAMPERINGS))('%s', (_name, tamper) => {
  it('as it lies there is found', async () => {
    rewrite(tamper(rows()), { hashed: false })
    const { code, json, out } = await verify()
    expect(code).toBe(1)
    expect(json.ok).toBe(false)
    expect(out).not.toContain('请先到劳动监察大队')
  })
  it('and hashed anew is found by deciding again, not only by the seals', async () => {
    rewrite(tamper(rows()), { hashed: true })
    const { code, json } = await verify()
    expect(code).toBe(1)
    expect(json.findings.map(({ kind }: { kind: string }) => kind)).toEqual(expect.arrayContaining([expect.stringMatching(/^(decides-otherwise|left-unsettled|time-goes-back|unfinished-batch)$/)]))
  })
  it('is told to a person, in Chinese, with the place', async () => {
    rewrite(tamper(rows()), { hashed: true })
    const { code, out } = await run(copy.data, ['replay', 'verify'])
    expect(out).not.toMatch(/@-1|(?:位置|position) *\n/)
    expect(code).toBe(1)
    expect(out).toMatch(/查验不通过：发现 \d+ 处/)
    expect(out).toMatch(/(consultation|delivery)-\S+@\d+/)
    expect(withoutNames(out)).not.toMatch(ENGLISH)
    expect(withoutNames((await run(copy.data, ['check'])).out)).not.toMatch(ENGLISH)
  })
})

describe('a tail cut off without a trace inside', () => {
  const cut = (n: number): void => rewrite(rows().slice(0, -n), { hashed: false })
  it('is found by what lies outside, and nothing else could', async () => {
    cut(3)
    const { code, json } = await verify()
    expect(code).toBe(1)
    expect(json.findings.map(({ kind }: { kind: string }) => kind)).toContain('truncated')
  })
  it('is found by check too', async () => {
    cut(3)
    expect(await run(copy.data, ['check', '--json'])).toMatchObject({ code: 1, json: { isWhole: false } })
  })
  it('down to a single event', async () => {
    cut(1)
    expect((await verify()).code).toBe(1)
  })
  it('keeps the doctor from saying that all is well', async () => {
    cut(3)
    const { code, json } = await run(copy.data, ['doctor', '--json'])
    expect(code).toBe(1)
    expect(json.looks.map(({ key }: { key: string }) => key)).toContain('doctor.seals.behind')
  })
})

describe('statements run on the file', () => {
  const sql = (text: string): void => withLog(copy.log, (db) => db.exec(text))
  it.each([
    ['a text changed in place', "update events set text = replace(text, 'zhao', 'chen') where position = (select max(position) from events where text like '%zhao%')"],
    ['a row deleted', 'delete from events where position = (select max(position) - 5 from events)'],
    ['two rows that changed places', 'update events set position = -1 where position = 20; update events set position = 20 where position = 21; update events set position = 21 where position = -1'],
    ['a row appended behind the end', "insert into events select position + 1, stream, version + 1, kind, text, hash from events order by position desc limit 1"],
    ['the end of the log set back', 'update log set head = head - 2'],
    ['a kind changed, so that filters miss it', "update events set kind = (select kind from kinds where type = 'TierClosed') where kind = (select kind from kinds where type = 'AnswerGiven')"],
  ])('%s', async (_name, statement) => {
    sql(statement)
    expect((await verify()).code).toBe(1)
    const { code, out } = await run(copy.data, ['check'])
    expect(code).toBe(1)
    expect(withoutNames(out)).not.toMatch(ENGLISH)
    const { json } = await run(copy.data, ['check', '--json'])
    for (const finding of json.findings) expect(finding).toEqual({ kind: expect.stringMatching(/^[a-z]+$/), place: expect.any(String), code: expect.stringMatching(/^[a-z-]+$/), values: expect.any(Object), message: expect.any(String) })
  })
})
