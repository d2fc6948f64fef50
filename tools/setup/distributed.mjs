// `npm run start:distributed`: a nats-server first, unless NATS_URL names one; then as `npm start`.
import { provisionNats } from '../servers/provision.mjs'
import { program } from './program.mjs'
import { SetupFailed } from './say.mjs'

/** @param {readonly string[]} args @returns {Promise<number>} exit code */
export const distributed = async (args) => {
  if (!process.env.NATS_URL && !args.includes('--help')) {
    const nats = await provisionNats()
    if ('unavailable' in nats) throw new SetupFailed(`there is no nats-server: ${nats.unavailable}.`, ['Put one on PATH, or name one that runs with NATS_URL.', 'Or run `npm start`, which needs none.'])
  }
  return program('services/embedded/dist/src/distributed/main.js', args)
}
