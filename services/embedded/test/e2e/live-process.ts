// A live platform as a process of its own: the built program, as `npm start -- --live` runs it.
import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { asBuilt } from './as-built.ts'
import { until, within } from './bounded-timers.ts'

const PROGRAM = fileURLToPath(new URL('../../dist/src/main.js', import.meta.url))
const COMMAND_LINE = fileURLToPath(new URL('../../../../packages/cli/dist/src/main.js', import.meta.url))

export const freePort = (): Promise<number> => new Promise((resolve, reject) => {
  const server = createServer().once('error', reject)
  server.listen(0, '127.0.0.1', () => {
    const { port } = server.address() as { port: number }
    server.close(() => resolve(port))
  })
})

export interface LiveProcess {
  /** All that was printed, on both streams. */
  readonly printed: () => string
  /** One-time links, by account. */
  readonly links: () => Readonly<Record<string, string>>
  /** As Ctrl-C does. @returns the exit code */
  stop(): Promise<number | null>
  kill(): void
}

export interface Place {
  /** Working folder; the data is in `var` of it. */
  readonly root: string
  readonly port: number
}

const environment = ({ root, port }: Place) => ({ ...asBuilt(), ZHIJIAN_DATA: `${root}/var`, PORT: String(port) })

/** @throws Error with all that it said, when it ends before it is ready */
export const startLive = async (place: Place, ...args: readonly string[]): Promise<LiveProcess> => {
  if (!existsSync(PROGRAM)) throw new Error('the platform is not built: run `npm run build` (npm test does it by itself)')
  let output = ''
  const child: ChildProcess = spawn(process.execPath, [PROGRAM, '--live', ...args], { cwd: place.root, env: environment(place), stdio: ['ignore', 'pipe', 'pipe'] })
  for (const stream of [child.stdout!, child.stderr!]) stream.setEncoding('utf8').on('data', (text: string) => { output += text })
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  let isOver = false
  void ended.then(() => { isOver = true })
  await until('the platform to be ready', () => {
    if (isOver) throw new Error(output)
    return output.includes('Ctrl-C')
  })
  return {
    printed: () => output,
    links: () => Object.fromEntries([...output.matchAll(/（用户名 (\S+)）的一次性链接.*\n\s+(\S+\/enrol#\S+)/g)].map(([, id, link]) => [id, link!])),
    stop() {
      child.kill('SIGINT')
      return within('the process to end', ended)
    },
    kill: () => void child.kill('SIGKILL'),
  }
}

/** A start that is refused. @returns what it said */
export const refusedStart = (place: Place, ...args: readonly string[]): Promise<string> => startLive(place, ...args).then(async (started) => {
  await started.stop()
  throw new Error(`it started: ${started.printed()}`)
}, (error: Error) => error.message)

/** Any start that is to end by itself. */
export const startThatEnds = (place: Place, ...args: readonly string[]): Promise<{ readonly code: number; readonly said: string }> => within('the start to end', new Promise((resolve) => {
  const child = execFile(process.execPath, [PROGRAM, ...args], { cwd: place.root, env: environment(place) }, (_error, out, err) => resolve({ code: child.exitCode ?? -1, said: out + err }))
}))

/** `zhijian …` on the place's data. */
export const zhijian = (place: Place, ...args: readonly string[]): Promise<{ readonly code: number; readonly out: string }> => within(`zhijian ${args[0]}`, new Promise((resolve) => {
  const child = execFile(process.execPath, [COMMAND_LINE, ...args], { cwd: place.root, env: environment(place) }, (_error, out, err) => resolve({ code: child.exitCode ?? 1, out: out + err }))
}))
