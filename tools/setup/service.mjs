// `npm run service -- NAME …`: one service in a process of its own, set up as `npm start` does.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './environment.mjs'
import { program } from './program.mjs'
import { SetupFailed } from './say.mjs'

/** Services that have a process of their own; `embedded` is all of them in one, which is `npm start`. */
const services = () => readdirSync(join(root, 'services')).filter((name) => name !== 'embedded' && existsSync(join(root, 'services', name, 'src', 'main.ts')))

/**
 * @param {string} [name]
 * @returns {string} what Node runs, relative to the root
 * @throws SetupFailed for a name that is no service's
 */
export const scriptOf = (name) => {
  if (name !== undefined && services().includes(name)) return `services/${name}/dist/src/main.js`
  throw new SetupFailed(name === undefined ? 'which service?' : `there is no service ${name}.`,
    [`Name one of them: npm run -s service -- ${services().join('|')} [--help]`])
}

/** @param {readonly string[]} args the service's name first @returns {Promise<number>} exit code */
export const service = async ([name, ...args]) => program(scriptOf(name), args)
