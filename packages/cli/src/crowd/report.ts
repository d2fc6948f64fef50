// What a crowd came to, as it is published: everything is counted from the parts of its ledger, so whoever has them makes the same text.
import { reportOf, sumOf, type Crowd } from '@zhijian/simulation'
import type { Part } from './ledger.ts'

const grouped = (n: number): string => String(n).replaceAll(/\B(?=(\d{3})+$)/g, ',')
const seconds = (ms: number | null): string => (ms === null ? '–' : ms < 60_000 ? `${ms / 1000} s` : ms < 3_600_000 ? `${Math.round(ms / 600) / 100} min` : `${Math.round(ms / 36_000) / 100} h`)
const total = <T>(of: readonly T[], count: (each: T) => number): number => of.reduce((sum, each) => sum + count(each), 0)

/** 1–7, 9, 12–20 */
export const ranges = (numbers: readonly number[]): string => {
  const found: { from: number; to: number }[] = []
  for (const n of numbers.toSorted((a, b) => a - b)) {
    const last = found.at(-1)
    if (last?.to === n - 1) last.to = n
    else found.push({ from: n, to: n })
  }
  return found.map(({ from, to }) => (from === to ? String(from) : `${from}–${to}`)).join(', ')
}

const most = (counts: Readonly<Record<string, number>>): readonly (readonly [string, number])[] => Object.entries(counts).sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
const rows = (counts: Readonly<Record<string, number>>): string => most(counts).map(([name, times]) => `| ${name} | ${grouped(times)} |`).join('\n')
const processorTime = (cpuMs: number, questions: number): string => `${Math.round(cpuMs / 3600) / 1000} h | ${questions === 0 ? '–' : Math.round(cpuMs / questions * 10) / 10}`

/** Those of one code, Node and machine. */
const lot = (parts: readonly Part[]): string => {
  const [{ code, node, machine }] = parts as [Part]
  const worlds = parts.flatMap((part) => part.worlds)
  const questions = total(worlds, (world) => world.questions)
  return `| \`${code.slice(0, 12)}\` | ${node} | ${machine} | ${ranges(worlds.map(({ seed }) => seed))} | ${grouped(worlds.length)} | ${grouped(questions)} | ${processorTime(total(worlds, (world) => world.cpuMs), questions)} |`
}

export interface Asked {
  readonly crowd: Crowd
  /** Questions that a whole run asks, on one code. */
  readonly aim: number
  /** Where the ledger lies, as whoever reads the report finds it. */
  readonly folder: string
}

/** @param parts of this crowd, on any code; at least one */
export const crowdReport = (parts: readonly Part[], { crowd: { scale, hours, faults, tickMs, pairEvery, twiceEvery }, aim, folder }: Asked): string => {
  const report = reportOf(sumOf(parts.map((part) => part.figures)))
  const worlds = parts.flatMap((part) => part.worlds)
  const broken = parts.flatMap((part) => part.broken.map((world) => ({ ...world, code: part.code })))
  const lots = [...Map.groupBy(parts, ({ code, node, machine }) => `${code} ${node} ${machine}`).values()]
  const codes = [...Map.groupBy(parts, ({ code, node }) => `${code} ${node}`).values()].map((of) => total(of, ({ figures }) => figures.questions))
  const reached = Math.max(...codes)
  return `# ${grouped(report.questions)} questions under every fault

${reached >= aim ? '' : `So far: ${codes.length === 1 ? '' : 'on one code at most '}${grouped(reached)} of the ${grouped(aim)} that a whole run asks; a run goes on where it was.\n\n`}Every world is a county of ${scale.counsel} counsel, ${scale.regional} lawyers of the region and ${scale.national} of the nation, in one process (every ${pairEvery}th seed in two over one log), for ${hours} hours
that begin at an hour drawn from its seed, with \`${faults}\` faults and some ${scale.questionsPerHour} questions in an average hour; what stands still is lived on for as long afterwards. What is due within ${tickMs} ms happens at once. Then every rule of
[packages/simulation](../../packages/simulation/README.md) is held against its record, every view of both processes against a fold of the log, and strict replay derives every batch again. Every
${twiceEvery}th seed is run a second time and must give the same log to the byte.

| | |
|---|---|
| worlds | ${grouped(worlds.length)}, of them ${grouped(worlds.filter(({ twice }) => twice).length)} run twice |
| worlds that held | ${grouped(worlds.length - broken.length)} |
| questions | ${grouped(report.questions)} |
| commands that left something in the log | ${grouped(report.commands)} |
| events | ${grouped(report.events)} |
| faults put in | ${grouped(Object.values(report.faults).reduce((sum, n) => sum + n, 0))}, of ${Object.keys(report.faults).length} kinds |
| rules | ${Object.keys(report.checks).length}, looked at ${grouped(report.checked)} times |

On which code: the hash is over every module that such a world loads (the directory, the lawyer pool, the consultation router, the notifier, the supervision of positions, the gateway's accounts and the operators' service,
with all they import). What a world does not load, as the gateway's routes, applications and other commands, is not in it, and not in the proof.

| code | Node | machine | seeds | worlds | questions | processor time | ms a question |
|---|---|---|---|---|---|---|---|
${lots.map(lot).join('\n')}
${broken.length === 0 ? '' : `
## Did not hold

${broken.map(({ seed, code, breaches }) => `- seed ${seed} on \`${code.slice(0, 12)}\`: \`${breaches[0]?.rule}\` ${breaches[0]?.stream}@${breaches[0]?.version}: ${breaches[0]?.says.split('\n')[0]}`).join('\n')}
`}
## Again

\`npm run -s zhijian -- crowd --into ${folder} --again ${worlds[0]!.seed}\` runs the world of that seed and compares it with what the ledger holds: the digest of its log, and that of its figures (every count below is their sum).
\`npm run weekly\` asks a million anew (\`npm run -s zhijian -- crowd --help\`).

## Put in

| fault | times |
|---|---|
${rows(report.faults)}

## On the way

The promise was kept for ${report.promiseKeptPercent ?? '–'} % of the questions that waited for it (${grouped(report.promises.kept)} kept, ${grouped(report.promises.broken)} broken, ${grouped(report.promises.voided)} voided, ${grouped(report.promises.waived)} waived); first answer p50 ${seconds(report.firstAnswerMs.p50)},
p95 ${seconds(report.firstAnswerMs.p95)}; quorum p50 ${seconds(report.quorumMs.p50)}, p95 ${seconds(report.quorumMs.p95)}; ${report.pushesPerQuestion ?? '–'} people told per question; deadlines settled late by p50 ${seconds(report.latenessMs.p50)}, p95 ${seconds(report.latenessMs.p95)}, at most ${seconds(report.latenessMs.max)}, each with its own
instant as its time (to two digits). These come from invented habits of invented people, under more faults than a platform meets in years, and say nothing of a real county.

## Looked at

| rule | times |
|---|---|
${rows(report.checks)}

## Not in it

HTTP and the gateway's sessions, attachments, files, SQLite's own files, NATS (tried for real elsewhere); more than two processes; positions and calls, which nobody in these counties sends or takes; real habits. What two people do
within ${tickMs} ms they do at the same instant. A world that is run once shows that its rules hold, not that it can be told again: that every ${twiceEvery}th shows.

${parts.map(({ date }) => date).sort().at(-1)}
`
}
