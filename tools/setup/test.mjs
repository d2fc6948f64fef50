// `npm test`: installs, gets the servers that tests need, then types, checks and the tests of every package, all of them
// even when some fail, and the summary last. Unchanged work comes from turbo's cache.
import { spawn } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import { constants } from 'node:os'
import { join } from 'node:path'
import { provision } from '../servers/provision.mjs'
import { environment, manifest, nodeBinary, root } from './environment.mjs'
import { install } from './install.mjs'
import { bundleForSpecs } from './bundled.mjs'
import { say } from './say.mjs'
import { workspaceFolders } from './workspace.mjs'

const PROGRESS_MS = 20_000
/** What takes longest is begun first: begun last it would be alone at the end. Everything else comes after it in one piece. */
const LONGEST = ['@zhijian/web-e2e', '@zhijian/cli', '@zhijian/embedded', '@zhijian/host', '@zhijian/gateway', '@zhijian/event-store']
const LONGEST_CHECKS = ['check:tools', 'check:examples']
/**
 * Pieces at once. The first have two workers each and wait half of their time, for people at a browser, for windows, for processes that come
 * back: that keeps two cores busy. More would only make everything slow together.
 */
const LANES = 2

/**
 * Runs a step in the foreground; Ctrl-C reaches it from the terminal itself.
 * @param {string} command @param {readonly string[]} args @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>} exit code
 */
const step = (command, args, env) => new Promise((resolve, reject) => {
  const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] })
  /** @param {NodeJS.Signals} signal */
  const stop = (signal) => child.kill(signal)
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, stop)
  child.on('error', reject)
  child.on('exit', (code, signal) => {
    for (const name of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.removeListener(name, stop)
    resolve(signal === null ? code ?? 1 : 128 + constants.signals[signal])
  })
})

const reports = () => [join(root, '.report'), join(root, 'tools', '.report'), ...workspaceFolders(root).map((folder) => join(root, folder, '.report'))]

/** @param {readonly string[]} args passed on to turbo: `--filter=@zhijian/bus` @returns {Promise<number>} */
export const test = async (args) => {
  const startedAt = performance.now()
  await install()
  const servers = await provision()
  for (const folder of reports()) rmSync(folder, { recursive: true, force: true })
  const env = environment({ ZHIJIAN_SERVERS: JSON.stringify(servers) })

  say('types …')
  const types = await step(nodeBinary(), [join(root, 'tools/checks/types.mjs')], env)
  if (types >= 128) return types
  if (types === 0) await bundleForSpecs()
  const checks = args.length > 0 ? [] : Object.keys(manifest().scripts).filter((name) => name.startsWith('check:'))
  say('checks and tests …')
  const progress = setInterval(() => {
    const folders = workspaceFolders(root)
    const done = folders.filter((folder) => existsSync(join(root, folder, '.report', 'vitest.json'))).length
    say(`  … ${Math.round((performance.now() - startedAt) / 1_000)} s, ${done} of ${folders.length} packages done`)
  }, PROGRESS_MS)
  const turbo = (/** @type {readonly string[]} */ more) =>
    step('turbo', ['run', '--continue=always', '--output-logs=errors-only', '--log-order=grouped', ...more], env)
  /** @type {(readonly string[])[]} */
  const pieces = args.length > 0 ? [['test', '--concurrency=100%', ...args]] : [
    ...LONGEST.map((name) => ['test', `--filter=${name}`]),
    ...LONGEST_CHECKS.map((name) => [`//#${name}`]),
    ['test', ...checks.filter((name) => !LONGEST_CHECKS.includes(name)), '--concurrency=1', ...LONGEST.map((name) => `--filter=!${name}`)],
  ]
  const codes = [0]
  const lane = async () => {
    for (let piece = pieces.shift(); piece !== undefined && Math.max(...codes) < 128; piece = pieces.shift()) codes.push(await turbo(piece))
  }
  await Promise.all(Array.from({ length: LANES }, lane))
  const tests = Math.max(...codes)
  clearInterval(progress)
  if (tests >= 128) return tests
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1)
  return step(nodeBinary(), [join(root, 'tools/report.mjs'), `--seconds=${seconds}`, `--tasks=${types === 0 && tests === 0 ? 'ok' : 'failed'}`,
    ...(args.length > 0 ? ['--partial'] : [])], env)
}
