// What do 1, 2 and 4 instances of consult-router give on one machine, and how late are deadlines when one is killed? Each time
// the demonstration runs with a process per service, questions come as fast as they are taken, and one router is killed with
// kill -9 in the middle. How slots are shared, and how many move when an instance comes or goes, is counted, not measured.
//
//   npm run build && node --conditions=source benchmarks/routers.ts [--count 300] [--speed 60] [--seed 1] [--out benchmarks/results]
import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { arch, cpus, loadavg, platform as system, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { openSqliteStore } from '@zhijian/event-store/sqlite'
import { rankFor, SLOTS } from '@zhijian/kernel'

const { values } = parseArgs({ options: {
  count: { type: 'string', default: '300' }, speed: { type: 'string', default: '60' }, seed: { type: 'string', default: '1' }, out: { type: 'string' },
} })
const [count, speed] = [Number(values.count), Number(values.speed)]
const PLATFORM = fileURLToPath(new URL('../services/embedded/dist/src/distributed/main.js', import.meta.url))
const CLI = fileURLToPath(new URL('../packages/cli/dist/src/main.js', import.meta.url))
const CACHE = fileURLToPath(new URL('../.cache/compile', import.meta.url))
/** Kernel's ticks a second in /proc. */
const TICKS = 100
/** Deadlines due so long after the kill belong to the take-over: the next in rank steps in 2 s after they are due, until the one killed is back. */
const TAKE_OVER_MS = 10_000

/** ZHIJIAN_GRACE_MS, as it is when nobody says otherwise. */
const GRACE_MS = 2000
/** Of each question; in all there are about seven. */
const COMMANDS_BEFORE_THE_KILL = 4

const pause = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms) })
const freePort = (): Promise<number> => new Promise((resolve) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address() as { port: number }
    server.close(() => resolve(port))
  })
})
const ended = (child: ChildProcess): Promise<void> => new Promise((resolve) => {
  if (child.exitCode !== null || child.signalCode !== null) resolve()
  else child.once('close', () => resolve())
})
const say = (text: string): void => void process.stderr.write(`${text}\n`)

/** Of a process that runs, and of those it started. */
const cpuSeconds = (pid: number): number => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ')
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter((child) => child !== '')
  return children.reduce((sum, child) => sum + cpuSeconds(Number(child)), (Number(fields[11]) + Number(fields[12])) / TICKS)
}
const percentile = (sorted: readonly number[], percent: number): number | null => sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? null
const summary = (values: readonly number[]) => {
  const sorted = values.toSorted((a, b) => a - b)
  return { count: sorted.length, msP50: percentile(sorted, 50), msP95: percentile(sorted, 95), msMax: sorted.at(-1) ?? null }
}

const firstOf = (slot: number, instances: number): number => Array.from({ length: instances }, (_, ordinal) => ordinal).find((ordinal) => rankFor(slot, ordinal, instances) === 0)!
const slots = Array.from({ length: SLOTS }, (_, slot) => slot)
const sharesOf = (instances: number): readonly number[] =>
  Array.from({ length: instances }, (_, ordinal) => slots.filter((slot) => firstOf(slot, instances) === ordinal).length)
const movedBetween = (fewer: number, more: number): number => slots.filter((slot) => firstOf(slot, fewer) !== firstOf(slot, more)).length

const DISHES = ['老板拖欠我三个月工资', '邻居盖房占了宅基地', '离婚后对方不付抚养费', '买到假化肥玉米绝收', '草场承包合同到期不让续', '借给亲戚的钱不还', '骑车被撞对方逃了', '村里征地款没有公示']

