// Documents: every relative link resolves, and the index of decisions is the one made from them.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { adrIndex } from '../adr-index.mjs'
import { root } from '../setup/environment.mjs'
import { check } from './check.mjs'
import { brokenLinks } from './docs-rule.mjs'
import { filesUnder } from './files.mjs'

await check('docs', () => {
  const documents = filesUnder(root, '', /\.md$/)
  const read = documents.map((path) => brokenLinks(root, path))
  const failures = read.flatMap(({ broken }) => broken)
  const notes = [`${read.reduce((sum, { count }) => sum + count, 0)} relative links`]
  const folder = join(root, 'docs', 'adr')
  if (existsSync(folder)) {
    const { text, count, faults } = adrIndex(folder)
    const index = join(folder, 'README.md')
    failures.push(...faults)
    if (!existsSync(index) || readFileSync(index, 'utf8') !== text) failures.push('docs/adr/README.md is not the index of its records: run node tools/adr-index.mjs')
    notes.push(`${count} decisions`)
  }
  return { read: documents.length, unit: 'documents', failures, notes }
})
