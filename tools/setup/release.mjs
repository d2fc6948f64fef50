// `npm run release -- VERSION`: set up and built as always, then made with our own Node.
import { join } from 'node:path'
import { build } from './build.mjs'
import { runProgram } from './child.mjs'
import { environment, root } from './environment.mjs'
import { install } from './install.mjs'

/** @param {readonly string[]} args @returns {Promise<number>} exit code */
export const release = async (args) => {
  await install()
  await build()
  return runProgram(join(root, 'tools', 'release', 'make.mjs'), args, { cwd: root, env: environment() })
}
