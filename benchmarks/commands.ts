// How many commands a second are accepted durably through HTTP, 64 in flight, beside Restate and DBOS?
//
//   npm run bench -- commands [--count 5000] [--questions 2000] [--rounds 3] [--only …] [--on FOLDER] [--json] [--out benchmarks/results]
//
// The same command for all three: POST of a note of 480 characters that sets an alarm in three minutes; answered when it is durable
// (SQLite synchronous = FULL; Restate's log with fsync; PostgreSQL with synchronous_commit). And the platform itself, which does for a
// question what a platform must: session, role, limits, redaction, sealing, the rules, three facts, then views and telling counsel.
import { tmpdir } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { dbos, ended, restate, startPlatform, underLoad, zhijian, type Contestant } from './lib/alarms.ts'
import { asked, barOf, cpuSecondsOf, digits, finish, inFolder, inTurns, quantile, said, type Sample } from './lib/bench.ts'
import type { Load, Loaded } from './lib/load.ts'
import { peers, versionOf } from './lib/peers.ts'

const options = asked({
  count: { type: 'string', default: '5000' }, questions: { type: 'string', default: '2000' }, rounds: { type: 'string', default: '3' }, only: { type: 'string', default: 'questions,zhijian,restate,dbos' }, on: { type: 'string', default: tmpdir() },
})
const [count, questions, rounds] = [Number(options.count), Number(options.questions), Number(options.rounds)]
const IN_FLIGHT = 64
const WARM = 300
const CITIZENS = 200
const text = '我在工地干活三个月，老板拖欠工资不给，没有签劳动合同，怎么要回来？'.repeat(14).slice(0, 480)

const sampleOf = ({ ms, latencies }: Loaded, of: number, cpuS: number, restS: number): Sample =>
  ({ perS: (of / ms) * 1000, cpuMsEach: (cpuS * 1000) / of, cpuMsWithWhatFollows: ((cpuS + restS) * 1000) / of, msP50: quantile(latencies, 0.5), msP99: quantile(latencies, 0.99) })
const measured = async (cpu: () => number, of: number, load: (count: number, from: string) => Load, rest: () => Promise<void>): Promise<Sample> => {
  await underLoad(load(WARM, 'warm'))
  await rest()
  const before = cpu()
  const loaded = await underLoad(load(of, 'real'))
  const after = cpu()
  await rest()
  return sampleOf(loaded, of, after - before, cpu() - after)
}

const alarms = (make: () => Contestant): Promise<Sample> => inFolder(async (folder) => {
  const contestant = make()
  try {
    await contestant.start(folder, 'http')
    const { port, path } = contestant.door
    return await measured(() => contestant.pids().reduce((sum, pid) => sum + cpuSecondsOf(pid), 0), count, (of, from) => ({
      port, path: path(`${from}-{n}`), method: 'POST', headers: {}, inFlight: IN_FLIGHT, count: of, body: JSON.stringify({ id: `${from}-{n}`, note: text, afterMs: 180_000 }),
    }), () => pause(500))
  } finally {
    await contestant.stop()
  }
}, options.on)

const asking = (): Promise<Sample> => inFolder(async (folder) => {
  const { child, port, tokens } = await startPlatform(folder, CITIZENS)
  try {
    return await measured(() => cpuSecondsOf(child.pid!), questions, (of, from) => ({
      port, path: '/api/v1/consultations', method: 'POST', headers: { 'idempotency-key': `bench-${from}-{n}-000000000000` }, tokens, inFlight: IN_FLIGHT, count: of,
      body: JSON.stringify({ text, countyCode: '150921', consentBeyondCounty: true }),
    }), async () => {
      const done = new Promise((resolve) => child.once('message', resolve))
      child.send({})
      await done
      await pause(1500)
    })
  } finally {
    child.kill('SIGKILL')
    await ended(child)
  }
}, options.on)

