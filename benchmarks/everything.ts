// What are all rows, measured one after another, each kept in benchmarks/results as it ends, and the page made of them?
//
//   npm run bench -- everything [--rows timers,commands,…] [--out benchmarks/results]
//
// Takes some two hours on two quiet cores and 5 GB of disk. A row that fails is told at the end; the others are measured all the same.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { asked } from './lib/bench.ts'

const ROWS: Readonly<Record<string, readonly string[]>> = {
  append: [], 'strict-replay': [], commands: [], timers: ['--at-once', '1000,5000,100000', '--patience', '900'], audience: [], gateway: [], 'fan-out': [], start: [], evidence: [], growth: [],
}
const { rows, out = fileURLToPath(new URL('results', import.meta.url)) } = asked({ rows: { type: 'string', default: Object.keys(ROWS).join(',') } })
const failed: string[] = []
for (const row of rows.split(',')) {
  const args = ROWS[row]
  if (args === undefined) throw new Error(`no row ${row}; there are ${Object.keys(ROWS).join(', ')}`)
  process.stderr.write(`\n== ${row}\n`)
  if (spawnSync(process.execPath, [fileURLToPath(new URL(`${row}.ts`, import.meta.url)), ...args, '--out', out], { stdio: 'inherit' }).status !== 0) failed.push(row)
}
spawnSync(process.execPath, [fileURLToPath(new URL('summary.ts', import.meta.url)), '--results', out], { stdio: 'inherit' })
if (failed.length > 0) {
  process.stderr.write(`not measured: ${failed.join(', ')}\n`)
  process.exitCode = 1
}