const measure = async (routers: number) => {
  const root = mkdtempSync(join(tmpdir(), 'zhijian-routers-'))
  const data = join(root, 'var')
  const ledger = join(root, 'ledger.jsonl')
  const port = await freePort()
  const env = { PATH: process.env['PATH'], NODE_COMPILE_CACHE: CACHE, ZHIJIAN_DATA: data, PORT: String(port) }
  let said = ''
  const child = spawn(process.execPath, [PLATFORM, '--silent', '--speed', String(speed), '--seed', values.seed, '--lawyers', '48', '--routers', String(routers)], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  child.stdout!.setEncoding('utf8').on('data', (text: string) => { said += text })
  try {
    while (!said.includes('Ctrl-C')) {
      if (child.exitCode !== null) throw new Error(`the platform did not start: ${said}`)
      await pause(100)
    }
    const pids = (): Map<string, number> => new Map([...said.matchAll(/^ {2}(\S+) .*进程 (\d+)/gm)].map(([, name, pid]) => [name!, Number(pid)]))
    const before = new Map([...pids()].map(([name, pid]) => [name, { pid, seconds: cpuSeconds(pid) }]))
    writeFileSync(join(root, 'q.jsonl'), Array.from({ length: count }, (_, n) => JSON.stringify({ text: `${DISHES[n % DISHES.length]}，这是第${n + 1}次来问，应该找谁、怎么办？` })).join('\n'))
    const load = spawn(process.execPath, [CLI, '--json', '--data', data, 'load', '--file', join(root, 'q.jsonl'), '--url', `http://127.0.0.1:${port}`, '--rate', '1000', '--at-once', '100', '--seed', values.seed, '--ledger', ledger, '--no-verify'], { env, stdio: ['ignore', 'pipe', 'inherit'] })
    let text = ''
    load.stdout!.setEncoding('utf8').on('data', (part: string) => { text += part })
    // In the middle: after as many acknowledged commands, however many routers there are.
    const acknowledged = (): number => (existsSync(ledger) ? readFileSync(ledger, 'utf8').split('\n').length - 1 : 0)
    while (acknowledged() < count * COMMANDS_BEFORE_THE_KILL && load.exitCode === null) await pause(50)
    const victim = routers === 1 ? 'consult-router' : `consult-router-${routers - 1}`
    const killedAt = Date.now()
    const used = (name: string): number => {
      const { pid, seconds } = before.get(name)!
      return cpuSeconds(pid) - seconds
    }
    const routerNames = [...before.keys()].filter((name) => name.startsWith('consult-router'))
    const untilKill = Object.fromEntries([...before.keys()].map((name) => [name, Number(used(name).toFixed(2))]))
    process.kill(before.get(victim)!.pid, 'SIGKILL')
    await ended(load)
    const figures = JSON.parse(text) as { elapsedMs: number; questionsPerSecond: number; latency: Record<string, { count: number }>; heldBack: number }
    const store = await openSqliteStore({ file: join(data, 'log', 'events.sqlite'), asItIs: true })
    const clock = JSON.parse(readFileSync(join(data, 'clock.json'), 'utf8')) as { logical: string; wall: string }
    const late: { due: number; ms: number }[] = []
    let [commands, commandsUntilKill] = [0, 0]
    for (let after: string | null = null; ;) {
      const rows = store.raw(after, 2000)
      if (rows.length === 0) break
      after = rows.at(-1)!.position
      for (const row of rows) {
        const event = JSON.parse(row.text) as { cause: string; time: string; recordedat: string; command?: object; source: string }
        const recorded = Date.parse(event.recordedat)
        if (event.command !== undefined && event.source === '/consult-router') {
          commands += 1
          if (recorded < killedAt) commandsUntilKill += 1
        }
        if (!event.cause.startsWith('elapse:')) continue
        const due = Date.parse(clock.wall) + (Date.parse(event.time) - Date.parse(clock.logical)) / speed
        late.push({ due, ms: Math.max(0, Math.round(recorded - due)) })
      }
    }
    await store.close()
    const isBefore = ({ due }: { due: number }): boolean => due < killedAt - 200
    const inTakeOver = (each: { due: number }): boolean => !isBefore(each) && each.due < killedAt + TAKE_OVER_MS
    const routerCpu = routerNames.reduce((sum, name) => sum + untilKill[name]!, 0)
    const allCpu = Object.values(untilKill).reduce((sum, seconds) => sum + seconds, 0)
    return {
      routers, questions: count, elapsedMs: figures.elapsedMs, questionsPerSecond: figures.questionsPerSecond, routerCommands: commands,
      untilTheKill: {
        routerCommands: commandsUntilKill, cpuSeconds: { routers: Number(routerCpu.toFixed(2)), everything: Number(allCpu.toFixed(2)), byProcess: untilKill },
        commandsPerRouterCpuSecond: Number((commandsUntilKill / routerCpu).toFixed(1)), commandsPerCpuSecondOfEverything: Number((commandsUntilKill / allCpu).toFixed(1)),
      },
      deadlines: { before: summary(late.filter(isBefore).map(({ ms }) => ms)), inTheTakeOver: summary(late.filter(inTakeOver).map(({ ms }) => ms)) },
      slots: sharesOf(routers), loadAverage: loadavg().map((each) => Number(each.toFixed(1))),
    }
  } finally {
    child.kill('SIGINT')
    await ended(child)
    rmSync(root, { recursive: true, force: true, maxRetries: 5 })
  }
}

const runs: Awaited<ReturnType<typeof measure>>[] = []
for (const routers of [1, 2, 4]) {
  runs.push(await measure(routers))
  say(JSON.stringify(runs.at(-1)))
}
const moves = [[1, 2], [2, 3], [3, 4], [4, 5]].map(([fewer, more]) => ({ from: fewer!, to: more!, moved: movedBetween(fewer!, more!), share: Number((movedBetween(fewer!, more!) / SLOTS).toFixed(3)), ideal: Number((1 / more!).toFixed(3)) }))
const result = {
  question: 'What do 1, 2 and 4 instances of consult-router give on one machine, and how late are deadlines when one is killed?',
  date: new Date().toISOString(), node: process.version,
  machine: { system: `${system()} ${arch()}`, cpus: `${cpus().length} × ${cpus()[0]?.model}`, memoryGb: Math.round(totalmem() / 2 ** 30) },
  settings: { questions: count, speed, seed: Number(values.seed), log: 'one SQLite file', views: 'a SQLite file for each instance' },
  slots: SLOTS, moves, runs,
  notMeasured: [
    'a machine with more cores than processes: here all of them, the load and other programs share two, so that wall time says little; compare CPU seconds',
    'a log that several writers append to at once: the SQLite file has one writer at a time',
    'several machines',
  ],
}
const json = `${JSON.stringify(result, null, 2)}\n`
if (values.out) {
  writeFileSync(join(values.out, 'routers.json'), json)
  writeFileSync(join(values.out, 'routers.md'), report())
}
process.stdout.write(json)

function report(): string {
  const ms = ({ count: n, msP50, msP95, msMax }: ReturnType<typeof summary>): string => (n === 0 ? '–' : `${n}: ${msP50} / ${msP95} / ${msMax}`)
  return `# Routers

How the ${SLOTS} slots are shared (by rendezvous hash, counted):

| instances | slots of each | of the ideal |
|---|---|---|
${[1, 2, 3, 4].map((n) => `| ${n} | ${sharesOf(n).join(' · ')} | ${sharesOf(n).map((share) => `${Math.round((share * n / SLOTS) * 100)} %`).join(' · ')} |`).join('\n')}

| an instance comes (or goes) | slots that move | share | ideal |
|---|---|---|---|
${moves.map(({ from, to, moved, share, ideal }) => `| ${from} → ${to} | ${moved} | ${(share * 100).toFixed(1)} % | ${(ideal * 100).toFixed(1)} % |`).join('\n')}

Under load, one router killed with kill -9 in the middle:

| routers | questions/s | commands of the router until the kill | CPU s of the routers | commands per CPU s of the routers | CPU s of everything | commands per CPU s of everything |
|---|---|---|---|---|---|---|
${runs.map(({ routers, questionsPerSecond, untilTheKill: { routerCommands, cpuSeconds: { routers: own, everything }, commandsPerRouterCpuSecond, commandsPerCpuSecondOfEverything } }) =>
    `| ${routers} | ${questionsPerSecond} | ${routerCommands} | ${own} | ${commandsPerRouterCpuSecond} | ${everything} | ${commandsPerCpuSecondOfEverything} |`).join('\n')}

Every instance follows the whole log into views of its own: that costs each the same, whatever it decides. On two cores more routers
give no more questions a second, and cost more; what they give is that another goes on when one dies.

Deadlines, count: p50 / p95 / most, ms on the wall:

| routers | before the kill | in the ${TAKE_OVER_MS / 1000} s after it | load average |
|---|---|---|---|
${runs.map(({ routers, deadlines: { before, inTheTakeOver }, loadAverage }) => `| ${routers} | ${ms(before)} | ${ms(inTheTakeOver)} | ${loadAverage.join(' ')} |`).join('\n')}

The next in rank steps in ${GRACE_MS / 1000} s after a deadline, on the platform's time: here that is ${Math.round(GRACE_MS / speed)} ms of the wall's, on a live platform ${GRACE_MS / 1000} s. One router alone is
late by as long as it takes to start again.

${result.date} · ${result.machine.cpus} · ${result.machine.memoryGb} GB · ${result.machine.system} · Node ${result.node}.
Settings: ${count} questions as fast as they are taken, 100 at once, platform time × ${speed}; log in one SQLite file, views in one for each instance.

Not measured: ${result.notMeasured.join('; ')}.
`
}
