// Project references agree with the manifests.
import { spawnSync } from 'node:child_process'
import { root } from '../setup/environment.mjs'
import { workspaceFolders } from '../setup/workspace.mjs'
import { check } from './check.mjs'

await check('references', () => {
  const { status, stderr } = spawnSync(process.execPath, ['tools/references.mjs', '--check'], { cwd: root, encoding: 'utf8' })
  return { read: workspaceFolders(root).length, unit: 'projects', failures: status === 0 ? [] : stderr.trim().split('\n') }
})
