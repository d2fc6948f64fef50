// What was once stored is read for ever: one sample per event and version lies in golden/<category>/<Name>.v<n>.json.
// A new version leaves the old sample where it is. That samples fold is tried beside each decider.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { canonical, type JsonObject } from '@zhijian/kernel'
import type { EventFamily } from './events.ts'
import * as contracts from './index.ts'

const GOLDEN = join(import.meta.dirname, '../golden')
const isFamily = (value: unknown): value is EventFamily =>
  typeof value === 'object' && value !== null && 'storedType' in value && 'category' in value

const families = (Object.values(contracts) as unknown[]).filter(isFamily)
const filesOf = (category: string): string[] => (existsSync(join(GOLDEN, category)) ? readdirSync(join(GOLDEN, category)) : [])

/** `Name.v1` … `Name.v<current>` */
const typesOf = (family: EventFamily): string[] =>
  family.names.flatMap((name) => Array.from({ length: family.versionOf(name) }, (_, i) => `${name}.v${i + 1}`))

it('looks at every family', () => {
  expect(families.length).toBeGreaterThan(5)
  expect(new Set(families.map((family) => family.category)).size).toBe(families.length)
  expect(readdirSync(GOLDEN).filter((folder) => !families.some((family) => family.category === folder))).toEqual([])
})

describe.each(families.map((family) => [family.category, family] as const))('%s', (category, family) => {
  it('has a sample of every event and version, and no other', () => {
    expect(filesOf(category).sort()).toEqual(typesOf(family).map((type) => `${type}.json`).sort())
  })

  it.each(filesOf(category))('%s is read, is what its contract says, and is stored as it was', (file) => {
    const sample = JSON.parse(readFileSync(join(GOLDEN, category, file), 'utf8')) as { type: string; data: JsonObject }
    expect(`${sample.type}.json`).toBe(file)
    const event = family.read(sample.type, sample.data) as { type: string; data: JsonObject }
    expect(family.schemaOf(event.type).parse(event)).toEqual(event)
    if (sample.type === family.storedType(event.type)) expect(canonical(event.data)).toBe(canonical(sample.data))
  })
})
