// Something that speaks S3, for tests: `s3Server()` says what there is, `startS3()` runs one of our own on loopback.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { serversFile } from './find.mjs'
import { findS3 } from './find-s3.mjs'

const START_MS = 180_000
export const S3_KEYS = { accessKeyId: 'zhijian-test', secretAccessKey: 'not-a-secret-of-anybody' }

/**
 * What `npm test` provisioned, or, when a test is run alone, what is there. Fetches nothing.
 * @returns {Promise<import('./find-s3.mjs').S3Binary | import('./find-s3.mjs').S3Elsewhere | import('./find.mjs').Unavailable>}
 */
export const s3Server = async () => {
  const given = process.env.ZHIJIAN_SERVERS
  if (given) return JSON.parse(given).s3
  if (existsSync(serversFile) && !process.env.S3_URL) {
    const { s3 } = JSON.parse(readFileSync(serversFile, 'utf8'))
    if (s3?.path !== undefined && existsSync(s3.path)) return s3
  }
  const { found, elsewhere, refused } = await findS3()
  return elsewhere ?? found ?? { unavailable: [...refused, 'no versitygw on PATH, and neither it nor moto in .cache (`npm test` gets one)'].join('; ') }
}

/** @returns {Promise<number>} a port that is free now */
const freePort = () => new Promise((resolve, reject) => {
  const server = createServer().once('error', reject).listen(0, '127.0.0.1', () => {
    const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
    server.close(() => resolve(port))
  })
})

/**
 * Starts a server on 127.0.0.1 and waits until it answers.
 * @param {{ storeDir: string, port?: number }} options storeDir: the caller's; a restart passes the port of the first start
 * @returns {Promise<{ url: string, port: number, kill(): Promise<void> }>} kill: as kill -9 does it
 * @throws Error when there is no server or it does not become ready, with the end of what it said
 */
export const startS3 = async ({ storeDir, port: wanted }) => {
  const s3 = await s3Server()
  if (!('path' in s3)) throw new Error('unavailable' in s3 ? `no S3: ${s3.unavailable}` : 'only S3_URL is available: that server is not ours to start')
  mkdirSync(storeDir, { recursive: true })
  const port = wanted ?? await freePort()
  const args = s3.name === 'versitygw' ? ['--port', `127.0.0.1:${port}`, '--quiet', 'posix', storeDir] : ['-H', '127.0.0.1', '-p', String(port)]
  const child = spawn(s3.path, args, {
    stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ROOT_ACCESS_KEY: S3_KEYS.accessKeyId, ROOT_SECRET_KEY: S3_KEYS.secretAccessKey },
  })
  const onExit = () => child.kill('SIGKILL')
  process.once('exit', onExit)
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => { said = `${said}${chunk}`.slice(-10_000) })
  let isGone = false
  const gone = new Promise((/** @type {(value: void) => void} */ resolve) => {
    const end = () => {
      isGone = true
      process.removeListener('exit', onExit)
      resolve()
    }
    child.once('error', end).once('close', end)
  })
  const url = `http://127.0.0.1:${port}`
  const kill = async () => {
    child.kill('SIGKILL')
    await gone
  }
  for (const since = performance.now(); ; await wait(30)) {
    if (isGone) throw new Error(`the server did not start: ${said.slice(-1_000)}`)
    if (await fetch(url).then(() => true, () => false)) return { url, port, kill }
    if (performance.now() - since > START_MS) {
      await kill()
      throw new Error(`the server did not answer within ${START_MS / 1_000} s: ${said.slice(-1_000)}`)
    }
  }
}
