// Makes data/weights.json from a collection of questions. The same file gives the same weights, to the byte.
//
//   node --conditions=source packages/topics/src/training/train.ts QUESTIONS.jsonl[.gz] [--out packages/topics/data/weights.json] [--seed 1]
//
// What the rows look like, and which are used: docs/topics.md. No text of them is kept.
import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { fit } from './fit.ts'
import { examplesOf, parted, readRows } from './rows.ts'

const { values, positionals: [path] } = parseArgs({ allowPositionals: true, options: {
  out: { type: 'string', default: fileURLToPath(new URL('../../data/weights.json', import.meta.url)) }, seed: { type: 'string', default: '1' },
} })
if (path === undefined) throw new Error('name the file of questions; see the head of this file')
const { training, measured, tooNear } = parted(readRows(path))
const weights = fit(examplesOf(training), { seed: Number(values.seed) })
const file = `${JSON.stringify(weights)}\n`
writeFileSync(values.out, file)
console.log(`${training.length} rows learnt from, ${tooNear.length} left out as near to one of ${measured.length} that a reader labelled; ${weights.codes.length} topics`)
console.log(`${values.out}: ${file.length} bytes, sha256 ${createHash('sha256').update(file).digest('hex')}`)
