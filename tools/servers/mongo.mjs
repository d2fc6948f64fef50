// Something that speaks MongoDB's protocol, for tests: `mongoServer()` says what there is, `startMongo()` runs one of our own
// on loopback, a replica set of one.
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { spawnBound } from './bound.mjs'
import { serversFile } from './find.mjs'
import { findMongo } from './find-mongo.mjs'
import { ask } from './mongo-wire.mjs'

const START_MS = 180_000
const SET = 'zhijian'

/**
 * What `npm test` provisioned, or, when a test is run alone, what is there. Fetches nothing.
 * @returns {Promise<import('./find-mongo.mjs').MongoBinary | import('./find-mongo.mjs').MongoElsewhere | import('./find.mjs').Unavailable>}
 */
export const mongoServer = async () => {
  const given = process.env.ZHIJIAN_SERVERS
  if (given) return JSON.parse(given).mongo
  if (existsSync(serversFile) && !process.env.MONGODB_URL) {
    const { mongo } = JSON.parse(readFileSync(serversFile, 'utf8'))
    if (mongo?.path !== undefined && existsSync(mongo.path)) return mongo
  }
  const { found, elsewhere, refused } = await findMongo()
  return found ?? elsewhere ?? { unavailable: [...refused, 'no mongod on PATH and no SecantusDB in .cache (`npm test` gets one)'].join('; ') }
}

/** @returns {Promise<number>} a port that is free now */
const freePort = () => new Promise((resolve, reject) => {
  const server = createServer().once('error', reject).listen(0, '127.0.0.1', () => {
    const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
    server.close(() => resolve(port))
  })
})

/**
 * @param {'mongod' | 'SecantusDB'} name @param {number} port @param {string} storeDir @param {readonly string[]} args
 * @returns {readonly string[]} every acknowledged write is on the disk, whichever it is
 */
const argumentsOf = (name, port, storeDir, args) => (name === 'mongod'
  ? ['--bind_ip', '127.0.0.1', '--port', String(port), '--dbpath', storeDir, '--replSet', SET, '--quiet', ...args]
  : ['--host', '127.0.0.1', '--port', String(port), '--storage-path', storeDir, '--sync-on-commit', '--log-level', 'WARNING', ...args])

/**
 * Starts a server on 127.0.0.1 and waits until it takes writes.
 * @param {{ storeDir: string, port?: number, args?: readonly string[] }} options
 *   storeDir: kept by the caller, so that a second start finds what the first one stored; port: default any free one (a restart
 *   passes the port of the first start); args: more of the server's own
 * @returns {Promise<{ url: string, replicaSet: string, port: number, pid: number, ended: Promise<void>, stop(): Promise<void>, kill(): Promise<void> }>}
 *   stop: in good order; kill: as kill -9 does it. Both resolve when the process is gone, and may be called again.
 * @throws Error when there is no server or it does not become ready, with the end of what it said
 */
export const startMongo = async ({ storeDir, port: wanted, args = [] }) => {
  const mongo = await mongoServer()
  if (!('path' in mongo)) throw new Error('unavailable' in mongo ? `no MongoDB: ${mongo.unavailable}` : 'only MONGODB_URL is available: that server is not ours to start')
  mkdirSync(storeDir, { recursive: true })
  const port = wanted ?? await freePort()
  const child = spawnBound(mongo.path, argumentsOf(mongo.name, port, storeDir, args))
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => { said = `${said}${chunk}`.slice(-10_000) })
  let isGone = false
  const gone = new Promise((/** @type {(value: void) => void} */ resolve) => {
    const end = () => {
      isGone = true
      resolve()
    }
    child.once('error', end).once('close', end)
  })
  /** @param {NodeJS.Signals} signal */
  const end = async (signal) => {
    child.kill(signal)
    await gone
  }
  const since = performance.now()
  let replicaSet = ''
  for (let isInitiated = false; ; await wait(50)) {
    if (isGone) throw new Error(`the server did not start: ${said.slice(-1_000)}`)
    const hello = await ask({ host: '127.0.0.1', port, command: { hello: 1 } }).catch(() => null)
    replicaSet = hello?.setName ?? ''
    if (hello?.isWritablePrimary === true && replicaSet !== '') break
    if (hello !== null && hello.setName === undefined && mongo.name === 'mongod' && !isInitiated) {
      isInitiated = true
      await ask({ host: '127.0.0.1', port, command: { replSetInitiate: { _id: SET, members: [{ _id: 0, host: `127.0.0.1:${port}` }] } } })
    }
    if (performance.now() - since > START_MS) {
      await end('SIGKILL')
      throw new Error(`the server took no writes within ${START_MS / 1_000} s: ${said.slice(-1_000)}`)
    }
  }
  return { url: `mongodb://127.0.0.1:${port}/`, replicaSet, port, pid: /** @type {number} */ (child.pid), ended: gone, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') }
}
