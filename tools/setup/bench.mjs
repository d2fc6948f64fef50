// `npm run bench -- NAME …`: one row of the figures, set up as `npm start` does, with its peers in the same run.
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './environment.mjs'
import { program } from './program.mjs'
import { SetupFailed } from './say.mjs'

const FOLDER = join(root, 'benchmarks')

/** Name → the question it answers: the first lines of its head, up to an empty one. */
export const benches = () => new Map(readdirSync(FOLDER).filter((file) => file.endsWith('.ts')).sort().map((file) => {
  const lines = readFileSync(join(FOLDER, file), 'utf8').split('\n').map((line) => line.replace(/^\/\/ ?/, ''))
  return [file.slice(0, -3), lines.slice(0, lines.indexOf('')).join(' ')]
}))

/** @param {readonly string[]} args the name first @returns {Promise<number>} exit code */
export const bench = async ([name, ...args]) => {
  const known = benches()
  if (name === undefined || !known.has(name)) {
    throw new SetupFailed(name === undefined ? 'which figures?' : `there is no benchmark ${name}.`,
      ['Name one of them: npm run -s bench -- NAME [--json] [--out benchmarks/results]', ...[...known].map(([each, question]) => `  ${each.padEnd(18)}${question}`)])
  }
  return program(`benchmarks/${name}.ts`, args)
}
