// How late are deadlines when many are due at once, when they are due one after another, and when everything is killed across the instant
// they are due, beside Restate and DBOS?
//
//   npm run bench -- timers [--at-once 1000,5000] [--spread 5000] [--kill 5000] [--rounds 3] [--only zhijian,restate,dbos] [--on FOLDER] [--json] [--out benchmarks/results]
//
// One alarm is one stream with one deadline; a delayed call to a virtual object; a workflow that sleeps. How late: when the code of the
// alarm ran, by its own record, against when it was due. Caught up: when the last had rung durably, asked for every quarter of a second.
// After a kill, two seconds go by before anything is started again; lateness and catching up count from the moment it takes work.
import { setTimeout as pause } from 'node:timers/promises'
import { tmpdir } from 'node:os'
import { dbos, restate, zhijian, type Contestant } from './lib/alarms.ts'
import { asked, barOf, cpuSecondsOf, digits, finish, inFolder, inTurns, quantile, said, type Measured, type Sample } from './lib/bench.ts'
import { peers, versionOf } from './lib/peers.ts'

const options = asked({
  'at-once': { type: 'string', default: '1000,5000' }, spread: { type: 'string', default: '5000' }, kill: { type: 'string', default: '5000' }, rounds: { type: 'string', default: '3' },
  only: { type: 'string', default: 'zhijian,restate,dbos' }, on: { type: 'string', default: tmpdir() }, patience: { type: 'string', default: '180' },
})
const rounds = Number(options.rounds)
const sizes = options['at-once'].split(',').map(Number)
const [spread, killed] = [Number(options.spread), Number(options.kill)]
const CONTESTANTS: Record<string, () => Contestant> = { zhijian, restate, dbos }
const LABELS: Record<string, string> = { zhijian: 'Zhijian', restate: 'Restate', dbos: 'DBOS' }
const PACKAGES: Record<string, string> = { restate: '@restatedev/restate-server', dbos: '@dbos-inc/dbos-sdk' }
const names = options.only.split(',')
/** Those that are put in first, to learn how long putting in takes and to have everything loaded. */
const WARM = 300
const SPREAD_MS = 10_000
const DOWN_MS = 2000

const cpuOf = (contestant: Contestant): number => contestant.pids().reduce((sum, pid) => sum + cpuSecondsOf(pid), 0)

const once = (make: () => Contestant, count: number, way: 'at once' | 'spread' | 'killed'): Promise<Sample> => inFolder(async (folder) => {
  const contestant = make()
  try {
    await contestant.start(folder)
    const warmFrom = performance.now()
    await contestant.put({ from: 0, to: WARM, dueMs: Date.now() + 1500, stepMs: 0 })
    const perAlarm = (performance.now() - warmFrom) / WARM
    while (await contestant.rung() < WARM) await pause(50)

    const leadMs = Math.ceil(4000 + count * perAlarm * 1.5)
    const dueMs = Date.now() + leadMs
    const stepMs = way === 'spread' ? SPREAD_MS / count : 0
    const putFrom = performance.now()
    await contestant.put({ from: WARM, to: WARM + count, dueMs, stepMs })
    const putMs = performance.now() - putFrom
    const left = dueMs - Date.now()
    if (left < 500) throw new Error(`it took ${Math.round(putMs)} ms to put ${count} in; they were due ${Math.round(500 - left)} ms too soon`)

    let readyMs = dueMs
    if (way === 'killed') {
      await pause(dueMs - 500 - Date.now())
      await contestant.kill()
      await pause(Math.max(0, dueMs + DOWN_MS - Date.now()))
      await contestant.start(folder)
      readyMs = Date.now()
    } else await pause(dueMs - 200 - Date.now())
    const cpu = way === 'killed' ? 0 : cpuOf(contestant)
    let seen = 0
    const giveUp = readyMs + Number(options.patience) * 1000
    while ((seen = await contestant.rung()) < WARM + count && Date.now() < giveUp) await pause(Math.max(20, count / 400))
    const caughtUpMs = Date.now() - readyMs
    const cpuMsEach = ((cpuOf(contestant) - cpu) * 1000) / count
    const records = (await contestant.records()).filter(([n]) => n >= WARM)
    const rang = new Set(records.map(([n]) => n))
    const late = records.map(([n, at]) => at - (way === 'killed' ? readyMs : dueMs + (n - WARM) * stepMs))
    return {
      lateMsP50: quantile(late, 0.5), lateMsP99: quantile(late, 0.99), lateMsMost: Math.max(...late), caughtUpMs: seen < WARM + count ? Infinity : caughtUpMs, cpuMsEach, putPerS: (count / putMs) * 1000,
      lost: count - rang.size, doubled: records.length - rang.size, early: late.filter((ms) => way !== 'killed' && ms < 0).length,
    }
  } finally {
    await contestant.stop()
  }
}, options.on)

