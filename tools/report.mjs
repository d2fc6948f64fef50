// The summary at the end of `npm test`: what was checked, what was tested, against what, and what did not run.
// 1. A package that has specs and left no report has failed; so has a check that left none.
// 2. What a package ran against besides, and what it could not run, it says itself: .report/ran-against.txt, not-run.txt.
// 3. Of each failed test its first and last lines and its place, from .report/failures.json: a log that is cut in the middle still says why.
// 4. The last line is exactly `N passed, N failed`, with `, N skipped` when there are any. A check counts as one.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { filesUnder } from './checks/files.mjs'
import { manifest, root } from './setup/environment.mjs'
import { workspaceFolders } from './setup/workspace.mjs'

/** Failures whose own words are printed: of more, one reads the first. */
const MOST_TOLD = 30

/**
 * @param {any} report of vitest's json reporter
 * @param {readonly import('./failure-reporter.ts').Failure[]} said
 * @returns {{ passed: number, failed: number, skipped: number, files: number, failures: string[] }}
 */
export const tally = (report, said = []) => {
  /** @param {string | null} file @param {string | null} test */
  const words = (file, test) => said.filter((each) => each.file === file && each.test === test).flatMap(({ lines }) => lines)
  /** @param {string} name @param {readonly string[]} lines */
  const tell = (name, lines) => [name, ...lines].join('\n')
  /** @type {string[]} */
  const failures = []
  let [passed, failed, skipped] = [0, 0, 0]
  for (const file of report.testResults) {
    const before = failed
    for (const test of file.assertionResults) {
      if (test.status === 'passed') passed += 1
      else if (test.status === 'failed') {
        failed += 1
        failures.push(tell(test.fullName, words(file.name, [...test.ancestorTitles ?? [], test.title].join(' > '))))
      } else skipped += 1
    }
    if (file.status === 'failed' && failed === before) {
      failed += 1
      const lines = words(file.name, null)
      failures.push(tell(`${String(file.name).split('/').slice(-2).join('/')} could not be run${lines.length > 0 ? '' : `: ${String(file.message).split('\n')[0]}`}`, lines))
    }
  }
  if (report.success === false && failed === 0 && report.testResults.length > 0) {
    failed += 1
    failures.push(tell('an error outside of every test', words(null, null)))
  }
  return { passed, failed, skipped, files: report.testResults.length, failures }
}

/** @param {number} passed @param {number} failed @param {number} skipped */
export const lastLine = (passed, failed, skipped) => `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`

/**
 * @typedef {{ readonly ranAgainst: string | null, readonly missing: string | null }} ServerLines
 *   missing: what of the tests did not run for want of a server that they may start and kill, and why
 */

/** @param {any} nats what provisioning found @returns {ServerLines} */
export const natsLines = (nats = { unavailable: 'not provisioned' }) => ({
  ranAgainst: nats.unavailable === undefined ? `nats-server ${nats.version} from ${nats.source}` : null,
  missing: nats.path !== undefined ? null
    : `the bus over a real nats-server: ${nats.unavailable ?? 'the one at NATS_URL is not ours to start and kill'}`,
})

/** @param {any} s3 what provisioning found @returns {ServerLines} */
export const s3Lines = (s3 = { unavailable: 'not provisioned' }) => ({
  ranAgainst: s3.unavailable !== undefined ? null : `S3 protocol: ${s3.url === undefined ? `${s3.name} ${s3.version} from ${s3.source}` : 'the server at S3_URL'}`,
  missing: s3.name === 'versitygw' ? null
    : `files in S3${s3.unavailable === undefined ? ' when the server is killed, full or refuses' : ''}: ${s3.unavailable ?? (s3.name === 'moto' ? 'moto keeps nothing and checks no signature; Go gets versitygw' : 'the server at S3_URL is not ours to start and kill')}`,
})

/** @param {any} mongo what provisioning found @returns {ServerLines} */
export const mongoLines = (mongo = { unavailable: 'not provisioned' }) => {
  const ours = mongo.path === undefined ? [] : [`${mongo.name} ${mongo.version} from ${mongo.source}`]
  const theirs = mongo.url === undefined ? [] : ['the server at MONGODB_URL']
  return {
    ranAgainst: mongo.unavailable === undefined ? `MongoDB protocol: ${[...theirs, ...ours].join(' and ')}` : null,
    missing: mongo.path !== undefined ? null
      : `the read store over MongoDB's protocol: ${mongo.unavailable ?? 'the server at MONGODB_URL is not ours to start and kill'}`,
  }
}

/** @param {string} what did not run without it @param {any} reader what provisioning found @returns {ServerLines} */
export const readerLines = (what, reader = { unavailable: 'not provisioned' }) => ({
  ranAgainst: reader.unavailable === undefined ? `${reader.name} ${reader.version} from ${reader.source}` : null,
  missing: reader.unavailable === undefined ? null : `${what}: ${reader.unavailable}`,
})

/** @param {string} folder @param {string} name @returns {readonly string[]} */
const linesOf = (folder, name) => {
  const file = join(root, folder, '.report', name)
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter((line) => line.trim() !== '') : []
}

/** @param {string} folder @param {string} name @returns {any} or null */
const readReport = (folder, name = 'vitest.json') => {
  const file = join(root, folder, '.report', name)
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null
}

