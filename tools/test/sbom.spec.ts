// The bill of materials and the page of provenance: what is in them is what is there, and what is missing or changed is found.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { isPermissive } from '../checks/licence-rule.mjs'
import { compareProvenance, hashOf, withHashes } from '../checks/provenance-rule.mjs'
import { root } from '../setup/environment.mjs'
import { billOfMaterials, dataComponents, faultsOf } from '../setup/sbom.mjs'
import { folderWith } from './folder.ts'

interface Component {
  readonly type: string; readonly name: string; readonly version: string; readonly group?: string; readonly purl?: string
  readonly licenses?: readonly { readonly license?: { readonly id?: string; readonly name?: string }; readonly expression?: string }[]
  readonly externalReferences?: readonly { readonly hashes?: readonly { readonly alg: string }[] }[]
}
let text: string
let components: readonly Component[]
beforeAll(async () => {
  text = await billOfMaterials()
  components = (JSON.parse(text) as { components: Component[] }).components
})
const packages = () => components.filter(({ type, group }) => type === 'library' && group !== '@zhijian')

describe('the bill of materials', () => {
  it('is CycloneDX, and what is not is found', async () => {
    expect(await faultsOf(text)).toBeNull()
    expect(await faultsOf(text.replace('"bomFormat": "CycloneDX"', '"bomFormat": "Other"'))).not.toBeNull()
  })
  it('has every package that an installation of ours asks for, at its version, with a licence we can take on and the hash it was fetched with', () => {
    expect(packages().length).toBeGreaterThan(150)
    const known = new Set(packages().map(({ group, name }) => (group === undefined ? name : `${group}/${name}`)))
    const asked = components.filter(({ group }) => group === '@zhijian').flatMap(({ name }) => {
      const folder = ['packages', 'services'].map((top) => join(root, top, name, 'package.json')).find((path) => {
        try {
          return readFileSync(path) !== null
        } catch {
          return false
        }
      })
      return folder === undefined ? [] : Object.keys((JSON.parse(readFileSync(folder, 'utf8')) as { dependencies?: object }).dependencies ?? {})
    }).filter((name) => !name.startsWith('@zhijian/'))
    expect(asked.length).toBeGreaterThan(50)
    expect([...new Set(asked)].filter((name) => !known.has(name))).toEqual([])
    const licenceOf = ({ licenses = [] }: Component): string => licenses.map(({ license, expression }) => expression ?? license?.id ?? license?.name ?? '').join(' AND ')
    expect(packages().filter((each) => !isPermissive(licenceOf(each))).map((each) => `${each.name}: ${licenceOf(each)}`)).toEqual([])
    expect(packages().filter(({ externalReferences = [] }) => !externalReferences.some(({ hashes = [] }) => hashes.some(({ alg }) => alg === 'SHA-512'))).map(({ name }) => name)).toEqual([])
  })
  it('has the data that goes along, with source, licence and hash', () => {
    const data = dataComponents(readFileSync(join(root, 'docs', 'provenance.md'), 'utf8'))
    expect(data.length).toBeGreaterThan(10)
    expect(components.filter(({ type }) => type === 'data')).toEqual(data)
  })
})

describe('the page of provenance', () => {
  const row = (path: string, hash: string): string => `| \`${path}\` | what | source | licence | made | \`${hash}\` |\n`
  const files = { 'packages/a/data/table.json': '[1]', 'packages/a/src/words.ts': 'export {}', 'services/b/src/sound.mp3': 'x', 'packages/a/package.json': '{}', 'packages/a/test/sample.json': '{}' }
  const [table, sound] = ['packages/a/data/table.json', 'services/b/src/sound.mp3'] as const
  it('names each data file with the hash it has', () => {
    const base = folderWith(files)
    const page = row(table, hashOf(base, table)) + row(sound, hashOf(base, sound))
    expect(compareProvenance(page, base)).toEqual({ read: 2, failures: [] })
  })
  it('is found wanting for a file it does not name, one that changed, and one that is gone', () => {
    const base = folderWith(files)
    expect(compareProvenance(row(table, hashOf(base, table)), base).failures).toEqual([`${sound} is shipped and not named in docs/provenance.md`])
    const page = row(table, hashOf(base, table)) + row(sound, hashOf(base, sound)) + row('packages/a/data/gone.json', 'a'.repeat(64))
    writeFileSync(join(base, table), '[2]')
    expect(compareProvenance(page, base).failures).toEqual([
      expect.stringContaining(`${table} is not what docs/provenance.md says`), 'docs/provenance.md names packages/a/data/gone.json, which is not shipped',
    ])
    expect(compareProvenance(withHashes(page, base), base).failures).toEqual(['docs/provenance.md names packages/a/data/gone.json, which is not shipped'])
  })
})
