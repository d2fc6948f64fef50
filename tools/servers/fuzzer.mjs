// Looks for schemathesis, which thinks of requests from the API's document: on PATH, or provisioned earlier into .cache. Fetches nothing.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { onPath, serversFile, serversFolder } from './find.mjs'

export const fuzzerFolder = join(serversFolder, 'schemathesis-pypi')

/**
 * @typedef {{ readonly path: string, readonly name: 'schemathesis', readonly version: string, readonly source: string }} Fuzzer
 * @typedef {import('./find.mjs').Unavailable} Unavailable
 */

/** @param {string} path @param {string} source @returns {Fuzzer | Unavailable} */
const inspect = (path, source) => {
  try {
    const version = /version (\d+)\.(\d+\.\d+)/.exec(execFileSync(path, ['--version'], { encoding: 'utf8', timeout: 60_000, stdio: ['ignore', 'pipe', 'pipe'] }))
    // Its hooks changed with every great version.
    return version?.[1] === '4' ? { path, name: 'schemathesis', version: `4.${version[2]}`, source } : { unavailable: `${path}: not version 4` }
  } catch {
    return { unavailable: `${path}: does not run` }
  }
}

/** @returns {Promise<{ found: Fuzzer | null, elsewhere: null, refused: string[] }>} */
export const findFuzzer = async () => {
  /** @type {string[]} */
  const refused = []
  for (const [path, source] of /** @type {const} */ ([[onPath('schemathesis'), 'PATH'], [join(fuzzerFolder, 'bin', 'schemathesis'), 'PyPI']])) {
    if (path === null || !existsSync(path)) continue
    const result = inspect(path, source)
    if (!('unavailable' in result)) return { found: result, elsewhere: null, refused }
    refused.push(result.unavailable)
  }
  return { found: null, elsewhere: null, refused }
}

/**
 * What `npm test` provisioned, or, when a test is run alone, what is there.
 * @returns {Promise<Fuzzer | Unavailable>}
 */
export const fuzzer = async () => {
  const written = process.env.ZHIJIAN_SERVERS ?? (existsSync(serversFile) ? readFileSync(serversFile, 'utf8') : '{}')
  const given = JSON.parse(written).fuzzer
  if (given !== undefined && (given.path === undefined || existsSync(given.path))) return given
  const { found, refused } = await findFuzzer()
  return found ?? { unavailable: [...refused, 'no schemathesis on PATH or in .cache (`npm test` gets one)'].join('; ') }
}
