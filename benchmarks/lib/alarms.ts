// The contestants for timers and for commands: each is started in a folder of its own, given alarms, killed, started again, and asked what
// rang when. What they keep is what they themselves call durable: every one syncs before it answers.
import { execFileSync, fork, spawn, type ChildProcess } from 'node:child_process'
import { Agent, request as httpRequest } from 'node:http'
import { appendFileSync, chownSync, mkdirSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Load, Loaded } from './load.ts'
import { peer } from './peers.ts'

export interface Put { readonly from: number; readonly to: number; readonly dueMs: number; readonly stepMs: number }
export interface Contestant {
  /** Opens what is in the folder, or makes it. @param door also for commands over HTTP @returns when it takes work */
  start(folder: string, door?: 'http'): Promise<void>
  put(what: Put): Promise<void>
  /** How many have rung, durably. */
  rung(): Promise<number>
  /** Which rang, and at what time their code ran. */
  records(): Promise<readonly (readonly [n: number, atMs: number])[]>
  /** What takes POST of `{ id, note, afterMs }`. */
  readonly door: { readonly port: number; readonly path: (id: string) => string }
  /** Processes whose CPU is its own. */
  pids(): readonly number[]
  kill(): Promise<void>
  stop(): Promise<void>
}

export const freePort = (): Promise<number> => new Promise((resolve) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address() as { port: number }
    server.close(() => resolve(port))
  })
})
export const ended = (child: ChildProcess): Promise<void> => new Promise((resolve) => {
  if (child.exitCode !== null || child.signalCode !== null) resolve()
  else child.once('close', () => resolve())
})
type Said = { ready?: number; put?: number; count?: number; records?: (readonly [number, number])[] }
const next = <K extends keyof Said>(child: ChildProcess, what: K): Promise<NonNullable<Said[K]>> => new Promise((resolve, reject) => {
  const onExit = (code: number | null): void => reject(new Error(`it ended with ${code} while it was asked for ${what}`))
  const onMessage = (message: Said): void => {
    if (message[what] === undefined) return
    child.off('message', onMessage).off('exit', onExit)
    resolve(message[what])
  }
  child.on('message', onMessage).once('exit', onExit)
})
const ask = <K extends 'put' | 'count' | 'records'>(child: ChildProcess, what: K, value: unknown): Promise<NonNullable<Said[K]>> => {
  const answer = next(child, what)
  child.send({ [what]: value })
  return answer
}
/** Started by us: its words go to stderr. What this process was started with is not its: it would not outlive a line that nobody holds. */
export const forked = (script: string, args: readonly string[]): ChildProcess => fork(script, args, { stdio: ['ignore', 2, 2, 'ipc'], execArgv: [], env: { ...process.env, RESTATE_LOGGING: 'ERROR' } })
/** In a process of its own, so that its CPU is nobody's. @throws when any request failed */
export const underLoad = async (load: Load): Promise<Loaded> => {
  const child = forked(fileURLToPath(new URL('load.ts', import.meta.url)), [])
  // A process that is gone may still be heard: its line ends when all it said has come.
  const answer = new Promise<Loaded>((resolve, reject) => child.once('message', (message) => resolve(message as Loaded)).once('disconnect', () => reject(new Error(`the load ended with ${child.exitCode ?? child.signalCode}`))))
  child.send(load)
  const loaded = await answer
  await ended(child)
  if (loaded.failed > 0) throw new Error(`${loaded.failed} of ${load.count} requests failed, first: ${loaded.firstFailure}`)
  return loaded
}
const ending = async (child: ChildProcess | undefined, signal: NodeJS.Signals): Promise<void> => {
  if (!child) return
  child.kill(signal)
  await ended(child)
}

export interface PlatformProcess { readonly child: ChildProcess; readonly port: number; readonly tokens: readonly string[] }
export const startPlatform = async (folder: string, citizens: number): Promise<PlatformProcess> => {
  const child = forked(fileURLToPath(new URL('platform-service.ts', import.meta.url)), [folder, String(citizens)])
  const { ready, tokens } = await new Promise<{ ready: number; tokens: string[] }>((resolve, reject) => child.once('message', (message) => resolve(message as never)).once('exit', (code) => reject(new Error(`the platform ended with ${code}`))))
  return { child, port: ready, tokens }
}

