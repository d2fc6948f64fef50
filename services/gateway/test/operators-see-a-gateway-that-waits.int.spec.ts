// Whoever looks after a gateway finds out why it takes no requests, while it has found no broker and has no face yet.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, it, onTestFinished } from 'vitest'
import { asBuilt } from '../../../tools/setup/bundled.mjs'

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

it('tells its operators why it waits, on the port that is theirs', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'zhijian-waits-'))
  const [nobody, pages] = [await freePort(), await freePort()]
  const gateway = spawn(process.execPath, [fileURLToPath(new URL('../dist/src/main.js', import.meta.url))], {
    env: { ...asBuilt(), NATS_URL: `nats://127.0.0.1:${nobody}`, ZHIJIAN_DATA: join(folder, 'var'), ZHIJIAN_COUNTY: '150921', ZHIJIAN_PAGES_PORT: String(pages), PORT: '0' },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  onTestFinished(async () => {
    const ended = once(gateway, 'close')
    gateway.kill('SIGKILL')
    await ended
    rmSync(folder, { recursive: true, force: true })
  })
  const codes: string[] = []
  for await (const line of createInterface({ input: gateway.stderr })) {
    codes.push((JSON.parse(line) as { code: string }).code)
    if (codes.at(-1) === 'start-delayed') break
  }
  expect(codes).toContain('operator-pages')
  expect(codes).not.toContain('listening')
  const ready = await fetch(`http://127.0.0.1:${pages}/readyz`)
  expect([ready.status, (await ready.json() as { reasons: string[] }).reasons.join()]).toEqual([503, expect.stringMatching(/no NATS server answers/)])
  expect((await fetch(`http://127.0.0.1:${pages}/healthz`)).status).toBe(200)
})
