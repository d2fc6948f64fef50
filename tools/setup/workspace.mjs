// The folders of the workspace: every packages/* and services/* with a manifest.
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/**
 * @param {string} base repository root
 * @returns {string[]} `packages/kernel`, sorted
 */
export const workspaceFolders = (base) => ['packages', 'services']
  .filter((top) => existsSync(join(base, top)))
  .flatMap((top) => readdirSync(join(base, top)).sort().map((name) => `${top}/${name}`))
  .filter((folder) => existsSync(join(base, folder, 'package.json')))

/**
 * @param {string} base
 * @returns {{ folder: string, manifest: any }[]}
 */
export const workspace = (base) => workspaceFolders(base)
  .map((folder) => ({ folder, manifest: JSON.parse(readFileSync(join(base, folder, 'package.json'), 'utf8')) }))
