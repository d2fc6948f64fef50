// How long until something that happens to one question is on the live streams of ten thousand lawyers who may answer it?
//
//   npm run bench -- fan-out [--lawyers 9900] [--answers 5] [--speed 60] [--on FOLDER] [--json] [--out benchmarks/results]
//
// The demonstration with ten thousand lawyers beyond the region; each has a stream of its own. A question comes to the nation; then
// counsel of the county answer it, one after another, and each answer is told to everybody who may still look. Counted from the request of
// him who answers until the last stream has it. (A platform takes 10,000 connections; a hundred are left for the others.)
import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { tmpdir } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { callControl, socketOf } from '@zhijian/host'
import { ended, forked, freePort } from './lib/alarms.ts'
import { asked, barOf, cpuSecondsOf, finish, inFolder, quantile, residentMb, said, spreadOf } from './lib/bench.ts'

const options = asked({ lawyers: { type: 'string', default: '9900' }, answers: { type: 'string', default: '5' }, speed: { type: 'string', default: '60' }, on: { type: 'string', default: tmpdir() } })
const [lawyers, answers] = [Number(options.lawyers), Number(options.answers)]
const PLATFORM = fileURLToPath(new URL('../services/embedded/dist/src/main.js', import.meta.url))

interface Session { readonly account: string; readonly token: string }
interface Heard { readonly connected: number; readonly heard: readonly { readonly key: string; readonly count: number; readonly first: number; readonly last: number }[] }
const told = <T>(child: ChildProcess, message?: object): Promise<T> => {
  const answer = new Promise<T>((resolve, reject) => child.once('message', (said_: T & { failed?: string }) => (said_.failed === undefined ? resolve(said_) : reject(new Error(said_.failed)))))
  if (message) child.send(message)
  return answer
}

