// The auditor's commands where the log lies in KurrentDB: on a double that speaks its protocol, told of it as services are told. What
// the last release left in a file lies there, stream by stream.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { packedIn, releases, writeInto } from '@zhijian/audit/releases'
import { openKurrentStore } from '@zhijian/event-store/kurrent'
import { startDouble, type Double } from '@zhijian/event-store/kurrent-double'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readLog } from './whole-log.ts'
import { run } from './world.ts'

const folder = mkdtempSync(join(tmpdir(), 'zhijian-on-a-server-'))
const data = join(folder, 'var')
let double: Double
let env: Record<string, string>
let live: string

beforeAll(async () => {
  double = await startDouble()
  env = { KURRENTDB_URL: double.url }
  writeInto(folder, packedIn(releases().at(-1)!, 'store'))
  const log = (await readLog(data)).filter(({ stream }) => !stream.startsWith('log-'))
  live = log.find(({ stream }) => stream.startsWith('consultation-'))!.stream
  const store = await openKurrentStore({ url: double.url })
  const streams = [...new Set(log.map(({ stream }) => stream))].filter((stream) => stream === live || stream.startsWith('person-') || stream.startsWith('operation-'))
  for (const stream of streams) await store.append(stream, log.filter((event) => event.stream === stream), 'no-stream')
  writeFileSync(join(data, 'opened.json'), JSON.stringify({ storeId: store.storeId }))
  await store.close()
  // What lies in the file is not asked for.
  rmSync(join(data, 'log'), { recursive: true })
})
afterAll(async () => {
  await double.dispose()
  rmSync(folder, { recursive: true })
})

describe('a log on a server', () => {
  it('is decided again to the byte, checked, and tried with this build', async () => {
    const verified = await run(data, ['replay', 'verify', '--json'], { env })
    expect([verified.code, verified.json]).toMatchObject([0, { ok: true, findings: [] }])
    expect(verified.json.events).toBeGreaterThan(20)
    expect((await run(data, ['check', '--json'], { env })).json).toMatchObject({ isWhole: true, events: verified.json.events })
    expect((await run(data, ['upgrade', '--check', '--json'], { env })).json).toMatchObject({ ok: true })
  })
  it('shows what happened to a question, and what operators did', async () => {
    const shown = (await run(data, ['replay', 'show', live, '--json'], { env })).json
    expect(shown.events[0].type).toBe('ConsultationOpened.v1')
    expect((await run(data, ['operations', 'list', '--json'], { env })).json.length).toBeGreaterThan(0)
  })
  it('is not begun by looking, nor taken for another’s', async () => {
    const nobodys = { ...env, KURRENTDB_NAMESPACE: 'nobodys' }
    expect((await run(data, ['check', '--json'], { env: nobodys })).json).toMatchObject({ fault: { code: 'no-store' } })
    await (await openKurrentStore({ url: double.url, namespace: 'nobodys' })).close()
    expect((await run(data, ['check', '--json'], { env: nobodys })).json).toMatchObject({ fault: { code: 'log-replaced' } })
  })
  it('is copied and put back by the server’s own means, which is said', async () => {
    for (const command of [['backup'], ['restore', folder]]) expect((await run(data, command, { env })).err).toContain('用 KurrentDB 自己的备份和恢复')
  })
})
