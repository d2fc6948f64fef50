// Makes src/common-passwords.ts from a list of passwords, the commonest first, one a line:
//   node services/gateway/tools/common-passwords.mjs 10-million-password-list-top-1000000.txt
// Those that the length rule would let pass, the commonest 4,000, as the first 48 bits of SHA-256: what people chose is in no file of ours.
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'

const SHORTEST = 12
const KEPT = 4000
const digestOf = (password) => createHash('sha256').update(password.toLowerCase()).digest('base64url').slice(0, 8)

const fit = readFileSync(process.argv[2], 'utf8').split(/\r?\n/).filter((line) => [...line].length >= SHORTEST)
const kept = [...new Set(fit.map(digestOf))].slice(0, KEPT).sort()
const rows = Array.from({ length: Math.ceil(kept.length / 25) }, (_, n) => kept.slice(n * 25, n * 25 + 25).join(''))
writeFileSync(new URL('../src/common-passwords.ts', import.meta.url), `// Made by tools/common-passwords.mjs: ${kept.length} of the commonest passwords of ${SHORTEST} characters and more, eight characters each (docs/provenance.md).
export const COMMON_DIGESTS = \`
${rows.join('\n')}
\`
`)
