// Provenance: every data file we ship is named in docs/provenance.md with its source, its licence and its hash.
//   node tools/checks/provenance.mjs [--write]   writes the hashes anew; where a file comes from is written by hand
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../setup/environment.mjs'
import { check } from './check.mjs'
import { compareProvenance, withHashes } from './provenance-rule.mjs'

const page = join(root, 'docs', 'provenance.md')
if (process.argv.includes('--write')) writeFileSync(page, withHashes(readFileSync(page, 'utf8'), root))

await check('provenance', () => ({ unit: 'data files', ...compareProvenance(readFileSync(page, 'utf8'), root) }))
