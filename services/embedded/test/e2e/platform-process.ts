// A platform that runs by itself: the built program as `npm start` runs it, or `npm run start:distributed`, on a folder of its
// own. It ends with whoever runs the specs, however that ends.
import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { askAny, callControl, dataPaths, doorsIn, socketOf } from '@zhijian/host'
import { asBuilt } from './as-built.ts'
import { stopwatch, until, within } from './bounded-timers.ts'
import type { Profile, Session } from './profile.ts'

/** This package's folder: this runs from its source, and built. */
const HOME = new URL(import.meta.url.includes('/embedded/dist/') ? '../../../' : '../../', import.meta.url)
const WITH_PARENT = fileURLToPath(new URL('../../tools/setup/with-parent.mjs', HOME))
/** The first start makes the county and hashes a dozen passwords, on whatever else the machine has to do. */
const START_MS = 300_000

/** Restarts keep the address, so it is chosen before the first. */
const freePort = (): Promise<number> => new Promise((resolve, reject) => {
  const server = createServer().once('error', reject)
  server.listen(0, '127.0.0.1', () => {
    const { port } = server.address() as { port: number }
    server.close(() => resolve(port))
  })
})

/** A Tuesday like others by the clock of China: what is seen does not depend on the hour at which specs run. */
const FORENOON = '2027-03-02T10:00'

type Environment = Readonly<Record<string, string>>

const platformProcess = async (main: string, speed: number, stopsWithinMs: number, environment: Environment = {}): Promise<Profile> => {
  const program = fileURLToPath(new URL(`dist/src/${main}`, HOME))
  if (!existsSync(program)) throw new Error('the platform is not built: run `npm run build` (npm test does it by itself)')
  const root = mkdtempSync(join(tmpdir(), 'zj-e2e-'))
  const data = join(root, 'var')
  const port = await freePort()
  let output = ''
  let running: { readonly child: ChildProcess; readonly ended: Promise<number | null>; readonly from: number } | null = null

  const ended = async (): Promise<number | null> => {
    const code = await within('the process to end', running!.ended)
    running = null
    return code
  }
  /** Processes that it started, as it names them, each in its last life. */
  const parts = (): readonly number[] => [...new Map([...output.slice(running!.from).matchAll(/^ {2}(\S+) .*　进程 (\d+)　/gm)].map(([, name, pid]) => [name, Number(pid)])).values()]
  /** It, and every process that it started, before one of them could notice. */
  const killAll = (): void => {
    for (const pid of [-running!.child.pid!, ...parts()]) {
      try {
        process.kill(pid, 'SIGKILL')
      } catch {
        // It has ended already.
      }
    }
  }
  return {
    url: `http://127.0.0.1:${port}`,
    stopsWithinMs,
    async start({ silent = false, begin = FORENOON, args = [] } = {}) {
      const from = output.length
      const child = spawn(process.execPath, ['--import', WITH_PARENT, program, '--speed', String(speed), '--begin', begin, '--lawyers', '48', ...(silent ? ['--silent'] : []), ...args], {
        cwd: root, detached: true, env: { ...asBuilt(), ZHIJIAN_SERVERS: process.env['ZHIJIAN_SERVERS'], ZHIJIAN_DATA: data, PORT: String(port), ...environment },
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      })
      for (const stream of [child.stdout!, child.stderr!]) stream.setEncoding('utf8').on('data', (text: string) => { output += text })
      running = { child, from, ended: new Promise((resolve) => child.on('close', resolve)) }
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
      killAll()
      await ended()
    },
    async killPart(name = 'consult-router', signal = 'SIGKILL') {
      const part = [...output.matchAll(new RegExp(`${name} .*进程 (\\d+)`, 'g'))].at(-1)
      if (part) process.kill(Number(part[1]), signal)
    },
    phoneCode: (phone, after) => until(`a code for ${phone}`, () => new RegExp(`验证码 ${phone}：(\\d{6})`).exec(output.slice(after))?.[1]),
    printed: () => output,
    account(id) {
      const found = new RegExp(`用户名 ${id}　密码 (\\S+)　动态口令密钥 (\\S+)`).exec(output)
      if (!found) throw new Error(`no account ${id} was printed`)
      return { id, password: found[1]!, secondFactor: found[2]! }
    },
    lawyers: async (counts) => await within('sessions', callControl(socketOf(data), 'load-sessions', { run: 'e2e', citizens: 1, ...counts })) as unknown as Record<'counsel' | 'region' | 'nation', readonly Session[]>,
    seal: async () => void await within('a seal', askAny(doorsIn(data, dataPaths(data).folders.hosts), 'seal', { by: 'e2e', reason: '核对' })),
    folders: [root],
    remove() {
      if (running !== null) killAll()
      rmSync(root, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** `npm start` */
export const embeddedProcess = (speed: number): Promise<Profile> => platformProcess('main.js', speed, 5000)
/** `npm run start:distributed` */
export const distributedProcesses = (speed: number, environment?: Environment): Promise<Profile> => platformProcess('distributed/main.js', speed, 12_000, environment)
