// How does cost grow with work: append, opening a case, making the boards anew, asking a view, starting, from a thousand questions up?
//
//   npm run bench -- growth [--questions 1000,10000,100000] [--on FOLDER [--keep]] [--json] [--out benchmarks/results]
//
// One folder grows: the questions that are missing to the next size are put in by the deciders, in bulk (lib/questions.ts: some twelve
// events and 24 kB each). Then a platform in a process of its own makes its views anew from the whole log, is stopped in order, is started
// again, and is asked. A million questions take some 40 GB and over an hour; that is a matter of --questions. With --keep the folder named
// by --on is the one that grows: a run that was cut goes on where it was, sizes that were measured are not measured again, and it stays.
// What --out names is written anew with every size.
import { mkdirSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { apart, asked, digits, finish, inFolder, keep, type Result } from './lib/bench.ts'
import { grow, GROWN, growingIn, measured, type Row } from './lib/grow.ts'

const options = asked({ questions: { type: 'string', default: '1000,10000,100000' }, on: { type: 'string', default: tmpdir() }, keep: { type: 'boolean', default: false } })
if (options.keep && options.on === tmpdir()) throw new Error('--keep needs a folder of its own: --on FOLDER')
const sizes = options.questions.split(',').map(Number).toSorted((a, b) => a - b)

const WHAT: readonly (readonly [name: string, says: string, unit: string])[] = [
  ['append', 'an event decided and appended, in bulk', 'Us'], ['ask', 'a question asked (command to durable)', 'Ms'], ['open', 'a case read from the log', 'Ms'], ['getOne', 'a question shown', 'Ms'], ['listCounty', 'the list of a county, first page', 'Ms'],
  ['promiseBoard', 'the promise board', 'Ms'], ['start', 'a start in order, until views are current', 'Ms'], ['rebuild', 'all views made anew from the log', 'Ms'],
]
const resultOf = (rows: readonly Row[]): Result => {
  const [first, last] = [rows[0]!, rows.at(-1)!]
  const line = (what: string) => ({ name: what, points: rows.map((row) => [row.questions, digits(row[`${what}CpuMs`]!)] as const) })
  return {
    name: 'growth', title: 'How cost grows with work', question: 'How does the cost of append, of opening a case, of making the boards anew, of asking a view and of a start grow with what the log holds?', rounds: 1, peers: {}, settings: { questions: sizes, on: options.on },
    figures: rows,
    tables: [{
      columns: ['CPU (wall)', ...rows.map(({ questions }) => `${questions.toLocaleString('en')} questions`)],
      rows: [...WHAT.map(([name, says, unit]) => [says, ...rows.map((row) => `${digits(row[`${name}Cpu${unit}`]!)} (${digits(row[`${name}Wall${unit}`]!)}) ${unit === 'Us' ? 'µs' : 'ms'}`)]),
        ['events in the log', ...rows.map(({ events }) => events!.toLocaleString('en'))], ['log, MB', ...rows.map(({ logMb }) => digits(logMb!))], ['memory after views were made, MB', ...rows.map(({ residentMb }) => digits(residentMb!))]],
    }],
    charts: [
      { title: 'CPU of what is done once', unit: 'ms', scale: 'log', better: 'less', lines: { x: 'questions in the log', series: ['ask', 'open', 'getOne', 'listCounty', 'promiseBoard'].map(line) } },
      { title: 'CPU of a start, and of making all views anew', unit: 'ms', scale: 'log', better: 'less', lines: { x: 'questions in the log', series: ['start', 'rebuild'].map(line) } },
    ],
    aims: rows.length < 2 ? [] : ['ask', 'open', 'getOne', 'listCounty', 'start'].map((what) => {
      const times = last[`${what}CpuMs`]! / first[`${what}CpuMs`]!
      return { aim: `${WHAT.find(([name]) => name === what)![1]}: no dearer with ${last.questions / first.questions} times the work (≤ 2 ×)`, kept: times <= 2, says: `${digits(times, 2)} times` }
    }),
    notes: ['Of an append one thread decides and one appends; what handing over between them costs is in the CPU. The log is sealed meanwhile by a process whose CPU is not.', 'Making views anew reads the whole log and so grows with it; everything else should not.'],
    notMeasured: ['a log that does not fit in the file cache', 'several rounds: each size was measured once', 'a million questions, unless they stand above'],
  }
}

/** Sizes that the folder holds already and that were measured in it are told again. */
const growIn = async (folder: string): Promise<readonly Row[]> => {
  let growing = growingIn(folder, sizes.at(-1)!)
  for (const size of sizes) {
    if (growing.rows.some(({ questions }) => questions === size)) continue
    if (growing.questions > size) throw new Error(`${folder} holds ${growing.questions} questions already, more than ${size}`)
    growing = await grow(folder, growing, size)
    const { events, cpuMs, wallMs } = growing.appended
    const figures = apart<Record<string, number>>(GROWN, [folder, String(size)], ['--max-semi-space-size=8', '--max-old-space-size=8192'])
    growing = measured(folder, growing, {
      questions: size, appendCpuUs: (cpuMs * 1000) / events, appendWallUs: (wallMs * 1000) / events, logMb: statSync(join(folder, 'var', 'log', 'events.sqlite')).size / 2 ** 20, ...figures,
    })
    process.stderr.write(`${JSON.stringify(growing.rows.at(-1))}\n`)
    keep(resultOf(growing.rows), options.out)
  }
  return growing.rows.filter(({ questions }) => sizes.includes(questions))
}
if (options.keep) mkdirSync(options.on, { recursive: true })
finish(resultOf(options.keep ? await growIn(resolve(options.on)) : await inFolder(growIn, options.on)), options)
