// The ledger and the report of a crowd, that a run goes on where it was, and that a world of the ledger comes out again: small worlds
// of one hour here.
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readParts, type Part } from '../src/crowd/ledger.ts'
import { ranges } from '../src/crowd/report.ts'
import { runProgram } from '../src/program.ts'

const folder = mkdtempSync(join(tmpdir(), 'zj-crowd-'))
afterAll(() => rmSync(folder, { recursive: true }))
const ledger = join(folder, 'ledger')
const report = join(folder, 'report.md')

const crowd = async (...args: string[]): Promise<{ code: number; out: string; err: string }> => {
  let [out, err] = ['', '']
  const code = await runProgram(['crowd', '--into', ledger, '--hours', '1', '--hourly', '30', '--jobs', '1', ...args],
    { out: { write: (text) => { out += text } }, err: { write: (text) => { err += text } } }, {})
  return { code, out, err }
}
const seeds = (): readonly (readonly number[])[] => readParts(ledger).map(({ worlds }) => worlds.map(({ seed }) => seed))
const files = (): readonly string[] => readdirSync(ledger).sort()
/** Writes a part anew, otherwise. */
const change = (name: string, to: (part: Part) => Part): void => {
  const file = join(ledger, name)
  writeFileSync(file, JSON.stringify(to(JSON.parse(readFileSync(file, 'utf8')) as Part)))
}

describe('zhijian crowd', () => {
  it('puts its worlds into a part of the ledger, and goes on behind what an interruption left', async () => {
    const first = await crowd('--questions', '1', '--json')
    const { code, questions } = JSON.parse(first.out) as { code: string; questions: number }
    expect({ exit: first.code, ...JSON.parse(first.out) }).toMatchObject({ exit: 0, ok: true, worlds: 1, broken: [] })
    expect(code).toMatch(/^[0-9a-f]{64}$/)
    expect(files()).toEqual([`${code.slice(0, 12)}-1-1.json`])
    // What a kill leaves: the lines of a part that was written, a world that was in none, and a line it cut short.
    const [part] = readParts(ledger) as [Part]
    const world = { code, node: part.node, machine: part.machine, crowd: part.crowd, twice: false, ok: true, breaches: [], story: [], digest: 'none', figures: part.figures, cpuMs: 1 }
    appendFileSync(join(ledger, 'worlds.jsonl'), `${JSON.stringify({ ...world, seed: 1 })}\n${JSON.stringify({ ...world, seed: 2 })}\n{"seed":3,"co`)
    const second = await crowd('--questions', String(2 * questions + 1), '--json', '--report', report)
    expect({ exit: second.code, ...JSON.parse(second.out) }).toMatchObject({ exit: 0, ok: true, code, worlds: 3, broken: [] })
    expect(seeds()).toEqual([[1], [2, 3]])
    expect(files()).toHaveLength(2)
    const text = readFileSync(report, 'utf8')
    for (const piece of ['| 1–3 | 3 |', `| \`${code.slice(0, 12)}\` | ${process.version} |`, '| worlds | 3, of them 0 run twice |', '| worlds that held | 3 |', '| a-command-lands-once |', '| failedWrite |', '--again 1`']) expect(text).toContain(piece)
    // Nothing is left to do: the same text again, and from the ledger alone.
    await crowd('--questions', String(2 * questions + 1), '--report', report)
    expect(readFileSync(report, 'utf8')).toBe(text)
    await crowd('--questions', '1', '--minutes', '0', '--report', report)
    expect(readFileSync(report, 'utf8')).toBe(text)
    expect(seeds()).toEqual([[1], [2, 3]])
  })
  it('runs a world of the ledger again, and sees where its log or its figures were written otherwise', async () => {
    const again = async (seed: number) => {
      const { code, out } = await crowd('--again', String(seed), '--json')
      return { exit: code, ...JSON.parse(out) as object }
    }
    expect(await again(1)).toMatchObject({ exit: 0, ok: true, isSame: true, isSameCode: true })
    // The world that was only said to have been run.
    expect(await again(2)).toMatchObject({ exit: 1, isSame: false, isSameCode: true, written: { log: 'none' } })
    const [name] = files() as [string]
    change(name, (part) => ({ ...part, worlds: part.worlds.map((row) => ({ ...row, figures: '00' })) }))
    expect(await again(1)).toMatchObject({ exit: 1, isSame: false })
    expect(await crowd('--again', '99', '--lang', 'en')).toMatchObject({ code: 3, err: expect.stringContaining('no world of seed 99') as string })
  })
  it('begins anew on other code, and the report says how much was asked on which', async () => {
    const others = 'a'.repeat(64)
    for (const name of files()) change(name, (part) => ({ ...part, code: others }))
    const { out } = await crowd('--questions', '1', '--json', '--report', report)
    expect(JSON.parse(out)).toMatchObject({ worlds: 1 })
    expect(seeds().flat().toSorted()).toEqual([1, 1, 2, 3])
    const text = readFileSync(report, 'utf8')
    expect(text).toContain('| `aaaaaaaaaaaa` |')
    expect(text).toContain('| worlds | 4, ')
  })
  it('does not count a seed twice on one code', async () => {
    for (const name of files()) change(name, (part) => ({ ...part, code: 'b'.repeat(64) }))
    expect(await crowd('--questions', '1', '--lang', 'en')).toMatchObject({ code: 3, err: expect.stringContaining('counts seed 1 twice') as string })
    for (const name of files().slice(1)) rmSync(join(ledger, name))
  })
  it('does not believe a ledger that is damaged, and says where', async () => {
    appendFileSync(join(ledger, 'worlds.jsonl'), '{}\nnothing\n{}\n')
    expect(await crowd('--questions', '1', '--lang', 'en')).toMatchObject({ code: 3, err: expect.stringContaining('line 2') as string })
    rmSync(join(ledger, 'worlds.jsonl'))
    change(files()[0]!, (part) => ({ ...part, worlds: [] }))
    expect(await crowd('--questions', '1', '--lang', 'en')).toMatchObject({ code: 3, err: expect.stringContaining(files()[0]!) as string })
  })
  it.each([['--questions', '0'], ['--jobs', 'x'], ['--again', 'x'], ['--seed', '-1']])('does not take %s %s', async (...args) => {
    const { code, err } = await crowd(...args)
    expect(code).toBe(2)
    expect(err).toContain(args[0])
  })
})

describe('seeds', () => {
  it('are told in ranges', () => expect([ranges([]), ranges([3]), ranges([5, 1, 2, 4, 9])]).toEqual(['', '3', '1–2, 4–5, 9']))
})
