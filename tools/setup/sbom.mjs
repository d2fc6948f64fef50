// `npm run sbom`: what an installation is made of, as CycloneDX. pnpm tells of packages, from the lockfile and what is installed; the data
// that goes along is added from the page of provenance. What is written was held against CycloneDX's own schema first.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { runTool } from './child.mjs'
import { environment, root } from './environment.mjs'
import { install } from './install.mjs'
import { SetupFailed } from './say.mjs'

const ROW = /^\| `([^`]+)` \| (.+?) \| (.+?) \| (.+?) \| (.+?) \| `([0-9a-f]{64})` \|$/gm

/** @param {string} page docs/provenance.md @returns {object[]} components of type `data` */
export const dataComponents = (page) => [...page.matchAll(ROW)].map(([, path = '', what = '', source = '', licence = '', made = '', hash = '']) => ({
  'type': 'data', 'bom-ref': `data:${path}`, 'name': path, 'description': what,
  'hashes': [{ alg: 'SHA-256', content: hash }], 'licenses': [{ license: { name: licence } }],
  'properties': [{ name: 'zhijian:source', value: source }, { name: 'zhijian:made', value: made }],
}))

/** @param {string} text @returns {Promise<unknown>} null: it is what CycloneDX 1.6 says */
export const faultsOf = async (text) => {
  const { Spec, Validation } = await import('@cyclonedx/cyclonedx-library')
  return new Validation.JsonStrictValidator(Spec.Version.v1dot6).validate(text)
}

/** @returns {Promise<string>} the bill of materials @throws {SetupFailed} */
export const billOfMaterials = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'zhijian-sbom-'))
  const file = join(folder, 'pnpm.cdx.json')
  /** @type {any} */
  let bom
  try {
    const { code, output } = await runTool('pnpm', ['sbom', '--sbom-format', 'cyclonedx', '--sbom-spec-version', '1.6', '--sbom-type', 'application', '--prod', '--out', file], { cwd: root, env: environment(), quiet: true })
    if (code !== 0) throw new SetupFailed(`pnpm tells of no packages (exit code ${code})`, [output.slice(-500)])
    bom = JSON.parse(readFileSync(file, 'utf8'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  bom.components.push(...dataComponents(readFileSync(join(root, 'docs', 'provenance.md'), 'utf8')))
  const text = `${JSON.stringify(bom, null, 1)}\n`
  const faults = await faultsOf(text)
  if (faults !== null) throw new SetupFailed('the bill of materials is not what CycloneDX 1.6 says', [JSON.stringify(faults).slice(0, 1000)])
  return text
}

/** @param {readonly string[]} args where it is written; default: `zhijian.cdx.json` @returns {Promise<number>} */
export const sbom = async ([file = 'zhijian.cdx.json']) => {
  await install()
  const text = await billOfMaterials()
  const at = resolve(file)
  writeFileSync(at, text)
  console.log(`sbom: ${JSON.parse(text).components.length} components, CycloneDX 1.6, in ${at}`)
  return 0
}
