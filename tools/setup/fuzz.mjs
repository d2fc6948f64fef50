// `npm run fuzz -- --minutes 30 --seed 7 --times 20`: what `npm test` tries of hostile input for a minute, for as long as one likes, and
// from another seed: every route with requests that a machine thinks of, and every reader (`*.hostile.spec.ts`) with `times` as many
// inputs. What it finds is found again with the same seed.
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { filesUnder } from '../checks/files.mjs'
import { provisionFuzzer } from '../servers/provision.mjs'
import { runTool } from './child.mjs'
import { environment, root } from './environment.mjs'
import { install } from './install.mjs'
import { say, SetupFailed } from './say.mjs'
import { workspaceFolders } from './workspace.mjs'

/** @param {string} name @param {string} text @param {number} most @returns {number} */
const whole = (name, text, most) => {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1 || value > most) throw new SetupFailed(`--${name} is a whole number from 1 to ${most}.`, ['npm run fuzz -- --minutes 30 --seed 7 --times 20'])
  return value
}

/** @param {readonly string[]} args */
const read = (args) => {
  try {
    return parseArgs({ args: [...args], options: { minutes: { type: 'string', default: '10' }, seed: { type: 'string', default: '1' }, times: { type: 'string', default: '20' } } }).values
  } catch {
    throw new SetupFailed('fuzz takes --minutes, --seed and --times.', ['npm run fuzz -- --minutes 30 --seed 7 --times 20'])
  }
}

/** @param {readonly string[]} args @returns {Promise<number>} exit code */
export const fuzz = async (args) => {
  const values = read(args)
  const [minutes, seed, times] = [whole('minutes', values.minutes, 10_000), whole('seed', values.seed, 2 ** 31 - 1), whole('times', values.times, 100_000)]
  await install()
  const found = await provisionFuzzer()
  if (found === null || !('path' in found)) throw new SetupFailed(`there is no schemathesis: ${found === null ? '' : found.unavailable}.`, ['Install it (`pip install schemathesis`) and put it on PATH.'])
  const env = environment({ ZHIJIAN_FUZZ_SECONDS: String(minutes * 60), ZHIJIAN_FUZZ_SEED: String(seed), ZHIJIAN_FUZZ_TIMES: String(times) })
  const suites = [['services/embedded', 'test/fuzz.int.spec.ts'], ...workspaceFolders(root).filter((folder) => filesUnder(root, folder, /\.hostile\.spec\.ts$/).length > 0).map((folder) => [folder, 'hostile'])]
  let worst = 0
  for (const [folder = '', which = ''] of suites) {
    say(`${folder} ${which} …`)
    const { code } = await runTool('vitest', ['run', '--no-file-parallelism', which], { cwd: join(root, folder), env })
    worst = Math.max(worst, code)
  }
  return worst
}
