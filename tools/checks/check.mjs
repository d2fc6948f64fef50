// The shape of a check: it says what it read, fails when it read nothing, lists everything it found, and leaves a file
// for the summary in .report/checks/ (which turbo keeps with the task, so that a cached check still counts).
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../setup/environment.mjs'

/**
 * @typedef {{ readonly read: number, readonly unit: string, readonly failures: readonly string[], readonly notes?: readonly string[] }} CheckResult
 *   read: how many of `unit` were looked at; notes: said, not failures
 */

/**
 * Runs a check, prints its outcome and sets the exit code.
 * @param {string} name
 * @param {() => Promise<CheckResult> | CheckResult} look
 */
export const check = async (name, look) => {
  /** @type {CheckResult} */
  let result
  try {
    result = await look()
  } catch (error) {
    result = { read: 0, unit: 'files', failures: [`the check itself failed: ${/** @type {Error} */ (error).stack}`] }
  }
  const failures = [...result.failures]
  if (result.read === 0 && failures.length === 0) failures.push(`read 0 ${result.unit}: a check that looked at nothing proves nothing`)
  for (const note of result.notes ?? []) console.log(`${name}: ${note}`)
  for (const failure of failures) console.error(`${name}: ${failure}`)
  console.log(`${name}: ${failures.length === 0 ? 'ok' : `${failures.length} found`}, read ${result.read} ${result.unit}`)
  const folder = join(root, '.report', 'checks')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, `${name}.json`), JSON.stringify({ name, read: result.read, unit: result.unit, failures, notes: result.notes ?? [] }))
  process.exitCode = failures.length === 0 ? 0 : 1
}
