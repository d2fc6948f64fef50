// Code, exports and dependencies nobody uses (knip).
import { spawnSync } from 'node:child_process'
import { root } from '../setup/environment.mjs'
import { check } from './check.mjs'
import { filesUnder, sourceFiles } from './files.mjs'

await check('unused', () => {
  const { status, stdout, stderr } = spawnSync('knip', ['--no-progress', '--no-config-hints', '--reporter=json'], { cwd: root, encoding: 'utf8', maxBuffer: 1e9 })
  const start = stdout.indexOf('{')
  if (start < 0) return { read: 0, unit: 'files', failures: [`knip exit ${status}: ${(stderr || stdout).trim().slice(-1_000)}`] }
  /** @type {{ files?: string[], issues: Record<string, any>[] }} */
  const report = JSON.parse(stdout.slice(start))
  const failures = (report.files ?? []).map((file) => `${file}: unused file`)
  for (const { file, owners: _, ...kinds } of report.issues) for (const [kind, found] of Object.entries(kinds)) {
    for (const each of Array.isArray(found) ? found.flat() : Object.values(found).flat())
      failures.push(`${file}${each.line ? `:${each.line}` : ''} ${kind}: ${each.name ?? each.symbol ?? JSON.stringify(each)}`)
  }
  if (status !== 0 && failures.length === 0) failures.push(`knip exit ${status}: ${stderr.trim().slice(-1_000)}`)
  return { read: sourceFiles(root).length + filesUnder(root, 'tools', /\.mjs$/).length, unit: 'files', failures }
})
