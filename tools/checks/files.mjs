// Which files the checks read.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const SKIPPED = new Set(['node_modules', 'dist', '.git', '.turbo', '.report', '.cache', 'var', 'planted'])

/**
 * @param {string} base
 * @param {string} folder relative to base, '' for base itself; read to the bottom
 * @param {RegExp} name of the files wanted
 * @returns {string[]} paths relative to base, `/` between, sorted
 */
export const filesUnder = (base, folder, name) => {
  if (!existsSync(join(base, folder))) return []
  return readdirSync(join(base, folder), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1)).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : filesUnder(base, path, name)
    return name.test(entry.name) ? [path] : []
  })
}

/** @param {string} base @returns {string[]} our TypeScript: packages, services, examples, benchmarks */
export const sourceFiles = (base) => ['packages', 'services', 'examples', 'benchmarks'].flatMap((top) => filesUnder(base, top, /(?<!\.d)\.[cm]?tsx?$/))

/** @param {string} path @returns {boolean} a spec, its builders and generators, or a helper of specs */
export const isTest = (path) => /\.(spec|fixtures|arbitraries|bench)\.tsx?$/.test(path) || /^(packages|services)\/[^/]+\/test\//.test(path)
