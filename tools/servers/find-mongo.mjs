// Looks for something that speaks MongoDB's protocol: at MONGODB_URL, a mongod on PATH, or SecantusDB provisioned earlier
// into .cache. SecantusDB (GPL) is a process of its own, for tests alone. Fetches nothing.
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { onPath, serversFolder } from './find.mjs'
import { ask } from './mongo-wire.mjs'
import { compareVersions, parseVersion } from './version.mjs'

/** What the adapter asks of a server: MongoDB 7.0. */
const MIN_WIRE_VERSION = 21
const OLDEST = [7, 0, 0]

/** Binaries that provisioning makes, best first. */
const provisioned = [join(serversFolder, 'mongo-pypi', 'bin', 'secantusd-py')]

/**
 * @typedef {{ readonly path: string, readonly name: 'mongod' | 'SecantusDB', readonly version: string, readonly source: string, readonly url?: string }} MongoBinary
 *   url: of a server that runs already besides (MONGODB_URL)
 * @typedef {{ readonly url: string, readonly name: string, readonly version: string, readonly source: string }} MongoElsewhere
 * @typedef {import('./find.mjs').Unavailable} Unavailable
 */

/** @param {string} command @param {readonly string[]} args @returns {string} what it says */
const says = (command, args) => execFileSync(command, args, { encoding: 'utf8', timeout: 20_000, stdio: ['ignore', 'pipe', 'pipe'] })

/** @param {string} path of a mongod @param {string} source @returns {MongoBinary | Unavailable} */
export const inspectMongod = (path, source) => {
  try {
    const version = parseVersion(says(path, ['--version']))
    if (version === null) return { unavailable: `${path}: does not say its version` }
    return compareVersions(version, OLDEST) < 0 ? { unavailable: `${path}: version ${version.join('.')} is older than 7.0` }
      : { path, name: 'mongod', version: version.join('.'), source }
  } catch (error) {
    return { unavailable: `${path}: does not run (${/** @type {NodeJS.ErrnoException} */ (error).code ?? 'failed'})` }
  }
}

/** @param {string} path of a secantusd-py in a venv @returns {MongoBinary | Unavailable} */
const inspectSecantus = (path) => {
  try {
    const version = says(join(dirname(path), 'python'), ['-c', 'import secantus, importlib.metadata as m; print(m.version("secantusdb"))']).trim()
    return { path, name: 'SecantusDB', version, source: 'PyPI' }
  } catch (error) {
    return { unavailable: `${path}: does not run (${/** @type {NodeJS.ErrnoException} */ (error).code ?? 'failed'})` }
  }
}

/**
 * A server that runs already. Its address may hold a password and is never shown.
 * @param {string} url `mongodb://host:27017`
 * @returns {Promise<MongoElsewhere | Unavailable>}
 */
export const inspectMongoUrl = async (url) => {
  const address = /^mongodb:\/\/(?:[^@/]*@)?(?<host>\[[^\]]+\]|[^:,/?]+)(?::(?<port>\d+))?/.exec(url)?.groups
  if (address === undefined) return { unavailable: 'MONGODB_URL: is not an address such as mongodb://host:27017' }
  const host = /** @type {string} */ (address.host).replace(/^\[|\]$/g, '')
  try {
    const hello = await ask({ host, port: Number(address.port ?? 27_017), command: { hello: 1 } })
    if (!(hello.maxWireVersion >= MIN_WIRE_VERSION)) return { unavailable: 'MONGODB_URL: that server is older than MongoDB 7.0' }
    if (hello.setName === undefined && hello.msg !== 'isdbgrid') return { unavailable: 'MONGODB_URL: that server is no replica set' }
    return { url, name: 'a server', version: `of wire version ${hello.maxWireVersion}`, source: 'MONGODB_URL' }
  } catch (error) {
    return { unavailable: `MONGODB_URL: ${/** @type {NodeJS.ErrnoException} */ (error).code ?? /** @type {Error} */ (error).message}` }
  }
}

/**
 * @returns {Promise<{ found: MongoBinary | null, elsewhere: MongoElsewhere | null, refused: string[] }>} what is there, and what was there but refused
 */
export const findMongo = async () => {
  /** @type {string[]} */
  const refused = []
  const named = process.env.MONGODB_URL ? await inspectMongoUrl(process.env.MONGODB_URL) : null
  const elsewhere = named === null || 'unavailable' in named ? null : named
  if (named !== null && 'unavailable' in named) refused.push(named.unavailable)
  const mongod = onPath('mongod')
  const candidates = [
    ...(mongod === null ? [] : [() => inspectMongod(mongod, 'PATH')]),
    ...provisioned.filter((path) => existsSync(path)).map((path) => () => inspectSecantus(path)),
  ]
  for (const inspect of candidates) {
    const result = inspect()
    if (!('unavailable' in result)) return { found: { ...result, ...(elsewhere === null ? {} : { url: elsewhere.url }) }, elsewhere, refused }
    refused.push(result.unavailable)
  }
  return { found: null, elsewhere, refused }
}
