// Is anything lost or doubled when the platform is killed under load? Real questions go through HTTP with lawyers answering,
// following up and closing, while `kill -9` hits the platform at seeded moments; afterwards every acknowledged command is
// looked for in the log, and every decision and deadline is made again from the record.
//
//   npm run build && node benchmarks/load-with-kills.ts --questions Q.jsonl[.gz] [--count 5000] [--kills 5] [--seed 1] [--rate 8]
//        [--speed 20] [--nation 10000] [--out benchmarks/results]
//
// Exit 0: all was sound. Without --out the result is printed and nothing is written.
import { spawn, type ChildProcess } from 'node:child_process'
import { createHash } from 'node:crypto'
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { arch, cpus, loadavg, platform as system, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const { values } = parseArgs({ options: {
  questions: { type: 'string' }, count: { type: 'string', default: '5000' }, kills: { type: 'string', default: '5' }, seed: { type: 'string', default: '1' },
  rate: { type: 'string', default: '8' }, speed: { type: 'string', default: '20' }, nation: { type: 'string', default: '10000' }, out: { type: 'string' },
} })
if (!values.questions) throw new Error('--questions is needed; see the head of this file')
const [count, kills, seed] = [Number(values.count), Number(values.kills), Number(values.seed)]

const PLATFORM = fileURLToPath(new URL('../services/embedded/dist/src/main.js', import.meta.url))
const CLI = fileURLToPath(new URL('../packages/cli/dist/src/main.js', import.meta.url))
for (const file of [PLATFORM, CLI]) if (!existsSync(file)) throw new Error(`${file} is not built: npm run build`)

/** How programs are found and loaded, and nothing else of this environment. */
const LOADING = Object.fromEntries(['PATH', 'NODE_COMPILE_CACHE', 'NODE_OPTIONS'].flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])))
/** 0 ≤ x < 1 */
const draw = (...words: readonly (string | number)[]): number => createHash('sha256').update([seed, ...words].join('/')).digest().readUInt32BE(0) / 2 ** 32
const pause = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms) })
const freePort = (): Promise<number> => new Promise((resolve) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address() as { port: number }
    server.close(() => resolve(port))
  })
})

const root = mkdtempSync(join(tmpdir(), 'zhijian-kills-'))
const data = join(root, 'var')
const ledger = join(root, 'ledger.jsonl')
const port = await freePort()
const say = (text: string): void => void process.stderr.write(`${text}\n`)

/** To a file, so that nobody's pipe fills. @returns when it takes requests, after how long */
let starts = 0
const startPlatform = async (): Promise<{ child: ChildProcess; readyMs: number }> => {
  const from = performance.now()
  const file = join(root, `platform-${starts += 1}.out`)
  const out = openSync(file, 'w')
  const child = spawn(process.execPath, [PLATFORM, '--silent', '--speed', values.speed, '--lawyers', values.nation, '--seed', values.seed], {
    env: { ...LOADING, ZHIJIAN_DATA: data, PORT: String(port) }, stdio: ['ignore', out, out],
  })
  closeSync(out)
  while (!readFileSync(file, 'utf8').includes('Ctrl-C')) {
    if (child.exitCode !== null) throw new Error(`the platform did not start: ${readFileSync(file, 'utf8')}`)
    await pause(50)
  }
  return { child, readyMs: Math.round(performance.now() - from) }
}
const ended = (child: ChildProcess): Promise<number | null> => new Promise((resolve) => {
  if (child.exitCode !== null || child.signalCode !== null) resolve(child.exitCode)
  else child.once('close', resolve)
})

