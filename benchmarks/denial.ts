// Do the clocks of the promise hold for the others while somebody floods the platform, and what do the others wait?
//
//   npm run build && node benchmarks/denial.ts [--seconds 15] [--rounds 1] [--streams 10000] [--put-up 300] [--only idle-streams,login] [--json] [--out benchmarks/results]
//
// Three processes: the platform as it is (SQLite, every service, HTTP), attackers, and those who use it: two questions a second, ten looks
// and two connections of their own, from before the first attack to after the last. Its time goes sixty times as fast, so that windows of five minutes
// come due within seconds: lateness is told in real milliseconds. Each attack stands between two rounds without one. Attackers come from
// many addresses of this machine (127.0.x.y), which the platform takes for others'; they share its cores, as a real attack would not.
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { connect, type Socket } from 'node:net'
import { arch, cpus, loadavg, platform as system, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { gzipSync } from 'node:zlib'
import type { AccountId } from '@zhijian/contracts'
import { openPlatform } from '@zhijian/embedded'
import { openDataFolder } from '@zhijian/host'
import { createMetrics, scaledClock, silentLog, systemClock, wallNow } from '@zhijian/runtime'
import { COUNTY, foundSmallCounty } from './lib/small-county.ts'

const { values } = parseArgs({ options: {
  seconds: { type: 'string', default: '15' }, rounds: { type: 'string', default: '1' }, streams: { type: 'string', default: '10000' }, 'put-up': { type: 'string', default: '300' }, only: { type: 'string' }, json: { type: 'boolean', default: false }, out: { type: 'string' }, role: { type: 'string' },
} })
const SPEED = 60
/** Connections that stand and wait; half as many that are slow. */
const STREAMS = Number(values.streams)
const SLOW = Math.ceil(STREAMS / 2)
/** How many of them are put up in a second. */
const PUT_UP_PER_SECOND = Number(values['put-up'])
const PER_ACCOUNT = 15
const PER_ADDRESS = 500
const ACCOUNTS = Math.ceil(STREAMS / PER_ACCOUNT)

interface Started { readonly url: string; readonly citizens: readonly string[]; readonly attackers: readonly string[] }
interface Told { readonly latenessMs: readonly number[]; readonly rssMb: number; readonly cpuPercent: number; readonly streams: number }
interface Harm { readonly attack: string; readonly url: string; readonly tokens: readonly string[] }
interface Harmed { readonly held: number; readonly begun: number; readonly answers: Readonly<Record<string, number>> }

// The platform ------------------------------------------------------------------------------------------------------------

const runPlatform = async (): Promise<void> => {
  const root = mkdtempSync(join(tmpdir(), 'zhijian-denial-'))
  const folder = openDataFolder({ root: join(root, 'var'), kind: 'demo', county: COUNTY, now: wallNow() })
  const metrics = createMetrics()
  let late: number[] = []
  const { latenessSeconds } = metrics
  const observe = latenessSeconds.observe.bind(latenessSeconds) as (labels: { category: string }, seconds: number) => void
  latenessSeconds.observe = ((labels: { category: string }, seconds: number) => {
    late.push(seconds * 1000 / SPEED)
    observe(labels, seconds)
  }) as typeof latenessSeconds.observe
  const platform = await openPlatform({
    folder, systemClock: systemClock(), log: silentLog, metrics, hash: 'sha256',
    clock: (notBefore) => scaledClock({ file: folder.files.clock, speed: SPEED, notBefore }),
    http: { host: '127.0.0.1', port: 0, trustedProxies: [] }, codeSender: { send: async () => {} },
  })
  await foundSmallCounty(platform)
  const session = async (id: string): Promise<string> => {
    await platform.gateway.provision({ id: id as AccountId, kind: 'citizen', grants: [] })
    return platform.gateway.syntheticSession(id as AccountId)
  }
  const sessions = async (name: string, count: number): Promise<string[]> => {
    const made: string[] = []
    for (let n = 0; n < count; n += 1) made.push(await session(`${name}-${n}`))
    return made
  }
  const started: Started = { url: platform.url, citizens: await sessions('citizen', 40), attackers: await sessions('attacker', ACCOUNTS) }
  process.send!(started)
  let [cpu, at] = [process.cpuUsage(), performance.now()]
  process.on('message', (message) => {
    if (message === 'stop') {
      void platform.stop().then(() => {
        folder.release()
        rmSync(root, { recursive: true, force: true })
        process.exit(0)
      })
      return
    }
    const used = process.cpuUsage(cpu)
    const streams = metrics.registry.getSingleMetric('zhijian_live_clients')
    void Promise.resolve(streams?.get()).then((each) => {
      process.send!({ latenessMs: late, rssMb: Math.round(process.memoryUsage.rss() / 2 ** 20), cpuPercent: Math.round((used.user + used.system) / 10 / (performance.now() - at)), streams: each?.values[0]?.value ?? 0 } satisfies Told)
      ;[late, cpu, at] = [[], process.cpuUsage(), performance.now()]
    })
  })
}

// Attackers ---------------------------------------------------------------------------------------------------------------

const addressOf = (n: number): string => `127.0.${1 + Math.floor(n / 250)}.${1 + n % 250}`

const runAttackers = (): void => {
  let end = (): void => {}
  process.on('message', (harm: Harm | 'end') => {
    if (harm === 'end') return end()
    void attack(harm, new Promise((resolve) => { end = resolve })).then((harmed) => process.send!(harmed))
  })
  process.send!('ready')
}

const attack = async ({ attack: name, url, tokens }: Harm, ending: Promise<void>): Promise<Harmed> => {
  const { hostname, port } = new URL(url)
  const answers: Record<string, number> = {}
  const open = new Set<Socket>()
  let [begun, ended] = [0, false]
  const count = (what: string): void => { answers[what] = (answers[what] ?? 0) + 1 }
  /** A bare connection; counted by the first line it is told, if any. */
  const dial = (address: number, onOpen: (socket: Socket) => void): void => {
    begun += 1
    const socket = connect({ host: hostname, port: Number(port), localAddress: addressOf(address) })
    let said = false
    socket.on('connect', () => {
      open.add(socket)
      onOpen(socket)
    }).on('data', (chunk: Buffer) => {
      if (!said) count(/^HTTP\/1\.1 (\d{3})/.exec(chunk.toString('latin1', 0, 12))?.[1] ?? 'other')
      said = true
    }).on('error', (error: NodeJS.ErrnoException) => count(error.code ?? 'error')).on('close', () => {
      if (!said && !ended) count('closed')
      open.delete(socket)
    })
  }
  /** So many connections, one address after the other. */
  const dialMany = async (many: number, onOpen: (socket: Socket, n: number) => void, perAddress = PER_ADDRESS): Promise<void> => {
    const began = performance.now()
    for (let n = 0; n < many; n += 1) {
      while (!ended && (performance.now() - began) * PUT_UP_PER_SECOND / 1000 < n) await pause(5)
      if (ended) return
      dial(Math.floor(n / perAddress), (socket) => onOpen(socket, n))
    }
  }
  const dripping = (text: string) => (socket: Socket): void => {
    let at = text.length - 1
    socket.write(text.slice(0, at))
    const drip = setInterval(() => {
      if (socket.destroyed) clearInterval(drip)
      else socket.write(text[at = at === text.length - 1 ? at : at + 1] ?? 'a')
    }, 3000)
    socket.on('close', () => clearInterval(drip))
  }
  /** One after the other on each of `lines` lines, as fast as they are answered. */
  const flood = async (lines: number, send: (n: number) => { readonly method: string; readonly path: string; readonly headers?: Record<string, string>; readonly body?: Buffer }, addresses = 1): Promise<void> => {
    let n = 0
    const agents = Array.from({ length: addresses }, (_, each) => new Agent({ keepAlive: true, localAddress: addressOf(each) }))
    await Promise.all(Array.from({ length: lines }, async () => {
      while (!ended) {
        const { method, path, headers = {}, body } = send(n += 1)
        begun += 1
        await new Promise<void>((resolve) => {
          const asked = request(`${url}${path}`, { method, agent: agents[n % addresses]!, headers: { ...headers, ...(body === undefined ? {} : { 'content-length': String(body.length) }) } }, (response) => {
            count(String(response.statusCode))
            response.resume().on('end', resolve).on('error', () => resolve())
          }).on('error', (error: NodeJS.ErrnoException) => {
            count(error.code ?? 'error')
            resolve()
          })
          asked.end(body)
        })
      }
    }))
    for (const agent of agents) agent.destroy()
  }
  const auth = (n: number): Record<string, string> => ({ authorization: `Bearer ${tokens[n % tokens.length]!}` })
  const json = { 'content-type': 'application/json' }
  const attacks: Record<string, () => Promise<void>> = {
    'idle-streams': () => dialMany(STREAMS, (socket, n) => socket.write(`GET /api/v1/live HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${tokens[n % tokens.length]!}\r\n\r\n`)),
    'idle-connections, one address': () => dialMany(STREAMS, () => {}, STREAMS),
    'idle-connections, many addresses': () => dialMany(STREAMS, () => {}),
    'slow-heads': () => dialMany(SLOW, dripping(`GET /api/v1/topics HTTP/1.1\r\nhost: x\r\nx: a`)),
    'slow-bodies': () => dialMany(SLOW, (socket, n) => dripping(`POST /api/v1/consultations/preview HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${tokens[n % tokens.length]!}\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n{`)(socket)),
    'large-heads': () => flood(64, (n) => ({ method: 'GET', path: '/api/v1/topics', headers: { x: 'a'.repeat(n % 2 === 0 ? 15_000 : 60_000) } }), 64),
    'packed-bodies': () => {
      const bomb = gzipSync(Buffer.alloc(20_000_000, 0x20))
      return flood(64, (n) => ({ method: 'POST', path: '/api/v1/consultations/preview', headers: { ...auth(n), ...json, 'content-encoding': 'gzip' }, body: bomb }), 64)
    },
    login: () => flood(64, (n) => ({ method: 'POST', path: '/api/v1/auth/password-sessions', headers: { ...json, 'idempotency-key': `login-${n}-aaaa` }, body: Buffer.from(JSON.stringify({ login: `nobody-${n}`, password: `guess-number-${n}`, totp: '123456', client: 'app' })) }), 400),
    'one-time-codes': () => flood(64, (n) => ({ method: 'POST', path: '/api/v1/auth/phone-codes', headers: json, body: Buffer.from(JSON.stringify({ phone: `139${String(n % 100_000_000).padStart(8, '0')}` })) }), 400),
    pipelining: () => dialMany(64, (socket) => {
      const many = 'GET /api/v1/topics HTTP/1.1\r\nhost: x\r\n\r\n'.repeat(200)
      const more = (): void => void (socket.destroyed || ended || socket.write(many, () => setTimeout(more, 50)))
      more()
    }, 1),
  }
  const running = attacks[name]!()
  await ending
  const held = open.size
  ended = true
  for (const socket of open) socket.destroy()
  await running
  return { held, begun, answers }
}

// Those who use it --------------------------------------------------------------------------------------------------------

interface Served { readonly asks: number[]; readonly looks: number[]; readonly fresh: number[]; failed: number }

const use = async ({ url, citizens }: Started, seconds: number): Promise<Served> => {
  const served: Served = { asks: [], looks: [], fresh: [], failed: 0 }
  const agent = new Agent({ keepAlive: true })
  let n = 0
  const send = (into: number[], method: string, path: string, body?: string, own = false): Promise<void> => new Promise((resolve) => {
    const [from, token] = [performance.now(), citizens[(n += 1) % citizens.length]!]
    const asked = request(`${url}/api/v1/${path}`, {
      method, ...(own ? { agent: false } : { agent }), timeout: 20_000,
      headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)), 'idempotency-key': `honest-${Math.trunc(from * 1000)}-${n}` }) },
    }, (response) => {
      if (response.statusCode! >= 300) served.failed += 1
      response.resume().on('end', () => {
        into.push(performance.now() - from)
        resolve()
      })
    }).on('error', () => {
      served.failed += 1
      resolve()
    }).on('timeout', () => asked.destroy())
    asked.end(body)
  })
  const question = JSON.stringify({ text: '老板拖欠三个月工资，没有签劳动合同，怎么要回来？', countyCode: COUNTY, channel: 'citizen' })
  const began = performance.now()
  const sent: Promise<void>[] = []
  for (let tick = 0; tick < seconds * 10; tick += 1) {
    await pause(Math.max(0, began + tick * 100 - performance.now()))
    sent.push(send(served.looks, 'GET', 'consultations'))
    if (tick % 5 === 0) sent.push(send(served.asks, 'POST', 'consultations', question), send(served.fresh, 'GET', 'auth/session', undefined, true))
  }
  await Promise.all(sent)
  agent.destroy()
  return served
}