export const zhijian = (): Contestant => {
  let child: ChildProcess
  let port = 0
  return {
    async start(folder, door) {
      child = forked(fileURLToPath(new URL('alarm-service.ts', import.meta.url)), [folder, ...door === 'http' ? ['--http'] : []])
      port = await next(child, 'ready')
    },
    put: async (what) => void await ask(child, 'put', what),
    rung: () => ask(child, 'count', true),
    records: () => ask(child, 'records', true),
    get door() { return { port, path: () => '/' } },
    pids: () => [child.pid!],
    kill: () => ending(child, 'SIGKILL'),
    stop: () => ending(child, 'SIGKILL'),
  }
}

export const POSTGRES = '/usr/lib/postgresql/15/bin'
/** A cluster of its own on loopback, with the settings it comes with: fsync and synchronous_commit on. It will not run as root. */
export const openPostgres = async (folder: string): Promise<{ readonly url: string; readonly pid: number; stop(): Promise<void> }> => {
  const data = join(folder, 'postgres')
  const asPostgres = process.getuid?.() === 0 ? { uid: Number(execFileSync('id', ['-u', 'postgres'])), gid: Number(execFileSync('id', ['-g', 'postgres'])) } : null
  mkdirSync(data, { recursive: true })
  if (asPostgres !== null) {
    chownSync(data, asPostgres.uid, asPostgres.gid)
    execFileSync('chmod', ['711', folder])
  }
  const isNew = !statSync(join(data, 'PG_VERSION'), { throwIfNoEntry: false })
  if (isNew) {
    execFileSync(join(POSTGRES, 'initdb'), ['-D', data, '-U', 'bench', '-A', 'trust', '--no-instructions'], { ...asPostgres, stdio: ['ignore', 'ignore', 2], cwd: '/' })
    appendFileSync(join(data, 'postgresql.conf'), `\nmax_connections = 100\nunix_socket_directories = ''\nlisten_addresses = '127.0.0.1'\n`)
  }
  const port = await freePort()
  const server = spawn(join(POSTGRES, 'postgres'), ['-D', data, '-p', String(port)], { ...asPostgres, stdio: 'ignore', cwd: '/' })
  for (let tries = 0; ; tries += 1) {
    try {
      execFileSync(join(POSTGRES, 'pg_isready'), ['-h', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' })
      break
    } catch (error) {
      if (tries > 300 || server.exitCode !== null) throw error
      await pause(100)
    }
  }
  if (isNew) execFileSync(join(POSTGRES, 'createdb'), ['-h', '127.0.0.1', '-p', String(port), '-U', 'bench', 'alarms'])
  return {
    url: `postgresql://bench@127.0.0.1:${port}/alarms`, pid: server.pid!,
    stop: () => ending(server, 'SIGINT'),
  }
}

/** SIGKILL takes the application; PostgreSQL goes on, as it would on a machine of its own. */
export const dbos = (): Contestant => {
  let database: Awaited<ReturnType<typeof openPostgres>> | undefined
  let child: ChildProcess
  let port = 0
  return {
    async start(folder, door) {
      database ??= await openPostgres(folder)
      child = forked(peer('dbos.mjs'), [database.url, ...door === 'http' ? ['--http'] : []])
      port = await next(child, 'ready')
    },
    put: async (what) => void await ask(child, 'put', what),
    rung: () => ask(child, 'count', true),
    records: () => ask(child, 'records', true),
    get door() { return { port, path: () => '/' } },
    pids: () => [child.pid!, database!.pid],
    kill: () => ending(child, 'SIGKILL'),
    async stop() {
      await ending(child, 'SIGKILL')
      await database?.stop()
    },
  }
}

const post = (agent: Agent, port: number, path: string, body: unknown): Promise<{ status: number; text: string }> => new Promise((resolve, reject) => {
  const text = body === undefined ? '' : JSON.stringify(body)
  const request = httpRequest({ agent, host: '127.0.0.1', port, path, method: 'POST', headers: { accept: 'application/json', ...text === '' ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) } } }, (response) => {
    let answer = ''
    response.setEncoding('utf8').on('data', (part: string) => { answer += part }).on('end', () => resolve({ status: response.statusCode!, text: answer })).on('error', reject)
  }).on('error', reject)
  request.end(text)
})

