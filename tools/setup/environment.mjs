// Where things are, and the environment every program of ours is started in.
import { existsSync, readFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { SetupFailed } from './say.mjs'

/** The repository root, without a trailing slash. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
/** Made here, kept between runs, never committed. */
export const cacheFolder = join(root, '.cache')

/** @returns {any} the root manifest */
export const manifest = () => JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

/** Major version our programs need: that of the Node packages in the manifest. */
export const neededMajor = () => Number.parseInt(String(Object.values(manifest().optionalDependencies ?? {})[0] ?? '26'), 10)

/**
 * The Node our programs run on: the one from the lockfile, or the one that is running where no package exists for this platform.
 * @returns {string} absolute path of the executable
 */
export const nodeBinary = () => {
  for (const name of [`node-${process.platform}-${process.arch}`, `node-bin-${process.platform}-${process.arch}`]) {
    const path = join(root, 'node_modules', name, 'bin', 'node')
    if (existsSync(path)) return path
  }
  const major = Number.parseInt(process.versions.node, 10)
  if (major >= neededMajor()) return process.execPath
  throw new SetupFailed(`there is no packaged Node ${neededMajor()} for ${process.platform}-${process.arch}.`, [
    `Install Node ${neededMajor()} yourself and run the same command with it (this is Node ${process.versions.node}).`,
  ])
}

/**
 * Our Node and our tools come first on PATH; nothing reports home.
 * @param {NodeJS.ProcessEnv} [extra]
 * @returns {NodeJS.ProcessEnv}
 */
export const environment = (extra = {}) => ({
  ...process.env,
  PATH: [dirname(nodeBinary()), join(root, 'node_modules', '.bin'), process.env.PATH ?? ''].join(delimiter),
  TURBO_TELEMETRY_DISABLED: '1',
  TURBO_NO_UPDATE_NOTIFIER: '1',
  DO_NOT_TRACK: '1',
  // A second start does not compile what did not change.
  NODE_COMPILE_CACHE: join(cacheFolder, 'compiled'),
  ...extra,
})
