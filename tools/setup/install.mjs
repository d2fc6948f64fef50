// Installs what pnpm-lock.yaml says, when it or a manifest has changed since the last time.
import { existsSync, mkdirSync, readFileSync, statfsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { runTool } from './child.mjs'
import { cacheFolder, manifest, root } from './environment.mjs'
import { withLock } from './lock.mjs'
import { SetupFailed, advise, say } from './say.mjs'
import { contentStamp, isStamped, writeStamp } from './stamp.mjs'
import { workspaceFolders } from './workspace.mjs'

const stampFile = join(root, 'node_modules', '.zhijian-installed')
const NEEDED_BYTES = 1_000_000_000

const stamp = () => contentStamp(root, ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml',
  ...workspaceFolders(root).map((folder) => `${folder}/package.json`)])

/** npm as it was called (npm tells its scripts), or the one on PATH. @returns {[string, string[]]} */
const npm = () => {
  const path = process.env.npm_execpath
  return path !== undefined && /npm-cli\.[cm]?js$/.test(path) ? [process.execPath, [path]] : ['npm', []]
}

/** The pinned pnpm: the one installed here when it is the right one, else fetched by npm. @returns {[string, string[]]} */
const pnpm = () => {
  const { version } = manifest().devEngines.packageManager
  const local = join(root, 'node_modules', 'pnpm', 'package.json')
  if (existsSync(local) && JSON.parse(readFileSync(local, 'utf8')).version === version)
    return [join(root, 'node_modules', '.bin', 'pnpm'), []]
  const [command, args] = npm()
  return [command, [...args, 'exec', '--yes', `--package=pnpm@${version}`, '--', 'pnpm']]
}

const refuseFullDisk = () => {
  const { bavail, bsize } = statfsSync(root)
  const first = !existsSync(join(root, 'node_modules'))
  if (first && bavail * bsize < NEEDED_BYTES)
    throw new SetupFailed(`only ${Math.floor((bavail * bsize) / 1e6)} MB are free on this disk.`, ['An installation needs about 1 GB. Make room and run it again.'])
}

/** @returns {Promise<void>} @throws SetupFailed */
export const install = async () => {
  if (isStamped(stampFile, stamp())) return
  mkdirSync(cacheFolder, { recursive: true })
  await withLock(join(cacheFolder, 'setup.lock'), async () => {
    const due = stamp()
    if (isStamped(stampFile, due)) return
    refuseFullDisk()
    say(existsSync(dirname(stampFile)) ? 'installing what changed …' : 'installing (once; about a minute on a fresh machine) …')
    const [command, args] = pnpm()
    const { code, output } = await runTool(command, [...args, 'install', '--frozen-lockfile', '--config.confirm-modules-purge=false'],
      { cwd: root, env: { ...process.env, npm_config_loglevel: 'warn', DO_NOT_TRACK: '1' } /* audible under `npm run -s` too */ })
    if (code !== 0) throw new SetupFailed(`the installation failed (exit code ${code}).`, advise(output))
    writeStamp(stampFile, due)
  })
}
