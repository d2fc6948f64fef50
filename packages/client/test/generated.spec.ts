import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
// @ts-expect-error a tool in plain JavaScript
import { generate } from '../tools/generate.mjs'

it('the types are what the document says; run: npm run generate', async () => {
  expect(readFileSync(new URL('../src/generated.ts', import.meta.url), 'utf8')).toBe(await generate())
})
