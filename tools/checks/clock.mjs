// No clock, timer or chance outside the places that are their source, after the rule has shown that it sees.
import { join } from 'node:path'
import { root } from '../setup/environment.mjs'
import { check } from './check.mjs'
import { clockReads, everySin, mayReadClock } from './clock-rule.mjs'
import { sourceFiles } from './files.mjs'
import { readSource } from './syntax.mjs'

await check('clock', () => {
  const seen = new Set(clockReads(readSource(join(root, 'tools/checks/planted'), 'services/alpha/src/sins.ts')).map(({ what }) => what))
  const files = sourceFiles(root)
  const ruled = files.filter((path) => !mayReadClock(path))
  return {
    read: ruled.length, unit: 'files',
    failures: [
      ...everySin.filter((what) => !seen.has(what)).map((what) => `the rule did not notice the planted ${what}`),
      ...ruled.flatMap((path) => clockReads(readSource(root, path)).map(({ text }) => text)),
    ],
    notes: [`${everySin.length} forms, each proved on a planted one; ${files.length - ruled.length} files may read a clock`],
  }
})
