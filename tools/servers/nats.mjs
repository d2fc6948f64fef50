// A real nats-server for tests: `natsServerBinary()` says what there is, `startNats()` runs one of our own on loopback.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { findNats, inspectBinary, serversFile } from './find.mjs'

/**
 * What `npm test` provisioned, or, when a test is run alone, what is there. Fetches nothing.
 * @returns {Promise<import('./find.mjs').NatsBinary | import('./find.mjs').NatsElsewhere | import('./find.mjs').Unavailable>}
 */
export const natsServerBinary = async () => {
  const given = process.env.ZHIJIAN_SERVERS
  if (given) return JSON.parse(given).nats
  if (existsSync(serversFile) && !process.env.NATS_URL) {
    const { nats } = JSON.parse(readFileSync(serversFile, 'utf8'))
    if (nats.path !== undefined && !('unavailable' in inspectBinary(nats.path, nats.source))) return nats
  }
  const { found, elsewhere, refused } = await findNats()
  return found ?? elsewhere ?? { unavailable: [...refused, 'no nats-server on PATH or in .cache (`npm test` gets one)'].join('; ') }
}

/** @param {unknown} value @param {string} indent @returns {string} in the server's configuration language */
const configText = (value, indent = '') => {
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map((each) => configText(each, indent)).join(', ')}]`
  return `{\n${Object.entries(value).map(([key, each]) => `${indent}  ${key}: ${configText(each, `${indent}  `)}`).join('\n')}\n${indent}}`
}

/**
 * Starts a server with JetStream on 127.0.0.1 and waits until it says that it is ready.
 * @param {{ storeDir: string, port?: number, config?: Record<string, unknown>, include?: string, binary?: string }} options
 *   storeDir: kept by the caller, so that a second start finds the first one's messages; port: default any free one (a restart
 *   passes the port of the first start); config: more settings, objects as in the server's file, `jetstream` is merged; include: another file
 *   of settings, its users for instance
 * @returns {Promise<{ url: string, port: number, pid: number, ended: Promise<void>, stop(): Promise<void>, kill(): Promise<void> }>}
 *   stop: in good order; kill: as kill -9 does it. Both resolve when the process is gone, and may be called again.
 * @throws Error when there is no server or it does not become ready, with the end of what it said
 */
export const startNats = async ({ storeDir, port = -1, config = {}, include, binary }) => {
  const nats = binary === undefined ? await natsServerBinary() : { path: binary }
  if (!('path' in nats)) throw new Error('unavailable' in nats ? `no nats-server: ${nats.unavailable}` : 'only NATS_URL is available: that server is not ours to start')
  mkdirSync(storeDir, { recursive: true })
  const file = join(storeDir, 'nats-server.conf')
  const { jetstream = {}, ...rest } = config
  const settings = { host: '127.0.0.1', port, jetstream: { store_dir: join(storeDir, 'jetstream'), .../** @type {object} */ (jetstream) }, ...rest }
  writeFileSync(file, Object.entries(settings).map(([key, value]) => `${key}: ${configText(value)}\n`).join('') +
    // The server looks for it beside its own file, also where a path is absolute.
    (include === undefined ? '' : `include ${JSON.stringify(relative(storeDir, include))}\n`))

  const child = spawn(nats.path, ['-c', file], { stdio: ['ignore', 'ignore', 'pipe'] })
  const onExit = () => child.kill('SIGKILL')
  process.once('exit', onExit)
  const gone = new Promise((/** @type {(value: void) => void} */ resolve) => child.once('close', () => {
    process.removeListener('exit', onExit)
    resolve()
  }))
  let said = ''
  const listening = await new Promise((/** @type {(port: number) => void} */ resolve, reject) => {
    child.once('error', reject)
    child.once('close', () => reject(new Error(`nats-server did not start: ${said.slice(-1_000)}`)))
    child.stderr.on('data', (chunk) => {
      if (said.length < 100_000) said += chunk.toString('utf8')
      const at = /Listening for client connections on [^\s]*:(\d+)/.exec(said)
      if (at !== null && said.includes('Server is ready')) resolve(Number(at[1]))
    })
  })
  /** @param {NodeJS.Signals} signal */
  const end = async (signal) => {
    child.kill(signal)
    await gone
  }
  return { url: `nats://127.0.0.1:${listening}`, port: listening, pid: /** @type {number} */ (child.pid), ended: gone, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') }
}
