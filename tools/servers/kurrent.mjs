// A real KurrentDB for tests: the one that KURRENTDB_URL names, or one in a container where a Docker engine answers. There is
// none to be fetched: without either, the tests over it do not run. The url stays in the environment; it may hold a password.
import { request } from 'node:http'

/** LTS releases end in .0. */
export const kurrentImage = process.env.KURRENTDB_IMAGE || 'kurrentplatform/kurrentdb:26.0'

/**
 * @typedef {{ readonly source: 'KURRENTDB_URL' } | { readonly source: 'Docker', readonly image: string }} KurrentSource
 */

/** @param {string | undefined} host as in DOCKER_HOST @returns {import('node:http').RequestOptions | null} null: not an address we can ask */
const engineAt = (host) => {
  if (host === undefined || host === '') return { socketPath: '/var/run/docker.sock' }
  if (host.startsWith('unix://')) return { socketPath: host.slice('unix://'.length) }
  if (!host.startsWith('tcp://')) return null
  const { hostname, port } = new URL(host)
  return { hostname, port: port || 2375 }
}

/** @param {string | undefined} [host] @returns {Promise<boolean>} whether a Docker engine answers there */
export const dockerAnswers = (host = process.env.DOCKER_HOST) => new Promise((resolve) => {
  const at = engineAt(host)
  if (at === null) return resolve(false)
  const asked = request({ ...at, path: '/_ping', timeout: 5_000 }, (response) => {
    response.resume()
    resolve(response.statusCode === 200)
  })
  asked.on('error', () => resolve(false))
  asked.on('timeout', () => asked.destroy())
  asked.end()
})

/** @returns {Promise<KurrentSource | import('./find.mjs').Unavailable>} */
export const findKurrent = async () => {
  if (process.env.KURRENTDB_URL) return { source: 'KURRENTDB_URL' }
  return await dockerAnswers() ? { source: 'Docker', image: kurrentImage } : { unavailable: 'KURRENTDB_URL is not set, and no Docker engine answers' }
}

/**
 * What `npm test` found, or, when a test is run alone, what is there.
 * @returns {Promise<KurrentSource | import('./find.mjs').Unavailable>}
 */
export const kurrentServer = async () => {
  const given = process.env.ZHIJIAN_SERVERS
  return given ? JSON.parse(given).kurrent : findKurrent()
}
