import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { lastLine, listed, mongoLines, natsLines, readerLines, s3Lines, tally } from '../report.mjs'
import { readAudit } from '../setup/audit.mjs'
import { advise } from '../setup/say.mjs'

const file = (status: string, ...statuses: string[]) => ({ name: '/x/a.spec.ts', status, message: 'boom\nstack', assertionResults: statuses.map((each, index) => ({ status: each, fullName: `t${index}` })) })

describe('the summary', () => {
  it('counts what passed, failed and was skipped', () => {
    expect(tally({ success: false, testResults: [file('failed', 'passed', 'failed', 'pending'), file('passed', 'passed', 'todo')] }))
      .toEqual({ passed: 2, failed: 1, skipped: 2, files: 2, failures: ['t1'] })
  })
  it('counts a file that could not be loaded as a failure', () => {
    expect(tally({ success: false, testResults: [file('failed'), file('passed', 'passed')] })).toMatchObject({ passed: 1, failed: 1, failures: ['x/a.spec.ts could not be run: boom'] })
  })
  it('counts an error outside of the tests as a failure, when every test passed', () => {
    expect(tally({ success: false, testResults: [file('passed', 'passed')] })).toMatchObject({ passed: 1, failed: 1 })
  })
  it('says of each failure its place and what it said, from a run in which a test, a hook and something outside of both fail', () => {
    const folder = mkdtempSync(join(tmpdir(), 'zj-failing-'))
    try {
      writeFileSync(join(folder, 'a.spec.ts'), `describe('a sum', () => {
  it('is right', () => { expect(1 + 1).toBe(2) })
  it('is wrong', () => {
    expect(['one', 'two']).toEqual(['one', 'three'])
  })
  it('says much', () => { throw new Error(Array.from({ length: 100 }, (_, n) => 'line ' + n).join('\\n')) })
})
`)
      writeFileSync(join(folder, 'b.spec.ts'), "beforeAll(() => { throw new Error('no platform starts') })\nit('never runs', () => {})\n")
      writeFileSync(join(folder, 'c.spec.ts'), "it('lets go', async () => { void Promise.reject(new Error('nobody waits for this')); await new Promise((resolve) => setImmediate(resolve)) })\n")
      writeFileSync(join(folder, 'vitest.config.ts'), `import { FailureReporter } from ${JSON.stringify(fileURLToPath(new URL('../failure-reporter.ts', import.meta.url)))}
export default { test: { globals: true, isolate: false, maxWorkers: 1, reporters: ['json', new FailureReporter()], outputFile: { json: '.report/vitest.json' } } }
`)
      const { status } = spawnSync(process.execPath, [fileURLToPath(new URL('../../node_modules/vitest/vitest.mjs', import.meta.url)), 'run', '--root', folder], { env: { ...process.env, FORCE_COLOR: '1' } })
      expect(status).toBe(1)
      const read = (name: string) => JSON.parse(readFileSync(join(folder, '.report', name), 'utf8'))
      const { failures, ...counts } = tally(read('vitest.json'), read('failures.json'))
      expect(counts).toEqual({ passed: 2, failed: 3, skipped: 1, files: 3 })
      const told = listed(failures.toSorted())
      expect(told).toContain('  a sum is wrong\n      a.spec.ts:4:28: AssertionError: expected')
      expect(told).toContain('-   "three",')
      // Of much, how it begins and how it ends.
      expect(told).toContain('Error: line 0\n      line 1\n')
      expect(told).toContain('      line 15\n      … 72 more lines\n      line 88\n')
      expect(told).toContain('      line 98\n      line 99')
      expect(told).toMatch(/b\.spec\.ts could not be run\n {6}b\.spec\.ts:1:25: Error: no platform starts/)
      const outside = tally({ success: false, testResults: [file('passed', 'passed')] }, read('failures.json'))
      expect(listed(outside.failures)).toMatch(/an error outside of every test\n {6}c\.spec\.ts:1:\d+: Error: nobody waits for this/)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
  it('tells of so many failures, and names the others', () => {
    const told = listed(Array.from({ length: 40 }, (_, index) => `t${index}\nsaid ${index}`))
    expect(told).toContain('  t29\n      said 29\n  t30\n  t31')
  })
  it('ends with the line that machines read', () => {
    expect([lastLine(3, 0, 0), lastLine(2, 1, 4)]).toEqual(['3 passed, 0 failed', '2 passed, 1 failed, 4 skipped'])
  })
})

describe('the servers that tests ran against', () => {
  const secantus = { path: '/x/secantusd-py', name: 'SecantusDB', version: '0.7.0b3', source: 'PyPI' }
  it('are named as what they are', () => {
    expect(natsLines({ path: '/x', version: '2.15.1', source: 'PATH' })).toEqual({ ranAgainst: 'nats-server 2.15.1 from PATH', missing: null })
    expect(mongoLines(secantus)).toEqual({ ranAgainst: 'MongoDB protocol: SecantusDB 0.7.0b3 from PyPI', missing: null })
    expect(mongoLines({ ...secantus, url: 'mongodb://a:secret@h' })).toEqual({ ranAgainst: 'MongoDB protocol: the server at MONGODB_URL and SecantusDB 0.7.0b3 from PyPI', missing: null })
  })
  it('are missing when there is none, or none that may be killed; then it is said what did not run', () => {
    expect(natsLines({ unavailable: 'no python3' })).toEqual({ ranAgainst: null, missing: 'the bus over a real nats-server: no python3' })
    expect(mongoLines({ unavailable: 'no python3' })).toEqual({ ranAgainst: null, missing: 'the read store over MongoDB\'s protocol: no python3' })
    expect(mongoLines({ url: 'mongodb://a:secret@h' })).toEqual({ ranAgainst: 'MongoDB protocol: the server at MONGODB_URL', missing: expect.stringContaining('not ours to start') })
    expect(mongoLines(undefined).missing).toContain('not provisioned')
    expect(s3Lines({ path: '/x', name: 'versitygw', version: 'v1.8.0', source: 'go install' })).toEqual({ ranAgainst: 'S3 protocol: versitygw v1.8.0 from go install', missing: null })
    expect(s3Lines({ path: '/x', name: 'moto', version: 'of PyPI', source: 'PyPI' })).toEqual({ ranAgainst: 'S3 protocol: moto of PyPI from PyPI', missing: expect.stringContaining('checks no signature') })
    expect(s3Lines({ url: 'http://h', name: 'a server' })).toEqual({ ranAgainst: 'S3 protocol: the server at S3_URL', missing: expect.stringContaining('not ours to start') })
    expect(readerLines('manifests', { path: '/x', args: [], name: 'kustomize', version: '5.7.1', source: 'go install' })).toEqual({ ranAgainst: 'kustomize 5.7.1 from go install', missing: null })
    expect(readerLines('manifests', { unavailable: 'no go' })).toEqual({ ranAgainst: null, missing: 'manifests: no go' })
    expect(s3Lines(undefined)).toEqual({ ranAgainst: null, missing: 'files in S3: not provisioned' })
  })
})

describe('an audit', () => {
  const report = (counts: object, advisories = {}) => JSON.stringify({ advisories, metadata: { vulnerabilities: counts, totalDependencies: 101 } })
  it('is clean, or says what is vulnerable', () => {
    expect(readAudit(report({ low: 0, high: 0 }), 0)).toEqual({ outcome: 'clean', text: 'audit: 101 production dependencies, no known vulnerability' })
    expect(readAudit(`warning\n${report({ high: 1 }, { 7: { severity: 'high', module_name: 'left', vulnerable_versions: '<1', title: 'bad' } })}`, 1))
      .toMatchObject({ outcome: 'vulnerable', text: expect.stringContaining('high: left <1: bad') })
  })
  it.each([['Error: ERR_PNPM_AUDIT_BAD_RESPONSE\n\n  × The audit endpoint\n  │ responded with 405:\n', 1], ['', 1], ['{"error":{"message":"no service"}}', 1], ['{ not json }', 1]])(
    'did not run where the registry has no such service: %j', (output, code) => {
      expect(readAudit(output, code)).toMatchObject({ outcome: 'not-run', text: expect.stringMatching(/^NOT RUN: /) })
    })
})

describe('advice', () => {
  it.each([
    ['getaddrinfo EAI_AGAIN registry', 'network'], ['ENOSPC: no space left on device', 'disk is full'], ['ERR_PNPM_OUTDATED_LOCKFILE', 'pnpm install'], ['EACCES: permission denied', 'may not be written'],
  ])('for %s', (output, advice) => expect(advise(output).join(' ')).toContain(advice))
  it('is never empty', () => expect(advise('something else')).toHaveLength(1))
})