await inFolder(async (folder) => {
  const [data, port, out] = [join(folder, 'var'), await freePort(), join(folder, 'platform.out')]
  const file = openSync(out, 'w')
  const platform = spawn(process.execPath, ['--max-semi-space-size=8', PLATFORM, '--silent', '--speed', options.speed, '--lawyers', String(lawyers), '--seed', '1'], { env: { PATH: process.env['PATH'], ZHIJIAN_DATA: data, PORT: String(port) }, stdio: ['ignore', file, file] })
  closeSync(file)
  const listeners = forked(fileURLToPath(new URL('lib/listeners.ts', import.meta.url)), [])
  try {
    while (!readFileSync(out, 'utf8').includes('Ctrl-C')) {
      if (platform.exitCode !== null) throw new Error(readFileSync(out, 'utf8'))
      await pause(50)
    }
    const sessions = await callControl(socketOf(data), 'load-sessions', { run: 'bench', citizens: 1, counsel: answers, region: 0, nation: lawyers }) as unknown as { citizens: Session[]; counsel: Session[]; nation: Session[] }
    const restMb = residentMb(platform.pid!).now
    const connecting = performance.now()
    await told(listeners, { listen: { port, tokens: sessions.nation.map(({ token }) => token), role: 'lawyer' } })
    const connectedMs = performance.now() - connecting
    const idle = cpuSecondsOf(platform.pid!)
    await pause(20_000)
    const idleCpu = (cpuSecondsOf(platform.pid!) - idle) / 20
    const withStreamsMb = residentMb(platform.pid!).now

    const post = async (token: string, path: string, body: object): Promise<Record<string, string>> => {
      const reply = await fetch(`http://127.0.0.1:${port}/api/v1${path}`, { method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': `bench-${path}-${Math.round(performance.now() * 1000)}`.replaceAll('/', '-').slice(0, 60).padEnd(24, '0') }, body: JSON.stringify(body) })
      if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`)
      return await reply.json() as Record<string, string>
    }
    const heard = (): Promise<Heard> => told(listeners, { heard: true })
    /** The newest event of a name that so many have. */
    const until = async (name: string, count: number, since: number) => {
      for (let tries = 0; tries < 600; tries += 1) {
        const found = (await heard()).heard.findLast((each) => each.key.startsWith(`${name} `) && each.first >= since)
        if (found && found.count >= count) return found
        await pause(100)
      }
      throw new Error(`${name} did not come to ${count}: ${JSON.stringify((await heard()).heard.slice(-5))}`)
    }
    const { consultationId } = await post(sessions.citizens[0]!.token, '/consultations', { text: '老板拖欠三个月工资，没有签劳动合同，怎么要回来？', countyCode: '150921', consentBeyondCounty: true })
    await pause((400_000 / Number(options.speed)) + 3000)
    const reached = (await heard()).heard.filter(({ key }) => key.startsWith('tier-opened ')).at(-1)
    const mayLook = reached?.count ?? 0
    const rows: { ms: number; spreadMs: number; streams: number; cpuMs: number }[] = []
    for (let n = 0; n < answers; n += 1) {
      const [from, cpu] = [Date.now(), cpuSecondsOf(platform.pid!)]
      await post(sessions.counsel[n]!.token, `/consultations/${consultationId}/answers`, { text: `先收集工资条、考勤和聊天记录，再向劳动监察大队投诉；也可以在一年内申请劳动仲裁，仲裁不收费。第${n + 1}条意见。` })
      const { count, first, last } = await until('answer-given', Math.max(1, mayLook), from)
      await pause(2000)
      rows.push({ ms: last - from, spreadMs: last - first, streams: count, cpuMs: (cpuSecondsOf(platform.pid!) - cpu) * 1000 })
      process.stderr.write(`answer ${n + 1}: ${JSON.stringify(rows.at(-1))}\n`)
    }
    const of = (what: keyof (typeof rows)[number]) => spreadOf(rows.map((each) => each[what]))
    finish({
      name: 'fan-out', title: 'Live streams of ten thousand lawyers', question: 'How long until an answer is on the live streams of ten thousand lawyers who may look at the question?', rounds: answers, peers: {},
      settings: { streams: lawyers, speed: Number(options.speed), on: options.on },
      figures: { rows, mayLook, tierOpened: reached, connectedMs, restMb, withStreamsMb, idleCpu },
      tables: [{ columns: ['', ''], rows: [
        ['streams open', lawyers], ['of lawyers who may look', mayLook], ['from the request to the last stream, ms', said(of('ms'))], ['from the first stream to the last, ms', said(of('spreadMs'))], ['CPU of the platform, ms (2 s around it)', said(of('cpuMs'))],
        ['the nation’s opening, first stream to last, ms', reached ? reached.last - reached.first : '–'], ['to open all streams, s', Math.round(connectedMs / 1000)], ['memory before, with them, MB', `${Math.round(restMb)}, ${Math.round(withStreamsMb)}`], ['CPU while nothing happens, % of a core', Math.round(idleCpu * 100)],
      ] }],
      charts: [{ title: 'An answer on its way to all live streams', unit: 'ms', scale: 'linear', better: 'less', groups: [{ label: `${mayLook} streams`, bars: [barOf('to the last stream', of('ms')), barOf('first to last stream', of('spreadMs')), barOf('CPU of the platform', of('cpuMs'))] }] }],
      aims: [{ aim: 'to 10,000 lawyers ≤ 1 s', kept: quantile(rows.map(({ ms }) => ms), 0.5) <= 1000 && mayLook >= lawyers * 0.9, says: `${of('ms').median} ms to ${mayLook} of ${lawyers} streams` }],
      notes: ['What lawyer-pool says of a lawyer is kept with his stream until something happens to him, so that an answer asks nobody anything; one message is written down once for all who get it. The first event of a question beyond its county asks about each lawyer it may concern, once.'],
      notMeasured: ['browsers', 'TLS', 'a network between: all streams end in one process on the same two cores'],
    }, options)
  } finally {
    listeners.kill('SIGKILL')
    platform.kill('SIGKILL')
    await Promise.all([ended(platform), ended(listeners)])
  }
}, options.on)
