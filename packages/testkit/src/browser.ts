// A browser for tests: the one that CHROME_PATH names, one on PATH, or the one that a package of this repository carries.
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import chromium from '@sparticuz/chromium'
import { chromium as driver, type Browser } from 'playwright-core'

/** Of the repository, from the sources and from what was built of them. */
const root = ((): string => {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) if (existsSync(join(folder, 'pnpm-workspace.yaml'))) return folder
})()
const { onPath } = await import(pathToFileURL(join(root, 'tools/servers/on-path.mjs')).href) as typeof import('../../../tools/servers/on-path.mjs')

/** Unpacked once, whole or not at all: 170 MB. */
const unpacked = async (): Promise<string> => {
  const cache = join(root, '.cache')
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
