// `npm start` and `npm run zhijian`: set up when due, then the program takes over.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { build } from './build.mjs'
import { runProgram } from './child.mjs'
import { environment, root } from './environment.mjs'
import { install } from './install.mjs'
import { SetupFailed } from './say.mjs'

/**
 * @param {string} script relative to the root, built
 * @param {readonly string[]} args
 * @param {readonly string[]} [node] arguments for Node itself
 * @param {number} [endWithinMs] after a signal to stop, when it is killed
 * @returns {Promise<number>} exit code
 */
export const program = async (script, args, node = [], endWithinMs = undefined) => {
  await install()
  await build()
  if (!existsSync(join(root, script))) throw new SetupFailed(`${script} was not built.`, ['Is its source there? Run `npm test` to see what is wrong.'])
  return runProgram(join(root, script), args, { cwd: root, node, ...(endWithinMs === undefined ? {} : { endWithinMs }), env: environment({ NODE_COMPILE_CACHE: join(root, '.cache', 'compile') }) })
}
