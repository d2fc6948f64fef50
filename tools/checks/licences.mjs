// Licences of everything a bureau installs to run this: the production dependencies of every package and what they need,
// and the Node we bring along. Only permissive ones; one that is unknown is a failure, not a guess.
import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root } from '../setup/environment.mjs'
import { workspace } from '../setup/workspace.mjs'
import { check } from './check.mjs'
import { isPermissive, licenceOf } from './licence-rule.mjs'

/** @param {string} from real folder of the package that asks @param {string} name @returns {string | null} real folder */
const find = (from, name) => {
  for (let folder = from; ; folder = dirname(folder)) {
    const path = join(folder, 'node_modules', name)
    if (existsSync(join(path, 'package.json'))) return realpathSync(path)
    if (folder === dirname(folder)) return null
  }
}

await check('licences', () => {
  /** @type {Map<string, { name: string, licence: string }>} */
  const seen = new Map()
  /** @type {string[]} */
  const failures = []
  /** @param {string} folder @param {any} manifest */
  const visit = (folder, manifest) => {
    const optional = new Set([...Object.keys(manifest.optionalDependencies ?? {}),
      ...Object.keys(manifest.peerDependenciesMeta ?? {}).filter((name) => manifest.peerDependenciesMeta[name].optional)])
    for (const name of Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies, ...manifest.peerDependencies })) {
      const at = find(folder, name)
      if (at === null) {
        if (!optional.has(name)) failures.push(`${manifest.name} needs ${name}, which is not installed`)
        continue
      }
      if (seen.has(at)) continue
      const found = JSON.parse(readFileSync(join(at, 'package.json'), 'utf8'))
      const ours = !at.includes('node_modules')
      const licence = licenceOf(found)
      if (!ours) seen.set(at, { name: `${found.name}@${found.version}`, licence })
      if (!ours && !isPermissive(licence)) failures.push(`${found.name}@${found.version}: ${licence === '' ? 'no licence given' : `${licence} is not on the list of permissive licences`}`)
      if (!ours) visit(at, found)
    }
  }
  visit(root, { name: 'zhijian', optionalDependencies: JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).optionalDependencies })
  for (const { folder, manifest } of workspace(root)) visit(join(root, folder), manifest)
  /** @type {Record<string, number>} */
  const counts = {}
  for (const { licence } of seen.values()) counts[licence] = (counts[licence] ?? 0) + 1
  const shown = Object.entries(counts).sort((a, b) => b[1] - a[1]).map(([licence, count]) => `${count} ${licence || 'unknown'}`)
  return { read: seen.size, unit: 'installed packages', failures: [...new Set(failures)], notes: [shown.join(', ')] }
})
