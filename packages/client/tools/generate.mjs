// From openapi.json (written by the gateway) to src/generated.ts. `--check` says only whether they agree.
// openapi-typescript needs the classic compiler API, which TypeScript 7 has no more: this package alone has a 5.9 beside it.
import { readFileSync, writeFileSync } from 'node:fs'
import openapiTS, { astToString } from 'openapi-typescript'

export const generate = async () => {
  const document = JSON.parse(readFileSync(new URL('../openapi.json', import.meta.url), 'utf8'))
  // Whoever uses this client need not bring the key: it brings one itself.
  document.components.parameters.IdempotencyKey.required = false
  const types = astToString(await openapiTS(document, { alphabetize: false }))
  return `// Made from openapi.json by \`npm run generate\`. Do not edit.\n/* eslint-disable */\n${types}`
}

const target = new URL('../src/generated.ts', import.meta.url)

if (import.meta.filename === process.argv[1]) {
  const text = await generate()
  if (!process.argv.includes('--check')) writeFileSync(target, text)
  else if (readFileSync(target, 'utf8') !== text) {
    console.error('packages/client/src/generated.ts is not what openapi.json says; run: npm run generate -w @zhijian/client')
    process.exit(1)
  }
}
