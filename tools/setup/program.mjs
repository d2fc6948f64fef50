// `npm start` and `npm run zhijian`: set up when due, then the program takes over.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { build } from './build.mjs'
import { bundledPlatform } from './bundled-platform.mjs'
import { runProgram } from './child.mjs'
import { environment, root } from './environment.mjs'
import { install } from './install.mjs'
import { SetupFailed } from './say.mjs'

const inOurs = { NODE_COMPILE_CACHE: join(root, '.cache', 'compile') }

/**
 * `npm start`. A young generation of 24 MB instead of 48: a platform at rest stays below 200 MB, and works no slower for it.
 * It ends by itself 3.5 s after it has heard a signal, which a machine with too much to do may make many more.
 * @param {readonly string[]} args
 * @returns {Promise<number>} exit code
 */
export const platform = async (args) => {
  await install()
  await build()
  return runProgram(await bundledPlatform(), args, { cwd: root, node: ['--max-semi-space-size=8'], endWithinMs: 4_700, env: environment(inOurs) })
}

/**
 * @param {string} script relative to the root, built
 * @param {readonly string[]} args
 * @returns {Promise<number>} exit code
 */
export const program = async (script, args) => {
  await install()
  await build()
  if (!existsSync(join(root, script))) throw new SetupFailed(`${script} was not built.`, ['Is its source there? Run `npm test` to see what is wrong.'])
  return runProgram(join(root, script), args, { cwd: root, env: environment(inOurs) })
}
