// A browser for tests: the one that CHROME_PATH names, one on PATH, or the one that a package of this repository carries.
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import chromium from '@sparticuz/chromium'
import { chromium as driver, type Browser } from 'playwright-core'

/** Of the repository: this runs from its source, and built. */
const ROOT = new URL(import.meta.url.includes('/testkit/dist/') ? '../../../../' : '../../../', import.meta.url)
const { onPath } = await import(new URL('tools/servers/on-path.mjs', ROOT).href) as typeof import('../../../tools/servers/on-path.mjs')

/** Unpacked once, whole or not at all: 170 MB. */
const unpacked = async (): Promise<string> => {
  const cache = fileURLToPath(new URL('.cache', ROOT))
  const home = join(cache, 'chromium')
  if (!existsSync(join(home, 'chromium'))) {
    mkdirSync(cache, { recursive: true })
    const making = mkdtempSync(join(cache, 'chromium-'))
    const before = process.env.TMPDIR
    process.env.TMPDIR = making
    try {
      await chromium.executablePath()
    } finally {
      if (before === undefined) delete process.env.TMPDIR
      else process.env.TMPDIR = before
    }
    // Several files of specs may want it at once: the first that is done has made it.
    try {
      renameSync(making, home)
    } catch {
      rmSync(making, { recursive: true, force: true })
    }
  }
  return join(home, 'chromium')
}

/** Helpers of every page compile and collect beside it, again for each page that is opened: on few cores they cost more than they bring. */
const SPARING = ['--js-flags=--single-threaded']

/** @param args beside those that a test machine needs */
export const openBrowser = async (args: readonly string[] = []): Promise<Browser> => driver.launch({
  executablePath: process.env.CHROME_PATH ?? onPath('google-chrome') ?? onPath('chromium') ?? await unpacked(),
  headless: true, args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking', ...SPARING, ...args],
})