/** Each with what it said; beyond `MOST_TOLD` by name alone. @param {readonly string[]} failures @returns {string} */
export const listed = (failures) =>
  failures.map((text, index) => `  ${(index < MOST_TOLD ? text : text.split('\n')[0] ?? '').replaceAll('\n', '\n      ')}`).join('\n')

/** From its first spec file to its last: what is worth making quicker. @param {any} report @returns {string} */
const secondsOf = (report) => (report === null ? '' : `, ${Math.round(Math.max(0, ...report.testResults.map((/** @type {any} */ { endTime }) => endTime - report.startTime)) / 1000)} s`)

const main = () => {
  const option = (/** @type {string} */ name) => process.argv.find((each) => each.startsWith(`--${name}=`))?.slice(name.length + 3)
  const partial = process.argv.includes('--partial')
  const total = { passed: 0, failed: 0, skipped: 0 }
  /** @type {string[]} */
  const notRun = []
  /** @type {string[]} */
  const besides = []
  /** @type {string[]} */
  const failures = []

  console.log('\nTests')
  for (const folder of [...workspaceFolders(root), 'tools']) {
    const specs = filesUnder(root, folder, /\.spec\.tsx?$/).length
    const report = readReport(folder)
    if (report === null && (partial || specs === 0)) continue
    const result = report === null ? { passed: 0, failed: 1, skipped: 0, files: 0, failures: ['left no report'] } : tally(report, readReport(folder, 'failures.json') ?? [])
    if (report !== null && specs === 0 && result.files === 0) continue
    for (const key of /** @type {const} */ (['passed', 'failed', 'skipped'])) total[key] += result[key]
    failures.push(...result.failures.map((text) => `${folder}: ${text}`))
    console.log(`  ${folder.padEnd(26)} ${lastLine(result.passed, result.failed, result.skipped)} in ${result.files} files${secondsOf(report)}`)
    notRun.push(...linesOf(folder, 'not-run.txt'))
    besides.push(...linesOf(folder, 'ran-against.txt'))
  }
  const without = workspaceFolders(root).filter((folder) => filesUnder(root, folder, /\.spec\.tsx?$/).length === 0)
  if (without.length > 0 && !partial) console.log(`  without tests: ${without.join(' ')}`)

  console.log('Checks')
  const checks = ['types', ...Object.keys(manifest().scripts).filter((name) => /^check:/.test(name) && name !== 'check:tools').map((name) => name.slice(6))]
  for (const name of checks) {
    const file = join(root, '.report', 'checks', `${name}.json`)
    if (!existsSync(file) && partial) continue
    const result = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { read: 0, unit: 'files', failures: ['left no report'], notes: [] }
    total[result.failures.length === 0 ? 'passed' : 'failed'] += 1
    failures.push(...result.failures.slice(0, 20).map((/** @type {string} */ text) => `${name}: ${text}`),
      ...(result.failures.length > 20 ? [`${name}: and ${result.failures.length - 20} more`] : []))
    console.log(`  ${name.padEnd(12)} ${result.failures.length === 0 ? 'ok' : `${result.failures.length} found`}, read ${result.read} ${result.unit}${
      result.notes.length > 0 ? ` (${result.notes[0]})` : ''}`)
  }

  const servers = JSON.parse(process.env.ZHIJIAN_SERVERS ?? '{}')
  console.log('Ran against')
  console.log(`  Node ${process.versions.node} on ${process.platform}-${process.arch}, SQLite ${process.versions.sqlite ?? 'none'}`)
  for (const line of besides) console.log(`  ${line}`)
  for (const { ranAgainst, missing } of [natsLines(servers.nats), mongoLines(servers.mongo), s3Lines(servers.s3)]) {
    if (ranAgainst !== null) console.log(`  ${ranAgainst}`)
    if (missing === null) continue
    notRun.push(missing)
    if (process.env.CI === 'true') {
      total.failed += 1
      failures.push(`CI: must run: ${missing}`)
    }
  }
  // Without them the same files are still held to their schemas, one by one, and every route to what we thought of: said, and no failure.
  for (const { ranAgainst, missing } of [readerLines('manifests as kustomize puts them together', servers.kustomize), readerLines('requests that a machine thinks of, on every route', servers.fuzzer), readerLines('compose files as compose reads them', servers.compose)]) {
    if (ranAgainst !== null) console.log(`  ${ranAgainst}`)
    if (missing !== null) notRun.push(missing)
  }
  if (option('seconds') !== undefined) console.log(`  ${option('seconds')} s, unchanged work from the cache`)
  if (option('tasks') === 'failed' && total.failed === 0) {
    total.failed += 1
    failures.push('a task failed and left nothing that says why; its output is above')
  }
  if (total.passed + total.failed === 0) {
    total.failed += 1
    failures.push('nothing ran')
  }
  if (failures.length > 0) console.log(`Failed\n${listed(failures)}`)
  for (const line of notRun) console.log(`NOT RUN: ${line.replace(/^NOT RUN: /, '')}`)
  console.log(lastLine(total.passed, total.failed, total.skipped))
  process.exitCode = total.failed > 0 ? 1 : 0
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main()
