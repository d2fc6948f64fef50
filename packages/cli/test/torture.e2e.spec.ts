// The small form of `npm run torture`: a few harms, the same proof. What servers there are not is said.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { asBuilt } from '../../../tools/setup/bundled.mjs'
import { natsServerBinary } from '../../../tools/servers/nats.mjs'
import type { TortureResult } from '../src/torture/run.ts'

const PROGRAM = fileURLToPath(new URL('../dist/src/main.js', import.meta.url))
/** It ends with whoever runs this, also when that gives it up. */
const WITH_PARENT = fileURLToPath(new URL('../../../tools/setup/with-parent.mjs', import.meta.url))
/** As `npm run torture` has it: processes that start again and again load the same code. */
const run = (args: readonly string[]): Promise<{ code: number | null; out: string; err: string }> => new Promise((resolve, reject) => {
  const child = spawn(process.execPath, ['--import', WITH_PARENT, PROGRAM, ...args], { env: { ...process.env, ...asBuilt() }, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] })
  let [out, err] = ['', '']
  child.stdout!.setEncoding('utf8').on('data', (text: string) => { out += text })
  child.stderr!.setEncoding('utf8').on('data', (text: string) => { err += text })
  child.on('error', reject)
  child.on('close', (code) => resolve({ code, out, err }))
})

const there = await natsServerBinary()
const missing = 'path' in there ? null : 'unavailable' in there ? there.unavailable : 'only a server at NATS_URL, which is not ours to kill'
describe.skipIf(missing !== null)(missing === null ? 'a platform in several processes' : `NOT RUN (${missing}): a platform in several processes`, () => {
  // Harms are what this counts, and each comes while people ask: a question a second has every rule looked at thousands of times, and three
  // of them had what the platform does anyway done three times as often.
  it('that is killed, frozen and cut off under load has every acknowledged command once, every deadline, and views as the log makes them', async () => {
    const { code, out, err } = await run(['--json', 'torture', '--minutes', '10', '--seed', '29', '--most', '4', '--rate', '1', '--speed', '60'])
    expect(`${code} ${code === 0 ? '' : err + out}`).toBe('0 ')
    const result = JSON.parse(out) as TortureResult
    expect(result).toMatchObject({ ok: true, breaches: [], audit: { ok: true, missing: 0, doubled: 0, refusedButRecorded: 0, unacknowledged: 0 }, replay: { ok: true, findings: [] } })
    expect(result.suffered).toHaveLength(4)
    expect(result.kills).toBeGreaterThan(1)
    // What is never looked at proves nothing.
    for (const rule of ['a-command-lands-once', 'a-deadline-comes-once', 'no-deadline-is-missed', 'views-show-the-log', 'told-once', 'one-receipt-a-push', 'comes-to-rest', 'what-leaves-was-planned-before', 'taken-over-once', 'a-doubt-is-not-sent-again']) {
      expect(result.counts[rule], rule).toBeGreaterThan(0)
    }
    expect(result.audit.acknowledged).toBeGreaterThan(20)
    expect(Math.min(result.providers.wechat.delivered, result.providers.sms.delivered)).toBeGreaterThan(10)
    expect(result.providers.wecom.asked).toBeGreaterThan(0)
  }, 900_000)
})
