// The peers: packages that the benchmarks alone know, in a folder of their own with a lock of its own (benchmarks/peers), installed
// when a row first asks for one. Nothing of the product can resolve them.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const FOLDER = fileURLToPath(new URL('../peers', import.meta.url))
const STAMP = join(FOLDER, 'node_modules', '.installed')
const BUILT = join(FOLDER, 'node_modules', '.built')

const npm = (args: readonly string[]): void => {
  const { status } = spawnSync('npm', [...args, '--no-audit', '--no-fund'], { cwd: FOLDER, stdio: ['ignore', 2, 2] })
  if (status !== 0) throw new Error(`npm ${args.join(' ')} in benchmarks/peers: exit ${status}`)
}

/** Installs them when their lock is not the one that was installed. @param what also is built for this Node: Emmett's SQLite driver has no binary for it. @returns the folder */
export const peers = (what: 'packages' | 'built' = 'built'): string => {
  const lock = readFileSync(join(FOLDER, 'package-lock.json'), 'utf8')
  const isDone = (stamp: string): boolean => existsSync(stamp) && readFileSync(stamp, 'utf8') === lock
  if (!isDone(STAMP)) {
    process.stderr.write('the peers are installed (some minutes, once)\n')
    npm(['ci', '--ignore-scripts'])
    writeFileSync(STAMP, lock)
  }
  if (what === 'built' && !isDone(BUILT)) {
    // Against the headers that come with it.
    npm(['rebuild', 'sqlite3', '--foreground-scripts', '--build-from-source', `--nodedir=${dirname(dirname(process.execPath))}`])
    writeFileSync(BUILT, lock)
  }
  return FOLDER
}

/** A program of theirs: a script beside their packages. */
export const peer = (script: string, what: 'packages' | 'built' = 'built'): string => join(peers(what), script)
export const versionOf = (name: string): string =>
  (JSON.parse(readFileSync(join(FOLDER, 'node_modules', name, 'package.json'), 'utf8')) as { version: string }).version