/** Whoever is measured by itself needs none. */
const packages = names.flatMap((name) => PACKAGES[name] ?? [])
if (packages.length > 0) peers()
const cases: [label: string, count: number, way: 'at once' | 'spread' | 'killed'][] = [
  ...sizes.filter((count) => count > 0).map((count): [string, number, 'at once'] => [`${count.toLocaleString('en')} at once`, count, 'at once']),
  ...spread > 0 ? [[`${spread.toLocaleString('en')} over ${SPREAD_MS / 1000} s`, spread, 'spread'] as [string, number, 'spread']] : [],
  ...killed > 0 ? [[`${killed.toLocaleString('en')}, killed across`, killed, 'killed'] as [string, number, 'killed']] : [],
]
const measured: Record<string, Record<string, Measured>> = {}
for (const [label, count, way] of cases) {
  process.stderr.write(`${label}\n`)
  measured[label] = await inTurns(count >= 50_000 ? 1 : rounds, Object.fromEntries(names.map((name) => [name, () => once(CONTESTANTS[name]!, count, way)])))
}

const bestPeer = (label: string, what: string): number => Math.min(...names.filter((name) => name !== 'zhijian').map((name) => measured[label]![name]![what]!.median))
const own = (label: string, what: string) => measured[label]!['zhijian']![what]!
const isCompared = names.includes('zhijian') && names.length > 1
finish({
  name: 'timers', title: 'Timers', question: 'How late are deadlines, at once, spread, and across a SIGKILL, beside Restate and DBOS?', rounds,
  peers: Object.fromEntries(packages.map((name) => [name, versionOf(name)])),
  settings: { on: options.on, downMs: DOWN_MS, sync: 'every contestant as it comes: SQLite synchronous = FULL, Restate’s log with fsync, PostgreSQL 15 with fsync and synchronous_commit' },
  figures: measured,
  tables: cases.map(([label]) => ({
    title: label, columns: ['', 'late p50, ms', 'p99', 'most', 'all rung after, ms', 'CPU ms each', 'put in per s', 'lost', 'doubled', 'early'],
    rows: names.map((name) => [LABELS[name]!, ...['lateMsP50', 'lateMsP99', 'lateMsMost', 'caughtUpMs', 'cpuMsEach', 'putPerS', 'lost', 'doubled', 'early'].map((what) => said(measured[label]![name]![what]!))]),
  })),
  charts: [
    { title: 'Timers: p99 lateness', unit: 'ms', scale: 'log', better: 'less', groups: cases.map(([label]) => ({ label, bars: names.map((name) => barOf(LABELS[name]!, measured[label]![name]!['lateMsP99']!)) })) },
    { title: 'Timers: CPU of one', unit: 'ms', scale: 'log', better: 'less', groups: cases.filter(([, , way]) => way !== 'killed').map(([label]) => ({ label, bars: names.map((name) => barOf(LABELS[name]!, measured[label]![name]!['cpuMsEach']!)) })) },
  ],
  aims: !isCompared ? [] : cases.flatMap(([label, count, way]) => [
    { aim: `${label}: p99 ≤ a third of the best peer’s`, kept: own(label, 'lateMsP99').median <= bestPeer(label, 'lateMsP99') / 3, says: `${own(label, 'lateMsP99').median} ms beside ${bestPeer(label, 'lateMsP99')} ms (${digits(bestPeer(label, 'lateMsP99') / own(label, 'lateMsP99').median, 2)} times)` },
    { aim: `${label}: none lost, none doubled`, kept: own(label, 'lost').most === 0 && own(label, 'doubled').most === 0, says: `${own(label, 'lost').most} lost, ${own(label, 'doubled').most} doubled` },
    ...way === 'killed' || count >= 50_000 ? [{ aim: `${label}: caught up ≤ ${count >= 50_000 ? 5 : 1} s`, kept: own(label, 'caughtUpMs').median <= (count >= 50_000 ? 5000 : 1000), says: `${own(label, 'caughtUpMs').median} ms` }] : [],
  ]),
  notes: ['SIGKILL takes Zhijian’s process, log and all; Restate’s server and its service; of DBOS the application: PostgreSQL goes on. Lateness after a kill is counted from the moment it takes work again; what had rung before that (Restate’s server rings before its doors are open) counts as less than nothing.',
    'Doubled means two durable records for one alarm. How often a peer ran the code of one alarm before it was recorded is not counted.'],
  notMeasured: ['several machines', 'the loss of power', 'a peer tuned by its makers: every one runs with the settings it comes with, DBOS with 32 connections'],
}, options)
