// oxlint over everything we write; its findings, not its opinions on style.
import { execFileSync } from 'node:child_process'
import { root } from '../setup/environment.mjs'
import { check } from './check.mjs'

await check('lint', () => {
  let output = ''
  try {
    output = execFileSync('oxlint', ['--format=json'], { cwd: root, encoding: 'utf8', maxBuffer: 1e9, stdio: ['ignore', 'pipe', 'inherit'] })
  } catch (error) {
    output = String(/** @type {any} */ (error).stdout)
    if (!output.trimStart().startsWith('{')) throw error
  }
  /** @type {{ diagnostics: any[], number_of_files: number, number_of_rules: number }} */
  const { diagnostics, number_of_files: files, number_of_rules: ruleCount } = JSON.parse(output)
  const texts = diagnostics.map((each) => ({
    severity: each.severity,
    text: `${each.filename}:${each.labels?.[0]?.span?.line ?? '?'} ${each.code ?? ''}: ${each.message}${each.help ? ` (${each.help})` : ''}`,
  }))
  return {
    read: files, unit: 'files',
    failures: texts.filter(({ severity }) => severity === 'error').map(({ text }) => text),
    notes: [`${ruleCount} rules`, ...texts.filter(({ severity }) => severity !== 'error').map(({ text }) => `warning: ${text}`)],
  }
})
