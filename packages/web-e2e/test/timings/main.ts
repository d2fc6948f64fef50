// How much each application loads first, and how soon its pages are there: on this machine's own line, and on one like a phone's
// far from a mast (30 kB/s, 400 ms there and back, as Chromium throttles). Nothing is decided by it; the sizes have a build check.
//
//   npm run build && node packages/web-e2e/dist/test/timings/main.js [folder for web-pages.md and .json]
import { writeFileSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, CDPSession } from 'playwright-core'
import { openStand } from '../stand/index.ts'

const ROUNDS = 5
const SLOW = { offline: false, latency: 400, downloadThroughput: 30_000, uploadThroughput: 30_000 } as const
/** Above this the first load of the citizen's pages may not be, bytes of script as sent. */
const FIRST_LOAD_BYTES = 200_000

interface Look { readonly script: number; readonly all: number; readonly paintMs: number; readonly readyMs: number }
interface Row { readonly app: string; readonly path: string; readonly script: number; readonly all: number; readonly fastMs: number; readonly paintMs: number; readonly againMs: number; readonly slowMs: number }

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!

/** One visit, in a tab of its own. @param cached whether what was loaded before counts */
const look = async (context: BrowserContext, url: string, line: 'fast' | 'slow', cached: boolean): Promise<Look> => {
  const page = await context.newPage()
  const session: CDPSession = await context.newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Network.setCacheDisabled', { cacheDisabled: !cached })
  await session.send('Network.setBypassServiceWorker', { bypass: true })
  if (line === 'slow') await session.send('Network.emulateNetworkConditions', SLOW)
  const from = performance.now()
  await page.goto(url, { waitUntil: 'commit' })
  await page.waitForSelector('main h1, main form', { timeout: 120_000 })
  const readyMs = performance.now() - from
  const loaded = await page.evaluate(() => ({
    paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
    files: (performance.getEntriesByType('resource') as PerformanceResourceTiming[]).map(({ name, encodedBodySize }) => ({ name, size: encodedBodySize })),
  }))
  await page.close()
  const sum = (files: readonly { readonly size: number }[]): number => files.reduce((total, { size }) => total + size, 0)
  return { script: sum(loaded.files.filter(({ name }) => /\.js$/.test(name))), all: sum(loaded.files), paintMs: loaded.paint, readyMs }
}

const stand = await openStand({ silent: true })
try {
  const people = {
    citizen: (await stand.citizen('13900000001')).context, lawyer: (await stand.lawyer('demo-counsel-01')).context,
    head: (await stand.staff('demo-staff-head')).context, desk: (await stand.staff('demo-staff-desk-1')).context, system: (await stand.staff('demo-staff-system')).context,
  }
  const pages: readonly (readonly [app: string, who: keyof typeof people, path: string])[] = [
    ['citizen', 'citizen', '/citizen/'], ['citizen', 'citizen', '/citizen/ask'], ['citizen', 'citizen', '/citizen/questions'],
    ['lawyer', 'lawyer', '/lawyer/'], ['lawyer', 'lawyer', '/lawyer/me/service'],
    ['console', 'head', '/console/promise'], ['console', 'head', '/console/deadlines'], ['console', 'head', '/console/lawyers'], ['console', 'desk', '/console/desk/ask'], ['console', 'system', '/console/services'],
  ]
  const rows: Row[] = []
  for (const [app, who, path] of pages) {
    const visits = async (line: 'fast' | 'slow', cached: boolean, rounds: number): Promise<readonly Look[]> => {
      const looks: Look[] = []
      for (let round = 0; round < rounds; round += 1) looks.push(await look(people[who], stand.url + path, line, cached))
      return looks
    }
    const first = await visits('fast', false, ROUNDS)
    await visits('fast', true, 1)
    const again = await visits('fast', true, ROUNDS)
    const slow = await visits('slow', false, 1)
    const row: Row = {
      app, path, script: first[0]!.script, all: first[0]!.all, fastMs: median(first.map(({ readyMs }) => readyMs)), paintMs: median(first.map(({ paintMs }) => paintMs)),
      againMs: median(again.map(({ readyMs }) => readyMs)), slowMs: slow[0]!.readyMs,
    }
    rows.push(row)
    console.log(JSON.stringify(row))
  }
  const kB = (bytes: number): string => (bytes / 1000).toFixed(0)
  const machine = `${cpus()[0]?.model ?? '?'} × ${cpus().length}, ${(totalmem() / 2 ** 30).toFixed(0)} GB, Node ${process.versions.node}, Chromium ${stand.browser.version()}, load ${loadavg().map((load) => load.toFixed(1)).join(' ')}`
  const folder = process.argv[2]
  if (folder !== undefined) {
    writeFileSync(join(folder, 'web-pages.json'), `${JSON.stringify({ at: new Date().toISOString(), machine, rounds: ROUNDS, slow: SLOW, rows }, null, 2)}\n`)
    writeFileSync(join(folder, 'web-pages.md'), `# The applications: what they load, and how soon they are there

${new Date().toISOString().slice(0, 10)}, ${machine}.
\`node packages/web-e2e/dist/test/timings/main.js benchmarks/results\`

Sizes as sent (gzip or brotli, as the browser asks). “There” is the page’s heading or form on the screen, signed in, from the beginning of the request; median of ${ROUNDS}
without a cache (the harness looks about once a second, so that below that only “first paint” says something), then of ${ROUNDS} with it; once on a line of 30 kB/s with 400 ms of delay, without a cache. The platform runs on the same machine, with 48 lawyers and little data.

| page | script, kB | everything, kB | first paint, ms | there, ms | again, ms | on the slow line, s |
|---|---|---|---|---|---|---|
${rows.map((row) => `| ${row.path} | ${kB(row.script)} | ${kB(row.all)} | ${row.paintMs.toFixed(0)} | ${row.fastMs.toFixed(0)} | ${row.againMs.toFixed(0)} | ${(row.slowMs / 1000).toFixed(1)} |`).join('\n')}

The citizen’s pages stay below ${kB(FIRST_LOAD_BYTES)} kB of script, gzipped: the build fails above it. **Not measured:** real phones, the WeChat browser, real radio; a page
with years of data.
`)
  }
} finally {
  await stand.close()
}
