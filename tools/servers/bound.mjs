// A server that ends with whoever started it, however that ends: kill -9 leaves nobody to end it, but the system then closes
// the pipe that we hold, and somebody waits at its other end.
import { spawn } from 'node:child_process'

/** The shell becomes the server, so that the pid is the server's own. A word through the pipe: it has ended by itself. */
const BOUND = '( read -r _ <&3 || kill -9 $$ ) >/dev/null 2>&1 & exec "$0" "$@" 3<&-'

/**
 * @param {string} path @param {readonly string[]} args
 * @returns {import('node:child_process').ChildProcessByStdio<null, import('node:stream').Readable, import('node:stream').Readable>}
 */
export const spawnBound = (path, args) => {
  // Windows has no shell that could wait: there a server may be left over after a kill.
  if (process.platform === 'win32') return endedAtExit(spawn(path, args, { stdio: ['ignore', 'pipe', 'pipe'] }))
  const child = spawn('/bin/sh', ['-c', BOUND, path, ...args], { stdio: ['ignore', 'pipe', 'pipe', 'pipe'] })
  const line = /** @type {import('node:stream').Writable} */ (child.stdio[3])
  line.on('error', () => {})
  child.once('exit', () => line.end('ended\n'))
  return endedAtExit(/** @type {any} */ (child))
}

/** @param {import('node:child_process').ChildProcessByStdio<null, import('node:stream').Readable, import('node:stream').Readable>} child */
const endedAtExit = (child) => {
  const onExit = () => child.kill('SIGKILL')
  process.once('exit', onExit)
  child.once('close', () => process.removeListener('exit', onExit))
  return child
}
