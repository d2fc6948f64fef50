// The double for tests: started as a process, killed as one, ordered about meanwhile.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { LogRecord } from './log.ts'
import type { Order } from './main.ts'

export interface Double {
  readonly url: string
  readonly port: number
  readonly folder: string
  order(order: Order): Promise<unknown>
  records(): Promise<readonly LogRecord[]>
  /** As kill -9 does it; resolves when the process is gone. */
  kill(): Promise<void>
  /** Again, on the same port and folder. */
  start(): Promise<void>
  /** Ends it and throws its folder away. */
  dispose(): Promise<void>
}

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url))

const TLS = fileURLToPath(new URL('tls', import.meta.url))
export const authority = join(TLS, 'authority.cert.pem')

export const startDouble = async ({ isSecured = false }: { readonly isSecured?: boolean } = {}): Promise<Double> => {
  const folder = mkdtempSync(join(tmpdir(), 'zhijian-kurrent-'))
  let child: ChildProcess
  let port = 0
  let control = 0
  const start = async (): Promise<void> => {
    const security = isSecured ? ['secured', join(TLS, 'server.cert.pem'), join(TLS, 'server.key.pem')] : []
    child = spawn(process.execPath, ['--conditions=source', MAIN, folder, String(port), ...security], { stdio: ['ignore', 'pipe', 'pipe'] })
    const running = child
    const onExit = (): void => void running.kill('SIGKILL')
    process.once('exit', onExit)
    running.once('close', () => process.removeListener('exit', onExit))
    let complaint = ''
    child.stderr!.on('data', (text: Buffer) => (complaint += text.toString('utf8')))
    const [line] = await Promise.race([
      once(createInterface({ input: child.stdout! }), 'line') as Promise<[string]>,
      once(child, 'close').then(() => Promise.reject(new Error(`the double did not start: ${complaint}`))),
    ])
    ;[port, control] = line.split(' ').slice(1).map(Number) as [number, number]
  }
  const kill = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGKILL')
    await once(child, 'close')
  }
  await start()
  const order = async (asked: Order): Promise<unknown> =>
    (await fetch(`http://127.0.0.1:${control}`, { method: 'POST', body: JSON.stringify(asked) })).json()
  return {
    get url() {
      // The client waits so long before it first looks for a node, and between its tries.
      const patience = 'discoveryInterval=10'
      return isSecured ? `kurrentdb://localhost:${port}?${patience}&tlsCAFile=${encodeURIComponent(authority)}` : `kurrentdb://127.0.0.1:${port}?${patience}&tls=false`
    },
    get port() {
      return port
    },
    folder, order, start, kill,
    records: async () => await order({ do: 'records' }) as readonly LogRecord[],
    async dispose() {
      await kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
