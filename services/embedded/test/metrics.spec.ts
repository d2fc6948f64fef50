// docs/metrics.md lists what /metrics tells, by what is registered. Write the list anew: npx vitest run test/metrics.spec.ts -u
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { measureClocks, measureProcess, measureRelay, openDataFolder } from '@zhijian/host'
import { instant } from '@zhijian/kernel'
import { createMetrics, silentLog } from '@zhijian/runtime'
import { virtualClock } from '@zhijian/testkit'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openPlatform, type Platform } from '../src/platform.ts'

const DOCUMENT = '../../../docs/metrics.md'
const LIST = '<!-- From here on written by services/embedded/test/metrics.spec.ts -->\n'

const nine = instant('2026-03-02T01:00:00.000Z')
const metrics = createMetrics()
const root = mkdtempSync(join(tmpdir(), 'zj-'))
let platform: Platform
let release: () => void

beforeAll(async () => {
  measureProcess(metrics.registry)
  // Where services run apart, the process that relays tells two more, and each how its clock compares.
  measureClocks(metrics.registry, { verdict: () => ({ kind: 'agrees', aheadMs: 0 }) })
  measureRelay(metrics.registry, () => 0)
  writeFileSync(join(root, 'witnesses.json'), JSON.stringify({ witnesses: [{ kind: 'folder', name: 'nas', path: join(root, 'nas') }] }))
  const folder = openDataFolder({ root: join(root, 'var'), kind: 'demo', county: '150921', now: nine })
  release = folder.release
  const clock = virtualClock(nine)
  platform = await openPlatform({
    folder, clock: () => clock, systemClock: clock, log: silentLog, metrics, hash: 'sha256', witnessesFile: join(root, 'witnesses.json'),
    http: { host: '127.0.0.1', port: 0, trustedProxies: [] }, codeSender: { send: async () => {} },
  })
})
afterAll(async () => {
  await platform.stop()
  release()
  rmSync(root, { recursive: true, force: true })
})

/** What prom-client keeps of a metric, labels before they have values included. */
interface Registered { readonly name: string; readonly help: string; readonly labelNames: readonly string[] }

const listed = async (): Promise<string> => {
  const types = new Map((await metrics.registry.getMetricsAsJSON()).map(({ name, type }) => [name, type as unknown as string]))
  const rows = (metrics.registry.getMetricsAsArray() as unknown as Registered[]).map(({ name, help, labelNames }) => ({ name, help, labels: labelNames, type: types.get(name)! }))
  const table = (title: string, wanted: (name: string) => boolean): string => [
    `## ${title}\n`, '| name | type | labels | meaning |', '|---|---|---|---|',
    ...rows.filter(({ name }) => wanted(name)).sort((a, b) => (a.name < b.name ? -1 : 1))
      .map(({ name, type, labels, help }) => `| \`${name}\` | ${type} | ${labels.map((label) => `\`${label}\``).join(' ')} | ${help.replaceAll('|', '\\|')} |`),
  ].join('\n')
  return `${table('Of the platform', (name) => name.startsWith('zhijian_'))}\n\n${table('Of the process', (name) => !name.startsWith('zhijian_'))}\n`
}

it('are the ones in docs', async () => {
  const [written] = readFileSync(new URL(DOCUMENT, import.meta.url), 'utf8').split(LIST)
  await expect(`${written}${LIST}\n${await listed()}`).toMatchFileSnapshot(DOCUMENT)
})

it('are told at /metrics, each with its help and type, and none holds more than a few names in a label', async () => {
  const told = await (await fetch(`${platform.url}/metrics`)).text()
  for (const { name } of metrics.registry.getMetricsAsArray() as unknown as Registered[]) expect(told).toMatch(new RegExp(`^# HELP ${name} \\S.*\\n# TYPE ${name} \\w+`, 'm'))
  for (const [, label] of told.matchAll(/="([^"]*)"/g)) expect(label).toMatch(/^[\w.:+/ -]{0,80}$/)
})

it('names in the text above the list are in the list', () => {
  const [text = ''] = readFileSync(new URL(DOCUMENT, import.meta.url), 'utf8').split(LIST)
  const known = new Set((metrics.registry.getMetricsAsArray() as unknown as Registered[]).map(({ name }) => name))
  const named = [...text.matchAll(/\b(zhijian|process|nodejs)_[a-z0-9_]+/g)].map(([name]) => name.replace(/_(bucket|sum|count)$/, ''))
  expect(named.length).toBeGreaterThan(15)
  for (const name of named) expect(known, name).toContain(name)
})