/** SIGKILL takes the server and the service. */
export const restate = (): Contestant => {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })
  let ports: { readonly node: number; readonly ingress: number; readonly admin: number; readonly service: number } | undefined
  let server: ChildProcess
  let service: ChildProcess
  const untilUp = async (port: number, path: string): Promise<void> => {
    for (let tries = 0; ; tries += 1) {
      try {
        const response = await fetch(`http://127.0.0.1:${port}${path}`)
        if (response.ok) return
      } catch (error) {
        if (tries > 600) throw error
      }
      await pause(25)
    }
  }
  const query = async <T>(sql: string): Promise<T[]> => {
    const { status, text } = await post(agent, ports!.admin, '/query', { query: sql })
    if (status !== 200) throw new Error(`${sql}: ${status} ${text}`)
    return (JSON.parse(text) as { rows: T[] }).rows
  }
  const countRung = async (): Promise<number> => Number((await query<{ n: number }>(`select count(*) as n from state where service_name = 'alarm' and key = 'rang'`))[0]!.n)
  return {
    async start(folder) {
      const isNew = ports === undefined
      ports ??= { node: await freePort(), ingress: await freePort(), admin: await freePort(), service: await freePort() }
      service = forked(peer('restate-service.mjs'), [String(ports.service)])
      await next(service, 'ready')
      const { node, ingress, admin } = ports
      const own = peer(join('node_modules', '@restatedev', `restate-server-${process.platform}-${process.arch}`, 'bin', 'restate-server'))
      server = spawn(own, ['--base-dir', join(folder, 'restate'), '--node-name', 'bench', '--listen-mode', 'tcp', '--no-logo'], {
        stdio: ['ignore', 'ignore', 2], cwd: folder,
        env: {
          ...process.env, RESTATE_BIND_ADDRESS: `127.0.0.1:${node}`, RESTATE_ADVERTISED_ADDRESS: `http://127.0.0.1:${node}`, RESTATE_INGRESS__BIND_ADDRESS: `127.0.0.1:${ingress}`, RESTATE_ADMIN__BIND_ADDRESS: `127.0.0.1:${admin}`,
          RESTATE_DISABLE_TELEMETRY: 'true', RESTATE_LOG_FILTER: 'error', RESTATE_AUTO_PROVISION: 'true',
        },
      })
      await untilUp(admin, '/health')
      await untilUp(ingress, '/restate/health')
      // After a kill its doors are open before its partitions have a leader.
      for (let tries = 0; ; tries += 1) {
        try {
          await countRung()
          break
        } catch (error) {
          if (tries > 600) throw error
          await pause(25)
        }
      }
      if (isNew) {
        const { status, text } = await post(agent, admin, '/deployments', { uri: `http://127.0.0.1:${ports.service}` })
        if (status !== 201 && status !== 200) throw new Error(`the deployment was not registered: ${status} ${text}`)
      }
    },
    async put({ from, to, dueMs, stepMs }) {
      let n_ = from
      const one = async (): Promise<void> => {
        while (n_ < to) {
          const n = n_++
          const { status, text } = await post(agent, ports!.ingress, `/alarm/t${n}/ring/send?delay=${Math.max(0, Math.round(dueMs + (n - from) * stepMs - Date.now()))}ms`, undefined)
          if (status !== 202 && status !== 200) throw new Error(`t${n}: ${status} ${text}`)
        }
      }
      await Promise.all(Array.from({ length: 64 }, one))
    },
    rung: countRung,
    records: async () => (await query<{ service_key: string; value_utf8: string }>(`select service_key, value_utf8 from state where service_name = 'alarm' and key = 'rang'`)).map((row) => [Number(row.service_key.slice(1)), Number(row.value_utf8)] as const),
    get door() { return { port: ports!.ingress, path: (id: string) => `/alarm/${id}/set` } },
    pids: () => [server.pid!, service.pid!],
    async kill() {
      await Promise.all([ending(server, 'SIGKILL'), ending(service, 'SIGKILL')])
    },
    async stop() {
      agent.destroy()
      await Promise.all([ending(server, 'SIGKILL'), ending(service, 'SIGKILL')])
    },
  }
}
