// Import rules over every module, after the rules have shown on a planted tree that they see.
import { join } from 'node:path'
import { root } from '../setup/environment.mjs'
import { check } from './check.mjs'
import { blindRules, readModules, rules, violations } from './import-rules.mjs'

await check('imports', () => {
  const blind = blindRules(join(root, 'tools/checks/planted'))
  const modules = readModules(root)
  return {
    read: modules.length, unit: 'modules',
    failures: [...blind.map((rule) => `the rule ${rule} did not notice the violation planted for it`), ...violations(modules).map(({ text }) => text)],
    notes: [`${Object.keys(rules).length + 1} rules, each proved on a planted violation; ${modules.filter(({ pure }) => pure).length} pure modules, ${
      modules.reduce((sum, each) => sum + each.imports.length, 0)} imports`],
  }
})
