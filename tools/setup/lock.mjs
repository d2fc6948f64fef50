// One set-up at a time in one work tree: two commands started together must not install or build over each other.
// The lock is a folder with the holder's process id; a holder that is gone has lost it.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { say } from './say.mjs'

/** @param {string} folder @returns {boolean} false when its holder is gone, or was never written (a crash in between) */
const isHeld = (folder) => {
  try {
    process.kill(Number.parseInt(readFileSync(join(folder, 'pid'), 'utf8'), 10), 0)
    return true
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM'
  }
}

/**
 * @template T
 * @param {string} folder its parent exists
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export const withLock = async (folder, work) => {
  for (let attempt = 0; ; attempt += 1) {
    try {
      mkdirSync(folder)
      writeFileSync(join(folder, 'pid'), String(process.pid))
      break
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error
      if (attempt === 0) say('waiting for another command of yours that is installing or building …')
      await wait(200)
      if (!isHeld(folder)) rmSync(folder, { recursive: true, force: true })
    }
  }
  const release = () => rmSync(folder, { recursive: true, force: true })
  process.once('exit', release)
  try {
    return await work()
  } finally {
    process.removeListener('exit', release)
    release()
  }
}
