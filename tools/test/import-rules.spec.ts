import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { blindRules, readModules, rules, violations } from '../checks/import-rules.mjs'
import { folderWith } from './folder.ts'

const manifest = (name: string) => JSON.stringify({ name, exports: { '.': { source: './src/index.ts' } } })
const broken = (files: Readonly<Record<string, string>>) => violations(readModules(folderWith({
  'packages/kernel/package.json': manifest('@zhijian/kernel'),
  'packages/kernel/src/index.ts': 'export const kernel = 1',
  'packages/runtime/package.json': manifest('@zhijian/runtime'),
  'packages/runtime/src/index.ts': 'export interface View { id: string }; export const view = 1',
  'services/desk/package.json': manifest('@zhijian/desk'),
  ...files,
}))).map(({ rule, text }) => ({ rule, at: text.split(' ')[0] }))

describe('the import rules', () => {
  it('each see the violation planted for them', () => {
    expect(blindRules(fileURLToPath(new URL('../checks/planted', import.meta.url)))).toEqual([])
  })
  it('are all found blind where nothing is planted', () => {
    expect(blindRules(folderWith({}))).toEqual([...Object.keys(rules), 'no-cycles'])
  })
  it('leave a decider alone that imports the kernel, a pure neighbour, and types', () => {
    expect(broken({
      'services/desk/src/desk.ts': `import { kernel } from '@zhijian/kernel'\nimport { rule } from './policy.ts'\nimport type { View } from '@zhijian/runtime'
        import { createHash } from 'node:crypto'\nexport const all = (v: View | import('@zhijian/runtime').View) => [kernel, rule, v, createHash]`,
      'services/desk/src/policy.ts': 'export const rule = 1',
    })).toEqual([])
  })
  it('see through import(), require(), export from and import types of a value', () => {
    const at = (text: string) => broken({ 'services/desk/src/desk.ts': text }).map(({ rule }) => rule)
    expect(at("export const late = () => import('node:http')")).toEqual(['pure-code-imports-no-machinery'])
    expect(at("export const old = require('node:child_process')")).toEqual(['pure-code-imports-no-machinery'])
    expect(at("export * from '@zhijian/runtime'")).toEqual(['pure-code-imports-contracts-kernel-and-neighbours'])
    expect(at("import { type View, view } from '@zhijian/runtime'\nexport const x: View[] = [view as never]")).toEqual(['pure-code-imports-contracts-kernel-and-neighbours'])
    expect(at("export type { View } from '@zhijian/runtime'")).toEqual([])
  })
  it('let the edge of a service do what its middle may not', () => {
    const text = "import { readFileSync } from 'node:fs'\nimport { Injectable } from '@nestjs/common'\nexport const x = [readFileSync, Injectable]"
    expect(broken({ 'services/desk/src/adapters/nest.module.ts': text, 'services/desk/src/main.ts': text })).toEqual([])
    expect(broken({ 'services/desk/src/views/queue.ts': text }).map(({ rule }) => rule).sort())
      .toEqual(['nest-stays-at-the-edge', 'pure-code-imports-no-machinery', 'pure-code-imports-no-machinery'])
  })
  it('keep the wiring of a service out of its middle', () => {
    const text = "import { view } from '@zhijian/runtime'\nexport const x = view"
    expect(broken({ 'services/desk/src/commands.ts': text, 'services/desk/src/queries.ts': text, 'services/desk/src/import/rows.ts': text })).toEqual([])
    expect(broken({ 'services/desk/src/commands.ts': text, 'services/desk/src/desk.ts': "export { x } from './commands.ts'" }).map(({ rule }) => rule))
      .toEqual(['pure-code-imports-contracts-kernel-and-neighbours'])
  })
  it('refuse an adapter to the pure middle, even a neighbour', () => {
    expect(broken({ 'services/desk/src/desk.ts': "import { x } from './adapters/x.ts'\nexport const y = x", 'services/desk/src/adapters/x.ts': 'export const x = 1' }))
      .toEqual([{ rule: 'pure-code-imports-contracts-kernel-and-neighbours', at: 'services/desk/src/desk.ts:1' }])
  })
  it('let benchmarks and examples, which have no manifest, in by the front door only', () => {
    expect(broken({ 'benchmarks/append.ts': "import { view } from '../packages/runtime/src/index.ts'\nimport { x } from './append/data.ts'\nexport const y = [view, x]", 'benchmarks/append/data.ts': 'export const x = 1' })).toEqual([])
    expect(broken({ 'benchmarks/append.ts': "export { x } from '../packages/runtime/src/inner.ts'", 'packages/runtime/src/inner.ts': 'export const x = 1' }).map(({ rule }) => rule))
      .toEqual(['through-the-front-door'])
  })
  it('report a file that does not parse and read on', () => {
    expect(broken({ 'services/desk/src/a.ts': 'const = ;', 'services/desk/src/b.ts': "import 'node:fs'" }).map(({ rule }) => rule))
      .toEqual(['parses', 'pure-code-imports-no-machinery'])
  })
})
