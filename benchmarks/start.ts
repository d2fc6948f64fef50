// How long from the process to ready, and how much memory, with ten thousand lawyers?
//
//   npm run bench -- start [--lawyers 10000] [--rounds 5] [--on FOLDER] [--json] [--out benchmarks/results]
//
// A demonstration is made once and stopped in order; each round starts it anew, waits until its doors are open, lets it rest for three
// seconds, and stops it. Beside it a Node that does nothing and one that serves a page by Fastify: what nobody can be under.
import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { tmpdir } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { bundledPlatform } from '../tools/setup/bundled-platform.mjs'
import { ended, freePort } from './lib/alarms.ts'
import { asked, barOf, cpuSecondsOf, finish, inFolder, inTurns, residentMb, said, type Sample } from './lib/bench.ts'

const options = asked({ lawyers: { type: 'string', default: '10000' }, rounds: { type: 'string', default: '5' }, on: { type: 'string', default: tmpdir() } })
const rounds = Number(options.rounds)
const PLATFORM = await bundledPlatform()
const GATEWAY = fileURLToPath(new URL('../services/gateway/package.json', import.meta.url))
const FASTIFY = `import { createRequire } from 'node:module'
const app = createRequire(${JSON.stringify(GATEWAY)})('fastify')()
app.get('/', async () => ({ ok: true }))
await app.listen({ host: '127.0.0.1', port: 0 })
console.log('ready')`

await inFolder(async (folder) => {
  const data = join(folder, 'var')
  const port = await freePort()
  let starts = 0
  const start = async (args: readonly string[], sign: string, restMs: number): Promise<Sample> => {
    const out = join(folder, `${starts += 1}.out`)
    const file = openSync(out, 'w')
    const from = performance.now()
    const child = spawn(process.execPath, args, { env: { PATH: process.env['PATH'], ZHIJIAN_DATA: data, PORT: String(port), NODE_COMPILE_CACHE: join(folder, 'compile') }, stdio: ['ignore', file, file] })
    closeSync(file)
    while (!readFileSync(out, 'utf8').includes(sign)) {
      if (child.exitCode !== null) throw new Error(`it did not start: ${readFileSync(out, 'utf8')}`)
      await pause(10)
    }
    const readyMs = performance.now() - from
    const readyCpuMs = cpuSecondsOf(child.pid!) * 1000
    await pause(restMs)
    const { now, peak } = residentMb(child.pid!)
    child.kill('SIGINT')
    await ended(child)
    return { readyMs, readyCpuMs, restMb: now, peakMb: peak }
  }
  const platform = ['--max-semi-space-size=8', PLATFORM, '--silent', '--lawyers', options.lawyers, '--seed', '1']
  await start(platform, 'Ctrl-C', 3000)
  await start(platform, 'Ctrl-C', 3000)
  const measured = await inTurns(rounds, {
    zhijian: () => start(platform, 'Ctrl-C', 3000),
    fastify: () => start(['--input-type=module', '--eval', FASTIFY], 'ready', 300),
    node: () => start(['--eval', 'console.log("ready"); setInterval(() => {}, 1000)'], 'ready', 300),
  })
  const LABELS = { zhijian: `Zhijian, ${Number(options.lawyers).toLocaleString('en')} lawyers`, fastify: 'Fastify, one route', node: 'Node, nothing' } as const
  const names = Object.keys(LABELS) as (keyof typeof LABELS)[]
  const own = measured['zhijian']!
  finish({
    name: 'start', title: 'Start and memory', question: 'How long from the process to ready, and how much memory, with ten thousand lawyers?', rounds, peers: {},
    settings: { lawyersNationwide: Number(options.lawyers), on: options.on, node: '--max-semi-space-size=8, compile cache warm' },
    figures: measured,
    tables: [{ columns: ['', 'ready, ms', 'CPU until ready, ms', 'resident at rest, MB', 'most, MB'], rows: names.map((name) => [LABELS[name], ...['readyMs', 'readyCpuMs', 'restMb', 'peakMb'].map((what) => said(measured[name]![what]!))]) }],
    charts: [
      { title: 'Start: from the process to ready', unit: 'ms', scale: 'linear', better: 'less', groups: [{ label: 'wall', bars: names.map((name) => barOf(LABELS[name], measured[name]!['readyMs']!)) }, { label: 'CPU', bars: names.map((name) => barOf(LABELS[name], measured[name]!['readyCpuMs']!)) }] },
      { title: 'Memory at rest', unit: 'MB', scale: 'linear', better: 'less', groups: [{ label: 'resident', bars: names.map((name) => barOf(LABELS[name], measured[name]!['restMb']!)) }] },
    ],
    aims: [
      { aim: 'ready ≤ 1.5 s', kept: own['readyMs']!.median <= 1500, says: `${own['readyMs']!.median} ms of wall, ${own['readyCpuMs']!.median} ms of CPU` },
      { aim: '≤ 200 MB', kept: own['restMb']!.median <= 200, says: `${own['restMb']!.median} MB at rest, ${own['peakMb']!.median} MB at most` },
    ],
    notes: ['What a start after a kill under load takes: [start-after-kills.md](start-after-kills.md).'],
    notMeasured: ['a cold file cache', 'the first start of all, which makes the demonstration’s county'],
  }, options)
}, options.on)
