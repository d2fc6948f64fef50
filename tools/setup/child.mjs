// Starting other programs: tools, whose output goes to stderr and is looked at when they fail, and the one program the
// command is about, which gets the terminal, every signal once, and gives its exit code.
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { fileURLToPath } from 'node:url'
import { nodeBinary } from './environment.mjs'
import { say } from './say.mjs'

/**
 * Runs a tool with its output on stderr.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd: string, env: NodeJS.ProcessEnv, quiet?: boolean }} options quiet: kept for the caller, not shown
 * @returns {Promise<{ code: number, output: string }>} the last 64 kB of both streams; code 127 when it could not be started
 */
export const runTool = (command, args, { cwd, env, quiet = false }) => new Promise((resolve) => {
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  /** @param {Buffer} chunk */
  const take = (chunk) => {
    output = (output + chunk.toString('utf8')).slice(-65_536)
    if (!quiet) process.stderr.write(chunk)
  }
  child.stdout.on('data', take)
  child.stderr.on('data', take)
  child.on('error', (error) => resolve({ code: 127, output: `${output}${error.message}` }))
  child.on('close', (code, signal) => resolve({ code: signal === null ? code ?? 1 : 128 + constants.signals[signal], output }))
})

const FORWARDED = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR2'])
/** A key press reaches us from the terminal and once more through npm: the same signal within this time is one. */
const SAME_PRESS_MS = 1_000
/** How often we look whether the npm that started us is still there: a killed npm tells nobody. */
const PARENT_MS = 500

/**
 * Runs one of our programs in the foreground until it ends. It has a process group of its own, so that Ctrl-C reaches it
 * only through us, once; should we be killed, it is told to stop (with-parent.mjs).
 * @param {string} script absolute path
 * @param {readonly string[]} args
 * @param {{ cwd: string, env: NodeJS.ProcessEnv, node?: readonly string[], endWithinMs?: number }} options node: arguments for Node itself;
 *   endWithinMs: after a signal to stop, when it is killed: on a machine that is busy enough it cannot keep a time by itself, and we, who sleep, can
 * @returns {Promise<number>} its exit code, 1 when it had to be killed; a program that died of a signal takes us with it by the same signal
 */
export const runProgram = (script, args, { cwd, env, node = [], endWithinMs }) => new Promise((resolve, reject) => {
  const parentLink = fileURLToPath(new URL('with-parent.mjs', import.meta.url))
  const child = spawn(nodeBinary(), [...node, '--import', parentLink, script, ...args], {
    cwd, env, detached: process.platform !== 'win32', stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  })
  /** @type {Map<string, number>} */
  const lastAt = new Map()
  /** @type {NodeJS.Timeout | undefined} */
  let late
  let isKilled = false
  /** @param {NodeJS.Signals} signal */
  const forward = (signal) => {
    const now = performance.now()
    if (now - (lastAt.get(signal) ?? -Infinity) < SAME_PRESS_MS) return
    lastAt.set(signal, now)
    child.kill(signal)
    if (endWithinMs === undefined || late !== undefined || (signal !== 'SIGINT' && signal !== 'SIGTERM')) return
    late = setTimeout(() => {
      isKilled = true
      child.kill('SIGKILL')
    }, endWithinMs)
  }
  for (const signal of FORWARDED) process.on(signal, forward)
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.env.npm_lifecycle_event === undefined || process.ppid === parent) return
    clearInterval(watch)
    forward('SIGTERM')
  }, PARENT_MS)
  child.on('error', reject)
  child.on('exit', (code, signal) => {
    clearInterval(watch)
    clearTimeout(late)
    for (const name of FORWARDED) process.removeListener(name, forward)
    if (isKilled && signal === 'SIGKILL') {
      say(`it had not ended ${/** @type {number} */ (endWithinMs) / 1000} s after the signal and was killed; nothing that was acknowledged is lost.`)
      return resolve(1)
    }
    if (signal === null) return resolve(code ?? 1)
    process.kill(process.pid, signal)
    // Signals whose default is to do nothing leave us here.
    setTimeout(() => resolve(128 + constants.signals[signal]), 200)
  })
})
