// Types: tsc -b over every project, through turbo's cache, so that an unchanged tree costs nothing; and the tools.
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../setup/environment.mjs'
import { workspaceFolders } from '../setup/workspace.mjs'
import { check } from './check.mjs'
import { filesUnder, sourceFiles } from './files.mjs'

/**
 * @param {string} command @param {readonly string[]} args
 * @returns {string[]} what the compiler found
 */
const compile = (command, args) => {
  try {
    execFileSync(command, args, { cwd: root, encoding: 'utf8', maxBuffer: 1e9, stdio: ['ignore', 'pipe', 'pipe'] })
    return []
  } catch (error) {
    const output = `${/** @type {any} */ (error).stdout ?? ''}${/** @type {any} */ (error).stderr ?? ''}`
    const found = output.split('\n').map((line) => line.replace(/^\/\/:build: /, '')).filter((line) => /error TS\d+/.test(line))
    return found.length > 0 ? found : [`${command} ${args.join(' ')}: ${output.trim().slice(-2_000)}`]
  }
}

await check('types', () => {
  const failures = [...compile('turbo', ['run', 'build', '--output-logs=errors-only']), ...compile('tsc', ['-p', 'tools'])]
  const folders = workspaceFolders(root)
  const unbuilt = folders.filter((folder) => !existsSync(join(root, folder, 'dist', '.tsbuildinfo')))
  return {
    read: sourceFiles(root).length + filesUnder(root, 'tools', /\.(mjs|ts)$/).length, unit: 'files',
    failures: [...failures, ...(failures.length > 0 ? [] : unbuilt.map((folder) => `${folder} was not built: is it in tsconfig.json?`))],
    notes: [`${folders.length} projects and the tools`],
  }
})
