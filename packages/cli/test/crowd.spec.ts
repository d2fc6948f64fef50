// The report of a crowd, and that a run goes on where it was: small worlds of one hour here.
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { ranges } from '../src/crowd/report.ts'
import { runProgram } from '../src/program.ts'

const folder = mkdtempSync(join(tmpdir(), 'zj-crowd-'))
afterAll(() => rmSync(folder, { recursive: true }))

const crowd = async (...args: string[]): Promise<{ code: number; out: string; err: string }> => {
  let [out, err] = ['', '']
  const code = await runProgram(['crowd', '--into', folder, '--hours', '1', '--hourly', '30', '--jobs', '1', ...args],
    { out: { write: (text) => { out += text } }, err: { write: (text) => { err += text } } }, {})
  return { code, out, err }
}
const seeds = (): number[] => readFileSync(join(folder, 'worlds.jsonl'), 'utf8').trim().split('\n').map((line) => (JSON.parse(line) as { seed: number }).seed)

describe('zhijian crowd', () => {
  it('writes each world down, goes on behind what an interruption left, and reports what was reached', async () => {
    const first = await crowd('--build', 'one', '--questions', '1', '--json')
    expect({ code: first.code, ...JSON.parse(first.out) }).toMatchObject({ code: 0, ok: true, worlds: 1, broken: [] })
    expect(seeds()).toEqual([1])
    // As a kill in the middle of a write leaves it.
    appendFileSync(join(folder, 'worlds.jsonl'), '{"seed":2,"bui')
    const { questions } = JSON.parse(first.out) as { questions: number }
    const report = join(folder, 'report.md')
    const second = await crowd('--build', 'one', '--questions', String(questions + 1), '--json', '--report', report)
    expect({ code: second.code, ...JSON.parse(second.out) }).toMatchObject({ code: 0, ok: true, worlds: 2, broken: [] })
    expect(seeds()).toEqual([1, 2])
    const text = readFileSync(report, 'utf8')
    for (const part of ['| seeds | 1–2 |', '| build | one |', '| worlds | 2, of them 0 run twice |', '| worlds that held | 2 |', '| a-command-lands-once |', '| failedWrite |']) expect(text).toContain(part)
    // Nothing is left to do: the same text again.
    await crowd('--build', 'one', '--questions', String(questions + 1), '--report', report)
    expect(readFileSync(report, 'utf8')).toBe(text)
    expect(seeds()).toEqual([1, 2])
  })
  it('begins anew for another build', async () => {
    await crowd('--build', 'other', '--questions', '1')
    expect(seeds()).toEqual([1, 2, 1])
  })
  it('does not believe a ledger that is damaged, and says where', async () => {
    appendFileSync(join(folder, 'worlds.jsonl'), 'nothing\n{}\n')
    const { code, err } = await crowd('--build', 'one', '--questions', '1', '--lang', 'en')
    expect(code).toBe(3)
    expect(err).toContain('line 4')
  })
  it.each([['--questions', '0'], ['--jobs', 'x'], ['--build', 'a b'], ['--seed', '-1']])('does not take %s %s', async (...args) => {
    const { code, err } = await crowd(...args)
    expect(code).toBe(2)
    expect(err).toContain(args[0])
  })
})

describe('seeds', () => {
  it('are told in ranges', () => expect([ranges([]), ranges([3]), ranges([5, 1, 2, 4, 9])]).toEqual(['', '3', '1–2, 4–5, 9']))
})
