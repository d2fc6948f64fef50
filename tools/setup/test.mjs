// `npm test`: installs, gets the servers that tests need, then types, checks and the tests of every package, all of them
// even when some fail, and the summary last. Unchanged work comes from turbo's cache.
import { spawn } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import { constants } from 'node:os'
import { join } from 'node:path'
import { provision } from '../servers/provision.mjs'
import { environment, manifest, nodeBinary, root } from './environment.mjs'
import { install } from './install.mjs'
import { say } from './say.mjs'
import { workspaceFolders } from './workspace.mjs'

const PROGRESS_MS = 20_000
/**
 * The packages whose specs mostly wait: for people at a browser, for windows of minutes, for processes that were killed. They begin
 * first and run beside what works; in one line with the others they would come last, and the machine would wait with them.
 */
const WAITING = ['@zhijian/web-e2e', '@zhijian/cli']
/** The packages that work longest: begun last they would be alone at the end, each with one core. */
const LONGEST = ['@zhijian/embedded', '@zhijian/host', '@zhijian/gateway', '@zhijian/event-store']

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
  const checks = args.length > 0 ? [] : Object.keys(manifest().scripts).filter((name) => name.startsWith('check:'))
  say('checks and tests …')
  const progress = setInterval(() => {
    const folders = workspaceFolders(root)
    const done = folders.filter((folder) => existsSync(join(root, folder, '.report', 'vitest.json'))).length
    say(`  … ${Math.round((performance.now() - startedAt) / 1_000)} s, ${done} of ${folders.length} packages done`)
  }, PROGRESS_MS)
  const turbo = (/** @type {readonly string[]} */ more) =>
    step('turbo', ['run', 'test', '--continue=always', '--output-logs=errors-only', '--log-order=grouped', ...more], env)
  const only = (/** @type {readonly string[]} */ names) => names.map((name) => `--filter=${name}`)
  const tests = Math.max(...await Promise.all(args.length > 0 ? [turbo(['--concurrency=100%', ...args])] : [
    turbo(['--concurrency=1', ...only(WAITING)]),
    turbo(['--concurrency=1', ...only(LONGEST)]),
    turbo(['--concurrency=1', ...checks, ...[...WAITING, ...LONGEST].map((name) => `--filter=!${name}`)]),
  ]))
  clearInterval(progress)
  if (tests >= 128) return tests
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1)
  return step(nodeBinary(), [join(root, 'tools/report.mjs'), `--seconds=${seconds}`, `--tasks=${types === 0 && tests === 0 ? 'ok' : 'failed'}`,
    ...(args.length > 0 ? ['--partial'] : [])], env)
}
