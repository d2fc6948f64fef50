// How long does strict replay of a whole log take, beside the least that anybody must do with it: read every row and parse it?
//
//   npm run build && node benchmarks/strict-replay.ts --data FOLDER [--rounds 3] [--out benchmarks/results]
//
// FOLDER is a stopped platform's, or a copy. CPU time of this process, the best of the rounds: others may work on the machine.
import { writeFileSync } from 'node:fs'
import { arch, cpus, loadavg, platform as system, totalmem } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { parseArgs } from 'node:util'
import { createVerifier, type VerifyOptions } from '@zhijian/audit'
import { checkStore } from '@zhijian/event-store'
import { openSqliteStore } from '@zhijian/event-store/sqlite'

const { values } = parseArgs({ options: { data: { type: 'string' }, rounds: { type: 'string', default: '3' }, out: { type: 'string' } } })
if (!values.data) throw new Error('--data is needed; see the head of this file')
const { aggregates } = await import(new URL('../services/embedded/dist/src/index.js', import.meta.url).href) as Pick<VerifyOptions, 'aggregates'>
const file = join(values.data, 'log', 'events.sqlite')

const cpuMs = async (work: () => Promise<void> | void): Promise<number> => {
  const before = process.cpuUsage()
  await work()
  const { user, system: kernel } = process.cpuUsage(before)
  return (user + kernel) / 1000
}
const best = async (work: () => Promise<void> | void): Promise<number> => {
  let least = Infinity
  for (let round = 0; round < Number(values.rounds); round += 1) least = Math.min(least, await cpuMs(work))
  return least
}

let events = 0
let commands = 0
let cases = 0
let findings = 0
const rawMs = await best(() => {
  const db = new DatabaseSync(file, { readOnly: true })
  const select = db.prepare('select text from events order by position')
  select.setReturnArrays(true)
  events = 0
  for (const [text] of select.iterate() as unknown as Iterable<[string]>) {
    JSON.parse(text)
    events += 1
  }
  db.close()
})
const store = await openSqliteStore({ file, asItIs: true })
const replayMs = await best(async () => {
  const verifier = createVerifier({ aggregates })
  const whole = await checkStore(store, null, undefined, verifier.take)
  const verdict = verifier.end()
  commands = verdict.commands
  findings = verdict.findings.length + whole.findings.length
  cases = (await store.streams('consultation', undefined, 10_000)).length
})
await store.close()

const perSecond = (count: number): number => Math.round(count / (replayMs / 1000))
const result = {
  question: 'How long does strict replay of a whole log take?',
  date: new Date().toISOString(), node: process.version,
  machine: { system: `${system()} ${arch()}`, cpus: `${cpus().length} × ${cpus()[0]?.model}`, memoryGb: Math.round(totalmem() / 2 ** 30), loadAverage: loadavg().map((each) => Number(each.toFixed(1))) },
  events, commands, consultations: cases, findings,
  readAndParseCpuMs: Math.round(rawMs), strictReplayCpuMs: Math.round(replayMs), timesReadAndParse: Number((replayMs / rawMs).toFixed(1)),
  eventsPerCpuSecond: perSecond(events), consultationsPerCpuSecond: perSecond(cases),
}
process.stdout.write(`${JSON.stringify(result, null, 2)}\n`)
if (values.out) writeFileSync(join(values.out, 'strict-replay.json'), `${JSON.stringify(result, null, 2)}\n`)
