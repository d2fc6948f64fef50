// `npm run audit`: known vulnerabilities of what we ship. By hand, not in CI: it depends on a service of the registry.
import { runTool } from './child.mjs'
import { environment, root } from './environment.mjs'
import { install } from './install.mjs'

/**
 * @param {string} output of `pnpm audit --json`
 * @param {number} code its exit code
 * @returns {{ outcome: 'clean' | 'vulnerable' | 'not-run', text: string }}
 */
export const readAudit = (output, code) => {
  const start = output.indexOf('{')
  /** @type {any} */
  let report = null
  try {
    report = start < 0 ? null : JSON.parse(output.slice(start, output.lastIndexOf('}') + 1))
  } catch {
    report = null
  }
  const counts = report?.metadata?.vulnerabilities
  if (counts === undefined || report.error !== undefined) {
    const reason = String(report?.error?.message ?? output).replace(/[\s×│]+/g, ' ').trim().replace(/:$/, '') || `exit code ${code}`
    return { outcome: 'not-run', text: `NOT RUN: the registry gave no advisories (${reason.slice(0, 300)})` }
  }
  const total = Object.values(counts).reduce((sum, count) => sum + Number(count), 0)
  const packages = report.metadata.totalDependencies ?? report.metadata.dependencies ?? 'all'
  if (total === 0) return { outcome: 'clean', text: `audit: ${packages} production dependencies, no known vulnerability` }
  const titles = Object.values(report.advisories ?? {}).map((/** @type {any} */ advisory) =>
    `  ${advisory.severity}: ${advisory.module_name} ${advisory.vulnerable_versions}: ${advisory.title} ${advisory.url ?? ''}`)
  return { outcome: 'vulnerable', text: [`audit: ${total} known vulnerabilities`, ...titles].join('\n') }
}

/** @param {readonly string[]} args passed on to pnpm audit @returns {Promise<number>} 1 when something is vulnerable */
export const audit = async (args) => {
  await install()
  const { code, output } = await runTool('pnpm', ['audit', '--prod', '--json', ...args], { cwd: root, env: environment(), quiet: true })
  const { outcome, text } = readAudit(output, code)
  console.log(text)
  return outcome === 'vulnerable' ? 1 : 0
}
