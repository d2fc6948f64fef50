import type { Report } from '@zhijian/simulation'
import { describe, expect, it } from 'vitest'
import { runProgram } from '../src/program.ts'

const run = async (...args: string[]): Promise<{ code: number; out: string; err: string }> => {
  let [out, err] = ['', '']
  const code = await runProgram(args, { out: { write: (text) => { out += text } }, err: { write: (text) => { err += text } } }, {})
  return { code, out, err }
}

describe('zhijian simulate', () => {
  it('runs worlds, reports what came of them and which rules were looked at, and ends with 0 when all hold', async () => {
    const { code, out } = await run('simulate', '--seed', '1..2', '--faults', 'none', '--hours', '0.5', '--json')
    const { ok, seeds, hours, failed, report } = JSON.parse(out) as { ok: boolean; seeds: object; hours: number; failed: unknown[]; report: Report }
    expect({ code, ok, seeds, hours, failed }).toEqual({ code: 0, ok: true, seeds: { from: 1, to: 2 }, hours: 0.5, failed: [] })
    expect(report.worlds).toBe(2)
    expect(report.questions).toBeGreaterThan(0)
    expect(report.checks['the-log-derives-again']).toBe(2)
    expect(report.checked).toBeGreaterThan(1000)
  })
  it('says it in words, in the reader’s language', async () => {
    const { out } = await run('simulate', '--seed', '3', '--faults', 'none', '--hours', '0.2', '--lang', 'en')
    expect(out).toMatch(/promise kept .* %/)
    expect(out).toContain('all 1 worlds hold')
  })
  it.each([['--seed', '9..3'], ['--seed', 'x'], ['--faults', 'much'], ['--hours', '0'], ['--days', '-1'], ['--county', 'ZZ']])('does not take %s %s', async (...args) => {
    const { code, err } = await run('simulate', ...args)
    expect(code).toBe(2)
    expect(err).toContain(args[0])
  })
})
