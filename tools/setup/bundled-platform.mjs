// What `npm start` runs: the built platform in few modules, made once for a build. Reading some 1,700 files one by one was more
// than half of a start, and a tenth of its memory (docs/adr/0097).
// 1. A folder that is there is whole: it is made beside its place and moved there.
// 2. One that is in use stays: a platform that runs loads parts of it late. Only the newest two are kept.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildStamp } from './build.mjs'
import { runTool } from './child.mjs'
import { cacheFolder, environment, nodeBinary, root } from './environment.mjs'
import { withLock } from './lock.mjs'
import { SetupFailed, say } from './say.mjs'

const MAKER = fileURLToPath(new URL('../release/bundle-platform.mjs', import.meta.url))
const NAME = /^platform-[0-9a-f]{12}$/

/** @param {string} keep */
const removeOld = (keep) => {
  const others = readdirSync(cacheFolder).filter((name) => NAME.test(name) && name !== keep)
    .map((name) => ({ name, at: statSync(join(cacheFolder, name)).mtimeMs })).sort((a, b) => b.at - a.at)
  for (const { name } of others.slice(1)) rmSync(join(cacheFolder, name), { recursive: true, force: true })
}

/**
 * After `build()`.
 * @returns {Promise<string>} the program, for a Node of ours
 * @throws SetupFailed
 */
export const bundledPlatform = async () => {
  const stamp = createHash('sha256').update(buildStamp()).update(readFileSync(MAKER)).update(readFileSync(join(root, 'tools/release/bundle.mjs'))).digest('hex').slice(0, 12)
  const name = `platform-${stamp}`
  const program = join(cacheFolder, name, 'build', 'modules', 'platform.mjs')
  if (existsSync(program)) return program
  mkdirSync(cacheFolder, { recursive: true })
  await withLock(join(cacheFolder, 'setup.lock'), async () => {
    if (existsSync(program)) return
    say('bundling …')
    const beside = join(cacheFolder, `${name}.${process.pid}`)
    rmSync(beside, { recursive: true, force: true })
    const { code, output } = await runTool(nodeBinary(), [MAKER, beside], { cwd: root, env: environment(), quiet: true })
    if (code !== 0) {
      process.stderr.write(output)
      throw new SetupFailed(`the platform could not be bundled (exit code ${code}).`, ['Is node_modules whole? Remove it and run the same command again.'])
    }
    renameSync(beside, join(cacheFolder, name))
    removeOld(name)
  })
  return program
}
