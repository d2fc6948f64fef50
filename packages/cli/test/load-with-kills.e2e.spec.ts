// The small form of benchmarks/load-with-kills.ts: invented questions, two kills, the same proof.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { asBuilt } from '../../../tools/setup/bundled.mjs'

const SCRIPT = fileURLToPath(new URL('../../../benchmarks/load-with-kills.ts', import.meta.url))
const MATTERS = ['老板拖欠我三个月工资', '邻居盖房占了宅基地', '离婚后对方不付抚养费', '买到假化肥玉米绝收', '草场承包合同到期不让续', '借给亲戚的钱不还', '骑车被撞对方逃了', '村里征地款没有公示']
/** Enough for two kills with dozens of commands on their way at each. */
const QUESTIONS = 60

const run = (args: readonly string[]): Promise<{ code: number | null; out: string; err: string }> => new Promise((resolve, reject) => {
  const child = spawn(process.execPath, [SCRIPT, ...args], { env: { ...process.env, ...asBuilt() }, stdio: ['ignore', 'pipe', 'pipe'] })
  let [out, err] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (text: string) => { out += text })
  child.stderr.setEncoding('utf8').on('data', (text: string) => { err += text })
  child.on('error', reject)
  child.on('close', (code) => resolve({ code, out, err }))
})

it('a platform that is killed twice under load has every acknowledged command once, and every deadline passed as it should', async () => {
  const root = mkdtempSync(join(tmpdir(), 'zj-kills-'))
  try {
    const rows = Array.from({ length: QUESTIONS }, (_, n) => JSON.stringify({ text: `${MATTERS[n % MATTERS.length]}，这是第${n + 1}次来问，应该找谁、怎么办？` }))
    writeFileSync(join(root, 'questions.jsonl'), rows.join('\n'))
    const { code, out, err } = await run(['--questions', join(root, 'questions.jsonl'), '--count', String(QUESTIONS), '--kills', '2', '--rate', '15', '--speed', '60', '--nation', '48'])
    // Why it is not sound stands last.
    expect(`${code} ${code === 0 ? '' : out + err}`).toBe('0 ')
    const result = JSON.parse(out) as Record<string, Record<string, number>>
    expect(result['asked']).toBe(QUESTIONS)
    expect(result['audit']).toMatchObject({ ok: true, missing: 0, doubled: 0, refusedButRecorded: 0, unacknowledged: 0 })
    expect(result['audit']!['acknowledged']).toBeGreaterThan(4 * QUESTIONS)
    expect(result['verifiedAfterStop']).toMatchObject({ ok: true, findings: 0 })
    expect(result['kills']).toHaveLength(2)
    expect(result['retries']!['broken']).toBeGreaterThan(0)
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
})