const at = (numbers: readonly number[], share: number): number => Math.round(numbers.toSorted((a, b) => a - b)[Math.min(numbers.length - 1, Math.floor(numbers.length * share))] ?? NaN)
const spread = (numbers: readonly number[]) => ({ count: numbers.length, p50: at(numbers, 0.5), p99: at(numbers, 0.99), max: at(numbers, 1) })

type Spread = ReturnType<typeof spread>
interface Row {
  readonly attack: string
  readonly latenessMs: Spread
  readonly looksMs: Spread
  readonly asksMs: Spread
  readonly freshMs: Spread
  readonly failed: number
  readonly rssMb: number
  readonly cpuPercent: number
  readonly streams: number
  readonly load: number
  readonly harmed?: Harmed
}

/** Connections that stand and wait once they are put up. */
const STANDING: Readonly<Record<string, number>> = { 'idle-streams': STREAMS, 'idle-connections, one address': STREAMS, 'idle-connections, many addresses': STREAMS, 'slow-heads': SLOW, 'slow-bodies': SLOW }
const ATTACKS = ['idle-streams', 'idle-connections, one address', 'idle-connections, many addresses', 'slow-heads', 'slow-bodies', 'large-heads', 'packed-bodies', 'login', 'one-time-codes', 'pipelining'] as const