peers()
const LABELS: Record<string, string> = { questions: 'Zhijian, a question to the whole platform', zhijian: 'Zhijian, the same alarm', restate: 'Restate', dbos: 'DBOS' }
const CONTESTANTS: Record<string, () => Promise<Sample>> = { questions: asking, zhijian: () => alarms(zhijian), restate: () => alarms(restate), dbos: () => alarms(dbos) }
const names = options.only.split(',')
const all = await inTurns(rounds, Object.fromEntries(names.map((name) => [name, CONTESTANTS[name]!])))
const best = Math.max(...names.filter((name) => name === 'restate' || name === 'dbos').map((name) => all[name]!['perS']!.median))
const leastCpu = Math.min(...names.filter((name) => name === 'restate' || name === 'dbos').map((name) => all[name]!['cpuMsEach']!.median))
const times = (name: string): string => `${all[name]!['perS']!.median}/s beside ${best}/s: ${digits(all[name]!['perS']!.median / best, 2)} times; CPU ${all[name]!['cpuMsEach']!.median} ms beside ${leastCpu} ms`
finish({
  name: 'commands', title: 'Commands accepted durably', question: 'How many commands a second are accepted durably through HTTP, 64 in flight, beside Restate and DBOS?', rounds,
  peers: { '@restatedev/restate-server': versionOf('@restatedev/restate-server'), '@dbos-inc/dbos-sdk': versionOf('@dbos-inc/dbos-sdk') },
  settings: { alarms: count, questions, inFlight: IN_FLIGHT, citizens: CITIZENS, on: options.on },
  figures: all,
  tables: [{
    columns: ['', 'per second', 'CPU ms each', 'and with what follows', 'p50, ms', 'p99, ms'],
    rows: names.map((name) => [LABELS[name]!, ...['perS', 'cpuMsEach', 'cpuMsWithWhatFollows', 'msP50', 'msP99'].map((what) => said(all[name]![what]!))]),
  }],
  charts: [{ title: 'Commands accepted durably, 64 in flight', unit: 'a second', scale: 'linear', better: 'more', groups: [{ label: 'a second', bars: names.map((name) => barOf(LABELS[name]!, all[name]!['perS']!)) }] },
    { title: 'CPU of one command', unit: 'ms', scale: 'log', better: 'less', groups: [{ label: 'CPU', bars: names.map((name) => barOf(LABELS[name]!, all[name]!['cpuMsEach']!)) }] }],
  aims: Number.isFinite(best) ? ['questions', 'zhijian'].filter((name) => names.includes(name)).map((name) => ({ aim: `${LABELS[name]}: ≥ 2 × the best`, kept: all[name]!['perS']!.median >= 2 * best, says: times(name) })) : [],
  notes: [
    'CPU is of the servers: of Restate its server and its service, of DBOS the application and PostgreSQL. The load has a process of its own, on the same two cores. What follows is what goes on when the last was answered: views, the notices to counsel.',
    'A question is not the command of the others: one thread decides it, and twice the best of them would leave it 0.6 ms. Where its CPU went, by samples of the whole process and before what is told below was cut: a fifth read what she wrote (words of danger, topics, names and numbers that may not leave the county); an eighth were views; 8 % appended and told everybody who follows the log; 6 % sealed both versions of her text; 5 % held messages against their schemas between services, 4 % vouched for who asks, 3 % remembered the key of the command; the rest was HTTP, the bus, the rules themselves, and notices.',
    'What was cut, for one question at 64 in flight: transactions of the views from 3.4 to 0.35 and looks at the end of the log from 37 to 10 (all who follow one append share them), statements prepared anew from 7.5 to none, the transaction around the key of the command to one statement; and the reading of 480 characters by a quarter to a third. Together about an eighth of its CPU.',
  ],
  notMeasured: ['several machines', 'a disk that syncs slowly', 'peers doing what the platform does for a question'],
}, options)
