// What every row shares: rounds in which the contestants take turns, medians with their spread, CPU beside wall time, the machine,
// and one shape of result that a page and a chart are made of.
// 1. A contestant that keeps a process busy has that process to itself: nobody's garbage or compiled code is another's.
// 2. The order turns from round to round, so that whoever else works on the machine meets each of them.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { arch, cpus, loadavg, platform as system, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { parseArgs, type ParseArgsOptionsConfig } from 'node:util'
import { digits, svgOf, type Chart } from './chart.ts'

export { digits } from './chart.ts'

/** Median, least and most of the rounds, and each of them in order. */
export interface Spread { readonly median: number; readonly least: number; readonly most: number; readonly rounds: readonly number[] }
export type Sample = Readonly<Record<string, number>>
export type Measured = Readonly<Record<string, Spread>>

/** @param share 0.5 is the median; the nearest that was measured */
export const quantile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(sorted.length * share) - 1))] ?? NaN
}
export const spreadOf = (values: readonly number[]): Spread =>
  ({ median: digits(quantile(values, 0.5)), least: digits(Math.min(...values)), most: digits(Math.max(...values)), rounds: values.map((each) => digits(each)) })

/** Each contestant once a round, in an order that turns. What one of them measures must be the same in every round. */
export const inTurns = async (rounds: number, contestants: Readonly<Record<string, () => Promise<Sample> | Sample>>): Promise<Record<string, Measured>> => {
  const names = Object.keys(contestants)
  const samples: Record<string, Sample[]> = Object.fromEntries(names.map((name) => [name, []]))
  for (let round = 0; round < rounds; round += 1) {
    for (let place = 0; place < names.length; place += 1) {
      const name = names[(place + round) % names.length]!
      const sample = await contestants[name]!()
      samples[name]!.push(sample)
      process.stderr.write(`round ${round + 1} of ${rounds}, ${name}: ${Object.entries(sample).map(([what, value]) => `${what} ${digits(value)}`).join(' · ')}\n`)
    }
  }
  return Object.fromEntries(names.map((name) => [name, Object.fromEntries(Object.keys(samples[name]![0]!).map((what) => [what, spreadOf(samples[name]!.map((each) => each[what]!))]))]))
}

export interface Cost { readonly cpuMs: number; readonly wallMs: number }
/** Of this process. */
export const costOf = async (work: () => Promise<void> | void): Promise<Cost> => {
  const [cpu, wall] = [process.cpuUsage(), performance.now()]
  await work()
  const wallMs = performance.now() - wall
  const { user, system: kernel } = process.cpuUsage(cpu)
  return { cpuMs: (user + kernel) / 1000, wallMs }
}

/** CPU seconds of a process, of those it started and of those of them that are gone: what `/proc` says. */
export const cpuSecondsOf = (pid: number): number => {
  const TICKS = 100
  const parents = new Map<number, number>()
  const ticks = new Map<number, number>()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ').map(Number)
      parents.set(Number(name), fields[1]!)
      ticks.set(Number(name), fields[11]! + fields[12]! + fields[13]! + fields[14]!)
    } catch {
      // It ended while we looked.
    }
  }
  const isOf = (each: number): boolean => each === pid || (parents.has(each) && parents.get(each)! > 1 && isOf(parents.get(each)!))
  return [...ticks].reduce((sum, [each, used]) => sum + (isOf(each) ? used : 0), 0) / TICKS
}
/** Resident memory of a process now, and the most it was. */
export const residentMb = (pid: number | 'self'): { readonly now: number; readonly peak: number } => {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const kb = (name: string): number => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0)
  return { now: kb('VmRSS') / 1024, peak: kb('VmHWM') / 1024 }
}