const measure = async (): Promise<void> => {
  const started = async <T>(role: string): Promise<readonly [ChildProcess, T]> => {
    const child = fork(import.meta.filename, ['--role', role, '--streams', values.streams, '--put-up', values['put-up']], { execArgv: process.execArgv })
    return [child, (await once(child, 'message'))[0] as T]
  }
  const say = (text: string): void => void process.stderr.write(`${text}\n`)
  say('putting up the platform and its people …')
  const [platform, there] = await started<Started>('platform')
  const [attackers] = await started<string>('attackers')
  const ask = async <T>(child: ChildProcess, message: string): Promise<T> => {
    child.send(message as never)
    return (await once(child, 'message'))[0] as T
  }
  const seconds = Number(values.seconds)
  await use(there, 10)
  const rows: Row[] = []
  const phase = async (name: string | null): Promise<void> => {
    const putUp = name === null || STANDING[name] === undefined ? 0 : Math.ceil(STANDING[name] / PUT_UP_PER_SECOND) + 2
    if (name !== null) attackers.send({ attack: name, url: there.url, tokens: there.attackers } satisfies Harm)
    const row = async (what: string, forSeconds: number): Promise<Row> => {
      await ask<Told>(platform, 'tell')
      const served = await use(there, forSeconds)
      const told = await ask<Told>(platform, 'tell')
      const { rssMb, cpuPercent, streams } = told
      return { attack: what, latenessMs: spread(told.latenessMs), looksMs: spread(served.looks), asksMs: spread(served.asks), freshMs: spread(served.fresh), failed: served.failed, rssMb, cpuPercent, streams, load: Math.round(loadavg()[0]! * 10) / 10 }
    }
    if (putUp > 0) rows.push(await row(`${name!}, put up`, putUp))
    const measured = await row(name ?? 'none', seconds)
    rows.push({ ...measured, ...(name === null ? {} : { harmed: await ask<Harmed>(attackers, 'end') }) })
    say(rows.slice(putUp > 0 ? -2 : -1).map((each) => JSON.stringify(each)).join('\n'))
    // What was put up is taken down before anybody else is measured.
    for (let left = 60; left > 0 && (await ask<Told>(platform, 'tell')).streams > 0; left -= 1) await pause(500)
    await pause(3000)
  }
  const chosen = values.only === undefined ? ATTACKS : ATTACKS.filter((name) => values.only!.split(',').some((each) => name.startsWith(each)))
  for (let round = 0; round < Number(values.rounds); round += 1) {
    for (const name of chosen) {
      await phase(null)
      await phase(name)
    }
    await phase(null)
  }
  platform.send('stop')
  attackers.kill()
  await once(platform, 'exit')
  const result = {
    at: wallNow(), seconds, rounds: Number(values.rounds), speed: SPEED, standing: STREAMS, putUpPerSecond: PUT_UP_PER_SECOND, rows,
    machine: `${cpus().length} × ${cpus()[0]!.model.trim()} · ${Math.round(totalmem() / 2 ** 30)} GB · ${system()} ${arch()} · Node ${process.version}`,
  }
  const data = `${JSON.stringify(result, null, 2)}\n`
  process.stdout.write(values.json ? data : reportOf(result))
  if (values.out === undefined) return
  writeFileSync(join(values.out, 'denial.json'), data)
  writeFileSync(join(values.out, 'denial.md'), reportOf(result))
}