const cli = (args: readonly string[]): { child: ChildProcess; output: Promise<string> } => {
  const child = spawn(process.execPath, [CLI, '--json', '--data', data, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  let text = ''
  child.stdout!.setEncoding('utf8').on('data', (part: string) => { text += part })
  return { child, output: ended(child).then(() => text) }
}

let current = await startPlatform()
say(`ready after ${current.readyMs} ms on a new store`)
const residentMb = (pid: number): number => {
  try {
    return Math.round(Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024)
  } catch {
    return 0
  }
}

try {
  const load = cli(['load', '--file', values.questions, '--limit', String(count), '--rate', values.rate, '--seed', values.seed, '--patience', '300', '--ledger', ledger])
  // A kill comes when so many bytes were acknowledged: spread over the run, at moments that the seed draws.
  const bytesPerQuestion = 900
  const moments = Array.from({ length: kills }, (_, n) => Math.round(((n + 0.15 + 0.7 * draw('kill', n)) / kills) * count * bytesPerQuestion))
  const done: { readonly afterAcknowledged: number; readonly readyMs: number }[] = []
  let [platformMb, loadMb] = [0, 0]
  const size = (): number => (existsSync(ledger) ? statSync(ledger).size : 0)
  for (const moment of moments) {
    while (size() < moment && load.child.exitCode === null) {
      platformMb = Math.max(platformMb, residentMb(current.child.pid!))
      loadMb = Math.max(loadMb, residentMb(load.child.pid!))
      await pause(25)
    }
    if (load.child.exitCode !== null) break
    current.child.kill('SIGKILL')
    await ended(current.child)
    const afterAcknowledged = readFileSync(ledger, 'utf8').split('\n').length - 1
    current = await startPlatform()
    done.push({ afterAcknowledged, readyMs: current.readyMs })
    say(`killed after ${afterAcknowledged} acknowledged commands; ready again after ${current.readyMs} ms`)
  }
  while (load.child.exitCode === null) {
    platformMb = Math.max(platformMb, residentMb(current.child.pid!))
    loadMb = Math.max(loadMb, residentMb(load.child.pid!))
    await pause(100)
  }
  const text = await load.output
  const figures = JSON.parse(text) as Record<string, never> & { audit: { ok: boolean; questions: Record<string, never> }; replay: { ok: boolean; events: number } }
  if ('fault' in figures) throw new Error(`the load run failed: ${text}`)
  const stopFrom = performance.now()
  current.child.kill('SIGINT')
  const stopCode = await ended(current.child)
  const stopMs = Math.round(performance.now() - stopFrom)
  const verifyFrom = performance.now()
  const verified = JSON.parse(await cli(['replay', 'verify']).output) as { ok: boolean; events: number; streams: number; commands: number; deadlines: number; seals: number; findings: unknown[] }

  const why = [
    figures.audit.ok ? null : `the ledger and the log differ: ${JSON.stringify({ ...figures.audit, questions: undefined })}; refused: ${JSON.stringify(figures['refused'])}`,
    figures.replay.ok ? null : `replay beside the running platform: ${JSON.stringify(figures.replay)}`,
    verified.ok ? null : `replay after the stop: ${JSON.stringify({ ...verified, findings: verified.findings.slice(0, 10) })}`,
    done.length === kills ? null : `the load was over after ${done.length} of ${kills} kills`,
  ].filter((each) => each !== null)
  const result = {
    question: 'Is anything lost or doubled when the platform is killed under load?',
    date: new Date().toISOString(), node: process.version,
    machine: { system: `${system()} ${arch()}`, cpus: `${cpus().length} × ${cpus()[0]?.model}`, memoryGb: Math.round(totalmem() / 2 ** 30), loadAverageAtTheEnd: loadavg().map((each) => Number(each.toFixed(1))) },
    settings: { questions: count, kills, seed, perSecond: Number(values.rate), speed: Number(values.speed), lawyersNationwide: Number(values.nation) },
    kills: done, ...figures,
    stop: { code: stopCode, ms: stopMs }, memory: { platformPeakMb: platformMb, loadPeakMb: loadMb },
    verifiedAfterStop: { ...verified, findings: verified.findings.length, ms: Math.round(performance.now() - verifyFrom) },
    notMeasured: [
      'latency on an idle machine: others were working on it',
      'loss of power: kill -9 leaves what the operating system holds, so fsync is not put to the test',
      'signing in: sessions come from the operator’s door of the demonstration',
      'what lawyers would really say and when: the shares of ways a question goes are invented',
    ],
    sound: why.length === 0,
    stoppedInTime: stopCode === 0,
  }
  const json = `${JSON.stringify(result, null, 2)}\n`
  if (values.out) {
    writeFileSync(join(values.out, 'load-with-kills.json'), json)
    writeFileSync(join(values.out, 'load-with-kills.md'), report(result as never))
  }
  process.stdout.write(json)
  for (const each of why) say(`NOT sound: ${each}`)
  process.exitCode = result.sound ? 0 : 1
} finally {
  current.child.kill('SIGKILL')
  await ended(current.child)
  rmSync(root, { recursive: true, force: true })
}

interface Result {
  date: string; node: string; sound: boolean; asked: number; elapsedMs: number; questionsPerSecond: number
  machine: { system: string; cpus: string; memoryGb: number; loadAverageAtTheEnd: number[] }
  settings: { questions: number; kills: number; seed: number; perSecond: number; speed: number; lawyersNationwide: number }
  kills: { afterAcknowledged: number; readyMs: number }[]
  latency: Record<string, { count: number; msP50: number; msP95: number; msP99: number; msMax: number }>
  outcomes: Record<string, number>; refused: Record<string, number>; retries: { broken: number; later: number }
  audit: { acknowledged: number; missing: number; doubled: number; refusedButRecorded: number; unacknowledged: number
    questions: { opened: number; promise: Record<string, number>; quorumMet: number; tiersOpened: Record<string, number>; firstAnswerMsP50: number; firstAnswerMsP95: number; quorumMsP95: number } }
  stop: { code: number; ms: number }; memory: { platformPeakMb: number; loadPeakMb: number }
  verifiedAfterStop: { ok: boolean; events: number; streams: number; commands: number; deadlines: number; seals: number; findings: number; ms: number }
  notMeasured: string[]
}
function report(r: Result): string {
  const rows = (of: Record<string, number>): string => Object.entries(of).map(([name, n]) => `| ${name} | ${n} |`).join('\n')
  const { audit, verifiedAfterStop: verified } = r
  return `# Killed under load

${r.sound ? '**Sound**' : '**NOT sound**'}: ${r.asked} questions, ${r.kills.length} kills, ${audit.acknowledged} acknowledged commands: ${audit.missing} missing, ${audit.doubled} doubled, ${
    audit.refusedButRecorded} refused and recorded all the same, ${audit.unacknowledged} recorded and never acknowledged. Decided again after the stop: ${
    verified.events} events, ${verified.commands} commands, ${verified.deadlines} deadlines, ${verified.findings} findings (${verified.ms} ms).

${r.date} · ${r.machine.cpus} · ${r.machine.memoryGb} GB · ${r.machine.system} · Node ${r.node} · load average at the end ${r.machine.loadAverageAtTheEnd.join(' ')}
Settings: ${r.settings.perSecond} questions per second wanted, platform time × ${r.settings.speed}, seed ${r.settings.seed}, ${r.settings.lawyersNationwide} lawyers nationwide.

It took ${Math.round(r.elapsedMs / 1000)} s (${r.questionsPerSecond} questions per second, downtime included). Requests that broke and were sent again: ${r.retries.broken}; told to come later: ${r.retries.later}.
Peak memory: platform ${r.memory.platformPeakMb} MB, load ${r.memory.loadPeakMb} MB. Ctrl-C at the end: code ${r.stop.code} after ${r.stop.ms} ms${r.stop.code === 0 ? '' : ' (**late**: more than 5 s)'}.

| killed after so many acknowledged commands | ready again, ms |
|---|---|
${r.kills.map(({ afterAcknowledged, readyMs }) => `| ${afterAcknowledged} | ${readyMs} |`).join('\n')}

| route | answered | p50 ms | p95 ms | p99 ms | most ms |
|---|---|---|---|---|---|
${Object.entries(r.latency).map(([route, of]) => `| ${route} | ${of.count} | ${of.msP50} | ${of.msP95} | ${of.msP99} | ${of.msMax} |`).join('\n')}

On the platform's clock: first answer p50 ${audit.questions.firstAnswerMsP50 / 1000} s, p95 ${audit.questions.firstAnswerMsP95 / 1000} s; quorum p95 ${audit.questions.quorumMsP95 / 1000} s, met for ${audit.questions.quorumMet} of ${audit.questions.opened}.
Time stands still in no kill: a second of downtime is a second of the platform's clock.

| promise | questions |
|---|---|
${rows(audit.questions.promise)}

| what came of them | questions |
|---|---|
${rows(r.outcomes)}

| refused | times |
|---|---|
${rows(r.refused)}

Not measured: ${r.notMeasured.join('; ')}.
`
}
