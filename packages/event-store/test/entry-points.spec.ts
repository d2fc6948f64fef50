// Who keeps the log in a file pays nothing for KurrentDB: its client, with a native part, is loaded by its own entry alone.
import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'

const loaded = (entry: string): readonly string[] => {
  const source = `await import(${JSON.stringify(entry)}); console.log(JSON.stringify(Object.keys(require('node:module')._cache)))`
  const program = `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url); ${source}`
  return JSON.parse(execFileSync(process.execPath, ['--conditions=source', '--input-type=module', '-e', program], { encoding: 'utf8', cwd: import.meta.dirname })) as string[]
}
const foreign = (entry: string): boolean => loaded(entry).some((path) => /kurrent|grpc/.test(path))

describe('the entry points', () => {
  it.each(['@zhijian/event-store', '@zhijian/event-store/sqlite', '@zhijian/event-store/envelope'])('%s loads no client of a server', (entry) => {
    expect(foreign(entry)).toBe(false)
  })
  it('@zhijian/event-store/kurrent does, so this test would see it', () => {
    expect(foreign('@zhijian/event-store/kurrent')).toBe(true)
  })
})
