// What do the auditor's commands take, in time and memory, on a log of so many events: integrity in Node and in Python, strict replay, what-if?
//
//   npm run bench -- evidence [--questions 2000,8000] [--rounds 3] [--on FOLDER] [--json] [--out benchmarks/results]
//
// The commands as an auditor types them, each a process of its own, on a folder whose log was made by the deciders and sealed by a platform.
import { spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import { apart, asked, barOf, cpuSecondsOf, digits, finish, inFolder, inTurns, residentMb, said, type Measured, type Sample } from './lib/bench.ts'
import { GROWN, grow, growingIn } from './lib/grow.ts'

const options = asked({ questions: { type: 'string', default: '2000,8000' }, rounds: { type: 'string', default: '3' }, on: { type: 'string', default: tmpdir() } })
const sizes = options.questions.split(',').map(Number).toSorted((a, b) => a - b)
const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const CLI = at('../packages/cli/dist/src/main.js')

/** Memory and CPU are looked at while it runs: the last look is some milliseconds before its end. */
const run = (program: string, args: readonly string[], codes: readonly number[]): Promise<Sample> => new Promise((resolve, reject) => {
  const from = performance.now()
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  let [peak, cpu, output] = [0, 0, '']
  const look = setInterval(() => {
    try {
      peak = Math.max(peak, residentMb(child.pid!).peak)
      cpu = Math.max(cpu, cpuSecondsOf(child.pid!))
    } catch {
      // It has just ended.
    }
  }, 25)
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (part: string) => { output = (output + part).slice(-2000) })
  child.on('close', (code) => {
    clearInterval(look)
    if (!codes.includes(code ?? -1)) return reject(new Error(`${program} ${args.join(' ')}: exit ${code}\n${output}`))
    resolve({ wallMs: performance.now() - from, cpuMs: cpu * 1000, peakMb: peak })
  })
})

const LABELS: Record<string, string> = { node: 'integrity, Node', python: 'integrity, Python', replay: 'replay verify', whatIf: 'replay what-if' }
const names = Object.keys(LABELS)
const measured: Record<number, { events: number; of: Record<string, Measured> }> = {}
await inFolder(async (folder) => {
  const log = join(folder, 'var', 'log', 'events.sqlite')
  let growing = growingIn(folder, sizes.at(-1)!)
  for (const size of sizes) {
    growing = await grow(folder, growing, size)
    // A platform over it takes it up, and seals it when it stops.
    apart(GROWN, [folder, String(size)], ['--max-old-space-size=8192'])
    const seals = join(folder, 'var-seals')
    const files = readdirSync(seals)
    const outside = ['--key', join(seals, files.find((name) => name.endsWith('.pub.pem'))!), '--seals', join(seals, files.find((name) => name.endsWith('.seals.jsonl'))!)]
    measured[size] = { events: growing.appended.events, of: await inTurns(Number(options.rounds), {
      node: () => run(process.execPath, [at('../tools/evidence/integrity.mjs'), log, ...outside], [0, 3]),
      python: () => run('python3', [at('../tools/evidence/integrity.py'), log, ...outside], [0, 3]),
      replay: () => run(process.execPath, [CLI, '--json', '--data', join(folder, 'var'), 'replay', 'verify'], [0]),
      whatIf: () => run(process.execPath, [CLI, '--json', '--data', join(folder, 'var'), 'replay', 'what-if', '--quorum', '2'], [0]),
    }) }
  }
}, options.on)
const rate = (size: number, name: string): number => digits(measured[size]!.events / (measured[size]!.of[name]!['cpuMs']!.median / 1000))
finish({
  name: 'evidence', title: 'What an auditor’s commands take', question: 'What do integrity (Node, Python), strict replay and what-if take in time and memory on a log of so many events?', rounds: Number(options.rounds), peers: {}, settings: { questions: sizes, on: options.on },
  figures: measured,
  tables: sizes.map((size) => ({
    title: `${size.toLocaleString('en')} questions, ${measured[size]!.events.toLocaleString('en')} events`, columns: ['', 'CPU, ms', 'wall, ms', 'most memory, MB', 'events a CPU second'],
    rows: names.map((name) => [LABELS[name]!, ...['cpuMs', 'wallMs', 'peakMb'].map((what) => said(measured[size]!.of[name]![what]!)), rate(size, name)]),
  })),
  charts: [
    { title: 'CPU of an auditor’s command', unit: 'ms', scale: 'log', better: 'less', groups: sizes.map((size) => ({ label: `${measured[size]!.events.toLocaleString('en')} events`, bars: names.map((name) => barOf(LABELS[name]!, measured[size]!.of[name]!['cpuMs']!)) })) },
    { title: 'Most memory of an auditor’s command', unit: 'MB', scale: 'linear', better: 'less', groups: sizes.map((size) => ({ label: `${measured[size]!.events.toLocaleString('en')} events`, bars: names.map((name) => barOf(LABELS[name]!, measured[size]!.of[name]!['peakMb']!)) })) },
  ],
  aims: [], notes: ['Starting the program is in each of them.'], notMeasured: ['bundles and receipts, which hold one case', 'a log that does not fit in the file cache'],
}, options)