/** A folder for one round, gone afterwards. @param on where; default the system's own for such things */
export const inFolder = async <T>(work: (folder: string) => Promise<T> | T, on = tmpdir()): Promise<T> => {
  const folder = mkdtempSync(join(on, 'zhijian-bench-'))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** Runs a script in a process of its own and takes the JSON that is its last line of output. */
export const apart = <T>(script: string, args: readonly string[], node: readonly string[] = []): T => {
  const { stdout, stderr, status, signal } = spawnSync(process.execPath, [...node, script, ...args], { encoding: 'utf8', maxBuffer: 1e9 })
  if (status !== 0) throw new Error(`${script} ${args.join(' ')}: exit ${status ?? signal}\n${stderr.slice(-4000)}`)
  return JSON.parse(stdout.trim().split('\n').at(-1)!) as T
}

const COMMON = { json: { type: 'boolean', default: false }, out: { type: 'string' } } as const satisfies ParseArgsOptionsConfig
/** What was asked for on the command line; `--json` and `--out` go without saying. */
export const asked = <O extends ParseArgsOptionsConfig>(options: O) => parseArgs({ options: { ...options, ...COMMON } }).values

export const machineNow = () => ({
  system: `${system()} ${arch()}`, cpus: `${cpus().length} × ${cpus()[0]?.model.trim()}`, memoryGb: Math.round(totalmem() / 2 ** 30), node: process.version,
  loadAverage: loadavg().map((each) => digits(each, 2)),
})

export interface Aim { readonly aim: string; readonly kept: boolean | null; readonly says: string }
export interface Table { readonly title?: string; readonly columns: readonly string[]; readonly rows: readonly (readonly (string | number)[])[] }
export interface Result {
  readonly name: string
  readonly title: string
  readonly question: string
  readonly rounds: number
  /** Name → version of what it was held against. */
  readonly peers: Readonly<Record<string, string>>
  readonly settings: Readonly<Record<string, unknown>>
  readonly figures: unknown
  readonly tables: readonly Table[]
  readonly charts: readonly Chart[]
  readonly aims: readonly Aim[]
  /** Paragraphs under the tables: what explains a figure. */
  readonly notes: readonly string[]
  readonly notMeasured: readonly string[]
}
export type Written = Result & { readonly date: string; readonly machine: ReturnType<typeof machineNow> }

export const chartFile = (name: string, place: number): string => `${name}${place === 0 ? '' : `-${place + 1}`}.svg`

const began = loadavg()[0]!
const pageOf = (result: Written): string => {
  const { machine } = result
  const table = ({ title, columns, rows }: Table): string =>
    `${title === undefined ? '' : `**${title}**\n\n`}| ${columns.join(' | ')} |\n|${columns.map(() => '---').join('|')}|\n${rows.map((row) => `| ${row.join(' | ')} |`).join('\n')}`
  const peers = Object.entries(result.peers).map(([name, version]) => `${name} ${version}`)
  return [
    `# ${result.title}`, result.question, ...result.tables.map(table),
    ...(result.aims.length === 0 ? [] : [table({ columns: ['aim', 'kept', 'measured'], rows: result.aims.map(({ aim, kept, says }) => [aim, kept === null ? 'not shown' : kept ? 'yes' : '**no**', says]) })]),
    ...result.notes, ...(result.charts.length === 0 ? [] : [result.charts.map((_, place) => `![${result.charts[place]!.title}](charts/${chartFile(result.name, place)})`).join('\n')]),
    `${result.date.slice(0, 10)} · ${machine.cpus} · ${machine.memoryGb} GB · ${machine.system} · Node ${machine.node} · load average ${digits(began, 2)} at the start, ${machine.loadAverage[0]} at the end`
    + ` · ${result.rounds} rounds, medians (least–most)${peers.length === 0 ? '' : ` · ${peers.join(' · ')}`}.\nSettings: ${
      Object.entries(result.settings).map(([name, value]) => `${name} ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`).join(' · ')}.`,
    `Not measured: ${result.notMeasured.join('; ')}.\n`,
  ].join('\n\n')
}

/** Writes the result where `--out` says: data, page, charts. @returns both as text */
export const keep = (result: Result, out: string | undefined): { readonly data: string; readonly page: string } => {
  const written: Written = { ...result, date: new Date().toISOString(), machine: machineNow() }
  const data = `${JSON.stringify(written, null, 2)}\n`
  const page = pageOf(written)
  if (out !== undefined) {
    mkdirSync(out, { recursive: true })
    writeFileSync(join(out, `${result.name}.json`), data)
    writeFileSync(join(out, `${result.name}.md`), page)
    const charts = join(out, 'charts')
    mkdirSync(charts, { recursive: true })
    result.charts.forEach((chart, place) => writeFileSync(join(charts, chartFile(result.name, place)), svgOf(chart)))
  }
  return { data, page }
}
/** Says the result on stdout, as a page or as JSON, and writes both where `--out` says. */
export const finish = (result: Result, { json, out }: { readonly json?: boolean | undefined; readonly out?: string | undefined }): void => {
  const { data, page } = keep(result, out)
  process.stdout.write(json ? data : page)
}

/** `12.3 (11.9–14)`: as tables say it. */
export const said = ({ median, least, most }: Spread): string => (least === most ? String(median) : `${median} (${least}–${most})`)
export const barOf = (name: string, { median, least, most }: Spread) => ({ name, value: median, least, most })