const WORDS: Readonly<Record<string, string>> = {
  none: 'nobody', 'idle-streams': 'idle live streams', 'idle-connections, one address': 'idle connections from one address', 'idle-connections, many addresses': 'idle connections from many addresses',
  'slow-heads': 'heads a byte in three seconds', 'slow-bodies': 'bodies a byte in three seconds', 'large-heads': 'heads of 15 and 60 kB, 64 at once', 'packed-bodies': 'bodies of 20 MB packed to 20 kB, 64 at once',
  login: 'guessed passwords, 64 at once from 400 addresses', 'one-time-codes': 'codes asked for, 64 at once from 400 addresses', pipelining: '64 lines of pipelined requests',
}
const middle = (numbers: readonly number[]): number => at(numbers.filter((each) => !Number.isNaN(each)), 0.5)

/** One row an attack: the medians of its rounds; beside it what the rounds without an attack had, as the machine’s own noise. */
const reportOf = ({ at: when, seconds, rounds, speed, standing, putUpPerSecond, rows, machine }: { readonly at: string; readonly seconds: number; readonly rounds: number; readonly speed: number; readonly standing: number; readonly putUpPerSecond: number; readonly rows: readonly Row[]; readonly machine: string }): string => {
  const names = [...new Set(rows.map(({ attack: name }) => name))]
  const pair = (of: readonly Row[], pick: (row: Row) => Spread): string => `${middle(of.map((row) => pick(row).p50))} / ${middle(of.map((row) => pick(row).p99))}`
  const line = (name: string): string => {
    const of = rows.filter(({ attack: each }) => each === name)
    const label = name.replace(/, put up$/, '')
    const harmed = of.flatMap(({ harmed: each }) => (each === undefined ? [] : [each]))
    const answers = Object.entries(harmed.at(-1)?.answers ?? {}).map(([what, count]) => `${what}: ${count}`).join(', ')
    const failed = of.reduce((sum, each) => sum + each.failed, 0)
    const asked = of.reduce((sum, { asksMs, looksMs, freshMs }) => sum + asksMs.count + looksMs.count + freshMs.count, failed)
    return `| ${WORDS[label] ?? label}${label === name ? '' : ', while they are put up'} | ${pair(of, (row) => row.latenessMs)} | ${pair(of, ({ looksMs }) => looksMs)} | ${pair(of, ({ asksMs }) => asksMs)} | ${pair(of, ({ freshMs }) => freshMs)} | ${failed} of ${asked} | ${middle(of.map(({ cpuPercent }) => cpuPercent))} % | ${middle(of.map(({ rssMb }) => rssMb))} MB | ${middle(of.map(({ load }) => load))} | ${harmed.length === 0 ? '' : `${harmed.at(-1)!.held} held of ${harmed.at(-1)!.begun}; ${answers || 'no answer'}`} |`
  }
  const quiet = rows.filter(({ attack: each }) => each === 'none')
  const range = (pick: (row: Row) => number): string => {
    const told = quiet.map(pick).filter((each) => !Number.isNaN(each))
    return told.length === 0 ? 'nothing' : `${Math.min(...told)} to ${Math.max(...told)}`
  }
  return `# Whether the promise holds while somebody floods the platform

The platform in one process (SQLite, every service, HTTP), those who use it and the attackers each in another, on one machine; ${standing.toLocaleString('en')} connections or streams that stand, half as many slow ones, put up
${putUpPerSecond} a second. Two questions, ten looks and two connections of their own a second, all the while; ${seconds} s each, ${rounds} ${rounds === 1 ? 'round' : 'rounds'}, each attack between two times without one. The platform’s time goes ${speed}
times as fast; all figures are real milliseconds, median / 99th of a hundred, medians over the rounds. *Late*: how long after its instant a deadline of the promise was settled. *CPU*: of one core, of the platform’s process. *Load*: the machine’s.

| attack | late | a look | a question | a connection of its own | failed | CPU | memory | load | what the attackers had |
|---|---|---|---|---|---|---|---|---|---|
${names.map(line).join('\n')}

Without an attack, over the ${quiet.length} times: late by a median of ${range(({ latenessMs }) => latenessMs.p50)} ms, a look in ${range(({ looksMs }) => looksMs.p50)}, a question in ${range(({ asksMs }) => asksMs.p50)}, load ${range(({ load }) => load)}: what lies within is the machine’s own noise. A load
well above ${cpus().length} on ${cpus().length} cores says that others worked here too.

${when.slice(0, 10)} · ${machine}
Not measured: attackers with cores of their own (here they take some of the platform’s), a network between, TLS, a proxy in front, more than one gateway.
`
}

await (values.role === 'platform' ? runPlatform() : values.role === 'attackers' ? runAttackers() : measure())
