// Examples are run, and print what stands beside them; the README's table of commands is what the command line has.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { nodeBinary, root } from '../setup/environment.mjs'
import { check } from './check.mjs'
import { commandsOfHelp, commandsOfReadme, firstDifference } from './examples-rule.mjs'

/** @param {readonly string[]} args @returns {{ status: number | null, stdout: string, stderr: string }} */
const node = (args) => spawnSync(nodeBinary(), args, { cwd: root, encoding: 'utf8', timeout: 120_000, env: { ...process.env, NODE_NO_WARNINGS: '1' } })

/** Every command of the program, groups followed: `replay show`. @param {readonly string[]} path @returns {string[]} */
const commandsOf = (path) => {
  const { status, stdout, stderr } = node([join('packages', 'cli', 'dist', 'src', 'main.js'), '--lang', 'en', ...path, '--help'])
  if (status !== 0) throw new Error(`zhijian ${path.join(' ')} --help ended with ${status}: ${stderr.slice(-500)}`)
  const inner = commandsOfHelp(stdout)
  return inner.length === 0 ? [path.join(' ')] : inner.flatMap((name) => commandsOf([...path, name]))
}

await check('examples', () => {
  /** @type {string[]} */
  const failures = []
  const examples = readdirSync(join(root, 'examples')).filter((name) => existsSync(join(root, 'examples', name, 'main.ts'))).sort()
  for (const name of examples) {
    const { status, stdout, stderr } = node(['--conditions=source', join('examples', name, 'main.ts')])
    const expected = join(root, 'examples', name, 'expected.txt')
    if (status !== 0) failures.push(`examples/${name} ended with ${status}: ${stderr.trim().slice(-500)}`)
    else if (!existsSync(expected)) failures.push(`examples/${name}/expected.txt is missing`)
    else {
      const difference = firstDifference(stdout, readFileSync(expected, 'utf8'))
      if (difference !== null) failures.push(`examples/${name} ${difference}`)
    }
  }
  const has = commandsOf([]).sort()
  const told = commandsOfReadme(readFileSync(join(root, 'README.md'), 'utf8')).sort()
  for (const command of has) if (!told.includes(command)) failures.push(`README.md does not tell of: zhijian ${command}`)
  for (const command of told) if (!has.includes(command)) failures.push(`README.md tells of a command that is not there: zhijian ${command}`)
  return { read: examples.length, unit: 'examples', failures, notes: [`${has.length} commands of the command line`] }
})
