// Looks for something that speaks S3: at S3_URL (bucket S3_BUCKET, keys in the files S3_ACCESS_KEY_FILE and S3_SECRET_KEY_FILE), a
// versitygw on PATH or provisioned earlier into .cache, else moto's server there, which keeps everything in memory and checks no
// signature. Fetches nothing.
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { onPath, serversFolder } from './find.mjs'

export const versityFolder = join(serversFolder, 's3-go')
const versity = join(versityFolder, 'versitygw')
const moto = join(serversFolder, 's3-pypi', 'bin', 'moto_server')

/**
 * @typedef {{ readonly path: string, readonly name: 'versitygw' | 'moto', readonly version: string, readonly source: string }} S3Binary
 * @typedef {{ readonly url: string, readonly bucket: string, readonly accessKeyFile: string, readonly secretKeyFile: string,
 *   readonly name: string, readonly version: string, readonly source: string }} S3Elsewhere
 * @typedef {import('./find.mjs').Unavailable} Unavailable
 */

/** @param {string} path @param {string} source @returns {S3Binary | Unavailable} */
const inspectVersity = (path, source) => {
  try {
    const said = execFileSync(path, ['--version'], { encoding: 'utf8', timeout: 20_000, stdio: ['ignore', 'pipe', 'pipe'] })
    return { path, name: 'versitygw', version: /Version\s*:\s*(\S+)/.exec(said)?.[1] ?? 'unknown', source }
  } catch (error) {
    return { unavailable: `${path}: does not run (${/** @type {NodeJS.ErrnoException} */ (error).code ?? 'failed'})` }
  }
}

/** @returns {S3Elsewhere | Unavailable | null} what the environment names; whether it answers is seen by the tests */
const named = () => {
  const { S3_URL: url, S3_BUCKET: bucket, S3_ACCESS_KEY_FILE: accessKeyFile, S3_SECRET_KEY_FILE: secretKeyFile } = process.env
  if (!url) return null
  if (!bucket || !accessKeyFile || !secretKeyFile) return { unavailable: 'S3_URL: S3_BUCKET, S3_ACCESS_KEY_FILE and S3_SECRET_KEY_FILE are given with it' }
  return { url, bucket, accessKeyFile, secretKeyFile, name: 'a server', version: 'unknown', source: 'S3_URL' }
}

/** @returns {Promise<{ found: S3Binary | null, elsewhere: S3Elsewhere | null, refused: string[] }>} */
export const findS3 = async () => {
  const there = named()
  /** @type {string[]} */
  const refused = there !== null && 'unavailable' in there ? [there.unavailable] : []
  const elsewhere = there === null || 'unavailable' in there ? null : there
  const onThePath = onPath('versitygw')
  for (const [path, source] of /** @type {const} */ ([[onThePath, 'PATH'], [versity, 'go install']])) {
    if (path === null || !existsSync(path)) continue
    const result = inspectVersity(path, source)
    if (!('unavailable' in result)) return { found: result, elsewhere, refused }
    refused.push(result.unavailable)
  }
  if (existsSync(moto)) return { found: { path: moto, name: 'moto', version: 'of PyPI', source: 'PyPI' }, elsewhere, refused }
  return { found: null, elsewhere, refused }
}
