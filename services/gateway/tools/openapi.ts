// Writes packages/client/openapi.json: node --conditions=source services/gateway/tools/openapi.ts
import { writeFileSync } from 'node:fs'
import { openApiDocument } from '../src/openapi.ts'

writeFileSync(new URL('../../../packages/client/openapi.json', import.meta.url),
  `${JSON.stringify(openApiDocument(), null, 1)}\n`)
