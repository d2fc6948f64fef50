// Programs that are already there.
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** @param {string} name @returns {string | null} absolute path */
export const onPath = (name) => (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '').map((folder) => join(folder, name))
  .find((path) => { try { accessSync(path, constants.X_OK); return true } catch { return false } }) ?? null
