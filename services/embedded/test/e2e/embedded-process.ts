// The embedded profile as a process of its own: the built program, as `npm start` runs it, on a folder of its own.
import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { callControl, socketOf } from '../../src/control.ts'
import { stopwatch, until, within } from './bounded-timers.ts'
import type { Profile, Session } from './profile.ts'

const PROGRAM = fileURLToPath(new URL('../../dist/src/main.js', import.meta.url))
/** The first start makes the county and hashes a dozen passwords. */
const START_MS = 120_000

/** Restarts keep the address, so it is chosen before the first. */
const freePort = (): Promise<number> => new Promise((resolve, reject) => {
  const server = createServer().once('error', reject)
  server.listen(0, '127.0.0.1', () => {
    const { port } = server.address() as { port: number }
    server.close(() => resolve(port))
  })
})

export const embeddedProcess = async (speed: number): Promise<Profile> => {
  if (!existsSync(PROGRAM)) throw new Error('the platform is not built: run `npm run build` (npm test does it by itself)')
  const root = mkdtempSync(join(tmpdir(), 'zj-e2e-'))
  const data = join(root, 'var')
  const port = await freePort()
  let output = ''
  let running: { readonly child: ChildProcess; readonly ended: Promise<number | null> } | null = null

  const ended = async (): Promise<number | null> => {
    const code = await within('the process to end', running!.ended)
    running = null
    return code
  }
  return {
    url: `http://127.0.0.1:${port}`,
    async start({ silent = false } = {}) {
      const from = output.length
      const child = spawn(process.execPath, [PROGRAM, '--speed', String(speed), '--lawyers', '48', ...(silent ? ['--silent'] : [])], {
        cwd: root, env: { PATH: process.env['PATH'], ZHIJIAN_DATA: data, PORT: String(port) }, stdio: ['ignore', 'pipe', 'pipe'],
      })
      for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => { output += text })
      running = { child, ended: new Promise((resolve) => child.on('close', resolve)) }
      await until('the platform to be ready', () => {
        if (child.exitCode !== null) throw new Error(`it did not start: ${output.slice(from)}`)
        return output.includes('Ctrl-C', from)
      }, START_MS)
    },
    async stop() {
      const time = stopwatch()
      running!.child.kill('SIGINT')
      const code = await ended()
      return { code, ms: time() }
    },
    async kill() {
      running!.child.kill('SIGKILL')
      await ended()
    },
    phoneCode: (phone, after) => until(`a code for ${phone}`, () => new RegExp(`验证码 ${phone}：(\\d{6})`).exec(output.slice(after))?.[1]),
    printed: () => output,
    account(id) {
      const found = new RegExp(`用户名 ${id}　密码 (\\S+)　动态口令密钥 (\\S+)`).exec(output)
      if (!found) throw new Error(`no account ${id} was printed`)
      return { id, password: found[1]!, secondFactor: found[2]! }
    },
    lawyers: async (counts) => await within('sessions', callControl(socketOf(data), 'load-sessions', { run: 'e2e', citizens: 1, ...counts })) as unknown as Record<'counsel' | 'region' | 'nation', readonly Session[]>,
    folders: [root],
    remove() {
      running?.child.kill('SIGKILL')
      rmSync(root, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
