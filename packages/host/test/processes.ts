// Services as an operator starts them: their built main.js, each in a process of its own, told everything by environment.
import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { asBuilt } from '../../../tools/setup/bundled.mjs'
import { eventually } from './patience.timer.ts'

const mainOf = (service: string): string => fileURLToPath(new URL(`../../../services/${service}/dist/src/main.js`, import.meta.url))

export interface Line { readonly code: string; readonly url?: string; readonly where?: string; readonly message?: string; readonly fault?: string }

export interface Running {
  readonly service: string
  url(): string
  /** What it wrote to its log, and to its terminal. */
  readonly log: readonly Line[]
  readonly said: readonly string[]
  isReady(): Promise<boolean>
  /** Why it is not ready. */
  reasons(): Promise<readonly string[]>
  /** Of one that was told its port, and says only later that it listens there. */
  isAt(url: string): void
  signal(name: NodeJS.Signals): void
  metric(name: string): Promise<string | undefined>
  pid(): number
  kill(): Promise<void>
  /** SIGTERM. @returns the exit code */
  stop(): Promise<number | null>
}

/** On a connection of its own: one that is kept may be closed by the other side at the moment it is used again. */
export const look = (url: string): Promise<Response> => fetch(url, { headers: { connection: 'close' } })

/** @param within a command that becomes the process: `nsenter …` */
export const runProcess = (service: string, environment: Readonly<Record<string, string>>, within: readonly string[] = []): Running => {
  const main = mainOf(service)
  if (!existsSync(main)) throw new Error(`${service} is not built: run tsc -b`)
  const [program, ...args] = [...within, process.execPath, main]
  const child: ChildProcess = spawn(program!, args, { env: { ...asBuilt(), PORT: '0', ...environment }, stdio: ['ignore', 'pipe', 'pipe'] })
  const onExit = (): void => void child.kill('SIGKILL')
  process.once('exit', onExit)
  const log: Line[] = []
  const said: string[] = []
  createInterface({ input: child.stdout! }).on('line', (line) => said.push(line))
  createInterface({ input: child.stderr! }).on('line', (line) => log.push(line.startsWith('{') ? JSON.parse(line) as Line : { code: 'text', message: line }))
  const gone = new Promise<number | null>((resolve) => child.once('close', (code) => {
    process.removeListener('exit', onExit)
    resolve(code)
  }))
  let known: string | undefined
  const url = (): string => {
    const listening = known ?? log.find(({ code }) => code === 'listening')?.url
    if (listening === undefined) throw new Error(`${service} does not listen: ${JSON.stringify(log.slice(-5))}`)
    return listening
  }
  return {
    service, log, said, url,
    async isReady() {
      if (child.exitCode !== null) throw new Error(`${service} ended by itself: ${JSON.stringify(log.slice(-5))}`)
      return log.some(({ code }) => code === 'listening') && (await look(`${url()}/readyz`)).status === 200
    },
    async reasons() {
      const { reasons } = await (await look(`${url()}/readyz`)).json() as { reasons: string[] }
      return reasons
    },
    isAt(at) {
      known = at
    },
    signal: (name) => void child.kill(name),
    async metric(name) {
      const text = await (await look(`${url()}/metrics`)).text()
      return text.split('\n').find((line) => line.startsWith(`${name} `))?.slice(name.length + 1)
    },
    pid: () => child.pid!,
    async kill() {
      child.kill('SIGKILL')
      await gone
    },
    stop() {
      child.kill('SIGTERM')
      return gone
    },
  }
}

export const untilReady = (...all: readonly Running[]): Promise<unknown> =>
  Promise.all(all.map((each) => eventually(() => each.isReady(), () => `${each.service} is ready; it said ${JSON.stringify(each.log.slice(-5))}`)))
