// Builds (tsc -b, and the sites of the applications, through turbo's cache) when a source is newer than the last build. Before a command that must answer
// fast this is one walk over the sources, no more.
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runTool } from './child.mjs'
import { cacheFolder, environment, root } from './environment.mjs'
import { withLock } from './lock.mjs'
import { SetupFailed, advise, say } from './say.mjs'
import { isStamped, treeStamp, writeStamp } from './stamp.mjs'
import { workspaceFolders } from './workspace.mjs'

const stampFile = join(cacheFolder, 'built')

const state = () => {
  const folders = workspaceFolders(root)
  const complete = folders.every((folder) => existsSync(join(root, folder, 'dist', '.tsbuildinfo'))
    && (!existsSync(join(root, folder, 'index.html')) || existsSync(join(root, folder, 'dist', 'site', 'index.html'))))
  const stamp = treeStamp(root, ['tsconfig.json', 'tsconfig.base.json', 'pnpm-lock.yaml', ...folders.flatMap((folder) =>
    ['src', 'test', 'public', 'index.html', 'package.json', 'tsconfig.json'].map((name) => `${folder}/${name}`))])
  return { stamp, current: complete && isStamped(stampFile, stamp) }
}

/** Of the last build that was made: changes with every source. @returns {string} empty before the first */
export const buildStamp = () => (existsSync(stampFile) ? readFileSync(stampFile, 'utf8') : '')

/** @returns {Promise<void>} @throws SetupFailed when the sources do not compile */
export const build = async () => {
  if (state().current) return
  mkdirSync(cacheFolder, { recursive: true })
  await withLock(join(cacheFolder, 'setup.lock'), async () => {
    const { stamp, current } = state()
    if (current) return
    say('building …')
    const { code, output } = await runTool('turbo', ['run', 'build', 'site', '--output-logs=errors-only'], { cwd: root, env: environment(), quiet: true })
    if (code !== 0) {
      process.stderr.write(output)
      throw new SetupFailed(`the build failed (exit code ${code}).`, advise(output))
    }
    writeStamp(stampFile, stamp)
  })
}
