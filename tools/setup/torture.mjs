// `npm run torture`: the servers that are killed first, then the command line.
import { provisionMongo, provisionNats } from '../servers/provision.mjs'
import { program } from './program.mjs'
import { SetupFailed } from './say.mjs'

/** @param {readonly string[]} args @returns {Promise<number>} exit code */
export const torture = async (args) => {
  if (!args.includes('--help')) {
    const needed = args.some((arg) => /^(--stores=)?servers$/.test(arg)) ? [provisionNats, provisionMongo] : [provisionNats]
    for (const provision of needed) {
      const found = await provision()
      if (!('path' in found)) throw new SetupFailed(`there is no server that could be killed: ${'unavailable' in found ? found.unavailable : 'only one that runs elsewhere'}.`, ['Put nats-server (and mongod, for `--stores servers`) on PATH.'])
    }
  }
  return program('packages/cli/dist/src/main.js', ['torture', ...args])
}
