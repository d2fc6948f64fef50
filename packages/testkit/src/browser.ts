// A browser for tests: the one that CHROME_PATH names, one on PATH, or the one that a package of this repository carries.
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import chromium from '@sparticuz/chromium'
import { chromium as driver, type Browser } from 'playwright-core'
import { onPath } from '../../../tools/servers/on-path.mjs'

/** Unpacked once, whole or not at all: 170 MB. */
const unpacked = async (): Promise<string> => {
  const cache = fileURLToPath(new URL('../../../.cache', import.meta.url))
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
    rmSync(home, { recursive: true, force: true })
    renameSync(making, home)
  }
  return join(home, 'chromium')
}

/** @param args beside those that a test machine needs */
export const openBrowser = async (args: readonly string[] = []): Promise<Browser> => driver.launch({
  executablePath: process.env.CHROME_PATH ?? onPath('google-chrome') ?? onPath('chromium') ?? await unpacked(),
  headless: true, args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking', ...args],
})
