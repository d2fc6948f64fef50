// What a crowd came to, as it is published: everything is counted from the ledger, so whoever has the ledger makes the same text.
import { reportOf, sumOf, type CrowdWorld } from '@zhijian/simulation'

const grouped = (n: number): string => String(n).replaceAll(/\B(?=(\d{3})+$)/g, ',')
const seconds = (ms: number | null): string => (ms === null ? '–' : ms < 60_000 ? `${ms / 1000} s` : ms < 3_600_000 ? `${Math.round(ms / 600) / 100} min` : `${Math.round(ms / 36_000) / 100} h`)

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

export interface Where {
  /** Dated by whoever runs it: 2026-03-02. */
  readonly date: string
  /** 2 × AMD EPYC · 24 GB · linux x64 · Node v26.10.0 */
  readonly machine: string
  /** Questions that a whole run asks. */
  readonly aim: number
}

/** @param worlds of one build and one crowd, in any order; at least one */
export const crowdReport = (worlds: readonly CrowdWorld[], { date, machine, aim }: Where): string => {
  const [{ crowd, build }] = worlds as [CrowdWorld, ...CrowdWorld[]]
  const figures = sumOf(worlds)
  const report = reportOf(figures)
  const failed = worlds.filter(({ ok }) => !ok).toSorted((a, b) => a.seed - b.seed)
  const twice = worlds.filter((world) => world.twice).length
  const cpuMs = worlds.reduce((sum, world) => sum + world.cpuMs, 0)
  const { scale } = crowd
  const rows = (counts: Readonly<Record<string, number>>): string => most(counts).map(([name, times]) => `| ${name} | ${grouped(times)} |`).join('\n')
  return `# ${grouped(report.questions)} questions under every fault

${report.questions >= aim ? '' : `So far: ${grouped(report.questions)} of the ${grouped(aim)} that a whole run asks; a run goes on where it was.\n\n`}\`npm run weekly\` makes it again (\`npm run -s zhijian -- crowd --help\`). Every world is a county of ${scale.counsel} counsel, ${scale.regional} lawyers of the region and ${scale.national} of the nation, in one process (every ${crowd.pairEvery}th seed in two over one log), for ${crowd.hours} hours
that begin at an hour drawn from its seed, with \`${crowd.faults}\` faults and some ${scale.questionsPerHour} questions in an average hour; what stands still is lived on for as long afterwards. What is due within ${crowd.tickMs} ms happens at once. Then every rule of
[packages/simulation](../../packages/simulation/README.md) is held against its record, every view of both processes against a fold of the log, and strict replay derives every batch again. Every
${crowd.twiceEvery}th seed is run a second time and must give the same log to the byte.

| | |
|---|---|
| seeds | ${ranges(worlds.map(({ seed }) => seed))} |
| build | ${build} |
| worlds | ${grouped(report.worlds)}, of them ${grouped(twice)} run twice |
| worlds that held | ${grouped(report.worlds - failed.length)} |
| questions | ${grouped(report.questions)} |
| commands that left something in the log | ${grouped(report.commands)} |
| events | ${grouped(report.events)} |
| rules | ${Object.keys(report.checks).length}, looked at ${grouped(report.checked)} times |
| processor time | ${Math.round(cpuMs / 3600) / 1000} h: ${report.questions === 0 ? '–' : Math.round(cpuMs / report.questions * 10) / 10} ms a question, everything included |
${failed.length === 0 ? '' : `
## Did not hold

${failed.map(({ seed, breaches }) => `- seed ${seed}: \`${breaches[0]?.rule}\` ${breaches[0]?.stream}@${breaches[0]?.version}: ${breaches[0]?.says.split('\n')[0]}`).join('\n')}
`}
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

${date} · ${machine}. Not simulated: HTTP, files, SQLite's own files, NATS (tried for real elsewhere); real habits.
`
}
